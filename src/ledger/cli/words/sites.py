"""What `site` says: where the pages are, and what must not stand in them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.site": (
        "生成静态网站：作战图、看板、时间线、区域要素、单位排名，每件一页；双击 index.html 就能看，不用联网。\n\n例：ledger site 网站/\n\n给公众看的：ledger site 公开/ --public",
        "Build a static site: overview, board, timeline, regions, ranking, a page per issue; opens from the disk, offline.\n\nExample: ledger site OUT/\n\nFor the public: ledger site OUT/ --public",
    ),
    "option.site": (
        "写到哪个文件夹：新的、空的，或以前生成的网站（整个替换）",
        "the folder: a new or empty one, or a site built before, which is replaced as a whole",
    ),
    "option.public": (
        "公开版：只留可以公开的内容，人员、电话、内部意见一概不出现，出现就不生成",
        "for the public: only what may be published; refused where a person, number or note would still be in it",
    ),
    "option.allow": (
        "这几个字可以公开，可多次：公开版里与内部内容相同、但看过没有问题的",
        "this text may be published, may be repeated: it also stands in something internal, and was looked at",
    ),
    "site.done": (
        "网站已生成：{path}，问题 {count} 件，{files} 个文件（截至 {day}，内部版，不得公开）",
        "site built: {path}, {count:issue|issues}, {files:file|files} (as of {day}; internal)",
    ),
    "site.done-public": (
        "网站已生成：{path}，问题 {count} 件，{files} 个文件（截至 {day}，公开版，已核对没有内部内容）",
        "site built: {path}, {count:issue|issues}, {files:file|files} (as of {day}; for the public, nothing internal found in it)",
    ),
    "site.not-folder": (
        "{path} 不是文件夹，没有写。请换一个名字",
        "{path} is no folder; nothing was written. Take another name",
    ),
    "site.not-ours": (
        "{path} 里有别的文件，不是以前生成的网站，没有动它。请换一个新的文件夹",
        "{path} holds files and is no site built before; it was left alone. Take a new folder",
    ),
    "site.leaks": (
        "没有生成：公开版里还会出现 {count} 处不应公开的内容",
        "not built: {count:text|texts} that must not be public would stand in it",
    ),
    "site.leak": (
        "“{text}”（{kind}，见 {origin}）出现在 {page}：…{around}…{more}",
        "“{text}” ({kind}, from {origin}) stands in {page}: …{around}…{more}",
    ),
    "site.leak-more": ("，另有 {count} 页", ", and in {count:page|pages} more"),
    "site.leaks-more": ("另有 {count} 处没有列出", "{count} more are not listed"),
    "site.leaks-hint": (
        "请把台账里公开的文字改好再生成；看过确实可以公开的，用 --allow 写明，如 --allow 王庄（不公开的台账的编号不能放行）",
        "mend the published texts in the ledger; what was looked at and may be public, name with --allow (never a number of a book that is not public)",
    ),
    "site.secret-person": ("人员", "a person"),
    "site.secret-number": ("电话、证件号或邮箱", "a phone, identity number or e-mail"),
    "site.secret-note": ("内部内容", "internal"),
    "site.origin": ("{id} 的{field}", "{field} of {id}"),
    "phase.site": ("生成网页", "pages"),
}

"""What is wrong with a value, a key, a file."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "value.unknown-key": ("不认识的键“{key}”", "unknown key “{key}”"),
    "value.missing-key": ("缺{field}（{key}）", "{field} ({key}) is missing"),
    "value.not-allowed": ("{field}写的是“{found}”，只能是：{allowed}", "{field} is “{found}”, but can only be: {allowed}"),
    "value.status-by-hand": (
        "状态写的是“{found}”。状态不能手改，请改回原来的（open、in-progress、verified 或 closed），再用命令办理：ledger start、verify、close、reopen",
        "the status is “{found}”. It is not changed by hand: put back what it was (open, in-progress, verified or closed) and use ledger start, verify, close, reopen",
    ),
    "value.empty": ("{field}是空的，请填写或删去这一行", "{field} is empty; fill it in or remove the line"),
    "value.out-of-range": ("{field}写的是 {found}，超出范围（界限 {limit}）", "{field} is {found}, out of range (limit {limit})"),
    "value.not-text": ("{field}应是一句文字", "{field} should be a text"),
    "value.not-a-list": ("{field}应是列表，写成 [{found}] 或每条前加 “- ”", "{field} should be a list: [{found}], or each entry after “- ”"),
    "value.not-a-block": ("{field}应是一组键值，现在是“{found}”", "{field} should be a block of keys, but is “{found}”"),
    "value.wrong-form": ("{field}“{found}”的格式不对，应是{form}", "{field} “{found}” has the wrong form; expected: {form}"),
    "form.month": (" 2026-05 的样子", "like 2026-05"),
    "form.uid": ("小写字母、数字和连字符，8 到 64 位", "8 to 64 lower-case letters, digits and hyphens"),
    "form.sha256": ("64 位十六进制数", "64 hexadecimal digits"),
    "form.id": ("小写字母开头，小写字母、数字、点和连字符，40 位以内", "lower-case letters, digits, dots and hyphens, a letter first"),
    "form.prefix": ("大写字母开头，大写字母和数字，16 位以内", "capitals and digits, a capital first, 16 at most"),
    "value.wrong": ("{field}“{found}”不对", "{field} “{found}” is wrong"),
    "value.not-a-day": ("{field}“{found}”不是日期，请写成 2026-05-31", "{field} “{found}” is not a day; write 2026-05-31"),
    "value.no-such-day": ("{field}“{found}”没有这一天（2000–2099 年）", "{field} “{found}”: there is no such day (2000–2099)"),
    "value.not-a-moment": (
        "{field}“{found}”不是带时区的时刻，如 2026-05-31T10:00:00+08:00",
        "{field} “{found}” is not a moment with its zone, like 2026-05-31T10:00:00+08:00",
    ),
    "value.not-a-number": ("{field}“{found}”不是数字", "{field} “{found}” is not a number"),
    "value.not-a-count": ("{field}“{found}”不是非负整数", "{field} “{found}” is not a whole number"),
    "value.not-a-flag": ("{field}“{found}”应写 true 或 false", "{field} “{found}” should be true or false"),
    "value.not-an-id": ("{field}“{found}”不是问题编号，编号如 ISSUE-014", "{field} “{found}” is not an id like ISSUE-014"),
    "value.bad-name": (
        '{field}“{found}”不能作文件名；不要用 / \\ : * ? " < > |，不以点或空格开头结尾，不太长',
        "{field} “{found}” can't be the name of a file: no / \\ : * ? \" < > |, no dot or space at its ends, not too long",
    ),
    "value.bad-path": (
        "{field}“{found}”不是 evidence/编号/文件 形式的路径（不能有 ..、盘符或反斜杠）",
        "{field} “{found}” is not a path like evidence/ID/file (no .., drive or backslash)",
    ),
    "amend.which-entry": (
        "{key} 没有说是哪一条{field}：写成 键.序号.键，如 plan.measures.1.due、措施.1.措施时限",
        "{key} does not say which entry of {field}: write key.position.key, like plan.measures.1.due",
    ),
    "amend.no-entries": ("{key} 多了序号：{field}不是逐条编号的", "{key} has a position too many: {field} has no numbered entries"),
    "file.unreadable": ("打不开：{reason}", "can't be opened: {reason}"),
    "file.symlink": ("是快捷方式（符号链接），可能指到台账外面；请换成真正的文件", "is a link and could lead out of the ledger; put the real file here"),
    "file.closed-folder": (
        "这个文件夹打不开，不知道里面有没有问题文件；请找管理员开通权限",
        "this folder can't be looked into, so nobody knows what it holds; get permission for it",
    ),
    "file.not-a-file": ("不是普通文件", "is not a plain file"),
    "file.file-name": (
        "文件名应是 编号.yaml，如 ISSUE-014.yaml；不是问题文件的请移出 issues/",
        "the name should be ID.yaml, like ISSUE-014.yaml; move other files out of issues/",
    ),
    "file.id-differs": ("文件里的编号 {id} 与文件名 {name} 不同", "the id {id} is not the file's name {name}"),
    "file.dup-id": (
        "{id}“{title}”：这个编号已有一个文件 {other}（“{kept}”）；一个编号只能有一件。给后登记的一件换号：ledger renumber {id}",
        "{id} “{title}”: the number has a file already, {other} (“{kept}”); one id, one issue. Give the later one another number: ledger renumber {id}",
    ),
}  # fmt: skip

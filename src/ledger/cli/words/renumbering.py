"""What is said where one number was given to two issues, and of the new number that one of them gets."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "move.renumber": ("换号", "renumber"),
    "help.renumber": (
        (
            "一个编号给了两件事时，给后登记的一件换号：编号、佐证、指向它的关联一起换，都有署名；旧号不再给别的问题。\n\n"
            "例：ledger renumber ISSUE-014 --keep main"
        ),
        (
            "Mend one number given to two issues: the later one gets a new number; its evidence and the links to it "
            "follow, signed; the old number is never given again.\n\nExample: ledger renumber ISSUE-014 --keep main"
        ),
    ),
    "option.renumber-to": ("新编号（默认下一个空号）", "the new number (default: the next free one)"),
    "option.renumber-keep": (
        "谁留用旧号：一个分支或提交里的那件，或唯一标识（uid）开头几位；默认先登记的一件",
        "who keeps the old number: the issue of a branch or commit, or the beginning of a uid; default: the earlier one",
    ),
    "option.renumber-follow": (
        "这一件的关联指的是换号的那件，跟着改（可多次）；豁免用 waivers.yaml",
        "the links of this issue mean the one that moves, and follow (repeatable); waivers.yaml for waivers",
    ),
    "option.renumber-stay": (
        "这一件的关联指的是留用旧号的那件，不改（可多次）；豁免用 waivers.yaml",
        "the links of this issue mean the one that keeps the number (repeatable); waivers.yaml for waivers",
    ),
    "renumber.done": (
        "{old}“{title}”换号为 {new}（{file}）；{old} 由“{kept}”留用",
        "{old} “{title}” is {new} now ({file}); “{kept}” keeps {old}",
    ),
    "renumber.linked": ("  关联已跟着改：{ids}", "  links that followed: {ids}"),
    "renumber.waived": ("  waivers.yaml 里的豁免已跟着改", "  its waivers in waivers.yaml followed"),
    "renumber.moved": (
        "  佐证材料 {count} 份移入 evidence/{new}/",
        "  {count} files of evidence are in evidence/{new}/",
    ),
    "renumber.lost": (
        "  注意：这些佐证没有找到，记录已改、文件待补：{paths}",
        "  note: this evidence was not found; the record is changed, the files are wanting: {paths}",
    ),
    "renumber.add": ("接着提交：git add -A issues evidence", "next: git add -A issues evidence, and commit"),
    "renumber.single": (
        "{id} 只有一件（“{title}”），这里和 git 的各分支上都没有第二件：编号不随意更换",
        "only one issue bears {id} (“{title}”), here and on every branch that git has; numbers don't change for nothing",
    ),
    "check.number-met": (
        "{id} 在已取回的 {branch} 上是另一件（“{title}”）：两边撞号。趁还没合并换号：ledger renumber {id}",
        "{id} is another issue on {branch}, which was fetched (“{title}”): one number, two issues. Before they are merged: ledger renumber {id}",
    ),
    "check.number-ahead": (
        "{id} 在已取回的 {branch} 上是另一件（“{title}”），其中一件在 {ahead} 上已经换号为 {number}：先 git merge {ahead}，再看",
        "{id} is another issue on {branch}, which was fetched (“{title}”); one of the two is {number} on {ahead} already: first git merge {ahead}",
    ),
    "renumber.then": (
        "  留用 {old} 的“{kept}”这里还在 {also} 下：接着 ledger renumber {also}，两处办的合成一件",
        "  “{kept}”, which keeps {old}, is here under {also} too: next ledger renumber {also}, which joins the two",
    ),
    "renumber.joined": (
        "{old}“{title}”在这里已经换号为 {new}：旧号下办的并入 {new}（{file}，新增办理记录 {count} 条）",
        "{old} “{title}” is {new} here already: what was done under the old number is part of {new} now ({file}, events added: {count})",
    ),
    "renumber.keeps": ("  {old} 由“{kept}”留用", "  “{kept}” keeps {old}"),
    "renumber.apart": (
        "{id} 在这里已经是 {other}，两边又都有改动，{count} 处要人来定：",
        "{id} is {other} here already, and both were worked on; to be decided by a person: {count}",
    ),
    "renumber.apart-how": (
        "先合两边：ledger resolve {other}；再 ledger renumber {id}",
        "first ledger resolve {other}, then ledger renumber {id}",
    ),
    "renumber.ahead": (
        "“{title}”在 {branch} 上已经换号为 {other}：再换一次就有了两个新号",
        "“{title}” is {other} on {branch} already: once more, and it would have two new numbers",
    ),
    "renumber.ahead-how": (
        "先 git merge {branch}，再 ledger renumber {id}：这里后来办的会并到新号下",
        "first git merge {branch}, then ledger renumber {id}: what was done here since follows to the new number",
    ),
    "renumber.unread": (
        "{id} 换号要看其他每个文件（有没有指向它的关联、是不是同一件），有读不出来的，先处理：",
        "to renumber {id} every other file has to be read, for links to it and for the same issue; these can't be:",
    ),
    "renumber.many": (
        "{count} 件问题同用 {id}：先在另一分支上处理两件，再来",
        "{count} issues bear {id}: mend two of them on another branch first",
    ),
    "renumber.elsewhere": (
        "{id} 后登记的是另一分支上的“{title}”，应在那边换号；确要这里的“{kept}”换号，用 --keep 指明对方的分支",
        (
            "the later {id} is “{title}” on another branch, to be renumbered there; to renumber “{kept}” here instead, "
            "name that branch with --keep"
        ),
    ),
    "renumber.keep": (
        "“{word}”里没有 {id}，也不是其中一件的唯一标识（uid）",
        "“{word}” holds no {id}, and is the uid of neither",
    ),
    "renumber.taken": (
        "{id} 不能用：新编号要在所有用过的编号之后，从 {free} 起",
        "{id} can't be given: a new number comes after all that ever were, from {free} on",
    ),
    "renumber.which": (
        "指向 {id} 的关联说不准指哪一件（换号的“{moving}”，还是留用的“{kept}”）：{links}",
        "links to {id} may mean either (“{moving}”, which moves, or “{kept}”, which stays): {links}",
    ),
    "renumber.waiting": (
        "{other}“{title}”指向 {id}，而 {other} 自己也有两件、还没有换号：它指的是哪一件，要先换了 {other} 才能写",
        "{other} “{title}” points to {id}, and {other} is itself the number of two issues: it can't follow before that is mended",
    ),
    "renumber.waiting-how": (
        "先办 ledger renumber {other}；它指的就是留用的 {id} 的，加 --stay {other}",
        "first: ledger renumber {other}; where it means the {id} that stays, add --stay {other}",
    ),
    "renumber.how": (
        "逐件指明：ledger renumber {id} --follow {link}（跟着改）或 --stay {link}（不改）",
        "say for each: ledger renumber {id} --follow {link}, or --stay {link}",
    ),
    "show.formerly": (
        "注意：{id} 这个编号一度也给过现在的 {now}（已换号）；旧文件里的 {id} 可能指它",
        "note: {id} was for a time also the number of what is {now} now; older papers may mean that one",
    ),
    "issue.formerly": ("（已换号为 {now}）", " (it is {now} now)"),
}

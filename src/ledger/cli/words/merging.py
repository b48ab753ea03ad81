"""What is said of two branches brought together: the merge driver, `resolve`, and what a merge by lines left behind."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "move.merge": ("合并", "merge"),
    "merge.ours": ("本方", "ours"),
    "merge.base": ("共同的祖先", "the common ancestor"),
    "merge.theirs": ("对方", "theirs"),
    "merge.event": ("{move}（{who}，{at}）", "{move} ({who}, {at})"),
    "merge.by": ("（自动合并）", "(merged by rule)"),
    "merge.two-issues": (
        "编号冲突：两边各自登记了 {id}，是两件事：本方“{ours}”，对方“{theirs}”。给其中一件换号：ledger renumber {id}",
        "one number, two issues: {id} was given on both sides, ours “{ours}”, theirs “{theirs}”. Give one of them another number: ledger renumber {id}",
    ),
    "merge.unchained": (
        "{side}的 {id} 没有带摘要的办理记录，改动无从逐项合并：先在{side} ledger adopt {id} --why 原因，提交后再合并",
        "{id} as {side} has it has no chained history, so its changes can't be merged one by one: first ledger adopt {id} --why REASON on that side, commit, merge again",
    ),
    "merge.unsound": (
        "{side}的文件有没处理的问题，处理并提交之后再合并：{why}",
        "the file of {side} has a fault that comes first; mend it, commit, and merge again: {why}",
    ),
    "merge.lost": (
        "历史记录被改写：{side}没有共同祖先里的这一条：{event}。是删改了记录，或撤销（git revert）、只挑了后面的提交（cherry-pick）：记录只增不减，确认后 ledger resolve 两边的记录都保留",
        "the history was rewritten: {side} lacks an event of the common ancestor: {event}. It was deleted or reverted, or a later commit was picked without it. Events are only added: ledger resolve keeps those of both sides",
    ),
    "merge.move": (
        "{side}办了{event}，另一边同时有改动：{others}。作结论的人没有看到那些改动，须人工确认",
        "{side} made {event} while the other side changed something: {others}. Who drew the conclusion hadn't seen it, so a person has to confirm",
    ),
    "merge.backwards": (
        "状态不能因合并倒退：{old} → {new}",
        "a status never goes back by merging: {old} → {new}",
    ),
    "merge.unreadable": (
        "{side}的文件读不成一个问题：{why}",
        "the file of {side} can't be read as an issue: {why}",
    ),
    "merge.crashed": (
        "{file} 没能合并：合并驱动出错，文件没有动",
        "{file} could not be merged: the merge driver failed, the file is as it was",
    ),
    "merge.conflict": ("{file} 有 {count} 处要人来定：", "{file}: {count} things for a person to decide:"),
    "merge.item": ("  - {text}", "  - {text}"),
    "merge.way-out": (
        "逐项选定：ledger resolve {id}，再 git add",
        "decide one by one: ledger resolve {id}, then git add",
    ),
    "merge.no-driver": (
        "这个仓库副本还没有装合并驱动，git 会按行合并问题文件：ledger init --git 装上（每个副本一次）",
        "this clone has no merge driver, so git merges issue files by lines: ledger init --git sets it up, once a clone",
    ),
    "init.driver": (
        "git 合并问题文件时会用 ledger（.gitattributes 与本仓库设置）",
        "git merges issue files with ledger now (.gitattributes and this repository's settings)",
    ),
    "init.no-git": (
        "这里不是 git 仓库，没有合并驱动可装：其余照常。建了仓库以后 ledger init --git",
        "no git repository here, so there is no merge driver to set up; everything else works. Once there is one: ledger init --git",
    ),
    "option.git": (
        "在已有的台账或新克隆的副本里装上合并驱动",
        "set up the merge driver in a ledger that is there already, or a new clone",
    ),
    "option.merge-file": ("git 给的一个版本", "a version that git gives"),
    "option.marker": ("冲突标记的长度", "how long conflict marks are"),
    "option.merge-path": ("文件在仓库里的路径", "the file's path in the repository"),
    "option.ours": ("没有另外说明的都用本方的", "ours, wherever nothing else is said"),
    "option.theirs": ("没有另外说明的都用对方的", "theirs, wherever nothing else is said"),
    "option.side": ("哪个字段用哪一方的，可多次", "which side counts for a field; several times"),
    "metavar.side": ("字段=ours|theirs|base", "FIELD=ours|theirs|base"),
    "help.merge-driver": (
        "由 git 调用：合并一个问题文件的两个版本（ledger init 装上）。",
        "Called by git: merge two versions of an issue file (ledger init sets it up).",
    ),
    "help.resolve": (
        "处理合并冲突：逐个字段选定，由选定的人署名。\n\n例：ledger resolve ISSUE-014 --set plan.deadline.due=theirs --why 以批复为准",
        "Finish a merge: choose field by field, signed by whoever chooses.\n\nExample: ledger resolve ISSUE-014 --set plan.deadline.due=theirs --why 'as approved'",
    ),
    "merge.both-kept": (
        "{why}；这个文件由合并得来，合并时两边的行都留下了：ledger resolve {id} 从两边重新合并",
        "{why}. The file comes out of a merge that kept the lines of both sides: ledger resolve {id} merges them anew",
    ),
    "resolve.none": (
        "没有等着处理的合并冲突（git status 可看）",
        "no merge is waiting to be finished (see git status)",
    ),
    "resolve.none-of": ("{id} 没有合并冲突要处理", "{id} has no merge to finish"),
    "resolve.one-side": (
        "{file} 有一方删掉了：问题不能删除。恢复文件（git checkout --ours 或 --theirs），要去掉的用 ledger void",
        "{file} was deleted on one side; issues aren't. Restore it (git checkout --ours or --theirs), and use ledger void",
    ),
    "resolve.unreadable": (
        "{file} 读不出来，不能逐项处理：",
        "{file} can't be read, so nothing can be decided field by field:",
    ),
    "resolve.refused": (
        "{id} 不能这样合并，原因 {count} 条：",
        "{id} can't be joined like this, for {count:reason|reasons}:",
    ),
    "resolve.undecided": ("{id} 还有 {count} 个字段没有选定：", "{id}: {count} fields are still undecided:"),
    "resolve.how": (
        "例：ledger resolve {id} --set {field}=theirs --why 原因；或 --ours、--theirs",
        "for example: ledger resolve {id} --set {field}=theirs --why REASON; or --ours, --theirs",
    ),
    "resolve.clash": (
        "{field}：原为“{base}”，本方改成“{ours}”，对方改成“{theirs}”",
        "{field}: was “{base}”, ours says “{ours}”, theirs says “{theirs}”",
    ),
    "resolve.ask": ("用哪一方的？o 本方 / t 对方 / b 原来的", "which one? o ours / t theirs / b as it was"),
    "resolve.ask-again": (
        "看不懂“{answer}”：o、t、b 三个字母选一个（Ctrl-C 放弃，什么也不写）",
        "“{answer}” is none of o, t, b (Ctrl-C gives up, nothing is written)",
    ),
    "resolve.ask-why": ("理由（写进办理记录）", "why (it goes into the history)"),
    "resolve.evidence": ("佐证已就位：{path}", "evidence in its place: {path}"),
    "resolve.with-why": (
        "确认结论的人要能作这个结论，并写明理由：ledger resolve {id} --why 原因；两边的改动都会保留",
        "whoever confirms a conclusion must be one who may draw it, and says why: ledger resolve {id} --why REASON; what both sides did is kept",
    ),
    "resolve.nothing-to-choose": (
        "没有哪个字段要在两边之间选：两边的改动都会保留，--ours、--theirs 在这里没有意义。去掉它再执行；不认可对方的结论，合并之后另办（ledger verify --fail、ledger reopen）",
        "no field is open between the two sides: what both did is kept, and --ours or --theirs means nothing here. Leave it out; a conclusion you don't agree with is taken back afterwards (ledger verify --fail, ledger reopen)",
    ),
    "resolve.way-back": (
        "先放弃这次合并：git merge --abort（变基用 git rebase --abort，挑选用 git cherry-pick --abort）；在作结论的那一边 ledger {command} --why 原因，提交；再合并一次，ledger resolve {id} --why 原因",
        "first give this merge up: git merge --abort (git rebase --abort, git cherry-pick --abort); on the side that drew the conclusion ledger {command} --why REASON, and commit; then merge again, and ledger resolve {id} --why REASON",
    ),
    "merge.evidence": (
        "{why}；是合并留下的：ledger resolve {id} 从 git 里取来放好",
        "{why}. A merge left it so: ledger resolve {id} takes it out of git and puts it in its place",
    ),
    "merge.evidence-moved": (
        "{path} 是编号冲突的 {id} 的佐证，git 合并时移到了这里：ledger renumber {id} 一并放好",
        "{path} is evidence of {id}, a number given twice; git moved it here in the merge: ledger renumber {id} puts it in its place",
    ),
    "merge.renamed": (
        "两边各有一份佐证叫 {old}，内容不同，都保留：一份改名 {new}。git 会停在这个佐证文件上，ledger resolve {id} 把两份文件放好",
        "each side filed another {old}; both are kept, one of them as {new}. Git will stop at that file: ledger resolve {id} puts both in their places",
    ),
    "adopt.merged": (
        "这个文件由合并得来，两边的版本 git 里都有：ledger resolve {id} 重新合并，由选定的人署名",
        "the file comes out of a merge, and git still has both versions: ledger resolve {id} merges them anew, signed by whoever decides",
    ),
    "resolve.done": ("{id} 已合并：{file}", "{id} is merged: {file}"),
    "resolve.chosen": ("{field}：用{side}的“{value}”", "{field}: {side}, “{value}”"),
    "resolve.confirmed": ("已确认：{text}", "confirmed: {text}"),
    "resolve.both": ("--ours 与 --theirs 只能选一个", "either --ours or --theirs"),
    "resolve.bad-side": (
        "看不懂 {what}：写成 字段=ours、字段=theirs 或 字段=base",
        "{what}: write FIELD=ours, FIELD=theirs or FIELD=base",
    ),
    "resolve.no-such": (
        "没有待定的字段 {fields}，什么也没有写。待定的是：{open}（写字段路径或中文名称都可以）",
        "no such open field: {fields}; nothing was written. Open: {open}",
    ),
    "resolve.none-open": (
        "没有待定的字段 {fields}，什么也没有写。这里没有哪个字段要选：去掉 --set 再执行",
        "no such open field: {fields}; nothing was written. No field is open here: leave --set out",
    ),
    "since.merge-untrue": (
        "办理记录第 {number} 条说是合并，但结果不是两边合并该有的样子：有人借合并改了内容。用 git 恢复，重新合并",
        "event {number} says it is a merge, but what it left is not what the two sides make: something was changed under its cover. Restore the file and merge again",
    ),
    "since.merge-unknown": (
        "办理记录第 {number} 条合并由 {who} 决定，登记表里没有此人",
        "the merge in event {number} was decided by {who}, whom the register doesn't know",
    ),
    "read.conflict-of-issue": (
        "这里有合并冲突还没有处理：ledger resolve {id} 逐项选定（由选定的人署名）；没有 git 的，在两个版本中选定内容，删去 <<<<<<<、|||||||、=======、>>>>>>> 这几行，再 ledger adopt {id} --why 合并",
        "a merge conflict was left here: choose field by field with ledger resolve {id}, signed by whoever chooses. Without git, choose what holds, delete the lines <<<<<<<, |||||||, ======= and >>>>>>>, then ledger adopt {id} --why MERGE",
    ),
}

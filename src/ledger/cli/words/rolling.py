"""What `rollup` says: the ledgers as one, and what they owe each other."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.rollup": (
        "多个台账合成一个看：上下级任务对上，合计对得上，下级逾期挂在上级名下。\n\n台账写文件夹，或 git+file://、git+ssh://、git+https:// 地址（@分支 #文件夹）；改名写 甲县=../文件夹。\n\n例：ledger rollup ../city ../county-a git+https://example.org/county-b.git",
        "Read many ledgers as one: parents and children across levels, totals that add up, late children under their parents.\n\nA ledger is a folder, or a repository as git+file://, git+ssh:// or git+https:// (@ref #folder); NAME=FOLDER gives it another name.\n\nExample: ledger rollup ../city ../county-a git+https://example.org/county-b.git",
    ),
    "metavar.ledger": ("台账", "LEDGER"),
    "option.rollup-places": ("各个台账，上级、下级不分先后", "the ledgers, in any order"),
    "option.rollup-list": (
        "逐件列出，下级的任务缩进在上级下面",
        "list every issue, children indented below their parents",
    ),
    "option.rollup-check": (
        "检查：每个台账的规则，加上台账之间的（分解缺项、照抄、时限晚于上级、上级不在）",
        "check: every ledger's rules, and what is wrong between them (not handed down, copied, due after the parent, no parent)",
    ),
    "option.rollup-stats": ("统计", "statistics"),
    "option.rollup-xlsx": ("导出成一个工作簿", "export into one workbook"),
    "option.rollup-site": ("生成一个静态网站", "build one static site"),
    "option.offline": ("不联网，用上次取来的仓库", "fetch nothing: the repositories as they were last fetched"),
    "phase.ledgers": ("读取台账", "ledgers"),
    "rollup.one-output": (
        "--list、--check、--stats、--xlsx、--site 一次只用一个",
        "--list, --check, --stats, --xlsx and --site: one at a time",
    ),
    "rollup.public-site": ("--public、--allow 只用于 --site", "--public and --allow go with --site"),
    "rollup.bad-name": (
        "“{name}”不能做台账的名字：用一个不带空格、斜杠的词，写成 名字=文件夹，或写进那个台账 ledger.toml 的 [ledger] name",
        "“{name}” is no name for a ledger: take one word without blanks and slashes, as NAME=FOLDER or in its ledger.toml, [ledger] name",
    ),
    "rollup.no-ledger": ("{place} 里没有台账（没有 ledger.toml）", "there is no ledger in {place} (no ledger.toml)"),
    "rollup.same": (
        "{first} 和 {second} 是同一个台账，会算两遍",
        "{first} and {second} are the same ledger, which would count twice",
    ),
    "rollup.same-issues": (
        "{first} 和 {second} 有 {count} 件是同一件（唯一标识相同）：是同一个台账或它的副本，会算两遍，请去掉一个",
        "{first} and {second} share {count:issue|issues} (by uid): one ledger, or a copy of it, would count twice; leave one out",
    ),
    "rollup.one-name": (
        "{first} 和 {second} 都叫“{name}”，分不清：给一个改名，如 甲县={second}",
        "{first} and {second} are both called “{name}”: give one another name, like county-a={second}",
    ),
    "rollup.nothing": ("一个台账也读不了", "none of the ledgers can be read"),
    "rollup.unread": ("{name}（{place}）读不了：{why}{more}", "{name} ({place}) can't be read: {why}{more}"),
    "rollup.why": ("，理由：{reasons}", ", because {reasons}"),
    "rollup.unread-count": (
        "读不了的台账 {count} 个，没有算进去：",
        "{count:ledger|ledgers} could not be read and are missing here:",
    ),
    "rollup.broken": ("读不了的文件：{files}", "files that can't be read: {files}"),
    "rollup.not-whole": (
        "有读不了的，没有写；确实要不完整的，加 --skip-broken",
        "something can't be read, so nothing was written; --skip-broken takes the rest",
    ),
    "rollup.head": (
        "{title}：{ledgers} 个台账 {count} 件，截至 {day}；源头 {sources} 件，由上级分解 {handed} 件",
        "{title}: {count:issue|issues} in {ledgers:ledger|ledgers} as of {day}; {sources} made of nothing here, {handed} handed down",
    ),
    "rollup.sum": ("合计", "all"),
    "rollup.selected": ("只算符合条件的：{selection}", "only what was selected: {selection}"),
    "column.ledger": ("台账", "ledger"),
    "column.kept-by": ("填报单位", "kept by"),
    "column.read-at": ("读到", "read at"),
    "column.count": ("件数", "issues"),
    "column.sources": ("源头", "own"),
    "column.handed": ("分解", "handed down"),
    "rollup.sheet-ledgers": ("各台账", "ledgers"),
    "rollup.sheet-total": (
        "{ledgers} 个台账 {count} 件：源头 {sources} 件，由上级分解 {handed} 件",
        "{count:issue|issues} in {ledgers:ledger|ledgers}: {sources} made of nothing here, {handed} handed down",
    ),
    "rollup.sheet-sums": (
        "截至 {day}；件数 = 源头 + 分解 = 各序时进度之和；合计 = 各台账之和",
        "as of {day}; issues = own + handed down = the sum of the paces; all = the sum of the ledgers",
    ),
    "rollup.sheet-tasks": ("上下级任务", "tasks"),
    "rollup.sheet-each-task": (
        "截至 {day}；一行一项上级任务，同一项任务上级、下级各有一件",
        "as of {day}; a line for each task of an upper ledger, which has an issue above and one in each ledger below",
    ),
    "column.rolled-id": ("上级任务", "task"),
    "column.rolled-title": ("问题名称", "title"),
    "column.rolled-pace": ("序时进度", "pace"),
    "column.rolled-children": ("由它分解的", "handed down as"),
    "column.rolled-lacking": ("没有分解的台账", "not handed down in"),
    "column.rolled-late-children": ("滞后的下级及理由", "late children and why"),
    "rollup.links": (
        "跨台账的上下级 {count} 对：写明上级的 {written} 对，按来源文件和原文编号对上的 {source} 对",
        "{count:child has its|children have their} parent in another ledger: {written} name it, {source} found by document and item",
    ),
    "rollup.coverage": (
        "上级任务 {tasks} 项：已分解到位 {covered} 项，还差的 {missing} 项；照抄上级方案的 {copied} 件",
        "{tasks:task|tasks} for ledgers below: {covered} handed down in full, {missing} not; {copied} with the parent's plan copied",
    ),
    "rollup.not-handed": ("  {id} {title}：{ledgers} 没有分解", "  {id} {title}: nothing made of it in {ledgers}"),
    "rollup.for-unit": ("{ledger}（因有 {unit}）", "{ledger} (for {unit})"),
    "rollup.late": ("下级有滞后的上级任务 {count} 项：", "{count:task|tasks} with late children:"),
    "rollup.more": ("  另有 {count} 项，见 --json", "  and {count} more, see --json"),
    "rollup.between": (
        "台账之间的问题 {count} 条：{kinds}（--check 逐条列出）",
        "{count:fault|faults} between the ledgers: {kinds} (--check lists them)",
    ),
    "rollup.shared": (
        "有 {count} 件同时在两个台账里，各算了一次：{ids}",
        "{count:issue stands|issues stand} in two ledgers and count in both: {ids}",
    ),
    "rollup.checked": (
        "查了 {ledgers} 个台账 {files} 个文件：发现 {count} 条，其中台账之间 {between} 条",
        "{files:file|files} in {ledgers:ledger|ledgers}: {count:finding|findings}, {between} of them between ledgers",
    ),
    "rollup.unproved": (
        "佐证材料和快照没有核对：{ledgers}（从仓库只取记录），由它自己的 check 核对",
        "evidence and snapshots not looked at: {ledgers} (of a repository only the records are fetched); its own check does",
    ),
    "rollup.lacking": (
        "不全，读不了而没有算进去的：{parts}",
        "not the whole; could not be read and is missing: {parts}",
    ),
    "rollup.lacking-ledger": ("台账 {name}", "the ledger {name}"),
    "rollup.lacking-files": ("文件 {count} 个", "{count:file|files}"),
    "rollup.of-kind": ("{kind} {count} 条", "{kind} {count}"),
    "handing.kind-not-handed-down": ("没有分解", "not handed down"),
    "handing.kind-copied-plan": ("照抄上级方案", "plan copied"),
    "handing.kind-child-after-parent": ("时限晚于上级", "due after the parent"),
    "handing.kind-unknown-link": ("上级不在", "no such parent"),
    "handing.kind-parent-elsewhere": ("上级在没有读的台账里", "parent in a ledger not read"),
    "handing.kind-parent-unread": ("上级所在的台账读不了", "parent in a ledger that can't be read"),
    "handing.kind-parent-loop": ("上级绕成了圈", "parents in a circle"),
    "handing.kind-parent-unclear": ("上级说不准", "parent not clear"),
    "handing.kind-dup-uid": ("同一件在两个台账", "one issue in two ledgers"),
    "rollup.between-ledgers": ("台账之间：", "between the ledgers:"),
    "rollup.excused": (
        "另有 {count} 条由各台账的豁免登记说明，没有列出",
        "{count:finding|findings} more are excused by waivers of the ledgers",
    ),
    "rollup.exported": (
        "已写入 {path}：{ledgers} 个台账 {count} 件（截至 {day}）",
        "wrote {path}: {count:issue|issues} of {ledgers:ledger|ledgers} (as of {day})",
    ),
    "handing.missing": (
        "“{unit}”有任务，台账 {ledger} 却没有由它分解的问题：在那里登记，上级问题写这一件",
        "“{unit}” has work here, but nothing in the ledger {ledger} was made of it: enter an issue there with this one as its parent",
    ),
    "handing.shared": (
        "与 {others} 是同一件（唯一标识相同），汇总时各算了一次：照抄来登记的，到那里 ledger adopt 换成自己的标识",
        "has the uid of {others} and counts in each: where it was copied to make another issue, ledger adopt gives it its own",
    ),
    "handing.ambiguous": (
        "按来源文件和原文编号，上级可能是 {found}，说不准：写明上级问题（parent）",
        "by its document and item its parent may be {found}: name it (parent)",
    ),
    "handing.no-parent": ("上级问题 {parent} 不在那个台账里", "its parent {parent} is not in that ledger"),
    "handing.not-given": (
        "上级问题 {parent} 在台账 {ledger} 里，这次没有读它",
        "its parent {parent} is in the ledger {ledger}, which was not read",
    ),
    "handing.parent-unread": ("上级问题 {parent} 所在的台账读不了", "the ledger of its parent {parent} can't be read"),
    "mirror.bad-address": (
        "“{found}”不是能读的仓库地址：写成 git+https://主机/路径.git@分支#文件夹，协议只用 {schemes}",
        "“{found}” is no address of a repository: git+https://host/path.git@ref#folder, by {schemes} only",
    ),
    "mirror.failed": (
        "git 取不来 {url}：{why}。请核对地址和权限{kept}",
        "git can't fetch {url}: {why}. Check the address and what you may read{kept}",
    ),
    "mirror.kept": (
        "；上次取到的是 {day} 的 {commit}，加 --offline 用它",
        "; what was fetched last is {commit} of {day}: --offline takes it",
    ),
    "mirror.no-ref": ("{url} 里没有 {ref}{known}", "there is no {ref} in {url}{known}"),
    "mirror.known-refs": ("，有的是 {names}", ", but {names}"),
    "mirror.bad-path": ("{url} 里有指向别处的路径，没有读", "{url} holds paths that lead elsewhere, and was not read"),
    "mirror.too-big": (
        "{url} 里的台账超过 {limit} MB，没有读",
        "the ledger in {url} is over {limit} MB and was not read",
    ),
}

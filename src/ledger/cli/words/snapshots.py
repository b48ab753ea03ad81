"""What is said of snapshots: taking one, comparing two, one that was altered."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.snapshot": (
        (
            "月末定格：把一个月最后一天的台账、各项数字和存证根写入 snapshots/，此后不再改写。\n\n不写月份，列出已有的；"
            "--compare 比较两个月（新增、完成、销号、逾期、反弹），并与办理记录核对。\n\n例：ledger snapshot 2026-10"
        ),
        (
            "Put a month down for good: the ledger on its last day, its numbers and the checkpoint's root, in snapshots/.\n\n"
            "Without a month, list those there are; --compare tells what two months differ by (new, done, closed, late, "
            "rebound) and holds both against the histories.\n\nExample: ledger snapshot 2026-10"
        ),
    ),
    "option.snapshot-month": ("哪个月，如 2026-10", "which month, e.g. 2026-10"),
    "option.snapshot-why": (
        "这个月定格之后又有变化时：为何再定格一次（记入新的快照）",
        "where a month has changed since its snapshot: why there is another (kept in it)",
    ),
    "option.compare": ("比较两个月的快照，如 --compare 2026-09 2026-10", "compare two snapshots, e.g. 2026-09 2026-10"),
    "snapshot.done": (
        "已定格 {month}（截至 {day}，共 {total} 件）：{folder}",
        "{month} put down (as of {day}, {total:issue|issues}): {folder}",
    ),
    "snapshot.same": (
        "{month} 的办理记录与快照一致，不再重复定格：{folder}（{when}）",
        "the histories of {month} are as its snapshot says; no other is taken: {folder} ({when})",
    ),
    "snapshot.statuses": ("状态：{parts}", "status: {parts}"),
    "snapshot.standings": ("进度：{parts}", "standing: {parts}"),
    "snapshot.part": ("{name} {count}", "{name} {count}"),
    "snapshot.root": ("存证点：{file}\n根：{root}", "checkpoint: {file}\nroot: {root}"),
    "snapshot.next": (
        "请把 snapshots/ 和 checkpoints/ 一并提交（git add snapshots checkpoints）",
        "commit both: git add snapshots checkpoints",
    ),
    "snapshot.empty": (
        "还没有快照。定格上个月：ledger snapshot {month}",
        "there is no snapshot yet. Take one of last month: ledger snapshot {month}",
    ),
    "snapshot.count": (
        "共 {count} 份快照，逐份核对过校验码",
        "{count:snapshot|snapshots}, every file checked by its digest",
    ),
    "snapshot.compared": ("{before} → {now}（截至 {first} → {last}）", "{before} → {now} (as of {first} → {last})"),
    "snapshot.came": ("{figure}增加：{issues}", "more in {figure}: {issues}"),
    "snapshot.went": ("{figure}减少：{issues}", "fewer in {figure}: {issues}"),
    "snapshot.among-others": ("{issues} 等 {count} 件", "{issues} and others, {count} in all"),
    "snapshot.agrees": (
        "与办理记录核对：{name} 的各项数字都一致",
        "held against the histories: every figure of {name} agrees",
    ),
    "snapshot.only-marks": (
        "与办理记录核对：{name} 的各项数字一致，但有 {count} 处后来补记或更正：",
        "held against the histories: the figures of {name} agree, but {count:thing was|things were} dated into it since:",
    ),
    "snapshot.contradicted": (
        "{name}：{figure}，快照记 {stated}，按办理记录是 {found}（{issues}）",
        "{name}: {figure}, {stated} by the snapshot, {found} by the histories ({issues})",
    ),
    "snapshot.amend": (
        "这个月后来补记或更正过。再定格一次并写明原因：ledger snapshot {month} --why 原因",
        "things were dated into this month since. Take another that says why: ledger snapshot {month} --why REASON",
    ),
    "snapshot.figure.total": ("问题总数", "issues"),
    "snapshot.figure.finished": ("完成整改", "done"),
    "snapshot.figure.closed": ("已销号", "closed"),
    "snapshot.figure.overdue": ("逾期", "overdue"),
    "snapshot.figure.rebound": ("反弹（次）", "rebounds"),
    # -- what the histories say otherwise
    "snapshot.differs": (
        "{id} {mark}：快照记“{stated}”，按办理记录是“{found}”",
        "{id} {mark}: “{stated}” by the snapshot, “{found}” by the histories",
    ),
    "snapshot.not-there": (
        "{id} {title}：快照里有，按办理记录当时没有（作废、删除或改了交办日期）",
        "{id} {title}: in the snapshot; by the histories it wasn't there (void, gone, or another day of receipt)",
    ),
    "snapshot.there-now": (
        "{id} {title}：快照里没有，按办理记录当时已有",
        "{id} {title}: not in the snapshot; by the histories it was there",
    ),
    "snapshot.more": ("还有 {count} 处", "{count} more"),
    "snapshot.superseded": ("{name} 已由 {successor} 代替", "{name} has been replaced by {successor}"),
    "snapshot.in-time": ("未逾期", "in time"),
    "snapshot.yes": ("有", "yes"),
    "snapshot.no": ("没有", "no"),
    "snapshot.none": ("无", "none"),
    "snapshot.mark.status": ("状态", "status"),
    "snapshot.mark.lateness": ("是否逾期", "lateness"),
    "snapshot.mark.cycle": ("整改轮次", "cycle"),
    "snapshot.mark.received": ("交办日期", "day of receipt"),
    "snapshot.mark.due": ("整改时限", "deadline"),
    "snapshot.mark.completed_on": ("完成日期", "day of completion"),
    "snapshot.mark.rebounds": ("反弹次数", "rebounds"),
    "snapshot.mark.measures": ("措施数", "measures"),
    "snapshot.mark.measures_done": ("已完成措施数", "measures done"),
    "snapshot.mark.percent": ("完成比例", "percent"),
    "snapshot.mark.reported": ("当月进展", "report on the month"),
    # -- refusals
    "snapshot.not-a-month": (
        "“{found}”不是月份，应写成 2026-10",
        "“{found}” is no month; write it like 2026-10",
    ),
    "snapshot.not-a-name": (
        "“{found}”不是快照的名称，应写成 2026-10 或 2026-10.2",
        "“{found}” names no snapshot; write it like 2026-10 or 2026-10.2",
    ),
    "snapshot.month-or-compare": (
        "定格一个月，或用 --compare 比较两个月，不能同时",
        "either put a month down, or --compare two; not both",
    ),
    "snapshot.why-what": ("--why 后面要写原因", "say the reason behind --why"),
    "snapshot.only-with-month": (
        "{option} 只用于定格一个月，请写明月份：ledger snapshot 2026-10",
        "{option} is for putting a month down; name it: ledger snapshot 2026-10",
    ),
    "snapshot.not-over": (
        "{month} 还没有过完（到 {last} 止，今天 {day}），过完再定格",
        "{month} is not over (it ends on {last}, today is {day}); put it down afterwards",
    ),
    "snapshot.broken": (
        "有 {count} 件无法读取（{files}），没有定格：少了它们的数字不作数。看原因：ledger validate",
        "{count:file|files} can't be read ({files}), so nothing was put down: figures without them would be wrong. Reasons: ledger validate",
    ),
    "snapshot.nothing": ("{month} 月末时台账里还没有问题", "there was no issue in the ledger at the end of {month}"),
    "snapshot.gap": (
        "{missing} 没有快照，没有比较：补一份用 ledger snapshot {missing}，或与最近的一份比较 ledger snapshot --compare {nearest} {name}",
        "{missing} has no snapshot to compare with: take it with ledger snapshot {missing}, or ledger snapshot --compare {nearest} {name}",
    ),
    "snapshot.changed": (
        "{month} 定格之后，办理记录有了变化；原快照 {folder} 不改写",
        "the histories of {month} have changed since its snapshot; {folder} is not written over",
    ),
    "snapshot.say-why": (
        "要再定格一次，请写明原因：ledger snapshot {month} --why 原因",
        "to take another, say why: ledger snapshot {month} --why REASON",
    ),
    "snapshot.meanwhile": (
        "定格期间有人改了台账，什么也没写；请再运行一次",
        "the ledger was changed meanwhile; nothing was put down. Run it again",
    ),
    "snapshot.unknown": ("没有 {name} 的快照", "there is no snapshot of {name}"),
    "snapshot.known": ("已有：{names}", "there are: {names}"),
    "snapshot.known-none": ("先定格：ledger snapshot {name}", "take one first: ledger snapshot {name}"),
    "snapshot.altered": (
        "快照被改动过（{count} 处），不能再以它为准",
        "snapshots were altered ({count:fault|faults}); they prove nothing any more",
    ),
    "snapshot.unread": ("快照有 {count} 处读不了", "{count:file|files} of snapshots can't be read"),
    # -- what check and audit find
    "audit.snapshot-unread": (
        "快照的文件读不了：{file}（{reason}）",
        "this file of a snapshot can't be read: {file} ({reason})",
    ),
    "audit.snapshot-unreadable": (
        "快照的清单读不了：{reason}。请恢复原文件：git restore {file}",
        "the manifest of this snapshot can't be read: {reason}. Bring it back: git restore {file}",
    ),
    "snapshot.other": ("内容不是快照清单", "its content is no manifest of a snapshot"),
    "audit.snapshot-name": (
        "快照文件夹的名称与清单不符，应是 {right}：{file}",
        "the folder of this snapshot is not what its manifest says; it should be {right}: {file}",
    ),
    "audit.snapshot-file-gone": (
        "快照缺文件：{file}。请恢复：git restore {file}",
        "a file of this snapshot is gone: {file}. Bring it back: git restore {file}",
    ),
    "audit.snapshot-file-more": (
        "快照里多出清单没有的文件：{file}。请移走",
        "a file stands in this snapshot that its manifest doesn't name: {file}. Move it away",
    ),
    "audit.snapshot-changed": (
        "快照的文件被改过，与定格时的校验码不符：{file}。请恢复：git restore {file}",
        "this file of a snapshot was changed since: {file}. Bring it back: git restore {file}",
    ),
    "audit.snapshot-gone": (
        "它的前一份快照（摘要 {digest}…）不见了或被改过：{file}。请从 git 恢复 snapshots/",
        "the snapshot before it (digest {digest}…) is gone or was changed: {file}. Restore snapshots/ from git",
    ),
    "audit.sum-snapshots": ("快照：{count} 份，逐份核对", "snapshots: {count}, each checked"),
    "audit.snapshot-checkpoint": (
        "定格时的存证点 {checkpoint} 不见了或被改过：{file}。请从 git 恢复 checkpoints/",
        "the checkpoint of that moment, {checkpoint}, is gone or was changed: {file}. Restore checkpoints/ from git",
    ),
    "column.snapshot-name": ("快照", "snapshot"),
    "column.snapshot-day": ("截至", "as of"),
    "column.snapshot-time": ("定格时间", "taken"),
    "column.snapshot-by": ("经办人", "by"),
    "column.snapshot-root": ("存证根", "root"),
    "column.snapshot-why": ("再次定格的原因", "why another"),
    "column.snapshot-figure": ("项目", "figure"),
    "column.snapshot-before": ("上期", "before"),
    "column.snapshot-came": ("增加", "more"),
    "column.snapshot-went": ("减少", "fewer"),
    "column.snapshot-now": ("本期", "now"),
}

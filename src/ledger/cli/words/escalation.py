"""What is said about cards, and what follows from them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.escalate": (
        "按月评牌（蓝、黄、红），提出提醒、督办、约谈建议；--apply 登记，--letters 写函件。\n\n例：ledger escalate --month 2026-10 --letters 函件",
        "Judge a month: cards, and reminders, 督办, 约谈 proposed; --apply records them, --letters writes the letters.",
    ),
    "option.judged-month": ("评定哪个月（默认上个月）", "the month to judge (default: the last one)"),
    "option.apply-cards": ("登记在案（不写则只列出建议）", "put them on record (without: only propose)"),
    "option.letters": ("函件写进哪个文件夹", "folder for the letters"),
    "option.forecast": (
        "研判：能按期完成 或 不能按期完成",
        "whether it can be done in time: 能按期完成 or 不能按期完成",
    ),
    "column.card": ("牌", "card"),
    "column.consequence": ("措施", "consequence"),
    "column.points": ("计分", "points"),
    "column.letter": ("函件", "letter"),
    "column.reasons": ("理由", "reasons"),
    "escalate.bad-month": ("“{found}”不是月份：写成 2026-10", "“{found}” is no month: write 2026-10"),
    "escalate.month-running": (
        "{month} 到 {last} 才过完，今天是 {day}：过完再评，或评上个月",
        "{month} is over on {last}, today is {day}: judge it then",
    ),
    "escalate.broken": (
        "有 {count} 个文件读不了（{files}），没有评定：改好后再评，ledger validate 列出问题",
        "{count:file|files} can't be read ({files}), so nothing was judged; ledger validate names what is wrong",
    ),
    "escalate.of": ("{id}：{why}", "{id}: {why}"),
    "escalate.refused": ("不能登记，原因 {count} 条，一项也没有写：", "nothing was recorded, {count:reason|reasons}:"),
    "escalate.cards": ("{card} {count}", "{card} {count}"),
    "escalate.count": (
        "{month}：评定 {total} 项（{cards}），建议 {new} 项，此前已登记 {recorded} 项",
        "{month}: {total} judged ({cards}), {new} proposed, {recorded} on record before",
    ),
    "escalate.letter": ("函件：{file}（{id}）", "letter: {file} ({id})"),
    "escalate.applied": ("已登记 {count} 项", "{count} put on record"),
    "escalate.how": (
        "以上是建议，还没有登记。登记：ledger escalate --month {month} --apply；写函件：--letters 文件夹",
        "these are proposals; to record them: ledger escalate --month {month} --apply; for letters: --letters FOLDER",
    ),
    "escalation.empty": ("{key} 是空的，至少写一项", "{key} is empty: it needs at least one entry"),
    "escalation.no-kind": (
        "写了计分或函件，却没有写 kind（提醒、督办、约谈 …），登记不了",
        "points or a letter without a kind (提醒, 督办, 约谈 …): nothing could be recorded",
    ),
}

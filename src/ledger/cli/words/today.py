"""What today's overview says."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.today": (
        (
            "今日概览：逾期、临期、未报进展、待验收、待销号。在台账文件夹里直接敲 ledger 也是它。\n\n"
            "写明哪一项，就列出那一项的全部。\n\n例：ledger today overdue"
        ),
        (
            "Today's overview: overdue, due soon, nothing reported, waiting for verification, waiting to be closed. Inside a "
            "ledger, `ledger` alone says the same.\n\nWith a part, all of that part.\n\nExample: ledger today overdue"
        ),
    ),
    "option.today-part": ("只看这一项，列出全部", "all of this part only"),
    "today.head": ("{title}　{day} {weekday}", "{title}  {day}, {weekday}"),
    "today.total": ("共 {count} 件：{statuses}", "{count:issue|issues}: {statuses}"),
    "today.none": ("没有符合条件的问题", "no issue is selected"),
    "today.status": ("{status} {count}", "{status} {count}"),
    "today.heading": ("{part} {count} 件", "{part}: {count}"),
    "today.heading-soon": ("{part}（{days} 天内）{count} 件", "{part} (within {days:day|days}): {count}"),
    "today.more": ("还有 {count} 件，看全部：ledger today {part}", "{count} more; all of them: ledger today {part}"),
    "today.no-part": ("没有“{found}”这一项，有：{known}", "there is no part “{found}”; there are: {known}"),
    "today.overdue": ("逾期", "overdue"),
    "today.soon": ("临期", "due soon"),
    "today.unreported": ("未报进展", "nothing reported"),
    "today.to-verify": ("待验收", "waiting for verification"),
    "today.to-close": ("待销号", "waiting to be closed"),
    "today.when-overdue": ("逾期 {days} 天", "{days:day|days} late"),
    "today.when-soon": ("剩 {days} 天", "{days:day|days} left"),
    "today.when-unreported": ("{days} 天未报", "silent for {days:day|days}"),
    "today.when-to-verify": ("{day} 完成", "done on {day}"),
    "today.when-to-close": ("{day} 完成", "done on {day}"),
    "weekday.1": ("星期一", "Monday"),
    "weekday.2": ("星期二", "Tuesday"),
    "weekday.3": ("星期三", "Wednesday"),
    "weekday.4": ("星期四", "Thursday"),
    "weekday.5": ("星期五", "Friday"),
    "weekday.6": ("星期六", "Saturday"),
    "weekday.7": ("星期日", "Sunday"),
}

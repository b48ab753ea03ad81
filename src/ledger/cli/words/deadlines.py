"""What is said of deadlines, working days, 公示 periods and the ledger's own calendar."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "deadline.empty": (
        "整改时限是空的{part}。请填写一个日期（如 2025年12月底前），或立行立改、长期坚持",
        "the deadline is empty{part}; write a date (such as 2025年12月底前), or 立行立改 or 长期坚持",
    ),
    "deadline.not_understood": (
        "“{part}”里没有读出时限。请写成 2025年12月底前、30个工作日内、立行立改或长期坚持这样的话",
        "no deadline was read in “{part}”; write it like 2025年12月底前, 30个工作日内, 立行立改 or 长期坚持",
    ),
    "deadline.vague": (
        "“{part}”不是确定的日期，没有算进时限。需要按期考核的，请补一个日期",
        "“{part}” is no certain date and was not counted; add a date if it is to be held to one",
    ),
    "deadline.done": (
        "“{part}”说的是已经完成，不是时限。请填写原定的整改时限，完成情况记到进展里",
        "“{part}” says that the work is done; write the deadline that was set, and record the work as progress",
    ),
    "deadline.blank": (
        "“{part}”处有空缺或占位符，看不出原来的数字。请查原文补全",
        "there is a blank or a placeholder at “{part}”; look up the original and fill it in",
    ),
    "deadline.letters": (
        "“{part}”里混有字母（O、l、I），不是数字。请改成数字 0、1 或汉字〇",
        "“{part}” has letters (O, l, I) among its figures; write the figures 0 and 1, or 〇",
    ),
    "deadline.misprint": (
        "“{part}”像是错字（曰应为日，午应为年）。请查原文改正",
        "“{part}” looks like a misprint (曰 for 日, 午 for 年); look up the original and correct it",
    ),
    "deadline.glued": (
        "“{part}”的数字连在一起，缺了年、月或日。请查原文补全",
        "the figures in “{part}” run together, 年, 月 or 日 is missing; look up the original and put it in",
    ),
    "deadline.split": (
        "“{part}”的数字中间有空格，可能断开了，也可能缺了字。请查原文改正",
        "the figures in “{part}” are split by a blank; look up the original and correct it",
    ),
    "deadline.no_such_date": (
        "“{part}”不存在：日历上没有这一天或这个月、季度。请查原文改正",
        "“{part}” doesn't exist in the calendar; look up the original and correct it",
    ),
    "deadline.no_such_year": (
        "“{part}”的年份不对，应在 2000 至 2099 之间。请查原文改正",
        "the year in “{part}” is wrong, it should lie between 2000 and 2099; look up the original and correct it",
    ),
    "deadline.short_year": (
        "“{part}”的年份不是四位数。请写全，如 2025年",
        "the year in “{part}” is not written in four figures; write it in full, such as 2025年",
    ),
    "deadline.before_period": (
        "“{part}”有两种理解：这段时间开始之前，或结束之前。请写明“底前”，或写出具体日期",
        "“{part}” has two meanings: before the period begins, or before it ends; write 底前, or the day itself",
    ),
    "deadline.month_or_months": (
        "“{part}”有两种理解：在这个月之内，或几个月之内。请写成“3月底前”或“3个月内”的样子",
        "“{part}” has two meanings: within that month, or within so many months; write it like 3月底前 or 3个月内",
    ),
    "deadline.day_without_month": (
        "“{part}”只有日，没有月份。请写全，如 9月20日前",
        "“{part}” has a day but no month; write it in full, such as 9月20日前",
    ),
    "deadline.year_unclear": (
        "“{part}”没写年份，又早于前面的日期，看不出是同一年还是下一年。请写明年份",
        "“{part}” has no year and lies before the date said before it: the same year or the next? Write the year",
    ),
    "deadline.range_backwards": (
        "“{part}”的结束早于开始。请查原文改正",
        "“{part}” ends before it begins; look up the original and correct it",
    ),
    "deadline.too_long": (
        "“{part}”的期限太长，超出 2099 年或一万天。请查原文改正",
        "“{part}” is too long, it goes beyond 2099 or ten thousand days; look up the original and correct it",
    ),
    "workdays.kind_working": ("工作日", "working days"),
    "workdays.kind_calendar": ("自然日", "calendar days"),
    "workdays.no_table": (
        "{years}年的放假安排还没有收入，工作日只按周末推算。通知发布后，请升级本程序或写进 calendar.yaml 再核对",
        "no days off are known for {years}, only weekends were counted; upgrade or fill in calendar.yaml",
    ),
    "workdays.ends_before_start": (
        "公示的结束日 {end} 早于开始日 {start}。按所写天数应到 {expected}，请改正",
        "the period ends on {end}, before it starts on {start}; by its length it should end on {expected}",
    ),
    "workdays.too_short": (
        "{start} 至 {end} 只有 {counted} 个{kind}，不足 {length} 个。应公示到 {expected}",
        "{start} to {end} is only {counted} {kind}, not {length}; the period should end on {expected}",
    ),
    "workdays.too_long": (
        "{start} 至 {end} 有 {counted} 个{kind}，多于所写的 {length} 个。按 {length} 个算到 {expected} 为止，请核对",
        "{start} to {end} is {counted} {kind}, more than the {length} claimed; these end on {expected}, please check",
    ),
    "workdays.other_kind": (
        "所写日期有 {counted} 个{kind}，按{other_kind}算才是 {length} 个。请写明哪一种；按{kind}算应到 {expected}",
        "this is {counted} {kind}, but {length} {other_kind}; say which is meant: in {kind} it ends on {expected}",
    ),
    "calendar.contradiction": (
        "{day} 既写了放假又写了上班，请删去一个",
        "{day} is listed both as off and as working; delete one of the two",
    ),
}

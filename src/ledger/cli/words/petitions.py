"""Petitions: their numbers, their duplicates, how they were settled, and what the complainant says."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.revisit": (
        "回访：记录群众对办理结果是否满意。\n\n例：ledger revisit ISSUE-014 --satisfaction 满意",
        "Record what the complainant says of the result.\n\nExample: ledger revisit ISSUE-014 --satisfaction 满意",
    ),
    "option.satisfaction": ("满意、基本满意、不满意", "满意, 基本满意 or 不满意"),
    "option.revisit-text": ("回访情况，不写举报人信息", "what was said; nothing that names the complainant"),
    "option.revisit-day": ("回访日期（默认当天）", "day of the call"),
    "move.revisit": ("回访", "revisit"),
    "done.revisit": ("{id} 回访已记录：{title}", "{id}: revisit recorded: {title}"),
    "value.not-a-petition-number": (
        "{field}“{found}”不对：{why}。应像 D3SX202505280018（来电 D 或来信 X、轮次、省份、日期、四位序号）",
        "{field} “{found}” is wrong: {why}. It should look like D3SX202505280018 (D or X, round, province, day, serial)",
    ),
    "petition.length": ("共 {length} 位，应是 {wanted} 位", "it has {length} characters instead of {wanted}"),
    "petition.channel": ("第 1 位“{found}”应是 D（来电）或 X（来信）", "its first character “{found}” should be D or X"),
    "petition.round": ("第 2 位“{found}”应是一位数字（第几轮）", "its second character “{found}” should be a digit, the round"),
    "petition.province": (
        "第 3、4 位“{found}”应是省份的两个大写字母，如 SX",
        "its third and fourth characters “{found}” should be two capitals, the province",
    ),
    "petition.digits": ("第 5 到 12 位“{found}”应是八位日期", "characters 5 to 12, “{found}”, should be a day in eight digits"),
    "petition.no-such-day": ("{found} 不是日历上的日子", "{found} is no day of the calendar"),
    "petition.serial": ("末四位“{found}”应是数字", "its last four characters “{found}” should be digits"),
    "petition.none": (
        "{id} 不是信访件，没有回访：先填受理编号 ledger edit {id} --set 受理编号=D3SX202505280018",
        "{id} is no petition: give it its number first: ledger edit {id} --set petition.number=D3SX202505280018",
    ),
    "petition.unsettled": (
        "{id} 还没有办结，办结后再回访：ledger edit {id} --set 是否办结=已办结",
        "{id} is not settled yet: ledger edit {id} --set petition.settled=已办结",
    ),
    "petition.personal": (
        "提醒：回访情况里像是有{kind}。台账不写举报人信息",
        "note: the text seems to hold {kind}. Nothing in the ledger names a complainant",
    ),
    "guard.first-open": (
        "{id} 与 {other} 反映同一问题，{other} 还是{status}，要一起销号：先办 ledger why {other}",
        "{id} is the same problem as {other}, which is {status}; they are closed together: see ledger why {other}",
    ),
    "rule.petition-unnumbered": (
        "来源是信访，却没有受理编号：ledger edit {id} --set 受理编号={number}",
        "a petition without its number: ledger edit {id} --set petition.number={number}",
    ),
    "rule.petition-otherwise": (
        "有受理编号 {number}，问题来源却是“{kind}”，信访表里没有它：ledger edit {id} --set 问题来源=信访；不是信访件的删去受理编号",
        "it has the number {number} of a petition, but came in as “{kind}”: ledger edit {id} --set source.kind=信访",
    ),
    "rule.petition-numbered-later": (
        "受理编号 {number} 是 {day} 的，晚于交办日期 {received}：先受理后交办，请核对编号和交办日期",
        "{number} is of {day}, after it was received ({received}): check the number and the day",
    ),
    "petition.future": (
        "受理编号或交办日期 {day} 还没有到（今天 {today}）：请核对年份",
        "{day}, of the number or of the hand-over, is still to come (today is {today}): check the year",
    ),
    "petition.taken": (
        "受理编号 {number} 已在 {other}：编号抄错了就改正；确是重复交办，加上 --set 重复件={other}",
        "{other} has the number {number} already: correct it, or, if it is the same, add --set petition.duplicate_of={other}",
    ),
    "rule.petition-twice": (
        "受理编号 {number} 已在 {other}：编号抄错了就改正；确是重复登记：ledger edit {id} --set 重复件={other}",
        "{other} has the number {number} already: correct it, or, if it is the same: ledger edit {id} --set petition.duplicate_of={other}",
    ),
    "rule.duplicate-of-itself": (
        "{id} 写成了自己的重复件：填最先的一件，或删去",
        "{id} is said to be a duplicate of itself: name the first one, or take the line out",
    ),
    "rule.duplicate-of-a-duplicate": (
        "{other} 自己是 {first} 的重复件：重复件一律填最先的一件",
        "{other} is itself a duplicate of {first}: point to the first one",
    ),
    "rule.duplicate-of-a-void": ("{other} 已经作废，不能作最先的一件", "{other} is void and can't be the first one"),
    "rule.duplicate-of-a-later": (
        "{other} 的交办日期 {theirs} 晚于本件的 {own}：最先的一件才不是重复件",
        "{other} was received on {theirs}, after this one ({own}): the first of them is no duplicate",
    ),
    "rule.duplicate-closed": (
        "已销号，而与它反映同一问题的 {other} 还是{status}",
        "closed, but {other}, which is the same problem, is {status}",
    ),
    "rule.petition-alert": (
        "等级预警：{level}信访件，{due} 到期，还有 {days} 天，现在{status}",
        "alert: a petition of level {level}, due on {due}, {days:day|days} left, {status}",
    ),
    "rule.petition-first-again": (
        "填的是初次，又是 {other} 的重复件：ledger edit {id} --set 初次或重复=重复；不是同一问题的清空重复件",
        "said to be the first, and a duplicate of {other}: ledger edit {id} --set petition.visit=重复, or take the link out",
    ),
    "rule.settled-unverified": (
        "填了“已办结”，而问题还是{status}：没有验收的填 ledger edit {id} --set 是否办结=阶段性办结",
        "settled, but the issue is {status}: before it is verified: ledger edit {id} --set petition.settled=阶段性办结",
    ),
    "rule.verified-unsettled": (
        "{status}，是否办结却填“{settled}”：ledger edit {id} --set 是否办结=已办结",
        "{status}, but “{settled}”: ledger edit {id} --set petition.settled=已办结",
    ),
    "rule.settled-unjudged": (
        "办结了，却没有填是否属实：ledger edit {id} --set 是否属实=属实",
        "settled, but nobody says whether it was true: ledger edit {id} --set petition.verdict=属实",
    ),
}  # fmt: skip

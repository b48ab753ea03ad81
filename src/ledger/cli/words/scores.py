"""Scores: what each unit of a year scores, and why."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.score": (
        "年度综合考评：按 templates/scores/ 的办法给每个单位计分；--why 单位 列出每一分的理由。\n\n例：ledger score --year 2026 --xlsx 综合考评.xlsx；ledger score --why 县水务局",
        "Score every unit of a year by the rules in templates/scores/; --why UNIT tells the reason of every point.\n\nExample: ledger score --year 2026 --xlsx scores.xlsx",
    ),
    "option.score-year": ("哪一年（默认今年，截至今天）", "which year (default: this one, until today)"),
    "option.score-unit": (
        "只列这个单位（可多次）；名次仍按全部单位",
        "only this unit (repeatable); ranks are among all",
    ),
    "option.score-why": ("这个单位为什么是这个分：逐条列出", "why this unit scores so: every point"),
    "option.score-rules": ("计分办法，templates/scores/ 里的名称", "the rules, by their name in templates/scores/"),
    "option.score-xlsx": ("另写成 Excel：综合考评表和加减分明细", "write a workbook: the table and every reason"),
    "score.none": ("没有计分办法“{name}”，现有：{known}", "there are no rules “{name}”; there are: {known}"),
    "score.weights": ("各方面的权重合计 {total}，应是 100", "the weights add up to {total} instead of 100"),
    "score.bounds": ("基础分应在最低分和最高分之间", "the base must lie between floor and cap"),
    "score.unknown-dimension": ("没有方面“{name}”，有：{known}", "there is no dimension “{name}”; there are: {known}"),
    "score.no-unit": (
        "没有单位“{unit}”承担的问题，也没有它的检查和给分；有：{known}",
        "“{unit}” answers for no issue, and has no inspection and no marks; there are: {known}",
    ),
    "score.ahead": (
        "{year} 年从 {first} 开始，还没有到（今天按 {day}）",
        "{year} begins on {first}; the day asked for is {day}",
    ),
    "score.written": ("已写到 {path}", "written to {path}"),
    "score.count": (
        "{year}年考评 {count} 个单位（截至 {day}）；为什么：ledger score --why 单位",
        "{year}: {count} {count:unit|units} (as of {day}); why: ledger score --why UNIT",
    ),
    "score.part": ("{name}：{points} 分，权重 {weight}%", "{name}: {points}, weight {weight}%"),
    "score.total": ("{unit}：综合得分 {total}，第 {rank} 名", "{unit}: {total}, rank {rank}"),
    "write.which-unit": (
        "{name}是和一个单位签的：ledger write {name} --unit 单位",
        "{name} is signed by one unit: ledger write {name} --unit UNIT",
    ),
    "write.no-task": (
        "{unit}没有未销号的任务，责任书里没有可签的",
        "{unit} answers for nothing that is still to be done",
    ),
    "write.about-contract": ("一个单位一年的任务", "the tasks of one unit"),
    "write.how-contract": ("ledger write {name} --unit 单位", "ledger write {name} --unit UNIT"),
    "column.score-rank": ("名次", "rank"),
    "column.score-unit": ("单位", "unit"),
    "column.score-issues": ("问题数", "issues"),
    "column.score-total": ("综合得分", "score"),
    "column.score-dimension": ("方面", "dimension"),
    "column.score-event": ("情形", "on"),
    "column.score-day": ("日期", "day"),
    "column.score-issue": ("问题编号", "issue"),
    "column.score-text": ("内容", "what"),
    "column.score-points": ("加减分", "points"),
}

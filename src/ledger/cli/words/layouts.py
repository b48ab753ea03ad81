"""Sentences about the layout of a published document."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "layout.unknown": (
        "没有叫“{name}”的版式。可用的有：{known}",
        "there is no layout called “{name}”. There are: {known}",
    ),
    "layout.label-twice": (
        "“{label}”在这一项里出现了两次，两处都保留，请核对",
        "“{label}” stands twice in this item; both are kept, please check",
    ),
    "layout.number-jumps": (
        "编号“{number}”与上一项不连续，请核对是否漏项",
        "the number “{number}” does not follow the one before: is an item missing?",
    ),
    "layout.no-labels": (
        "这一项只有问题，没有目标、单位、时限等内容",
        "this item has a finding and nothing else: no goal, unit or deadline",
    ),
    "layout.part-is-no-list": (
        "第 {line} 行起的“{title}”不是清单，没有从中读取问题",
        "“{title}”, from line {line} on, is no list; no issue was read from it",
    ),
}

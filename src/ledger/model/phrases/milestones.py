"""Which words of a deadline belong to which of its dates: `7月底前摸清情况,12月底前建立体系`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.model.phrases.dates import Dated
from ledger.model.phrases.text import EvenText

_EDGES = " \t\r\n\u3000,，;；。、:：()（）!！【】-—"
_CLOSED = re.compile(r"[)）;；。,，、\n]|$")
_LABEL = re.compile(r"^[整改办理完成任务]{0,4}(?:时限|期限|时间)$")
# Words that lead to the next date are no part of the task before it. Each is cut off at most once, in this order.
_LEAD_IN = re.compile(
    r"(?:[;；。\n][（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]|[①-⑳]|[,，;；、并且再和及(（]|其中[:：]?|力争|确保|争取|计划|预计|不[迟晚]于|最[迟晚]|截[至止]|原定|[到至于在自含]){1,4}$"
)
_LEAD_IN_LENGTH = 16


@dataclass(frozen=True, slots=True)
class DatedPart:
    """What must be done by a day. `text` is the office's own words, empty where they name only the day."""

    due: date
    text: str


def milestones(text: EvenText, dated: Sequence[Dated], cuts: Sequence[int] = ()) -> tuple[DatedPart, ...]:
    """Every dated part with its words: those after the date, or before it when the phrase names its dates last.

    In the order of the text; in that of time when parts stand behind their whole. `cuts` are positions where a part
    without a date begins: words from there on belong to it.
    """
    if not dated:
        return ()
    size = len(text.even)
    bounds = [0, *(edge for part in dated for edge in (part.start, part.end)), size]
    gaps = [
        text.slice(start, min([end, *(cut for cut in cuts if start <= cut)]))
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    words = gaps[:-1] if _dates_come_last(gaps) else gaps[1:]
    parts = [DatedPart(part.due, _task(gap)) for part, gap in zip(dated, words, strict=True)]
    if any(part.nested for part in dated):
        parts.sort(key=lambda part: part.due)
    return tuple(parts)


def _dates_come_last(gaps: Sequence[str]) -> bool:
    """`完成排查(3月底前);完成修复(9月底前)`: a task stands before the first date and none after the last."""
    return bool(_task(gaps[0])) and not gaps[-1].strip(_EDGES) and all(map(_CLOSED.match, gaps[1:-1]))


def _task(words: str) -> str:
    """The words of a task without what joins them to the dates around."""
    task = words.strip()
    for _ in range(2):  # `…;(2)`: a number of the list, once its bracket is gone
        head, tail = task[:-_LEAD_IN_LENGTH], task[-_LEAD_IN_LENGTH:]
        task = (head + _LEAD_IN.sub("", tail)).strip(_EDGES)
    return "" if _LABEL.match(task) else _with_its_bracket(task, words)


def _with_its_bracket(task: str, words: str) -> str:
    """`排查（含支管）` keeps the bracket that closes its own."""
    end = words.find(task) + len(task)
    left_open = sum(task.count(c) for c in "（(") - sum(task.count(c) for c in "）)")
    return task + words[end] if left_open > 0 and words[end : end + 1] in {"）", ")"} else task

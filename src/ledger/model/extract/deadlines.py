"""The deadline of an item or a measure, read by the grammar of `model.deadline`; nothing that is unsure gets a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ledger.errors import say
from ledger.model import deadline as grammar
from ledger.model.extract.sentences import Dated, Days, bases, clause_around, damage_in, days_in
from ledger.model.extract.wording import either
from ledger.model.item import Deadline, Node
from ledger.model.workdays import Calendar

_LABEL = re.compile(r"^(?:整改|办结|办理|计划|要求|预计|目标)?(?:完成)?(?:时限|期限|时间|限期)(?:要求)?[ ]?[:：][ ]?")
_BEGINS = re.compile(r"[,，]?(?:份|度)?(?:启动|开始|起(?![草到])|以来)")
_EDGES = " \t\r\n\u3000。;；,，、"
_CLAUSE_ENDS = "。;；!?！？\n,，"
_AT_ONCE = "立行立改 即知即改 立知立改 立整立改 立即整改 即行即改 立查立改 边督边改 马上整改"
_FOR_GOOD = (
    "长期坚持 长期实施 长期推进 长期执行 长期落实 长期保持 长期整改 持续推进 持续坚持 持续实施 持续整改 持续落实 "
    "常态化 常态坚持 常态化坚持 常态化推进 常态化开展 常态化实施"
)
_STANDING = re.compile(rf"^(?:并|且|以后|之后|今后)?(?:{either(_AT_ONCE, _FOR_GOOD)})$")
"""Words that set no date and yet say when."""
_LONGEST = 2000
"""Characters: what is longer is a text that came under the wrong label."""
_ANY_YEAR = 2024
_SHOWN = 8
"""Characters shown behind a damaged date, so that it can be found."""
_OF_TIME = re.compile(r"[0-9０-９年月季旬日天周末底立即马边长持常_×]")
"""Signs of which any word about time has one: what has none need not be read."""
_LEADING = "其中 其中: 其中： 于 在 到 至 力争 确保 争取 计划 预计 原则上 不迟于 不晚于 最迟 最晚 截至 截止"
_LED_IN = re.compile(rf"^(?:{either(_LEADING)}|收到[^,，;；。]{{1,14}}?后|自[^,，;；。]{{1,16}}?起){{0,3}}$")
"""What may stand before a date and belongs to it."""


@dataclass(frozen=True)
class When:
    """What the document says of the day and the year from which its dates count; either may be unknown."""

    base: date | None
    year: int | None
    calendar: Calendar

    def days(self, text: str) -> Days:
        """The days that a text sets, and its damaged ones."""
        return days_in(text, self.base, self.year, self.calendar)

    def dates(self, text: str) -> tuple[Dated, ...]:
        """The days that a text sets, but none that depend on what is unknown."""
        return self.days(text).dated


def read(text: str, when: When) -> Deadline:
    """A deadline as printed and as understood. A damaged one has a suggestion at most; so has a date without a year in
    a document of no known year, and a period (`20个工作日内`) where the day it counts from is not known.
    """
    shown = _LABEL.sub("", text.strip()).strip(_EDGES)
    if len(shown) > _LONGEST:
        return Deadline(shown, why=say("extract.no-deadline", length=len(shown)))
    first, *others = (grammar.read(shown, day, when.calendar) for day in bases(when.base, when.year))
    dues = [tuple(part.due for part in each.milestones) or (each.due,) for each in (first, *others)]
    reading = first
    if any(each != dues[0] for each in dues):
        if when.base is None:
            why = say("extract.no-base" if _counts_from_a_day(shown, when) else "extract.no-year", part=shown)
            return Deadline(shown, None, first.immediate, first.long_term, why=why)
        reading = grammar.read(shown, when.base, when.calendar)
    if reading.damaged:
        return Deadline(
            shown, None, reading.immediate, reading.long_term,
            damaged=True, suggestion=reading.suggestion, why=reading.why,
        )  # fmt: skip
    nodes = tuple(Node(part.due, part.text) for part in reading.milestones)
    return Deadline(shown, reading.due, reading.immediate, reading.long_term, nodes, why=reading.why)


def _counts_from_a_day(text: str, when: When) -> bool:
    """`20个工作日内` needs a day; `6月底前` only a year."""
    within_a_year = (grammar.read(text, day, when.calendar).due for day in bases(None, when.year or _ANY_YEAR))
    return len(set(within_a_year)) > 1


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether a few words say nothing but when: `2024年6月底前完成`, `长期坚持`, `20_年8月底前`."""
    bare = _LABEL.sub("", text).strip(_EDGES)
    if not _OF_TIME.search(bare):
        return False
    if _STANDING.match(bare):
        return True
    days = When(date(_ANY_YEAR, 1, 1), None, Calendar()).days(bare)
    starts = [*(one.start for one in days.dated), *(one.start for one in days.damaged)]
    return bool(starts) and bool(_LED_IN.match(bare[: min(starts)]))


def within(text: str, when: When) -> Deadline | None:
    """The deadline that a measure states in its own sentence: `2025年底前完成清运10万吨`; None where it names no day.

    What is kept as its text reaches from the first date to the last, with the words between; where several days are
    named, to the end of the last one's clause, so that each day keeps its task. A damaged date counts as one, and so
    does one without a year in a document of no known year: they are shown, and left empty.
    """
    days = when.days(text)
    firm = [one for one in days.dated if not _BEGINS.match(text, one.end)]
    unsure = () if firm or days.damaged else _unsure(text, when)
    known = [(one.start, one.end) for one in (*firm, *unsure)]
    spots = sorted([*known, *((one.start, one.end) for one in days.damaged)])
    if not spots:
        return _standing(text, when)
    start, end = spots[0][0], max(end for _, end in spots)
    clause = clause_around(text, start, end, _CLAUSE_ENDS)
    if _LED_IN.match(text[clause.start : start].strip()):
        start = clause.start + len(text[clause.start : start]) - len(text[clause.start : start].lstrip())
    if len(spots) > 1 or days.damaged:
        end = clause_around(text, spots[-1][0], end, _CLAUSE_ENDS).end
    return read(text[start:end], when)


def _unsure(text: str, when: When) -> tuple[Dated, ...]:
    """Days that would be set if the document's day were known."""
    if when.base is not None:
        return ()
    supposed = When(bases(None, when.year)[0], None, when.calendar).dates(text)
    return tuple(one for one in supposed if not _BEGINS.match(text, one.end))


def _standing(text: str, when: When) -> Deadline | None:
    """`…,长期坚持。` at a measure's end."""
    last = re.split(r"[,，;；。]", text.strip(_EDGES))[-1]
    return read(last, when) if _STANDING.match(last.strip()) else None


def offered(goal: str, when: When) -> Deadline | None:
    """The deadline that only the goal states (`2022年7月底前…编制;2022年10月底前…`): to be offered, never taken."""
    found = within(goal, when)
    return found if found is not None and (found.due is not None or found.damaged) else None


@dataclass(frozen=True, slots=True)
class DamagedDate:
    """A date that is damaged in print, with the words behind it; a correction where only one makes sense."""

    part: str
    suggestion: str | None
    start: int
    end: int


def damaged_in(text: str) -> tuple[DamagedDate, ...]:
    """The damaged dates of any text, `20_年8月底前`, `202510月`: what a clerk has to look up."""
    return tuple(
        DamagedDate(text[start:end], suggestion, start, end)
        for start, end, suggestion in damage_in(text, _SHOWN, _CLAUSE_ENDS)
    )

"""Everything in a sentence that binds somebody: its days, its amounts and its indicators, and which goes with which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ledger.model.extract import indicators
from ledger.model.extract.deadlines import When
from ledger.model.extract.indicators import Placed
from ledger.model.extract.sentences import Span
from ledger.model.item import Indicator
from ledger.model.tasks.acts import ACHIEVING
from ledger.model.tasks.amounts import Amount, amounts
from ledger.model.tasks.days import Limit, limits
from ledger.model.tasks.mood import Mood, binds, moods
from ledger.model.tasks.sentence import ENUMERATOR, Sentence

_LEAD_IN = re.compile(r"[ ]*(?:力争|确保|争取|计划)?(?:到|至|于|在)?")
_SHARE = re.compile(r"占[^,;。]{0,16}$")
_AIMED_AT = re.compile(r"年|力争|确保|争取|提高|达")
"""What makes `占耕地面积70%` something to be reached."""
_RANK = re.compile(r"[)]?(?:标准)?的?(?:水体|断面)?(?:比例|比率|占比)")
"""Behind a water class: `达到或优于Ⅲ类的比例` is a name and sets no class."""


@dataclass(frozen=True)
class Bound:
    """What binds in a sentence, or in a part of it."""

    sentence: Sentence
    days: tuple[Limit, ...]
    amounts: tuple[Amount, ...]
    targets: tuple[Placed, ...]
    inherited: Limit | None = None
    """The day that holds for a part which names none."""

    def __bool__(self) -> bool:
        return bool(self.days or self.amounts or self.targets)

    @property
    def places(self) -> tuple[int, ...]:
        """Where what binds stands."""
        return (
            *(one.start for one in self.days),
            *(one.start for one in self.amounts),
            *(one.start for one in self.targets),
        )

    def within(self, part: Span) -> Bound:
        """What of it stands in a part."""
        return replace(
            self,
            days=tuple(one for one in self.days if part.start <= one.start < part.end),
            amounts=tuple(one for one in self.amounts if part.start <= one.start < part.end),
            targets=tuple(one for one in self.targets if part.start <= one.start < part.end),
            inherited=_inherited(self, part),
        )

    def day_of(self, start: int) -> Limit | None:
        """The day that holds for a figure: one in its clause, else the last one before; a day in brackets
        holds inside them.
        """
        depth = self.sentence.depth
        days = [day for day in self.days if depth[day.start] <= depth[start]]
        before = [day for day in days if day.start <= start]
        clause = self.sentence.clauses[self.sentence.clause_at(start)]
        near = [day for day in before if day.start >= clause.start][-1:]
        near += [day for day in days if start < day.start < clause.end]
        return next(iter([*near, *before[-1:]]), self.inherited)

    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators by the days that bind them, their names without 一是."""
        return tuple(self._indicator(one) for one in self.targets)

    def _indicator(self, one: Placed) -> Indicator:
        day = self.day_of(one.start)
        dues = {limit.due for limit in (*self.days, self.inherited) if limit is not None}
        by = one.indicator.by if one.indicator.by in dues else day.due if day else None
        return replace(one.indicator, name=ENUMERATOR.sub("", one.indicator.name, count=1), by=by)


def bound(sentence: Sentence, when: When) -> Bound:
    """Everything in a sentence that binds somebody."""
    mood = moods(sentence, when.year or (when.base.year if when.base else None))
    targets = tuple(one for one in indicators.placed(sentence.text, when) if _is_target(sentence, mood, one))
    starts = {one.start for one in targets}
    counted = tuple(one for one in amounts(sentence, mood) if one.start not in starts)
    days = limits(sentence, mood, when, sorted([*starts, *(one.start for one in counted)]))
    return Bound(sentence, tuple(day for day in days if not _is_value(day, targets)), counted, targets)


def _is_value(day: Limit, targets: tuple[Placed, ...]) -> bool:
    """Whether what looks like a time is the value of a target: `重污染天数控制在1天以内`."""
    return any(day.start < one.end and one.start < day.end for one in targets)


def _is_target(sentence: Sentence, mood: tuple[Mood, ...], one: Placed) -> bool:
    if not binds(sentence, mood, one.start):
        return False
    if one.indicator.unit == "类":
        return not _RANK.match(sentence.even, one.end)
    if one.indicator.op != "=" or one.indicator.unit not in {"%", "‰"}:
        return True
    clause = sentence.clauses[sentence.clause_at(one.start)]
    if sentence.even.startswith("的", one.end):  # `流域内30%的耕地位于坡地`
        return bool(ACHIEVING.search(sentence.even, one.end, clause.end))
    shared_out = _SHARE.search(sentence.even[clause.start : one.start])
    return shared_out is None or bool(_AIMED_AT.search(sentence.even, 0, one.start))


def _inherited(whole: Bound, part: Span) -> Limit | None:
    """The day said last before a part that holds for what follows: one with which the sentence begins, or one that is
    a clause by itself (`…,到2025年,新建7座;扩容9座`).
    """
    sentence = whole.sentence
    if sentence.listed:
        return None
    for day in reversed([one for one in whole.days if one.start < part.start and not one.rhythm]):
        clause = sentence.clauses[sentence.clause_at(day.start)]
        alone = not sentence.even[day.end : clause.end].strip(" ,")
        if _LEAD_IN.fullmatch(sentence.even, clause.start if alone else 0, day.start):
            return day
    return None

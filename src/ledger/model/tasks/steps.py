"""The amounts of a task: the whole, the stages in which it is done, and a measure for each, to be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ledger.model.extract.deadlines import When
from ledger.model.item import Measure, Quantity
from ledger.model.tasks.amounts import Amount
from ledger.model.tasks.bound import Bound
from ledger.model.tasks.due import deadline
from ledger.model.tasks.sentence import Sentence

_LETTERS = 2
"""How many letters of what is counted must agree in two stages of one task."""
_ALONE = re.compile(r"(?:完成|建成|新建|新增|改造|整治|实施|启动|淘汰|关停|再|其余|剩余|其中)$")
_NOTHING = re.compile(r"[,;。、)]|[0-9]|以上|$")


def things(sentence: Sentence, found: Sequence[Amount]) -> list[tuple[str, str]]:
    """What each amount counts: its unit, and the first letters of what stands behind it (`22个网格片区`) or, where
    nothing does, before it (`整改问题4个`). One that stands alone (`完成18项,其余5项`) counts what was counted before.
    """
    even = sentence.even
    keys: list[tuple[str, str]] = []
    last: dict[str, tuple[str, str]] = {}
    for one in found:
        unit = one.quantity.unit
        before, behind = even[max(0, one.start - _LETTERS) : one.start], even[one.end : one.end + _LETTERS]
        if _NOTHING.match(behind):
            key = last.get(unit, (unit, "")) if _ALONE.search(before) else (unit, before)
        else:
            key = (unit, behind)
        keys.append(key)
        last[unit] = key
    return keys


def stages(own: Bound) -> tuple[Quantity | None, tuple[Quantity, ...]]:
    """The quantity of a task, and its stages where the same things are done in steps, each by a day of its own; a whole
    that is named (`72个网格`, then 22, 37 and 13) is the quantity.
    """
    if not own.amounts:
        return None, ()
    first = own.amounts[0].quantity
    parts = tuple(one.quantity for one in own.amounts[1:] if one.part)
    if parts:
        return first, parts
    groups: dict[tuple[str, str], list[Amount]] = {}
    for one, key in zip(own.amounts, things(own.sentence, own.amounts), strict=True):
        groups.setdefault(key, []).append(one)
    for same in groups.values():
        total = sum(one.quantity.total for one in same)
        whole = next((one for one in same if 2 * one.quantity.total == total), None)
        steps = [one for one in same if one is not whole]
        if len({own.day_of(one.start) for one in steps}) == len(steps) > 1:
            return whole.quantity if whole else None, tuple(one.quantity for one in steps)
    return first, ()


def measures(own: Bound, when: When) -> Iterator[Measure]:
    """One measure for each amount, numbered from 1, with the words of its clause and the day said for it."""
    sentence = own.sentence
    for at, one in enumerate(own.amounts, start=1):
        clause = sentence.clauses[sentence.clause_at(one.start)]
        day = own.day_of(one.start)
        words = sentence.text[clause.start : clause.end].strip(" \t\u3000\r\n。;；,，")
        yield Measure(str(at), words, (), deadline(sentence, clause, (day,), when) if day else None, one.quantity)

"""Edits in words put into a record's tree of texts: `plan.goal=…`, `责任单位=甲局、乙局`, `措施.1.措施时限=…`."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from ledger.errors import Said, say
from ledger.model.naming import Field, fields, nearest, resolve
from ledger.model.units import split_units
from ledger.model.workdays import Calendar

if TYPE_CHECKING:  # a change without a deadline does without their grammar, which takes long to load
    from ledger.model.deadline import Reading

Tree = dict[str, object]

PROTECTED = frozenset({
    *("id", "uid", "status", "cycle", "history", "void"),
    *("verifications", "closures", "extensions", "evidence", "passages", "appraisals"),
})  # fmt: skip
"""What only its own command may change: a state is reached by a move, a date replaced by an approved extension."""

_WORD_SEPARATORS = re.compile(r"[、，,;；\s]+")

_UNEXPLAINED = {"text", "base", "note"}
"""The keys of a deadline that say nothing yet about what it means."""


class AmendError(Exception):
    """An assignment that can't be made; `said` tells why."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


def parse_path(word: str) -> tuple[Field, tuple[str | int, ...]]:
    """The field and the path that the left side of an assignment means; positions in lists count from 1.

    Raises AmendError for an unknown key, with the nearest known one, and for a position too many or too few.
    """
    steps = word.strip().split(".")
    places = [(at, int(step) - 1) for at, step in enumerate(steps) if step.isdecimal()]
    path = resolve(".".join(step for step in steps if not step.isdecimal()))
    if path is None and places:
        head = resolve(".".join(steps[: places[0][0]]))
        tail = resolve(steps[-1]) if not steps[-1].isdecimal() else head
        inner = [p for p in fields() if head and p.startswith(f"{head}.") and p in {tail, f"{head}.{steps[-1]}"}]
        path = inner[0] if inner else None
    if path is None:
        near = nearest(word)
        hint = say("did-you-mean", word=near) if near else None
        raise AmendError(say("amend.unknown-key", key=word, hint=hint, known=_at_hand(steps)))
    return fields()[path], _with_positions(path, [place for _, place in places], word)


def _at_hand(steps: list[str]) -> tuple[Said, ...]:
    """The fields of the block that a wrong key was looked for in; of the issue and its plan where it names none."""
    block = next((path for end in range(len(steps) - 1, 0, -1) if (path := resolve(".".join(steps[:end])))), None)
    blocks = {block} if block else {"", "source", "plan"}
    within = (one for one in fields().values() if one.path.rpartition(".")[0] in blocks)
    return tuple(say("field", path=one.path) for one in within if one.path not in PROTECTED)


def _with_positions(path: str, positions: list[int], word: str) -> tuple[str | int, ...]:
    result: list[str | int] = []
    walked: list[str] = []
    positions = [*positions]
    for step in path.split("."):
        walked.append(step)
        result.append(step)
        field = fields()[".".join(walked)]
        if not field.many or field.record is None:
            continue
        if positions:
            result.append(positions.pop(0))
        elif field.path != path:
            raise AmendError(say("amend.which-entry", key=word, field=say("field", path=field.path)))
    if positions:
        raise AmendError(say("amend.no-entries", key=word, field=say("field", path=path)))
    return tuple(result)


def parse_value(field: Field, text: str) -> object:
    """The right side of an assignment as texts, a list where the field holds one; nothing at all clears the field."""
    if not text.strip():
        return None
    if field.record is not None:
        raise AmendError(say("amend.needs-yaml", field=say("field", path=field.path)))
    if not field.many:
        return text
    parts = split_units(text) if field.path.endswith("units") else _WORD_SEPARATORS.split(text.strip())
    return [part for part in parts if part]


def assign(tree: Mapping[str, object], path: tuple[str | int, ...], value: object) -> Tree:
    """A copy of `tree` with `value` at `path`; blocks on the way are made, list entries only right behind the last.

    Raises AmendError for a position beyond that.
    """
    result = copy.deepcopy(dict(tree))
    node: object = result
    for step, following in zip(path, (*path[1:], None), strict=True):
        last = following is None
        fresh: object = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            entries = cast("list[object]", node)
            if step > len(entries) or step < 0:
                raise AmendError(say("amend.no-such-entry", number=step + 1, count=len(entries)))
            if step == len(entries):
                entries.append(fresh)
            if last:
                entries[step] = value
            node = entries[step]
        else:
            block = cast("Tree", node)
            if last:
                block.pop(step, None) if value is None else block.__setitem__(step, value)
                break
            if not isinstance(block.get(step), type(fresh)):
                block[step] = fresh
            node = block[step]
    return result


def add_measure(tree: Mapping[str, object], text: str) -> Tree:
    """A copy of `tree` with one more measure, numbered after the highest, of the cycle that the issue is in."""
    plan = tree.get("plan")
    listed = plan.get("measures") if isinstance(plan, Mapping) else None
    measures = listed if isinstance(listed, list) else []
    numbers = (str(one.get("number")) for one in measures if isinstance(one, Mapping))
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    later = {"cycle": tree["cycle"]} if str(tree.get("cycle", "1")) != "1" else {}
    number = str(max(highest, len(measures)) + 1)
    return assign(tree, ("plan", "measures", len(measures)), {"number": number, "text": text, **later})


def explain_deadlines(tree: Mapping[str, object], calendar: Calendar) -> tuple[Tree, tuple[Reading, ...]]:
    """A copy of `tree` with the meaning of its deadline texts filled in where only the text is given,
    and the readings that were made. A damaged date stays text: it is reported, never guessed.
    """
    result = copy.deepcopy(dict(tree))
    plan = result.get("plan")
    if not isinstance(plan, dict):
        return result, ()
    deadline = plan.get("deadline")
    base = (_day(deadline.get("base")) if isinstance(deadline, dict) else None) or _received(result)
    if base is None:
        return result, ()
    readings: list[Reading] = []
    if isinstance(deadline, dict) and isinstance(deadline.get("text"), str) and set(deadline) <= _UNEXPLAINED:
        reading = _read(deadline["text"], base, calendar)
        plan["deadline"] = deadline | meaning(reading)
        readings.append(reading)
    measures = plan.get("measures")
    for measure in measures if isinstance(measures, list) else ():
        if isinstance(measure, dict) and isinstance(measure.get("deadline"), str) and "due" not in measure:
            reading = _read(measure["deadline"], base, calendar)
            if reading.due:
                measure["due"] = reading.due.isoformat()
            readings.append(reading)
    return result, tuple(readings)


def _read(text: str, base: date, calendar: Calendar) -> Reading:
    from ledger.model import deadline

    return deadline.read(text, base, calendar)


def meaning(reading: Reading) -> Tree:
    """What a reading says, as the keys of a deadline."""
    result: Tree = {}
    if reading.due:
        result["due"] = reading.due.isoformat()
    if reading.immediate:
        result["immediate"] = "true"
    if reading.long_term:
        result["long_term"] = "true"
    if reading.milestones:
        result["milestones"] = [{"due": part.due.isoformat(), "text": part.text} for part in reading.milestones]
    return result


def _received(tree: Mapping[str, object]) -> date | None:
    source = tree.get("source")
    return _day(source.get("received")) if isinstance(source, Mapping) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None

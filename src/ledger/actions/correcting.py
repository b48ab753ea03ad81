"""Change an indicator, a plan of an object, a meeting: what matters only for a reason, which stays on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ledger.actions import filling, indicators, meetings, schemes
from ledger.actions.desk import Desk
from ledger.errors import NotFoundError, Said, UsageError, say
from ledger.model.correction import Correction, corrected, differences
from ledger.model.deadline import Reading, read
from ledger.model.gauge import Gauge, Measured
from ledger.model.meeting import Decision, Meeting
from ledger.model.plan import Measure
from ledger.model.scheme import Scheme
from ledger.model.values import Record
from ledger.store import cabinet
from ledger.store.gauges import GAUGES
from ledger.store.meetings import MEETINGS
from ledger.store.objects import SCHEMES

R = TypeVar("R", bound=Record)

DEMANDS = frozenset({"kind", "unit", "better", "annual", "rules", "by", "base", "total", "years", "long_term"})
"""What decides whether an indicator is met: changed only for a reason."""
_BY_PROGRAM = say("correction.by-program")
_OF_DECISION: Mapping[str, Said] = {
    "number": say("correction.fixed-number"), "done_by": _BY_PROGRAM, "corrections": _BY_PROGRAM,
}  # fmt: skip
_OF_MEASURE: Mapping[str, Said] = {
    "number": say("correction.fixed-number"),
    **dict.fromkeys(("quantity", "evidence", "cycle"), say("correction.not-in-plans")),
}
_OF_MEETING: Mapping[str, Said] = {
    key: said for key, said in meetings.FIXED.items() if key not in {"kind", "date"}
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What somebody wants otherwise, and why."""

    settings: tuple[str, ...] = ()
    """`key=value`, as in `filling`."""
    values: Mapping[str, object] | None = None
    """Fields that have options of their own, as they are to be."""
    why: str | None = None
    number: str | None = None
    """Of the measure or the decision that is meant; None: the plan, the meeting itself."""


def indicator(desk: Desk, word: str, told: Told, withdrawn: Sequence[str] = ()) -> indicators.Written:
    """Change an indicator; what it demands only for a reason, and a reading is taken out of it only so.

    Raises as `indicators.find` and `new`; NotFoundError for a reading that isn't there.
    """
    stamp = filling.stamp(desk)
    was = indicators.find(cabinet.whole(desk.workspace, GAUGES), word)
    values = indicators.evened({"unit": was.record.unit, **(told.values or {})})
    tree = {**was.record.model_dump(exclude_unset=True), **values}
    after = filling.made(Gauge, filling.assigned(Gauge, tree, told.settings, indicators.FIXED))
    there = {one.at: one for one in after.readings}
    if missing := tuple(at for at in withdrawn if at not in there):
        raise NotFoundError(say("correction.no-reading", id=was.name, at=missing, known=tuple(there)))
    gone = [(f"{at} {_title(Measured, 'value')}", there[at].value) for at in withdrawn]
    changes = [*_weighty(was.record, after, DEMANDS), *gone]
    left = tuple(one for one in after.readings if one.at not in withdrawn)
    after = after.model_copy(update={"readings": left})
    if after == was.record:
        return indicators.unchanged(desk, was)
    noted = _noted(desk, changes, told.why, stamp)
    fields = {**after.model_dump(exclude_unset=True), "corrections": (*was.record.corrections, *noted), **stamp}
    return indicators.put(desk, was, filling.made(Gauge, fields))


def _title(model: type[Record], field: str) -> str:
    """The official name of a field, as it stands in the record of a correction."""
    return model.model_fields[field].title or field


def meeting(desk: Desk, word: str, told: Told) -> meetings.Written:
    """Change a meeting, or one of its decisions; a decision and the day of the meeting only for a reason.

    Raises NotFoundError for a meeting or decision that is not there, UsageError for what doesn't do.
    """
    stamp = filling.stamp(desk)
    was = cabinet.get(desk.workspace, MEETINGS, word)
    before = was.record
    if told.number is None:
        tree = {**before.model_dump(exclude_unset=True), **(told.values or {})}
        after = filling.made(Meeting, filling.assigned(Meeting, tree, told.settings, _OF_MEETING))
        if after == before:
            return meetings.Written(before, was.file, ())
        noted = _noted(desk, [*_weighty(before, after, {"date"})], told.why, stamp)
        fields = {**after.model_dump(exclude_unset=True), "corrections": (*before.corrections, *noted), **stamp}
        return meetings.put(desk, was, filling.made(Meeting, fields))
    one = meetings.decision(before, told.number)
    after_one = _decided(desk, before, one, told)
    if after_one == one:
        return meetings.Written(before, was.file, (), one)
    noted = _noted(desk, [*differences(one, after_one, {"done_by"})], told.why, stamp)
    after_one = after_one.model_copy(update={"corrections": (*one.corrections, *noted)})
    return meetings.changed(desk, was, tuple(after_one if it is one else it for it in before.decisions), after_one)


def _decided(desk: Desk, of: Meeting, one: Decision, told: Told) -> Decision:
    tree = filling.assigned(Decision, one.model_dump(exclude_unset=True), told.settings, _OF_DECISION)
    units = tree.get("units")
    if isinstance(units, tuple):
        tree["units"] = tuple(map(desk.office.units.canonical, map(str, units)))
    if tree.get("deadline") != one.deadline and tree.get("due") == one.due:
        tree["due"] = None
    if not tree.get("done_on") and not tree.get("dropped_on"):
        tree["done_by"] = None
    _refuse_days(desk, of.date, tree)
    return meetings.dated(desk, of, tree)


def _refuse_days(desk: Desk, first: date, tree: filling.Tree) -> None:
    """Raises UsageError for an end before the meeting, or to come."""
    after = filling.made(Decision, tree)
    for day in (after.done_on, after.dropped_on):
        if day is not None and day < first:
            raise UsageError(say("meeting.before-it", on=day, date=first))
        if day is not None and day > desk.day:
            raise UsageError(say("meeting.not-yet", date=day, day=desk.day))


@dataclass(frozen=True)
class Planned:
    """A plan as it was written, how deadlines were read, whether anything changed."""

    scheme: Scheme
    file: str
    readings: tuple[Reading, ...] = ()


def plan(desk: Desk, word: str, told: Told, measures: tuple[str, ...] = ()) -> Planned:
    """Change a plan, one of its measures, or add measures to it; a measure is changed only for a reason.

    Raises as `schemes.get`; NotFoundError for a measure that the plan hasn't, UsageError for what doesn't do.
    """
    stamp = filling.stamp(desk)
    was = schemes.get(desk, word)
    before = was.record
    base = before.approved_on or desk.day
    if told.number is None:
        tree = before.model_dump(exclude_unset=True)
        after = filling.made(Scheme, filling.assigned(Scheme, tree, told.settings, schemes.FIXED))
        noted: tuple[Correction, ...] = ()
        readings: tuple[Reading, ...] = ()
    else:
        one = schemes.measure(before, told.number)
        after_one, readings = _measured(desk, one, told, base)
        changes = [*differences(one, after_one)]
        label = f"{_title(Scheme, 'measures')} {one.number} "
        noted = _noted(desk, changes, told.why, stamp, label) if changes else ()
        after = before.model_copy(update={"measures": tuple(after_one if it is one else it for it in before.measures)})
    numbers = [int(one.number) for one in before.measures if one.number.isdecimal()]
    added, more = schemes.numbered(desk, measures, base, max(numbers, default=0) + 1)
    after = after.model_copy(update={"measures": (*after.measures, *added)}) if added else after
    if after == before:
        return Planned(before, was.file)
    fields = {**after.model_dump(exclude_unset=True), "corrections": (*before.corrections, *noted), **stamp}
    scheme = filling.made(Scheme, fields)
    cabinet.write(desk.workspace, SCHEMES, [(was, scheme)])
    return Planned(scheme, was.file, (*readings, *more))


def _measured(desk: Desk, one: Measure, told: Told, base: date) -> tuple[Measure, tuple[Reading, ...]]:
    tree = filling.assigned(Measure, one.model_dump(exclude_unset=True), told.settings, _OF_MEASURE)
    phrase = tree.get("deadline")
    if phrase == one.deadline or tree.get("due") != one.due or not isinstance(phrase, str):
        return filling.made(Measure, tree), ()
    reading = read(phrase, base, desk.office.calendar)
    if reading.damaged:
        hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
        raise UsageError(say("reading.damaged", text=reading.text, why=reading.why, hint=hint))
    return filling.made(Measure, {**tree, "due": reading.due}), (reading,)


def _weighty(before: R, after: R, fields: frozenset[str] | set[str]) -> Iterator[tuple[str, str | None]]:
    leaving = {name for name in type(before).model_fields if name not in fields}
    return differences(before, after, leaving)


def _noted(
    desk: Desk, changes: Sequence[tuple[str, str | None]], why: str | None, stamp: filling.Tree, of: str = ""
) -> tuple[Correction, ...]:
    """What is kept of these changes. Raises UsageError where nobody says why."""
    if not changes:
        return ()
    if not (why or "").strip():
        raise UsageError(say("correction.why", what=tuple(what for what, _ in changes)))
    by = stamp["recorded_by"]
    return corrected(iter(changes), why or "", by if isinstance(by, str) else None, desk.day, of)

"""Indicators as records: write one down, put a reading to it, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.actions import filling, referring
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, NotFoundError, Said, UsageError, say
from ledger.model import gaugefaults, measuring
from ledger.model.gauge import Gauge, Measured, read_span, read_value
from ledger.model.gaugestanding import Standing, standing
from ledger.model.gaugeyear import Remainder, remainder
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.units import plain
from ledger.model.values import is_file_name
from ledger.store import cabinet
from ledger.store.cabinet import Contents, Kept
from ledger.store.gauges import GAUGES

FIXED: Mapping[str, Said] = {
    "id": say("indicator.fixed-id"),
    **dict.fromkeys(("rules", "by", "base", "years", "total", "issues"), say("indicator.fixed-option")),
    "readings": say("indicator.fixed-readings"),
    "corrections": say("correction.by-program"),
}
"""What is not filled in by `--set`, and how it is."""


@dataclass(frozen=True)
class Told:
    """What somebody says of a new indicator, each as its field has it."""

    values: Mapping[str, object]
    settings: tuple[str, ...] = ()
    """`key=value`, as in `filling`."""


@dataclass(frozen=True)
class Written:
    """An indicator as it was written, how it stands, and what is worth a look."""

    gauge: Gauge
    file: str
    now: Standing
    remarks: tuple[Said, ...]
    reading: Measured | None = None
    """The one that was put to it."""


@dataclass(frozen=True)
class Line:
    """An indicator in a list."""

    gauge: Gauge
    now: Standing


@dataclass(frozen=True)
class Shown:
    """An indicator, how it stands, and what is wrong with it."""

    kept: Kept[Gauge]
    now: Standing
    problems: tuple[Problem, ...]
    rest: Remainder | None
    """What the months that are left of this year have to bring."""


def find(gauges: Contents[Gauge], word: str) -> Kept[Gauge]:
    """The indicator that a user means by its id or name. Raises NotFoundError naming the nearest, UsageError."""
    if (one := gauges.find(word)) is not None:
        return one
    found = [one for one in gauges.kept if plain(word) in {plain(one.name), plain(one.record.name)}]
    if len(found) > 1:
        raise UsageError(say("indicator.ambiguous", word=word, ids=tuple(one.name for one in found)))
    if not found:
        near = nearest(word, (*gauges.names, *(one.name for one in gauges)))
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("indicator.none", word=word), hint=hint)
    return found[0]


def new(desk: Desk, name: str, told: Told, own_id: str | None = None) -> Written:
    """Write a new indicator down, under its name unless told another id. Raises ConflictError for an id that is taken,
    UsageError for what doesn't do, NotFoundError for an issue or object that it belongs to and that is not there,
    RefusedError where nobody known is acting.
    """
    gauges = cabinet.whole(desk.workspace, GAUGES)
    gauge_id = own_id or name.strip()
    if not is_file_name(gauge_id):
        raise UsageError(say("indicator.unfit-id", id=gauge_id))
    if gauges.find(gauge_id) is not None:
        raise ConflictError(say("indicator.exists", id=gauge_id))
    tree = {"id": gauge_id, "name": name, **evened(told.values), **filling.stamp(desk)}
    gauge = referring.measured(desk, filling.made(Gauge, filling.assigned(Gauge, tree, told.settings, FIXED)))
    remarks = _refusing(gauge, desk.day, ())
    (file,) = cabinet.add(desk.workspace, GAUGES, [gauge])
    return Written(gauge, file, standing(gauge, desk.day), remarks)


def evened(values: Mapping[str, object]) -> filling.Tree:
    """The numbers that were typed for a base, for years and for the whole, in their one writing. Raises UsageError."""
    unit = values.get("unit")
    own = unit if isinstance(unit, str) else None

    def number(text: object) -> object:
        if not isinstance(text, str) or read_value(text.strip()) is not None:
            return text
        told = measuring.bare_number(text, own)
        if isinstance(told, Said):
            raise UsageError(told)
        return told

    def year(told: object) -> object:
        return (
            {key: number(one) if key == "value" else one for key, one in told.items()}
            if isinstance(told, dict)
            else told
        )

    def one(key: str, value: object) -> object:
        if key == "years" and isinstance(value, tuple):
            return tuple(map(year, value))
        return number(value) if key == "total" else year(value) if key == "base" else value

    return {key: one(key, value) for key, value in values.items()}


def record(
    desk: Desk, word: str, value: str, *, at: str | None = None, source: str | None = None, correct: str | None = None
) -> Written:
    """Put a reading to an indicator: today's, or that of `at`. One that is there already is replaced only for a reason
    to `correct` it, and what it said before stays with it.

    Raises as `find` and `new`; ConflictError where there is another reading of that time.
    """
    was = find(cabinet.whole(desk.workspace, GAUGES), word)
    gauge, when = was.record, at or desk.day.isoformat()
    _refuse_time(when, desk.day)
    told = measuring.measured(value, gauge)
    if isinstance(told, Said):
        raise UsageError(told)
    fields = {"at": when, "value": told, "source": source, "by": _by(desk), "recorded_on": desk.day}
    reading = filling.made(Measured, fields)
    written = put(desk, was, gauge.model_copy(update={"readings": _put(gauge, reading, correct)}))
    return replace(written, reading=reading)


def unchanged(desk: Desk, was: Kept[Gauge]) -> Written:
    """An indicator that is as it was."""
    return Written(was.record, was.file, standing(was.record, desk.day), ())


def put(desk: Desk, was: Kept[Gauge], after: Gauge) -> Written:
    """Write an indicator as it stands now. Raises UsageError with every new fault of form, ConflictError where its file
    has changed since it was read.
    """
    after = referring.measured(desk, after, was.record)
    known = tuple(one.text for one in gaugefaults.faults(was.record, desk.day))
    remarks = _refusing(after, desk.day, known)
    (file,) = cabinet.write(desk.workspace, GAUGES, [(was, after)]) or (was.file,)
    return Written(after, file, standing(after, desk.day), remarks)


def _by(desk: Desk) -> str | None:
    by = filling.stamp(desk)["recorded_by"]
    return by if isinstance(by, str) else None


def _refuse_time(when: str, day: date) -> None:
    """Raises UsageError for what is no time, and for a time that is not over."""
    span = read_span(when)
    if span is None:
        raise UsageError(say("indicator.bad-time", found=when))
    if span[1] > day:
        raise UsageError(say("indicator.not-over", at=when, last=span[1], day=day))


def _put(gauge: Gauge, reading: Measured, correct: str | None) -> tuple[Measured, ...]:
    there = next((one for one in gauge.readings if one.at == reading.at), None)
    if there is None:
        if correct is not None:
            raise NotFoundError(say("indicator.nothing-to-correct", id=gauge.id, at=reading.at))
        return (*gauge.readings, reading)
    if correct is None:
        raise ConflictError(say("indicator.there-already", id=gauge.id, at=reading.at, value=there.value))
    if there.value == reading.value:
        return gauge.readings
    corrected = filling.made(Measured, {**reading.model_dump(), "former": (*there.former, there.value), "why": correct})
    return tuple(corrected if one is there else one for one in gauge.readings)


_FORMAL = frozenset(
    {"indicator-value", "indicator-twice", "indicator-rule", "indicator-unit", "indicator-years"}
    | {"indicator-total", "indicator-direction"}
)
"""Faults of what was typed; a target that is missed is news, and no reason to refuse the reading that tells it."""


def _refusing(gauge: Gauge, day: date, known: Iterable[Said]) -> tuple[Said, ...]:
    """What is worth a look about an indicator as it will stand; that more readings are wanted is clear to whoever is
    writing them. Raises UsageError with every new fault of form.
    """
    found = [one for one in gaugefaults.faults(gauge, day) if one.text not in tuple(known)]
    if wrong := tuple(one.text for one in found if one.rule in _FORMAL):
        raise UsageError(say("usage.bad-values"), *wrong)
    return tuple(one.text for one in found if one.rule != "indicator-silent")


def listing(desk: Desk, states: Sequence[str] = ()) -> tuple[Line, ...]:
    """Every indicator as it stands on the day; where `states` are named, those in one of them."""
    lines = (Line(one, standing(one, desk.day)) for one in cabinet.whole(desk.workspace, GAUGES))
    return tuple(one for one in lines if not states or one.now.state in states)


def show(desk: Desk, word: str) -> Shown:
    """One indicator. Raises as `find`."""
    kept = find(cabinet.whole(desk.workspace, GAUGES), word)
    problems = tuple(map(kept.located, gaugefaults.faults(kept.record, desk.day)))
    now = standing(kept.record, desk.day)
    return Shown(kept, now, problems, remainder(kept.record, now, desk.day))

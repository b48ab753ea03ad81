"""Plans of things (一企一策): write one down, mark what is done, and hold them against the things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger.actions import filling
from ledger.actions.desk import Desk
from ledger.actions.objects import find
from ledger.errors import ConflictError, NotFoundError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import schemecover
from ledger.model.deadline import Reading, read
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.plan import Measure
from ledger.model.rewind import rewind
from ledger.model.scheme import USUAL, Scheme
from ledger.model.schemecover import Coverage
from ledger.model.thing import Thing
from ledger.model.units import plain
from ledger.model.values import is_file_name
from ledger.store import cabinet, folder, objects
from ledger.store.cabinet import Kept

FIXED: Mapping[str, Said] = {
    "id": say("scheme.fixed-id"),
    "object": say("scheme.fixed-id"),
    "measures": say("scheme.fixed-measures"),
    "replaced_on": say("scheme.fixed-replaced"),
    "corrections": say("correction.by-program"),
}
"""What is not filled in by `--set`, and how it is."""
OTHER = "一事一策"


@dataclass(frozen=True)
class Told:
    """What somebody says of a new plan."""

    thing: str
    title: str | None = None
    kind: str | None = None
    own_id: str | None = None
    replaces: str | None = None
    settings: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    """`what is to be done=by when`, the second as published: 2026年6月底前."""


@dataclass(frozen=True)
class Written:
    """A plan as it was written, and how its deadlines were read."""

    scheme: Scheme
    file: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Line:
    """A plan in a list."""

    scheme: Scheme
    thing: Thing | None
    """None where the object is not there: the check tells."""
    issues: int


@dataclass(frozen=True)
class Shown:
    """A plan, whose it is, and the issues that it answers."""

    kept: Kept[Scheme]
    thing: Thing | None
    issues: tuple[Issue, ...]


def new(desk: Desk, told: Told) -> Written:
    """Write a new plan down. Raises NotFoundError for an object that is not there, ConflictError for an id that is
    taken, UsageError for values that don't do, RefusedError where nobody known is acting.
    """
    stamp = filling.stamp(desk)
    thing = find(objects.asked(objects.things(desk.workspace)), told.thing)
    kept = objects.schemes(desk.workspace)
    kind = told.kind or USUAL.get(thing.kind, OTHER)
    scheme_id = told.own_id or f"{thing.id}-{kind}"
    if not is_file_name(scheme_id):
        raise UsageError(say("object.unfit-id", id=scheme_id))
    if kept.find(scheme_id) is not None:
        raise ConflictError(say("scheme.exists", id=scheme_id))
    tree = {
        "id": scheme_id,
        "kind": kind,
        "object": thing.id,
        "title": told.title or f"{thing.name}{kind}方案",
        **stamp,
    }
    scheme = filling.made(Scheme, filling.assigned(Scheme, tree, told.settings, FIXED))
    measures, readings = numbered(desk, told.measures, scheme.approved_on or desk.day)
    scheme = scheme.model_copy(update={"measures": measures}) if measures else scheme
    pairs: list[tuple[Kept[Scheme] | None, Scheme]] = [(None, scheme)]
    if told.replaces:
        old = get(desk, told.replaces)
        if old.record.object != thing.id:
            raise UsageError(say("scheme.of-another", id=old.name, thing=old.record.object))
        pairs.append((old, old.record.model_copy(update={"replaced_on": desk.day})))
    file, *_ = cabinet.write(desk.workspace, objects.SCHEMES, pairs)
    return Written(scheme, file, readings)


def numbered(
    desk: Desk, told: tuple[str, ...], base: date, first: int = 1
) -> tuple[tuple[Measure, ...], tuple[Reading, ...]]:
    """The measures as they were told, from number `first` on. Raises UsageError for a deadline damaged in print."""
    measures: list[Measure] = []
    readings: list[Reading] = []
    wrong: list[Said] = []
    for number, text in enumerate(told, first):
        what, sign, phrase = text.rpartition("=")
        values: dict[str, object] = {"number": str(number), "text": what if sign else text}
        if sign and phrase.strip():
            reading = read(phrase.strip(), base, desk.office.calendar)
            readings.append(reading)
            values |= {"deadline": phrase.strip(), "due": reading.due}
            if reading.damaged:
                hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
                wrong.append(say("reading.damaged", text=reading.text, why=reading.why, hint=hint))
        measures.append(filling.made(Measure, values))
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)
    return tuple(measures), tuple(readings)


def get(desk: Desk, word: str) -> Kept[Scheme]:
    """The plan of this id, or the one plan of an object that is called so. Raises NotFoundError naming the nearest,
    UsageError where an object has several.
    """
    kept = objects.schemes(desk.workspace)
    if (one := kept.find(word)) is not None:
        return one
    things = objects.asked(objects.things(desk.workspace))
    called = {one.id for one in things.matching(word)}
    mine = [one for one in kept.kept if one.record.object in called and one.record.holds(desk.day)]
    if len(mine) > 1:
        raise UsageError(say("object.ambiguous", word=word, ids=tuple(one.name for one in mine)))
    if not mine:
        near = nearest(word, (*kept.names, *things.words))
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("scheme.unknown-to", id=word, hint=hint))
    return mine[0]


def done(desk: Desk, word: str, numbers: tuple[str, ...], day: date | None, *, undone: bool = False) -> Written:
    """Mark measures of a plan as done on a day, or take that back. Raises as `get`, UsageError for a number that the
    plan hasn't, RefusedError for a day still to come or where nobody known is acting.
    """
    stamp = filling.stamp(desk)
    was = get(desk, word)
    known = tuple(one.number for one in was.record.measures)
    if wrong := tuple(number for number in numbers if number not in known):
        raise UsageError(say("scheme.no-measure", id=was.name, numbers=wrong, known=known))
    on = day or desk.day
    if on > desk.at.date():
        raise RefusedError(say("scheme.not-marked"), say("guard.day-future", day=on, today=desk.at.date()))
    measures = tuple(
        one.model_copy(update={"done_on": None if undone else on}) if one.number in numbers else one
        for one in was.record.measures
    )
    if measures == was.record.measures:
        return Written(was.record, was.file)
    after = was.record.model_copy(update={"measures": measures, **stamp})
    cabinet.write(desk.workspace, objects.SCHEMES, [(was, after)])
    return Written(after, was.file)


def measure(scheme: Scheme, number: str) -> Measure:
    """The measure of this number. Raises NotFoundError naming those there are."""
    known = tuple(one.number for one in scheme.measures)
    if number not in known:
        raise NotFoundError(say("scheme.no-measure", id=scheme.id, numbers=(number,), known=known))
    return scheme.measures[known.index(number)]


def listing(desk: Desk, kinds: tuple[str, ...], thing: str | None, *, late: bool = False) -> tuple[Line, ...]:
    """The plans of these kinds (一企一策, or the kind of the thing: 企业), of one thing, or only those with something
    late. Raises as `find`.
    """
    things = objects.asked(objects.things(desk.workspace))
    only = find(things, thing).id if thing else None
    issues = _then(desk)
    found = []
    for one in objects.schemes(desk.workspace):
        of = things.get(one.object)
        words = {plain(one.kind), plain(of.kind) if of else ""}
        if kinds and not words & {*map(plain, kinds)}:
            continue
        if (only is None or one.object == only) and (one.late(desk.day) or not late):
            found.append(Line(one, of, sum(issue.scheme == one.id for issue in issues)))
    return tuple(sorted(found, key=lambda line: line.scheme.id))


def show(desk: Desk, word: str) -> Shown:
    """A plan with the issues that it answers. Raises as `get`."""
    kept = get(desk, word)
    thing = objects.asked(objects.things(desk.workspace)).get(kept.record.object)
    return Shown(kept, thing, tuple(one for one in _then(desk) if one.scheme == kept.name))


def _then(desk: Desk) -> tuple[Issue, ...]:
    every = (rewind(one, desk.day) for one in folder.scan(desk.workspace).issues)
    return tuple(one for one in every if one is not None and one.void is None)


def coverage(desk: Desk, kinds: tuple[str, ...]) -> Coverage:
    """How far the things of these kinds (企业, or by the plan: 一企一策; none: those that need a plan) are covered.

    Raises UnreadableError where the register has nothing of these kinds: nothing lacking would be no good news.
    """
    things = objects.asked(objects.things(desk.workspace))
    schemes = tuple(objects.schemes(desk.workspace))
    policy = desk.office.policy
    asked = tuple(dict.fromkeys(kind for word in kinds for kind in _kinds_of(word)))
    wanted = asked or schemecover.kinds_that_need_one(things, schemes, policy)
    found = schemecover.coverage(things, schemes, wanted, policy, desk.day)
    if kinds and not found.total:
        raise UnreadableError(say("scheme.no-objects", kinds=kinds))
    return found


def _kinds_of(word: str) -> tuple[str, ...]:
    """The kinds of things that a word means: one, or all whose plan is called so."""
    return tuple(kind for kind, called in USUAL.items() if called == word.strip()) or (word.strip(),)

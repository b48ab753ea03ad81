"""Things as records: write one down, change one, and what happened to one across all issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.actions import filling
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, NotFoundError, Said, UsageError, say
from ledger.model import ownerwords, reappearance, touches
from ledger.model.alongside import Alongside, alongside
from ledger.model.coordinates import AXES, degrees
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.reappearance import Warned
from ledger.model.rewind import rewind
from ledger.model.scheme import Scheme
from ledger.model.territory import lies_in
from ledger.model.thing import Owner, Thing, Things
from ledger.model.thingfaults import ThingFault, faults
from ledger.model.thingrows import HEADINGS
from ledger.model.touches import Event
from ledger.model.units import plain
from ledger.model.values import is_file_name
from ledger.store import cabinet, folder, objects
from ledger.store.cabinet import Kept
from ledger.store.gauges import GAUGES
from ledger.store.inspections import INSPECTIONS
from ledger.store.meetings import MEETINGS
from ledger.store.workspace import Workspace

FIXED: Mapping[str, Said] = {
    "id": say("object.fixed-id"),
    "owners": say("object.fixed-owners"),
    "until": say("object.fixed-until"),
}
"""What is not filled in by `--set`, and how it is."""


@dataclass(frozen=True)
class Told:
    """What somebody says of a thing."""

    settings: tuple[str, ...] = ()
    """`key=value`, as in `filling`."""
    owners: tuple[str, ...] = ()
    """`河长=张三（副镇长）`; without a name the one there is goes."""
    gone: date | None = None
    """Since when it is struck off."""
    ending: str | None = None


@dataclass(frozen=True)
class Written:
    """A thing as it was written, and what is worth a look."""

    thing: Thing
    file: str
    remarks: tuple[Said, ...]
    changed: bool = True


@dataclass(frozen=True)
class Line:
    """A thing in a list, with how many issues are about it and how many of these are not closed."""

    thing: Thing
    total: int
    open: int


@dataclass(frozen=True)
class Shown:
    """A thing, what belongs to it, and everything that happened to it."""

    kept: Kept[Thing]
    parts: tuple[Thing, ...]
    schemes: tuple[Scheme, ...]
    events: tuple[Event, ...]
    warnings: tuple[Warned, ...]
    unread: tuple[str, ...]
    """Files that could not be read: they may be about it, too."""
    alongside: Alongside
    later: tuple[Scheme, ...] = ()
    """The plans all of whose days come after the day: they are none of the state then."""


def find(things: Things, word: str) -> Thing:
    """The thing that a user means by an id, a name, a former name or a code. Raises NotFoundError naming the nearest,
    UsageError where several are called so.
    """
    found = things.matching(word)
    if len(found) > 1:
        raise UsageError(say("object.ambiguous", word=word, ids=tuple(one.id for one in found)))
    if not found:
        near = nearest(word, things.words)
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("object.none", word=word), hint=hint)
    return found[0]


def ids(workspace: Workspace, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of the things that these words mean, each once. Raises as `find`, UnreadableError."""
    return tuple(one.id for one in named(workspace, words))


def named(workspace: Workspace, words: Iterable[str]) -> tuple[Thing, ...]:
    """The things that these words mean, each once. Raises as `find`, UnreadableError."""
    wanted = tuple(words)
    if not wanted:
        return ()
    things = objects.asked(objects.things(workspace))
    return tuple({(one := find(things, word)).id: one for word in wanted}.values())


def gone(things: Iterable[Thing], day: date) -> tuple[Said, ...]:
    """That an issue is about what was struck off by `day`: nothing forbids it, and somebody should go there."""
    told = say("object.no-ending")
    return tuple(
        say("object.about-what-is-gone", id=one.id, until=one.until, ending=one.ending or told)
        for one in things
        if not one.is_there(day)
    )


def ids_with_parts(workspace: Workspace, words: Iterable[str]) -> tuple[str, ...]:
    """The same with all that belongs to these things: who asks for a river means its sections, too."""
    things = objects.asked(objects.things(workspace))
    own = [find(things, one) for one in words]
    return tuple(dict.fromkeys(it.id for one in own for it in (one, *things.within(one.id))))


def new(desk: Desk, name: str, kind: str, told: Told, own_id: str | None = None) -> Written:
    """Write a new thing down, under its name unless told another id. Raises ConflictError for an id that is taken,
    UsageError for values that don't do, RefusedError where nobody known is acting.
    """
    kept = objects.things(desk.workspace)
    thing_id = own_id or name.strip()
    if not is_file_name(thing_id):
        raise UsageError(say("object.unfit-id", id=thing_id))
    if kept.find(thing_id) is not None:
        raise ConflictError(say("object.exists", id=thing_id))
    tree = {"id": thing_id, "name": name, "kind": kind, "entered_on": desk.day, **filling.stamp(desk)}
    thing = _told(desk, tree, told)
    every = Things((*kept, thing))
    remarks = (*_judged(desk, every, thing, ()), *back(desk, every, thing))
    (file,) = cabinet.add(desk.workspace, objects.OBJECTS, [thing])
    return Written(thing, file, remarks)


def edit(desk: Desk, word: str, told: Told) -> Written:
    """Change a thing. Raises as `find` and `new`."""
    kept = objects.things(desk.workspace)
    was = kept.find(find(objects.asked(kept), word).id)
    assert was is not None  # noqa: S101 - it was found there
    before = was.record
    after = _told(desk, before.model_dump(exclude_unset=True), told)
    if after == before:
        return Written(before, was.file, (), changed=False)
    after = filling.made(Thing, {**after.model_dump(exclude_unset=True), **filling.stamp(desk)})
    every = Things(tuple(after if one.id == before.id else one for one in kept))
    old = tuple(one.problem.text for one in faults(objects.asked(kept), desk.office.policy.objects))
    known = back(desk, objects.asked(kept), before)
    remarks = (*_judged(desk, every, after, old), *(one for one in back(desk, every, after) if one not in known))
    objects.write(desk.workspace, [(was, after)])
    return Written(after, was.file, remarks)


def _told(desk: Desk, tree: Mapping[str, object], told: Told) -> Thing:
    result = _with_degrees(filling.assigned(Thing, tree, told.settings, FIXED))
    if told.gone is not None:
        if told.gone > desk.day:
            raise UsageError(say("object.gone-ahead", until=told.gone, day=desk.day))
        result |= {"until": told.gone, "ending": told.ending or result.get("ending")}
    thing = filling.made(Thing, result)
    return thing.model_copy(update={"owners": owned(thing.owners, told.owners, desk.day)}) if told.owners else thing


def _with_degrees(tree: filling.Tree) -> filling.Tree:
    """The same with degrees, minutes and seconds in decimals. Raises UsageError for what is no place on the earth."""
    found: filling.Tree = {}
    for axis in AXES:
        if isinstance(text := tree.get(axis), str):
            number = degrees(text, axis)
            if number is None:
                raise UsageError(say("object.bad-degrees", found=text, heading=HEADINGS[axis]))
            found[axis] = f"{number:f}"
    return {**tree, **found}


def owned(before: Sequence[Owner], told: Iterable[str], day: date) -> tuple[Owner, ...]:
    """Who watches over a thing from `day` on (`ownerwords`). Raises UsageError for what doesn't name a role."""
    new = []
    for text in told:
        one = ownerwords.told(text)
        if one is None:
            raise UsageError(say("object.bad-owner", found=text))
        new.append(one)
    return ownerwords.succeeded(before, new, day)


def _judged(desk: Desk, things: Things, thing: Thing, known: tuple[Said, ...]) -> tuple[Said, ...]:
    """What is worth a look about a thing as it will stand. Raises UsageError with every fault that is new."""
    found = [one.problem for one in _mine(faults(things, desk.office.policy.objects), thing)]
    wrong = tuple(one.text for one in found if one.level == "error" and one.text not in known)
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)
    return tuple(one.text for one in found if one.level == "warning")


def back(desk: Desk, things: Things, *written: Thing) -> tuple[Said, ...]:
    """What seems to be there again in these things as they were written, by the register alone."""
    found = reappearance.shown_by(written, things, desk.day, desk.office.policy.objects)
    return tuple(one.text for one in found if not one.settled)


def _mine(found: Iterable[ThingFault], thing: Thing) -> Iterable[ThingFault]:
    return (one for one in found if one.thing == thing.id)


def listing(desk: Desk, kinds: Sequence[str], regions: Sequence[str], *, gone: bool | None = None) -> tuple[Line, ...]:
    """The things of these kinds and regions. `gone`: only those struck off by the day, or only the others."""
    things = objects.asked(objects.things(desk.workspace))
    issues = _then(desk, folder.scan(desk.workspace).issues)
    chosen = [
        one
        for one in things
        if (not kinds or plain(one.kind) in map(plain, kinds))
        and (not regions or any(lies_in(one.region or "", it) for it in regions))
        and (gone is None or one.is_there(desk.day) is not gone)
    ]
    naming = touches.by_thing(issues)
    ordered = sorted(chosen, key=lambda one: (one.kind, one.id))
    return tuple(_line(one.as_of(desk.day), things, naming) for one in ordered)


def _line(one: Thing, things: Things, naming: Mapping[str, tuple[Issue, ...]]) -> Line:
    about = {it.id: it for own in (one, *things.within(one.id)) for it in naming.get(own.id, ())}
    return Line(one, len(about), sum(issue.status != "closed" for issue in about.values()))


def show(desk: Desk, word: str) -> Shown:
    """A thing and its history up to the day, that of what belongs to it included. Raises as `find`."""
    kept = objects.things(desk.workspace)
    things = objects.asked(kept)
    thing = find(things, word)
    one = kept.find(thing.id)
    assert one is not None  # noqa: S101 - it was found there
    parts = things.within(thing.id)
    scan = folder.scan(desk.workspace)
    issues = _then(desk, scan.issues)
    about = (thing, *parts)
    mine = {it.id for it in about}
    beside, broken = _beside(desk, about, issues)
    schemes = [it for it in objects.schemes(desk.workspace) if it.object in mine]
    return Shown(
        replace(one, record=thing.as_of(desk.day)),
        parts,
        tuple(it for it in schemes if it.made_by(desk.day)),
        touches.events(about, issues, desk.day),
        reappearance.of_things(about, things, issues, desk.day, desk.office.policy.objects),
        (*scan.broken, *broken),
        beside,
        tuple(it for it in schemes if not it.made_by(desk.day)),
    )


def _beside(desk: Desk, about: tuple[Thing, ...], issues: tuple[Issue, ...]) -> tuple[Alongside, tuple[str, ...]]:
    """What stands beside the issues of these things, and the files that may hold more of it."""
    gauges, meetings = cabinet.scan(desk.workspace, GAUGES), cabinet.scan(desk.workspace, MEETINGS)
    inspections = cabinet.scan(desk.workspace, INSPECTIONS)
    problems = (*gauges.problems, *meetings.problems, *inspections.problems)
    broken = tuple(dict.fromkeys(one.place.file for one in problems if one.place))
    return alongside(about, issues, (gauges, meetings, inspections), desk.day), broken


def _then(desk: Desk, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues as they stood on the day, those not received by then left out; all that each is about in one place."""
    found = (rewind(one, desk.day) for one in issues)
    return tuple(desk.office.about_things(then) for then in found if then is not None)

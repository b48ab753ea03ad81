"""The register of things as a workbook, and a workbook of things back into it: the plan first, then the writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.actions import filling, outgoing
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, UnreadableError, UsageError, say
from ledger.model import reappearance, thingfaults, thingrows, thingsheets
from ledger.model.guards import nobody_known
from ledger.model.returned import Refused, Remark, Spot
from ledger.model.thing import Thing, Things
from ledger.model.thingfaults import ThingFault
from ledger.model.thingrows import ATTRIBUTE, HEADINGS
from ledger.model.thingsheets import Change, Changes
from ledger.model.units import plain
from ledger.store import files, objects
from ledger.store.cabinet import Kept

SUFFIX = ".xlsx"
Judged = tuple[Spot, ThingFault]


@dataclass(frozen=True)
class Exported:
    """What was written where."""

    path: Path
    count: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Planned:
    """What a workbook would change, and the records that it comes to."""

    changes: Changes
    pairs: tuple[tuple[Kept[Thing] | None, Thing], ...]

    @property
    def clean(self) -> bool:
        """Whether everything that was filled in can be taken."""
        return not self.changes.refused


def export(desk: Desk, path: Path, kinds: tuple[str, ...], *, force: bool) -> Exported:
    """Write the things of these kinds (none: of all) to `path`. Raises UnreadableError where there are none,
    ConflictError where a file stands already, UsageError for a place that may not be written to.
    """
    outgoing.refuse_place(desk.workspace, path, SUFFIX)
    wanted = {plain(kind) for kind in kinds}
    chosen = [one for one in objects.things(desk.workspace) if not wanted or plain(one.kind) in wanted]
    if not chosen:
        raise UnreadableError(say("object.nothing-to-export"))
    sheets = thingrows.sheets(chosen)
    from ledger.formats.xlsx import register  # openpyxl takes a third of a second

    house = desk.office.policy.ledger
    data = register.dump(register.Head(f"{house.title}　对象清单", house.unit, desk.day), sheets)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, data, force=force)
    except OSError as error:
        raise files.fault(error, path) from error
    return Exported(path, len(chosen), tuple(one.kind for one in sheets))


def plan(desk: Desk, paths: Sequence[Path], kind: str | None = None) -> Planned:
    """What the workbooks at `paths` would change; `kind`: what all of their things are. Raises UnreadableError with
    every file that is no workbook.
    """
    from ledger.actions import importing  # the reader of workbooks, which most calls do without

    kept = objects.things(desk.workspace)
    things = objects.asked(kept)
    books, locks = importing.read_each(paths, importing.read_book)
    found = thingsheets.changes(books, things, desk.office.policy.objects, desk.day, kind)
    after: dict[str, Thing] = {}
    refused = list(found.refused)
    for one in found.changes:
        try:
            entered = {"entered_on": desk.day} if one.before is None else {}
            after[one.thing] = made(one, **filling.stamped(desk), **entered)
        except UsageError as error:
            refused += (Refused(one.spot, HEADINGS["id"], one.thing, reason) for reason in error.reasons)
    remarks = [*locks, *found.remarks]
    unread = {_row_of(one.spot) for one in refused}  # what else is wrong with those, nobody can tell yet
    for spot, (thing, problem) in _judged(desk, things, found.changes, after):
        if problem.level == "error" and _row_of(spot) in unread:
            continue
        if problem.level == "error":
            refused.append(Refused(spot, HEADINGS["id"], thing, problem.text))
        elif all(one.said != problem.text for one in remarks):  # a kind is told once, not in every row
            remarks.append(Remark(spot, problem.text))
    remarks += _back(desk, things, found.changes, after)
    bad = {_row_of(one.spot) for one in refused}
    good = tuple(one for one in found.changes if _row_of(one.spot) not in bad and one.thing in after)
    pairs = tuple((kept.find(one.thing), after[one.thing]) for one in good)
    return Planned(replace(found, changes=good, refused=tuple(refused), remarks=tuple(remarks)), pairs)


def _row_of(spot: Spot) -> tuple[str, str, int]:
    return spot.file, spot.sheet, spot.row


def made(change: Change, **more: object) -> Thing:
    """The record that a row comes to. Raises UsageError naming each value that doesn't do."""
    return filling.made(Thing, {**_tree(change), **more})


def _tree(change: Change) -> filling.Tree:
    tree = change.before.model_dump(exclude_unset=True) if change.before is not None else {}
    held = dict(tree.get("attributes") or {})
    for field, value in change.values.items():
        if not field.startswith(ATTRIBUTE):
            tree[field] = value
        elif value is None:
            held.pop(field.removeprefix(ATTRIBUTE), None)
        else:
            held[field.removeprefix(ATTRIBUTE)] = value
    return {**tree, "attributes": held}


def _judged(desk: Desk, things: Things, changes: Iterable[Change], after: dict[str, Thing]) -> list[Judged]:
    """What would be wrong with the register then and is not now, or worth a look."""
    settings = desk.office.policy.objects
    spots = {one.thing: one.spot for one in changes}
    old = {(one.thing, one.problem.text) for one in thingfaults.faults(things, settings)}
    every = {one.id: one for one in things} | after
    found = thingfaults.faults(Things(tuple(every.values())), settings)
    return [(spots[one.thing], one) for one in found if one.thing in spots and (one.thing, one.problem.text) not in old]


def _back(desk: Desk, things: Things, changes: Iterable[Change], after: dict[str, Thing]) -> tuple[Remark, ...]:
    """What seems to be there again among the new things."""
    spots = {one.thing: one.spot for one in changes if one.before is None and one.thing in after}
    every = Things(tuple(({one.id: one for one in things} | after).values()))
    new = [after[one] for one in spots]
    found = reappearance.shown_by(new, every, desk.day, desk.office.policy.objects)
    return tuple(Remark(spots[one.thing], one.text) for one in found if not one.settled)


def apply(desk: Desk, planned: Planned) -> tuple[str, ...]:
    """Write what was planned: all of it, or nothing. Raises RefusedError where nobody known is acting, ConflictError
    where a file has changed since.
    """
    if desk.person is None and desk.office.people.people:
        raise RefusedError(say("filling.who"), *nobody_known(desk.attempt()))
    return objects.write(desk.workspace, planned.pairs)

"""Checklists: what there is, a form of one to take to the site, one that was filled in, and what follows from it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ledger.actions import bookthings, checkforms, filling, outgoing, records, referring
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, RefusedError, UsageError, say
from ledger.model import amend, inspection
from ledger.model.acts import Answer, Filed
from ledger.model.book import Book
from ledger.model.checkform import Form, Given, day, outcome, words
from ledger.model.checklist import Checklist
from ledger.model.filenames import fitted
from ledger.model.guards import nobody_known
from ledger.model.ids import is_id
from ledger.model.inspection import Inspection, Result
from ledger.model.issue import Issue
from ledger.model.procedure import Procedure
from ledger.model.units import plain, split_units
from ledger.model.values import is_name
from ledger.store import cabinet, checklists, files, folder, inspections, objects, saving
from ledger.store.cabinet import SUFFIX, Kept
from ledger.store.folder import Stored
from ledger.store.inspections import INSPECTIONS
from ledger.store.workspace import unreadable

FORMS = (".xlsx", ".docx", ".yaml")
"""What a form can be, and how its file is called."""


@dataclass(frozen=True)
class Listed:
    """One checklist. `checklist` is None where its description can't be read."""

    name: str
    checklist: Checklist | None
    own: bool
    filled: int
    """How often it was filled in."""


@dataclass(frozen=True)
class Proposal:
    """What a failed item becomes, or became before."""

    result: Result
    title: str
    due: date | None
    issue: str | None
    """The issue that there is already."""


@dataclass(frozen=True)
class Followed:
    """What follows from a record: every failed item, and the issues that were written now."""

    record: Inspection
    proposals: tuple[Proposal, ...]
    written: tuple[Stored, ...] = ()


def listed(desk: Desk) -> tuple[Listed, ...]:
    """Every checklist, the shipped ones first."""
    root, filled = desk.workspace.root, [one.checklist for one in cabinet.scan(desk.workspace, INSPECTIONS)]
    own = checklists.own_names(root)
    read = ((name, checklists.load(root, name)) for name in checklists.names(root))
    return tuple(
        Listed(name, one if isinstance(one, Checklist) else None, name in own, filled.count(name)) for name, one in read
    )


def described(desk: Desk, name: str) -> Checklist:
    """The checklist of a name. Raises NotFoundError naming those there are, UnreadableError."""
    found = checklists.load(desk.workspace.root, name.strip())
    if isinstance(found, tuple):
        raise unreadable(checklists.file_of(name), found)
    return found


def record(desk: Desk, name: str) -> Kept[Inspection]:
    """A checklist that was filled in. Raises NotFoundError, UnreadableError."""
    return cabinet.get(desk.workspace, INSPECTIONS, name.removesuffix(SUFFIX))


def filled(desk: Desk) -> tuple[Inspection, ...]:
    """Every list filled in by the day, the latest first. Raises UnreadableError where one can't be read."""
    kept = (one for one in cabinet.whole(desk.workspace, INSPECTIONS) if one.date <= desk.day)
    return tuple(sorted(kept, key=lambda one: (one.date, one.id), reverse=True))


def given(desk: Desk, said: Given) -> Given:
    """The head of a form as far as the ledger knows it: of the object and of the issue that it is about."""
    found = vars(said).copy()
    if said.issue:
        issue = folder.get(desk.workspace, said.issue).issue
        units = issue.plan.responsible_units if issue.plan else ()
        found["site"] = found["site"] or issue.title
        found["unit"] = found["unit"] or "、".join(units)
        found["region"] = found["region"] or issue.region or ""
    if said.object:
        thing = cabinet.get(desk.workspace, objects.OBJECTS, said.object).record
        found["site"] = said.site or thing.name
        found["region"] = said.region or thing.region or found["region"]
    return Given(**found)


def form(desk: Desk, name: str, said: Given, path: Path, *, force: bool) -> Checklist:
    """Write a form of a checklist to `path`, in the format of its ending. Raises as `described`; UsageError for another
    ending, ConflictError where a file stands already.
    """
    wanted = described(desk, name)
    suffix = path.suffix.lower()
    outgoing.refuse_place(desk.workspace, path, suffix if suffix in FORMS else FORMS[0])
    data = checkforms.dump(desk, wanted, given(desk, said), suffix)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, data, force=force)
    except OSError as error:
        raise files.fault(error, path) from error
    return wanted


@dataclass(frozen=True)
class Taken:
    """A form that was taken."""

    record: Inspection
    file: str
    outside: tuple[str, ...] = ()
    """Pictures in the form that stand at no item, and were not taken."""


def take(desk: Desk, path: Path, own_id: str | None = None) -> Taken:
    """Put a form that was filled in on record, with its photos.

    Raises UnreadableError with every fault at its row and column, NotFoundError for photos, an issue or an object that
    are not there, ConflictError for a form that was taken before, UsageError for an id that doesn't do, RefusedError
    where nobody known is acting.
    """
    if desk.person is None:
        raise RefusedError(say("filling.who"), *nobody_known(desk.attempt()))
    if own_id is not None and (is_id(own_id) or not is_name(own_id)):
        raise UsageError(say("checklist.unfit-id", id=own_id))
    read = checkforms.read(desk, path)
    names = [name for row in read.form.results for name in words(row.photos)]
    beside = [name for name in names if name not in read.pictures]
    sources = {**inspections.sources(path.parent, beside), **inspections.pasted(path, read.pictures)}
    kept = cabinet.whole(desk.workspace, INSPECTIONS)
    record_id = own_id or _free_id(read.form, kept.names)
    found = _record(desk, read.form, read.listed, record_id, inspections.places(record_id, sources))
    twin = next((one for one in kept if inspection.same(one, found)), None)
    if twin is not None:
        raise ConflictError(say("checklist.taken-before", id=twin.id, file=path.name))
    if record_id in kept.names:
        raise ConflictError(say("checklist.there", id=record_id))
    inspections.keep(desk.workspace, record_id, sources)
    (file,) = cabinet.add(desk.workspace, INSPECTIONS, [found])
    return Taken(found, file, read.outside)


def _free_id(form: Form, taken: Iterable[str]) -> str:
    told = day(form.date or "")
    stem = "-".join(part for part in (str(told), form.checklist, form.site or form.object or form.issue) if part)
    return fitted(stem, SUFFIX, tuple(f"{one}{SUFFIX}" for one in taken)).removesuffix(SUFFIX)


def _record(desk: Desk, form: Form, listed: Checklist, record_id: str, photos: dict[str, Filed]) -> Inspection:
    people = desk.office.people
    known = [(word, people.find(word)) for word in words(form.inspectors)]
    results = []
    for row in sorted(form.results, key=lambda one: [it.number for it in listed.items].index(one.number)):
        item = listed.item(row.number)
        assert item is not None  # noqa: S101 - `checkform.faults` was asked
        results.append({
            "number": item.number, "text": item.text, "points": item.points, "severity": item.severity,
            "outcome": outcome(row.outcome or ""), "remark": row.remark,
            "photos": tuple(photos[name] for name in words(row.photos)),
        })  # fmt: skip
    head = form.model_dump(exclude={"results", "date", "inspectors"})
    head |= referring.inspected(desk, form.issue, form.object)
    values = {
        "id": record_id, "date": day(form.date or ""), "passing": listed.passing, "results": results,
        "inspectors": tuple(person.id if person else word for word, person in known),
        **head, **filling.stamp(desk),
    }  # fmt: skip
    return filling.made(Inspection, values)


def follow(desk: Desk, name: str, *, apply: bool, into: str | None = None) -> Followed:
    """What the failed items of a record become; with `apply` each of them is an issue, all of them or none, in the book
    that `into` names. What became one before doesn't again. Raises as `record`; UsageError for a book that the ledger
    doesn't keep, RefusedError.
    """
    found = record(desk, name).record
    listed = described(desk, found.checklist)
    proposals = _proposals(desk, found, listed)
    new = [one for one in proposals if one.issue is None]
    if not (apply and new):
        return Followed(found, proposals)
    book = _book(desk, listed, into)
    written = saving.add_all(desk.workspace, _makers(desk, found, listed, new, book), book)
    return Followed(found, _proposals(desk, found, listed), written)


def _book(desk: Desk, listed: Checklist, into: str | None) -> Book | None:
    """The book that failed items go into: as somebody says, as the list says, the first in use that accepts by this
    list; None for the ledger's own, where that needs no description. Raises UsageError.
    """
    if word := into or listed.book:
        return desk.office.called(word)
    kept = (one for one in desk.office.books if one.described.checklist == listed.name)
    return next(kept, desk.office.own)


def _proposals(desk: Desk, found: Inspection, listed: Checklist) -> tuple[Proposal, ...]:
    there = {
        one.source.item: one.id
        for one in folder.scan(desk.workspace).issues
        if one.source.document == _document(found) and one.void is None
    }
    return tuple(
        Proposal(one, _title(found, listed, one), _due(found, listed, one), there.get(one.number))
        for one in found.failed
    )


def _document(found: Inspection) -> str:
    """How an issue names the record that it comes from."""
    return f"{INSPECTIONS.folder}/{found.id}"


def _title(found: Inspection, listed: Checklist, result: Result) -> str:
    item = listed.item(result.number)
    told = item.issue if item and item.issue else f"{result.text}：不合格"
    return f"{found.site}{told}" if found.site else told


def _due(found: Inspection, listed: Checklist, result: Result) -> date | None:
    item = listed.item(result.number)
    days = item.days if item and item.days else listed.days
    return found.date + timedelta(days=days) if days else None


def _makers(
    desk: Desk, found: Inspection, listed: Checklist, new: Sequence[Proposal], book: Book | None
) -> list[Callable[[str], Issue]]:
    def first(issue_id: str) -> Issue:
        # Made under the lock, where nobody else can add one: whoever was quicker has made these already.
        if [one for one in _proposals(desk, found, listed) if one.issue is None] != list(new):
            raise ConflictError(say("checklist.meanwhile", id=found.id))
        return _issue(desk, found, (listed, book), new[0], issue_id)

    def maker(one: Proposal) -> Callable[[str], Issue]:
        return lambda issue_id: _issue(desk, found, (listed, book), one, issue_id)

    return [first, *map(maker, new[1:])]


def _issue(
    desk: Desk, found: Inspection, listing: tuple[Checklist, Book | None], one: Proposal, issue_id: str
) -> Issue:
    (listed, book), result = listing, one.result
    told = f"{listed.title}第{result.number}项“{result.text}”不合格（{result.severity}）：{result.remark or '见照片'}"
    plan: dict[str, object] = {"responsible_units": list(split_units(found.unit))} if found.unit else {}
    if one.due:
        plan["deadline"] = {"text": f"{one.due.year}年{one.due.month}月{one.due.day}日前"}
    tree: dict[str, object] = {
        "title": one.title,
        "attributes": _named(book, listed, found),
        "source": {
            "kind": listed.source, "document": _document(found), "item": result.number, "finding": told,
            "received": found.date.isoformat(),
        },
        "region": found.region,
        "objects": [found.object] if found.object else None,
        "related": [found.issue] if found.issue else None,
        "plan": plan or None,
    }  # fmt: skip
    bare = {key: value for key, value in tree.items() if value is not None}
    explained, _ = amend.explain_deadlines(bare, desk.office.calendar)
    whole = {**explained, "id": issue_id, "uid": str(uuid.uuid4()), "status": "open"}
    return records.signed(bookthings.settled(desk, None, records.validated(whole, issue_id)), desk)


def _named(book: Book | None, listed: Checklist, found: Inspection) -> dict[str, str] | None:
    """The fields of the book that say where it was and who was inspected; one that wants an object says which was
    looked at.
    """
    said = {listed.subject: found.site, listed.inspected: found.unit}
    told = {
        one.name: (found.object if one.kind == "object" else None) or said[one.name]
        for one in (book.described.record if book else ())
        if one.name in said
    }
    return {name: text for name, text in told.items() if text} or None


def answers(desk: Desk, issue_id: str, name: str) -> tuple[Answer, ...]:
    """How the standards of an issue's procedure are met, as a list filled in says it: one answer for each standard that
    it asks in the same words. Raises UsageError for a record of another issue, or one that answers none of them.
    """
    found = record(desk, name).record
    if found.issue != issue_id:
        key = "checklist.of-another" if found.issue else "checklist.of-none"
        raise UsageError(say(key, id=found.id, issue=found.issue or "", wanted=issue_id, checklist=found.checklist))
    procedure: Procedure = desk.office.of(issue_id).procedure
    asked = {plain(one.text): one for one in found.results}
    answered = [(at, asked.get(plain(text))) for at, text in enumerate(procedure.standards, 1)]
    if not any(one for _, one in answered):
        raise UsageError(say("checklist.no-answer", id=found.id, procedure=procedure.name))
    return tuple(
        Answer(number=at, met=one.outcome != "不合格", text=f"{one.remark or one.outcome}（{_document(found)}）")
        for at, one in answered
        if one is not None
    )

"""Into the ledger from a published document: read, shown, and only then written, all of it or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from ledger import meter
from ledger.actions import adding, bookthings, records
from ledger.actions.adding import Make
from ledger.actions.desk import Desk
from ledger.errors import LedgerError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.formats.documents import registry
from ledger.formats.plan_text import understanding
from ledger.formats.plan_text.numbering import opens_with_number
from ledger.formats.plan_text.understanding import Understood
from ledger.model import corrected
from ledger.model.attribute import ATTRIBUTES, misfit
from ledger.model.book import Book
from ledger.model.corrected import Difference, Pairing, Told
from ledger.model.document import Document
from ledger.model.doubts import Doubt, doubts, outside
from ledger.model.drafting import GIVEN, Circumstances, Draft, draft
from ledger.model.filled import of_kind
from ledger.model.issue import Issue
from ledger.model.issued import Issued, issued
from ledger.model.item import Item, Reading
from ledger.model.likeness import Alike, Index
from ledger.model.proposal import UNKNOWN_SOURCE
from ledger.model.provenance import Provenance, number, place
from ledger.store import folder
from ledger.store.folder import Stored
from ledger.store.gate_text import STRAY_IN_VALUE

PASTED = "粘贴的文字"
"""What records call a document that came through standard input."""
CHECKED = {"id": "ISSUE-999", "uid": "00000000-0000-4000-8000-000000000000", "status": "open"}
"""The identity under which a draft is checked before it has one."""


@dataclass(frozen=True)
class Wishes:
    """What was said about the documents on the command line."""

    layout: str | None = None
    tasks: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)
    despite: bool = False
    """Write what stops, and what the ledger has already, as well."""
    book: Book | None = None
    """Into which the items go; None: the ledger's own that needs no description."""

    @property
    def attributes(self) -> dict[str, str]:
        """Those of the defaults that are fields of the book."""
        found = {name: value for name, value in self.defaults.items() if name.startswith(_OF_A_BOOK)}
        return {name.removeprefix(_OF_A_BOOK): value for name, value in found.items()}


_OF_A_BOOK = f"{ATTRIBUTES}."


@dataclass(frozen=True)
class Change:
    """An issue of the ledger, and what the corrected document gives otherwise."""

    item: int
    issue: Issue
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Repeated:
    """An item that an issue of the ledger, from elsewhere, says as well, or nearly; or one that an earlier document of
    the same call would add.
    """

    item: int
    issue: str
    """The number of the issue; of what isn't written yet its document and its number there."""
    title: str
    score: float
    skipped: bool


@dataclass(frozen=True)
class Planned:
    """The plan for one document: what it says, what of it is new, and everything that stands against it."""

    document: Document
    issued: Issued
    reading: Reading
    understood: Understood
    new: Mapping[int, Draft]
    """The drafts that would be written, by the place of their items."""
    known: Pairing
    changes: tuple[Change, ...]
    repeated: tuple[Repeated, ...]
    doubts: tuple[Doubt, ...]
    numbered: int = 0
    """Where there is no list: how many lines begin with a number."""
    tasks: int = 0
    """Where there is no list: how many tasks `--as tasks` would read."""

    @property
    def stopping(self) -> tuple[Doubt, ...]:
        """What keeps it from being written until somebody decides."""
        return tuple(one for one in self.doubts if one.weight == "stops")

    @property
    def clean(self) -> bool:
        """Whether nothing in it is doubtful."""
        doubtful = any(one.weight != "note" for one in self.doubts)
        return not (doubtful or self.changes or self.known.gone or self.repeated) and bool(self.reading.items)


@dataclass(frozen=True)
class Plan:
    """The plans of all documents of a call, and the issue files that were there when they were made."""

    documents: tuple[Planned, ...]
    paths: tuple[Path, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing in any of them is doubtful."""
        return all(one.clean for one in self.documents)


def plan(desk: Desk, documents: Sequence[Document], wishes: Wishes) -> Plan:
    """What the documents would bring. Nothing is written.

    Raises UnreadableError where issues of the ledger can't be read: nobody could tell what is there already.
    UsageError for a layout that doesn't exist, or a default that no item can have.
    """
    if wrong := tuple(_unfit(wishes)):
        raise UsageError(say("intake.bad-mapping"), *wrong)
    paths = tuple(folder.paths(desk.workspace))
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("intake.broken", count=len(scan.broken), files=scan.broken))
    there = _There(scan.issues)
    plans: list[Planned] = []
    for one in documents:
        plans.append(_planned(desk, one, wishes, there))
        there.take_in(plans[-1])
    return Plan(tuple(plans), paths)


def _unfit(wishes: Wishes) -> Iterator[Said]:
    """What can't be said of every item."""
    yield from (
        say("intake.no-default", field=name)
        for name in wishes.defaults
        if name not in GIVEN and not name.startswith(_OF_A_BOOK)
    )
    for one in wishes.book.described.record if wishes.book else ():
        value = wishes.attributes.get(one.name)
        if value is not None and (found := misfit(one, of_kind(one.kind, value))) is not None:
            yield found[0]


class _There:
    """What the ledger holds, and what the documents before this one in the same call would add, ready to be asked for
    likenesses.
    """

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = issues
        self.titles = {one.id: one.title for one in issues}
        self.index = Index((one.id, corrected.told(one).words) for one in meter.each("likeness", issues))

    def take_in(self, one: Planned) -> None:
        """What a document would add has no number of the ledger yet: its document and its number there stand for it."""
        for item in (one.reading.items[at] for at in one.new):
            name = f"{_name(one.document)} {number(item) or place(item)}"
            self.titles[name] = item.title
            self.index.add(name, _told(item).words)


def _planned(desk: Desk, document: Document, wishes: Wishes, there: _There) -> Planned:
    when = _when(document, wishes)
    calendar = desk.office.calendar
    if wishes.tasks:
        understood = understanding.as_tasks(document, when, calendar)
    else:
        understood = understanding.as_list(document, when, calendar, wishes.layout)
    reading = understood.reading
    if not reading.items:
        return _no_list(desk, document, when, understood, wishes.layout)
    around = Circumstances(Provenance(_name(document), document.sha256), when, desk.office, desk.day, wishes.defaults)
    drafts = [_cleaned(draft(item, around)) for item in reading.items]
    issues, faults = _checked(drafts)
    known = corrected.paired([_told(item) for item in reading.items], there.issues, around.provenance)
    mine = {one.id for one in (*known.known.values(), *known.gone)}
    repeated = tuple(_repeated(reading.items, known, mine, there, wishes))
    left = {one.item for one in repeated if one.skipped} | set(known.known)
    new = {at: one for at, one in enumerate(drafts) if at in issues and at not in left}
    found = doubts(reading, understood.compared, desk.office.units, decided=wishes.tasks or wishes.layout is not None)
    changes = tuple(_changes(known, issues, reading.items, document.sha256))
    settled = set(known.known) - {one.item for one in changes}
    return Planned(
        document=document,
        issued=when,
        reading=reading,
        understood=understood,
        new=new,
        known=known,
        changes=changes,
        repeated=repeated,
        doubts=(
            *_open(known, settled, (*faults, *found)),
            *_assumed(around, new),
            *(() if known.same_document else outside(document, reading.items)),
        ),
    )


def _when(document: Document, wishes: Wishes) -> Issued:
    """When a document was issued; a day of hand-over that somebody stated is the one from which its periods count."""
    when = issued(document)
    if stated := wishes.defaults.get("source.received"):
        day = date.fromisoformat(stated)
        return Issued(day, when.year or day.year)
    return when


def _name(document: Document) -> str:
    return PASTED if document.file == registry.STANDARD_INPUT else Path(document.file).name


def _told(item: Item) -> Told:
    return Told(number(item), place(item), item.text or item.finding or item.title)


def _no_list(desk: Desk, document: Document, when: Issued, understood: Understood, layout: str | None) -> Planned:
    """What a document that is no list gives: what was seen in it, and whether another `layout` than the one that was
    decided reads it, or it sets tasks.
    """
    calendar = desk.office.calendar
    differing = (one.why for one in understood.compared if one.verdict == "differs")
    said = tuple(Doubt("no-list", "doubt", one) for one in (*understood.reading.remarks, *differing))
    freely = understanding.as_list(document, when, calendar).reading if layout else understood.reading
    if freely.items:
        other = say("plan.other-layout", asked=layout, name=freely.layout, count=len(freely.items))
        said = (*said, Doubt("layout", "doubt", other))
    tasks = () if freely.items else understanding.as_tasks(document, when, calendar).reading.items
    numbered = sum(opens_with_number(line.text.strip()) for line in document.lines)
    return Planned(document, when, understood.reading, understood, {}, Pairing({}), (), (), said, numbered, len(tasks))


def _cleaned(one: Draft) -> Draft:
    """The same without the characters that no file of a ledger may hold."""
    return Draft(
        one.item, {key: _clean(value) for key, value in one.tree.items()}, _clean_text(one.progress or "") or None
    )


def _clean(value: object) -> object:
    match value:
        case str():
            return _clean_text(value)
        case list():
            return [_clean(one) for one in value]
        case dict():
            return {key: _clean(one) for key, one in value.items()}
        case _:
            return value


def _clean_text(text: str) -> str:
    return STRAY_IN_VALUE.sub("", text.replace("\r\n", "\n"))


def _checked(drafts: Sequence[Draft]) -> tuple[dict[int, Issue], list[Doubt]]:
    """Each draft tried as a record: what would be none stops, with every fault."""
    issues: dict[int, Issue] = {}
    faults: list[Doubt] = []
    for at, one in enumerate(drafts):
        try:
            issues[at] = Issue.model_validate({**one.tree, **CHECKED})
        except ValidationError:
            faults += [Doubt("invalid", "stops", said, at, one.item.spot) for said in _faults(one)]
    return issues, faults


def _faults(one: Draft) -> tuple[Said, ...]:
    try:
        records.validated({**one.tree, **CHECKED}, str(CHECKED["id"]))
    except LedgerError as error:
        return error.reasons or (error.what,)
    return ()


def _repeated(
    items: Sequence[Item], known: Pairing, mine: set[str], there: _There, wishes: Wishes
) -> Iterator[Repeated]:
    """What issues from elsewhere say as well."""
    for at, item in enumerate(items):
        if at in known.known:
            continue
        near = (one for one in there.index.like(_told(item).words, corrected.MUCH_ALIKE) if one.key not in mine)
        nearest: Alike | None = next(near, None)
        if nearest is not None:
            same = nearest.score >= corrected.SAME_WORDS and not wishes.despite
            yield Repeated(at, nearest.key, there.titles[nearest.key], nearest.score, same)


def _changes(known: Pairing, issues: Mapping[int, Issue], items: Sequence[Item], digest: str) -> Iterator[Change]:
    """What the document gives otherwise than the records of its earlier states; of its own it can't."""
    for at, issue in sorted(known.known.items()):
        if at in issues and issue.source.digest != digest:
            deadline = items[at].deadline
            found = corrected.differences(issue, issues[at], damaged=bool(deadline and deadline.damaged))
            if found:
                yield Change(at, issue, found)


def _open(known: Pairing, settled: set[int], found: Sequence[Doubt]) -> Iterator[Doubt]:
    """The doubts that are not settled: what was imported before as it stands was looked at then."""
    for one in found:
        if one.item not in settled and not (known.same_document and one.item is None):
            yield one


def _assumed(around: Circumstances, new: Mapping[int, Draft]) -> Iterator[Doubt]:
    """What a record must have and no document says: the program fills it in, and says so."""
    assumed = {"source.received": around.received.isoformat(), "source.kind": UNKNOWN_SOURCE}
    for name, value in assumed.items():
        if new and name not in around.defaults:
            yield Doubt("assumed", "note", say("plan.assumed", field=say("field", path=name), value=value))


def apply(desk: Desk, planned: Plan, wishes: Wishes) -> tuple[Stored, ...]:
    """Write every new issue of every document, or none. Raises RefusedError where nobody known is acting or, unless
    `wishes.despite` it, something stops; ConflictError where issues came or went since the plan was made.
    """
    if desk.person is None:
        raise RefusedError(say("intake.unsigned", who=desk.by))
    stopping = [doubt for one in planned.documents for doubt in one.stopping if one.new]
    if stopping and not wishes.despite:
        reasons = dict.fromkeys(doubt.said for doubt in stopping)
        raise RefusedError(
            say("intake.refused", file="、".join(_name(one.document) for one in planned.documents)),
            *reasons,
            hint=say("plan.despite", count=sum(len(one.new) for one in planned.documents)),
        )
    makers = [_maker(desk, one, wishes) for each in planned.documents for one in each.new.values()]
    return adding.add_all(desk, makers, planned.paths, wishes.book)


def _maker(desk: Desk, one: Draft, wishes: Wishes) -> Make:
    by = desk.person.id if desk.person else ""

    def made(issue_id: str) -> Issue:
        identity = {"id": issue_id, "uid": str(uuid.uuid4()), "status": "open"}
        tree = {**one.issue(identity, by, desk.day), **({ATTRIBUTES: wishes.attributes} if wishes.attributes else {})}
        return records.signed(bookthings.settled(desk, None, records.validated(tree, issue_id)), desk)

    return made

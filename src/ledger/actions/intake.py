"""Into the ledger from a workbook that it never wrote: planned, shown, and only then written, all of it or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from ledger.actions import adding, bookthings, records
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, RefusedError, UnreadableError, UsageError, say
from ledger.formats.xlsx import reading
from ledger.model import filled, mapping, sections
from ledger.model.attribute import ATTRIBUTES
from ledger.model.book import Book
from ledger.model.grid import Book as Workbook
from ledger.model.intake import Intake, take_in
from ledger.model.issue import Issue
from ledger.model.proposal import Proposal, unfit_default
from ledger.model.rowreader import Circumstances, Remark
from ledger.model.rules import attributes
from ledger.store import files, folder, gate, yamlfile
from ledger.store.folder import Stored
from ledger.store.typed import typed
from ledger.store.workspace import unreadable

LARGEST_MAPPING = 1 << 20
NOT_FOR_ALL = frozenset({"plan.measures", "plan.measures.funds", "status"})
"""Fields that can't be the same for several rows."""
CHECKED = 999
"""The number under which a proposal is checked before it has one."""


@dataclass(frozen=True)
class Decisions:
    """What a person decided before: headings to fields, and values for every row."""

    headings: Mapping[str, str | None]
    defaults: Mapping[str, str]


@dataclass(frozen=True)
class Planned:
    """A plan, and the issue files that were there when it was made."""

    intake: Intake
    paths: tuple[Path, ...]
    book: Book | None = None
    """Into which the issues go; None: the ledger's own."""


def decisions(file: Path | None, maps: Sequence[str], settings: Sequence[str], book: Book | None = None) -> Decisions:
    """The mapping file, then each `标题=字段`, then each `字段=值`; a heading that a book has a field of is that field
    unless somebody says otherwise. Raises UsageError naming each wrong one, UnreadableError for a mapping file with
    faults.
    """
    own = {name: f"{ATTRIBUTES}.{name}" for name in book.attributes} if book else {}
    headings: dict[str, str | None] = {**own}
    defaults = {"source.kind": book.described.source} if book and book.described.source else {}
    wrong = []
    kept = _saved(file) if file else mapping.SavedMapping()
    pairs = [("--map", one.heading, one.field) for one in kept.columns]
    pairs += [("--set", one.field, one.value) for one in kept.values]
    for option, words in (("--map", maps), ("--set", settings)):
        for word in words:
            left, sign, right = word.rpartition("=") if option == "--map" else word.partition("=")
            if sign and left.strip() and right.strip():
                pairs.append((option, left.strip(), right.strip()))
            else:
                wrong.append(say("amend.no-sign", text=word))
    for option, left, right in pairs:
        word = left if option == "--set" else right
        try:
            field = own.get(word.removeprefix(f"{ATTRIBUTES}.")) or mapping.target(word)
        except mapping.UnknownTargetError as error:
            hint = say("did-you-mean", word=error.near) if error.near else None
            wrong.append(say("intake.unknown-field", field=word, hint=hint))
            continue
        if option != "--set" and not (left == sections.HEADING and field in NOT_FOR_ALL):
            headings[left] = field
        elif field is None or field in NOT_FOR_ALL:
            wrong.append(say("intake.no-default", field=word))
        elif field not in own.values() and (why := unfit_default(field, right)) is not None:
            wrong.append(why)
        else:
            defaults[field] = right
    if wrong:
        raise UsageError(say("intake.bad-mapping"), *wrong)
    return Decisions(headings, defaults)


def _saved(path: Path) -> mapping.SavedMapping:
    data = _bytes(path, LARGEST_MAPPING)
    tree = gate.read(data, path.name)
    found = tree if isinstance(tree, tuple) else typed(mapping.SavedMapping, tree, path.name)
    if isinstance(found, tuple):
        raise unreadable(path.name, found)
    return found


def _bytes(path: Path, limit: int | None = None) -> bytes:
    try:
        return files.read_plain(path, limit)
    except FileNotFoundError as error:
        raise UnreadableError(say("intake.no-file", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error


def plan(desk: Desk, path: Path, decided: Decisions, book: Book | None = None) -> Planned:
    """What the workbook would bring into a book. Raises UnreadableError where it is no workbook or lists nothing, or
    where issues of the ledger can't be read: nobody could tell what is there already.
    """
    found = reading.read(_bytes(path), path.name)
    paths = tuple(folder.paths(desk.workspace))
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("intake.broken", count=len(scan.broken), files=scan.broken))
    around = Circumstances(path.name, desk.office, desk.day, decided.defaults, _subject(book))
    intake = take_in(found, {**_titles(book, found), **decided.headings}, around, scan.issues)
    if not intake.sheets:
        raise UnreadableError(say("intake.no-headings", file=path.name, sheets=intake.passed_over))
    return Planned(_checked(desk, intake, book), paths, book)


def _titles(book: Book | None, found: Workbook) -> dict[str, str]:
    """The headings under which the book's own sheet has its titles (排口名称), as far as the workbook says them."""
    own = {one.heading for one in book.described.columns if one.field == "title"} if book else set[str]()
    cells = (cell.text for grid in found.grids for line in grid.lines for cell in line.cells.values()) if own else ()
    return dict.fromkeys(own.intersection(cells), "title")


def _subject(book: Book | None) -> str | None:
    """The field by which a book names what its issues are about: the first that must be given and is a name."""
    record = book.described.record if book else ()
    found = next((one.name for one in record if one.needed == "new" and one.name.endswith("名称")), None)
    return f"{ATTRIBUTES}.{found}" if found else None


def _checked(desk: Desk, intake: Intake, book: Book | None) -> Intake:
    """The plan with every proposal tried: what would not be an issue stops, with the fault."""
    faults, fit = [], []
    for one in intake.proposals:
        try:
            _refuse_misfits(bookthings.settled(desk, None, _issue(desk, one, _checked_id(book))), book)
            fit.append(one)
        except (UsageError, UnreadableError) as error:
            reasons = error.reasons or (error.what,)
            faults += [Remark(one.sheet, one.rows[0], None, one.title, reason, stops=True) for reason in reasons]
    return replace(intake, proposals=tuple(fit), remarks=(*intake.remarks, *faults))


def _checked_id(book: Book | None) -> str:
    return f"{book.prefix if book else 'ISSUE'}-{CHECKED}"


def _refuse_misfits(issue: Issue, book: Book | None) -> None:
    """Raises UsageError where a field of the book is not of its kind; what is missing yet is told by the check."""
    found = [one.text for one in attributes.faults(issue, book) if one.rule != "attribute-missing"]
    if found:
        raise UsageError(say("usage.bad-values"), *found)


def _issue(desk: Desk, proposal: Proposal, issue_id: str) -> Issue:
    tree = {**proposal.tree, "id": issue_id, "uid": str(uuid.uuid4()), "status": "open"}
    if proposal.progress:
        by = desk.person.id if desk.person else "nobody"
        entry = {"month": f"{desk.day:%Y-%m}", "date": desk.day.isoformat(), "by": by, **proposal.progress}
        tree["progress"] = [entry]
    if own := proposal.tree.get(ATTRIBUTES):
        fields = cast("Mapping[str, str]", own)
        tree[ATTRIBUTES] = {
            name: filled.normal(f"{ATTRIBUTES}.{name}", text, desk.office) for name, text in fields.items()
        }
    return records.validated(tree, issue_id)


def apply(desk: Desk, planned: Planned, *, despite: bool) -> tuple[Stored, ...]:
    """Write every proposed issue, or none. Raises RefusedError where headings are undecided or nobody known is acting,
    or, unless `despite` it, where rows can't be taken or printed totals differ; ConflictError where issues came or
    went since the plan was made: one of them might be the same.
    """
    intake = planned.intake
    if desk.person is None:
        raise RefusedError(say("intake.unsigned", who=desk.by))
    reasons = [say("intake.undecided", sheet=sheet, heading=one.heading) for sheet, one in intake.questions]
    if not despite:
        reasons += [say("intake.stops", sheet=one.sheet, row=one.row, why=one.why) for one in intake.stopping]
        reasons += [
            say("intake.differs", sheet=o.sheet, words=o.printed.words, printed=o.printed.number, found=o.found)
            for o in intake.totals
            if not o.agrees
        ]
    if reasons:
        raise RefusedError(say("intake.refused", file=intake.file), *reasons)
    makers = [_maker(desk, one) for one in intake.proposals]
    return adding.add_all(desk, makers, planned.paths, planned.book)


def _maker(desk: Desk, proposal: Proposal) -> adding.Make:
    return lambda issue_id: records.signed(bookthings.settled(desk, None, _issue(desk, proposal, issue_id)), desk)


def save_mapping(path: Path, intake: Intake, decided: Decisions, *, force: bool) -> int:
    """Write down what each heading was taken for; how many. Raises ConflictError for a file that is there already."""
    columns = {one.heading: one for sheet in intake.sheets for one in sheet.columns}
    if sections.HEADING in decided.headings:
        field = decided.headings[sections.HEADING]
        columns[sections.HEADING] = mapping.Mapped(0, sections.HEADING, field, "said" if field else "ignored")
    kept = mapping.saved(tuple(columns.values()), decided.defaults)
    data = yamlfile.dump_new(kept.model_dump(exclude_defaults=True), "ledger import --new --mapping 用的表头对照")
    try:
        files.write_atomically(path, data, new=not force)
    except FileExistsError as error:
        raise ConflictError(say("export.exists", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    return len(kept.columns)

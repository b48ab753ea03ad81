"""Out of the ledger into other people's formats."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO

from ledger.actions import outgoing, reporting
from ledger.actions.desk import Desk
from ledger.actions.unmatched import unmatched
from ledger.errors import RefusedError, Said, UnreadableError, UsageError, say
from ledger.formats import registry
from ledger.formats.base import Written
from ledger.model.columns import SUMMARY, USUAL, Contents, Sheet
from ledger.model.filenames import fitted
from ledger.model.report import UNASSIGNED, Report
from ledger.model.selection import Selection
from ledger.model.tables import walk
from ledger.store import files, folder, outbox, sheets


@dataclass(frozen=True)
class Order:
    """What somebody wants written: which issues, on which sheets, in which format."""

    selection: Selection
    said: str = ""
    """The selection as a phrase, for the head of a sheet."""
    sheets: tuple[str, ...] = ()
    """Names of sheets; none: the usual ones."""
    form: str = "xlsx"
    skip_broken: bool = False
    force: bool = False
    template: Path | None = None
    """The office's own workbook, to be filled instead of making one."""


@dataclass(frozen=True)
class Exported:
    """What was written where."""

    path: Path
    report: Report
    issues: frozenset[str]
    """The issues that stand in it: a sheet may list fewer than were selected."""
    dropped: tuple[Said, ...] = ()
    """What the office's own workbook held and the filled one doesn't."""
    remarks: tuple[Said, ...] = ()
    """What somebody should look at before it is sent."""


@dataclass(frozen=True)
class Part:
    """One unit's workbook."""

    file: str
    unit: str | None
    """None: the issues that no unit answers for."""
    issues: frozenset[str]
    dropped: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Split:
    """A workbook for every responsible unit, all in one folder."""

    folder: Path
    report: Report
    parts: tuple[Part, ...]
    dropped: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()
    """Both as in `Exported`."""

    @property
    def issues(self) -> frozenset[str]:
        """The issues that stand in one of the workbooks, each once."""
        return frozenset[str]().union(*(part.issues for part in self.parts))


@dataclass(frozen=True)
class _Written(Written):
    """The same with what filling the office's own workbook dropped of it."""

    dropped: tuple[Said, ...] = ()


Write = Callable[[IO[bytes]], _Written]
Maker = Callable[[Report], Write]
"""Gives what writes the file of a report; all that may be refused is refused before."""


def export(desk: Desk, order: Order, path: Path) -> Exported:
    """Write the selected issues to `path`. Raises UnreadableError for a ledger that can't be read whole or holds
    nothing, ConflictError where a file stands already: somebody may have filled it in; NotFoundError for a sheet that
    nobody has described, UnreadableError for one that is described wrongly. UsageError for a place that no `force` may
    write over: a name that the format doesn't bear, the folders that hold the ledger itself.
    """
    outgoing.refuse_place(desk.workspace, path, registry.writer(order.form).suffix)
    if order.template is not None and path.resolve() == order.template.resolve():
        raise UsageError(say("template.itself", path=str(path)))
    make = _maker(desk, order)
    report = _report(desk, order, path.resolve().parent)
    written: list[_Written] = []
    try:
        write = make(report)  # inside: it may need a full disk's temporary folder
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, lambda file: written.append(write(file)), force=order.force)
    except OSError as error:
        raise files.fault(error, path) from error
    return Exported(path, report, written[0].issues, written[0].dropped, written[0].remarks)


def _maker(desk: Desk, order: Order) -> Maker:
    """What makes the file of a report: the format itself, or the office's own workbook filled.

    Raises what `template.read` raises, and RefusedError, unless told to go on, naming all that filling would lose.
    """
    if order.template is None:
        contents = _contents(desk, order)
        return lambda report: partial(_written, report, _with_rows(report, contents), order.form)
    from ledger.formats.xlsx import template  # openpyxl takes a third of a second

    form = template.read(_bytes(order.template), order.template.name)
    if form.losses and not order.force:
        raise RefusedError(say("template.lossy", file=form.file), *form.losses, *form.slight)

    def filled(report: Report) -> Write:
        done = template.fill(form, report)
        said = _Written(done.issues, done.remarks, (*form.losses, *form.slight))

        def write(file: IO[bytes]) -> _Written:
            file.write(done.data)
            return said

        return write

    return filled


def _written(report: Report, contents: Contents, form: str, file: IO[bytes]) -> _Written:
    """A workbook of our own."""
    done = registry.writer(form).write(report, contents, file)
    return _Written(done.issues, done.remarks)


def _has_rows(report: Report, described: Iterable[Sheet]) -> bool:
    """Whether any of these sheets has a row."""
    return any(True for sheet in described for _ in walk(report, sheet.subject, (), sheet.only))


def _bytes(path: Path) -> bytes:
    try:
        return files.read_plain(path)
    except FileNotFoundError as error:
        raise UnreadableError(say("intake.no-file", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error


def split(desk: Desk, order: Order, place: Path) -> Split:
    """Write one file for every responsible unit into the folder `place`, named after it: all of them or none.

    An issue that several units answer for is in the file of each, one of a book that is kept inside in none unless its
    book is asked for; those that nobody answers for have one of their own.
    Raises what `export` raises.
    """
    outgoing.refuse_reserved(desk.workspace, place, place)
    order = replace(order, selection=order.selection.going_out(desk.office))
    make = _maker(desk, order)
    described = () if order.template else _contents(desk, order).sheets
    report = _report(desk, order, None)
    writer = registry.writer(order.form)
    # A file without a row asks nothing of anybody.
    own = [(unit, one) for unit, one in report.by_unit().items() if order.template or _has_rows(one, described)]
    if not own:
        raise UnreadableError(say("export.nothing", selection=order.said or None))
    parts: list[Part] = []
    making: dict[str, files.Content] = {}
    for unit, one in own:
        name = fitted(unit or UNASSIGNED, writer.suffix, making)
        making[name] = _noting(parts, name, unit, partial(make, one))
    try:
        outbox.write_all(place, making, force=order.force)
    except OSError as error:
        raise files.fault(error, place) from error
    dropped = dict.fromkeys(said for part in parts for said in part.dropped)
    remarks = dict.fromkeys(said for part in parts for said in part.remarks)
    return Split(place, report, tuple(parts), tuple(dropped), tuple(remarks))


def _noting(parts: list[Part], name: str, unit: str | None, make: Callable[[], Write]) -> files.Content:
    """What writes a unit's file when its turn comes, and then notes what stands in it."""

    def write(file: IO[bytes]) -> None:
        done = make()(file)
        parts.append(Part(name, unit, done.issues, done.dropped, done.remarks))

    return write


def _contents(desk: Desk, order: Order) -> Contents:
    """The sheets that were asked for; else the usual ones, among them one for each book."""
    books = {one.name: one for one in desk.office.books}
    if order.sheets or not books:
        names = dict.fromkeys(order.sheets or (SUMMARY, *USUAL))
        rows = (
            sheets.of_book(desk.workspace, books[one]) if one in books else _loaded(desk, one)
            for one in names
            if one != SUMMARY
        )
        return Contents(tuple(rows), summary=SUMMARY in names)
    first, *others = (_loaded(desk, name) for name in USUAL)
    return Contents((sheets.of_main(first), *(sheets.of_book(desk.workspace, one) for one in books.values()), *others))


def _loaded(desk: Desk, name: str) -> Sheet:
    """A sheet that is described; the first of the usual ones is that of the ledger's own issues."""
    sheet = sheets.load(desk.workspace, name)
    return sheets.described(desk.workspace, sheet) if name == USUAL[0] else sheet


def _with_rows(report: Report, contents: Contents) -> Contents:
    """The same without the sheets of books that nothing is selected of; one is left at least."""
    of_books = [one for one in contents.sheets if one.only.books]
    if len(of_books) < 2:  # noqa: PLR2004 - a single one is what was asked for
        return contents
    idle = [one for one in of_books if not _has_rows(report, (one,))]
    return replace(contents, sheets=tuple(one for one in contents.sheets if one not in idle[: len(of_books) - 1]))


def _report(desk: Desk, order: Order, place: Path | None) -> Report:
    """The report of what is ordered, its links leading from the folder `place` to the ledger.

    A workbook outside of the ledger's folder, or one of several for others to fill in, goes to people who have no
    ledger: a link of theirs would lead nowhere.
    """
    report = reporting.report(desk, order.selection, skip_broken=order.skip_broken, said=order.said)
    if not report.entries:
        reasons = unmatched(desk, order.selection, folder.scan(desk.workspace).issues)
        raise UnreadableError(outgoing.nothing(order.said, desk.day), *reasons)
    root = desk.workspace.root.resolve()
    if place is None or not place.is_relative_to(root):
        return replace(report, links=None)
    links = Path(os.path.relpath(root, place)).as_posix()
    return replace(report, links="" if links == "." else f"{links}/")

"""Out of the ledger into other people's formats."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ledger.actions import lists, outgoing
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, UnreadableError, UsageError, say
from ledger.formats import registry
from ledger.model.columns import SUMMARY, USUAL, Contents
from ledger.model.filenames import fitted
from ledger.model.report import UNASSIGNED, Report
from ledger.model.selection import Selection
from ledger.model.tables import tables
from ledger.store import files, outbox, sheets


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


@dataclass(frozen=True)
class Part:
    """One unit's workbook."""

    file: str
    unit: str | None
    """None: the issues that no unit answers for."""
    issues: int


@dataclass(frozen=True)
class Split:
    """A workbook for every responsible unit, all in one folder."""

    folder: Path
    report: Report
    parts: tuple[Part, ...]


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
    try:
        data = make(report)  # inside: it may need a full disk's temporary folder
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, data, force=order.force)
    except OSError as error:
        raise files.fault(error, path) from error
    return Exported(path, report)


def _maker(desk: Desk, order: Order) -> Callable[[Report], bytes]:
    """What makes the file of a report: the format itself, or the office's own workbook filled.

    Raises what `template.read` raises, and RefusedError, unless told to go on, naming all that filling would lose.
    """
    if order.template is None:
        contents = _contents(desk, order)
        return lambda report: registry.writer(order.form).dump(report, contents)
    from ledger.formats.xlsx import template  # openpyxl takes a third of a second

    form = template.read(_bytes(order.template), order.template.name)
    if form.losses and not order.force:
        raise RefusedError(say("template.lossy", file=form.file), *form.losses)
    return lambda report: template.fill(form, report)


def _bytes(path: Path) -> bytes:
    try:
        return files.read_plain(path)
    except FileNotFoundError as error:
        raise UnreadableError(say("intake.no-file", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error


def split(desk: Desk, order: Order, folder: Path) -> Split:
    """Write one file for every responsible unit into `folder`, named after it: all of them or none.

    An issue that several units answer for is in the file of each; those that nobody answers for have one of their own.
    Raises what `export` raises.
    """
    outgoing.refuse_reserved(desk.workspace, folder, folder)
    make = _maker(desk, order)
    described = () if order.template else _contents(desk, order).sheets
    report = _report(desk, order, folder.resolve())
    writer = registry.writer(order.form)
    own = [(unit, report.of_unit(unit)) for unit in report.responsible_units]
    # A file without a row asks nothing of anybody.
    own = [(unit, one) for unit, one in own if order.template or any(table.rows for table in tables(one, described))]
    if not own:
        raise UnreadableError(say("export.nothing", selection=order.said or None))
    parts: list[Part] = []
    making: dict[str, outbox.Make] = {}
    for unit, one in own:
        name = fitted(unit or UNASSIGNED, writer.suffix, making)
        parts.append(Part(name, unit, len(one.entries)))
        making[name] = partial(make, one)
    try:
        outbox.write_all(folder, making, force=order.force)
    except OSError as error:
        raise files.fault(error, folder) from error
    return Split(folder, report, tuple(parts))


def _contents(desk: Desk, order: Order) -> Contents:
    names = dict.fromkeys(order.sheets or (SUMMARY, *USUAL))
    rows = tuple(sheets.load(desk.workspace, name) for name in names if name != SUMMARY)
    return Contents(rows, summary=SUMMARY in names)


def _report(desk: Desk, order: Order, folder: Path) -> Report:
    """The report of what is ordered, its links leading from `folder` to the ledger."""
    links = Path(os.path.relpath(desk.workspace.root, folder)).as_posix()
    report = lists.report(desk, order.selection, skip_broken=order.skip_broken, said=order.said)
    if not report.entries:
        raise UnreadableError(say("export.nothing", selection=order.said or None))
    return replace(report, links="" if links == "." else f"{links}/")

"""The readings of an indicator out of a workbook, all or none; and the readings of indicators as a workbook."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.actions import filling, indicators, outgoing
from ledger.actions.desk import Desk
from ledger.errors import NotFoundError, Said, UnreadableError, UsageError, say
from ledger.model import readingsheets
from ledger.model.gauge import Gauge, Measured
from ledger.model.readingsheets import Found, Readings
from ledger.model.returned import Refused, Remark
from ledger.store import cabinet, files
from ledger.store.gauges import GAUGES

SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Exported:
    """What was written where."""

    path: Path
    indicators: tuple[str, ...]
    readings: int


@dataclass(frozen=True)
class Taken:
    """What a sheet said of an indicator, and what became of it."""

    gauge: Gauge
    sheet: str
    new: tuple[Found, ...]
    same: tuple[Found, ...]
    replaced: tuple[Found, ...]
    refused: tuple[Refused, ...]
    """Where there is any, nothing was written."""
    remarks: tuple[Remark, ...]
    file: str = ""
    """The file that was written; empty where nothing was."""
    told: tuple[Said, ...] = ()
    """What is worth a look about the indicator as it stands now."""

    @property
    def clean(self) -> bool:
        """Whether everything could be taken."""
        return not self.refused


def take(desk: Desk, word: str, path: Path, *, sheet: str | None = None, replace: bool = False) -> Taken:
    """Put the readings of a workbook to an indicator: all of them, or none where a cell can't be taken. One that is
    there already and differs is only taken to `replace` it, and what it said stays with it.

    Raises as `indicators.find`; UnreadableError for what is no workbook or has no sheet of readings, UsageError where
    it isn't clear which sheet is meant, RefusedError where nobody known is acting.
    """
    stamp = filling.stamp(desk)
    was = indicators.find(cabinet.whole(desk.workspace, GAUGES), word)
    read = _read(path, sheet, was.record, desk)
    new, same, differing = readingsheets.against(was.record, read.found)
    others = tuple(one for one in read.found if one not in new and one not in same) if replace else ()
    refused = (*read.refused, *(() if replace else differing))
    taken = Taken(was.record, read.sheet, new, same, others, refused, read.remarks)
    if refused or not (new or others):
        return taken
    fields = {"by": stamp["recorded_by"], "recorded_on": desk.day}
    readings = _put(was.record, (*new, *others), fields, why=f"按 {path.name} 更正")
    written = indicators.put(desk, was, was.record.model_copy(update={"readings": readings}))
    return dataclasses.replace(taken, gauge=written.gauge, file=written.file, told=written.remarks)


def _read(path: Path, sheet: str | None, gauge: Gauge, desk: Desk) -> Readings:
    """The sheet that is meant. Raises as `take`."""
    from ledger.actions import importing  # the reader of workbooks, which most calls do without

    book = importing.read_book(path)
    if sheet is not None and book.grid(sheet) is None:
        raise NotFoundError(say("readings.no-sheet", sheet=sheet, sheets=tuple(one.name for one in book.grids)))
    names = readingsheets.candidates(book, gauge) if sheet is None else (sheet,)
    if not names:
        heads = {"time": readingsheets.TIME, "value": readingsheets.VALUE, "source": readingsheets.SOURCE}
        raise UnreadableError(say("readings.none-headed", file=path.name, **heads))
    if len(names) > 1:
        raise UsageError(say("readings.which-sheet", sheets=names, id=gauge.id))
    return readingsheets.read(book, names[0], gauge, desk.day)


def _put(gauge: Gauge, found: Iterable[Found], fields: filling.Tree, why: str) -> tuple[Measured, ...]:
    """The readings with those of the sheet: in the place of what they replace, or behind the others."""
    before = {one.at: one for one in gauge.readings}
    put = {
        one.at: filling.made(
            Measured,
            {"at": one.at, "value": one.value, "source": one.source, **fields, **_former(before.get(one.at), why)},
        )
        for one in found
    }
    return (*(put.pop(one.at, one) for one in gauge.readings), *put.values())


def _former(before: Measured | None, why: str) -> filling.Tree:
    return {} if before is None else {"former": (*before.former, before.value), "why": why}


def export(desk: Desk, path: Path, names: Sequence[str], *, force: bool) -> Exported:
    """Write the readings of indicators (none named: of all) to `path`, a sheet each, to be filled in and taken back.

    Raises UnreadableError where there is no indicator, as `indicators.find`, and for the place as other exports do.
    """
    outgoing.refuse_place(desk.workspace, path, SUFFIX)
    kept = cabinet.whole(desk.workspace, GAUGES)
    chosen = tuple(indicators.find(kept, one).record for one in names) if names else tuple(kept)
    if not chosen:
        raise UnreadableError(say("readings.no-indicators"))
    from ledger.formats.xlsx import readings as workbook  # openpyxl takes a third of a second

    data = workbook.dump(desk.office.policy.ledger.unit, chosen, desk.day)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, data, force=force)
    except OSError as error:
        raise files.fault(error, path) from error
    return Exported(path, tuple(one.id for one in chosen), sum(len(one.readings) for one in chosen))

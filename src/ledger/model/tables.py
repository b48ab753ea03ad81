"""The rows of the workbook's sheets, read off a report as their descriptions ask: values as they stand in cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.errors import say
from ledger.model import lines
from ledger.model.attribute import ATTRIBUTES
from ledger.model.bookfields import of_attribute
from ledger.model.column import Column, Words
from ledger.model.columns import COUNTERS, Description, Only, Sheet, Subject, Value
from ledger.model.naming import nearest
from ledger.model.petition import SETTLED, VERDICTS
from ledger.model.problem import Path, Problem
from ledger.model.readers import EDITABLE, ISSUE, LATE, LOOKBACK, MEASURE, L, Readers
from ledger.model.report import STATUS_WORDS, Report
from ledger.model.units import plain

ROW = "row"
"""The field of the running number, which every sheet has and no line knows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, and its values in the order of the sheet's columns."""

    key: str
    values: tuple[Value, ...]
    uid: str
    """Of that issue."""

    @property
    def issue(self) -> str:
        """The issue that the row, or what it is about, belongs to."""
        return self.key.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with its rows."""

    sheet: Sheet
    rows: tuple[Row, ...]

    @property
    def totals(self) -> tuple[Value, ...] | None:
        """The last line (`Totals`)."""
        totals = Totals(self.sheet)
        for row in self.rows:
            totals.add(row)
        return totals.line


class Totals:
    """The last line of a sheet, summed up while its rows go by."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._sums: dict[int, int | Decimal] = {at: 0 for at, column in enumerate(sheet.columns) if column.total}
        self._count = 0

    def add(self, row: Row) -> None:
        """Count one row."""
        self._count += 1
        for at in self._sums:
            value = row.values[at]
            if isinstance(value, (int, Decimal)):
                self._sums[at] += value

    @property
    def line(self) -> tuple[Value, ...] | None:
        """合计, how many rows there are, and the sums; None where the description asks for none."""
        if not self._sheet.totals:
            return None
        columns = self._sheet.columns
        words = iter(("合计", f"共{self._count}{COUNTERS[self._sheet.subject]}"))
        return tuple(self._sums[at] if column.total else next(words, None) for at, column in enumerate(columns))


def tables(report: Report, sheets: Sequence[Sheet]) -> tuple[Table, ...]:
    """Every sheet with its rows."""
    return tuple(
        Table(sheet, rows(report, sheet.subject, [column.field for column in sheet.columns], sheet.only))
        for sheet in sheets
    )


def rows(report: Report, subject: Subject, fields: Sequence[str], only: Only = lines.EVERYTHING) -> tuple[Row, ...]:
    """The rows about a subject: of each, the values of `fields`, all of which `fields_of` that subject must know."""
    return tuple(walk(report, subject, fields, only))


def walk(report: Report, subject: Subject, fields: Sequence[str], only: Only = lines.EVERYTHING) -> Iterator[Row]:
    """The same rows one by one, each made when it is asked for."""
    match subject:
        case "issue":
            return _rows(fields, ISSUE, lines.issues(report, only))
        case "measure":
            return _rows(fields, MEASURE, lines.measures(report, only))
        case "late":
            return _rows(fields, LATE, lines.late(report, only))
        case "lookback":
            return _rows(fields, LOOKBACK, lines.lookbacks(report, only))


def _rows(fields: Sequence[str], readers: Readers[L], about: Iterable[L]) -> Iterator[Row]:
    reading = [None if field == ROW else _reader(readers, field) for field in fields]
    for at, line in enumerate(about, 1):
        yield Row(line.key, tuple([read(line) if read else at for read in reading]), line.issue.uid)


def _reader(readers: Readers[L], field: str) -> Callable[[L], Value]:
    return of_attribute(field.removeprefix(_OF_A_BOOK)) if field.startswith(_OF_A_BOOK) else readers[field]


_OF_A_BOOK = f"{ATTRIBUTES}."


def is_field(subject: Subject, field: str) -> bool:
    """Whether a column of a sheet about `subject` may show a field; what a book has besides is known to the book."""
    return field.startswith(_OF_A_BOOK) or field in fields_of(subject)


def fields_of(subject: Subject) -> tuple[str, ...]:
    """The fields that a column of a sheet about `subject` may show."""
    known: Mapping[Subject, Iterable[str]] = {
        "issue": ISSUE,
        "measure": MEASURE,
        "late": LATE,
        "lookback": LOOKBACK,
    }
    return (ROW, *known[subject])


def choices(report: Report) -> Mapping[Words, tuple[str, ...]]:
    """What the drop-downs offer."""
    words = report.office.policy.words.fields
    return {
        "fields": (*words, *(one for one in report.names.fields if one not in words)),
        "units": report.unit_names,
        "people": report.person_names,
        "statuses": tuple(STATUS_WORDS.values()),
        "verdicts": VERDICTS,
        "settled": SETTLED,
        "levels": report.office.policy.words.petition_levels,
        "risks": report.office.policy.words.risks,
    }


def faults(description: Description) -> tuple[Problem, ...]:
    """What is wrong with a description beyond its form: fields that can't be read, or not in the way it asks."""
    return (*_column_faults(description), *_alarm_faults(description))


def _column_faults(description: Description) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, column in enumerate(description.columns):
        path: Path = ("columns", at)
        if not is_field(description.subject, column.field):
            known = fields_of(description.subject)
            text = say("sheet.unknown-field", field=column.field, subject=description.subject)
            elsewhere = any(column.field in fields_of(other) for other in COUNTERS)
            near = None if elsewhere else nearest(column.field, known)
            yield Problem("unknown-field", "invalid", text, path=(*path, "field"), suggestion=near)
        elif column.editable:
            yield from _editable_faults(column, path, description.subject)
        heading = plain(column.heading)
        if heading in seen or heading.startswith("_"):
            rule = "dup-heading" if heading in seen else "bad-heading"
            text = say(f"sheet.{rule}", heading=column.heading)
            yield Problem(rule, "invalid", text, path=(*path, "heading"))
        seen.add(heading)
        if column.total and column.kind != "number":
            text = say("sheet.total-of-words", heading=column.heading)
            yield Problem("total-of-words", "invalid", text, path=(*path, "total"))


def editable_fields(subject: Subject) -> tuple[str, ...]:
    """The fields that may be filled in where a row is about `subject`: a measure's are not taken from an issue's row,
    nor an issue's from the row of one of its measures, where two rows could say two things.
    """
    own = {"issue": False, "measure": True}.get(subject)
    return tuple(field for field in EDITABLE if field.startswith("measure.") is own)


def _editable_faults(column: Column, path: Path, subject: Subject) -> Iterator[Problem]:
    if column.field.startswith(_OF_A_BOOK) and subject == "issue":
        return
    kind = EDITABLE.get(column.field)
    if kind is None or column.field not in editable_fields(subject):
        text = say("sheet.not-editable", field=column.field, known=editable_fields(subject))
        yield Problem("not-editable", "invalid", text, path=(*path, "editable"))
    elif kind != column.kind:
        text = say("sheet.wrong-kind", field=column.field, kind=kind, found=column.kind)
        yield Problem("wrong-kind", "invalid", text, path=(*path, "kind"))


def _alarm_faults(description: Description) -> Iterator[Problem]:
    """A date alone can't take colour: only the cell beside it says whether the work is done."""
    alarms = [(at, column) for at, column in enumerate(description.columns) if column.alarm]
    dates = [at for at, column in alarms if column.kind == "date"]
    if alarms and not (len(dates) == 1 and len(alarms) > 1):
        path: Path = ("columns", alarms[0][0], "alarm")
        yield Problem("alarm-alone", "invalid", say("sheet.alarm-alone"), path=path)

"""The rows of the workbook's sheets, read off a report: values as they stand in cells, and the key of each row.

A key says which part of the record a row is about and never changes while that part exists: the issue's id,
and `#` with the number of a measure or the name of a node. An import finds its way back by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ledger.model.columns import SHEETS, Sheet, Words
from ledger.model.issue import Issue
from ledger.model.plan import Measure, Plan, Quantity
from ledger.model.report import STANDING_WORDS, STATUS_WORDS, Entry, Report
from ledger.model.schedule import Node

NODE_WORDS: Mapping[str, str] = {"final": "整项逾期", "milestone": "时间节点", "measure": "整改措施"}
NOTHING = "—"
EMPTY_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: what it shows, and the folder it opens, relative to the ledger's folder."""

    text: str
    target: str


Value = str | int | Decimal | date | Link | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, and its values in the order of the sheet's columns."""

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with its rows."""

    sheet: Sheet
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Line:
    """What a row about an issue is read from."""

    report: Report
    at: int
    entry: Entry

    @property
    def issue(self) -> Issue:
        return self.entry.issue

    @property
    def plan(self) -> Plan:
        return self.entry.issue.plan or EMPTY_PLAN

    @property
    def key(self) -> str:
        return self.issue.id


@dataclass(frozen=True)
class _MeasureLine(_Line):
    """What a row about a measure is read from."""

    measure: Measure

    @property
    def key(self) -> str:
        return f"{self.issue.id}#{self.measure.number}"

    @property
    def due(self) -> date | None:
        return self.entry.due_of(self.measure, self.report.office)

    @property
    def open(self) -> bool:
        return self.measure.done_on is None and self.issue.status in {"open", "in-progress"}


@dataclass(frozen=True)
class _LateLine(_Line):
    """What a row about something late is read from."""

    node: Node

    @property
    def key(self) -> str:
        number = f"-{self.node.number}" if self.node.number else ""
        return f"{self.issue.id}#{self.node.kind}{number}"


L = TypeVar("L", bound=_Line)
_Readers = Mapping[str, Callable[[L], Value]]


def tables(report: Report) -> tuple[Table, ...]:
    """Every sheet of rows, in the order of the workbook."""
    return tuple(_table(sheet, report) for sheet in SHEETS)


def choices(report: Report) -> Mapping[Words, tuple[str, ...]]:
    """What the drop-downs offer."""
    used = {field for entry in report.entries for field in entry.issue.fields}
    words = report.office.policy.words.fields
    return {
        "fields": (*words, *sorted(used - set(words))),
        "units": report.unit_names,
        "people": report.person_names,
    }


def _table(sheet: Sheet, report: Report) -> Table:
    match sheet.subject:
        case "issue":
            rows = _rows(sheet, _ISSUE, (_Line(report, at, one) for at, one in enumerate(report.entries, 1)))
        case "measure":
            lines = (_MeasureLine(report, at, one, m) for at, (one, m) in enumerate(report.measures, 1))
            rows = _rows(sheet, _MEASURE, lines)
        case "late":
            late = (_LateLine(report, at, one, node) for at, (one, node) in enumerate(report.late, 1))
            rows = _rows(sheet, _LATE, late)
    return Table(sheet, rows)


def _rows(sheet: Sheet, readers: _Readers[L], lines: Iterable[L]) -> tuple[Row, ...]:
    reading = [readers[column.field] for column in sheet.columns]
    return tuple(Row(line.key, tuple(read(line) for read in reading)) for line in lines)


def days_in_words(days: int) -> str:
    """Days until a deadline as words, legible in a black and white print: 剩21天, 今日到期, 逾期52天."""
    if days == 0:
        return "今日到期"
    return f"剩{days}天" if days > 0 else f"逾期{-days}天"


def _joined(words: Iterable[str]) -> str | None:
    return "、".join(words) or None


def _units(line: _Line) -> str | None:
    """责任单位, the leading ones marked; `units.split_units` takes the cell apart again."""
    canonical = line.report.office.units.canonical
    lead = dict.fromkeys(canonical(name) for name in line.plan.lead_units)
    others = dict.fromkeys(canonical(name) for name in line.plan.responsible_units)
    return _joined((*(f"{name}（牵头）" for name in lead), *(name for name in others if name not in lead)))


def _own_units(line: _Line, measure: Measure) -> str | None:
    """The units of a measure: its own, else those of the whole issue."""
    return _joined(map(line.report.office.units.canonical, measure.units)) or _units(line)


def _deadline(line: _Line) -> str | None:
    """整改时限 as published, marked where another day counts by now."""
    if line.plan.deadline is None:
        return None
    now = line.entry.situation
    moved = now.original_due is not None and now.due != now.original_due
    return f"{line.plan.deadline.text}（已延期）" if moved else line.plan.deadline.text


def _numbered(measure: Measure) -> str:
    dot = "." if measure.number.isdigit() else ""
    return f"{measure.number}{dot} {measure.text}"


def _days_left(line: _Line) -> str:
    situation = line.entry.situation
    days = situation.days_left
    finished = situation.completed_on is not None or line.issue.status in {"verified", "closed"}
    return NOTHING if finished or days is None else days_in_words(days)


def _measure_days_left(line: _MeasureLine) -> str:
    return days_in_words((line.due - line.report.day).days) if line.due and line.open else NOTHING


def _measure_state(line: _MeasureLine) -> str:
    if line.measure.done_on is not None:
        return "已完成"
    if not line.open:
        return "随项办结"
    return "逾期未完成" if line.due and line.due < line.report.day else "未完成"


def _quantity(read: Callable[[Quantity], Value]) -> Callable[[_MeasureLine], Value]:
    return lambda line: read(line.measure.quantity) if line.measure.quantity else None


def _progress(line: _Line) -> str | None:
    if not line.issue.progress:
        return None
    _, last = max(enumerate(line.issue.progress), key=lambda one: (one[1].month, one[1].date, one[0]))
    return f"【{last.month}】{last.text}"


def _evidence(line: _Line) -> Link | None:
    number = len(line.issue.evidence)
    return Link(f"查看({number})", f"evidence/{line.issue.id}/") if number else None


def _closed_on(line: _Line) -> date | None:
    closure = line.issue.closure() if line.issue.status == "closed" else None
    return closure.date if closure else None


def _escalations(line: _Line) -> str | None:
    return "\n".join(f"{one.date:%Y-%m-%d} {one.kind}" for one in line.issue.escalations) or None


def _late_text(line: _LateLine) -> str | None:
    node = line.node
    if node.kind == "final":
        return line.plan.deadline.text if line.plan.deadline else None
    return f"{node.number}. {node.text}" if node.number.isdigit() else f"{node.number} {node.text}"


def _late_units(line: _LateLine) -> str | None:
    """Whoever has to do what is late."""
    position = line.node.path[-1]
    if line.node.kind == "measure" and isinstance(position, int):
        return _own_units(line, line.plan.measures[position])
    return _units(line)


_COMMON: _Readers[_Line] = {
    "row": lambda line: line.at,
    "id": lambda line: line.issue.id,
    "title": lambda line: line.issue.title,
    "status": lambda line: STATUS_WORDS[line.issue.status],
    "plan.supervisor_units": lambda line: _joined(map(line.report.office.units.canonical, line.plan.supervisor_units)),
    "plan.person": lambda line: line.plan.person and line.report.office.people.name(line.plan.person),
    "progress": _progress,
    "escalations": _escalations,
}

_ISSUE: _Readers[_Line] = {
    **_COMMON,
    "standing": lambda line: STANDING_WORDS[line.entry.situation.standing],
    "region": lambda line: line.issue.region,
    "fields": lambda line: _joined(line.issue.fields),
    "source": lambda line: "\n".join(filter(None, (line.issue.source.kind, line.issue.source.batch))),
    "source.item": lambda line: line.issue.source.item,
    "source.finding": lambda line: line.issue.source.finding,
    "plan.goal": lambda line: line.plan.goal,
    "plan.measures": lambda line: "\n".join(map(_numbered, line.plan.measures)) or None,
    "plan.responsible_units": _units,
    "plan.deadline.text": _deadline,
    "due": lambda line: line.entry.situation.due,
    "days_left": _days_left,
    "evidence": _evidence,
    "closures.date": _closed_on,
}

_MEASURE: _Readers[_MeasureLine] = {
    **_COMMON,
    "measure.number": lambda line: line.measure.number,
    "measure.text": lambda line: line.measure.text,
    "measure.units": lambda line: _own_units(line, line.measure),
    "measure.deadline": lambda line: line.measure.deadline,
    "measure.due": lambda line: line.due,
    "measure.days_left": _measure_days_left,
    "measure.quantity.total": _quantity(lambda quantity: quantity.total),
    "measure.quantity.done": _quantity(lambda quantity: quantity.done),
    "measure.quantity.unit": _quantity(lambda quantity: quantity.unit),
    "measure.done_on": lambda line: line.measure.done_on,
    "measure.state": _measure_state,
}

_LATE: _Readers[_LateLine] = {
    **_COMMON,
    "late.kind": lambda line: NODE_WORDS[line.node.kind],
    "late.text": _late_text,
    "late.due": lambda line: line.node.due,
    "late.days": lambda line: (line.report.day - line.node.due).days,
    "late.units": _late_units,
}

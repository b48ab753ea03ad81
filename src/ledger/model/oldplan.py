"""The plan that an old ledger's rows tell of: who does what, the measures, and until when.

A deadline that is damaged, or that depends on a day nobody stated, stays the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from ledger.errors import say
from ledger.model import deadline as grammar
from ledger.model.amend import meaning
from ledger.model.doubtful import day_meant, is_nothing, two_units
from ledger.model.extract.units import Shares, shares
from ledger.model.grid import Cell
from ledger.model.layout import Row
from ledger.model.listing import split_measures
from ledger.model.rowreader import RowReader
from ledger.model.units import split_units
from ledger.model.values import read_number

UNIT_FIELDS = ("lead_units", "responsible_units", "support_units", "supervisor_units", "acceptor_units")
_LABELLED = re.compile("[:：]")
"""Where a cell has a sign of a label, names are taken as the words inside it say, and else as they stand."""
_FUNDS = "plan.measures.funds"
_EARLIER = 400
"""Days that move a base day into another year."""


def units_of(reader: RowReader) -> dict[str, object]:
    """The units of every part, taken out of their own columns and out of the words inside a 责任单位 cell."""
    found: dict[str, dict[str, None]] = {name: {} for name in UNIT_FIELDS}
    for name in UNIT_FIELDS:
        for _, cell in reader.cells(f"plan.{name}"):
            if name != "responsible_units":
                found[name] |= dict.fromkeys(_looked_at(reader, cell, split_units(cell.text)))
                continue
            parts = shares(cell.text)
            if parts == Shares(responsible=parts.responsible) and not _LABELLED.search(cell.text):
                found[name] |= dict.fromkeys(_looked_at(reader, cell, split_units(cell.text)))
                continue
            for words in (*parts.times, *parts.rest):
                reader.remark(cell, say("extract.units-rest", part=words))
            for role, units in (
                ("lead_units", parts.lead),
                ("responsible_units", parts.responsible),
                ("support_units", parts.support),
                ("supervisor_units", parts.supervisor),
                ("acceptor_units", parts.acceptor),
            ):
                found[role] |= dict.fromkeys(_looked_at(reader, cell, units))
        if not found[name]:
            found[name] |= dict.fromkeys(split_units(reader.around.defaults.get(f"plan.{name}", "")))
    return {name: list(units) for name, units in found.items() if units}


def _looked_at(reader: RowReader, cell: Cell, names: Iterable[str]) -> Iterator[str]:
    """The units of a cell; a word for nothing is none, and a name that seems to be two is told."""
    for name in names:
        if is_nothing(name):
            reader.remark(cell, say("intake.no-unit", found=name))
            continue
        if two := two_units(name, reader.around.office.units):
            reader.remark(cell, say("intake.two-units", unit=name, apart="、".join(two)))
        yield name


def measures_and_deadline(reader: RowReader, base: date, *, stated: bool) -> dict[str, object]:
    """The measures, and the deadline: of the whole issue where all rows share it, else of each row's measures."""
    deadlines = reader.cells("plan.deadline.text")
    units = {cell.name for _, cell in reader.cells("plan.responsible_units")}
    apart = len({cell.text.strip() for _, cell in deadlines}) > 1
    measures: list[dict[str, object]] = []
    seen: set[str] = set()
    funds = _funds(reader)
    for row in reader.rows:
        own = _own(reader, row, base, stated=stated, deadline=apart, units=len(units) > 1)
        for _, cell in reader.cells("plan.measures", [row]):
            if cell.name not in seen:
                seen.add(cell.name)
                texts = split_measures(cell.text)
                more = {**own, **({"funds": str(funds[cell.name])} if cell.name in funds else {})}
                measures += [
                    {"number": str(len(measures) + at), "text": text, **more} for at, text in enumerate(texts, 1)
                ]
    result: dict[str, object] = {"measures": measures} if measures else {}
    if apart and not measures:
        reader.remark(deadlines[0][1], say("intake.many-deadlines"))
        apart = False
    text = reader.text("plan.deadline.text")
    if text and is_nothing(text):
        field = say("field", path="plan.deadline.text")
        reader.remark(deadlines[0][1] if deadlines else None, say("intake.says-nothing", field=field))
    elif text and not apart:
        said, reading = _deadline(reader, deadlines[0][1] if deadlines else None, text, base, stated=stated)
        result["deadline"] = {"text": said, **(meaning(reading) if reading else {})}
    return result


def _own(reader: RowReader, row: Row, base: date, *, stated: bool, deadline: bool, units: bool) -> dict[str, object]:
    """What the measures of one row have for themselves, where the rows of an issue differ."""
    result: dict[str, object] = {}
    if units:
        listed = (name for _, cell in reader.cells("plan.responsible_units", [row]) for name in _names(cell.text))
        names = [name for name in listed if not is_nothing(name)]
        result |= {"units": names} if names else {}
    if deadline:
        for _, cell in reader.cells("plan.deadline.text", [row]):
            said, reading = _deadline(reader, cell, cell.text.strip(), base, stated=stated)
            result |= {"deadline": said} | ({"due": reading.due.isoformat()} if reading and reading.due else {})
    return result


def _funds(reader: RowReader) -> dict[str, Decimal]:
    """资金（万元） by the name of the cell with the one measure that it is for. A sum for several measures is told and
    left out, because nobody has said how it is divided.
    """
    cells: dict[str, tuple[str, Cell, list[Row]]] = {}
    for row in reader.rows:
        for mapped, cell in reader.cells(_FUNDS, [row]):
            cells.setdefault(cell.name, (mapped.heading, cell, []))[2].append(row)
    found: dict[str, Decimal] = {}
    for heading, cell, rows in cells.values():
        if is_nothing(cell.text):
            continue
        measures = {one.name: one.text for row in rows for _, one in reader.cells("plan.measures", [row])}
        funds = _ten_thousands(heading, cell.text)
        if funds is None:
            reader.remark(cell, say("intake.bad-funds", found=cell.text))
        elif sum(len(split_measures(text)) for text in measures.values()) != 1:
            reader.remark(cell, say("intake.funds-shared", found=cell.text))
        else:
            (name,) = measures
            found[name] = found.get(name, Decimal(0)) + funds
    return found


def _ten_thousands(heading: str, text: str) -> Decimal | None:
    """An amount in 万元; None where it is none, or the heading counts in something else."""
    if "元" in heading and "万元" not in heading:
        return None
    try:
        funds = read_number(text.strip().replace(",", "").removesuffix("万元"))
    except ValueError:
        return None
    return funds if funds >= 0 else None


def _names(cell: str) -> list[str]:
    parts = shares(cell)
    return [*parts.lead, *parts.responsible]


def _deadline(
    reader: RowReader, cell: Cell | None, text: str, base: date, *, stated: bool
) -> tuple[str, grammar.Reading | None]:
    """The text of a deadline and its reading; without one where it can't be read, or depends on a day nobody stated."""
    if cell is not None and cell.kind == "number":
        meant = day_meant(text)
        hint = say("did-you-mean", word=meant.isoformat()) if meant else None
        reader.remark(cell, say("intake.deadline-number", hint=hint))
        return text, None
    calendar = reader.around.office.calendar
    reading = grammar.read(text, base, calendar)
    if reading not in reader.readings:
        reader.readings.append(reading)
    if reading.damaged or not reading.understood:
        hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
        reader.remark(cell, say("intake.deadline-unread", why=reading.why, hint=hint))
        return text, None
    if not stated and reading.due is not None and _depends(reading, text, base, reader):
        reader.remark(cell, say("intake.deadline-base", due=reading.due))
        return text, None
    return text, reading


def _depends(reading: grammar.Reading, text: str, base: date, reader: RowReader) -> bool:
    """Whether the meaning changes with the day that it is counted from."""
    earlier = date.fromordinal(base.toordinal() - _EARLIER)
    return grammar.read(text, earlier, reader.around.office.calendar).due != reading.due

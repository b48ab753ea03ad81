"""The readings of an indicator in a workbook, as clerks have them: which row is of when, and what was measured.

Columns are found by their headings, in any order. A cell that can't be understood is refused with its place, never
guessed: `2026.1` that Excel holds as a number may be January or October.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.errors import Said, say
from ledger.model.filled import UnfitError, day_in, even, said_in
from ledger.model.gauge import Gauge, Measured, read_span
from ledger.model.grid import Book, Cell, Grid, Line
from ledger.model.measuring import bare_number
from ledger.model.returned import Refused, Remark, Spot
from ledger.model.target import even_unit
from ledger.model.units import plain
from ledger.model.waterclass import class_name, read_class

TIME, VALUE, SOURCE = "监测时间", "读数", "说明"
"""The headings of an export."""
_AMONG = 15
"""The rows from the top among which the headings must be."""
_TIMES = frozenset(
    {TIME, "时间", "日期", "监测日期", "采样日期", "月份", "监测月份", "月", "年月", "年份", "年度", "年"}
)
_MONTHS = frozenset({"月份", "监测月份", "月", "年月"})
"""Under these a day stands for its month: Excel makes 2026-03-01 of a month that is typed."""
_VALUES = frozenset(
    {VALUE, "数值", "监测值", "监测结果", "结果", "水质类别", "类别", "浓度", "浓度均值", "月均值", "均值", "完成量",
     "累计完成", "累计完成量"}
)  # fmt: skip
_SOURCES = frozenset({SOURCE, "数据来源", "来源", "备注"})
_SUMS = frozenset({"合计", "总计", "小计", "平均", "平均值", "均值", "全年", "累计", "最大值", "最小值"})
"""What begins a row that is no reading."""
_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]\s*$")
_MONTH = re.compile(r"(20[0-9]{2})(?:[-./年]([0-9]{1,2})月?份?|([0-9]{2}))")
_YEAR = re.compile(r"(20[0-9]{2})年?度?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_PERCENT = "%"
_FORMAL = frozenset({"formula", "error", "picture", "flag"})


@dataclass(frozen=True, slots=True)
class Found:
    """One reading of a row, and where it stands."""

    at: str
    value: str
    source: str | None
    spot: Spot
    heading: str
    """What stands above the value."""


@dataclass(frozen=True)
class Readings:
    """What a sheet says of an indicator."""

    sheet: str
    found: tuple[Found, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class _Headed:
    """A sheet whose headings were found: the column of each, and the rows below."""

    grid: Grid
    columns: Mapping[str, int]
    words: Mapping[str, str]
    """What stands above each."""
    row: int
    lines: tuple[Line, ...]


def candidates(book: Book, gauge: Gauge) -> tuple[str, ...]:
    """The sheets that hold readings: the one that is named like the indicator, else every one with the headings."""
    headed = [one.name for one in book.grids if one.state == "visible" and _headed(one, gauge)]
    own = {plain(gauge.id), plain(gauge.name)}
    named = [name for name in headed if plain(name) in own]
    return tuple(named or headed)


def read(book: Book, sheet: str, gauge: Gauge, day: date) -> Readings:
    """What a sheet says, as of `day`. A sheet without the headings, or in another unit, says nothing and why."""
    grid = book.grid(sheet)
    headed = _headed(grid, gauge) if grid is not None else None
    if headed is None:
        spot = Spot(book.file, sheet, 0)
        return Readings(sheet, (), (Refused(spot, TIME, "", say("readings.no-headings", time=TIME, value=VALUE)),), ())
    found: list[Found] = []
    refused = list(_other_unit(book.file, headed, gauge))
    remarks: list[Remark] = []
    rows = _Rows(book.file, headed, gauge, day)
    for line in headed.lines:
        one = rows.read(line)
        if isinstance(one, Found):
            first = next((it for it in found if it.at == one.at), None)
            if first is None:
                found.append(one)
            else:
                refused.append(
                    Refused(one.spot, one.heading, one.value, say("readings.twice", at=one.at, cell=first.spot.cell))
                )
        elif isinstance(one, Refused):
            refused.append(one)
        elif one is not None:
            remarks.append(one)
    return Readings(sheet, tuple(found), tuple(refused), tuple(remarks))


def _headed(grid: Grid, gauge: Gauge) -> _Headed | None:
    for at, line in enumerate(grid.lines[:_AMONG]):
        columns: dict[str, int] = {}
        words: dict[str, str] = {}
        for column, cell in line.cells.items():
            kind = _kind(cell.text, gauge)
            if kind is not None and kind not in columns:
                columns[kind], words[kind] = column, even(cell.text)
        if {TIME, VALUE} <= columns.keys():
            return _Headed(grid, columns, words, line.number, grid.lines[at + 1 :])
    return None


def _kind(text: str, gauge: Gauge) -> str | None:
    """What stands under a heading; the indicator's own name is a heading of its values."""
    word = plain(_BRACKETS.sub("", even(text)))
    if word in {plain(gauge.id), plain(gauge.name)} | {*map(plain, _VALUES)}:
        return VALUE
    return TIME if word in {*map(plain, _TIMES)} else SOURCE if word in {*map(plain, _SOURCES)} else None


def _other_unit(file: str, headed: _Headed, gauge: Gauge) -> Iterator[Refused]:
    """μg and mg differ by a thousand: a unit in the heading must be that of the indicator."""
    unit = _BRACKETS.search(headed.words[VALUE])
    if unit and gauge.unit and even_unit(unit[1].strip()) != even_unit(gauge.unit):
        spot = Spot(file, headed.grid.name, headed.row, headed.columns[VALUE])
        yield Refused(spot, headed.words[VALUE], unit[1], say("readings.other-unit", unit=gauge.unit))


@dataclass(frozen=True)
class _Rows:
    """The rows of a sheet before the indicator."""

    file: str
    headed: _Headed
    gauge: Gauge
    day: date

    def read(self, line: Line) -> Found | Refused | Remark | None:
        """What a row says; nothing where it has neither a time nor a value."""
        time, value = self._cell(line, TIME), self._cell(line, VALUE)
        if time is None and value is None:
            return None
        if time is not None and plain(time.text) in _SUMS:
            return Remark(self._spot(line, TIME), say("readings.sum-left-out", text=even(time.text)))
        if value is None:
            return Remark(self._spot(line, VALUE), say("readings.no-value"))
        if time is None:
            return Refused(self._spot(line, TIME), self.headed.words[TIME], "", say("readings.no-time"))
        return self._found(line, time, value)

    def _found(self, line: Line, time: Cell, value: Cell) -> Found | Refused:
        at_fault, kind = time, TIME
        try:
            at = self._time(time)
            at_fault, kind = value, VALUE
            measured = measured_in(value, self.gauge)
            if (source := self._cell(line, SOURCE)) is not None:
                at_fault, kind = source, SOURCE
            told = None if source is None or source.kind in _FORMAL else said_in(source)
        except UnfitError as error:
            return Refused(self._spot(line, kind), self.headed.words[kind], even(at_fault.text), error.said)
        return Found(at, measured, told, self._spot(line, VALUE), self.headed.words[VALUE])

    def _cell(self, line: Line, kind: str) -> Cell | None:
        cell = line.cells.get(self.headed.columns.get(kind, -1))
        return cell if cell is not None and even(cell.text) else None

    def _spot(self, line: Line, kind: str) -> Spot:
        return Spot(self.file, self.headed.grid.name, line.number, self.headed.columns[kind])

    def _time(self, cell: Cell) -> str:
        heading = plain(_BRACKETS.sub("", self.headed.words[TIME]))
        at = time_in(cell)
        if heading in {*map(plain, _MONTHS)} and cell.kind == "date":
            at = at[:7]
        span = read_span(at)
        if span is None or span[1] > self.day:
            raise UnfitError(say("readings.not-over", at=at, day=self.day))
        return at


def time_in(cell: Cell) -> str:
    """A day, a month or a year as records have it. Raises UnfitError for anything else, also where it may be two."""
    if cell.kind in _FORMAL:
        raise UnfitError(say(f"import.{cell.kind}"))
    text = "".join(unicodedata.normalize("NFKC", even(cell.text)).split())
    if found := _YEAR.fullmatch(text):
        return found[1]
    month = _MONTH.fullmatch(text)
    if month and not (cell.kind == "number" and "." in text):
        return _month(month[1], month[2] or month[3], text)
    if month:
        raise UnfitError(say("readings.two-months", found=text))
    try:
        return day_in(cell)
    except UnfitError as error:
        raise UnfitError(say("readings.no-such-time", found=even(cell.text))) from error


def _month(year: str, month: str, text: str) -> str:
    at = f"{year}-{month.zfill(2)}"
    if read_span(at) is None:
        raise UnfitError(say("readings.no-such-time", found=text))
    return at


def measured_in(cell: Cell, gauge: Gauge) -> str:
    """What was measured, in its one writing: a number, or a class. Raises UnfitError."""
    if cell.kind in _FORMAL:
        raise UnfitError(say(f"import.{cell.kind}"))
    text = even(cell.text)
    if gauge.of_classes:
        rank = read_class(text) if cell.kind == "text" else None
        if rank is None:
            raise UnfitError(say("indicator.not-a-class", found=text))
        return class_name(rank)
    return _number(cell, text, gauge)


def _number(cell: Cell, text: str, gauge: Gauge) -> str:
    if cell.percent and gauge.unit is not None and even_unit(gauge.unit) != _PERCENT:
        raise UnfitError(say("readings.percent", found=text, unit=gauge.unit))
    bare = bare_number(text, gauge.unit)
    if isinstance(bare, Said):
        raise UnfitError(bare)
    return shortest(Decimal(bare) * 100 if cell.percent else Decimal(bare), text)


def shortest(value: Decimal, text: str) -> str:
    """A number without zeros at its end. Raises UnfitError for one with more digits than records hold."""
    plain_text = format(value, "f")
    plain_text = plain_text.rstrip("0").rstrip(".") if "." in plain_text else plain_text
    plain_text = "0" if plain_text in {"-0", ""} else plain_text
    if not _NUMBER.fullmatch(plain_text):
        raise UnfitError(say("readings.no-number", found=text))
    return plain_text


def against(gauge: Gauge, found: tuple[Found, ...]) -> tuple[tuple[Found, ...], tuple[Found, ...], tuple[Refused, ...]]:
    """What a sheet says, held against the record: what is new, what is there already, what is there otherwise."""
    there: dict[str, Measured] = {one.at: one for one in gauge.readings}
    new = tuple(one for one in found if one.at not in there)
    same = tuple(one for one in found if one.at in there and _same(gauge, there[one.at].value, one.value))
    others = [one for one in found if one.at in there and one not in same]
    why = {one.at: say("readings.differs", at=one.at, value=there[one.at].value) for one in others}
    return new, same, tuple(Refused(one.spot, one.heading, one.value, why[one.at]) for one in others)


def _same(gauge: Gauge, one: str, other: str) -> bool:
    return gauge.number(one) is not None and gauge.number(one) == gauge.number(other)

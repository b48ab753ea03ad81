"""Where in a foreign sheet the headings are, and what each row below them is: data, a section, a total, a note.

Offices put titles above their headings, numbers and letters below them, 合计 and 填表人 at the bottom, and merge
cells wherever a value repeats. Nothing is dropped unseen: every row that is no data is kept with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ledger.model.continued import is_continued
from ledger.model.grid import Area, Cell, Grid, Line
from ledger.model.mapping import meanings, normal
from ledger.model.units import plain

RowKind = Literal["data", "known", "section", "total", "note", "numbering", "heading"]
SEARCHED = 40
"""How many rows that hold something are looked at for headings; above a ledger's head stand at most a few."""
KNOWN_AT_LEAST = 3
"""Known headings that make a row the heading row; with fewer it might be a line of a form."""
HEADING_ROWS_AT_MOST = 3
SUBJECTS = frozenset({"title", "source.finding"})
"""A sheet without a column that may be one of these lists no issues."""
ONE_WORD = 2
KEY = "_key"
"""The heading of the column in which the ledger's own workbooks keep what a row is about."""
OF_A_PART = "#"
"""In a key: the row is about a part of an issue."""

_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十百]+[、.．]|[(（][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百]+[部章类])"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数|累计)")
_NOTE = re.compile(
    r"^(?:备注|注|说明|填表说明|填表人|制表人?|审核人?|联系人|填报人|填报单位|填报时间|填报日期|单位负责人|负责人|联系电话|"
    r"单位\(?盖章\)?|制表单位|制表时间|复核人?|签字|抄送|电话)\)?(?:[::]|\d|$)"
)
_TOTALS = re.compile(
    r"(?:共计?|合计|总计|小计|总数为?)?(?P<number>\d{1,5})(?P<unit>个问题|项问题|条措施|项措施|个措施|项任务|件|项|条|个)"
)
_ORDINALS = re.compile(r"^(?:\(?\d{1,3}\)?|[甲乙丙丁戊己庚辛壬癸]|[A-Z]|[①-⑳])$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the headings with every merged value repeated in each of its cells."""

    number: int
    kind: RowKind
    cells: Mapping[int, Cell]
    hidden: bool = False

    def text(self, column: int) -> str:
        """What stands in a column; nothing for an empty cell."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""

    @property
    def words(self) -> str:
        """All that the row says, each text once."""
        return " ".join(dict.fromkeys(cell.text.strip() for cell in self.cells.values() if cell.text.strip()))


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of issues (or measures) that the sheet itself states, and where."""

    row: int
    words: str
    number: int
    of: Literal["issues", "measures"]
    section: int | None = None
    """The row of the section that the number is about; None for the whole sheet."""


@dataclass(frozen=True)
class Layout:
    """A sheet taken apart."""

    sheet: str
    top: int
    bottom: int
    """First and last row of the headings."""
    headings: tuple[tuple[int, tuple[str, ...]], ...]
    """Each column with its words, from the upper heading row to the lower."""
    rows: tuple[Row, ...]
    printed: tuple[Printed, ...]
    areas: tuple[Area, ...]

    @property
    def is_own(self) -> bool:
        """Whether the ledger wrote this sheet: its rows have keys, but for those that somebody put in."""
        return any(words == (KEY,) for _, words in self.headings)

    @property
    def known(self) -> int:
        """How many rows are about issues of the ledger."""
        return sum(row.kind == "known" for row in self.rows)

    def together(self, column: int, one: int, other: int) -> bool:
        """Whether two rows share one merged cell in a column."""
        first, last = sorted((one, other))
        return any(b <= column <= d and c >= last for _, b, c, d in self._covering.get(first, ()))

    @cached_property
    def _covering(self) -> Mapping[int, tuple[Area, ...]]:
        return _covers(self.areas, [row.number for row in self.rows])


def lay_out(grid: Grid, said: Mapping[str, str | None] | None = None, subject: str | None = None) -> Layout | None:
    """The sheet taken apart; None where no row looks like the headings of a list of issues, or where the ledger itself
    wrote the rows and they are about parts of issues.

    `said` is what somebody decided about headings, the fields of a book among it; `subject` the field by which that
    book names its issues, where nothing else does.
    """
    sheet = _Sheet(grid)
    lines = sheet.lines
    decided = {normal(heading): field for heading, field in (said or {}).items()}
    best = max(grid.lines[:SEARCHED], key=lambda line: (_known(line, decided), -line.number), default=None)
    if best is None or _known(best, decided) < KNOWN_AT_LEAST:
        return None
    top, bottom = _block(grid, best, lines)
    headings = _headings(sheet, top, bottom)
    if not any({*SUBJECTS, subject} & _fields(words, decided) for _, words in headings):
        return None
    columns = tuple(column for column, _ in headings)
    below = [Row(o.number, "data", sheet.filled(o.number), o.hidden) for o in grid.lines if o.number > bottom]
    key = next((column for column, words in headings if words == (KEY,)), None)
    if key is not None and any(OF_A_PART in row.text(key) for row in below):
        return None
    if key is not None:
        below = [row for row in below if not is_continued(row.text(key))]
    rows = tuple(_judged(row, headings, columns, key) for row in below)
    return Layout(grid.name, top, bottom, headings, rows, _printed(lines, top, rows, columns), grid.merged)


def _known(line: Line, decided: Mapping[str, str | None]) -> int:
    """How many different headings a row holds that are known, or that somebody has said the meaning of."""
    texts = (cell.text for cell in line.cells.values())
    return len({plain(text) for text in texts if meanings(text) or normal(text) in decided})


def _fields(words: tuple[str, ...], decided: Mapping[str, str | None]) -> set[str | None]:
    """What a heading may stand for, by itself and as somebody said."""
    whole = "".join(words)
    said = {decided[key] for key in (normal(whole), normal(words[-1])) if key in decided}
    return said - {None} or {*meanings(whole), *meanings(words[-1])}


def _block(grid: Grid, best: Line, lines: Mapping[int, Line]) -> tuple[int, int]:
    """First and last row of the headings around the best row: merged cells tell how far they reach."""
    top = bottom = best.number
    last = max(best.cells)
    for a, _, c, _ in grid.merged:
        if a <= best.number <= c and c - a < HEADING_ROWS_AT_MOST:
            top, bottom = min(top, a), max(bottom, c)
    grouped = [area for area in grid.merged if area[0] == area[2] == bottom and 1 < area[3] - area[1] + 1 < last]
    if grouped and bottom + 1 in lines and _is_text_only(lines[bottom + 1]):
        bottom += 1
    above = [area for area in grid.merged if area[0] == area[2] == top - 1 and area[3] > area[1]]
    wide = any(area[3] - area[1] + 1 >= last for area in above)
    if above and not wide and top - 1 in lines and any(meanings(c.text) for c in lines[top - 1].cells.values()):
        top -= 1
    return top, bottom


def _is_text_only(line: Line) -> bool:
    return all(cell.kind == "text" and len(cell.text) <= SEARCHED for cell in line.cells.values())


def _headings(sheet: _Sheet, top: int, bottom: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rows = [sheet.filled(number) for number in range(top, bottom + 1)]
    result = []
    for column in sorted({column for row in rows for column in row}):
        words = dict.fromkeys("".join(row[column].text.split()) for row in rows if column in row)
        if said := tuple(word for word in words if word):
            result.append((column, said))
    return tuple(result)


def _covers(areas: Iterable[Area], numbers: Sequence[int]) -> Mapping[int, tuple[Area, ...]]:
    """The merged areas by each row that they cover, of the rows that hold something (`numbers`, in order)."""
    found: dict[int, list[Area]] = {}
    for area in areas:
        for row in numbers[bisect_left(numbers, area[0]) : bisect_right(numbers, area[2])]:
            found.setdefault(row, []).append(area)
    return {row: tuple(listed) for row, listed in found.items()}


@dataclass(frozen=True)
class _Sheet:
    """The rows of a sheet with what they share through merged cells."""

    grid: Grid

    @cached_property
    def lines(self) -> Mapping[int, Line]:
        return {line.number: line for line in self.grid.lines}

    @cached_property
    def covers(self) -> Mapping[int, tuple[Area, ...]]:
        return _covers(self.grid.merged, [line.number for line in self.grid.lines])

    @cached_property
    def width(self) -> int:
        """The last column that holds something anywhere; merged cells may reach to the end of the world."""
        return max((max(line.cells, default=0) for line in self.grid.lines), default=0)

    def filled(self, number: int) -> dict[int, Cell]:
        """The cells of a row, with what stands in the first cell of a merged area in all of its columns."""
        cells = dict(self.lines[number].cells) if number in self.lines else {}
        for first, left, _, right in self.covers.get(number, ()):
            value = self.lines[first].cells.get(left) if first in self.lines else None
            if value is not None:
                cells |= dict.fromkeys(range(left, min(right, self.width) + 1), value)
        return cells


def _judged(row: Row, headings: Sequence[tuple[int, tuple[str, ...]]], columns: Sequence[int], key: int | None) -> Row:
    """The same row with what it is."""
    if key is not None and row.text(key):
        return Row(row.number, "known", row.cells, row.hidden)
    texts = [row.text(column) for column in columns]
    said = [text for text in texts if text] or [cell.text.strip() for cell in row.cells.values() if cell.text.strip()]
    if not said:
        return Row(row.number, "note", row.cells, row.hidden)
    return Row(row.number, row_kind(said, texts, headings), row.cells, row.hidden)


def row_kind(said: Sequence[str], texts: Sequence[str], headings: Sequence[tuple[int, tuple[str, ...]]]) -> RowKind:
    """What a row below the headings is. `said` is what it says, in order, `texts` the same by heading, with blanks."""
    first, different = plain(said[0]), set(said)
    if _TOTAL.match(first):
        return "total"
    if _NOTE.match(first):
        return "note"
    same = sum("".join(text.split()) in words for text, (_, words) in zip(texts, headings, strict=True) if text)
    if same >= KNOWN_AT_LEAST and same == len(said):
        return "heading"
    if len(said) >= KNOWN_AT_LEAST and len(different) == len(said) and all(_ORDINALS.match(one) for one in said):
        return "numbering"
    if len(different) == 1 and (_SECTION.match(said[0]) or len(said) == len(texts) > ONE_WORD):
        return "section"
    return "data"


def _printed(lines: Mapping[int, Line], top: int, rows: Sequence[Row], columns: Sequence[int]) -> tuple[Printed, ...]:
    """Every number that the sheet gives of itself: in its title, its sections, its last rows."""
    found = []
    for number, line in lines.items():
        if number < top:
            found += [one for cell in line.cells.values() for one in _numbers(number, cell.text, None)]
    section = None
    for row in rows:
        if row.kind == "section":
            section = row.number
            found += _numbers(row.number, row.words, section)
        elif row.kind == "note":
            found += _numbers(row.number, row.words, None)
        elif row.kind == "total":
            stated = _numbers(row.number, row.words, None) or _bare(row, columns)
            partial = plain(row.words).startswith("小计")
            found += [Printed(o.row, o.words, o.number, o.of, section if partial else None) for o in stated]
    return tuple(found)


def _numbers(row: int, words: str, section: int | None) -> list[Printed]:
    """`共56项`, `(23项)`, `合计:12件`: with a unit of counting, and not as a part of a longer sentence."""
    text = plain(words)
    found = []
    for hit in _TOTALS.finditer(text):
        bracketed = text[hit.start() - 1 : hit.start()] == "(" and text[hit.end() : hit.end() + 1] == ")"
        stated = re.match(r"共|合计|总计|小计|总数", hit.group())
        if bracketed or stated:
            of: Literal["issues", "measures"] = "measures" if hit["unit"].endswith("措施") else "issues"
            found.append(Printed(row, words, int(hit["number"]), of, section))
    return found


def _bare(row: Row, columns: Sequence[int]) -> list[Printed]:
    """The one number of a 合计 row; several are sums of other things."""
    numbers = {row.text(column) for column in columns if row.text(column).isdecimal()}
    return [Printed(row.number, row.words, int(numbers.pop()), "issues")] if len(numbers) == 1 else []

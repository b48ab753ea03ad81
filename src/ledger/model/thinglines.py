"""The rows of an office's list of things: which one has the headings, which are things, and what else stands there.

A total, a signature, a repeated heading is no thing; a cell merged over several rows is what each of them says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.model import thingcolumns
from ledger.model.filled import even
from ledger.model.grid import Cell, Grid, Line
from ledger.model.layout import RowKind, row_kind
from ledger.model.thingrows import KEY

_AMONG = 17
"""The rows from the top among which the headings are looked for."""
_COUNT = re.compile(r"^共?计?\s*\d+\s*[家个条处口块件户座项](?:企业|单位|对象|排口|地块|河道)?$")
_SUM = re.compile(r"^(?:合计|总计|小计|共计|总数|累计)(?:$|[\d:：(（共]|数|企业|单位)")
_FEW = 2
"""Cells that a row has at most whose first only begins like a total: 总计划纸箱厂 has a code and an address besides."""
_SIGNED = re.compile(
    r"^[（(]?[^：:]{0,8}?(?:人|单位|部门|日期|时间|电话|盖章|公章|签字|签名|签章|审核|审定|审批|领导|主任|局长|备注|注|说明)"
    r"[）)]?\s*[：:]"
)


@dataclass(frozen=True)
class Sheet:
    """A sheet whose headings were found."""

    file: str
    name: str
    fields: Mapping[int, str]
    """By column."""
    hidden: Mapping[str, int]
    lines: tuple[Line, ...]
    """The rows of things."""
    beside: tuple[tuple[int, RowKind], ...]
    """The numbers of the rows that are none, and what each is; empty rows aside."""
    unheaded: tuple[tuple[int, int], ...] = ()
    """The columns that nothing stands above, and in how many rows they say something."""


def headed(file: str, grid: Grid, watchers: Sequence[str]) -> Sheet | None:
    """The sheet with its headings found; None where no row looks like them."""
    words = [{column: even(cell.text) for column, cell in line.cells.items()} for line in grid.lines[:_AMONG]]
    found = thingcolumns.headings_in(words, watchers)
    if found is None:
        return None
    bottom, heads = found
    fields, hidden = thingcolumns.fields(heads, watchers)
    named = tuple((column, (word,)) for column, word in sorted(heads.items()) if word)
    lines: list[Line] = []
    beside: list[tuple[int, RowKind]] = []
    for line in _spread(grid, grid.lines[bottom + 1 :]):
        kind = None if _is_keyed(line, hidden) else _beside(line, named)
        if kind is None:
            lines.append(line)
        else:
            beside.append((line.number, kind))
    bare = Counter(
        column
        for line in lines
        for column, cell in line.cells.items()
        if not heads.get(column) and cell.text.strip() and column not in hidden.values()
    )
    return Sheet(file, grid.name, fields, hidden, tuple(lines), tuple(beside), tuple(sorted(bare.items())))


def _is_keyed(line: Line, hidden: Mapping[str, int]) -> bool:
    cell = line.cells.get(hidden[KEY]) if KEY in hidden else None
    return cell is not None and bool(cell.text.strip())


def _beside(line: Line, heads: tuple[tuple[int, tuple[str, ...]], ...]) -> RowKind | None:
    """What a row is that is no thing; None for one that is."""
    said = [even(cell.text) for _, cell in sorted(line.cells.items()) if even(cell.text)]
    if not said:
        return None
    texts = [even(line.cells[column].text) if column in line.cells else "" for column, _ in heads]
    kind = row_kind(said, texts, heads)
    if kind == "total" and len(said) > _FEW and not _SUM.match("".join(said[0].split())):
        return None
    if kind not in {"data", "known"}:
        return kind
    if _SIGNED.match(said[0]):
        return "note"
    return "total" if _COUNT.match(said[0]) else None


def _spread(grid: Grid, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The rows with what is merged over several of them in each; what is merged across columns stays in the first."""
    held = {line.number: line.cells for line in grid.lines}
    numbers = [line.number for line in lines]
    more: dict[int, dict[int, Cell]] = {}
    for first, left, last, _ in grid.merged:
        value = held.get(first, {}).get(left)
        if value is None or not numbers or first < numbers[0]:
            continue
        for number in numbers[bisect_right(numbers, first) : bisect_right(numbers, last)]:
            more.setdefault(number, {})[left] = value
    return tuple(replace(one, cells={**one.cells, **more[one.number]}) if one.number in more else one for one in lines)

"""Rows whose texts are too long for one row on the page: they go on in continuation rows, and come back as one.

The key of such a row is the key of its first row with `+1/2:source.finding,plan.measures/` behind it: the first of two,
with more of these fields, of which the second begins on a new line. Behind the revision of the first row stands `+2`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.model.grid import Cell, Line

_KEY = re.compile(r"(?P<key>.*)\+(?P<number>\d+)/(?P<of>\d+):(?P<fields>[a-z_./,]*)", re.DOTALL)
_REVISION = re.compile(r"[0-9a-f]*\+(?P<of>\d+)")
MARK = "（续）"
"""Behind the number of the issue in a continuation row, for people."""
NEW_LINE = "/"
"""Behind a field in a key: its text goes on with a new line."""
REPLACED = frozenset({"progress", "progress.problems", "progress.next"})
"""Fields whose cells are overwritten with something new, and not corrected: the old text has no rest then."""


@dataclass(frozen=True, slots=True)
class _Rest:
    number: int
    fields: Mapping[str, str]
    """What goes on, each with what joins it to the text before: nothing, or a new line."""
    line: Line


@dataclass(frozen=True, slots=True)
class Joined:
    """The rows of a sheet without continuation rows."""

    lines: tuple[Line, ...]
    torn: tuple[Line, ...]
    """The first rows of which some continuation row is missing: nobody can tell what they say."""
    strayed: tuple[tuple[str, Cell], ...] = ()
    """Cells of continuation rows that somebody filled in though no text goes on there, with their fields."""


def key_of(key: str, number: int, of: int, fields: Iterable[tuple[str, bool]]) -> str:
    """The key of a continuation row; `fields` with whether each goes on with a new line."""
    listed = ",".join(f"{field}{NEW_LINE if new_line else ''}" for field, new_line in fields)
    return f"{key}+{number}/{of}:{listed}"


def revision_of(revision: str, of: int) -> str:
    """The revision of a row that goes on in others."""
    return f"{revision}+{of}" if of else revision


def is_continued(key: str) -> bool:
    """Whether a key is that of a continuation row."""
    return _KEY.fullmatch(key) is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a sheet: the hidden columns, as far as they are there, and the column of each field."""

    key: int | None
    revision: int | None
    places: Mapping[str, int]


def joined(
    lines: Sequence[Line], columns: Columns, base: Mapping[str, Mapping[str, str]], cleared: Collection[str]
) -> Joined:
    """The rows as they would be without limits to their height. `base` are the texts that were exported, by key and
    field, `cleared` what a cell says to have its value taken away.
    """
    key, revision, places = columns.key, columns.revision, columns.places
    if key is None:
        return _without_keys(lines, places.get("id"))
    rests: dict[str, list[_Rest]] = {}
    first = []
    for line in lines:
        found = _KEY.fullmatch(_text(line, key))
        if found is None:
            first.append(line)
            continue
        fields = {one.rstrip(NEW_LINE): "\n" * one.endswith(NEW_LINE) for one in found["fields"].split(",") if one}
        rests.setdefault(found["key"], []).append(_Rest(int(found["number"]), fields, line))
    whole, torn = [], []
    for line in first:
        own = sorted(rests.get(_text(line, key), ()), key=lambda one: one.number)
        told = _REVISION.fullmatch(_text(line, revision))
        wanted = int(told["of"]) if told else len(own)
        if [one.number for one in own] != list(range(1, wanted + 1)):
            torn.append(line)
        else:
            whole.append(_with(line, own, places, base.get(_text(line, key), {}), cleared) if own else line)
    strayed = (
        one for listed in rests.items() for rest in listed[1] for one in _strayed(rest, places, base.get(listed[0], {}))
    )
    return Joined(tuple(whole), tuple(torn), tuple(strayed))


def _strayed(rest: _Rest, places: Mapping[str, int], base: Mapping[str, str]) -> Iterator[tuple[str, Cell]]:
    for name, at in places.items():
        cell = rest.line.cells.get(at)
        if name not in base or name in rest.fields or cell is None:
            continue
        if _even(cell.text) not in {"", _even(base[name])}:
            yield name, cell


def _without_keys(lines: Sequence[Line], number: int | None) -> Joined:
    """Without the hidden key nobody can tell which texts go on: rows that do are not taken."""
    told = [_text(line, number).strip() for line in lines]
    marked = {text.removesuffix(MARK).strip() for text in told if text.endswith(MARK)}
    own = [line for line, text in zip(lines, told, strict=True) if not text.endswith(MARK)]
    torn = tuple(line for line in own if _text(line, number).strip() in marked)
    return Joined(tuple(line for line in own if line not in torn), torn)


def _with(
    line: Line, rests: Sequence[_Rest], places: Mapping[str, int], base: Mapping[str, str], cleared: Collection[str]
) -> Line:
    """A first row with the texts of the others behind its own. A cell that was emptied or cleared has none."""
    cells = dict(line.cells)
    for name in {name: None for one in rests for name in one.fields}:
        at = places.get(name)
        cell = line.cells.get(at) if at else None
        if at is None or cell is None or cell.text.strip() in {"", *cleared}:
            continue
        rest = "".join(one.fields[name] + _text(one.line, at) for one in rests if name in one.fields)
        if name in REPLACED and _is_new(cell, rest, base.get(name, "")):
            continue
        cells[at] = replace(cell, text=cell.text + rest)
    return replace(line, cells=cells)


def _is_new(cell: Cell, rest: str, base: str) -> bool:
    """Whether the first cell was written anew and the rest was left standing."""
    before = _even(base)
    return before.endswith(_even(rest)) and _even(cell.text + rest) != before


def _even(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _text(line: Line, column: int | None) -> str:
    cell = line.cells.get(column) if column else None
    return cell.text if cell else ""

"""The only place that prints: results to stdout, everything else to stderr, and nothing from a file as markup."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from ledger.cli import narrow
from ledger.cli.session import words
from ledger.cli.widths import padded, widest, width
from ledger.errors import LedgerError, Said, say
from ledger.model.problem import Problem

SCHEMA_VERSION = 1
_FOLDED_AT_MOST = 200  # rows: beyond that rich takes longer than reading the files did
_KEPT = {"\n", "\t"}


def safe(text: str, *, one_line: bool = False) -> str:
    """`text` as a terminal may show it: control, escape and direction characters become visible signs.

    A title from a file can then neither colour the screen nor turn a line around (reliability.md 2.5).
    """
    shown = text if text.isprintable() else "".join(_visible(char) for char in text)
    return " ".join(shown.split()) if one_line else shown


def _visible(char: str) -> str:
    if char in _KEPT or char.isprintable() or char == "\u3000":
        return char
    return f"\\u{ord(char):04x}" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else " "


def put(text: str = "") -> None:
    """A line of the result."""
    _write(sys.stdout, text)


def note(text: str | Said) -> None:
    """A remark beside the result, after what was said before it."""
    sys.stdout.flush()
    _write(sys.stderr, words(text) if isinstance(text, Said) else text)


def _write(stream: TextIO, text: str) -> None:
    stream.write(f"{safe(_discreet(text) if _masked else text)}\n")


_masked: dict[str, str] = {}


def keep_to_itself(call: Sequence[str]) -> None:
    """From now on no word of a call that may hold a password is shown as it was typed, whoever quotes it."""
    from ledger.store import address

    _masked.update(address.within(call))


def _discreet(text: str) -> str:
    from ledger.store.address import cut_off

    for word, shown in _masked.items():
        text = text.replace(word, shown)
    return cut_off(text)


def say_line(message: Said) -> None:
    """A sentence of the catalogue as part of the result."""
    put(words(message))


def put_bytes(data: bytes) -> None:
    """A file's own bytes as the result."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def put_json(**content: object) -> None:
    """A result for programs. On a stream that is not UTF-8 everything is escaped, so that it arrives whole."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(json_text(content, ascii_only=ascii_only))


def json_text(content: Mapping[str, object], *, ascii_only: bool = False) -> str:
    """A result for programs, as a file holds it."""
    text = json.dumps({"schema_version": SCHEMA_VERSION, **content}, ensure_ascii=ascii_only, indent=2, default=str)
    return f"{text}\n"


def note_uncovered(years: tuple[int, ...]) -> None:
    """Say for which years weekends alone decided what a working day is, if for any."""
    if years:
        note(say("workdays.no_table", years=years))


def refuse(error: LedgerError) -> None:
    """What happened, every reason, what to do: on stderr."""
    note(f"{words('error')}{words(error.what)}")
    for reason in error.reasons:
        note(f"  - {words(reason)}")
    if error.hint:
        note(words(error.hint))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, wide: Sequence[int] = ()) -> None:
    """A table: whole and aligned in a pipe or a log, or where it fits; folded to the width of a terminal.

    `wide` names the columns that may be folded.
    """
    columns = tuple(map(_shown, zip(heads, *rows, strict=True)))
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    if room is not None and len(columns[0]) <= _FOLDED_AT_MOST and _width_of(columns) > room:
        _narrow_table(columns, wide, room)
    else:
        _aligned_table(columns)


def _shown(cells: Sequence[str]) -> list[str]:
    """The cells of a column as a terminal may show them; most stand in many rows."""
    shown = {cell: safe(cell, one_line=True) for cell in {*cells}}
    return [shown[cell] for cell in cells]


def _width_of(columns: Sequence[list[str]]) -> int:
    return sum(map(widest, columns)) + narrow.GAP * (len(columns) - 1)


def _narrow_table(columns: Sequence[list[str]], wide: Sequence[int], room: int) -> None:
    for way in (columns, narrow.with_tall_heads(columns)):
        in_lines = [[line for cell in cells for line in cell.split("\n")] for cells in way]
        if narrow.fits(in_lines, wide, room):
            _folded_table(way, wide)
            return
    sys.stdout.writelines(f"{line}\n" for line in narrow.one_by_one(columns, room))


def _folded_table(columns: Sequence[list[str]], wide: Sequence[int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, padding=(0, narrow.GAP, 0, 0), pad_edge=False, header_style="bold")
    heads, *rows = zip(*columns, strict=True)
    for at, head in enumerate(heads):
        drawn.add_column(head, no_wrap=at not in wide, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, markup=False, emoji=False, highlight=False).print(drawn)


def _aligned_table(columns: Sequence[list[str]]) -> None:
    rows = zip(*map(_padded, columns[:-1]), columns[-1], strict=True)
    gap = " " * narrow.GAP
    sys.stdout.writelines(f"{gap.join(row).rstrip()}\n" for row in rows)


def _padded(cells: list[str]) -> list[str]:
    """The cells of a column, each as wide as the widest."""
    room = widest(cells)
    in_room = {cell: padded(cell, room) for cell in {*cells}}
    return [in_room[cell] for cell in cells]


def remark(problem: Problem) -> None:
    """A fault of what was just written, said beside the result."""
    hint = say("did-you-mean", word=problem.suggestion) if problem.suggestion else None
    note(say("remark", text=problem.text, hint=hint))


def show_problem(problem: Problem, *, brief: bool) -> None:
    """A fault for people, with the line and a caret under the spot; or for programs, one line."""
    hint = words("did-you-mean", word=problem.suggestion) if problem.suggestion else ""
    text = f"{words(problem.text)}{hint}"
    if brief:
        put(f"{problem.place or problem.issue or ''}: {problem.rule}: {safe(text, one_line=True)}")
        return
    mark = words(f"level.{problem.level}")
    put(f"{mark} {problem.place or problem.issue or ''}  [{problem.rule}] {text}")
    if problem.excerpt and problem.place and problem.place.column:
        put(f"    {problem.excerpt}")
        before = problem.excerpt[: problem.place.column - 1]
        put("    " + "".join("\t" if char == "\t" else " " * width(char) for char in before) + "^")

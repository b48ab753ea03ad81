"""The only place that prints: results to stdout, everything else to stderr, and nothing from a file as markup."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TextIO

from ledger.cli.session import words
from ledger.errors import LedgerError, Said
from ledger.model.problem import Problem

SCHEMA_VERSION = 1
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
    _write(sys.stdout, safe(text))


def note(text: str | Said) -> None:
    """A remark beside the result."""
    _write(sys.stderr, safe(words(text) if isinstance(text, Said) else text))


def _write(stream: TextIO, text: str) -> None:
    stream.write(f"{text}\n")


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
    text = json.dumps({"schema_version": SCHEMA_VERSION, **content}, ensure_ascii=ascii_only, indent=2, default=str)
    sys.stdout.write(f"{text}\n")


def refuse(error: LedgerError) -> None:
    """What happened, every reason, what to do: on stderr."""
    note(f"{words('error')}{words(error.what)}")
    for reason in error.reasons:
        note(f"  - {words(reason)}")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, wide: Sequence[int] = ()) -> None:
    """A table: fitted to a terminal with long columns folded; whole and aligned in a pipe or a log.

    `wide` names the columns that may be folded.
    """
    cells = [[safe(cell, one_line=True) for cell in row] for row in rows]
    if sys.stdout.isatty() and len(cells) <= 200:  # noqa: PLR2004 - beyond that rich takes longer than reading files
        _rich_table(heads, cells, wide)
        return
    _plain_table(heads, cells)


def _rich_table(heads: Sequence[str], rows: list[list[str]], wide: Sequence[int]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for at, head in enumerate(heads):
        drawn.add_column(head, no_wrap=at not in wide, overflow="fold", ratio=None)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, markup=False, emoji=False, highlight=False).print(drawn)


def _plain_table(heads: Sequence[str], rows: list[list[str]]) -> None:
    listed = [list(heads), *rows]
    widths = [max(width(row[at]) for row in listed) for at in range(len(heads))]
    for row in listed:
        line = "  ".join(cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True))
        put(line.rstrip())


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


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

"""The history of an issue as people read it: who did what, for whom, when, and what it changed from what to what."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator

from ledger.cli.widths import width
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import say
from ledger.model import chain
from ledger.model.acts import MERGER, REMARKS, Step
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.workflow import MOVES

COLUMNS = 80
PIPED = 100
WIDEST = 120
"""Columns that a page may take on a wide terminal; beyond that an eye loses the line."""
_CLOSING, _OPENING = "，。；：、？！）》”’】〕/", "（《“‘【〔/"
_TOLD_BY_THE_MOVE = {"status", "cycle"}
_KNOWN = {*REMARKS, *MOVES, "register"}


def history(issue: Issue, office: Office, words: Catalogue) -> Iterator[str]:
    """Each event on a line, with its reason; below it every field that it changed."""
    named = [move_word(step, words) for step in issue.history]
    room = max(map(width, named), default=0)
    for step, move in zip(issue.history, named, strict=True):
        late = step.at.date() != step.date
        said = words(
            "event.line",
            who=words("merge.by") if step.by == MERGER else office.people.name(step.by),
            unit=step.unit or "—",
            why=say("event.why", why=step.why) if step.why else None,
            at=say("event.late", at=step.at.date()) if late else None,
        )
        yield from folded(f"{step.date}  {move}{' ' * (room - width(move))}  {said}", indent=2, hanging=14)
        for one in step.changes:
            if one.field not in _TOLD_BY_THE_MOVE and (one.old is not None or one.new is not None):
                yield from folded(words(chain.told(one)), indent=14, hanging=16)


def move_word(step: Step, words: Catalogue) -> str:
    """What a move is called, with the gate that it passed; a move that nobody knows is told as it stands there."""
    if step.gate and step.move == "fail":
        return words("event.gate-failed", gate=step.gate)
    name = words(f"move.{step.move}") if step.move in _KNOWN else step.move
    return f"{name} {step.gate}" if step.gate and step.move == "pass" else name


def room() -> int:
    """How wide a page may be: as the terminal, within reason; the same everywhere where there is none."""
    return min(WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PIPED


def joined(cells: Iterable[str], *, indent: int, hanging: int, columns: int) -> Iterator[str]:
    """Cells on lines of at most so many columns, a line ending between two of them where it can: a path or a digest
    stays whole.
    """
    line, pad = "", indent
    for cell in cells:
        longer = f"{line}；{cell}" if line else cell
        if line and pad + width(longer) > columns:
            yield from folded(f"{line}；", indent=pad, hanging=hanging, columns=columns)
            longer, pad = cell, hanging
        line = longer
    yield from folded(line, indent=pad, hanging=hanging, columns=columns)


def folded(text: str, *, indent: int, hanging: int, columns: int = COLUMNS) -> Iterator[str]:
    """A text on lines of at most so many columns; wide characters take two. A word is broken where it must be."""
    line, used, pad = "", indent, indent
    for word in _words(" ".join(text.split("\n"))):
        if used + width(word.rstrip()) > columns and line.strip():
            yield " " * pad + line.rstrip()
            line, pad = "", hanging
            used, word = pad, word.lstrip()  # noqa: PLW2901 - what begins a line has no blank before it
        line += word
        used += width(word)
    if line.strip():
        yield " " * pad + line.rstrip()


def _words(text: str) -> Iterator[str]:
    """The pieces between which a line may end: behind a blank, and around every wide character; never before what
    closes, nor behind what opens.
    """
    piece = ""
    for char in text:
        apart = (piece.endswith(" ") and char != " ") or width(char) > 1 or (piece != "" and width(piece[-1]) > 1)
        if piece and apart and char not in _CLOSING and piece[-1] not in _OPENING:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece

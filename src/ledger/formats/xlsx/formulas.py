"""What formulas and references mean after a row of a sheet became several.

A range that ends with the grown row takes in the new ones, and so does that row's one cell where a function sums or
counts it. A formula in the grown row itself is one for every new row, and means the cells of its own row there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer

_REFERENCE = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})")
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})$")
_EVERY, _FIRST = slice(0, None), slice(0, 1)
_SUMMED: Mapping[str, slice] = {
    **dict.fromkeys(
        ("SUM", "SUMSQ", "COUNT", "COUNTA", "COUNTBLANK", "AVERAGE", "AVERAGEA", "MAX", "MAXA", "MIN", "MINA",
         "MEDIAN", "PRODUCT", "STDEV", "STDEV.S", "STDEV.P", "VAR", "CONCAT", "UNIQUE", "SUMPRODUCT"),
        _EVERY,
    ),
    "TEXTJOIN": slice(2, None),
    "SUBTOTAL": slice(1, None),
    "AGGREGATE": slice(2, None),
    "COUNTIF": _FIRST,
    "COUNTIFS": slice(0, None, 2),
    "SUMIF": slice(0, None, 2),
    "AVERAGEIF": slice(0, None, 2),
    "SUMIFS": slice(0, None),
    "AVERAGEIFS": slice(0, None),
    "MAXIFS": slice(0, None),
    "MINIFS": slice(0, None),
}  # fmt: skip
"""Functions over many cells, with those of their arguments (from 0) in which the cells stand."""
_CONDITIONS_SECOND = frozenset({"SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"})
"""Functions whose first argument is what is summed, and then ranges and conditions take turns."""
_ANY_DEPTH = "SUMPRODUCT"
"""The function that is given its cells inside of a calculation: `SUMPRODUCT((E4="县水务局")*1)`."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A row of a sheet becomes several: it, and `by` more below it."""

    sheet: str
    row: int
    by: int

    def first(self, row: int) -> int:
        """Where a range that begins in `row` begins afterwards."""
        return row + self.by if row > self.row else row

    def last(self, row: int) -> int:
        """Where a range that ends in `row` ends afterwards: one that ends with the grown row takes in the new ones."""
        return row + self.by if row >= self.row else row


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a formula an operand stands: the innermost function, the number of its argument, nothing beside it."""

    function: str
    argument: int
    alone: bool

    @property
    def summed(self) -> bool:
        """Whether a function over many cells gets them here."""
        taken = _SUMMED.get(self.function)
        if taken is None or not (self.alone or self.function == _ANY_DEPTH):
            return False
        if self.function in _CONDITIONS_SECOND and self.argument > 0:
            return self.argument % 2 == 1
        return self.argument in range(*taken.indices(self.argument + 1))


def shifted(formula: str, growth: Growth, *, own: bool, summing: bool = True) -> str:
    """A formula after the growth; `own` where it stands on the grown sheet, so that bare references mean it. Without
    `summing` a single cell stays one: in a conditional format it means the row that is looked at.
    """
    marked = formula.startswith("=")
    tokens = Tokenizer(formula if marked else f"={formula}")
    for token, place in _placed(tokens.items):
        sheet, mark, reference = token.value.rpartition("!")
        if _means(sheet, growth, own=own):
            wide = f"{reference}:{reference}" if _is_its_cell(reference, growth) and summing and place.summed else ""
            token.value = f"{sheet}{mark}{moved(wide or reference, growth)}"
    return _rendered(tokens, marked=marked)


def repeated(formula: str, growth: Growth, down: int) -> str:
    """A formula of the grown row as it stands `down` rows below it.

    What points into that row or above it moves along as when Excel copies downwards; what points below it, or to
    another sheet, means the same cell from every row, though its author wrote no `$` while there was one row only.
    """
    tokens = Tokenizer(formula)
    for token, _ in _placed(tokens.items):
        sheet, mark, reference = token.value.rpartition("!")
        if _means(sheet, growth, own=True):
            token.value = f"{sheet}{mark}{_repeated_reference(reference, growth, down)}"
    return _rendered(tokens, marked=True)


def points_at_one(formula: str, growth: Growth, *, own: bool) -> bool:
    """Whether a formula elsewhere takes one cell of the grown row, and so only its first row afterwards."""
    tokens = Tokenizer(formula if formula.startswith("=") else f"={formula}")
    return any(
        _is_its_cell(reference, growth) and not place.summed
        for token, place in _placed(tokens.items)
        for sheet, _, reference in (token.value.rpartition("!"),)
        if _means(sheet, growth, own=own)
    )


def moved(reference: str, growth: Growth) -> str:
    """`D5`, `$A$1:$F9`, `3:4` after the growth."""
    if rows := _ROWS.match(reference):
        first, last = growth.first(int(rows[2])), growth.last(int(rows[4]))
        return f"{rows[1]}{first}:{rows[3]}{last}"
    corners = []
    for at, corner in enumerate(reference.split(":")):
        hit = _REFERENCE.fullmatch(corner)
        if hit is None:
            return reference
        move = growth.last if at == 1 else growth.first
        corners.append(f"{hit[1]}{hit[2]}{move(int(hit[3]))}")
    return ":".join(corners)


def _repeated_reference(reference: str, growth: Growth, down: int) -> str:
    corners = []
    for at, corner in enumerate(reference.split(":")):
        hit = _REFERENCE.fullmatch(corner)
        if hit is None:
            return moved(reference, growth)
        row, fixed = int(hit[3]), bool(hit[2])
        if not fixed and row <= growth.row:
            row += down
        else:
            row = growth.last(row) if at == 1 else growth.first(row)
        corners.append(f"{hit[1]}{hit[2]}{row}")
    return ":".join(corners)


def _means(sheet: str, growth: Growth, *, own: bool) -> bool:
    """Whether a reference with this sheet before it, or none, means the grown sheet."""
    return sheet.strip("'").replace("''", "'") == growth.sheet if sheet else own


def _is_its_cell(reference: str, growth: Growth) -> bool:
    hit = _REFERENCE.fullmatch(reference)
    return hit is not None and int(hit[3]) == growth.row


def _placed(items: Sequence[Token]) -> Iterator[tuple[Token, _Place]]:
    """Every reference of a formula, and where it stands."""
    tokens = [token for token in items if token.type != Token.WSPACE]
    open_: list[list[int | str]] = []
    for at, token in enumerate(tokens):
        if token.type in {Token.FUNC, Token.PAREN, Token.ARRAY} and token.subtype == Token.OPEN:
            name = (
                token.value.rstrip("(").upper().removeprefix("_XLFN.").lstrip("@") if token.type == Token.FUNC else ""
            )
            open_.append([name, 0] if name or not open_ else list(open_[-1]))
        elif token.subtype == Token.CLOSE and open_:
            open_.pop()
        elif token.type == Token.SEP and open_:
            open_[-1][1] = int(open_[-1][1]) + 1
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            name, argument = open_[-1] if open_ else ("", 0)
            before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
            alone = _ends(before, opens=True) and _ends(after, opens=False)
            yield token, _Place(str(name), int(argument), alone)


def _ends(token: Token | None, *, opens: bool) -> bool:
    """Whether an argument begins behind this token, or ends before it."""
    if token is None or token.type == Token.SEP:
        return token is not None
    return token.type == Token.FUNC and token.subtype == (Token.OPEN if opens else Token.CLOSE)


def _rendered(tokens: Tokenizer, *, marked: bool) -> str:
    text = str(tokens.render())  # type: ignore[no-untyped-call]  # openpyxl's types leave it out
    return text if marked else text.removeprefix("=")

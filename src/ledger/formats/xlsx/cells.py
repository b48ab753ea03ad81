"""Values as a cell can hold them: clean text in one normal form, never a formula, never longer than Excel allows."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ledger.model.columns import Link, Value

LIMIT = 32_000
"""Characters a cell may hold, counted as Excel does (UTF-16 units); Excel itself stops at 32,767 without a word."""
CUT = "…（全文见 YAML）"
"""The mark of a shortened cell. An import must not compare such a cell with the record."""
SHEET_NAME_LIMIT = 31

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_SHEET_NAMES = re.compile(r"[\\/?*\[\]:]")


def plain(text: str) -> str:
    r"""The normal form of a text: no characters that XML forbids, line ends as `\n`, cut at the limit."""
    if len(text) <= LIMIT // 2 and text.isprintable():  # nearly every text; it has neither line ends nor forbidden ones
        return text
    return _cut(_ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """A plain text as it is stored: `_x000D_`, which Excel would read as a control character, is spelt out.

    Source: ECMA-376 part 1, 22.4.2.4 (ST_Xstring).
    """
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def as_text(value: Value) -> str:
    """Any value as text in normal form, for comparing; nothing is the empty text."""
    match value:
        case None:
            return ""
        case str():
            return plain(value)
        case Link():
            return plain(value.text)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def sheet_name(text: str, taken: frozenset[str] = frozenset()) -> str:
    r"""A name that Excel takes for a sheet: no `\ / ? * [ ] :`, no `'` at either end, 31 characters, not in use."""
    name = _NOT_IN_SHEET_NAMES.sub("_", plain(text).replace("\n", " ")).strip("' ")[:SHEET_NAME_LIMIT].rstrip("' ")
    name = f"{name}_" if name.casefold() in {"", "history"} else name
    used, number, chosen = {one.casefold() for one in taken}, 1, name
    while chosen.casefold() in used:
        number += 1
        suffix = f"({number})"
        chosen = name[: SHEET_NAME_LIMIT - len(suffix)] + suffix
    return chosen


def _cut(text: str) -> str:
    if len(text) <= LIMIT // 2 or _units(text) <= LIMIT:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LIMIT - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

"""Text of the ledger's files as a report may hold it: on one line, with nothing that a log or a page obeys."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control, direction and private characters, and what stands for no character at all: half of them XML forbids, the
others move, hide or turn the text around them (CVE-2021-42574)."""


def plain(text: str) -> str:
    r"""`text` on one line. Line ends and blanks in a row become a blank; what can't be seen is spelt out (`\u202e`)."""
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined
    return "".join(_seen(char) for char in joined)


def _seen(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if unicodedata.category(char) in _UNSEEN else " "

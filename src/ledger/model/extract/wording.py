"""Lists of words as patterns: written one after the other, matched the longest first."""

from __future__ import annotations

import re


def either(*words: str) -> str:
    """A pattern for any of the words, which stand in one or several texts with blanks between them.

    One that ends in a Latin letter must end where the letters end: `m` is no part of `mg`.
    """
    listed = {word for text in words for word in text.split()}
    return "|".join(_whole(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


def _whole(word: str) -> str:
    latin = word[-1].isascii() and word[-1].isalpha()
    return re.escape(word) + (r"(?![A-Za-z])" if latin else "")

"""Plain text: one line after the other, its encoding found out."""

from __future__ import annotations

import re

from ledger.errors import say
from ledger.formats.documents.base import MOST_CHARACTERS, Content
from ledger.formats.documents.encodings import decoded
from ledger.formats.xlsx.unfit import UnfitError
from ledger.model.document import Line, Spot

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_PAGE_END = "\x0c"


def read(data: bytes, _: str) -> Content:
    """The lines of a text. Blank ones are counted and left out; a form feed begins the next page.

    Raises:
        UnfitError: it is no text, or in an encoding that isn't known here.
    """
    found = decoded(data)
    if len(found.text) > MOST_CHARACTERS:
        raise UnfitError(say("document.too-long", limit=MOST_CHARACTERS))
    page = 1 if _PAGE_END in found.text else None
    lines: list[Line] = []
    start = 0
    ends = [(match.start(), match.end()) for match in LINE_END.finditer(found.text)]
    for number, (end, after) in enumerate([*ends, (len(found.text), len(found.text))], 1):
        text = found.text[start:end].rstrip()
        if text:
            lines.append(Line(text, Spot(number, page)))
        if page is not None and found.text[end:after] == _PAGE_END:
            page += 1
        start = after
    return Content(tuple(lines), found.remarks)

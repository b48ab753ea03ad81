"""What stands in a file of the site, without what makes it a page: to be searched for what must not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAGS = re.compile(
    r'</?[a-z][a-z0-9]*|\s(?:class|id|aria-labelledby|for|scope|data-status)="[^"]*"|\s[a-z-]+=(?=")', re.ASCII
)
_PIECE = 100_000
"""Characters of a script that are handed out together: all the texts of a large ledger are too many."""


def readable(path: str, content: bytes) -> Iterator[str]:
    """The words of a page, its attributes that are shown or spoken among them; the data of a script, line by line."""
    text = content.decode("utf-8")
    if path.endswith(".html"):
        yield unescape(_TAGS.sub(" ", text))
        return
    lines: list[str] = []
    size = 0
    for line in (
        text.replace("\\u003c", "<").replace("\\u0001", " ").replace('\\"', '"').replace("\\\\", "\\").split("\\n")
    ):
        lines.append(line)
        size += len(line)
        if size > _PIECE:
            yield "\n".join(lines)
            lines, size = [], 0
    yield "\n".join(lines)

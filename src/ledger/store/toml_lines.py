"""Where in a TOML text a key stands: the reader of the standard library doesn't say."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s."'=]+))\s*(\.|=|$)""")


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line of the key that this way leads to; of the innermost table or key on the way that can be seen, else 1."""
    best, deepest, table = 1, 0, tuple[str, ...]()
    for number, line in enumerate(text.splitlines(), 1):
        if (head := _TABLE.fullmatch(line)) is not None:
            way = table = _parts(head[1])
        elif "=" in line and not line.lstrip().startswith("#"):
            way = (*table, *_parts(line.partition("=")[0]))
        else:
            continue
        if way == tuple(keys[: len(way)]) and len(way) > deepest:
            best, deepest = number, len(way)
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    """`books."入河排污口"` → its parts, without the quotation marks."""
    return tuple(one[1] or one[2] or one[3] for one in _PART.finditer(dotted.strip()))

"""How deep the elements of a web page lie in each other, before a parser takes it apart.

What a browser must do with `<div>` takes as many steps as elements are open: a hundred thousand of them, never closed,
keep every parser that follows the standard busy for a minute.
"""

from __future__ import annotations

import re
from collections import Counter

from ledger.errors import say
from ledger.formats.xlsx.unfit import UnfitError

DEEPEST = 1_500
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_ALONE = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_CLOSED_BY_OTHERS = frozenset({
    "p", "li", "dt", "dd", "tr", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rb", "rt", "rp",
    "html", "head", "body",
})  # fmt: skip
_CELLS = frozenset({"td", "th", "caption"})
_WALLS = frozenset({"table", "template", "object", "marquee", "applet", "button", "select"}) | _CELLS
"""Elements that an end tag inside of them can't close from within (HTML 13.2.4.2, the scopes)."""


def refuse_depth(page: str) -> None:
    """Raises UnfitError if more elements lie in each other than any page needs. Linear in the page's length."""
    rooms: list[tuple[str, list[str], Counter[str]]] = [("", [], Counter())]
    depth = 0
    for found in _TAG.finditer(page):
        name = found[2].lower()
        if name in _ALONE or name in _CLOSED_BY_OTHERS:
            continue
        depth += _close(rooms, name) if found[1] else _open(rooms, name)
        if depth > DEEPEST:
            raise UnfitError(say("document.too-deep"))


def _open(rooms: list[tuple[str, list[str], Counter[str]]], name: str) -> int:
    """Opens an element; says by how much the depth changes."""
    change = 1
    if name in _WALLS:
        if name in _CELLS and rooms[-1][0] in _CELLS:  # a cell ends where the next one begins
            change -= _leave(rooms)
        rooms.append((name, [], Counter()))
    else:
        rooms[-1][1].append(name)
        rooms[-1][2][name] += 1
    return change


def _close(rooms: list[tuple[str, list[str], Counter[str]]], name: str) -> int:
    change = 0
    if name in _WALLS:
        if any(wall == name for wall, _, _ in rooms[-3:]):
            while True:
                wall = rooms[-1][0]
                change -= _leave(rooms)
                if wall == name:
                    break
    elif rooms[-1][2][name]:
        _, names, counts = rooms[-1]
        while True:
            last = names.pop()
            counts[last] -= 1
            change -= 1
            if last == name:
                break
    return change


def _leave(rooms: list[tuple[str, list[str], Counter[str]]]) -> int:
    """Leaves the innermost room; says how many elements that closes."""
    return 1 + len(rooms.pop()[1])

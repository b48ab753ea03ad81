"""What a file says and where, read in one loop: nearly every file has no fault.

Whatever could be a fault, or is only unusual, is not decided here: the gate reads that file again, slowly and with
the place of everything. So this loop says what a file says or nothing, and all that is refused is refused in `gate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from yaml import YAMLError
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from ledger.store.gate_events import Event, EventSource
from ledger.store.gate_text import STRAY_IN_VALUE

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"
"""What YAML says when every scalar is text; nothing typed is `None`."""

NULLS = frozenset({"", "~", "null"})
"""What stands, unquoted, for no value."""

_LONGEST_NULL = max(map(len, NULLS))
_CUTTING_HASH = re.compile(r"(?:^|[\s\"'])#+[^\s#]")
"""A `#` that a text could have been cut by; the one of `3#机组` is none."""
_FRAME = (DocumentEndEvent, StreamEndEvent, StreamStartEvent)


@dataclass(frozen=True, slots=True)
class Plain:
    """The content of a file without a fault."""

    data: dict[str, Node]
    gaps: bool
    """Whether some key or entry has no value."""
    offsets: list[int]
    """How many characters stand before each key, value and list entry, in their order."""


def plain(text: str, parser: Callable[[str], EventSource], *, deepest: int) -> Plain | None:
    """What a text without stray characters says; None where that takes a closer look. Raises nothing."""
    if "#" in text and _CUTTING_HASH.search(text):
        return None
    try:
        return _contents(text, parser(text).get_event, deepest)
    except YAMLError:
        return None


def _contents(  # noqa: C901, PLR0912 - one loop: a call for every scalar would cost as much as the parser itself
    text: str, next_event: Callable[[], Event | None], deepest: int
) -> Plain | None:
    escapes, properties = "\\" in text, "&" in text or "!" in text
    offsets: list[int] = []
    root: list[Node] = []
    here: dict[str, Node] | list[Node] = root
    around: list[dict[str, Node] | list[Node]] = []
    key: str | None = None
    gaps = False
    while (event := next_event()) is not None:
        kind: type[object] = type(event)
        found: Node
        if kind is ScalarEvent:
            found = event.value
            if event.style:
                if escapes and STRAY_IN_VALUE.search(found):
                    break
            elif len(found) <= _LONGEST_NULL and found in NULLS:
                if key is None and type(here) is dict:
                    break
                gaps, found = True, None
            elif found == "<<" or " - " in found:
                break
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            here = around.pop()
            continue
        elif kind is MappingStartEvent:
            found = {}
        elif kind is SequenceStartEvent:
            found = []
        elif kind in _FRAME or (kind is DocumentStartEvent and not (root or event.version or event.tags)):
            continue
        else:
            break
        if properties and (event.anchor is not None or event.tag is not None):
            break
        offsets.append(event.start_mark.index)
        if isinstance(here, list):
            here.append(found)
        elif key is not None:
            here[key] = found
            key = None
        elif isinstance(found, str) and found not in here:
            key = found
            continue
        else:
            break
        if found.__class__ is dict or found.__class__ is list:
            around.append(here)
            here = found
            if len(around) > deepest:
                break
    else:
        return Plain(root[0], gaps, offsets) if root and isinstance(root[0], dict) else None
    return None

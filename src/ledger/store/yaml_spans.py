"""Where everything of a YAML text stands, down to the character: what a writer needs that changes only parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from ledger.store.gate_events import Event, events
from ledger.store.yaml_text import Layout


@dataclass(frozen=True, slots=True)
class Span:
    """A key, a value or a list entry: characters `start` to `end` of the text, comments and blank lines behind it
    not counted. `children` are keys and values in turn for a mapping, entries for a list.
    """

    kind: Literal["scalar", "mapping", "list"]
    start: int
    end: int
    column: int
    flow: bool = False
    style: str = ""
    children: tuple[Span, ...] = ()

    @property
    def keys(self) -> tuple[Span, ...]:
        """A mapping's keys."""
        return self.children[::2]

    @property
    def values(self) -> tuple[Span, ...]:
        """A mapping's values, in the order of its keys."""
        return self.children[1::2]


def spans(text: str) -> Span:
    """The spans of a text that has passed the gate: one document, shallow, without anchors."""
    source = events(text)

    def following() -> Event:
        event = source.get_event()
        if event is None:
            raise EOFError
        return event

    while not isinstance(event := following(), (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
        pass
    return _span(event, following, text)


def _span(event: Event, following: Callable[[], Event], text: str) -> Span:
    start, column = event.start_mark.index, event.start_mark.column
    if isinstance(event, ScalarEvent):
        return Span("scalar", start, _content_end(event, text), column, style=event.style or "")
    children: list[Span] = []
    while not isinstance(inner := following(), (MappingEndEvent, SequenceEndEvent)):
        children.append(_span(inner, following, text))
    flow = bool(event.flow_style)
    end = inner.end_mark.index if flow or not children else children[-1].end
    kind: Literal["mapping", "list"] = "mapping" if isinstance(event, MappingStartEvent) else "list"
    return Span(kind, start, end, column, flow=flow, children=tuple(children))


def _content_end(event: Event, text: str) -> int:
    """A block text's span runs on over blank lines; those belong to it only if it keeps them (`|+`)."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style not in {"|", ">"}:
        return end
    header = text[start:end].split("\n", 1)[0]
    return end if "+" in header else start + len(text[start:end].rstrip())


def layout_of(root: Span) -> Layout:
    """How the file indents, by its first block, list and entry; as we do it where it has none."""
    found: dict[str, int] = {}
    _look(root, found)
    return Layout(found.get("block", 2), found.get("dash", 2), found.get("text", 2))


def _look(span: Span, found: dict[str, int]) -> None:
    if span.flow:
        return
    for key, value in zip(span.keys, span.values, strict=True) if span.kind == "mapping" else ():
        if value.kind != "scalar" and not value.flow:
            found.setdefault("block" if value.kind == "mapping" else "dash", value.column - key.column)
    for child in span.children:
        if span.kind == "list" and child.kind == "mapping" and child.column > span.column:
            found.setdefault("text", child.column - span.column)
        _look(child, found)

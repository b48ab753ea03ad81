"""The gate every YAML file of a ledger passes: bytes to a tree of texts with the place of everything, or all faults.

Values stay text, typed later by the schema: `no`, `0012`, `1.10` and `2026-02-30` are what was typed
(reliability.md 0.1 and 2.2). Of YAML only what a clerk can follow is let in: no anchors, tags, directives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ledger.errors import say
from ledger.model.problem import Problem
from ledger.store import gate_plain
from ledger.store.gate_events import Event, EventSource, Mark, events
from ledger.store.gate_plain import NULLS, plain
from ledger.store.gate_syntax import syntax_faults, wide_colon
from ledger.store.gate_text import (
    SHOWN_AT_MOST,
    STRAY,
    STRAY_IN_VALUE,
    Source,
    code_point,
    conflicts,
    decode,
    stray_characters,
)
from ledger.store.gate_tree import Tree

__all__ = ["DEPTH_LIMIT", "FAULTS_AT_MOST", "Node", "Tree", "read"]

Node: TypeAlias = gate_plain.Node
"""What YAML says when every scalar is text; nothing typed is `None`."""

DEPTH_LIMIT = 12
"""Mappings and lists within each other; an issue needs 4."""

FAULTS_AT_MOST = 100
"""How many faults of one file are told; who has more has the wrong file."""

_JOINED_DASH = re.compile(r"[\r\n][ \t]*(- )")
_COLLECTIONS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_CUT_BY_HASH = re.compile(r"[ \t]*(#+[^\s#][^\r\n]*)")
_SOME_HASH = re.compile(r"#[^\s#]")


def read(data: bytes, file: str, *, parser: Callable[[str], EventSource] = events) -> Tree | tuple[Problem, ...]:
    """The tree of a file, or every fault found in it, in the order of the file. Raises nothing.

    `file` is how messages name it: relative to the ledger's folder, with `/`.
    """
    source = decode(data, file)
    if isinstance(source, Problem):
        return (source,)
    faults = stray_characters(source)
    unfinished = conflicts(source)
    if unfinished:
        return _in_order(faults + unfinished)
    if not faults and (found := plain(source.text, parser, deepest=DEPTH_LIMIT)) is not None:
        return Tree(found.data, source, found.gaps, found.offsets)
    reading = _Reading(source, STRAY.sub("\ufffd", source.text) if faults else source.text)
    try:
        reading.run(parser)
    except YAMLError as error:
        broken = syntax_faults(error, source)  # what was found behind its beginning only follows from it
        reading.faults = [one for one in reading.faults if _position(one) < _position(broken[0])] + broken
    faults += reading.faults
    if not faults and isinstance(reading.root, dict):
        return Tree(reading.root, source, reading.gaps, [mark.index for mark in reading.marks])
    return _in_order(faults or _no_mapping(source, reading))


def _in_order(faults: list[Problem]) -> tuple[Problem, ...]:
    unique = {(fault.rule, fault.place): fault for fault in faults}.values()
    return tuple(sorted(unique, key=_position))


def _position(fault: Problem) -> tuple[int, int]:
    return (fault.place.line or 0, fault.place.column or 0) if fault.place else (0, 0)


def _no_mapping(source: Source, reading: _Reading) -> list[Problem]:
    if reading.root is None:
        return [source.fault("empty", say("read.empty"), 1, 1)]
    every_line = (wide_colon(source, number, "not-mapping") for number in range(1, len(source.lines) + 1))
    wide = [fault for fault in every_line if fault is not None]
    first = reading.marks[0]
    return wide[:SHOWN_AT_MOST] or [
        source.fault("not-mapping", say("read.not-mapping"), first.line + 1, first.column + 1)
    ]


class _Open:
    """A mapping or list whose end has not come yet."""

    __slots__ = ("into", "key", "seen")

    def __init__(self, into: dict[str, Node] | list[Node]) -> None:
        self.into = into
        self.key: str | None = None
        self.seen: dict[str, Mark] = {}

    def awaits_key(self) -> bool:
        return self.key is None and type(self.into) is dict

    def add(self, value: Node) -> None:
        if isinstance(self.into, list):
            self.into.append(value)
        elif self.key is not None:
            self.into[self.key] = value
            self.key = None


class _Reading:
    """One pass over the events. A loop and a stack of our own: depth costs nothing, faults do not end it."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self.faults: list[Problem] = []
        self.marks: list[Mark] = []
        self.root: Node = None
        self.gaps = False
        # Most files have none of these, and the questions about them cost as much as the reading itself.
        self._hashes = _SOME_HASH.search(text) is not None
        self._escapes = "\\" in text
        self._properties = "&" in text or "!" in text

    def run(self, parser: Callable[[str], EventSource]) -> None:
        """Raises `yaml.YAMLError` where the text is no YAML."""
        top = _Open([])
        stack, here = [top], top
        next_event = parser(self.text).get_event
        while (event := next_event()) is not None:
            kind: type[object] = type(event)
            if kind is ScalarEvent:
                self._scalar(event, here)
            elif kind in _COLLECTIONS:
                here = self._collection(event, here)
                stack.append(here)
                if len(stack) > DEPTH_LIMIT + 1:
                    self._fault("too-deep", event.start_mark, limit=DEPTH_LIMIT)
                    return
            elif kind in _ENDS:
                stack.pop()
                here = stack[-1]
            elif kind is AliasEvent:
                self._fault("anchor", event.start_mark)
                self._put_off(here)
            elif kind is DocumentStartEvent and self._document(event, top):
                return
        self.root = top.into[0] if isinstance(top.into, list) and top.into else None

    def _document(self, event: Event, top: _Open) -> bool:
        """Whether this is one document too many."""
        if event.version or event.tags:
            self._fault("directive", event.start_mark)
        if top.into:
            self._fault("multi-doc", event.start_mark)
            return True
        return False

    def _scalar(self, event: Event, here: _Open) -> None:
        mark, value = event.start_mark, event.value
        self.marks.append(mark)
        if self._properties:
            self._no_properties(event)
        if self._hashes:
            self._no_hash(event)
        if self._escapes and event.style == '"' and (stray := STRAY_IN_VALUE.search(value)):
            self._fault("bad-char-escape", mark, char=code_point(stray[0]))
        if " - " in value and not event.style:
            self._no_joined_dash(event)
        empty = value in NULLS and not event.style
        if here.key is None and type(here.into) is dict:
            self._key(event, here, empty=empty)
        elif empty:
            self.gaps = True
            here.add(None)
        else:
            here.add(value)

    def _key(self, event: Event, here: _Open, *, empty: bool) -> None:
        value, mark = event.value, event.start_mark
        first = here.seen.setdefault(value, mark)
        if first is not mark:
            self._fault("dup-key", mark, name=value, line=first.line + 1)
        if value == "<<" and not event.style:
            self._fault("merge-key", mark)
        elif empty:
            self._fault("bad-key", mark)
        here.key = value

    def _collection(self, event: Event, here: _Open) -> _Open:
        self.marks.append(event.start_mark)
        if self._properties:
            self._no_properties(event)
        opened = _Open({} if isinstance(event, MappingStartEvent) else [])
        if here.awaits_key():
            self._fault("complex-key", event.start_mark)
            self._put_off(here)
        else:
            here.add(opened.into)
        return opened

    def _put_off(self, here: _Open) -> None:
        """Take the place of something refused, so that what follows is read as what it is."""
        if here.awaits_key():
            here.key = ""
        else:
            here.add(None)

    def _no_properties(self, event: Event) -> None:
        if event.anchor is not None:
            self._fault("anchor", event.start_mark)
        if event.tag is not None:
            self._fault("tag", event.start_mark)

    def _no_hash(self, event: Event) -> None:
        """A clerk's `车间 #1 泄漏` would lose its end: it is a comment to YAML."""
        end = event.end_mark
        cut = _CUT_BY_HASH.match(self.text, end.index) if event.style in {"", None, '"', "'"} else None
        if cut and (not event.style or cut.start(1) == end.index):
            column = end.column + cut.start(1) - end.index
            text = say("read.hash-comment", rest=cut[1].rstrip())
            self._add(self.source.fault("hash-comment", text, end.line + 1, column + 1))

    def _no_joined_dash(self, event: Event) -> None:
        """A list entry indented too far is no entry to YAML: it becomes the end of the sentence above."""
        for dash in _JOINED_DASH.finditer(self.text, event.start_mark.index, event.end_mark.index):
            place = self.source.position(dash.start(1))
            self._add(self.source.fault("joined-dash", say("read.joined-dash"), *place))

    def _fault(self, rule: str, mark: Mark, **fill: str | int) -> None:
        self._add(self.source.fault(rule, say(f"read.{rule}", **fill), mark.line + 1, mark.column + 1))

    def _add(self, fault: Problem) -> None:
        if len(self.faults) < FAULTS_AT_MOST:
            self.faults.append(fault)

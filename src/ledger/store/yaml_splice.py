"""Changing a hand-edited YAML text in place: only the characters of what changed are replaced.

A round-trip loader writes the whole file anew and loses aligned values, odd indents, CRLF and trailing spaces
(performance.md 2). Here whatever did not change is never touched, so there is nothing to lose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.store.gate import Node
from ledger.store.yaml_align import aligned, insertions
from ledger.store.yaml_spans import Span, layout_of, spans
from ledger.store.yaml_text import (
    Layout,
    after_key,
    columns,
    entry_lines,
    fits_literal,
    flow,
    mapping_lines,
    quoted,
    scalar,
)

FLOW_GROWS_TO = 100
"""A list on one line stays there until it is this wide, in columns."""

_COMMENT_BELOW = re.compile(r"(?:[ \t]*\r?\n)+[ \t]+#")
_REST_OF_LINE = re.compile(r"[ \t]+(?=\r?\n|\Z|#)")
_COMMENT_LINE = re.compile(r"( *)#[^\n]*(?:\n|$)")


class CannotSpliceError(Exception):
    """The file is laid out in a manner that can't be changed in place: `? key`, `- - nested`, `{all in braces}`."""


def splice(text: str, old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str]) -> str:
    """The text of a mapping `old`, changed to say `new`. Raises CannotSpliceError."""
    root = spans(text)
    if root.kind != "mapping" or root.flow:
        raise CannotSpliceError
    edits = _Edits(text, layout_of(root))
    if not any(key in new for key in old):
        edits.anew(root, new)
        return edits.applied()
    edits.mapping(root, old, new, order)
    return edits.applied()


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a value stands: behind the colon of a key or the dash of an entry, which is at `column`."""

    anchor: int
    column: int
    in_list: bool = False


class _Edits:
    """The replacements to make, collected while old and new are walked in the order of the file."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout
        self._replacements: list[tuple[int, int, str]] = []

    def applied(self) -> str:
        newline = "\r\n" if "\r\n" in self.text else "\n"
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self._replacements, key=lambda one: one[0]):  # stable: equal starts keep turn
            parts += [self.text[done:start], new.replace("\n", newline)]
            done = max(done, end)
        return "".join([*parts, self.text[done:]])

    def anew(self, root: Span, new: Mapping[str, Node]) -> None:
        """Write all of it anew, between the comments on top and at the end."""
        lines = mapping_lines(new, self.layout) or ["{}"]
        # What is left on the last line would belong to a sentence of several lines put before it.
        rest = _REST_OF_LINE.match(self.text, root.end)
        end = rest.end() if rest else root.end
        lines += [""] if self.text.startswith("#", end) else []
        self._replace(root.start, end, f"\n{' ' * root.column}".join(lines))

    def mapping(self, span: Span, old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str] = ()) -> None:
        """Change a block mapping key by key."""
        inserted = insertions(old, new, order)
        staying = [number for number, name in enumerate(old) if name in new]
        for name in inserted.get(None, ()):
            self._insert_before(span.keys[staying[0]], mapping_lines({name: new[name]}, self.layout))
        for number, (name, key, value) in enumerate(zip(old, span.keys, span.values, strict=True)):
            if name not in new:
                self._remove_key(span, number, staying)
            elif old[name] != new[name]:
                self._value(value, old[name], new[name], _Slot(self._after_colon(key), key.column))
            for added in inserted.get(name, ()):
                self._insert_after(value.end, key.column, mapping_lines({added: new[added]}, self.layout))

    def _entries(self, span: Span, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Change a block list entry by entry."""
        layout = self._layout_in(span)
        end: int | None = None
        for was, now in aligned(old, new):
            if was is not None:
                entry = span.children[was]
                dash = self._dash(span, entry)
                if now is None:
                    self._remove_lines(dash, entry.end)
                elif old[was] != new[now]:
                    self._value(entry, old[was], new[now], _Slot(dash + 1, span.column, in_list=True))
                end = entry.end
            elif now is not None:
                lines = entry_lines([new[now]], layout)
                if end is None:
                    first = self._dash(span, span.children[0])
                    self._insert_before(Span("scalar", first, first, span.column), lines)
                else:
                    self._insert_after(end, span.column, lines)

    def _layout_in(self, span: Span) -> Layout:
        """The file's layout, with this list's own gap behind its dashes."""
        gaps = (child.column - span.column for child in span.children if child.kind == "mapping")
        return replace(self.layout, text=next((gap for gap in gaps if gap > 1), self.layout.text))

    def _value(self, span: Span, old: Node, new: Node, slot: _Slot) -> None:
        if isinstance(old, dict) and isinstance(new, dict) and any(key in new for key in old):
            if not span.flow:
                self.mapping(span, old, new)
                return
            if list(old) == list(new)[: len(old)] and self._stays_in_flow(new):
                added = [f"{scalar(key, in_flow=True)}: {flow(new[key])}" for key in list(new)[len(old) :]]
                self._in_flow(span.values, list(old.values()), [new[key] for key in old], added)
                return
        if isinstance(old, list) and isinstance(new, list) and old and new:
            if not span.flow:
                self._entries(span, old, new)
                return
            if len(new) >= len(old) and self._stays_in_flow(new):
                self._in_flow(span.children, old, new[: len(old)], [flow(entry) for entry in new[len(old) :]])
                return
        if isinstance(old, str) and isinstance(new, str) and span.style not in {"|", ">"} and not fits_literal(new):
            self._replace(span.start, span.end, quoted(new, span.style) if span.style else scalar(new))
            return
        self._whole(span, new, slot)

    def _stays_in_flow(self, new: Node) -> bool:
        return columns(flow(new)) <= FLOW_GROWS_TO

    def _in_flow(self, parts: Sequence[Span], old: Sequence[Node], new: Sequence[Node], added: Sequence[str]) -> None:
        """Change a collection in brackets part by part, and add to its end."""
        for part, was, now in zip(parts, old, new, strict=True):
            if was != now:
                gap = " " if self.text[part.start - 1] == ":" else ""
                same_quotes = isinstance(now, str) and part.style in {"'", '"'}
                self._replace(part.start, part.end, quoted(str(now), part.style) if same_quotes else gap + flow(now))
        if added:
            self._replace(parts[-1].end, parts[-1].end, "".join(f", {one}" for one in added))

    def _whole(self, span: Span, new: Node, slot: _Slot) -> None:
        """Write a value anew. A comment on the line of its key stays there."""
        if span.flow and "#" in self.text[span.start : span.end]:
            raise CannotSpliceError
        line_end = self._line_end(slot.anchor)
        end = span.start + len(self.text[span.start : span.end].rstrip("\r\n"))
        behind = self.text[end : self._line_end(end)].strip()
        below = _COMMENT_BELOW.match(self.text, self._line_end(max(end, slot.anchor)))
        one_line = below is not None or (bool(behind) and end > line_end)
        first, block = self._rendered(new, slot, one_line=one_line)
        if block:
            end = max(end, self._line_end(end))
        if span.start > line_end:
            self._replace(slot.anchor, slot.anchor, first)
            self._replace(line_end, end, block)
        elif end <= line_end:
            self._replace(slot.anchor, max(span.end, slot.anchor), first)
            self._replace(line_end, line_end, block)
        else:
            self._replace(slot.anchor, end, first + block)

    def _rendered(self, new: Node, slot: _Slot, *, one_line: bool) -> tuple[str, str]:
        """The rest of the key's or dash's line, and the lines below it. `one_line` where a comment follows
        that would become part of a text of several lines.
        """
        if one_line and isinstance(new, str):
            return f" {scalar(new)}", ""
        if slot.in_list:
            first, *rest = entry_lines([new], self.layout)
            first = first.removeprefix("-")
        else:
            first, *rest = after_key(new, self.layout)
        return first, "".join(f"\n{' ' * slot.column}{line}" if line else "\n" for line in rest)

    def _remove_key(self, span: Span, number: int, staying: Sequence[int]) -> None:
        """Take out a key and its value; the first key of a list entry makes room for the next one."""
        key, value = span.keys[number], span.values[number]
        if not self.text[self._line_start(key.start) : key.start].strip():
            self._remove_lines(key.start, value.end)
            return
        following = next((span.keys[later].start for later in staying if later > number), None)
        if following is None or "#" in self.text[value.end : following]:
            raise CannotSpliceError
        self._replace(key.start, following, "")

    def _remove_lines(self, start: int, end: int) -> None:
        begin = self._line_start(start)
        if self.text[begin:start].strip():
            raise CannotSpliceError
        self._replace(begin, self._next_line(end), "")

    def _insert_before(self, span: Span, lines: Sequence[str]) -> None:
        indent = " " * span.column
        self._replace(span.start, span.start, "".join(f"{line}\n{indent}" if line else "\n" for line in lines))

    def _insert_after(self, end: int, column: int, lines: Sequence[str]) -> None:
        at = self._next_line(end)
        while (comment := _COMMENT_LINE.match(self.text, at)) and len(comment[1]) > column:
            at = comment.end()  # indented under what stands above, and so about that
        body = "\n".join(" " * column + line if line else "" for line in lines)
        unfinished = at == len(self.text) and not self.text.endswith("\n")
        self._replace(at, at, f"\n{body}" if unfinished else f"{body}\n")

    def _after_colon(self, key: Span) -> int:
        colon = self.text.find(":", key.end)
        if colon < 0 or self.text[key.end : colon].strip():
            raise CannotSpliceError
        return colon + 1

    def _dash(self, span: Span, entry: Span) -> int:
        """The dash of an entry: upwards from its text, in the column of the list's dashes."""
        begin = self._line_start(entry.start)
        while begin >= 0:
            dash = begin + span.column
            if dash < max(entry.start, 1) and self.text[dash] == "-" and self.text[dash + 1 : dash + 2].strip() == "":
                return dash
            begin = self._line_start(begin - 1) if begin > 0 else -1
        raise CannotSpliceError

    def _replace(self, start: int, end: int, new: str) -> None:
        self._replacements.append((start, end, new))

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def _next_line(self, index: int) -> int:
        """The beginning of the next line; `index` itself where a line begins, as after a text that keeps its end."""
        if index > 0 and self.text[index - 1] == "\n":
            return index
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end + 1

"""A file's content with the place of each of its parts, noted while it is read and kept in a few hundred bytes.

A place is one number: how many characters stand before it. In the order of the file there is one for every key, value
and list entry, so which one is that of a path is counted off the content.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ledger.model.problem import Path
from ledger.store.gate_plain import Node
from ledger.store.gate_text import Source

_MOST_IN_TWO_BYTES = 0xFFFF


@dataclass(frozen=True)
class Tree:
    """What a file says, and where each part of it stands."""

    data: dict[str, Node]
    source: Source
    gaps: bool
    """Whether some key or entry has no value."""
    offsets: Sequence[int]
    """Where every key, value and list entry begins."""

    def locate(self, path: Path) -> tuple[int, int]:
        """Line and column, from 1, of a key or a list entry; of what it would stand in, if it is not there."""
        return self._place(self._positions(path)[0])

    def locate_value(self, path: Path) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path; of what it would stand in, if it is not there."""
        return self._place(self._positions(path)[1])

    def excerpt(self, line: int) -> str:
        """A line of the file as it can be shown."""
        return self.source.excerpt(line)

    @property
    def marks(self) -> bytes:
        """The offsets, to be kept beside the content; `marked` reads them."""
        return array(_width(self.source), self.offsets).tobytes()

    def _place(self, position: int) -> tuple[int, int]:
        return self.source.position(self.offsets[position])

    def _positions(self, path: Path) -> tuple[int, int]:
        """Which offsets are those of the key and the value at a path."""
        node: Node = self.data
        key = value = 0
        for step in path:
            found = _child(node, value, step)
            if found is None:
                break
            key, value, node = found
        return key, value


def marked(data: dict[str, Node], source: Source, marks: bytes) -> Tree:
    """The tree of a text that was read before, with the content and the marks that it had."""
    return Tree(data, source, gaps=True, offsets=memoryview(marks).cast(_width(source)))


def _width(source: Source) -> Literal["H", "I"]:
    """Two bytes tell any offset of a usual file."""
    return "H" if len(source.text) <= _MOST_IN_TWO_BYTES else "I"


def _child(node: Node, position: int, step: str | int) -> tuple[int, int, Node] | None:
    position += 1
    if isinstance(node, dict):
        for key, value in node.items():
            if key == step:
                return position, position + 1, value
            position += 1 + _size(value)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            if number == step:
                return position, position, value
            position += _size(value)
    return None


def _size(node: Node) -> int:
    if isinstance(node, dict):
        return 1 + len(node) + sum(map(_size, node.values()))
    if isinstance(node, list):
        return 1 + sum(map(_size, node))
    return 1

"""The section headings above items (一、认识有偏差), and where the words of an item end before the next of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ledger.formats.plan_text.joining import Flow
from ledger.formats.plan_text.numbering import Mark

_SENTENCE = "。；;！!？?"
_LONGEST_HEADING = 60
_UNNUMBERED = 2.6
"""An item without a number stands below sections and above measures."""


class Sections:
    """Reads a text from its beginning to its end and keeps the headings that hold at the present place."""

    def __init__(self, flow: Flow, marks: Sequence[Mark]) -> None:
        self._flow = flow
        self._marks = marks
        self._last: dict[str, Mark] = {}
        self._stack: list[tuple[float, str]] = []
        self.spans: list[tuple[int, int]] = []
        """Where headings stand: no item took them, and yet they are no orphans."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above the present place, outermost first."""
        return tuple(text for _, text in self._stack)

    def read(self, start: int, stop: int, item: Mark | None) -> None:
        """Take in the headings between two items (or before the first)."""
        for at, level in self._flow.titles:
            if start <= at < stop and not self._among(at, at + 3):
                self._put(level - 10.0, at, self._line_end(at, stop))
        for mark in self._among(start, stop):
            if not self._above(mark, item) or (not mark.firm and not self._touches(mark, stop)):
                continue
            last = self._last.get(mark.style)
            if last is not None and not mark.follows(last) and not mark.is_first:
                continue
            self._last[mark.style] = mark
            heading_end = self._heading_end(mark, stop)
            if heading_end is None:
                self._stack = [(rank, text) for rank, text in self._stack if rank < mark.rank]
            else:
                self._put(mark.rank, mark.start, heading_end)

    def cut(self, start: int, stop: int, item: Mark | None) -> int:
        """Where, between the last label of an item and the next item, a section begins; `stop` where none does."""
        marks = self._among(start, stop)
        inner = _list_at(self._flow.text, start, marks)
        seconds: dict[tuple[str, tuple[int, ...]], bool] = {}
        for mark in marks:
            if (
                mark in inner
                or not self._above(mark, item)
                or (mark.place == "glued" and not self._touches(mark, stop))
            ):
                continue
            last = self._last.get(mark.style)
            one = (mark.style, mark.value)
            if last is None and mark.is_first and one not in seconds:  # asked once a number, however often it stands
                seconds[one] = any(other.style == mark.style and other.follows(mark) for other in marks)
            new_list = last is None and mark.is_first and not seconds[one] and self._touches(mark, stop)
            if (new_list or (last is not None and mark.follows(last))) and self._heading_end(mark, stop) is not None:
                return mark.start
        for at, _ in self._flow.titles:
            if start < at < stop and not self._among(at, at + 3):
                return at
        return stop

    def _put(self, rank: float, start: int, end: int) -> None:
        text = " ".join(self._flow.text[start:end].split())
        self._stack = [(other, words) for other, words in self._stack if other < rank]
        self._stack.append((rank, text))
        self.spans.append((start, end))

    def _among(self, start: int, stop: int) -> Sequence[Mark]:
        first = bisect_left(self._marks, start, key=lambda mark: mark.start)
        return self._marks[first : bisect_left(self._marks, stop, key=lambda mark: mark.start)]

    def _above(self, mark: Mark, item: Mark | None) -> bool:
        rank = item.rank if item else _UNNUMBERED
        return mark.rank < rank and (item is None or mark.style != item.style)

    def _touches(self, mark: Mark, stop: int) -> bool:
        """Whether nothing but a heading's words stands between a number and the next item."""
        words = self._flow.text[mark.end : stop].strip()
        return len(words) <= _LONGEST_HEADING and not any(char in _SENTENCE for char in words.rstrip(_SENTENCE))

    def _line_end(self, start: int, stop: int) -> int:
        end = self._flow.text.find("\n", start, stop)
        return stop if end < 0 else end

    def _heading_end(self, mark: Mark, stop: int) -> int | None:
        """The end of the heading that begins with a number; None where a sentence begins there, not a heading."""
        end = self._line_end(mark.start, stop)
        inner = [other.start for other in self._among(mark.end, end) if other.firm]
        end = min([end, *inner])
        words = self._flow.text[mark.end : end].strip()
        if not words or len(words) > _LONGEST_HEADING or any(char in _SENTENCE for char in words.rstrip(_SENTENCE)):
            return None
        return end


def _list_at(text: str, start: int, marks: Sequence[Mark]) -> list[Mark]:
    """The numbers of the list with which the words of a label begin: 1, 2, 3 … of one style are measures."""
    if not marks or text[start : marks[0].start].strip():
        return []
    run = [marks[0]]
    for mark in marks[1:]:
        if mark.style == run[0].style and mark.follows(run[-1]):
            run.append(mark)
    return run

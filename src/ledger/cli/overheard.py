"""A stream that somebody listens to: it is what it was to everybody who writes to it, or asks what it is."""

from __future__ import annotations

from io import BufferedWriter, RawIOBase, TextIOWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than an answer
    from collections.abc import Callable
    from typing import TextIO

    from _typeshed import ReadableBuffer

    Hear = Callable[[bytes | None], None]
    """Told what was written; None once something could not be."""


class _Overheard(RawIOBase):
    """The raw end of a stream."""

    def __init__(self, raw: RawIOBase, hear: Hear) -> None:
        self._raw, self._hear = raw, hear

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: ReadableBuffer, /) -> int | None:
        try:
            count = self._raw.write(data)
        except OSError:
            self._hear(None)
            raise
        self._hear(bytes(memoryview(data)[: count or 0]))
        return count


def raw_end(stream: TextIO | None) -> RawIOBase | None:
    """Where a stream ends in a descriptor; None for one that doesn't, which can't be overheard."""
    if not isinstance(stream, TextIOWrapper):
        return None
    buffer = stream.buffer
    raw = buffer.raw if isinstance(buffer, BufferedWriter) else buffer  # `python -u` has no buffer
    return raw if isinstance(raw, RawIOBase) else None


def overheard(stream: TextIO, raw: RawIOBase, hear: Hear) -> TextIOWrapper:
    """The same stream; `hear` is told everything that leaves it from now on."""
    stream.flush()
    assert isinstance(stream, TextIOWrapper)  # noqa: S101 - it has a raw end
    end = _Overheard(raw, hear)
    return TextIOWrapper(
        BufferedWriter(end) if isinstance(stream.buffer, BufferedWriter) else end,  # type: ignore[arg-type]  # as Python's own `-u`
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )

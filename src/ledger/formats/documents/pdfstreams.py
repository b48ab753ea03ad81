"""The compressed streams of a PDF, looked at before PDFium unpacks them: it would fill the memory with a bomb."""

from __future__ import annotations

import re
import zlib

from ledger.errors import say
from ledger.formats.documents.base import MEGABYTE
from ledger.formats.xlsx.unfit import UnfitError

MOST_OF_ONE = 64 * MEGABYTE
"""Of a stream that is no picture; the font of a whole language takes 20."""
MOST_OF_ALL = 600 * MEGABYTE
_CHUNK = 64 * 1024
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 2_048
"""Bytes before a stream in which its dictionary stands."""
_MOST_LAYERS = 2


def refuse_bombs(data: bytes) -> None:
    """Raises UnfitError if a stream unpacks to more than any page or font needs, or is packed again and again.

    Pictures are left alone: reading text doesn't unpack them.
    """
    total = at = 0
    while found := _STREAM.search(data, at):
        at = found.end()
        before = data[max(0, found.start() - _DICTIONARY) : found.start()]
        dictionary = before[max(before.rfind(b"obj"), 0) :]
        layers = dictionary.count(b"FlateDecode") + len(re.findall(rb"/Fl\b", dictionary))
        if not layers or b"/Image" in dictionary:
            continue
        unpacked, packed = _unpacked(data, at)
        total += unpacked
        at += packed
        if unpacked > MOST_OF_ONE or total > MOST_OF_ALL or layers > _MOST_LAYERS:
            size, limit = total // MEGABYTE, MOST_OF_ONE // MEGABYTE
            raise UnfitError(say("document.bomb", part="stream", size=size, limit=limit))


def _unpacked(data: bytes, start: int) -> tuple[int, int]:
    """How many bytes a stream unpacks to, counted up to what is too much; and how many packed ones it took."""
    unpacking = zlib.decompressobj()
    unpacked, at = 0, start
    try:
        while at < len(data) and not unpacking.eof and unpacked <= MOST_OF_ONE:
            chunk = data[at : at + _CHUNK]
            while chunk and unpacked <= MOST_OF_ONE:
                unpacked += len(unpacking.decompress(chunk, _CHUNK * 16))
                chunk = unpacking.unconsumed_tail
            at += _CHUNK
    except zlib.error:  # damaged; PDFium reads as far as it can be read
        return unpacked, 0
    return unpacked, max(0, min(at, len(data)) - start - len(unpacking.unused_data))

"""What every reader of a file format promises: bytes in, the lines and tables of a document out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ledger.errors import Said
from ledger.model.document import Block

MEGABYTE = 1024 * 1024
MOST_BYTES = 100 * MEGABYTE
"""Of the file as it lies on the disk; scans and pictures make the most of it."""
MOST_CHARACTERS = 32_000_000
"""Of text in one document: a thousand times the longest plan that was seen."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a file, and what it saw there and left out."""

    blocks: tuple[Block, ...]
    remarks: tuple[Said, ...] = ()


class Reader(Protocol):
    """Reads one file format."""

    def __call__(self, data: bytes, file: str) -> Content:
        """The content of `data`; `file` is its name in what is said about it.

        Raises:
            UnfitError: it is damaged, not safe, or more than is read.
            UnreadableError: the same, from a reader that says the name itself.
        """

"""What every layout promises: a document in, its entries out, and how sure it is that this is its kind."""

from __future__ import annotations

from typing import Protocol

from ledger.model.document import Document
from ledger.model.item import Taken


class Shape(Protocol):
    """One family of layouts (domain 4). A layout only finds where items begin and which words stand under which
    label; what is inside those words is read the same way for all (`model.extract`).
    """

    @property
    def name(self) -> str:
        """What `--layout` calls it."""

    @property
    def title(self) -> str:
        """What it is called in a clerk's words."""

    def take(self, document: Document) -> Taken:
        """The entries found, and the confidence: 0 where nothing of this kind is there. Never raises on content."""

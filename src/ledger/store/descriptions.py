"""What an office may describe in a folder of its own (`templates/books/`), and finds shipped where it does not.

Knows a ledger by its folder only, because the workspace reads its books and procedures through here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ledger.model.problem import Problem
from ledger.store.issuefile import plain
from ledger.store.provided import SHIPPED

SUFFIX = ".yaml"


class Descriptions:
    """The descriptions of a kind: those of the office, those that are shipped, by their names."""

    def __init__(self, folder: str) -> None:
        """`folder` is where they lie, from a ledger's folder."""
        self.folder = folder
        self._shipped = SHIPPED / "ledger" / folder

    def file(self, name: str) -> str:
        """Where the description of a name lies, or would lie, from the ledger's folder."""
        return f"{self.folder}/{name}{SUFFIX}"

    def shipped_names(self) -> tuple[str, ...]:
        """Those that every ledger has."""
        return _names(self._shipped)

    def own_names(self, root: Path) -> tuple[str, ...]:
        """Those that the office has files of, the shipped ones that it has taken over among them."""
        found = (root / self.folder).glob(f"*{SUFFIX}")
        return tuple(sorted(path.stem for path in found if not path.name.startswith(".")))

    def names(self, root: Path) -> tuple[str, ...]:
        """All that can be named: the shipped ones, then the office's own."""
        return tuple(dict.fromkeys((*self.shipped_names(), *self.own_names(root))))

    def shipped(self, name: str) -> bytes:
        """One as it is shipped."""
        return (self._shipped / f"{name}{SUFFIX}").read_bytes()

    def own(self, root: Path, name: str) -> bytes | Problem | None:
        """One as the office describes it, or why its file is none; None where there is no such file."""
        try:
            return plain(root / self.file(name), self.file(name))
        except FileNotFoundError:
            return None


@cache
def _names(folder: Path) -> tuple[str, ...]:
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))

"""The merge driver's two halves: the line in `.gitattributes`, which travels, and git's setting, which doesn't.

A setting belongs to a clone; git takes none from what it fetches, or a stranger's repository could run programs.
"""

from __future__ import annotations

from pathlib import Path

from ledger.store import files, git
from ledger.store.merging import MARKER

ATTRIBUTES = ".gitattributes"
LINE = "issues/**/*.yaml merge=ledger"
WHOLE = "evidence/** -merge"
"""Evidence is never merged by lines, whatever it is: git keeps ours and asks."""
ARGUMENTS = "%O %A %B %L %P"
"""What git puts there: the three versions, the length of its marks, the path."""
_KEY = "merge.ledger.driver"


def named(root: Path) -> bool:
    """Whether the ledger's files say that `ledger` merges them."""
    return "merge=ledger" in _attributes(root)


def registered(root: Path) -> bool:
    """Whether git knows here what to call."""
    return git.setting(root, _KEY) is not None


def in_git(root: Path) -> bool:
    """Whether git keeps this folder."""
    return git.setting(root, "core.repositoryformatversion") is not None


def marks(root: Path, file: str) -> int:
    """How long git's marks in a file are, before it makes them longer (gitattributes(5), `conflict-marker-size`)."""
    said = git.attribute(root, file, "conflict-marker-size") if file else ""
    return int(said) if said.isdecimal() and int(said) > 0 else MARKER


def name(root: Path) -> bool:
    """Add the lines that are missing; whether one was. Raises OSError."""
    text = _attributes(root)
    evidence = any(line.startswith("evidence/") and "-merge" in line.split() for line in text.splitlines())
    lines = [*([] if named(root) else [LINE]), *([] if evidence else [WHOLE])]
    if lines:
        gap = "" if not text or text.endswith("\n") else "\n"
        added = "".join(f"{line}\n" for line in lines)
        files.write_atomically(root / ATTRIBUTES, f"{text}{gap}{added}".encode("utf-8", "surrogateescape"))
    return bool(lines)


def register(root: Path, command: str) -> bool:
    """Tell git here to call `command` for merges; False where there is no repository."""
    described = git.set_here(root, "merge.ledger.name", "ledger: fields, events, conclusions")
    return described and git.set_here(root, _KEY, f"{command} merge-driver {ARGUMENTS}")


def _attributes(root: Path) -> str:
    try:
        return (root / ATTRIBUTES).read_text("utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""

"""Which numbers are taken: by files that are there, that git once had, by folders of evidence. None is given twice."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from ledger.store import git
from ledger.store.workspace import Workspace


def in_git(workspace: Workspace) -> frozenset[str]:
    """The names of all files that were ever among the issues, on any branch that git has here."""
    return git.added_names(workspace.root, workspace.issues.name)


def ever_used(workspace: Workspace) -> tuple[str, ...]:
    """Every name that holds a number or ever held one."""
    return (*in_git(workspace), *on_disk(workspace))


def on_disk(workspace: Workspace) -> Iterator[str]:
    """Everything under a name that may hold a number, whatever its spelling: files and folders among the issues, and
    the folders of evidence, which outlive an issue that somebody deleted.
    """
    for _, subfolders, names in os.walk(workspace.issues):
        yield from subfolders
        yield from names
    with contextlib.suppress(FileNotFoundError):
        yield from (path.name for path in workspace.evidence.iterdir())

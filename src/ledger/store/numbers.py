"""Which numbers are taken: by files that are there, that git once had, by folders of evidence. None is given twice.

Two people at work in two work trees of one clone don't see each other's new files; git's common folder is the one place
that both of them know, so the numbers are given out under a lock there. Clones on two machines can still meet by
accident: `renumber` mends that.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import say
from ledger.store import asides, files, git, locks
from ledger.store.git import Clone
from ledger.store.issuefile import SUFFIX
from ledger.store.workspace import Workspace

SHARED = "ledger"
"""The folder of ours in git's common folder: the lock, and what is known of the history already."""

_OBJECT = re.compile(r"[0-9a-f]{40,64}")


@contextlib.contextmanager
def reserved(workspace: Workspace) -> Iterator[set[str]]:
    """Every name that holds a number or ever held one, while nobody else in this clone can take another.

    A number is taken by the file that bears it: what was reserved by somebody who died before that is free again.
    Raises ConflictError where others hold on to it, OSError.
    """
    clone = git.clone(workspace.root)
    if clone is None:
        if git.refuses(workspace.root):
            _tell_of_history(workspace)
        with locks.ledger(workspace.root):
            yield {*on_disk(workspace)}
        return
    if not _place(workspace, clone).exists():
        _History.read(workspace, clone)  # before the lock: the first walk over a history may be long
    with _one_at_a_time(clone), locks.ledger(workspace.root):
        yield {*_History.read(workspace, clone).names, *_in_trees(workspace, clone)}


def _one_at_a_time(clone: Clone) -> contextlib.AbstractContextManager[None]:
    """The lock of the clone; none where git's folder can't be written to: then the ledger's own lock must do."""
    folder = clone.shared / SHARED
    writable = os.access(folder if folder.exists() else clone.shared, os.W_OK)
    return locks.numbers(folder) if writable else contextlib.nullcontext()


def ever_used(workspace: Workspace) -> tuple[str, ...]:
    """Every name that holds a number or ever held one."""
    clone = git.clone(workspace.root)
    if clone is None:
        return tuple(on_disk(workspace))
    return (*_History.read(workspace, clone).names, *_in_trees(workspace, clone))


def _in_trees(workspace: Workspace, clone: Clone) -> Iterator[str]:
    """What is there and what is staged, committed or not, in every work tree of the clone."""
    yield from on_disk(workspace)
    yield from git.staged_names(workspace.root, workspace.issues.name)
    for tree in clone.trees:
        other = Workspace(tree / clone.inside)
        if other.root.is_dir() and not other.root.samefile(workspace.root):
            yield from on_disk(other)
            yield from git.staged_names(other.root, other.issues.name)


def on_disk(workspace: Workspace) -> Iterator[str]:
    """Everything under a name that may hold a number, whatever its spelling: files and folders among the issues, and
    the folders of evidence, which outlive an issue that somebody deleted. An empty one only tells of a command that
    died before it gave the number; only where no issue bears the name has it to be looked into.
    """
    borne: set[str] = set()
    for _, subfolders, names in os.walk(workspace.issues):
        borne.update(subfolders, names)
    yield from borne
    with contextlib.suppress(FileNotFoundError), os.scandir(workspace.evidence) as folders:
        yield from (one.name for one in folders if f"{one.name}{SUFFIX}" not in borne and _holds(Path(one.path)))


def _holds(folder: Path) -> bool:
    """Whether anything but what a crash has left lies in a folder; nobody knows of one that is closed."""
    try:
        return any(not files.is_temporary(one.name) for one in folder.iterdir())
    except OSError:
        return True


@dataclass(frozen=True)
class _History:
    """The names that git ever had, as far back as these commits lead; kept, so that each commit is looked at once."""

    tips: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @staticmethod
    def read(workspace: Workspace, clone: Clone) -> _History:
        """All names up to now. A name that was seen once counts for good, even if git has forgotten it since."""
        path = _place(workspace, clone)
        known = _kept(path)
        tips = tuple(sorted({*git.tips(workspace.root), *clone.heads}))
        fresh = git.names_ever(workspace.root, workspace.issues.name, clone.heads, known.tips)
        if fresh is None:
            _tell_of_history(workspace)
            return known
        now = _History(tips, known.names | fresh)
        if now != known:
            _keep(path, now)
        return now


def _tell_of_history(workspace: Workspace) -> None:
    """Numbers are given all the same, by what is on the disk: whoever gave them out before can be asked."""
    asides.tell(f"history of {workspace.root}", say("numbers.no-history"))


def _place(workspace: Workspace, clone: Clone) -> Path:
    """A file for each ledger of a repository, and another one once a shallow clone has been deepened: what lies behind
    the commits that it knows is then another history.
    """
    which = hashlib.sha256(f"{clone.inside}/{workspace.issues.name}\n".encode())
    with contextlib.suppress(OSError):
        which.update((clone.shared / "shallow").read_bytes())
    return clone.shared / SHARED / f"numbers-{which.hexdigest()[:12]}.json"


def _kept(path: Path) -> _History:
    """What is known already; nothing where the file is not there or is none of ours."""
    try:
        told = json.loads(files.read_plain(path))
        tips, names = told["tips"], told["names"]
        if not all(isinstance(one, str) for one in (*tips, *names)) or not all(map(_OBJECT.fullmatch, tips)):
            return _History()
        return _History(tuple(tips), frozenset(names))
    except (OSError, ValueError, KeyError, TypeError):
        return _History()


def _keep(path: Path, known: _History) -> None:
    """Without this the next run only takes longer."""
    data = json.dumps({"tips": known.tips, "names": sorted(known.names)}, ensure_ascii=False).encode()
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        files.write_atomically(path, data)

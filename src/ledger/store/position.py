"""Where a folder stands in its repository, and which of two commits came first: what a publication rests on.

Nothing is taken for unchanged because git did not say otherwise: where it fails, that is told, and files that somebody
told it not to look at are looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ledger.errors import MachineError, say
from ledger.store import git

_STATUS = (
    "status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z", "--no-renames", "--untracked-files=all",
    "--ignore-submodules=all", "--", ".",
)  # fmt: skip
_HEAD = "# branch.oid "
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_WORDS_BEFORE_PATH = {"1": 8, "2": 9, "u": 10, "?": 1, "!": 1}
"""Of each kind of line that `git status --porcelain=v2` has (git-status(1)): in how many words the path comes."""

Lineage = Literal["after", "before", "apart", "unknown"]


@dataclass(frozen=True)
class Position:
    """Where a folder stands in its repository; paths are from the folder, as git writes them."""

    commit: str
    modified: bool
    """Whether something in it is in no commit, as far as git looked."""
    blobs: Mapping[str, str]
    """What git calls the content of each file that is as it was put into the index, without a look at them."""
    unwatched: Mapping[str, str]
    """The same of files that git was told not to look at (assume-unchanged, skip-worktree): what they hold now, nobody
    has asked.
    """
    left_out: frozenset[str]
    """Those of them that a sparse checkout may have left out."""


def position(folder: Path, named: str) -> Position | None:
    """Where a folder stands whose file `named` git keeps; None without git, before the first commit, and where the
    repository around it knows nothing of it. Raises MachineError where there is a repository that git can't read.
    """
    status = git.called(folder, *_STATUS)
    if status is None:
        return None
    if status.returncode:
        if not git.around(folder):
            return None
        raise _failed(status.stderr)
    head, *lines = status.stdout.decode("utf-8", "replace").rstrip("\0").split("\0")
    commit = head.removeprefix(_HEAD)
    if not _COMMIT.fullmatch(commit):
        return None
    entries = [one for one in lines if not one.startswith("# ")]
    changed = frozenset(_paths(folder, entries)) if entries else frozenset[str]()
    listed = git.called(folder, "ls-files", "-s", "-v", "-z", "--", ".")
    if listed is None or listed.returncode:
        raise _failed(listed.stderr if listed else b"")
    return _position(commit, changed, listed.stdout.decode("utf-8", "replace"), named)


def _position(commit: str, changed: frozenset[str], listed: str, named: str) -> Position | None:
    blobs, unwatched = dict[str, str](), dict[str, str]()
    left_out = set[str]()
    known = False
    for line in listed.split("\0"):
        head, _, path = line.partition("\t")
        tag, mode, blob, _ = head.split() if path else ("", "", "", "")
        known = known or path == named
        if not mode.startswith("100"):
            continue
        if tag.islower() or tag == "S":
            unwatched[path] = blob
            if tag in "sS":
                left_out.add(path)
        elif path not in changed:
            blobs[path] = blob
    return Position(commit, bool(changed), blobs, unwatched, frozenset(left_out)) if known else None


def _paths(folder: Path, entries: list[str]) -> Iterator[str]:
    """The paths of `git status`, which are from the top of the work tree."""
    inside = git.prefix(folder)
    top = f"{inside}/" if inside else ""
    for one in entries:
        yield one.split(" ", _WORDS_BEFORE_PATH.get(one[0], 1))[-1].removeprefix(top)


def _failed(said: bytes) -> MachineError:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return MachineError(say("publish.git-failed", why=next(iter(lines), "git")))


def blob_of(data: bytes) -> str:
    """What git calls a content, in a repository of the usual kind."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def lineage(repository: Path, one: str, other: str) -> Lineage:
    """Whether a commit came after another (or is it), before it, or on another line; unknown where a shallow clone has
    too little of the history to tell.
    """
    if not (_COMMIT.fullmatch(one) and _COMMIT.fullmatch(other)):
        return "apart"
    if _leads_to(repository, other, one):
        return "after"
    if _leads_to(repository, one, other):
        return "before"
    shallow = git.called(repository, "rev-parse", "--is-shallow-repository")
    return "unknown" if shallow is not None and shallow.stdout.strip() == b"true" else "apart"


def _leads_to(repository: Path, earlier: str, later: str) -> bool:
    answer = git.called(repository, "merge-base", "--is-ancestor", earlier, later)
    return answer is not None and answer.returncode == 0

"""What a witness outside has kept of the ledger: a checkpoint's file, a git tag, or the root printed on a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import NotFoundError, UnreadableError, UsageError, say
from ledger.model.checkpoint import SHORT, hex_of
from ledger.model.problem import Place, Problem
from ledger.store import checkpoints, files, git
from ledger.store.checkpoints import FOLDER, LIMIT, SUFFIX, Held
from ledger.store.workspace import Workspace, at_its_place

_ROOT = re.compile(r"(?:sha256:)?([0-9a-f]{4,64})")
_IN_MESSAGE = re.compile(r"\broot (sha256:[0-9a-f]{64})\b")


@dataclass(frozen=True)
class Kept:
    """What the witness's word led to."""

    word: str
    held: tuple[Held, ...]
    """The checkpoints it means, the oldest first."""
    missing: tuple[str, ...] = ()
    """Roots that it names and no checkpoint has, here or with the witness."""
    problems: tuple[Problem, ...] = ()
    """What the witness's own files contradict in themselves."""


def find(workspace: Workspace, here: Sequence[Held], word: str) -> Kept:
    """What a word means: a file, else a root (12 hex digits or more, as printed), else a tag or a commit.

    `here` are the checkpoints of the ledger. Raises NotFoundError, UnreadableError, UsageError for a root cut too
    short to mean one.
    """
    if (path := _file_named(word)) is not None:
        return _file(word, path)
    root = _ROOT.fullmatch(word.strip().lower().rstrip(".…"))
    if root is not None and len(root[1]) >= SHORT:
        return _root(workspace, here, word, root[1])
    commit = git.commit_of(workspace.root, word)
    if commit is not None:
        return _tag(workspace, here, word, commit)
    if root is not None:
        raise UsageError(say("audit.root-short", word=word, digits=SHORT))
    raise NotFoundError(say("audit.no-witness", word=word))


def _file_named(word: str) -> Path | None:
    path = Path(word)
    try:
        return path if path.is_file() else None
    except OSError:  # too long for a name: then it is none
        return None


def _file(word: str, path: Path) -> Kept:
    try:
        found = checkpoints.read(files.read_plain(path, LIMIT), str(path.absolute()))
    except OSError as error:
        raise files.fault(error, path) from error
    if isinstance(found, Problem):
        raise UnreadableError(say("audit.not-a-checkpoint", file=word), at_its_place(found))
    return Kept(word, (found,), problems=found.problems)


def _root(workspace: Workspace, here: Sequence[Held], word: str, digits: str) -> Kept:
    """The checkpoint with a root: of the folder, else one that git had once and that was removed since."""
    for one in here:
        if hex_of(one.checkpoint.root).startswith(digits):
            return Kept(word, (one,))
    for name in sorted(git.added_names(workspace.root, FOLDER)):
        if f"-{digits[:SHORT]}" in name and name.endswith(SUFFIX):
            for data in git.versions(workspace.root, name):
                found = checkpoints.read(data, f"{FOLDER}/{name}")
                if isinstance(found, Held) and hex_of(found.checkpoint.root).startswith(digits):
                    return Kept(word, (found,), problems=found.problems)
    return Kept(word, (), (digits,))


def _tag(workspace: Workspace, here: Sequence[Held], word: str, commit: str) -> Kept:
    """The checkpoints that a commit holds, and those whose roots its tag names."""
    there = git.files_at(workspace.root, commit, FOLDER)
    read = [checkpoints.read(data, file) for file, data in sorted(there.items()) if file.endswith(SUFFIX)]
    held = [one for one in read if isinstance(one, Held)]
    problems = [one for one in read if isinstance(one, Problem)] + [p for one in held for p in one.problems]
    missing: list[str] = []
    for root in _IN_MESSAGE.findall(git.message_of(workspace.root, word)):
        if any(one.checkpoint.root == root for one in held):
            continue
        named = _root(workspace, here, word, hex_of(root))
        held += named.held
        missing += named.missing
    if not held and not missing:
        raise NotFoundError(say("audit.tag-holds-none", tag=word))
    held.sort(key=lambda one: (one.checkpoint.time, one.file))
    return Kept(word, tuple(held), tuple(missing), tuple(problems))


def removed(kept: Kept, here: Sequence[Held]) -> Iterator[Problem]:
    """The witness's checkpoints that the ledger no longer has, byte for byte; what they contradict in themselves."""
    yield from kept.problems
    for digits in kept.missing:
        text = say("audit.root-unknown", root=digits[:SHORT])
        yield Problem("checkpoint-removed", "integrity", text, place=Place(FOLDER))
    known = {one.digest for one in here}
    for one in kept.held:
        if one.digest not in known:
            file = f"{FOLDER}/{one.checkpoint.stem}{SUFFIX}"
            text = say("audit.checkpoint-removed", file=file, when=f"{one.checkpoint.time:%Y-%m-%d %H:%M}")
            yield Problem("checkpoint-removed", "integrity", text, place=Place(file))

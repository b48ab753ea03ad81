"""The folder `checkpoints/`: one new file for each sealing, never written over, each naming the ones before it.

What stands beside a checkpoint under its name and another ending proves something about its very bytes: `.sig` who
signed it, `.tsr` when it existed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from ledger.errors import ConflictError, Said, say
from ledger.model import checkpoint
from ledger.model.checkpoint import Checkpoint
from ledger.model.problem import Place, Problem
from ledger.model.trail import Branch
from ledger.store import files, locks
from ledger.store.workspace import Workspace

FOLDER = "checkpoints"
SUFFIX, SIGNATURE, STAMP = ".json", ".sig", ".tsr"
LIMIT = 256 << 20
"""Bytes of a checkpoint: a million issues take less; more is no checkpoint."""


@dataclass(frozen=True)
class Held:
    """A checkpoint with the file that it was read from, byte for byte."""

    checkpoint: Checkpoint
    file: str
    """Relative to the ledger's folder with `/`, or as somebody named it who keeps it elsewhere."""
    data: bytes
    problems: tuple[Problem, ...] = ()
    """What it contradicts in itself."""

    @property
    def digest(self) -> str:
        """How the checkpoint after it names it: `sha256sum` of the file says the same."""
        return f"sha256:{hashlib.sha256(self.data).hexdigest()}"


class AlienError(ValueError):
    """JSON that no checkpoint is."""

    def __init__(self, why: Said) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True)
class Kept:
    """The whole folder: the checkpoints that could be read, the oldest first, and what is wrong with the rest."""

    held: tuple[Held, ...]
    problems: tuple[Problem, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The checkpoints that no other names as coming before it."""
        named = {digest for one in self.held for digest in one.checkpoint.previous}
        return tuple(one.digest for one in self.held if one.digest not in named)


def read(data: bytes, file: str) -> Held | Problem:
    """A checkpoint, with everything it contradicts in itself, or why this is none."""
    try:
        tree = json.loads(data, object_pairs_hook=_once, parse_int=_no_number, parse_float=_no_number)
        found = Checkpoint.model_validate(tree)
    except (ValueError, RecursionError) as error:
        return _unreadable(file, _why(error))
    return Held(found, file, data, checkpoint.faults(cast("Branch", tree), found, file))


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """A key that stands twice says two things, and readers differ about which one counts."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise AlienError(say("checkpoint.key-twice"))
    return made


def _no_number(text: str) -> str:
    raise AlienError(say("checkpoint.number", found=text))


def _unreadable(file: str, reason: Said) -> Problem:
    text = say("audit.checkpoint-unreadable", reason=reason, file=file)
    line = reason.fill.get("line")
    place = Place(file, line) if isinstance(line, int) else Place(file)
    return Problem("checkpoint-unreadable", "integrity", text, place=place)


def _why(error: ValueError | RecursionError) -> Said:
    """What keeps bytes from being a checkpoint."""
    match error:
        case AlienError():
            return error.why
        case json.JSONDecodeError():
            return say("checkpoint.not-json", line=error.lineno, column=error.colno)
        case ValidationError():
            key = ".".join(map(str, error.errors(include_url=False)[0]["loc"]))
            return say("checkpoint.key-wrong", key=key) if key else say("checkpoint.other")
        case UnicodeDecodeError():
            return say("checkpoint.not-text")
        case _:
            return say("checkpoint.other")


def names(workspace: Workspace) -> list[str]:
    """The files of the checkpoints by name, which is their order in time."""
    try:
        found = [path.name for path in (workspace.root / FOLDER).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name for name in found if name.endswith(SUFFIX) and not name.startswith("."))


def get(workspace: Workspace, name: str) -> Held | Problem:
    """One checkpoint of the folder, or why it can't be one."""
    file = f"{FOLDER}/{name}"
    try:
        data = files.read_plain(workspace.root / file, LIMIT)
    except OSError as error:
        return _unreadable(file, files.reason(error))
    found = read(data, file)
    if isinstance(found, Held) and name != found.checkpoint.stem + SUFFIX:
        text = say("audit.checkpoint-name", right=found.checkpoint.stem + SUFFIX)
        renamed = Problem("checkpoint-name", "integrity", text, place=Place(file))
        return Held(found.checkpoint, file, data, (*found.problems, renamed))
    return found


def latest(workspace: Workspace) -> Held | Problem | None:
    """The last checkpoint; None where there is none."""
    found = names(workspace)
    return get(workspace, found[-1]) if found else None


def scan(workspace: Workspace) -> Kept:
    """Every checkpoint, each held against itself and against those it names. Raises nothing on content."""
    read_ones = [get(workspace, name) for name in names(workspace)]
    held = tuple(one for one in read_ones if isinstance(one, Held))
    unreadable = [one for one in read_ones if isinstance(one, Problem)]
    own = [problem for one in held for problem in one.problems]
    return Kept(held, (*unreadable, *own, *_links(held)))


def _links(held: Sequence[Held]) -> Iterable[Problem]:
    """Every link is walked: each checkpoint that another names is there, and is not younger than it."""
    by_digest = {one.digest: one for one in held}
    for one in held:
        for digest in one.checkpoint.previous:
            before = by_digest.get(digest)
            if before is None:
                text = say("audit.checkpoint-gone", digest=checkpoint.hex_of(digest)[: checkpoint.SHORT])
                yield Problem("checkpoint-gone", "integrity", text, place=Place(one.file))
            elif before.checkpoint.time > one.checkpoint.time:
                text = say("audit.checkpoint-clock", before=before.file)
                yield Problem("checkpoint-clock", "warning", text, place=Place(one.file))


def write(workspace: Workspace, tree: Branch, names_before: Sequence[str], signature: bytes | None) -> Held:
    """Write a new checkpoint, and its signature beside it.

    Raises ConflictError where somebody else has sealed since the folder held `names_before`, MachineError; then
    nothing was written.
    """
    found = Checkpoint.model_validate(tree)
    held = Held(found, f"{FOLDER}/{found.stem}{SUFFIX}", checkpoint.text(tree))
    try:
        with locks.ledger(workspace.root):
            if names(workspace) != list(names_before):
                raise ConflictError(say("seal.meanwhile"))
            (workspace.root / FOLDER).mkdir(exist_ok=True)
            files.remove_leftovers(workspace.root / FOLDER)
            if signature is not None:  # first: a crash in between leaves a signature of nothing, which is harmless
                _put(workspace.root / (held.file + SIGNATURE), signature)
            _put(workspace.root / held.file, held.data)
    except OSError as error:
        raise files.fault(error, FOLDER) from error
    return held


def attach(workspace: Workspace, held: Held, suffix: str, data: bytes) -> str:
    """Put what proves something about a checkpoint beside it. Raises ConflictError where there is such a file."""
    name = held.file + suffix
    try:
        with locks.ledger(workspace.root):
            _put(workspace.root / name, data)
    except OSError as error:
        raise files.fault(error, name) from error
    return name


def _put(path: Path, data: bytes) -> None:
    try:
        files.write_atomically(path, data, new=True)
    except FileExistsError as error:
        raise ConflictError(say("seal.exists", file=f"{FOLDER}/{path.name}")) from error


def beside(workspace: Workspace, held: Held, suffix: str) -> bytes | None:
    """What stands beside a checkpoint under an ending; None where nothing does. Raises OSError for what is no file."""
    path = Path(held.file)
    base = path if path.is_absolute() else workspace.root / held.file
    try:
        return files.read_plain(base.with_name(base.name + suffix), LIMIT)
    except FileNotFoundError:
        return None

"""Write a checkpoint: what every chain has come to, under one root; have it signed, tagged, time-stamped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ledger import __version__
from ledger.actions.desk import Desk
from ledger.errors import (
    ConflictError,
    IntegrityError,
    LedgerError,
    MachineError,
    NotFoundError,
    RefusedError,
    UnreadableError,
    UsageError,
    say,
)
from ledger.model import checkpoint
from ledger.model.people import Person
from ledger.model.problem import Problem
from ledger.model.trail import Branch
from ledger.store import checkpoints, files, git, registers, signing, timestamps
from ledger.store.checkpoints import Held, Kept
from ledger.store.survey import Survey, survey
from ledger.store.timestamps import Stamp
from ledger.store.workspace import Workspace, at_its_place

UNSIGNED = frozenset({"unsigned-change"})
"""Rules of the chain that say: somebody changed this by hand, and nobody has signed for it."""
TAG = "ledger/checkpoint-"
"""What the name of a tag begins with; the name of the checkpoint follows."""


@dataclass(frozen=True)
class Order:
    """How a checkpoint is wanted."""

    despite: str | None = None
    """Why it is written although chains are broken or changes unsigned; kept in it for ever."""
    key: Path | None = None
    """The private key to sign it with."""
    tag: bool = False
    authority: str | None = None
    """The address of a time-stamping authority."""
    query: Path | None = None
    """Where the question to one is to be written instead."""


@dataclass(frozen=True)
class Sealed:
    """The checkpoint that stands for the ledger as it is, and what was put beside it just now."""

    held: Held
    new: bool
    """Whether it was written now; otherwise nothing has changed since it was."""
    signed_by: str | None = None
    tag: str | None = None
    tag_holds_it: bool = True
    """Whether the tagged commit holds the checkpoint's file."""
    stamp: Stamp | None = None
    query: Path | None = None
    trouble: LedgerError | None = None
    """What failed after the checkpoint had been written."""


def seal(desk: Desk, order: Order) -> Sealed:
    """Write a checkpoint, unless nothing has changed since the last one.

    Raises UnreadableError where a file can't be read or there is none; unless `despite` says why to go on,
    IntegrityError where a chain is broken and RefusedError where changes are unsigned; RefusedError for an actor whom
    the register doesn't know; UsageError, NotFoundError for a key or a repository that isn't there; ConflictError,
    MachineError. Then nothing was written.
    """
    _check(desk.workspace, order)
    person = _actor(desk)
    found, kept = survey(desk.workspace), checkpoints.scan(desk.workspace)
    faults = _faults(found, kept)
    if order.despite is None:
        _refuse(faults)
    leaves = [one.leaf for one in found.issues]
    last, beside = kept.held[-1] if kept.held else None, registers.digests(desk.workspace)
    if last is not None and _is_as_sealed(last, leaves, beside):
        return _proven(desk, order, Sealed(last, new=False, signed_by=_sign_later(desk.workspace, last, order.key)))
    tree = checkpoint.draw_up(
        leaves,
        at=desk.at,
        tool=f"ledger {__version__}",
        by=person.id if person else None,
        despite=order.despite if faults else None,
        previous=kept.heads,
        registers=beside,
    )
    signature, signer = _signature(desk.workspace, checkpoint.text(tree), order.key)
    held = checkpoints.write(desk.workspace, tree, [Path(one.file).name for one in kept.held], signature)
    return _proven(desk, order, Sealed(held, new=True, signed_by=signer))


def _is_as_sealed(last: Held, leaves: Sequence[Branch], beside: Mapping[str, str]) -> bool:
    """Whether nothing has changed since a checkpoint, neither an issue nor a file beside them."""
    told = {one.file: one.sha256 for one in last.checkpoint.registers}
    return told == beside and last.checkpoint.root == checkpoint.root_of(checkpoint.in_order(leaves))


def _check(workspace: Workspace, order: Order) -> None:
    """What can be known to fail before anything is read."""
    if order.despite is not None and not order.despite.strip():
        raise UsageError(say("seal.despite-what"))
    if order.authority is not None:
        timestamps.check_address(order.authority)
    if order.key is not None and not order.key.is_file():
        raise NotFoundError(say("seal.no-key", file=str(order.key)))
    if order.tag and git.commit_of(workspace.root, "HEAD") is None:
        raise NotFoundError(say("seal.no-commit"))
    if order.query is not None and order.query.exists():
        raise ConflictError(say("seal.exists", file=str(order.query)))


def _actor(desk: Desk) -> Person | None:
    """Who seals. Raises RefusedError where there are people and the actor is none of them."""
    if desk.person is None and desk.office.people.people:
        raise RefusedError(say("seal.who", by=desk.by or say("seal.nobody")))
    return desk.person


def _faults(found: Survey, kept: Kept) -> list[Problem]:
    """What is wrong with the trail already. Raises UnreadableError where not all of it can be read."""
    if found.unreadable:
        reasons = map(at_its_place, found.unreadable)
        raise UnreadableError(say("seal.unreadable", count=len(found.broken)), *reasons)
    if not found.issues:
        raise UnreadableError(say("check.nothing"))
    return [one for one in (*kept.problems, *found.chains) if one.level == "integrity" or one.rule in UNSIGNED]


def _refuse(faults: list[Problem]) -> None:
    """A checkpoint vouches for nothing but that this is how it was; an office should still not seal by mistake what
    is broken. Ordered with a reason, it may: what is broken stays so for ever, and a ledger that could never be
    sealed again would lose its guard against everything that comes after.
    """
    if broken := [one for one in faults if one.level == "integrity"]:
        raise IntegrityError(
            say("seal.broken", count=len(broken)), *map(at_its_place, broken), hint=say("seal.despite")
        )
    if faults:
        raise RefusedError(
            say("seal.unsigned", count=len(faults)), *map(at_its_place, faults), hint=say("seal.despite")
        )


def _signature(workspace: Workspace, data: bytes, key: Path | None) -> tuple[bytes | None, str | None]:
    """The signature with a key, and whose it is by the register. Raises RefusedError for a key that nobody has there:
    the signature could never be checked.
    """
    if key is None:
        return None, None
    made = signing.sign(data, key)
    try:
        signer = signing.signer(data, made, workspace.office.people)
    except signing.NoToolError as error:
        raise MachineError(say("seal.no-tool", tool="ssh-keygen")) from error
    if signer.person is None:
        raise RefusedError(say("seal.unknown-key", key=signer.key or "?"))
    return made, signer.person


def _sign_later(workspace: Workspace, held: Held, key: Path | None) -> str | None:
    """Sign a checkpoint that stands already. Raises as `_signature`, ConflictError where somebody has."""
    made, signer = _signature(workspace, held.data, key)
    if made is not None:
        checkpoints.attach(workspace, held, checkpoints.SIGNATURE, made)
    return signer


def _proven(desk: Desk, order: Order, done: Sealed) -> Sealed:
    """Tag and time-stamp what has been written; what fails now takes nothing back, and is told beside it."""
    for step in (_tag, _query, _stamp):
        try:
            done = step(desk, order, done)
        except LedgerError as error:
            done = replace(done, trouble=done.trouble or error)
    return done


def _tag(desk: Desk, order: Order, done: Sealed) -> Sealed:
    if not order.tag:
        return done
    root, held = desk.workspace.root, done.held
    name = f"{TAG}{held.checkpoint.stem}"
    lines = (desk.office.policy.ledger.title, "", f"root {held.checkpoint.root}", f"file {held.digest} {held.file}", "")
    if (reason := git.tag(root, name, "\n".join(lines))) is not None:
        raise ConflictError(say("seal.not-tagged", tag=name, reason=reason))
    return replace(done, tag=name, tag_holds_it=held.file in git.files_at(root, "HEAD", checkpoints.FOLDER))


def _query(_: Desk, order: Order, done: Sealed) -> Sealed:
    if order.query is None:
        return done
    try:
        files.write_atomically(order.query, timestamps.query(done.held.data), new=True)
    except OSError as error:
        raise files.fault(error, order.query) from error
    return replace(done, query=order.query)


def _stamp(desk: Desk, order: Order, done: Sealed) -> Sealed:
    if order.authority is None:
        return done
    data = done.held.data
    if checkpoints.beside(desk.workspace, done.held, checkpoints.STAMP) is not None:
        raise ConflictError(say("seal.exists", file=done.held.file + checkpoints.STAMP))
    reply = timestamps.ask(order.authority, timestamps.query(data))
    found = timestamps.granted(reply, data)
    checkpoints.attach(desk.workspace, done.held, checkpoints.STAMP, reply)
    return replace(done, stamp=found)


def take_in(desk: Desk, file: Path) -> Sealed:
    """Put the answer of a time-stamping authority beside the checkpoint that it is about, whichever that is.

    Raises NotFoundError, UnreadableError for an answer about none of them, ConflictError where it has one.
    """
    try:
        reply = files.read_plain(file, timestamps.LIMIT)
    except FileNotFoundError as error:
        raise NotFoundError(say("evidence.none", path=str(file))) from error
    except OSError as error:
        raise files.fault(error, file) from error
    try:
        found = timestamps.stamp(reply)
    except signing.NoToolError as error:
        raise MachineError(say("seal.no-tool", tool="openssl")) from error
    if found is None:
        raise UnreadableError(say("seal.not-granted"))
    kept = checkpoints.scan(desk.workspace)
    about = next((one for one in kept.held if one.digest == f"sha256:{found.sha256}"), None)
    if about is None:
        raise UnreadableError(say("seal.other-imprint"))
    checkpoints.attach(desk.workspace, about, checkpoints.STAMP, reply)
    return Sealed(about, new=False, stamp=found)

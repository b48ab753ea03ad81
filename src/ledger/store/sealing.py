"""A record's new events joined to its chain, at the moment of writing: that is when its canonical text is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ledger.errors import RefusedError, say
from ledger.model import chain, trail
from ledger.model.acts import Step
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.store import gate, git
from ledger.store.gate import Node

_SEALED = "^ *hash: *[\"']?(sha256|sm3):"
"""The line of an event that is joined to a chain."""


def tree(data: bytes, file: str) -> dict[str, Node]:
    """The texts of a file that was read as an issue before."""
    read = gate.read(data, file)
    assert not isinstance(read, tuple)  # noqa: S101 - these very bytes were read before
    return read.data


def former(root: Path, file: str, record: Mapping[str, Node]) -> gate.Tree | None:
    """The version of a file whose content the last event of `record` signed, where git still has it."""
    for data in git.versions(root, PurePosixPath(file).name):
        read = gate.read(data, file)
        if not isinstance(read, tuple) and trail.signs(record, read.data):
            return read
    return None


def faults(root: Path, file: str, record: Mapping[str, Node], issue: str) -> tuple[Problem, ...]:
    """What is wrong with a record's chain (`chain.faults`); git is asked only where something was changed by hand."""
    found = chain.faults(record, issue)
    if any(one.rule == "unchained" for one in found):
        return chain.taken_away(issue) if PurePosixPath(file).name in git.once_holding(root, _SEALED) else found
    if not any(one.rule == "unsigned-change" for one in found):
        return found
    known = former(root, file, record)
    return chain.faults(record, issue, known.data if known else None)


def refuse_what_nobody_signed(before: Mapping[str, Node], issue: Issue) -> None:
    """Raises RefusedError where `before` says what nobody signed for, or its chain is broken: a new event would sign
    that by the way; and where the issue is void, which nothing happens to any more.
    """
    reasons = tuple(one.text for one in chain.faults(before, issue.id) if chain.forbids(one))
    if reasons:
        raise RefusedError(say("trail.unsigned", id=issue.id), *reasons)
    if issue.void is not None:
        raise RefusedError(say("guard.void", id=issue.id, why=issue.void.why))


def sealed(
    before: Mapping[str, Node] | None, wanted: Mapping[str, Node], issue: Issue, new: int
) -> tuple[dict[str, Node], Issue]:
    """What is to be written with its last `new` events sealed, as texts and as the record they make.

    `before` is what changed: nothing for a new record, and for one whose former content is lost.
    """
    if not new:
        return dict(wanted), issue
    record = trail.seal(before, wanted, new)
    steps = tuple(Step.model_validate(one) for one in trail.events(record)[-new:])
    return record, issue.model_copy(update={"history": (*issue.history[: len(issue.history) - new], *steps)})

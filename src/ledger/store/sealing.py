"""A record's new events joined to its chain, at the moment of writing: that is when its canonical text is known."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.errors import RefusedError, say
from ledger.model import trail
from ledger.model.acts import Step
from ledger.model.issue import Issue
from ledger.store import gate
from ledger.store.gate import Node


def tree(data: bytes, file: str) -> dict[str, Node]:
    """The texts of a file that was read as an issue before."""
    read = gate.read(data, file)
    assert not isinstance(read, tuple)  # noqa: S101 - these very bytes were read before
    return read.data


def sealed(
    before: Mapping[str, Node] | None, wanted: Mapping[str, Node], issue: Issue, new: int
) -> tuple[dict[str, Node], Issue]:
    """What is to be written with its last `new` events sealed, as texts and as the record they make.

    Raises RefusedError where `before` says what nobody signed for: a new event would sign it by the way.
    """
    if before is not None and new and trail.unsigned(before):
        raise RefusedError(say("trail.unsigned", id=issue.id))
    if not new:
        return dict(wanted), issue
    record = trail.seal(before, wanted, new)
    steps = tuple(Step.model_validate(one) for one in trail.events(record)[-new:])
    return record, issue.model_copy(update={"history": (*issue.history[: len(issue.history) - new], *steps)})

"""The last checkpoint as reports print it: whoever keeps a report can later hold the ledger against it."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.model import checkpoint
from ledger.model.checkpoint import Anchor, Tip
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.store import checkpoints
from ledger.store.workspace import Workspace


def anchor(workspace: Workspace, issues: Iterable[Issue]) -> Anchor | Problem | None:
    """The root of the last checkpoint and how many of `issues`, all of the ledger's, have changed since; why it can't
    be read; None where there is none, and then nothing is printed.
    """
    return anchor_of_tips(workspace, map(checkpoint.tip, issues))


def anchor_of_tips(workspace: Workspace, tips: Iterable[Tip]) -> Anchor | Problem | None:
    """The same, asked with no more than is needed of each issue."""
    last = checkpoints.latest(workspace)
    if last is None or isinstance(last, Problem):
        return last
    return Anchor(last.checkpoint.time, last.checkpoint.root, checkpoint.changed_since(last.checkpoint, tips))


def anchor_of_one(workspace: Workspace, issue: Issue) -> tuple[Anchor | Problem | None, bool]:
    """The same for the page of one issue, as it is stored, which alone is asked whether it has changed; and whether the
    checkpoint has it at all.
    """
    last = checkpoints.latest(workspace)
    if last is None or isinstance(last, Problem):
        return last, False
    changed = checkpoint.changed_of_one(last.checkpoint, issue)
    return Anchor(last.checkpoint.time, last.checkpoint.root, int(bool(changed))), changed is not None

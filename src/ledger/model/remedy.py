"""What would help against a fault, as a command ready to be typed."""

from __future__ import annotations

import shlex

from ledger.errors import Said, say
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.schedule import Node

_SIGNED_BY_ADOPTING = frozenset({"unchained", "unsigned-change", "suspect"})
"""Faults of the chain that somebody who may can sign for."""
_RENUMBERED = frozenset({"dup-id", "dup-id-fetched", "dup-uid"})
"""One number, two issues; one issue, two numbers."""


def command(problem: Problem, issue: Issue | None, node: Node | None) -> Said | str:
    """The command for a fault; empty where the file itself has to be mended by hand. `node` is the day that passed or
    comes near, where the fault is about one.
    """
    if (problem.rule in _RENUMBERED and problem.issue) or (problem.level == "invalid" and problem.place):
        return _of_file(problem)
    if issue is None:
        return ""
    if node is not None:
        return _done(issue, node)
    if problem.rule == "stale":
        return f"ledger start {issue.id}" if issue.status == "open" else say("remedy.progress", id=issue.id)
    if problem.rule in _SIGNED_BY_ADOPTING:
        return say("remedy.adopt", id=issue.id)
    return f"ledger why {issue.id}"


def _of_file(problem: Problem) -> str:
    if problem.rule in _RENUMBERED and problem.issue:
        return f"ledger renumber {problem.issue}"
    return f"ledger validate {shlex.quote(problem.place.file)}" if problem.place else ""


def _done(issue: Issue, node: Node) -> str:
    """Work that nobody has begun is begun first; of a whole issue, the first thing that is still open is done."""
    if node.kind == "age":  # it ends with the closing, and what that lacks is another question
        return f"ledger why {issue.id}"
    if issue.status == "open":
        return f"ledger start {issue.id}"
    if node.kind == "milestone":
        return f"ledger progress {issue.id} --milestone {node.number} --done"
    number = node.number if node.kind == "measure" else _first_open(issue)
    return f"ledger progress {issue.id} --measure {shlex.quote(number)} --done" if number else f"ledger why {issue.id}"


def _first_open(issue: Issue) -> str | None:
    measures = issue.plan.measures if issue.plan else ()
    return next((one.number for one in measures if one.done_on is None), None)

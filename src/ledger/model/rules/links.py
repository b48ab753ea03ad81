"""Between issues: parents and children, numbers and identities used once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date

from ledger.errors import Said, say
from ledger.model.ids import is_far, number_of
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case
from ledger.model.schedule import effective_due

_VARIABLE = re.compile(r"[\W\d_]+")

COMPARED = 3_000
"""So many characters of two plans are compared: more than a published plan has, and the time grows with the square."""


def linked_issues_exist(case: Case) -> Iterator[Problem]:
    """A parent or a related issue is in the ledger, and nobody is their own ancestor."""
    issue = case.issue
    links: list[tuple[Path, str]] = [(("related", at), other) for at, other in enumerate(issue.related)]
    if issue.parent:
        links.append((("parent",), issue.parent))
    for path, other in links:
        if other not in case.others and not is_far(other):  # who reads that ledger as well can tell: rollup
            text = say("rule.unknown-link", other=other)
            yield case.problem("unknown-link", text, path, suggestion=nearest(other, tuple(case.others)))
    if _loops(issue, case):
        yield case.problem("parent-loop", say("rule.parent-loop"), ("parent",))


def _loops(issue: Issue, case: Case) -> bool:
    seen, current = {issue.id}, issue.parent
    while current is not None and current in case.others:
        if current in seen:
            return True
        seen.add(current)
        current = case.others[current].parent
    return False


def not_after_the_parent(case: Case) -> Iterator[Problem]:
    """A child is due no later than its parent (层层分解)."""
    parent = case.others.get(case.issue.parent or "")
    if parent is not None:
        yield from due_after(case, parent, effective_due(parent, case.office))


def due_after(case: Case, parent: Issue, theirs: date | None) -> Iterator[Problem]:
    """The same of a parent wherever it is, due on the day `theirs`."""
    mine = effective_due(case.issue, case.office)
    if mine and theirs and mine > theirs:
        text = say("rule.child-late", due=mine, parent=parent.id, theirs=theirs)
        yield case.problem("child-after-parent", text, ("plan", "deadline"))


def not_copied_from_the_parent(case: Case) -> Iterator[Problem]:
    """不能照抄照搬: a plan that repeats its parent's, with other numbers at most, is nobody's plan."""
    parent = case.others.get(case.issue.parent or "")
    if parent is not None:
        yield from copied(case, parent)


def copied(case: Case, parent: Issue) -> Iterator[Problem]:
    """The same of a parent wherever it is."""
    mine, theirs = plan_text(case.issue)[:COMPARED], plan_text(parent)[:COMPARED]
    if not mine or not theirs:
        return
    limit = case.office.policy.check.copy_score
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    if 100 * matcher.quick_ratio() < limit - 1:  # an upper bound, and cheap: most plans are plainly their own
        return
    score = round(100 * matcher.ratio())
    if score >= limit:
        text = say("rule.copied-plan", parent=parent.id, score=score)
        yield case.problem("copied-plan", text, ("plan",))


def plan_text(issue: Issue) -> str:
    """The words of a plan without numbers, punctuation and unit names, so that swapping those hides no copy."""
    if issue.plan is None:
        return ""
    words = "\n".join((issue.plan.goal or "", *(measure.text for measure in issue.plan.measures)))
    for unit in issue.plan.implementers:
        words = words.replace(unit, "")
    return _VARIABLE.sub("", words)


def used_once(case: Case) -> Iterator[Problem]:
    """One identity, one issue: a file that was copied to make a new one shows here, under the later number."""
    first = case.identities.get(case.issue.uid, case.issue.id)
    if first != case.issue.id:
        yield case.problem("dup-uid", told_twice(case.issue, case.others[first]), ("uid",))


def told_twice(issue: Issue, other: Issue) -> Said:
    """Two files of one identity: joined, or made two issues; a mere copy goes."""
    if not same_but_number(issue, other):
        return say("rule.dup-uid", id=issue.id, other=other.id)
    copy = max(issue.id, other.id, key=number_of)
    return say("rule.dup-file", id=issue.id, other=other.id, copy=copy)


def same_but_number(issue: Issue, other: Issue) -> bool:
    """Whether two files say the same of everything, history and all, but for the number."""
    return issue == other.model_copy(update={"id": issue.id})


RULES = (linked_issues_exist, not_after_the_parent, not_copied_from_the_parent, used_once)

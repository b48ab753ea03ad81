"""What may be changed in a record by hand, and what only its own command changes.

An act that was signed stays; a published deadline is extended and never replaced; who does the work after it has
begun changes with a signature, and whoever was replaced still can't verify it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from ledger.errors import Said, say
from ledger.model.amend import PROTECTED
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.guards import actor_is_known, missing_elements, reason_is_given
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Plan
from ledger.model.policy import FIVE_ELEMENTS, Element
from ledger.model.workflow import sign

_ACTS = ("progress", "escalations", "publicity", "lookbacks", "accountability", "disclosure")
"""Lists that only grow; what was left open in an entry (a day of lifting, an outcome) may be filled in."""


def refusals(
    before: Issue, after: Issue, *, reporting: bool = False, elements: tuple[Element, ...] = FIVE_ELEMENTS
) -> tuple[Said, ...]:
    """Every reason why `before` may not be made `after` by editing; none where it may.

    `reporting`: the change is itself a signed report (a sheet taken back), which may say what is done.
    `elements`: what the house demands of a plan before work begins (`policy.Guards`), so nothing of it goes after.
    """
    return (*_refusals(before, after, reporting=reporting), *_emptied(before, after, elements))


def _emptied(before: Issue, after: Issue, elements: tuple[Element, ...]) -> Iterator[Said]:
    """Work goes on by its plan: what it couldn't begin without is replaced and not taken away."""
    if before.status == "in-progress":
        lacking = missing_elements(before.plan, elements)
        for element in missing_elements(after.plan, elements):
            if element not in lacking:
                yield say("amend.element-emptied", id=before.id, field=say("field", path=f"plan.{element}"))


def _refusals(before: Issue, after: Issue, *, reporting: bool) -> Iterator[Said]:
    for name in sorted(PROTECTED):
        if getattr(before, name) != getattr(after, name):
            yield say("amend.protected", field=say("field", path=name))
    for name in _ACTS:
        if not _grew(getattr(before, name), getattr(after, name)):
            yield say("amend.only-grows", field=say("field", path=name))
    if before.petition and not _grew(before.petition.revisits, after.petition.revisits if after.petition else ()):
        yield say("amend.only-grows", field=say("field", path="petition.revisits"))
    if (before.status != "open" or before.extensions) and _published(before) != _published(after):
        yield say("amend.deadline-fixed", id=before.id)
    if before.status in {"verified", "closed"} and before.plan != after.plan:
        yield say("amend.plan-closed" if before.status == "closed" else "amend.plan-verified", id=before.id)
    if not reporting and _done(before) != _done(after):
        yield say("amend.done-by-progress", id=before.id)
    if any(one.cycle != before.cycle for one in _new_measures(before, after)):
        yield say("amend.other-cycle", cycle=before.cycle)


def _grew(before: object, after: object) -> bool:
    """Whether nothing that was said is gone: lists begin with what they held, open fields may have been filled in."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return len(after) >= len(before) and all(map(_grew, before, after))
    if isinstance(before, BaseModel) and isinstance(after, BaseModel):
        return all(_grew(getattr(before, name), getattr(after, name)) for name in type(before).model_fields)
    return before is None or before == after


def _published(issue: Issue) -> tuple[object, ...]:
    """What was handed over and published: the day it came, and the deadline with all that it means."""
    deadline = issue.plan.deadline if issue.plan else None
    return (issue.source.received, deadline and _meaning(deadline))


def _meaning(one: Deadline) -> tuple[object, ...]:
    milestones = tuple((node.due, node.text) for node in one.milestones)
    return (one.text, one.base, one.due, one.immediate, one.long_term, milestones)


def _done(issue: Issue) -> dict[str, object]:
    """What is marked as done, by measure and node: only `progress` marks it, because it signs and dates it."""
    plan = issue.plan or Plan()
    measures: dict[str, object] = {
        f"measure {one.number}": (one.done_on, one.quantity.done if one.quantity else 0)
        for one in plan.measures
        if one.done_on or (one.quantity and one.quantity.done)
    }
    nodes = plan.deadline.milestones if plan.deadline else ()
    return measures | {f"node {at}": one.done_on for at, one in enumerate(nodes) if one.done_on}


def _new_measures(before: Issue, after: Issue) -> list[Measure]:
    old = {one.number: one.cycle for one in before.plan.measures} if before.plan else {}
    return [one for one in (after.plan.measures if after.plan else ()) if old.get(one.number) != one.cycle]


def signed(before: Issue, after: Issue, attempt: Attempt) -> Issue | tuple[Said, ...]:
    """`after` with the change signed; or the reasons why it can't be. While nobody is in the register of people yet,
    a change of something else than the implementing units goes unsigned, and the audit says so.

    Units that were replaced stay on record (`former_units`), because they may not verify what they have done.
    """
    if before == after:
        return after
    change = change_of_units(before, after)
    if change is None and attempt.person is None and not attempt.office.people.people:
        return after
    reasons = tuple(actor_is_known(before, attempt))
    if change is not None:
        reasons = (*reasons, *reason_is_given(before, attempt))
    if reasons or attempt.person is None:
        return (say("amend.units-need-a-signature", id=before.id), *reasons) if change is not None else reasons
    if change is None:
        return sign(before, after, "edit", attempt.person, attempt, said_or_none(attempt.why))
    why = f"{change}：{attempt.why}"
    return sign(before, keeping_former_units(before, after), "amend", attempt.person, attempt, why)


def change_of_units(before: Issue, after: Issue) -> str | None:
    """What a signature says of other units that implement, once work has begun; None where that asks for none."""
    if before.status == "open" or before.plan is None or after.plan is None:
        return None
    if before.plan.implementers == after.plan.implementers:
        return None
    return f"{'、'.join(before.plan.implementers)} → {'、'.join(after.plan.implementers)}"


def keeping_former_units(before: Issue, after: Issue) -> Issue:
    """`after`, remembering which units did the work before it, if any were replaced since it began."""
    if before.status == "open" or before.plan is None or after.plan is None:
        return after
    left = [one for one in before.plan.implementers if one not in after.plan.implementers]
    former = tuple(dict.fromkeys((*after.plan.former_units, *left)))
    if former == after.plan.former_units:
        return after
    return after.model_copy(update={"plan": after.plan.model_copy(update={"former_units": former})})

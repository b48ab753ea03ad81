"""The plan against itself: complete, its dates inside its deadline, its deadline meaning what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ledger.errors import say
from ledger.model import deadline as grammar
from ledger.model.guards import missing_elements
from ledger.model.plan import Deadline
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case


def incomplete(case: Case) -> Iterator[Problem]:
    """Work that has begun needs every element of a plan (五要素)."""
    if case.issue.status == "open":
        return
    for element in missing_elements(case.issue.plan, case.office.policy.guards.start_elements):
        path = f"plan.{element}"
        yield case.problem("plan-incomplete", say("rule.plan-incomplete", field=say("field", path=path)), ("plan",))


def nodes_inside_the_deadline(case: Case) -> Iterator[Problem]:
    """No milestone or measure is due after the last day that was ever set for the whole."""
    plan = case.issue.plan
    if plan is None or plan.deadline is None or plan.deadline.due is None:
        return
    last = max((plan.deadline.due, *(one.new_due for one in case.issue.extensions if one.approved_on)))
    dated: list[tuple[Path, date | None]] = [
        (("plan", "deadline", "milestones", at), one.due) for at, one in enumerate(plan.deadline.milestones)
    ]
    dated += [(("plan", "measures", at), one.due) for at, one in enumerate(plan.measures)]
    for path, due in dated:
        if due is not None and due > last:
            text = say("rule.node-after-deadline", due=due, last=last)
            yield case.problem("node-after-deadline", text, (*path, "due"))


def deadline_means_what_it_says(case: Case) -> Iterator[Problem]:
    """The stored meaning is what the grammar reads in the published text, or a note says why it differs."""
    deadline = case.issue.plan.deadline if case.issue.plan else None
    if deadline is None:
        return
    if deadline.note:
        if not (deadline.due or deadline.immediate or deadline.long_term):
            text = say("rule.deadline-undated", text=deadline.text, id=case.issue.id)
            yield case.problem("deadline-undated", text, ("plan", "deadline", "text"))
        return
    reading = grammar.read(deadline.text, deadline.base or case.issue.source.received, case.office.calendar)
    path: Path = ("plan", "deadline")
    if reading.damaged:
        text = say("rule.deadline-damaged", text=deadline.text, why=reading.why)
        yield case.problem("deadline-damaged", text, (*path, "text"), suggestion=reading.suggestion)
        return
    stored, read = _meaning(deadline), _meaning(reading)
    for name, mine in stored.items():
        if mine != read[name]:
            field = say("field", path=f"plan.deadline.{name}")
            text = say(
                "rule.deadline-disagrees", field=field, text=deadline.text, stored=_word(mine), read=_word(read[name])
            )
            suggestion = _word(read[name]) if read[name] else None
            yield case.problem("deadline-disagrees", text, (*path, name), suggestion=suggestion)
    if stored == read and not reading.understood:
        text = say("rule.deadline-unclear", text=deadline.text, why=reading.why)
        yield case.problem("deadline-unclear", text, (*path, "text"), level="warning")


def measures_mean_what_they_say(case: Case) -> Iterator[Problem]:
    """A measure's day is what the grammar reads in its published text; a text it can't read needs a day beside it."""
    plan = case.issue.plan
    base = plan.deadline.base if plan and plan.deadline else None
    for at, measure in enumerate(plan.measures if plan else ()):
        if measure.deadline is None:
            continue
        reading = grammar.read(measure.deadline, base or case.issue.source.received, case.office.calendar)
        path: Path = ("plan", "measures", at)
        if reading.damaged and measure.due is None:
            text = say("rule.deadline-damaged", text=measure.deadline, why=reading.why)
            yield case.problem("deadline-damaged", text, (*path, "deadline"), suggestion=reading.suggestion)
        elif reading.due and measure.due != reading.due:
            field = say("field", path="plan.measures.due")
            text = say("rule.deadline-disagrees", field=field, text=measure.deadline,
                       stored=_word(measure.due), read=_word(reading.due))  # fmt: skip
            yield case.problem("deadline-disagrees", text, (*path, "due"), suggestion=_word(reading.due))


def _meaning(one: Deadline | grammar.Reading) -> dict[str, date | bool | tuple[date, ...] | None]:
    return {
        "due": one.due,
        "immediate": one.immediate,
        "long_term": one.long_term,
        "milestones": tuple(part.due for part in one.milestones),
    }


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "—"
    return "—" if value is None else str(value)


def quantities_agree(case: Case) -> Iterator[Problem]:
    """A counted measure is done when the count is; a measure number is used once."""
    seen: set[str] = set()
    for at, measure in enumerate(case.issue.plan.measures if case.issue.plan else ()):
        path: Path = ("plan", "measures", at)
        if measure.number in seen:
            yield case.problem("dup-measure", say("rule.dup-measure", number=measure.number), (*path, "number"))
        seen.add(measure.number)
        amount = measure.quantity
        if amount and measure.done_on and amount.done < amount.total:
            text = say(
                "rule.quantity-short", number=measure.number, done=amount.done, total=amount.total, unit=amount.unit
            )
            yield case.problem("quantity-short", text, (*path, "quantity"))


def planned_amounts_rise(case: Case) -> Iterator[Problem]:
    """序时计划 is cumulative: later days have larger amounts, none larger than the whole."""
    for at, measure in enumerate(case.issue.plan.measures if case.issue.plan else ()):
        amount = measure.quantity
        stages = amount.stages if amount else ()
        for which, (former, stage) in enumerate(pairwise(stages), 1):
            path: Path = ("plan", "measures", at, "quantity", "stages", which)
            if stage.by <= former.by:
                text = say("rule.stage-earlier", number=measure.number, by=stage.by, former=former.by)
                yield case.problem("stages-out-of-order", text, (*path, "by"))
            elif stage.amount <= former.amount:
                text = say("rule.stage-less", number=measure.number, by=stage.by, amount=stage.amount,
                           former=former.amount)  # fmt: skip
                yield case.problem("stages-out-of-order", text, (*path, "amount"))
        for which, stage in enumerate(stages):
            if amount and stage.amount > amount.total:
                text = say("rule.stage-beyond", number=measure.number, amount=stage.amount, total=amount.total,
                           unit=amount.unit)  # fmt: skip
                path = ("plan", "measures", at, "quantity", "stages", which, "amount")
                yield case.problem("stages-out-of-order", text, path)


RULES = (
    incomplete,
    nodes_inside_the_deadline,
    deadline_means_what_it_says,
    measures_mean_what_they_say,
    quantities_agree,
    planned_amounts_rise,
)

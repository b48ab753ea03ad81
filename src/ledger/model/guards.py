"""What a move demands. Each guard reads and answers with every reason against it; none writes, none stops at the first.

A reason says what is missing and which command supplies it. Sources: 中央生态环境保护督察整改工作办法 (2022),
安徽 验收销号管理办法 ("谁验收、谁负责"), and the finding of auditors that a conclusion was drawn before its evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ledger.errors import Said, say
from ledger.model.acts import REMARKS, Publicity, Step
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.attribute import Moment
from ledger.model.book import unfilled
from ledger.model.chain import forbids
from ledger.model.gates import state_word
from ledger.model.independence import barred_from_verifying, judges_itself, worked_for
from ledger.model.issue import Issue
from ledger.model.people import Person, Role
from ledger.model.plan import Plan
from ledger.model.policy import Element
from ledger.model.units import Units
from ledger.model.workdays import Calendar, publicity_end

Guard = Callable[[Issue, Attempt], Iterator[Said]]


def actor_is_known(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Whoever signs is in the register of people."""
    del issue
    yield from nobody_known(attempt)


def nobody_known(attempt: Attempt) -> Iterator[Said]:
    """Why the register doesn't know who acts, where it doesn't."""
    if attempt.by is None:
        yield say("guard.actor-missing")
    elif attempt.person is None:
        several = tuple(person.id for person in attempt.office.people.matching(attempt.by))
        if several:
            yield say("guard.actor-ambiguous", who=attempt.by, ids=several)
        else:
            yield say("guard.actor-unknown", who=attempt.by)


def missing_elements(plan: Plan | None, wanted: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements of a plan (五要素 and what the house adds) that are not there; 牵头单位 answer for 责任单位."""
    if plan is None:
        return wanted
    named = {"responsible_units": plan.responsible_units or plan.lead_units}
    return tuple(element for element in wanted if not named.get(element, getattr(plan, element)))


def reopened_on(issue: Issue) -> date | None:
    """The day on which the present cycle began; None in the first."""
    return next((step.date for step in reversed(issue.history) if step.move == "reopen"), None)


def attributes_are_given(moment: Moment) -> Guard:
    """The guard of a move that what a book wants to know by then stands in the issue."""

    def guard(issue: Issue, attempt: Attempt) -> Iterator[Said]:
        yield from fields_are_filled(issue, attempt, moment)

    guard.__name__ = f"attributes_are_given_{moment}"
    return guard


def fields_are_filled(issue: Issue, attempt: Attempt, step: str) -> Iterator[Said]:
    """What a book wants to know by a step, a gate's name among them, stands in the issue."""
    if (book := attempt.office.of(issue).book) is not None:
        yield from (text for _, text in unfilled(book, issue.id, issue.attributes, step))


def plan_is_complete(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """The plan has every element that the house demands (五要素)."""
    for element in missing_elements(issue.plan, attempt.office.policy.guards.start_elements):
        path = f"plan.{element}"
        if element in {"measures", "deadline", "approval"}:  # blocks, each with a command of its own
            yield say(f"guard.{element}-missing", id=issue.id)
        else:
            yield say("guard.element-missing", field=say("field", path=path), id=issue.id, path=path)


def measures_are_done(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """对账销号, measure by measure: done, not later than today, and as much of it as was promised."""
    if not attempt.office.policy.guards.verify_measures_done:
        return
    plan = issue.plan
    if plan is None or not any(measure.cycle == issue.cycle for measure in plan.measures):
        yield say("guard.no-measures", id=issue.id)
    for measure in plan.measures if plan else ():
        if measure.done_on is None:
            yield say("guard.measure-open", id=issue.id, number=measure.number, text=_short(measure.text))
        elif measure.done_on > attempt.day:
            yield say("guard.measure-later", number=measure.number, done=measure.done_on, day=attempt.day)
        elif measure.cycle == issue.cycle and (since := reopened_on(issue)) and measure.done_on < since:
            yield say("guard.measure-earlier", number=measure.number, done=measure.done_on, reopened=since)
        amount = measure.quantity
        if measure.done_on and amount and amount.done < amount.total:
            yield say(
                "guard.measure-short",
                id=issue.id, number=measure.number, done=amount.done, total=amount.total, unit=amount.unit,
            )  # fmt: skip


def milestones_are_done(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Every node of the deadline was reached (阶段性目标和时间节点)."""
    deadline = issue.plan.deadline if issue.plan else None
    if deadline is None or not attempt.office.policy.guards.verify_measures_done:
        return
    for at, milestone in enumerate(deadline.milestones, 1):
        if milestone.done_on is None:
            yield say("guard.milestone-open", id=issue.id, number=at, text=_short(milestone.text))
        elif milestone.done_on > attempt.day:
            yield say("guard.milestone-later", number=at, done=milestone.done_on, day=attempt.day)


def indicators_are_met(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Where the house asks for it: what the plan promises of indicators is what their readings say."""
    del issue
    if attempt.office.policy.guards.verify_indicators_met:
        yield from attempt.unmet


def parts_are_accepted(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """分区块分阶段验收, where the house asks for it: the whole is accepted when each part has been."""
    if attempt.office.policy.guards.verify_parts_accepted:
        for part in attempt.waiting:
            status = say(f"status.{part.status}")
            yield say("guard.part-open", id=issue.id, part=part.id, title=_short(part.title), status=status)


def evidence_is_on_file(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Evidence comes before the conclusion: enough of it, none dated after it, none changed since it was filed."""
    filed = [one for one in issue.evidence if one.cycle == issue.cycle]
    wanted = attempt.office.policy.guards.verify_evidence
    if len(filed) < wanted:
        yield say("guard.evidence-missing", id=issue.id, have=len(filed), want=wanted)
    reopened = reopened_on(issue)
    for one in filed:
        if one.date > attempt.day:
            yield say("guard.evidence-later", path=one.path, date=one.date, day=attempt.day)
        if reopened and one.date < reopened:
            yield say("guard.evidence-earlier", path=one.path, date=one.date, reopened=reopened)


def evidence_is_intact(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """The files are still what was signed for."""
    del issue
    yield from attempt.damaged.values()


def verifier_is_independent(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """整改实施主体 ≠ 验收单位, under whatever alias, as a division of it or as its equal above it, whichever of their
    register entries somebody signs with, and whatever post they have changed to since they did the work.
    """
    person, people = attempt.person, attempt.office.people
    if not attempt.office.policy.guards.verify_independent or person is None or issue.plan is None:
        return
    units = attempt.office.units
    reviewed = attempt.office.procedure.of_move("verify").own  # 自主验收: a higher level looks at it afterwards
    barred = () if reviewed else barred_from_verifying(issue.plan, attempt.office.policy)
    mine = tuple(dict.fromkeys(entry.unit for entry in people.entries_of(person)))
    for unit in mine:
        if (doer := judges_itself(units, unit, barred)) is not None:
            yield implements("guard.verifier-implements", attempt.office.units, person, unit, doer)
        elif units.units and units.find(unit) is None:
            yield say("guard.unit-unknown", who=person.name, unit=unit)
    worked = worked_for(issue, attempt.office, person.id, barred)
    if worked is not None and not any(judges_itself(units, unit, barred) for unit in mine):
        yield worked_then(person, worked)
    responsible = people.matching(issue.plan.person) if issue.plan.person else ()
    if any(people.same(one.id, person.id) for one in responsible):
        yield say("guard.verifier-responsible", who=person.name)


def implements(key: str, units: Units, person: Person, unit: str, doer: str) -> Said:
    """That somebody's unit does the work: under its own name (`key` says so), or because it is of one house with it."""
    if units.same(unit, doer):
        return say(key, who=person.name, unit=unit)
    return say("guard.one-house", who=person.name, unit=unit, other=doer)


def worked_then(person: Person, step: Step) -> Said:
    """That somebody did the work in another post."""
    return say("guard.worked-then", who=person.name, unit=step.unit or "?", date=step.date)


def is_not_void(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Nothing happens any more to an issue that stands for nothing."""
    del attempt
    if issue.void is not None:
        yield say("guard.void", id=issue.id, why=issue.void.why)


def trail_is_sound(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """A new event would sign, by the way, whatever was changed by hand before it."""
    del issue
    yield from (one.text for one in attempt.trail if forbids(one))


def verification_stands(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Plan, measures and evidence are still what was verified (21 CFR 11.70: a signature is linked to its record)."""
    del issue
    yield from (one.text for one in attempt.trail if one.rule == "suspect")


def is_verified(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """销号 rests on a passed verification of this cycle, made no later than today."""
    verification = issue.verification()
    if verification is None or verification.result != "通过":
        yield say("guard.not-verified", id=issue.id)
    elif verification.date > attempt.day:
        yield say("guard.verified-later", date=verification.date, day=attempt.day)


def closes_with_the_first(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """A petition that is a duplicate is the same problem as its first: it isn't solved while that one isn't."""
    first = attempt.first
    if first is not None and first.status != "closed":
        yield say("guard.first-open", id=issue.id, other=first.id, status=state_word(first, attempt.office))


def closer_is_not_the_verifier(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """谁验收、谁负责 — and somebody else strikes the item off."""
    verification = issue.verification()
    if not attempt.office.policy.guards.close_other_person or verification is None or attempt.person is None:
        return
    if any(attempt.office.people.same(by, attempt.person.id) for by in verification.hands):
        yield say("guard.closer-verified", who=attempt.person.name)


def publicity_is_over(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Where the house asks for it, there was a notice. One that is up has run its time in any house, and no objection
    is open: a typed end that comes too early ends nothing.
    """
    notices = [one for one in issue.publicity if one.cycle == issue.cycle]
    last = max((_over(one, attempt.office.calendar) for one in notices), default=None)
    if last is None and attempt.office.policy.guards.close_publicity:
        yield say("guard.publicity-missing", id=issue.id)
    elif last is not None and last >= attempt.day:
        yield say("guard.publicity-running", end=last)
    for notice in notices:
        for objection in notice.objections:
            if objection.settled_on is None:
                yield say("guard.objection-open", date=objection.date, text=_short(objection.text))


def _over(notice: Publicity, calendar: Calendar) -> date:
    """The last day of a notice: as typed, or as its own number of days gives it, where that is later."""
    if notice.days is None:
        return notice.end
    return max(notice.end, publicity_end(calendar, notice.start, notice.days, working=notice.working))


def document_is_named(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Where the house asks for it: the paper that the closing rests on."""
    if attempt.office.policy.guards.close_document and said_or_none(attempt.document) is None:
        yield say("guard.document-missing", id=issue.id)


def reason_is_given(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Sending work back or opening it again needs a reason in words."""
    del issue
    if said_or_none(attempt.why) is None:
        yield say("guard.reason-missing")


def new_day_is_ahead(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """A new final day that is set while reopening has not passed already."""
    del issue
    if attempt.new_due is not None and attempt.new_due < attempt.day:
        yield say("guard.new-day-passed", new=attempt.new_due, day=attempt.day)


def new_day_has_its_paper(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Where the house asks for the paper that a closing rests on, the deadline that undoes it has one as well."""
    wanted = attempt.new_due is not None and attempt.office.policy.guards.close_document
    if wanted and said_or_none(attempt.document) is None:
        yield say("guard.new-cycle-paper", id=issue.id)


def day_is_in_order(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """History runs forward: no move is dated before the one it follows, nor before the finding arrived,
    nor after the moment at which it is written down.
    """
    last = max((issue.source.received, *(step.date for step in issue.history if step.move not in REMARKS)))
    if attempt.day < last:
        yield say("guard.day-before", day=attempt.day, last=last)
    if attempt.day > attempt.at.date():
        yield say("guard.day-future", day=attempt.day, today=attempt.at.date())


def may_set_a_new_deadline(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """A deadline for the new cycle is a decision, so it takes whoever may approve an extension."""
    if attempt.new_due is not None:
        yield from has_role("审批")(issue, attempt)


def has_role(role: Role) -> Guard:
    """The guard that the actor's register entry names `role`."""

    def guard(issue: Issue, attempt: Attempt) -> Iterator[Said]:
        del issue
        person = attempt.person
        if attempt.office.policy.guards.roles and person is not None and role not in person.roles:
            yield say("guard.role-missing", who=person.name, person=person.id, role=role)

    guard.__name__ = f"has_role_{role}"
    return guard


def _short(text: str, length: int = 30) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"

"""What a gate of the house's procedure demands: those before it, the papers, and the right hands.

Each guard answers with every reason against passing, and with the command that supplies what is missing. Sources:
domain 2.2 to 2.4 (申请验收、初验、公示、验收、复核、审签、销号 and who does each), 安徽's five standards of acceptance.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import Said, say
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.dossier import dossier, lacking, way_through
from ledger.model.gates import Way, until, way
from ledger.model.guards import Guard, fields_are_filled, has_role, implements, worked_then
from ledger.model.independence import barred_from_verifying, judges_itself, worked_for
from ledger.model.issue import Issue
from ledger.model.levels import is_above, level_of
from ledger.model.people import Person
from ledger.model.plan import Plan
from ledger.model.procedure import Gate


def gates_before(move: str) -> Guard:
    """The guard of a move that every gate before it has been passed."""

    def guard(issue: Issue, attempt: Attempt) -> Iterator[Said]:
        yield from before(issue, attempt, attempt.office.procedure.of_move(move))

    guard.__name__ = f"gates_before_{move}"
    return guard


def papers(move: str) -> Guard:
    """The guard of a move that what its gate asks for is on file."""

    def guard(issue: Issue, attempt: Attempt) -> Iterator[Said]:
        yield from papers_are_filed(issue, attempt, attempt.office.procedure.of_move(move))

    guard.__name__ = f"papers_{move}"
    return guard


def hands(move: str) -> Guard:
    """The guard of a move that whoever makes it may pass its gate."""

    def guard(issue: Issue, attempt: Attempt) -> Iterator[Said]:
        yield from may_pass(issue, attempt, attempt.office.procedure.of_move(move))

    guard.__name__ = f"hands_{move}"
    return guard


def before(issue: Issue, attempt: Attempt, gate: Gate) -> Iterator[Said]:
    """Every gate that still stands before this one. The verification has a reason of its own (`is_verified`)."""
    standing = way(issue, attempt.office, attempt.day)
    for earlier in standing.lacks(gate):
        if earlier.kind == "publicity":
            yield from _against_notice(issue, attempt, standing, earlier)
        elif earlier.kind == "sign":
            yield say("guard.gate-missing", gate=earlier.name, day=attempt.day, supply=way_through(issue.id, earlier))


def _against_notice(issue: Issue, attempt: Attempt, standing: Way, gate: Gate) -> Iterator[Said]:
    """Why the notices of this cycle don't do: the last one is the one that was meant."""
    notices = [one for one in issue.publicity if one.cycle == issue.cycle]
    if not notices:
        kind = say("workdays.kind_working" if gate.working else "workdays.kind_calendar")
        supply = way_through(issue.id, gate)
        yield say("guard.notice-missing", gate=gate.name, days=gate.days, kind=kind, supply=supply)
        return
    notice = notices[-1]
    if (wanted := until(notice, gate, attempt.office)) is not None:
        yield say("guard.notice-short", gate=gate.name, start=notice.start, end=notice.end, wanted=wanted)
    elif notice.end >= attempt.day:
        yield say("guard.publicity-running", end=notice.end)
    elif standing.next == gate:  # its turn has come, it is over, and yet it doesn't count
        for one in notice.objections:
            if one.settled_on is None:
                yield say("guard.objection-open", date=one.date, text=one.text)
        if all(one.settled_on is not None for one in notice.objections):
            yield say("guard.notice-early", gate=gate.name, start=notice.start, supply=way_through(issue.id, gate))


def papers_are_filed(issue: Issue, attempt: Attempt, gate: Gate) -> Iterator[Said]:
    """Every item that the gate asks for is there, for issues of this kind (工程类, 非工程类)."""
    for one in lacking(dossier(issue, attempt.office, attempt.day).holdings, gate):
        yield say("guard.paper-missing", gate=gate.name, item=one.item.name, supply=one.supply)


def standards_are_met(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Each standard of acceptance is answered, and met; a number that the procedure doesn't have is no answer."""
    standards = attempt.office.procedure.standards
    answers = {one.number: one for one in attempt.standards}
    for number, text in enumerate(standards, 1):
        if number not in answers:
            yield say("guard.standard-unanswered", number=number, text=text, id=issue.id)
        elif not answers[number].met:
            yield say("guard.standard-unmet", number=number, text=text, answer=answers[number].text, id=issue.id)
    yield from standards_are_known(issue, attempt)


def standards_are_known(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """What was answered are standards of the procedure, each once."""
    del issue
    count = len(attempt.office.procedure.standards)
    numbers = [one.number for one in attempt.standards]
    for number in dict.fromkeys(numbers):
        if number > count:
            name = attempt.office.procedure.name
            yield say("guard.standard-unknown", number=number, count=count, procedure=name)
        if numbers.count(number) > 1:
            yield say("guard.standard-twice", number=number)


def document_is_there(issue: Issue, attempt: Attempt, gate: Gate) -> Iterator[Said]:
    """The paper that a decision rests on is named, where the procedure asks for it."""
    if gate.document and said_or_none(attempt.document) is None:
        yield say("guard.gate-document", gate=gate.name, supply=way_through(issue.id, gate))


def closing_fields(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """What a book wants to know before it strikes anything off stands in the issue."""
    yield from fields_are_filled(issue, attempt, attempt.office.procedure.of_move("close").name)


def closing_document(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """The same for the closing; where the house asks for it anyway, `document_is_named` says so."""
    if not attempt.office.policy.guards.close_document:
        yield from document_is_there(issue, attempt, attempt.office.procedure.of_move("close"))


def may_pass(issue: Issue, attempt: Attempt, gate: Gate) -> Iterator[Said]:
    """The right hands: role, level, part in the plan; and other people and units than passed the gates named."""
    person = attempt.person
    if gate.wanted_role is not None:
        yield from has_role(gate.wanted_role)(issue, attempt)
    if person is None:
        return
    yield from _of_its_level(attempt, person, gate)
    plan = issue.plan or Plan()
    if gate.among and not _has_a_part(attempt, person, gate, plan):
        yield say("guard.not-among", who=person.name, unit=person.unit, gate=gate.name, parts=gate.among)
    if gate.independent:
        yield from _of_doers(issue, attempt, person, gate)
    yield from _of_other_hands(issue, attempt, person, gate)


def _of_doers(issue: Issue, attempt: Attempt, person: Person, gate: Gate) -> Iterator[Said]:
    """The first of somebody's units that does the work, or the work that they did in another post."""
    units, barred = attempt.office.units, barred_from_verifying(issue.plan or Plan(), attempt.office.policy)
    for unit in dict.fromkeys(entry.unit for entry in attempt.office.people.entries_of(person)):
        if (doer := judges_itself(units, unit, barred)) is not None:
            if units.same(unit, doer):
                yield say("guard.gate-implements", who=person.name, unit=unit, gate=gate.name)
            else:
                yield implements("guard.one-house", units, person, unit, doer)
            return
    if (step := worked_for(issue, attempt.office, person.id, barred)) is not None:
        yield worked_then(person, step)


def _of_its_level(attempt: Attempt, person: Person, gate: Gate) -> Iterator[Said]:
    if not gate.levels:
        return
    level = level_of(attempt.office.units, person.unit)
    if level is None:
        yield say("guard.level-unknown", unit=person.unit, gate=gate.name, levels=gate.levels)
    elif level not in gate.levels:
        yield say("guard.level-wrong", unit=person.unit, level=level, gate=gate.name, levels=gate.levels)


def _has_a_part(attempt: Attempt, person: Person, gate: Gate, plan: Plan) -> bool:
    parts = {
        "责任单位": plan.doers(),
        "牵头单位": plan.lead_units,
        "督导单位": plan.supervisor_units,
        "验收单位": plan.acceptor_units,
    }
    return attempt.office.units.among(person.unit, (unit for part in gate.among for unit in parts[part]))


def _unit_among(attempt: Attempt, person: Person, units: tuple[str, ...]) -> str | None:
    """The unit of one of somebody's entries in the register that is one of these, under whatever alias."""
    mine = dict.fromkeys(entry.unit for entry in attempt.office.people.entries_of(person))
    return next((unit for unit in mine if attempt.office.units.among(unit, units)), None)


def _of_other_hands(issue: Issue, attempt: Attempt, person: Person, gate: Gate) -> Iterator[Said]:
    standing = way(issue, attempt.office, attempt.day)
    for passing in standing.passed:
        earlier = passing.gate.name
        if earlier in gate.apart and passing.by and attempt.office.people.same(passing.by, person.id):
            yield say("guard.same-hand", who=person.name, gate=gate.name, earlier=earlier)
        unit = passing.unit
        if unit is None:
            continue
        if earlier in gate.apart_units and _unit_among(attempt, person, (unit,)):
            yield say("guard.same-unit", who=person.name, unit=unit, gate=gate.name, earlier=earlier)
        if earlier == gate.above and not is_above(attempt.office.units, person.unit, unit):
            yield say("guard.not-above", unit=person.unit, other=unit, gate=gate.name, earlier=earlier)


def day_follows(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """A gate is not passed on a day before the gates before it: history runs forward."""
    last = max((step.date for step in issue.history if step.gate is not None), default=None)
    if last is not None and attempt.day < last:
        yield say("guard.day-before", day=attempt.day, last=last)

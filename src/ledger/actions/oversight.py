"""约谈, 通报 and 挂牌督办 on an issue, their lifting; 问责 and the cases behind it; 领导包案."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.actions.acting import Done, against_signing, made, signed, who_may_decide
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import oversight
from ledger.model.acts import ACCOUNT, WITHDRAW, Accountability, Escalation
from ledger.model.answering import STEPS, Candidate, candidate
from ledger.model.casebook import Persons, decision, held_against, linked
from ledger.model.duties import CARD_GIVERS, may_decide
from ledger.model.gates import reached
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.oversight import State
from ledger.model.report import Entry, build
from ledger.model.rewind import rewind
from ledger.model.selection import Selection
from ledger.store import folder
from ledger.store.folder import Stored


@dataclass(frozen=True)
class Supervised:
    """One act of supervision, and how it stands on the day."""

    issue: Issue
    act: Escalation
    state: State


@dataclass(frozen=True)
class Accounted:
    """One decision about somebody, or a case in which there is none yet; `state` is that of the case."""

    issue: Issue
    act: Accountability | None
    state: str | None = None
    held: Persons | None = None
    """The case that it is, or belongs to, held against the entries of that case."""
    counted: bool = True
    """False for an entry of a case that is told with more persons: they would be counted twice."""


@dataclass(frozen=True)
class Which:
    """An entry as somebody names it who takes it back."""

    kind: str
    date: date | None = None
    unit: str | None = None
    post: str | None = None

    def means(self, one: Escalation | Accountability) -> bool:
        """Whether an entry may be the one."""
        post = one.post if isinstance(one, Accountability) else None
        asked = ((self.date, one.date), (self.unit, one.unit), (self.post, post))
        return self.kind == one.kind and all(wanted in {None, said} for wanted, said in asked)


@dataclass(frozen=True)
class Led:
    """The issues that one leader answers for (领导包案), and how far they are."""

    leader: str
    total: int
    closed: int
    overdue: int
    supervised: int
    ids: tuple[str, ...]


def supervise(desk: Desk, issue_id: str, values: Mapping[str, object]) -> Done:
    """Put 约谈, 通报, 督办 or 挂牌督办 on record. Raises RefusedError with every reason against it, UsageError for a
    bad value, or a limit before it begins; ConflictError for what is on record already.
    """
    stored = _allowed(desk, issue_id, say("move.escalate"))
    issue = stored.issue
    units = issue.plan.responsible_units if issue.plan else ()
    act = made(
        Escalation,
        {"date": desk.day, "by": _signer(desk), "unit": "、".join(units) or None, **_said(values)},
        "escalations",
    )
    _refuse_day(desk, issue, act.date)
    _refuse_twice(issue, act, [one for one in issue.escalations if _same_act(one, act)])
    if act.due is not None and act.due < act.date:
        raise UsageError(say("rule.supervision-order", kind=act.kind, start=act.date, day=act.due))
    after = issue.model_copy(update={"escalations": (*issue.escalations, act)})
    return signed(desk, stored, "escalate", after, f"{act.kind}：{act.reason}")


def lift(desk: Desk, issue_id: str, kind: str | None, why: str) -> Done:
    """Lift what stands (摘牌), the last of this kind. Raises RefusedError where nothing stands, or nobody may."""
    stored = _allowed(desk, issue_id, say("move.lift"))
    issue = stored.issue
    found = [at for at, act in oversight.standing(issue, desk.day) if kind in {None, act.kind}]
    if not found:
        raise RefusedError(say("supervision.nothing", id=issue.id, kind=kind or ""))
    act = issue.escalations[found[-1]]
    lifted = act.model_copy(update={"lifted_on": desk.day, "lifting": why})
    listed = tuple(lifted if at == found[-1] else one for at, one in enumerate(issue.escalations))
    return signed(desk, stored, "lift", issue.model_copy(update={"escalations": listed}), f"{act.kind}：{why}")


def withdraw(desk: Desk, issue_id: str, which: Which, why: str) -> Done:
    """Take back what was put on record of 督办 by mistake. It stays in the file, marked with day and reason, and counts
    nowhere from that day on. Raises RefusedError where there is no such entry, or several.
    """
    stored = _allowed(desk, issue_id, say("move.withdraw"))
    issue = stored.issue
    at = _only(issue, which, issue.escalations, desk.day)
    act = issue.escalations[at].model_copy(update={"withdrawn_on": desk.day, "withdrawal": why})
    listed = (*issue.escalations[:at], act, *issue.escalations[at + 1 :])
    return signed(desk, stored, WITHDRAW, issue.model_copy(update={"escalations": listed}), f"{act.kind}：{why}")


def unaccount(desk: Desk, issue_id: str, which: Which, why: str) -> Done:
    """The same of 问责; signed by the step that nothing public tells of."""
    stored = _allowed(desk, issue_id, say("move.withdraw"))
    issue = stored.issue
    at = _only(issue, which, issue.accountability, desk.day)
    one = issue.accountability[at].model_copy(update={"withdrawn_on": desk.day, "withdrawal": why})
    listed = (*issue.accountability[:at], one, *issue.accountability[at + 1 :])
    return signed(desk, stored, ACCOUNT, issue.model_copy(update={"accountability": listed}), f"撤回{one.kind}：{why}")


def account(desk: Desk, issue_id: str, values: Mapping[str, object]) -> Done:
    """Put on record what was decided about whom, by post. Raises RefusedError with every reason against it, UsageError
    for a bad value, a name of the register, or a case that is not there.
    """
    stored = _allowed(desk, issue_id, say("move.account"))
    issue = stored.issue
    one = made(Accountability, {"date": desk.day, **_said(values)}, "accountability")
    if (name := desk.office.people.named_in(one.post or "")) is not None:
        raise UsageError(say("accountability.by-post", name=name))
    _refuse_day(desk, issue, one.date)
    _refuse_twice(issue, one, [it for it in issue.accountability if _same_decision(it, one)])
    if one.case is not None:
        folder.get(desk.workspace, one.case)
        _refuse_no_case(desk, one.case)
    after = issue.model_copy(update={"accountability": (*issue.accountability, one)})
    return signed(desk, stored, ACCOUNT, after)


def entries(desk: Desk, selection: Selection) -> tuple[Entry, ...]:
    """The selected issues as they stood on the day. Raises UnreadableError for a ledger that can't be read whole: what
    is missing would be nobody's.
    """
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("oversight.broken", count=len(scan.broken), files=scan.broken))
    report = build(((one.issue, one.file) for one in scan.stored), desk.day, desk.office)
    return tuple(one for one in report.entries if selection.takes(one.issue, one.situation, desk.office))


def supervised(desk: Desk, selection: Selection, *, every: bool) -> tuple[Supervised, ...]:
    """What stands on the day, and with `every` what is over, too; what is longest overdue first."""
    found = (
        Supervised(entry.issue, act, oversight.state(act, desk.day))
        for entry in entries(desk, selection)
        for act in oversight.acts(entry.issue, desk.office)
    )
    kept = (one for one in found if every or one.state in {"standing", "overdue"})
    return tuple(sorted(kept, key=lambda one: (one.act.due or date.max, one.act.date, one.issue.id)))


def accounted(desk: Desk, selection: Selection) -> tuple[Accounted, ...]:
    """Every decision by the day, the latest first, and before them the cases in which nothing is decided yet. A case
    is told by those selected entries that belong to it, unless there are none, or it has more persons than they.
    """
    chosen = [one.issue for one in entries(desk, selection)]
    by_case: dict[str, list[Accountability]] = {}
    for case, act in linked(chosen):
        by_case.setdefault(case, []).append(act)
    found, held = [], dict[str, Persons]()
    for issue in chosen:
        by = oversight.accounting(issue, desk.office)
        if by is None or issue.void is not None:
            continue
        own, own_entries = decision(issue, by), by_case.get(issue.id, ())
        if (both := held_against(issue.id, own, own_entries)) is not None:
            held[issue.id] = both
        if not own_entries or (both is not None and both.hides):
            state = desk.office.state(issue.id, issue.status, reached(issue))
            found.append(Accounted(issue, own, state, both))
    for issue in chosen:
        for act in issue.accountability:
            both = held.get(act.case or issue.id)
            found.append(Accounted(issue, act, None, both, counted=both is None or not both.hides))
    latest = sorted(found, key=lambda one: one.issue.id)
    return tuple(sorted(latest, key=lambda one: one.act.date if one.act else date.max, reverse=True))


def candidates(desk: Desk, selection: Selection) -> tuple[Candidate, ...]:
    """The issues that reached a threshold by the day, those for 移交问责 first, then the latest. A case is none: it was
    handed over already.
    """
    of_findings = (one for one in entries(desk, selection) if oversight.accounting(one.issue, desk.office) is None)
    tried = (candidate(one.issue, one.situation, desk.office.policy.accountability) for one in of_findings)
    found = (one for one in tried if one is not None)
    return tuple(sorted(found, key=lambda one: (STEPS.index(one.step), -one.days_late, one.issue.id)))


def leaders(desk: Desk, selection: Selection) -> tuple[Led, ...]:
    """Who answers for what; whoever has most overdue first."""
    by_leader: dict[str, list[Entry]] = {}
    for entry in entries(desk, selection):
        if entry.issue.plan and entry.issue.plan.leader and entry.issue.void is None:
            person = desk.office.people.find(entry.issue.plan.leader)
            by_leader.setdefault(person.name if person else entry.issue.plan.leader, []).append(entry)
    found = (_led(name, entries, desk.day, desk.office) for name, entries in by_leader.items())
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.total, one.leader)))


def _led(leader: str, entries: list[Entry], day: date, office: Office) -> Led:
    return Led(
        leader,
        len(entries),
        sum(one.issue.status == "closed" for one in entries),
        sum(one.situation.overdue for one in entries),
        sum(any(oversight.stands(it, day) for it in oversight.acts(one.issue, office)) for one in entries),
        tuple(one.issue.id for one in entries),
    )


def _allowed(desk: Desk, issue_id: str, act: Said) -> Stored:
    """The issue, where this person may decide about it today. Raises RefusedError with every reason why not."""
    stored = folder.get(desk.workspace, issue_id)
    attempt = desk.informed(desk.attempt(), stored)
    reasons = (*against_signing(desk, stored), *may_decide(stored.issue, attempt, CARD_GIVERS), *_ahead(desk, stored))
    if reasons:
        hint = who_may_decide(desk, stored.issue, CARD_GIVERS)
        raise RefusedError(say("refused", id=issue_id, move=act, count=len(reasons)), *reasons, hint=hint)
    return stored


def _ahead(desk: Desk, stored: Stored) -> Iterator[Said]:
    if rewind(stored.issue, desk.day) is None:
        yield say("supervision.not-received", id=stored.issue.id, day=desk.day, received=stored.issue.source.received)


def _refuse_no_case(desk: Desk, number: str) -> None:
    """Raises UsageError for an issue of a book that holds no cases, naming those that do."""
    if oversight.accounting(number, desk.office) is None:
        known = oversight.books_of_cases(desk.office) or say("accountability.no-books")
        raise UsageError(say("rule.not-a-case", id=number, books=known))


def _refuse_day(desk: Desk, issue: Issue, day: date) -> None:
    """Raises UsageError for what is said to have been before the issue was there, or after today."""
    if day > desk.day:
        raise UsageError(say("supervision.ahead", day=day, today=desk.day))
    if day < issue.source.received:
        raise UsageError(say("supervision.not-received", id=issue.id, day=day, received=issue.source.received))


def _refuse_twice(issue: Issue, one: Escalation | Accountability, same: Sequence[Escalation | Accountability]) -> None:
    """Raises ConflictError for an entry that is there already: it would be counted, and punished, twice."""
    if any(it.withdrawn_on is None for it in same):
        raise ConflictError(say("supervision.twice", id=issue.id, kind=one.kind, day=one.date))


def _same_act(one: Escalation, other: Escalation) -> bool:
    return _key(one) == _key(other) and (one.level, one.card) == (other.level, other.card)


def _same_decision(one: Accountability, other: Accountability) -> bool:
    return _key(one) == _key(other) and (one.post, one.case) == (other.post, other.case)


def _key(one: Escalation | Accountability) -> tuple[object, ...]:
    return (one.kind, one.date, one.unit, one.document)


def _only(issue: Issue, which: Which, entries: Sequence[Escalation | Accountability], day: date) -> int:
    """The place of the one entry that is meant. Raises RefusedError where there is none, or more than one."""
    standing = [(at, one) for at, one in enumerate(entries) if one.date <= day and one.withdrawn_on is None]
    found = [at for at, one in standing if which.means(one)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise RefusedError(say("withdraw.nothing", id=issue.id, kind=which.kind))
    listed = tuple(f"{one.kind} {one.date} {one.unit or ''}" for one in (entries[at] for at in found))
    raise RefusedError(say("withdraw.several", id=issue.id, count=len(found), entries=listed))


def _signer(desk: Desk) -> str:
    assert desk.person is not None  # noqa: S101 - `_allowed` was asked
    return desk.person.id


def _said(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}

"""约谈, 通报 and 挂牌督办 on an issue, their lifting; 问责 and the cases behind it; 领导包案."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ledger.actions.acting import Done, against_signing, made, signed, who_may_decide
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import oversight
from ledger.model.acts import ACCOUNT, Accountability, Escalation
from ledger.model.duties import CARD_GIVERS, may_decide
from ledger.model.issue import Issue
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
    bad value, or a limit before it begins.
    """
    stored = _allowed(desk, issue_id, say("move.escalate"))
    issue = stored.issue
    units = issue.plan.responsible_units if issue.plan else ()
    act = made(
        Escalation,
        {"date": desk.day, "by": _signer(desk), "unit": "、".join(units) or None, **_said(values)},
        "escalations",
    )
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


def account(desk: Desk, issue_id: str, values: Mapping[str, object]) -> Done:
    """Put on record what was decided about whom, by post. Raises RefusedError with every reason against it, UsageError
    for a bad value, a name of the register, or a case that is not there.
    """
    stored = _allowed(desk, issue_id, say("move.account"))
    issue = stored.issue
    one = made(Accountability, {"date": desk.day, **_said(values)}, "accountability")
    names = [name for person in desk.office.people.people for name in person.names if name in (one.post or "")]
    if names:
        raise UsageError(say("accountability.by-post", name=names[0]))
    if one.case is not None:
        folder.get(desk.workspace, one.case)
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
        for act in entry.issue.escalations
    )
    kept = (one for one in found if every or one.state in {"standing", "overdue"})
    return tuple(sorted(kept, key=lambda one: (one.act.due or date.max, one.act.date, one.issue.id)))


def accounted(desk: Desk, selection: Selection) -> tuple[tuple[Issue, Accountability], ...]:
    """Every decision by the day, the latest first."""
    found = ((entry.issue, one) for entry in entries(desk, selection) for one in entry.issue.accountability)
    return tuple(sorted(found, key=lambda pair: (pair[1].date, pair[0].id), reverse=True))


def leaders(desk: Desk, selection: Selection) -> tuple[Led, ...]:
    """Who answers for what; whoever has most overdue first."""
    by_leader: dict[str, list[Entry]] = {}
    for entry in entries(desk, selection):
        if entry.issue.plan and entry.issue.plan.leader and entry.issue.void is None:
            person = desk.office.people.find(entry.issue.plan.leader)
            by_leader.setdefault(person.name if person else entry.issue.plan.leader, []).append(entry)
    found = (_led(name, entries, desk.day) for name, entries in by_leader.items())
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.total, one.leader)))


def _led(leader: str, entries: list[Entry], day: date) -> Led:
    return Led(
        leader,
        len(entries),
        sum(one.issue.status == "closed" for one in entries),
        sum(one.situation.overdue for one in entries),
        sum(any(True for _ in oversight.standing(one.issue, day)) for one in entries),
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


def _signer(desk: Desk) -> str:
    assert desk.person is not None  # noqa: S101 - `_allowed` was asked
    return desk.person.id


def _said(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}

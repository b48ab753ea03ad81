"""More time: asked for with a reason, approved by somebody else on a paper. The published day stays for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ledger.actions.acting import Done, against_signing, made, signed, who_may_decide
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model.acts import Extension
from ledger.model.attempt import said_or_none
from ledger.model.duties import APPROVERS, may_decide
from ledger.model.gates import state_word
from ledger.model.issue import Issue
from ledger.model.people import Person
from ledger.model.schedule import effective_due
from ledger.store import folder


def extend(
    desk: Desk, issue_id: str, new_due: date, reason: str, *, document: str | None, approver: str | None
) -> Done:
    """Ask for more time, or with an approver put an approved extension on record. The original date stays.

    A request made after the day had passed is kept, but doesn't count (`schedule.effective_due`).
    Raises RefusedError with every reason against it.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    due = effective_due(issue, desk.office)
    approving = desk.office.people.find(approver) if approver else None
    asker = desk.person.id if desk.person else None
    reasons = [*against_signing(desk, stored), *_against(desk, issue, new_due, due)]
    if new_due < desk.day:
        reasons.append(say("guard.new-day-passed", new=new_due, day=desk.day))
    if approver and approving is None:
        reasons.append(say("guard.actor-unknown", who=approver))
    if approving is not None:
        reasons += _against_approval(desk, issue, approving, asker, document)
    if reasons or desk.person is None:
        raise _refusal(desk, issue, asker, reasons, approving=approver is not None)
    values = {
        "requested_on": desk.day,
        "by": desk.person.id,
        "reason": reason,
        "new_due": new_due,
        "approved_on": desk.day if approving else None,
        "approver": approving.id if approving else None,
        "document": said_or_none(document),
        "at": desk.at,
        **issue.in_cycle(),
    }
    asked = (*issue.extensions, made(Extension, values, "extensions"))
    done = signed(desk, stored, "extend", issue.model_copy(update={"extensions": asked}))
    return replace(done, remarks=_late(desk.day, due, desk.day))


def approve_extension(desk: Desk, issue_id: str, document: str | None, new_due: date | None = None) -> Done:
    """Approve the request that waits in this cycle, or the one for `new_due`. Raises RefusedError with every reason
    against it, UsageError where nobody can say which is meant.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    at = _waiting(issue, new_due)
    asked = issue.extensions[at] if at is not None else None
    due = effective_due(issue, desk.office)
    asker = asked.by if asked else None
    reasons = list(against_signing(desk, stored))
    if asked is None:
        reasons.append(say("extend.none-waiting", id=issue.id))
    else:
        reasons += _against(desk, issue, asked.new_due, due)
    paper = said_or_none(document) or (asked.document if asked else None)
    if desk.person is not None:
        reasons += _against_approval(desk, issue, desk.person, asker, paper)
    if reasons or desk.person is None or asked is None:
        raise _refusal(desk, issue, asker, reasons, approving=True)
    approved = {"approved_on": desk.day, "approver": desk.person.id, "document": paper}
    done = signed(desk, stored, "approve", _answered(issue, asked, approved))
    return replace(done, remarks=_late(asked.requested_on, due, desk.day))


def reject_extension(desk: Desk, issue_id: str, why: str, new_due: date | None = None) -> Done:
    """Say no to the request that waits in this cycle, or to the one for `new_due`; it stays on record with the reason.

    Raises RefusedError with every reason against it, UsageError where nobody can say which is meant.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    at = _waiting(issue, new_due)
    asked = issue.extensions[at] if at is not None else None
    reasons = [*against_signing(desk, stored), *may_decide(issue, desk.attempt(), APPROVERS)]
    if asked is None:
        reasons.append(say("extend.none-waiting", id=issue.id))
    if reasons or desk.person is None or asked is None:
        what = say("refused", id=issue.id, move=say("move.reject"), count=len(reasons))
        raise RefusedError(what, *reasons, hint=who_may_decide(desk, issue, APPROVERS))
    answer = {"rejected_on": desk.day, "rejected_by": desk.person.id, "rejection": why}
    return signed(desk, stored, "reject", _answered(issue, asked, answer), why)


def _waiting(issue: Issue, new_due: date | None) -> int | None:
    """The place of the request of this cycle that nobody has answered; None where there is none.

    Raises UsageError where several wait and none is named, and where none waits for the day that is.
    """
    waiting = [at for at, one in enumerate(issue.extensions) if _is_open(one) and one.cycle == issue.cycle]
    days = tuple(issue.extensions[at].new_due for at in waiting)
    meant = [at for at in waiting if new_due in {None, issue.extensions[at].new_due}]
    if new_due is not None and waiting and not meant:
        raise UsageError(say("extend.not-waiting", id=issue.id, new=new_due, days=days))
    if new_due is None and len(waiting) > 1:
        raise UsageError(say("extend.several-waiting", id=issue.id, days=days, first=days[0]))
    return meant[-1] if meant else None


def _is_open(one: Extension) -> bool:
    return one.approved_on is None and one.rejected_on is None


def _answered(issue: Issue, asked: Extension, answer: dict[str, object]) -> Issue:
    after = tuple(one.model_copy(update=answer) if one is asked else one for one in issue.extensions)
    return issue.model_copy(update={"extensions": after})


def _late(requested: date, due: date | None, day: date) -> tuple[Said, ...]:
    """The word that a request made after the day had passed does not count."""
    return (say("extend.too-late", due=due, day=day),) if due and requested > due else ()


def _against(desk: Desk, issue: Issue, new_due: date, due: date | None) -> Iterator[Said]:
    if issue.status not in {"open", "in-progress"}:
        yield say("extend.finished", id=issue.id, status=state_word(issue, desk.office))
    if due is None:
        yield say("extend.no-deadline", id=issue.id)
    elif new_due <= due:
        yield say("extend.not-later", new=new_due, due=due)


def _against_approval(
    desk: Desk, issue: Issue, approver: Person, asker: str | None, document: str | None
) -> Iterator[Said]:
    """What an approval lacks: an approver of the role who does not do the work, somebody else's request, a paper."""
    yield from may_decide(issue, replace(desk.attempt(), by=approver.id, person=approver), APPROVERS)
    if asker is not None and desk.office.people.same(approver.id, asker):
        yield say("extend.own-request", who=approver.name)
    if said_or_none(document) is None:
        by_themselves = desk.person is not None and desk.person.id == approver.id
        yield (
            say("extend.no-paper", id=issue.id)
            if by_themselves
            else say("extend.no-document", who=approver.name, id=issue.id)
        )


def _refusal(desk: Desk, issue: Issue, asker: str | None, reasons: list[Said], *, approving: bool) -> RefusedError:
    """The refusal with every reason, and who could approve, where it is an approval that is refused."""
    able = (one for one in desk.office.people.people if not any(_against_approval(desk, issue, one, asker, "a paper")))
    people = tuple(say("person.named", name=one.name, id=one.id) for one in able) if approving else ()
    hint = say("extend.who-may", people=people) if people else None
    return RefusedError(
        say("refused", id=issue.id, move=say("move.extend"), count=len(reasons)), *dict.fromkeys(reasons), hint=hint
    )

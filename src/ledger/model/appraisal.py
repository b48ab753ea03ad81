"""序时研判: a person's judgement of the pace put on record. What `pace` makes of it is said there.

Who gives cards may judge (广元: the office assesses whether it can be done in time), never a unit about its own work.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import Said, say
from ledger.model.acts import Appraisal
from ledger.model.attempt import Attempt
from ledger.model.duties import CARD_GIVERS, may_decide
from ledger.model.gates import state_word
from ledger.model.guards import actor_is_known, reopened_on
from ledger.model.issue import Issue
from ledger.model.pacewords import JUDGED, LATE
from ledger.model.schedule import situation
from ledger.model.workflow import ALWAYS, sign


def objections(issue: Issue, act: Appraisal, attempt: Attempt) -> tuple[Said, ...]:
    """Every reason why this judgement can't be put on record: the issue, the day, the person."""
    always = (reason for guard in ALWAYS for reason in guard(issue, attempt))
    person = (*actor_is_known(issue, attempt), *may_decide(issue, attempt, CARD_GIVERS))
    return (*always, *_of_issue(issue, act, attempt), *person)


def _of_issue(issue: Issue, act: Appraisal, attempt: Attempt) -> Iterator[Said]:
    """Only work that is under way is judged, for a day of its own; what is a fact already is no matter of judgement."""
    now = situation(issue, act.date, attempt.office)
    began = reopened_on(issue) or issue.source.received
    if issue.status != "in-progress":
        yield say("appraise.not-under-way", id=issue.id, status=state_word(issue, attempt.office))
    elif now.completed_on is not None and now.standing == "done":
        yield say("appraise.done", id=issue.id, done=now.completed_on)
    elif now.overdue and now.due is not None and JUDGED[act.pace] not in LATE:
        yield say("appraise.overdue", id=issue.id, due=now.due)
    if act.date < began:
        yield say("appraise.too-early", day=act.date, began=began)
    if act.date > attempt.at.date():
        yield say("guard.day-future", day=act.date, today=attempt.at.date())


def record(issue: Issue, act: Appraisal, attempt: Attempt) -> Issue | tuple[Said, ...]:
    """The issue with the judgement signed; or every reason why it can't be put on record."""
    reasons = objections(issue, act, attempt)
    if reasons or attempt.person is None:
        return reasons
    kept = issue.model_copy(update={"appraisals": (*issue.appraisals, act)})
    return sign(issue, kept, "appraise", attempt.person, attempt, f"{act.pace}：{act.reason}")

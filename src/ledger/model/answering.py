"""Which issues are so late that somebody may have to answer for it (整改不力追责), by the house's thresholds.

Candidates with their reasons, and no more: whether anybody is 约谈 or handed over is decided by the office. 湖南
follows a 挂牌督办 past its limit with 约谈 or 专项督察; 朝天区 talks to who is behind for three
months (domain 2.10, 3.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.errors import Said, say
from ledger.model import oversight
from ledger.model.issue import Issue
from ledger.model.policy import Answering
from ledger.model.schedule import Situation

Step = Literal["约谈", "移交问责"]
STEPS: tuple[Step, ...] = ("移交问责", "约谈")
"""What may have to be decided, the graver first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An issue that reached a threshold, why, and what was done about it already."""

    issue: Issue
    step: Step
    days_late: int
    reasons: tuple[Said, ...]
    done: tuple[Said, ...]
    """约谈, 移交 and 问责 on record, the oldest first."""


def candidate(issue: Issue, now: Situation, policy: Answering) -> Candidate | None:
    """What an issue, as it stood on the day, is a candidate for; None for one within all thresholds, and for one that
    stands for nothing.
    """
    if issue.void is not None:
        return None
    found = [pair for pair in _reached(issue, now, policy) if pair[0]]
    step = next((one for one in STEPS if any(one == reached for reached, _ in found)), None)
    if step is None:
        return None
    return Candidate(issue, step, now.days_late, tuple(said for _, said in found), tuple(_done(issue, now.day)))


def _reached(issue: Issue, now: Situation, policy: Answering) -> Iterator[tuple[Step | None, Said]]:
    """Every threshold that was reached, with what it leads to."""
    late = _by(now.days_late, policy.talk_days, policy.case_days)
    yield late, say("answering.late", due=now.due, days=now.days_late)
    cards = sum(one.card == "红" for one in issue.escalations)
    yield _by(cards, policy.talk_cards, policy.case_cards), say("answering.cards", count=cards)
    for _, act in oversight.standing(issue, now.day):
        if oversight.state(act, now.day) == "overdue":
            yield "约谈", say("answering.unlifted", kind=act.kind, due=act.due)
    for check in issue.lookbacks:
        if check.genuine is False:
            yield "移交问责", say("answering.not-genuine", date=check.date)


def _by(number: int, talk: int, case: int) -> Step | None:
    """What a number leads to; a threshold of 0 is none."""
    if case and number >= case:
        return "移交问责"
    return "约谈" if talk and number >= talk else None


def _done(issue: Issue, day: date) -> Iterator[Said]:
    acts: list[tuple[date, str]] = [(one.date, one.kind) for one in issue.escalations if one.kind in {"约谈", "移交"}]
    acts += [(one.date, one.kind) for one in issue.accountability]
    yield from (say("answering.done", kind=kind, date=when) for when, kind in sorted(acts) if when <= day)

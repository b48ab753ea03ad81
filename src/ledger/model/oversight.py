"""挂牌督办 and what is lifted again: since when, until when, and whether it still stands.

约谈 and 通报 happen on one day and are over; 挂牌督办, and whatever was given a limit, stands until it is lifted (湖南:
past the limit of a 挂牌 follows 约谈 or 专项督察; domain 3.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ledger.model.acts import Escalation
from ledger.model.issue import Issue

State = Literal["once", "standing", "overdue", "lifted"]


def state(act: Escalation, day: date) -> State:
    """How an act stands on a day. What was given no limit, and is not 挂牌督办, is over when it has been said."""
    if act.lifted_on is not None and act.lifted_on <= day:
        return "lifted"
    if act.due is not None and act.due < day:
        return "overdue"
    return "standing" if act.due is not None or act.kind == "挂牌督办" else "once"


def standing(issue: Issue, day: date) -> Iterator[tuple[int, Escalation]]:
    """The acts that have not been lifted by a day, each with its place in the list."""
    for at, act in enumerate(issue.escalations):
        if state(act, day) in {"standing", "overdue"}:
            yield at, act

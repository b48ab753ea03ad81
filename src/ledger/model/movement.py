"""What became of the issues of a ledger between two days, so that the counts of both add up.

An issue is looked at as it stood on either day, and not by the events between: who is closed and reopened in one month
is where he was, and every sum is right: 上期 ＋ 新增 － 减少 = 本期.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.model.report import Entry, Report
from ledger.model.statistics import FINISHED


@dataclass(frozen=True)
class Movement:
    """Issues by what happened to them; as they stand now, those that are gone as they stood then."""

    arrived: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    """Not counted any more: void, or no longer what was selected."""
    finished: tuple[Entry, ...]
    unfinished: tuple[Entry, ...]
    """Finished then, and work again now: found wanting, or reopened."""
    closed: tuple[Entry, ...]
    reopened: tuple[Entry, ...]
    overdue: tuple[Entry, ...]
    """Past their final day now, and not then."""


def movement(before: Report, now: Report) -> Movement:
    """What happened between two reports of one ledger and one selection."""
    then = {one.issue.id: one for one in before.entries}
    here = {one.issue.id for one in now.entries}

    pairs = [(then.get(one.issue.id), one) for one in now.entries]
    return Movement(
        arrived=tuple(one for was, one in pairs if was is None),
        gone=tuple(one for one in before.entries if one.issue.id not in here),
        finished=tuple(one for was, one in pairs if is_finished(one) and not (was and is_finished(was))),
        unfinished=tuple(one for was, one in pairs if was and is_finished(was) and not is_finished(one)),
        closed=tuple(one for was, one in pairs if is_closed(one) and not (was and is_closed(was))),
        reopened=tuple(one for was, one in pairs if was and is_closed(was) and not is_closed(one)),
        overdue=tuple(one for was, one in pairs if one.situation.overdue and not (was and was.situation.overdue)),
    )


def is_finished(one: Entry) -> bool:
    """Whether the work is done (完成整改), accepted and closed issues among them."""
    return one.situation.standing in FINISHED


def is_closed(one: Entry) -> bool:
    """Whether it is struck off (已销号)."""
    return one.issue.status == "closed"

"""What may be reported on an issue, and when: asked by `progress` and by a sheet that is taken back alike.

Each guard reads and answers with every reason against it, as those of `guards` do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.errors import Said, say
from ledger.model.gates import state_word
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.plan import Measure


def in_its_time(issue: Issue, day: date, month: str | None = None) -> Iterator[Said]:
    """A report is made after the finding arrived, and about no month (`2026-05`) that is still to come."""
    if day < issue.source.received:
        yield say("progress.too-early", day=day, received=issue.source.received)
    if month is not None and month > day.isoformat()[:7]:
        yield say("progress.month-ahead", month=month, day=day)


def is_not_closed(issue: Issue) -> Iterator[Said]:
    """What is struck off is reported on no more."""
    if issue.status == "closed":
        yield say("progress.closed", id=issue.id)


def is_under_way(issue: Issue, office: Office) -> Iterator[Said]:
    """Measures and nodes are marked as done between start and acceptance."""
    if issue.status != "in-progress":
        key = "progress.not-begun" if issue.status == "open" else "progress.finished"
        yield say(key, id=issue.id, status=state_word(issue, office))


def was_done_in_time(issue: Issue, done_on: date, day: date) -> Iterator[Said]:
    """Nothing was done on a day that has not come, nor before the finding arrived."""
    if done_on > day:
        yield say("progress.future", date=done_on, day=day)
    if done_on < issue.source.received:
        yield say("progress.too-early", day=done_on, received=issue.source.received)


def may_be_marked(issue: Issue, measure: Measure, *, undone: bool) -> Iterator[Said]:
    """A measure of this cycle, and one done only where it was found wanting since, or is marked as `undone`."""
    if measure.cycle < issue.cycle:
        yield say("progress.former-cycle", number=measure.number, cycle=measure.cycle)
        return
    rejected = issue.rejected_on()
    redone = measure.done_on is not None and rejected is not None and measure.done_on <= rejected
    if measure.done_on and not undone and not redone:
        yield say("progress.done-already", id=issue.id, number=measure.number, date=measure.done_on)


def is_counted_anew(measure: Measure, *, counted: bool) -> Iterator[Said]:
    """Of a measure marked as undone one must know how far it has come, if it is one that is counted."""
    if measure.quantity and not counted:
        yield say("progress.undone-count", number=measure.number, unit=measure.quantity.unit)

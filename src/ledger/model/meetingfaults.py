"""What is wrong with the record of a meeting: decisions nobody has, without a day, late; what was put down wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from ledger.errors import Said, say
from ledger.model.decisions import Tracked, read, tracked
from ledger.model.meeting import Decision, Meeting
from ledger.model.naming import nearest
from ledger.model.policy import Policy
from ledger.model.problem import Level, Path, Problem
from ledger.model.workdays import Calendar


def faults(meeting: Meeting, day: date, calendar: Calendar, policy: Policy) -> Iterator[Problem]:
    """Everything that is wrong with one meeting on a day, by its place in the record."""
    known = policy.words.meetings
    if meeting.kind not in known:
        text = say("meeting.kind-unlisted", kind=meeting.kind, known=known)
        yield Problem("meeting-kind", "warning", text, path=("kind",), suggestion=nearest(meeting.kind, known))
    counted = Counter(one.number for one in meeting.decisions)
    for at, one in enumerate(meeting.decisions):
        if counted[one.number] > 1:
            counted[one.number] = 0  # told once
            yield _fault("decision-twice", say("meeting.number-twice", number=one.number), (*_at(at), "number"))
        yield from _deadline(meeting, at, one, calendar)
        yield from _days(meeting, at, one, day)
    for each in tracked((meeting,), day, calendar, policy.check):
        yield from _open(each)


def _at(at: int) -> Path:
    return ("decisions", at)


def _fault(rule: str, text: Said, path: Path, *, level: Level = "error") -> Problem:
    return Problem(rule, level, text, path=path)


def _deadline(meeting: Meeting, at: int, one: Decision, calendar: Calendar) -> Iterator[Problem]:
    """The words and the day say the same; words that are damaged, and those that no day can be read from, are put
    right by whoever knows.
    """
    reading = read(one, meeting, calendar)
    if reading is None:
        return
    if reading.damaged:
        text = say("meeting.bad-deadline", number=one.number, text=reading.text, why=reading.why)
        yield Problem("decision-deadline", "error", text, path=(*_at(at), "deadline"), suggestion=reading.suggestion)
    elif not reading.understood and one.due is None and one.done_on is None and one.dropped_on is None:
        text = say("meeting.bad-deadline", number=one.number, text=reading.text, why=reading.why)
        yield _fault("decision-deadline", text, (*_at(at), "deadline"), level="warning")
    elif one.due is not None and reading.due is not None and reading.due != one.due:
        text = say("meeting.other-day", number=one.number, text=reading.text, said=reading.due, due=one.due)
        yield _fault("decision-deadline", text, (*_at(at), "due"))


def _days(meeting: Meeting, at: int, one: Decision, day: date) -> Iterator[Problem]:
    for key, when in (("done_on", one.done_on), ("dropped_on", one.dropped_on)):
        if when is not None and when < meeting.date:
            text = say("meeting.done-before", number=one.number, done=when, date=meeting.date)
            yield _fault("decision-days", text, (*_at(at), key))
        elif when is not None and when > day:
            yield _fault("decision-days", say("meeting.done-later", number=one.number, done=when), (*_at(at), key))


def _open(one: Tracked) -> Iterator[Problem]:
    """What is not done: late, due soon, or nobody's."""
    if one.state in {"done", "dropped"}:
        return
    decision, path = one.decision, _at(one.at)
    if not decision.units and decision.person is None:
        text = say("meeting.unassigned", id=one.meeting.id, number=decision.number)
        yield _fault("decision-unassigned", text, (*path, "text"), level="warning")
    if one.due is None and decision.deadline is None:
        text = say("meeting.undated", id=one.meeting.id, number=decision.number)
        yield _fault("decision-undated", text, (*path, "text"), level="warning")
    if one.state in {"late", "soon"}:
        blanks = {"id": one.meeting.id, "number": decision.number, "text": decision.text.strip()}
        field = "due" if decision.due is not None else "deadline"
        text = say(f"meeting.{one.state}", due=one.due, days=one.days, units=decision.units, **blanks)
        yield _fault(f"decision-{one.state}", text, (*path, field), level="error" if one.state == "late" else "warning")


def dead(meeting: Meeting, issues: Collection[str], objects: Collection[str]) -> Iterator[Problem]:
    """Issues and objects that a meeting was about and that are not there."""
    parts: list[tuple[Path, tuple[str, ...], tuple[str, ...]]] = [
        *((("topics", at), one.issues, one.objects) for at, one in enumerate(meeting.topics)),
        *((("decisions", at), one.issues, one.objects) for at, one in enumerate(meeting.decisions)),
    ]
    for path, named, things in parts:
        for at, one in enumerate(named):
            if one not in issues:
                near = nearest(one, tuple(issues))
                text = say("meeting.unknown-issue", id=one)
                yield Problem("meeting-link", "error", text, path=(*path, "issues", at), suggestion=near)
        for at, one in enumerate(things):
            if one not in objects:
                near = nearest(one, tuple(objects))
                text = say("object.unknown", id=one)
                yield Problem("unknown-object", "error", text, path=(*path, "objects", at), suggestion=near)

"""Meetings as records: write one down, add what it decided, tell what became of it, and find what is late."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.actions import filling
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, NotFoundError, Said, UsageError, say
from ledger.model import decisions, meetingfaults
from ledger.model.decisions import Tracked, tracked
from ledger.model.ids import is_id
from ledger.model.meeting import Attendee, Decision, Meeting, Topic
from ledger.model.problem import Problem
from ledger.model.selection import Selection
from ledger.model.units import Units
from ledger.model.values import is_file_name
from ledger.store import cabinet
from ledger.store.cabinet import Kept
from ledger.store.meetings import MEETINGS

FIXED: Mapping[str, Said] = {
    "id": say("meeting.fixed-id"),
    **dict.fromkeys(("kind", "date", "attendees", "topics"), say("meeting.fixed-option")),
    "decisions": say("meeting.fixed-decisions"),
}
"""What is not filled in by `--set`, and how it is."""
_ATTENDEE = re.compile(r"\s*([^=：:]+?)\s*(?:[=：:]\s*([^（(]*?)\s*(?:[（(](.*)[)）])?\s*)?")
_BETWEEN = re.compile(r"[、，,;；]+")


@dataclass(frozen=True)
class Told:
    """What somebody says of a new meeting."""

    kind: str
    date: date
    attendees: tuple[str, ...] = ()
    """`县水务局=李四（副局长）`, or the unit alone."""
    topics: tuple[str, ...] = ()
    """`红旗河整治=ISSUE-001、红旗河`: what, and which issues and objects it is about."""
    settings: tuple[str, ...] = ()
    """`key=value`, as in `filling`."""


@dataclass(frozen=True)
class Wanted:
    """What somebody says of a new decision."""

    text: str
    units: tuple[str, ...] = ()
    person: str | None = None
    deadline: str | None = None
    refers: tuple[str, ...] = ()
    """Issues and objects."""


@dataclass(frozen=True)
class Outcome:
    """What became of a decision."""

    on: date
    result: str | None = None
    evidence: tuple[str, ...] = ()
    dropped: bool = False
    """Whether it is not to be done any more; then the result says why."""


@dataclass(frozen=True)
class Written:
    """A meeting as it was written, and what is worth a look."""

    meeting: Meeting
    file: str
    remarks: tuple[Said, ...]
    decision: Decision | None = None


@dataclass(frozen=True)
class Shown:
    """A meeting and how its decisions stand."""

    kept: Kept[Meeting]
    tracked: tuple[Tracked, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Pending:
    """Decisions that press on a day, and the files of meetings that could not be read."""

    late: tuple[Tracked, ...] = ()
    soon: tuple[Tracked, ...] = ()
    broken: tuple[str, ...] = ()


def new(desk: Desk, told: Told, own_id: str | None = None) -> Written:
    """Write a meeting down, under its day and kind unless told another id. Raises ConflictError for an id that is
    taken, UsageError for what doesn't do, RefusedError where nobody known is acting.
    """
    if told.date > desk.day:
        raise UsageError(say("meeting.not-yet", date=told.date, day=desk.day))
    meeting_id = own_id or f"{told.date}-{told.kind}"
    if not is_file_name(meeting_id):
        raise UsageError(say("meeting.unfit-id", id=meeting_id))
    if cabinet.scan(desk.workspace, MEETINGS).find(meeting_id) is not None:
        raise ConflictError(say("meeting.exists", id=meeting_id))
    tree = {
        "id": meeting_id,
        "kind": told.kind,
        "date": told.date,
        "attendees": tuple(map(_attendee, told.attendees)),
        "topics": tuple(map(_topic, told.topics)),
        **filling.stamp(desk),
    }
    meeting = filling.made(Meeting, filling.assigned(Meeting, tree, told.settings, FIXED))
    remarks = tuple(one.text for one in _faults(desk, meeting))
    (file,) = cabinet.add(desk.workspace, MEETINGS, [meeting])
    return Written(meeting, file, remarks)


def _attendee(text: str) -> Attendee:
    said = _ATTENDEE.fullmatch(text)
    if said is None:
        raise UsageError(say("meeting.bad-attendee", found=text))
    return filling.made(Attendee, {"unit": said[1], "person": said[2] or None, "post": said[3] or None})


def _topic(text: str) -> Topic:
    what, _, refers = text.replace("＝", "=").partition("=")
    return filling.made(Topic, {"text": what.strip(), **_referred(_BETWEEN.split(refers))})


def _referred(words: Iterable[str]) -> dict[str, object]:
    """Words as the issues and the objects that they name."""
    named = [word.strip() for word in words if word.strip()]
    issues = tuple(one for one in named if is_id(one))
    return {"issues": issues, "objects": tuple(one for one in named if one not in issues)}


def decide(desk: Desk, word: str, wanted: Wanted) -> Written:
    """Add a decision to a meeting. Raises NotFoundError, UsageError for a deadline that can't be read."""
    was = cabinet.get(desk.workspace, MEETINGS, word)
    meeting, office = was.record, desk.office
    numbers = [int(one.number) for one in meeting.decisions if one.number.isdecimal()]
    tree = {
        "number": str(max(numbers, default=0) + 1),
        "text": wanted.text,
        "units": tuple(map(office.units.canonical, wanted.units)),
        "person": wanted.person,
        "deadline": wanted.deadline,
        **_referred(wanted.refers),
    }
    one = filling.made(Decision, tree)
    reading = decisions.read(one, meeting, office.calendar)
    if reading is not None and not reading.understood:
        hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
        raise UsageError(say("meeting.unread-deadline", text=reading.text, why=reading.why), hint=hint)
    last = decisions.due(one, meeting, office.calendar, office.policy.check)
    if last is not None:
        one = filling.made(Decision, {**tree, "due": last})
    return _changed(desk, was, (*meeting.decisions, one), one)


def done(desk: Desk, word: str, number: str, outcome: Outcome) -> Written:
    """Tell that a decision was carried out, or is not to be any more. Raises NotFoundError for a meeting, decision or
    file of evidence that there is not, ConflictError for one that was told of before, UsageError for a day that can't
    be.
    """
    was = cabinet.get(desk.workspace, MEETINGS, word)
    meeting = was.record
    one = next((one for one in meeting.decisions if one.number == number), None)
    if one is None:
        known = tuple(one.number for one in meeting.decisions)
        raise NotFoundError(say("meeting.no-decision", id=meeting.id, number=number, known=known))
    ended = one.done_on or one.dropped_on
    if ended is not None:
        raise ConflictError(say("meeting.ended-already", id=meeting.id, number=number, on=ended))
    _refuse_outcome(desk, meeting, outcome)
    by = filling.stamp(desk)["recorded_by"]
    ending = {"dropped_on" if outcome.dropped else "done_on": outcome.on, "done_by": by}
    fields = {**one.model_dump(exclude_unset=True), **ending, "result": outcome.result, "evidence": outcome.evidence}
    after = filling.made(Decision, fields)
    return _changed(desk, was, tuple(after if it is one else it for it in meeting.decisions), after)


def _refuse_outcome(desk: Desk, meeting: Meeting, outcome: Outcome) -> None:
    if outcome.on < meeting.date:
        raise UsageError(say("meeting.before-it", on=outcome.on, date=meeting.date))
    if outcome.on > desk.day:
        raise UsageError(say("meeting.not-yet", date=outcome.on, day=desk.day))
    if outcome.dropped and not (outcome.result or "").strip():
        raise UsageError(say("meeting.why-dropped"))
    for path in outcome.evidence:
        if path.startswith("evidence/") and not (desk.workspace.root / path).is_file():
            raise NotFoundError(say("meeting.no-evidence", path=path))


def _changed(desk: Desk, was: Kept[Meeting], after: tuple[Decision, ...], one: Decision) -> Written:
    fields = {**was.record.model_dump(exclude_unset=True), "decisions": after, **filling.stamp(desk)}
    meeting = filling.made(Meeting, fields)
    known = tuple(fault.text for fault in _faults(desk, was.record))
    remarks = tuple(fault.text for fault in _faults(desk, meeting) if fault.text not in known)
    files = cabinet.write(desk.workspace, MEETINGS, [(was, meeting)])
    return Written(meeting, files[0] if files else was.file, remarks, one)


def _faults(desk: Desk, meeting: Meeting) -> tuple[Problem, ...]:
    office = desk.office
    return tuple(meetingfaults.faults(meeting, desk.day, office.calendar, office.policy))


def listing(desk: Desk, kinds: Sequence[str] = (), issue: str | None = None) -> tuple[Shown, ...]:
    """The meetings up to the day, of these kinds, or those about one issue; the newest first."""
    found = cabinet.whole(desk.workspace, MEETINGS)
    chosen = (
        one
        for one in found.kept
        if one.record.date <= desk.day
        and (not kinds or one.record.kind in kinds)
        and (issue is None or issue in one.record.issues)
    )
    newest = sorted(chosen, key=lambda one: (one.record.date, one.name), reverse=True)
    return tuple(_shown(desk, one) for one in newest)


def show(desk: Desk, word: str) -> Shown:
    """One meeting. Raises NotFoundError naming the nearest, UnreadableError."""
    return _shown(desk, cabinet.get(desk.workspace, MEETINGS, word))


def _shown(desk: Desk, kept: Kept[Meeting]) -> Shown:
    office = desk.office
    found = tuple(tracked((kept.record,), desk.day, office.calendar, office.policy.check))
    return Shown(kept, found, tuple(map(kept.located, _faults(desk, kept.record))))


def pending(desk: Desk, chosen: Selection) -> Pending:
    """The decisions that are late or due soon: of the units that were chosen, else all. A filter of anything else is
    about issues, and no decision passes it.
    """
    if replace(chosen, void=False) != Selection(units=chosen.units):
        return Pending()
    found, office = cabinet.scan(desk.workspace, MEETINGS), desk.office
    every = [
        one
        for one in tracked(found, desk.day, office.calendar, office.policy.check)
        if _is_of(one, chosen.units, office.units)
    ]
    broken = dict.fromkeys(one.place.file for one in found.problems if one.place)
    return Pending(_in_state(every, "late"), _in_state(every, "soon"), tuple(broken))


def _is_of(one: Tracked, units: Sequence[str], register: Units) -> bool:
    return not units or any(register.among(unit, one.decision.units) for unit in units)


def _in_state(every: Iterable[Tracked], state: str) -> tuple[Tracked, ...]:
    mine = (one for one in every if one.state == state)
    return tuple(sorted(mine, key=lambda one: one.due or one.meeting.date))

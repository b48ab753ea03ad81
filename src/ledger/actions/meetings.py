"""Meetings as records: write one down, add what it decided, tell what became of it, and find what is late."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.actions import filling, referring
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, NotFoundError, Said, UsageError, say
from ledger.model import decisions, meetingfaults
from ledger.model.decisions import Tracked, tracked
from ledger.model.ids import is_id
from ledger.model.meeting import Attendee, Decision, Meeting, Topic
from ledger.model.problem import Problem
from ledger.model.values import is_file_name
from ledger.store import cabinet
from ledger.store.cabinet import Kept
from ledger.store.meetings import MEETINGS

FIXED: Mapping[str, Said] = {
    "id": say("meeting.fixed-id"),
    **dict.fromkeys(("kind", "date", "attendees", "topics"), say("meeting.fixed-option")),
    "decisions": say("meeting.fixed-decisions"),
    "corrections": say("correction.by-program"),
}
"""What is not filled in by `--set`, and how it is."""
_ATTENDEE = re.compile(r"\s*([^=：:]+?)\s*(?:[=：:]\s*([^（(]*?)\s*(?:[（(](.*)[)）])?\s*)?")
_LEADING = re.compile(r"[0-9]+")
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
    """`县水务局`, or `县水务局=6月底前`: a unit with a day of its own."""
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
    more: tuple[Decision, ...] = ()
    """The same decision for other units, where each has its own day."""


@dataclass(frozen=True)
class Shown:
    """A meeting and how its decisions stand."""

    kept: Kept[Meeting]
    tracked: tuple[Tracked, ...]
    problems: tuple[Problem, ...]


def new(desk: Desk, told: Told, own_id: str | None = None) -> Written:
    """Write a meeting down, under its day and kind unless told another id. Raises ConflictError for an id that is
    taken, UsageError for what doesn't do, NotFoundError for an issue or object that it is about and that is not there,
    RefusedError where nobody known is acting.
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
        "attendees": tuple(map(attendee, told.attendees)),
        "topics": tuple(map(topic, told.topics)),
        **filling.stamp(desk),
    }
    meeting = referring.about(desk, filling.made(Meeting, filling.assigned(Meeting, tree, told.settings, FIXED)))
    remarks = tuple(one.text for one in _faults(desk, meeting))
    (file,) = cabinet.add(desk.workspace, MEETINGS, [meeting])
    return Written(meeting, file, remarks)


def attendee(text: str) -> Attendee:
    """Who was there, told as `县水务局=李四（副局长）`. Raises UsageError."""
    said = _ATTENDEE.fullmatch(text)
    if said is None:
        raise UsageError(say("meeting.bad-attendee", found=text))
    return filling.made(Attendee, {"unit": said[1], "person": said[2] or None, "post": said[3] or None})


def topic(text: str) -> Topic:
    """What was talked about, told as `红旗河整治=ISSUE-001、红旗河`. Raises UsageError."""
    what, _, refers = text.replace("＝", "=").partition("=")
    return filling.made(Topic, {"text": what.strip(), **_referred(_BETWEEN.split(refers))})


def _referred(words: Iterable[str]) -> dict[str, object]:
    """Words as the issues and the objects that they name."""
    named = [word.strip() for word in words if word.strip()]
    issues = tuple(one for one in named if is_id(one))
    return {"issues": issues, "objects": tuple(one for one in named if one not in issues)}


def decide(desk: Desk, word: str, wanted: Wanted) -> Written:
    """Add a decision to a meeting; where a unit has a day of its own, one for each unit: 3-1, 3-2.

    Raises NotFoundError for a meeting and for an issue or object that is not there, UsageError for a deadline that
    can't be read.
    """
    was = cabinet.get(desk.workspace, MEETINGS, word)
    meeting = was.record
    numbers = [int(found[0]) for one in meeting.decisions if (found := _LEADING.match(one.number))]
    number = max(numbers, default=0) + 1
    new = tuple(dated(desk, meeting, one) for one in _shares(desk, wanted, number))
    written = changed(desk, was, (*meeting.decisions, *new), new[0])
    return replace(written, more=written.meeting.decisions[len(meeting.decisions) + 1 :])


def _shares(desk: Desk, wanted: Wanted, number: int) -> tuple[filling.Tree, ...]:
    """The decision that is meant, or one for each unit."""
    canonical = desk.office.units.canonical
    told = [tuple(map(str.strip, one.replace("＝", "=").partition("="))) for one in wanted.units]
    tree = {"text": wanted.text, "person": wanted.person, **_referred(wanted.refers)}
    if not any(sign for _, sign, _ in told):
        units = tuple(canonical(unit) for unit, _, _ in told)
        return ({**tree, "number": str(number), "units": units, "deadline": wanted.deadline},)
    return tuple(
        {**tree, "number": f"{number}-{at}", "units": (canonical(unit),), "deadline": deadline or wanted.deadline}
        for at, (unit, _, deadline) in enumerate(told, 1)
    )


def dated(desk: Desk, meeting: Meeting, tree: filling.Tree) -> Decision:
    """A decision with the day that its deadline means. Raises UsageError for one that can't be read."""
    office, one = desk.office, filling.made(Decision, tree)
    reading = decisions.read(one, meeting, office.calendar)
    if reading is not None and not reading.understood:
        hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
        raise UsageError(say("meeting.unread-deadline", text=reading.text, why=reading.why), hint=hint)
    last = decisions.due(one, meeting, office.calendar, office.policy.check)
    return one if last is None else filling.made(Decision, {**tree, "due": last})


def done(desk: Desk, word: str, number: str, outcome: Outcome) -> Written:
    """Tell that a decision was carried out, or is not to be any more. Raises NotFoundError for a meeting, decision or
    file of evidence that there is not, ConflictError for one that was told of before, UsageError for a day that can't
    be.
    """
    was = cabinet.get(desk.workspace, MEETINGS, word)
    meeting = was.record
    one = decision(meeting, number)
    ended = one.done_on or one.dropped_on
    if ended is not None:
        raise ConflictError(say("meeting.ended-already", id=meeting.id, number=number, on=ended))
    _refuse_outcome(desk, meeting, outcome)
    by = filling.stamp(desk)["recorded_by"]
    ending = {"dropped_on" if outcome.dropped else "done_on": outcome.on, "done_by": by}
    fields = {**one.model_dump(exclude_unset=True), **ending, "result": outcome.result, "evidence": outcome.evidence}
    after = filling.made(Decision, fields)
    return changed(desk, was, tuple(after if it is one else it for it in meeting.decisions), after)


def decision(meeting: Meeting, number: str) -> Decision:
    """The decision of this number. Raises NotFoundError naming those there are."""
    one = next((one for one in meeting.decisions if one.number == number), None)
    if one is None:
        known = tuple(one.number for one in meeting.decisions)
        raise NotFoundError(say("meeting.no-decision", id=meeting.id, number=number, known=known))
    return one


def _refuse_outcome(desk: Desk, meeting: Meeting, outcome: Outcome) -> None:
    if outcome.on < meeting.date:
        raise UsageError(say("meeting.before-it", on=outcome.on, date=meeting.date))
    if outcome.on > desk.day:
        raise UsageError(say("meeting.not-yet", date=outcome.on, day=desk.day))
    if not (outcome.result or "").strip():
        raise UsageError(say("meeting.why-dropped" if outcome.dropped else "meeting.what-done"))
    for path in outcome.evidence:
        if path.startswith("evidence/") and not (desk.workspace.root / path).is_file():
            raise NotFoundError(say("meeting.no-evidence", path=path))


def changed(desk: Desk, was: Kept[Meeting], after: tuple[Decision, ...], one: Decision) -> Written:
    """Write a meeting with these decisions, of which `one` is new or another."""
    fields = {**was.record.model_dump(exclude_unset=True), "decisions": after, **filling.stamp(desk)}
    return put(desk, was, filling.made(Meeting, fields), one)


def put(desk: Desk, was: Kept[Meeting], meeting: Meeting, one: Decision | None = None) -> Written:
    """Write a meeting as it stands now. Raises ConflictError where its file has changed since it was read,
    NotFoundError for an issue or object that it newly names and that is not there.
    """
    meeting = referring.about(desk, meeting, was.record)
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

"""`meeting new`, `decide`, `done`, `list`, `show`: what was decided, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import meetings
from ledger.actions.meetings import Outcome, Shown, Told, Wanted, Written
from ledger.cli import corrections, session
from ledger.cli import options as opt
from ledger.cli.pending import as_dict
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.commitments import of_decision
from ledger.model.decisions import Tracked
from ledger.model.meeting import Attendee, Meeting, Topic
from ledger.model.people import People
from ledger.store.patch import plainly

Word = Annotated[
    str, typer.Argument(help=words("option.meeting-id"), metavar=words("metavar.meeting"), show_default=False)
]
Repeated = list[str] | None


def new(
    kind: Annotated[str, typer.Option("--kind", help=words("option.meeting-kind"))],
    date: Annotated[str | None, typer.Option("--date", help=words("option.meeting-date"), metavar="2026-05-20")] = None,
    chair: Annotated[str | None, typer.Option("--chair", help=words("option.meeting-chair"))] = None,
    attendees: Annotated[
        Repeated,
        typer.Option(
            "--attend", help=words("option.meeting-attend"), metavar=words("metavar.attendee"), show_default=False
        ),
    ] = None,
    topics: Annotated[
        Repeated,
        typer.Option("--topic", help=words("option.meeting-topic"), metavar=words("metavar.topic"), show_default=False),
    ] = None,
    own_id: Annotated[str | None, typer.Option("--id", help=words("option.meeting-own-id"), show_default=False)] = None,
    settings: Annotated[
        Repeated,
        typer.Option(
            "--set", "-S", help=words("option.meeting-set"), metavar=words("metavar.setting"), show_default=False
        ),
    ] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    day = session.parse_day(date, "--date") if date else desk.day
    more = (f"chair={chair}",) if chair else ()
    told = Told(kind, day, tuple(attendees or ()), tuple(topics or ()), (*more, *(settings or ())))
    tell(meetings.new(desk, told, own_id), "meeting.written", as_json=as_json)


def decide(
    word: Word,
    text: Annotated[
        str, typer.Argument(help=words("option.decision-text"), metavar=words("metavar.decision"), show_default=False)
    ],
    units: Annotated[Repeated, typer.Option("--unit", "-u", help=words("option.decision-unit"))] = None,
    person: Annotated[str | None, typer.Option("--person", help=words("option.decision-person"))] = None,
    deadline: Annotated[
        str | None, typer.Option("--by", help=words("option.decision-by"), metavar=words("metavar.deadline"))
    ] = None,
    refers: Annotated[
        Repeated, typer.Option("--about", help=words("option.decision-about"), show_default=False)
    ] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    written = meetings.decide(desk, word, Wanted(text, tuple(units or ()), person, deadline, tuple(refers or ())))
    tell(written, "meeting.decided", as_json=as_json)


def done(
    word: Word,
    number: Annotated[
        str, typer.Argument(help=words("option.decision-number"), metavar=words("metavar.number"), show_default=False)
    ],
    on: Annotated[str | None, typer.Option("--on", help=words("option.decision-on"), metavar="2026-05-31")] = None,
    result: Annotated[str | None, typer.Option("--result", "-m", help=words("option.decision-result"))] = None,
    evidence: Annotated[
        Repeated, typer.Option("--evidence", help=words("option.decision-evidence"), show_default=False)
    ] = None,
    drop: Annotated[str | None, typer.Option("--drop", help=words("option.decision-drop"))] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if drop is not None and result is not None:
        raise UsageError(say("meeting.done-or-dropped"))
    desk = session.desk(as_of, who)
    day = session.parse_day(on, "--on") if on else desk.day
    outcome = Outcome(day, result if drop is None else drop, tuple(evidence or ()), dropped=drop is not None)
    written = meetings.done(desk, word, number, outcome)
    tell(written, "meeting.ended" if drop is None else "meeting.dropped", as_json=as_json)


def tell(written: Written, said: str, *, as_json: bool) -> None:
    """What became of a meeting that was written, and of its decision."""
    meeting = written.meeting
    decided = () if written.decision is None else (written.decision, *written.more)
    if as_json:
        more: dict[str, object] = {}
        if decided:
            each = [{"number": one.number, "due": one.due.isoformat() if one.due else None} for one in decided]
            more = {**each[0], "decisions": each}
        put_json(id=meeting.id, file=written.file, remarks=[words(it) for it in written.remarks], **more)
        return
    if not decided:
        say_line(say(said, id=meeting.id, file=written.file))
    for one in decided:
        day = one.due.isoformat() if one.due else one.deadline or words("meeting.no-day")
        blanks = {"id": meeting.id, "number": one.number, "due": day, "file": written.file}
        say_line(say(said, units=one.units or (one.person or words("meeting.nobody"),), **blanks))
    for it in written.remarks:
        note(it)


def list_meetings(
    kinds: Annotated[Repeated, typer.Option("--kind", help=words("option.meeting-kinds"), show_default=False)] = None,
    issue: Annotated[str | None, typer.Option("--issue", help=words("option.meeting-issue"))] = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    about = opt.issue_id(issue, desk.office.policy.ledger.prefix) if issue else None
    found = meetings.listing(desk, tuple(kinds or ()), about)
    if as_json:
        put_json(as_of=desk.day.isoformat(), meetings=[_content(one) for one in found])
        return
    if found:
        heads = ("id", "kind", "date", "topics", "done", "dropped", "late")
        table([words(f"column.meeting-{head}") for head in heads], list(map(_row, found)))
    say_line(say("meeting.count", count=len(found), day=desk.day))


def _row(shown: Shown) -> list[str]:
    meeting = shown.kept.record
    done, dropped, late = (sum(one.state == state for one in shown.tracked) for state in ("done", "dropped", "late"))
    counts = [str(len(meeting.topics)), f"{done}/{len(meeting.decisions)}", str(dropped or ""), str(late or "")]
    return [meeting.id, meeting.kind, meeting.date.isoformat(), *counts]


def show(word: Word, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    shown = meetings.show(desk, word)
    if as_json:
        put_json(as_of=desk.day.isoformat(), **_content(shown))
        return
    _record(shown.kept.record, desk.office.people)
    for at, topic in enumerate(shown.kept.record.topics, 1):
        put(f"  {at}．{_topic(topic)}")
    if shown.tracked:
        put()
        heads = ("number", "text", "units", "person", "due", "state")
        rows = [_decision(one) for one in shown.tracked]
        table([words(f"column.meeting-{head}") for head in heads], rows, wide=(1, 2))
    meeting = shown.kept.record
    corrections.tell((*meeting.corrections, *(it for one in meeting.decisions for it in one.corrections)))
    for problem in shown.problems:
        note(problem.text)


def _record(meeting: Meeting, people: People) -> None:
    put(f"{meeting.id}　{meeting.called}（{meeting.date}）")
    present = (_attendee(one, people) for one in meeting.attendees)
    lines = (
        ("place", meeting.place or ""),
        ("chair", _named(meeting.chair, people)),
        ("attendees", "；".join(present)),
        ("document", meeting.document or ""),
        ("note", meeting.note or ""),
    )
    for key, text in lines:
        if text:
            say_line(say("meeting.line", what=say(f"column.meeting-{key}"), text=text))


def _attendee(one: Attendee, people: People) -> str:
    return f"{one.unit} {_named(one.person, people)}".rstrip() + (f"（{one.post}）" if one.post else "")


def _named(word: str | None, people: People) -> str:
    """Somebody by name, where the register knows them by what was written."""
    person = people.find(word) if word else None
    return person.name if person else word or ""


def _topic(topic: Topic) -> str:
    about = "、".join((*topic.issues, *topic.objects))
    return f"{topic.text}（{about}）" if about else topic.text


def _decision(one: Tracked) -> list[str]:
    told = one.decision
    state = words(f"meeting.state-{one.state}", days=one.days)
    when = told.done_on or told.dropped_on
    return [
        told.number,
        told.text,
        "、".join(told.units),
        told.person or "",
        one.due.isoformat() if one.due else told.deadline or "",
        f"{state} {when}" if when and one.state in {"done", "dropped"} else state,
    ]


def _content(shown: Shown) -> dict[str, object]:
    return {
        "meeting": plainly(shown.kept.record),
        "file": shown.kept.file,
        "decisions": [as_dict(of_decision(one)) for one in shown.tracked],
        "problems": [{"rule": one.rule, "level": one.level, "text": words(one.text)} for one in shown.problems],
    }

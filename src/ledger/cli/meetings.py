"""`meeting new`, `decide`, `done`, `list`, `show`: what was decided, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import meetings
from ledger.actions.meetings import Outcome, Shown, Told, Wanted, Written
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.pending import as_dict
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.decisions import Tracked
from ledger.model.ids import normalize
from ledger.model.meeting import Meeting, Topic
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
    _tell(meetings.new(desk, told, own_id), "meeting.written", as_json=as_json)


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
    prefix = desk.office.policy.ledger.prefix
    about = tuple(normalize(one, prefix) or one for one in refers or ())
    written = meetings.decide(desk, word, Wanted(text, tuple(units or ()), person, deadline, about))
    _tell(written, "meeting.decided", as_json=as_json)


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
    _tell(written, "meeting.ended" if drop is None else "meeting.dropped", as_json=as_json)


def _tell(written: Written, said: str, *, as_json: bool) -> None:
    meeting, one = written.meeting, written.decision
    due = one.due.isoformat() if one is not None and one.due else None
    if as_json:
        more = {} if one is None else {"number": one.number, "due": due}
        put_json(id=meeting.id, file=written.file, remarks=[words(it) for it in written.remarks], **more)
        return
    number, day = (one.number, due or words("meeting.no-day")) if one is not None else (None, None)
    say_line(say(said, id=meeting.id, number=number, due=day, file=written.file))
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
        heads = ("id", "kind", "date", "topics", "done", "late")
        table([words(f"column.meeting-{head}") for head in heads], list(map(_row, found)))
    say_line(say("meeting.count", count=len(found), day=desk.day))


def _row(shown: Shown) -> list[str]:
    meeting = shown.kept.record
    ended = sum(one.state in {"done", "dropped"} for one in shown.tracked)
    late = sum(one.state == "late" for one in shown.tracked)
    counts = [str(len(meeting.topics)), f"{ended}/{len(meeting.decisions)}", str(late) if late else ""]
    return [meeting.id, meeting.kind, meeting.date.isoformat(), *counts]


def show(word: Word, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    shown = meetings.show(desk, word)
    if as_json:
        put_json(as_of=desk.day.isoformat(), **_content(shown))
        return
    _record(shown.kept.record)
    for at, topic in enumerate(shown.kept.record.topics, 1):
        put(f"  {at}．{_topic(topic)}")
    if shown.tracked:
        put()
        heads = ("number", "text", "units", "person", "due", "state")
        rows = [_decision(one) for one in shown.tracked]
        table([words(f"column.meeting-{head}") for head in heads], rows, wide=(1, 2))
    for problem in shown.problems:
        note(problem.text)


def _record(meeting: Meeting) -> None:
    put(f"{meeting.id}　{meeting.called}（{meeting.date}）")
    people = (f"{one.unit}{one.person or ''}{f'（{one.post}）' if one.post else ''}" for one in meeting.attendees)
    lines = (
        ("place", meeting.place or ""),
        ("chair", meeting.chair or ""),
        ("attendees", "；".join(people)),
        ("document", meeting.document or ""),
        ("note", meeting.note or ""),
    )
    for key, text in lines:
        if text:
            say_line(say("meeting.line", what=say(f"column.meeting-{key}"), text=text))


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
        "decisions": [as_dict(one) for one in shown.tracked],
        "problems": [{"rule": one.rule, "level": one.level, "text": words(one.text)} for one in shown.problems],
    }

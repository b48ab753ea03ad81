"""`checklist list`, `show`, `form`, `take`, `issues`: what is looked at on the site, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import checklists
from ledger.actions.checklists import Followed, Proposal
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import NotFoundError, UsageError, say
from ledger.model.checkform import Given
from ledger.model.checklist import Checklist
from ledger.model.inspection import Inspection
from ledger.store.patch import plainly

Name = Annotated[str, typer.Argument(help=words("option.checklist"), metavar=words("metavar.name"), show_default=False)]
Record = Annotated[
    str, typer.Argument(help=words("option.inspection"), metavar=words("metavar.inspection"), show_default=False)
]


def list_checklists(
    filled: Annotated[bool, typer.Option("--filled", help=words("option.filled"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    if filled:
        _list_filled(checklists.filled(desk), as_json=as_json)
        return
    found = checklists.listed(desk)
    if as_json:
        put_json(
            checklists=[
                {
                    "name": one.name,
                    "title": one.checklist.title if one.checklist else None,
                    "items": len(one.checklist.items) if one.checklist else None,
                    "own": one.own,
                    "filled": one.filled,
                }
                for one in found
            ]
        )
        return
    heads = [words(f"column.checklist-{name}") for name in ("name", "title", "items", "filled")]
    unread = words("procedure.unreadable")
    rows = [
        [one.name, one.checklist.title if one.checklist else unread,
         str(len(one.checklist.items)) if one.checklist else "", str(one.filled)]
        for one in found
    ]  # fmt: skip
    table(heads, rows, wide=(1,))


def _list_filled(found: tuple[Inspection, ...], *, as_json: bool) -> None:
    if as_json:
        put_json(records=[_content(one) for one in found])
        return
    if found:
        heads = [words(f"column.checklist-{name}") for name in ("record", "date", "unit", "rate", "failed")]
        rows = [[o.id, o.date.isoformat(), o.unit or "", _rate(o), str(len(o.failed))] for o in found]
        table(heads, rows, wide=(0, 2))
    say_line(say("checklist.count", count=len(found), passed=sum(one.passed for one in found)))


def show(name: Name, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    try:
        listed = checklists.described(desk, name)
    except NotFoundError as unknown:
        try:
            record = checklists.record(desk, name).record
        except NotFoundError:
            raise unknown from None
        _show_record(record, as_json=as_json)
        return
    if as_json:
        put_json(checklist=plainly(listed))
    else:
        _show_list(listed)


def _show_list(listed: Checklist) -> None:
    put(listed.title)
    if listed.basis:
        put(words("procedure.basis", basis=listed.basis))
    put()
    heads = [words(f"column.checklist-{name}") for name in ("number", "text", "method", "points", "severity", "photo")]
    rows = [
        [o.number, o.text, o.method or "", f"{o.points.normalize():f}", o.severity, words("yes") if o.photo else ""]
        for o in listed.items
    ]
    table(heads, rows, wide=(1, 2))
    say_line(say("checklist.passing", passing=f"{listed.passing.normalize():f}"))


def _show_record(record: Inspection, *, as_json: bool) -> None:
    if as_json:
        put_json(record=_content(record))
        return
    place = record.site or record.object or record.issue or ""
    say_line(say("checklist.head", id=record.id, checklist=record.checklist, site=place, day=record.date,
                 who=record.inspectors))  # fmt: skip
    put()
    heads = [words(f"column.checklist-{name}") for name in ("number", "text", "points", "outcome", "remark")]
    rows = [[o.number, o.text, f"{o.points.normalize():f}", o.outcome, o.remark or ""] for o in record.results]
    table(heads, rows, wide=(1, 4))
    _verdict(record)


def _verdict(record: Inspection) -> None:
    key, failed = ("passed" if record.passed else "failed"), tuple(one.number for one in record.failed)
    rate, gained, possible = _rate(record), record.gained, record.possible
    say_line(say(f"checklist.{key}", id=record.id, rate=rate, gained=gained, possible=possible, failed=failed))


def _rate(record: Inspection) -> str:
    return "—" if record.rate is None else f"{record.rate.normalize():f}%"


def _content(record: Inspection) -> dict[str, object]:
    rate = None if record.rate is None else float(record.rate)
    return {**plainly(record), "rate": rate, "passed": record.passed, "failed": [one.number for one in record.failed]}


def form(
    name: Name,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=words("option.form-xlsx"))] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help=words("option.form-docx"))] = None,
    yaml: Annotated[Path | None, typer.Option("--yaml", help=words("option.form-yaml"))] = None,
    site: Annotated[str | None, typer.Option("--site", help=words("option.form-site"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=words("option.form-unit"))] = None,
    thing: Annotated[str | None, typer.Option("--object", help=words("option.form-object"))] = None,
    issue: Annotated[str | None, typer.Option("--issue", help=words("option.form-issue"))] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    wanted = [(path, suffix) for path, suffix in ((xlsx, ".xlsx"), (docx, ".docx"), (yaml, ".yaml")) if path]
    if not wanted:
        raise UsageError(say("checklist.which-form"))
    for path, suffix in wanted:
        if path.suffix.lower() != suffix:
            raise UsageError(say("export.wrong-suffix", path=str(path), suffix=suffix))
    desk = session.reading_desk(as_of)
    number = opt.issue_id(issue, desk.workspace.policy.ledger.prefix) if issue else ""
    given = Given(site or "", unit or "", "", thing or "", number)
    for path, _ in wanted:
        checklists.form(desk, name, given, path, force=force)
    if as_json:
        put_json(checklist=name, files=[str(path) for path, _ in wanted])
    for path, _ in wanted if not as_json else ():
        say_line(say("checklist.written", name=name, path=str(path)))


def take(
    file: Annotated[
        Path, typer.Argument(help=words("option.filled-form"), metavar=words("metavar.file"), show_default=False)
    ],
    own_id: Annotated[str | None, typer.Option("--id", help=words("option.inspection-id"), show_default=False)] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    taken = checklists.take(session.desk(as_of, who), file, own_id)
    if as_json:
        put_json(file=taken.file, record=_content(taken.record))
        return
    say_line(say("checklist.taken", id=taken.record.id, file=taken.file))
    if taken.outside:
        note(say("checklist.pictures-outside", places=taken.outside))
    _verdict(taken.record)
    if taken.record.failed:
        note(say("checklist.to-issues", id=taken.record.id, count=len(taken.record.failed)))


def issues(
    record: Record,
    apply: Annotated[bool, typer.Option("--apply", help=words("option.apply-failed"))] = False,
    book: Annotated[
        str | None, typer.Option("--book", help=words("option.failed-book"), metavar=words("metavar.book"))
    ] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who) if apply else session.reading_desk(as_of)
    done = checklists.follow(desk, record, apply=apply, into=book)
    open_ = [one for one in done.proposals if one.issue is None]
    if as_json:
        put_json(record=done.record.id, failed=[_proposal(one) for one in done.proposals], applied=bool(done.written))
    else:
        _followed(done, open_)
    if open_:
        raise typer.Exit(1)


def _followed(done: Followed, open_: list[Proposal]) -> None:
    if done.proposals:
        heads = [words(f"column.checklist-{name}") for name in ("number", "title", "severity", "due", "issue")]
        rows = [
            [o.result.number, o.title, o.result.severity, o.due.isoformat() if o.due else "", o.issue or ""]
            for o in done.proposals
        ]
        table(heads, rows, wide=(1,))
    if done.written:
        say_line(say("checklist.issues-written", ids=tuple(one.issue.id for one in done.written)))
    elif not done.proposals:
        say_line(say("checklist.nothing-failed", id=done.record.id))
    elif open_:
        note(say("checklist.to-apply", count=len(open_), id=done.record.id))
    else:
        say_line(say("checklist.all-there", id=done.record.id))


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "number": one.result.number,
        "title": one.title,
        "severity": one.result.severity,
        "due": one.due.isoformat() if one.due else None,
        "issue": one.issue,
    }

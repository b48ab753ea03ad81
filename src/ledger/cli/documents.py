"""`import` of a published document: what it says on 80 columns, the doubts, and its new issues once it is applied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from ledger.actions import documents as actions
from ledger.actions import incoming, intake
from ledger.actions.desk import Desk
from ledger.actions.documents import Change, Plan, Planned, Repeated
from ledger.cli import session
from ledger.cli.document_json import content, documents_content
from ledger.cli.said import Words
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.cli.spots import spot_said
from ledger.cli.widths import fitted, width
from ledger.errors import Said, say
from ledger.formats.documents.registry import STANDARD_INPUT, named
from ledger.formats.plan_text.registry import SHAPES, shape
from ledger.formats.plan_text.understanding import TASKS
from ledger.model.book import Book
from ledger.model.doubts import Doubt, Weight
from ledger.model.item import Deadline, Item
from ledger.model.provenance import number
from ledger.model.reconcile import Compared
from ledger.store.folder import Stored

COLUMNS = 80
"""The width that the table of items keeps, on a terminal and on paper."""
HEADS = ("number", "title", "units", "deadline", "measures")
NUMBER, DEADLINE, MEASURES, GAPS = 16, 12, 4, 8
"""How wide the narrow columns may be, and the gaps between all; title and units share what is left, 3 to 2."""
QUOTED, VALUE = 30, 40
"""Characters that are quoted of a text, and of a value that changed; `--json` has them all."""
ALIKE = 5
"""Counts that are quoted of those that can't be compared for the same reason as another."""
MOST = 20
"""Doubts of a weight that are shown one by one."""


def run(desk: Desk, paths: Sequence[Path], said: Words, *, apply: bool, as_json: bool, book: str | None = None) -> None:
    """Plan, show, and with `apply` write. Exits 1 where there is no list, or an unclean plan was not applied."""
    into = desk.office.called(book) if book else desk.office.own
    wishes = actions.Wishes(said.layout, said.tasks, _defaults(said.settings, into), said.force, into)
    if any(str(path) == STANDARD_INPUT for path in paths) and session.at_a_terminal():
        note(say("plan.paste"))
    given = incoming.documents(paths, session.standard_input)
    planned = actions.plan(desk, given.documents, wishes)
    if not as_json:
        for lock in given.locks:
            say_line(say("plan.lock", file=str(lock)))
        for one in planned.documents:
            _show(one)
    written: tuple[Stored, ...] = ()
    if apply and _anything(planned):
        written = actions.apply(desk, planned, wishes)
    if as_json:
        put_json(**_content(planned, written if apply else None))
    else:
        _conclude(planned, written, apply=apply)
    if not _anything(planned) or not (apply or planned.clean):
        raise typer.Exit(1)


def _defaults(settings: Sequence[str], book: Book | None) -> Mapping[str, str]:
    given = dict(intake.decisions(None, (), settings, book).defaults)
    if day := given.get("source.received"):
        given["source.received"] = session.parse_day(day, "--set").isoformat()
    return given


def _anything(planned: Plan) -> bool:
    return any(one.reading.items for one in planned.documents)


def _content(planned: Plan, written: Sequence[Stored] | None) -> dict[str, object]:
    applied = {} if written is None else {"applied": [one.issue.id for one in written]}
    first, *others = planned.documents
    return {**(documents_content(planned.documents) if others else content(first)), **applied}


def _show(one: Planned) -> None:
    reading = one.reading
    if not reading.items:
        _show_no_list(one)
        return
    percent = round(100 * reading.confidence)
    key = "plan.read-tasks" if reading.layout == TASKS else "plan.read"
    titles = tuple(_title(name) for name in reading.layout.split("+"))
    say_line(say(key, file=named(one.document.file), layout=titles, percent=percent, count=len(reading.items)))
    _show_issued(one)
    if one.known.known:
        key = "plan.known-same" if one.known.same_document else "plan.known"
        say_line(
            say(key, count=len(one.known.known), new=len(one.new), changed=len(one.changes), gone=len(one.known.gone))
        )
    if one.new:
        put()
        say_line(say("plan.new", count=len(one.new)))
        _show_items([reading.items[at] for at in one.new], tasks=reading.layout == TASKS)
    put()
    _show_changes(one)
    _show_counts(() if one.known.same_document else one.understood.compared)
    for weight in ("stops", "doubt", "note"):
        _show_doubts([doubt for doubt in one.doubts if doubt.weight == weight], weight, one)
    if one.document.format == "xlsx" and any(doubt.kind == "left-out" for doubt in one.doubts):
        say_line(say("plan.map-columns", file=named(one.document.file)))
    put()


def _show_counts(counts: Sequence[Compared]) -> None:
    """The counts that agree, and a line for all that can't be compared for one reason; those that differ stand among
    the doubts.
    """
    apart: defaultdict[str, list[Compared]] = defaultdict(list)
    for compared in counts:
        if compared.verdict == "agrees":
            say_line(say("plan.count", said=compared.why))
        elif compared.verdict == "apart":
            apart[compared.why.key].append(compared)
    for first, *others in apart.values():
        texts = tuple(dict.fromkeys(f"“{one.printed.text}”" for one in others))
        more = say("plan.counts-alike", count=len(others), texts=texts[:ALIKE]) if others else None
        say_line(say("plan.count-apart", said=first.why, more=more))


def _title(name: str) -> str | Said:
    if name not in SHAPES:
        return name
    return say("plan.layout", name=name, title=shape(name).title)


def _show_issued(one: Planned) -> None:
    day, year = one.issued.day, one.issued.year
    if day:
        say_line(say("plan.issued", day=day, year=year))
    elif year:
        say_line(say("plan.year", year=year))
    else:
        say_line(say("plan.undated"))


def _show_no_list(one: Planned) -> None:
    file = named(one.document.file)
    say_line(say("plan.no-list", file=file, count=one.numbered))
    for doubt in one.doubts:
        say_line(say("plan.seen", said=doubt.said))
    _show_counts(one.understood.compared)
    if one.document.format == "xlsx":
        say_line(say("plan.try-new", file=file))
    if one.tasks:
        say_line(say("plan.try-tasks", count=one.tasks, file=file))


def _show_items(items: Sequence[Item], *, tasks: bool) -> None:
    heads = [words(f"plan.column.{name}") for name in HEADS]
    if tasks:
        heads[2] = words("plan.column.amounts")
    lines = [_line(item, tasks=tasks) for item in items]
    numbers = min(NUMBER, max(width(line[0]) for line in (heads, *lines)))
    left = COLUMNS - GAPS - numbers - DEADLINE - MEASURES
    rooms = (numbers, left - left * 2 // 5, left * 2 // 5, DEADLINE, MEASURES)
    table(heads, ([fitted(cell, room) for cell, room in zip(line, rooms, strict=True)] for line in lines))


def _line(item: Item, *, tasks: bool) -> list[str]:
    units = "、".join(item.lead + item.responsible or item.support)
    third = _amounts(item) if tasks else units
    cells = (number(item), item.title, third, _deadline(item.deadline), str(len(item.measures)))
    return [" ".join(cell.split()) for cell in cells]


def _amounts(item: Item) -> str:
    """What a task counts: its quantities, the stages among them, and its indicators."""
    counted = [one.quantity for one in item.measures if one.quantity] or ([item.quantity] if item.quantity else [])
    targets = (f"{one.op}{one.value:f}{one.unit or ''}" for one in item.indicators)
    return "、".join((*(f"{one.total:f}{one.unit}" for one in counted), *targets))


def _deadline(one: Deadline | None) -> str:
    """The day, with a plus where the work has no end; the words, with a question mark, where they were not read."""
    if one is None:
        return ""
    plus = "+" if one.long_term else ""
    if one.due:
        return f"{one.due.isoformat()}{plus}"
    if one.damaged or one.why:
        return f"?{one.text}"
    if not (one.immediate or one.long_term):
        return one.text
    return f"{words('plan.at-once')}{plus}" if one.immediate else words("plan.lasting")


def _show_changes(one: Planned) -> None:
    if one.changes:
        say_line(say("plan.changed", count=len(one.changes)))
        for change in one.changes:
            _show_change(change)
    if one.known.gone:
        say_line(say("plan.gone", count=len(one.known.gone)))
        for issue in one.known.gone:
            say_line(say("plan.gone-issue", id=issue.id, number=issue.source.item, title=issue.title))
    if one.repeated:
        say_line(say("plan.repeated", count=len(one.repeated)))
        for again in one.repeated:
            say_line(_again(again, one.reading.items[again.item]))


def _show_change(change: Change) -> None:
    say_line(say("plan.changed-issue", id=change.issue.id, title=change.issue.title))
    for one in change.differences:
        name = say("field", path=one.field) if one.field != "plan.measures" else say("plan.measures")
        old, new = _around_the_difference(one.old, one.new)
        say_line(say("plan.difference", field=name, old=old or say("import.nothing-there"), new=new))


def _around_the_difference(old: str, new: str) -> tuple[str, str]:
    """Two long texts from a little before the place where they part, so that what changed is what is seen."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if max(len(old), len(new)) <= VALUE:
        return old, new
    parted = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    start = max(0, parted - VALUE // 4)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + VALUE]
    return f"{'…' if start else ''}{shown}{'…' if start + VALUE < len(text) else ''}"


def _again(one: Repeated, item: Item) -> Said:
    key = "plan.repeated-skipped" if one.skipped else "plan.repeated-alike"
    percent = round(100 * one.score)
    return say(key, number=item.number, title=item.title, id=one.issue, of=one.title, percent=percent)


def _show_doubts(doubts: Sequence[Doubt], weight: Weight, one: Planned) -> None:
    if not doubts:
        return
    say_line(say(f"plan.{weight}", count=len(doubts)))
    lines = _doubt_lines(doubts, one)
    for line in lines[:MOST]:
        say_line(line)
    if len(lines) > MOST:
        say_line(say("plan.more", count=len(lines) - MOST))


def _doubt_lines(doubts: Sequence[Doubt], one: Planned) -> list[Said]:
    """A line for each doubt; what is left out of many items for the same reason is said once."""
    left_out = Counter(words(doubt.said) for doubt in doubts if doubt.kind == "left-out")
    lines = [say("plan.times", said=said, count=count) for said, count in left_out.items()]
    for doubt in doubts:
        if doubt.kind == "left-out":
            continue
        own = number(one.reading.items[doubt.item]) if doubt.item is not None else ""
        spot = spot_said(doubt.spot) if doubt.spot else None
        text = " ".join(doubt.text.split())
        shown = text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"
        quoted = say("plan.quoted", text=shown) if text not in words(doubt.said) else None  # what is said may quote it
        at = _joined(own, spot)
        lines.append(say("plan.line", at=at, text=quoted, said=doubt.said) if at else say("plan.seen", said=doubt.said))
    return lines


def _joined(own: str, spot: Said | None) -> str:
    return " ".join(part for part in (own, words(spot) if spot else "") if part)


def _conclude(planned: Plan, written: Sequence[Stored], *, apply: bool) -> None:
    new = sum(len(one.new) for one in planned.documents)
    if written:
        say_line(say("intake.done", count=len(written), first=written[0].issue.id, last=written[-1].issue.id))
    elif not _anything(planned):
        return
    elif not new:
        say_line(say("plan.nothing-new"))
    elif any(one.stopping for one in planned.documents):
        note(say("plan.not-ready", count=new))
    elif not apply:
        note(say("plan.ready", count=new))
    if any(one.changes or one.known.gone for one in planned.documents):
        note(say("plan.changes-left"))

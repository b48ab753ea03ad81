"""How issues look on a terminal and in JSON: rows, pages, figures. Text in, text out; `screen` prints it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from ledger.cli import events
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import say
from ledger.model.facts import About, Line
from ledger.model.gates import reached, way
from ledger.model.office import Office
from ledger.model.procedure import PLAIN
from ledger.model.report import Entry
from ledger.model.schedule import Node
from ledger.model.workdays import Calendar

LIST_COLUMNS = ("id", "status", "standing", "due", "left", "units", "title")
LATE_COLUMNS = ("id", "kind", "due", "late", "units", "what")

Json = dict[str, object]


def list_row(line: Line, office: Office, words: Catalogue) -> list[str]:
    """One line of `ledger list`; a book with words of its own for its states has them here."""
    one, now = line.about, line.situation
    return [
        one.id,
        words("void.word") if one.void else office.state(one.id, one.status, one.gate) or words(f"status.{one.status}"),
        "—" if one.void else words(f"standing.{now.standing}"),
        deadline_word(line, words),
        left(line, words),
        _units(one),
        one.title,
    ]


def deadline_word(line: Line, words: Catalogue) -> str:
    """The final day, or what stands in its place."""
    one = line.about
    if line.situation.due:
        return line.situation.due.isoformat()
    if one.deadline is None:
        return "—"
    if one.long_term:
        return words("deadline.long-term")
    from ledger.model.deadline import read  # most deadlines have a day, and need no grammar

    readable = one.note or read(one.deadline, one.received, Calendar()).understood
    return words("deadline.none" if readable else "deadline.unread")


def left(line: Line, words: Catalogue) -> str:
    """Days left or late in words; a dash where nothing is awaited any more."""
    now = line.situation
    if line.about.void or now.standing in {"closed", "verified", "done"} or now.days_left is None:
        return "—"
    if now.days_left < 0:
        return words("days.late", days=-now.days_left) if now.overdue else "—"
    return words("days.left", days=now.days_left) if now.days_left else words("days.today")


def _units(one: About) -> str:
    return "、".join(one.units)


def summary(line: Line) -> Json:
    """An issue in the JSON of a list; the keys are stable."""
    one, now = line.about, line.situation
    return {
        "id": one.id,
        "title": one.title,
        "status": one.status,
        "standing": now.standing,
        "overdue": now.overdue,
        "due": iso(now.due),
        "original_due": iso(now.original_due),
        "days_left": now.days_left,
        "deadline": one.deadline,
        "units": list(one.units),
        "person": one.person,
        "region": one.region,
        "fields": list(one.fields),
        "source": one.source,
        "batch": one.batch,
        "completed_on": iso(now.completed_on),
        "last_report": iso(now.last_report),
        "void": one.void,
        "file": line.file,
    }


def kept(line: Line, office: Office) -> Json:
    """Of an issue of another book than the ledger's own: which one, and what that calls its state."""
    one = line.about
    book = office.of(one.id).book
    if book is None:
        return {}
    return {"book": book.name, "state": office.state(one.id, one.status, one.gate)}


def record(entry: Entry) -> Json:
    """The whole record in JSON, with how it stands."""
    content = json.loads(entry.issue.model_dump_json(exclude_none=True))
    return {**content, "file": entry.file, "situation": {k: v for k, v in summary(entry.line).items() if k in _DERIVED}}


_DERIVED = ("standing", "overdue", "due", "original_due", "days_left", "completed_on", "last_report")


def iso(day: date | None) -> str | None:
    """A day for JSON."""
    return day.isoformat() if day else None


def late_summary(line: Line, node: Node, day: date) -> Json:
    """A late thing in JSON."""
    one = line.about
    return {
        "id": one.id,
        "title": one.title,
        "kind": node.kind,
        "due": node.due.isoformat(),
        "days_late": (day - node.due).days,
        "what": node.text,
        "units": list(one.units),
        "person": one.person,
        "file": line.file,
    }


def late_row(line: Line, node: Node, day: date, words: Catalogue) -> list[str]:
    """One line of `ledger overdue`."""
    days = words("days.late", days=(day - node.due).days)
    kind = words(f"node.{node.kind}")
    return [line.about.id, kind, node.due.isoformat(), days, _units(line.about), node.text]


def page(entry: Entry, office: Office, words: Catalogue) -> Iterator[str]:
    """One issue as a page: what it is, what is planned, how far it is, what happened."""
    issue, now = entry.issue, entry.situation
    yield f"{issue.id}  {issue.title}"
    office = office.of(issue)
    state = office.state(issue.id, issue.status, reached(issue)) or words(f"status.{issue.status}")
    standing = (words("void.word"),) if issue.void else (state, words(f"standing.{now.standing}"))
    stands = dict.fromkeys((*standing, entry.file))
    yield f"  {' · '.join(stands)}"
    if office.procedure.name != PLAIN and issue.status != "open":
        yield from events.folded(_way(entry, office, words), indent=2, hanging=4)
    if (void := issue.void) is not None:
        other = say("void.instead", id=void.instead) if void.instead else None
        yield f"  {words('void.told', date=void.date, who=office.people.name(void.by), why=void.why, instead=other)}"
    yield ""
    hidden = {"id", "uid", "title", "status", "history", "void"}
    content = issue.model_dump(exclude_none=True, exclude_unset=True, exclude=hidden)
    for name, value in content.items():
        if value not in ((), [], {}, None):
            yield from _lines(name, value, words, office, depth=0)
    if issue.history:
        yield _title("history", words)
        yield from events.history(issue, office, words)


def _way(entry: Entry, office: Office, words: Catalogue) -> str:
    """How far an issue has come through the gates of the house's procedure."""
    found = way(entry.issue, office, entry.situation.day)
    gates = [words("show.passed", gate=one.gate.name, date=one.date) for one in found.passed]
    gates += [words("show.ahead", gate=gate.name) for gate in found.ahead]
    return words("show.way", procedure=office.procedure.name, gates=" → ".join(gates))


def _title(path: str, words: Catalogue) -> str:
    return words(say("field", path=path))


def _lines(path: str, value: object, words: Catalogue, office: Office, depth: int) -> Iterator[str]:
    pad = "  " * depth
    title = _title(path, words)
    if isinstance(value, Mapping):
        yield f"{pad}{title}"
        for key, inner in value.items():
            if inner not in ((), [], None):
                yield from _lines(f"{path}.{key}", inner, words, office, depth + 1)
    elif isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
        yield f"{pad}{title}"
        for entry in value:
            first, *others = _cells(path, entry, words, office)
            indent = len(pad) + 2
            yield from events.joined((f"- {first}", *others), indent=indent, hanging=indent + 2, columns=events.room())
    elif isinstance(value, (list, tuple)):
        yield f"{pad}{title}：{'、'.join(map(str, value))}"
    else:
        text = _word(path, value, words, office).rstrip("\n").replace("\n", f"\n{pad}    ")
        yield f"{pad}{title}：{text}"


def _cells(path: str, entry: Mapping[str, object], words: Catalogue, office: Office) -> Iterator[str]:
    """The fields of one list entry on one line; digests are cut to what an eye compares."""
    for key, value in entry.items():
        if value in ((), [], None) or key in {"cycle", "size"}:
            continue
        inner = f"{path}.{key}"
        if isinstance(value, Mapping):
            text = "，".join(_cells(inner, value, words, office))
        elif isinstance(value, (list, tuple)):
            text = "、".join(_item(inner, one, words, office) for one in value)
            if key == "evidence":  # the paths stand in full under 佐证材料
                text = "、".join(str(one).rpartition("/")[2] for one in value)
        else:
            text = _word(inner, value, words, office)
        yield f"{_title(inner, words)} {text[:12] + '…' if key == 'sha256' else text}"


def _item(path: str, value: object, words: Catalogue, office: Office) -> str:
    """One entry of a list inside an entry."""
    return f"（{'，'.join(_cells(path, value, words, office))}）" if isinstance(value, Mapping) else str(value)


def _word(path: str, value: object, words: Catalogue, office: Office) -> str:
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if path.rpartition(".")[2] in {"by", "approver", "person", "leader"}:
        return office.people.name(str(value))
    return str(value)

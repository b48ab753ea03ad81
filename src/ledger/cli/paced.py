"""How a pace looks on a terminal and in JSON: rows, and the page of one issue. Text in, text out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.actions.schedule import Explained, Row
from ledger.cli import events
from ledger.cli.widths import width
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import Said, say
from ledger.model.office import Office
from ledger.model.pace import holds_until
from ledger.model.pacereasons import reasons
from ledger.model.pacewords import JUDGED

NO_DAY = "—"


def block(rows: Sequence[Row], words: Catalogue) -> Iterator[str]:
    """The issues of one pace: a line each, and the reasons below it, as wide as the terminal is."""
    wide = max(width(row.line.about.id) for row in rows)
    gap = width(words("pace.soon"))
    for row in rows:
        about, due = row.line.about, row.line.situation.due
        soon = words("pace.soon") if row.paced.soon else " " * gap
        void = f"  {words('void.word')}" if about.void is not None else ""
        units = "、".join(about.units)
        name = about.id + " " * (wide - width(about.id))
        head = f"{name}  {due.isoformat() if due else f'{NO_DAY:<10}'}  {soon}  {about.title}{void}"
        yield from events.folded(f"{head}  {units}".rstrip(), indent=2, hanging=6, columns=events.room())
        yield from events.folded(
            "；".join(words(said) for said in reasons(row.paced)), indent=6, hanging=6, columns=events.room()
        )


def summary(row: Row, office: Office, words: Catalogue) -> dict[str, object]:
    """An issue's pace for programs."""
    about, paced = row.line.about, row.paced
    judged, until = paced.inputs.judged, holds_until(paced.inputs, paced.clock)
    return {
        "id": about.id,
        "title": about.title,
        "status": about.status,
        "units": list(about.units),
        "due": row.line.situation.due,
        "pace": paced.pace,
        "accepted": paced.accepted,
        "void": about.void is not None,
        "soon": paced.soon,
        "basis": paced.basis,
        "reasons": [words(said) for said in reasons(paced)],
        "late_children": [{"id": name, "pace": pace} for name, pace in paced.late_children],
        "judgement": judged
        and {
            "date": judged.day,
            "by": judged.by,
            "name": office.people.name(judged.by),
            "pace": judged.pace,
            "reason": judged.reason,
            "until": until,
            "in_force": paced.judged is not None,
        },
        "file": row.line.file,
    }


def details(row: Row) -> dict[str, object]:
    """All that one issue was judged by, for programs."""
    inputs = row.paced.inputs
    nodes = [
        {"kind": one.kind, "number": one.number, "due": one.due, "done_on": None} for one in inputs.course.open
    ] + [{"kind": one.kind, "number": one.number, "due": one.due, "done_on": one.done_on} for one in inputs.reached]
    amounts = [
        {"measure": one.number, "by": due, "planned": planned, "done": one.done, "total": one.total, "unit": one.unit}
        for one in inputs.counted
        for due, planned in one.rungs
    ]
    return {"nodes": sorted(nodes, key=lambda node: str(node["due"])), "amounts": amounts}


def page(found: Explained, office: Office, words: Catalogue) -> Iterator[str]:
    """One issue: its pace, how that was found, every reason; its dates, its counts, its children, its judgements."""
    about, paced = found.row.line.about, found.row.paced
    void = ["void.word"] if about.void is not None else []
    marks = [*void, f"pace.{paced.pace}", *(["pace.soon"] if paced.soon else [])]
    state = office.state(about.id, about.status, about.gate) or words(f"status.{about.status}")
    yield f"{about.id}  {' '.join(about.title.split())}"
    yield f"  {' · '.join(dict.fromkeys((*map(words, marks), state)))}"
    yield f"  {words('schedule.judged-by', basis=say(f'schedule.by-{paced.basis}'), day=paced.now.day)}"
    for said in reasons(paced):
        yield f"  - {words(said)}"
    for heading, lines in (
        ("schedule.nodes", [words(one) for one in _nodes(found.row)]),
        ("schedule.amounts", [words(one) for one in _amounts(found.row)]),
        ("schedule.children", [words(one) for one in _children(found)]),
        ("schedule.judgements", [words(one) for one in _judgements(found, office)]),
    ):
        if lines:
            yield ""
            yield words(heading)
            yield from (f"  {line}" for line in lines)


def _nodes(row: Row) -> Iterator[Said]:
    """Every dated part, in the order of the days."""
    inputs, day = row.paced.inputs, row.paced.now.day
    done = [(one.due, one.kind, one.number, say("schedule.node-done", date=one.done_on)) for one in inputs.reached]
    waiting = [(one.due, one.kind, one.number, _waiting((day - one.due).days)) for one in inputs.course.open]
    for due, kind, number, how in sorted((*done, *waiting), key=lambda part: part[:3]):
        yield say("schedule.node", due=due, node=say(f"schedule.on-{kind}", number=number), how=how)


def _waiting(days_late: int) -> Said:
    if days_late > 0:
        return say("days.late", days=days_late)
    return say("days.left", days=-days_late) if days_late else say("days.today")


def _amounts(row: Row) -> Iterator[Said]:
    """Every planned amount, and whether it is reached."""
    for work in row.paced.inputs.counted:
        for due, planned in work.rungs:
            reached = say("schedule.reached" if work.done >= planned else "schedule.short")
            yield say(
                "schedule.amount",
                number=work.number, due=due, planned=planned, done=work.done, total=work.total, unit=work.unit,
                reached=reached,
            )  # fmt: skip


def _children(found: Explained) -> Iterator[Said]:
    for row in found.children:
        pace = say(f"pace.{row.paced.pace}")
        yield say("schedule.child", id=row.line.about.id, pace=pace, title=row.line.about.title)


def _judgements(found: Explained, office: Office) -> Iterator[Said]:
    """Every judgement on record; the last says until when it holds, or held."""
    listed, paced = found.appraisals, found.row.paced
    until = holds_until(paced.inputs, paced.clock)
    for at, one in enumerate(listed, 1):
        last = at == len(listed) and until is not None
        held = say("schedule.until", day=until) if last else None
        pace = say(f"pace.{JUDGED[one.pace]}")
        yield say("schedule.judgement", date=one.date, who=office.people.name(one.by), pace=pace, why=one.reason,
                  until=held)  # fmt: skip

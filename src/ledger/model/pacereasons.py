"""Why an issue keeps pace or doesn't: every reason as a message that names the node, the day, the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.errors import Said, say
from ledger.model.pace import Paced, holds_until
from ledger.model.paceinputs import Counted, Rung, proved_by_reports
from ledger.model.pacewords import worded
from ledger.model.schedule import Node

_SHORT = 30
_WHOLE = Decimal(100)


def reasons(one: Paced) -> tuple[Said, ...]:
    """Every reason, what decided first; at least one."""
    own = tuple(_settled(one)) or tuple(_running(one))
    children = tuple(say("pace.child", id=name, pace=say(f"pace.{pace}")) for name, pace in one.late_children)
    return (*children, *own) if one.basis == "children" else (*own, *children)


def in_chinese(one: Paced, day: Callable[[date], str] = date.isoformat) -> str:
    """The reasons in one cell of a sheet; `day` says how its dates are written."""
    return "；".join(worded(said, day) for said in reasons(one))


def _settled(one: Paced) -> Iterator[Said]:
    """What was concluded, where anything was: a state that was set by hand has no day."""
    way, day = one.inputs.course, one.inputs.concluded
    if way.status == "closed":
        yield say("pace.why-closed", date=day) if day else say("pace.closed")
    elif way.status == "verified":
        yield say("pace.why-accepted", date=day) if day else say("pace.done")
    elif way.finished is not None and not way.long_term:
        yield say("pace.why-done", date=way.finished)


def _running(one: Paced) -> Iterator[Said]:
    """What is said of an issue that is waited for or worked on."""
    final, others = _late(one)
    if final is not None:
        yield say("pace.final", due=final.due, days=one.now.days_late)
    if one.judged is not None:
        said = one.judged
        until = holds_until(one.inputs, one.clock) or said.day
        yield say("pace.judged", date=said.day, pace=say(f"pace.{said.pace}"), why=said.reason, until=until)
    for node in others:
        yield say(f"pace.{node.kind}", number=node.number, due=node.due, text=_short(node.text))
    yield from (_missed(work, rung) for work, rung in one.missed)
    if one.stale:
        yield _proof(one, "pace.stale")
    if one.basis == "start":
        yield say("pace.waiting", date=one.inputs.received, days=(one.now.day - one.inputs.received).days)
    yield from _in_favour(one)
    if one.inputs.judged is not None and one.judged is None and one.inputs.judged.day <= one.now.day:
        until = holds_until(one.inputs, one.clock) or one.inputs.judged.day
        yield say("pace.lapsed", date=one.inputs.judged.day, until=until)


def _late(one: Paced) -> tuple[Node | None, tuple[Node, ...]]:
    """The final day where it has passed, and every other node that has; the last milestone is told once with it."""
    final = next((node for node in one.now.late if node.kind == "final"), None)
    others = (node for node in one.now.late if node.kind != "final")
    return final, tuple(node for node in others if final is None or node.kind != "milestone" or node.due != final.due)


def _in_favour(one: Paced) -> Iterator[Said]:
    """What is on schedule, told beside what isn't: an aggregate figure stands next to the late parts that it hides."""
    day, way = one.now.day, one.inputs.course
    missed = {work.number for work, _ in one.missed}
    for work in one.inputs.counted:
        if work.number not in missed:
            yield say("pace.amount", **_figures(work, work.ahead(day) or work.compared(day)))
    early = [node for node in one.inputs.reached if node.due > day]
    for node in early:
        yield say(f"pace.early-{node.kind}", number=node.number, due=node.due, date=node.done_on)
    if way.finished is not None and way.due is not None and way.due > day and not early:
        yield say("pace.early-final", due=way.due, date=way.finished)
    if proved_by_reports(way) and not one.stale:
        yield _proof(one, "pace.fresh")
    if not one.now.late:
        yield from _dates(one)


def _dates(one: Paced) -> Iterator[Said]:
    """What was due, and what comes next."""
    kept = sum(node.due <= one.now.day for node in one.inputs.reached)
    if kept:
        yield say("pace.kept", count=kept)
    if one.now.ahead:
        yield say("pace.next", due=min(node.due for node in one.now.ahead))
    elif one.basis == "nothing":
        yield say("pace.undated")


def _proof(one: Paced, key: str) -> Said:
    last = one.inputs.course.last_report
    return say(key, date=last, days=(one.now.day - last).days, allowed=one.clock.proof_days)


def _missed(work: Counted, rung: Rung) -> Said:
    return say("pace.short", **_figures(work, rung), lack=_number(rung[1] - work.done))


def _figures(work: Counted, rung: Rung) -> dict[str, str | int | date]:
    due, planned = rung
    return {
        "number": work.number,
        "done": _number(work.done),
        "total": _number(work.total),
        "unit": work.unit,
        "percent": percent(work.done, work.total),
        "due": due,
        "planned": _number(planned),
        "share": percent(planned, work.total),
    }


def percent(part: Decimal, whole: Decimal) -> int:
    """Whole percent, rounded half up as offices print it; 100 only for all of it."""
    if not whole:
        return int(_WHOLE)
    exact = _WHOLE * part / whole
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return rounded if exact >= _WHOLE else min(rounded, int(_WHOLE) - 1)


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"

"""What stands beside the issues of an object, on its page: indicators, meetings, checklists, 问责."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.cli.screen import say_line
from ledger.errors import Said, say
from ledger.model.acts import Accountability
from ledger.model.alongside import Alongside
from ledger.model.gauge import Gauge
from ledger.model.gaugestanding import standing
from ledger.model.inspection import Inspection
from ledger.store.patch import plainly


def tell(found: Alongside, day: date) -> None:
    """A line for each."""
    for line in _lines(found, day):
        say_line(line)


def _lines(found: Alongside, day: date) -> Iterator[Said]:
    for gauge in found.gauges:
        yield say("alongside.indicator", id=gauge.id, state=say(f"indicator.state-{_state(gauge, day)}"))
    for meeting in found.meetings:
        yield say("alongside.meeting", id=meeting.id, title=meeting.called, day=meeting.date)
    for one in found.inspections:
        key = "alongside.passed" if one.passed else "alongside.failed"
        yield say(key, id=one.id, list=one.checklist, day=one.date, score=_score(one), count=len(one.failed))
    for issue, act in found.accountability:
        yield say("alongside.accountability", issue=issue, day=act.date, kind=act.kind, whom=_whom(act))


def _state(gauge: Gauge, day: date) -> str:
    return standing(gauge, day).state


def _score(one: Inspection) -> str:
    return "—" if one.rate is None else f"{one.rate}%"


def _whom(act: Accountability) -> str:
    return " ".join(part for part in (act.unit, act.post) if part)


def as_dict(found: Alongside, day: date) -> dict[str, object]:
    """The same for programs."""
    return {
        "indicators": [{"id": one.id, "state": _state(one, day)} for one in found.gauges],
        "meetings": [{"id": one.id, "date": one.date.isoformat()} for one in found.meetings],
        "checklists": [
            {
                "id": one.id,
                "checklist": one.checklist,
                "date": one.date.isoformat(),
                "passed": one.passed,
                "failed": [it.number for it in one.failed],
            }
            for one in found.inspections
        ],
        "accountability": [{"issue": issue, **plainly(act)} for issue, act in found.accountability],
    }

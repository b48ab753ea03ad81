"""Decisions of meetings beside the issues that are late or due soon: in `overdue` and in today's overview."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.cli.screen import put, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.decisions import Tracked


def tell(waiting: Sequence[Tracked], heading: str) -> None:
    """These decisions under their heading; nothing where there are none."""
    if not waiting:
        return
    put()
    say_line(say(heading, count=len(waiting)))
    heads = [words(f"column.meeting-{name}") for name in ("state", "id", "number", "units", "text")]
    table(heads, [_row(one) for one in waiting], wide=(3, 4))


def _row(one: Tracked) -> list[str]:
    told = one.decision
    state = words(f"meeting.state-{one.state}", days=one.days)
    return [state, one.meeting.id, told.number, "、".join(told.units), told.text]


def as_dict(one: Tracked) -> dict[str, object]:
    """A decision as programs get it, here and from `overdue` and `today`."""
    told = one.decision
    return {
        "meeting": one.meeting.id,
        "number": told.number,
        "text": told.text,
        "units": list(told.units),
        "person": told.person,
        "due": one.due.isoformat() if one.due else None,
        "state": one.state,
        "days": one.days,
    }

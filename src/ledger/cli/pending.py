"""What is to be done by a day beside the issues: in `overdue`, in today's overview, and of one meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ledger.cli.screen import put, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.commitments import Commitment, Of

_PARTS: Mapping[Of, str] = {"measures": "scheme", "decisions": "meeting"}
_TEXTS: Mapping[Of, str] = {"measures": "column.scheme-measure", "decisions": "column.meeting-text"}
_LISTS: Mapping[Of, str] = {"measures": "plan_measures", "decisions": "decisions"}
_RECORD: Mapping[Of, str] = {"measures": "plan", "decisions": "meeting"}


def tell(waiting: Sequence[Commitment], which: str) -> None:
    """Those that are `late` or come `soon`, under a heading for each kind; nothing where there are none."""
    for of, part in _PARTS.items():
        mine = [one for one in waiting if one.of == of]
        if not mine:
            continue
        put()
        say_line(say(f"{part}.{which}-heading", count=len(mine)))
        heads = [words(f"column.meeting-{name}") for name in ("state", "id", "number", "units")]
        table([*heads, words(_TEXTS[of])], list(map(_row, mine)), wide=(3, 4))


def _row(one: Commitment) -> list[str]:
    state = words(f"meeting.state-{one.state}", days=one.days)
    return [state, one.record, one.number, "、".join(one.units), one.text]


def as_lists(waiting: Iterable[Commitment]) -> dict[str, object]:
    """All of them as programs get them, those of each kind in a list."""
    every = tuple(waiting)
    return {key: [as_dict(one) for one in every if one.of == of] for of, key in _LISTS.items()}


def as_dict(one: Commitment) -> dict[str, object]:
    """One of them as programs get it."""
    return {
        _RECORD[one.of]: one.record,
        "number": one.number,
        "text": one.text,
        "units": list(one.units),
        "person": one.person,
        "objects": list(one.objects),
        "due": one.due.isoformat() if one.due else None,
        "state": one.state,
        "days": one.days,
    }

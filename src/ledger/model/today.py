"""What lies on the desk today: late, due soon, nothing heard of, waiting for verification, waiting to be closed.

No partition: an issue stands in every part that somebody has to do something about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ledger.model.facts import Line
from ledger.model.report import late_once

Part = Literal["overdue", "soon", "unreported", "to-verify", "to-close"]
PARTS: tuple[Part, ...] = get_args(Part)
"""逾期, 临期, 未报进展, 待验收, 待销号: in the order in which they press."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An issue in a part of the overview."""

    line: Line
    since: date | None
    """The day that puts it there: that has passed, that comes, of the last report, on which the work was done."""
    days: int
    """How many days that is away from today, in either direction."""


def _overdue(line: Line) -> date | None:
    return min((node.due for node in late_once(line.situation)), default=None)


def _soon(line: Line) -> date | None:
    return min((node.due for node in line.situation.soon), default=None)


_PRESSES: Mapping[Part, Callable[[Line], bool]] = {
    "overdue": lambda line: bool(line.situation.late),
    "soon": lambda line: bool(line.situation.soon),
    "unreported": lambda line: line.situation.unreported_days is not None,
    "to-verify": lambda line: line.situation.standing == "done",
    "to-close": lambda line: line.situation.standing == "verified",
}
_SINCE: Mapping[Part, Callable[[Line], date | None]] = {
    "overdue": _overdue,
    "soon": _soon,
    "unreported": lambda line: line.situation.last_report,
    "to-verify": lambda line: line.situation.completed_on,
    "to-close": lambda line: line.situation.completed_on,
}


def parts(lines: Iterable[Line], day: date) -> dict[Part, tuple[Waiting, ...]]:
    """Every part, each with what waits longest, or comes first, on top. Void issues wait for nothing."""
    valid = [line for line in lines if line.about.void is None]
    return {part: tuple(sorted(_of_part(part, valid, day), key=_order)) for part in PARTS}


def _of_part(part: Part, lines: Iterable[Line], day: date) -> Iterable[Waiting]:
    for line in lines:
        if _PRESSES[part](line):
            since = _SINCE[part](line)
            yield Waiting(line, since, abs((day - since).days) if since else 0)


def _order(one: Waiting) -> date:
    return one.since or date.max

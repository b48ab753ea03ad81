"""序时进度: whether the work on an issue keeps pace with its plan on a day. Derived, never stored.

No formula is published; three practices live side by side (domain.md 5), and all three are here. Nodes are asked
strictly: what was due is done. Counted work is held against its planned cumulative amounts, where there are any. A
person's dated judgement replaces both, until the next node falls due or the house wants to hear of it again; it hides
neither a final day that has passed nor a child that is late. 长期坚持 keeps pace while its last proof is fresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ledger.model.paceinputs import Counted, Judged, PaceInputs, Rung, proved_by_reports
from ledger.model.pacewords import LATE, PACE_WORDS, PACES, Pace
from ledger.model.policy import Clock
from ledger.model.schedule import Situation, stand

__all__ = ["LATE", "PACES", "PACE_WORDS", "Basis", "Pace", "Paced", "holds_until", "pace_of", "paces"]

Basis = Literal["status", "children", "final", "judgement", "nodes", "quantity", "proof", "start", "nothing"]
"""What decided: a state that was signed or work that is done, late children, the final day, a person's judgement, dated
nodes, counted work, the last proof of a long-term duty, that nobody has begun, or nothing that could be late.
"""


@dataclass(frozen=True, slots=True)
class Paced:
    """How one issue keeps pace on a day, with all that it was judged by; `pacereasons.reasons` puts it into words."""

    pace: Pace
    basis: Basis
    inputs: PaceInputs
    now: Situation
    clock: Clock
    judged: Judged | None = None
    """The judgement that is in force."""
    late_children: tuple[tuple[str, Pace], ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it has passed its acceptance and waits to be closed (已验收)."""
        return self.inputs.course.status == "verified"

    @property
    def soon(self) -> bool:
        """临期: something that is to be done falls due within the house's notice."""
        day, notice = self.now.day, timedelta(days=min(self.clock.due_within, _MOST_DAYS))
        if self.pace in {"done", "closed"}:
            return False
        rungs = (rung for one in self.inputs.counted for rung in one.rungs if one.done < rung[1])
        return bool(self.now.soon) or any(day <= due and due - day <= notice for due, _ in rungs)

    @property
    def missed(self) -> tuple[tuple[Counted, Rung], ...]:
        """Counted work that is short of its plan."""
        found = ((one, one.missed(self.now.day)) for one in self.inputs.counted)
        return tuple((one, rung) for one, rung in found if rung is not None)

    @property
    def stale(self) -> bool:
        """Whether a long-term duty with no date ahead has gone without proof for longer than the house allows."""
        return proved_by_reports(self.inputs.course) and self.now.unreported_days is not None


_NONE: Mapping[str, Clock] = {}
_MOST_DAYS = 36_600
"""More days than the calendar of a ledger has: notice is given no further ahead."""


def holds_until(inputs: PaceInputs, clock: Clock) -> date | None:
    """The last day on which the judgement holds: the next node falls due, or it is time to hear of it again."""
    if inputs.judged is None:
        return None
    since = inputs.judged.day
    days = [*(one.due for one in inputs.course.open), *(one.due for one in inputs.reached)]
    days += [due for one in inputs.counted for due, _ in one.rungs]
    longest = since + timedelta(days=min(clock.stale_days, (date.max - since).days))
    return min((longest, *(due for due in days if due >= since)))


def pace_of(inputs: PaceInputs, day: date, clock: Clock, late_children: tuple[tuple[str, Pace], ...] = ()) -> Paced:
    """How an issue keeps pace on a day, in a house that gives notice as `clock` says; `paces` knows its children."""
    now = stand(inputs.course, day, clock)
    until = holds_until(inputs, clock)
    judged = inputs.judged if until is not None and inputs.judged and inputs.judged.day <= day <= until else None
    own = Paced("on-pace", "nothing", inputs, now, clock, judged)
    pace, basis = _own(own)
    if late_children and pace not in LATE and inputs.course.status not in {"verified", "closed"}:
        pace, basis = "behind", "children"
    return Paced(pace, basis, inputs, now, clock, judged, late_children)


def _own(one: Paced) -> tuple[Pace, Basis]:
    """The pace by the issue itself: facts that nobody can judge away, then a judgement, then what is worked out."""
    way, now = one.inputs.course, one.now
    if way.status == "closed":
        return "closed", "status"
    if way.status == "verified" or (way.finished is not None and not way.long_term):
        return "done", "status"
    if now.overdue:
        return "overdue", "final"
    if one.judged is not None:
        return one.judged.pace, "judgement"
    return _worked_out(one)


def _worked_out(one: Paced) -> tuple[Pace, Basis]:
    """The pace by what is due, counted and proved: first whatever speaks against it."""
    if (against := _behind(one)) is not None:
        return "behind", against
    way = one.inputs.course
    if way.status == "open" and way.finished is None and not one.inputs.reached:
        return "not-started", "start"
    if (early := _ahead(one)) is not None:
        return "ahead", early
    return "on-pace", _measured_by(one)


def _behind(one: Paced) -> Basis | None:
    if one.now.late:
        return "nodes"
    if one.missed:
        return "quantity"
    return "proof" if one.stale else None


def _ahead(one: Paced) -> Basis | None:
    """Whether everything due is done and something later too; a long-term duty may have done all before its day."""
    day, way = one.now.day, one.inputs.course
    if any(node.due > day for node in one.inputs.reached):
        return "nodes"
    if way.finished is not None and way.due is not None and way.due > day:
        return "nodes"
    return "quantity" if any(work.ahead(day) for work in one.inputs.counted) else None


def _measured_by(one: Paced) -> Basis:
    """What an issue that is not late was held against."""
    if proved_by_reports(one.inputs.course):
        return "proof"
    dues = (*(node.due for node in one.inputs.course.open), *(node.due for node in one.inputs.reached))
    fallen_due = any(due <= one.now.day for due in dues)
    if one.inputs.counted and not fallen_due:
        return "quantity"
    return "nodes" if dues else "nothing"


def paces(ledger: Iterable[PaceInputs], day: date, clock: Clock, own: Mapping[str, Clock] = _NONE) -> dict[str, Paced]:
    """How every issue of a ledger keeps pace: nothing is on schedule while a child of it, or a child's child, is late.

    What was accepted or closed stays so, by signature; its late children are told beside it. Void issues are nobody's
    children. Parents that are not in the ledger, and issues that are their own parents by some way, hurt nobody.
    `own` are the clocks of those issues that another house than that of `clock` gives notice of.
    """
    every = {one.id: one for one in ledger}
    found = {name: pace_of(one, day, own.get(name, clock)) for name, one in every.items()}
    waiting = [name for name, one in found.items() if one.pace in LATE]
    late: dict[str, list[str]] = {}
    while waiting:
        child = every[waiting.pop()]
        if child.void or child.parent is None or child.parent not in every or child.parent == child.id:
            continue
        late.setdefault(child.parent, []).append(child.id)
        if found[child.parent].pace not in LATE and len(late[child.parent]) == 1:
            above = own.get(child.parent, clock)
            found[child.parent] = pace_of(every[child.parent], day, above, ((child.id, found[child.id].pace),))
            if found[child.parent].pace in LATE:
                waiting.append(child.parent)
    for parent, children in late.items():
        told = tuple((name, found[name].pace) for name in sorted(children))
        found[parent] = replace(found[parent], late_children=told)
    return found

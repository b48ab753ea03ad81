"""一事一档: the items that the procedure lists for an issue, what is there of each, and what supplies the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.errors import Said, say
from ledger.model.acts import Answer, Evidence, Publicity
from ledger.model.gates import Way, way
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.procedure import Gate, Item


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is there: what it says (a number, a verdict), from which day, by whom, and the file if it is one.

    `text` is in the record's own words; `by` is the id of a person.
    """

    text: str
    date: date | None = None
    by: str | None = None
    file: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One item of the dossier with what is there of it. `gates` are those that ask for it."""

    number: int
    item: Item
    pieces: tuple[Piece, ...]
    there: bool
    gates: tuple[Gate, ...]
    supply: Said | None
    """The command that supplies it; None where it is too late for that: a closed issue takes no more papers."""

    @property
    def title(self) -> str:
        """How it stands in the table of contents, and what its folder is called: `01-交办原文`."""
        return f"{self.number:02d}-{self.item.name}"


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard of acceptance and how the last verification answered it."""

    number: int
    text: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The dossier of one issue on one day."""

    holdings: tuple[Holding, ...]
    standards: tuple[Standard, ...]
    others: tuple[Evidence, ...]
    """Evidence of the present cycle that no item names."""
    former: tuple[Evidence, ...]
    """Evidence of earlier cycles."""
    next: Gate | None
    """The gate whose turn it is."""

    @property
    def lacking(self) -> tuple[Holding, ...]:
        """What the next gate asks for and is not there."""
        return lacking(self.holdings, self.next) if self.next else ()


def lacking(holdings: tuple[Holding, ...], gate: Gate) -> tuple[Holding, ...]:
    """What a gate asks for and is not there."""
    return tuple(one for one in holdings if gate in one.gates and not one.there)


def dossier(issue: Issue, office: Office, day: date) -> Dossier:
    """The dossier of an issue as it stands on a day (pass the issue as it was then: `rewind.rewind`)."""
    office = office.of(issue)
    standing, procedure = way(issue, office, day), office.procedure
    listed = [item for item in procedure.dossier if item.applies_to(engineering=issue.engineering)]
    filed = [one for one in issue.evidence if one.cycle == issue.cycle]
    view = _View(issue, office, standing, filed, _claimed(listed, filed))
    verification = issue.verification()
    answers = {one.number: one for one in verification.standards} if verification else {}
    return Dossier(
        holdings=tuple(view.holding(number, item) for number, item in enumerate(listed, 1)),
        standards=tuple(Standard(at, text, answers.get(at)) for at, text in enumerate(procedure.standards, 1)),
        others=tuple(one for one in filed if one.path not in view.claimed),
        former=tuple(one for one in issue.evidence if one.cycle != issue.cycle),
        next=standing.next,
    )


def _claimed(listed: list[Item], filed: list[Evidence]) -> dict[str, str]:
    """Each file goes into the first item that names its kind (path → item), so that it lies in one folder only."""
    owners = {kind: item.name for item in reversed(listed) for kind in item.kinds}
    return {one.path: owners[one.kind] for one in filed if one.kind in owners}


@dataclass(frozen=True, slots=True)
class _View:
    """What the items are looked up in."""

    issue: Issue
    office: Office
    standing: Way
    filed: list[Evidence]
    claimed: dict[str, str]

    def holding(self, number: int, item: Item) -> Holding:
        """An item with what is there of it: a file that another item has claimed still shows that it is there."""
        files = [one for one in self.filed if one.kind in item.kinds]
        gate = self.office.procedure.gate(item.gate) if item.gate else None
        shown = [*_of_record(self.issue, item), *(_of_gate(self.issue, gate) if gate else ())]
        by_gate = gate is not None and self.standing.at(gate) is not None
        by_record = item.record is not None and bool(shown)
        by_files = bool(item.kinds) and len(files) >= item.least
        mine = (one for one in files if self.claimed[one.path] == item.name)
        pieces = (*shown, *(Piece(one.kind, one.date, one.by, one) for one in mine))
        asking = tuple(one for one in self.office.procedure.gates if item.name in one.needs)
        return Holding(number, item, pieces, by_gate or by_record or by_files, asking, _supply(self.issue, item, gate))


def _of_record(issue: Issue, item: Item) -> Iterator[Piece]:
    plan, closure = issue.plan, issue.closure()
    match item.record:
        case "交办" if issue.source.finding:
            yield Piece(issue.source.document or issue.source.kind, issue.source.received)
        case "方案" if plan is not None and plan.goal and plan.measures:
            yield Piece(plan.goal)
        case "方案批准" if plan is not None and plan.approval is not None:
            yield Piece(_joined(plan.approval.unit, plan.approval.document), plan.approval.date)
        case "备案" if closure is not None and closure.filed_on is not None:
            yield Piece(_joined(closure.unit, closure.document), closure.filed_on, closure.by)
        case "回头看":
            yield from (Piece(one.text, one.date, one.by) for one in issue.lookbacks if one.cycle == issue.cycle)
        case _:
            return


def _of_gate(issue: Issue, gate: Gate) -> Iterator[Piece]:
    """Every act at a gate in this cycle, those that went against it too."""
    match gate.kind:
        case "sign":
            acts = (one for one in issue.passages if one.gate == gate.name and one.cycle == issue.cycle)
            yield from (Piece(_joined(a.result, a.document, a.opinion, a.unit), a.date, a.by) for a in acts)
        case "verify":
            checks = (one for one in issue.verifications if one.cycle == issue.cycle)
            yield from (Piece(_joined(c.result, c.method, c.opinion, "、".join(c.units)), c.date, c.by) for c in checks)
        case "publicity":
            notices = (one for one in issue.publicity if one.cycle == issue.cycle)
            yield from (piece for notice in notices for piece in _of_notice(notice))
        case "close":
            closures = (one for one in issue.closures if one.cycle == issue.cycle)
            yield from (Piece(_joined(c.document, c.unit), c.date, c.by) for c in closures)


def _of_notice(notice: Publicity) -> Iterator[Piece]:
    yield Piece(_joined(f"{notice.start} — {notice.end}", notice.medium, notice.url), notice.start)
    for objection in notice.objections:
        yield Piece(_joined(objection.text, objection.outcome), objection.date)


def _joined(*words: str | None) -> str:
    return "；".join(word for word in words if word)


def _supply(issue: Issue, item: Item, gate: Gate | None) -> Said | None:
    """The command that puts an item on file: at its gate, in the record, or as a file."""
    if issue.status == "closed" and item.record not in {"备案", "回头看"}:
        return None
    if gate is not None:
        return way_through(issue.id, gate)
    if item.record is not None:
        return say(f"supply.{_SUPPLIES[item.record]}", id=issue.id)
    return say("supply.evidence", id=issue.id, kind=item.kinds[0])


_SUPPLIES = {"交办": "source", "方案": "plan", "方案批准": "approval", "备案": "filing", "回头看": "lookback"}


def way_through(issue_id: str, gate: Gate) -> Said:
    """The command that passes a gate."""
    return say(f"supply.{gate.kind}", id=issue_id, gate=gate.name)

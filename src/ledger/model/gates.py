"""Which gates of the house's procedure an issue has passed since it was last sent back, and which comes next.

Read off the signed history, where order is certain: a failure or a reopening sends every gate before it back, so that
nobody closes on a decision about work that was found wanting since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ledger.errors import Said
from ledger.model.acts import REMARKS, Publicity, Step
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.procedure import Gate
from ledger.model.workdays import publicity_end

_BACK = {"fail", "reopen"}
_MOVES = {"verify": "verify", "close": "close"}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Passing:
    """A gate that was passed: when, and by whom of which unit; a notice has nobody's hand.

    `at` is the position of the signed step, or of the notice in its list.
    """

    gate: Gate
    date: date
    by: str | None
    unit: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Way:
    """How far an issue has come: the gates passed in their order without a gap, and those that are ahead."""

    passed: tuple[Passing, ...]
    ahead: tuple[Gate, ...]

    @property
    def next(self) -> Gate | None:
        """The gate whose turn it is; None for a closed issue."""
        return self.ahead[0] if self.ahead else None

    def at(self, gate: Gate) -> Passing | None:
        """The passing of a gate, if it has been passed."""
        return next((one for one in self.passed if one.gate == gate), None)

    def lacks(self, gate: Gate) -> tuple[Gate, ...]:
        """What still stands before a gate."""
        return self.ahead[: self.ahead.index(gate)] if gate in self.ahead else ()


def way(issue: Issue, office: Office, day: date) -> Way:
    """How far an issue has come on a day, by the procedure of the house."""
    gates = office.of(issue).procedure.gates
    start, since = _last_return(issue)
    passed: list[Passing] = []
    for gate in gates:
        earliest = passed[-1].date if passed else None
        found = (
            _noticed(issue, office, gate, earliest, since, day)
            if gate.kind == "publicity"
            else _signed(issue, gate, _position(passed, start), (earliest, day))
        )
        if found is None:
            break
        passed.append(found)
    return Way(tuple(passed), gates[len(passed) :])


def reached(issue: Issue) -> str | None:
    """The name of the gate that was passed last since the state last changed; None where it did by its last move."""
    for step in reversed(issue.history):
        if step.move == "pass":
            return step.gate
        if step.move not in REMARKS:
            return None
    return None


def state_word(issue: Issue, office: Office) -> Said | str:
    """How a message calls the state that an issue is in, by its book."""
    return office.status_word(issue.id, issue.status, reached(issue))


def sent_back(issue: Issue) -> Step | None:
    """The step that last found the work of this cycle wanting, or opened it again; None where nothing did."""
    at, _ = _last_return(issue)
    return issue.history[at] if at >= 0 else None


def _last_return(issue: Issue) -> tuple[int, date | None]:
    """Where in the history the way begins, and the day of a failure that a notice must have been put up after."""
    for at in range(len(issue.history) - 1, -1, -1):
        step = issue.history[at]
        if step.move in _BACK:
            return at, step.date
    return -1, None


def _position(passed: list[Passing], start: int) -> int:
    """The step that the next gate must come after: that of the last gate which has one."""
    return next((one.at for one in reversed(passed) if one.by is not None), start)


def _signed(issue: Issue, gate: Gate, after: int, span: tuple[date | None, date]) -> Passing | None:
    """The first step that passes a gate behind the step `after`, on a day of the `span`."""
    earliest, latest = span
    move = _MOVES.get(gate.kind, "pass")
    for at in range(after + 1, len(issue.history)):
        step = issue.history[at]
        in_turn = (earliest is None or step.date >= earliest) and step.date <= latest
        if step.move == move and in_turn and (move != "pass" or step.gate == gate.name):
            return Passing(gate, step.date, step.by, step.unit, at)
    return None


def _noticed(
    issue: Issue, office: Office, gate: Gate, earliest: date | None, since: date | None, day: date
) -> Passing | None:
    """The notice that counts for a gate: put up when its turn had come and after the work was last sent back, standing
    as long as the procedure says, over, and without an open objection.
    """
    for at, notice in enumerate(issue.publicity):
        in_turn = (earliest is None or notice.start >= earliest) and (since is None or notice.start > since)
        if notice.cycle == issue.cycle and in_turn and until(notice, gate, office) is None and notice.end < day:
            # What comes next comes after the last day of the notice.
            return Passing(gate, notice.end + _ONE_DAY, None, None, at) if settled(notice) else None
    return None


def until(notice: Publicity, gate: Gate, office: Office) -> date | None:
    """The day until which a notice ought to have stood for this gate; None where it stands long enough."""
    wanted = publicity_end(office.calendar, notice.start, gate.days or 1, working=gate.working)
    return wanted if notice.end < wanted else None


def settled(notice: Publicity) -> bool:
    """Whether every objection against a notice has been dealt with."""
    return all(one.settled_on is not None for one in notice.objections)

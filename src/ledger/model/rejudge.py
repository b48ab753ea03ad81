"""A signed step asked again what it demands: by the content that it was made of, and the house as it was then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from pydantic import ValidationError

from ledger.errors import Said, say
from ledger.model import chain, editing, passing, renumber
from ledger.model.acts import ACCOUNT, REMARKS, RENUMBER, WITHDRAW, Step
from ledger.model.attempt import Attempt
from ledger.model.duties import APPROVERS, CARD_GIVERS, SETTLERS, may_decide
from ledger.model.guards import actor_is_known
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.trail import Branch, Node
from ledger.model.workflow import MOVES, objections

OWN: Mapping[str, frozenset[str]] = {
    "status": frozenset(MOVES),
    "cycle": frozenset({"reopen"}),
    "verifications": frozenset({"verify", "fail"}),
    "closures": frozenset({"close", "file"}),
    "passages": frozenset({"pass", "fail"}),
    "extensions": frozenset({"extend", "approve", "reject", "reopen"}),
    "evidence": frozenset({"evidence"}),
    "appraisals": frozenset({"appraise"}),
    "void": frozenset({"void"}),
}
"""What only certain steps may change; everything else is changed by any remark, as far as editing allows."""
_NEVER = frozenset({"id", "uid", "history"})
_BEGINNINGS = frozenset({"register", "void"})
"""The first step of an issue; a number that never had one (漏号) begins and ends with its being void."""
_BY_HAND = frozenset({"edit", "amend", "adopt"})


Fill = str | int | Said
"""What a blank of a sentence is filled with."""


@dataclass(frozen=True)
class Ruling:
    """What is wrong with the step at a place of the history: a rule, and the blanks of its sentence."""

    at: int
    rule: str
    fill: Mapping[str, Fill]


def rulings(
    before: Mapping[str, Node] | None, after: Mapping[str, Node], record: Mapping[str, Node], span: tuple[int, int],
    office: Office,
) -> Iterator[Ruling]:  # fmt: skip
    """What is wrong with the steps of `record` from the first to the last place in `span`, written in one go: they made
    `after` of `before` (of nothing, where None).
    """
    first, last = span
    made = _issue(after, record, last + 1)
    issue = _issue(before, record, first) if before is not None else made and _unborn(made)
    if made is None or issue is None:
        yield Ruling(last, "not-replayed", {"number": last + 1})
        return
    if made.history[first].move == RENUMBER and first == last and before is not None:
        yield from _renumbered(made.history[first], made, before, after, last, office)
        return
    for at in range(first, last + 1):
        step = made.history[at]
        name: dict[str, Fill] = {
            "number": at + 1,
            "move": say(f"move.{step.move}"),
            "who": step.by,
            "date": step.date.isoformat(),
        }
        attempt = _attempt(step, issue, made, office)
        reasons = tuple(_against(step, issue, made, attempt, _suspect(before or {}, record, first), begins=at == 0))
        yield from (Ruling(at, "move-refused", {**name, "why": reason}) for reason in reasons)
        issue = _after(step, issue, made)
        if step.after != issue.status or step.cycle != issue.cycle:
            yield Ruling(at, "state-without-move", {"old": issue.status, "new": step.after})
    yield from _left_over(issue, made, last)


def _renumbered(
    step: Step, made: Issue, before: Mapping[str, Node], after: Mapping[str, Node], at: int, office: Office
) -> Iterator[Ruling]:
    """A number, and what bears or names it, are all that such a step changes; who made it is somebody we know."""
    name: dict[str, Fill] = {"move": say(f"move.{RENUMBER}"), "who": step.by, "date": step.date.isoformat()}
    if not renumber.explains(before, after):
        yield Ruling(at, "beyond-step", {"number": at + 1, "field": say("field", path="id")})
    for reason in actor_is_known(made, Attempt(office, step.date, step.at, step.by, office.people.get(step.by))):
        yield Ruling(at, "move-refused", {**name, "number": at + 1, "why": reason})


def _issue(content: Mapping[str, Node], record: Mapping[str, Node], steps: int) -> Issue | None:
    """The record as it stood when it had so many steps; None where it makes none."""
    history = record.get("history")
    listed = history[:steps] if isinstance(history, list) else []
    try:
        return Issue.model_validate(_filled({**content, "history": cast("Node", listed)}))
    except ValidationError:
        return None


def _filled(node: Node) -> Node:
    """The tree without keys that have no value, as the store reads it."""
    if isinstance(node, dict):
        return {key: _filled(value) for key, value in node.items() if value not in (None, [], {})}
    return [_filled(value) for value in node] if isinstance(node, list) else node


def _unborn(made: Issue) -> Issue:
    """What a new issue was before its first step: what was written down, and nothing that only a step brings."""
    empty = {name: () for name in OWN if isinstance(getattr(made, name), tuple)}
    return made.model_copy(update={**empty, "status": "open", "cycle": 1, "void": None, "history": ()})


def _suspect(before: Mapping[str, Node], record: Mapping[str, Node], first: int) -> Branch:
    history = record.get("history")
    return {**before, "history": cast("Node", history[:first] if isinstance(history, list) else [])}


def _attempt(step: Step, before: Issue, after: Issue, office: Office) -> Attempt:
    """The step as it was tried: what was said then stands in the act that it left."""
    tried = Attempt(office.of(after), step.date, step.at, step.by, office.people.get(step.by), step.why)
    verified = after.verifications[len(before.verifications) :]
    closed = after.closures[len(before.closures) :]
    passed = after.passages[len(before.passages) :]
    opened = after.extensions[len(before.extensions) :]
    if step.move in {"verify", "fail"} and verified:
        joined = tuple(one for it in verified[0].joint if (one := office.people.get(it.by)) is not None)
        return replace(tried, method=verified[0].method, standards=verified[0].standards, joined=joined)
    if step.move == "close" and closed:
        return replace(tried, document=closed[0].document)
    if step.move in {"pass", "fail"} and passed:
        return replace(tried, document=passed[0].document)
    if step.move == "reopen" and opened:
        return replace(tried, document=opened[0].document, new_due=opened[0].new_due)
    return tried


def _against(
    step: Step, issue: Issue, made: Issue, attempt: Attempt, record: Branch, *, begins: bool
) -> Iterator[Said]:
    """Every reason why the step could not be made."""
    if begins != (step.move in _BEGINNINGS) and step.move != "void":
        yield say("since.begins" if begins else "since.begun")
    gate = attempt.office.procedure.gate(step.gate) if step.gate else None
    if gate is not None and gate.kind == "sign" and step.move in {"pass", "fail"}:
        yield from passing.demands(issue, attempt, gate, passed=step.move == "pass")
        yield from passing.personal(issue, attempt, gate)
    elif step.move == "pass":
        yield say("since.unknown-gate", gate=step.gate or "")
    elif step.move in MOVES:
        suspect = tuple(one for one in chain.faults(record, issue.id) if one.rule == "suspect")
        yield from objections(issue, MOVES[step.move], replace(attempt, trail=suspect))
    else:
        yield from _against_remark(step, issue, made, attempt, begins=begins)


def _against_remark(step: Step, issue: Issue, made: Issue, attempt: Attempt, *, begins: bool) -> Iterator[Said]:
    if not begins and step.move not in REMARKS:
        yield say("since.unknown-step")
    if attempt.office.people.people or step.move not in {"register", "edit"}:
        yield from actor_is_known(issue, attempt)
    if step.date > step.at.date():
        yield say("guard.day-future", day=step.date, today=step.at.date())
    if not begins:
        yield from editing.refusals(issue, _edited(issue, made), reporting=step.move not in _BY_HAND)
    yield from _approved(step, issue, made, attempt)
    if step.move in {"escalate", "lift", WITHDRAW, ACCOUNT, "appraise"}:
        yield from may_decide(issue, attempt, CARD_GIVERS)
    elif step.move == "publicize" and _settled(made) > _settled(issue):
        yield from may_decide(issue, attempt, SETTLERS)
    elif step.move == "reject":
        yield from may_decide(issue, attempt, APPROVERS)


def _settled(issue: Issue) -> int:
    return sum(one.settled_on is not None for notice in issue.publicity for one in notice.objections)


def _edited(issue: Issue, made: Issue) -> Issue:
    """`issue` with everything that is no act of its own as it was made."""
    free = (name for name in Issue.model_fields if name not in OWN and name not in _NEVER)
    return issue.model_copy(update={name: getattr(made, name) for name in free})


def _approved(step: Step, issue: Issue, made: Issue, attempt: Attempt) -> Iterator[Said]:
    """More time was granted by somebody who may, and not by whoever asked for it."""
    if step.move not in {"extend", "approve"}:
        return
    people = attempt.office.people
    old = issue.extensions
    for at, one in enumerate(made.extensions):
        if one.approved_on is None or (at < len(old) and old[at].approved_on is not None):
            continue
        approver = people.get(one.approver or "")
        if approver is None:
            yield say("guard.actor-unknown", who=one.approver or "?")
            continue
        yield from may_decide(issue, replace(attempt, person=approver), APPROVERS)
        if people.same(approver.id, one.by):
            yield say("extend.own-request", who=approver.name)


def _after(step: Step, issue: Issue, made: Issue) -> Issue:
    """The issue as this step may have left it, on the way to what was made."""
    mine = {name: getattr(made, name) for name, moves in OWN.items() if step.move in moves}
    for name in ("status", "cycle"):
        mine.pop(name, None)
    move = MOVES.get(step.move)
    if move is not None:
        mine["status"] = move.target
        mine["cycle"] = issue.cycle + (step.move == "reopen")
        grown = issue.model_copy(update=mine)
    else:
        grown = _edited(issue, made).model_copy(update=mine)
    return grown.model_copy(update={"history": (*issue.history, step)})


def _left_over(issue: Issue, made: Issue, last: int) -> Iterator[Ruling]:
    """What was made although no step of this writing may make it."""
    for name in Issue.model_fields:
        if name == "history" or getattr(issue, name) == getattr(made, name):
            continue
        if name in {"status", "cycle"}:
            old, new = str(getattr(issue, name)), str(getattr(made, name))
            yield Ruling(last, "state-without-move", {"old": old, "new": new})
        else:
            yield Ruling(last, "beyond-step", {"number": last + 1, "field": say("field", path=name)})

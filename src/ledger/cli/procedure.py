"""`pass`, `procedure show`, `procedure list`: the gates on the way to 销号."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from ledger.actions import procedure as acts
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.events import folded, room
from ledger.cli.outcome import at, tell
from ledger.cli.screen import put, put_json, table
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model.acts import STATUSES, Answer, Status
from ledger.model.policy import Guards
from ledger.model.procedure import Gate, Item, Procedure

_ANSWER = re.compile(r"\s*第?(?P<number>[0-9]{1,3})条?\s*(?P<unmet>!|！|不)?\s*[=＝:：](?P<text>.*)", re.DOTALL)


def pass_gate(
    issue_id: opt.IssueId,
    gate: Annotated[
        str | None, typer.Argument(help=words("option.gate"), metavar=words("metavar.gate"), show_default=False)
    ] = None,
    failed: Annotated[bool, typer.Option("--fail", help=words("option.gate-fail"))] = False,
    document: opt.Document = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    name = gate.strip() if gate else acts.due_gate(desk, wanted)
    done = acts.pass_gate(desk, wanted, name, desk.attempt(why=why, document=document), passed=not failed)
    tell(done, "done.gate-failed" if failed else "done.gate", as_json, gate=name)


def answers(typed: Sequence[str]) -> tuple[Answer, ...]:
    """How the standards are met, as typed: `1=全部完成`, and `3!=仍有两处` for one that is not.

    Raises UsageError for what can't be read so.
    """
    found = []
    for one in typed:
        match = _ANSWER.fullmatch(one)
        if match is None or not match["text"].strip() or int(match["number"]) < 1:
            raise UsageError(say("verify.bad-answer", found=one))
        found.append(Answer(number=int(match["number"]), met=not match["unmet"], text=match["text"].strip()))
    return tuple(found)


def procedure_list(as_json: opt.Json = False) -> None:
    listed = acts.listed(session.here())
    if as_json:
        put_json(
            procedures=[
                {
                    "name": one.name,
                    "in_force": one.in_force,
                    "own": one.own,
                    "readable": one.procedure is not None,
                    "gates": [gate.name for gate in one.procedure.gates] if one.procedure else [],
                }
                for one in listed
            ]
        )
        return
    heads = [words(f"column.{name}") for name in ("procedure", "in-force", "gates")]
    rows = [[one.name, words("procedure.in-force") if one.in_force else "", _sequence(one)] for one in listed]
    table(heads, rows, wide=(2,))


def _sequence(one: acts.Listed) -> str:
    if one.procedure is None:
        return words("procedure.unreadable")
    return " → ".join(gate.name for gate in one.procedure.gates)


def procedure_show(
    name: Annotated[
        str | None, typer.Argument(help=words("option.procedure"), metavar=words("metavar.name"), show_default=False)
    ] = None,
    as_json: opt.Json = False,
) -> None:
    here = session.here()
    shown = acts.show(here, name)
    if as_json:
        put_json(procedure=json.loads(shown.model_dump_json(exclude_none=True)))
        return
    for line in _drawing(shown, here.policy.guards, room()):
        put(line)


def _drawing(shown: Procedure, duties: Guards, columns: int) -> Iterator[str]:
    """The gates from top to bottom, between the states they lead through; below them standards and dossier."""
    yield from folded(words("procedure.head", name=shown.name), indent=0, hanging=2, columns=columns)
    if shown.basis:
        yield from folded(words("procedure.basis", basis=shown.basis), indent=0, hanging=6, columns=columns)
    yield ""
    yield from gates_drawn(shown, duties, columns)


def gates_drawn(
    shown: Procedure, duties: Guards, columns: int, states: Mapping[Status, str] | None = None
) -> Iterator[str]:
    """The same without whose procedure it is; `states` are the words of a book that has its own."""
    named = states or {status: words(f"status.{status}") for status in STATUSES}
    yield f"【{named['in-progress']}】"
    for number, gate in enumerate(shown.gates, 1):
        yield "  │"
        yield f"  ├─ {number} {gate.name}    {words(f'gate.{gate.kind}')}"
        for said in _demands(shown, gate, duties):
            yield from (f"  │{line[3:]}" for line in folded(words(said), indent=7, hanging=13, columns=columns))
        if gate.kind in _STATES:
            yield "  │"
            yield f"【{named[_STATES[gate.kind]]}】"
        elif gate.state:
            yield "  │"
            yield f"【{gate.state}】"
    if shown.standards:
        yield ""
        yield words("procedure.standards")
        for number, text in enumerate(shown.standards, 1):
            yield from folded(f"{number}. {text}", indent=2, hanging=5, columns=columns)
    if shown.dossier:
        yield ""
        yield words("procedure.dossier")
        for number, item in enumerate(shown.dossier, 1):
            yield from folded(f"{number:02d} {_item(shown, item)}", indent=2, hanging=5, columns=columns)


_STATES: dict[str, Status] = {"verify": "verified", "close": "closed"}


def _demands(shown: Procedure, gate: Gate, duties: Guards) -> Iterator[Said]:
    """Who, apart from whom, what on file, one line each."""
    if gate.kind == "publicity":
        kind = say("workdays.kind_working" if gate.working else "workdays.kind_calendar")
        yield say("gate.notice", days=gate.days, kind=kind)
    else:
        yield say("gate.who", who=tuple(_who(gate, duties)))
    if apart := tuple(_apart(shown, gate, duties)):
        yield say("gate.apart", what=apart)
    if gate.needs:
        items = [shown.item(name) for name in gate.needs]
        yield say("gate.needs", items=tuple(_named(item) for item in items if item))
    if gate.document:
        yield say("gate.document")


def _who(gate: Gate, duties: Guards) -> Iterator[Said]:
    outside = {"verify": duties.verify_independent, "close": duties.close_independent}
    if gate.among:
        yield say("gate.among", parts=gate.among)
    if gate.levels:
        yield say("gate.levels", levels=gate.levels)
    if gate.wanted_role:
        yield say("gate.role", role=gate.wanted_role)
    if gate.own:
        yield say("gate.own")
    elif gate.independent or outside.get(gate.kind):
        yield say("gate.independent")
    if not (gate.among or gate.levels or gate.wanted_role or gate.independent):
        yield say("gate.anybody")


def _apart(shown: Procedure, gate: Gate, duties: Guards) -> Iterator[Said]:
    """What the procedure keeps apart, and at the closing what the house does anyway."""
    verifying = (shown.of_move("verify").name,) if gate.kind == "close" else ()
    people = dict.fromkeys((*gate.apart, *(verifying if duties.close_other_person else ())))
    units = dict.fromkeys((*gate.apart_units, *(verifying if duties.close_other_unit else ())))
    if people:
        yield say("gate.other-person", gates=tuple(people))
    if units:
        yield say("gate.other-unit", gates=tuple(units))
    if gate.above:
        yield say("gate.above", gate=gate.above)


def _named(item: Item) -> Said | str:
    return say("gate.item-only", name=item.name, only=item.only) if item.only else item.name


def _item(shown: Procedure, item: Item) -> str:
    """An item with what shows it, and who asks for it."""
    asking = tuple(gate.name for gate in shown.gates if item.name in gate.needs)
    by = [say("item.gate", gate=item.gate)] if item.gate else []
    by += [say("item.record")] if item.record else []
    by += [say("item.kinds", kinds=item.kinds, least=item.least)] if item.kinds else []
    needed = say("item.asked", gates=asking) if asking else None
    return words("item.line", name=_named(item), by=tuple(by), asked=needed)

"""Petitions: a number that can't be is refused as it is typed; what the complainant says of the result (回访)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ledger.actions.acting import Done, against_signing, made, signed
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model.issue import Issue
from ledger.model.personal import personal
from ledger.model.petition import Petition, Revisit, handed_over_on
from ledger.model.rules import petitions as rules
from ledger.model.rules.case import Case
from ledger.store import folder

_PERSONAL = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|[0-9]{17}[0-9Xx]|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
"""A mobile or landline number, or one of an identity card."""


def revisit(desk: Desk, issue_id: str, values: Mapping[str, object]) -> Done:
    """Add a call on the complainant. Raises RefusedError with every reason against it, UsageError for a bad value."""
    stored = folder.get(desk.workspace, issue_id)
    issue, petition = stored.issue, stored.issue.petition
    reasons = [*against_signing(desk, stored)]
    if petition is None:
        reasons.append(say("petition.none", id=issue.id))
    elif petition.settled not in {"已办结", "阶段性办结"} and issue.status not in {"verified", "closed"}:
        reasons.append(say("petition.unsettled", id=issue.id))
    if reasons or petition is None or desk.person is None:
        raise RefusedError(say("refused", id=issue.id, move=say("move.revisit"), count=len(reasons)), *reasons)
    call = made(Revisit, {"date": desk.day, "by": desk.person.id, **values}, "petition.revisits")
    after = petition.model_copy(update={"revisits": (*petition.revisits, call)})
    done = signed(desk, stored, "revisit", issue.model_copy(update={"petition": after}))
    return replace(done, remarks=_personal(call.text))


def refuse_numbers(desk: Desk, before: Issue | None, after: Issue) -> None:
    """Refuse what `check` would say of a petition as soon as it is written: a number or a day still to come, a number
    of a later day, a number that another issue has, a first one that can't be the first.

    Raises UsageError with every fault; what stood there before is left to the check.
    """
    petition = after.petition
    old = (before.petition, before.source.received) if before else None
    if petition is None or old == (petition, after.source.received):
        return
    wrong = tuple(_faults(desk, before, after, petition))
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)


def _faults(desk: Desk, before: Issue | None, after: Issue, petition: Petition) -> Iterator[Said]:
    today = max(desk.day, desk.at.date())  # who writes for another day may not have come to it yet
    latest = max(handed_over_on(petition.number) or after.source.received, after.source.received)
    if latest > today:
        yield say("petition.future", day=latest, today=today)
    others = {one.id: one for one in _named_or_numbered(desk, petition) if one.id != after.id}
    numbers = rules.first_of_each_number(others.values())
    case = Case(after, None, None, desk.day, desk.office, {**others, after.id: after}, {}, numbers)
    yield from (one.text for one in rules.are_received_after_their_number(case))
    if before is None or before.petition is None or before.petition.number != petition.number:
        other = numbers.get(petition.number, "")
        for _ in rules.are_numbered_once(case):  # whose words are for an issue that is there already
            yield say("petition.taken", number=petition.number, other=other)
    if petition.duplicate_of in others:
        yield from (one.text for one in rules.duplicates_point_to_the_first(case))


def _named_or_numbered(desk: Desk, petition: Petition) -> Iterator[Issue]:
    """The issue that a duplicate names, and every other with the same number; unreadable ones are left to `validate`.

    Only files that hold the number are read as records, so that writing one down takes no longer in a large ledger.
    """
    number = petition.number.encode()
    for path in folder.paths(desk.workspace):
        if path.stem != petition.duplicate_of and number not in path.read_bytes():
            continue
        one = folder.read(desk.workspace, path)
        if not isinstance(one, tuple):
            yield one.issue


def _personal(text: str | None) -> tuple[Said, ...]:
    """The word that something in a text may tell who the complainant is."""
    return tuple(say("petition.personal", kind=say(f"personal.{kind}")) for kind in personal(text or ""))

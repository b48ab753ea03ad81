"""Petitions: what the complainant says of the result (回访)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ledger.actions.acting import Done, against_signing, made, signed
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, say
from ledger.model.personal import personal
from ledger.model.petition import Revisit
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


def _personal(text: str | None) -> tuple[Said, ...]:
    """The word that something in a text may tell who the complainant is."""
    return tuple(say("petition.personal", kind=say(f"personal.{kind}")) for kind in personal(text or ""))

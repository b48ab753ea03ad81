"""Hand edits signed afterwards (`adopt`), and issues that stand for nothing (`void`): neither hides a thing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from ledger.actions import copied
from ledger.actions.acting import Done, made, signed
from ledger.actions.desk import Desk
from ledger.actions.remarks import refuse_dead_links, refuse_unknown
from ledger.errors import NotFoundError, RefusedError, Said, say
from ledger.model import chain, editing, trail
from ledger.model.acts import Voiding
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.guards import actor_is_known, has_role, is_not_void, reason_is_given, trail_is_sound
from ledger.model.ids import make_id, next_id, number_of
from ledger.model.issue import Issue, Source
from ledger.model.problem import Problem
from ledger.model.rules import checks, closing
from ledger.model.trail import Branch
from ledger.model.workflow import sign
from ledger.store import folder, git, merging, numbers, saving, sealing
from ledger.store.folder import Stored
from ledger.store.typed import typed

_SIGNABLE = {"unsigned-change", "unchained", "event-loose"}
"""The faults of a chain that a signature mends: all others can only be undone."""
_CONCLUDED = {"verified", "closed"}


def adopt(desk: Desk, issue_id: str, why: str | None) -> Done:
    """Sign what was changed by hand. What it was before is kept with the signature, where git still knows it.

    A file that was copied from another issue's becomes an issue of its own (`copied`).
    Raises RefusedError with every reason: nothing is unsigned, the chain is broken, a conclusion was drawn already,
    the change is one that `edit` would not have made either, or it is a merge that git has both sides of.
    """
    stored = folder.get(desk.workspace, issue_id)
    attempt = desk.attempt(why=why)
    if (other := copied.original(desk.workspace, stored)) is not None:
        return copied.begun(desk, stored, other, attempt, tuple(_against_anybody(stored.issue, attempt)))
    faults = tuple(one for one in folder.chain(desk.workspace, stored) if one.rule != "suspect")
    changed = any(one.rule == "unsigned-change" for one in faults)
    former, before = _former(desk, stored) if changed else (None, None)
    reasons = [*_against_anybody(stored.issue, attempt), *_against_signing_these(stored.issue, faults)]
    reasons += _against_vouching(stored.issue, faults, attempt)
    reasons += _against_a_merge(desk, stored)
    if changed:
        reasons += _against_the_change(before, stored.issue, attempt)
    if reasons or desk.person is None:
        raise RefusedError(say("adopt.refused", id=issue_id, count=len(reasons)), *reasons)
    after = stored.issue
    if before is not None:
        refuse_dead_links(desk, before, after)
        refuse_unknown(desk, before, after)
        after = editing.keeping_former_units(before, after)
    event = sign(stored.issue, after, "adopt", desk.person, attempt, why)
    saved = saving.adopt(desk.workspace, stored, event, former)
    return Done(stored.issue, saved.issue, saved.file, _told(saved.issue))


def _against_a_merge(desk: Desk, stored: Stored) -> Iterable[Said]:
    """A file put together of two branches by hand or by lines, while git still has both: nobody could tell what of it
    was chosen, and what one of them did may be lost.
    """
    root, record = desk.workspace.root, sealing.tree(stored.data, stored.file)
    two_ends = len(trail.heads(trail.events(record))) > 1 and git.prefix(root) is not None
    if two_ends or git.unmerged_names(root, stored.file) or merging.lost_in_merge(root, stored.file, record):
        yield say("adopt.merged", id=stored.issue.id)


def _against_anybody(issue: Issue, attempt: Attempt) -> Iterable[Said]:
    """What an event of this kind needs of whoever signs it, and of the day."""
    for guard in (is_not_void, actor_is_known, reason_is_given):
        yield from guard(issue, attempt)
    if attempt.day < issue.source.received:
        yield say("guard.day-before", day=attempt.day, last=issue.source.received)
    if attempt.day > attempt.at.date():
        yield say("guard.day-future", day=attempt.day, today=attempt.at.date())


def _former(desk: Desk, stored: Stored) -> tuple[Branch | None, Issue | None]:
    """The content that the last event signed, where git has it, as texts and as a record."""
    found = sealing.former(desk.workspace.root, stored.file, sealing.tree(stored.data, stored.file))
    if found is None:
        return None, None
    issue = typed(Issue, found, stored.file)
    return found.data, issue if isinstance(issue, Issue) else None


def _told(issue: Issue) -> tuple[Said, ...]:
    """The changes that were signed, field by field."""
    return tuple(chain.told(one) for one in issue.history[-1].changes)


def _against_signing_these(issue: Issue, faults: tuple[Problem, ...]) -> Iterable[Said]:
    """What keeps anything in this file from being signed: a broken chain, nothing to sign, a conclusion drawn."""
    yield from (one.text for one in faults if one.rule not in _SIGNABLE)
    if not faults:
        yield say("adopt.nothing", id=issue.id)
    last = issue.history[-1].after if issue.history else issue.status
    if last in _CONCLUDED and any(one.rule == "unsigned-change" for one in faults):
        yield say(f"adopt.{last}", id=issue.id)


def _against_vouching(issue: Issue, faults: tuple[Problem, ...], attempt: Attempt) -> Iterable[Said]:
    """A record without a chain can't show what it was: where a conclusion was drawn, its steps must at least bear it,
    and whoever signs for the whole of it answers for more than a registrar does.
    """
    if not any(one.rule == "unchained" for one in faults) or not (issue.verifications or issue.closures):
        return
    case = checks.cases([issue], attempt.day, attempt.office)[0]
    yield from (one.text for one in (*closing.reached_by_its_moves(case), *closing.acts_and_steps_agree(case)))
    for lacking in has_role("审批")(issue, attempt):
        yield say("adopt.unknown", id=issue.id, lacking=lacking)


def _against_the_change(before: Issue | None, after: Issue, attempt: Attempt) -> Iterable[Said]:
    """What `edit` would have refused. Where nobody knows the former version, the record must at least agree with its
    signed steps, and once the work has begun somebody who may approve answers for the rest.
    """
    if before is not None:
        yield from editing.refusals(before, after)
        return
    case = checks.cases([after], attempt.day, attempt.office)[0]
    yield from (one.text for one in (*closing.reached_by_its_moves(case), *closing.acts_and_steps_agree(case)))
    if after.history[-1].after != "open":
        for lacking in has_role("审批")(after, attempt):
            yield say("adopt.unknown", id=after.id, lacking=lacking)


def void(desk: Desk, issue_id: str, why: str | None, instead: str | None) -> Done:
    """Make an issue stand for nothing, or explain a number that never had a file. Nothing is deleted.

    A conclusion (验收, 销号) is a legal act and isn't taken away like this: it is sent back or reopened first.
    Raises RefusedError with every reason, NotFoundError for a number that was never due.
    """
    try:
        stored = folder.get(desk.workspace, issue_id)
    except NotFoundError:
        if not _is_skipped(desk, issue_id):
            raise
        return _explain(desk, issue_id, why)
    issue = stored.issue
    attempt = desk.informed(desk.attempt(why=why), stored)
    reasons = [*trail_is_sound(issue, attempt), *_against_voiding(issue, attempt)]
    reasons += _against_the_substitute(desk, issue, instead)
    if issue.status in _CONCLUDED:
        reasons.append(say(f"void.{issue.status}", id=issue.id))
    _refuse(issue_id, reasons)
    after = issue.model_copy(update={"void": _voiding(desk, why, instead)})
    return signed(desk, stored, "void", after, why)


def _refuse(issue_id: str, reasons: list[Said]) -> None:
    if reasons:
        raise RefusedError(say("refused", id=issue_id, move=say("move.void"), count=len(reasons)), *reasons)


def _against_voiding(issue: Issue, attempt: Attempt) -> Iterable[Said]:
    yield from _against_anybody(issue, attempt)
    yield from against_voider(attempt)


def against_voider(attempt: Attempt) -> Iterable[Said]:
    """Why this person may not decide that an issue stands for nothing."""
    person = attempt.person
    if person is not None and attempt.office.policy.guards.roles and not {"审批", "销号"} & set(person.roles):
        yield say("void.role", who=person.name, person=person.id)


def _against_the_substitute(desk: Desk, issue: Issue, instead: str | None) -> Iterable[Said]:
    if instead is None:
        return
    if instead == issue.id:
        yield say("void.itself", id=issue.id)
        return
    other = folder.get(desk.workspace, instead).issue
    if other.void is not None:
        yield say("void.void-instead", other=instead)


def _voiding(desk: Desk, why: str | None, instead: str | None) -> Voiding:
    by = desk.person.id if desk.person else None
    return made(Voiding, {"date": desk.day, "by": by, "why": said_or_none(why), "instead": instead}, "void")


def _is_skipped(desk: Desk, issue_id: str) -> bool:
    """Whether a number was due (a higher one is taken) and no trace of it is left anywhere.

    Raises RefusedError for one that had a file: that is a deletion, and no gap to be explained away; NotFoundError
    for one that is still to come.
    """
    prefix = desk.office.of(issue_id).prefix
    number, names = number_of(issue_id), numbers.ever_used(desk.workspace)
    if make_id(prefix, number) != issue_id:
        return False
    free = next_id(prefix, names)
    if number >= number_of(free):
        raise NotFoundError(say("void.not-due", id=issue_id, free=free))
    if issue_id in {name.partition(".")[0] for name in names}:
        raise RefusedError(say("void.deleted", id=issue_id))
    return True


def _explain(desk: Desk, issue_id: str, why: str | None) -> Done:
    """A record under a number that was skipped, void from the start."""
    source = Source(kind="其他", received=desk.day)
    empty = Issue(id=issue_id, uid=str(uuid.uuid4()), title="（漏号）", status="open", source=source)
    reasons = list(_against_voiding(empty, desk.attempt(why=why)))
    _refuse(issue_id, reasons)
    assert desk.person is not None  # noqa: S101 - `actor_is_known` was asked
    after = empty.model_copy(update={"void": _voiding(desk, why, None)})
    saved = saving.add_at(desk.workspace, sign(empty, after, "void", desk.person, desk.attempt(), why))
    return Done(empty, saved.issue, saved.file)

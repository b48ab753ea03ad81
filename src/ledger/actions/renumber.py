"""One number, two issues: the later one gets another, and everything that bears or names it follows, or nothing.

Where it has another one already, given by somebody else while work went on here, that work follows it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ledger.actions import copied, refiling
from ledger.actions.acting import against_person
from ledger.actions.desk import Desk
from ledger.actions.merging import told
from ledger.actions.pointing import Pointing, Question, pointing, registered
from ledger.errors import ConflictError, NotFoundError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import chain, renumber, trail
from ledger.model.acts import RENUMBER
from ledger.model.ids import next_id, number_of
from ledger.model.rules import links
from ledger.model.trail import Branch
from ledger.model.workflow import sign
from ledger.store import batch, bearers, files, folder, git, locks, merging, numbers, saving, sealing, waivers
from ledger.store.batch import Change, Move
from ledger.store.bearers import Bearers
from ledger.store.folder import Stored
from ledger.store.merging import Versions
from ledger.store.workspace import Workspace, at_its_place

_SHORTEST_UID = 8


@dataclass(frozen=True)
class Ask:
    """What is wanted: which number, who keeps it (a commit's issue, or a uid), the new number, whose links follow.

    `waivers.yaml` among those says the same of the waivers for the number, `meetings/….yaml` of a record that stands
    beside the issues.
    """

    number: str
    keep: str | None = None
    to: str | None = None
    follow: frozenset[str] = frozenset()
    stay: frozenset[str] = frozenset()
    why: str | None = None


@dataclass(frozen=True)
class Pair:
    """Who gets another number, and who keeps the old one, if anybody does."""

    moving: Stored
    keeping: Stored | None
    together: bool = False
    """Whether both are here; the other may be on another branch only."""
    standing: Stored | None = None
    """The one that moves, as it stands under its new number already."""
    also: Stored | None = None
    """The one that keeps the number, as it stands under another one that it is to give up."""


@dataclass
class Renumbered:
    """What was done."""

    old: str
    new: str
    title: str
    kept: str | None
    """The title of the issue that keeps the number, if one does."""
    file: str
    linked: tuple[str, ...] = ()
    """The issues whose links followed, and the files of the records beside them."""
    moved: int = 0
    """How many pieces of evidence lie in the new folder."""
    waived: bool = False
    """Whether waivers followed."""
    lost: tuple[str, ...] = ()
    """Evidence that is nowhere to be found; its record follows all the same."""
    unmerged: bool = False
    """Whether git waits to be told that the file is settled."""
    joined: int | None = None
    """How many events came to an issue that had the new number already; None where this gave it."""
    also: str | None = None
    """The number under which the issue that keeps the old one stands here, too: to be joined next."""


def mend(desk: Desk, ask: Ask) -> Renumbered:
    """Give the later of two issues under one number the next free one, or `ask.to`.

    Raises NotFoundError where nobody bears the number, RefusedError where only one does or nothing may be signed,
    UsageError for a number that can't be given, UnreadableError for files that can't be read, ConflictError,
    MachineError; then nothing was changed.
    """
    workspace = desk.workspace
    held = bearers.of(workspace, ask.number)
    if not held.issues:
        if (done := _left_behind(workspace, ask.number)) is not None:
            return done
        folder.get(workspace, ask.number)  # says who is near, and who bore it before
    _refuse_unread(workspace, ask.number)
    if (there := next(filter(None, (bearers.colliding(workspace, one) for one in held.issues)), None)) is not None:
        return mend(desk, replace(ask, number=there))  # nothing can be joined there before it is one issue's file
    pair = _parted(workspace, held) or _pair(workspace, held, ask)
    if pair.standing is not None and renumber.settled(_tree(pair.moving), _tree(pair.standing)) == ask.number:
        return mend(desk, replace(ask, number=pair.standing.issue.id))  # that one is given up, and this one stays
    _refuse_copied(workspace, pair)
    keeping = pair.keeping if pair.together else None
    linking = pointing(workspace, Question(ask.number, pair.moving, keeping, ask.follow, ask.stay))
    _refuse_unsound(desk, ask.number, (pair.moving, *linking.issues))
    try:
        with numbers.reserved(workspace) as taken:
            new = pair.standing.issue.id if pair.standing else _number(workspace, ask, taken)
            names = (ask.number, new, *(one.issue.id for one in linking.issues))
            with locks.issues(workspace.root, names):
                return _carried_out(desk, ask, held, pair, linking, new)
    except OSError as error:
        raise files.fault(error, pair.moving.file) from error


def _left_behind(workspace: Workspace, number: str) -> Renumbered | None:
    """Evidence that was filed under a number which its issue has given up: git moves an issue's file, and not always
    what was added to its folder meanwhile.
    """
    for one in folder.scan(workspace).stored:
        if number in renumber.formerly(_tree(one)):
            new = one.issue.id
            there = [e.model_copy(update={"path": trail.refiled(e.path, new, number)}) for e in one.issue.evidence]
            pairs = [
                pair for pair in zip(there, one.issue.evidence, strict=True) if not bearers.lies(workspace, pair[1])
            ]
            moves = [Move(workspace.root / was.path, workspace.root / now.path) for was, now in pairs
                     if bearers.lies(workspace, was)]  # fmt: skip
            if moves:
                with locks.ledger(workspace.root), locks.issues(workspace.root, (new,)):
                    batch.write_all(workspace.root, (), moves)
                title, in_merge = one.issue.title, git.commit_of(workspace.root, "MERGE_HEAD") is not None
                return Renumbered(number, new, title, None, one.file, moved=len(moves), unmerged=in_merge, joined=0)
    return None


def _refuse_unread(workspace: Workspace, number: str) -> None:
    """Raises UnreadableError where nobody can tell what another file says: it may be this very issue under its new
    number, or have a link to it. What a merge has left open is decided one after the other.
    """
    unread = [one for one in folder.scan(workspace).problems if one.rule not in {"conflict", "dup-id"}]
    if unread:
        raise UnreadableError(say("renumber.unread", id=number), *map(at_its_place, unread))


def _parted(workspace: Workspace, held: Bearers) -> Pair | None:
    """The issue that stands here under another number too, beside whoever else bears this one; None where none does."""
    for one in held.issues:
        if (standing := bearers.standing(workspace, one)) is not None:
            others = [other for other in held.issues if other is not one]
            if held.marked is not None and renumber.settled(_tree(one), _tree(standing)) == one.issue.id:
                return Pair(others[0], one, together=True, also=standing)
            return Pair(one, others[0] if others else None, together=bool(others), standing=standing)
    return None


def _pair(workspace: Workspace, held: Bearers, ask: Ask) -> Pair:
    """The later one moves, unless others have it already and not the earlier one, or `ask.keep` says who stays.

    Raises RefusedError, NotFoundError.
    """
    here = held.issues
    others = bearers.elsewhere(workspace, ask.number, here[0]) if len(here) == 1 else ()
    both = sorted((*here, *others), key=registered)
    if len(both) == 1:
        _refuse_ahead(workspace, both[0])
        raise RefusedError(say("renumber.single", id=ask.number, title=here[0].issue.title))
    if len(both) > 2:  # noqa: PLR2004 - two at a time
        raise RefusedError(say("renumber.many", id=ask.number, count=len(both)))
    if ask.keep is not None:
        uid = _kept(workspace, ask.keep, ask.number, both)
        both.sort(key=lambda one: one.issue.uid != uid)
    else:
        known = bearers.published(workspace, ask.number)
        both.sort(key=lambda one: -known.get(one.issue.uid, 0))
    keeping, moving = both
    if moving not in here:
        raise RefusedError(say("renumber.elsewhere", id=ask.number, title=moving.issue.title, kept=keeping.issue.title))
    _refuse_ahead(workspace, moving)
    return Pair(moving, keeping, together=keeping in here)


def _refuse_ahead(workspace: Workspace, moving: Stored) -> None:
    """Raises RefusedError where another branch has renumbered the issue already: it would get two new numbers."""
    if (ahead := bearers.renumbered(workspace, moving)) is not None:
        branch, number = ahead
        raise RefusedError(
            say("renumber.ahead", id=moving.issue.id, title=moving.issue.title, other=number, branch=branch),
            hint=say("renumber.ahead-how", id=moving.issue.id, branch=branch),
        )


def _kept(workspace: Workspace, word: str, number: str, both: Sequence[Stored]) -> str:
    """The uid of the issue that keeps its number. Raises NotFoundError."""
    known = [one.issue.uid for one in both]
    uid = next((one for one in known if len(word) >= _SHORTEST_UID and one.startswith(word)), None)
    commit = git.commit_of(workspace.root, word) if uid is None else None
    if commit is not None:
        uid = bearers.at(workspace, commit, number)
    if uid not in known:
        raise NotFoundError(say("renumber.keep", word=word, id=number))
    return uid


def _number(workspace: Workspace, ask: Ask, taken: Iterable[str]) -> str:
    """The new number. Only one above all others was surely never given. Raises UsageError."""
    free = next_id(workspace.office.of(ask.number).prefix, taken)
    if ask.to is None:
        return free
    if ask.to.rpartition("-")[0] != free.rpartition("-")[0] or number_of(ask.to) < number_of(free):
        raise UsageError(say("renumber.taken", id=ask.to, free=free))
    return ask.to


def _tree(one: Stored) -> Branch:
    return sealing.tree(one.data, one.file)


def _refuse_copied(workspace: Workspace, pair: Pair) -> None:
    """Raises RefusedError where a file is a mere copy of the other's: it goes, and there is nothing to join."""
    for one in (pair.moving, pair.standing):
        other = copied.original(workspace, one) if one and pair.standing else None
        if one and other and links.same_but_number(one.issue, other.issue):
            raise RefusedError(links.told_twice(one.issue, other.issue))


def _refuse_unsound(desk: Desk, number: str, touched: Iterable[Stored]) -> None:
    """Raises RefusedError where nobody known signs, or an event would sign what nobody signed for."""
    reasons: list[Said] = []
    for at, one in enumerate(touched):
        reasons += against_person(desk, one.issue) if at == 0 else ()
        reasons += [fault.text for fault in chain.faults(_tree(one), one.issue.id) if chain.forbids(fault)]
    if reasons:
        raise RefusedError(say("refused", id=number, move=say(f"move.{RENUMBER}"), count=len(reasons)), *reasons)


def _carried_out(
    desk: Desk, ask: Ask, held: Bearers, pair: Pair, linking: Pointing, new: str
) -> Renumbered:  # fmt: skip
    workspace, old, moving, standing = desk.workspace, ask.number, pair.moving, pair.standing
    file = standing.file if standing else str(PurePosixPath(moving.file).with_name(f"{new}.yaml"))
    if standing:
        text = _rejoined(workspace, moving, standing)
    else:
        text = _signed(desk, moving, renumber.carried(_tree(moving), old, new), ask.why)
    plan = refiling.Plan([Change(workspace.root / file, standing.data if standing else None, text)])
    if held.marked is None:
        plan.changes.append(Change(workspace.root / moving.file, moving.data, None))
    else:
        stays = pair.keeping.data if pair.keeping else None
        plan.changes.append(Change(workspace.root / moving.file, held.marked, stays))
    for one in linking.issues:
        data = _signed(desk, one, renumber.followed(_tree(one), old, new), ask.why)
        plan.changes.append(Change(workspace.root / one.file, one.data, data))
    plan.changes += linking.changes(workspace, old, new)
    waived = _waived(workspace, pair, ask, new)
    plan.changes += [waived] if waived else []
    came = _came(text, standing) if standing else None  # while its file is the one that was read
    keeping = pair.keeping.issue if pair.keeping and pair.together else None
    parts = refiling.Parts(moving.issue, standing.issue if standing else None, keeping)
    refiling.follow(workspace, plan, parts, merging.issue_of(sealing.tree(text, file)))
    refiling.write(workspace, plan)
    return Renumbered(
        old, new, moving.issue.title, pair.keeping.issue.title if pair.keeping else None, file,
        linking.names, plan.moved, waived is not None, tuple(plan.lost), held.unmerged,
        came, pair.also.issue.id if pair.also else None,
    )  # fmt: skip


def _rejoined(workspace: Workspace, moving: Stored, standing: Stored) -> bytes:
    """The text of the issue that has its new number already, with what was done under the old one. Raises
    ConflictError where a person has to decide.
    """
    ours, theirs = bearers.ours_first(workspace, standing, moving)
    versions = Versions(bearers.common(workspace, moving, standing), ours.data, theirs.data, standing.file)
    done = merging.merge(versions)
    if not done.clean:
        reasons = (*map(told, done.clashes), *done.against)
        raise ConflictError(
            say("renumber.apart", id=moving.issue.id, other=standing.issue.id, count=len(reasons)), *reasons,
            hint=say("renumber.apart-how", id=moving.issue.id, other=standing.issue.id),
        )  # fmt: skip
    return done.data


def _came(text: bytes, standing: Stored) -> int:
    """How many events an issue has got from the other version of it; the one that joins them is none of those."""
    there, now = (len(trail.events(sealing.tree(data, standing.file))) for data in (standing.data, text))
    return max(now - there - 1, 0)


def _waived(workspace: Workspace, pair: Pair, ask: Ask, new: str) -> Change | None:
    """The register of waivers, where its entries for the number mean the issue that moves."""
    follows = waivers.FILE in ask.follow if pair.together else waivers.FILE not in ask.stay
    return waivers.followed(workspace, ask.number, new) if follows else None


def _signed(desk: Desk, was: Stored, content: Branch, why: str | None) -> bytes:
    """The text of an issue with other numbers, and the event that signs them."""
    assert desk.person is not None  # noqa: S101 - `against_person` was asked
    record = {**content, "history": _tree(was).get("history")}
    after = sign(was.issue, merging.issue_of(record), RENUMBER, desk.person, desk.attempt(), why)
    return saving.rewritten(was, after)

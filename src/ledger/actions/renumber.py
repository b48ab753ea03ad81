"""One number, two issues: the later one gets another, and everything that bears or names it follows, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import PurePosixPath

from ledger.actions.acting import against_person
from ledger.actions.desk import Desk
from ledger.errors import NotFoundError, RefusedError, Said, UsageError, say
from ledger.model import chain, renumber, trail
from ledger.model.acts import RENUMBER
from ledger.model.ids import next_id, number_of
from ledger.model.issue import Issue
from ledger.model.trail import Branch
from ledger.model.workflow import sign
from ledger.store import batch, bearers, files, folder, git, locks, merging, numbers, saving, sealing, waivers
from ledger.store.batch import Change, Move
from ledger.store.bearers import Bearers
from ledger.store.folder import Stored
from ledger.store.workspace import Workspace

_SHORTEST_UID = 8


@dataclass(frozen=True)
class Ask:
    """What is wanted: which number, who keeps it (a commit's issue, or a uid), the new number, whose links follow.

    `waivers.yaml` among those says the same of the waivers for the number.
    """

    number: str
    keep: str | None = None
    to: str | None = None
    follow: frozenset[str] = frozenset()
    stay: frozenset[str] = frozenset()
    why: str | None = None


@dataclass(frozen=True)
class Pair:
    """Who gets another number, and who keeps the old one; the other may be on another branch only."""

    moving: Stored
    keeping: Stored
    together: bool


@dataclass
class Renumbered:
    """What was done."""

    old: str
    new: str
    title: str
    kept: str
    """The title of the issue that keeps the number."""
    file: str
    linked: tuple[str, ...] = ()
    """The issues whose links followed."""
    moved: int = 0
    """How many pieces of evidence lie in the new folder."""
    waived: bool = False
    """Whether waivers followed."""
    lost: tuple[str, ...] = ()
    """Evidence that is nowhere to be found; its record follows all the same."""
    unmerged: bool = False
    """Whether git waits to be told that the file is settled."""


def mend(desk: Desk, ask: Ask) -> Renumbered:
    """Give the later of two issues under one number the next free one, or `ask.to`.

    Raises NotFoundError where nobody bears the number, RefusedError where only one does or nothing may be signed,
    UsageError for a number that can't be given, ConflictError, MachineError; then nothing was changed.
    """
    workspace = desk.workspace
    held = bearers.of(workspace, ask.number)
    if not held.issues:
        folder.get(workspace, ask.number)  # says who is near, and who bore it before
    pair = _pair(workspace, held, ask)
    _refuse_twice(workspace, ask.number, pair.moving)
    linking = _linking(workspace, pair, ask)
    _refuse_unsound(desk, ask.number, (pair.moving, *linking))
    try:
        with numbers.reserved(workspace) as taken:
            new = _number(workspace, ask, taken)
            names = (ask.number, new, *(one.issue.id for one in linking))
            with locks.issues(workspace.root, names):
                return _carried_out(desk, ask, held, pair, linking, new)
    except OSError as error:
        raise files.fault(error, pair.moving.file) from error


def _pair(workspace: Workspace, held: Bearers, ask: Ask) -> Pair:
    """The later one moves, unless `ask.keep` says who stays. Raises RefusedError, NotFoundError."""
    here = held.issues
    others = bearers.elsewhere(workspace, ask.number, here[0]) if len(here) == 1 else ()
    both = sorted((*here, *others), key=_registered)
    if len(both) == 1:
        raise RefusedError(say("renumber.single", id=ask.number, title=here[0].issue.title))
    if len(both) > 2:  # noqa: PLR2004 - two at a time
        raise RefusedError(say("renumber.many", id=ask.number, count=len(both)))
    keeping, moving = both
    if ask.keep is not None:
        uid = _kept(workspace, ask.keep, ask.number, both)
        keeping, moving = sorted(both, key=lambda one: one.issue.uid != uid)
    if moving not in here:
        raise RefusedError(say("renumber.elsewhere", id=ask.number, title=moving.issue.title, kept=keeping.issue.title))
    return Pair(moving, keeping, together=keeping in here)


def _refuse_twice(workspace: Workspace, number: str, moving: Stored) -> None:
    """Raises RefusedError where the issue stands here under another number already: the other side has mended it."""
    for one in folder.scan(workspace).issues:
        if one.uid == moving.issue.uid and one.id != number:
            raise RefusedError(say("renumber.already", id=number, title=one.title, other=one.id))


def _registered(one: Stored) -> tuple[str, str]:
    """When an issue was registered; of two at one moment the uid decides, so that everybody finds the same."""
    first = next(iter(one.issue.history), None)
    at = first.at.astimezone(UTC).isoformat() if first else one.issue.source.received.isoformat()
    return at, one.issue.uid


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
    free = next_id(workspace.policy.ledger.prefix, taken)
    if ask.to is None:
        return free
    if ask.to.rpartition("-")[0] != free.rpartition("-")[0] or number_of(ask.to) < number_of(free):
        raise UsageError(say("renumber.taken", id=ask.to, free=free))
    return ask.to


def _linking(workspace: Workspace, pair: Pair, ask: Ask) -> tuple[Stored, ...]:
    """The issues whose links mean the one that moves. Raises RefusedError naming those that may mean either, and the
    waivers where they may.
    """
    mine = {pair.moving.issue.uid, pair.keeping.issue.uid}
    naming = [
        one
        for one in folder.scan(workspace).stored
        if one.issue.uid not in mine and ask.number in renumber.links(_tree(one))
    ]
    if not pair.together:
        return tuple(one for one in naming if one.issue.id not in ask.stay)
    open_ones = [one for one in naming if one.issue.id not in ask.follow | ask.stay and not _older(one, pair.moving)]
    ids = tuple(one.issue.id for one in open_ones)
    if waivers.FILE not in ask.follow | ask.stay and waivers.load(workspace).names(ask.number):
        ids = (*ids, waivers.FILE)
    if ids:
        raise RefusedError(
            say("renumber.which", id=ask.number, links=ids, moving=pair.moving.issue.title,
                kept=pair.keeping.issue.title),
            hint=say("renumber.how", id=ask.number, link=ids[0]),
        )  # fmt: skip
    return tuple(one for one in naming if one.issue.id in ask.follow)


def _older(one: Stored, moving: Stored) -> bool:
    """Whether an issue was last touched before the other was registered: then it can't mean that one."""
    last = max((step.at.astimezone(UTC).isoformat() for step in one.issue.history), default=None)
    return last is not None and last < _registered(moving)[0]


def _tree(one: Stored) -> Branch:
    return sealing.tree(one.data, one.file)


def _refuse_unsound(desk: Desk, number: str, touched: Iterable[Stored]) -> None:
    """Raises RefusedError where nobody known signs, or an event would sign what nobody signed for."""
    reasons: list[Said] = []
    for at, one in enumerate(touched):
        reasons += against_person(desk, one.issue) if at == 0 else ()
        reasons += [fault.text for fault in chain.faults(_tree(one), one.issue.id) if chain.forbids(fault)]
    if reasons:
        raise RefusedError(say("refused", id=number, move=say(f"move.{RENUMBER}"), count=len(reasons)), *reasons)


@dataclass
class _Plan:
    """What is written: texts, and files that lie elsewhere afterwards."""

    changes: list[Change] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    moved: int = 0


def _carried_out(
    desk: Desk, ask: Ask, held: Bearers, pair: Pair, linking: Sequence[Stored], new: str
) -> Renumbered:  # fmt: skip
    workspace, old = desk.workspace, ask.number
    file = str(PurePosixPath(pair.moving.file).with_name(f"{new}.yaml"))
    plan = _Plan()
    text = _signed(desk, pair.moving, renumber.carried(_tree(pair.moving), old, new), ask.why)
    plan.changes.append(Change(workspace.root / file, None, text))
    if held.marked is None:
        plan.changes.append(Change(workspace.root / pair.moving.file, pair.moving.data, None))
    else:
        plan.changes.append(Change(workspace.root / pair.moving.file, held.marked, pair.keeping.data))
    for one in linking:
        text = _signed(desk, one, renumber.followed(_tree(one), old, new), ask.why)
        plan.changes.append(Change(workspace.root / one.file, one.data, text))
    waived = _waived(workspace, pair, ask, new)
    plan.changes += [waived] if waived else []
    _with_evidence(workspace, plan, pair, new)
    batch.write_all(workspace.root, plan.changes, plan.moves)
    return Renumbered(
        old, new, pair.moving.issue.title, pair.keeping.issue.title, file, tuple(one.issue.id for one in linking),
        plan.moved, waived is not None, tuple(plan.lost), held.unmerged,
    )  # fmt: skip


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


def _with_evidence(workspace: Workspace, plan: _Plan, pair: Pair, new: str) -> None:
    """The evidence follows; what the other issue names as well stays, too. Where the two had another file under one
    name, only one of them lies there: the other is looked for in git.
    """
    root = workspace.root
    stays = {one.path for one in pair.keeping.issue.evidence} if pair.together else set[str]()
    for one in pair.moving.issue.evidence:
        target = root / str(trail.refiled(one.path, pair.moving.issue.id, new))
        if target == root / one.path:  # it never lay in the issue's own folder; `check` says so
            continue
        lies = bearers.lies(workspace, one)
        if lies and one.path not in stays:
            plan.moves.append(Move(root / one.path, target))
        elif (data := (root / one.path).read_bytes() if lies else bearers.out_of_git(workspace, one)) is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            plan.changes.append(Change(target, None, data))
        else:
            plan.lost.append(one.path)
    plan.moved = len(pair.moving.issue.evidence) - len(plan.lost)
    if pair.together:
        plan.changes += _restored(workspace, pair.keeping.issue, {one.path for one in pair.moving.issue.evidence})


def _restored(workspace: Workspace, keeping: Issue, shared: set[str]) -> Iterator[Change]:
    """The file that belongs to the issue which stays, where the other's lies under its name."""
    for one in keeping.evidence:
        path = workspace.root / one.path
        if one.path in shared and path.is_file() and not bearers.lies(workspace, one):
            data = bearers.out_of_git(workspace, one)
            if data is not None:
                yield Change(path, path.read_bytes(), data)

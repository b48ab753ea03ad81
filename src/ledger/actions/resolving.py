"""Merges that git left undone, finished by a person: field by field, signed, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ledger.actions.acting import against_person
from ledger.actions.desk import Desk
from ledger.actions.merging import told
from ledger.actions.trail import against_voider
from ledger.errors import ConflictError, NotFoundError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import chain, trail
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.guards import reason_is_given
from ledger.model.issue import Issue
from ledger.model.merge import joining
from ledger.model.merge.fields import Clash, Side
from ledger.model.merge.joining import Merging
from ledger.model.naming import title_of
from ledger.model.passing import personal
from ledger.model.rules import checks, closing
from ledger.model.trail import Branch, Node
from ledger.model.workflow import MOVES
from ledger.store import batch, bearers, files, folder, gate, git, locks, merging, parted, sealing
from ledger.store.folder import Scan
from ledger.store.merging import Trees, Versions
from ledger.store.workspace import Workspace

_BOTH = (2, 3)
"""Git's numbers for ours and theirs in an unfinished merge."""
_WAYS_BACK = {"verified": "verify {} --fail", "closed": "reopen {}"}
"""What takes a conclusion back, by the status that it gave."""


@dataclass(frozen=True)
class Ask:
    """What somebody is asked: which side counts, and why. None where nobody is there."""

    side: Callable[[Clash], Side | None]
    why: Callable[[tuple[Said, ...]], str | None]
    """Shown what is confirmed with it, where that is more than a choice of fields."""


@dataclass(frozen=True)
class Resolved:
    """One issue that was decided: its file, the fields and who counted, what else was confirmed."""

    id: str
    file: str
    decided: tuple[tuple[Clash, Side], ...]
    confirmed: tuple[Said, ...]
    evidence: tuple[str, ...] = ()
    """Pieces of evidence that lie where the record says now; some of them were written."""
    written: bool = True
    """Whether the issue's own file was written; else only its evidence was settled."""

    @property
    def files(self) -> tuple[str, ...]:
        """What git is to be told of."""
        return (*((self.file,) if self.written else ()), *self.evidence)


@dataclass(frozen=True)
class _Text:
    """What files are to hold, with what they held when somebody was asked."""

    done: Resolved
    changes: tuple[batch.Change, ...]


def resolve(
    desk: Desk, issue_id: str | None, why: str | None, decided: Mapping[str, Side], ask: Ask
) -> tuple[Resolved, ...]:
    """Finish the merges that git left undone, of one issue or of all: written with the event of whoever decides.

    `decided` says for fields by name which side counts (`*` for all others); whatever is left is asked. All of the
    files are written, or none. Raises NotFoundError where there is nothing to finish, RefusedError with every reason
    why nothing is written, UsageError for a side chosen where there is none to choose, ConflictError where a file was
    changed meanwhile.
    """
    workspace = desk.workspace
    scan = folder.scan(workspace)
    unmerged = git.unmerged(workspace.root, workspace.issues.name)
    every = {**_with_two_ends(workspace, scan, issue_id), **bearers.parted(workspace, scan, unmerged), **unmerged}
    waiting = {
        path: stages
        for path, stages in every.items()
        if path.startswith("issues/") and path.endswith(".yaml") and issue_id in {None, Path(path).stem}
    }
    evidence = git.unmerged_names(workspace.root, workspace.evidence.name)
    wish = _Wish(decided, ask, why)
    texts = [_resolve(desk, path, stages, wish, evidence) for path, stages in sorted(waiting.items())]
    mended = {one.done.file for one in texts}
    texts += _misplaced(
        workspace, scan, evidence, lambda one: one.file not in mended and issue_id in {None, one.issue.id}
    )
    if not texts:
        raise NotFoundError(say("resolve.none-of", id=issue_id) if issue_id else say("resolve.none"))
    wish.refuse_unknown()
    _write(workspace, texts)
    return tuple(one.done for one in texts)


def _misplaced(
    workspace: Workspace, scan: Scan, asked: frozenset[str], meant: Callable[[folder.Stored], bool]
) -> Iterator[_Text]:
    """The evidence of issues that came together by themselves, while git left their files to us."""
    numbers = {parted.issue_of(path) for path in asked}
    for one in scan.stored:
        if meant(one) and (one.issue.id in numbers or parted.has_namesakes(one.issue)):
            found = _settled(workspace, one.issue, asked)
            if found.paths:
                yield _Text(Resolved(one.issue.id, one.file, (), (), found.paths, written=False), found.changes)


def _settled(workspace: Workspace, issue: Issue, asked: frozenset[str]) -> parted.Settled:
    try:
        return parted.settled(workspace, issue, asked)
    except OSError as error:
        raise files.fault(error, f"evidence/{issue.id}") from error


def _with_two_ends(workspace: Workspace, scan: Scan, issue_id: str | None) -> dict[str, dict[int, bytes]]:
    """Files that a merge by lines left with two ends, or that can't be read since, or (for the issue that is named)
    that somebody has put together by hand: for each, the two versions that were merged, where git has both.
    """
    found: dict[str, dict[int, bytes]] = {}
    for file in scan.broken:
        if versions := git.merged_last(workspace.root, file):
            found[file] = dict(zip(_BOTH, versions, strict=True))
    for one in scan.stored:
        record = sealing.tree(one.data, one.file)
        ends = trail.heads(trail.events(record))
        if len(ends) == len(_BOTH) and len(ended := _ending(workspace, one.file, ends)) == len(_BOTH):
            found[one.file] = dict(zip(_BOTH, ended, strict=True))
        elif one.issue.id == issue_id and (versions := merging.lost_in_merge(workspace.root, one.file, record)):
            found[one.file] = dict(zip(_BOTH, versions, strict=True))
    return found


def _ending(workspace: Workspace, file: str, ends: tuple[str, ...]) -> list[bytes]:
    """For each end the newest version in git that ends with it alone, and says what it signs; that of the branch that
    was merged into first, whatever order somebody has put their lines in.
    """
    known: dict[str, bytes] = {}
    for data in git.versions(workspace.root, Path(file).name):
        read = gate.read(data, file)
        if not isinstance(read, tuple) and not trail.unsigned(read.data):
            heads = trail.heads(trail.events(read.data))
            known.setdefault(heads[0] if len(heads) == 1 else "", data)
    ours = next(iter(git.merged_last(workspace.root, file)), b"")
    first = () if isinstance(read := gate.read(ours, file), tuple) else trail.heads(trail.events(read.data))
    return [known[end] for end in sorted(ends, key=lambda end: end not in first) if end in known]


@dataclass
class _Wish:
    """Which side counts, as far as somebody said it, and which fields were open to say it of."""

    decided: Mapping[str, Side]
    ask: Ask
    why: str | None
    open: dict[str, None] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def side(self, clash: Clash) -> Side | None:
        """By the field's place, by its key, by its official name; then what holds for all others."""
        self.open[clash.field] = None
        names = (clash.field, clash.keys, title_of(clash.keys))
        self.met.update(names)
        told = next((self.decided[one] for one in (*names, "*") if one in self.decided), None)
        return told or self.ask.side(clash)

    def reason(self, confirming: tuple[Said, ...]) -> str | None:
        """Why it is decided so: as it was said, or as somebody answers; once for all files."""
        if said_or_none(self.why) is None:
            self.why = self.ask.why(confirming)
        return said_or_none(self.why)

    def refuse_unknown(self) -> None:
        """Raises UsageError for a field that was decided and is not open: the wrong side might be taken instead. So
        for a side that was chosen where no field is open: it would look as if the other side's changes were dropped.
        """
        if "*" in self.decided and not self.open:
            raise UsageError(say("resolve.nothing-to-choose"))
        unknown = [one for one in self.decided if one != "*" and one not in self.met]
        if unknown:
            fields = tuple(unknown)
            if not self.open:
                raise UsageError(say("resolve.none-open", fields=fields))
            raise UsageError(say("resolve.no-such", fields=fields, open=tuple(self.open)))


def _resolve(
    desk: Desk, file: str, stages: Mapping[int, bytes], wish: _Wish, evidence: frozenset[str]
) -> _Text:  # fmt: skip
    name = Path(file).stem
    if not {*_BOTH} <= stages.keys():
        raise RefusedError(say("resolve.one-side", file=file))
    versions = Versions(stages.get(1, b""), stages[2], stages[3], file)
    path = desk.workspace.root / file
    before = _held(path)
    trees = merging.trees(versions)
    if not isinstance(trees, Trees):
        raise UnreadableError(say("resolve.unreadable", file=file), *trees)
    found, chosen = _decided(name, trees, wish)
    if reasons := merging.unfit(found.record, file):
        raise RefusedError(say("resolve.refused", id=name, count=len(reasons)), *reasons)
    record = found.record if found.clean else _signed(desk, found, trees, wish)
    _refuse_unsound(desk, name, record, concluded=bool(found.concluded))
    decisions = tuple((clash, chosen[clash.field]) for clash in found.clashes)
    settled = _settled(desk.workspace, merging.issue_of(record), evidence)
    change = batch.Change(path, before, merging.text(versions, trees, record))
    return _Text(Resolved(name, file, decisions, found.against, settled.paths), (change, *settled.changes))


def _decided(name: str, trees: Trees, wish: _Wish) -> tuple[Merging, dict[str, Side]]:
    """The two sides joined, with whose word counts in each field. Raises RefusedError, ConflictError."""
    chosen: dict[str, Side] = {}

    def take(clash: Clash) -> Node:
        side = wish.side(clash)
        if side is not None:
            chosen[clash.field] = side
        return clash.of(side or "ours")

    found = joining.merged(trees.base, trees.ours, trees.theirs, take)
    if found.refused:
        raise RefusedError(say("resolve.refused", id=name, count=len(found.against)), *found.against)
    open_ones = [clash for clash in found.clashes if clash.field not in chosen]
    if open_ones:
        wish.refuse_unknown()
        raise ConflictError(say("resolve.undecided", id=name, count=len(open_ones)), *map(told, open_ones),
                            hint=say("resolve.how", id=name, field=open_ones[0].field))  # fmt: skip
    return found, chosen


def _held(path: Path) -> bytes | None:
    """What a file holds before anybody is asked. Raises MachineError."""
    try:
        return files.read_plain(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise files.fault(error, path) from error


def _signed(desk: Desk, found: Merging, trees: Trees, wish: _Wish) -> Branch:
    """The record with the event of the person who decided. Raises RefusedError where nobody is known to, where they
    may not draw the conclusion that they confirm, or without a reason.
    """
    person, issue = desk.person, merging.issue_of(found.record)
    reasons = list(against_person(desk, issue))
    for event in found.concluded:
        reasons += _against_confirming(issue, event, desk.attempt())
    why = wish.reason(found.against) if not reasons else wish.why
    reasons += reason_is_given(issue, desk.attempt(why=why))
    if reasons or person is None:
        reasons = list(dict.fromkeys(reasons))
        hint = say("resolve.with-why", id=issue.id) if found.concluded else None
        raise RefusedError(say("refused", id=issue.id, move=say("move.merge"), count=len(reasons)), *reasons, hint=hint)
    signed: Branch = {
        "by": person.id,
        "unit": person.unit,
        "date": desk.day.isoformat(),
        "at": desk.at.isoformat(),
        "why": why,
    }
    return joining.joined(found.record, trees.ours, trees.theirs, signed)


def _against_confirming(issue: Issue, event: Branch, attempt: Attempt) -> Iterator[Said]:
    """Why this person can't stand for a conclusion: what speaks against their having drawn it."""
    attempt, move = attempt.about(issue), str(event.get("move"))
    if move in MOVES:
        for guard in MOVES[move].persons:
            yield from guard(issue, attempt)
    elif move == "void":
        yield from against_voider(attempt)
    for gate_ in attempt.office.procedure.gates:
        if move == "pass" and gate_.name == event.get("gate"):
            yield from personal(issue, attempt, gate_)


def _refuse_unsound(desk: Desk, name: str, record: Branch, *, concluded: bool) -> None:
    """Raises RefusedError where the record is none that the commands could have written; where a conclusion is in the
    way, with the way round: it is taken back on its own side first.
    """
    case = checks.cases([merging.issue_of(record)], desk.day, desk.office)[0]
    found = [*chain.faults(record, name), *closing.reached_by_its_moves(case), *closing.acts_and_steps_agree(case)]
    if found:
        reasons = tuple(one.text for one in found)
        back = _WAYS_BACK.get(str(record.get("status"))) if concluded else None
        hint = say("resolve.way-back", id=name, command=back.format(name)) if back else None
        raise RefusedError(say("resolve.refused", id=name, count=len(reasons)), *reasons, hint=hint)


def _write(workspace: Workspace, texts: Sequence[_Text]) -> None:
    root = workspace.root
    try:
        with locks.ledger(root), locks.issues(root, [one.done.id for one in texts]):
            batch.write_all(root, [change for one in texts for change in one.changes])
    except OSError as error:
        raise files.fault(error, texts[0].done.file) from error

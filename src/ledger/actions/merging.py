"""Branches of one issue brought together: for git as its merge driver, and by a person where somebody has to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledger.actions.acting import against_person
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, NotFoundError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import chain, trail
from ledger.model.merge import joining
from ledger.model.merge.fields import Clash, Side
from ledger.model.naming import title_of
from ledger.model.problem import Problem
from ledger.model.rules import checks, closing
from ledger.model.trail import Branch, Node
from ledger.store import batch, driver, files, folder, gate, git, locks, merging, sealing
from ledger.store.merging import Outcome, Trees, Versions
from ledger.store.workspace import Workspace

_BOTH = (2, 3)
"""Git's numbers for ours and theirs in an unfinished merge."""
Ask = Callable[[Clash], Side | None]
"""Somebody is asked which side counts; None where nobody is there, or they don't say."""


def drive(base: Path, ours: Path, theirs: Path, marker: int, file: str) -> Outcome:
    """What git asks of a merge driver: what came out stands in `ours` then. Raises OSError."""
    versions = Versions(base.read_bytes(), ours.read_bytes(), theirs.read_bytes(), file)
    done = merging.merge(versions, marker)
    ours.write_bytes(done.data)
    return done


@dataclass(frozen=True)
class Installed:
    """What was set up: the line that was added to `.gitattributes`, and whether git here knows the driver."""

    named: bool
    registered: bool


def install(root: Path, command: str) -> Installed:
    """Have git call `command` to merge the issues of this ledger. Raises MachineError."""
    try:
        return Installed(driver.name(root), driver.register(root, command))
    except OSError as error:
        raise files.fault(error, driver.ATTRIBUTES) from error


def lacks_driver(workspace: Workspace) -> bool:
    """Whether merges here go by lines although the ledger names a driver for them."""
    root = workspace.root
    return driver.named(root) and driver.in_git(root) and not driver.registered(root)


@dataclass(frozen=True)
class Resolved:
    """One issue that was decided: its file, the fields and who counted, what else was confirmed."""

    id: str
    file: str
    decided: tuple[tuple[Clash, Side], ...]
    confirmed: tuple[Said, ...]


@dataclass(frozen=True)
class _Text:
    """What a file is to hold, with what it held when somebody was asked."""

    done: Resolved
    change: batch.Change


def with_way_out(workspace: Workspace, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Faults of files, those that a merge of lines leaves (`merge=union`: a key of each side) with what mends them."""
    told: set[str] = set()
    found: list[Problem] = []
    for one in problems:
        file = one.place.file if one.place else ""
        if one.rule == "dup-key" and file.startswith("issues/") and file not in told:
            told.add(file)
            if len(git.merged_last(workspace.root, file)) == len(_BOTH):
                text = say("merge.both-kept", why=one.text, id=Path(file).stem)
                found.append(replace(one, text=text))
                continue
        found.append(one)
    return tuple(found)


def resolve(
    desk: Desk, issue_id: str | None, why: str | None, decided: Mapping[str, Side], ask: Ask
) -> tuple[Resolved, ...]:
    """Finish the merges that git left undone, of one issue or of all: written with the event of whoever decides.

    `decided` says for fields by name which side counts (`*` for all others); whatever is left is asked. All of the
    files are written, or none. Raises NotFoundError where there is nothing to finish, RefusedError with every reason
    why nothing is written, ConflictError where a file was changed meanwhile.
    """
    waiting = {
        path: stages
        for path, stages in {**_with_two_ends(desk.workspace), **git.unmerged(desk.workspace.root)}.items()
        if path.startswith("issues/") and path.endswith(".yaml") and issue_id in {None, Path(path).stem}
    }
    if not waiting:
        raise NotFoundError(say("resolve.none-of", id=issue_id) if issue_id else say("resolve.none"))
    wish = _Wish(decided, ask)
    texts = []
    for path, stages in sorted(waiting.items()):
        texts.append(_resolve(desk, path, stages, why, wish))
    wish.refuse_unknown()
    _write(desk.workspace, texts)
    return tuple(one.done for one in texts)


def _with_two_ends(workspace: Workspace) -> dict[str, dict[int, bytes]]:
    """Files that a merge by lines left with two ends, or that can't be read since: for each, the two versions that
    were merged, where git has both.
    """
    scan = folder.scan(workspace)
    found: dict[str, dict[int, bytes]] = {}
    for file in scan.broken:
        if len(versions := git.merged_last(workspace.root, file)) == len(_BOTH):
            found[file] = dict(zip(_BOTH, versions, strict=True))
    for one in scan.stored:
        ends = trail.heads(trail.events(sealing.tree(one.data, one.file)))
        if len(ends) == len(_BOTH) and len(ended := _ending(workspace, one.file, ends)) == len(_BOTH):
            found[one.file] = dict(zip(_BOTH, ended, strict=True))
    return found


def _ending(workspace: Workspace, file: str, ends: tuple[str, ...]) -> list[bytes]:
    """For each end the newest version in git that ends with it alone, and says what it signs."""
    known: dict[str, bytes] = {}
    for data in git.versions(workspace.root, Path(file).name):
        read = gate.read(data, file)
        if not isinstance(read, tuple) and not trail.unsigned(read.data):
            heads = trail.heads(trail.events(read.data))
            known.setdefault(heads[0] if len(heads) == 1 else "", data)
    return [known[end] for end in ends if end in known]


@dataclass
class _Wish:
    """Which side counts, as far as somebody said it, and which fields were open to say it of."""

    decided: Mapping[str, Side]
    ask: Ask
    open: dict[str, None] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def side(self, clash: Clash) -> Side | None:
        """By the field's place, by its key, by its official name; then what holds for all others."""
        self.open[clash.field] = None
        names = (clash.field, clash.keys, title_of(clash.keys))
        self.met.update(names)
        told = next((self.decided[one] for one in (*names, "*") if one in self.decided), None)
        return told or self.ask(clash)

    def refuse_unknown(self) -> None:
        """Raises UsageError for a field that was decided and is not open: the wrong side might be taken instead."""
        unknown = [one for one in self.decided if one != "*" and one not in self.met]
        if unknown:
            raise UsageError(say("resolve.no-such", fields=tuple(unknown), open=tuple(self.open)))


def _resolve(desk: Desk, file: str, stages: Mapping[int, bytes], why: str | None, wish: _Wish) -> _Text:
    name = Path(file).stem
    if not {*_BOTH} <= stages.keys():
        raise RefusedError(say("resolve.one-side", file=file))
    versions = Versions(stages.get(1, b""), stages[2], stages[3], file)
    path = desk.workspace.root / file
    before = _held(path)
    trees = merging.trees(versions)
    if not isinstance(trees, Trees):
        raise UnreadableError(say("resolve.unreadable", file=file), *trees)
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
    if reasons := merging.unfit(found.record, file):
        raise RefusedError(say("resolve.refused", id=name, count=len(reasons)), *reasons)
    record = found.record if found.clean else _signed(desk, found.record, trees, why)
    _refuse_unsound(desk, name, record)
    decisions = tuple((clash, chosen[clash.field]) for clash in found.clashes)
    change = batch.Change(path, before, merging.text(versions, trees, record))
    return _Text(Resolved(name, file, decisions, found.against), change)


def _held(path: Path) -> bytes | None:
    """What a file holds before anybody is asked. Raises MachineError."""
    try:
        return files.read_plain(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise files.fault(error, path) from error


def told(clash: Clash) -> Said:
    """A field that both sides changed, with what it said and what each says now."""
    return say(
        "resolve.clash",
        field=field_named(clash),
        base=chain.shown(clash.base),
        ours=chain.shown(clash.ours),
        theirs=chain.shown(clash.theirs),
    )


def field_named(clash: Clash) -> Said:
    """A field by its title, and by the name that decides it."""
    return say("chain.entry", field=say("field", path=clash.keys), path=clash.field)


def _signed(desk: Desk, record: Branch, trees: Trees, why: str | None) -> Branch:
    """The record with the event of the person who decided. Raises RefusedError where nobody is known to."""
    person = desk.person
    issue = merging.issue_of(record)
    reasons = against_person(desk, issue)
    if reasons or person is None:
        raise RefusedError(say("refused", id=issue.id, move=say("move.merge"), count=len(reasons)), *reasons)
    signed: Branch = {
        "by": person.id,
        "unit": person.unit,
        "date": desk.day.isoformat(),
        "at": desk.at.isoformat(),
        "why": why,
    }
    return joining.joined(record, trees.ours, trees.theirs, signed)


def _refuse_unsound(desk: Desk, name: str, record: Branch) -> None:
    """Raises RefusedError where the record is none that the commands could have written."""
    case = checks.cases([merging.issue_of(record)], desk.day, desk.office)[0]
    found = [*chain.faults(record, name), *closing.reached_by_its_moves(case), *closing.acts_and_steps_agree(case)]
    if found:
        reasons = tuple(one.text for one in found)
        raise RefusedError(say("resolve.refused", id=name, count=len(reasons)), *reasons)


def _write(workspace: Workspace, texts: Sequence[_Text]) -> None:
    root = workspace.root
    try:
        with locks.ledger(root), locks.issues(root, [one.done.id for one in texts]):
            batch.write_all(root, [one.change for one in texts])
    except OSError as error:
        raise files.fault(error, texts[0].done.file) from error

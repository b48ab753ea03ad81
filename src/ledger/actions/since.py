"""The ledger judged against what was committed before: no event lost, no state without its move, signed by its person.

What CI asks of a change. The base decides: its records, its people, its units, its settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ledger.actions.desk import Desk
from ledger.errors import Said, UnreadableError, say
from ledger.model import renumber, since, trail
from ledger.model.acts import RENUMBER, Step
from ledger.model.merge.namesakes import former
from ledger.model.office import Office
from ledger.model.people import People
from ledger.model.problem import Level, Path, Place, Problem
from ledger.model.since import Version
from ledger.store import base, checkpoints, commits, evidence, folder, gate, sealing, signing, snapshots
from ledger.store.base import Base
from ledger.store.folder import Scan, Stored
from ledger.store.gate import Node
from ledger.store.workspace import SETTINGS, Workspace

_REMARKS = frozenset({"rules-changed", "uncommitted", "base-unreadable", "no-rules-before"})
"""What is pointed out and no fault."""
Signed = tuple[str, bytes]
"""An event of an issue, as canonical text."""


@dataclass(frozen=True)
class Judged:
    """An issue of today that is not what the base had: the base's version, if it had one, and the one of today."""

    stored: Stored
    now: Version
    before: Version | None
    unreadable: bool = False
    """Whether the base has a file of this number that is no issue."""


def faults(desk: Desk, word: str, scan: Scan) -> tuple[Problem, ...]:
    """Every fault of the ledger of today (`scan`), judged by what the commit `word` holds, each at its place.

    Raises NotFoundError and MachineError where there is no such commit to judge by, UnreadableError where its rules
    can't be read.
    """
    held = base.at(desk.workspace.root, word)
    now = {one.issue.id: one for one in scan.stored}
    there = {*now, *(PurePosixPath(file).stem for file in scan.broken)}
    was = held.issue_files()
    bore = {one.issue.uid: renumber.formerly(_version(one).record) for one in scan.stored if _moved(one)}
    changed = [one for one in scan.stored if not held.holds(was.get(one.issue.id, ""), one.data)]
    gone = [path for issue_id, path in was.items() if issue_id not in there]
    then = {one.issue.id: [was[i] for i in (one.issue.id, *bore.get(one.issue.uid, ())) if i in was] for one in changed}
    with held.opened([*(path for paths in then.values() for path in paths), *gone]) as opened:
        office = _office(desk, held, opened, word)
        judged = [_judged(one, opened, then[one.issue.id], bore) for one in changed]
        lost = [base.read(opened, path) for path in gone]
    kept = _kept(scan, was, judged)
    judged = [replace(one, before=None) if _own(one, kept) else one for one in judged]
    found = [
        *_around(held, word),
        *(
            _removed(path, one, scan, word)
            for path, one in zip(gone, lost, strict=True)
            if not (_renumbered(path, one, bore) or (one is not None and _stands(one, kept)))
        ),
        *_reused(held, [one for one in judged if one.stored.issue.id not in was], bore),
    ]
    for one in judged:
        if one.before is None and one.unreadable:
            found.append(_problem("base-unreadable", one.stored, (), file=was[one.stored.issue.id]))
        else:
            found += since.faults(one.before, one.now, office)
            found += _files(desk, one)
    found += _dropped(held, scan)
    found += _signatures(desk, held, judged, office.people)
    return tuple(folder.locate(found, scan.stored))


def _problem(rule: str, one: Stored, path: Path, **fill: str | int | Said) -> Problem:
    return Problem(rule, _level(rule), say(f"since.{rule}", id=one.issue.id, **fill), one.issue.id, path)


def _at_file(rule: str, file: str, **fill: str | int | Said) -> Problem:
    return Problem(rule, _level(rule), say(f"since.{rule}", file=file, **fill), place=Place(file, 1, 1))


def _level(rule: str) -> Level:
    return "warning" if rule in _REMARKS else "error" if rule == "diverged" else "integrity"


def _office(desk: Desk, held: Base, opened: Workspace, word: str) -> Office:
    """The house as the base has it; of today, where the base has none: then the ledger itself is new."""
    if SETTINGS not in held.files:
        return desk.office
    try:
        return opened.office
    except UnreadableError as error:
        raise UnreadableError(say("since.rules-unreadable", base=word), error.what, *error.reasons) from error


def _judged(one: Stored, opened: Workspace, then: Sequence[str], bore: Mapping[str, Sequence[str]]) -> Judged:
    """An issue beside what the base had of it, under the number that it has or had. `bore`: the numbers that issues
    gave up, by uid; another issue under such a number is no fault.
    """
    read = [base.read(opened, path) for path in then]
    before = next((known for known in read if known is not None and known.issue.uid == one.issue.uid), None)
    own = read[0] if then and PurePosixPath(then[0]).stem == one.issue.id else None
    if before is None and own is not None and one.issue.id not in bore.get(own.issue.uid, ()):
        before = own
    unreadable = before is None and None in read
    return Judged(one, _version(one), _version(before) if before else None, unreadable=unreadable)


def _moved(one: Stored) -> bool:
    return any(step.move == RENUMBER for step in one.issue.history)


def _renumbered(path: str, one: Stored | None, bore: Mapping[str, Sequence[str]]) -> bool:
    """Whether an issue that the base had in this file gave up its number."""
    return one is not None and PurePosixPath(path).stem in bore.get(one.issue.uid, ())


def _kept(scan: Scan, was: Mapping[str, str], judged: Sequence[Judged]) -> Mapping[str, Stored]:
    """The issues, by uid, that bear the number of today in the base too."""
    changed = {one.stored.issue.id: one.before.issue if one.before else None for one in judged}
    return {
        one.issue.uid: one
        for one in scan.stored
        if one.issue.id in was
        and ((then := changed.get(one.issue.id, one.issue)) and (then.id, then.uid) == (one.issue.id, one.issue.uid))
    }


def _stands(copy: Stored | Version, kept: Mapping[str, Stored]) -> bool:
    """Whether what the base had here was a copy of another issue's file, which says today all that was signed in it."""
    other = kept.get(copy.issue.uid)
    signed = {step.hash for step in copy.issue.history if step.hash}
    return other is not None and bool(signed) and signed <= {step.hash for step in other.issue.history}


def _own(one: Judged, kept: Mapping[str, Stored]) -> bool:
    """Whether a copy became an issue of its own since, which begins with who answers for it."""
    before, now = one.before, one.now.issue
    return before is not None and before.issue.uid != now.uid and bool(now.history) and _stands(before, kept)


def _version(one: Stored) -> Version:
    return Version(one.issue, sealing.tree(one.data, one.file))


def _around(held: Base, word: str) -> Iterator[Problem]:
    """What is beside the issues: the way from the base to here, the rules, the checkpoints, the snapshots."""
    if not commits.is_before(held.root, held.commit, "HEAD"):
        yield Problem("diverged", "error", say("since.diverged", base=word))
    if SETTINGS not in held.files:
        yield Problem("no-rules-before", "warning", say("since.no-rules-before", base=word))
    else:
        yield from (_at_file("rules-changed", file, base=word) for file in held.changed_rules())
    for file, there in held.differing(checkpoints.FOLDER):
        yield _at_file("checkpoint-changed" if there else "checkpoint-gone", file, base=word)
    for file, there in held.differing(snapshots.FOLDER):
        yield _at_file("snapshot-rewritten" if there else "snapshot-removed", file, base=word)


def _removed(path: str, one: Stored | None, scan: Scan, word: str) -> Problem:
    """An issue that the base had and today's ledger has not; under another number, perhaps."""
    renamed = one and next((other for other in scan.stored if other.issue.uid == one.issue.uid), None)
    if renamed:
        old = PurePosixPath(path).stem
        return _problem("renumbered", renamed, ("id",), old=old, file=path)
    return _at_file("removed", path, base=word, id=PurePosixPath(path).stem)


def _reused(held: Base, new: Iterable[Judged], bore: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """New issues under a number that another one had before the base, and was taken away with; not one that the other
    gave up by a signed step (`bore`).
    """
    fresh = {one.stored.issue.id: one for one in new}
    removed = commits.removed(held.root, held.commit, "issues") if fresh else ()
    blobs = [(PurePosixPath(path).stem, blob) for path, blob in removed if PurePosixPath(path).stem in fresh]
    texts = commits.contents(held.root, (blob for _, blob in blobs))
    for issue_id in dict.fromkeys(stem for stem, _ in blobs):
        one = fresh[issue_id]
        read = [gate.read(texts[blob], issue_id) for stem, blob in blobs if stem == issue_id and blob in texts]
        borne = (str(tree.data.get("uid")) for tree in read if isinstance(tree, gate.Tree))
        uids = [uid for uid in borne if issue_id not in bore.get(uid, ())]
        if uids and one.stored.issue.uid not in uids:
            yield _problem("number-reused", one.stored, ("uid",), old=uids[0], new=one.stored.issue.uid)


def _dropped(held: Base, scan: Scan) -> Iterator[Problem]:
    """Events that a commit since the base put in and a later one took out again: what was signed once, stays."""
    now = {(one.issue.uid, step.hash) for one in scan.stored for step in one.issue.history}
    told: set[tuple[str, Node]] = set()
    for commit in commits.between(held.root, held.commit, "issues"):
        put_in = [(path, blob) for one in commit.differences for path, blob in one.new.items()]
        texts = commits.contents(held.root, (blob for _, blob in put_in))
        for path, blob in put_in:
            read = gate.read(texts.get(blob, b""), path)
            if path in scan.broken or not isinstance(read, gate.Tree):
                continue
            events = [event for event in trail.events(read.data) if event.get("hash")]
            names = {(str(read.data.get("uid")), event["hash"]): event for event in events}
            for name in [one for one in names if one not in now and one not in told]:
                told.add(name)
                move = say(f"move.{names[name].get('move')}")
                yield _at_file("event-dropped", path, move=move, who=str(names[name].get("by")), commit=commit.id[:12])


def _files(desk: Desk, one: Judged) -> Iterator[Problem]:
    """Evidence that the base's record names and today's doesn't: taking it off the record doesn't make it vanish."""
    named = {(entry.path, entry.sha256) for entry in one.stored.issue.evidence}
    paths = [path for path, _ in named]
    named |= {(old, sha256) for path, sha256 in named if (old := former(path, sha256, paths)) is not None}
    numbers = renumber.formerly(one.now.record)
    named |= {(str(trail.refiled(path, one.now.issue.id, i)), sha256) for path, sha256 in named for i in numbers}
    dropped = [entry for entry in (one.before.issue.evidence if one.before else ())
               if (entry.path, entry.sha256) not in named]  # fmt: skip
    if one.before is not None and dropped:
        wrong = evidence.damage(
            desk.workspace, one.before.issue.model_copy(update={"evidence": tuple(dropped)}), every=True
        )
        for file, why in wrong.items():
            yield _problem("evidence-lost", one.stored, ("evidence",), file=file, why=why)


def _signatures(desk: Desk, held: Base, judged: Iterable[Judged], people: People) -> Iterator[Problem]:
    """Each new step came in with a commit that its person signed, if the base has a key of that person."""
    new = [(one, at, step) for one in judged for at, step in _new_steps(one)]
    if not new:
        return
    brought = _brought(held)
    keyed = {at for at, (_, _, step) in enumerate(new) if _keys(people, step.by)}
    wanted = [commit for at in keyed for commit in brought.get(_signed(new[at]), ())]
    signers = commits.signers(desk.workspace.root, wanted, signing.allowed(people, "git"))
    for number, (one, at, step) in enumerate(new):
        by = brought.get(_signed(new[number]), ())
        name: dict[str, str | int | Said] = {"number": at + 1, "move": say(f"move.{step.move}"), "who": step.by}
        if not by:
            yield _problem("uncommitted", one.stored, ("history", at), **name)
        elif number in keyed:
            found = [who for commit in by if (who := signers.get(commit)) is not None]
            if not found:
                yield _problem("not-signed", one.stored, ("history", at), **name, commit=by[0][:12])
            elif not any(people.same(who, step.by) for who in found):
                other = say("person.named", name=people.name(found[0]), id=found[0])
                yield _problem("signed-by-other", one.stored, ("history", at), **name, other=other, commit=by[0][:12])


def _new_steps(one: Judged) -> Iterator[tuple[int, Step]]:
    """The steps behind those of the base. What was put in the place of one of them is told as what it is."""
    old = [trail.canonical(event) for event in trail.events(one.before.record)] if one.before else []
    for at, event in enumerate(trail.events(one.now.record)):
        if at >= len(old) and trail.canonical(event) not in old:
            yield at, one.stored.issue.history[at]


def _signed(new: tuple[Judged, int, Step]) -> Signed:
    one, at, _ = new
    return one.stored.issue.id, trail.canonical(trail.events(one.now.record)[at])


def _keys(people: People, by: str) -> tuple[str, ...]:
    person = people.get(by)
    return tuple(key for entry in people.entries_of(person) for key in entry.keys) if person else ()


def _brought(held: Base) -> dict[Signed, tuple[str, ...]]:
    """The commits since the base that brought each event in: it stood in none of their parents."""
    found: dict[Signed, tuple[str, ...]] = {}
    made = [one for one in commits.between(held.root, held.commit, "issues") if one.of_its_own]
    blobs = {blob for one in made for part in one.differences for blob in (*part.old.values(), *part.new.values())}
    events = {blob: _events(data) for blob, data in commits.contents(held.root, blobs).items()}
    for one in made:
        new = [_held(part.new, events) - _held(part.old, events) for part in one.differences]
        for event in set.intersection(*new):
            found[event] = (*found.get(event, ()), one.id)
    return found


def _held(files: Mapping[str, str], events: Mapping[str, frozenset[bytes]]) -> set[Signed]:
    return {(PurePosixPath(path).stem, event) for path, blob in files.items() for event in events.get(blob, ())}


def _events(data: bytes) -> frozenset[bytes]:
    tree = gate.read(data, "")
    return frozenset(map(trail.canonical, trail.events(tree.data))) if isinstance(tree, gate.Tree) else frozenset()

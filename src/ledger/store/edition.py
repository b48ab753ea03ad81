"""A ledger as it is to be published: what of it changed since, and what hangs together with that.

An issue is made from its file only where that is another file than the one published, or where how it stands hangs
together with such a one: by its parent, or its children.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from ledger.errors import ConflictError, UnreadableError, say
from ledger.model import facts
from ledger.model.ids import is_id
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.relations import Given
from ledger.model.spans import families, spans
from ledger.model.thing import Thing
from ledger.store import cache, folder, git, objects, reading
from ledger.store.emitting import Fresh, Known, Origin
from ledger.store.folder import Stored
from ledger.store.listing import Found, listing
from ledger.store.rollup import Place
from ledger.store.workspace import Workspace, at_its_place

_FORM = "1"
"""Of the rows: with another one all of them are made anew."""
_AT_ONCE = 200
"""Files that are read, and whose rows are held, at a time."""
_PARENT = re.compile(rb"^parent:[ \t]*['\"]?([^\s'\"#]+)", re.MULTILINE)
_REASONS = 20


@dataclass(frozen=True)
class Edition:
    """A ledger as it is now: its files by their digests, and what all its rows rest on."""

    place: Place
    found: tuple[Found, ...]
    digests: Mapping[str, str]
    """By the file as users see it; one that can't be read has none."""
    things: tuple[Thing, ...]
    origin: Origin
    modified: bool
    """Whether the folder has changes that are in no commit."""

    @property
    def workspace(self) -> Workspace:
        """The folder."""
        return self.place.workspace


def edition(place: Place) -> Edition:
    """A ledger as it is now. Raises UnreadableError, UsageError where its settings or registers can't be read."""
    workspace = place.workspace
    found = tuple(listing(str(workspace.issues)))
    stands = None if place.commit else git.position(workspace.root)
    digests = dict(_digests(workspace, found, stands))
    things = tuple(objects.things(workspace))
    commit = place.commit or (stands.commit if stands else None)
    origin = Origin(commit, _whole(digests, things), _basis(workspace))
    return Edition(place, found, digests, things, origin, stands is not None and stands.modified)


def _digests(workspace: Workspace, found: Sequence[Found], stands: git.Position | None) -> Iterator[tuple[str, str]]:
    """What each file holds: git knows it of those that nobody has touched."""
    for one in found:
        file = folder.listed_as(workspace, one)
        of = stands.blobs.get(file) if stands else None
        if of is None and is_id(one.stem) and (data := reading.contents(one.path)) is not None:
            of = git.blob_of(data)
        if of is not None:
            yield file, of


def _whole(digests: Mapping[str, str], things: Sequence[Thing]) -> str:
    whole = blake2b(digest_size=20)
    for file in sorted(digests):
        whole.update(f"{file}\0{digests[file]}\n".encode())
    whole.update(repr(things).encode())
    return whole.hexdigest()


def _basis(workspace: Workspace) -> str:
    """What all rows of a ledger rest on beside its issues' files."""
    office = workspace.office
    told = (_FORM, office.policy, office.units.units, office.books, facts.basis(office))
    return blake2b(repr(told).encode(), digest_size=20).hexdigest()


class Making:
    """The issues that are given anew, in batches, and what is found meanwhile.

    `kept` are those whose files are the same as were published, `known` the uids of all that are there.
    """

    def __init__(self, edition: Edition, kept: Mapping[str, Known], known: set[str]) -> None:
        self._edition = edition
        self._kept = dict(kept)
        self._known = known
        self._staying = {one.uid: one.id for one in kept.values()}
        self._memory: cache.Cache | None = None
        self.uids: dict[str, str] = {}
        """Of each issue that was made its number."""
        self.lost: tuple[str, ...] = ()

    def batches(self) -> Iterator[tuple[Fresh, ...]]:
        """The changed ones, and those whose standing hangs together with theirs. Raises UnreadableError,
        ConflictError.
        """
        alone, kin = self._sorted()
        self._memory = cache.if_many(self._edition.workspace.root, len(alone) + sum(map(len, kin)))
        for at in range(0, len(alone), _AT_ONCE):
            yield tuple(self._made(alone[at : at + _AT_ONCE]))
        for group in kin:
            yield tuple(self._made(group))
        self._refuse_another_ledger()

    def gone(self) -> Iterator[str]:
        """What was known and is no more; asked after all are made."""
        staying = self._staying.keys() | self.uids.keys()
        self.lost = tuple(sorted(self._known - staying))
        yield from self.lost

    def _sorted(self) -> tuple[list[Found], list[list[Found]]]:
        """The files to be made: those of issues that stand alone, and those of each family, changed or not."""
        workspace = self._edition.workspace
        by_id: dict[str, Found] = {}
        parents: dict[str, str] = {}
        changed = set[str]()
        for one in self._edition.found:
            file = folder.listed_as(workspace, one)
            if (other := by_id.setdefault(one.stem, one)) is not one:
                files = (folder.listed_as(workspace, other), file)
                raise UnreadableError(say("publish.one-number", id=one.stem, files=files))
            if file in self._kept:
                parent = self._kept[file].parent
            else:
                changed.add(one.stem)
                parent = _parent_of(one)
            if parent is not None:
                parents[one.stem] = parent
        groups = _groups(by_id, parents)
        touched = {id(group) for name in changed if (group := groups.get(name)) is not None}
        kin = {id(group): group for group in groups.values() if id(group) in touched}
        for group in kin.values():
            for name in group:
                if (one_kept := self._kept.pop(folder.listed_as(workspace, by_id[name]), None)) is not None:
                    del self._staying[one_kept.uid]
        alone = [one for one in self._edition.found if one.stem in changed and one.stem not in groups]
        return alone, [[by_id[name] for name in group] for group in kin.values()]

    def _made(self, files: Sequence[Found]) -> Iterator[Fresh]:
        workspace = self._edition.workspace
        office = workspace.office
        read: list[tuple[Stored, str]] = []
        problems: list[Problem] = []
        for _, one in folder.each(workspace, files, self._memory):
            if isinstance(one, tuple):
                problems.extend(one)
            else:
                read.append((one, self._edition.digests.get(one.file, "")))
        if problems:
            raise UnreadableError(
                say("publish.broken", count=len(folder.broken(problems))), *map(at_its_place, problems[:_REASONS])
            )
        found = {one.issue.id: (one, digest) for one, digest in read}
        for family in families([one.issue for one, _ in read]):
            counted = spans(family, office)
            for issue in family:
                stored, digest = found[issue.id]
                self._once(issue)
                yield Fresh(Given(issue, office, stored.file, counted[issue.id]), digest)

    def _once(self, issue: Issue) -> None:
        """Refuse two files of one issue. Raises UnreadableError."""
        other = self.uids.get(issue.uid) or self._staying.get(issue.uid)
        if other is not None:
            raise UnreadableError(say("publish.one-uid", first=other, second=issue.id))
        self.uids[issue.uid] = issue.id

    def _refuse_another_ledger(self) -> None:
        """A ledger of the same name of which no issue was ever here is another one. Raises ConflictError."""
        if self._known and self.uids and not self._kept and self._known.isdisjoint(self.uids):
            name = self._edition.place.name
            raise ConflictError(say("publish.another-ledger", name=name, place=self._edition.place.shown))


def _groups(by_id: Mapping[str, Found], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Of each issue that has a parent or a child here, all that hang together with it."""
    groups: dict[str, list[str]] = {}
    for child, parent in parents.items():
        if parent not in by_id or parent == child:
            continue
        mine, theirs = groups.get(child, [child]), groups.get(parent, [parent])
        if mine is theirs:
            continue
        joined = mine + theirs
        groups.update(dict.fromkeys(joined, joined))
    return groups


def _parent_of(one: Found) -> str | None:
    """What a file says of its parent, told without parsing it; a file written in another way has none here, and is
    made with the others all the same.
    """
    data = reading.contents(one.path)
    found = _PARENT.search(data) if data is not None else None
    return found[1].decode("utf-8", "replace") if found else None

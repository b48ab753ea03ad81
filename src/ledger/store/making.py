"""Which issues of a ledger are given anew, and what they say now.

An issue is made from its file only where that is another file than the one published, or where how it stands hangs
together with such a one: by its parent, or its children, now or when it was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ledger.errors import ConflictError, UnreadableError, say
from ledger.model.issue import Issue
from ledger.model.openly import audible
from ledger.model.problem import Problem
from ledger.model.relations import Given
from ledger.model.spans import families
from ledger.store import cache, folder, reading
from ledger.store.edition import Edition
from ledger.store.emitting import Fresh, Known
from ledger.store.folder import Stored
from ledger.store.listing import Found
from ledger.store.workspace import Workspace, at_its_place

_AT_ONCE = 200
"""Files that are read, and whose rows are held, at a time."""
_REASONS = 20


class Making:
    """The issues that are given anew, in batches, and what is found meanwhile.

    `before` are the issues that were published and not gone since; `all_anew`: also those whose files are the same are
    given. `ever` tells the uid of each that was ever published; without it no other ledger is refused.
    """

    def __init__(
        self,
        edition: Edition,
        before: Sequence[Known] = (),
        *,
        all_anew: bool = False,
        ever: Callable[[], Collection[str]] | None = None,
    ) -> None:
        self._edition = edition
        self._before = before
        self._ever = ever
        there = {} if all_anew else {one.file: one for one in before}
        digests = edition.digests.items()
        self._kept = {file: there[file] for file, of in digests if file in there and there[file].digest == of}
        self._staying = {one.uid: one.id for one in self._kept.values()}
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
        self.lost = tuple(sorted({one.uid for one in self._before} - staying))
        yield from self.lost

    def _sorted(self) -> tuple[list[Found], list[list[Found]]]:
        """The files to be made: those of issues that stand alone, and those of each family, changed or not."""
        by_id = self._by_number()
        changed = [one for one in by_id.values() if self._file(one) not in self._kept]
        others = {one.id for one in self._before if one.file not in self._kept}
        names = by_id.keys() | {one.id for one in self._before}
        ties = [(one.id, one.parent) for one in self._before if one.parent] + list(_parents(self._edition, changed))
        groups = joined(tie for tie in ties if names.issuperset(tie))
        touched = {id(groups[name]) for name in (*(one.stem for one in changed), *others) if name in groups}
        gathered: dict[int, list[Found]] = defaultdict(list)
        for name, one in by_id.items():
            if name in groups and id(groups[name]) in touched:
                gathered[id(groups[name])].append(one)
        kin = list(gathered.values())
        for one in (one for group in kin for one in group):
            if (kept := self._kept.pop(self._file(one), None)) is not None:
                del self._staying[kept.uid]
        return [one for one in changed if one.stem not in groups], kin

    def _by_number(self) -> dict[str, Found]:
        """The files by the numbers that they are called by. Raises UnreadableError for two of one."""
        by_id: dict[str, Found] = {}
        for one in self._edition.found:
            if (other := by_id.setdefault(one.stem, one)) is not one:
                raise UnreadableError(
                    say("publish.one-number", id=one.stem, files=(self._file(other), self._file(one)))
                )
        return by_id

    def _file(self, found: Found) -> str:
        return folder.listed_as(self._edition.workspace, found)

    def _made(self, files: Sequence[Found]) -> Iterator[Fresh]:
        workspace = self._edition.workspace
        office = workspace.office
        read = self._read(workspace, files)
        found = {one.issue.id: (one, digest) for one, digest in read}
        for family in families([one.issue for one, _ in read]):
            counted = audible(family, office)
            for issue in family:
                stored, digest = found[issue.id]
                self._once(issue)
                committed = stored.file not in self._edition.uncommitted
                yield Fresh(Given(issue, office, stored.file, counted[issue.id]), digest, committed)

    def _read(self, workspace: Workspace, files: Sequence[Found]) -> list[tuple[Stored, str]]:
        """The issues with the digests of their files. Raises UnreadableError, naming the first faults."""
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
        return read

    def _once(self, issue: Issue) -> None:
        """Refuse two files of one issue. Raises UnreadableError."""
        other = self.uids.get(issue.uid) or self._staying.get(issue.uid)
        if other is not None:
            raise UnreadableError(say("publish.one-uid", first=other, second=issue.id))
        self.uids[issue.uid] = issue.id

    def _refuse_another_ledger(self) -> None:
        """A ledger of the same name of which no issue was ever here is another one. Raises ConflictError."""
        if self._ever is None or self._staying or any(one.uid in self.uids for one in self._before):
            return
        ever = self._ever()
        if ever and self.uids.keys().isdisjoint(ever):
            place = self._edition.place
            key = "publish.another-ledger" if self.uids else "publish.empty-ledger"
            raise ConflictError(say(key, name=place.name, place=place.shown))


def joined(ties: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Of each name that is tied to another one, all that hang together with it: the same set for all of them."""
    groups: dict[str, set[str]] = {}
    for one, other in ties:
        mine, theirs = groups.get(one, {one}), groups.get(other, {other})
        if one == other or mine is theirs:
            continue
        small, large = sorted((mine, theirs), key=len)
        large |= small
        groups.update(dict.fromkeys(small, large))
        groups.setdefault(one, large)
        groups.setdefault(other, large)
    return groups


def _parents(edition: Edition, files: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """The number of each issue that has a parent, with the parent's. Only what may have one is parsed."""
    asked = [one for one in files if _may_have_a_parent(one)]
    for text in reading.texts(asked, cache.if_many(edition.workspace.root, len(asked))):
        parent = text.record.get("parent") if text.record is not None else None
        if isinstance(parent, str):
            yield asked[text.at].stem, parent


def _may_have_a_parent(found: Found) -> bool:
    """Whether the word stands in a file in any way that it can be written in: a sign may be written by its number."""
    data = reading.contents(found.path)
    return data is not None and (b"parent" in data or b"\\" in data)

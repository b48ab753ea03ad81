"""What points to a number that two issues have: which of them it means, so that a new number reaches whoever is meant.

Issues, and the records beside them: meetings, indicators, checklists that were filled in, and the register of waivers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import PurePosixPath

from ledger.errors import RefusedError, UnreadableError, say
from ledger.model import renumber
from ledger.model.values import Record
from ledger.store import bearers, cabinet, folder, sealing, waivers, yamlfile
from ledger.store.batch import Change
from ledger.store.cabinet import Drawer, Kept
from ledger.store.folder import Stored
from ledger.store.gauges import GAUGES
from ledger.store.inspections import INSPECTIONS
from ledger.store.meetings import MEETINGS
from ledger.store.workspace import Workspace

_DRAWERS: tuple[Drawer[Record], ...] = (MEETINGS, GAUGES, INSPECTIONS)  # type: ignore[assignment]  # only looked through


@dataclass(frozen=True)
class Question:
    """The number, the issue that gives it up, the one that keeps it here (if one does), and what the user has said of
    who means which.
    """

    number: str
    moving: Stored
    keeping: Stored | None
    follow: Collection[str] = frozenset()
    stay: Collection[str] = frozenset()

    @property
    def said(self) -> frozenset[str]:
        """Everything that the user has decided."""
        return frozenset((*self.follow, *self.stay))


@dataclass(frozen=True)
class Pointing:
    """What means the issue that moves."""

    issues: tuple[Stored, ...]
    records: tuple[tuple[str, Kept[Record]], ...]
    """With the folder of their drawer."""

    @property
    def names(self) -> tuple[str, ...]:
        """Issues by their ids, records by their files."""
        return (*(one.issue.id for one in self.issues), *(one.file for _, one in self.records))

    def changes(self, workspace: Workspace, old: str, new: str) -> Iterator[Change]:
        """The texts of the records that name the new number."""
        for place, one in self.records:
            after = renumber.followed(one.tree.data, old, new, renumber.BESIDE[place])
            text = yamlfile.rewrite(one.data, one.tree.data, after)
            yield Change(workspace.root / one.file, one.data, text)


def pointing(workspace: Workspace, asked: Question) -> Pointing:
    """Everything that means the issue that moves. Raises RefusedError naming what may mean either; UnreadableError for
    a record that can't be read and may name it.
    """
    issues, records = tuple(_issues(workspace, asked)), tuple(_records(workspace, asked.number))
    _refuse_waiting(workspace, asked)
    if asked.keeping is None:
        mine = tuple(one for one in issues if one.issue.id not in asked.stay)
        return Pointing(mine, tuple(pair for pair in records if pair[1].file not in asked.stay))
    unsaid = [one.issue.id for one in issues if one.issue.id not in asked.said and not _older(one, asked.moving)]
    unsaid += [one.file for _, one in records if one.file not in asked.said and not _recorded_before(one, asked.moving)]
    if waivers.FILE not in asked.said and waivers.load(workspace).names(asked.number):
        unsaid.append(waivers.FILE)
    if unsaid:
        raise RefusedError(
            say("renumber.which", id=asked.number, links=tuple(unsaid), moving=asked.moving.issue.title,
                kept=asked.keeping.issue.title),
            hint=say("renumber.how", id=asked.number, link=unsaid[0]),
        )  # fmt: skip
    mine = tuple(one for one in issues if one.issue.id in asked.follow)
    return Pointing(mine, tuple(pair for pair in records if pair[1].file in asked.follow))


def registered(one: Stored) -> tuple[str, str]:
    """When an issue was registered; of two at one moment the uid decides, so that everybody finds the same."""
    first = next(iter(one.issue.history), None)
    at = first.at.astimezone(UTC).isoformat() if first else one.issue.source.received.isoformat()
    return at, one.issue.uid


def _issues(workspace: Workspace, asked: Question) -> Iterator[Stored]:
    mine = {one.issue.uid for one in (asked.moving, asked.keeping) if one}
    for one in folder.scan(workspace).stored:
        if one.issue.uid not in mine and asked.number in renumber.links(sealing.tree(one.data, one.file)):
            yield one


def _records(workspace: Workspace, number: str) -> Iterator[tuple[str, Kept[Record]]]:
    for drawer in _DRAWERS:
        for one in cabinet.whole(workspace, drawer).kept:
            if number in renumber.links(one.tree.data, renumber.BESIDE[drawer.folder]):
                yield drawer.folder, one


def _refuse_waiting(workspace: Workspace, asked: Question) -> None:
    """Raises RefusedError where an issue that has to get a number of its own first points to this one: its file can't
    be changed before.
    """
    waiting = dict.fromkeys(PurePosixPath(file).stem for file in folder.scan(workspace).broken)
    for number in waiting:
        if number in {asked.number, *asked.stay}:
            continue
        for one in _met(workspace, number):
            linked = asked.number in renumber.links(sealing.tree(one.data, one.file))
            if linked and not _older(one, asked.moving):
                raise RefusedError(
                    say("renumber.waiting", id=asked.number, other=number, title=one.issue.title),
                    hint=say("renumber.waiting-how", id=asked.number, other=number),
                )


def _met(workspace: Workspace, number: str) -> tuple[Stored, ...]:
    """The issues under a number that is to be mended, too; what a merge left open of one issue is no such thing."""
    try:
        return bearers.of(workspace, number).issues
    except UnreadableError:
        return ()


def _older(one: Stored, moving: Stored) -> bool:
    """Whether an issue was last touched before the other was registered: then it can't mean that one."""
    last = max((step.at.astimezone(UTC).isoformat() for step in one.issue.history), default=None)
    return last is not None and last < registered(moving)[0]


def _recorded_before(one: Kept[Record], moving: Stored) -> bool:
    """The same of a record, which knows only the day: one of the very day may mean either."""
    last = getattr(one.record, "recorded_on", None)
    first = next(iter(moving.issue.history), None)
    return last is not None and first is not None and last < first.date

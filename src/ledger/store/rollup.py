"""Many ledgers read one after the other: folders, and repositories of others. One that can't be read is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledger import meter
from ledger.errors import LedgerError, NotFoundError, Said, UsageError, say
from ledger.model.ids import is_ledger_name
from ledger.store import folder, mirror
from ledger.store.address import masked
from ledger.store.folder import Scan
from ledger.store.mirror import Commit
from ledger.store.workspace import SETTINGS, Workspace, read_policy

_NAMED = re.compile(r"(?P<name>[^=/\\:]+)=(?P<place>.+)")


@dataclass(frozen=True)
class Asked:
    """A ledger that somebody wants read."""

    place: str
    """A folder, or the address of a repository."""
    name: str | None
    """What it is to be called; None: as it calls itself, or its folder is called."""


@dataclass(frozen=True)
class Opened:
    """A ledger that was read."""

    name: str
    place: str
    workspace: Workspace
    scan: Scan
    commit: Commit | None
    """What was read of a repository; None for a folder."""


@dataclass(frozen=True)
class Place:
    """Where a ledger is, and what it is called; nothing of it was read yet."""

    name: str
    shown: str
    """What may be said of the place."""
    workspace: Workspace
    commit: str | None
    """What was fetched of a repository; None for a folder."""
    history: Path
    """Where git can be asked which of two commits came first."""


@dataclass(frozen=True)
class Unread:
    """A ledger that could not be read, and why."""

    name: str
    place: str
    why: Said
    reasons: tuple[Said, ...] = ()


def asked(word: str) -> Asked:
    """`../county-a`, `甲县=../ledger`, `git+https://…`. Raises UsageError for a name that no ledger can have."""
    named = _NAMED.fullmatch(word) if not mirror.is_address(word) and not Path(word).exists() else None
    if named is None:
        return Asked(word, None)
    if not is_ledger_name(named["name"]):
        raise UsageError(say("rollup.bad-name", name=named["name"]))
    return Asked(named["place"], named["name"])


def shown(place: str) -> str:
    """A place as others may read it, whatever somebody took for one: nothing in it that lets anybody in."""
    return mirror.shown(place) if mirror.is_address(place) else masked(place)


@contextmanager
def opened(
    wanted: Sequence[Asked], *, chains: bool = False, offline: bool = False
) -> Iterator[tuple[tuple[Opened, ...], tuple[Unread, ...]]]:
    """The ledgers that could be read, and the others. Raises UsageError for a word that is no place, and for two
    ledgers of one name.
    """
    addresses = {one: mirror.address(one.place) for one in wanted if mirror.is_address(one.place)}
    read: list[Opened] = []
    unread: list[Unread] = []
    with ExitStack() as stack:
        for one in meter.each("ledgers", wanted):
            try:
                commit = None
                if of := addresses.get(one):
                    root, commit = stack.enter_context(mirror.laid_out(of, offline=offline))
                else:
                    root = _root(one.place)
                read.append(_read(one, Workspace(root), commit, of.name if of else root.name, chains=chains))
            except LedgerError as error:
                told = one.name or (of.name if (of := addresses.get(one)) else Path(shown(one.place)).resolve().name)
                unread.append(Unread(told, shown(one.place), error.what, error.reasons))
        refuse_namesakes(read)
        yield tuple(read), tuple(unread)


@contextmanager
def placed(one: Asked, *, offline: bool = False) -> Iterator[Place]:
    """A single ledger, fetched where it is in a repository. Raises UsageError for a word that is no place and a name
    that no ledger can have; NotFoundError, UnreadableError, MachineError where there is none.
    """
    if not mirror.is_address(one.place):
        root = _root(one.place)
        yield _placed(one, root, None, root.name)
        return
    of = mirror.address(one.place)
    with mirror.laid_out(of, offline=offline) as (root, commit):
        yield _placed(one, root, commit, of.name)


def _placed(one: Asked, root: Path, commit: Commit | None, called: str) -> Place:
    name = one.name or read_policy(root / SETTINGS).ledger.name or called
    if not is_ledger_name(name):
        raise UsageError(say("rollup.bad-name", name=name))
    digest, history = (commit.digest, commit.history) if commit else (None, root)
    return Place(name, shown(one.place), Workspace(root), digest, history)


def _root(place: str) -> Path:
    root = Path(place).resolve()
    if not (root / SETTINGS).is_file():
        raise NotFoundError(say("rollup.no-ledger", place=shown(place)))
    return root


def _read(one: Asked, workspace: Workspace, commit: Commit | None, called: str, *, chains: bool) -> Opened:
    name = one.name or workspace.office.policy.ledger.name or called
    if not is_ledger_name(name):
        raise UsageError(say("rollup.bad-name", name=name))
    return Opened(name, shown(one.place), workspace, folder.scan(workspace, chains=chains), commit)


def refuse_namesakes(read: Iterable[Opened | Place]) -> None:
    """Raises UsageError for two ledgers of one name, naming both places."""
    first: dict[str, Opened | Place] = {}
    for one in read:
        other = first.setdefault(one.name, one)
        if other is one:
            continue
        if other.workspace.root == one.workspace.root:
            raise UsageError(say("rollup.same", first=_shown(other), second=_shown(one)))
        raise UsageError(say("rollup.one-name", name=one.name, first=_shown(other), second=_shown(one)))


def _shown(one: Opened | Place) -> str:
    return one.shown if isinstance(one, Place) else one.place

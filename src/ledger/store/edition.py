"""A ledger as it is now: its files by their digests, and what all its rows rest on. Nothing is read that git knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from ledger.errors import LedgerError, MachineError, UnreadableError, say
from ledger.model import facts
from ledger.model.ids import is_id
from ledger.model.thing import Thing
from ledger.store import folder, objects, reading
from ledger.store.emitting import Origin
from ledger.store.issuefile import SUFFIX
from ledger.store.listing import Found, listing
from ledger.store.position import Position, blob_of, position
from ledger.store.rollup import Place
from ledger.store.workspace import SETTINGS, Workspace

_FORM = "2"
"""Of the rows: with another one all of them are made anew."""
_REASONS = 20


@dataclass(frozen=True)
class Edition:
    """A ledger as it is now."""

    place: Place
    found: tuple[Found, ...]
    digests: Mapping[str, str]
    """By the file as users see it; one that can't be read has none."""
    things: tuple[Thing, ...]
    origin: Origin
    modified: bool
    """Whether the folder has changes that are in no commit."""
    uncommitted: frozenset[str] = frozenset()
    """The files that the commit has not just so."""
    doubt: LedgerError | None = None
    """Why it is not known whether this is the whole ledger, and which commit it is of."""

    @property
    def workspace(self) -> Workspace:
        """The folder."""
        return self.place.workspace


def edition(place: Place) -> Edition:
    """A ledger as it is now. Raises UnreadableError, UsageError where its settings, its registers or the names of its
    files can't be read.
    """
    workspace = place.workspace
    found = tuple(listing(str(workspace.issues)))
    _refuse_unwritable(one.path for one in found)
    stands, doubt = _stands(place)
    digests = dict(_digests(workspace, found, stands))
    things = tuple(objects.things(workspace))
    commit = place.commit or (stands.commit if stands else None)
    origin = Origin(commit, _whole(digests, things), _basis(workspace))
    doubt = doubt or (_left_out(stands, digests) if stands else None)
    modified = stands is not None and (stands.modified or any(_uncommitted(stands, digests)))
    uncommitted = frozenset(_uncommitted(stands, digests) if stands else ())
    return Edition(place, found, digests, things, origin, modified, uncommitted, doubt)


def _refuse_unwritable(paths: Iterable[str]) -> None:
    """Raises UnreadableError for a path that is no text: nothing that is given out can name it."""
    for one in paths:
        if not one.isascii():
            try:
                one.encode()
            except UnicodeEncodeError:
                shown = one.encode("utf-8", "backslashreplace").decode()
                raise UnreadableError(say("publish.odd-name", file=shown)) from None


def _stands(place: Place) -> tuple[Position | None, LedgerError | None]:
    """Where the folder stands in git, or why nobody knows."""
    try:
        return (None if place.commit else position(place.workspace.root, SETTINGS)), None
    except MachineError as error:
        return None, error


def _digests(workspace: Workspace, found: Sequence[Found], stands: Position | None) -> Iterator[tuple[str, str]]:
    """What each file holds: git knows it of those that nobody has touched."""
    for one in found:
        file = folder.listed_as(workspace, one)
        of = stands.blobs.get(file) if stands else None
        if of is None and is_id(one.stem) and (data := reading.contents(one.path)) is not None:
            of = blob_of(data)
        if of is not None:
            yield file, of


def _uncommitted(stands: Position, digests: Mapping[str, str]) -> Iterator[str]:
    """The files that somebody has touched, and those that git does not look at, or ignores, where they are others than
    what is put into its index.
    """
    return (file for file, of in digests.items() if file not in stands.blobs and stands.unwatched.get(file) != of)


def _left_out(stands: Position, digests: Mapping[str, str]) -> UnreadableError | None:
    """A sparse checkout leaves issues out that are there all the same."""
    names = sorted(
        one for one in stands.left_out if one.startswith("issues/") and one.endswith(SUFFIX) and one not in digests
    )
    return UnreadableError(say("publish.sparse", count=len(names), files=tuple(names[:_REASONS]))) if names else None


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

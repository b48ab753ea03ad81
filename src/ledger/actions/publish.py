"""Ledgers published to a database: each in a transaction of its own, and of each only what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from ledger import meter
from ledger.errors import ConflictError, LedgerError, say
from ledger.model.relation import Value
from ledger.model.territory import by_level, territory
from ledger.store import git, publishing, rollup, server
from ledger.store.edition import Edition, Making, edition
from ledger.store.emitting import Known, Origin
from ledger.store.publishing import Publication
from ledger.store.rollup import Place
from ledger.store.server import Connection
from ledger.store.sql.tables import Dialect

Outcome = Literal["first", "changed", "unchanged", "failed"]
_SHORT = 12
"""Signs of a commit that are told."""


@dataclass(frozen=True)
class Published:
    """What became of one ledger."""

    name: str
    place: str
    outcome: Outcome
    issues: int = 0
    """How many it has; of these, how many were given anew, and how many it has no more."""
    fresh: int = 0
    gone: int = 0
    commit: str | None = None
    modified: bool = False
    """Whether the folder has changes that are in no commit."""
    error: LedgerError | None = None
    """Why it was not published."""


@dataclass(frozen=True)
class Order:
    """How ledgers are to be published."""

    now: datetime
    dialect: Dialect = "postgresql"
    force: bool = False
    """Also over what another line of work has published."""
    offline: bool = False


@contextmanager
def opened(url: str, order: Order) -> Iterator[Connection]:
    """A connection to a database in which the tables are. Raises UsageError, MachineError,
    RefusedError, ConflictError.
    """
    with server.connected(server.address(url)) as connection:
        server.transact(connection, lambda: publishing.prepare(connection, order.dialect))
        yield connection


def publish(connection: Connection, words: Sequence[str], order: Order) -> Iterator[Published]:
    """Each of the ledgers that `words` name, one after the other; a failure of one is told and harms no other.

    Raises UsageError for a word that is no place.
    """
    wanted = tuple(map(rollup.asked, words))
    for one in meter.each("ledgers", wanted):
        name = one.name or one.place
        try:
            with rollup.placed(one, offline=order.offline) as place:
                name = place.name
                yield _one(connection, place, order)
        except LedgerError as error:
            yield Published(name, one.place, "failed", error=error)


def _one(connection: Connection, place: Place, order: Order) -> Published:
    content = edition(place)
    publication = Publication(connection, place.name, order.now)
    return server.transact(connection, partial(_brought, publication, content, order))


def _brought(publication: Publication, content: Edition, order: Order) -> Published:
    """Bring the tables to what a ledger says."""
    before, place = publication.begin(), content.place
    told = partial(Published, place.name, place.shown, issues=len(content.found), commit=content.origin.commit)
    if before == content.origin:
        return told(outcome="unchanged", fresh=0, gone=0, modified=content.modified)
    if before is not None and not order.force:
        _refuse_stale(place, before.commit, content.origin.commit)
    same = before is not None and (before.digest, before.basis) == (content.origin.digest, content.origin.basis)
    fresh = gone = 0
    if not same:
        known = publication.known() if before is not None else ()
        fresh, gone = _put(publication, content, known, before)
    publication.say(_said(content))
    outcome: Outcome = "first" if before is None else "unchanged" if same else "changed"
    return told(outcome=outcome, fresh=fresh, gone=gone, modified=content.modified)


def _put(publication: Publication, content: Edition, known: Sequence[Known], before: Origin | None) -> tuple[int, int]:
    """Bring in what changed; how many issues that are, and how many are gone."""
    anew = before is None
    rests_on_the_same = before is not None and before.basis == content.origin.basis
    there = {one.file: one for one in known}
    kept = {
        file: there[file]
        for file, digest in content.digests.items()
        if rests_on_the_same and file in there and there[file].digest == digest
    }
    making = Making(content, kept, {one.uid for one in known})
    publication.put(making.batches(), making.gone(), content.origin.commit, anew=anew)
    units = content.workspace.office.units.units
    publication.put_registers(units, content.things, content.origin, anew=anew)
    return len(making.uids), len(making.lost)


def _refuse_stale(place: Place, theirs: str | None, ours: str | None) -> None:
    """Who publishes an older state than is there would undo what others did. Raises ConflictError, saying whether ours
    is older, or merely not known to come after.
    """
    if theirs is None or theirs == ours:
        return
    if ours is None:
        raise ConflictError(say("publish.no-commit", name=place.name, theirs=theirs[:_SHORT]))
    root = place.workspace.root
    if git.is_ancestor(root, theirs, ours):
        return
    older = git.is_ancestor(root, ours, theirs)
    key = "publish.stale" if older else "publish.other-line"
    raise ConflictError(say(key, name=place.name, theirs=theirs[:_SHORT], ours=ours[:_SHORT]))


def _said(content: Edition) -> Mapping[str, Value]:
    """What is put down of the ledger itself."""
    office = content.workspace.office
    house = office.policy.ledger
    where = territory(house.unit, house.region, office.units)
    parts = by_level(where.parts)
    return {
        "title": house.title,
        "unit": house.unit,
        "level": where.level,
        "province": parts.get("省"),
        "city": parts.get("市"),
        "county": parts.get("县"),
        "commit": content.origin.commit,
        "modified": content.modified,
        "digest": content.origin.digest,
        "basis": content.origin.basis,
        "issues": len(content.found),
    }

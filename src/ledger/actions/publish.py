"""Ledgers published to a database: each in a transaction of its own, and of each only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from typing import Literal

from ledger import meter
from ledger.errors import ConflictError, LedgerError, MachineError, say
from ledger.store import crew, ledgers, publishing, rollup, server
from ledger.store.edition import Edition, edition
from ledger.store.emitting import Known, Origin
from ledger.store.line import Line
from ledger.store.making import Making
from ledger.store.position import lineage
from ledger.store.publishing import Publication
from ledger.store.rollup import Asked, Place
from ledger.store.server import Address
from ledger.store.sql.tables import Dialect
from ledger.store.workspace import Workspace

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
    jobs: int = 1
    """How many processes publish at once."""


def publish(
    url: str, words: Sequence[str], order: Order, pause: Callable[[float], None] = time.sleep
) -> Iterator[Published]:
    """Each of the ledgers that `words` name, in their order; a failure of one is told and harms no other. `pause`
    waits so many seconds, where others are in the way or the server is away.

    Raises UsageError for an address or a word that is none, and for two ledgers of one name, before any is published;
    MachineError, RefusedError, ConflictError where the database can't be had, or its tables not be made.
    """
    address = server.address(url)
    wanted = tuple(map(rollup.asked, words))
    with ExitStack() as held:
        with Line(address, pause) as line:
            line.transact(partial(publishing.prepare, dialect=order.dialect))
        found = [_found(one, order, held) for one in meter.each("ledgers", wanted)]
        places = [one for one in found if isinstance(one, Place)]
        rollup.refuse_namesakes(places)
        done = iter(
            _at_once(address, places, order)
            if order.jobs > 1 < len(places)
            else _in_turn(address, places, order, pause)
        )
        for one in meter.each("ledgers", found):
            yield next(done) if isinstance(one, Place) else one


def _in_turn(
    address: Address, places: Sequence[Place], order: Order, pause: Callable[[float], None]
) -> Iterator[Published]:
    with Line(address, pause) as line:
        for one in places:
            yield _one(line, one, order)


def _at_once(address: Address, places: Sequence[Place], order: Order) -> Iterator[Published]:
    """By several processes, each of which takes the next ledger when it is done with one."""
    bare = [replace(one, workspace=Workspace(one.workspace.root)) for one in places]
    return crew.each(partial(_by_itself, address, order), _lost, bare, order.jobs)


def _by_itself(address: Address, order: Order, place: Place) -> Published:
    try:
        line = _own_line(address)
    except LedgerError as error:
        return Published(place.name, place.shown, "failed", error=error)
    return _one(line, place, order)


@cache
def _own_line(address: Address) -> Line:
    """The way of this process, which goes with it."""
    return Line(address)


def _lost(place: Place) -> Published:
    return Published(place.name, place.shown, "failed", error=MachineError(say("publish.process-died")))


def _found(one: Asked, order: Order, held: ExitStack) -> Place | Published:
    """Where a ledger is and what it is called, fetched where it is in a repository."""
    try:
        return held.enter_context(rollup.placed(one, offline=order.offline))
    except LedgerError as error:
        shown = rollup.shown(one.place)
        return Published(one.name or shown, shown, "failed", error=error)


def _one(line: Line, place: Place, order: Order) -> Published:
    try:
        line.ready()
        content = edition(replace(place, workspace=Workspace(place.workspace.root)))  # what is read of it is not kept
        if content.doubt is not None:
            raise content.doubt
        return line.transact(
            lambda connection: _brought(Publication(connection, place.name, order.now), content, order)
        )
    except LedgerError as error:
        return Published(place.name, place.shown, "failed", error=error)


def _brought(publication: Publication, content: Edition, order: Order) -> Published:
    """Bring the tables to what a ledger says."""
    before, place = publication.begin(), content.place
    told = partial(Published, place.name, place.shown, issues=len(content.found), commit=content.origin.commit)
    if before == content.origin:
        return told(outcome="unchanged", fresh=0, gone=0, modified=content.modified)
    if before is not None and not order.force:
        stale = _stale(place, before.commit, content.origin.commit)
        if stale is not None:
            _refuse_another(publication, content)
            raise stale
    same = before is not None and (before.digest, before.basis) == (content.origin.digest, content.origin.basis)
    fresh = gone = 0
    if not same:
        fresh, gone = _put(publication, content, before, order)
    if not content.modified:
        publication.settle(content.origin.commit)
    publication.say(ledgers.said(content))
    outcome: Outcome = "first" if before is None else "unchanged" if same else "changed"
    return told(outcome=outcome, fresh=fresh, gone=gone, modified=content.modified)


def _put(publication: Publication, content: Edition, before: Origin | None, order: Order) -> tuple[int, int]:
    """Bring in what changed; how many issues that are, and how many are gone."""
    anew = before is None
    known: Sequence[Known] = publication.known() if before is not None else ()
    all_anew = before is None or before.basis != content.origin.basis
    making = Making(content, known, all_anew=all_anew, ever=None if anew or order.force else publication.ever)
    publication.put(making.batches(), making.gone(), content.origin.commit, anew=anew)
    units = content.workspace.office.units.units
    origin = content.origin._replace(commit=None) if content.modified else content.origin
    publication.put_registers(units, content.things, origin, anew=anew)
    return len(making.uids), len(making.lost)


def _refuse_another(publication: Publication, content: Edition) -> None:
    """Who is told to insist must know first that it is the same ledger. Raises ConflictError where it is another."""
    for _ in Making(content, all_anew=True, ever=publication.ever).batches():
        pass


def _stale(place: Place, theirs: str | None, ours: str | None) -> ConflictError | None:
    """Who publishes an older state than is there would undo what others did: why it may be one, whether ours is older,
    or merely not known to come after.
    """
    if theirs is None or theirs == ours:
        return None
    if ours is None:
        return ConflictError(say("publish.no-commit", name=place.name, theirs=theirs[:_SHORT]))
    ours_is = lineage(place.history, ours, theirs)
    if ours_is == "after":
        return None
    key = {"before": "publish.stale", "apart": "publish.other-line", "unknown": "publish.shallow"}[ours_is]
    return ConflictError(say(key, name=place.name, theirs=theirs[:_SHORT], ours=ours[:_SHORT]))

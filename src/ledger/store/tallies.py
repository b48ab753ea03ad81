"""What every issue adds to the figures: remembered tallies where there are any, and no issue is made for these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ledger.model import checkpoint, facts, paceinputs, tally
from ledger.model.checkpoint import Tip
from ledger.model.facts import Facts, Line
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import paces
from ledger.model.paceinputs import PaceInputs
from ledger.model.problem import Problem
from ledger.model.tally import Counted, Tally
from ledger.store import cache, folder, reading, recalled
from ledger.store.folder import Memory
from ledger.store.listing import listing
from ledger.store.recalled import Asked, Key, Kind
from ledger.store.workspace import Workspace


class _Known(NamedTuple):
    """All that is kept of an issue for the figures."""

    facts: Facts
    inputs: PaceInputs
    tally: Tally
    tip: Tip


@dataclass(frozen=True, slots=True)
class Tallies:
    """The whole folder on one day."""

    every: tuple[Counted, ...]
    """In the order of their files, void ones among them."""
    lines: tuple[Line, ...]
    """The same as lines of a list."""
    tips: tuple[Tip, ...]
    """Of every issue as it is stored, those not received by then among them."""
    files: int
    """How many files there are that are or should be issues."""
    problems: tuple[Problem, ...]
    """As in `folder.Scan`."""


def tallies(workspace: Workspace, day: date, office: Office, *, memory: Memory = cache.if_many) -> Tallies:
    """What every issue adds to the figures of a day. Raises nothing on content."""
    folder.recover(workspace)
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))
    with reading.uncollected(len(found)):
        every = recalled.rows(Asked(workspace, day, office, _KIND, _made, facts.basis(office)), found, remembered)
        rows, problems = folder.each_number_once(every, lambda row: (row.number, row.file, row.title))
    then = [(row.made[0], row.file) for row in rows if row.made[0] is not None]
    clocks = office.clocks(one.facts.about.id for one, _ in then)
    kept = paces((one.inputs for one, _ in then), day, office.policy.check, clocks)
    return Tallies(
        tuple(Counted(one.facts.about, one.tally, kept[one.inputs.id].now, kept[one.inputs.id]) for one, _ in then),
        tuple(Line(one.facts.about, kept[one.inputs.id].now, file, one.facts.uncovered_years) for one, file in then),
        tuple(row.made[1] for row in rows),
        len(found),
        tuple(problems),
    )


def _made(known: _Known | None, stored: _Known, file: str) -> tuple[_Known | None, Tip]:
    del file
    return known, stored.tip


def _of(issue: Issue, office: Office) -> _Known:
    own = facts.of(issue, office)
    return _Known(own, paceinputs.inputs_of(issue, office, own.course), tally.of(issue, office), checkpoint.tip(issue))


def _plain(one: _Known) -> list[Any]:
    return [facts.plain(one.facts), paceinputs.plain(one.inputs), tally.plain(one.tally), one.tip]


def _from_plain(values: list[Any]) -> _Known:
    own, inputs, counted, tip = values
    known = facts.from_plain(own)
    return _Known(known, paceinputs.from_plain(inputs, known.course), tally.from_plain(counted), Tip(*tip))


def _key(one: _Known) -> Key:
    return Key(one.facts.about.id, one.facts.about.title, one.facts.settled)


_KIND: Kind[_Known] = Kind("tally", _of, _plain, _from_plain, _key)

"""Every issue as a line of a list: remembered facts where there are any, and no issue is made for these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.model import facts
from ledger.model.facts import Facts, Line
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.schedule import stand
from ledger.store import cache, folder, reading, recalled
from ledger.store.folder import Memory
from ledger.store.listing import listing
from ledger.store.recalled import Asked, Key, Kind
from ledger.store.workspace import Workspace

_KIND: Kind[Facts] = Kind(
    "fact", facts.of, facts.plain, facts.from_plain, lambda known: Key(known.about.id, known.about.title, known.settled)
)


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole folder on one day. Files = lines + those not received by then + broken."""

    lines: tuple[Line, ...]
    """In the order of their files, void ones among them."""
    files: int
    """How many files there are that are or should be issues."""
    readable: int
    """How many files could be read as issues."""
    problems: tuple[Problem, ...]
    """As in `folder.Scan`."""


def overview(workspace: Workspace, day: date, office: Office, *, memory: Memory = cache.if_many) -> Overview:
    """How every issue stands on a day. Raises nothing on content."""
    folder.recover(workspace)
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))

    def line(known: Facts | None, stored: Facts, file: str) -> Line | None:
        del stored  # what became of the issue since
        if known is None:
            return None
        clock = office.of(known.about.id).policy.check
        return Line(known.about, stand(known.course, day, clock), file, known.uncovered_years)

    with reading.uncollected(len(found)):
        every = recalled.rows(Asked(workspace, day, office, _KIND, line, facts.basis(office)), found, remembered)
        rows, problems = folder.each_number_once(every, lambda row: (row.number, row.file, row.title))
    lines = tuple(row.made for row in rows if row.made is not None)
    return Overview(lines, len(found), len(rows), tuple(problems))

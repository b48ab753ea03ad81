"""The score of each unit in a year, and the 综合考评 table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.actions import outgoing, oversight
from ledger.actions.desk import Desk
from ledger.errors import NotFoundError, UsageError, say
from ledger.model import reappearance, scores
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.reappearance import Warned
from ledger.model.reckoned import Asked
from ledger.model.scores import Score
from ledger.model.scoring import Rules
from ledger.model.selection import Selection
from ledger.store import cabinet, files, objects, scoring
from ledger.store.inspections import INSPECTIONS
from ledger.store.workspace import unreadable

SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Scored:
    """A year scored."""

    year: int
    day: date
    """The day on which it was judged: the last of the year, or the desk's own."""
    rules: Rules
    scores: tuple[Score, ...]
    among: int
    """How many units were scored in all: what a rank is among."""


def rules_of(desk: Desk, name: str) -> Rules:
    """The rules of a name. Raises NotFoundError naming those there are, UnreadableError."""
    found = scoring.load(desk.workspace.root, name)
    if isinstance(found, tuple):
        raise unreadable(scoring.file_of(name), found)
    return found


def score(desk: Desk, year: int | None, units: tuple[str, ...], rules: str = scoring.DEFAULT) -> Scored:
    """The scores of a year (the desk's, if none is named), those of `units` alone if any are named; their ranks are
    among all. Raises as `rules_of`; UsageError for a year that has not begun, NotFoundError for a unit that answers for
    nothing, UnreadableError for a ledger that can't be read whole.
    """
    wanted = year or desk.day.year
    if (first := date(wanted, 1, 1)) > desk.day:
        raise UsageError(say("score.ahead", year=wanted, first=first, day=desk.day))
    day = min(desk.day, date(wanted, 12, 31))
    by = rules_of(desk, rules)
    office = desk.office
    entries = oversight.entries(replace(desk, day=day), Selection())
    inspected = cabinet.whole(desk.workspace, INSPECTIONS)
    warned = _warned(replace(desk, day=day), (one.issue for one in entries))
    found = scores.scores(entries, inspected, warned, by, Asked(wanted, day, office))
    names = [office.units.canonical(one) for one in units]
    known = tuple(one.unit for one in found)
    for name in names:
        if name not in known:
            near = nearest(name, known)
            raise NotFoundError(
                say("score.no-unit", unit=name, known=known), hint=say("did-you-mean", word=near) if near else None
            )
    return Scored(wanted, day, by, tuple(one for one in found if not names or one.unit in names), len(found))


def _warned(desk: Desk, issues: Iterable[Issue]) -> tuple[Warned, ...]:
    """What of the objects seems to be back by the day. Raises UnreadableError: a score is of the whole register."""
    things = objects.asked(cabinet.whole(desk.workspace, objects.OBJECTS))
    about = [desk.office.about_things(one) for one in issues]
    return reappearance.warnings(things, about, desk.day, desk.office.policy.objects)


def export(desk: Desk, scored: Scored, path: Path, *, force: bool) -> None:
    """Write the 综合考评 table and its reasons. Raises ConflictError where a file stands already, UsageError."""
    outgoing.refuse_place(desk.workspace, path, SUFFIX)
    from ledger.formats.xlsx import scores as workbook  # openpyxl takes a third of a second

    house = desk.office.policy.ledger
    data = workbook.dump(workbook.Head(scored.rules.title, house.unit, scored.year, scored.day), scored.scores)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, data, force=force)
    except OSError as error:
        raise files.fault(error, path) from error

"""Looking at the ledger: what a list, a page, a report is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.actions.desk import Desk
from ledger.errors import Said, UsageError, say
from ledger.model.facts import Line
from ledger.model.pace import Pace, Paced
from ledger.model.problem import Problem
from ledger.model.report import Entry, build
from ledger.model.rewind import rewind
from ledger.model.selection import Selection, words_in_use
from ledger.store import folder
from ledger.store.folder import Stored, broken
from ledger.store.formerly import formerly
from ledger.store.overview import Overview, overview
from ledger.store.tallies import tallies


@dataclass(frozen=True)
class Listing:
    """What a list shows: the selected, out of how many, and the files that could not be read."""

    lines: tuple[Line, ...]
    total: int
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]
    uncovered_years: tuple[int, ...]
    """Years without a published holiday table in which a deadline of those was counted."""
    void: int = 0
    """How many void issues were left out, being void."""
    files: int = 0
    """How many files there are that are or should be issues."""


def listing(desk: Desk, selection: Selection, wanted: tuple[Pace, ...] = ()) -> Listing:
    """The selected issues as they stand on the day; where `wanted` names paces, those that keep one of them."""
    whole, kept = _with_paces(desk) if wanted else (overview(desk.workspace, desk.day, desk.office), {})
    chosen = [one for one in whole.lines if selection.suits(one.about, one.situation, desk.office)]
    if selection.text is not None:
        found = {one.id for one in folder.scan(desk.workspace).issues if selection.finds(rewind(one, desk.day) or one)}
        chosen = [one for one in chosen if one.about.id in found]
    if wanted:
        chosen = [one for one in chosen if kept[one.about.id].pace in wanted]
    chosen.sort(key=lambda one: desk.office.order(one.about.id))
    years = sorted({year for one in chosen for year in one.uncovered_years})
    left_out = 0 if selection.void else sum(one.about.void is not None for one in whole.lines)
    total = whole.readable - left_out
    return Listing(tuple(chosen), total, whole.problems, broken(whole.problems), tuple(years), left_out, whole.files)


def _with_paces(desk: Desk) -> tuple[Overview, Mapping[str, Paced]]:
    """Every issue as a line, and how each keeps pace, from one reading of the folder."""
    found = tallies(desk.workspace, desk.day, desk.office)
    paces = {one.about.id: one.paced for one in found.every}
    return Overview(found.lines, found.files, len(found.tips), found.problems), paces


def unmatched(desk: Desk, selection: Selection) -> tuple[Said, ...]:
    """For each filter whose words no issue has: which words the ledger has there."""
    issues = folder.scan(desk.workspace).issues
    found = {name: in_use for name, in_use in words_in_use(issues).items() if selection.is_beside(name, in_use)}
    return tuple(say(f"list.in-use.{name}", values=values) for name, values in found.items() if values)


def nothing_there(desk: Desk) -> bool:
    """Whether there is not a single file that is or should be an issue."""
    return not folder.paths(desk.workspace)


@dataclass(frozen=True)
class Shown:
    """One issue as it stands on the day, and as it is stored."""

    entry: Entry
    stored: Stored


def show(desk: Desk, issue_id: str) -> Shown:
    """One issue; no other file is read for it. Raises NotFoundError, UnreadableError."""
    stored = folder.get(desk.workspace, issue_id)
    entry = next(iter(build([(stored.issue, stored.file)], desk.day, desk.office).entries), None)
    if entry is None:
        raise UsageError(say("show.not-yet", id=issue_id, received=stored.issue.source.received, day=desk.day))
    return Shown(entry, stored)


def bore(desk: Desk, issue_id: str) -> tuple[str, ...]:
    """The issues that bore this number before they got another."""
    return tuple(one for one in formerly(desk.workspace, issue_id) if one != issue_id)


def trail(desk: Desk, stored: Stored) -> tuple[Problem, ...]:
    """What is wrong with the history of an issue, or was changed without a signature."""
    return tuple(one for one in folder.chain(desk.workspace, stored) if one.level != "warning")

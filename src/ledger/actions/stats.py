"""The figures of the selected issues, by their tallies: no issue is made for a file that has not changed."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.actions.anchor import anchor_of_tips
from ledger.actions.desk import Desk
from ledger.model.checkpoint import Anchor
from ledger.model.problem import Problem
from ledger.model.rewind import rewind
from ledger.model.selection import Selection
from ledger.model.statistics import Statistics, count
from ledger.store import folder
from ledger.store.tallies import tallies


@dataclass(frozen=True)
class Figures:
    """What `ledger stats` tells."""

    statistics: Statistics
    problems: tuple[Problem, ...]
    """Of files that could not be read and are therefore missing."""
    uncovered_years: tuple[int, ...]
    anchor: Anchor | Problem | None
    files: int
    """How many files there are that are or should be issues."""

    @property
    def broken(self) -> tuple[str, ...]:
        """The files that could not be read."""
        return tuple(sorted(folder.broken(self.problems)))


def figures(desk: Desk, selection: Selection) -> Figures:
    """The figures of the day. Raises nothing on content: what can't be read is said beside them."""
    whole, office = tallies(desk.workspace, desk.day, desk.office), desk.office
    finds = finding(desk, selection)
    pairs = [
        (one, line.uncovered_years)
        for one, line in zip(whole.every, whole.lines, strict=True)
        if selection.suits(one.about, one.now, office) and (finds is None or one.about.id in finds)
    ]
    return Figures(
        count((one for one, _ in pairs), desk.day, office),
        whole.problems,
        tuple(sorted({year for _, years in pairs for year in years})),
        anchor_of_tips(desk.workspace, whole.tips),
        whole.files,
    )


def finding(desk: Desk, selection: Selection) -> frozenset[str] | None:
    """The issues that the text stands in, where one is looked for: texts are no part of a tally."""
    if selection.text is None:
        return None
    every = ((one, rewind(one, desk.day)) for one in folder.scan(desk.workspace).issues)
    return frozenset(one.id for one, then in every if then is not None and selection.finds(then))

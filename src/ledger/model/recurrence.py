"""回头看 in figures: how many of the closed were looked at, how many had come back, and who came back again and again.

反弹率 = reopened after a look-back ÷ closed and looked at (domain 2.9). By issue it is the share of problems that
came back; by closing an issue that came back twice counts twice, because it was closed wrongly twice.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from ledger.model.issue import Issue
from ledger.model.lookback import is_waiting
from ledger.model.rates import UNSAID, Count, OfUnit, Rate, Section
from ledger.model.report import Entry, Report

SECOND, THIRD = 2, 3
"""The cycle in which an issue is in for the second time (二进宫), and from which it is 多次进宫."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some closed issues; two tallies together are that of both."""

    closed: int = 0
    """Issues that were ever closed."""
    looked_at: int = 0
    came_back: int = 0
    """Looked at, found to have rebounded, and reopened."""
    waiting: int = 0
    """Found to have rebounded and still closed."""
    closings_looked_at: int = 0
    closings_undone: int = 0
    second: int = 0
    third: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(operator.add, astuple(self), astuple(other)))


def tally(issues: Iterable[Issue]) -> Tally:
    """Count issues and their closings."""
    return sum(map(_tally_of, issues), Tally())


def _tally_of(issue: Issue) -> Tally:
    if not issue.closures:
        return Tally()
    came = undone(issue)
    return Tally(
        closed=1,
        looked_at=int(bool(issue.lookbacks)),
        came_back=int(bool(came)),
        waiting=int(bool(issue.lookbacks) and is_waiting(issue)),
        closings_looked_at=len({check.cycle for check in issue.lookbacks}),
        closings_undone=len(came),
        second=int(issue.cycle >= SECOND),
        third=int(issue.cycle >= THIRD),
    )


def undone(issue: Issue) -> frozenset[int]:
    """The cycles whose closing was found to have been undone, and that were followed by another."""
    return frozenset(one.cycle for one in issue.lookbacks if one.rebound and one.cycle < issue.cycle)


def rates(found: Tally) -> tuple[Rate, ...]:
    """The rates of a tally."""
    return (
        Rate("looked-at", "回头看覆盖率", found.looked_at, found.closed, "查过的问题 ÷ 销过号的问题，按件"),
        Rate("rebound", "反弹率（按件）", found.came_back, found.looked_at, "回头看后重新打开的问题 ÷ 查过的问题"),
        Rate(
            "rebound-closings", "反弹率（按销号次数）", found.closings_undone, found.closings_looked_at,
            "回头看后重新打开的销号 ÷ 查过的销号；一件反弹两次计两次",
        ),
        Rate("second", "二进宫", found.second, found.closed, "销号后重新打开过的问题 ÷ 销过号的问题，按件"),
        Rate("third", "多次进宫", found.third, found.closed, "重新打开过两次以上的问题 ÷ 销过号的问题，按件"),
    )  # fmt: skip


class LookBacks:
    """The figures of a report, by unit as well (an issue of several units counts under each), counted while its issues
    go by.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found = Tally()
        self._of_units: dict[str, Tally] = {}
        self._checks: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        """Count one issue."""
        issue = entry.issue
        if issue.closures:
            own = _tally_of(issue)
            self._found += own
            for unit in self._report.responsible(entry) or (UNSAID,):
                self._of_units[unit] = self._of_units.get(unit, Tally()) + own
        for check in issue.lookbacks:
            self._checks["checks"] += 1
            self._checks[f"genuine {check.genuine}"] += 1
            self._checks[f"archive {check.archive}"] += 1

    @property
    def section(self) -> Section:
        """What was counted."""
        found, checks = self._found, self._checks
        not_genuine, not_filed = checks["genuine False"], checks["archive False"]
        shown = (
            *rates(found),
            Rate(
                "not-genuine", "虚报率", not_genuine, not_genuine + checks["genuine True"],
                "整改不属实的核查 ÷ 判断过是否属实的核查",
            ),
            Rate(
                "no-archive", "档案不齐率", not_filed, not_filed + checks["archive True"],
                "档案不齐的核查 ÷ 看过档案的核查",
            ),
        )  # fmt: skip
        counts = (Count("waiting", "查出反弹未重新打开（件）", found.waiting),)
        nothing = not checks["checks"] and not found.second
        return Section("lookback", "回头看与反弹", counts, shown, (), self._by_unit(), says_nothing=nothing)

    def _by_unit(self) -> tuple[OfUnit, ...]:
        listed = [(unit, found) for unit, found in self._of_units.items() if found.looked_at or found.second]
        listed.sort(key=lambda pair: (-pair[1].came_back, -pair[1].second, pair[0]))
        kept = {"rebound", "second"}
        return tuple(OfUnit(unit, tuple(one for one in rates(found) if one.key in kept)) for unit, found in listed)

"""回头看 in figures: how many of the closed were looked at, how many had come back, and who came back again and again.

反弹率 = reopened after a look-back ÷ closed and looked at (domain 2.9). By issue it is the share of problems that
came back; by closing an issue that came back twice counts twice, because it was closed wrongly twice.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.model.issue import Issue
from ledger.model.lookback import is_waiting
from ledger.model.rates import Count, OfUnit, Rate, Section

SECOND, THIRD = 2, 3
"""The cycle in which an issue is in for the second time (二进宫), and from which it is 多次进宫."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some closed issues; two together are that of both."""

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
    checks: int = 0
    """Look-backs; of these, those that said whether the work was real, and whether the dossier was complete."""
    genuine: int = 0
    not_genuine: int = 0
    filed: int = 0
    not_filed: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(*map(operator.add, self.numbers, other.numbers))

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number, in the order of the fields."""
        return tuple(getattr(self, name) for name in self.__slots__)


def outcomes(issues: Iterable[Issue]) -> Outcome:
    """Count issues and their closings."""
    return sum(map(outcome, issues), Outcome())


def outcome(issue: Issue) -> Outcome:
    """What became of one issue."""
    if not issue.closures and not issue.lookbacks:
        return NOTHING
    came = undone(issue)
    closed = bool(issue.closures)
    return Outcome(
        closed=int(closed),
        looked_at=int(closed and bool(issue.lookbacks)),
        came_back=int(closed and bool(came)),
        waiting=int(closed and bool(issue.lookbacks) and is_waiting(issue)),
        closings_looked_at=len({check.cycle for check in issue.lookbacks}) if closed else 0,
        closings_undone=len(came) if closed else 0,
        second=int(closed and issue.cycle >= SECOND),
        third=int(closed and issue.cycle >= THIRD),
        checks=len(issue.lookbacks),
        genuine=sum(check.genuine is True for check in issue.lookbacks),
        not_genuine=sum(check.genuine is False for check in issue.lookbacks),
        filed=sum(check.archive is True for check in issue.lookbacks),
        not_filed=sum(check.archive is False for check in issue.lookbacks),
    )


NOTHING = Outcome()
"""Of an issue that was never closed."""


def undone(issue: Issue) -> frozenset[int]:
    """The cycles whose closing was found to have been undone, and that were followed by another."""
    return frozenset(one.cycle for one in issue.lookbacks if one.rebound and one.cycle < issue.cycle)


def rates(found: Outcome) -> tuple[Rate, ...]:
    """The rates of what became of some issues."""
    return (
        Rate("looked-at", "回头看覆盖率", found.looked_at, found.closed, "查过的问题 ÷ 销过号的问题，按件"),
        rebound(found.came_back, found.looked_at),
        Rate(
            "rebound-closings", "反弹率（按销号次数）", found.closings_undone, found.closings_looked_at,
            "回头看后重新打开的销号 ÷ 查过的销号；一件反弹两次计两次",
        ),
        Rate("second", "二进宫", found.second, found.closed, "销号后重新打开过的问题 ÷ 销过号的问题，按件"),
        Rate("third", "多次进宫", found.third, found.closed, "重新打开过两次以上的问题 ÷ 销过号的问题，按件"),
    )  # fmt: skip


def rebound(came_back: int, looked_at: int) -> Rate:
    """反弹率."""
    return Rate("rebound", "反弹率（按件）", came_back, looked_at, "回头看后重新打开的问题 ÷ 查过的问题")


class LookBacks:
    """The figures of some issues, by unit as well (an issue of several units counts under each), counted while they go
    by.
    """

    def __init__(self) -> None:
        self._found = NOTHING
        self._of_units: dict[str, Outcome] = {}

    def add(self, one: Outcome, units: Iterable[str]) -> None:
        """Count one issue, for which these units answer."""
        self._found += one
        for unit in units if one.closed else ():
            self._of_units[unit] = self._of_units.get(unit, NOTHING) + one

    @property
    def section(self) -> Section:
        """What was counted."""
        found = self._found
        shown = (
            *rates(found),
            Rate(
                "not-genuine", "虚报率", found.not_genuine, found.not_genuine + found.genuine,
                "整改不属实的核查 ÷ 判断过是否属实的核查",
            ),
            Rate(
                "no-archive", "档案不齐率", found.not_filed, found.not_filed + found.filed,
                "档案不齐的核查 ÷ 看过档案的核查",
            ),
        )  # fmt: skip
        counts = (Count("waiting", "查出反弹未重新打开（件）", found.waiting, found.looked_at, "分母为查过的问题"),)
        nothing = not found.checks and not found.second
        return Section("lookback", "回头看与反弹", counts, shown, (), self._by_unit(), says_nothing=nothing)

    def _by_unit(self) -> tuple[OfUnit, ...]:
        listed = [(unit, found) for unit, found in self._of_units.items() if found.looked_at or found.second]
        listed.sort(key=lambda pair: (-pair[1].came_back, -pair[1].second, pair[0]))
        kept = {"rebound", "second"}
        return tuple(OfUnit(unit, tuple(one for one in rates(found) if one.key in kept)) for unit, found in listed)

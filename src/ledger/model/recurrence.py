"""回头看 in figures: how many of the closed were looked at, how many had come back, and who came back again and again.

反弹率 = reopened after a look-back ÷ closed and looked at (domain 2.9). By issue it is the share of problems that
came back; by closing an issue that came back twice counts twice, because it was closed wrongly twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.model.issue import Issue
from ledger.model.lookback import is_waiting
from ledger.model.rates import UNSAID, Count, OfUnit, Rate, Section
from ledger.model.report import Report

SECOND, THIRD = 2, 3
"""The cycle in which an issue is in for the second time (二进宫), and from which it is 多次进宫."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some closed issues."""

    closed: int
    """Issues that were ever closed."""
    looked_at: int
    came_back: int
    """Looked at, found to have rebounded, and reopened."""
    waiting: int
    """Found to have rebounded and still closed."""
    closings_looked_at: int
    closings_undone: int
    second: int
    third: int


def tally(issues: Iterable[Issue]) -> Tally:
    """Count issues and their closings."""
    ever = [one for one in issues if one.closures]
    looked = [one for one in ever if one.lookbacks]
    came = [undone(one) for one in looked]
    return Tally(
        closed=len(ever),
        looked_at=len(looked),
        came_back=sum(map(bool, came)),
        waiting=sum(is_waiting(one) for one in looked),
        closings_looked_at=sum(len({check.cycle for check in one.lookbacks}) for one in looked),
        closings_undone=sum(map(len, came)),
        second=sum(one.cycle >= SECOND for one in ever),
        third=sum(one.cycle >= THIRD for one in ever),
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


def section(report: Report) -> Section:
    """The figures of a report, by unit as well (an issue of several units counts under each)."""
    issues = [one.issue for one in report.entries]
    found = tally(issues)
    checks = [check for one in issues for check in one.lookbacks]
    genuine = [check.genuine for check in checks if check.genuine is not None]
    archive = [check.archive for check in checks if check.archive is not None]
    shown = (
        *rates(found),
        Rate("not-genuine", "虚报率", genuine.count(False), len(genuine), "整改不属实的核查 ÷ 判断过是否属实的核查"),
        Rate("no-archive", "档案不齐率", archive.count(False), len(archive), "档案不齐的核查 ÷ 看过档案的核查"),
    )
    counts = (Count("waiting", "查出反弹未重新打开（件）", found.waiting),)
    nothing = not checks and not found.second
    return Section("lookback", "回头看与反弹", counts, shown, (), _by_unit(report), says_nothing=nothing)


def _by_unit(report: Report) -> tuple[OfUnit, ...]:
    own: dict[str, list[Issue]] = {}
    for entry in report.entries:
        for unit in report.responsible(entry) or (UNSAID,):
            own.setdefault(unit, []).append(entry.issue)
    tallies = [(unit, tally(issues)) for unit, issues in own.items()]
    listed = [(unit, found) for unit, found in tallies if found.looked_at or found.second]
    listed.sort(key=lambda pair: (-pair[1].came_back, -pair[1].second, pair[0]))
    kept = {"rebound", "second"}
    return tuple(OfUnit(unit, tuple(one for one in rates(found) if one.key in kept)) for unit, found in listed)

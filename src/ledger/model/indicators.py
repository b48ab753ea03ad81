"""The indicators of any set of issues: what is done, in time, closed, in pace, heard of; how late the rest is.

The formulas are those that reproduce the figures offices printed (domain part 5). Different things are never counted
together: 件 (issues) and 条 (measures) each have their own denominator, which is said with every rate.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.model.acts import Status
from ledger.model.pacewords import PACE_WORDS, PACES, Pace
from ledger.model.petition import Settled
from ledger.model.rates import Count, Partition, Rate, Section, half_up
from ledger.model.schedule import STANDINGS, Standing
from ledger.model.tally import Counted

FINISHED: frozenset[Standing] = frozenset({"done", "verified", "closed"})

SPLIT: tuple[tuple[str, str, frozenset[Pace]], ...] = (
    ("split-finished", "完成整改（含已销号）", frozenset({"done", "closed"})),
    ("split-in-pace", "达到序时进度（含超序时）", frozenset({"on-pace", "ahead"})),
    ("split-behind", "未达序时进度（含逾期）", frozenset({"behind", "overdue"})),
    ("split-waiting", "未启动", frozenset({"not-started"})),
)
"""The four parts in which offices report (四川 89 = 45 + 37 + 7): each pace is in one of them."""


class Score(NamedTuple):
    """What one issue adds to the sums of every set that it is in. Most issues of a ledger share a few of them."""

    standing: Standing
    status: Status
    pace: Pace
    soon: bool
    accepted: bool
    days_late: int
    asked: bool
    """Whether somebody has to be heard on it; and, if so, whether somebody was, no longer ago than the house allows."""
    heard: bool
    measures: int
    measures_done: int
    due: int
    """Measures that have fallen due; of these, those that are done."""
    due_done: int
    looked_at: int
    came_back: int
    settled: Settled | None


def score(one: Counted, day: date) -> Score:
    """The score of an issue on a day."""
    tally, now, paced = one.tally, one.now, one.paced
    due = [work.done for work in tally.terms.work if work.due is not None and work.due <= day]
    asked = one.about.status in {"open", "in-progress"} and (now.completed_on is None or one.about.long_term)
    return Score(
        now.standing,
        one.about.status,
        paced.pace,
        paced.soon,
        paced.accepted,
        now.days_late,
        asked,
        asked and now.unreported_days is None,
        len(tally.terms.work),
        sum(work.done for work in tally.terms.work),
        len(due),
        sum(due),
        tally.outcome.looked_at,
        tally.outcome.came_back,
        tally.case and tally.case.settled,
    )


class Indicators:
    """The sums over some issues, each counted once."""

    def __init__(self) -> None:
        self.scores: Counter[Score] = Counter()

    @property
    def total(self) -> int:
        """件."""
        return self.scores.total()

    def number(self, name: str) -> int:
        """The sum of a number or a flag of the scores."""
        return sum(int(getattr(one, name)) * often for one, often in self.scores.items())

    def by(self, name: str) -> Counter[str]:
        """How many issues have which word in a field of the scores; those that have none are left out."""
        found = Counter[str]()
        for one, often in self.scores.items():
            if (word := getattr(one, name)) is not None:
                found[word] += often
        return found

    @property
    def standings(self) -> tuple[int, ...]:
        """In the order of `STANDINGS`."""
        found = self.by("standing")
        return tuple(found[key] for key in STANDINGS)

    @property
    def paces(self) -> tuple[int, ...]:
        """In the order of `PACES`."""
        found = self.by("pace")
        return tuple(found[key] for key in PACES)

    @property
    def average_days_late(self) -> Decimal | None:
        """平均超期天数: calendar days, one decimal, over the overdue issues; None where none is overdue."""
        late = self.by("standing")["overdue"]
        return half_up(Decimal(self.number("days_late")) / late, 1) if late else None

    @property
    def rates(self) -> tuple[Rate, ...]:
        """主要指标."""
        found, total = self.by("standing"), self.total
        finished = sum(found[key] for key in FINISHED)
        in_time = "到期且完成的措施 ÷ 到期应完成的措施，按条；到期含截止日当天"
        heard = "在规定间隔内有进展的问题 ÷ 须报进展的问题（未完成的和长期坚持的），按件"
        done, measures = self.number("measures_done"), self.number("measures")
        return (
            Rate("completion", "整改完成率", finished, total, "（完成整改＋已验收＋已销号）÷ 问题总数，按件"),
            Rate("on-time", "按期完成率", self.number("due_done"), self.number("due"), in_time),
            Rate("closing", "销号率", found["closed"], total, "已销号 ÷ 问题总数，按件"),
            Rate("measures", "措施完成率", done, measures, "已完成的措施 ÷ 全部措施，按条"),
            Rate("updates", "进度更新及时率", self.number("heard"), self.number("asked"), heard),
        )

    @property
    def section(self) -> Section:
        """序时进度, in full and in the four parts that are reported; 临期 is a flag that any of them may bear."""
        found = self.by("pace")
        full = tuple(Count(key, PACE_WORDS[key], found[key]) for key in PACES)
        four = tuple(Count(key, name, sum(found[pace] for pace in paces)) for key, name, paces in SPLIT)
        basis = "问题总数，按件"
        counts = (
            Count("soon", "临期（件，另计）", self.number("soon"), self.total, "任一进度中都可能有；分母为问题总数"),
            Count("accepted", "其中已验收待销号（件）", self.number("accepted"), found["done"], "分母为完成整改的问题"),
        )
        parts = (Partition("split", "四类", four, basis), Partition("paces", "七种进度", full, basis))
        return Section("pace", "序时进度", counts, (), parts, says_nothing=not self.total)

"""Cards and escalation: what a month brings an issue, by the office's own rules (`templates/escalation.yaml`).

The shipped rules are those of 广元 (2018): 蓝签 for what is on schedule, 黄牌 for what is slow and can still be done in
time, 红灯 for what can't be, or was criticised by the province; the second yellow on one task brings a 督办函
(domain.md 2.10). Whether it can still be done is the reporter's judgement (`Progress.forecast`), except that a final
day which has passed speaks for itself. Everything is judged on the record as it stood on the month's last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field

from ledger.errors import say
from ledger.model.acts import Escalation, Progress
from ledger.model.guards import reopened_on
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Basis, Paced
from ledger.model.pacereasons import reasons as reasons_of
from ledger.model.pacewords import worded
from ledger.model.problem import Problem
from ledger.model.report import late_once
from ledger.model.schedule import Situation
from ledger.model.values import Flag, Number, Ordinal, Percent, Record, Text

Card = Literal["蓝", "黄", "红"]
Kind = Literal["表扬", "提醒", "预警", "通报", "督办", "挂牌督办", "约谈", "专项督察", "移交"]
Condition = Literal[
    "按序时推进",
    "节点逾期",
    "总时限逾期",
    "进度滞后",
    "未达序时",
    "未按月调度",
    "能按期完成",
    "不能按期完成",
    "省级通报",
]
CARD_NAMES: Mapping[Card, str] = {"蓝": "蓝签", "黄": "黄牌", "红": "红灯"}
_GRAVITY = get_args(Kind)
"""From praise to the prosecutor: of two consequences the later one here is sent."""
_OF_PACE: frozenset[Basis] = frozenset({"children", "quantity", "judgement"})
"""What no other condition tells of why an issue is behind."""
_SHORT = 40
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


class Outcome(Record):
    """What follows. Without a `kind` the card is shown, but nothing is put on record for it."""

    kind: Annotated[Kind | None, Field(title="措施种类", description="提醒、督办、约谈 …；不写就只显示不记录")] = None
    points: Annotated[Number, Field(title="计分", description="扣分为负")] = Decimal(0)
    letter: Annotated[Text | None, Field(title="函件", description="templates/letters/ 里的名称")] = None
    follow: Annotated[Text | None, Field(title="后续要求", description="写进函件")] = None


class CardRule(Outcome):
    """A card and when it is given."""

    card: Annotated[Card, Field(title="牌", description="蓝、黄、红")]
    when: Annotated[
        tuple[tuple[Condition, ...], ...],
        Field(title="条件", description="一组之内须全部成立，各组有一组成立即可"),
    ]


class RunRule(Outcome):
    """What follows when cards add up."""

    cards: Annotated[tuple[Card, ...], Field(title="哪些牌", description="计入次数的牌")]
    times: Annotated[Ordinal, Field(title="次数", description="每满几次（含本次）")]
    consecutive: Annotated[Flag, Field(title="须连续", description="须是连续的月份，中断一个月就重新数")] = False


class Rules(Record):
    """The file `templates/escalation.yaml`."""

    source: Annotated[Text | None, Field(title="依据", description="规则的出处")] = None
    slack: Annotated[Percent, Field(title="容许偏差", description="进度比时间落后几个百分点以上算滞后")] = Decimal(10)
    cards: Annotated[tuple[CardRule, ...], Field(title="评牌", description="从上到下，先成立的算")]
    runs: Annotated[tuple[RunRule, ...], Field(title="累计", description="同一问题累计的后果")] = ()

    def letter_of(self, act: Escalation) -> tuple[str, str | None] | None:
        """The letter that goes with what is on record, and what it demands: as the card's own rule says, else as cards
        that added up; None where none is sent.
        """
        by_card = [one for one in self.cards if one.card == act.card]
        by_count = [one for one in self.runs if act.card in one.cards]
        sent = (one for one in (*by_card, *by_count) if one.kind == act.kind)
        return next(((one.letter, one.follow) for one in sent if one.letter is not None), None)


def faults(rules: Rules) -> Iterator[Problem]:
    """What makes rules useless although every value is allowed: nothing in a list that must say something, points or a
    letter for which nothing would ever be put on record.
    """
    if not rules.cards:
        yield _empty("cards")
    for at, card in enumerate(rules.cards):
        if not card.when:
            yield _empty("cards", at, "when")
        yield from (_empty("cards", at, "when", group) for group, listed in enumerate(card.when) if not listed)
    yield from (_empty("runs", at, "cards") for at, run in enumerate(rules.runs) if not run.cards)
    for family, listed in (("cards", rules.cards), ("runs", rules.runs)):
        for at, one in enumerate(listed):
            if one.kind is None and (one.letter is not None or one.points):
                yield Problem("no-consequence", "invalid", say("escalation.no-kind"), path=(family, at))


def _empty(*path: str | int) -> Problem:
    key = next(step for step in reversed(path) if isinstance(step, str))
    return Problem("wrong-value", "invalid", say("escalation.empty", key=key), path=path)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a month brought one issue."""

    issue: Issue
    """As it stood on the month's last day."""
    units: tuple[str, ...]
    card: Card
    kind: Kind | None
    points: Decimal
    reasons: tuple[str, ...]
    """In the office's words: they are put on record and printed in letters."""
    letter: str | None
    follow: str | None


def is_month(text: str) -> bool:
    """Whether a text is a month written `2026-10`."""
    return bool(_MONTH.fullmatch(text))


def last_day(month: str) -> date:
    """The last day of a month written `2026-10`."""
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def month_before(month: str) -> str:
    """`2026-01` → `2025-12`."""
    year, number = map(int, month.split("-"))
    return f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"


def is_judged(issue: Issue) -> bool:
    """Whether a month is judged for an issue at all: while it is waited for or worked on."""
    return issue.status in {"open", "in-progress"} and issue.void is None


def already(issue: Issue, month: str) -> tuple[Escalation, ...]:
    """What was put on record for a month that was judged before."""
    return tuple(one for one in issue.escalations if one.card is not None and one.month == month)


def judge(
    then: Issue,
    now: Situation,
    month: str,
    office: Office,
    rules: Rules,
    recorded: Iterable[Escalation],
    *,
    paced: Paced | None = None,
) -> Judgement | None:
    """What `month` brings an issue that stood so on its last day; None where no card fits.

    `recorded` are the cards put on record for it until today: earlier ones add up with this month's. `paced` is how it
    kept pace, with its children: without it they and planned amounts are not asked.
    """
    held = holding(then, now, month, rules, paced)
    rule = next((one for one in rules.cards if any(held.keys() >= set(group) for group in one.when)), None)
    if rule is None:
        return None
    met = (condition for group in rule.when if held.keys() >= set(group) for condition in group)
    reasons = [reason for condition in met for reason in held[condition]]
    since = reopened_on(then)
    given = {one.month: one.card for one in recorded if one.month and one.card and one.month < month}
    if since is not None:
        given = {when: card for when, card in given.items() if when >= f"{since:%Y-%m}"}
    outcomes: list[Outcome] = [rule]
    for run in rules.runs:
        if rule.card in run.cards and (count := _times(run, given, month)) % run.times == 0:
            outcomes.append(run)
            names = "、".join(CARD_NAMES[card] for card in run.cards)
            reasons.append(f"{'连续' if run.consecutive else '累计'}第{count}次{names}")
    gravest = max(outcomes, key=lambda one: _GRAVITY.index(one.kind) if one.kind else -1)
    named = (*then.plan.lead_units, *then.plan.responsible_units) or then.plan.implementers if then.plan else ()
    return Judgement(
        issue=then,
        units=tuple(dict.fromkeys(map(office.units.canonical, named))),
        card=rule.card,
        kind=gravest.kind,
        points=min(one.points for one in outcomes),
        reasons=tuple(dict.fromkeys(reasons)),
        letter=gravest.letter,
        follow=gravest.follow,
    )


def _times(run: RunRule, given: Mapping[str, Card], month: str) -> int:
    """How often one of the cards was given up to this month, this month's counted."""
    if not run.consecutive:
        return 1 + sum(card in run.cards for card in given.values())
    count, before = 1, month_before(month)
    while given.get(before) in run.cards:
        count, before = count + 1, month_before(before)
    return count


def holding(
    then: Issue, now: Situation, month: str, rules: Rules, paced: Paced | None = None
) -> dict[Condition, tuple[str, ...]]:
    """Every condition that holds for an issue at a month's end, with the reasons in words."""
    held = _against(then, now, month, rules)
    if paced is not None and paced.pace == "behind" and paced.basis in _OF_PACE:
        against = (worded(said, _day) for said in reasons_of(paced) if said.key in _SPEAKS_AGAINST)
        held["未达序时"] = tuple(one.replace("；", "，") for one in against)
    judged = _forecast(then)
    if not now.overdue and (judged is None or judged.forecast == "能按期完成" or now.completed_on):
        if not held:
            held["按序时推进"] = ("按序时进度推进",)
        told = f"{_month(judged.month)}研判能按期完成" if judged else "未作研判，按能按期完成计"
        held["能按期完成"] = (told,)
    elif judged is not None and judged.forecast == "不能按期完成":
        held["不能按期完成"] = (*_passed(now), f"{_month(judged.month)}研判不能按期完成")
    else:
        held["不能按期完成"] = _passed(now)
    return held


_SPEAKS_AGAINST = frozenset({"pace.child", "pace.short", "pace.judged"})


def _passed(now: Situation) -> tuple[str, ...]:
    """A final day that has passed speaks for itself, whatever was forecast."""
    return (f"整改时限{_day(now.due)}已过，尚未完成",) if now.overdue and now.due else ()


def _against(then: Issue, now: Situation, month: str, rules: Rules) -> dict[Condition, tuple[str, ...]]:
    """What speaks against an issue."""
    held: dict[Condition, tuple[str, ...]] = {}
    missed = [f"{_short(one.text)}（时限{_day(one.due)}）" for one in late_once(now) if one.kind != "final"]
    if now.late:
        held["节点逾期"] = (*_passed(now), *([f"节点逾期：{'，'.join(missed)}"] if missed else []))
    if now.overdue:
        held["总时限逾期"] = _passed(now)
    if lag := _lag(then, now, rules.slack):
        held["进度滞后"] = (lag,)
    if now.unreported_days is not None:
        held["未按月调度"] = (f"已{now.unreported_days}天没有进展记录",)
    blamed = (one for one in then.escalations if _is_blame(one, month))
    if told := tuple(f"{_day(one.date)}被{one.level}级通报：{_short(one.reason)}" for one in blamed):
        held["省级通报"] = told
    return held


def _is_blame(one: Escalation, month: str) -> bool:
    """Criticised by the province or the centre, or exposed by its media, in this month (通报 with that level)."""
    return one.kind == "通报" and one.level in {"中央", "省"} and f"{one.date:%Y-%m}" == month


def _lag(then: Issue, now: Situation, slack: Decimal) -> str | None:
    """How far the last reported percentage lies behind the time that has gone by, where that is more than `slack`."""
    last = max((one for one in reversed(then.progress) if one.percent is not None), key=_order, default=None)
    started = reopened_on(then) or next((one.date for one in then.history if one.move == "start"), then.source.received)
    if last is None or last.percent is None or now.due is None or now.due <= started or now.completed_on:
        return None
    gone = min(now.day, now.due) - started
    expected = 100 * gone.days // (now.due - started).days
    if expected - last.percent <= slack:
        return None
    return f"按时间应完成约{expected}%，实际完成{last.percent.normalize():f}%"


def _forecast(then: Issue) -> Progress | None:
    """The last report that judged whether it can be done in time; a reopened issue is judged anew."""
    since = reopened_on(then)
    told = (one for one in reversed(then.progress) if one.forecast and (since is None or one.date >= since))
    return max(told, key=_order, default=None)


def _order(entry: Progress) -> tuple[str, date]:
    return entry.month, entry.date


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year}年{number}月"


def _short(text: str) -> str:
    line = " ".join(text.split()).replace("；", "，")  # which parts the reasons on record
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"

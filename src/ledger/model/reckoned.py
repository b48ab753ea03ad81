"""What happened that the rules of a score may count: each event with its day, once, and whom it is about.

Nothing here depends on the order of the records. What stands on the day itself (逾期) is dated where it began, and if
that was in a year before, on the day of judging: so everything that a year counts is dated in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.model import oversight
from ledger.model.acts import NO_SANCTION, Escalation
from ledger.model.inspection import Inspection
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.reappearance import Warned
from ledger.model.report import late_once
from ledger.model.schedule import Situation, completed_on
from ledger.model.scoring import Event

_KINDS: frozenset[Event] = frozenset({"通报", "约谈", "督办", "挂牌督办", "专项督察", "表扬"})
_BY_MISTAKE = re.compile(r"误销|误操作|误录|误登|录入错误|登记错误|操作失误|更正")
"""Why an issue is opened again of which nothing has come back."""
_SEVERAL = re.compile(r"[、，,；;\n]")


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that a rule may count. `times` is how often: the points of a card, the number of people."""

    event: Event
    day: date
    about: str
    """The issue, the object, or the record of an inspection."""
    text: str
    times: Decimal = Decimal(1)
    whom: str | None = None
    """The units that it was addressed to; None: those that answer for the issue."""


@dataclass(frozen=True)
class Asked:
    """The year, the day on which it is judged, and the house that knows its units and books."""

    year: int
    day: date
    office: Office

    def holds(self, day: date) -> bool:
        """Whether what is dated so belongs to the year, as far as it is judged."""
        return day.year == self.year and day <= self.day


def answering(issue: Issue, office: Office) -> tuple[str, ...]:
    """The units that answer for an issue, by the names of the register, each once."""
    plan = issue.plan
    named = ((*plan.lead_units, *plan.responsible_units) or plan.implementers) if plan else ()
    return tuple(dict.fromkeys(map(office.units.canonical, named)))


def bearing(one: Happened, answer: tuple[str, ...], known: frozenset[str], office: Office) -> tuple[str, ...]:
    """The units that an event is counted for: those that it names and somebody knows, else those that `answer`."""
    named = (office.units.canonical(it) for it in _SEVERAL.split(one.whom or "") if it.strip())
    own = tuple(it for it in dict.fromkeys(named) if it in known or office.units.find(it) is not None)
    return own or answer


def of_issue(issue: Issue, now: Situation, asked: Asked) -> tuple[Happened, ...]:
    """What a year counts of an issue; of one in a book that is not scored, the sanctions that name a unit
    alone: a case that was closed in time is no merit.
    """
    if not asked.office.of(issue).is_scored:
        blamed = (one for one in _blamed(issue) if one.whom)
        return tuple(one for one in blamed if asked.holds(one.day))
    past = (one for one in _of_the_past(issue, now, asked.office) if asked.holds(one.day))
    return (*_as_it_stands(issue, now, asked), *past)


def _as_it_stands(issue: Issue, now: Situation, asked: Asked) -> Iterator[Happened]:
    """What is so on the day itself, whenever it began."""

    def standing(event: Event, began: date, text: str, whom: str | None = None) -> Happened:
        if asked.holds(began):
            return Happened(event, began, issue.id, text, whom=whom)
        return Happened(event, asked.day, issue.id, f"{text}（{began.isoformat()}起）", whom=whom)

    if now.overdue and now.due is not None:
        yield standing("逾期", now.due, issue.title)
    yield from (standing("节点逾期", one.due, one.text) for one in late_once(now) if one.kind != "final")
    if now.unreported_days is not None:
        last = now.last_report or issue.source.received
        yield standing("未按月调度", last, f"{now.unreported_days}天没有进展记录")
    for _, act in oversight.standing(issue, asked.day):
        if act.due is not None and act.due < asked.day:
            yield standing("挂牌过期未解除", act.due, f"{act.kind}：{act.reason}", act.unit)


def _of_the_past(issue: Issue, now: Situation, office: Office) -> Iterator[Happened]:
    """What happened on a day."""
    yield from (one for act in oversight.acts(issue, office) for one in _of_act(issue, act))
    yield from _finished(issue, now)
    for verification in issue.verifications:
        if verification.result == "不通过":
            yield Happened("验收不通过", verification.date, issue.id, verification.opinion or issue.title)
    yield from _rebounds(issue)
    yield from _blamed(issue)
    for call in issue.petition.revisits if issue.petition else ():
        if call.satisfaction in {"满意", "不满意"}:
            event: Event = "群众满意" if call.satisfaction == "满意" else "群众不满意"
            yield Happened(event, call.date, issue.id, call.text or issue.title)


def _of_act(issue: Issue, act: Escalation) -> Iterator[Happened]:
    """A card counts by its points; what was decided without one by its kind. A card is of the month it judges."""
    if act.card is not None:
        if act.points:
            text = f"{act.month or ''}{act.kind}：{act.reason}"
            yield Happened("评牌计分", act.date, issue.id, text, act.points, act.unit)
    elif act.kind in _KINDS:
        yield Happened(act.kind, act.date, issue.id, act.reason, whom=act.unit)


def _blamed(issue: Issue) -> Iterator[Happened]:
    for one in issue.accountability:
        if one.kind != NO_SANCTION:
            text = f"{one.kind} {one.post}" if one.post else one.kind
            yield Happened("问责", one.date, issue.id, text, Decimal(one.number or 1), one.unit)


def _rebounds(issue: Issue) -> Iterator[Happened]:
    """One of each cycle whose strike-off did not hold, whether a look-back, the reopening or both tell of it."""
    told: dict[int, Happened] = {}
    for one in sorted(issue.lookbacks, key=lambda it: it.date):
        if one.rebound:
            told.setdefault(one.cycle, Happened("反弹", one.date, issue.id, one.text))
    for cycle, step in enumerate((one for one in issue.history if one.move == "reopen"), 1):
        if not _BY_MISTAKE.search(step.why or ""):
            told.setdefault(cycle, Happened("反弹", step.date, issue.id, step.why or issue.title))
    yield from told.values()


def _finished(issue: Issue, now: Situation) -> Iterator[Happened]:
    done = completed_on(issue)
    if done is not None and now.due is not None and done > now.due:
        yield Happened("逾期完成", done, issue.id, f"{issue.title}（时限{now.due.isoformat()}）")
    closure = issue.closure() if issue.status == "closed" else None
    if closure is not None and now.due is not None and (done or closure.date) <= now.due:
        yield Happened("按期销号", closure.date, issue.id, issue.title)


def of_inspection(one: Inspection, asked: Asked) -> Iterator[Happened]:
    """A site that failed in the year."""
    if asked.holds(one.date) and not one.passed:
        failed = "、".join(result.number for result in one.failed)
        yield Happened("检查不合格", one.date, one.id, f"{one.checklist}：第{failed}项")


def of_objects(warned: Iterable[Warned], asked: Asked) -> Iterator[tuple[Happened, tuple[str, ...]]]:
    """死灰复燃, each object that was struck off once, on the first day that shows it; with the issues whose units it is
    counted for. Only an issue about that object shows it: what merely looks like it nobody has found to be the same.
    """
    shown: dict[str, list[tuple[date, str]]] = {}
    for one in warned:
        if one.kind == "revived" and one.thing == one.before and one.issue is not None:
            shown.setdefault(one.thing, []).append((one.day, one.issue))
    for thing, found in sorted(shown.items()):
        day, first = min(found)
        if asked.holds(day):
            within = tuple(issue for on, issue in sorted(found) if asked.holds(on))
            yield Happened("死灰复燃", day, first, f"{thing} 移出后又出现"), within

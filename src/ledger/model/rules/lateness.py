"""What the calendar says: overdue, a missed node, due soon, nothing reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ledger.errors import say
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case
from ledger.model.workdays import working_days_between


def overdue(case: Case) -> Iterator[Problem]:
    """The final deadline has passed and the work is not done (逾期)."""
    now = case.situation
    if now is None or not now.overdue or now.due is None:
        return
    working = working_days_between(case.office.calendar, now.due + timedelta(days=1), case.day)
    text = say("rule.overdue", due=now.due, days=now.days_late, working=working, title=case.issue.title)
    yield case.problem("overdue", text, ("plan", "deadline"))


def missed_nodes(case: Case) -> Iterator[Problem]:
    """A milestone or a dated measure has passed undone (节点逾期), whatever the final deadline says."""
    for node in case.situation.late if case.situation else ():
        if node.kind != "final":
            days = (case.day - node.due).days
            text = say(f"rule.late-{node.kind}", due=node.due, days=days, number=node.number, text=node.text)
            yield case.problem("behind", text, node.path)


def due_soon(case: Case) -> Iterator[Problem]:
    """Something falls due within the days that the house gives notice of (临期)."""
    for node in case.situation.soon if case.situation else ():
        text = say(f"rule.soon-{node.kind}", due=node.due, days=(node.due - case.day).days, text=node.text)
        yield case.problem("due-soon", text, node.path, level="warning")


def stale(case: Case) -> Iterator[Problem]:
    """No progress within the month (每月一调度); a long-term duty without its periodic proof."""
    now = case.situation
    if now is None or now.unreported_days is None or now.last_report is None:
        return
    kind = "not-begun" if case.then and case.then.status == "open" else "stale"
    kind = "no-proof" if now.standing == "long-term" else kind
    text = say(f"rule.{kind}", days=now.unreported_days, last=now.last_report, id=case.issue.id)
    path: Path = ("progress", len(case.issue.progress) - 1) if case.issue.progress else ("status",)
    yield case.problem("stale", text, path, level="warning")


RULES = (overdue, missed_nodes, due_soon, stale)

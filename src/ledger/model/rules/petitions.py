"""Petitions: numbered, each number once, folded onto the first of them, and settled as far as the work is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.errors import say
from ledger.model.gates import state_word
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.petition import SOURCE, Settled, handed_over_on, meant
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case

_DUPLICATE: Path = ("petition", "duplicate_of")
_SETTLED: Path = ("petition", "settled")


def first_of_each_number(issues: Iterable[Issue]) -> dict[str, str]:
    """The issue that has each 受理编号, of several the one that came first; a void one has none any more."""
    live = [one for one in issues if one.petition is not None and one.void is None]
    live.sort(key=lambda one: (one.source.received, len(one.id), one.id), reverse=True)
    return {one.petition.number: one.id for one in live if one.petition is not None}


def have_a_number(case: Case) -> Iterator[Problem]:
    """A petition without its 受理编号 can't be found in the published tables."""
    issue = case.issue
    if issue.source.kind != SOURCE or issue.petition is not None:
        return
    item = issue.source.item or ""
    number = item if handed_over_on(item) else meant(item)
    text = say("rule.petition-unnumbered", id=issue.id, number=number or "…")
    yield case.problem("petition-unnumbered", text, ("source", "kind"), level="warning", suggestion=number)


def come_from_petitions(case: Case) -> Iterator[Problem]:
    """A 受理编号 on what came in otherwise is missing from the tables of petitions, or stands there by mistake."""
    issue = case.issue
    if issue.petition is not None and issue.source.kind != SOURCE:
        text = say("rule.petition-otherwise", number=issue.petition.number, kind=issue.source.kind, id=issue.id)
        yield case.problem("petition-otherwise", text, ("source", "kind"), level="warning", suggestion=SOURCE)


def are_received_after_their_number(case: Case) -> Iterator[Problem]:
    """The inspectors number a case on the day they take it in, and hand it over then or later."""
    petition, received = case.issue.petition, case.issue.source.received
    day = handed_over_on(petition.number) if petition else None
    if petition is not None and day is not None and day > received:
        text = say("rule.petition-numbered-later", number=petition.number, day=day, received=received)
        yield case.problem("petition-numbered-later", text, ("petition", "number"))


def are_numbered_once(case: Case) -> Iterator[Problem]:
    """One number, one issue; unless one says that it is a duplicate of the other."""
    issue, petition = case.issue, case.issue.petition
    first = case.others.get(case.numbers.get(petition.number, "")) if petition else None
    if petition is None or first is None or first.id == issue.id:
        return
    folded = petition.duplicate_of == first.id or (first.petition and first.petition.duplicate_of == issue.id)
    if not folded:
        text = say("rule.petition-twice", number=petition.number, other=first.id, id=issue.id)
        yield case.problem("petition-twice", text, ("petition", "number"))


def duplicates_point_to_the_first(case: Case) -> Iterator[Problem]:
    """A duplicate points to an earlier issue that is itself none, so that every fold counts once."""
    issue = case.issue
    other = issue.petition.duplicate_of if issue.petition else None
    if other is None:
        return
    first = case.others.get(other)
    if other == issue.id:
        yield case.problem("bad-duplicate", say("rule.duplicate-of-itself", id=issue.id), _DUPLICATE)
    elif first is None:
        near = nearest(other, tuple(case.others))
        yield case.problem("unknown-link", say("rule.unknown-link", other=other), _DUPLICATE, suggestion=near)
    elif first.petition is not None and (further := first.petition.duplicate_of) is not None:
        text = say("rule.duplicate-of-a-duplicate", other=other, first=further)
        yield case.problem("bad-duplicate", text, _DUPLICATE, suggestion=further if further != issue.id else None)
    elif first.void is not None:
        yield case.problem("bad-duplicate", say("rule.duplicate-of-a-void", other=other), _DUPLICATE)
    elif first.source.received > issue.source.received:
        text = say("rule.duplicate-of-a-later", other=other, theirs=first.source.received, own=issue.source.received)
        yield case.problem("bad-duplicate", text, _DUPLICATE)


def duplicates_close_with_the_first(case: Case) -> Iterator[Problem]:
    """They are one problem: what the first still lacks, its duplicates lack."""
    issue = case.issue
    first = case.others.get(issue.petition.duplicate_of or "") if issue.petition else None
    if first is not None and issue.status == "closed" and first.status != "closed" and first.id != issue.id:
        text = say("rule.duplicate-closed", other=first.id, status=state_word(first, case.office))
        yield case.problem("duplicate-closed", text, _DUPLICATE)


def settled_as_far_as_done(case: Case) -> Iterator[Problem]:
    """已办结 means accepted, unless there was nothing to it; an accepted or closed petition is 已办结.

    阶段性办结 is what a petition may be called while the work goes on. Offices report before they accept, so this is
    a warning.
    """
    issue, petition = case.issue, case.issue.petition
    if petition is None:
        return
    accepted = issue.status in {"verified", "closed"}
    status = state_word(issue, case.office)
    if petition.settled == "已办结" and not accepted and petition.verdict != "不属实":
        text = say("rule.settled-unverified", status=status, id=issue.id)
        yield case.problem("settled-early", text, _SETTLED, level="warning")
    elif accepted and petition.settled in _UNFINISHED:
        text = say("rule.verified-unsettled", status=status, settled=petition.settled, id=issue.id)
        yield case.problem("settled-late", text, _SETTLED, level="warning")
    if petition.verdict is None and (accepted or petition.settled == "已办结"):
        text = say("rule.settled-unjudged", id=issue.id)
        yield case.problem("petition-unjudged", text, ("petition", "number"), level="warning")


def grave_ones_come_near_their_day(case: Case) -> Iterator[Problem]:
    """等级预警: of a grave petition one hears earlier than of others that its day comes near."""
    petition, now, clock = case.issue.petition, case.situation, case.office.policy.check
    if petition is None or now is None or petition.level not in clock.alert_levels:
        return
    for node in now.ahead:
        if (days := (node.due - case.day).days) <= clock.alert_days:
            status = state_word(case.issue, case.office)
            text = say("rule.petition-alert", level=petition.level, due=node.due, days=days, status=status)
            yield case.problem("petition-alert", text, node.path, level="warning")


def first_or_again_agree(case: Case) -> Iterator[Problem]:
    """What is folded onto an earlier petition is no first one."""
    petition = case.issue.petition
    if petition is not None and petition.visit == "初次" and petition.duplicate_of is not None:
        text = say("rule.petition-first-again", other=petition.duplicate_of, id=case.issue.id)
        yield case.problem("petition-first-again", text, ("petition", "visit"))


_UNFINISHED: frozenset[Settled] = frozenset({"阶段性办结", "未办结"})

RULES = (
    have_a_number,
    come_from_petitions,
    are_received_after_their_number,
    are_numbered_once,
    duplicates_point_to_the_first,
    duplicates_close_with_the_first,
    settled_as_far_as_done,
    first_or_again_agree,
)
DAY_RULES = (grave_ones_come_near_their_day,)
"""What the calendar says of them."""

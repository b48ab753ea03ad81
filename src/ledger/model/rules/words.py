"""Names and words that the house has lists for: units, people, environment fields, sources, kinds of evidence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Protocol

from ledger.errors import say
from ledger.model.acts import MERGER
from ledger.model.issue import Issue
from ledger.model.plan import Plan
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case
from ledger.model.units import split_units

_UNIT_FIELDS = ("lead_units", "responsible_units", "support_units", "supervisor_units", "acceptor_units")


def units_are_known(case: Case) -> Iterator[Problem]:
    """A unit that the register knows by no name and no alias splits the ranking; the nearest one is suggested
    by its proper name, also where an alias is what the word looks like.
    """
    units = case.office.units
    if not units.units or case.issue.plan is None:
        return
    known = {name: unit.name for unit in units.units for name in (unit.name, *unit.aliases)}
    for path, name in _units(case.issue.plan):
        if units.find(name) is None and len(split_units(name)) == 1:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            suggestion = known[near[0]] if near else None
            text = say("rule.unknown-unit", unit=name)
            yield case.problem("unknown-unit", text, path, level="warning", suggestion=suggestion)


def units_stand_alone(case: Case) -> Iterator[Problem]:
    """Two names in one entry of a list are neither unit: nobody would see that one of them verifies its own work."""
    for path, name in _units(case.issue.plan) if case.issue.plan else ():
        if len(parts := split_units(name)) > 1:
            apart = f"[{', '.join(parts)}]"
            yield case.problem("joined-units", say("rule.joined-units", unit=name, apart=apart), path)


def _units(plan: Plan) -> Iterator[tuple[Path, str]]:
    for field in _UNIT_FIELDS:
        for at, name in enumerate(getattr(plan, field)):
            yield ("plan", field, at), name
    for number, measure in enumerate(plan.measures):
        for at, name in enumerate(measure.units):
            yield ("plan", "measures", number, "units", at), name


class _Signed(Protocol):
    """An act with the id of whoever did it."""

    @property
    def by(self) -> str: ...


def people_are_known(case: Case) -> Iterator[Problem]:
    """Every signature is an id of the register."""
    for path, who in _signatures(case.issue):
        if case.office.people.get(who) is None:
            found = case.office.people.find(who)
            suggestion = found.id if found else None
            yield case.problem("unknown-person", say("rule.unknown-person", who=who), path, suggestion=suggestion)


def _signatures(issue: Issue) -> Iterator[tuple[Path, str]]:
    acts: dict[str, tuple[_Signed, ...]] = {
        "progress": issue.progress,
        "extensions": issue.extensions,
        "escalations": issue.escalations,
        "appraisals": issue.appraisals,
        "evidence": issue.evidence,
        "verifications": issue.verifications,
        "closures": issue.closures,
        "lookbacks": issue.lookbacks,
        "history": issue.history,
    }
    for name, signed in acts.items():
        for at, act in enumerate(signed):
            if (name, act.by) != ("history", MERGER):  # what the rule joined, nobody signed: `since` works it out again
                yield (name, at, "by"), act.by
    for at, verification in enumerate(issue.verifications):
        for which, one in enumerate(verification.joint):
            yield ("verifications", at, "joint", which, "by"), one.by
    for at, extension in enumerate(issue.extensions):
        if extension.approver:
            yield ("extensions", at, "approver"), extension.approver
        if extension.rejected_by:
            yield ("extensions", at, "rejected_by"), extension.rejected_by


def words_are_listed(case: Case) -> Iterator[Problem]:
    """A word outside the house's list (环境要素, 问题来源, 材料种类, 风险等级, 信访等级) would be counted apart."""
    issue, words = case.issue, case.office.policy.words
    used: list[tuple[Path, str, tuple[str, ...]]] = [(("source", "kind"), issue.source.kind, words.sources)]
    used += [(("fields", at), word, words.fields) for at, word in enumerate(issue.fields)]
    used += [(("evidence", at, "kind"), one.kind, words.evidence) for at, one in enumerate(issue.evidence)]
    if issue.risk is not None:
        used.append((("risk",), issue.risk, words.risks))
    if issue.petition is not None and issue.petition.level is not None:
        used.append((("petition", "level"), issue.petition.level, words.petition_levels))
    for path, word, listed in used:
        if word not in listed:
            near = difflib.get_close_matches(word, listed, n=1, cutoff=0.5)
            text = say("rule.unlisted-word", word=word, listed=listed)
            yield case.problem("unlisted-word", text, path, level="warning", suggestion=near[0] if near else None)


RULES = (units_are_known, units_stand_alone, people_are_known, words_are_listed)

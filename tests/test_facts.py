"""What a list knows of an issue without the issue: kept as plain values, it says the same on every day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import house
import sample_issues
from ledger.model import facts
from ledger.model.report import build
from ledger.model.rewind import rewind
from ledger.model.schedule import situation, stand
from ledger.store import cache
from ledger.store.overview import overview
from ledger.store.workspace import Workspace

ISSUES = tuple(map(sample_issues.variety, range(1, 31)))
OFFICE = sample_issues.office()
DAYS = [sample_issues.DAY + timedelta(days=days) for days in (-400, -90, -31, -1, 0, 1, 16, 400)]


def test_facts_are_the_same_after_they_were_kept() -> None:
    for issue in ISSUES:
        kept = json.loads(json.dumps(facts.plain(facts.of(issue, OFFICE))))
        assert facts.from_plain(kept) == facts.of(issue, OFFICE)


@pytest.mark.parametrize("day", DAYS)
def test_what_facts_mean_on_a_day_is_how_the_issue_stands(day: date) -> None:
    for issue in ISSUES:
        known = facts.of(issue, OFFICE)
        then = rewind(issue, day)
        if day >= known.settled:
            assert then is issue
        if then is not None:
            assert stand(facts.of(then, OFFICE).course, day, OFFICE.policy.check) == situation(then, day, OFFICE)


def test_most_issues_are_settled_on_the_last_day_that_anything_happened() -> None:
    settled = [facts.of(issue, OFFICE).settled for issue in ISSUES]
    assert sum(day <= sample_issues.DAY for day in settled) > len(ISSUES) // 2


def test_another_calendar_or_term_is_another_basis() -> None:
    calendar = OFFICE.calendar.with_own(holidays=(date(2026, 3, 3),))
    other = OFFICE.__class__(calendar, OFFICE.policy, OFFICE.people, OFFICE.units, OFFICE.procedure)
    assert facts.basis(other) != facts.basis(OFFICE)


@pytest.mark.parametrize("day", [date(2026, 5, 20), date(2026, 3, 1), date(2025, 1, 1)])
def test_a_list_of_remembered_facts_is_the_list_of_the_issues(tmp_path: Path, day: date) -> None:
    ledger = Workspace(house.build(tmp_path / "ledger"))
    issues = [(path.stem, path) for path in ledger.issues.rglob("*.yaml")]
    plain = overview(ledger, day, ledger.office, memory=lambda _root, _count: None)
    for _ in range(3):
        remembered = overview(ledger, day, ledger.office, memory=lambda root, _count: cache.load(root, tick=-(10**15)))
        assert remembered == plain
    assert len(issues) == plain.readable
    from ledger.store import folder

    report = build(((one.issue, one.file) for one in folder.scan(ledger).stored), day, ledger.office)
    lines = sorted((line.about.id, line.situation, line.file) for line in plain.lines)
    assert lines == sorted((one.issue.id, one.situation, one.file) for one in report.entries)

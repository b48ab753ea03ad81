"""Figures by remembered tallies are those of the issues themselves, on every day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given

import build
import house
from drawn import days, issues, ledgers
from ledger.model import facts, paceinputs, tally
from ledger.model.issue import Issue
from ledger.model.pace import paces
from ledger.model.report import build as report_of
from ledger.model.rewind import rewind
from ledger.model.statistics import Statistics, count, statistics
from ledger.model.tally import Counted
from ledger.store import cache, folder
from ledger.store.overview import overview
from ledger.store.tallies import tallies
from ledger.store.workspace import Workspace

OFFICE = build.OFFICE


def kept(ledger: tuple[Issue, ...], day: date) -> Iterator[tuple[facts.Facts, paceinputs.PaceInputs, tally.Tally]]:
    """What is remembered of each issue, gone through a file; made anew where the record said less on the day."""
    for issue in ledger:
        known = facts.of(issue, OFFICE)
        then = issue if day >= known.settled else rewind(issue, day)
        if then is not None:
            own, inputs, counts = facts.of(then, OFFICE), paceinputs.inputs_of(then, OFFICE), tally.of(then, OFFICE)
            texts = json.dumps([facts.plain(own), paceinputs.plain(inputs), tally.plain(counts)])
            plain = json.loads(texts)
            told = facts.from_plain(plain[0])
            yield told, paceinputs.from_plain(plain[1], told.course), tally.from_plain(plain[2])


def by_tallies(ledger: tuple[Issue, ...], day: date) -> Statistics:
    known = list(kept(ledger, day))
    found = paces((inputs for _, inputs, _ in known), day, OFFICE.policy.check)
    every = (Counted(own.about, counts, found[own.about.id].now, found[own.about.id]) for own, _, counts in known)
    return count(every, day, OFFICE)


@given(ledgers, days)
def test_figures_by_tallies_are_those_of_the_issues_on_every_day(ledger: tuple[Issue, ...], day: date) -> None:
    report = report_of(((one, "") for one in ledger), day, OFFICE)
    assert by_tallies(ledger, day) == statistics(report)


@given(issues(1))
def test_a_tally_is_the_same_after_it_was_kept(issue: Issue) -> None:
    own = tally.of(issue, OFFICE)
    assert tally.from_plain(json.loads(json.dumps(tally.plain(own)))) == own


@given(ledgers, days)
def test_every_table_is_a_partition_or_says_that_it_is_not(ledger: tuple[Issue, ...], day: date) -> None:
    found = by_tallies(ledger, day)
    assert sum(one.number for one in found.standings) == sum(one.number for one in found.statuses) == found.total
    pace = next(one for one in found.sections if one.key == "pace")
    assert [one.whole for one in pace.partitions] == [found.total, found.total]
    for one in found.breakdowns:
        assert one.counted == sum(group.total for group in one.groups)
        assert one.counted == found.total or not one.adds_up
        for group in one.groups:
            assert sum(group.standings) == sum(group.paces) == group.total
            assert all(0 <= rate.part <= rate.whole for rate in group.rates)


@pytest.mark.parametrize("back", [-400, -90, -30, -5, 0, 30, 400])
def test_a_folder_that_is_remembered_gives_the_figures_of_its_issues(tmp_path: Path, back: int) -> None:
    ledger = Workspace(house.build(tmp_path / "ledger"))
    day = date(2026, 5, 20) + timedelta(days=back)
    stored = folder.scan(ledger, memory=lambda _root, _count: None).stored
    told = statistics(report_of(((one.issue, one.file) for one in stored), day, ledger.office))
    plain = tallies(ledger, day, ledger.office, memory=lambda _root, _count: None)
    assert count(plain.every, day, ledger.office) == told
    for _ in range(3):
        again = tallies(ledger, day, ledger.office, memory=lambda root, _count: cache.load(root, tick=-(10**15)))
        assert again == plain
    assert {one.uid for one in plain.tips} == {one.issue.uid for one in stored}
    assert plain.lines == overview(ledger, day, ledger.office, memory=lambda _root, _count: None).lines
    assert [one.paced.pace for one in plain.every] == [
        one.pace for one in report_of(((one.issue, one.file) for one in stored), day, ledger.office).paces.values()
    ]

"""Who answered for an issue in a term: replaced units and former leaders are not forgotten."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import build
import house
from conftest import Run
from ledger.model.tenure import spells


@pytest.fixture
def place(folder: Path) -> Path:
    """The first issue: 县水务局 until 2026-03-02, then 县住建局; no leader until 2026-02-01, then 某甲, then 某乙."""
    return house.build(folder)


def handed_over(ledger: Run) -> None:
    for day, *words in (
        ("2026-02-01", "--set", "包案领导=某丁"),
        ("2026-03-02", "--set", "责任单位=县住建局", "--set", "包案领导=某戊", "--why", "机构调整"),
    ):
        done = ledger("edit", "1", *words, "--as", "zhang", env={"LEDGER_TODAY": day})
        assert done.returncode == 0, done.stderr


def issues(ledger: Run, *words: str) -> dict[str, dict[str, object]]:
    done = ledger("tenure", *words, "--json")
    assert done.returncode == 0, done.stderr
    return {one["id"]: one for one in json.loads(done.stdout)["issues"]}


@pytest.mark.usefixtures("place")
def test_what_was_handed_to_others_still_stands_in_the_term(ledger: Run) -> None:
    handed_over(ledger)
    told = issues(ledger, "--unit", "县水利局", "--from", "2026-01-01")  # by an alias
    assert told.keys() == {"ISSUE-001", "ISSUE-005"}
    assert told["ISSUE-001"]["spells"] == [
        {"from": "2026-01-04", "to": "2026-02-01", "units": ["县水务局"], "leader": None},
        {"from": "2026-02-01", "to": "2026-03-02", "units": ["县水务局"], "leader": "某丁"},
    ]
    assert (told["ISSUE-001"]["replaced"], told["ISSUE-001"]["days_late"]) == (True, 0)
    later = issues(ledger, "--unit", "县住建局", "--from", "2026-04-01")
    assert later["ISSUE-001"]["days_late"] == 50
    assert "ISSUE-001" not in issues(ledger, "--unit", "县水务局", "--from", "2026-03-03")
    assert "ISSUE-001" in issues(ledger, "--unit", "县水务局", "--from", "2026-01-01", "--to", "2026-02-15")


@pytest.mark.usefixtures("place")
def test_a_leader_s_term_is_the_leader_s_own(ledger: Run) -> None:
    handed_over(ledger)
    assert issues(ledger, "--leader", "某丁", "--from", "2026-01-01").keys() == {"ISSUE-001"}
    assert issues(ledger, "--leader", "某戊", "--from", "2026-01-01")["ISSUE-001"]["spells"] == [
        {"from": "2026-03-02", "to": None, "units": ["县住建局"], "leader": "某戊"}
    ]
    assert issues(ledger, "--leader", "某戊", "--from", "2026-01-01", "--to", "2026-03-01") == {}


@pytest.mark.usefixtures("place")
def test_what_was_closed_before_the_term_is_not_in_it(ledger: Run) -> None:
    assert "ISSUE-004" in issues(ledger, "--unit", "县住建局", "--from", "2026-05-06")
    assert "ISSUE-004" not in issues(ledger, "--unit", "县住建局", "--from", "2026-05-07")


@pytest.mark.usefixtures("place")
def test_the_table_counts_and_a_term_that_cannot_be_is_refused(ledger: Run) -> None:
    shown = ledger("tenure", "--unit", "县水务局", "--from", "2026-01-01").stdout
    assert "负责过 2 件：期末逾期 1 件，期内换给别人 0 件" in shown
    for words, said in (
        (("--from", "2026-01-01"), "写明谁的任期"),
        (("--unit", "县水务局", "--from", "2026-05-01", "--to", "2026-04-01"), "早于第一天"),
        (("--unit", "县水务局", "--from", "2026-05-01", "--to", "2026-06-01"), "还没有到"),
    ):
        done = ledger("tenure", *words)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_an_issue_without_any_change_has_one_spell() -> None:
    (only,) = spells(build.started())
    assert (only.first, only.last, only.units) == (build.RECEIVED, None, build.started().plan.answering)
    assert isinstance(only.first, date)

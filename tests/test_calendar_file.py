"""`calendar.yaml`: a ledger's own days off, laid over the published table, and what is said when it is wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import house
from ledger.model.problem import Problem
from ledger.model.workdays import Calendar
from ledger.store import gate
from ledger.store.calendar import shipped, with_own

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WRONG = """holidays: [2027-02-30, soon, 2027-05-01]
workdays:
  - 2027-05-01
years: [27]
hollidays: []
"""


def laid_over(text: str) -> Calendar | tuple[Problem, ...]:
    tree = gate.read(text.encode(), "calendar.yaml")
    assert isinstance(tree, gate.Tree)
    return with_own(shipped(), tree, "calendar.yaml")


def test_a_ledgers_days_are_laid_over_the_shipped_ones() -> None:
    own = laid_over("holidays: [2027-01-01]\nworkdays: ['2027-01-02']\nyears: [2027]\n")
    assert isinstance(own, Calendar)
    assert own.covers(2027)
    assert not own.is_workday(date(2027, 1, 1))
    assert own.is_workday(date(2027, 1, 2))
    assert laid_over("holidays:\nyears: []\n") == shipped()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("holidays: 2027-01-01\n", {"calendar.yaml:1:11": "wrong-value"}),
        ("years: [1999]\n", {"calendar.yaml:1:9": "wrong-value"}),
        ("years: [2100, x]\n", {"calendar.yaml:1:9": "wrong-value", "calendar.yaml:1:15": "not-a-count"}),
        ("workdays: [2027-05-01]\nholidays: [2027-05-01, 2027-05-02]\n", {"calendar.yaml:1:12": "contradiction"}),
        ("holidays:\n  -\n", {"calendar.yaml:2:4": "not-a-day"}),
    ],
)
def test_a_fault_is_told_at_its_place(text: str, places: dict[str, str]) -> None:
    found = laid_over(text)
    assert isinstance(found, tuple)
    assert {str(one.place): one.rule for one in found} == places


def test_a_faulty_calendar_is_told_by_check_which_goes_on_with_the_shipped_one(ledger: Run, folder: Path) -> None:
    sound = house.build(folder)
    without = ledger("check", "--brief").stdout.splitlines()
    house.put(sound / "calendar.yaml", WRONG.encode())
    done = ledger("check", "--brief")
    assert (done.returncode, done.stderr) == (5, "")
    faults = [
        "calendar.yaml:1:12: no-such-day: ",
        "calendar.yaml:1:24: not-a-day: ",
        "calendar.yaml:4:9: wrong-value: ",
        "calendar.yaml:5:1: unknown-key: ",
    ]
    lines = done.stdout.splitlines()
    assert [line.startswith(fault) for line, fault in zip(lines, faults, strict=False)] == [True] * 4, lines
    assert "holidays" in lines[3]
    assert lines[4:] == without
    found = json.loads(ledger("check", "--json").stdout)
    assert (found["files"], found["broken"]) == (5, ["calendar.yaml"])


@pytest.mark.parametrize("data", [b"holidays: [2027-05-0", "years: [二〇二七]".encode("gbk"), b"- 2027-05-01\n"])
def test_a_calendar_that_is_no_yaml_stops_no_check_either(ledger: Run, folder: Path, data: bytes) -> None:
    house.put(house.build(folder) / "calendar.yaml", data)
    for command in ("check", "validate"):
        done = ledger(command, "--brief")
        assert (done.returncode, done.stdout.startswith("calendar.yaml:1:")) == (5, True), done.stderr
    assert "ISSUE-001.yaml:25:5: overdue" in ledger("check", "--brief").stdout


def test_validate_tells_it_beside_the_other_registers(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "calendar.yaml", WRONG.encode())
    house.put(folder / "units.yaml", b"units: x\n")
    for command in ("validate", "check"):
        done = ledger(command, "--brief")
        assert done.returncode == 5
        files = [line.partition(":")[0] for line in done.stdout.splitlines()]
        assert [name for name in files if "/" not in name] == ["calendar.yaml"] * 4 + ["units.yaml"]


def test_what_counts_by_it_refuses_to_count_wrongly(ledger: Run, folder: Path) -> None:
    house.put(house.build(folder) / "calendar.yaml", WRONG.encode())
    done = ledger("list")
    assert (done.returncode, done.stdout) == (5, "")
    assert "calendar.yaml:1:12" in done.stderr

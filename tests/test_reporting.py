"""A report of a ledger too large to be held says what it would say were it held, to the byte."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import house
import sample_issues as sample
from ledger.actions import reporting
from ledger.actions.desk import Desk
from ledger.errors import UnreadableError
from ledger.formats.registry import writer
from ledger.model.columns import Contents
from ledger.model.report import Report
from ledger.model.roll import Roll, picked
from ledger.model.selection import Selection
from ledger.model.statistics import statistics
from ledger.store import reel, yamlfile
from ledger.store.listing import listing
from ledger.store.patch import tree_of
from ledger.store.sheets import shipped, shipped_names
from ledger.store.workspace import Workspace

COUNT = 70
"""So many that the cache is asked, which a few files are not worth."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger with every kind of issue, in two folders, with a file that is broken and two that share a number."""
    root = tmp_path_factory.mktemp("ledger")
    house.put(root / "ledger.toml", house.SETTINGS.encode())
    for number in range(1, COUNT + 1):
        issue = sample.variety(number)
        place = root / "issues" / ("2025" if number % 3 else "2026") / f"{issue.id}.yaml"
        house.put(place, yamlfile.dump_new(tree_of(issue), None))
    house.put(root / "issues/ISSUE-005.yaml", yamlfile.dump_new(tree_of(sample.variety(5)), None))
    house.put(root / "issues/ISSUE-900.yaml", b"id: ISSUE-900\ntitle: [\n")
    return Desk(Workspace(root), sample.DAY, datetime(2026, 5, 31, tzinfo=UTC))


def workbook(report: Report) -> bytes:
    """Every sheet that there is."""
    file = io.BytesIO()
    writer("xlsx").write(report, Contents(tuple(map(shipped, shipped_names()))), file)
    return file.getvalue()


def made(desk: Desk, chosen: Selection, held_at_most: int) -> Report:
    return reporting.report(desk, chosen, skip_broken=True, said="范围", held_at_most=held_at_most)


def on(desk: Desk, day: date) -> Desk:
    return Desk(desk.workspace, day, desk.at)


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        (sample.DAY, Selection()),
        (date(2026, 3, 15), Selection(text="河道", void=True)),
        (date(2027, 1, 31), Selection(overdue=True)),
        (date(2020, 1, 1), Selection()),
    ],
)
def test_a_workbook_of_issues_made_anew_is_that_of_issues_held(desk: Desk, day: date, chosen: Selection) -> None:
    then = on(desk, day)
    held, rolled = made(then, chosen, COUNT * 2), made(then, chosen, 0)
    assert isinstance(held.entries, tuple)
    assert isinstance(rolled.entries, Roll)
    assert rolled.broken == held.broken
    assert workbook(rolled) == workbook(held)
    assert statistics(rolled) == statistics(held)


def test_so_are_the_workbooks_of_the_units(desk: Desk) -> None:
    held, rolled = made(desk, Selection(), COUNT * 2).by_unit(), made(desk, Selection(), 0).by_unit()
    assert [*rolled] == [*held]
    assert len(held) > 1
    assert [workbook(one) for one in rolled.values()] == [workbook(one) for one in held.values()]


def test_what_becomes_of_the_files_meanwhile_is_not_in_it(desk: Desk, tmp_path: Path) -> None:
    """Every sheet tells of the same moment: that at which the files were read."""
    house.put(tmp_path / "ledger.toml", house.SETTINGS.encode())
    for number in range(1, 10):
        data = yamlfile.dump_new(tree_of(sample.variety(number)), None)
        house.put(tmp_path / f"issues/ISSUE-{number:03}.yaml", data)
    small = Desk(Workspace(tmp_path), desk.day, desk.at)
    report = made(small, Selection(), 0)
    before = workbook(report)
    for path in (tmp_path / "issues").iterdir():
        path.write_bytes(b"")
    assert workbook(report) == before
    assert [one.issue.id for one in report.entries] == [f"ISSUE-{number:03}" for number in range(1, 10)]


@pytest.mark.parametrize("held_at_most", [0, COUNT * 2])
def test_a_ledger_read_in_part_is_not_given_out_as_whole(desk: Desk, held_at_most: int) -> None:
    with pytest.raises(UnreadableError) as refused:
        reporting.report(desk, Selection(), skip_broken=False, held_at_most=held_at_most)
    assert len(refused.value.what.fill["files"]) == 2  # type: ignore[arg-type]  # a tuple of names


def test_without_a_cache_the_same_issues_go_by(desk: Desk) -> None:
    found = listing(str(desk.workspace.issues))
    spots: list[reel.Spot] = []
    wound = reel.wind(desk.workspace, found, spots.append, memory=lambda _root, _part: None)
    assert {one.issue.id for one in spots} == {sample.variety(number).id for number in range(1, COUNT + 1)}
    assert all(wound.reel.at(one.place) == (one.issue, one.file) for one in spots)
    assert [one.rule for one in wound.problems if one.rule == "dup-id"] == ["dup-id"]


def test_a_roll_makes_what_is_called_and_nothing_else() -> None:
    called: list[int] = []

    def make(place: int) -> str:
        called.append(place)
        return f"at {place}"

    roll = Roll((30, 10, 20), make)
    assert (len(roll), called) == (3, [])
    assert (roll[1], roll[-1], called) == ("at 10", "at 20", [10, 20])
    assert [*roll] == [*roll] == ["at 30", "at 10", "at 20"]
    assert [*roll[1:]] == [*picked(roll, (1, 2))] == list(picked([*roll], (1, 2))) == ["at 10", "at 20"]

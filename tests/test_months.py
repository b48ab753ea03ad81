"""What a month brought each issue, recalled: word for word what reading the files again would say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import chained
import house
from conftest import Run
from ledger.cli.words.catalogue import Catalogue
from ledger.model.dispatch import dispatch, with_children
from ledger.model.dispatchpage import sections, text_of
from ledger.model.monthly import Asked
from ledger.model.period import of_month
from ledger.store import cache, escalations, months
from ledger.store.cache import Cache
from ledger.store.folder import Memory
from ledger.store.workspace import Workspace

TODAY = date(2026, 6, 2)


def in_an_hour(root: Path, _count: int = 0) -> Cache | None:
    """What is remembered, to somebody whose clock lets no file be young."""
    return cache.load(root, tick=-(3600 * 10**9))


def plainly(_root: Path, _count: int = 0) -> None:
    return None


@pytest.fixture
def ledger_of_may(ledger: Run, folder: Path) -> Workspace:
    """A ledger in which something was done, went backwards and was written down afterwards."""
    chained.build(folder)
    for words in (
        ("--month", "2026-04", "--percent", "60", "--as-of", "2026-05-18"),
        ("--month", "2026-05", "--percent", "40", "--measure", "1", "--quantity", "3", "--done-on", "2026-04-28"),
    ):
        done = ledger("progress", "ISSUE-001", "-m", "已清淤", "--as", "qian", *words)
        assert done.returncode == 0, done.stderr
    return Workspace(folder)


def told(workspace: Workspace, month: int, memory: Memory, day: date = TODAY) -> list[str]:
    """Every word of a month's dispatch."""
    period = of_month(date(2026, month, 1))
    asked = Asked(period, min(day, period.last), workspace.office, escalations.load(workspace))
    read = months.read(workspace, day, asked, memory=memory)
    assert read.problems == ()
    every, paces = with_children(asked, read.issues, lambda one, _: one)
    say = Catalogue("zh")
    found = sections(dispatch(asked, every, paces, whole=True))
    cells = (text_of(cell, say) for one in found for row in one.rows for cell in row)
    return [*(say(one.summary) for one in found), *cells]


@pytest.mark.parametrize("month", [3, 4, 5])
def test_what_is_recalled_is_what_would_be_read(ledger_of_may: Workspace, month: int) -> None:
    read = told(ledger_of_may, month, plainly)
    assert told(ledger_of_may, month, in_an_hour) == read
    assert told(ledger_of_may, month, in_an_hour) == read


def test_nothing_is_missing_of_what_is_recalled(ledger_of_may: Workspace) -> None:
    found = [told(ledger_of_may, 5, in_an_hour) for _ in range(2)][-1]
    assert "2026-05 报完成比例 40%" in found
    assert "2026-05-20 补记为 2026-04-28 完成" in found


def test_another_month_and_another_day_are_told_anew(ledger_of_may: Workspace) -> None:
    for month, day in ((5, TODAY), (4, TODAY), (5, date(2026, 5, 12)), (5, TODAY)):
        assert told(ledger_of_may, month, in_an_hour, day) == told(ledger_of_may, month, plainly, day)


def test_other_rules_of_the_house_are_other_months(ledger_of_may: Workspace) -> None:
    before = told(ledger_of_may, 5, in_an_hour)
    house.put(
        ledger_of_may.root / "templates/escalation.yaml",
        "cards:\n  - {card: 黄, when: [[总时限逾期]], kind: 预警}\n".encode(),
    )
    now = told(ledger_of_may, 5, in_an_hour)
    assert now != before
    assert now == told(ledger_of_may, 5, plainly)

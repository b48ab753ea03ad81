"""A database tells the figures that `ledger stats` tells: every one of them, of any ledger, on any day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import build
import drawn
import house
from conftest import Run
from figured import (
    ONE_BOOK,
    TODAY,
    by_database,
    days,
    expected_of,
    ledgers,
    of,
    place,
    put,
    table,
    text,
    told_of,
    written,
)
from ledger.model.issue import Issue
from ledger.model.pacewords import PACES
from ledger.model.petition import Petition
from ledger.model.plan import Deadline
from ledger.model.public import published
from ledger.model.rates import Rate
from ledger.model.report import build as report_of
from ledger.model.rewind import rewind
from ledger.model.schedule import STANDINGS
from ledger.model.statistics import Breakdown, Statistics, statistics
from ledger.store.server import Connection
from ledger.store.sql.days import LABELS
from ledger.store.workspace import Workspace
from postgres import Server, needs_postgres

pytestmark = needs_postgres


@pytest.fixture(scope="module")
def connection(postgres: Server) -> Iterator[Connection]:
    with postgres.connection(postgres.database()) as connection:
        yield connection


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return place(tmp_path_factory.mktemp("甲县"))


@pytest.fixture(scope="module")
def one_book(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return place(tmp_path_factory.mktemp("乙县"), ONE_BOOK)


@settings(max_examples=40)  # each writes files and goes to a server and back many times
@given(ledger=ledgers, other=ledgers, asked=st.lists(days, min_size=1, max_size=3))
def test_every_figure_is_the_same(
    connection: Connection, office: Workspace, ledger: tuple[Issue, ...], other: tuple[Issue, ...], asked: list[date]
) -> None:
    """Whatever other ledgers there are, even with issues of the same numbers."""
    with connection.transaction(force_rollback=True):
        put(connection, written(office, other), office.office, "乙县")
        put(connection, written(office, ledger), office.office)
        for day in asked:
            told = told_of(office, day)
            assert by_database(connection, day) == expected_of(told)
            compare_whole(connection, told, day)
            compare_groups(connection, told, day)
            compare_words(connection, told, day)


@settings(max_examples=15)
@given(ledger=drawn.kept(("GF", "QQ"), ("面积", "赔偿金额")), day=days)
def test_every_figure_of_a_house_of_one_book_is_the_same(
    connection: Connection, one_book: Workspace, ledger: tuple[Issue, ...], day: date
) -> None:
    with connection.transaction(force_rollback=True):
        put(connection, written(one_book, ledger), one_book.office)
        told = told_of(one_book, day)
        assert by_database(connection, day) == expected_of(told)
        compare_whole(connection, told, day)
        compare_groups(connection, told, day)
        compare_words(connection, told, day)


RATES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "completion": (("standing_done", "standing_verified", "standing_closed"), ("total",)),
    "on-time": (("approved_carried_out",), ("approved_measures",)),
    "closing": (("standing_closed",), ("total",)),
    "measures": (("measures_done",), ("measures",)),
    "updates": (("heard",), ("asked",)),
    "rebound": (("back_came_back",), ("back_looked_at",)),
    "settled-strict": (("settled",), ("settled", "staged", "unsettled")),
    "settled-staged": (("settled", "staged"), ("petitions",)),
}
"""Of which columns the rates of a group are."""


def compare_row(row: Mapping[str, Any], told: Breakdown | None, at: int, found: Statistics) -> None:
    """A group, or the whole ledger, column by column."""
    group = told.groups[at] if told else found.whole
    assert row["total"] == group.total
    assert [row[f"standing_{one.replace('-', '_')}"] for one in STANDINGS] == list(group.standings)
    assert [row[f"pace_{one.replace('-', '_')}"] for one in PACES] == list(group.paces)
    assert row["average_days_late"] == group.average_days_late
    rates = {one.key: one for one in group.rates}
    for key, (part, whole) in RATES.items():
        percent = row[f"percent_{key.replace('-', '_')}"]
        counted = (sum(row[name] for name in part), sum(row[name] for name in whole), text(percent))
        assert counted == (of(rates[key]) if key in rates else (0, 0, None)), key
    assert row["share"] == (told.share(group).percent if told else Rate("", "", group.total, group.total).percent)


def compare_whole(connection: Connection, told: Statistics, day: date, schema: str = "ledger") -> None:
    (row,) = table(connection, f"{schema}.figures(%s)", day)
    compare_row(row, None, 0, told)
    assert (row["days_late"], row["measures_done"], row["measures"]) == (
        told.days_late, told.measures_done, told.measures,
    )  # fmt: skip
    assert [row[f"status_{one.key.replace('-', '_')}"] for one in told.statuses] == [
        one.number for one in told.statuses
    ]


def compare_groups(connection: Connection, told: Statistics, day: date, schema: str = "ledger") -> None:
    assert {one.key for one in told.breakdowns} | {"books"} == set(LABELS)
    for one in told.breakdowns:
        rows = {row["label"]: row for row in table(connection, f"{schema}.figures_by_{one.key}(%s)", day)}
        assert rows.keys() == {group.name for group in one.groups}, one.key
        assert sum(row["total"] for row in rows.values()) == one.counted
        for at, group in enumerate(one.groups):
            compare_row(rows[group.name], one, at, told)


def compare_words(connection: Connection, told: Statistics, day: date) -> None:
    """What an office names itself: types, levels, books, units, the fields that are added up."""
    sections = {one.key: one for one in told.sections}
    partitions = {one.key: one for one in sections["petitions"].partitions}
    for name, key in (("petition_types", "types"), ("petition_levels", "levels")):
        rows = table(connection, f"ledger.{name}(%s)", day)
        found = {row["label"]: (row["number"], row["whole"], text(row["percent"])) for row in rows}
        assert found == {one.name: of(partitions[key].share(one)) for one in partitions[key].parts}
    others = {row["label"]: row["number"] for row in table(connection, "ledger.other_books(%s)", day)}
    assert others == dict(told.others)
    units = {
        row["label"]: (
            (row["came_back"], row["looked_at"], text(row["percent_rebound"])),
            (row["again"], row["closed"], text(row["percent_second"])),
        )
        for row in table(connection, "ledger.lookback_by_units(%s)", day)
    }
    assert units == {one.name: tuple(map(of, one.rates)) for one in sections["lookback"].units}
    sums = {
        (row["book"], row["name"]): (row["total"], row["issues"])
        for row in table(connection, "ledger.amounts(%s)", day)
    }
    assert sums == {(one.book, one.name): (one.total, one.issues) for one in sections["sums"].sums}


INSIDE = {
    *(("petitions", key) for key in ("again", "bypassed", "problems", "repeated", "repeated-problems", "repeats")),
    *(("petitions", key) for key in ("settled-at-once", "satisfied-strict", "satisfied-mostly")),
    *(("satisfaction", key) for key in ("satisfied", "mostly-satisfied", "dissatisfied")),
    *(("lookback", key) for key in ("not-genuine", "no-archive")),
}
"""Figures made of what is nobody's to read: who came again, what they said of it, what a look-back found out."""


def compare_public(connection: Connection, told: Statistics, day: date) -> None:
    expected = expected_of(told)
    assert by_database(connection, day, "ledger_public") == {
        key: expected[key] for key in expected if key not in INSIDE
    }
    compare_whole(connection, told, day, "ledger_public")
    compare_groups(connection, told, day, "ledger_public")
    types = {one.key: one for one in next(one for one in told.sections if one.key == "petitions").partitions}["types"]
    rows = table(connection, "ledger_public.petition_types(%s)", day)
    assert {row["label"]: row["number"] for row in rows} == {one.name: one.number for one in types.parts}


@settings(max_examples=25)
@given(ledger=ledgers, day=days)
def test_figures_for_everybody_are_those_of_what_is_published(
    connection: Connection, office: Workspace, ledger: tuple[Issue, ...], day: date
) -> None:
    """As `ledger stats` counts the issues that everybody may know of, each with nothing but what is shown of it."""
    open_to_all = {one.id: one for one in ledger if one.void is None and office.office.of(one).is_public}
    with connection.transaction(force_rollback=True):
        put(connection, written(office, ledger), office.office)
        shown = (published(one, open_to_all.__contains__) for one in open_to_all.values())
        then = [was for one in shown if (was := rewind(one, day)) is not None]
        compare_public(connection, statistics(report_of(((one, "") for one in then), day, office.office)), day)


def test_petitions_of_one_number_in_two_ledgers_are_about_two_problems(
    connection: Connection, office: Workspace
) -> None:
    petition = build.issue().model_copy(update={"petition": Petition(number="D3SX202505280018", settled="已办结")})
    with connection.transaction(force_rollback=True):
        for name in ("甲县", "乙县"):
            put(connection, (petition,), office.office, name)
        for name in ("甲县", "乙县"):
            found = by_database(connection, TODAY, of=name)
            assert found["petitions", "settled-at-once"] == (1, 1, "100.0")
            assert found["petitions", "repeated"] == (0, 1, "0.0")


def test_a_ledger_without_issues_has_every_figure_as_nought(connection: Connection, office: Workspace) -> None:
    with connection.transaction(force_rollback=True):
        put(connection, written(office, ()), office.office)
        told = told_of(office, TODAY)
        assert by_database(connection, TODAY) == expected_of(told)
        compare_whole(connection, told, TODAY)


@pytest.mark.parametrize("day", ["2026-01-03", house.DAY, "2026-12-31"])
def test_the_program_prints_what_it_published(ledger: Run, folder: Path, postgres: Server, day: str) -> None:
    house.build(folder)
    name = postgres.database()
    assert ledger("publish", postgres.url(name)).returncode == 0
    told = json.loads(ledger("stats", "--json", "--as-of", day).stdout)
    with postgres.connection(name) as own:
        found = by_database(own, date.fromisoformat(day), of=folder.name)
        groups = {key: table(own, f"ledger.figures_by_{key}(%s)", day, of=folder.name) for key in told["breakdowns"]}
    rates = {("", one["key"]): one for one in told["rates"]}
    rates |= {(key, one["key"]): one for key in ("deadlines", "lookback", "petitions") for one in told[key]["rates"]}
    assert {key: found[key] for key in rates} == {
        key: (one["part"], one["whole"], one["percent"]) for key, one in rates.items()
    }
    for name in ("standings", "statuses"):
        assert [found[name, one["key"]][0] for one in told[name]] == [one["count"] for one in told[name]]
    assert found["backlog", "overdue"][0] == told["overdue"]
    for key, rows in groups.items():
        assert {row["label"]: row["total"] for row in rows} == {
            one["name"]: one["total"] for one in told["breakdowns"][key]["groups"]
        }


def test_nobody_reads_off_a_public_issue_that_a_part_kept_inside_is_late(
    ledger: Run, office: Workspace, postgres: Server
) -> None:
    parent = build.started()
    plan = build.plan(deadline=Deadline(text="2026年3月底前", due=date(2026, 3, 31)))
    child = build.started(plan=plan).model_copy(update={"id": "ZR-002", "uid": "uid-00000002", "parent": parent.id})
    written(office, (parent, child))
    name = postgres.database()
    assert ledger("publish", postgres.url(name), f"甲县={office.root}").returncode == 0
    with postgres.connection(name) as own:
        day = date(2026, 4, 10)
        inside, outside = (by_database(own, day, schema) for schema in ("ledger", "ledger_public"))
    assert (inside["paces", "behind"][:2], inside["paces", "overdue"][:2]) == ((1, 2), (1, 2))
    assert (outside["paces", "on-pace"][:2], outside["paces", "behind"][:2]) == ((1, 1), (0, 1))

"""What is overdue in the whole country, by the functions of a real database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import build
from figured import TODAY, days, expected_of, ledgers, place, put, table, told_of, written
from ledger.model.issue import Issue
from ledger.model.schedule import STANDINGS
from ledger.model.units import Unit, Units
from ledger.store.server import Connection
from ledger.store.sql import figures
from ledger.store.sql.questions import questions
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


def provinces(connection: Connection, first: date, last: date) -> dict[tuple[str, date], tuple[date, int]]:
    rows = table(connection, "ledger.overdue_by_month(%s, %s)", first, last)
    found = {(one["province"], one["month"]): (one["as_of"], one["overdue"]) for one in rows}
    assert len(found) == len(rows)
    return found


@settings(max_examples=20)
@given(here=ledgers, there=ledgers, day=days)
def test_the_national_picture_is_the_sum_of_the_ledgers(
    connection: Connection, office: Workspace, here: tuple[Issue, ...], there: tuple[Issue, ...], day: date
) -> None:
    with connection.transaction(force_rollback=True):
        told = []
        for name, province, ledger in (("甲县", "甲省", here), ("乙县", "乙省", there), ("丙县", "丙省", ())):
            put(connection, written(office, ledger), office.office, name, province)
            told.append((province, told_of(office, day)))
        lines = {row["label"]: row for row in table(connection, "ledger.overdue_by_provinces(%s)", day)}
        assert {
            name: (row["total"], row["overdue"], row["days_late"], row["average_days_late"])
            for name, row in lines.items()
        } == {name: (one.total, one.overdue, one.days_late, one.average_days_late) for name, one in told}
        for question, key in (("units", "units"), ("fields", "fields"), ("rounds", "batches")):
            expected: dict[str, tuple[int, int]] = {}
            for _, one in told:
                for group in next(each for each in one.breakdowns if each.key == key).groups:
                    total, overdue = expected.get(group.name, (0, 0))
                    late = group.standings[STANDINGS.index("overdue")]
                    expected[group.name] = (total + group.total, overdue + late)
            rows = table(connection, f"ledger.overdue_by_{question}(%s)", day)
            assert {row["label"]: (row["total"], row["overdue"]) for row in rows} == expected


@settings(max_examples=15)
@given(here=ledgers, day=days, length=st.integers(0, 400))
def test_each_month_has_what_is_overdue_on_its_last_day(
    connection: Connection, office: Workspace, here: tuple[Issue, ...], day: date, length: int
) -> None:
    first, last = day, day + timedelta(days=length)
    with connection.transaction(force_rollback=True):
        put(connection, written(office, here), office.office, "甲县", "甲省")
        put(connection, (), office.office, "丙县", "丙省")
        expected: dict[tuple[str, date], tuple[date, int]] = {}
        month = first.replace(day=1)
        while month <= last:
            following = (month + timedelta(days=32)).replace(day=1)
            counted = min(following - timedelta(days=1), last)
            expected["甲省", month] = (counted, told_of(office, counted).overdue)
            expected["丙省", month] = (counted, 0)
            month = following
        assert provinces(connection, first, last) == expected
        assert provinces(connection, last + timedelta(days=1), first) == {}


@settings(max_examples=10)
@given(ledger=ledgers, day=days)
def test_functions_as_they_are_written_for_citus_tell_the_same(
    connection: Connection, office: Workspace, ledger: tuple[Issue, ...], day: date
) -> None:
    blanks = {1: f"'{day}'", 2: f"'{day}', '{day + timedelta(days=100)}'"}
    asked = [
        f"{schema}.{one.name}({blanks[len(one.takes)]})"
        for schema, public in (("ledger", False), ("ledger_public", True))
        for one in questions(f"{schema}.", public=public)
    ]
    with connection.transaction(force_rollback=True):
        put(connection, written(office, ledger), office.office)
        plain = [sorted(map(repr, table(connection, one))) for one in asked]
        for statement in (
            *figures.functions("ledger", "citus"), *figures.functions("ledger_public", "citus", public=True),
        ):  # fmt: skip
            connection.execute(statement)  # type: ignore[call-overload]  # ours
        assert [sorted(map(repr, table(connection, one))) for one in asked] == plain


def test_the_same_unit_under_two_names_is_one_in_a_ledger_and_two_in_the_country(
    connection: Connection, office: Workspace
) -> None:
    """Each ledger calls a unit by the name that its own register has, whatever an issue calls it."""
    by_alias = build.started(plan=build.plan(responsible_units=("市水务局", build.WATER)))
    with connection.transaction(force_rollback=True):
        put(connection, (by_alias,), office.office)
        put(connection, (by_alias,), replace(office.office, units=Units((Unit(name="市水务局"),))), "乙县")
        late = build.DUE + timedelta(days=10)
        rows = table(connection, "ledger.overdue_by_units(%s)", late)
        assert {row["label"]: (row["total"], row["overdue"], row["days_late"]) for row in rows} == {
            build.WATER: (2, 2, 20), "市水务局": (1, 1, 10),
        }  # fmt: skip


def test_every_question_of_the_manual_is_answered(connection: Connection, office: Workspace) -> None:
    manual = (Path(__file__).parents[1] / "docs/publish.md").read_text("utf-8")
    shown = re.search(r"## 查数字.*?```sql\n(.*?)```", manual, re.DOTALL)
    assert shown is not None
    with connection.transaction(force_rollback=True):
        put(connection, written(office, (build.started(),)), office.office)
        answers = [
            connection.execute(one).fetchall()  # type: ignore[call-overload]  # of the manual
            for one in re.sub("--.*", "", shown[1]).split(";")
            if one.strip()
        ]
    assert len(answers) == 8
    assert [len(one) for one in answers[:3]] == [1, len(expected_of(told_of(office, TODAY))), 1]

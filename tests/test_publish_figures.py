"""A database tells the figures that `ledger stats` tells, of any ledger, on any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import build
from drawn import days, ledgers
from ledger.model.issue import Issue
from ledger.model.relations import Given
from ledger.model.report import build as report_of
from ledger.model.rewind import rewind
from ledger.model.selection import Selection
from ledger.model.spans import families, spans
from ledger.model.statistics import Statistics, statistics
from ledger.store.emitting import Fresh
from ledger.store.publishing import Publication
from ledger.store.server import Connection
from ledger.store.sql.sums import HEARD_NAMES, SETTLED_NAMES, VERDICT_NAMES, named
from postgres import Server, needs_postgres

OFFICE = build.OFFICE
NOW = datetime(2026, 5, 20, tzinfo=UTC)
pytestmark = needs_postgres


@pytest.fixture(scope="module")
def connection(postgres: Server) -> Iterator[Connection]:
    with postgres.connection(postgres.database()) as connection:
        yield connection


def put(connection: Connection, ledger: tuple[Issue, ...]) -> None:
    fresh = [
        Fresh(Given(one, OFFICE, f"issues/{one.id}.yaml", spans(family, OFFICE)[one.id]), "")
        for family in families(ledger)
        for one in family
    ]
    publication = Publication(connection, "某县", NOW)
    assert publication.begin() is None
    publication.put([fresh], (), None, anew=True)


def counted(ledger: tuple[Issue, ...], day: date) -> Statistics:
    """As `ledger stats` counts: what stood for nothing by then is left out."""
    then = [was for one in ledger if (was := rewind(one, day)) is not None]
    report = report_of(((one, f"issues/{one.id}.yaml") for one in then), day, OFFICE)
    kept = tuple(one for one in report.entries if Selection().takes(one.issue, one.situation, OFFICE))
    return statistics(replace(report, entries=kept))


def rates_of(told: Statistics) -> dict[tuple[str, str], tuple[int, int | None, str | None]]:
    """Every rate and count of a section, as the database has them."""
    found: dict[tuple[str, str], tuple[int, int | None, str | None]] = {}
    for rate in told.rates:
        found["", rate.key] = (rate.part, rate.whole, None if rate.percent is None else str(rate.percent))
    for section in told.sections:
        for count in section.counts:
            found[section.key, count.key] = (count.number, count.whole, None)
        for rate in section.rates:
            found[section.key, rate.key] = (rate.part, rate.whole, None if rate.percent is None else str(rate.percent))
    return found


def by_database(connection: Connection, day: date) -> dict[tuple[str, str], tuple[int, int | None, str | None]]:
    rows = connection.execute("SELECT section, key, part, whole, percent FROM ledger.statistics(%s)", (day,))
    return {
        (section, key): (part, whole, None if percent is None else str(percent))
        for section, key, part, whole, percent in rows
    }


@settings(max_examples=150)  # each goes to a server and back
@given(ledgers, days)
def test_every_figure_is_the_same(connection: Connection, ledger: tuple[Issue, ...], day: date) -> None:
    with connection.transaction(force_rollback=True):
        put(connection, ledger)
        told, found = counted(ledger, day), by_database(connection, day)
        expected = rates_of(told) if told.total else {}
        for key, (part, whole, percent) in expected.items():
            assert found[key][:2] == (part, whole), key
            assert percent is None or found[key][2] == percent, key
        assert found.keys() == expected.keys()
        sums = next(one for one in told.sections if one.key == "sums").sums
        amounts = connection.execute("SELECT name, total, issues FROM ledger.amounts(%s)", (day,)).fetchall()
        assert sorted(amounts) == sorted((one.name, one.total, one.issues) for one in sums)
        compare_groups(connection, told, day)


def compare_groups(connection: Connection, told: Statistics, day: date) -> None:
    for one in told.breakdowns:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ledger.figures_by_{one.key}(%s)", (day,))  # type: ignore[call-overload]  # ours
            names = [column.name for column in cursor.description or ()]
            rows = {row[1]: dict(zip(names, row, strict=True)) for row in cursor}
        assert rows.keys() == {group.name for group in one.groups}, one.key
        for group in one.groups:
            row = rows[group.name]
            assert row["total"] == group.total
            assert row["average_days_late"] == group.average_days_late


def test_the_words_of_a_database_are_plain_names() -> None:
    for name in (*SETTLED_NAMES.values(), *VERDICT_NAMES.values(), *HEARD_NAMES.values(), named("standing", "on-time")):
        assert name.replace("_", "").isalpha()

"""What goes out comes back: every value of every table, from files of columns by two programs, and from a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("duckdb", reason="not on this machine: duckdb")
pytest.importorskip("pyarrow", reason="not on this machine: pyarrow")
pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import duckdb
from pyarrow import dataset as arrow

import build
from drawn import days, ledgers
from ledger.model.issue import Issue
from ledger.model.relations import OF_ISSUES, Given
from ledger.model.spans import families, spans
from ledger.model.thing import Thing
from ledger.model.units import Unit
from ledger.store import asking
from ledger.store.columnar import OF_LEDGERS, TABLES, table
from ledger.store.dataset import Dataset
from ledger.store.emitting import Fresh, Origin, Row, register_rows, rows_of
from ledger.store.publishing import Publication
from ledger.store.server import Connection
from ledger.store.sql.questions import questions
from postgres import Server, needs_postgres

NAME = "某县"
NOW = datetime(2026, 5, 20, 8, 30, 0, 123456, tzinfo=UTC)
ORIGIN = Origin("c" * 40, "摘要", "依据")
UNITS = (Unit(name="县水务局", aliases=("县水利局", "水利局")), Unit(name="某镇", level="镇", parent="某县"))
LONGEST = Decimal("-123456789012345.123456789")
THINGS = (
    Thing(id="红旗河", name="红旗河", kind="水体", lon=LONGEST, lat=Decimal("31.10"), since=date(2020, 2, 29)),
    Thing(id="PK-001", name="排口", kind="排口", other_names=("甲", '"乙"'), code="1.10"),
)
ROUNDS = (None, "1.10", "1.1", "第一轮", "2026-01", "a/b", "100%", "x=y", "{甲}", "A", "a", "null", "轮" * 90, "轮 .")
TEXTS = st.sampled_from((None, "", "\\N", "a\tb\nc\\d", "“引号”'\"", "𠮷😀", "13800000000", "null", "{}"))
AMOUNTS = st.none() | st.sampled_from((Decimal("0.000000001"), Decimal("999999999999999.999999999"), Decimal("-0.10")))
Table = list[dict[str, object]]


@st.composite
def written(draw: st.DrawFn) -> tuple[Issue, ...]:
    """Ledgers with all that may stand in a text, in a number, in a round."""
    made = draw(ledgers)
    return tuple(
        one.model_copy(
            update={
                "title": draw(TEXTS) or "标题",
                "region": draw(TEXTS),
                "fields": tuple(draw(st.lists(TEXTS.filter(bool), max_size=2))),
                "source": one.source.model_copy(
                    update={"batch": draw(st.sampled_from(ROUNDS)), "finding": draw(TEXTS)}
                ),
                "plan": one.plan
                and one.plan.model_copy(
                    update={
                        "measures": tuple(
                            step.model_copy(update={"funds": draw(AMOUNTS)}) for step in one.plan.measures
                        )
                    }
                ),
            }
        )
        for one in made
    )


def fresh(ledger: Iterable[Issue]) -> list[Fresh]:
    return [
        Fresh(Given(one, build.OFFICE, f"issues/{one.id}.yaml", spans(family, build.OFFICE)[one.id]), "摘要")
        for family in families(tuple(ledger))
        for one in family
    ]


def said(count: int) -> Mapping[str, object]:
    """The row of a ledger itself."""
    told = {"title": "台账", "unit": "县整改办", "level": "县", "province": "甲省", "city": None, "county": ""}
    return told | {"commit": ORIGIN.commit, "modified": True, "digest": "摘要", "basis": "依据", "issues": count}


def emitted(ledger: tuple[Issue, ...]) -> dict[str, list[Row]]:
    """Every row that goes out."""
    given_out = fresh(ledger)
    found = {relation.name: list(rows_of(relation, given_out, NAME, ORIGIN.commit)) for relation in OF_ISSUES}
    found |= {relation.name: rows for relation, rows in register_rows(NAME, UNITS, THINGS, ORIGIN)}
    row = {**said(len(ledger)), "ledger": NAME, "published_at": NOW}
    return found | {OF_LEDGERS: [[row[one.name] for one in TABLES[OF_LEDGERS]]]}  # type: ignore[misc]  # values, all


def told(name: str, rows: Iterable[Sequence[object]]) -> Table:
    """Rows by their columns, in an order that every program's own order can be brought to."""
    columns = TABLES[name]
    kinds = {one.name: one.kind for one in columns}

    def plain(column: str, value: object) -> object:
        if kinds[column] == "json" and isinstance(value, str):
            return json.loads(value)
        return list(value) if isinstance(value, tuple) else value

    found = [{one.name: plain(one.name, value) for one, value in zip(columns, row, strict=True)} for row in rows]
    return sorted(found, key=lambda row: [str(row.get(key)) for key in ("uid", "key", "since", "name", "id")])


def by_arrow(place: Path, name: str) -> Table:
    read = arrow.dataset(place / name).to_table()
    assert read.column_names == [one.name for one in TABLES[name]]
    return told(name, [list(row.values()) for row in read.to_pylist()])


def by_duckdb(connection: duckdb.DuckDBPyConnection, place: Path, name: str) -> Table:
    files = f"{place / name}/**/*.parquet"
    read = connection.execute("SELECT * FROM read_parquet(?, hive_partitioning = false)", [files])
    assert [column[0] for column in read.description or ()] == [one.name for one in TABLES[name]]
    return told(name, read.fetchall())


def by_database(connection: Connection, name: str) -> Table:
    columns = ", ".join(f'"{one.name}"' for one in TABLES[name])
    return told(name, connection.execute(f"SELECT {columns} FROM ledger.{name}").fetchall())  # type: ignore[call-overload]  # ours


@pytest.fixture(scope="module")
def connection(postgres: Server) -> Iterable[Connection]:
    with postgres.connection(postgres.database()) as connection:
        yield connection


def write(place: Path, rows: Mapping[str, list[Row]]) -> None:
    with Dataset(place, NAME) as dataset:
        for name, own in rows.items():
            dataset.put(name, own)


def put(connection: Connection, ledger: tuple[Issue, ...]) -> None:
    publication = Publication(connection, NAME, NOW)
    assert publication.begin() is None
    publication.put([fresh(ledger)], (), ORIGIN.commit, anew=True)
    publication.put_registers(UNITS, THINGS, ORIGIN, anew=True)
    publication.say(said(len(ledger)))  # type: ignore[arg-type]  # values, all


@needs_postgres
@settings(max_examples=15)  # each writes and reads 12 tables three times
@given(written())
@example(())
def test_two_programs_and_a_database_tell_every_value_that_went_out(
    connection: Connection, ledger: tuple[Issue, ...]
) -> None:
    rows = emitted(ledger)
    assert rows.keys() == TABLES.keys()
    with TemporaryDirectory() as folder, duckdb.connect() as duck, connection.transaction(force_rollback=True):
        duck.execute("SET TimeZone = 'America/New_York'")  # a moment is one wherever it is read
        place = Path(folder, "数据")
        write(place, rows)
        put(connection, ledger)
        for name, own in rows.items():
            expected = told(name, own)
            assert by_arrow(place, name) == expected, name
            assert by_duckdb(duck, place, name) == expected, name
            assert by_database(connection, name) == expected, name


def comparable(rows: Iterable[Sequence[object]]) -> list[list[object]]:
    """Rows in one order; numbers by their value, whether a program holds them as decimals or in binary."""

    def plain(value: object) -> object:
        return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value

    return sorted(([plain(one) for one in row] for row in rows), key=repr)


@needs_postgres
@settings(max_examples=15)  # each asks 25 questions of two programs
@given(written(), days)
def test_every_question_of_a_day_has_the_same_answer_in_duckdb_as_in_a_database(
    connection: Connection, ledger: tuple[Issue, ...], day: date
) -> None:
    with asking.opened() as place, connection.transaction(force_rollback=True):
        place.begin()
        for name, own in emitted(ledger).items():
            place.add(name, table(name, own))
        place.close_in()
        put(connection, ledger)
        for one in questions("ledger."):
            given_days = ("2026-01-15", day.isoformat()) if one.name == "overdue_by_month" else (day.isoformat(),)
            asked = f"SELECT * FROM ledger.{one.name}({', '.join(map(repr, given_days))})"
            found = place.ask(asked)
            assert found.columns == tuple(name for name, _ in one.gives)
            expected = connection.execute(asked).fetchall()  # type: ignore[call-overload]  # ours
            assert comparable(found.rows) == comparable(expected), one.name


def test_a_program_that_takes_folders_for_columns_has_two_more(tmp_path: Path) -> None:
    """As Spark does, and as DuckDB does unless told: `round` is a text all the same."""
    issue = build.issue()
    ledger = [
        issue.model_copy(
            update={
                "id": f"ISSUE-{at:03d}",
                "uid": f"uid-{at}",
                "source": issue.source.model_copy(update={"batch": one}),
            }
        )
        for at, one in enumerate(("1.10", "1.1", "1.100"))
    ]
    write(tmp_path / "d", {"issues": emitted(tuple(ledger))["issues"]})
    files = f"{tmp_path}/d/issues/**/*.parquet"
    read = duckdb.sql(f"SELECT round, by_ledger, typeof(by_round) FROM read_parquet('{files}') ORDER BY round")
    assert [row[0] for row in read.fetchall()] == ["1.1", "1.10", "1.100"]
    hive = arrow.dataset(tmp_path / "d/issues", partitioning="hive").to_table()
    assert {"round", "by_round", "by_ledger"} < set(hive.column_names)
    assert sorted(hive["round"].to_pylist()) == ["1.1", "1.10", "1.100"]

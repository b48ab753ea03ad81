"""What everybody may read in a database is what may be published of a ledger (`model.public`), row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import build
from drawn import days, ledgers
from ledger.model.acts import ACCOUNT, Appraisal, Voiding
from ledger.model.book import Book, Described
from ledger.model.issue import Issue
from ledger.model.openly import audible
from ledger.model.personal import hidden_words, may_hide
from ledger.model.plan import Quantity, Stage
from ledger.model.public import SHOWN, published, written
from ledger.model.relation import Relation
from ledger.model.relations import OF_ISSUES, STANDINGS, Given, everybodys
from ledger.model.spans import Span, families, spans
from ledger.model.standings import FIELDS
from ledger.model.values import Record
from ledger.store.emitting import Fresh, rows_of
from ledger.store.server import Connection
from ledger.store.sql.tables import NO_ROUND, columns_of
from postgres import Server, needs_postgres

pytestmark = needs_postgres
SECRET_BOOK = Book(
    "zr", "责任追究", "责任追究台账", "ZR", "issues", Described(title="责任追究台账", prefix="ZR", public=False)
)
OFFICE = replace(build.OFFICE, books=(SECRET_BOOK,))
NUMBERS = (
    "",
    "",
    "，电话13812345678",
    "，电话13800005678",
    "，110101199003071234",
    "，a.b@example.org",
    "电话：5123456",
)
"""What somebody writes into a text that is to be masked; two of them look the same when they are."""
FORMED = frozenset({"id", "uid", "parent", "related", "status", "move", "month", "before", "after", "sha256", "path"})
"""Fields whose form somebody checks, or by which an issue is known."""


@st.composite
def noted(draw: st.DrawFn, record: Record, place: str = "") -> Any:  # noqa: ANN401 - the record's own kind
    """A record with numbers of persons in any of the texts that are published."""
    told: dict[str, object] = {}
    for name in type(record).model_fields:
        value: object = getattr(record, name)
        path = f"{place}{name}"
        if isinstance(value, Record):
            told[name] = draw(noted(value, f"{path}."))
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            told[name] = tuple(draw(noted(one, f"{path}.")) for one in value)
        elif path in SHOWN and name in written(type(record)) and name not in FORMED:
            if isinstance(value, str):
                told[name] = value + draw(st.sampled_from(NUMBERS))
            elif isinstance(value, tuple):
                told[name] = tuple(one + draw(st.sampled_from(NUMBERS)) for one in value if isinstance(one, str))
    return record.model_copy(update=told)


@st.composite
def judged(draw: st.DrawFn, issue: Issue) -> Issue:
    """The same with what is not published, and by which an issue stands elsewhere: stages of its work, somebody's
    judgement of its pace, the day that its deadline counts from.
    """
    said = draw(st.lists(st.tuples(days, st.sampled_from(("未达序时", "达到序时", "超序时"))), max_size=1))
    appraisals = tuple(Appraisal(date=day, by="li", pace=pace, reason="踏勘", cycle=issue.cycle) for day, pace in said)
    plan = issue.plan
    if plan is not None and draw(st.booleans()):
        stages = (Stage(by=draw(days), amount=Decimal(5)),)
        work = Quantity(total=Decimal(10), unit="个", done=Decimal(draw(st.integers(0, 10))), stages=stages)
        measures = tuple(one.model_copy(update={"quantity": work}) for one in plan.measures)
        deadline = plan.deadline and plan.deadline.model_copy(
            update={"due": None, "immediate": True, "base": draw(st.none() | days)}
        )
        plan = plan.model_copy(update={"measures": measures, "deadline": deadline})
    return issue.model_copy(update={"appraisals": appraisals, "plan": plan})


@st.composite
def secretive(draw: st.DrawFn) -> tuple[Issue, ...]:
    """A ledger of which not everything may be known: numbers in its texts, a book that is kept inside, void issues,
    links to these, steps of 问责.
    """
    found = []
    for drawn in draw(ledgers):
        one: Issue = draw(judged(draw(noted(drawn))))
        number = draw(st.sampled_from((one.id, one.id, one.id.replace("ISSUE", "ZR"))))
        history = one.history
        if history and draw(st.booleans()):
            step = build.started().history[-1].model_copy(update={"move": ACCOUNT, "why": "问责", "by": "wang"})
            at = draw(st.integers(0, len(history)))
            history = (*history[:at], step, *history[at:])
        links = draw(st.lists(st.sampled_from(("ISSUE-001", "ZR-002", "ISSUE-003", "ISSUE-999")), max_size=3))
        void = Voiding(date=date(2026, 5, 1), by="wang", why="重复登记", instead="ISSUE-002")
        found.append(
            one.model_copy(
                update={
                    "id": number,
                    "parent": draw(st.sampled_from((None, "ISSUE-001", "ZR-001", "city/ISSUE-001"))),
                    "related": tuple(links),
                    "void": draw(st.sampled_from((None, None, void))),
                    "history": history,
                }
            )
        )
    return tuple(found)


@pytest.fixture(scope="module")
def connection(postgres: Server) -> Iterator[Connection]:
    with postgres.connection(postgres.database()) as connection:
        yield connection


def given_of(ledger: tuple[Issue, ...]) -> list[Given]:
    return [
        Given(one, OFFICE, f"issues/{one.id}.yaml", audible(family, OFFICE)[one.id])
        for family in families(ledger)
        for one in family
    ]


def put(connection: Connection, ledger: tuple[Issue, ...]) -> None:
    fresh = [Fresh(one, "") for one in given_of(ledger)]
    connection.execute("INSERT INTO ledger.ledgers (ledger, issues) VALUES ('某县', %s)", (len(ledger),))
    for relation in OF_ISSUES:
        names = ", ".join(f'"{one.name}"' for one in columns_of(relation))
        blanks = ", ".join("%s" for _ in columns_of(relation))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO ledger.{relation.name} ({names}) VALUES ({blanks})",  # type: ignore[arg-type]  # ours
                list(rows_of(relation, fresh, "某县", None)),
            )


def everybody_reads(connection: Connection, relation: Relation[Given, Any]) -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ledger_public.{relation.name}")  # type: ignore[call-overload]  # ours
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def may_be_read(relation: Relation[Given, Any], ledger: tuple[Issue, ...]) -> list[dict[str, object]]:
    """The rows of the ledger as it is published."""
    every = given_of(ledger)
    known = {one.issue.id for one in every if not one.inside}
    found = []
    for one in every:
        if one.inside:
            continue
        shown = published(one.issue, known.__contains__)
        about = {"ledger": "某县", "round": hidden_words(one.issue.source.batch or NO_ROUND), "uid": shown.uid}
        for row in relation.rows(everybodys(one)._replace(issue=shown)):
            own = dict(zip(relation.columns, row, strict=True))
            if "inside" not in own.values():
                found.append({**about, **{column.name: value for column, value in own.items() if column.public}})
    return found


def told(row: dict[str, object]) -> str:
    return repr(sorted((name, list(one) if isinstance(one, tuple) else one) for name, one in row.items()))


@settings(max_examples=80)  # each goes to a server and back
@given(secretive())
def test_everybody_reads_the_rows_of_what_is_published(connection: Connection, ledger: tuple[Issue, ...]) -> None:
    with connection.transaction(force_rollback=True):
        put(connection, ledger)
        for relation in OF_ISSUES:
            found, expected = everybody_reads(connection, relation), may_be_read(relation, ledger)
            assert sorted(map(told, found)) == sorted(map(told, expected)), relation.name
        counted = connection.execute("SELECT issues FROM ledger_public.ledgers").fetchone()
        assert counted == (sum(not one.inside for one in given_of(ledger)),)


def on(found: Iterable[Span], day: date) -> list[Span]:
    return [one for one in found if one.since <= day and (one.until is None or one.until > day)]


def stands(found: Iterable[Span], day: date) -> list[list[object]]:
    """What everybody may read of how something stands on a day, masked."""
    public = [one for one in FIELDS if one.column.public]
    return [
        [
            [*dict.fromkeys(map(hidden_words, told))] if isinstance(told := one.read(span), list) else told
            for one in public
        ]
        for span in on(found, day)
    ]


@settings(max_examples=80)
@given(secretive(), days)
def test_on_any_day_issues_stand_for_everybody_as_those_do_that_are_published(
    connection: Connection, ledger: tuple[Issue, ...], day: date
) -> None:
    every = given_of(ledger)
    known = {one.issue.id for one in every if not one.inside}
    shown = [published(one.issue, known.__contains__) for one in every if not one.inside]
    expected = {name: stands(found, day) for family in families(shown) for name, found in spans(family, OFFICE).items()}
    names = ", ".join(f's."{one.column.name}"' for one in FIELDS if one.column.public)
    question = (
        f"SELECT i.id, {names} FROM ledger_public.standings s JOIN ledger_public.issues i"
        " ON i.ledger = s.ledger AND i.round = s.round AND i.uid = s.uid"
        " WHERE s.since <= %s AND (s.until IS NULL OR s.until > %s)"
    )
    with connection.transaction(force_rollback=True):
        put(connection, ledger)
        told = connection.execute(question, (day, day)).fetchall()  # type: ignore[call-overload]  # ours
        counted = connection.execute("SELECT uid FROM ledger_public.on_day(%s)", (day,)).fetchall()
        within = connection.execute("SELECT uid, standing FROM ledger.on_day(%s)", (day,)).fetchall()
    assert {name: rows for name, rows in expected.items() if rows} == {name: [row] for name, *row in told}
    assert len(counted) == len(told), "each stands once"
    house = ((one, spans(family, OFFICE)[one.id]) for family in families(ledger) for one in family)
    assert sorted(within) == sorted(
        (one.uid, span.weight.score.standing) for one, own in house for span in on(own, day)
    )


@given(st.text(alphabet="13860５19900307xX-. 　（）()@电话：a．·", max_size=40))
def test_a_text_that_is_masked_is_looked_at(text: str) -> None:
    assert may_hide(text) or hidden_words(text) == text


def test_no_condition_of_who_asks_is_looked_at_for_what_is_kept_inside(connection: Connection) -> None:
    """A view that is a barrier hides its rows before anything is asked of them, whatever the planner finds cheap."""
    views = """
        SELECT c.relname, coalesce('security_barrier=true' = ANY (c.reloptions), false) FROM pg_class c
        WHERE c.relnamespace = 'ledger_public'::regnamespace AND c.relkind = 'v' AND c.relname !~ '_today$'
    """
    barriers = dict(connection.execute(views).fetchall())
    assert barriers == dict.fromkeys(("ledgers", *(one.name for one in OF_ISSUES)), True)


def test_a_step_that_nobody_may_know_of_leaves_no_gap(connection: Connection) -> None:
    one = build.closed()
    step = one.history[0].model_copy(update={"move": ACCOUNT})
    with connection.transaction(force_rollback=True):
        put(connection, (one.model_copy(update={"history": (step, *one.history)}),))
        keys = connection.execute("SELECT key FROM ledger_public.steps ORDER BY key::int").fetchall()
    assert [key for (key,) in keys] == [str(at) for at in range(1, len(one.history) + 1)]


def test_nobody_outside_reads_where_evidence_is_kept_or_what_a_look_back_found() -> None:
    public = {relation.name: {one.name for one in relation.columns if one.public} for relation in OF_ISSUES}
    assert "key" not in public["evidence"]
    assert public["standings"].isdisjoint({"satisfaction", "first", "back_genuine", "back_not_genuine", "back_filed"})
    assert STANDINGS.columns[0].public

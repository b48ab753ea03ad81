"""The questions of a day as functions of a database: `SELECT * FROM ledger.statistics('2026-10-31')`."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.store.sql.questions import Question, questions
from ledger.store.sql.tables import Dialect, literal, quoted

_TRANSLATES: frozenset[Dialect] = frozenset({"postgresql", "citus"})
"""Engines that may translate a question into machine code first: of a table in many parts each part would be, which
takes longer than the answer.
"""


def functions(schema: str, dialect: Dialect, *, public: bool = False) -> Iterator[str]:
    """The statements that make them over the tables of `schema`, or over its views of what is `public`, in order; each
    replaces an older one of its name. With each of a day goes a view of today.
    """
    for one in questions(f"{schema}.", public=public):
        whole = f"{schema}.{one.name}"
        types = ", ".join("date" for _ in one.takes)
        takes = ", ".join(f"{name} date" for name in one.takes)
        told = ", ".join(f"{quoted(column)} {kind}" for column, kind in one.gives)
        if (today := _today(one)) is not None:
            yield f"DROP VIEW IF EXISTS {schema}.{today}"
        yield f"DROP FUNCTION IF EXISTS {whole}({types})"
        yield f"CREATE FUNCTION {whole}({takes}) RETURNS TABLE ({told})\n{_how(one, dialect)}"
        yield f"COMMENT ON FUNCTION {whole}({types}) IS {literal(one.comment)}"
        if today is not None:
            yield f"CREATE VIEW {schema}.{today} AS SELECT * FROM {whole}(CURRENT_DATE)"
            yield f"COMMENT ON VIEW {schema}.{today} IS {literal(f'{one.comment}；今天的（数据库的日期）')}"


def todays() -> Iterator[str]:
    """The views of today's figures, for tools that show tables and views alone; in either schema."""
    return filter(None, map(_today, questions("", public=False)))


def _today(one: Question) -> str | None:
    """What the view of today's answer is called; none where more than a day is asked for."""
    return f"{one.name}_today" if len(one.takes) == 1 else None


def _how(one: Question, dialect: Dialect) -> str:
    """With names of the engine alone: who may make an operator `*` of their own where everybody may, would have it
    called by whoever asks. One that is asked within others has no settings, and nothing in it that could be another.

    Citus looks for its tables before a function is put in the place of its call, and refuses what has blanks then
    (citusdata/citus#1309); a block of PL/pgSQL is planned by itself, with its blanks filled in.
    """
    settings = "" if one.within else " SET search_path = pg_catalog"
    settings += " SET jit = off" if dialect in _TRANSLATES and not one.within else ""
    if dialect == "citus":
        body = f"#variable_conflict use_column\nBEGIN\nRETURN QUERY\n{one.body};\nEND"
        return f"LANGUAGE plpgsql STABLE{settings} AS $$\n{body}\n$$"
    return f"LANGUAGE sql STABLE{settings} AS $$\n{one.body}\n$$"

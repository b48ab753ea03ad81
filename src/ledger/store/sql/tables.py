"""The statements that make the tables: for PostgreSQL and what speaks as it does, Citus and Greenplum.

Every table of issues is parted by ledger and round, so that it can be spread over machines as it is. Only what every
PostgreSQL since 13 has is used, and no extension. Citus (11 and later) distributes by ledger and has a single level of
parts (citusdata/citus#4911); Greenplum has parts by hash since 7, which is a PostgreSQL 12.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from ledger.model.relation import AUDIENCE, Column, Kind, Relation
from ledger.model.relations import OBJECTS, OF_ISSUES, UNITS

Dialect = Literal["postgresql", "plain", "citus", "greenplum"]
"""`plain` has tables without parts, for engines that part in ways of their own (openGauss)."""
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
SCHEMA = "ledger"
BY_LEDGER, BY_ROUND = 8, 4
"""Into how many parts the tables are divided, by ledger and each of these by round."""

TYPES: dict[Kind, str] = {
    "text": "text",
    "texts": "text[]",
    "numbers": "numeric[]",
    "day": "date",
    "moment": "timestamptz",
    "count": "integer",
    "number": "numeric",
    "flag": "boolean",
    "json": "jsonb",
}
LEDGER = Column("ledger", "text", "台账：在哪个台账里，发布时的名称", public=True)
NO_ROUND = "未标明"
"""The round of an issue that has none: a word, because an empty text is null to some engines, and a key is not."""
ROUND = Column("round", "text", f"轮次批次：问题的来源轮次，没有写的是“{NO_ROUND}”", public=True, written=True)
UID = Column("uid", "text", "唯一标识：问题的，永不改变；编号可能改", public=True)
INSIDE = Column("inside", "flag", "不对外：所在台账不公开，或已作废；公开的视图里没有")
SHOWN = Column("shown", "json", "公开用的：隐去电话、身份证号、邮箱之后与原文不同的各列；没有不同的为空")
OF_ISSUE = (LEDGER, ROUND, UID)
"""What every row about an issue begins with."""
KEPT = (
    Column("commit", "text", "版本：内容取自哪一次提交；没有 git 的、还没有提交的为空"),
    Column("digest", "text", "摘要：git 对那个文件内容的编号（git hash-object）；单位、对象是那一行内容的"),
    Column("gone_at", "moment", "不再有：何时发布时起台账里已没有；有的为空，从不删除"),
)
"""What every row ends with: where it comes from, and since when it is there no more."""
LEDGERS = (
    Column("ledger", "text", "名称：发布时的，不变", public=True),
    Column("title", "text", "台账名称", public=True),
    Column("unit", "text", "主办单位", public=True),
    Column("level", "text", "层级：省、市、县、镇", public=True),
    Column("province", "text", "省", public=True),
    Column("city", "text", "市", public=True),
    Column("county", "text", "县", public=True),
    Column("commit", "text", "版本：最近一次发布的提交；没有 git 的为空"),
    Column("modified", "flag", "发布时文件夹里有没有提交的改动"),
    Column("digest", "text", "摘要：最近一次发布的全部内容"),
    Column("basis", "text", "依据：设置、单位、工作日历等的摘要；变了就全部重新发布"),
    Column("issues", "count", "问题（件）：在台账里的全部，包括作废的；公开的视图里只数可以公开的", public=True),
    Column("published_at", "moment", "最近一次发布的时刻", public=True),
)
VERSIONS = (
    Column("version", "count", "结构的版本，只向前"),
    Column("applied_at", "moment", "何时改成这个版本"),
)
RELATIONS: tuple[Relation[Any, Any], ...] = (UNITS, OBJECTS, *OF_ISSUES)


def columns_of(relation: Relation[Any, Any]) -> tuple[Column, ...]:
    """Every column of a table about issues, or about a ledger: what it belongs to, its own, where it comes from."""
    if relation in OF_ISSUES:
        return (*OF_ISSUE, *relation.columns, INSIDE, SHOWN, *KEPT)
    return (LEDGER, *relation.columns, *KEPT)


def keys_of(relation: Relation[Any, Any]) -> tuple[str, ...]:
    """The columns that tell one row from all others; the round, which partitions ask for, comes last: rows are looked
    for without it.
    """
    first, last = ((LEDGER, UID), (ROUND,)) if relation in OF_ISSUES else ((LEDGER,), ())
    return tuple(one.name for one in (*first, *relation.columns[: relation.keys], *last))


def create(dialect: Dialect) -> Iterator[str]:
    """Every statement that makes the tables in an empty database, in order."""
    yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"
    yield f"COMMENT ON SCHEMA {SCHEMA} IS '督察整改台账：由 ledger publish 发布，以各台账的文件为准'"
    yield from _table("versions", VERSIONS, ("version",), dialect, spread=None)
    yield from _table("ledgers", LEDGERS, ("ledger",), dialect, spread="machine")
    for relation in RELATIONS:
        spread: Spread = "round" if relation in OF_ISSUES else "ledger"
        yield from _table(relation.name, columns_of(relation), keys_of(relation), dialect, spread=spread)
    yield from _indexes()


_OF_PARTS = f"""DO $$ DECLARE part text; BEGIN
FOR part IN SELECT c.relname FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{SCHEMA}' AND c.relkind IN ('r', 'p') LOOP
  EXECUTE 'COMMENT ON TABLE {SCHEMA}.' || quote_ident(part) || ' IS '
    || quote_literal(regexp_replace(part, '(_[0-9]+)+$', '') || ' 的一份：请查总表');
END LOOP; END $$"""
"""Whatever parts there are, in any dialect: whoever looks at the list of tables finds them too."""


def comments() -> Iterator[str]:
    """What each table and each column is, said in the database."""
    every = (("versions", "结构版本", VERSIONS), ("ledgers", "台账：一个一行", LEDGERS))
    of_issues = ((one.name, one.comment, columns_of(one)) for one in RELATIONS)
    for name, comment, columns in (*every, *of_issues):
        whole = f"{SCHEMA}.{quoted(name)}"
        yield f"COMMENT ON TABLE {whole} IS {literal(comment)}"
        for one in columns:
            yield f"COMMENT ON COLUMN {whole}.{quoted(one.name)} IS {literal(one.comment)}"
    yield _OF_PARTS


def _table(
    name: str, columns: tuple[Column, ...], keys: tuple[str, ...], dialect: Dialect, *, spread: Spread
) -> Iterator[str]:
    """A table."""
    told = [f"  {quoted(one.name)} {TYPES[one.kind]}{' NOT NULL' if one.name in keys else ''}" for one in columns]
    told.append(f"  PRIMARY KEY ({', '.join(map(quoted, keys))})")
    body = ",\n".join(told)
    first = _PARTED[dialect].get(spread, ())
    by = f" PARTITION BY HASH ({first[0][0]})" if first else ""
    yield f"CREATE TABLE {SCHEMA}.{quoted(name)} (\n{body}\n){by}{_distributed(dialect, spread)}"
    yield from _parts(name, first)
    if dialect == "citus":
        whole = literal(f"{SCHEMA}.{name}")
        yield (
            f"SELECT create_distributed_table({whole}, 'ledger')"
            if spread
            else f"SELECT create_reference_table({whole})"
        )


Spread = Literal["machine", "ledger", "round"] | None
"""How far rows are apart: on different machines by ledger, in parts by ledger besides, in these by round; None: every
machine has all of them.
"""
_PARTED: Mapping[Dialect, Mapping[Spread, tuple[tuple[str, int], ...]]] = {
    "postgresql": {"ledger": (("ledger", BY_LEDGER),), "round": (("ledger", BY_LEDGER), ("round", BY_ROUND))},
    "plain": {},
    "citus": {"round": (("round", BY_ROUND),)},
    "greenplum": {"round": (("round", BY_ROUND),)},
}
"""By which columns tables are parted, one within the other, and into how many. Engines that spread ledgers over
machines part by round alone: that is enough, and Citus has no parts of parts.
"""


def _distributed(dialect: Dialect, spread: Spread) -> str:
    if dialect != "greenplum":
        return ""
    return " DISTRIBUTED BY (ledger)" if spread else " DISTRIBUTED REPLICATED"


def _parts(whole: str, by: Sequence[tuple[str, int]]) -> Iterator[str]:
    """The parts of a table, each parted again by what comes next."""
    if not by:
        return
    (_, count), *rest = by
    again = f" PARTITION BY HASH ({rest[0][0]})" if rest else ""
    for at in range(count):
        part = f"{whole}_{at}"
        within = f"FOR VALUES WITH (MODULUS {count}, REMAINDER {at})"
        yield f"CREATE TABLE {SCHEMA}.{part} PARTITION OF {SCHEMA}.{whole} {within}{again}"
        yield from _parts(part, rest)


def _indexes() -> Iterator[str]:
    late = "WHERE standing = 'overdue' AND gone_at IS NULL"
    yield f"CREATE INDEX standings_overdue ON {SCHEMA}.standings (ledger, since, until, {AUDIENCE}) {late}"
    yield f"CREATE INDEX issues_number ON {SCHEMA}.issues (ledger, id)"


def quoted(name: str) -> str:
    """A name as it stands in a statement: all are plain words, but some are also words of the language."""
    return f'"{name}"'


def literal(text: str) -> str:
    """A text as it stands in a statement."""
    return "'" + text.replace("'", "''") + "'"

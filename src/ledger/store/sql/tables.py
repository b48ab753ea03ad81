"""The statements that make the tables: for PostgreSQL and what speaks as it does, Citus and Greenplum.

Every table of issues is parted by ledger and round, so that it can be spread over machines as it is. Only what every
PostgreSQL since 13 has is used, and no extension.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args

from ledger.model.relation import Column, Kind, Relation
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
}
LEDGER = Column("ledger", "text", "台账：在哪个台账里，发布时的名称", public=True)
ROUND = Column("round", "text", "轮次批次：问题的来源轮次，没有写的为空", public=True)
UID = Column("uid", "text", "唯一标识：问题的，永不改变；编号可能改", public=True)
INSIDE = Column("inside", "flag", "不对外：所在台账不公开，或已作废；公开的视图里没有")
OF_ISSUE = (LEDGER, ROUND, UID)
"""What every row about an issue begins with."""
KEPT = (
    Column("commit", "text", "版本：内容取自哪一次提交；没有 git 的为空"),
    Column("digest", "text", "摘要：git 对那个文件内容的编号（git hash-object）"),
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
    Column("issues", "count", "问题（件），包括作废的", public=True),
    Column("published_at", "moment", "最近一次发布的时刻", public=True),
)
VERSIONS = (
    Column("version", "count", "结构的版本，只向前"),
    Column("applied_at", "moment", "何时改成这个版本"),
)
RELATIONS: tuple[Relation[Any, Any], ...] = (UNITS, OBJECTS, *OF_ISSUES)


def columns_of(relation: Relation[Any, Any]) -> tuple[Column, ...]:
    """Every column of a table about issues, or about a ledger: what it belongs to, its own, where it comes from."""
    own = tuple(column for one in relation.columns for column in (one, *_masked(one)))
    if relation in OF_ISSUES:
        return (*OF_ISSUE, *own, INSIDE, *KEPT)
    return (LEDGER, *own, *KEPT)


def keys_of(relation: Relation[Any, Any]) -> tuple[str, ...]:
    """The columns that tell one row from all others; the round, which partitions ask for, comes last: rows are looked
    for without it.
    """
    first, last = ((LEDGER, UID), (ROUND,)) if relation in OF_ISSUES else ((LEDGER,), ())
    return tuple(one.name for one in (*first, *relation.columns[: relation.keys], *last))


def _masked(column: Column) -> tuple[Column, ...]:
    """Of a text that somebody wrote, the form that everybody may read, where that is another one."""
    if not (column.public and column.prose):
        return ()
    comment = f"{column.comment.partition('：')[0]}：公开用的，隐去电话、身份证号；与原文相同的为空"
    return (Column(f"{column.name}_shown", "text", comment, public=True),)


def create(dialect: Dialect) -> Iterator[str]:
    """Every statement that makes the tables in an empty database, in order."""
    yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"
    yield f"COMMENT ON SCHEMA {SCHEMA} IS '督察整改台账：由 ledger publish 发布，以各台账的文件为准'"
    yield from _table("versions", "结构版本", VERSIONS, ("version",), dialect, spread=None)
    yield from _table("ledgers", "台账：一个一行", LEDGERS, ("ledger",), dialect, spread=None)
    for relation in RELATIONS:
        spread = "round" if relation in OF_ISSUES else "ledger"
        yield from _table(
            relation.name, relation.comment, columns_of(relation), keys_of(relation), dialect, spread=spread
        )
    yield from _indexes()


def _table(
    name: str, comment: str, columns: tuple[Column, ...], keys: tuple[str, ...], dialect: Dialect, *, spread: str | None
) -> Iterator[str]:
    """A table. `spread` says by what it is parted: None for a small one, of which every machine has a copy."""
    told = [f"  {quoted(one.name)} {TYPES[one.kind]}{' NOT NULL' if one.name in keys else ''}" for one in columns]
    told.append(f"  PRIMARY KEY ({', '.join(map(quoted, keys))})")
    body = ",\n".join(told)
    whole = f"{SCHEMA}.{quoted(name)}"
    yield f"CREATE TABLE {whole} (\n{body}\n){_parted(dialect, spread)}"
    yield from _parts(name, dialect, spread)
    yield f"COMMENT ON TABLE {whole} IS {literal(comment)}"
    for one in columns:
        yield f"COMMENT ON COLUMN {whole}.{quoted(one.name)} IS {literal(one.comment)}"
    if dialect == "citus":
        whole = literal(f"{SCHEMA}.{name}")
        yield (
            f"SELECT create_distributed_table({whole}, 'ledger')"
            if spread
            else f"SELECT create_reference_table({whole})"
        )


def _parted(dialect: Dialect, spread: str | None) -> str:
    if dialect == "greenplum":
        return " DISTRIBUTED BY (ledger)" if spread else " DISTRIBUTED REPLICATED"
    return " PARTITION BY HASH (ledger)" if spread and dialect == "postgresql" else ""


def _parts(name: str, dialect: Dialect, spread: str | None) -> Iterator[str]:
    """The parts of a table that is parted; those by ledger are parted by round again."""
    if spread is None or dialect != "postgresql":
        return
    for first in range(BY_LEDGER):
        within = f"FOR VALUES WITH (MODULUS {BY_LEDGER}, REMAINDER {first})"
        part = f"{SCHEMA}.{name}_{first}"
        again = " PARTITION BY HASH (round)" if spread == "round" else ""
        yield f"CREATE TABLE {part} PARTITION OF {SCHEMA}.{name} {within}{again}"
        for second in range(BY_ROUND if again else 0):
            yield (
                f"CREATE TABLE {part}_{second} PARTITION OF {part} "
                f"FOR VALUES WITH (MODULUS {BY_ROUND}, REMAINDER {second})"
            )


def _indexes() -> Iterator[str]:
    late = "WHERE standing = 'overdue' AND gone_at IS NULL"
    yield f"CREATE INDEX standings_overdue ON {SCHEMA}.standings (ledger, since, until) {late}"
    yield f"CREATE INDEX issues_number ON {SCHEMA}.issues (ledger, id)"


def quoted(name: str) -> str:
    """A name as it stands in a statement: all are plain words, but some are also words of the language."""
    return f'"{name}"'


def literal(text: str) -> str:
    """A text as it stands in a statement."""
    return "'" + text.replace("'", "''") + "'"

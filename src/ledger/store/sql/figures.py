"""Functions of a day: every figure of `ledger stats`, and what is overdue where, as a database tells them.

`on_day` gives each issue as it counts on a day; all else are sums over it. None asks which day it is: a report of a
day in the past is the same tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledger.model.rates import UNSAID
from ledger.model.relation import Column
from ledger.model.relations import ISSUES
from ledger.model.standings import FIELDS
from ledger.model.statistics import UNDATED
from ledger.store.sql.sums import INSIDE, counts, rates, sums
from ledger.store.sql.tables import LEDGERS, OF_ISSUE, TYPES, literal, quoted

_ISSUE = ("id", "title", "region", "fields", "source", "batch", "book")
PLACE = ("province", "city", "county")
_INSIDE = Column("inside", "flag", "不对外")
_LATE = Column("days_late", "count", "逾期天数")
DAYS_LATE = "CASE WHEN s.standing = 'overdue' THEN as_of - s.due ELSE 0 END"
_SUM = "bigint"


def functions(schema: str, *, public: bool = False, jit: bool = True) -> Iterator[str]:
    """The statements that make them over the tables of `schema`, or over its views of what is `public`, in order; each
    replaces an older one of its name. `jit`: whether the engine may have been told to translate questions first.
    """
    made = _Maker(schema, public=public, jit=jit)
    yield from made.on_day()
    yield from made.statistics()
    yield from made.breakdowns()
    yield from made.overdue()
    if not public:
        yield from made.amounts()


def joined(column: Column) -> str:
    """Which of the joined tables has a column."""
    return "i" if column.name in _ISSUE else "l" if column.name in PLACE else "s"


LABELS: Mapping[str, str] = {
    "units": "unnest(CASE WHEN cardinality(units) > 0 THEN units ELSE ARRAY[{unsaid}] END)",
    "regions": "coalesce(region, {unsaid})",
    "fields": "unnest(CASE WHEN cardinality(fields) > 0 THEN fields ELSE ARRAY[{unsaid}] END)",
    "sources": "source",
    "batches": "coalesce(batch, {unsaid})",
    "years": "coalesce(planned_year, CASE WHEN endless THEN {undated} ELSE {unsaid} END)",
    "books": "book",
}
"""What issues are grouped by, as `ledger stats` groups them; an issue of several units or fields counts under each."""


def columns_of_a_day(*, public: bool = False) -> tuple[Column, ...]:
    """The columns of `on_day`."""
    issue = {one.name: one for one in ISSUES.columns}
    ledger = {one.name: one for one in LEDGERS}
    own = tuple(one.column for one in FIELDS if one.column.public or not public)
    places = tuple(ledger[name] for name in PLACE)
    inside = () if public else (_INSIDE,)
    return (*OF_ISSUE, *own, *inside, *(issue[name] for name in _ISSUE), *places, _LATE)


class _Maker:
    """Makes them over the tables of one schema."""

    def __init__(self, schema: str, *, public: bool, jit: bool) -> None:
        self.schema = schema
        self._public = public
        self._settings = " SET jit = off" if jit else ""
        """Of a table in many parts each part would be translated, which takes longer than the answer."""
        self._there = "" if public else " AND gone_at IS NULL"
        """A view of what is public has nothing that is gone."""

    def _function(
        self,
        name: str,
        takes: Sequence[str],
        gives: Sequence[tuple[str, str]],
        body: str,
        comment: str,
        *,
        within: bool = False,
    ) -> Iterator[str]:
        """`within`: it is asked within other questions, as a view is, and so has no settings of its own."""
        told = ", ".join(f"{quoted(column)} {kind}" for column, kind in gives)
        days = ", ".join(f"{day} date" for day in takes)
        types = ", ".join("date" for _ in takes)
        yield f"DROP FUNCTION IF EXISTS {self.schema}.{name}({types}) CASCADE"
        yield (
            f"CREATE FUNCTION {self.schema}.{name}({days}) RETURNS TABLE ({told})\n"
            f"LANGUAGE sql STABLE{'' if within else self._settings} AS $$\n{body}\n$$"
        )
        yield f"COMMENT ON FUNCTION {self.schema}.{name}({types}) IS {literal(comment)}"

    def on_day(self) -> Iterator[str]:
        """Each issue as it counts on a day."""
        columns = columns_of_a_day(public=self._public)
        told = [DAYS_LATE if one is _LATE else f"{joined(one)}.{quoted(one.name)}" for one in columns]
        there = "" if self._public else " AND s.gone_at IS NULL"
        body = (
            f"SELECT {', '.join(told)}\nFROM {self.schema}.standings s\n"
            f"JOIN {self.schema}.issues i ON i.ledger = s.ledger AND i.round = s.round AND i.uid = s.uid\n"
            f"JOIN {self.schema}.ledgers l ON l.ledger = s.ledger\n"
            f"WHERE s.since <= as_of AND (s.until IS NULL OR s.until > as_of){there}"
        )
        gives = [(one.name, TYPES[one.kind]) for one in columns]
        comment = "某一天的每件问题：当天如何计入各项数字；逾期天数按自然日"
        yield from self._function("on_day", ("as_of",), gives, body, comment, within=True)

    def statistics(self) -> Iterator[str]:
        """The figures of each ledger, one a row."""
        summed = ",\n  ".join(f"{how} AS {name}" for name, how in sums(public=self._public))
        told = [
            (section, key, name, part, whole or "NULL")
            for section, key, name, part, whole in (*counts(), *rates())
            if not (self._public and section == "petitions" and key in INSIDE)
        ]
        rows = ",\n  ".join(
            f"({literal(section)}, {literal(key)}, {literal(name)}, {part}, {whole})"
            for section, key, name, part, whole in told
        )
        once = (
            "SELECT s.ledger, count(*) AS once FROM said s JOIN often o ON o.ledger = s.ledger AND o.first = s.first\n"
            "  WHERE NOT s.again AND s.settled = '已办结' AND o.often = 1 GROUP BY s.ledger"
        )
        body = (
            f"WITH said AS MATERIALIZED (SELECT * FROM {self.schema}.on_day(as_of)),\n"
            f"summed AS (SELECT ledger,\n  {summed}\nFROM said GROUP BY ledger),\n"
            "often AS (SELECT ledger, first, count(*) AS often FROM said\n"
            "  WHERE first IS NOT NULL GROUP BY ledger, first),\n"
            "again AS (SELECT ledger, coalesce(sum(often) FILTER (WHERE often > 1), 0) AS repeats,\n"
            "  count(*) FILTER (WHERE often > 1) AS repeated_problems FROM often GROUP BY ledger),\n"
            f"{'' if self._public else f'onces AS ({once}),'}\n"
            "every AS (SELECT s.*, coalesce(a.repeats, 0) AS repeats, coalesce(a.repeated_problems, 0)"
            f" AS repeated_problems{'' if self._public else ', coalesce(o.once, 0) AS once'}\n"
            "FROM summed s LEFT JOIN again a ON a.ledger = s.ledger"
            f"{'' if self._public else ' LEFT JOIN onces o ON o.ledger = s.ledger'})\n"
            "SELECT e.ledger, v.section, v.key, v.name, v.part::bigint, v.whole::bigint,\n"
            "  round(100 * v.part::numeric / nullif(v.whole, 0), 1)\n"
            f"FROM every e CROSS JOIN LATERAL (VALUES\n  {rows}\n) AS v (section, key, name, part, whole)"
        )
        gives = [
            *((name, "text") for name in ("ledger", "section", "key", "name")),
            *(("part", _SUM), ("whole", _SUM), ("percent", "numeric")),
        ]
        comment = "各台账某一天的全部指标：分子、分母、百分比，口径同 ledger stats"
        yield from self._function("statistics", ("as_of",), gives, body, comment)

    def breakdowns(self) -> Iterator[str]:
        """The issues of each ledger by unit, region and so on, with every sum; and each ledger as a whole."""
        listed = tuple(sums(public=self._public))
        summed = ",\n  ".join(f"({how})::bigint" for _, how in listed)
        words = {"unsaid": literal(UNSAID), "undated": literal(UNDATED)}
        every = {"": "''::text", **LABELS}
        for key, label in every.items():
            body = (
                f"SELECT ledger, label,\n  {summed},\n"
                "  round(sum(days_late)::numeric / nullif(count(*) FILTER (WHERE standing = 'overdue'), 0), 1)\n"
                f"FROM (SELECT d.*, {label.format(**words)} AS label FROM {self.schema}.on_day(as_of) d) AS labelled\n"
                "GROUP BY ledger, label"
            )
            gives = [("ledger", "text"), ("label", "text"), *((name, _SUM) for name, _ in listed)]
            comment = f"各台账某一天的各项数字{'，' + _BY[key] if key else ''}"
            name = f"figures_by_{key}" if key else "figures"
            yield from self._function(name, ("as_of",), [*gives, ("average_days_late", "numeric")], body, comment)

    def overdue(self) -> Iterator[str]:
        """What is overdue over all ledgers, and at the end of each month."""
        words = {"unsaid": literal(UNSAID), "undated": literal(UNDATED)}
        for key, label in _NATIONAL.items():
            body = (
                "SELECT label, count(*), count(*) FILTER (WHERE standing = 'overdue'), coalesce(sum(days_late), 0)\n"
                f"FROM (SELECT d.*, {label.format(**words)} AS label FROM {self.schema}.on_day(as_of) d) AS labelled\n"
                "GROUP BY label"
            )
            gives = [("label", "text"), ("total", _SUM), ("overdue", _SUM), ("days_late", _SUM)]
            comment = f"某一天全部台账的逾期，{_BY[key]}"
            yield from self._function(f"overdue_by_{key}", ("as_of",), gives, body, comment)
        yield from self._by_month()

    def amounts(self) -> Iterator[str]:
        """What the fields of the books add up to, and 资金 of the measures."""
        body = (
            "SELECT d.ledger, d.book, a.name, sum(a.amount), count(*)\n"
            f"FROM {self.schema}.on_day(as_of) d\n"
            "CROSS JOIN LATERAL unnest(d.amount_names, d.amounts) AS a (name, amount)\n"
            "GROUP BY d.ledger, d.book, a.name"
        )
        gives = [(name, "text") for name in ("ledger", "book", "name")]
        gives += [("total", "numeric"), ("issues", _SUM)]
        comment = "各台账某一天各登记项的合计，和有多少件填了"
        yield from self._function("amounts", ("as_of",), gives, body, comment)

    def _by_month(self) -> Iterator[str]:
        """Overdue at the end of a month is what became so by then less what ceased to be: each span is looked at once,
        however many months are asked for.
        """
        late = f"FROM {self.schema}.standings WHERE standing = 'overdue'{self._there}"
        body = (
            "WITH turned AS (\n"
            f"  SELECT ledger, since AS day, 1 AS turn {late} AND since <= last\n"
            "  UNION ALL\n"
            f"  SELECT ledger, until, -1 {late} AND until <= last\n"
            "), monthly AS (\n"
            "  SELECT ledger, greatest(date_trunc('month', day), date_trunc('month', first))::date AS month,"
            " sum(turn) AS turned\n"
            "  FROM turned GROUP BY 1, 2\n"
            "), placed AS (\n"
            f"  SELECT coalesce(l.province, {literal(UNSAID)}) AS province, m.month, sum(m.turned) AS turned\n"
            f"  FROM monthly m JOIN {self.schema}.ledgers l ON l.ledger = m.ledger GROUP BY 1, 2\n"
            "), months AS (\n"
            "  SELECT m::date AS month FROM generate_series(date_trunc('month', first), last, interval '1 month') m\n"
            ")\n"
            "SELECT p.province, m.month, sum(p.turned) FILTER (WHERE p.month <= m.month)::bigint\n"
            "FROM months m CROSS JOIN placed p GROUP BY p.province, m.month"
        )
        gives = [("province", "text"), ("month", "date"), ("overdue", _SUM)]
        comment = "各省各月月底的逾期件数：从 first 所在月到 last 所在月"
        yield from self._function("overdue_by_month", ("first", "last"), gives, body, comment)


_BY = {
    "units": "按责任单位，一项多单位时分别计入",
    "regions": "按行政区域",
    "fields": "按环境要素，一项多要素时分别计入",
    "sources": "按问题来源",
    "batches": "按轮次批次",
    "years": "按计划完成年度（原时限）",
    "books": "按台账的各本",
    "provinces": "按省",
    "rounds": "按轮次批次",
}
_NATIONAL: Mapping[str, str] = {
    "provinces": "coalesce(province, {unsaid})",
    "units": LABELS["units"],
    "fields": LABELS["fields"],
    "rounds": LABELS["batches"],
}

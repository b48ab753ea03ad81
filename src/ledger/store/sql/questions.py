"""What a database is asked of a day: every figure of `ledger stats`, as texts of SQL.

`on_day` gives each issue as it counts on a day; all else are sums over such rows. None asks which day it is: a report
of a day in the past is the same tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.store.sql.days import LABELS, PERCENT, SUM, TEXT, UNKNOWN, Day, Label, Question
from ledger.store.sql.national import overdue
from ledger.store.sql.sums import OF_GROUPS, OF_WHICH, ONCE, REPEATED, Sum, average, figures, percent, sums
from ledger.store.sql.tables import TYPES, literal

__all__ = ["Question", "questions"]


def questions(within: str, *, public: bool = False) -> Iterator[Question]:
    """Every question over the tables of a schema, or over its views of what is `public`: of these only what can be told
    by their columns. `within` is what stands before every name: `ledger.`.
    """
    day = Day(within, public)
    yield _on_day(day)
    yield _statistics(day)
    for key in ("", *LABELS):
        yield _figures(day, key)
    yield _types(day)
    yield _others(day)
    yield _back_by_units(day)
    if not public:
        yield _levels(day)
        yield _amounts(day)
    yield from overdue(day)


def _on_day(day: Day) -> Question:
    gives = tuple((one.name, TYPES[one.kind]) for one in day.columns)
    comment = "某一天的每件问题：当天如何计入各项数字；逾期天数按自然日"
    return Question("on_day", ("as_of",), gives, day.rows(*day.names), comment, within=True)


def _statistics(day: Day) -> Question:
    listed = sums(day.names)
    several = _several(day) if {"first", "again", "settled"} <= day.names else ""
    beside = (*REPEATED, ONCE) if several else ()
    told = figures([*(one.name for one in listed), *beside])
    more = "".join(f", coalesce({'o' if name == ONCE else 'a'}.{name}, 0) AS {name}" for name in beside)
    joins = " LEFT JOIN again a ON a.ledger = s.ledger LEFT JOIN onces o ON o.ledger = s.ledger" if several else ""
    lists = ",\n  ".join(
        f"unnest(ARRAY[{', '.join(values)}]{kind}) AS {name}"
        for name, kind, values in (
            ("section", "::text[]", [literal(one.section) for one in told]),
            ("key", "::text[]", [literal(one.key) for one in told]),
            ("name", "::text[]", [literal(one.name) for one in told]),
            ("part", "::bigint[]", [one.part for one in told]),
            ("whole", "::bigint[]", [one.whole or "NULL" for one in told]),
        )
    )
    body = (
        f"WITH {several}summed AS (SELECT l.ledger,\n  {_summed(listed)}\nFROM {_every(day, listed)}),\n"
        f"every AS (SELECT s.*{more} FROM summed s{joins}),\n"
        f"told AS (SELECT ledger,\n  {lists}\nFROM every)\n"
        f"SELECT ledger, section, key, name, part, whole, {percent('part', 'whole')} AS percent\n"
        "FROM told WHERE key <> 'unsaid' OR part > 0"
    )
    gives = (
        *((name, TEXT) for name in ("ledger", "section", "key", "name")),
        *(("part", SUM), ("whole", SUM), ("percent", PERCENT)),
    )
    comment = "各台账某一天的全部指标：分子、分母、百分比，口径同 ledger stats"
    return Question("statistics", ("as_of",), gives, body, comment)


def _summed(listed: Sequence[Sum]) -> str:
    return ",\n  ".join(f"({one.how})::bigint AS {one.name}" for one in listed)


def _every(day: Day, listed: Sequence[Sum]) -> str:
    """The issues of each ledger, those ledgers among them that have none on the day."""
    rows = day.rows(*(name for one in listed for name in one.of))
    return f"(SELECT ledger FROM {day.within}ledgers) l\nLEFT JOIN ({rows}) d ON d.ledger = l.ledger GROUP BY l.ledger"


def _several(day: Day) -> str:
    """How many petitions are about a problem that another is about, and how many first ones were the only ones."""
    cases = day.rows("first", "again", "settled", where=" AND s.first IS NOT NULL")
    return (
        f"cases AS ({cases}),\n"
        "often AS (SELECT ledger, first, count(*) AS often FROM cases GROUP BY ledger, first),\n"
        "again AS (SELECT ledger, sum(CASE WHEN often > 1 THEN often ELSE 0 END) AS repeats,\n"
        "  count(CASE WHEN often > 1 THEN 1 END) AS repeated_problems FROM often GROUP BY ledger),\n"
        "onces AS (SELECT s.ledger, count(*) AS once FROM cases s\n"
        "  JOIN often o ON o.ledger = s.ledger AND o.first = s.first\n"
        "  WHERE NOT s.again AND s.settled = '已办结' AND o.often = 1 GROUP BY s.ledger),\n"
    )


def _figures(day: Day, key: str) -> Question:
    """The issues of each ledger by unit, region and so on, with every sum; or each ledger as a whole."""
    listed = sums(day.names)
    asked = [name for one in listed for name in one.of]
    label = "label" if key else "''::text AS label"
    source = f"{day.labelled(LABELS[key], *asked)} GROUP BY ledger, label" if key else _every(day, listed)
    whole = {one.key for one in figures([one.name for one in listed])}
    told = [
        ("share", percent("total", "sum(total) OVER (PARTITION BY ledger)")),
        ("average_days_late", average("standing_overdue")),
        *((f"percent_{rate.replace('-', '_')}", percent(*OF_WHICH[rate])) for rate in OF_GROUPS if rate in whole),
    ]
    body = (
        f"SELECT ledger, label, {', '.join(one.name for one in listed)},\n"
        f"  {', '.join(f'{how} AS {name}' for name, how in told)}\n"
        f"FROM (SELECT {'ledger' if key else 'l.ledger'}, {label},\n  {_summed(listed)}\nFROM {source}) AS summed"
    )
    gives = (*_LABELLED, *((one.name, SUM) for one in listed), *((name, PERCENT) for name, _ in told))
    name = f"figures_by_{key}" if key else "figures"
    said = f"，{LABELS[key].said}；share 是占本台账各组之和的百分比" if key else ""
    return Question(name, ("as_of",), gives, body, f"各台账某一天的各项数字{said}")


_LABELLED = (("ledger", TEXT), ("label", TEXT))
_OF_WORDS = (*_LABELLED, ("number", SUM), ("whole", SUM), ("percent", PERCENT))
_WITH_SHARES = f"SELECT ledger, label, number, whole::bigint AS whole, {percent('number', 'whole')} AS percent"
_COUNTED = "label, count(*) AS number, sum(count(*)) OVER (PARTITION BY ledger) AS whole"


def _types(day: Day) -> Question:
    body = (
        f"{_WITH_SHARES}\nFROM (SELECT ledger, {_COUNTED}\n"
        f"FROM {day.labelled(LABELS['fields'], where=' AND s.settled IS NOT NULL')} GROUP BY ledger, label) AS counted"
    )
    comment = "各台账某一天信访件的污染类型：一件涉及多个类型时分别计入，占比以类型之和为分母"
    return Question("petition_types", ("as_of",), _OF_WORDS, body, comment)


def _levels(day: Day) -> Question:
    label = Label(f"coalesce(petition_level, {UNKNOWN})", ("petition_level",), "按信访等级")
    body = (
        f"{_WITH_SHARES}\nFROM (SELECT ledger, {_COUNTED},\n"
        "  sum(count(petition_level)) OVER (PARTITION BY ledger) AS given\n"
        f"FROM {day.labelled(label, where=' AND s.settled IS NOT NULL')}\n"
        "GROUP BY ledger, label) AS counted WHERE given > 0"
    )
    comment = "各台账某一天信访件的等级；一件也没有填等级的台账没有"
    return Question("petition_levels", ("as_of",), _OF_WORDS, body, comment)


def _others(day: Day) -> Question:
    body = (
        f"{_WITH_SHARES}\nFROM (SELECT ledger, rectification, {_COUNTED},\n"
        "  sum(count(CASE WHEN rectification THEN 1 END)) OVER (PARTITION BY ledger) AS to_rectify\n"
        f"FROM {day.labelled(LABELS['books'], 'rectification')} GROUP BY ledger, rectification, label) AS counted\n"
        "WHERE NOT rectification AND to_rectify > 0"
    )
    comment = "各台账某一天的合计里不是整改问题的：责任追究、年度任务等各本的件数；全是一类的台账没有"
    return Question("other_books", ("as_of",), _OF_WORDS, body, comment)


def _back_by_units(day: Day) -> Question:
    of = {"came_back": "back_came_back", "looked_at": "back_looked_at", "again": "back_second", "closed": "back_closed"}
    summed = ", ".join(f"sum({column})::bigint AS {name}" for name, column in of.items())
    body = (
        f"SELECT ledger, label, came_back, looked_at, {percent('came_back', 'looked_at')} AS percent_rebound,\n"
        f"  again, closed, {percent('again', 'closed')} AS percent_second\n"
        f"FROM (SELECT ledger, label, {summed}\n"
        f"FROM {day.labelled(LABELS['units'], *of.values(), where=' AND s.back_closed > 0')}\n"
        "GROUP BY ledger, label) AS summed WHERE looked_at > 0 OR again > 0"
    )
    gives = (
        *_LABELLED,
        *(("came_back", SUM), ("looked_at", SUM), ("percent_rebound", PERCENT)),
        *(("again", SUM), ("closed", SUM), ("percent_second", PERCENT)),
    )
    comment = "各台账某一天各责任单位的反弹率（反弹、查过）和二进宫（再次、销过号），按件"
    return Question("lookback_by_units", ("as_of",), gives, body, comment)


def _amounts(day: Day) -> Question:
    """What the fields of the books add up to, and 资金 of the measures."""
    rows = day.rows("book", "amount_names", "amounts", where=" AND array_length(s.amounts, 1) > 0")
    body = (
        "SELECT ledger, book, name, sum(amount) AS total, count(*) AS issues\n"
        "FROM (SELECT ledger, book, unnest(amount_names) AS name, unnest(amounts) AS amount\n"
        f"FROM ({rows}) AS d) AS listed\nGROUP BY ledger, book, name"
    )
    gives = (*((name, TEXT) for name in ("ledger", "book", "name")), ("total", "numeric"), ("issues", SUM))
    return Question("amounts", ("as_of",), gives, body, "各台账某一天各登记项的合计，和有多少件填了")

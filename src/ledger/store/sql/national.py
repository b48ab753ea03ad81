"""What is overdue over all ledgers: on a day by province, unit, field and round, and at the end of each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ledger.store.sql.days import DAY, LABELS, PERCENT, SUM, TEXT, UNKNOWN, Day, Label, Question
from ledger.store.sql.sums import average

_LABELS: Mapping[str, Label] = {"units": LABELS["units"], "fields": LABELS["fields"], "rounds": LABELS["batches"]}
_OWN_NAMES = "；单位按各台账登记的规范名称，同名的合在一起，两个台账登记成两个名称的是两行"


def overdue(day: Day) -> Iterator[Question]:
    """The questions."""
    yield _by_provinces(day)
    for key, label in _LABELS.items():
        yield _by(day, key, label)
    yield _by_month(day)


_LATENESS = (("label", TEXT), ("total", SUM), ("overdue", SUM), ("days_late", SUM), ("average_days_late", PERCENT))


def _late(label: str, source: str) -> str:
    return (
        f"SELECT label, total, overdue, days_late, {average('overdue')} AS average_days_late\n"
        f"FROM (SELECT {label} AS label, count(uid) AS total,\n"
        "  count(CASE WHEN standing = 'overdue' THEN 1 END) AS overdue,"
        f" coalesce(sum(days_late), 0)::bigint AS days_late\nFROM {source}) AS summed"
    )


def _by(day: Day, key: str, label: Label) -> Question:
    source = f"{day.labelled(label, 'standing', 'days_late')} GROUP BY label"
    comment = f"某一天全部台账的逾期，{label.said}{_OWN_NAMES if key == 'units' else ''}"
    return Question(f"overdue_by_{key}", ("as_of",), _LATENESS, _late("label", source), comment)


_PROVINCES = "(SELECT ledger, coalesce(province, {unsaid}) AS place FROM {within}ledgers)"


def _by_provinces(day: Day) -> Question:
    """Also of a province that has nothing on the day."""
    source = (
        f"{_PROVINCES.format(unsaid=UNKNOWN, within=day.within)} l\n"
        f"LEFT JOIN ({day.rows('standing', 'days_late')}) d ON d.ledger = l.ledger GROUP BY place"
    )
    comment = "某一天全部台账的逾期，按省；发布过的省都在，没有的为零"
    return Question("overdue_by_provinces", ("as_of",), _LATENESS, _late("place", source), comment)


def _by_month(day: Day) -> Question:
    """Overdue at the end of a month is what became so by then less what ceased to be: each span is looked at once,
    however many months are asked for.
    """
    late = f"FROM {day.within}standings WHERE standing = 'overdue'{day.there()}"
    body = (
        "WITH turned AS (\n"
        f"  SELECT ledger, since AS turned_on, 1 AS turn {late} AND since <= last\n"
        "  UNION ALL\n"
        f"  SELECT ledger, until AS turned_on, -1 AS turn {late} AND until <= last\n"
        "), monthly AS (\n"
        "  SELECT ledger, turned_in, sum(turn) AS turned FROM (SELECT ledger, turn,\n"
        "    greatest(date_trunc('month', turned_on::timestamp), date_trunc('month', first::timestamp))::date"
        " AS turned_in\n"
        "    FROM turned) AS t GROUP BY ledger, turned_in\n"
        "), places AS (\n"
        f"  SELECT ledger, place FROM {_PROVINCES.format(unsaid=UNKNOWN, within=day.within)} AS l\n"
        "), placed AS (\n"
        "  SELECT l.place, m.turned_in, sum(m.turned) AS turned\n"
        "  FROM monthly m JOIN places l ON l.ledger = m.ledger GROUP BY l.place, m.turned_in\n"
        "), months AS (\n"
        "  SELECT m::date AS began, least((m + interval '1 month')::date - 1, last::date) AS ended\n"
        "  FROM generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month') AS g(m)\n"
        "  WHERE first <= last\n"
        ")\n"
        "SELECT l.place AS province, m.began AS month, m.ended AS as_of,\n"
        "  coalesce(sum(CASE WHEN p.turned_in <= m.began THEN p.turned END), 0)::bigint AS overdue\n"
        "FROM (SELECT DISTINCT place FROM places) l CROSS JOIN months m LEFT JOIN placed p ON p.place = l.place\n"
        "GROUP BY l.place, m.began, m.ended"
    )
    gives = (("province", TEXT), ("month", DAY), ("as_of", DAY), ("overdue", SUM))
    comment = "各省各月月底的逾期件数：从 first 所在月到 last 所在月；as_of 是数的那一天，最后一个月数到 last"
    return Question("overdue_by_month", ("first", "last"), gives, body, comment)

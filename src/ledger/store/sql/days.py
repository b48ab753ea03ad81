"""The issues as they count on a day, as a text of SQL that other questions are asked over.

The texts of all questions keep to what every engine has, DuckDB among them, so that there is one wording of each: no
FILTER, no LATERAL, no MATERIALIZED, lists of several columns taken apart in the select list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ledger.model.rates import UNSAID
from ledger.model.relation import AUDIENCE, Column
from ledger.model.relations import ISSUES
from ledger.model.standings import FIELDS
from ledger.model.statistics import UNDATED
from ledger.store.sql.tables import LEDGERS, OF_ISSUE, TYPES, literal, quoted

_ISSUE = ("id", "title", "region", "fields", "source", "batch", "book", "rectification")
_PLACE = ("province", "city", "county")
_INSIDE = Column("inside", "flag", "不对外")
_DAYS_LATE = "CASE WHEN s.standing = 'overdue' THEN as_of::date - s.due ELSE 0 END"
_LATE = Column("days_late", "count", "逾期天数", public=True)
TEXT, SUM, PERCENT, DAY = TYPES["text"], "bigint", TYPES["number"], TYPES["day"]
"""What columns of answers are."""
UNKNOWN = literal(UNSAID)
_UNDATED = literal(UNDATED)


class Question(NamedTuple):
    """A question with blanks for days, and the rows that answer it."""

    name: str
    takes: tuple[str, ...]
    """The blanks, all of them days."""
    gives: tuple[tuple[str, str], ...]
    """The columns of the answer and their types."""
    body: str
    comment: str
    within: bool = False
    """Whether it is asked within other questions, as a view is."""


class Label(NamedTuple):
    """What issues are grouped by."""

    how: str
    """As SQL; taken apart where an issue may have several."""
    of: tuple[str, ...]
    """The columns of a day that it is made of."""
    said: str
    """How it is told."""


LABELS: Mapping[str, Label] = {
    "units": Label(
        f"unnest(CASE WHEN array_length(units, 1) > 0 THEN units ELSE ARRAY[{UNKNOWN}] END)",
        ("units",),
        "按责任单位，一项多单位时分别计入",
    ),
    "regions": Label(f"coalesce(region, {UNKNOWN})", ("region",), "按行政区域"),
    "fields": Label(
        "unnest(CASE WHEN array_length(fields, 1) > 1 THEN ARRAY(SELECT DISTINCT unnest(fields))"
        f" WHEN array_length(fields, 1) = 1 THEN fields ELSE ARRAY[{UNKNOWN}] END)",
        ("fields",),
        "按环境要素，一项多要素时分别计入",
    ),
    "sources": Label("source", ("source",), "按问题来源"),
    "batches": Label(f"coalesce(batch, {UNKNOWN})", ("batch",), "按轮次批次"),
    "years": Label(
        f"coalesce(planned_year, CASE WHEN endless THEN {_UNDATED} ELSE {UNKNOWN} END)",
        ("planned_year", "endless"),
        "按计划完成年度（原时限）",
    ),
    "books": Label("book", ("book",), "按台账的各本"),
}
"""What issues are grouped by, as `ledger stats` groups them; an issue of several units or fields counts under each."""


def columns_of_a_day(*, public: bool = False) -> tuple[Column, ...]:
    """The columns of `on_day`; `public`: those that everybody may read."""
    issue = {one.name: one for one in ISSUES.columns}
    ledger = {one.name: one for one in LEDGERS}
    every = (
        *OF_ISSUE,
        *(one.column for one in FIELDS),
        _INSIDE,
        *(issue[name] for name in _ISSUE),
        *(ledger[name] for name in _PLACE),
        _LATE,
    )
    return tuple(one for one in every if one.public or not public)


def _joined(column: Column) -> str:
    """Which of the joined tables has a column."""
    return "i" if column.name in _ISSUE else "l" if column.name in _PLACE else "s"


class Day(NamedTuple):
    """The issues as they count on the day of a question."""

    within: str
    """What stands before every name: `ledger.`."""
    public: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that may be asked for."""
        return columns_of_a_day(public=self.public)

    @property
    def names(self) -> frozenset[str]:
        """What they are called."""
        return frozenset(one.name for one in self.columns)

    def there(self, of: str = "") -> str:
        """That a standing is still there, and the house's: the view of what is public has none but everybody's."""
        return "" if self.public else f" AND {of}gone_at IS NULL AND {of}{AUDIENCE} <> 'public'"

    def rows(self, *names: str, where: str = "") -> str:
        """The rows with some of their columns, and the tables alone that these are of: most figures ask only how an
        issue stands, and joining a million rows for nothing takes longer than to add them up.
        """
        asked = [one for one in self.columns if one.name in {"ledger", "uid", *names}]
        tables = {_joined(one) for one in asked}
        told = ", ".join(
            f"{_DAYS_LATE if one is _LATE else f'{_joined(one)}.{quoted(one.name)}'} AS {quoted(one.name)}"
            for one in asked
        )
        issues = f"\nJOIN {self.within}issues i ON i.ledger = s.ledger AND i.round = s.round AND i.uid = s.uid"
        ledgers = f"\nJOIN {self.within}ledgers l ON l.ledger = s.ledger"
        return (
            f"SELECT {told}\nFROM {self.within}standings s{issues if 'i' in tables else ''}"
            f"{ledgers if 'l' in tables else ''}\n"
            f"WHERE s.since <= as_of AND (s.until IS NULL OR s.until > as_of){self.there('s.')}{where}"
        )

    def labelled(self, label: Label, *names: str, where: str = "") -> str:
        """The same with a label, once for each that an issue has."""
        rows = self.rows(*names, *label.of, where=where)
        return f"(SELECT d.*, {label.how} AS label\nFROM ({rows}) AS d) AS d"

"""The figures of a ledger, asked of a real database and of the program, told in the same form."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import strategies as st

import build
import drawn
from ledger.actions import stats
from ledger.actions.desk import Desk
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.openly import audible
from ledger.model.rates import Rate
from ledger.model.relations import Given
from ledger.model.selection import Selection
from ledger.model.spans import families
from ledger.model.statistics import Statistics
from ledger.store import folder, yamlfile
from ledger.store.emitting import Fresh
from ledger.store.patch import tree_of
from ledger.store.publishing import Publication
from ledger.store.server import Connection
from ledger.store.workspace import Workspace

NOW = datetime(2026, 5, 20, tzinfo=UTC)
TODAY = date(2026, 5, 20)
SETTINGS = """[ledger]
title = "某县督察整改台账"
unit = "县整改办"
region = "某省某市甲县"

[check]
due_within = 40

[books."责任追究"]

[books."固废清理"]

[books."信访件"]
"""
ONE_BOOK = """[ledger]
title = "某县固废清理台账"
book = "固废清理"
prefix = "GF"
"""
"""Of a house that keeps nothing but one book of its own."""
WASTE = """title: 固废清理台账
prefix: GF
record:
  - {name: 面积, kind: number, unit: 亩}
  - {name: 赔偿金额, kind: number, unit: 万元}
check:
  due_within: 3
  stale_days: 10
"""
DAYS_OFF = "holidays: [2026-01-07, 2026-03-03]\nworkdays: ['2026-03-07']\n"
BOOKS = ("ISSUE", "ZR", "GF", "XF", "QQ")
"""The prefixes of the books, and one that no book has."""

Figure: TypeAlias = tuple[int, int | None, str | None]
Figures: TypeAlias = dict[tuple[str, str], Figure]

ledgers = drawn.kept(BOOKS, ("面积", "赔偿金额"))
days = st.just(TODAY) | drawn.near | drawn.days | st.dates(date(2027, 1, 1), date(2030, 12, 31))


def place(root: Path, settings: str = SETTINGS) -> Workspace:
    """A house that keeps books: one inside, one that adds numbers up; days off of its own, units with other names."""
    names = "".join(
        f"  - name: {one.name}\n" + (f"    aliases: [{', '.join(one.aliases)}]\n" if one.aliases else "")
        for one in build.UNITS
    )
    for file, text in {
        "ledger.toml": settings,
        "units.yaml": f"units:\n{names}",
        "calendar.yaml": DAYS_OFF,
        "templates/books/固废清理.yaml": WASTE,
    }.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Workspace(root)


def written(place: Workspace, ledger: Sequence[Issue]) -> tuple[Issue, ...]:
    """The ledger as files, and as these are read again."""
    shutil.rmtree(place.issues, ignore_errors=True)
    place.issues.mkdir()
    for one in ledger:
        (place.issues / f"{one.id}.yaml").write_bytes(yamlfile.dump_new(tree_of(one)))
    found = folder.scan(place)
    assert found.problems == ()
    return found.issues


def put(
    connection: Connection, ledger: Sequence[Issue], office: Office, name: str = "甲县", province: str = "某省"
) -> None:
    fresh = [
        Fresh(Given(one, office, f"issues/{one.id}.yaml", audible(family, office)[one.id]), "")
        for family in families(ledger)
        for one in family
    ]
    publication = Publication(connection, name, NOW)
    assert publication.begin() is None
    publication.put([fresh], (), None, anew=True)
    connection.execute("UPDATE ledger.ledgers SET province = %s WHERE ledger = %s", (province, name))


def told_of(place: Workspace, day: date) -> Statistics:
    """What `ledger stats --as-of` tells."""
    told = stats.figures(Desk(place, day, NOW), Selection())
    assert told.problems == ()
    return told.statistics


def text(percent: Decimal | None) -> str | None:
    return None if percent is None else str(percent)


def of(rate: Rate) -> Figure:
    return rate.part, rate.whole, text(rate.percent)


WORDS_OF_AN_OFFICE = {"types", "levels"}
"""Partitions that have functions of their own."""


def expected_of(told: Statistics) -> Figures:
    """Every figure of a whole ledger that words of ours name, by its section and key."""
    found: Figures = {}
    for name, counts in (("standings", told.standings), ("statuses", told.statuses)):
        for one in counts:
            found[name, one.key] = of(Rate("", "", one.number, told.total))
    for rate in told.rates:
        found["", rate.key] = of(rate)
    found["backlog", "done-not-closed"] = of(Rate("", "", told.done_not_closed, told.total))
    found["backlog", "overdue"] = of(Rate("", "", told.overdue, told.total))
    found["backlog", "days-late"] = (told.days_late, None, None)
    for section in told.sections:
        for one in section.counts:
            share = None if one.whole is None else text(Rate("", "", one.number, one.whole).percent)
            found[section.key, one.key] = (one.number, one.whole, share)
        for rate in section.rates:
            found[section.key, rate.key] = of(rate)
        for partition in section.partitions:
            for one in partition.parts if partition.key not in WORDS_OF_AN_OFFICE else ():
                found[partition.key, one.key] = of(partition.share(one))
    return found


def table(connection: Connection, question: str, *blanks: object, of: str = "甲县") -> list[dict[str, Any]]:
    """The rows of an answer by the names of the columns; where these tell the ledger, the rows of one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {question}", blanks)  # type: ignore[call-overload]  # ours
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
        return [row for row in rows if row.get("ledger", of) == of]


def by_database(connection: Connection, day: date, schema: str = "ledger", of: str = "甲县") -> Figures:
    rows = table(connection, f"{schema}.statistics(%s)", day, of=of)
    found = {(one["section"], one["key"]): (one["part"], one["whole"], text(one["percent"])) for one in rows}
    assert len(found) == len(rows)
    return found

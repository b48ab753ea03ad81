"""How a database of an earlier version comes forward: one step a version, none of which is ever changed again.

A step names what it changes in words of its own, and not by the tables as they are now, which later versions change
further. Views, functions and comments are made anew after the last step (`ddl`), so that a step only cares for what
holds rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

_OF_ISSUES = (
    "issues", "plans", "measures", "milestones", "progress", "extensions", "steps", "evidence", "standings",
)  # fmt: skip


def _second() -> Iterator[str]:
    """1 to 2: masked texts of any column in one, a word for no round, standings for everybody where those are others,
    and what was added besides.

    Rows are made anew by the next publish; until then texts that were masked stay so.
    """
    masked = {
        "issues": ("title", "finding"),
        "plans": ("goal",),
        "measures": ("text",),
        "milestones": ("text",),
        "progress": ("text",),
    }
    added = {"issues": ("rectification boolean",), "evidence": ("place integer",)}
    for name in _OF_ISSUES:
        table = f"ledger.{name}"
        for column in ("shown jsonb", *added.get(name, ())):
            yield f"ALTER TABLE {table} ADD COLUMN {column}"
        if texts := masked.get(name, ()):
            told = ", ".join(f"'{text}', {text}_shown" for text in texts)
            there = " OR ".join(f"{text}_shown IS NOT NULL" for text in texts)
            yield f"UPDATE {table} SET shown = jsonb_strip_nulls(jsonb_build_object({told})) WHERE {there}"
            for text in texts:
                yield f"ALTER TABLE {table} DROP COLUMN {text}_shown"
        yield f"UPDATE {table} SET round = '未标明' WHERE round = ''"
    table = "ledger.standings"
    yield f"ALTER TABLE {table} ADD COLUMN audience text NOT NULL DEFAULT 'all'"
    yield f"ALTER TABLE {table} ALTER COLUMN audience DROP DEFAULT"
    yield f"ALTER TABLE {table} DROP CONSTRAINT standings_pkey"
    yield f"ALTER TABLE {table} ADD PRIMARY KEY (ledger, uid, since, audience, round)"
    late = "WHERE standing = 'overdue' AND gone_at IS NULL"
    yield "DROP INDEX ledger.standings_overdue"
    yield f"CREATE INDEX standings_overdue ON {table} (ledger, since, until, audience) {late}"


STEPS: Mapping[int, Callable[[], Iterator[str]]] = {2: _second}
"""By the version that a step leads to."""
VERSION = max(STEPS)
"""Of the tables, views and functions. It only ever grows: whoever finds a lower one brings it forward."""


def steps(since: int) -> Iterator[str]:
    """What brings the tables of a version to the present one."""
    for version in range(since + 1, VERSION + 1):
        yield from STEPS[version]()

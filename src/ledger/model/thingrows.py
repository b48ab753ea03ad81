"""Things as the rows of sheets, one sheet a kind: what a cell shows, and by what an import knows an untouched row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.model import ownerwords
from ledger.model.thing import Thing

HEADINGS: Mapping[str, str] = {
    "id": "编号", "name": "名称", "code": "编码", "other_names": "曾用名", "region": "行政区域", "address": "地址",
    "lon": "经度", "lat": "纬度", "owners": "责任人", "parent": "所属对象", "since": "列入日期", "until": "移出日期",
    "ending": "移出原因", "distinct": "核实并非", "note": "备注",
}  # fmt: skip
"""The columns of every kind, by field; the attributes of the kind stand before the last two."""
_LAST = ("distinct", "note")
ATTRIBUTE = "attributes."
"""How the field of an attribute's column begins."""
KEY, REVISION = "_key", "_rev"
"""The headings of the two hidden columns: of which thing a row is, and `revision` of what it said."""
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its texts in the order of the columns."""

    key: str
    texts: tuple[str, ...]
    revision: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The things of one kind."""

    kind: str
    fields: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(map(heading, self.fields))


def heading(field: str) -> str:
    """What a column is called."""
    return HEADINGS.get(field) or field.removeprefix(ATTRIBUTE)


def sheets(things: Iterable[Thing]) -> tuple[Sheet, ...]:
    """A sheet for each kind, in the order of the kinds' first things."""
    found: dict[str, list[Thing]] = {}
    for one in things:
        found.setdefault(one.kind, []).append(one)
    return tuple(_sheet(kind, own) for kind, own in found.items())


def _sheet(kind: str, things: list[Thing]) -> Sheet:
    names = dict.fromkeys(name for one in things for name in one.attributes)
    usual = (field for field in HEADINGS if field not in _LAST)
    fields = (*usual, *(f"{ATTRIBUTE}{name}" for name in names), *_LAST)
    return Sheet(kind, fields, tuple(_row(one, fields) for one in things))


def _row(one: Thing, fields: tuple[str, ...]) -> Row:
    texts = {field: text(one, field) for field in fields}
    return Row(one.id, tuple(texts.values()), revision(texts))


def text(one: Thing, field: str) -> str:
    """What the cell of a thing shows."""
    if field.startswith(ATTRIBUTE):
        return one.attributes.get(field.removeprefix(ATTRIBUTE), "")
    if field == "owners":
        return ownerwords.BETWEEN.join(ownerwords.in_words(it) for it in one.owners if it.until is None)
    value = getattr(one, field)
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def revision(texts: Mapping[str, str]) -> str:
    """Twelve hex digits that tell whether a row says what was exported, wherever its columns have been moved."""
    told = "\x1f".join(
        f"{field}\x1e{' '.join(texts[field].split())}" for field in sorted(texts) if texts[field].strip()
    )
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]

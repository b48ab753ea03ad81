"""An item of a published document as the record of a new issue: the texts that a clerk would type, and no more.

What could not be read stays out: a damaged deadline keeps its words and has no day. States are only reached by moves
that somebody signs, so whatever the document says of 完成 becomes words of a first progress entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count

from ledger.model import besides
from ledger.model import deadline as grammar
from ledger.model.issue import Issue
from ledger.model.issued import Issued
from ledger.model.item import Deadline, Indicator, Item, Measure, Quantity
from ledger.model.office import Office
from ledger.model.proposal import UNKNOWN_SOURCE
from ledger.model.provenance import Provenance, number, place
from ledger.model.units import split_units

UNITS: Mapping[str, str] = {
    "lead": "lead_units",
    "responsible": "responsible_units",
    "support": "support_units",
    "supervisor": "supervisor_units",
    "acceptor": "acceptor_units",
}
"""What an item calls the parts of its units, and the fields of a plan."""
GIVEN = frozenset({
    "source.kind", "source.batch", "source.document", "source.received", "level", "region", "fields", "nature",
    "plan.goal", "plan.person", "plan.leader", *(f"plan.{name}" for name in UNITS.values()),
})  # fmt: skip
"""What may be said of every item at once; it holds where the document says nothing itself."""
_WORDS = re.compile(r"[、，,;；/\s]+")
_CLAUSE = re.compile(r"[(（)）,，;；。]")
_BARE_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
"""A number that a record can hold (`model.values`)."""


@dataclass(frozen=True)
class Circumstances:
    """What a draft is made in: the document, its day and year, the house, today, and what holds for every item."""

    provenance: Provenance
    issued: Issued
    office: Office
    day: date
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def received(self) -> date:
        """The day of hand-over: as somebody said, else the document's own day, else today."""
        if stated := self.defaults.get("source.received"):
            return date.fromisoformat(stated)
        return self.issued.day if self.issued.day and self.issued.day <= self.day else self.day


@dataclass(frozen=True)
class Draft:
    """A new issue as values, without number, state and signature, and the item that it was made of."""

    item: Item
    tree: Mapping[str, object]
    progress: str | None = None

    def issue(self, identity: Mapping[str, object], by: str, day: date) -> dict[str, object]:
        """The whole record once it has a number; `by` reports on `day` what the document says of the progress."""
        tree = {**self.tree, **identity}
        if self.progress:
            entry = {"month": f"{day:%Y-%m}", "date": day.isoformat(), "by": by, "text": self.progress}
            tree["progress"] = [entry]
        return {key: tree[key] for key in Issue.model_fields if tree.get(key) not in (None, "", [], {})}


def draft(item: Item, around: Circumstances) -> Draft:
    """The record that an item tells of."""
    given = around.defaults
    finding = item.finding or item.text
    source = {
        "kind": given.get("source.kind", UNKNOWN_SOURCE),
        "batch": given.get("source.batch"),
        "document": given.get("source.document", around.provenance.document),
        "item": number(item),
        "finding": finding,
        "digest": around.provenance.digest,
        "place": place(item),
        "received": around.received.isoformat(),
    }
    tree: dict[str, object] = {
        "title": item.title or finding.strip().splitlines()[0][:40] if finding.strip() else item.title,
        "level": given.get("level"),
        "region": item.region or given.get("region"),
        "fields": list(besides.types(item)) or [word for word in _WORDS.split(given.get("fields", "")) if word],
        "nature": given.get("nature"),
        "source": _filled(source),
        "plan": _plan(item, around),
    }
    return Draft(item, _filled(tree), _progress(item))


def _filled(tree: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in tree.items() if value not in (None, "", [], {})}


def _plan(item: Item, around: Circumstances) -> dict[str, object]:
    given = around.defaults
    plan: dict[str, object] = {
        "goal": item.goal or given.get("plan.goal"),
        "indicators": [_indicator(one) for one in item.indicators],
    }
    for role, name in UNITS.items():
        named: Sequence[str] = getattr(item, role)
        plan[name] = list(named or split_units(given.get(f"plan.{name}", "")))
    plan |= {
        "person": _person(item.persons, around) or given.get("plan.person"),
        "leader": "、".join(item.leader) or given.get("plan.leader"),
        "deadline": _deadline(item.deadline, around),
        "measures": _measures(item.measures),
    }
    return _filled(plan)


def _person(names: Sequence[str], around: Circumstances) -> str:
    if len(names) == 1 and (known := around.office.people.find(names[0])):
        return known.id
    return "、".join(names)


def _indicator(one: Indicator) -> dict[str, object]:
    said = {
        "name": one.name,
        "operator": one.op,
        "value": _number(one.value),
        "unit": one.unit,
        "by": one.by.isoformat() if one.by else None,
        "baseline": {"year": one.base_year} if one.base_year else None,
    }
    return _filled(said)


def _deadline(one: Deadline | None, around: Circumstances) -> dict[str, object]:
    if one is None or not one.text.strip():
        return {}
    said = {
        "text": one.text,
        "base": _base(one, around),
        "due": one.due.isoformat() if one.due else None,
        "immediate": "true" if one.immediate else None,
        "long_term": "true" if one.long_term else None,
        "milestones": [
            {"due": node.due.isoformat(), "text": node.text or _clause(one.text, node.due, around)}
            for node in one.milestones
        ],
    }
    return _filled(said)


def _clause(text: str, due: date, around: Circumstances) -> str:
    """The words of a deadline that set one of its days without a task (`2025年12月底前(其中:…)`); all where none do."""
    clauses = (clause.strip() for clause in _CLAUSE.split(text))
    days = (clause for clause in clauses if clause)
    return next((one for one in days if grammar.read(one, around.received, around.office.calendar).due == due), text)


def _base(one: Deadline, around: Circumstances) -> str | None:
    """The day that a deadline counts from, where it is another than that of the hand-over and makes a difference."""
    if one.due is None:
        return None
    calendar = around.office.calendar
    if grammar.read(one.text, around.received, calendar).due == one.due:
        return None
    day, year = around.issued.day, around.issued.year
    possible = [base for base in (day, date(year, 1, 1) if year else None) if base is not None]
    base = next((base for base in possible if grammar.read(one.text, base, calendar).due == one.due), None)
    return base.isoformat() if base else None


def _measures(listed: Sequence[Measure]) -> list[dict[str, object]]:
    """The measures under the document's numbers; one without gets a free one, 0 where the numbered ones follow it."""
    taken = {one.number for one in listed}
    free = (str(at) for at in count(0 if "1" in taken else 1) if str(at) not in taken)
    return [_measure(one.number or next(free), one) for one in listed]


def _measure(at: str, one: Measure) -> dict[str, object]:
    deadline = one.deadline
    said = {
        "number": at,
        "text": one.text,
        "units": list(one.units),
        "deadline": deadline.text if deadline else None,
        "due": deadline.due.isoformat() if deadline and deadline.due else None,
        "quantity": _quantity(one.quantity),
    }
    return _filled(said)


def _quantity(one: Quantity | None) -> dict[str, object] | None:
    total = _number(one.total) if one else ""
    if one is None or not one.unit.strip() or not _BARE_NUMBER.fullmatch(total) or one.total < 0:
        return None
    return {"total": total, "unit": one.unit}


def _number(value: Decimal) -> str:
    return format(value, "f")


def _progress(item: Item) -> str | None:
    """What the document reports, its status word in front where the words themselves don't say it, and what it says
    was found.
    """
    status = item.progress.status or "" if item.progress else ""
    text = item.progress.text.strip() if item.progress else ""
    said = text if status in text else f"{status}。{text}".strip("。")
    return "\n".join(line for line in (said, *besides.reported(item)) if line) or None

"""A document's plan for programs; the keys are a contract (`docs/import-plan.schema.json`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledger.actions.documents import Planned
from ledger.cli.session import words
from ledger.cli.spots import spot_said
from ledger.formats.plan_text.understanding import TASKS
from ledger.model.document import Spot
from ledger.model.item import Deadline, Indicator, Item, Measure, Quantity

Tree = dict[str, object]


def documents_content(planned: Sequence[Planned]) -> Tree:
    """Of several documents: each as it would be alone."""
    return {"documents": [content(one) for one in planned]}


def content(one: Planned) -> Tree:
    """Of one document."""
    reading, document = one.reading, one.document
    tasks = reading.layout == TASKS
    told: Tree = {
        "source": {
            "file": document.file,
            "format": document.format,
            "sha256": document.sha256,
            "day": one.issued.day.isoformat() if one.issued.day else None,
            "year": one.issued.year,
        },
        "layout": reading.layout or None,
        "confidence": reading.confidence,
        "items": [_item(item, tasks=tasks) for item in reading.items],
        "reconciliation": {
            "printed": [{"text": printed.text, "count": printed.count} for printed in reading.printed],
            "found": len(reading.items),
            "orphans": [text for text, _ in reading.orphans],
        },
        "problems": _problems(one),
    }
    if one.known.known or one.known.gone:
        told["changes"] = _changes(one)
    return told


def _item(item: Item, *, tasks: bool) -> Tree:
    told: Tree = {
        "number": item.number,
        "title": item.title,
        "finding": item.finding,
        "goal": item.goal,
        "indicators": [_indicator(one) for one in item.indicators],
        "deadline": _deadline(item.deadline),
        "lead": list(item.lead),
        "responsible": list(item.responsible),
        "support": list(item.support),
        "supervisor": list(item.supervisor),
        "acceptor": list(item.acceptor),
        "persons": [*item.persons, *item.leader],
        "measures": [_measure(one) for one in item.measures],
        "progress": {"status": item.progress.status, "text": item.progress.text} if item.progress else None,
        "location": _location(item.spot),
    }
    if tasks:
        told |= {
            "heading": list(item.headings),
            "text": item.text,
            "quantity": _quantity(item.quantity),
            "stages": [_quantity(one) for one in item.stages],
        }
    return told


def _indicator(one: Indicator) -> Tree:
    return {
        "name": one.name,
        "op": one.op,
        "value": _number(one.value),
        "unit": one.unit,
        "by": one.by.isoformat() if one.by else None,
        "base_year": one.base_year,
    }


def _deadline(one: Deadline | None) -> Tree | None:
    if one is None:
        return None
    return {
        "text": one.text,
        "due": one.due.isoformat() if one.due else None,
        "immediate": one.immediate,
        "long_term": one.long_term,
        "milestones": [{"due": node.due.isoformat(), "text": node.text} for node in one.milestones],
        "damaged": one.damaged,
        "suggestion": one.suggestion,
    }


def _measure(one: Measure) -> Tree:
    return {
        "number": one.number,
        "text": one.text,
        "units": list(one.units),
        "deadline": _deadline(one.deadline),
        "quantity": _quantity(one.quantity),
    }


def _quantity(one: Quantity | None) -> Tree | None:
    return {"total": _number(one.total), "unit": one.unit, "text": one.text} if one else None


def _number(value: Decimal) -> int | float:
    """A number as JSON has them: `33`, `92.5`."""
    return int(value) if value == value.to_integral_value() else float(value)


def _location(spot: Spot) -> Tree:
    return {
        "text": words(spot_said(spot)),
        "page": spot.page,
        "line": spot.line,
        "sheet": spot.sheet,
        "row": spot.row,
        "column": spot.column,
    }


def _problems(one: Planned) -> list[Tree]:
    items = one.reading.items
    told: list[Tree] = [
        {
            "kind": doubt.kind,
            "weight": doubt.weight,
            "item": items[doubt.item].number if doubt.item is not None else None,
            "location": _location(doubt.spot) if doubt.spot else None,
            "text": doubt.text or None,
            "message": words(doubt.said),
            "suggestion": doubt.suggestion,
        }
        for doubt in one.doubts
    ]
    told += [
        {
            "kind": "duplicate",
            "weight": "doubt",
            "item": items[again.item].number,
            "location": _location(items[again.item].spot),
            "text": items[again.item].title,
            "message": words("plan.alike", id=again.issue, title=again.title, percent=round(100 * again.score)),
            "suggestion": None,
            "of": again.issue,
            "score": round(again.score, 3),
            "skipped": again.skipped,
        }
        for again in one.repeated
    ]
    if not items:
        told.append(
            {
                "kind": "no-list",
                "weight": "stops",
                "item": None,
                "location": None,
                "text": None,
                "message": words("plan.no-list", file=one.document.file, count=one.numbered),
                "suggestion": None,
            }
        )
    return told


def _changes(one: Planned) -> Tree:
    """Against the ledger, where this document or an earlier state of it was imported before."""
    return {
        "new": [one.reading.items[at].number for at in one.new],
        "changed": [
            {
                "id": change.issue.id,
                "item": one.reading.items[change.item].number,
                "fields": [{"field": diff.field, "old": diff.old, "new": diff.new} for diff in change.differences],
            }
            for change in one.changes
        ],
        "gone": [{"id": issue.id, "item": issue.source.item, "title": issue.title} for issue in one.known.gone],
        "unchanged": len(one.known.known) - len(one.changes),
    }

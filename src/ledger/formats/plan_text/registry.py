"""The layouts by name, in the order in which they are preferred where two are equally sure."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from ledger.errors import UsageError, say
from ledger.formats.plan_text.shape import Shape

SHAPES: Mapping[str, str] = {
    "petition-batch": "ledger.formats.plan_text.petition_batch",
    "horizontal-table": "ledger.formats.plan_text.horizontal_table",
    "vertical-table": "ledger.formats.plan_text.vertical_table",
    "quoted-progress": "ledger.formats.plan_text.quoted_progress",
    "headed-notice": "ledger.formats.plan_text.headed_notice",
    "titled-measures": "ledger.formats.plan_text.titled_measures",
    "label-per-line": "ledger.formats.plan_text.label_per_line",
    "run-on": "ledger.formats.plan_text.run_on",
    "completed-narrative": "ledger.formats.plan_text.completed_narrative",
    "printed-table": "ledger.formats.plan_text.printed_table",
}
"""Name → module; the module's `SHAPE` is the layout."""


def shape(name: str) -> Shape:
    """The layout called `name`. Raises UsageError with the names that exist."""
    module = SHAPES.get(name)
    if module is None:
        raise UsageError(say("layout.unknown", name=name, known=tuple(SHAPES)))
    return cast("Shape", import_module(module).SHAPE)


def shapes() -> tuple[Shape, ...]:
    """Every layout."""
    return tuple(shape(name) for name in SHAPES)

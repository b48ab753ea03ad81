"""Why a selection matches nothing: the words in it that nobody uses, beside those that are in use."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.actions.desk import Desk
from ledger.errors import Said, say
from ledger.model.issue import Issue
from ledger.model.selection import Selection, words_in_use


def unmatched(desk: Desk, selection: Selection, issues: Iterable[Issue]) -> tuple[Said, ...]:
    """For each filter that none of `issues` can pass: which words the ledger has there, and units that nobody knows.

    Asked even where a register is broken: then it knows no unit, and says nothing of units.
    """
    in_use = words_in_use(issues)
    beside = (say(f"list.in-use.{name}", values=values) for name, values in in_use.items()
              if values and selection.is_beside(name, values))  # fmt: skip
    units = desk.workspace.office_to_check_by.units
    strangers = (name for name in selection.units if units.units and units.find(name) is None)
    return (*beside, *(say("list.unknown-unit", unit=name) for name in strangers))

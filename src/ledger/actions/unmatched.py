"""Why a selection matches nothing: the words in it that no issue has, beside those that are in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.actions.desk import Desk
from ledger.errors import Said, say
from ledger.model.issue import Issue
from ledger.model.selection import Selection, names_unit, words_in_use


def unmatched(desk: Desk, selection: Selection, issues: tuple[Issue, ...]) -> tuple[Said, ...]:
    """For each filter that none of `issues` can pass: which words the ledger has there, and units that none names.

    Asked even where a register is broken: then it knows no unit, and says nothing of units.
    """
    in_use = words_in_use(issues)
    beside = (say(f"list.in-use.{name}", values=values) for name, values in in_use.items()
              if values and selection.is_beside(name, values))  # fmt: skip
    return (*beside, *(() if desk.workspace.register_faults else _units(desk, selection, issues)))


def _units(desk: Desk, selection: Selection, issues: Iterable[Issue]) -> Iterator[Said]:
    office = desk.workspace.office_to_check_by
    for name in selection.units:
        if office.units.units and office.units.find(name) is None:
            yield say("list.unknown-unit", unit=name)
        elif not any(names_unit(one, name, office) for one in issues):
            yield say("list.idle-unit", unit=name)

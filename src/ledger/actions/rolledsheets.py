"""What a workbook of many ledgers has beside the usual sheets: the ledgers with their sum, the tasks handed down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ledger.errors import Said, say
from ledger.formats.base import Grid
from ledger.model import handing
from ledger.model.pace import Paced
from ledger.model.pacereasons import reasons
from ledger.model.pacewords import PACES
from ledger.model.rollup import Rolled, RolledEntry
from ledger.model.selection import Selection

Tell = Callable[[Said], str]
_LEDGERS = ("ledger", "kept-by", "count", "sources", "handed")
_LEDGERS_WIDE = (18, 22, 8, 8, 8)
_PACE_WIDE = 10
_TASKS = ("rolled-id", "rolled-title", "rolled-pace", "rolled-children", "rolled-lacking", "rolled-late-children")
_TASKS_WIDE = (20, 34, 11, 30, 26, 48)


def grids(rolled: Rolled, selection: Selection, tell: Tell) -> tuple[Grid, ...]:
    """Both sheets; the second only where a ledger has a task for another."""
    rows = _tasks(rolled, tell)
    return (_ledgers(rolled, selection, tell), *((_handed(rolled, rows, tell),) if rows else ()))


def _ledgers(rolled: Rolled, selection: Selection, tell: Tell) -> Grid:
    """A line for each ledger, and the sum of all counted by itself."""
    rows = rolled.rows(rolled.taken(selection))
    whole = rows[-1]
    told = say("rollup.sheet-total", ledgers=len(rows) - 1, count=whole.total, sources=whole.sources,
               handed=whole.handed)  # fmt: skip
    return Grid(
        tell(say("rollup.sheet-ledgers")),
        tell(told),
        tell(say("rollup.sheet-sums", day=rolled.whole.day)),
        (*_heads(_LEDGERS, tell), *(tell(say(f"pace.{pace}")) for pace in PACES)),
        (*_LEDGERS_WIDE, *(_PACE_WIDE for _ in PACES)),
        [
            (row.name or tell(say("rollup.sum")), row.unit, row.total, row.sources, row.handed, *row.paces)
            for row in rows
        ],
    )


def _handed(rolled: Rolled, rows: Sequence[Sequence[str]], tell: Tell) -> Grid:
    tasks = handing.tasks(rolled)
    missing = sum(bool(task.missing) for task in tasks)
    copied = sum(one.problem.rule == "copied-plan" for one in handing.faults(rolled))
    told = say("rollup.coverage", tasks=len(tasks), covered=len(tasks) - missing, missing=missing, copied=copied)
    basis = tell(say("rollup.sheet-each-task", day=rolled.whole.day))
    return Grid(tell(say("rollup.sheet-tasks")), tell(told), basis, _heads(_TASKS, tell), _TASKS_WIDE, rows)


def _heads(names: Iterable[str], tell: Tell) -> tuple[str, ...]:
    return tuple(tell(say(f"column.{name}")) for name in names)


def _tasks(rolled: Rolled, tell: Tell) -> list[tuple[str, ...]]:
    late = {parent.issue.id: children for parent, children in handing.late_below(rolled)}
    return [
        (
            task.parent.issue.id,
            task.parent.issue.title,
            _pace(rolled, task.parent, tell),
            "\n".join(f"{one.issue.id} {_pace(rolled, one, tell)}" for one in task.children),
            "\n".join(tell(say("rollup.for-unit", ledger=name, unit=unit)) for name, unit in task.missing),
            "\n".join(_late(one, paced, tell) for one, paced in late.get(task.parent.issue.id, ())),
        )
        for task in handing.tasks(rolled)
    ]


def _pace(rolled: Rolled, one: RolledEntry, tell: Tell) -> str:
    return tell(say(f"pace.{rolled.whole.paces[one.issue.id].pace}"))


def _late(child: RolledEntry, paced: Paced, tell: Tell) -> str:
    return f"{child.issue.id}：{'；'.join(map(tell, reasons(paced)))}"

"""How many ledgers look as one, on a terminal and in JSON: the table with its sum, and what stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ledger.actions import rolledthings
from ledger.actions import rollup as acts
from ledger.cli.screen import safe
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import Said, say
from ledger.model import handing
from ledger.model.pacereasons import reasons
from ledger.model.pacewords import PACES
from ledger.model.problem import Problem
from ledger.model.rollup import RolledEntry, Row
from ledger.model.selection import Selection
from ledger.store.rollup import Opened

Json = dict[str, object]
_MOST, _MOST_CHILDREN = 20, 5
"""So many of what is listed on the one page, and below each of these; the rest are counted."""


def heads(reading: acts.Reading, words: Catalogue) -> list[str]:
    """The heads of the table of ledgers; which commit was read is told where one was."""
    named = [words(f"column.{name}") for name in ("ledger", "kept-by", "count", "sources", "handed")]
    read = [words("column.read-at")] if any(one.commit for one in reading.opened) else []
    return [*named, *(words(f"pace.{pace}") for pace in PACES), *read]


def cells(reading: acts.Reading, rows: Sequence[Row], words: Catalogue) -> list[list[str]]:
    """The table: a line for each ledger, and the sum."""
    read = [*map(_commit, reading.opened), ""]
    beside = [[at] if any(read) else [] for at in read]
    return [
        [row.name or words("rollup.sum"), row.unit, *map(str, (row.total, row.sources, row.handed, *row.paces)), *at]
        for row, at in zip(rows, beside, strict=True)
    ]


def lacking(reading: acts.Reading) -> Said | None:
    """That a sum is of a part only: said within the result, which may go its own way without what is told beside it."""
    if not reading.exit_code:
        return None
    ledgers = tuple(say("rollup.lacking-ledger", name=one.name) for one in reading.unread)
    files = (say("rollup.lacking-files", count=len(reading.broken)),) if reading.broken else ()
    return say("rollup.lacking", parts=(*ledgers, *files))


def _commit(one: Opened) -> str:
    return f"{one.commit.digest[:10]} {one.commit.day}" if one.commit else ""


def families(reading: acts.Reading, words: Catalogue) -> Iterator[str]:
    """What the ledgers owe each other: links, coverage, late children under their parents."""
    found = reading.rolled
    if found.links:
        how = Counter(one.how for one in found.links)
        yield words("rollup.links", count=len(found.links), written=how["written"], source=how["source"])
    every = handing.tasks(found)
    missing = [task for task in every if task.missing]
    faults = Counter(one.problem.rule for one in handing.faults(found, tuple(one.name for one in reading.unread)))
    if every:
        told = {"tasks": len(every), "covered": len(every) - len(missing), "missing": len(missing)}
        yield words("rollup.coverage", **told, copied=faults["copied-plan"])
    lacking = [_not_handed(task, words) for task in missing]
    yield from _some(lacking, words)
    late = handing.late_below(found)
    if late:
        yield words("rollup.late", count=len(late))
        yield from _some(list(_late(reading, words)), words)
    if found.shared:
        yield words("rollup.shared", count=len(found.shared), ids=tuple(" = ".join(ids) for ids in found.shared))
    things = [words(one.pair.text) for one in rolledthings.across(found.members, reading.opened, found.whole.day)]
    if things:
        yield words("elsewhere.count", count=len(things))
        yield from _some([f"  {one}" for one in things], words)
    if faults:
        named = ((say(f"handing.kind-{rule}"), often) for rule, often in faults.most_common())
        kinds = tuple(say("rollup.of-kind", kind=kind, count=often) for kind, often in named)
        yield words("rollup.between", count=faults.total(), kinds=kinds)


def _not_handed(task: handing.Task, words: Catalogue) -> str:
    ledgers = tuple(say("rollup.for-unit", ledger=name, unit=unit) for name, unit in task.missing)
    return words("rollup.not-handed", id=task.parent.issue.id, title=_title(task.parent), ledgers=ledgers)


def _title(one: RolledEntry) -> str:
    return safe(one.issue.title, one_line=True)


def _late(reading: acts.Reading, words: Catalogue) -> Iterator[str]:
    """Each parent with its late children below it, as one text."""
    kept = reading.rolled.whole.paces
    for parent, children in handing.late_below(reading.rolled):
        pace = words(f"pace.{kept[parent.issue.id].pace}")
        lines = [f"  {parent.issue.id} {pace}  {_title(parent)}"]
        for child, paced in children[:_MOST_CHILDREN]:
            why = "；".join(words(said) for said in reasons(paced))
            lines.append(f"    └ {child.issue.id} {words(f'pace.{paced.pace}')}  {why}")
        if len(children) > _MOST_CHILDREN:
            lines.append(f"    {words('rollup.more', count=len(children) - _MOST_CHILDREN).strip()}")
        yield "\n".join(lines)


def _some(listed: Sequence[str], words: Catalogue) -> Iterator[str]:
    yield from listed[:_MOST]
    if len(listed) > _MOST:
        yield words("rollup.more", count=len(listed) - _MOST)


def ledgers(reading: acts.Reading, selection: Selection, words: Catalogue) -> Json:
    """The table for programs, and what is not in it."""
    found = reading.rolled
    *rows, whole = found.rows(found.taken(selection))
    return {
        "as_of": found.whole.day.isoformat(),
        "ledgers": [
            _row(row) | {"name": one.name, "place": one.place, "commit": one.commit and one.commit.digest}
            for row, one in zip(rows, reading.opened, strict=True)
        ],
        "total": _row(whole),
        "unread": [{"name": one.name, "place": one.place, "why": words(acts.told(one))} for one in reading.unread],
        "broken": list(reading.broken),
        "uncovered_years": list(found.uncovered_years),
    }


def _row(row: Row) -> Json:
    counts = {pace: row.count(pace) for pace in PACES}
    return {"unit": row.unit, "issues": row.total, "own": row.sources, "handed_down": row.handed, "paces": counts}


def between(reading: acts.Reading, words: Catalogue) -> Json:
    """What the ledgers owe each other, for programs."""
    found = reading.rolled
    unread = tuple(one.name for one in reading.unread)
    every, faults = handing.tasks(found), tuple(handing.faults(found, unread))
    missing = sum(bool(task.missing) for task in every)
    return {
        "coverage": {
            "tasks": len(every),
            "covered": len(every) - missing,
            "missing": missing,
            "copied": sum(one.problem.rule == "copied-plan" for one in faults),
        },
        "links": [{"child": one.child, "parent": one.parent, "how": one.how} for one in found.links],
        "tasks": [
            {
                "id": task.parent.issue.id,
                "title": task.parent.issue.title,
                "expected": [{"ledger": name, "unit": unit} for name, unit in task.expected],
                "children": [one.issue.id for one in task.children],
                "missing": [name for name, _ in task.missing],
            }
            for task in every
        ],
        "late": [
            {
                "id": parent.issue.id,
                "pace": found.whole.paces[parent.issue.id].pace,
                "children": [
                    {"id": one.issue.id, "pace": paced.pace, "reasons": [words(said) for said in reasons(paced)]}
                    for one, paced in children
                ],
            }
            for parent, children in handing.late_below(found)
        ],
        "shared": [list(ids) for ids in found.shared],
        "objects": [
            {
                "kind": one.pair.kind,
                "object": one.pair.register.far(one.pair.thing),
                "before": one.pair.other.far(one.pair.before),
                "because": [words(said) for said in one.pair.because],
            }
            for one in rolledthings.across(found.members, reading.opened, found.whole.day)
        ],
        "faults": [problem(one.member.problem(one.problem), words) for one in faults],
    }


def problem(one: Problem, words: Catalogue) -> Json:
    """A finding for programs."""
    place = one.place
    return {
        "issue": one.issue,
        "rule": one.rule,
        "level": one.level,
        "text": words(one.text),
        "file": place and place.file,
        "line": place and place.line,
    }

"""Edits of a sheet put into a record's tree of texts, and a new status made by the move that leads to it.

Only what an edit is about changes: units and people keep the spelling in which the record has them, a report becomes
a new entry and never rewrites an old one, and what the last entry said beside it is carried over.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.errors import Said, say
from ledger.model import amend, reporting
from ledger.model.acts import IMPORT
from ledger.model.attempt import Attempt
from ledger.model.changes import Edit, Target
from ledger.model.filled import UnfitError, in_month, units_in, words_in
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.plan import Measure, Plan
from ledger.model.report import STATUS_WORDS
from ledger.model.workflow import MOVES, Move, advance, objections, sign

Tree = dict[str, object]
Path = tuple[str | int, ...]

REPORTED: Mapping[str, str] = {"progress": "text", "progress.problems": "problems", "progress.next": "next"}
"""The columns that together make one entry of 调度, with the key of each in the entry."""
MARKED = frozenset({"measure.done_on", "measure.quantity.done"})
"""The columns that say what is done of a measure."""
_BEGUN = STATUS_WORDS["in-progress"]


@dataclass(frozen=True)
class Adopted:
    """A record's tree with edits put in, and the reasons against those that were left out."""

    tree: Tree
    against: Mapping[Target, Said]


def adopt(
    issue: Issue, tree: Mapping[str, object], edits: Sequence[Edit], office: Office, day: date, by: str
) -> Adopted:
    """Put `edits` into `tree`, the texts of `issue`, reported on `day` by the id `by`. A status is no value: see
    `proposed`.
    """
    result, against = copy.deepcopy(dict(tree)), dict[Target, Said]()
    reports = [one for one in edits if one.field in REPORTED]
    counts: list[Edit] = []
    for edit in edits:
        if edit.field in REPORTED or edit.field == "status":
            continue
        try:
            _allowed(issue, edit, edits, office, day)
            for path, value in _assignments(issue, edit, office):
                result = amend.assign(result, path, value)
        except (UnfitError, amend.AmendError) as error:
            against[edit.target] = error.said
        else:
            counts += [edit] if edit.field == "measure.quantity.done" else []
    try:
        report = _report(issue, reports, day)
    except UnfitError as error:
        against |= {one.target: error.said for one in reports}
        report = None
    if report is not None or counts:
        entry = _entry(issue, report, counts, day, by)
        result = amend.assign(result, ("progress", len(issue.progress)), entry)
    return Adopted(result, against)


def _allowed(issue: Issue, edit: Edit, edits: Sequence[Edit], office: Office, day: date) -> None:
    """An accepted plan is fixed; what is marked as done is asked what `progress` would ask. Raises UnfitError."""
    if issue.status in {"verified", "closed"} and edit.field.startswith(("plan.", "measure.")):
        raise UnfitError(say("amend.plan-closed" if issue.status == "closed" else "amend.plan-verified", id=issue.id))
    if edit.field in MARKED:
        _refuse(_against_mark(issue, edit, edits, office, day))


def _against_mark(issue: Issue, edit: Edit, edits: Sequence[Edit], office: Office, day: date) -> Iterator[Said]:
    """Every reason why a measure may not be marked as an edit has it, seen together with the other edits."""
    about = {one.field: one.new for one in edits if one.key == edit.key}
    if not (issue.status == "open" and any(one.field == "status" and one.new == _BEGUN for one in edits)):
        yield from reporting.is_under_way(issue, office)
    measure = _measure(issue.plan or Plan(), edit)[1]
    undone = about.get("measure.done_on") == ""
    yield from reporting.may_be_marked(issue, measure, undone=undone)
    if undone:
        yield from reporting.is_counted_anew(measure, counted="measure.quantity.done" in about)
    if edit.field == "measure.done_on" and edit.new:
        yield from reporting.was_done_in_time(issue, date.fromisoformat(edit.new), day)


def _refuse(reasons: Iterator[Said]) -> None:
    """Raises UnfitError with the first of the reasons, if there is one: a cell has room for one."""
    if (reason := next(reasons, None)) is not None:
        raise UnfitError(reason)


def _assignments(issue: Issue, edit: Edit, office: Office) -> Sequence[tuple[Path, object]]:
    """Where in the record's tree which value goes; None takes it away."""
    plan = issue.plan or Plan()
    match edit.field:
        case "fields":
            return ((("fields",), list(words_in(edit.new)) or None),)
        case "plan.responsible_units":
            return _responsible(plan, edit.new, office)
        case "plan.supervisor_units":
            return ((("plan", "supervisor_units"), _spelt(units_in(edit.new)[1], plan.supervisor_units, office)),)
        case "plan.person":
            return ((("plan", "person"), _person(edit.new, office)),)
        case field if field.startswith("measure."):
            return _of_measure(plan, edit, office)
        case _:
            return ((tuple(edit.field.split(".")), edit.new or None),)


def _responsible(plan: Plan, text: str, office: Office) -> Sequence[tuple[Path, object]]:
    """牵头单位 and 责任单位 share a cell, the marked ones lead; who does both stands there once."""
    leading, others = units_in(text)
    canonical = office.units.canonical
    led = {canonical(name) for name in leading} & {canonical(name) for name in plan.lead_units}
    both = [name for name in plan.responsible_units if canonical(name) in led]
    responsible = (*both, *others)
    known = (*plan.lead_units, *plan.responsible_units)
    return (
        (("plan", "lead_units"), _spelt(leading, known, office)),
        (("plan", "responsible_units"), _spelt(responsible, (*plan.responsible_units, *plan.lead_units), office)),
    )


def _spelt(names: Iterable[str], known: Sequence[str], office: Office) -> list[str] | None:
    """Units as the record spells them already; new ones under their official name."""
    canonical = office.units.canonical
    spelling = {canonical(name): name for name in reversed(known)}
    return list(dict.fromkeys(spelling.get(canonical(name), canonical(name)) for name in names)) or None


def _person(text: str, office: Office) -> str | None:
    """People stand in a record by their id; whoever the register doesn't know, by name or post."""
    found = office.people.find(text)
    return found.id if found else text or None


def _of_measure(plan: Plan, edit: Edit, office: Office) -> Sequence[tuple[Path, object]]:
    at, measure = _measure(plan, edit)
    path = ("plan", "measures", at)
    match edit.field:
        case "measure.units":
            return (((*path, "units"), _spelt(units_in(edit.new)[1], _units_of(measure, plan), office)),)
        case "measure.quantity.done":
            if measure.quantity is None:
                raise UnfitError(say("progress.no-quantity", number=measure.number))
            return (((*path, "quantity", "done"), edit.new),)
        case "measure.funds":
            return (((*path, "funds"), edit.new or None),)
        case _:
            return (((*path, "done_on"), edit.new or None),)


def _measure(plan: Plan, edit: Edit) -> tuple[int, Measure]:
    """The measure that the edit is about, and where it stands. Raises UnfitError where it isn't the only one."""
    at = [index for index, one in enumerate(plan.measures) if one.number == edit.measure]
    if len(at) != 1:
        raise UnfitError(say("import.which-measure", number=edit.measure or "?", count=len(at)))
    return at[0], plan.measures[at[0]]


def _units_of(measure: Measure, plan: Plan) -> tuple[str, ...]:
    return (*measure.units, *plan.lead_units, *plan.responsible_units)


def _report(issue: Issue, reports: Sequence[Edit], day: date) -> Tree | None:
    """What the row reports, as keys of an entry; None where it reports nothing. Raises UnfitError."""
    said = {REPORTED[one.field]: one.new for one in reports}
    if not said:
        return None
    month, text = in_month(said["text"]) if "text" in said else (None, None)
    _refuse(reporting.is_not_closed(issue))
    _refuse(reporting.in_its_time(issue, day, month))
    last = issue.last_progress()
    if text is None and last is None:
        raise UnfitError(_unreported(issue, reports[0].report_heading))
    return {**said, "month": month or day.isoformat()[:7], "text": text or (last.text if last else "")}


def _unreported(issue: Issue, heading: str) -> Said:
    """That problems and next steps go with a report, which column it belongs into, or which command makes it."""
    return say("import.no-report", heading=heading) if heading else say("import.no-report-column", id=issue.id)


def _entry(issue: Issue, report: Tree | None, counts: Sequence[Edit], day: date, by: str) -> Tree:
    """The new entry of 调度: what the row reports, and how far counted measures have come, so that any day can be
    looked back to. What the row left as it was is carried over, because the sheet goes on saying it.
    """
    last = issue.last_progress()
    carried = {"problems": last.problems, "next": last.next, "percent": last.percent} if last else {}
    told: Tree = {key: value for key, value in carried.items() if value is not None}
    told |= report or {"month": day.isoformat()[:7], "text": _counted_in_words(issue, counts)}
    if counts:
        told["counts"] = [{"number": one.measure, "done": one.new} for one in counts]
    texts = {key: format(value, "f") if isinstance(value, Decimal) else value for key, value in told.items() if value}
    return {"month": texts.pop("month"), "date": day.isoformat(), "by": by, **texts}


def _counted_in_words(issue: Issue, counts: Sequence[Edit]) -> str:
    measures = {one.number: one for one in (issue.plan.measures if issue.plan else ())}
    units = {number: one.quantity.unit for number, one in measures.items() if one.quantity}
    return "；".join(f"措施{one.measure}累计完成{one.new}{units.get(one.measure or '', '')}" for one in counts)


def signed(issue: Issue, attempt: Attempt, why: str) -> Issue:
    """The issue with the step that says who took what over from which workbook; nobody known signs nothing."""
    if attempt.person is None:
        return issue
    return sign(issue, issue, IMPORT, attempt.person, attempt, why)


def move_to(issue: Issue, word: str) -> Move | None:
    """The move that leads from where the issue stands to a status in words; of several, the one that may begin here."""
    leading = [move for move in MOVES.values() if STATUS_WORDS[move.target] == word]
    here = [move for move in leading if issue.status in move.sources]
    return next(iter((*here, *leading)), None)


def proposed(issue: Issue, word: str, attempt: Attempt) -> Issue | tuple[Said, ...]:
    """The issue after the move to the status that a cell asks for, or every reason why not.

    Where nobody known is acting, only what the move demands of the issue is asked, and nothing is changed.
    """
    move = move_to(issue, word)
    if move is None:
        return (say("import.no-move", status=word),)
    if attempt.person is not None:
        return advance(issue, move, attempt)
    personal = {reason for guard in move.persons for reason in guard(issue, attempt)}
    reasons = tuple(one for one in objections(issue, move, attempt) if one not in personal)
    return reasons or issue

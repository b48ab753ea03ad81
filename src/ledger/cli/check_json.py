"""A check in JSON; the keys are stable, new ones may be added."""

from __future__ import annotations

from ledger.actions.audit import Verdict
from ledger.cli.session import words
from ledger.errors import Said
from ledger.model.finding import KINDS, Checked, Finding
from ledger.model.problem import Problem


def document(checked: Checked, verdict: Verdict) -> dict[str, object]:
    """The whole report."""
    return {
        "as_of": checked.day.isoformat(),
        "ledger": checked.ledger,
        "files": verdict.files,
        "broken": list(verdict.broken),
        "selection": checked.selection,
        "selected": checked.selected,
        "due_within": checked.due_within,
        "fail_on": sorted(checked.fail_on),
        "totals": {kind: len(checked.of(kind)) for kind in KINDS},
        "findings": [finding_dict(one) for one in checked.findings],
        "gone": None if checked.gone is None else list(checked.gone),
        "problems": [problem_dict(one) for one in verdict.problems],
        "uncovered_years": list(verdict.uncovered_years),
        "exit_code": checked.exit_code,
    }


def finding_dict(one: Finding) -> dict[str, object]:
    """A finding in JSON."""
    return {
        **one.facts,
        "level": one.problem.level,
        "days_left": one.days_left,
        "message": words(one.text),
        "column": one.place.column if one.place else None,
        "command": command(one) or None,
        "waiver": _waiver_dict(one),
        "known": one.known,
    }


def command(one: Finding) -> str:
    """What would help, as it is typed."""
    return words(one.command) if isinstance(one.command, Said) else one.command


def _waiver_dict(one: Finding) -> dict[str, str] | None:
    why = one.waiver
    if why is None:
        return None
    return {"reason": why.reason, "by": why.by, "by_name": one.excused_by, "expires": why.expires.isoformat()}


def problem_dict(problem: Problem) -> dict[str, object]:
    """A fault in JSON."""
    place = problem.place
    return {
        "rule": problem.rule,
        "level": problem.level,
        "issue": problem.issue,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": words(problem.text),
        "suggestion": problem.suggestion,
    }

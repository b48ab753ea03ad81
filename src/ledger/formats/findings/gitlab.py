"""GitLab's code quality report: a list of findings that a merge request shows beside the files.

Source: docs.gitlab.com, ci/testing/code_quality (code quality report format).
"""

from __future__ import annotations

import json
from collections.abc import Callable

from ledger.errors import Said
from ledger.formats.findings.clean import plain
from ledger.formats.findings.telling import Teller
from ledger.model.finding import Checked, Finding, Kind

_SEVERITY: dict[Kind, str] = {
    "integrity": "blocker",
    "invalid": "critical",
    "fault": "major",
    "overdue": "major",
    "due-soon": "minor",
    "stale": "minor",
    "notice": "info",
}


def write(checked: Checked, say_text: Callable[[Said], str]) -> str:
    """What is listed, as GitLab reads it; what a waiver covers is only information."""
    tell = Teller(say_text, checked.folder)
    return f"{json.dumps([_entry(one, tell) for one in checked.listed], ensure_ascii=False, indent=2)}\n"


def _entry(one: Finding, tell: Teller) -> dict[str, object]:
    return {
        "description": tell.chained(tell.named(one), tell.whole(one)),
        "check_name": one.problem.rule,
        "fingerprint": one.fingerprint,
        "severity": "info" if one.waiver else _SEVERITY[one.kind],
        "location": {
            "path": plain(tell.file(one)),
            "lines": {"begin": (one.place.line if one.place else None) or 1},
        },
    }

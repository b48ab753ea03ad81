"""SARIF 2.1.0, as code scanning of forges and Jenkins' warnings-ng read it.

Everything found is in it, also what a waiver covers (suppressed) and what the baseline knows (unchanged): a consumer
takes what is missing for mended. Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from ledger import __version__
from ledger.errors import Said, say
from ledger.formats.findings.clean import plain
from ledger.formats.findings.telling import Teller, level
from ledger.model.finding import Checked, Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The top of the repository; the name that GitHub and GitLab know."""


def write(checked: Checked, say_text: Callable[[Said], str]) -> str:
    """The whole log, of one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(checked, Teller(say_text, checked.folder))]}
    return f"{json.dumps(log, ensure_ascii=False, indent=2)}\n"


def _run(checked: Checked, tell: Teller) -> dict[str, object]:
    examples: dict[str, Finding] = {}
    for one in checked.findings:
        examples.setdefault(one.problem.rule, one)
    at = {rule: number for number, rule in enumerate(sorted(examples))}
    compared = checked.gone is not None
    return {
        "tool": {
            "driver": {
                "name": "ledger",
                "semanticVersion": __version__,
                "rules": [_rule(examples[rule], tell) for rule in at],
            }
        },
        "automationDetails": {"id": "ledger-check/"},
        "invocations": [{"executionSuccessful": True, "exitCode": checked.exit_code}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": plain(checked.ledger) or "ledger"}}},
        "properties": {
            "asOf": checked.day.isoformat(),
            "dueWithin": checked.due_within,
            "issues": checked.issues,
            "selection": plain(checked.selection),
            "totals": tell.totals(checked),
        },
        "results": [_result(one, at, tell, compared=compared) for one in checked.findings],
    }


def _rule(one: Finding, tell: Teller) -> dict[str, object]:
    """A rule as its findings show it: what kind of fault it is, and what helps."""
    named = f"{tell.kind(one.kind)} ({one.problem.rule})"
    helped = {"text": tell.text(say(f"finding.help.{one.kind}"))}
    return {
        "id": one.problem.rule,
        "name": "".join(part.capitalize() for part in one.problem.rule.split("-")),
        "shortDescription": {"text": named},
        "fullDescription": helped,
        "help": helped,
        "defaultConfiguration": {"level": level(one)},
        "properties": {"tags": [one.kind]},
    }


def _result(one: Finding, at: Mapping[str, int], tell: Teller, *, compared: bool) -> dict[str, object]:
    text = tell.chained(tell.named(one), tell.whole(one))
    result: dict[str, object] = {
        "ruleId": one.problem.rule,
        "ruleIndex": at[one.problem.rule],
        "level": level(one),
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(one, tell)}],
        "partialFingerprints": {
            "ledgerFinding/v1": one.fingerprint,
            "primaryLocationLineHash": f"{one.fingerprint}:1",
        },
        "properties": _facts(one, tell),
    }
    if one.waiver:
        # No `status`: so the standard's text calls it, and its first schema `state`; neither asks for one.
        result["suppressions"] = [{"kind": "external", "justification": tell.excuse(one)}]
    if compared:
        result["baselineState"] = "unchanged" if one.known else "new"
    return result


def _location(one: Finding, tell: Teller) -> dict[str, object]:
    """Where it is: always a file, as GitHub shows nothing without one."""
    uri = quote(tell.file(one).encode("utf-8", "surrogatepass"), safe="/")
    found: dict[str, object] = {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}}
    place = one.place
    region = {"startLine": (place.line if place else None) or 1}
    if place and place.line and place.column:
        region["startColumn"] = place.column
    return {**found, "region": region}


def _facts(one: Finding, tell: Teller) -> dict[str, object]:
    """What is known of the issue, for programs."""
    told = {
        "kind": one.kind,
        "issue": plain(one.issue),
        "title": plain(one.title),
        "units": [plain(unit) for unit in one.units],
        "person": plain(one.person),
        "due": one.due.isoformat() if one.due else None,
        "daysLate": one.days_late or None,
        "workingDaysLate": one.working_days_late or None,
        "daysLeft": one.days_left,
        "command": tell.command(one),
        "excuse": tell.excuse(one),
    }
    return {name: value for name, value in told.items() if value not in ("", None, [])}

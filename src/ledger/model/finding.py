"""What a nightly check found, with everything that a reader, a CI system or a message needs: `Finding`, `Checked`.

A `Problem` says what is wrong and where; a finding adds whose it is, how late, what would help, and whether somebody
has decided already that it may stand for a while (a waiver) or that it was known before (a baseline).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.errors import Said
from ledger.model.problem import Place, Problem
from ledger.model.waiver import Waiver

Kind = Literal["integrity", "invalid", "fault", "overdue", "due-soon", "stale", "notice"]
"""What a finding is, the most serious first: what was signed is not what is there; a file that can't be read; a broken
rule; past its day and not done (issue, milestone or measure); near it; nothing heard; worth a look."""

KINDS: tuple[Kind, ...] = ("integrity", "invalid", "fault", "overdue", "due-soon", "stale", "notice")

FailOn = Literal["overdue", "due-soon", "stale", "invalid", "never"]
"""What `--fail-on` may name. Invalid data and broken integrity fail whatever is named; `overdue` brings the broken
rules along, because a rule is only broken where somebody has to act."""

FAIL_ON: tuple[FailOn, ...] = ("overdue", "due-soon", "stale", "invalid", "never")
DEFAULT_FAIL_ON: frozenset[FailOn] = frozenset({"overdue", "invalid"})

PARTS_LATE: frozenset[str] = frozenset({"behind", "scheme-late", "decision-late"})
"""Rules of what is late and no whole issue: milestones and measures, measures of plans of objects, decisions."""
_OF_RULE: Mapping[str, Kind] = {
    "overdue": "overdue", **dict.fromkeys(PARTS_LATE, "overdue"), "stale": "stale",
    **dict.fromkeys(("due-soon", "scheme-soon", "decision-soon"), "due-soon"),
}  # fmt: skip
_OF_LEVEL: Mapping[str, Kind] = {"integrity": "integrity", "invalid": "invalid", "error": "fault", "warning": "notice"}
_NAME_LENGTH = 32
_ALWAYS: frozenset[Kind] = frozenset({"integrity", "invalid"})
"""What fails whatever is asked for, known before or not."""


def kind_of(problem: Problem) -> Kind:
    """What a problem counts as; a rule of lateness by its rule, every other by its level."""
    return _OF_RULE.get(problem.rule) or _OF_LEVEL[problem.level]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check."""

    problem: Problem
    kind: Kind
    fingerprint: str
    """The same from night to night for the same thing: it knows no line numbers and no days."""
    title: str = ""
    """The issue's, or what is to be done beside the issues; empty for a file that can't be read."""
    units: tuple[str, ...] = ()
    """Who answers for it, by the register's names; empty where nobody is named."""
    person: str = ""
    """The name of the person in charge."""
    due: date | None = None
    days_late: int = 0
    """Calendar days past `due`; the day of the deadline itself is in time."""
    working_days_late: int = 0
    days_left: int | None = None
    """Calendar days to `due` where it lies ahead."""
    command: Said | str = ""
    """The command that would help, ready to be typed; what is to be filled in stands there in the reader's words."""
    waiver: Waiver | None = None
    """Why it may stand for now, and until when."""
    excused_by: str = ""
    """The name of whoever approved that; their id where the register doesn't know it."""
    known: bool = False
    """Whether the baseline has it already."""

    @property
    def counts(self) -> bool:
        """Whether it can make the check fail: neither waived nor known before."""
        return self.waiver is None and not self.known

    @property
    def place(self) -> Place | None:
        """Where it stands in the files."""
        return self.problem.place

    @property
    def text(self) -> Said:
        """What was found, and what to do."""
        return self.problem.text

    @property
    def facts(self) -> dict[str, object]:
        """What a program is told of it, whichever way it is sent; the keys are stable."""
        return {
            "fingerprint": self.fingerprint,
            "kind": self.kind,
            "rule": self.problem.rule,
            "id": self.issue or None,
            "title": self.title or None,
            "units": list(self.units),
            "person": self.person or None,
            "due": self.due.isoformat() if self.due else None,
            "days_late": self.days_late,
            "working_days_late": self.working_days_late,
            "file": self.place.file if self.place else None,
            "line": self.place.line if self.place else None,
        }

    @property
    def issue(self) -> str:
        """The issue's id; empty for what belongs to none."""
        return self.problem.issue or ""


def fingerprint(problem: Problem, identity: str, part: str = "") -> str:
    """The name of a thing that a check found. `identity` is what stays when it is renumbered or moved (the issue's uid,
    else the file), `part` says which of several like it (a milestone's day and text, a measure's number).
    """
    told = f"ledger-finding-v1\n{problem.rule}\n{identity}\n{part}"
    return hashlib.sha256(told.encode()).hexdigest()[:_NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class Group:
    """What one unit answers for, the most serious first; `unit` is empty for what no unit answers for."""

    unit: str
    findings: tuple[Finding, ...]

    def count(self, kind: Kind) -> int:
        """How many of one kind."""
        return sum(one.kind == kind for one in self.findings)


@dataclass(frozen=True)
class Checked:
    """A whole check: the findings in their order, and how much was looked at."""

    ledger: str
    """The ledger's title."""
    day: date
    """The day that counted as today, in Asia/Shanghai."""
    findings: tuple[Finding, ...]
    issues: int
    """Files that were looked at, readable or not."""
    fail_on: frozenset[FailOn] = DEFAULT_FAIL_ON
    due_within: int = 0
    selection: str = ""
    """What was selected, in words; empty for the whole ledger."""
    selected: int = 0
    """How many of the issues that is."""
    gone: tuple[str, ...] | None = None
    """The baseline's fingerprints that are found no more; None without a baseline."""
    folder: str = ""
    """Where the ledger lies in its repository (`a/b`), which is where forges look for files; empty at the top."""
    uncovered_years: tuple[int, ...] = ()
    """Years without a published holiday table in which working days were counted."""

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(one for one in self.findings if one.kind == kind)

    @property
    def listed(self) -> tuple[Finding, ...]:
        """What a report lists: everything but what the baseline knows; what can't be read is always told."""
        return tuple(one for one in self.findings if not one.known or one.kind in _ALWAYS)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is listed, by unit."""
        return by_unit(self.listed)

    @property
    def failing(self) -> tuple[Finding, ...]:
        """What makes it fail."""
        wanted: set[str] = set() if "never" in self.fail_on else set(self.fail_on)
        wanted |= {"fault"} if "overdue" in wanted else set()
        return tuple(one for one in self.findings if one.kind in _ALWAYS or (one.counts and one.kind in wanted))

    @property
    def exit_code(self) -> int:
        """8 integrity, 5 unreadable or nothing there (both whatever was asked for), 1 what was asked for, 0 sound."""
        codes = {"integrity": 8, "invalid": 5}
        return max((5 if self.issues == 0 else 0, *(codes.get(one.kind, 1) for one in self.failing)))


def by_unit(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Each finding once, under the first unit that answers for it, so that counts add up.

    What nobody answers for comes first where it can't be read, then the units, those with most that is late first.
    """
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.units[0] if one.units else "", []).append(one)
    groups = (Group(unit, tuple(sorted(own, key=_urgency))) for unit, own in found.items())
    return tuple(sorted(groups, key=_weight))


def _urgency(one: Finding) -> tuple[int, int, int, str]:
    """The most serious first, then the latest, then what falls due first."""
    return (KINDS.index(one.kind), -one.days_late, one.days_left or 0, one.issue)


def _weight(group: Group) -> tuple[bool, bool, int, int]:
    serious = any(one.kind in _ALWAYS for one in group.findings)
    return (not (serious and not group.unit), not group.unit, -group.count("overdue"), -len(group.findings))

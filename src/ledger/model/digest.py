"""The day's digest for people who read a message on a telephone: totals first, then what is new, by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ledger.errors import Said, say
from ledger.model.finding import KINDS, Checked, Finding, Kind

_TOTALS: tuple[Kind, ...] = ("overdue", "due-soon", "stale", "fault")
_ONLY_IF_ANY: tuple[Kind, ...] = ("integrity", "invalid")
"""Said first where there is one, and not at all on the many days where there is none."""

_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what is new of one issue, the most urgent finding first."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """What the line tells; the others are counted."""
        return self.findings[0]

    @property
    def said(self) -> Said:
        """The line."""
        one, others = self.first, len(self.findings) - 1
        more = say("digest.others", count=others) if others else None
        if not one.days_late:
            return say("digest.alarm", where=str(one.place or one.issue), text=one.text, more=more)
        person = say("digest.person", person=_short(one.person)) if one.person else None
        title = _short(one.title)
        if not one.issue:
            return say(
                "digest.beside", title=title, days=one.days_late, working=one.working_days_late, due=one.due,
                person=person, more=more,
            )  # fmt: skip
        if one.problem.rule == "behind":
            return say("digest.behind", id=one.issue, title=title, person=person, more=more, text=one.text)
        return say(
            "digest.late", id=one.issue, title=title, days=one.days_late, working=one.working_days_late,
            due=one.due, person=person, more=more,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """What one unit answers for; `unit` is empty for what no unit answers for."""

    unit: str
    entries: tuple[Entry, ...]

    @property
    def said(self) -> Said:
        """Its heading."""
        unit = self.unit or say("digest.no-unit")
        return say("digest.unit", unit=unit, count=len(self.entries))


@dataclass(frozen=True)
class Digest:
    """What one channel is told on one day."""

    checked: Checked
    news: tuple[Finding, ...]
    root: str = ""
    """Of the last checkpoint; empty where there is none."""
    link: str = ""
    """Where more can be read."""

    @property
    def title(self) -> Said:
        """Which ledger, which day."""
        return say("digest.title", ledger=self.checked.ledger, day=self.checked.day)

    @property
    def head(self) -> tuple[Said, ...]:
        """How much was looked at, how much of it is wrong, how much is new."""
        waived = sum(one.waiver is not None for one in self.checked.findings)
        looked = say("digest.looked", count=self.checked.issues, waived=say("digest.waived", count=waived))
        if not waived:
            looked = say("digest.looked", count=self.checked.issues, waived=None)
        scope = (say("digest.scope", selection=self.checked.selection),) if self.checked.selection else ()
        count = sum(len(one.entries) for one in self.sections)
        new = say("digest.new", count=count) if count else say("digest.quiet")
        return (looked, *scope, say("digest.totals", totals=tuple(self._totals())), new)

    def _totals(self) -> Iterator[Said]:
        for kind in (*_ONLY_IF_ANY, *_TOTALS):
            if (count := self.total(kind)) or kind in _TOTALS:
                yield say("digest.total", kind=say(f"kind.{kind}"), count=count)

    def total(self, kind: Kind) -> int:
        """How many findings of a kind are not waived."""
        return sum(one.kind == kind and one.waiver is None for one in self.checked.findings)

    @property
    def totals(self) -> dict[Kind, int]:
        """The same for every kind, for programs."""
        return {kind: self.total(kind) for kind in KINDS}

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is new, each issue once, by unit in the order of a report."""
        groups = replace(self.checked, findings=self.news).groups
        return tuple(Section(one.unit, _entries(one.findings)) for one in groups)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines of all sections in their order: a message that is cut takes the first of them."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def foot(self) -> tuple[Said, ...]:
        """What a witness keeps."""
        return (say("digest.root", root=self.root),) if self.root else ()


def _short(text: str) -> str:
    """As much of a title as tells which one it is: how late it is must not be pushed out of the line."""
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"


def _entries(findings: tuple[Finding, ...]) -> tuple[Entry, ...]:
    by_issue: dict[str, list[Finding]] = {}
    for one in findings:
        by_issue.setdefault(one.issue or one.fingerprint, []).append(one)
    return tuple(Entry(tuple(own)) for own in by_issue.values())

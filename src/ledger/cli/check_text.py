"""A check for people: the totals first, then each unit with what it answers for, at last what was excused.

At a terminal a finding flows over lines of its width; in a log it is one line, so that `grep` finds all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ledger.actions.audit import Verdict
from ledger.cli.anchoring import anchor_said
from ledger.cli.check_json import command
from ledger.cli.screen import safe
from ledger.cli.session import words
from ledger.cli.widths import fitted, width
from ledger.errors import Said, say
from ledger.formats.findings.telling import outcome
from ledger.model.finding import PARTS_LATE, Checked, Finding, Group, Kind, by_unit, kind_of
from ledger.model.problem import Problem

_GAP = "  "
_HANG = "      "
_COLUMNS: Mapping[str, Callable[[Finding], bool]] = {
    "kind.overdue": lambda one: one.problem.rule == "overdue",
    "check.behind": lambda one: one.problem.rule in PARTS_LATE,
    "kind.due-soon": lambda one: one.kind == "due-soon",
    "kind.stale": lambda one: one.kind == "stale",
    "kind.fault": lambda one: one.kind in {"fault", "integrity"},
}
"""What the table counts for each unit: the same as the totals above it, so that its columns add up to them."""
_LATENESS: frozenset[Kind] = frozenset({"overdue", "due-soon", "stale"})
_REMARKS = 3
"""So many notices of one rule are shown; the rest are counted."""
_LONG = 20
"""After so many findings the totals have left the screen, and stand once more at the end."""


def lines(checked: Checked, verdict: Verdict, room: int | None) -> Iterator[str]:
    """The report, for a terminal of `room` columns, or for a file or a log (None)."""
    if not verdict.files:
        yield words(say("check.nothing"))
        if not checked.findings:
            return
    totals = [words(one) for one in _totals(checked, verdict)]
    yield from totals
    counted = by_unit(one for one in checked.findings if any(counts(one) for counts in _COLUMNS.values()))
    if len(counted) > 1:
        yield ""
        yield from _table(counted, room)
    for group in by_unit(filter(_is_shown, checked.listed)):
        yield ""
        yield words("check.group", unit=_unit(group), count=len(group.findings))
        for one in group.findings:
            yield from _told(one, room)
    yield from _remarks(checked, room)
    yield from _excused(checked, room)
    if len(checked.listed) > _LONG:
        yield ""
        yield from totals


def _is_shown(one: Finding) -> bool:
    """Whether it stands under its unit: what is excused and what is only worth a look stand at the end."""
    return one.waiver is None and one.kind != "notice"


def _totals(checked: Checked, verdict: Verdict) -> Iterator[Said]:
    if verdict.uncovered_years:
        yield say("workdays.no_table", years=verdict.uncovered_years)
    if verdict.files:
        yield say(
            "check.count",
            files=verdict.files,
            day=checked.day,
            broken=len(verdict.broken),
            errors=len(checked.of("fault")) + len(checked.of("integrity")),
            overdue=verdict.count("overdue"),
            behind=sum(one.problem.rule in PARTS_LATE for one in checked.findings),
            soon=len(checked.of("due-soon")),
            stale=verdict.count("stale"),
        )
    if checked.selection:
        yield say("finding.selection", selection=checked.selection, count=checked.selected)
    if excused := sum(one.waiver is not None for one in checked.findings):
        yield say("check.excused", count=excused)
    if checked.gone is not None:
        known = sum(one.known for one in checked.findings)
        new = len(checked.findings) - known
        yield say("check.compared", new=new, known=known, gone=len(checked.gone))
    yield outcome(checked)
    if verdict.late_only:
        yield say("check.late-only")
    if anchor := anchor_said(verdict.anchor):
        yield anchor


def _table(groups: Sequence[Group], room: int | None) -> Iterator[str]:
    """How much of what each unit answers for."""
    heads = (words("check.unit"), *map(words, _COLUMNS))
    rows = [(_unit(one), *(str(sum(map(counts, one.findings))) for counts in _COLUMNS.values())) for one in groups]
    numbers = [max(width(row[at]) for row in (heads, *rows)) for at in range(1, len(heads))]
    longest = max(width(row[0]) for row in (heads, *rows))
    name = min(longest, room - sum(numbers) - len(_GAP) * len(numbers)) if room else longest
    for row in (heads, *rows):
        first = fitted(row[0], name)
        cells = (" " * (size - width(cell)) + cell for cell, size in zip(row[1:], numbers, strict=True))
        yield _GAP.join((first + " " * (name - width(first)), *cells))


def _unit(group: Group) -> str:
    return safe(group.unit, one_line=True) or words("check.no-unit")


def _told(one: Finding, room: int | None) -> Iterator[str]:
    problem = one.problem
    parts = [*_who(one), *_when(one)]
    by_its_day = one.kind in _LATENESS and problem.rule != "behind" and one.kind != "stale" and not _is_part(one)
    message = "" if by_its_day else _message(one)
    parts += [message] if message else []
    parts += [f"{one.place or ''} [{problem.rule}]".strip()]
    if one.command and command(one) not in message:
        parts.append(words("check.command", command=command(one)))
    yield from flowing([safe(part, one_line=True) for part in parts], room)
    if problem.excerpt and one.place and one.place.column and _is_to_be_seen(problem):
        yield _HANG + safe(problem.excerpt)
        before = problem.excerpt[: one.place.column - 1]
        yield _HANG + "".join("\t" if char == "\t" else " " * width(char) for char in before) + "^"


def _is_to_be_seen(problem: Problem) -> bool:
    """Whether the line of the file tells something: it does not of what is late, nor of a key that isn't there."""
    return kind_of(problem) not in _LATENESS and problem.rule != "missing-key"


def _is_part(one: Finding) -> bool:
    """Whether what falls due is a part of the issue, which its title doesn't name."""
    return one.problem.path[1:2] == ("measures",) or "milestones" in one.problem.path


def _who(one: Finding) -> list[str]:
    named = f"{one.issue} {one.title}".strip()
    whose = " ".join((*one.units[:1], one.person))
    return [part for part in (named, whose.strip()) if part]


def _when(one: Finding) -> list[str]:
    if one.kind not in _LATENESS or one.due is None:
        return []
    told = [words("check.due", due=one.due)]
    if one.days_late:
        told.append(words("check.late", days=one.days_late, working=one.working_days_late))
    elif one.days_left is not None:
        told.append(words("check.left", days=one.days_left))
    return told


def _message(one: Finding) -> str:
    hint = words("did-you-mean", word=one.problem.suggestion) if one.problem.suggestion else ""
    return f"{words(one.text)}{hint}"


def flowing(parts: Sequence[str], room: int | None) -> Iterator[str]:
    """The parts of a finding, as many on a line as fit; the following lines are indented deeper.

    The first, what it is about, is cut where it alone is longer than a line; the others are left to the terminal.
    """
    line = _GAP
    first = fitted(parts[0], room - len(_GAP)) if room else parts[0]
    for part in (first, *parts[1:]):
        if room is not None and line.strip() and width(line) + len(_GAP) + width(part) > room:
            yield line.rstrip()
            line = _HANG + part
        else:
            line = f"{line}{_GAP if line.strip() else ''}{part}"
    yield line.rstrip()


def _remarks(checked: Checked, room: int | None) -> Iterator[str]:
    """What is worth a look, a few of each rule."""
    found = [one for one in checked.listed if one.kind == "notice" and one.waiver is None]
    if not found:
        return
    yield ""
    yield words("check.notices", count=len(found))
    for rule in dict.fromkeys(one.problem.rule for one in found):
        alike = [one for one in found if one.problem.rule == rule]
        for one in alike[:_REMARKS]:
            parts = [f"{one.place or one.issue} [{rule}]", _message(one)]
            yield from flowing([safe(part, one_line=True) for part in parts], room)
        if len(alike) > _REMARKS:
            yield _HANG + words("check.more", count=len(alike) - _REMARKS, rule=rule)


def _excused(checked: Checked, room: int | None) -> Iterator[str]:
    """What a waiver covers, with its reason."""
    found = [one for one in checked.listed if one.waiver]
    if not found:
        return
    yield ""
    yield words("check.waived", count=len(found))
    for one in found:
        if one.waiver:
            who, why = one.excused_by or one.waiver.by, one.waiver
            excuse = words("check.waiver", expires=why.expires, by=who, reason=why.reason)
            part = [_message(one)] if _is_part(one) else []
            parts = [*_who(one), *_when(one), *part, f"[{one.problem.rule}]", excuse]
            yield from flowing([safe(part, one_line=True) for part in parts], room)


def brief(checked: Checked) -> Iterator[str]:
    """One line for each finding: `file:line:column: rule: text`; what is excused says so."""
    for one in checked.listed:
        excuse = words("check.brief-waiver", expires=one.waiver.expires) if one.waiver else ""
        told = safe(f"{_message(one)}{excuse}", one_line=True)
        where = str(one.place or one.issue)
        yield ": ".join(part for part in (where, one.problem.rule, told) if part)

"""The whole check as Markdown: a step's summary, a merge request's comment, a page for people.

What stands in the ledger is text and nothing else: signs that Markdown, its tables or HTML know become character
references, and what forges find in the finished page (`@name`, `#12`, addresses) is broken up by an empty comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.formats.findings.clean import plain
from ledger.formats.findings.telling import Teller
from ledger.model.finding import Checked, Finding, Group, Kind

LIMIT = 1_000_000
"""Bytes. GitHub drops a summary of more than 1 MiB as a whole."""

_COUNTED: tuple[Kind, ...] = ("integrity", "invalid", "fault", "overdue", "due-soon", "stale")
_COLUMNS = ("kind", "id", "title", "person", "due", "late", "message", "place", "command")
_AT_THE_END = ("kind", "id", "title", "units", "due", "late", "message", "place")
"""The columns of what was excused and of what is only worth a look: nobody is asked to do anything."""
_NUMBER = "---:"
_NOTHING = "<!-- -->"
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$&#]")
_LINKING = re.compile(
    r"(?<=[@#!~$^%])(?=\w)|(?<=:)(?=//)|(?<=:)(?=[a-z0-9_+-]+:)|(?<=www)(?=\.)|(?<=gh)(?=-\d)", re.IGNORECASE
)
"""Before what forges make a link or a picture of: names, numbers, addresses, `:smile:`."""


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in a table and outside."""
    parts = _LINKING.split(plain(text))
    return _NOTHING.join(_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", part) for part in parts)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page."""

    text: str
    ends: bool = False
    """Whether the page may be cut behind it."""
    finding: bool = False


def write(checked: Checked, say_text: Callable[[Said], str], limit: int = LIMIT) -> str:
    """The page: the totals, how much of what by unit, then each unit's findings. It never takes more than `limit`
    bytes: the findings that don't fit are left out at the end of a row, and counted.
    """
    tell = Teller(say_text)
    return cut(tuple(_lines(checked, tell)), lambda count: escaped(tell.text(say("finding.cut", count=count))), limit)


def cut(lines: Sequence[Line], remark: Callable[[int], str], limit: int) -> str:
    """The lines that fit into `limit` bytes, with a remark on the findings that don't."""
    sizes = [len(line.text.encode()) + 1 for line in lines]
    if sum(sizes) <= limit:
        return "".join(f"{line.text}\n" for line in lines)
    room = limit - len(f"\n{remark(len(lines))}\n".encode())
    kept = 0
    for size in sizes:
        room -= size
        if room < 0:
            break
        kept += 1
    while kept and not lines[kept - 1].ends:  # no heading without what it heads
        kept -= 1
    left_out = sum(line.finding for line in lines[kept:])
    return "".join(f"{line.text}\n" for line in lines[:kept]) + f"\n{remark(left_out)}\n"


def _lines(checked: Checked, tell: Teller) -> Iterator[Line]:
    yield Line(f"## {escaped(checked.ledger) or tell.word('finding.report')}", ends=True)
    yield Line("")
    yield Line(escaped(tell.totals(checked)), ends=True)
    if checked.issues and not checked.listed:
        yield Line("")
        yield Line(tell.word("finding.clean"), ends=True)
    groups = _acted_on(checked)
    if groups:
        yield Line("")
        yield from _overview(groups, tell)
    for group in groups:
        heading = say("check.group", unit=tell.unit(group.unit), count=len(group.findings))
        yield from _table(tell.text(heading), _COLUMNS, group.findings, tell)
    excused = [one for one in checked.listed if one.waiver]
    if excused:
        yield from _table(tell.text(say("check.waived", count=len(excused))), _AT_THE_END, excused, tell)
    notices = [one for one in checked.listed if one.kind == "notice" and not one.waiver]
    if notices:
        yield from _table(tell.text(say("check.notices", count=len(notices))), _AT_THE_END, notices, tell)


def _acted_on(checked: Checked) -> Sequence[Group]:
    """What each unit has to act on."""
    groups = (
        Group(group.unit, tuple(one for one in group.findings if not one.waiver and one.kind != "notice"))
        for group in checked.groups
    )
    return [group for group in groups if group.findings]


def _overview(groups: Sequence[Group], tell: Teller) -> Iterator[Line]:
    """How much of what each unit answers for; kinds that nobody has are left out."""
    kinds = [kind for kind in _COUNTED if any(group.count(kind) for group in groups)]
    yield from _head([tell.word("check.unit"), *map(tell.kind, kinds)], ["---", *[_NUMBER] * len(kinds)])
    for group in groups:
        yield Line(_row([escaped(tell.unit(group.unit)), *(str(group.count(kind)) for kind in kinds)]))
    totals = (str(sum(group.count(kind) for group in groups)) for kind in kinds)
    yield Line(_row([f"**{tell.word('finding.total')}**", *totals]), ends=True)


def _table(heading: str, columns: Sequence[str], findings: Iterable[Finding], tell: Teller) -> Iterator[Line]:
    yield Line("")
    yield Line(f"### {escaped(heading)}")
    yield Line("")
    yield from _head([tell.word(f"finding.column.{name}") for name in columns], ["---"] * len(columns))
    for one in findings:
        cells = _cells(one, tell)
        yield Line(_row([cells[name] for name in columns]), ends=True, finding=True)


def _head(names: Sequence[str], rules: Sequence[str]) -> Iterator[Line]:
    for cells in (names, rules):
        yield Line(_row(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(one: Finding, tell: Teller) -> Mapping[str, str]:
    told = {
        "kind": tell.kind(one.kind),
        "id": one.issue,
        "title": one.title,
        "units": tell.units(one),
        "person": one.person,
        "due": one.due.isoformat() if one.due else "",
        "late": tell.lateness(one),
        "message": f"{tell.message(one)} {tell.excuse(one)}",
        "place": str(one.place or ""),
    }
    command = f"<code>{escaped(tell.command(one))}</code>" if one.command else ""
    return {**{name: escaped(text) for name, text in told.items()}, "command": command}

"""The columns of a sheet that an import doesn't take back: whether somebody wrote into one, and what to do instead.

A workbook keeps a mark of every such cell as it was exported (`formats.xlsx.keys`). A cell that still bears its mark
was not edited, whatever the ledger says by now: an issue that was finished meanwhile, a deadline that was extended,
days that were left on the day of the export.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from ledger.errors import Said, say
from ledger.model.columns import BY_HAND
from ledger.model.naming import title_of

MARKS = "_marks"
"""The heading, in the sheet that keeps what was exported, of the column with the marks of a row."""
UID = "_uid"
"""The heading, beside it, of the column that says whose row it was: the `uid` of its issue."""
MARK_LENGTH = 6
UNMARKED = frozenset({"row", BY_HAND, "id"})
"""Numbers that only count rows, what is filled in by hand, and the number by which the row is found."""

Reason = Literal["derived", "act", "edit"]
"""Worked out from other fields; set down by a move that somebody signs; changed in the record alone."""

_SET = "edit {id} --set {title}=…"
_ACTS: Mapping[str, str] = {
    "status": "why {id}",
    "state": "why {id}",
    "cycle": "reopen {id}",
    "progress": "progress {id} -m …",
    "progress.problems": "progress {id} -m … --problems …",
    "progress.next": "progress {id} -m … --next …",
    "progress.date": "progress {id} -m …",
    "progress.percent": "progress {id} --percent …",
    "evidence": "evidence add {id} …",
    "extensions": "extend {id} --to …",
    "verification": "verify {id}",
    "closures": "close {id}",
    "petition.satisfaction": "revisit {id} --satisfaction …",
    "petition.revisits": "revisit {id} --satisfaction …",
    "appraisals": "schedule {id} --judge … --why …",
    "measure.done_on": "progress {id} --measure {number} --done",
    "measure.quantity.done": "progress {id} --measure {number} --quantity …",
}
_DERIVED: Mapping[str, str] = {
    "standing": "why {id}",
    "pace": "schedule {id}",
    "pace.reasons": "schedule {id}",
    "days_left": "why {id}",
    "measure.days_left": "why {id}",
    "settled": "progress {id} --measure … --done",
    "completed_on": "progress {id} --measure … --done",
    "measures.done": "progress {id} --measure … --done",
    "measure.state": "progress {id} --measure {number} --done",
    "due": "extend {id} --to …",
    "original_due": "edit {id} --set 整改时限=…",
    "deadline": "edit {id} --set 整改时限=…",
    "measures": "edit {id} --measure …",
    "funds": "edit {id} --set plan.measures.….funds=…",
    "responsible": "edit {id} --set 责任单位=…",
    "source": "edit {id} --set 问题来源=…",
}
_IN_THE_TEXT = ("plan.measures", "plan.deadline.milestones", "measure", "publicity", "escalations", "accountability")
"""Lists in the record, with more to an entry than a cell could say: `edit` opens their text."""


@lru_cache(maxsize=2048)
def mark(text: str, *, number: bool = False) -> str:
    """Six hex digits for what a cell says, without the blanks that programs add; 2.50 is the number 2.5."""
    plain = text.strip()
    if "\n" in plain or "\r" in plain:
        plain = "\n".join(line.rstrip() for line in plain.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if number and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{zlib.crc32(plain.encode('utf-8', 'surrogatepass')) & 0xFFFFFF:0{MARK_LENGTH}x}"


def marked(columns: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The fields of a sheet whose cells have marks, in order. `columns` are its fields and whether each is editable."""
    return tuple(field for field, editable in columns if not editable and field not in UNMARKED)


def marks_of(fields: Iterable[str], joined: str) -> dict[str, str]:
    """The marks of a row by field; none where the workbook has none."""
    return dict(zip(fields, _cut(joined), strict=False))


def _cut(joined: str) -> Iterator[str]:
    return (joined[at : at + MARK_LENGTH] for at in range(0, len(joined), MARK_LENGTH))


def reason(field: str) -> Reason:
    """Why a cell of this field is no place to change it."""
    return "act" if _act(field) else "derived" if field in _DERIVED else "edit"


def command(field: str, key: str) -> str:
    """What changes the field of the row `key` (`ISSUE-014`, `ISSUE-014#2`) instead, with `…` for what to fill in."""
    issue, _, number = key.partition("#")
    pattern = _act(field) or _DERIVED.get(field)
    if pattern is None:
        in_the_text = any(field == one or field.startswith(f"{one}.") for one in _IN_THE_TEXT)
        pattern = "edit {id}" if in_the_text else _SET
    return f"ledger {pattern.format(id=issue, number=number or '…', title=title_of(field))}"


def _act(field: str) -> str | None:
    group = field.partition(".")[0]
    return _ACTS.get(group if group in {"verification", "closures"} else field)


def told(heading: str, field: str, key: str, found: str, cells: tuple[str, ...]) -> Said:
    """That cells of a locked column were edited: once for the column, with why not and what instead."""
    why = say(f"import.locked.{reason(field)}")
    return say(
        "import.locked", heading=heading, count=len(cells), cells=_few(cells), found=found, why=why,
        command=command(field, key),
    )  # fmt: skip


def _few(cells: tuple[str, ...], most: int = 8) -> tuple[str, ...]:
    return cells if len(cells) <= most else (*cells[:most], "…")

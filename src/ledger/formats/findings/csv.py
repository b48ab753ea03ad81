"""A row for each finding, for a spreadsheet: UTF-8 with the mark that Excel wants, lines ended as RFC 4180 says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from itertools import chain

from ledger.errors import Said
from ledger.formats.findings.clean import plain
from ledger.formats.findings.telling import Teller
from ledger.model.finding import Checked, Finding

BOM = "\ufeff"
COLUMNS = (
    "kind",
    "id",
    "title",
    "units",
    "person",
    "due",
    "days-late",
    "working-days-late",
    "days-left",
    "message",
    "rule",
    "file",
    "line",
    "column",
    "command",
    "waived-until",
    "waived-by",
    "waived-why",
    "fingerprint",
)

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")


def write(checked: Checked, say_text: Callable[[Said], str]) -> str:
    """What is listed, one row each, in the order of the units, under headings in the reader's language."""
    tell, text = Teller(say_text), io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([tell.word(f"finding.column.{name}") for name in COLUMNS])
    for one in chain.from_iterable(group.findings for group in checked.groups):
        cells = _cells(one, tell)
        rows.writerow([_cell(cells[name]) for name in COLUMNS])
    return BOM + text.getvalue()


def _cells(one: Finding, tell: Teller) -> Mapping[str, object]:
    place, why = one.place, one.waiver
    late = one.days_late > 0
    return {
        "kind": tell.kind(one.kind),
        "id": plain(one.issue),
        "title": plain(one.title),
        "units": tell.units(one),
        "person": plain(one.person),
        "due": one.due,
        "days-late": one.days_late if late else None,
        "working-days-late": one.working_days_late if late else None,
        "days-left": one.days_left,
        "message": tell.message(one),
        "rule": one.problem.rule,
        "file": plain(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "command": tell.command(one),
        "waived-until": why.expires if why else None,
        "waived-by": plain(one.excused_by or why.by) if why else None,
        "waived-why": plain(why.reason) if why else None,
        "fingerprint": one.fingerprint,
    }


def _cell(value: object) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that looks as
    if it had got it: the first apostrophe before such a sign is always ours. The full-width signs are read as the
    others where Chinese is typed. Source: OWASP, CSV Injection.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text

"""GitHub's workflow commands: the most urgent findings as annotations.

Everything printed is a command of ours: a title of the ledger's must never be obeyed as one. The runner reads a command
at the beginning of a line after blanks (`::name …::…`) and, the old way, anywhere in it (`##[name …]…`).
Source: actions/runner, Runner.Common/ActionCommand.cs.
"""

from __future__ import annotations

from collections.abc import Callable

from ledger.errors import Said, say
from ledger.formats.findings.clean import plain
from ledger.formats.findings.telling import Teller, level
from ledger.model.finding import KINDS, Checked, Finding

ANNOTATIONS = 10
"""GitHub shows no more of a step."""
_TITLE = 200
"""Characters of an annotation's title; GitHub takes 255."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(checked: Checked, say_text: Callable[[Said], str]) -> str:
    """The annotations, with the totals in front and the number of those left out behind, both as folded log lines.

    What a waiver covers and what is only worth a look is not called out: it stands in the step's summary.
    """
    tell = Teller(say_text, checked.folder)
    counting = [one for one in checked.listed if one.waiver is None]
    called = sorted((one for one in counting if one.kind != "notice"), key=_urgency)[:ANNOTATIONS]
    lines = _folded(tell.totals(checked))
    lines += [_annotation(one, tell) for one in called]
    if left_out := len(counting) - len(called):
        lines += _folded(tell.text(say("finding.more", count=left_out)))
    return "".join(f"{line}\n" for line in lines)


def _urgency(one: Finding) -> tuple[int, int, int]:
    return (KINDS.index(one.kind), -one.days_late, one.days_left or 0)


def _folded(text: str) -> list[str]:
    """A line of the log that takes no annotation's place."""
    return [f"::group::{_data(text)}", "::endgroup::"]


def _annotation(one: Finding, tell: Teller) -> str:
    named, whole = tell.named(one), tell.whole(one)
    title = named if len(named) <= _TITLE else f"{named[:_TITLE]}…"
    text = whole if title == named else tell.chained(named, whole)
    place = one.place
    spot = {
        "file": plain(tell.file(one)),
        "line": str(place.line) if place and place.line else "",
        "col": str(place.column) if place and place.column else "",
        "title": f"{tell.kind(one.kind)} {title}",
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in spot.items() if value)
    return f"::{_COMMANDS[level(one)]} {told}::{_data(text)}"


def _data(text: str) -> str:
    r"""A command's text; `##[` is broken up, as the runner's old reader looks for it in the middle of a line."""
    broken = text.replace("##[", "## [")
    return broken.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

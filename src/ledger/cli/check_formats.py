"""In which form a check is told: on the screen, and into which files."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ledger.actions.audit import Verdict
from ledger.cli import check_text, session
from ledger.cli.anchoring import tell_anchor
from ledger.cli.check_json import document
from ledger.cli.screen import json_text, note, put, put_bytes, put_json
from ledger.cli.session import words
from ledger.errors import RefusedError, UsageError, say
from ledger.formats.findings import registry
from ledger.model.checkpoint import Anchor
from ledger.model.finding import Checked
from ledger.store import reports
from ledger.store.workspace import Workspace

TEXT, JSON = "text", "json"
FORMATS: tuple[str, ...] = (TEXT, JSON, *registry.WRITERS)
_OF_CI = {"github": "github", "gitlab": TEXT}
"""What a CI system reads off the log."""


@dataclass(frozen=True)
class Target:
    """A report that is to be written into a file."""

    format: str
    path: Path


def chosen(asked: str | None, *, as_json: bool, brief: bool) -> str:
    """The form of what is printed: as asked for, else as the CI system likes it, else for people.

    Raises UsageError for a format that there isn't, or two at once.
    """
    if as_json and asked not in {None, JSON}:
        raise UsageError(say("check.two-formats", first=str(asked), second="--json"))
    if brief and asked not in {None, TEXT, JSON}:
        raise UsageError(say("check.two-formats", first=str(asked), second="--brief"))
    if asked is not None:
        return known(asked)
    if as_json or brief:
        return JSON if as_json else TEXT
    system = session.ci_system()
    form = _OF_CI.get(system or "", TEXT)
    if system:
        note(say("check.by-ci", format=form, system=system))
    return form


def known(name: str) -> str:
    """A format by its name. Raises UsageError with those that there are."""
    if name not in FORMATS:
        raise UsageError(say("check.unknown-format", name=name, known=FORMATS))
    return name


def targets(asked: list[str], workspace: Workspace) -> tuple[Target, ...]:
    """`FORMAT=PATH` as it was typed. Raises UsageError for anything else, RefusedError for a file of the ledger."""
    found: list[Target] = []
    for one in asked:
        name, sign, path = one.partition("=")
        if not sign or not path:
            raise UsageError(say("check.bad-output", found=one, known=FORMATS))
        if path == "-":
            raise UsageError(say("check.output-on-screen", format=known(name)))
        if Path(path).resolve() in {other.path.resolve() for other in found}:
            raise UsageError(say("check.output-twice", path=path))
        if reports.is_the_ledgers(workspace, Path(path)):
            raise RefusedError(say("check.output-on-ledger", path=path))
        found.append(Target(known(name), Path(path)))
    return tuple(found)


def write(target: Target, checked: Checked, verdict: Verdict) -> None:
    """Write one report. GitHub's summary file is added to, as other steps of the job write there too.
    Raises MachineError.
    """
    reports.put(target.path, _whole(target.format, checked, verdict), append=session.is_step_summary(target.path))


def show(form: str, checked: Checked, verdict: Verdict, *, brief: bool) -> None:
    """Print the report."""
    if form == JSON:
        put_json(**document(checked, verdict))
    elif form != TEXT:
        put_bytes(_whole(form, checked, verdict).encode())
    elif brief:
        for line in check_text.brief(checked):
            put(line)
    else:
        room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        for line in check_text.lines(checked, verdict, room):
            put(line)
        if not isinstance(verdict.anchor, Anchor):
            tell_anchor(verdict.anchor)


def _whole(form: str, checked: Checked, verdict: Verdict) -> str:
    if form == TEXT:
        return "".join(f"{line}\n" for line in check_text.lines(checked, verdict, None))
    if form == JSON:
        return json_text(document(checked, verdict))
    return registry.writer(form)(checked, words)

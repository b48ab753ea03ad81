"""`check`: every fault of every file and everything that is late, for people, programs and CI systems."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import merging, nightly
from ledger.cli import check_formats as formats
from ledger.cli import filters, session
from ledger.cli import options as opt
from ledger.cli.screen import note, note_uncovered
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.finding import DEFAULT_FAIL_ON, FAIL_ON, FailOn
from ledger.model.selection import Selection
from ledger.store import reports


@filters.selecting
def check(
    chosen: Selection,
    due_within: Annotated[
        int | None, typer.Option("--due-within", help=words("option.notice"), min=0, metavar="N")
    ] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option("--fail-on", help=words("option.fail-on"), metavar="|".join(FAIL_ON))
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help=words("option.exit-zero"))] = False,
    form: Annotated[
        str | None, typer.Option("--format", help=words("option.format"), metavar="|".join(formats.FORMATS))
    ] = None,
    outputs: Annotated[
        list[str] | None, typer.Option("--output", "-o", help=words("option.outputs"), metavar=words("metavar.output"))
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help=words("option.baseline"), metavar=words("metavar.file"))
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help=words("option.since"), metavar=words("metavar.commit"))
    ] = None,
    brief: opt.Brief = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    failing = failing_on(fail_on or [], exit_zero=exit_zero)
    shown = formats.chosen(form, as_json=as_json, brief=brief)
    desk = session.reading_desk(as_of)
    targets = formats.targets(outputs or [], desk.workspace)
    known = reports.baseline(baseline) if baseline else None
    asked = nightly.Asked(chosen, filters.described(chosen), due_within, since, failing, known)
    done = nightly.check(desk, asked)
    for target in targets:
        formats.write(target, done.checked, done.verdict)
    formats.show(shown, done.checked, done.verdict, brief=brief)
    if shown == formats.TEXT:
        if not session.on_a_forge() and merging.lacks_driver(desk.workspace):
            note(say("merge.no-driver"))
        if brief and not done.verdict.files:
            note(say("check.nothing"))
        if brief:
            note_uncovered(done.verdict.uncovered_years)
    if known and known.selection != asked.described:
        note(say("baseline.other-selection", day=known.day))
    if done.checked.exit_code:
        raise typer.Exit(done.checked.exit_code)


def failing_on(asked: list[str], *, exit_zero: bool) -> frozenset[FailOn]:
    """What makes the check fail. Raises UsageError for what can't be named, and for `never` beside something else."""
    named = [word for one in asked for word in re.split("[,，、]", one) if word]
    if unknown := [word for word in named if word not in FAIL_ON]:
        raise UsageError(say("check.bad-fail-on", found=unknown[0], known=FAIL_ON))
    if "never" in named and len(set(named)) > 1:
        raise UsageError(say("check.never-alone"))
    if exit_zero:
        return frozenset({"never"})
    return frozenset(one for one in FAIL_ON if one in named) or DEFAULT_FAIL_ON

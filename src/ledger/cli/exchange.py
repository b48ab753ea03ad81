"""`export`: the ledger in other people's formats."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import exchange
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.lists import note_broken
from ledger.cli.screen import note_uncovered, put_json, say_line
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.selection import Selection


@opt.selecting
def export(
    chosen: Selection,
    path: Annotated[
        Path | None, typer.Argument(help=words("option.path"), metavar=words("metavar.file"), show_default=False)
    ] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help=words("option.xlsx"))] = False,
    skip_broken: Annotated[bool, typer.Option("--skip-broken", help=words("option.skip-broken"))] = False,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    del xlsx  # the only format there is, and so the one that goes without saying
    desk = session.desk(as_of)
    title = desk.office.policy.ledger.title
    target = _named(path) if path else Path(f"{_fit(title)}-{desk.day.isoformat()}.xlsx")
    said = opt.described(chosen)
    done = exchange.export(desk, chosen, "xlsx", target, said=said, skip_broken=skip_broken, force=force)
    if as_json:
        broken = list(done.report.broken_files)
        put_json(
            path=str(done.path),
            issues=len(done.report.entries),
            broken=broken,
            as_of=desk.day.isoformat(),
            uncovered_years=list(done.report.uncovered_years),
        )
        return
    say_line(say("export.done", path=str(done.path), count=len(done.report.entries), day=desk.day))
    if done.report.broken:
        note_broken(done.report.broken)
    note_uncovered(done.report.uncovered_years)


def _named(path: Path) -> Path:
    """`台账` is written as 台账.xlsx. Raises UsageError for the old Excel format, which would not open by its name."""
    if path.suffix.lower() == ".xls":
        raise UsageError(say("export.old-excel", path=str(path.with_suffix(".xlsx"))))
    known = path.suffix.lower() in {".xlsx", ".csv", ".docx", ".pdf", ".html", ".json", ".et", ".yaml", ".yml", ".toml"}
    return path if known or path.is_dir() else path.with_name(f"{path.name}.xlsx")


def _fit(title: str) -> str:
    """A title as a part of a file's name: without the signs that no system can keep."""
    return re.sub(r'[\\/:*?"<>|\s]+', "-", title).strip("-. ")[:60] or "ledger"

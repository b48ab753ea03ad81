"""`export`: the ledger in other people's formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import exchange
from ledger.actions.desk import Desk
from ledger.cli import filters, session
from ledger.cli import options as opt
from ledger.cli.anchoring import tell_anchor
from ledger.cli.lists import note_broken
from ledger.cli.screen import note, note_uncovered, put_json, say_line
from ledger.cli.session import words
from ledger.errors import MachineError, Said, UsageError, say
from ledger.model.filenames import fitted
from ledger.model.report import UNASSIGNED
from ledger.model.selection import Selection

SUFFIX = ".xlsx"


@filters.selecting
def export(
    chosen: Selection,
    path: Annotated[
        Path | None, typer.Argument(help=words("option.path"), metavar=words("metavar.file"), show_default=False)
    ] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help=words("option.xlsx"))] = False,
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help=words("option.sheet"))] = None,
    split: Annotated[str | None, typer.Option("--split", help=words("option.split"), metavar="unit")] = None,
    template: Annotated[
        Path | None, typer.Option("--template", help=words("option.template-workbook"), metavar=words("metavar.file"))
    ] = None,
    to: Annotated[str, typer.Option("--to", help=words("option.export-to"), metavar="xlsx|parquet")] = "xlsx",
    skip_broken: Annotated[bool, typer.Option("--skip-broken", help=words("option.skip-broken"))] = False,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if to == "parquet":
        if xlsx or sheet or split or template or as_of or skip_broken or not chosen.empty:
            raise UsageError(say("dataset.whole"))
        _columns(path, as_json=as_json)
        return
    if to != "xlsx":
        raise UsageError(say("export.unknown-format", name=to, known=("xlsx", "parquet")))
    a_workbook = path is not None and path.suffix.lower() == SUFFIX
    if split is not None and split.strip() not in {"unit", "单位"}:
        raise UsageError(say("export.split-by", found=split))
    if split is not None and a_workbook:
        raise UsageError(say("export.split-into", path=str(path)))
    if template is not None and sheet:
        raise UsageError(say("template.with-sheet"))
    desk = session.reading_desk(as_of)
    said = filters.described(chosen)
    order = exchange.Order(
        chosen, said, tuple(sheet or ()), "xlsx", skip_broken=skip_broken, force=force, template=template
    )
    if split is None:
        _one(desk, order, _named(path) if path else Path(_name(desk, order, SUFFIX)), as_json=as_json)
    else:
        _many(desk, order, path or Path(_name(desk, order, "")), as_json=as_json)


def _columns(folder: Path | None, *, as_json: bool) -> None:
    """The whole ledger as files of columns, for every day there is."""
    if folder is None:
        raise UsageError(say("dataset.which-folder"))
    try:
        from ledger.actions import dataset
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"duckdb", "pyarrow"}:
            raise
        raise MachineError(say("sql.no-library")) from None
    done = dataset.write(session.reading_desk(None), folder)
    if as_json:
        put_json(path=str(done.folder), ledger=done.ledger, issues=done.issues, rows=done.rows)
    else:
        say_line(say("dataset.done", path=str(done.folder), ledger=done.ledger, issues=done.issues, rows=done.rows))


def _name(desk: Desk, order: exchange.Order, suffix: str) -> str:
    """What a file is called that nobody named: the ledger's title, what was asked for, the day."""
    parts = (desk.office.policy.ledger.title, *order.sheets, *order.selection.units)
    return fitted("-".join(parts), f"-{desk.day.isoformat()}{suffix}")


def _one(desk: Desk, order: exchange.Order, path: Path, *, as_json: bool) -> None:
    done = exchange.export(desk, order, path)
    _note_losses(done.dropped, done.remarks)
    day, count = desk.day, len(done.issues)
    if as_json:
        put_json(
            path=str(done.path),
            issues=count,
            broken=list(done.report.broken_files),
            as_of=day.isoformat(),
            uncovered_years=list(done.report.uncovered_years),
        )
        return
    say_line(say("export.done", path=str(done.path), count=count, day=day))
    tell_anchor(done.report.anchor)
    if done.report.broken:
        note_broken(done.report.broken)
    note_uncovered(done.report.uncovered_years)


def _note_losses(dropped: tuple[Said, ...], remarks: tuple[Said, ...]) -> None:
    """What the office's own workbook held and the filled one doesn't, and what to look at in it."""
    if dropped:
        note(say("template.dropped", what=dropped))
    for remark in remarks:
        note(say("template.remarks", what=remark))


def _named(path: Path) -> Path:
    """`台账` is written as 台账.xlsx. Raises UsageError for the old Excel format, which would not open by its name."""
    if path.suffix.lower() == ".xls":
        raise UsageError(say("export.old-excel", path=str(path.with_suffix(".xlsx"))))
    known = path.suffix.lower() in {".xlsx", ".csv", ".docx", ".pdf", ".html", ".json", ".et", ".yaml", ".yml", ".toml"}
    return path if known or path.is_dir() else path.with_name(f"{path.name}.xlsx")


def _many(desk: Desk, order: exchange.Order, folder: Path, *, as_json: bool) -> None:
    done = exchange.split(desk, order, folder)
    _note_losses(done.dropped, done.remarks)
    if as_json:
        put_json(
            path=str(done.folder),
            issues=len(done.issues),
            files=[{"file": part.file, "unit": part.unit, "issues": len(part.issues)} for part in done.parts],
            broken=list(done.report.broken_files),
            as_of=desk.day.isoformat(),
        )
        return
    for part in done.parts:
        say_line(say("export.part", file=part.file, unit=part.unit or UNASSIGNED, count=len(part.issues)))
    say_line(say("export.split-done", folder=str(done.folder), files=len(done.parts), day=desk.day))
    tell_anchor(done.report.anchor)
    if done.report.broken:
        note_broken(done.report.broken)
    note_uncovered(done.report.uncovered_years)

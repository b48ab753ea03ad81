"""`import FILE --new`: the plan for a workbook that ledger never wrote, and its new issues once it is applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import intake as actions
from ledger.actions.desk import Desk
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model.grid import letters
from ledger.model.intake import Intake, SheetIntake
from ledger.model.mapping import Mapped, label
from ledger.model.proposal import Proposal
from ledger.model.rowreader import Remark
from ledger.model.sections import Placed
from ledger.store.folder import Stored

LONGEST = 40
"""Characters of a row that are quoted."""


Maps = Annotated[
    list[str] | None,
    typer.Option("--map", help=words("option.map"), metavar=words("metavar.heading"), show_default=False),
]
Defaults = Annotated[
    list[str] | None,
    typer.Option("--set", "-S", help=words("option.default"), metavar=words("metavar.setting"), show_default=False),
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", help=words("option.mapping"), metavar=words("metavar.file"))
]
SavedMapping = Annotated[
    Path | None, typer.Option("--save-mapping", help=words("option.save-mapping"), metavar=words("metavar.file"))
]
Force = Annotated[bool, typer.Option("--force", help=words("option.force-new"))]


@dataclass(frozen=True)
class Wishes:
    """What was said about a foreign workbook on the command line."""

    maps: tuple[str, ...]
    defaults: tuple[str, ...]
    mapping: Path | None
    save_mapping: Path | None
    force: bool
    book: str | None = None

    def refuse_without_new(self) -> None:
        """These options say nothing about a workbook that ledger wrote. Raises UsageError."""
        if self.maps or self.defaults or self.mapping or self.save_mapping or self.force or self.book:
            raise UsageError(say("intake.only-new"))


def run(desk: Desk, paths: Sequence[Path], wishes: Wishes, *, apply: bool, as_json: bool) -> None:
    """Plan, show, and with `apply` write. Exits 1 where the plan is not clean and was not applied."""
    if len(paths) != 1:
        raise UsageError(say("intake.one-file"))
    book = desk.office.called(wishes.book) if wishes.book else desk.office.own
    decided = actions.decisions(wishes.mapping, wishes.maps, wishes.defaults, book)
    planned = actions.plan(desk, paths[0], decided, book)
    plan = planned.intake
    if not as_json:
        _show(plan)
    if wishes.save_mapping:
        count = actions.save_mapping(wishes.save_mapping, plan, decided, force=wishes.force)
        note(say("intake.mapping-saved", path=str(wishes.save_mapping), count=count))
    written = actions.apply(desk, planned, despite=wishes.force) if apply else ()
    if as_json:
        put_json(**_content(plan), applied=[one.issue.id for one in written])
    else:
        say_line(_conclusion(plan, written, apply=apply))
    if not apply and not plan.clean:
        raise typer.Exit(1)


def _conclusion(plan: Intake, written: Sequence[Stored], *, apply: bool) -> Said:
    if written:
        return say("intake.done", count=len(written), first=written[0].issue.id, last=written[-1].issue.id)
    if apply or (plan.clean and not plan.proposals):
        return say("intake.nothing")
    return say("intake.ready", count=len(plan.proposals)) if plan.clean else say("intake.not-clean")


def _show(plan: Intake) -> None:
    for sheet in plan.sheets:
        _show_sheet(sheet)
    if plan.passed_over:
        say_line(say("intake.passed-over", sheets=plan.passed_over))
    for seen in plan.seen:
        say_line(seen)
    if plan.unmet:
        say_line(say("intake.unmet", headings=plan.unmet))
    for total in plan.totals:
        key = "intake.agrees" if total.agrees else "intake.differs"
        where = {"sheet": total.sheet, "words": _short(total.printed.words)}
        say_line(say(key, **where, printed=total.printed.number, found=total.found))
    if plan.proposals:
        put()
        say_line(say("intake.proposed", count=len(plan.proposals)))
        heads = [words(f"intake.column.{name}") for name in ("rows", "item", "title", "units", "deadline", "measures")]
        table(heads, [_line(one) for one in plan.proposals], wide=(2, 3, 4))
    if plan.duplicates:
        put()
        say_line(say("intake.duplicates", count=len(plan.duplicates)))
        for one in plan.duplicates:
            say_line(say("intake.duplicate", sheet=one.sheet, row=one.row, title=one.title, of=one.of))
    _show_remarks(plan.remarks)
    if plan.strangers:
        put()
        say_line(say("intake.strangers", units=plan.strangers))
    put()


def _show_sheet(sheet: SheetIntake) -> None:
    name, top, bottom = sheet.layout.sheet, sheet.layout.top, sheet.layout.bottom
    if top == bottom:
        say_line(say("intake.sheet-one", sheet=name, top=top, count=sheet.blocks))
    else:
        say_line(say("intake.sheet", sheet=name, top=top, bottom=bottom, count=sheet.blocks))
    for one in sheet.columns:
        say_line(say("intake.heading", column=letters(one.column), heading=one.heading, meaning=_meaning(one)))
    if sheet.layout.known:
        say_line(say("intake.known", count=sheet.layout.known))
    for row in sheet.left_out:
        say_line(say("intake.row", row=row.number, kind=say(f"intake.kind.{row.kind}"), words=_short(row.words)))
        for placed in sheet.placed:
            if placed.section.row == row.number:
                say_line(_placed(placed))


def _placed(one: Placed) -> Said:
    """Where a section goes, and for which rows."""
    rows = one.section.rows
    if one.field is None:
        return say("intake.section-ignored")
    return say("intake.section", field=label(one.field), value=_short(one.value), first=rows[0], last=rows[-1])


def _meaning(one: Mapped) -> Said:
    names = tuple(label(field) for field in one.candidates)
    match one.how:
        case "known" | "said":
            return (
                say("intake.means-words")
                if one.field == "status"
                else say("intake.means", field=label(one.field or ""))
            )
        case "weak":
            return say("intake.weak", field=names)
        case "ignored":
            return say("intake.ignored")
        case "unmapped":
            hint = say("did-you-mean", word=one.candidates[0]) if one.candidates else None
            return say("intake.unmapped", hint=hint)
        case "ambiguous":
            if one.rivals:
                return say("intake.rivals", field=names, rivals=one.rivals, heading=one.heading)
            return say("intake.ambiguous", field=names, heading=one.heading, first=names[0])


def _line(one: Proposal) -> list[str]:
    plan = one.tree.get("plan")
    inner: Mapping[str, object] = plan if isinstance(plan, Mapping) else {}
    deadline = inner.get("deadline")
    said = _deadline(one, deadline) if isinstance(deadline, Mapping) else ""
    units = [*_texts(inner.get("lead_units")), *_texts(inner.get("responsible_units"))]
    rows = str(one.rows[0]) if len(one.rows) == 1 else f"{one.rows[0]}–{one.rows[-1]}"
    return [rows, one.item, one.title, "、".join(units), said, str(one.measures)]


def _deadline(one: Proposal, deadline: Mapping[str, object]) -> str:
    """A deadline's words, and the day they mean; a question mark where they were not read."""
    if due := deadline.get("due"):
        return f"{deadline['text']} → {due}"
    read = any(each.text == deadline["text"] and each.recurring for each in one.readings)
    return f"{deadline['text']}" if len(deadline) > 1 or read else f"{deadline['text']} → ?"


def _texts(value: object) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _show_remarks(remarks: Sequence[Remark]) -> None:
    for stops in (True, False):
        found = [one for one in remarks if one.stops is stops]
        if found:
            put()
            say_line(say("intake.stopping" if stops else "intake.looking", count=len(found)))
        for one in found:
            at = one.cell or say("intake.at-row", row=one.row)
            text = say("intake.quoted", text=_short(one.text)) if one.text.strip() else None
            say_line(say("intake.remark", sheet=one.sheet, at=at, text=text, why=one.why))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _content(plan: Intake) -> dict[str, object]:
    """The plan for programs; the keys are a contract."""
    return {
        "file": plan.file,
        "clean": plan.clean,
        "sheets": [_sheet_content(one) for one in plan.sheets],
        "passed_over": list(plan.passed_over),
        "unmet_headings": list(plan.unmet),
        "unknown_units": list(plan.strangers),
        "seen": [words(one) for one in plan.seen],
        "totals": [
            {
                "sheet": one.sheet,
                "row": one.printed.row,
                "words": one.printed.words,
                "of": one.printed.of,
                "printed": one.printed.number,
                "found": one.found,
                "agrees": one.agrees,
            }
            for one in plan.totals
        ],
        "proposals": [
            {"sheet": one.sheet, "rows": list(one.rows), "issue": one.tree, "progress": one.progress}
            for one in plan.proposals
        ],
        "duplicates": [
            {"sheet": one.sheet, "row": one.row, "title": one.title, "of": words(one.of)} for one in plan.duplicates
        ],
        "remarks": [
            {"sheet": o.sheet, "row": o.row, "cell": o.cell, "text": o.text, "why": words(o.why), "stops": o.stops}
            for o in plan.remarks
        ],
    }


def _sheet_content(sheet: SheetIntake) -> dict[str, object]:
    return {
        "sheet": sheet.layout.sheet,
        "heading_rows": [sheet.layout.top, sheet.layout.bottom],
        "issues": sheet.blocks,
        "known_rows": sheet.layout.known,
        "columns": [
            {
                "column": letters(one.column),
                "heading": one.heading,
                "field": one.field,
                "how": one.how,
                "candidates": list(one.candidates),
                "rivals": list(one.rivals),
            }
            for one in sheet.columns
        ],
        "sections": [
            {"row": one.section.row, "field": one.field, "value": one.value, "rows": list(one.section.rows)}
            for one in sheet.placed
        ],
        "rows_left_out": [{"row": row.number, "kind": row.kind, "words": row.words} for row in sheet.left_out],
    }

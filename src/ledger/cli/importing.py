"""`import`: workbooks that people have filled in, back into the ledger; the plan first, the writing only when told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import importing
from ledger.actions.importing import Planned
from ledger.actions.incoming import SHEETS, is_document
from ledger.cli import intake, session
from ledger.cli import options as opt
from ledger.cli.said import Words
from ledger.cli.screen import note, put, put_json, say_line
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model.changes import Changes, Choice, Conflict, Edit
from ledger.model.returned import Refused, Remark, Spot

LONGEST = 60
"""Characters of a value that are shown; `--json` has them all."""
MOST_REMARKS = 30
"""Notes that are shown one by one."""
WAYS = ("ask", "ours", "theirs", "skip")


def take_back(
    paths: Annotated[
        list[Path],
        typer.Argument(help=words("option.import-files"), metavar=words("metavar.files"), show_default=False),
    ],
    apply: Annotated[bool, typer.Option("--apply", help=words("option.apply"))] = False,
    on_conflict: Annotated[
        str | None, typer.Option("--on-conflict", help=words("option.on-conflict"), metavar="|".join(WAYS))
    ] = None,
    why: Annotated[str | None, typer.Option("--why", "-m", help=words("option.import-why"))] = None,
    new: Annotated[bool, typer.Option("--new", help=words("option.new"))] = False,
    maps: intake.Maps = None,
    defaults: intake.Defaults = None,
    book: opt.Book = None,
    mapping: intake.MappingFile = None,
    save_mapping: intake.SavedMapping = None,
    force: intake.Force = False,
    layout: Annotated[str | None, typer.Option("--layout", help=words("option.layout"), metavar="NAME")] = None,
    acting: Annotated[
        list[str] | None, typer.Option("--as", help=words("option.as-import"), metavar=words("metavar.as-import"))
    ] = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    said = Words(layout, tuple(acting or ()), tuple(defaults or ()), force)
    desk = session.desk(as_of, said.who)
    wishes = intake.Wishes(tuple(maps or ()), tuple(defaults or ()), mapping, save_mapping, force=force, book=book)
    others = {
        "--new": new,
        "--on-conflict": on_conflict,
        "--why": why,
        "--map": maps,
        "--mapping": mapping,
        "--save-mapping": save_mapping,
    }
    if _are_documents(paths, new=new):
        from ledger.cli import documents  # the layouts take a fifth of a second

        documents.run(desk, paths, said.without(others), apply=apply, as_json=as_json, book=book)
        return
    if said.only_for_documents:
        raise UsageError(say("plan.only-documents"))
    if new:
        intake.run(desk, paths, wishes, apply=apply, as_json=as_json)
        return
    wishes.refuse_without_new()
    planned = importing.plan(desk, paths, _chooser(on_conflict), why, asking=on_conflict == "ask")
    changes = planned.changes
    blocked = bool(changes.conflicts or (changes.refused and on_conflict != "skip"))
    if not as_json:
        _show(planned)
    done = apply and not blocked and bool(planned.pairs)
    if done:
        importing.apply(desk, planned)
    if as_json:
        put_json(**_content(planned), as_of=desk.day.isoformat(), applied=done)
    else:
        _conclude(planned, apply=apply, blocked=blocked)
    if not changes.clean:
        raise typer.Exit(1)


def _are_documents(paths: Sequence[Path], *, new: bool) -> bool:
    """Whether these are documents from elsewhere, all of them; with `--new` every workbook is an old ledger.

    Raises UsageError where they are of both kinds. A file that can't be read goes with the others: whoever reads those
    names it among all that can't be.
    """
    kinds = {path: False if new and path.suffix.lower() in SHEETS else is_document(path) for path in paths}
    found = tuple(str(path) for path, kind in kinds.items() if kind)
    if False not in kinds.values():
        return True
    if found and None not in kinds.values():
        raise UsageError(say("plan.mixed", files=found))
    return False


def _chooser(way: str | None) -> Callable[[Conflict], Choice | None]:
    """How conflicts are decided. `theirs` can't decide between two sheets; that takes `ask`."""
    match way:
        case None:
            return lambda _: None
        case "ours":
            return lambda _: "ours"
        case "skip":
            return lambda _: "skip"
        case "theirs":
            return lambda conflict: 0 if len(conflict.wanted) == 1 else None
        case "ask" if session.at_a_terminal():
            return _ask
        case "ask":
            raise UsageError(say("import.no-terminal"))
        case _:
            raise UsageError(say("import.bad-choice", found=way, known=WAYS))


def _ask(conflict: Conflict) -> Choice:
    edit = conflict.wanted[0]
    sides = tuple(
        say("ask.side", number=at, new=_value(one.new), spots=_spots(one)) for at, one in enumerate(conflict.wanted, 1)
    )
    values = {"base": _value(edit.base), "now": _value(edit.now)}
    question = words("ask.conflict", id=edit.issue, field=_field(edit), sides=sides, **values)
    allowed = {"o": "ours", "s": "skip"}
    while True:
        answer = typer.prompt(question).strip().lower()
        if answer in allowed:
            return "ours" if answer == "o" else "skip"
        if answer.isdecimal() and 1 <= int(answer) <= len(conflict.wanted):
            return int(answer) - 1


def _show(planned: Planned) -> None:
    changes = planned.changes
    shown = ""
    for edit in sorted(changes.edits, key=lambda one: one.issue):
        if edit.issue != shown:
            shown = edit.issue
            say_line(say("import.issue", id=shown, title=planned.titles.get(shown, "")))
        say_line(say("import.edit", field=_field(edit), old=_value(edit.now), new=_value(edit.new), spots=_spots(edit)))
    _list("import.conflicts", map(_conflict, changes.conflicts))
    _list("import.skipped", map(_conflict, changes.skipped))
    _list("import.refused", map(_refusal, changes.refused))
    if changes.remarks:
        _list("import.remarks", map(_remark, changes.remarks[:MOST_REMARKS]))
        if (more := len(changes.remarks) - MOST_REMARKS) > 0:
            say_line(say("import.more", count=more))


def _list(head: str, lines: Iterable[Said]) -> None:
    for at, line in enumerate(lines):
        if not at:
            put(words(head))
        put(" ".join(words(line).split("\n")))


def _conclude(planned: Planned, *, apply: bool, blocked: bool) -> None:
    changes = planned.changes
    if not changes.edits and changes.clean:
        say_line(say("import.nothing"))
        return
    figures = _figures(changes)
    say_line(say("import.count", **figures))
    if blocked:
        note(say("import.not-clean", advice=_advice(changes)))
    elif apply and changes.edits:
        say_line(say("import.done", edits=figures["edits"], issues=figures["issues"]))
    elif changes.edits:
        note(say("import.to-apply"))
    if apply and not blocked and not changes.clean:
        note(say("import.left", count=len(changes.skipped) + len(changes.refused)))


def _advice(changes: Changes) -> Said:
    """What to do about what stands in the way: never what was done already."""
    if changes.refused:
        key = "import.advice.refused" if changes.edits else "import.advice.mend"
        return say(key, count=len(changes.refused))
    undecidable = all(len(one.wanted) > 1 for one in changes.conflicts)
    key = "import.advice.among-sheets" if undecidable else "import.advice.conflicts"
    return say(key, count=len(changes.conflicts))


def _figures(changes: Changes) -> dict[str, int]:
    return {
        "edits": len(changes.edits),
        "issues": len({one.issue for one in changes.edits}),
        "conflicts": len(changes.conflicts) + len(changes.skipped),
        "refused": len(changes.refused),
        "remarks": len(changes.remarks),
    }


def _field(edit: Edit) -> Said | str:
    return say("import.measure-field", number=edit.measure, field=edit.heading) if edit.measure else edit.heading


def _value(text: str) -> str | Said:
    line = " ".join(text.split())
    return (line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…") if line else say("import.nothing-there")


def _spots(edit: Edit) -> tuple[Said | str, ...]:
    return tuple(map(_spot, edit.spots))


def _spot(spot: Spot) -> Said | str:
    file = Path(spot.file).name
    if not spot.sheet:
        return file
    key = "import.spot" if spot.column else "import.row-spot"
    return say(key, file=file, sheet=spot.sheet, cell=spot.cell)


def _conflict(conflict: Conflict) -> Said:
    one = conflict.wanted[0]
    sides = tuple(say("import.side", new=_value(each.new), spots=_spots(each)) for each in conflict.wanted)
    return say(
        f"import.conflict.{conflict.kind}",
        id=one.issue, field=_field(one), base=_value(one.base), now=_value(one.now), new=_value(one.new),
        spots=_spots(one), sides=sides,
    )  # fmt: skip


def _refusal(one: Refused) -> Said:
    return say("import.refusal", spot=_spot(one.spot), heading=one.heading, text=_value(one.text), why=one.why)


def _remark(one: Remark) -> Said:
    return say("import.remark", spot=_spot(one.spot), said=one.said)


def _content(planned: Planned) -> dict[str, object]:
    """The plan for programs; the keys are a contract."""
    changes = planned.changes
    return {
        "files": list(planned.files),
        "clean": changes.clean,
        "changes": [_edit_content(one) for one in changes.edits],
        "conflicts": [_conflict_content(one, skipped=False) for one in changes.conflicts]
        + [_conflict_content(one, skipped=True) for one in changes.skipped],
        "refused": [
            {**_place(one.spot), "heading": one.heading, "text": one.text, "rule": one.why.key, "why": words(one.why)}
            for one in changes.refused
        ],
        "remarks": [{**_place(one.spot), "rule": one.said.key, "text": words(one.said)} for one in changes.remarks],
    }


def _edit_content(edit: Edit) -> dict[str, object]:
    return {
        "id": edit.issue,
        "measure": edit.measure,
        "field": edit.field,
        "heading": edit.heading,
        "exported": edit.base,
        "old": edit.now,
        "new": edit.new,
        "cells": [_place(spot) for spot in edit.spots],
    }


def _conflict_content(conflict: Conflict, *, skipped: bool) -> dict[str, object]:
    sides: Sequence[dict[str, object]] = [_edit_content(one) for one in conflict.wanted]
    one = conflict.wanted[0]
    return {"kind": conflict.kind, "id": one.issue, "field": one.field, "skipped": skipped, "sides": sides}


def _place(spot: Spot) -> dict[str, object]:
    return {"file": spot.file, "sheet": spot.sheet, "row": spot.row, "cell": spot.cell if spot.column else None}

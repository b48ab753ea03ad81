"""`schema`, `deadline`, `config show`, `people`, `units`: what the ledger knows about itself."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ledger.actions import reference, setup
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note_uncovered, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.naming import nearest
from ledger.model.schema import KINDS

Names = Annotated[list[str] | None, typer.Option("--name", help=words("option.person-name"))]
Roles = Annotated[list[str] | None, typer.Option("--role", help=words("option.role"))]
Keys = Annotated[list[str] | None, typer.Option("--key", help=words("option.key"))]
Emails = Annotated[list[str] | None, typer.Option("--email", help=words("option.email"))]


def schema(
    kind: Annotated[str, typer.Option("--kind", help=words("option.schema-kind", kinds=KINDS))] = "issue",
    save: Annotated[bool, typer.Option("--save", help=words("option.schema-save"))] = False,
) -> None:
    if save:
        written = reference.save_schemas(session.here())
        say_line(say("schema.saved", files=written) if written else say("schema.as-they-were"))
        return
    known = next((one for one in KINDS if one == kind.strip()), None)
    if known is None:
        near = nearest(kind, KINDS)
        hint = say("did-you-mean", word=near) if near else None
        raise UsageError(say("schema.no-kind", found=kind, kinds=KINDS), hint=hint)
    put(reference.schema(known).removesuffix("\n"))


def deadline(
    text: Annotated[
        str, typer.Argument(help=words("option.deadline-text"), metavar=words("metavar.phrase"), show_default=False)
    ],
    base: Annotated[str | None, typer.Option("--base", help=words("option.base"), metavar="2026-01-04")] = None,
    as_json: opt.Json = False,
) -> None:
    day = session.parse_day(base, "--base") if base else session.today()
    reading = reference.read_deadline(text, day, session.ledger_if_any())
    if as_json:
        put_json(**reading.as_dict())
    else:
        say_line(say("reading.text", text=reading.text, base=day))
        if reading.damaged or (reading.due is None and reading.why is not None):
            hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
            say_line(say("reading.damaged", text=reading.text, why=reading.why, hint=hint))
        for part in reading.milestones:
            say_line(say("reading.milestone", due=part.due, text=part.text))
        if reading.due:
            say_line(say("reading.last", due=reading.due))
        for flag in ("immediate", "long_term"):
            if getattr(reading, flag):
                say_line(say(f"reading.{flag.replace('_', '-')}"))
    note_uncovered(reading.uncovered_years)
    if reading.damaged:
        raise typer.Exit(1)


def config_show(as_json: opt.Json = False) -> None:
    ledger = session.here()
    settings = reference.settings(ledger)
    if as_json:
        put_json(root=str(ledger.root), settings=[one.as_dict() for one in settings])
        return
    say_line(say("config.root", root=str(ledger.root)))
    for one in settings:
        put(f"{one.key} = {one.value}")
        put(f"    {one.title}（{words(f'origin.{one.origin}')}）")


def people_list(as_json: opt.Json = False) -> None:
    people = session.here().office.people.people
    if as_json:
        put_json(people=[json.loads(person.model_dump_json()) for person in people])
        return
    heads = [words(f"column.{name}") for name in ("person", "name", "unit", "roles")]
    table(heads, [[one.id, "、".join(one.names), one.unit, "、".join(one.roles)] for one in people])


def people_add(
    person: Annotated[
        str, typer.Argument(help=words("option.person-id"), metavar=words("metavar.person"), show_default=False)
    ],
    names: Names = None,
    unit: Annotated[str, typer.Option("--unit", help=words("option.person-unit"))] = "",
    roles: Roles = None,
    emails: Emails = None,
    keys: Keys = None,
) -> None:
    ledger = session.here()
    known = ledger.office.people.get(person)
    told = setup.Told(tuple(names or ()), unit, tuple(roles or ()), tuple(emails or ()), tuple(keys or ()))
    added = setup.add_person(ledger, person, told)
    if known is not None:
        say_line(say("people.key-added", id=added.id, name=added.name))
        return
    say_line(say("people.added", id=added.id, name=added.name, roles=added.roles))


def units_list(as_json: opt.Json = False) -> None:
    units = session.here().office.units.units
    if as_json:
        put_json(units=[json.loads(unit.model_dump_json()) for unit in units])
        return
    heads = [words(f"column.{name}") for name in ("unit", "aliases", "level", "parent")]
    table(heads, [[one.name, "、".join(one.aliases), one.level or "", one.parent or ""] for one in units])


def units_add(
    name: Annotated[
        str, typer.Argument(help=words("option.unit-name"), metavar=words("metavar.unit"), show_default=False)
    ],
    aliases: Annotated[list[str] | None, typer.Option("--alias", help=words("option.alias"))] = None,
    parent: Annotated[str | None, typer.Option("--parent", help=words("option.parent"))] = None,
    level: Annotated[str | None, typer.Option("--level", help=words("option.level"))] = None,
) -> None:
    added = setup.add_unit(session.here(), name, tuple(aliases or ()), parent, level)
    if added.aliases:
        say_line(say("units.added-as", name=added.name, aliases=added.aliases))
    else:
        say_line(say("units.added", name=added.name))

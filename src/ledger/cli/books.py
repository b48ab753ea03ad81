"""`book list`, `book show`, `book add`: the books of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from pydantic import ValidationError

from ledger.actions import books as acts
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.events import folded, room
from ledger.cli.procedure import gates_drawn
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.acts import STATUSES
from ledger.model.attribute import Attribute
from ledger.model.book import Book
from ledger.model.policy import Shelved
from ledger.store.typed import problems

Name = Annotated[str, typer.Argument(help=words("option.book-name"), metavar=words("metavar.book"), show_default=False)]


def book_list(as_json: opt.Json = False) -> None:
    listed = acts.listed(session.here())
    if as_json:
        put_json(books=[_as_dict(one) for one in listed])
        return
    heads = [words(f"column.{name}") for name in ("book", "kept", "prefix", "states")]
    table(heads, [_row(one) for one in listed], wide=(3,))
    note(say("book.how-to-begin"))


def _row(one: acts.Listed) -> list[str]:
    if one.book is None:
        return [one.name, "", "", words("procedure.unreadable")]
    states = " → ".join(one.book.chain) or "—"
    return [one.name, words("book.kept") if one.kept else "", one.book.prefix, states]


def _as_dict(one: acts.Listed) -> dict[str, object]:
    told: dict[str, object] = {"name": one.name, "kept": one.kept, "own": one.own, "readable": one.book is not None}
    return told | (_summary(one.book) if one.book else {})


def _summary(book: Book) -> dict[str, object]:
    return {
        "key": book.key,
        "title": book.title,
        "prefix": book.prefix,
        "folder": book.folder,
        "public": book.described.public,
        "states": list(book.chain),
    }


def book_show(name: Name, as_json: opt.Json = False) -> None:
    here = session.here()
    shown = acts.show(here, name)
    if as_json:
        described = shown.described.model_dump(mode="json", exclude_none=True, exclude_unset=True)
        put_json(book={"name": shown.name, **_summary(shown), "described": described})
        return
    for line in _page(shown):
        put(line)
    put()
    named = dict(zip(STATUSES, shown.described.states, strict=False))
    way = shown.procedure or here.office_to_check_by.procedure
    for line in gates_drawn(way, shown.policy(here.policy).guards, room(), named):
        put(line)


def _page(book: Book) -> Iterator[str]:
    columns = room()
    yield f"{book.name}  {book.title}"
    yield f"  {words('book.numbers', prefix=book.prefix, folder=book.folder)}"
    if not book.described.public:
        yield f"  {words('book.not-public')}"
    if book.chain:
        yield from folded(words("book.chain", states=" → ".join(book.chain)), indent=2, hanging=4, columns=columns)
    if book.described.record:
        yield words("book.record")
        for one in book.described.record:
            yield from folded(_field(one), indent=2, hanging=4, columns=columns)
    headings = tuple(one.heading for one in book.columns)
    yield from folded(words("book.columns", headings=headings), indent=0, hanging=4, columns=columns)


def _field(one: Attribute) -> str:
    told = [words(f"attribute.kind-{one.kind}")]
    told += ["、".join(one.words)] if one.words else []
    told += [one.of] if one.of else []
    told += [words("attribute.at-most", age=one.at_most)] if one.at_most else []
    told += [one.unit] if one.unit else []
    told += [words(f"attribute.needed-{one.needed}")] if one.needed else []
    told += [words("attribute.needed-gate", gate=one.gate)] if one.gate else []
    told += [words("attribute.must-be", words=one.must)] if one.must else []
    return f"{one.name}    {' · '.join(told)}"


def book_add(
    name: Name,
    key: Annotated[str | None, typer.Option("--key", help=words("option.book-key"))] = None,
    prefix: Annotated[str | None, typer.Option("--prefix", help=words("option.book-prefix"))] = None,
    folder: Annotated[str | None, typer.Option("--folder", help=words("option.book-folder"))] = None,
    title: Annotated[str | None, typer.Option("--title", help=words("option.book-title"))] = None,
    as_json: opt.Json = False,
) -> None:
    said = {"of": name if key else None, "title": title, "prefix": prefix, "folder": folder}
    try:
        setting = Shelved.model_validate({field: value for field, value in said.items() if value is not None})
    except ValidationError as error:
        raise UsageError(say("usage.bad-values"), *(one.text for one in problems(error, Shelved))) from error
    book = acts.add(session.here(), key or name.strip(), setting)
    if as_json:
        put_json(book={"name": book.name, **_summary(book)})
        return
    say_line(say("book.begun", title=book.title, prefix=book.prefix, folder=book.folder))
    note(say("next", command=f"ledger new {words('metavar.title')} --book {book.name}"))

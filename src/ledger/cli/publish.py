"""`publish`: ledgers into a database that the office runs already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put, put_json, refuse, say_line
from ledger.cli.session import words
from ledger.errors import LedgerError, MachineError, UsageError, say
from ledger.store.sql import ddl

if TYPE_CHECKING:
    from ledger.actions.publish import Published


def publish(
    url: Annotated[
        str | None, typer.Argument(help=words("option.publish-url"), metavar="postgresql://…", show_default=False)
    ] = None,
    places: Annotated[
        list[str] | None, typer.Argument(help=words("option.publish-places"), metavar=words("metavar.ledger"))
    ] = None,
    statements: Annotated[
        str | None, typer.Option("--ddl", help=words("option.publish-ddl"), metavar=words("metavar.dialect"))
    ] = None,
    since: Annotated[
        int | None, typer.Option("--since", help=words("option.publish-since"), metavar=words("metavar.version"))
    ] = None,
    grants: Annotated[bool, typer.Option("--grants", help=words("option.publish-grants"))] = False,
    plain: Annotated[bool, typer.Option("--plain", help=words("option.publish-plain"))] = False,
    force: Annotated[bool, typer.Option("--force", help=words("option.publish-force"))] = False,
    offline: Annotated[bool, typer.Option("--offline", help=words("option.offline"))] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help=words("option.publish-jobs"))] = None,
    as_json: opt.Json = False,
) -> None:
    if statements is not None or grants or since is not None:
        _print(statements, since, grants=grants, alone=url is None)
        return
    if url is None:
        raise UsageError(say("publish.no-address"))
    _publish(url, tuple(places or (".",)), jobs, plain=plain, force=force, offline=offline, as_json=as_json)


def _print(dialect: str | None, since: int | None, *, grants: bool, alone: bool) -> None:
    """The statements alone: nothing is connected to."""
    if not alone or (grants and dialect is not None):
        raise UsageError(say("publish.print-alone"))
    if since is not None and (dialect is None or not 1 <= since < ddl.VERSION):
        raise UsageError(say("publish.no-since", last=ddl.VERSION - 1))
    if dialect is not None and dialect not in ddl.DIALECTS:
        raise UsageError(say("publish.no-dialect", found=dialect, known=ddl.DIALECTS))
    told = ddl.grants() if grants else _statements(cast("ddl.Dialect", dialect), since)
    for one in ("BEGIN", *told, "COMMIT"):  # whoever stops half-way has done nothing
        put(f"{one};")


def _statements(dialect: ddl.Dialect, since: int | None) -> Iterator[str]:
    if since is None:
        yield from ddl.statements(dialect)
    else:
        yield ddl.locked()
        yield from ddl.forward(since, dialect)


def _publish(
    url: str, places: tuple[str, ...], jobs: int | None, *, plain: bool, force: bool, offline: bool, as_json: bool
) -> None:
    try:
        from ledger.actions import publish as acts
        from ledger.store.crew import processors
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "psycopg":
            raise
        raise MachineError(say("publish.no-library")) from None
    order = acts.Order(session.now(), "plain" if plain else "postgresql", force, offline, jobs or processors())
    found: list[Published] = []
    unheard: BrokenPipeError | None = None
    for one in acts.publish(url, places, order):
        found.append(one)
        try:
            if not as_json and unheard is None:
                _tell(one)
        except BrokenPipeError as error:  # nobody reads any more, but the others are to be published all the same
            unheard = error
    if unheard is not None:
        raise unheard
    if as_json:
        put_json(ledgers=list(map(_plain, found)))
    elif len(places) > 1:
        outcomes = [one.outcome for one in found]
        failed, same = outcomes.count("failed"), outcomes.count("unchanged")
        done = len(found) - failed - same
        say_line(say("publish.count", total=len(found), done=done, unchanged=same, failed=failed))
    if code := max((one.error.exit_code for one in found if one.error), default=0):
        raise typer.Exit(code)


def _tell(one: Published) -> None:
    """A line for a ledger; why it was not published goes where errors go."""
    if one.error is not None:
        _tell_failed(one, one.error)
        return
    commit = one.commit[:12] if one.commit else say("publish.without-commit")
    say_line(
        say(f"publish.{one.outcome}", name=one.name, issues=one.issues, fresh=one.fresh, gone=one.gone, commit=commit)
    )
    if one.modified:
        note(say("publish.modified", name=one.name))


def _tell_failed(one: Published, error: LedgerError) -> None:
    """As any error is told, with the ledger's name and place, where its reason does not name the place already."""
    named = one.place == one.name or one.place in error.what.fill.values()
    if one.place == one.name in error.what.fill.values():
        what = error.what
    elif named:
        what = say("publish.failed-alone", name=one.name, why=error.what)
    else:
        what = say("publish.failed-ledger", name=one.name, place=one.place, why=error.what)
    refuse(MachineError(what, *error.reasons, hint=error.hint))


def _plain(one: Published) -> dict[str, object]:
    return {
        "name": one.name,
        "place": one.place,
        "outcome": one.outcome,
        "issues": one.issues,
        "fresh": one.fresh,
        "gone": one.gone,
        "commit": one.commit,
        "modified": one.modified,
        "why": words(one.error.what) if one.error else None,
    }

"""`renumber`: one number, two issues; the later one gets another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from ledger.actions import renumber as action
from ledger.actions.renumber import Ask, Renumbered
from ledger.cli import options as opt
from ledger.cli.outcome import at
from ledger.cli.screen import note, put_json, say_line
from ledger.cli.session import words
from ledger.errors import say
from ledger.store.issuefile import SUFFIX


def renumber(
    issue_id: opt.IssueId,
    to: Annotated[str | None, typer.Option("--to", help=words("option.renumber-to"))] = None,
    keep: Annotated[str | None, typer.Option("--keep", help=words("option.renumber-keep"))] = None,
    follow: Annotated[list[str] | None, typer.Option("--follow", help=words("option.renumber-follow"))] = None,
    stay: Annotated[list[str] | None, typer.Option("--stay", help=words("option.renumber-stay"))] = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, number = at(issue_id, as_of, who)
    prefix = desk.office.policy.ledger.prefix
    following, staying = _named(follow or (), prefix), _named(stay or (), prefix)
    done = action.mend(desk, Ask(number, keep, opt.issue_id(to, prefix) if to else None, following, staying, why))
    if as_json:
        put_json(old=done.old, new=done.new, file=done.file, linked=list(done.linked), evidence=done.moved,
                 waivers=done.waived, lost=list(done.lost), joined=done.joined, also=done.also)  # fmt: skip
    else:
        _tell(done)


def _named(given: Iterable[str], prefix: str) -> frozenset[str]:
    """Issues by their ids, the register of waivers and the records beside the issues by their files."""
    return frozenset(one if one.endswith(SUFFIX) else opt.issue_id(one, prefix) for one in given)


def _tell(done: Renumbered) -> None:
    told = {"old": done.old, "new": done.new, "title": done.title, "file": done.file}
    if done.joined is None:
        say_line(say("renumber.done", **told, kept=done.kept or ""))
    else:
        say_line(say("renumber.joined", **told, count=done.joined))
        if done.kept:
            say_line(say("renumber.keeps", old=done.old, kept=done.kept))
    if done.also:
        say_line(say("renumber.then", old=done.old, kept=done.kept or "", also=done.also))
    if done.linked:
        say_line(say("renumber.linked", ids=done.linked))
    if done.waived:
        say_line(say("renumber.waived"))
    if done.moved:
        say_line(say("renumber.moved", count=done.moved, new=done.new))
    if done.lost:
        note(say("renumber.lost", paths=done.lost))
    if done.unmerged:
        note(say("renumber.add"))

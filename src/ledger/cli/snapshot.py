"""`snapshot`: put a month down, list those there are, compare two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from ledger.actions import snapshot as action
from ledger.actions.desk import Desk
from ledger.actions.snapshot import Check, Compared, Taken
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put, put_json, say_line, show_problem, table
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model import snapshot as model
from ledger.model.escalation import month_before
from ledger.store.snapshots import Kept

Month = Annotated[
    str | None,
    typer.Argument(help=words("option.snapshot-month"), metavar="2026-10", show_default=False),
]
Why = Annotated[str | None, typer.Option("--why", "-m", help=words("option.snapshot-why"))]
Despite = Annotated[
    str | None, typer.Option("--despite", help=words("option.despite"), metavar=words("metavar.reason"))
]
Compare = Annotated[
    tuple[str, str] | None, typer.Option("--compare", help=words("option.compare"), metavar="2026-09 2026-10")
]
_NAMED_AT_MOST = 10


def snapshot(
    month: Month = None,
    compare: Compare = None,
    why: Why = None,
    despite: Despite = None,
    who: opt.Who = None,
    as_json: opt.Json = False,
) -> None:
    if month is not None and compare is not None:
        raise UsageError(say("snapshot.month-or-compare"))
    if month is None:
        for option, given in (("--why", why), ("--despite", despite)):
            if given is not None:
                raise UsageError(say("snapshot.only-with-month", option=option))
    if month is not None:
        _take(session.desk(None, who), month, why, despite, as_json=as_json)
    elif compare is not None:
        _compare(session.reading_desk(), *compare, as_json=as_json)
    else:
        _list(session.reading_desk(), as_json=as_json)


def _take(desk: Desk, month: str, why: str | None, despite: str | None, *, as_json: bool) -> None:
    done = action.take(desk, month, why=why, despite=despite)
    if as_json:
        put_json(**_taken_dict(done))
        return
    manifest = done.kept.manifest
    if done.new:
        say_line(
            say("snapshot.done", month=month, day=manifest.as_of, total=done.counts.total, folder=done.kept.folder)
        )
    else:
        when = f"{manifest.time:%Y-%m-%d %H:%M}"
        say_line(say("snapshot.same", month=month, folder=done.kept.folder, when=when))
    say_line(say("snapshot.statuses", parts=tuple(_parts("status", done.counts.statuses.items()))))
    say_line(say("snapshot.standings", parts=tuple(_parts("standing", done.counts.standings.items()))))
    say_line(say("snapshot.root", file=manifest.checkpoint.file, root=manifest.checkpoint.root))
    if done.compared:
        put()
        _tell(done.compared)
    if done.nearest is not None:
        note(say("snapshot.gap", missing=month_before(month), nearest=done.nearest, name=manifest.name))
    if done.new:
        note(say("snapshot.next"))


def _parts(family: str, counts: Iterable[tuple[str, int]]) -> tuple[Said, ...]:
    """The parts of a whole that there are any of."""
    return tuple(say("snapshot.part", name=say(f"{family}.{key}"), count=number) for key, number in counts if number)


def _compare(desk: Desk, earlier: str, later: str, *, as_json: bool) -> None:
    found = action.compare(desk, earlier, later)
    if as_json:
        put_json(**_compared_dict(found))
    else:
        _tell(found)
    if not found.sound:
        raise typer.Exit(1)


def _tell(found: Compared) -> None:
    first, last = found.before.manifest, found.now.manifest
    say_line(say("snapshot.compared", before=first.name, now=last.name, first=first.as_of, last=last.as_of))
    heads = ("figure", "before", "came", "went", "now")
    rows = [_moved(one) for one in found.movements]
    table([words(f"column.snapshot-{head}") for head in heads], rows)
    for one in found.movements:
        for key, issues in (("came", one.came), ("went", one.went)):
            if issues:
                named = _named(tuple(dict.fromkeys(issue.id for issue in issues)))
                say_line(say(f"snapshot.{key}", figure=say(f"snapshot.figure.{one.figure}"), issues=named))
    for check in found.checks:
        _tell_check(check)


def _moved(one: model.Movement) -> list[str]:
    came, went = (f"{sign}{len(issues)}" if issues else "0" for sign, issues in (("+", one.came), ("−", one.went)))
    return [words(f"snapshot.figure.{one.figure}"), str(one.before), came, went, str(one.now)]


def _named(ids: tuple[str, ...]) -> tuple[str, ...] | Said:
    """The first few issues, and how many they are."""
    if len(ids) <= _NAMED_AT_MOST:
        return ids
    return say("snapshot.among-others", issues=ids[:_NAMED_AT_MOST], count=len(ids))


def _tell_check(check: Check) -> None:
    """Where the histories say otherwise, figure by figure and then issue by issue."""
    manifest = check.kept.manifest
    for one in check.contradictions:
        figure = say(f"snapshot.figure.{one.figure}")
        say_line(say("snapshot.contradicted", name=manifest.name, figure=figure, stated=one.stated, found=one.found,
                     issues=_named(one.issues)))  # fmt: skip
    if not check.disagreements:
        say_line(say("snapshot.agrees", name=manifest.name))
        return
    if not check.contradictions:
        say_line(say("snapshot.only-marks", name=manifest.name, count=len(check.disagreements)))
    for difference in check.disagreements[:_NAMED_AT_MOST]:
        put(f"  {words(action.said(difference))}")
    if (more := len(check.disagreements) - _NAMED_AT_MOST) > 0:
        put(f"  {words('snapshot.more', count=more)}")
    if check.successor is None:
        note(say("snapshot.amend", month=manifest.month))
    else:
        say_line(say("snapshot.superseded", name=manifest.name, successor=check.successor))


def _list(desk: Desk, *, as_json: bool) -> None:
    shelf = action.listed(desk)
    if as_json:
        problems = [{"rule": one.rule, "text": words(one.text)} for one in shelf.problems]
        put_json(snapshots=[_kept_dict(one) for one in shelf.kept], problems=problems)
    elif not shelf.kept and not shelf.problems:
        say_line(say("snapshot.empty", month=month_before(f"{desk.day:%Y-%m}")))
    else:
        heads = [words(f"column.snapshot-{head}") for head in ("name", "day", "time", "by", "root", "why")]
        table(heads, [_row(one) for one in shelf.kept], wide=(5,))
        for problem in shelf.problems:
            show_problem(problem, brief=False)
        if not shelf.problems:
            say_line(say("snapshot.count", count=len(shelf.kept)))
    if shelf.problems:
        raise typer.Exit(8)


def _row(one: Kept) -> list[str]:
    told = one.manifest
    root = told.checkpoint.root.rpartition(":")[2][:12]
    return [told.name, told.as_of.isoformat(), f"{told.time:%Y-%m-%d %H:%M}", told.by or "—", root, told.why or ""]


def _kept_dict(one: Kept) -> dict[str, object]:
    return {"name": one.manifest.name, "folder": one.folder, "digest": one.digest,
            **one.manifest.model_dump(mode="json")}  # fmt: skip


def _taken_dict(done: Taken) -> dict[str, object]:
    compared = _compared_dict(done.compared) if done.compared else None
    return {"new": done.new, "snapshot": _kept_dict(done.kept), "counts": done.counts.as_dict(), "compared": compared,
            "nearest": done.nearest}  # fmt: skip


def _compared_dict(found: Compared) -> dict[str, object]:
    return {
        "before": found.before.manifest.name,
        "now": found.now.manifest.name,
        "figures": {one.figure: _movement_dict(one) for one in found.movements},
        "checks": [_check_dict(one) for one in found.checks],
        "sound": found.sound,
    }


def _movement_dict(one: model.Movement) -> dict[str, object]:
    return {
        "before": one.before,
        "came": [issue.id for issue in one.came],
        "went": [issue.id for issue in one.went],
        "now": one.now,
    }


def _check_dict(check: Check) -> dict[str, object]:
    return {
        "name": check.kept.manifest.name,
        "successor": check.successor,
        "contradictions": [
            {"figure": one.figure, "stated": one.stated, "found": one.found, "issues": list(one.issues)}
            for one in check.contradictions
        ],
        "differences": [
            {"id": one.id, "mark": one.mark, "stated": one.stated, "found": one.found} for one in check.disagreements
        ],
    }

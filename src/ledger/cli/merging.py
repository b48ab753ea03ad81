"""`merge-driver`, which git calls, and `resolve`, for what a person has to decide."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import merging, resolving
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put, put_json, say_line
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model import chain
from ledger.model.merge.fields import Clash, Side
from ledger.store.merging import MARKER, Outcome

CRASHED = 129
"""From here on git takes the driver for broken; anything below is a merge with conflicts."""
_LETTERS: dict[str, Side] = {"o": "ours", "t": "theirs", "b": "base"}
_PLAIN = re.compile(r"[\w./-]+")
_SIDES: dict[str, Side] = {"ours": "ours", "theirs": "theirs", "base": "base", "本方": "ours", "对方": "theirs"}


def command() -> str:
    """How git is to call this very program: by its name where that is on the path, else by the interpreter's."""
    return "ledger" if shutil.which("ledger") else f"{shlex.quote(Path(sys.executable).as_posix())} -m ledger"


def merge_driver(
    base: Annotated[Path, typer.Argument(help=words("option.merge-file"), metavar="%O")],
    ours: Annotated[Path, typer.Argument(help=words("option.merge-file"), metavar="%A")],
    theirs: Annotated[Path, typer.Argument(help=words("option.merge-file"), metavar="%B")],
    marker: Annotated[int, typer.Argument(help=words("option.marker"), metavar="%L", min=1, max=1000)] = MARKER,
    file: Annotated[str, typer.Argument(help=words("option.merge-path"), metavar="%P")] = "",
) -> None:
    try:
        done = merging.drive(base, ours, theirs, marker, file or ours.name)
    except Exception as error:  # git must hear of it as a crash, or it keeps ours as if that were the merge
        note("".join(traceback.format_exception(error)) if session.said_before.debug else str(error))
        note(say("merge.crashed", file=file or str(ours)))
        raise typer.Exit(CRASHED) from error
    if not merging.is_of_ancestors(marker, file):
        _explain(done, file or ours.name)
    if not done.clean:
        raise typer.Exit(1)


def _explain(done: Outcome, file: str) -> None:
    """What has another name since; every field and every reason why a person has to decide, and how."""
    for one in done.renamed:
        note(say("merge.renamed", old=one.old, new=one.new, id=Path(file).stem))
    if done.clean:
        return
    note(say("merge.conflict", file=file, count=len(done.clashes) + len(done.against)))
    for said in (*map(merging.told, done.clashes), *done.against):
        note(say("merge.item", text=said))
    if all(one.key != "merge.two-issues" for one in done.against):  # which says its own way out
        note(say("merge.way-out", id=Path(file).stem))


def resolve(
    issue_id: Annotated[
        str | None, typer.Argument(help=words("option.id"), metavar=words("metavar.id"), show_default=False)
    ] = None,
    ours: Annotated[bool, typer.Option("--ours", help=words("option.ours"))] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help=words("option.theirs"))] = False,
    settings: Annotated[
        list[str] | None, typer.Option("--set", "-S", help=words("option.side"), metavar=words("metavar.side"))
    ] = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_json: opt.Json = False,
) -> None:
    if ours and theirs:
        raise UsageError(say("resolve.both"))
    decided = _decided(settings or ())
    if ours or theirs:
        decided["*"] = "ours" if ours else "theirs"
    desk = session.desk(None, who)
    wanted = opt.issue_id(issue_id, desk.workspace.policy.ledger.prefix) if issue_id else None
    done = resolving.resolve(desk, wanted, why, decided, _ASKED if session.at_a_terminal() else _NOBODY)
    if as_json:
        put_json(resolved=[{"id": one.id, "file": one.file, "fields": {c.field: s for c, s in one.decided},
                            "evidence": list(one.evidence)} for one in done])  # fmt: skip
        return
    for one in done:
        _tell(one)
    note(say("next", command=f"git add {' '.join(_quoted(file) for one in done for file in one.files)}"))


def _quoted(file: str) -> str:
    """A path as a shell takes it: letters of any language need no quotes."""
    return file if _PLAIN.fullmatch(file) else shlex.quote(file)


def _tell(one: resolving.Resolved) -> None:
    if one.written:
        say_line(say("resolve.done", id=one.id, file=one.file))
    for clash, side in one.decided:
        chosen: Said | str = chain.shown(clash.of(side))
        put(f"  {words('resolve.chosen', field=merging.field_named(clash), side=say(f'merge.{side}'), value=chosen)}")
    for said in one.confirmed:
        put(f"  {words('resolve.confirmed', text=said)}")
    for path in one.evidence:
        put(f"  {words('resolve.evidence', path=path)}")


def _decided(settings: Iterable[str]) -> dict[str, Side]:
    """`整改时限=ours` by the field's name in the file. Raises UsageError for anything else."""
    found: dict[str, Side] = {}
    for one in settings:
        field, sign, side = one.rpartition("=")
        if not sign or not field or side.strip() not in _SIDES:
            raise UsageError(say("resolve.bad-side", what=one))
        found[field.strip()] = _SIDES[side.strip()]
    return found


def _asked(clash: Clash) -> Side:
    """Show a field with both values, and let whoever sits there choose; again, until they have."""
    note(merging.told(clash))
    while True:
        answer = _answered("resolve.ask").lower()
        if (side := _LETTERS.get(answer) or _SIDES.get(answer)) is not None:
            return side
        note(say("resolve.ask-again", answer=answer))


def _asked_why(confirming: tuple[Said, ...]) -> str:
    """Show what is confirmed, and let whoever sits there say why; a reason in words, or none is written."""
    for said in confirming:
        note(said)
    while not (answer := _answered("resolve.ask-why")):
        note(say("guard.reason-missing"))
    return answer


def _answered(question: str) -> str:
    answer: str = typer.prompt(words(question), default="", show_default=False, err=True)
    return answer.strip()


_ASKED = resolving.Ask(_asked, _asked_why)
_NOBODY = resolving.Ask(lambda _: None, lambda _: None)

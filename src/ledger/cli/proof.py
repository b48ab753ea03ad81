"""`audit`: what was tampered with, and what a witness has to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import proof
from ledger.actions.proof import Audited, Proof
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.check_json import problem_dict
from ledger.cli.screen import note, put, put_json, say_line, show_problem
from ledger.cli.session import words
from ledger.errors import Said, say
from ledger.model.archive import grouped
from ledger.model.problem import Problem
from ledger.store import rehash

Ids = Annotated[list[str] | None, typer.Argument(help=words("option.audit-ids"), metavar=words("metavar.ids"))]
Witness = Annotated[
    str | None, typer.Option("--against", help=words("option.against"), metavar=words("metavar.against"))
]
NoEvidence = Annotated[bool, typer.Option("--no-evidence", help=words("option.no-evidence"))]
Resume = Annotated[bool, typer.Option("--resume", help=words("option.resume"))]
Authority = Annotated[Path | None, typer.Option("--tsa-ca", help=words("option.tsa-ca"), metavar=words("metavar.file"))]
AsArchive = Annotated[bool, typer.Option("--as-archive", "--四性", help=words("option.as-archive"))]
Brief = Annotated[bool, typer.Option("--brief", help=words("option.brief"))]
_NAMED_AT_MOST = 5


def audit(
    ids: Ids = None,
    against: Witness = None,
    no_evidence: NoEvidence = False,
    resume: Resume = False,
    tsa_ca: Authority = None,
    as_archive: AsArchive = False,
    brief: Brief = False,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk()
    prefix = desk.workspace.policy.ledger.prefix
    chosen = tuple(opt.issue_id(one, prefix) for one in ids or ())
    if not resume and not no_evidence and rehash.interrupted(desk.workspace.root):
        note(say("audit.sum-interrupted"))
    ask = proof.Ask(chosen, against, evidence=not no_evidence, resume=resume, authority=tsa_ca)
    done = proof.audit(desk, ask)
    if as_json:
        put_json(**_as_dict(done, as_archive=as_archive))
    else:
        _list(done.problems, as_archive=as_archive, brief=brief)
        if not brief:
            for line in _summary(done):
                say_line(line)
    if done.exit_code:
        raise typer.Exit(done.exit_code)


def _list(problems: list[Problem], *, as_archive: bool, brief: bool) -> None:
    if not as_archive:
        _show(problems, brief=brief)
        return
    for quality, found in grouped(problems).items():
        head = "archive.head" if found else "archive.none"
        say_line(say(head, quality=say(f"archive.{quality}"), count=len(found)))
        _show(found, brief=brief)
    say_line(say("archive.unchecked"))


def _show(problems: Iterable[Problem], *, brief: bool) -> None:
    """Each fault; that issues have no digests yet is one sentence for all of them, since one command mends it."""
    unchained = []
    for problem in problems:
        if problem.rule == "unchained" and not brief:
            unchained.append(problem.issue or "")
        else:
            show_problem(problem, brief=brief)
    if unchained:
        named = (*unchained[:_NAMED_AT_MOST], *(("…",) if len(unchained) > _NAMED_AT_MOST else ()))
        put(f"{words('level.warning')} {words('audit.unchained', count=len(unchained), ids=named)}")


def _summary(done: Audited) -> Iterator[Said]:
    """How much was looked at, and what came of it."""
    if not done.issues and not done.broken:
        yield say("check.nothing")
        return
    yield say("audit.sum-issues", issues=done.issues, events=done.events)
    if done.broken:
        yield say("audit.sum-broken", count=len(done.broken))
    if done.evidence is None:
        yield say("audit.sum-no-evidence")
    else:
        tally = done.evidence
        key = "audit.sum-believed" if tally.believed else "audit.sum-evidence"
        yield say(key, files=tally.files, size=_size(tally.bytes), believed=tally.believed)
    yield _checkpoints(done.proofs)
    if (beside := done.registers) is not None:
        yield say(
            "audit.sum-registers", when=f"{beside.sealed:%Y-%m-%d %H:%M}", same=beside.found.same,
            changed=len(beside.found.changed), gone=len(beside.found.gone), new=len(beside.found.new),
        )  # fmt: skip
    if done.snapshots:
        yield say("audit.sum-snapshots", count=done.snapshots)
    for one in done.against.proofs if done.against else ():
        told = one.held.checkpoint
        yield say("audit.sum-against", word=done.against.word if done.against else "", when=_when(one),
                  issues=len(told.issues), contradicted=one.contradicted)  # fmt: skip
    serious = sum(one.level != "warning" for one in done.problems)
    unchained = sum(one.rule == "unchained" for one in done.problems)
    if unchained:
        yield say("audit.no-chain", count=unchained)
    yield say("audit.found", count=serious) if serious else say("audit.clean" if not unchained else "audit.clean-rest")


def _checkpoints(proofs: list[Proof]) -> Said:
    if not proofs:
        return say("audit.sum-no-checkpoint")
    last = proofs[-1]
    return say(
        "audit.sum-checkpoints",
        count=len(proofs),
        when=_when(last),
        root=last.held.checkpoint.short,
        signed=sum(one.signed_by is not None for one in proofs),
        stamped=sum(one.stamped is not None for one in proofs),
        proven=sum(one.stamp_proven for one in proofs),
    )


def _when(one: Proof) -> str:
    return f"{one.held.checkpoint.time:%Y-%m-%d %H:%M}"


def _size(size: int) -> str:
    """Bytes as people say them."""
    amount, unit = float(size), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if amount < 1024:  # noqa: PLR2004 - a kilobyte
            break
        amount, unit = amount / 1024, larger
    return f"{size} B" if unit == "B" else f"{amount:.1f} {unit}"


def _as_dict(done: Audited, *, as_archive: bool) -> dict[str, object]:
    found: dict[str, object] = {
        "issues": done.issues,
        "events": done.events,
        "broken": list(done.broken),
        "evidence": None
        if done.evidence is None
        else {"files": done.evidence.files, "bytes": done.evidence.bytes, "believed": done.evidence.believed},
        "checkpoints": [_proof(one) for one in done.proofs],
        "registers": None
        if done.registers is None
        else {
            "sealed": done.registers.sealed.isoformat(),
            "same": done.registers.found.same,
            "changed": list(done.registers.found.changed),
            "gone": list(done.registers.found.gone),
            "new": list(done.registers.found.new),
        },
        "snapshots": done.snapshots,
        "against": None
        if done.against is None
        else {"word": done.against.word, "checkpoints": [_proof(one) for one in done.against.proofs]},
        "problems": [problem_dict(one) for one in done.problems],
        "exit_code": done.exit_code,
    }
    if as_archive:
        found["qualities"] = {key: [problem_dict(one) for one in of] for key, of in grouped(done.problems).items()}
    return found


def _proof(one: Proof) -> dict[str, object]:
    told = one.held.checkpoint
    return {
        "file": one.held.file,
        "time": told.time.isoformat(),
        "root": told.root,
        "issues": len(told.issues),
        "contradicted": one.contradicted,
        "signed_by": one.signed_by,
        "stamped": one.stamped.isoformat() if one.stamped else None,
        "stamp_proven": one.stamp_proven,
        "despite": told.despite,
    }

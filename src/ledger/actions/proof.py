"""The audit: every chain, every piece of evidence, every checkpoint, and what somebody outside has kept of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ledger import meter
from ledger.actions import checklistcheck, merging, outside
from ledger.actions.audit import Verdict
from ledger.actions.desk import Desk
from ledger.actions.outside import Kept
from ledger.errors import NotFoundError, Said, say
from ledger.model import chain, checkpoint
from ledger.model.checkpoint import Compared
from ledger.model.naming import nearest
from ledger.model.problem import Place, Problem
from ledger.model.witness import Ledger, Witnesses
from ledger.store import cabinet, checkpoints, files, holdings, registers, rehash, signing, snapshots, timestamps
from ledger.store.checkpoints import Held
from ledger.store.inspections import INSPECTIONS
from ledger.store.survey import Survey, survey
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Ask:
    """What an audit is to look at."""

    ids: tuple[str, ...] = ()
    """Only these issues; none: everything."""
    against: str | None = None
    """What a witness has kept: a checkpoint's file, a git tag, a root."""
    evidence: bool = True
    resume: bool = False
    authority: Path | None = None
    """Certificates of the time-stamping authorities that are trusted."""


@dataclass(frozen=True)
class Proof:
    """What one checkpoint says today."""

    held: Held
    contradicted: int
    """How many issues it contradicts."""
    signed_by: str | None = None
    """Somebody of the register."""
    stamped: datetime | None = None
    stamp_proven: bool = False
    """Whether the stamp was checked against certificates that somebody trusts, and held."""


@dataclass(frozen=True)
class Against:
    """What a witness's word led to, and what each of those checkpoints says."""

    word: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Registers:
    """The files beside the issues against the last checkpoint that names any."""

    found: Compared
    sealed: datetime


@dataclass
class Audited:
    """What an audit found, and how much it looked at: a clean result of nothing looked at proves nothing."""

    issues: int = 0
    events: int = 0
    broken: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    evidence: rehash.Tally | None = None
    """None: evidence was left out."""
    proofs: list[Proof] = field(default_factory=list)
    snapshots: int = 0
    """Months put down for good, every file of theirs hashed again."""
    against: Against | None = None
    registers: Registers | None = None
    """None where no checkpoint names any, or only some issues were asked for."""

    @property
    def exit_code(self) -> int:
        """As a check's: 8 integrity, 5 unreadable or nothing there, 1 unsigned, unexplained or unnamed, 0 sound."""
        return Verdict(tuple(self.problems), self.issues + len(self.broken), self.broken).exit_code


def audit(desk: Desk, ask: Ask) -> Audited:
    """Look at everything, write nothing. Raises nothing for what files contain; NotFoundError for an issue, a
    witness's word or a certificate that is not there.
    """
    workspace = desk.workspace
    if ask.authority is not None and not ask.authority.is_file():
        raise NotFoundError(say("evidence.none", path=str(ask.authority)))
    chained = checkpoints.scan(workspace)
    kept = outside.find(workspace, chained.held, ask.against) if ask.against is not None else None
    found = survey(workspace)
    only = _chosen(found, ask.ids)
    mine = [one for one in found.issues if not only or one.id in only]
    done = Audited(len(mine), sum(one.present.length for one in mine), found.broken)
    done.problems += [p for p in found.unreadable if not only or _stem(p) in only]
    done.problems += [p for p in found.chains if not only or p.issue in only]
    if not only:
        done.problems += (*workspace.register_faults, *_gaps(workspace, found))
    if ask.evidence:
        done.evidence = rehash.Tally()
        done.problems += _evidence(desk, found, only, ask, done.evidence)
    done.problems += chained.problems
    if not only:
        shelf = snapshots.scan(workspace)
        done.snapshots = len(shelf.kept)
        done.problems += (*shelf.problems, *snapshots.unsealed(shelf, chained))
    witnesses = Witnesses(Ledger(one.present for one in found.issues), only)
    if not only:
        done.registers, problems = _registers(workspace, chained.held, kept.held if kept else ())
        done.problems += problems
    _hear(workspace, chained.held, witnesses, ask, done)
    if kept is not None:
        done.problems += outside.removed(kept, chained.held)
        done.against = Against(kept.word, tuple(_testimony(workspace, kept, witnesses, ask, done)))
    done.problems += witnesses.problems()
    return done


def _stem(problem: Problem) -> str:
    return Path(problem.place.file).stem if problem.place else ""


def _chosen(found: Survey, ids: tuple[str, ...]) -> frozenset[str]:
    """The issues asked for. Raises NotFoundError for one that is not there, readable or not."""
    there = {one.id for one in found.issues} | {Path(file).stem for file in found.broken}
    for one in ids:
        if one not in there:
            near = nearest(one, tuple(there))
            hint = say("did-you-mean", word=near) if near else None
            raise NotFoundError(say("issue.none", id=one, count=len(there)), hint=hint)
    return frozenset(ids)


def _gaps(workspace: Workspace, found: Survey) -> Iterator[Problem]:
    """Numbers that nobody explains (漏号)."""
    books = workspace.office_to_check_by.books
    there = [*(one.id for one in found.issues), *(Path(file).stem for file in found.broken)]
    there += [number for one in found.issues for number in one.present.formerly]
    prefixes = (workspace.policy.ledger.prefix, *(one.prefix for one in books))
    for number in (gap for prefix in prefixes for gap in chain.gaps(there, prefix)):
        yield Problem("gap", "error", say("audit.gap", id=number), number, place=Place(workspace.issues.name))


def _evidence(desk: Desk, found: Survey, only: frozenset[str], ask: Ask, tally: rehash.Tally) -> Iterator[Problem]:
    """Every file that a record names is what it was, and nothing lies there that no record names."""
    recorded = [holdings.Recorded(one.id, one.file, at, e) for one in found.issues for at, e in enumerate(one.evidence)]
    mine = [one for one in recorded if not only or one.issue in only]
    wanted = list(dict.fromkeys(one.evidence.path for one in mine))
    root = desk.workspace.root
    with meter.part("evidence", rehash.total(root, wanted)) as tick:
        measured = dict(rehash.digests(root, wanted, at=desk.at, resume=ask.resume, tally=tally, tick=tick))
    if tally.forged:
        yield Problem("audit-state", "warning", say("audit.state-forged"))
    yield from merging.with_way_out(desk.workspace, holdings.faults(desk.workspace, mine, measured))
    if not only:
        taken = cabinet.scan(desk.workspace, INSPECTIONS)
        yield from (*taken.problems, *checklistcheck.faults(desk.workspace))
        named = {one.evidence.path for one in recorded} | {photo.path for one in taken for photo in one.photos}
        unread = {Path(file).stem for file in (*found.broken, *(p.place.file for p in taken.problems if p.place))}
        yield from merging.with_way_out(desk.workspace, holdings.unnamed(desk.workspace, named, unread))


def _registers(
    workspace: Workspace, own: Sequence[Held], kept: Sequence[Held]
) -> tuple[Registers | None, list[Problem]]:
    """The files beside the issues, held against the last checkpoint that names any, and against what a witness kept.
    They may be changed, with a reason or without, so that a change is told and is no fault; none is ever taken out.
    """
    last = next((one for one in reversed(own) if one.checkpoint.registers), None)
    asked = {one.digest: one for one in ((last,) if last is not None else ()) + tuple(kept) if one.checkpoint.registers}
    if not asked:
        return None, []
    now = registers.digests(workspace)
    found = {digest: checkpoint.compared(one.checkpoint, now) for digest, one in asked.items()}
    problems = {(one.rule, one.place): one for digest in found for one in _since(asked[digest], found[digest])}
    told = Registers(found[last.digest], last.checkpoint.time) if last is not None else None
    return told, list(problems.values())


def _since(held: Held, found: Compared) -> Iterator[Problem]:
    when = f"{held.checkpoint.time:%Y-%m-%d %H:%M}"
    for file in found.gone:
        text = say("audit.register-gone", file=file, when=when)
        yield Problem("register-gone", "error", text, place=Place(file))
    for file in found.changed:
        text = say("audit.register-since", file=file, when=when)
        yield Problem("register-since", "warning", text, place=Place(file))


def _hear(workspace: Workspace, held: Sequence[Held], witnesses: Witnesses, ask: Ask, done: Audited) -> None:
    """Every checkpoint: who signed it, when it existed, and what it says of today's ledger."""
    for one in meter.each("checkpoints", held):
        proof, problems = _proof(workspace, one, ask.authority, witnesses.hear(one.checkpoint, one.file))
        done.proofs.append(proof)
        done.problems += problems


def _testimony(workspace: Workspace, kept: Kept, witnesses: Witnesses, ask: Ask, done: Audited) -> Iterator[Proof]:
    """The same for what a witness kept; what the ledger has as well was heard already."""
    heard = {one.held.digest: one for one in done.proofs}
    for one in kept.held:
        if (same := heard.get(one.digest)) is not None:
            yield same
            continue
        proof, problems = _proof(workspace, one, ask.authority, witnesses.hear(one.checkpoint, one.file))
        done.problems += problems
        yield proof


def _proof(workspace: Workspace, held: Held, authority: Path | None, contradicted: int) -> tuple[Proof, list[Problem]]:
    """What stands beside a checkpoint, proven, and what is wrong with it."""
    proof = Proof(held, contradicted)
    problems: list[Problem] = []
    try:
        if (signature := checkpoints.beside(workspace, held, checkpoints.SIGNATURE)) is not None:
            signer = signing.signer(held.data, signature, workspace.office_to_check_by.people)
            proof = replace(proof, signed_by=signer.person)
            problems += _signature(held, signer)
        if (reply := checkpoints.beside(workspace, held, checkpoints.STAMP)) is not None:
            stamped, proven, wrong = _stamp(held, reply, authority)
            proof = replace(proof, stamped=stamped, stamp_proven=proven)
            problems += wrong
    except signing.NoToolError as error:
        text = say("audit.no-tool", file=held.file, tool=str(error))
        problems.append(Problem("no-tool", "warning", text, place=Place(held.file)))
    except OSError as error:
        text = say("audit.proof-unreadable", file=held.file, reason=files.reason(error))
        problems.append(_fault("signature", held, text))
    return proof, problems


def _signature(held: Held, signer: signing.Signer) -> Iterator[Problem]:
    if signer.key is None:
        yield _fault("signature", held, say("audit.signature", file=held.file))
    elif signer.person is None:
        text = say("audit.signer-unknown", file=held.file, key=signer.key)
        yield Problem("signer-unknown", "error", text, place=Place(held.file))


def _stamp(held: Held, reply: bytes, authority: Path | None) -> tuple[datetime | None, bool, list[Problem]]:
    """When a checkpoint existed, whether that is proven, and what is wrong with the proof."""
    found = timestamps.stamp(reply)
    if found is None or f"sha256:{found.sha256}" != held.digest:
        return None, False, [_fault("time-stamp", held, say("audit.time-stamp", file=held.file))]
    if authority is None:
        return found.time, False, []
    reason = timestamps.proven(reply, held.data, found, authority)
    if reason is None:
        return found.time, True, []
    text = say("audit.time-stamp-unproven", file=held.file, reason=reason)
    return found.time, False, [_fault("time-stamp", held, text)]


def _fault(rule: str, held: Held, text: Said) -> Problem:
    return Problem(rule, "integrity", text, place=Place(held.file))

"""Put a month down for good; see what two months differ by, and whether the histories still say so."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger import __version__, meter
from ledger.actions import seal
from ledger.actions.desk import Desk
from ledger.actions.seal import Order
from ledger.errors import ConflictError, NotFoundError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.formats import registry
from ledger.model import checkpoint, snapshot
from ledger.model.checkpoint import Anchor
from ledger.model.columns import USUAL, Contents
from ledger.model.escalation import is_month, last_day, month_before
from ledger.model.report import Report, build
from ledger.model.snapshot import Contradiction, Disagreement, Frozen, Manifest, Movement
from ledger.model.statistics import statistics
from ledger.store import files, folder, sheets, snapshots
from ledger.store.folder import Scan
from ledger.store.snapshots import Kept, Shelf

_NAMED_AT_MOST = 10


@dataclass(frozen=True)
class Compared:
    """Two months, and where the histories say otherwise than their snapshots do."""

    before: Kept
    now: Kept
    movements: tuple[Movement, ...]
    checks: tuple[Check, ...]
    """Of both, in their order."""

    @property
    def sound(self) -> bool:
        """Whether the histories contradict no figure of a snapshot that still stands for its month."""
        return not any(one.contradictions for one in self.checks if one.successor is None)


@dataclass(frozen=True)
class Check:
    """What the histories say of a snapshot."""

    kept: Kept
    contradictions: tuple[Contradiction, ...]
    disagreements: tuple[Disagreement, ...]
    successor: str | None = None
    """The last snapshot of the same month, where that is another one."""


@dataclass(frozen=True)
class Taken:
    """The snapshot that stands for a month."""

    kept: Kept
    new: bool
    """Whether it was taken now; otherwise the month is as it was then."""
    counts: snapshot.Counts
    compared: Compared | None
    """With the month before, where that has one."""
    nearest: str | None = None
    """The last snapshot of an earlier month, where the month before has none."""


@dataclass(frozen=True)
class _Stated:
    """A snapshot with its issues."""

    kept: Kept
    issues: tuple[Frozen, ...]


def listed(desk: Desk) -> Shelf:
    """Every snapshot, and what is wrong with them. Raises nothing on content."""
    return snapshots.scan(desk.workspace)


def take(desk: Desk, month: str, *, why: str | None = None, despite: str | None = None) -> Taken:
    """Put down how `month` stood on its last day, unless a snapshot says that already.

    Raises UsageError for what is no month, RefusedError for one that is not over, and for one that has changed since
    its snapshot while nobody says why; UnreadableError where a file can't be read or there was no issue by then;
    IntegrityError where a snapshot was altered; and what `seal.seal` raises. Then no snapshot was written; a checkpoint
    may have been.
    """
    _refuse_month(desk, month)
    if why is not None and not why.strip():
        raise UsageError(say("snapshot.why-what"))
    before = snapshots.names(desk.workspace)
    shelf = snapshots.scan(desk.workspace)
    snapshots.refuse_altered(shelf)
    scan = _scan(desk)
    report = _report(desk, scan, month)
    frozen = snapshot.freeze(report, month)
    earlier = _stated(desk, shelf.find(month_before(month)))
    last = _stated(desk, shelf.find(month))
    if last is not None and not _has_changed(last, frozen, why):
        return _taken(_Asked(desk, scan, shelf, {month: frozen}), earlier, last, new=False)
    contents = Contents(tuple(sheets.load(desk.workspace, name) for name in USUAL), summary=True)
    _choose_temporary_folder()
    held = seal.seal(desk, Order(despite=despite)).held
    if checkpoint.changed_since(held.checkpoint, map(checkpoint.tip, scan.issues)):
        raise ConflictError(say("snapshot.meanwhile"))
    anchor = Anchor(held.checkpoint.time, held.checkpoint.root, 0)
    making = _files(replace(report, anchor=anchor), month, frozen, contents)
    manifest = Manifest(
        format="ledger-snapshot-v1",
        month=month,
        edition=last.kept.manifest.edition + 1 if last else 1,
        as_of=report.day,
        time=desk.at,
        tool=f"ledger {__version__}",
        by=desk.person.id if desk.person else None,
        why=why,
        checkpoint=snapshot.Sealed(file=held.file, digest=held.digest, root=held.checkpoint.root),
        previous=shelf.heads,
        files=snapshots.filed(making),
    )
    kept = snapshots.write(desk.workspace, manifest, making, before)
    return _taken(_Asked(desk, scan, shelf, {month: frozen}), earlier, _Stated(kept, frozen), new=True)


def _refuse_month(desk: Desk, month: str) -> None:
    if not is_month(month):
        raise UsageError(say("snapshot.not-a-month", found=month))
    if desk.day <= last_day(month):
        raise RefusedError(say("snapshot.not-over", month=month, day=desk.day, last=last_day(month)))


def _scan(desk: Desk) -> Scan:
    """Every issue. Raises UnreadableError where one can't be read: the histories can't be asked then."""
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("snapshot.broken", count=len(scan.broken), files=scan.broken))
    return scan


def _report(desk: Desk, scan: Scan, month: str) -> Report:
    """The whole ledger on the month's last day, void issues aside. Raises UnreadableError where it held nothing."""
    stored = ((one.issue, one.file) for one in meter.each("judging", scan.stored))
    whole = build(stored, last_day(month), desk.office, links="../../")
    report = replace(whole, entries=tuple(one for one in whole.entries if one.issue.void is None))
    if not report.entries:
        raise UnreadableError(say("snapshot.nothing", month=month))
    return report


def _stated(desk: Desk, kept: Kept | None) -> _Stated | None:
    """A snapshot read, where there is one. Raises as `snapshots.issues` does."""
    return _Stated(kept, snapshots.issues(desk.workspace, kept)) if kept else None


def _has_changed(last: _Stated, frozen: Sequence[Frozen], why: str | None) -> bool:
    """Whether the histories have come to say otherwise than a snapshot. Raises RefusedError where nobody says why."""
    found = snapshot.disagreements(last.issues, frozen)
    if found and why is None:
        more = (say("snapshot.more", count=len(found) - _NAMED_AT_MOST),) if len(found) > _NAMED_AT_MOST else ()
        reasons = (*map(said, found[:_NAMED_AT_MOST]), *more)
        month = last.kept.manifest.month
        raise RefusedError(
            say("snapshot.changed", month=month, folder=last.kept.folder),
            *reasons,
            hint=say("snapshot.say-why", month=month),
        )
    return bool(found)


def said(one: Disagreement) -> Said:
    """What a snapshot and the histories say of an issue, as a sentence."""
    if one.mark == "there":
        return say("snapshot.not-there" if one.stated else "snapshot.there-now", id=one.id, title=one.title)
    told, known = snapshot.valued(one, one.stated), snapshot.valued(one, one.found)
    return say("snapshot.differs", id=one.id, mark=say(f"snapshot.mark.{one.mark}"), stated=told, found=known)


def _choose_temporary_folder() -> None:
    """A workbook is wound off a temporary file. Where that may lie is found out by writing, and as the last resort into
    the folder one stands in: while nothing has been written yet, so that a disk which fills up leaves nothing there.
    """
    try:
        tempfile.gettempdir()
    except OSError as error:
        raise files.fault(error, snapshots.SHEET) from error


def _files(report: Report, month: str, frozen: Sequence[Frozen], contents: Contents) -> dict[str, bytes]:
    """The files of a snapshot but its manifest."""
    head = {"format": snapshot.FORMAT, "month": month, "as_of": report.day.isoformat()}
    counts = snapshot.count(frozen, month, report.day).as_dict()
    figures = statistics(report).as_dict()
    try:
        sheet = io.BytesIO()
        registry.writer("xlsx").write(report, contents, sheet)
    except OSError as error:  # the temporary file
        raise files.fault(error, snapshots.SHEET) from error
    return {
        snapshots.SHEET: sheet.getvalue(),
        snapshots.COUNTS: snapshots.counts_text({"format": snapshot.FORMAT, **counts, "statistics": figures}),
        snapshots.ISSUES: snapshots.issues_text(head, frozen),
    }


@dataclass(frozen=True)
class _Asked:
    """What the histories are asked with."""

    desk: Desk
    scan: Scan
    shelf: Shelf
    known: Mapping[str, tuple[Frozen, ...]] = field(default_factory=dict)
    """Months that the histories were already rewound to."""

    def histories(self, month: str) -> tuple[Frozen, ...]:
        """The issues on the month's last day by the histories."""
        found = self.known.get(month)
        return snapshot.freeze(_report(self.desk, self.scan, month), month) if found is None else found


def _taken(asked: _Asked, earlier: _Stated | None, now: _Stated, *, new: bool) -> Taken:
    counts = snapshot.count(now.issues, now.kept.manifest.month, now.kept.manifest.as_of)
    if earlier is not None:
        return Taken(now.kept, new, counts, _compared(asked, earlier, now))
    before = [one.manifest.name for one in asked.shelf.kept if one.manifest.month < now.kept.manifest.month]
    return Taken(now.kept, new, counts, None, before[-1] if before else None)


def compare(desk: Desk, earlier: str, later: str) -> Compared:
    """What two snapshots differ by, named by month or folder, and what the histories say of both.

    Raises UsageError for a word that names no snapshot, NotFoundError where there is none; IntegrityError where one
    was altered, UnreadableError where an issue can't be read.
    """
    shelf = snapshots.scan(desk.workspace)
    snapshots.refuse_altered(shelf)
    both = (_find(shelf, earlier), _find(shelf, later))
    before, now = (_Stated(kept, snapshots.issues(desk.workspace, kept)) for kept in both)
    return _compared(_Asked(desk, _scan(desk), shelf), before, now)


def _find(shelf: Shelf, word: str) -> Kept:
    meant = snapshot.named(word)
    if meant is None:
        raise UsageError(say("snapshot.not-a-name", found=word))
    found = shelf.find(*meant)
    if found is None:
        there = tuple(one.manifest.name for one in shelf.kept)
        hint = say("snapshot.known", names=there) if there else say("snapshot.known-none", name=meant[0])
        raise NotFoundError(say("snapshot.unknown", name=word), hint=hint)
    return found


def _compared(asked: _Asked, before: _Stated, now: _Stated) -> Compared:
    checks = tuple(_checked(asked, one) for one in (before, now))
    return Compared(before.kept, now.kept, snapshot.movements(before.issues, now.issues), checks)


def _checked(asked: _Asked, one: _Stated) -> Check:
    """A snapshot against the histories rewound to its day."""
    month, edition = one.kept.manifest.month, one.kept.manifest.edition
    found = asked.histories(month)
    last = asked.shelf.find(month)
    successor = last.manifest.name if last and last.manifest.edition > edition else None
    contradicted = snapshot.contradictions(one.issues, found)
    return Check(one.kept, contradicted, snapshot.disagreements(one.issues, found), successor)

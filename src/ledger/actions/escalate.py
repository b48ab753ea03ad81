"""A month judged: cards proposed by the office's rules, put on record when told to, and their letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger import meter
from ledger.actions import letters, outgoing
from ledger.actions.acting import against_person, made, who_may_decide
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UnreadableError, UsageError, say
from ledger.model.acts import Escalation, Step
from ledger.model.duties import CARD_GIVERS, may_decide
from ledger.model.escalation import Judgement, Rules, already, is_judged, judge, last_day
from ledger.model.filenames import fitted
from ledger.model.guards import trail_is_sound
from ledger.model.issue import Issue
from ledger.model.notice import Fields, warning
from ledger.model.report import build
from ledger.model.selection import Selection
from ledger.model.workflow import sign
from ledger.store import escalations, files, folder, outbox, saving
from ledger.store.folder import Stored


@dataclass(frozen=True)
class Verdict:
    """One issue in one month: what was put on record before, or what the rules propose now."""

    stored: Stored
    judgement: Judgement | None
    """None where the month was judged before, or no card fits."""
    recorded: tuple[Escalation, ...]

    @property
    def issue(self) -> Issue:
        """The issue as it is today."""
        return self.stored.issue

    @property
    def proposed(self) -> Judgement | None:
        """What waits to be put on record."""
        return self.judgement if self.judgement is not None and self.judgement.kind is not None else None


@dataclass(frozen=True)
class Letter:
    """A letter that was written."""

    file: str
    issue: str
    name: str
    remarks: tuple[Said, ...] = ()
    """What somebody should look at before it goes out."""


@dataclass(frozen=True)
class Month:
    """A month judged."""

    month: str
    rules: Rules
    verdicts: tuple[Verdict, ...]
    uncovered_years: tuple[int, ...]
    letters: tuple[Letter, ...] = ()
    applied: bool = False
    signed: Step | None = None
    """The event that signed the cards, the same for each; None where there was nothing to sign."""

    @property
    def proposals(self) -> tuple[Verdict, ...]:
        """What the rules propose and nobody has put on record yet."""
        return tuple(one for one in self.verdicts if one.proposed is not None)


@dataclass(frozen=True)
class Order:
    """What somebody wants of a month."""

    month: str
    selection: Selection
    apply: bool = False
    letters: Path | None = None
    force: bool = False


def escalate(desk: Desk, order: Order) -> Month:
    """Judge a month: proposals, and with `apply` each of them on record; all of them or none. Letters are written for
    what is proposed and for what is on record for the month, so that they can be had again.

    Raises UsageError for a month that isn't over, UnreadableError for a ledger that can't be read whole, RefusedError
    where nobody can sign; whatever rules, templates and the file system have against it, before anything is written.
    """
    month = _judged(desk, order)
    acts = {one.issue.id: _act(desk, month.month, one.proposed) for one in month.verdicts if one.proposed is not None}
    if order.apply and acts:
        _refuse_unsigned(desk, month.proposals)
    step: Step | None = None
    papers = _letters(desk, month, acts) if order.letters is not None else {}
    if order.letters is not None:
        outgoing.refuse_reserved(desk.workspace, order.letters, order.letters)
        outbox.refuse_taken(order.letters, (one.file for one in papers), force=order.force)
    if order.apply and acts:
        saved = saving.save_all(desk.workspace, [_signed(desk, one, acts[one.issue.id]) for one in month.proposals])
        step = saved[-1].issue.history[-1]
    if order.letters is not None and papers:
        _write(order.letters, papers, force=order.force)
    return Month(month.month, month.rules, month.verdicts, month.uncovered_years, tuple(papers), order.apply, step)


def _judged(desk: Desk, order: Order) -> Month:
    day = last_day(order.month)
    if day > desk.day:
        raise UsageError(say("escalate.month-running", month=order.month, last=day, day=desk.day))
    rules = escalations.load(desk.workspace)
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("escalate.broken", count=len(scan.broken), files=scan.broken))
    every = ((one.issue, one.file) for one in meter.each("judging", scan.stored))
    report = build(every, day, desk.office)
    by_id = {one.issue.id: one for one in scan.stored}
    verdicts = []
    wanted = order.selection.going_out(desk.office)  # a card is told to the units
    for entry in report.entries:
        stored = by_id[entry.issue.id]
        chosen = wanted.takes(entry.issue, entry.situation, desk.office)
        if not chosen or not is_judged(entry.issue) or stored.issue.void is not None:
            continue
        recorded, now = already(stored.issue, order.month), stored.issue.escalations
        judgement = None
        if not recorded:
            then, situation, paced = entry.issue, entry.situation, report.paces[entry.issue.id]
            judgement = judge(then, situation, order.month, desk.office, rules, now, paced=paced)
        verdicts.append(Verdict(stored, judgement, recorded))
    return Month(order.month, rules, tuple(verdicts), report.uncovered_years)


def _act(desk: Desk, month: str, judged: Judgement) -> Escalation:
    """What is put on record for a card."""
    values = {
        "kind": judged.kind,
        "date": desk.day,
        "by": desk.person.id if desk.person else "?",
        "reason": "；".join(judged.reasons),
        "unit": "、".join(judged.units) or None,
        "month": month,
        "card": judged.card,
        "points": judged.points,
    }
    return made(Escalation, values, "escalations")


def _refuse_unsigned(desk: Desk, proposals: tuple[Verdict, ...]) -> None:
    """Raises RefusedError with every reason why these can't be signed: the person, the day, files changed by hand."""
    reasons = [*against_person(desk, proposals[0].issue)]
    for one in proposals:
        attempt = desk.informed(desk.attempt(), one.stored)
        against = (*trail_is_sound(one.issue, attempt), *may_decide(one.issue, attempt, CARD_GIVERS))
        reasons += (say("escalate.of", id=one.issue.id, why=why) for why in against)
    if reasons:
        hint = who_may_decide(desk, proposals[0].issue, CARD_GIVERS)
        raise RefusedError(say("escalate.refused", count=len(reasons)), *reasons, hint=hint)


def _signed(desk: Desk, verdict: Verdict, act: Escalation) -> tuple[Stored, Issue]:
    assert desk.person is not None  # noqa: S101 - `against_person` was asked
    before = verdict.issue
    after = before.model_copy(update={"escalations": (*before.escalations, act)})
    why = f"{act.month}评定：{act.kind}"
    return verdict.stored, sign(before, after, "escalate", desk.person, desk.attempt(), why)


def _letters(desk: Desk, month: Month, acts: dict[str, Escalation]) -> dict[Letter, bytes]:
    """Every letter of the month, finished, so that a template that can't be filled in stops everything."""
    finished: dict[Letter, bytes] = {}
    printed: dict[str, frozenset[str]] = {}
    for verdict, act, name, follow in _sent(month, acts):
        taken = tuple(one.file for one in finished)
        file = fitted(f"{name}-{verdict.issue.id}-{month.month}", letters.SUFFIX, taken)
        day = act.date
        fields: Fields = warning(verdict.issue, act, desk.office, day, follow)
        data = letters.written(desk.workspace, name, fields, day)
        if name not in printed:
            printed[name] = letters.printed(desk.workspace, name)
        shown = {one: value for one, value in fields.items() if one in printed[name]}
        told = letters.remarks(shown, desk.office.people)
        finished[Letter(file, verdict.issue.id, name, told)] = data
    return finished


def _sent(month: Month, acts: dict[str, Escalation]) -> Iterator[tuple[Verdict, Escalation, str, str | None]]:
    """What goes out with a letter: of a proposal the one that its rule names, of a record that of its card and kind."""
    for verdict in month.verdicts:
        if verdict.proposed is not None and verdict.proposed.letter is not None:
            yield verdict, acts[verdict.issue.id], verdict.proposed.letter, verdict.proposed.follow
        for one in verdict.recorded:
            if (named := month.rules.letter_of(one)) is not None:
                yield verdict, one, *named


def _write(place: Path, papers: dict[Letter, bytes], *, force: bool) -> None:
    making = {letter.file: data for letter, data in papers.items()}
    try:
        outbox.write_all(place, making, force=force)
    except OSError as error:
        raise files.fault(error, place) from error


def totals(month: Month) -> tuple[Said, ...]:
    """How many cards of each colour the month gave, those on record before among them."""
    cards = [one.judgement.card if one.judgement else one.recorded[0].card for one in month.verdicts if _has_card(one)]
    return tuple(say("escalate.cards", card=card, count=cards.count(card)) for card in ("红", "黄", "蓝"))


def _has_card(verdict: Verdict) -> bool:
    return verdict.judgement is not None or bool(verdict.recorded)

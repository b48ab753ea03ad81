"""What an issue counts for, day by day: from one day to the next change it adds the same to every figure.

With these the figures of any day are sums over plain rows, wherever these are kept: a database needs no rule of ours to
tell what was overdue on a day in the past, or will be on one to come. Each span is worked out by the very functions
that `ledger stats` counts with, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple, get_args

from ledger.model import tally
from ledger.model.facts import About, about
from ledger.model.indicators import Score, score
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Paced, holds_until, paces
from ledger.model.paceinputs import PaceInputs, inputs_of
from ledger.model.policy import Clock
from ledger.model.recurrence import Outcome
from ledger.model.rewind import rewind
from ledger.model.sums import FUNDS
from ledger.model.tally import Counted, Tally
from ledger.model.timeliness import Held, held
from ledger.model.values import Record

_DAY = timedelta(days=1)


class Weight(NamedTuple):
    """All that an issue adds to the figures of a day."""

    about: About
    units: tuple[str, ...]
    """Who answers for it, by their registered names, each once."""
    planned: date | None
    """The final day as published."""
    due: date | None
    """The final day that counts; an overdue issue is late since then."""
    score: Score
    original: Held
    approved: Held
    asked: bool
    granted: bool
    moved: bool
    outcome: Outcome
    verdict: str | None
    satisfaction: str | None
    first: str | None
    """Of a petition, the one that it repeats, or itself."""
    again: bool
    bypassed: bool
    level: str | None
    amounts: tuple[tuple[str, Decimal], ...]
    """What the fields of its book add up to elsewhere, by name, 资金 of its measures last."""


Audience = Literal["all", "inside", "public"]


class Span(NamedTuple):
    """The days on which an issue counts for the same."""

    since: date
    until: date | None
    """The first day on which it does no longer; None: for good."""
    weight: Weight
    audience: Audience = "all"
    """Who may know that it does: the house reads all but `public`, everybody all but `inside`."""


class _Then(NamedTuple):
    """An issue by its record on a day, and what of its weight the calendar does not change."""

    about: About
    inputs: PaceInputs
    tally: Tally
    units: tuple[str, ...]
    amounts: tuple[tuple[str, Decimal], ...]


def families(issues: Sequence[Issue]) -> Iterator[tuple[Issue, ...]]:
    """The issues, those together of which one was made of another: how these stand hangs together."""
    known = {one.id: one for one in issues}
    joined: dict[str, list[str]] = {}
    for one in issues:
        if one.parent in known and one.parent != one.id:
            joined.setdefault(one.id, []).append(one.parent)
            joined.setdefault(one.parent, []).append(one.id)
    seen = set[str]()
    for one in issues:
        if one.id in seen:
            continue
        family, waiting = list[Issue](), [one.id]
        seen.add(one.id)
        while waiting:
            name = waiting.pop()
            family.append(known[name])
            near = dict.fromkeys(other for other in joined.get(name, ()) if other not in seen)
            seen.update(near)
            waiting.extend(near)
        yield tuple(family)


def spans(family: Sequence[Issue], office: Office) -> Mapping[str, tuple[Span, ...]]:
    """The spans of a family, by number, none for the days on which an issue stood for nothing."""
    clocks = {one.id: office.of(one).policy.check for one in family}
    marks = sorted({day for one in family for day in _days(one)})
    found: dict[str, list[Span]] = {one.id: [] for one in family}
    then: dict[str, _Then] = {}
    records: dict[str, Issue] = {}
    for mark, following in zip(marks, [*marks[1:], date.max], strict=True):
        for one in family:
            was = rewind(one, mark)
            if was is not None and was is not records.get(one.id):
                if was != records.get(one.id):
                    then[one.id] = _then(was, office)
                records[one.id] = was
        if then:
            for day in _changes(then.values(), clocks, mark, following):
                _count(found, then, clocks, day, office)
    return {name: tuple(_closed(kept)) for name, kept in found.items()}


def _then(was: Issue, office: Office) -> _Then:
    summed = tally.of(was, office)
    funds = () if summed.funds is None else ((FUNDS, summed.funds),)
    units = tuple(dict.fromkeys(map(office.units.canonical, summed.units)))
    return _Then(about(was), inputs_of(was, office), summed, units, (*summed.amounts, *funds))


def _count(
    found: Mapping[str, list[Span]], then: Mapping[str, _Then], clocks: Mapping[str, Clock], day: date, office: Office
) -> None:
    """Put down what each issue counts for from this day on, where that is something else than before."""
    kept = paces((one.inputs for one in then.values()), day, office.policy.check, clocks)
    for name, one in then.items():
        weight = _weight(one, kept[name], day)
        if not found[name] or found[name][-1].weight != weight:
            found[name].append(Span(day, None, weight))


def _closed(kept: Sequence[Span]) -> Iterator[Span]:
    """Each until the next begins."""
    for at, one in enumerate(kept):
        following = kept[at + 1].since if at + 1 < len(kept) else None
        if one.weight.about.void is None:
            yield one._replace(until=following)


def _weight(one: _Then, paced: Paced, day: date) -> Weight:
    now, terms, case, work = paced.now, one.tally.terms, one.tally.case, one.tally.terms.work
    own = score(Counted(one.about, one.tally, now, paced), day)
    return Weight(
        about=one.about,
        units=one.units,
        planned=one.tally.planned,
        due=now.due,
        score=own._replace(days_late=0) if own.days_late else own,  # grows by the day; told by `due`
        original=held(terms, terms.published, [each.published for each in work], day),
        approved=held(terms, now.due, [each.due for each in work], day),
        asked=terms.asked,
        granted=terms.granted,
        moved=now.due != terms.published,
        outcome=one.tally.outcome,
        verdict=case.verdict if case else None,
        satisfaction=case.satisfaction if case else None,
        first=case.first if case else None,
        again=case is not None and case.again,
        bypassed=case is not None and case.bypassed,
        level=case.level if case else None,
        amounts=one.amounts,
    )


def _changes(every: Iterable[_Then], clocks: Mapping[str, Clock], first: date, end: date) -> list[date]:
    """The days from `first` to before `end` on which something may count for something else, the records being the
    same all along.
    """
    found = {first}
    for one in every:
        found.update(day for day in _turns(one, clocks[one.about.id]) if first < day < end)
    return sorted(found)


def _turns(one: _Then, clock: Clock) -> set[date]:
    """Every day on which the calendar alone changes how an issue stands."""
    way, terms = one.inputs.course, one.tally.terms
    set_for = {way.due, terms.published}
    set_for.update(node.due for node in way.open)
    set_for.update(node.due for node in one.inputs.reached)
    set_for.update(due for counted in one.inputs.counted for due, _ in counted.rungs)
    for work in terms.work:
        set_for |= {work.due, work.published}
    notice = timedelta(days=min(clock.due_within, _MOST))
    turns = set[date]()
    for due in filter(None, set_for):
        turns |= {due, due + _DAY, due - notice}
    for allowed in (clock.stale_days, clock.proof_days):
        turns.add(way.last_report + timedelta(days=min(allowed, _MOST) + 1))
    if (until := holds_until(one.inputs, clock)) is not None:
        turns.add(until + _DAY)
    return turns


_MOST = 36_600
"""Days that a threshold is looked for ahead and back: the calendar of a ledger has fewer."""


_AHEAD = frozenset({"due", "by", "new_due", "base", "end"})
"""Days that are set for something: `rewind` asks for none of them."""


@cache
def _dated(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a record in which a day may stand on which something happened."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if name not in _AHEAD and any(map(_holds_days, _kinds(field.annotation)))
    )


def _holds_days(kind: object) -> bool:
    if not isinstance(kind, type):
        return False
    return kind is date or (issubclass(kind, Record) and bool(_dated(kind)))


def _kinds(annotation: object) -> Iterator[object]:
    yield annotation
    for one in get_args(annotation):
        yield from _kinds(one)


def _days(record: Record) -> Iterator[date]:
    """Every day on which something in a record happened: between two of them it says the same."""
    for name in _dated(type(record)):
        value: object = getattr(record, name)
        if type(value) is date:
            yield value
        else:
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Record):
                    yield from _days(one)

"""A narrative plan as tasks: each sentence, or part of one, that binds somebody to a day or a number (domain 3.5).

A task keeps the plan's own words. What a sentence only frames (`按照…要求`), tells (`去年已完成…`) or describes
(`周边500米范围内`, `5000平方米及以上`, `〔2020〕4号`) is no target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ledger.model.extract import deadlines, titles, units
from ledger.model.extract.deadlines import When
from ledger.model.extract.sentences import Span
from ledger.model.extract.units import Shares
from ledger.model.item import Deadline, Entry, Item
from ledger.model.tasks.bound import Bound, bound
from ledger.model.tasks.doers import doers
from ledger.model.tasks.due import deadline
from ledger.model.tasks.sentence import ENUMERATOR, Sentence, pieces
from ledger.model.tasks.steps import measures, stages, things

_MAY_BIND = re.compile(
    r"[0-9０-９每年月旬季周日Ⅰ-Ⅴ]|百分之|十[一二三四五六七]五|[一二两三四五六七八九十百](?:家|座|台|套|户|辆|亩|公里|处|口|艘|类)"
)
"""Signs of which every day and number has one: what has none need not be read."""
_ENOUGH_SAID = 7
"""Characters of a clause besides its day: with fewer it lacks what is acted upon."""
_MARGIN = " \t\u3000\r\n"


def read(entries: Iterable[Entry], when: When) -> tuple[Item, ...]:
    """The tasks of a plan, in its order. Each entry is a sentence (`opening`) with the headings above it; its `parts`
    are what is said behind it of who and when.
    """
    return tuple(item for entry in entries for item in tasks(entry, when))


def tasks(entry: Entry, when: When) -> Iterator[Item]:
    """The tasks of one sentence: mostly none or one, several where its parts bind each for itself."""
    for words in pieces(entry.opening):
        if not _MAY_BIND.search(words):
            continue
        whole = bound(Sentence(words), when)
        for part in _parts(whole):
            yield _item(entry, whole.within(part), part, when)


def _parts(whole: Bound) -> list[Span]:
    """The parts that are tasks. Words that bind nothing stay with the part before them, or with the first one."""
    sentence = whole.sentence
    binding = [part for part in sentence.parts if whole.within(part)] if whole else []
    if sentence.listed or not binding:
        return binding
    joined: list[Span] = []
    for part in binding:
        if joined and _are_stages(whole.within(joined[-1]), whole.within(part)):
            joined[-1] = Span(joined[-1].start, part.end)
        else:
            joined.append(part)
    starts = [0, *(part.start for part in joined[1:])]
    return [Span(start, end) for start, end in zip(starts, [*starts[1:], len(sentence.text)], strict=True)]


def _are_stages(one: Bound, other: Bound) -> bool:
    """Whether two parts are stages of one task: each has its day, and they count the same things."""
    if not (one.days and other.days):
        return False
    counted = things(one.sentence, (*one.amounts, *other.amounts))
    return bool(set(counted[: len(one.amounts)]) & set(counted[len(one.amounts) :]))


def _item(entry: Entry, own: Bound, part: Span, when: When) -> Item:
    sentence = own.sentence
    text = sentence.text[part.start : part.end].strip(_MARGIN).rstrip("；;，,")
    said = [units.shares(one.text) for one in entry.parts if one.label == "responsible"]
    who = doers(sentence, part, {sentence.clause_at(at) for at in own.places}, said)
    quantity, steps = stages(own)
    due, behind = _deadline(own, part, when), _said_behind(entry, said, when)
    targets = own.indicators()
    if due is None and behind is not None and behind.due is not None:
        targets = tuple(replace(one, by=one.by or behind.due) for one in targets)
    return Item(
        number=entry.number,
        title=_title(own, part),
        finding=text,
        spot=entry.spot,
        headings=entry.headings,
        indicators=targets,
        deadline=due or behind,
        lead=who.lead,
        responsible=who.responsible,
        support=who.support,
        supervisor=who.supervisor,
        measures=tuple(measures(own, when)),
        quantity=quantity,
        stages=steps,
        text=text,
        remarks=entry.remarks,
    )


def _title(own: Bound, part: Span) -> str:
    """A title from the first clause that binds, or the one before it where that says too little: `5月底前完成调查`."""
    sentence = own.sentence
    first = sentence.clause_at(min(own.places))
    while first > 0 and sentence.clauses[first].start > part.start and _says_little(own, first):
        first -= 1
    start = max(part.start, sentence.clauses[first].start)
    return titles.title(ENUMERATOR.sub("", sentence.text[start : part.end].strip(_MARGIN), count=1))


def _says_little(own: Bound, at: int) -> bool:
    clause = own.sentence.clauses[at]
    alone = any(clause.start <= day.start < clause.end <= day.end + 1 for day in own.days)
    when = sum(day.end - day.start for day in own.days if clause.start <= day.start < clause.end)
    return not alone and clause.end - clause.start - when < _ENOUGH_SAID


def _deadline(own: Bound, part: Span, when: When) -> Deadline | None:
    if own.days or own.inherited is None:
        return deadline(own.sentence, part, own.days, when)
    return deadline(own.sentence, Span(0, part.end), (own.inherited,), when)


def _said_behind(entry: Entry, said: Iterable[Shares], when: When) -> Deadline | None:
    """The deadline in brackets or on a line behind the sentence: `(甲局牵头,2024年6月底前完成)`."""
    times = [time for one in said for time in one.times]
    times += [one.text for one in entry.parts if one.label == "deadline"]
    return deadlines.read("，".join(times), when) if times else None

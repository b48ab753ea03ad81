"""The deadline of a task: one day, or several with what is to be done by each; damaged days are only shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ledger.model.extract import deadlines
from ledger.model.extract.deadlines import When
from ledger.model.extract.sentences import Span
from ledger.model.item import Deadline, Node
from ledger.model.tasks.days import Limit
from ledger.model.tasks.sentence import Sentence

_LEAD = re.compile(r"(?:力争|确保|争取)?(?:到|至|于|在)?$")
_SIGNS = " ,，;；。、:：()（）"


def deadline(sentence: Sentence, part: Span, found: Sequence[Limit], when: When) -> Deadline | None:
    """The deadline that the days `found` in a part of a sentence make; None where there are none."""
    if not found:
        return None
    if any(one.damaged for one in found):
        return _refused(sentence, found, when)
    dated = [one for one in found if one.due is not None]
    if len(dated) > 1:
        return _staged(sentence, part, dated, when)
    if dated:
        text = _shown(sentence, dated[0])
        read = deadlines.read(text, when)
        return Deadline(text, dated[0].due, read.immediate, read.long_term)
    return Deadline("、".join(dict.fromkeys(_shown(sentence, one) for one in found)), why=found[0].why)


def _shown(sentence: Sentence, limit: Limit) -> str:
    """A day with the word that leads to it: `到2020年底`, `“十四五”末期`."""
    even, start, end = sentence.even, limit.start, limit.end
    if "”" in even[start:end] and even[start - 1 : start] == "“":
        start -= 1
    if even[start - 1 : start] in {"到", "至"}:
        start -= 1
    if even[end - 1 : end + 1] in {"末期", "中期"}:
        end += 1
    return sentence.text[start:end].strip().removesuffix("的")


def _staged(sentence: Sentence, part: Span, dated: Sequence[Limit], when: When) -> Deadline:
    clauses = [sentence.clauses[sentence.clause_at(one.start)] for one in dated]
    starts = [max(clause.start, part.start) for clause in clauses]
    apart = len(set(starts)) == len(starts)
    stops = [*(starts[1:] if apart else (one.start for one in dated[1:])), part.end]
    nodes = tuple(
        Node(one.due or date.max, _task(sentence, start if apart else one.end, one, stop))
        for one, start, stop in zip(dated, starts, stops, strict=True)
    )
    at = sentence.clause_at(dated[-1].start)
    alone = not sentence.even[dated[-1].end : sentence.clauses[at].end].strip(_SIGNS)
    last = sentence.clauses[min(at + alone, len(sentence.clauses) - 1)].end
    text = sentence.text[dated[0].start : min(last, part.end)].strip(_SIGNS)
    read = deadlines.read(text, when)
    return Deadline(text, max(node.due for node in nodes), read.immediate, read.long_term, nodes)


def _task(sentence: Sentence, start: int, one: Limit, stop: int) -> str:
    """What is to be done by a day: the words from its clause to the next day's, without the day itself."""
    before = sentence.text[start : one.start].strip(_SIGNS) if start < one.start else ""
    return _LEAD.sub("", before) + sentence.text[one.end : stop].strip(_SIGNS)


def _refused(sentence: Sentence, found: Sequence[Limit], when: When) -> Deadline:
    damaged = next(one for one in found if one.damaged)
    text = "；".join(dict.fromkeys(_shown(sentence, one) for one in found))
    suggestion = deadlines.read(text, when).suggestion if len(found) == 1 else None
    return Deadline(text, None, damaged=True, suggestion=suggestion, why=damaged.why)

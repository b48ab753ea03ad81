"""How much of what a plan wants done: counted things that are acted upon, not those that only describe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.model.extract.quantities import Counted, counted
from ledger.model.extract.sentences import Span
from ledger.model.item import Quantity
from ledger.model.tasks.acts import ARRANGING, COUNTING, DESCRIBING, PAPERS, SPEECH, WRITING
from ledger.model.tasks.mood import Mood, binds
from ledger.model.tasks.sentence import Sentence

_ASIDE = re.compile(r"\(([^()]{2,60})\)")
_MONEY = re.compile(
    r"(?:完成|争取|筹措|落实|筹集|安排|实现|新增|投入|下达)[^,;:。0-9]{0,12}(?:投资|资金|投入|贷款|补助|产值|税收|收入)"
    r"[^,;:。0-9]{0,4}(?P<number>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?P<unit>[百千十]?[万亿]元)(?!的)"
)
_FUNDS = re.compile(
    r"(?:争取|筹措|落实|筹集|安排|投入|下达|完成)[^,;:。0-9]{0,6}(?P<number>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?P<unit>[百千十]?[万亿]元)"
    r"(?:以上)?的?[^,;:。0-9]{0,8}(?:资金|投资|经费)"
)
_ACTED_UPON = re.compile(r"[ ]?[对将把]")
_AS_FAR_AS = 60
_AT_LEAST = re.compile(r"(?:不少于|不低于|不得少于|至少)$")
_LENGTHS = frozenset({"米", "公里", "千米", "m", "km"})
_APART = re.compile(r"[^,;。:]{0,8}(?:距离|半径|范围|间距|缓冲带|可视)")
_CARRIES_ON = re.compile(r"[^;。的,、]{0,12}[,、][^;。的,、]{1,12}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that is wanted and where its figure stands; `part` of one that was named before it."""

    start: int
    end: int
    quantity: Quantity
    part: bool = False


def amounts(sentence: Sentence, moods: tuple[Mood, ...]) -> tuple[Amount, ...]:
    """The quantities that a sentence binds somebody to, in order."""
    found: dict[int, Amount] = {}
    asides = [Span(hit.start(1), hit.end(1)) for hit in _ASIDE.finditer(sentence.even)]
    every = [*counted(sentence.text), *_aside(sentence, asides), *_money(sentence)]
    for one in sorted(every, key=lambda each: each.start):
        if one.start in found or sentence.quoted[one.start] or not binds(sentence, moods, one.start):
            continue
        at = sentence.clause_at(one.start)
        clause = Span(max(moods[at].binds_from, sentence.clauses[at].start), sentence.clauses[at].end)
        around = next((span for span in asides if span.start <= one.start < span.end), clause)
        if _is_acted_upon(sentence, one, around, tuple(found.values())):
            printed = sentence.text[one.start : one.end]
            found[one.start] = Amount(one.start, one.end, replace(one.quantity, text=printed), one.part)
    return tuple(found.values())


def _aside(sentence: Sentence, asides: Sequence[Span]) -> Iterator[Counted]:
    """In brackets: `(年内完成41条)`, a part of the whole before it; `(新增25平方公里)`."""
    for span in asides:
        if COUNTING.search(sentence.even, span.start, span.end):
            for one in counted(sentence.text[span.start : span.end]):
                yield Counted(one.start + span.start, one.end + span.start, one.quantity, part=True)


def _money(sentence: Sentence) -> Iterator[Counted]:
    for hit in (*_MONEY.finditer(sentence.even), *_FUNDS.finditer(sentence.even)):
        quantity = Quantity(Decimal(hit["number"]), hit["unit"], hit.group())
        yield Counted(hit.start("number"), hit.end("unit"), quantity)


def _is_acted_upon(sentence: Sentence, one: Counted, clause: Span, found: Sequence[Amount]) -> bool:
    """Whether a verb of the clause acts on what is counted: before it (`完成23台改造`) or behind (`10个项目…销号`)."""
    before = sentence.even[clause.start : one.start].rstrip()
    if _AT_LEAST.search(before):
        return not _is_no_work(sentence, one, before)
    if DESCRIBING.search(before) or _is_no_work(sentence, one, before):
        return False
    act, arranged = COUNTING.search(before), ARRANGING.search(before)
    if arranged and (act is None or act.start() > arranged.start()):
        return False
    if act or COUNTING.search(sentence.even, one.end, _end_of_acting(sentence, clause)):
        return True
    return bool(found) and bool(_CARRIES_ON.fullmatch(sentence.even, found[-1].end, one.start))


def _end_of_acting(sentence: Sentence, clause: Span) -> int:
    """Where words may stand that act on what a clause names: `对17个问题,…,10月底前销号` acts up to its part's end."""
    opened = _ACTED_UPON.match(sentence.even, clause.start)
    return min(sentence.part_end(clause.start), clause.end + _AS_FAR_AS) if opened else clause.end


def _is_no_work(sentence: Sentence, one: Counted, before: str) -> bool:
    """`五套组合拳`, `4个配套办法` that are not to be written, `500米防护距离`."""
    if SPEECH.match(sentence.even, one.end):
        return True
    if one.quantity.unit in _LENGTHS and _APART.match(sentence.even, one.end):
        return True
    return bool(PAPERS.match(sentence.even, one.end)) and not WRITING.search(before)

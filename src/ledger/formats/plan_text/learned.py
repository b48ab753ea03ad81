"""Labels that are in no list, learned from the document itself: they come round again, or stand in a row of headings.

A label nobody knows would leave its words to the label before it: 调查核实情况 to the unit, 整改类型 to the finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from ledger.formats.plan_text.label_words import supposed
from ledger.formats.plan_text.labelling import Form, Hit
from ledger.formats.plan_text.labels import is_qualifier, key_of
from ledger.formats.plan_text.numbering import Mark, Place
from ledger.formats.plan_text.surroundings import closes
from ledger.model.item import Label

_AT_LINE = re.compile(
    r"(?:^[^\S\n]{0,8}|(?<=[ \u3000]{2}))(?P<words>[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff()（）、/]){2,13})"
    r"[ \u3000]?[:：]",
    re.MULTILINE,
)
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff。；;])(?P<words>[\u4e00-\u9fff]{4})[:：]")
_BEGINS = re.compile(r"整改|问题|责任|完成|验收|督导|督办|办理|销号|牵头|配合|包案|包抓|涉及|所属|交办|任务|案件")
_BRACKETED = re.compile(r"【(?P<words>[\u4e00-\u9fff]{2,12})】[:：]?")
_ALONE = re.compile(r"^[^\S\n]{0,8}(?P<words>[\u4e00-\u9fff]{3,12})[^\S\n]{0,8}$", re.MULTILINE)
_LONGER = 4
_HEADING = re.compile(r"[ \t\u3000*]{0,4}(?P<words>[\u4e00-\u9fff()（）、]{2,16})[ \t*]{0,4}(?:[:：]|(?=\n)|\Z)")
_KINDS = 2
"""Kinds of known labels that make a text one of labels."""
_FEW = 2
_SHARE = 0.5
"""Of the times that the most frequent known label stands there."""


def learned(text: str, hits: Sequence[Hit], marks: Sequence[Mark]) -> tuple[Hit, ...]:
    """The labels of a text with those that it teaches itself, in order."""
    if len({hit.label for hit in hits}) < _KINDS:
        return tuple(hits)
    new = [*_repeated(text, hits), *_headings(text, hits, marks)]
    found = sorted([*hits, *new], key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _repeated(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Words before a colon, or in 【】, that come nearly as often as the known labels. What means something by its
    words needs no repetition at the beginning of a line.
    """
    often = max(_FEW, _SHARE * max(Counter(hit.heading for hit in hits).values()))
    taken = {hit.end for hit in hits}
    for words, places in _places(_AT_LINE, text, taken).items():
        label = supposed(words)
        if label or len(places) >= often:
            yield from (_at_line(text, one, label or "other") for one in places)
    for words, places in _places(_BRACKETED, text, taken).items():
        if len(places) >= often:
            label = supposed(words) or "other"
            yield from (Hit(label, words, one.start(), one.end(), "sentence", "bracket") for one in places)
    for words, places in _places(_ALONE, text, taken).items():
        if (label := supposed(words)) and len(places) >= often:
            yield from (Hit(label, words, one.start("words"), one.end(), "line", "alone") for one in places)
    for words, places in _places(_GLUED, text, taken).items():
        if len(places) >= often and _BEGINS.match(words):
            yield from _glued(text, places)


def _at_line(text: str, found: re.Match[str], label: Label) -> Hit:
    place: Place = "sentence" if text[found.start() - 1 : found.start()].strip("\n") else "line"
    return Hit(label, found["words"], found.start("words"), found.end(), place, "colon")


def _places(pattern: re.Pattern[str], text: str, taken: AbstractSet[int]) -> dict[str, list[re.Match[str]]]:
    """Where else than at known labels some words stand before a colon, by the words."""
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    for hit in pattern.finditer(text):
        if hit.end() not in taken and not closes(hit[0]):
            found[key_of(hit["words"])].append(hit)
    return found


def _glued(text: str, places: Sequence[re.Match[str]]) -> Iterator[Hit]:
    """Labels in running text, each as long as all of them agree: 整改销号时限, of which 销号时限 was seen."""
    before = {text[max(0, one.start() - _LONGER) : one.start()] for one in places}
    shared = next(iter(before))
    size = max(n for n in range(len(shared) + 1) if is_qualifier(_last(shared, n)) and _agree(before, _last(shared, n)))
    for one in places:
        words = text[one.start() - size : one.end("words")]
        yield Hit(supposed(words) or "other", words, one.start() - size, one.end(), "glued", "colon")


def _last(words: str, size: int) -> str:
    return words[len(words) - size :]


def _agree(before: AbstractSet[str], ending: str) -> bool:
    return all(words.endswith(ending) for words in before)


def _headings(text: str, hits: Sequence[Hit], marks: Sequence[Mark]) -> Iterator[Hit]:
    """Lines in a row of numbered headings most of which are labels: 三、办理单位, 四、公众参与, 五、整改目标."""
    known = {hit.mark.start: hit for hit in hits if hit.mark and hit.place == "line"}
    styles = {hit.mark.style for hit in known.values() if hit.mark} - {"part"}
    for style in styles:
        row = [mark for mark in marks if mark.style == style and (mark.start in known or _is_heading(text, mark))]
        for run in _runs(row):
            labels = sum(mark.start in known for mark in run)
            if labels >= _FEW and labels * 2 >= len(run):
                new = [mark for mark in run if mark.start not in known and _inside(mark, hits) is None]
                yield from (_hit(mark, found) for mark in new if (found := _HEADING.match(text, mark.end)))


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    if not marks:
        return
    run = [marks[0]]
    for before, mark in pairwise(marks):
        if mark.follows(before):
            run.append(mark)
        else:
            yield run
            run = [mark]
    yield run


def _is_heading(text: str, mark: Mark) -> bool:
    return mark.place == "line" and _HEADING.match(text, mark.end) is not None


def _hit(mark: Mark, found: re.Match[str]) -> Hit:
    form: Form = "colon" if found[0][-1] in ":：" else "alone"
    return Hit(supposed(found["words"]) or "other", found["words"], mark.start, found.end(), "line", form, mark)


def _inside(mark: Mark, hits: Sequence[Hit]) -> Hit | None:
    at = bisect_right(hits, mark.start, key=lambda hit: hit.start) - 1
    return hits[at] if at >= 0 and mark.start < hits[at].end else None

"""The measures of an item: numbered by the document, word for word, with what stands in their own brackets.

`(2)建立会商制度,每季度会商1次。(市信访局牵头,市生态环境局、市住房和城乡建设局配合,长期坚持)` keeps all its words; the
units, the deadline and the quantity are read out of them, not cut out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ledger.model.extract import deadlines, units
from ledger.model.extract.deadlines import When
from ledger.model.extract.quantities import quantities
from ledger.model.extract.sentences import compact, unbroken
from ledger.model.extract.wording import either
from ledger.model.item import Deadline, Measure, Quantity
from ledger.model.listing import numbered

_CLOSED = ")）】〕]"
_OPENING = "(（【〔["
_MARGIN = " \t\r\n\u3000。.;；,，、"
_PLAYING = "牵头 责任 主办 主责 实施 承办 配合 协办 整改责任 整改 主体责任 督导 验收"
_UNIT_LABEL = re.compile(
    rf"(?:{either(_PLAYING)})(?:责任)?(?:单位|部门)[ ]?[:：]|(?:整改|完成){{1,2}}(?:时限|期限|时间)[ ]?[:：]"
)
_TORN = re.compile(r"(?<=[0-9])[ \t]{0,4}\n[ \t\u3000]{0,8}(?=[0-9]{1,4}[年月日.%]|[年月日%])")
"""A line's end within a figure or a date."""
_LEADS_TO_A_LIST = re.compile(r"(?:[:：,，、]|如下|以下(?:措施|工作|几方面)?|方面|措施|工作)$")
_LONGEST_ASIDE = 160
_ASIDES = 3


@dataclass(frozen=True, slots=True)
class _Aside:
    """What stands in the brackets at a measure's end: who, and when."""

    shares: units.Shares
    start: int


def measures(text: str, when: When) -> tuple[Measure, ...]:
    """The measures under one label, each with the number that the document gives it, if any.

    A whole sentence before the first number is a measure too; what only leads to the list goes in front of its first.
    """
    listed = list(numbered(_read_on(text)))
    if len(listed) > 1 and not listed[0][0] and listed[1][0] and _LEADS_TO_A_LIST.search(listed[0][1]):
        (_, before), (number, first), *listed = listed
        listed.insert(0, (number, f"{before}\n{first}"))
    return tuple(measure(number, words, when) for number, words in listed)


def _read_on(text: str) -> str:
    """The text with lines joined that a paper's width broke: where measures are numbered, or end in a full stop. Lines
    without either are measures of their own.
    """
    if "\n" not in text:
        return text
    text = _TORN.sub("", text)
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    listed = any(number for number, _ in numbered(text)) or any(line[-1] in "。；;" for line in lines[:-1])
    return unbroken(text) if listed else text


def measure(number: str, words: str, when: When) -> Measure:
    """One measure, taken apart. Of several quantities the first is its own; the rest stay in its words."""
    asides, body = _asides(words)
    doers = tuple(dict.fromkeys(name for aside in asides for name in aside.shares.doers))
    times = [time for aside in asides for time in aside.shares.times]
    deadline = deadlines.read(_joined(times, words), when) if times else deadlines.within(body, when)
    found = quantities(compact(body))
    return Measure(number, words, doers, deadline, found[0] if found else None)


def more_quantities(words: str) -> tuple[Quantity, ...]:
    """Every quantity of a measure but the one that is kept as its own."""
    _, body = _asides(words)
    return quantities(compact(body))[1:]


def with_row(one: Measure, doers: tuple[str, ...], deadline: Deadline | None) -> Measure:
    """The measure with the units and the deadline that stand beside it in its row of a table, where it has none."""
    return replace(one, units=one.units or doers, deadline=one.deadline or deadline)


def _asides(words: str) -> tuple[list[_Aside], str]:
    """The brackets at the end that hold units or times, and the words before them; a sentence labelled 责任单位 too."""
    found: list[_Aside] = []
    end = len(words.rstrip(_MARGIN))
    while len(found) < _ASIDES and end > 0 and (start := _opening(words, end)) is not None:
        aside = _aside(words[start:end], start)
        if aside is None:
            break
        found.append(aside)
        end = len(words[: aside.start].rstrip(_MARGIN))
    if not found and (labelled := _labelled(words, end)) is not None:
        found.append(labelled)
        end = labelled.start
    return found[::-1], words[:end] if found else words


def _labelled(words: str, end: int) -> _Aside | None:
    """`…。责任单位:市水利局`, in brackets that hold more, or in none."""
    label = _UNIT_LABEL.search(words, max(0, end - _LONGEST_ASIDE), end)
    if label is None or not label.start():
        return None
    bracketed = words[label.start() - 1] in _OPENING
    said = words[label.start() : end]
    return _aside(said.rstrip(_CLOSED) if bracketed else said, label.start() - bracketed)


def _opening(words: str, end: int) -> int | None:
    """Where the bracket opens that closes right before `end`, or that a paper's end left open; None where it is too
    far, or there is none. Half and full width close each other, as they do in print.
    """
    closed = words[end - 1] in _CLOSED
    depth = 0 if closed else 1
    for at in range(end - 1, max(-1, end - 1 - _LONGEST_ASIDE), -1):
        depth += (words[at] in _CLOSED) - (words[at] in _OPENING)
        if depth == 0:
            return at
    return None


def _aside(words: str, start: int) -> _Aside | None:
    shares = units.shares(words if words[-1] in _CLOSED else words.lstrip(_OPENING), strict=True)
    known = any((shares.doers, shares.supervisor, shares.acceptor, shares.times))
    return _Aside(shares, start) if known and not shares.rest else None


def _joined(times: list[str], words: str) -> str:
    comma = "," if "," in words and "，" not in words else "，"
    return comma.join(times)

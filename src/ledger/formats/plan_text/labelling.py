"""Labels in a text: where they stand, in which form, and how they stand to the words before them.

A label is recognised with full and half width colons, in 【】, with blanks between its letters (责 任 单 位), behind
a number of its own (二、整改目标), alone on its line, or glued to the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ledger.formats.plan_text.label_words import supposed
from ledger.formats.plan_text.labels import KNOWN, LONGEST, TWO_MEANINGS, is_qualifier, key_of, meaning
from ledger.formats.plan_text.numbering import Mark, Place, marks_in
from ledger.model.item import Label

Form = Literal["colon", "bracket", "alone", "bare"]
"""`整改目标：`, `【整改目标】`, 整改目标 on a line of its own, `整改目标 完成…` without any sign."""

_COLON = re.compile(r"[:：∶﹕︰]")
_ASIDE = re.compile(r"[(（][^()（）\n]{1,10}[)）]$")
_BRACKET = re.compile(r"[【\[〔［][ \u3000]?([^\n【\[〔［】\]〕］]{2,28})[】\]〕］][ \u3000]?[:：∶﹕]?")
_LINE = re.compile(r"^[^\S\n]*(?=\S)[^\n]{1,41}", re.MULTILINE)
_LEAD = " \t\u3000*#>•●■◆▪·○□-—－"
_TRAIL = " \t\u3000*:：∶﹕"
_FIRST_LETTERS = frozenset(word[:2] for word in KNOWN)
_FIRST_SEEN = 4
_BETWEEN_BLANKS = re.compile(
    rf"(?<=[ \t\u3000。；;])(?:{'|'.join(map(re.escape, sorted(KNOWN, key=len, reverse=True)))})(?=[ \t\u3000])"
)
_NOT_BARE = re.compile(
    r"\s*(?:[:：的是和、，,。；;及与|]|$)|(?:公示|公告|清单|一览|汇总|[表书]|方案|台账|说明|通知|分解|分工|落实|情况)"
)
"""What makes a word of a sentence, a cell of a printed table, a heading or a title (整改任务公示表) of what could be a
label.
"""
_PERIOD = re.compile(rf"^[^\S\n]*(?=\S)[^\n。]{{1,{LONGEST + 10}}}。(?=[^\n]*\S)", re.MULTILINE)
_APART = " \t\u3000\n。；;！!？?，,、(（|】]*”"


@dataclass(frozen=True, slots=True)
class Hit:
    """A label where it stands."""

    label: Label
    heading: str
    """As printed, without number and colon."""
    start: int
    """Where the part before it ends: before the label's own number, too."""
    end: int
    """Where its words begin."""
    place: Place
    form: Form
    mark: Mark | None = None
    """A number of its own: `二、整改目标`."""

    @property
    def two_meanings(self) -> bool:
        """Whether it is the problem in one document and a to-do in another."""
        return key_of(self.heading) in TWO_MEANINGS


def labels_in(text: str) -> tuple[Hit, ...]:
    """Every label with a sign of its own (colon, brackets, a whole line), in the order of the text."""
    found: dict[int, Hit] = {}
    for hit in (*_with_colon(text), *_in_brackets(text), *_at_line_start(text), *_before_period(text)):
        found.setdefault(hit.end, hit)
    ordered = sorted(found.values(), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in ordered:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def bare_labels_in(text: str) -> tuple[Hit, ...]:
    """Labels with no sign behind them: at the beginning of a line (`责任单位 北郊区`, `责任单位北郊区`), or with blanks
    on both sides in running text.
    """
    found = [
        Hit(KNOWN[hit[0]], hit[0], hit.start(), hit.end(), "sentence", "bare") for hit in _BETWEEN_BLANKS.finditer(text)
    ]
    for line in _LINE.finditer(text):
        start, words, mark = _opened(text, line)
        if key_of(words[:_FIRST_SEEN])[:2] not in _FIRST_LETTERS:
            continue
        for size in range(min(len(words), LONGEST), 2, -1):
            label = KNOWN.get(key_of(words[:size]))
            if label and not words[size - 1].isspace() and not _NOT_BARE.match(words, size):
                found.append(Hit(label, words[:size].strip(), line.start(), start + size, "line", "bare", mark))
                break
    return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))


def opens_with_label(line: str) -> bool:
    """Whether a line begins with a label that has a sign or a blank behind it, or is one."""
    if any(hit.place == "line" and line[hit.end].isspace() for hit in bare_labels_in(line[:60])):
        return True
    if any(hit.place == "line" and not line[: hit.start].strip(_LEAD) for hit in labels_in(line[:60])):
        return True
    return supposed(_COLON.split(line[: 2 * LONGEST].strip(_LEAD), maxsplit=1)[0]) is not None


def broken_label(before: str, after: str) -> Literal["surely", "perhaps"] | None:
    """Whether a label stands across two lines: surely, `…整改目` / `标：…`; perhaps, `…主体` / `责任单位：…`, where the
    second half is a label of its own.
    """
    colon = _COLON.search(after[:LONGEST])
    if not colon:
        return None
    head, tail = key_of(after[: colon.start()]), key_of(before[-LONGEST:])
    if not any(tail[-size:] + head in KNOWN for size in range(1, LONGEST - len(head) + 1) if len(tail) >= size):
        return None
    return "perhaps" if meaning(head, weak=True) else "surely"


def _with_colon(text: str) -> Iterator[Hit]:
    for colon in _COLON.finditer(text):
        found = _before(text, colon.start())
        if found:
            label, start = found
            heading = text[start : colon.start()].strip(_LEAD)
            yield _hit(text, label, heading, start, colon.end(), "colon")


def _before(text: str, end: int) -> tuple[Label, int] | None:
    """The label that ends at `end`: the whole of its line where it can be, else the longest strong one."""
    reach = max(0, end - 2 * LONGEST - 16)
    line_start = text.rfind("\n", reach, end) + 1 or reach
    line = text[line_start:end]
    opening = _opening(line)
    whole = meaning(line[opening:], weak=True)
    if whole and (line_start == 0 or text[line_start - 1] == "\n"):
        return whole, line_start + opening
    aside = _ASIDE.search(line)
    line = line[: aside.start()] if aside else line
    letters = [at for at in range(len(line)) if not line[at].isspace()]
    for size in range(min(len(letters), LONGEST), 2, -1):
        start = letters[-size]
        label = KNOWN.get(key_of(line[start:]))
        if label:
            return label, line_start + _widened(line, start)
    return None


def _widened(line: str, start: int) -> int:
    """Where a label begins with the word before it that belongs to it: 市级责任单位 at a boundary, 整改推进措施
    anywhere.
    """
    if line.endswith("整改", 0, start):
        return start - len("整改")
    for before in range(max(0, start - 6), start):
        if (before == 0 or line[before - 1] in _APART) and is_qualifier(line[before:start]):
            return before
    return start


def _in_brackets(text: str) -> Iterator[Hit]:
    for bracket in _BRACKET.finditer(text):
        label = meaning(bracket[1], weak=True)
        hit = _hit(text, label, bracket[1].strip(), bracket.start(), bracket.end(), "bracket") if label else None
        if hit and (hit.place == "line" or bracket[0][0] not in "〔［"):
            yield hit  # 〔…〕 inside a sentence stands for a name that was left out


def _at_line_start(text: str) -> Iterator[Hit]:
    """Labels that are a whole line, with or without a number: `一、整改问题`."""
    for line in _LINE.finditer(text):
        if line.end() < len(text) and text[line.end()] != "\n":
            continue
        _, words, mark = _opened(text, line)
        label = meaning(words.strip(_TRAIL))
        if label:
            yield Hit(label, words.strip(_TRAIL), line.start(), line.end(), "line", "alone", mark)


def _before_period(text: str) -> Iterator[Hit]:
    """Labels with a number before them and a full stop behind: `（一）整改目标。…`."""
    for line in _PERIOD.finditer(text):
        _, words, mark = _opened(text, line)
        heading = words[: words.find("。")].strip(_TRAIL)
        label = meaning(heading) if mark else None
        if label:
            yield Hit(label, heading, line.start(), line.end(), "line", "colon", mark)


def _opening(line: str) -> int:
    """How much of a line stands before its label: bullets and a number."""
    lead = len(line) - len(line.lstrip(_LEAD))
    marks = marks_in(line[lead : lead + 14])
    return lead + marks[0].end if marks and marks[0].start == 0 else lead


def _opened(text: str, line: re.Match[str]) -> tuple[int, str, Mark | None]:
    """Where a line's words begin behind its number, the words, and the number."""
    words = line[0].lstrip()
    start = line.end() - len(words)
    lead = len(words) - len(words.lstrip(_LEAD))
    marks = marks_in(words[lead : lead + 14])
    if marks and marks[0].start == 0 and meaning(words[lead:].strip(_TRAIL)) is None:
        mark = marks[0]
        shift = start + lead
        own = Mark(mark.style, mark.value, mark.text, shift + mark.start, shift + mark.end, "line")
        return own.end, text[own.end : line.end()], own
    return start + lead, words[lead:], None


def _hit(text: str, label: Label, heading: str, start: int, end: int, form: Form) -> Hit:
    """The label with the number before it taken in, and how it stands to the words before."""
    mark = _own_mark(text, start)
    first = mark.start if mark else start
    at = first - 1
    while at >= 0 and text[at] in _LEAD:
        at -= 1
    if at < 0 or text[at] == "\n":
        place: Place = "line"
    else:
        place = "sentence" if at < first - 1 or text[at] in _APART else "glued"
    return Hit(label, heading, first, end, place, form, mark)


def _own_mark(text: str, start: int) -> Mark | None:
    """The number right before a label: `2.责任单位：`, `（二）整改目标：`."""
    window = max(0, start - 12)
    for mark in marks_in(text[window:start]):
        if mark.end == start - window and mark.style in {"cn", "cn_paren", "ar", "ar_paren", "ar_half", "circled"}:
            before = text[max(0, window + mark.start - 1) : window + mark.start]
            if not before or before in "\n" + _APART:
                return Mark(mark.style, mark.value, mark.text, window + mark.start, start, "line")
    return None

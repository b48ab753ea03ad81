"""The section headings between the rows of an old ledger (一、大气污染防治): where each stands and where it goes.

Where a heading names nothing but 环境要素 of the house it becomes those; any other is kept word for word behind the
name of the document, as the place in it where the issue stands. A person may send it to another field, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ledger.model.layout import Layout, Row
from ledger.model.rowreader import Circumstances

HEADING = "分类标题"
"""What sections are called where headings are mapped: `--map 分类标题=忽略`."""
FIELDS, DOCUMENT = "fields", "source.document"

_ORDINAL = re.compile(
    r"^\s*(?:(?P<part>第[一二三四五六七八九十百]+[部章类])|(?P<han>[一二三四五六七八九十百]+\s*[、.．])"
    r"|(?P<bracketed>[(（][一二三四五六七八九十百]+[)）]))\s*[、.．:：]?\s*"
)
_COUNT = re.compile(
    r"\s*[(（]\s*(?:共|合计|总计|小计)?\s*\d{1,5}\s*(?:个问题|项问题|条措施|项措施|个措施|项任务|件|项|条|个)\s*[)）]\s*$"
)
_AND = frozenset("、和与及")
_ABOUT = frozenset({
    *("环境", "生态", "污染", "防治", "治理", "保护", "整治", "质量", "突出", "存在", "问题", "领域", "方面", "类"),
    *("专项", "攻坚战", "攻坚", "综合", "任务", "的"),
})  # fmt: skip
"""Words beside an 环境要素 that bring in no other matter."""
_ANYTHING_ELSE = "其他"
"""An 环境要素 of the house that says which it is not."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section heading: its own words and those of the sections around it, and the data rows right below it."""

    row: int
    path: tuple[str, ...]
    """From the outermost in."""
    rows: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The whole path in one line."""
        return " ".join(self.path)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a section goes: what its issues get in a field that their own cells leave empty."""

    section: Section
    field: str | None
    """None: nowhere, because somebody said so."""
    value: str


def sections(layout: Layout) -> tuple[Section, ...]:
    """The sections of a sheet that have rows, in order.

    The kind of heading that occurs first (`一、`, `（一）`, plain words …) is the outermost, and so on inwards.
    """
    found: list[Section] = []
    open_: dict[str, str] = {}
    for row in layout.rows:
        if row.kind == "section":
            kind = _kind(row.words)
            outer = list(open_)[: list(open_).index(kind)] if kind in open_ else list(open_)
            open_ = {one: open_[one] for one in outer} | {kind: _without_count(row)}
            found.append(Section(row.number, tuple(open_.values())))
        elif row.kind == "data" and found:
            found[-1] = replace(found[-1], rows=(*found[-1].rows, row.number))
    return tuple(one for one in found if one.rows)


def place(
    section: Section, taken: Collection[str], said: Mapping[str, str | None], around: Circumstances
) -> tuple[Placed, ...]:
    """Where a section goes. `taken` are the fields that the sheet has columns for, `said` what somebody decided.

    What is no 环境要素, or would have to give way to a column of them, stays as the place in the document.
    """
    known = around.office.policy.words.fields
    if HEADING in said:
        field = said[HEADING]
        words = _elements_of(section, known) if field == FIELDS else ()
        plain = section.words if field == DOCUMENT else " ".join(map(_without_ordinal, section.path))
        return (Placed(section, field, ("、".join(words) or plain) if field else ""),)
    named = _elements_of(section, known) if FIELDS not in taken else ()
    told = named and all(elements(part, known) for part in section.path)
    fields = (Placed(section, FIELDS, "、".join(named)),) if named else ()
    return fields if told else (*fields, Placed(section, DOCUMENT, section.words))


def over(placed: Iterable[Placed], rows: Sequence[Row]) -> tuple[Placed, ...]:
    """What the rows of an issue get from the section that they stand under."""
    return tuple(one for one in placed if rows[0].number in one.section.rows)


def within(around: Circumstances, placed: Iterable[Placed]) -> Circumstances:
    """The circumstances of rows below a section: what it says holds where their own cells are empty.

    But for the place in the document (`chapter`), which is said beside what a cell says.
    """
    given = {one.field: one.value for one in placed if one.field not in {None, DOCUMENT}}
    return replace(around, defaults={**around.defaults, **{name: text for name, text in given.items() if name}})


def chapter(placed: Iterable[Placed]) -> str:
    """The place in the document where the rows below a section stand; empty where that is not to be kept."""
    return next((one.value for one in placed if one.field == DOCUMENT), "")


def elements(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """The 环境要素 of the house that a heading is about; none where it is about anything else as well.

    `一、大气污染防治` is 大气, `水和土壤方面` is 水 and 土壤, `水生态环境` is 水; `水泥行业整治` is none.
    """
    house = frozenset(known) - {_ANYTHING_ELSE, ""}
    text = "".join(_without_ordinal(words).split())
    tokens = _tokens(text, house | _ABOUT | _AND)
    if "".join(tokens) != text:
        return ()
    named = [list(group) for is_and, group in groupby(tokens, _AND.__contains__) if not is_and]
    fits = all(first in house and _ABOUT.issuperset(rest) for first, *rest in named)
    return tuple(dict.fromkeys(first for first, *_ in named)) if fits else ()


def _tokens(text: str, words: Collection[str]) -> list[str]:
    """As much of a text, from its beginning, as consists of these words: at each place the longest of them."""
    longest_first, found, at = sorted(words, key=lambda word: (-len(word), word)), list[str](), 0
    while (word := next((one for one in longest_first if text.startswith(one, at)), None)) is not None:
        found.append(word)
        at += len(word)
    return found


def _elements_of(section: Section, known: Sequence[str]) -> tuple[str, ...]:
    """The 环境要素 that any of the headings around the rows names, the innermost that names some."""
    return next((named for part in reversed(section.path) if (named := elements(part, known))), ())


def _kind(words: str) -> str:
    found = _ORDINAL.match(words)
    return (found.lastgroup or "") if found else ""


def _without_count(row: Row) -> str:
    """A section's words without the number of its rows, which is reconciled and not kept."""
    return _COUNT.sub("", " ".join(row.words.split()))


def _without_ordinal(words: str) -> str:
    return _ORDINAL.sub("", words)


def placed_in(
    layout: Layout, taken: Collection[str], said: Mapping[str, str | None], around: Circumstances
) -> Iterator[Placed]:
    """Where every section of a sheet goes."""
    for section in sections(layout):
        yield from place(section, taken, said, around)

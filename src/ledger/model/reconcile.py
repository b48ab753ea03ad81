"""Reconciliation: the counts that a document prints of itself against what was found in it, each with its verdict.

A count agrees, differs, or can't be compared (another round, something that was not looked for, a word that doesn't
say what is counted). Parts that the document prints are added up as well: they must make the whole that it prints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

from ledger.errors import Said, say
from ledger.model.counts import Count, Family, Of, family
from ledger.model.document import Cell, Document, Spot, Table
from ledger.model.item import Item, Printed
from ledger.model.numerals import chinese
from ledger.model.stated import FIGURE, PART_TOTAL, TOTAL, Stated, of_figures, stated_in
from ledger.model.units import plain

Verdict = Literal["agrees", "differs", "apart"]
"""`apart`: nothing here to compare it with."""

_FEWEST_PARTS = 2
_PLAIN_NUMBER = re.compile(
    r"(?:第|序号|问题|项目|编号|任务)?[(（]?([0-9]{1,4}|[一二三四五六七八九十百]{1,5})[)）]?[项号]?"
)
_OF_ISSUES: frozenset[Of] = frozenset({"issues", "petitions", "distinct", "entries", "numbers"})
_NOT_LISTED: frozenset[Of] = frozenset({"called", "written", "noted"})
"""How petitions came, and which are watched: no status of an item."""
_STATUS: tuple[tuple[str, str], ...] = (
    ("behind", r"未(?:达|完成|按)|滞后|逾期|落后"),
    ("idle", r"未(?:启动|开展|开工)"),
    ("staged", r"阶段性"),
    ("pending", r"未办结|正在办理|在办"),
    ("settled", r"办结"),
    ("closed", r"销号"),
    ("done", r"完成|到位|解决"),
    ("pace", r"序时|时序|推进|整改中|正在|持续|长期"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed count and what was found; `why` says it in words."""

    printed: Printed
    verdict: Verdict
    found: int | None
    why: Said


def reconcile(
    document: Document, items: Sequence[Item], orphans: Sequence[tuple[str, Spot]] = ()
) -> tuple[Compared, ...]:
    """Everything that a document prints of its own counts, with the verdict on each.

    `document` is taken with the tables that are printed as text already made tables (`printed_table.with_tables`).
    """
    return (*compare(stated_in(document, items, orphans), items, document), *_numbers(items))


def beside(document: Document, items: Sequence[Item]) -> tuple[Compared, ...]:
    """The counts of a document that lists nothing itself and stands in one file with those that do: they may agree
    with what is listed there; what doesn't is said of something else.
    """
    return tuple(
        replace(one, verdict="apart", found=None, why=say("reconcile.other-part", text=one.printed.text))
        if one.verdict == "differs"
        else one
        for one in compare(stated_in(document, ()), items, document)
    )


@dataclass
class _Found:
    """What was found, counted the ways a document may count it."""

    items: Sequence[Item]
    by_chapter: Counter[str] = field(default_factory=Counter)
    measures_by_chapter: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    levels: list[set[tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for item in self.items:
            for level, heading in enumerate(item.headings):
                self.by_chapter[heading] += 1
                self.measures_by_chapter[heading] += len(item.measures)
                while len(self.levels) <= level:
                    self.levels.append(set())
                self.levels[level].add(item.headings[: level + 1])
            if item.progress is not None and item.progress.status:
                self.states[state_of(item.progress.status)] += 1
            if item.deadline is not None and item.deadline.due is not None:
                self.years[item.deadline.due.year] += 1

    @cached_property
    def measures(self) -> int:
        """How many there are."""
        return sum(len(item.measures) for item in self.items)

    def like(self, count: Count) -> int | None:
        """How many of what a count is of; where that may be several things, the one that it fits."""
        items, measures = len(self.items), self.measures or None
        sizes = [len(level) for level in self.levels]
        several: dict[str, list[int]] = {"entries": [items, measures or 0], "categories": sizes}
        if count.of in several:
            rest = sizes[0] if sizes and count.of == "categories" else None
            return count.count if count.count in several[count.of] else rest
        if count.of == "year":
            return self.years[count.year or 0] if self.years else None
        if count.of == "measures":
            return measures
        if count.of in _NOT_LISTED:
            return None
        return items if count.of in _OF_ISSUES else (self.states[count.of] if self.states else None)


def state_of(status: str) -> str:
    """Which of the counted states a status word means; `other` for none of them."""
    return next((name for name, words in _STATUS if re.search(words, status)), "other")


def compare(stated: Sequence[Stated], items: Sequence[Item], document: Document) -> tuple[Compared, ...]:
    """Every printed count with what was found, and the sums that the document itself prints."""
    found = _Found(items)
    agreed = {one.count.of for one in stated if _number_found(one, found) == one.count.count}
    result = [_compared(one, found, agreed) for one in stated]
    result += _sums(stated)
    result += _partitions(stated)
    result += [one for table in document.tables for one in _added_up(table)]
    return tuple(result)


def _number_found(one: Stated, found: _Found) -> int | None:
    """What the count is compared with; None where nothing here is of its kind."""
    if not found.items:
        return None
    if one.chapter is not None:
        counted = found.measures_by_chapter if one.count.of == "measures" else found.by_chapter
        return counted[one.chapter] if one.chapter in found.by_chapter else None
    return found.like(one.count)


def _compared(one: Stated, found: _Found, agreed: set[Of]) -> Compared:
    number = _number_found(one, found)
    text, count = one.count.text, one.count.count
    if number == count:
        return Compared(one.printed, "agrees", number, say("reconcile.agrees", text=text, count=count, found=number))
    if one.count.elsewhere:
        return Compared(one.printed, "apart", None, say("reconcile.elsewhere", text=text))
    if number is None:
        key = "reconcile.unnamed" if one.count.of == "entries" and found.items else "reconcile.nothing"
        return Compared(one.printed, "apart", None, say(key, text=text))
    kin: frozenset[Of] = _OF_ISSUES if one.count.of in _OF_ISSUES else frozenset({one.count.of})
    if one.chapter is None and agreed & kin:
        return Compared(one.printed, "apart", number, say("reconcile.another-agrees", text=text, found=number))
    return Compared(one.printed, "differs", number, say("reconcile.differs", text=text, count=count, found=number))


def _sums(stated: Sequence[Stated]) -> Iterator[Compared]:
    """`45+6+3+1+1=56` adds up, or doesn't."""
    for one in stated:
        total = one.count.total
        if total is not None:
            added = sum(one.count.parts)
            key = "reconcile.adds-up" if added == total else "reconcile.adds-up-wrong"
            fill = say(key, text=one.count.text, added=added, total=total)
            yield Compared(one.printed, "agrees" if added == total else "differs", added, fill)


def _partitions(stated: Sequence[Stated]) -> Iterator[Compared]:
    """Parts printed side by side (已办结29件、阶段性办结13件、未办结5件) make one of the wholes that are printed."""
    for (_, kind), group in groupby(stated, lambda one: (one.paragraph, family(one.count.of))):
        parts = list(group)
        if (
            kind is None
            or len(parts) < _FEWEST_PARTS
            or (len({p.count.of for p in parts}) < _FEWEST_PARTS and kind != "years")
        ):
            continue
        yield from _whole(parts, kind, stated)


def _whole(parts: Sequence[Stated], kind: Family, stated: Sequence[Stated]) -> Iterator[Compared]:
    added = sum(part.count.count for part in parts)
    text = "、".join(part.count.text for part in parts)
    wholes = [one for one in stated if one.count.of in _OF_ISSUES and one.chapter is None]
    printed_ = Printed(text, added, kind, parts[0].spot)
    near = [one for one in wholes if one.paragraph == parts[0].paragraph]
    fitting = next((one for one in wholes if one.count.count == added), None)
    if fitting is not None:
        why = say("reconcile.parts-agree", text=text, added=added, whole=fitting.count.text)
        yield Compared(printed_, "agrees", added, why)
    elif near:
        why = say("reconcile.parts-differ", text=text, added=added, whole=near[-1].count.text)
        yield Compared(printed_, "differs", added, why)


def _added_up(table: Table) -> Iterator[Compared]:
    """The 合计 row of a table of figures against the sums of its columns; a blank is nought."""
    if not of_figures(table):
        return
    sums: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    for row in table.rows:
        name = next((cell for cell in row if cell is not None and cell.text.strip()), None)
        if name is None:
            continue
        numbers = {
            at: int(plain(cell.text)) for at, cell in enumerate(row) if cell and FIGURE.fullmatch(plain(cell.text))
        }
        title = plain(name.text)
        if not TOTAL.match(title):
            if row and row[0] is name and numbers and 0 not in numbers:
                sums.update(numbers)
                parts.update(numbers)
        elif title.startswith(PART_TOTAL):
            yield _row_total(name, numbers, parts)
            parts = Counter()
        elif sums:
            yield _row_total(name, numbers, sums)


def _row_total(name: Cell, numbers: dict[int, int], sums: Counter[int]) -> Compared:
    wrong = [at for at, number in sorted(numbers.items()) if sums[at] != number]
    title = name.text.strip()
    first = next(iter(sorted(numbers)), 0)
    row = Printed(
        " ".join([title, *(str(numbers[at]) for at in sorted(numbers))]), numbers.get(first, 0), "total", name.spot
    )
    if not wrong:
        return Compared(row, "agrees", sums[first], say("reconcile.column-agrees", row=title, columns=len(numbers)))
    at = wrong[0]
    why = say("reconcile.column-differs", row=title, column=at + 1, printed=numbers[at], added=sums[at])
    return Compared(row, "differs", sums[at], why)


def _numbers(items: Sequence[Item]) -> Iterator[Compared]:
    """The items' own numbers: each list of them must run from 1 without a gap, unless it is an extract: a notice of
    those finished has a few numbers from the middle of a longer list.
    """
    lists: list[list[int]] = []
    for item in items:
        value = _value(item.number)
        if value is None:
            continue
        if value == 1 or not lists:
            lists.append([])
        lists[-1].append(value)
    if sum(map(len, lists)) != len(items):
        return
    for one in lists:
        missing = sorted(set(range(1, max(one) + 1)) - set(one))
        text = f"1–{max(one)}" if len(one) > 1 else str(one[0])
        if len(one) < _FEWEST_PARTS:
            continue
        numbers = Printed(text, max(one), "numbers", items[0].spot)
        if missing and one[0] != 1 and len(missing) >= len(one):
            yield Compared(numbers, "apart", None, say("reconcile.numbers-some", text=text, count=len(one)))
        elif missing:
            why = say("reconcile.numbers-missing", text=text, missing=tuple(map(str, missing[:20])), count=len(missing))
            yield Compared(numbers, "differs", len(one), why)
        elif len(one) > max(one):
            twice = tuple(str(number) for number, times in Counter(one).items() if times > 1)
            yield Compared(numbers, "differs", len(one), say("reconcile.numbers-twice", text=text, twice=twice))
        else:
            yield Compared(numbers, "agrees", len(one), say("reconcile.numbers-run", text=text))


def _value(number: str) -> int | None:
    hit = _PLAIN_NUMBER.fullmatch("".join(number.split()))
    return None if hit is None else int(hit[1]) if hit[1].isdecimal() else chinese(hit[1])

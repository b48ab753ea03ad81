"""A cell that lists several things, taken apart: numbered measures, and units with the parts they play."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ledger.model.mapping import meanings
from ledger.model.units import split_units

_DIGITS = "一二三四五六七八九十"
_BOUNDARY = r"(?:^|(?<=[\n。；;：:!！?？])|(?<=[\n。；;：:!！?？] ))[ \t\u3000]*"


_SENTENCE_ENDS = ("。", "；", ";", "：", ":", "！", "!", "？", "?", ".")
_PREFIX_OF_A_POINT = re.compile(
    r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳]|[一二三四五六七八九十]是"
)
_A_TITLE = 8
"""Characters of a first line that can stand alone."""


def _chinese(text: str) -> int:
    if len(text) == 1:
        return _DIGITS.index(text) + 1
    tens, _, ones = text.partition("十")
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


_STYLES: tuple[tuple[re.Pattern[str], Callable[[str], int]], ...] = (
    (re.compile(_BOUNDARY + r"(\d{1,2})(?:[、.．](?!\d)|[)）](?!\d))[ \t]*", re.MULTILINE), int),
    (re.compile(_BOUNDARY + r"[(（](\d{1,2})[)）][、.．]?[ \t]*", re.MULTILINE), int),
    (re.compile(r"[ \t\u3000]*([①-⑳])[、.．]?[ \t]*"), lambda mark: ord(mark) - ord("①") + 1),
    (re.compile(_BOUNDARY + r"([一二三四五六七八九十]{1,3})是(?=\S)", re.MULTILINE), _chinese),
    (re.compile(_BOUNDARY + r"[(（]([一二三四五六七八九十]{1,3})[)）][、.．]?[ \t]*", re.MULTILINE), _chinese),
    (re.compile(_BOUNDARY + r"([一二三四五六七八九十]{1,3})、[ \t]*", re.MULTILINE), _chinese),
)
"""How offices number what they list in one cell; the outermost numbering is the one that begins first."""
SEVERAL = 2
_UNFINISHED = ("，", ",", "、", "：", ":")


def split_measures(cell: str) -> tuple[str, ...]:
    """The measures in one cell: numbered (`1. … 2. …`, `（1）…`, `①…`, `一是…`), else one a line unless a line
    ends within a sentence. What stands before the first number goes in front of the first measure; no word is lost
    but a label like `整改措施：`.
    """
    text = cell.replace("\r\n", "\n").strip()
    runs = [run for pattern, number in _STYLES if (run := _run(pattern, number, text))]
    if not runs:
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        torn = any(line.endswith(_UNFINISHED) for line in lines[:-1])
        return (text,) if torn else lines
    run = min(runs, key=lambda marks: (marks[0][0], -len(marks)))
    ends = [start for start, _ in run[1:]] + [len(text)]
    parts = [text[after:end].strip() for (_, after), end in zip(run, ends, strict=True)]
    before = text[: run[0][0]].strip()
    if before and "plan.measures" not in meanings(before):
        parts[0] = f"{before}\n{parts[0]}"
    return tuple(part for part in parts if part)


def _run(pattern: re.Pattern[str], number: Callable[[str], int], text: str) -> list[tuple[int, int]]:
    """Where 1, 2, 3 … stand in one style, in this order: start of each mark and of what follows it. A single mark is
    no list unless the cell begins with it.
    """
    wanted, found = 1, []
    for hit in pattern.finditer(text):
        if number(hit[1]) == wanted:
            found.append((hit.start(), hit.end()))
            wanted += 1
    return found if len(found) >= SEVERAL or (found and not text[: found[0][0]].strip()) else []


@dataclass(frozen=True, slots=True)
class Parts:
    """Who does what in one 责任单位 cell."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    acceptor: tuple[str, ...] = ()


_ROLE_OF = {
    "牵头": "lead", "主办": "lead", "责任": "responsible", "实施": "responsible", "配合": "support", "协办": "support",
    "督导": "supervisor", "监管": "supervisor", "验收": "acceptor",
}  # fmt: skip
_PREFIX = re.compile(rf"({'|'.join(_ROLE_OF)})(?:责任)?(?:单位|部门)?\s*[:：]")
_ASIDE = re.compile(rf"[(（](以上)?(?:均?为)?({'|'.join(_ROLE_OF)})(?:单位|部门)?[)）]$")


@dataclass
class _Sorted:
    names: dict[str, list[str]] = field(default_factory=dict)

    def put(self, role: str, name: str) -> None:
        if name and name not in self.names.setdefault(role, []):
            self.names[role].append(name)

    def move(self, names: Sequence[str], role: str) -> None:
        for listed in self.names.values():
            listed[:] = [name for name in listed if name not in names]
        for name in names:
            self.put(role, name)


def split_parts(cell: str) -> Parts:
    """The units of a cell by what they do; without such words all are 责任单位.

    `牵头单位：甲；配合单位：乙`, `甲局（牵头）、乙局`, `甲局、乙局(以上为牵头单位),丙局`.
    """
    result = _Sorted()
    pieces = _PREFIX.split(cell)
    result_role = "responsible"
    for role, text in (("responsible", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)):
        result_role = _ROLE_OF.get(role, role)
        _sort_names(result, result_role, text)
    return Parts(**{role: tuple(names) for role, names in result.names.items()})


def _sort_names(result: _Sorted, role: str, text: str) -> None:
    before: list[str] = []
    for name in split_units(text):
        aside = _ASIDE.search(name)
        bare = name[: aside.start()].strip() if aside else name
        if aside and aside[1]:
            result.move([*before, bare], _ROLE_OF[aside[2]])
        else:
            result.put(_ROLE_OF[aside[2]] if aside else role, bare)
        before.append(bare)


def first_clause(finding: str, longest: int = 40) -> str:
    """A title from the finding's own words, up to the first full stop, cut with a mark if long.

    A line that was broken by hand in the middle of a sentence goes on in the next one. Where all of it would be too
    long for a title, the first line is one, if it says anything.
    """
    lines = [line.strip() for line in finding.strip().splitlines() if line.strip()]
    clause = lines[0]
    for line in lines[1:]:
        if clause.endswith(_SENTENCE_ENDS) or _PREFIX_OF_A_POINT.match(line):
            break
        between = (
            " " if clause[-1].isascii() and clause[-1].isalnum() and line[0].isascii() and line[0].isalnum() else ""
        )
        clause = f"{clause}{between}{line}"
    whole, first = clause.split("。")[0], lines[0].split("。")[0]
    clause = first if len(whole) > longest and len(first) >= _A_TITLE else whole
    return clause if len(clause) <= longest else clause[: longest - 1] + "…"

"""Petitions in figures: what was settled, what was true, of what kind, how many problems they really are.

Everything is counted in 件 but the types of pollution, of which one 件 may have several: their shares are of the sum
of types (吉林 2020: 9422 of 14,916 types on 13,940 件 is 63.2 %). 办结率 is always given twice, with and without
阶段性办结, because offices print either (海南 2018 92.45 % strict, 海南 2023 54.9 % with it) (domain 5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ledger.model.issue import Issue
from ledger.model.petition import SATISFACTIONS, SETTLED, SOURCE, VERDICTS, Settled
from ledger.model.rates import UNSAID, Count, Partition, Rate, Section
from ledger.model.report import Entry

_KEYS: Mapping[str, str] = {
    **dict(zip(SETTLED, ("settled", "staged", "unsettled"), strict=True)),
    **dict(zip(VERDICTS, ("true", "mostly-true", "partly-true", "untrue"), strict=True)),
    **dict(zip(SATISFACTIONS, ("satisfied", "mostly-satisfied", "dissatisfied"), strict=True)),
    UNSAID: "unsaid",
}


def is_petition(issue: Issue) -> bool:
    """Whether an issue came in as a petition."""
    return issue.petition is not None or issue.source.kind == SOURCE


class Case(NamedTuple):
    """What a petition adds to the figures, as it is the same on every day."""

    settled: Settled
    verdict: str | None
    satisfaction: str | None
    first: str
    """The petition that it repeats, or itself."""
    again: bool = False
    """Whether its problem was brought up before."""
    bypassed: bool = False
    level: str | None = None


def case(issue: Issue, completed_on: date | None) -> Case | None:
    """An issue as a petition, its work done on that day if it is; None for one that didn't come in as a petition."""
    if not is_petition(issue):
        return None
    told, first = issue.petition, _first(issue)
    if told is None:
        return Case(_settled(issue, completed_on), None, None, first)
    settled = _settled(issue, completed_on)
    return Case(settled, told.verdict, told.satisfaction, first, told.comes_again, told.bypassed, told.level)


def settled(entry: Entry) -> Settled:
    """是否办结 of an entry."""
    return _settled(entry.issue, entry.situation.completed_on)


def _settled(issue: Issue, completed_on: date | None) -> Settled:
    """是否办结: as was decided; where nobody has said, 阶段性办结 once a measure is done (domain 3.4)."""
    if issue.petition is not None and issue.petition.settled is not None:
        return issue.petition.settled
    if issue.status in {"verified", "closed"} or completed_on is not None:
        return "已办结"
    measures = issue.plan.measures if issue.plan else ()
    return "阶段性办结" if any(one.done_on for one in measures) else "未办结"


def settlement(counts: Mapping[str, int]) -> tuple[Rate, Rate]:
    """办结率 from how many are 已办结, 阶段性办结, 未办结: strict, and with what is settled for a stage."""
    whole = sum(counts.values())
    done, staged = counts.get("已办结", 0), counts.get("阶段性办结", 0)
    return (
        Rate("settled-strict", "办结率（不含阶段性办结）", done, whole, "已办结 ÷ 交办，按件"),
        Rate("settled-staged", "办结率（含阶段性办结）", done + staged, whole, "（已办结＋阶段性办结）÷ 交办，按件"),
    )


def untrue(counts: Mapping[str, int]) -> Rate:
    """不属实率 from how many were found true in which of the four ways."""
    looked_into = sum(counts.get(one, 0) for one in VERDICTS)
    return Rate("untrue", "不属实率", counts.get("不属实", 0), looked_into, "不属实 ÷ 已核实，按件")


def satisfaction(counts: Mapping[str, int]) -> tuple[Rate, Rate]:
    """满意率 from what complainants said, with and without 基本满意."""
    asked = sum(counts.get(one, 0) for one in SATISFACTIONS)
    yes, mostly = counts.get("满意", 0), counts.get("基本满意", 0)
    return (
        Rate("satisfied-strict", "满意率（不含基本满意）", yes, asked, "满意 ÷ 已回访，按件，以最后一次回访为准"),
        Rate("satisfied-mostly", "满意率（含基本满意）", yes + mostly, asked, "（满意＋基本满意）÷ 已回访，按件"),
    )


def folded(total: int, repeats: int, problems: int) -> int:
    """How many problems `total` petitions really are, where `repeats` of them are about only `problems` problems
    (九龙坡: 279 − 170 + 55 = 164).
    """
    return total - repeats + problems


def repeated(issues: Iterable[Issue]) -> tuple[int, int]:
    """Of some petitions: how many are about a problem that another is about, and how many problems those are."""
    return _several(Counter(map(_first, issues)))


def _first(issue: Issue) -> str:
    """The petition that an issue repeats, or the issue itself."""
    return (issue.petition and issue.petition.duplicate_of) or issue.id


def _several(first: Counter[str]) -> tuple[int, int]:
    several = [count for count in first.values() if count > 1]
    return sum(several), len(several)


def partition(
    key: str, name: str, words: Iterable[str] | Mapping[str, int], order: tuple[str, ...], basis: str
) -> Partition:
    """Petitions sorted by a word each, or how many have which word, in the usual order; those that say nothing are a
    part of their own.
    """
    found = Counter(words)
    listed = (*order, UNSAID) if found[UNSAID] else order
    return Partition(key, name, tuple(Count(_KEYS[word], word, found[word]) for word in listed), basis)


def types(issues: Iterable[Issue]) -> Partition:
    """The types of pollution, the most frequent first; the whole is the sum of types."""
    return _by_type(Counter(word for one in issues for word in _types(one.fields)))


def _types(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fields or (UNSAID,)))


def _by_type(found: Counter[str]) -> Partition:
    listed = sorted(found.items(), key=lambda pair: (pair[0] == UNSAID, -pair[1], pair[0]))
    parts = tuple(Count(word, word, number) for word, number in listed)
    basis = "一件涉及多个类型时分别计入，占比以类型之和为分母"
    return Partition("types", "按污染类型", parts, basis, own_words=True)


class Petitions:
    """The figures of petitions, counted while they go by."""

    def __init__(self) -> None:
        self._total = 0
        self._settled: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._heard: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        self._firsts: dict[str, bool] = {}
        """Of each that brings its problem up for the first time, whether it is settled."""
        self._bypassed = 0
        self._levels: Counter[str] = Counter()

    def add(self, one: Case, fields: tuple[str, ...]) -> None:
        """Count a petition of these fields."""
        self._total += 1
        self._settled[one.settled] += 1
        self._verdicts[one.verdict or UNSAID] += 1
        if one.satisfaction:
            self._heard[one.satisfaction] += 1
        self._types.update(_types(fields))
        self._first[one.first] += 1
        if not one.again:
            self._firsts[one.first] = one.settled == "已办结"
        self._bypassed += one.bypassed
        self._levels[one.level or UNSAID] += 1

    @property
    def section(self) -> Section:
        """What was counted."""
        kept = partition("settled", "是否办结", self._settled, SETTLED, "交办，按件")
        true = partition("verdict", "是否属实", self._verdicts, VERDICTS, "交办，按件")
        answers = partition("satisfaction", "回访满意度", self._heard, SATISFACTIONS, "已回访，按件")
        repeats, problems = _several(self._first)
        real = folded(self._total, repeats, problems)
        counts = (
            Count("petitions", "交办（件）", self._total),
            Count("repeats", "其中重复（件次）", repeats, self._total, "同一问题有几件的，都算；分母为交办"),
            Count("repeated-problems", "重复反映的问题（个）", problems, basis="这些件反映的问题，每个只算一次"),
            Count(
                "again", "以前反映过的（件）", self._total - len(self._firsts), self._total, "重复件，和填了“重复”的"
            ),
            Count("bypassed", "越级（件）", self._bypassed, self._total, "分母为交办"),
            Count("problems", "剔除重复后（个）", real, basis="交办－重复件次＋重复反映的问题"),
        )
        rates = (
            *settlement(_numbers(kept)),
            untrue(_numbers(true)),
            Rate("repeated", "重复投诉率", repeats, self._total, "重复件次 ÷ 交办，按件"),
            Rate("bypassed", "越级率", self._bypassed, self._total, "越级 ÷ 交办，按件"),
            self._settled_at_once,
            *satisfaction(_numbers(answers)),
        )
        shown = (kept, true, _by_type(self._types), self._by_level, answers)
        return Section("petitions", "信访件", counts, rates, shown, says_nothing=not self._total)

    @property
    def _settled_at_once(self) -> Rate:
        """初次办结率: nobody had to come again about a problem that was settled."""
        once = sum(settled and self._first[first] == 1 for first, settled in self._firsts.items())
        basis = "初次件中已办结且无人再来反映的 ÷ 初次件，按件"
        return Rate("settled-at-once", "初次办结率", once, len(self._firsts), basis)

    @property
    def _by_level(self) -> Partition:
        """The levels, where anybody has given one."""
        given = {word: count for word, count in self._levels.items() if word != UNSAID}
        listed = [*sorted(given.items(), key=lambda pair: (-pair[1], pair[0])), (UNSAID, self._levels[UNSAID])]
        parts = tuple(Count(word, word, number) for word, number in listed if number) if given else ()
        return Partition("levels", "信访等级", parts, "交办，按件", own_words=True)


def _numbers(one: Partition) -> dict[str, int]:
    return {part.name: part.number for part in one.parts}

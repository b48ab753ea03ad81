"""Issues by unit, region, field, source and round, as rows of a report: how each group keeps pace, and the sums.

Where an issue may stand in several groups the rows add up to more than there are, and a note says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from ledger.model.notice import Declared, Fields
from ledger.model.pace import Paced
from ledger.model.pacewords import Pace
from ledger.model.rates import UNSAID, Rate
from ledger.model.report import UNASSIGNED, Entry, Report

Labels = Callable[[Report, Entry], Iterable[str]]
Rows = tuple[Mapping[str, str], ...]

PARTS: Mapping[str, frozenset[Pace]] = {
    "完成整改": frozenset({"done", "closed"}),
    "达到序时": frozenset({"on-pace", "ahead"}),
    "未达序时": frozenset({"behind"}),
    "逾期": frozenset({"overdue"}),
    "未启动": frozenset({"not-started"}),
}
"""The columns that add up to 总数."""
COLUMNS = ("名称", "总数", "完成整改", "已销号", "达到序时", "未达序时", "逾期", "未启动", "完成率")
SUM = "合计"


def _one(read: Callable[[Entry], str | None]) -> Labels:
    return lambda _, entry: (read(entry) or UNSAID,)


GROUPS: Mapping[str, Labels] = {
    "各单位": lambda report, entry: report.responsible(entry) or (UNASSIGNED,),
    "各区域": _one(lambda entry: entry.issue.region),
    "各要素": lambda _, entry: tuple(dict.fromkeys(entry.issue.fields)) or (UNSAID,),
    "各来源": _one(lambda entry: entry.issue.source.kind),
    "各批次": _one(lambda entry: entry.issue.source.batch),
}
_SEVERAL = {"各单位": "责任单位", "各要素": "环境要素"}
"""The groups of which an issue may be in several."""
GROUPED: Declared = {**dict.fromkeys(GROUPS, COLUMNS), **{f"{name}说明": None for name in _SEVERAL}}


def tables(report: Report, paces: Mapping[str, Paced], labels: Labels) -> Rows:
    """A row for each group, the largest first, and the sum: each issue counted once in it."""
    groups: dict[str, Counter[Pace]] = {}
    every: Counter[Pace] = Counter()
    for entry in report.entries:
        pace = paces[entry.issue.id].pace
        every[pace] += 1
        for label in labels(report, entry):
            groups.setdefault(label, Counter())[pace] += 1
    ranked = sorted(groups.items(), key=lambda pair: (pair[0] in {UNSAID, UNASSIGNED}, -pair[1].total(), pair[0]))
    return tuple(_row(name, counted) for name, counted in (*ranked, (SUM, every)))


def _row(name: str, counted: Counter[Pace]) -> Mapping[str, str]:
    parts = {part: sum(counted[pace] for pace in paces) for part, paces in PARTS.items()}
    percent = Rate("completion", "整改完成率", parts["完成整改"], counted.total()).percent
    return {
        "名称": name,
        "总数": str(counted.total()),
        **{part: str(number) for part, number in parts.items()},
        "已销号": str(counted["closed"]),
        "完成率": "—" if percent is None else f"{percent}%",
    }


def notes(report: Report) -> Fields:
    """Why the rows of a table add up to more than its last line; nothing where they don't."""
    return {f"{name}说明": _note(report, GROUPS[name], word) for name, word in _SEVERAL.items()}


def _note(report: Report, labels: Labels, word: str) -> str:
    total = len(report.entries)
    counted = sum(len(tuple(labels(report, entry))) for entry in report.entries)
    if counted == total:
        return ""
    return f"一项问题有多个{word}的分别计入，各行相加为{counted}项；合计行每项只计一次，共{total}项。"

"""边督边改公开情况一览表: the petitions of a round as they are published, one row each (domain.md 3.4).

Whoever complained appears nowhere; telephone and identity numbers in the texts are masked; whoever was held to account
stands there by post, never by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ledger.model.acts import Accountability
from ledger.model.caseload import is_petition, settled
from ledger.model.issue import Issue
from ledger.model.notice import HOUSE, Declared, Fields, in_words, of_house
from ledger.model.personal import hidden_words
from ledger.model.petition import SETTLED, VERDICTS
from ledger.model.rates import UNSAID
from ledger.model.report import Entry, Report

COLUMNS = (
    *("序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况"),
    *("是否属实", "处理和整改情况", "是否办结", "责任人被处理情况", "重点关注"),
)
PETITIONS: Declared = {
    **HOUSE,
    **dict.fromkeys(("截至日期", "范围", "批次", "件数", "办结情况", "属实情况", "污染类型情况", "类型说明")),
    "信访件": COLUMNS,
}


def open_list(report: Report) -> Fields:
    """The fields of the table, on the report's day."""
    entries = [one for one in report.entries if is_petition(one.issue)]
    types = [word for one in entries for word in dict.fromkeys(one.issue.fields)]
    batches = dict.fromkeys(one.issue.source.batch for one in entries if one.issue.source.batch)
    verdicts = [(one.issue.petition and one.issue.petition.verdict) or UNSAID for one in entries]
    return {
        **of_house(report.office, report.day),
        "截至日期": in_words(report.day),
        "范围": report.selection,
        "批次": "、".join(batches) if len(batches) == 1 else "",
        "件数": str(len(entries)),
        "办结情况": _counted([settled(one) for one in entries], SETTLED),
        "属实情况": _counted(verdicts, (*VERDICTS, UNSAID)),
        "污染类型情况": _counted(types, tuple(word for word, _ in Counter(types).most_common())) or _NO_TYPES,
        "类型说明": _explained(entries),
        "信访件": tuple(_row(at, one) for at, one in enumerate(entries, 1)),
    }


def _explained(entries: Sequence[Entry]) -> str:
    """Why the types don't add up to the petitions, where they don't and any are given; public tables say so."""
    given = [len(set(one.issue.fields)) for one in entries]
    reasons = [
        word for word, so in (("涉及多个污染类型", any(one > 1 for one in given)), ("未填污染类型", 0 in given)) if so
    ]
    return f"合计数和污染类型数量不一致，原因为部分举报件{'、部分'.join(reasons)}。" if reasons and any(given) else ""


_NO_TYPES = "污染类型均未填"


def _counted(words: list[str], order: tuple[str, ...]) -> str:
    """`已办结3件、未办结1件`: what there is, in the usual order."""
    found = Counter(words)
    return "、".join(f"{word}{found[word]}件" for word in order if found[word])


def _row(number: int, one: Entry) -> Mapping[str, str]:
    issue, petition, last = one.issue, one.issue.petition, one.issue.last_progress()
    told = {
        "受理编号": petition.number if petition else issue.source.item or "",
        "交办问题基本情况": (issue.source.finding or issue.title).strip(),
        "行政区域": issue.region or "",
        "污染类型": "、".join(issue.fields),
        "调查核实情况": (petition.investigation or "").strip() if petition else "",
        "是否属实": (petition.verdict or "") if petition else "",
        "处理和整改情况": last.text.strip() if last else "",
        "是否办结": settled(one),
        "责任人被处理情况": _handled(issue),
        "重点关注": "是" if petition and petition.key else "",
    }
    return {"序号": str(number), **{name: _masked(name, text) for name, text in told.items()}}


def _masked(name: str, text: str) -> str:
    return text if name == "受理编号" else hidden_words(text)


def _handled(issue: Issue) -> str:
    """What was decided, as far as whoever decided has made it public: how many, and what. Of the rest the paper says
    nothing, not that there was none.
    """
    told = "\n".join(_blamed(one) for one in issue.accountability if one.disclosed_on is not None)
    return told or ("" if issue.accountability else "无")


def _blamed(one: Accountability) -> str:
    number = f"{one.number}人" if one.number else ""
    return f"{number}{one.kind}"

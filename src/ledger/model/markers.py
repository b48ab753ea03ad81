"""`{{问题编号}}`: the markers of an office's own workbook, and which field each asks for.

A marker is an official name, a heading that offices use for it, or the key of a field that `tables` can read. The
row of markers is about issues, unless one of its markers is only known of measures, of what is late, or of a 回头看.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ledger.errors import Said, say
from ledger.model.columns import BY_HAND, Subject
from ledger.model.mapping import FIELDS, label
from ledger.model.naming import fields, nearest
from ledger.model.tables import ROW, fields_of
from ledger.model.units import plain

Scalar = Literal["unit", "day", "title", "count", "selection"]
SCALARS: Mapping[str, Scalar] = {
    "填报单位": "unit",
    "截至日期": "day",
    "统计截止日期": "day",
    "截止日期": "day",
    "台账名称": "title",
    "件数": "count",
    "范围": "selection",
}
"""What is said once for the whole sheet, wherever it stands."""

_ISSUE: Mapping[str, str] = {
    "序号": ROW,
    "问题编号": "id",
    "编号": "id",
    "整改状态": "status",
    "状态": "status",
    "进度情况": "standing",
    "序时进度": "pace",
    "序时说明": "pace.reasons",
    "问题来源及轮次": "source",
    "问题来源": "source.kind",
    "责任单位": "plan.responsible_units",
    "最后期限": "due",
    "原定期限": "original_due",
    "剩余天数": "days_left",
    "时间节点": "plan.deadline.milestones",
    "延期情况": "extensions",
    "时限类别": "deadline",
    "未完成措施": "plan.measures.open",
    "措施数": "measures",
    "已完成措施数": "measures.done",
    "整改完成日期": "completed_on",
    "风险等级": "risk",
    "信访类别": "petition.category",
    "初次或重复": "petition.visit",
    "是否越级": "petition.bypassed",
    "信访等级": "petition.level",
    "是否办结": "settled",
    "是否属实": "petition.verdict",
    "调查核实情况": "petition.investigation",
    "最新进展": "progress",
    "进展情况": "progress",
    "整改进展": "progress",
    "填报日期": "progress.date",
    "完成比例": "progress.percent",
    "存在问题": "progress.problems",
    "下月安排": "progress.next",
    "下一步安排": "progress.next",
    "佐证材料": "evidence",
    "验收日期": "verification.date",
    "验收单位": "verification.unit",
    "验收结论": "verification.result",
    "验收意见": "verification.opinion",
    "公示时间": "publicity",
    "公示媒介": "publicity.medium",
    "销号日期": "closures.date",
    "销号单位": "closures.unit",
    "销号文号": "closures.document",
    "督办措施": "escalations",
    "问责情况": "accountability",
}
_OWN: Mapping[Subject, Mapping[str, str]] = {
    "issue": {},
    "measure": {
        "措施编号": "measure.number",
        "措施内容": "measure.text",
        "措施责任单位": "measure.units",
        "措施时限": "measure.deadline",
        "措施最后期限": "measure.due",
        "措施剩余天数": "measure.days_left",
        "任务量": "measure.quantity.total",
        "完成量": "measure.quantity.done",
        "计量单位": "measure.quantity.unit",
        "措施资金": "measure.funds",
        "措施完成日期": "measure.done_on",
        "措施完成情况": "measure.state",
    },
    "late": {
        "逾期类别": "late.kind",
        "逾期内容": "late.text",
        "逾期时限": "late.due",
        "逾期天数": "late.days",
        "逾期责任单位": "late.units",
    },
    "lookback": {
        "原销号日期": "lookback.closed_on",
        "回头看日期": "lookback.date",
        "核查日期": "lookback.date",
        "核查人": "lookback.by",
        "核查情况": "lookback.text",
        "是否反弹": "lookback.rebound",
        "档案是否齐全": "lookback.archive",
        "处理意见": "lookback.opinion",
    },
}
"""Names that make the row be about something else than an issue."""
_INSTEAD: Mapping[Subject, Mapping[str, str]] = {
    "issue": {},
    "measure": {"整改措施": "measure.text"},
    "late": {},
    "lookback": {},
}
"""Names that mean something of its own in such a row: 整改措施 beside a 措施编号 is that one measure."""

_MARKER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_SINGLE = re.compile(r"\{\s*([^{}]+?)\s*\}")
_WIDE = re.compile(r"｛\s*[｛{]|[{]\s*｛|｝\s*[｝}]|[}]\s*｝")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell: words as they stand, or a marker's name."""

    text: str
    marker: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the markers of a row ask for: what it is about, and the field of each name."""

    subject: Subject
    fields: Mapping[str, str]


def pieces(text: str) -> tuple[Piece, ...]:
    """A cell taken apart at its markers."""
    parts = _MARKER.split(text)
    return tuple(Piece(part, marker=at % 2 == 1) for at, part in enumerate(parts) if part or at % 2)


def names_in(text: str) -> tuple[str, ...]:
    """The names of the markers in a cell."""
    return tuple(_MARKER.findall(text))


def is_wide(text: str) -> bool:
    """Whether braces of full width stand where a marker was meant."""
    return _WIDE.search(text) is not None


def is_broken(text: str) -> bool:
    """Whether a marker was begun and not ended, or ended and not begun: `{{问题名称}`, `{问题名称}`."""
    rest = _MARKER.sub("", text)
    return "{{" in rest or "}}" in rest or any(_is_a_name(name) for name in _SINGLE.findall(rest))


def _is_a_name(name: str) -> bool:
    return scalar(name) is not None or any(plain(name) in _known(subject) for subject in _OWN)


def scalar(name: str) -> Scalar | None:
    """What a marker says of the whole sheet; None for one about a row."""
    return SCALARS.get(plain(name))


@cache
def _known(subject: Subject) -> Mapping[str, str]:
    """Every name that can be asked of a row about `subject`, by its plain form."""
    readable = set(fields_of(subject)) - {BY_HAND}
    funds = "measure.funds" if subject == "measure" else "funds"
    targets = {"progress.text": "progress", "plan.measures.funds": funds}
    named = {plain(word): targets.get(f, f) for f, listed in FIELDS.items() for word in (*listed.split(), label(f))}
    titled = {plain(field.title): path for path, field in fields().items() if path in readable}
    own = {plain(name): field for name, field in (*_OWN[subject].items(), *_INSTEAD[subject].items())}
    keys = {plain(field): field for field in readable}
    every = named | titled | {plain(name): field for name, field in _ISSUE.items()} | own | keys
    return {name: field for name, field in every.items() if field in readable}


def wanted(names: Iterable[str]) -> Wanted:
    """What a row of these markers is about. Raises ValueError where two of them are about different things."""
    told = [name for name in dict.fromkeys(names) if scalar(name) is None]
    subjects = {subject for subject, own in _OWN.items() for name in told if _only(name, own)}
    if len(subjects) > 1:
        raise ValueError(sorted(subjects))
    subject: Subject = subjects.pop() if subjects else "issue"
    known = _known(subject)
    return Wanted(subject, {name: known[plain(name)] for name in told if plain(name) in known})


def _only(name: str, own: Mapping[str, str]) -> bool:
    """Whether only a row about this subject can answer: by the name, or by the key of the field."""
    key = plain(name)
    return key in {plain(one) for one in own} or key in {plain(one) for one in own.values()} - set(fields_of("issue"))


def unknown(name: str, subject: Subject) -> Said | None:
    """Why a marker can't be filled, with the nearest one that can; None for one that can."""
    if scalar(name) is not None or plain(name) in _known(subject):
        return None
    near = nearest(name, (*SCALARS, *_ISSUE, *_OWN[subject], *(label(field) for field in FIELDS)))
    return say("template.unknown", name=name, hint=say("did-you-mean", word=near) if near else None)


def official() -> Mapping[Subject, tuple[str, ...]]:
    """The names that are this program's own, by what makes a row about it; synonyms of headings come on top."""
    return {subject: tuple(own) if own else tuple(_ISSUE) for subject, own in _OWN.items()}

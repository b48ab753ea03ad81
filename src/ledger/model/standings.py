"""The columns of an issue's standing on a day: every number that `ledger stats` adds up, and what it is grouped by.

Each is a sum over issues or a word to count by, so that whoever has the rows of a day has every figure of it; the
names of the sums are those of the formulas (`indicators`, `timeliness`, `recurrence`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.model.recurrence import Outcome
from ledger.model.relation import Column, Field, Kind
from ledger.model.spans import Span
from ledger.model.timeliness import Held


def _of(name: str, kind: Kind, comment: str, read: Callable[[Span], Any]) -> Field[Span]:
    return Field(Column(name, kind, comment, public=True), read)


def _inside(name: str, kind: Kind, comment: str, read: Callable[[Span], Any]) -> Field[Span]:
    return Field(Column(name, kind, comment), read)


def _scored(name: str, kind: Kind, comment: str) -> Field[Span]:
    return _of(name, kind, comment, lambda one: getattr(one.weight.score, name))


def _year(one: Span) -> str | None:
    planned = one.weight.planned
    return f"{planned.year}年" if planned else None


_HELD = {
    "late": "逾期",
    "due": "时限已到",
    "done": "时限已到且完成",
    "in_time": "在时限内完成",
    "measures": "到期应完成的措施（条）",
    "carried_out": "到期且完成的措施（条）",
}
_OUTCOME = {
    "closed": "销过号",
    "looked_at": "销号后查过",
    "came_back": "查出反弹并重新打开",
    "waiting": "查出反弹仍未重新打开",
    "closings_looked_at": "查过的销号（次）",
    "closings_undone": "查后重新打开的销号（次）",
    "second": "销号后重新打开过",
    "third": "重新打开过两次以上",
    "checks": "回头看（次）",
    "genuine": "查实整改属实（次）",
    "not_genuine": "查实整改不属实（次）",
    "filed": "档案齐全（次）",
    "not_filed": "档案不齐（次）",
}
_FOUND = frozenset({"genuine", "not_genuine", "filed", "not_filed"})
"""What a look-back found of the work and of its dossier is the house's own, unlike that there was one."""


def _held(which: str, name: str, how: str) -> Field[Span]:
    at = Held._fields.index(name)
    return _of(f"{which}_{name}", "count", f"{_HELD[name]}，按{how}", lambda one: getattr(one.weight, which)[at])


def _outcome(name: str) -> Field[Span]:
    kind = _inside if name in _FOUND else _of
    return kind(f"back_{name}", "count", f"回头看：{_OUTCOME[name]}", lambda one: getattr(one.weight.outcome, name))


FIELDS: tuple[Field[Span], ...] = (
    _of("since", "day", "自：从这一天起", lambda one: one.since),
    _of("until", "day", "至：这一天起不再如此；没有就是至今", lambda one: one.until),
    Field(
        Column("units", "texts", "责任单位：规范名称，各计一次", public=True, written=True),
        lambda one: list(one.weight.units),
    ),
    _of("planned_year", "text", "计划完成年度：按原时限", _year),
    _of("endless", "flag", "长期坚持", lambda one: one.weight.about.long_term),
    _of("due", "day", "批准时限：逾期从次日算起", lambda one: one.weight.due),
    _scored(
        "standing",
        "text",
        "整改情况：closed、verified、done、overdue、behind、due-soon、long-term、on-time、not-started",
    ),
    _scored("status", "text", "状态：open、in-progress、verified、closed"),
    _scored("pace", "text", "序时进度：closed、done、ahead、on-pace、behind、overdue、not-started"),
    _scored("soon", "flag", "临期"),
    _scored("accepted", "flag", "已验收待销号"),
    _scored("asked", "flag", "须报进展"),
    _scored("heard", "flag", "须报进展且在规定间隔内报了"),
    _scored("measures", "count", "措施（条）"),
    _scored("measures_done", "count", "已完成的措施（条）"),
    *(_held("original", name, "原时限") for name in _HELD),
    *(_held("approved", name, "批准时限") for name in _HELD),
    _of("extension_asked", "flag", "申请过延期", lambda one: one.weight.asked),
    _of("extension_granted", "flag", "批准过延期", lambda one: one.weight.granted),
    _of("due_moved", "flag", "时限因延期改变", lambda one: one.weight.moved),
    *(_outcome(name) for name in Outcome.__slots__),
    _of("settled", "text", "信访件：已办结、阶段性办结、未办结", lambda one: one.weight.score.settled),
    _of("verdict", "text", "信访件：是否属实", lambda one: one.weight.verdict),
    _inside("satisfaction", "text", "信访件：最后一次回访的满意度", lambda one: one.weight.satisfaction),
    _inside("first", "text", "信访件：同一问题最先的一件", lambda one: one.weight.first),
    _inside("again", "flag", "信访件：以前反映过", lambda one: one.weight.again),
    _inside("bypassed", "flag", "信访件：越级", lambda one: one.weight.bypassed),
    _inside("petition_level", "text", "信访等级", lambda one: one.weight.level),
    _inside(
        "amount_names", "texts", "合计：登记项名称，资金在最后", lambda one: [name for name, _ in one.weight.amounts]
    ),
    _inside("amounts", "numbers", "合计：各登记项的数", lambda one: [amount for _, amount in one.weight.amounts]),
)

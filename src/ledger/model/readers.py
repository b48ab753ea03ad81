"""What a column may show: the name of every field that can be read off a line, and how.

Names with dots are where a value stands in the record; the others are worked out. Each is described in
`docs/sheets.md`, for whoever writes a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ledger.model.acts import Accountability, Extension, LookBack, Progress
from ledger.model.bookfields import state
from ledger.model.caseload import settled
from ledger.model.closingfields import CLOSING
from ledger.model.column import Kind
from ledger.model.columns import BY_HAND, Link, Value
from ledger.model.issue import Issue
from ledger.model.lines import IssueLine, LateLine, LookBackLine, MeasureLine
from ledger.model.pacereasons import in_chinese
from ledger.model.pacewords import PACE_WORDS, SOON
from ledger.model.petitionfields import PETITION
from ledger.model.plan import Measure, Milestone, Quantity
from ledger.model.report import STANDING_WORDS, STATUS_WORDS
from ledger.model.schedule import opens_its_cycle

NODE_WORDS: Mapping[str, str] = {
    "final": "整项逾期", "milestone": "时间节点", "measure": "整改措施", "age": "最长期限",
}  # fmt: skip
NOTHING = "—"

L = TypeVar("L", bound=IssueLine)
Readers = Mapping[str, Callable[[L], Value]]

EDITABLE: Mapping[str, Kind] = {
    "region": "text",
    "fields": "text",
    "title": "text",
    "status": "text",
    "risk": "text",
    "petition.category": "text",
    "petition.visit": "text",
    "petition.bypassed": "text",
    "petition.level": "text",
    "petition.investigation": "text",
    "petition.verdict": "text",
    "petition.settled": "text",
    "plan.goal": "text",
    "plan.responsible_units": "text",
    "plan.supervisor_units": "text",
    "plan.person": "text",
    "progress": "text",
    "progress.problems": "text",
    "progress.next": "text",
    "measure.units": "text",
    "measure.quantity.done": "number",
    "measure.funds": "number",
    "measure.done_on": "date",
}
"""The fields that an import can take back, each with the kind its column must have.

`status` only ever proposes a move; `progress`, `progress.problems` and `progress.next` of a row are one new entry.
"""


def days_in_words(days: int) -> str:
    """Days until a deadline as words, legible in a black and white print: 剩21天, 今日到期, 逾期52天."""
    if days == 0:
        return "今日到期"
    return f"剩{days}天" if days > 0 else f"逾期{-days}天"


def _joined(words: Iterable[str]) -> str | None:
    return "、".join(words) or None


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


def _together(*words: str | None) -> str:
    return " ".join(word for word in words if word)


def _canonical(line: IssueLine, units: Iterable[str]) -> dict[str, None]:
    """Units under their official names, in order, each once."""
    return dict.fromkeys(map(line.report.office.units.canonical, units))


def _units(line: IssueLine) -> str | None:
    """责任单位, the leading ones marked; `units.split_units` takes the cell apart again."""
    lead = _canonical(line, line.plan.lead_units)
    others = _canonical(line, line.plan.responsible_units)
    return _joined((*(f"{name}（牵头）" for name in lead), *(name for name in others if name not in lead)))


def _responsible(line: IssueLine) -> str | None:
    """责任单位 without those that lead."""
    lead = _canonical(line, line.plan.lead_units)
    return _joined(name for name in _canonical(line, line.plan.responsible_units) if name not in lead)


def _own_units(line: IssueLine, measure: Measure) -> str | None:
    """The units of a measure: its own, else those of the whole issue."""
    return _joined(_canonical(line, measure.units)) or _units(line)


def _person(line: IssueLine, word: str | None) -> str | None:
    return word and line.report.office.people.name(word)


def _numbered(measure: Measure) -> str:
    dot = "." if measure.number.isdigit() else ""
    return f"{measure.number}{dot} {measure.text}"


def _open_measure(measure: Measure) -> str:
    quantity = measure.quantity
    return _numbered(measure) + (f"（{quantity.done:f}/{quantity.total:f}{quantity.unit}）" if quantity else "")


def _days_left(line: IssueLine) -> str:
    situation = line.entry.situation
    days = situation.days_left
    finished = situation.completed_on is not None or line.issue.status in {"verified", "closed"}
    return NOTHING if finished or days is None else days_in_words(days)


def _deadline_kind(line: IssueLine) -> str | None:
    """立行立改, 阶段性, 长期坚持: the three kinds of deadline (domain 1), which one deadline may combine."""
    deadline = line.plan.deadline
    if deadline is None:
        return None
    said = (
        ("立行立改", deadline.immediate),
        ("阶段性整改", bool(deadline.milestones)),
        ("长期坚持", deadline.long_term),
    )
    return _joined(word for word, holds in said if holds) or "限期整改"


def _pace(line: IssueLine) -> str:
    """序时进度; beside it that something falls due, or that what is done has been accepted."""
    found = line.report.paces[line.issue.id]
    beside = STATUS_WORDS["verified"] if found.accepted else SOON if found.soon else None
    return f"{PACE_WORDS[found.pace]}（{beside}）" if beside else PACE_WORDS[found.pace]


def _milestone(number: int, milestone: Milestone) -> str:
    done = f"（已于{milestone.done_on}完成）" if milestone.done_on else ""
    return f"{number}. {milestone.due} {milestone.text}{done}"


def _milestones(line: IssueLine) -> str | None:
    nodes = line.plan.deadline.milestones if line.plan.deadline else ()
    return _lines(_milestone(number, node) for number, node in enumerate(nodes, 1))


def _extensions(line: IssueLine) -> str | None:
    return _lines(_extension(line.issue, one) for one in line.issue.extensions)


def _extension(issue: Issue, one: Extension) -> str:
    if opens_its_cycle(issue, one):
        return f"{one.requested_on} 重新打开，第{one.cycle}轮时限 {one.new_due}"
    if one.approved_on is not None:
        return f"{one.approved_on} 批准延至 {one.new_due}"
    answer = f"{one.rejected_on} 不同意" if one.rejected_on is not None else "未批准"
    return f"{one.requested_on} 申请延至 {one.new_due}（{answer}）"


def _checked(read: Callable[[LookBack], bool | None]) -> Callable[[LookBackLine], Value]:
    """An answer that a look-back gave."""

    def value(line: LookBackLine) -> Value:
        answer = read(line.check) if line.check else None
        return None if answer is None else "是" if answer else "否"

    return value


def _progress(line: IssueLine) -> str | None:
    last = line.issue.last_progress()
    return f"【{last.month}】{last.text}" if last else None


def _reported(read: Callable[[Progress], Value]) -> Callable[[IssueLine], Value]:
    """Something of the last entry of 调度."""
    return lambda line: read(last) if (last := line.issue.last_progress()) else None


def _evidence(line: IssueLine) -> Link | str | None:
    """How much is on file; where the reader has the ledger, the way to it."""
    number = len(line.issue.evidence)
    if number and line.report.links is None:
        return f"{number}份"
    return Link(f"查看({number})", f"evidence/{line.issue.id}/") if number else None


def _escalations(line: IssueLine) -> str | None:
    return _lines(f"{one.date:%Y-%m-%d} {one.kind}" for one in line.issue.escalations)


def _blame(one: Accountability) -> str:
    number = f"{one.number}人" if one.number else None
    return _together(one.date.isoformat(), one.kind, one.unit, one.post, number)


def _quantity(read: Callable[[Quantity], Value]) -> Callable[[MeasureLine], Value]:
    return lambda line: read(line.measure.quantity) if line.measure.quantity else None


def _measure_days_left(line: MeasureLine) -> str:
    return days_in_words((line.due - line.report.day).days) if line.due and line.open else NOTHING


def _measure_state(line: MeasureLine) -> str:
    if line.measure.done_on is not None:
        return "已完成"
    if not line.open:
        return "随项办结"
    return "逾期未完成" if line.due and line.due < line.report.day else "未完成"


def _deadline(line: IssueLine) -> str | None:
    """整改时限 as published, marked where another day counts by now."""
    if line.plan.deadline is None:
        return None
    now = line.entry.situation
    moved = now.original_due is not None and now.due != now.original_due
    return f"{line.plan.deadline.text}（已延期）" if moved else line.plan.deadline.text


def _late_text(line: LateLine) -> str | None:
    node = line.node
    if node.kind == "final":
        return line.plan.deadline.text if line.plan.deadline else None
    if node.kind == "age":
        return node.text
    return f"{node.number}. {node.text}" if node.number.isdigit() else f"{node.number} {node.text}"


def _late_units(line: LateLine) -> str | None:
    """Whoever has to do what is late."""
    position = line.node.path[-1]
    if line.node.kind == "measure" and isinstance(position, int):
        return _own_units(line, line.plan.measures[position])
    return _units(line)


ISSUE: Readers[IssueLine] = {
    BY_HAND: lambda _: None,
    "id": lambda line: line.issue.id,
    "title": lambda line: line.issue.title,
    "status": lambda line: STATUS_WORDS[line.issue.status],
    "state": state,
    "standing": lambda line: "已作废" if line.issue.void else STANDING_WORDS[line.entry.situation.standing],
    "pace": lambda line: "已作废" if line.issue.void else _pace(line),
    "pace.reasons": lambda line: None if line.issue.void else in_chinese(line.report.paces[line.issue.id]),
    "cycle": lambda line: line.issue.cycle,
    "level": lambda line: line.issue.level,
    "region": lambda line: line.issue.region,
    "fields": lambda line: _joined(line.issue.fields),
    "nature": lambda line: line.issue.nature,
    "risk": lambda line: line.issue.risk,
    "parent": lambda line: line.issue.parent,
    "objects": lambda line: _joined(line.issue.objects),
    "scheme": lambda line: line.issue.scheme,
    "source": lambda line: _lines(filter(None, (line.issue.source.kind, line.issue.source.batch))),
    "source.kind": lambda line: line.issue.source.kind,
    "source.batch": lambda line: line.issue.source.batch,
    "source.document": lambda line: line.issue.source.document,
    "source.item": lambda line: line.issue.source.item,
    "source.finding": lambda line: line.issue.source.finding,
    "source.received": lambda line: line.issue.source.received,
    "plan.goal": lambda line: line.plan.goal,
    "plan.measures": lambda line: _lines(map(_numbered, line.plan.measures)),
    "plan.measures.open": lambda line: _lines(_open_measure(m) for m in line.plan.measures if m.done_on is None),
    "measures": lambda line: len(line.plan.measures),
    "funds": lambda line: line.plan.funds,
    "measures.done": lambda line: sum(m.done_on is not None for m in line.plan.measures),
    "plan.lead_units": lambda line: _joined(_canonical(line, line.plan.lead_units)),
    "plan.responsible_units": _units,
    "responsible": _responsible,
    "plan.support_units": lambda line: _joined(_canonical(line, line.plan.support_units)),
    "plan.supervisor_units": lambda line: _joined(_canonical(line, line.plan.supervisor_units)),
    "plan.acceptor_units": lambda line: _joined(_canonical(line, line.plan.acceptor_units)),
    "plan.person": lambda line: _person(line, line.plan.person),
    "plan.leader": lambda line: _person(line, line.plan.leader),
    "plan.deadline.text": _deadline,
    "plan.deadline.milestones": _milestones,
    "deadline": _deadline_kind,
    "original_due": lambda line: line.entry.situation.original_due,
    "due": lambda line: line.entry.situation.due,
    "days_left": _days_left,
    "extensions": _extensions,
    "completed_on": lambda line: line.entry.situation.completed_on,
    "settled": lambda line: settled(line.entry),
    **PETITION,
    "progress": _progress,
    "progress.date": _reported(lambda one: one.date),
    "progress.percent": _reported(lambda one: one.percent),
    "progress.problems": _reported(lambda one: one.problems),
    "progress.next": _reported(lambda one: one.next),
    "evidence": _evidence,
    **CLOSING,
    "escalations": _escalations,
    "appraisals": lambda line: _lines(f"{one.date} {one.pace}：{one.reason}" for one in line.issue.appraisals),
    "accountability": lambda line: _lines(map(_blame, line.issue.accountability)),
}

MEASURE: Readers[MeasureLine] = {
    **ISSUE,
    "measure.number": lambda line: line.measure.number,
    "measure.text": lambda line: line.measure.text,
    "measure.units": lambda line: _own_units(line, line.measure),
    "measure.deadline": lambda line: line.measure.deadline,
    "measure.due": lambda line: line.due,
    "measure.days_left": _measure_days_left,
    "measure.quantity.total": _quantity(lambda quantity: quantity.total),
    "measure.quantity.done": _quantity(lambda quantity: quantity.done),
    "measure.quantity.unit": _quantity(lambda quantity: quantity.unit),
    "measure.funds": lambda line: line.measure.funds,
    "measure.done_on": lambda line: line.measure.done_on,
    "measure.state": _measure_state,
}

LATE: Readers[LateLine] = {
    **ISSUE,
    "late.kind": lambda line: NODE_WORDS[line.node.kind],
    "late.text": _late_text,
    "late.due": lambda line: line.node.due,
    "late.days": lambda line: (line.report.day - line.node.due).days,
    "late.units": _late_units,
}

LOOKBACK: Readers[LookBackLine] = {
    **ISSUE,
    "lookback.closed_on": lambda line: line.closure.date,
    "lookback.date": lambda line: line.check.date if line.check else None,
    "lookback.by": lambda line: _person(line, line.check.by) if line.check else None,
    "lookback.text": lambda line: line.check.text if line.check else None,
    "lookback.rebound": _checked(lambda check: check.rebound),
    "lookback.genuine": _checked(lambda check: check.genuine),
    "lookback.archive": _checked(lambda check: check.archive),
    "lookback.opinion": lambda line: line.check.opinion if line.check else None,
}

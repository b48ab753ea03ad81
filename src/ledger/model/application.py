"""What the papers of one issue may say beyond a letter: the form by which its acceptance and closing are applied for.

It follows the closing procedure of the house: a box for the opinion of every gate, filled where the gate was passed and
left for hand and seal where it was not (domain.md 2.2, 2.5). No field holds the name of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ledger.model.acts import Evidence
from ledger.model.dossier import dossier
from ledger.model.gates import Passing, way
from ledger.model.issue import Issue
from ledger.model.notice import ISSUE, Declared, Fields, in_words, named, of_issue
from ledger.model.office import Office
from ledger.model.plan import Indicator, Measure, Plan
from ledger.model.procedure import Gate
from ledger.model.schedule import completed_on, day_of

Rows = tuple[Mapping[str, str], ...]

APPLICATION: Declared = {
    **ISSUE,
    **dict.fromkeys(("层级", "环境要素", "工程类别", "交办日期", "整改轮次", "牵头单位", "配合单位")),
    **dict.fromkeys(("完成日期", "进展情况", "存在问题", "公示情况")),
    **dict.fromkeys(("验收日期", "验收办理单位", "验收方式", "验收结论", "验收意见")),
    **dict.fromkeys(("销号日期", "销号办理单位", "销号文号")),
    "措施情况": ("编号", "内容", "责任单位", "时限", "完成情况"),
    "指标情况": ("名称", "目标", "读数"),
    "佐证材料": ("序号", "名称", "种类", "日期"),
    "验收标准": ("序号", "内容", "对照情况"),
    "环节意见": ("环节", "意见", "单位", "日期"),
}


def application(issue: Issue, office: Office, day: date) -> Fields:
    """The fields of a paper about one issue as it stands on `day` (pass the issue as it was then)."""
    plan = issue.plan or Plan()
    finished, last = completed_on(issue), issue.last_progress()
    return {
        **of_issue(issue, office, day),
        "层级": issue.level or "",
        "环境要素": "、".join(issue.fields),
        "工程类别": "工程类" if issue.engineering else "非工程类",
        "交办日期": in_words(issue.source.received),
        "整改轮次": f"第{issue.cycle}轮" if issue.cycle > 1 else "",
        "牵头单位": named(plan.lead_units, office),
        "配合单位": named(plan.support_units, office),
        "完成日期": in_words(finished) if finished else "",
        "进展情况": last.text.strip() if last else "",
        "存在问题": (last.problems or "").strip() if last else "",
        "公示情况": _noticed(issue),
        **_accepted(issue),
        **_closed(issue),
        "措施情况": tuple(_measure(one, issue, plan, office) for one in plan.measures if one.cycle == issue.cycle),
        "指标情况": tuple(map(_indicator, plan.indicators)),
        "佐证材料": _filed(issue),
        "验收标准": _standards(issue, office, day),
        "环节意见": _opinions(issue, office, day),
    }


def _measure(one: Measure, issue: Issue, plan: Plan, office: Office) -> Mapping[str, str]:
    amount = one.quantity
    done = f"{amount.done:f}/{amount.total:f}{amount.unit}" if amount else ""
    state = f"{in_words(one.done_on)}完成" if one.done_on else f"未完成{f'（{done}）' if done else ''}"
    due = day_of(one.due, issue, office) if one.due else None
    return {
        "编号": one.number,
        "内容": one.text.strip(),
        "责任单位": named(one.units or plan.lead_units + plan.responsible_units, office),
        "时限": in_words(due) if due else (one.deadline or ""),
        "完成情况": state,
    }


def _indicator(one: Indicator) -> Mapping[str, str]:
    unit = one.unit or ""
    last = max(one.readings, key=lambda reading: reading.date, default=None)
    return {
        "名称": one.name,
        "目标": f"{one.operator}{one.value:f}{unit}",
        "读数": f"{last.value:f}{unit}（{in_words(last.date)}）" if last else "",
    }


def _filed(issue: Issue) -> Rows:
    own = [one for one in issue.evidence if one.cycle == issue.cycle]
    return tuple(
        {"序号": str(at), "名称": _name(one), "种类": one.kind, "日期": in_words(one.date)}
        for at, one in enumerate(own, 1)
    )


def _name(one: Evidence) -> str:
    return one.note or one.path.rpartition("/")[2]


def _standards(issue: Issue, office: Office, day: date) -> Rows:
    return tuple(
        {"序号": str(one.number), "内容": one.text, "对照情况": one.answer.text if one.answer else ""}
        for one in dossier(issue, office, day).standards
    )


def _noticed(issue: Issue) -> str:
    notice = next((one for one in reversed(issue.publicity) if one.cycle == issue.cycle), None)
    if notice is None:
        return ""
    where = f"，{notice.medium}" if notice.medium else ""
    waiting = sum(one.settled_on is None for one in notice.objections)
    heard = f"收到异议{len(notice.objections)}条" if notice.objections else "未收到异议"
    left = f"，{waiting}条未处理" if waiting else ""
    return f"{in_words(notice.start)}至{in_words(notice.end)}{where}，{heard}{left}"


def _accepted(issue: Issue) -> Fields:
    one = issue.verification()
    return {
        "验收日期": in_words(one.date) if one else "",
        "验收办理单位": "、".join(one.units) if one else "",
        "验收方式": (one.method or "") if one else "",
        "验收结论": one.result if one else "",
        "验收意见": (one.opinion or "") if one else "",
    }


def _closed(issue: Issue) -> Fields:
    one = issue.closure()
    return {
        "销号日期": in_words(one.date) if one else "",
        "销号办理单位": one.unit if one else "",
        "销号文号": (one.document or "") if one else "",
    }


def _opinions(issue: Issue, office: Office, day: date) -> Rows:
    """A box for each gate that somebody decides at; a public notice is nobody's opinion."""
    standing = way(issue, office, day)
    decided = (gate for gate in office.of(issue).procedure.gates if gate.kind != "publicity")
    return tuple(_opinion(issue, gate, standing.at(gate)) for gate in decided)


def _opinion(issue: Issue, gate: Gate, passed: Passing | None) -> Mapping[str, str]:
    if passed is None:
        return {"环节": gate.name, "意见": "", "单位": "", "日期": ""}
    said = _said(issue, gate, passed)
    return {"环节": gate.name, "意见": said or "同意", "单位": passed.unit or "", "日期": in_words(passed.date)}


def _said(issue: Issue, gate: Gate, passed: Passing) -> str | None:
    if gate.kind == "verify":
        verification = issue.verification()
        return (verification.opinion or f"验收{verification.result}") if verification else None
    if gate.kind == "close":
        return "同意销号"
    of_gate = (one for one in reversed(issue.passages) if one.gate == gate.name and one.date == passed.date)
    return next((one.opinion for one in of_gate), None)

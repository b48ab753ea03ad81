"""What an office's letters may say about an issue: the fields of a template by their official names, as texts.

What a document may say is declared beside the function that fills it in, so that a template can be judged before there
is anything to fill in.

The six headings of a 公示 are those of 宿州's notices (domain.md 3.3). No field holds the name of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ledger.model.acts import Escalation, Publicity
from ledger.model.escalation import CARD_NAMES
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import People
from ledger.model.personal import Kind, personal
from ledger.model.plan import Plan
from ledger.model.schedule import allotted, completed_on, effective_due, original_due

Value: TypeAlias = "str | tuple[str, ...] | tuple[Mapping[str, str], ...]"
"""What a field of a letter may be: a text, several texts, or several entries of named texts."""
Fields: TypeAlias = "dict[str, Value]"
Declared: TypeAlias = "Mapping[str, tuple[str, ...] | None]"
"""The fields of a document: a text has no parts, a list of texts no names for them, an entry of a list has both."""

HOUSE: Declared = dict.fromkeys(("台账名称", "落款单位", "落款日期", "依据", "监督电话", "邮箱", "地址"))
"""What every document may say: whose it is, of which day, whom to turn to."""
ISSUE: Declared = {
    **HOUSE,
    **dict.fromkeys(("问题编号", "问题名称", "问题来源", "轮次批次", "来源文件", "原文编号", "问题原文", "行政区域")),
    **dict.fromkeys(("责任单位", "督导单位", "验收单位", "整改目标", "整改时限", "最后期限", "整改完成情况")),
    "重点措施": ("编号", "内容"),
}
NOTICE: Declared = {
    **ISSUE,
    **dict.fromkeys(("公示开始", "公示结束", "公示期间", "公示天数", "公示媒介", "网址")),
}
WARNING: Declared = {
    **ISSUE,
    **dict.fromkeys(("主送单位", "措施种类", "评定月份", "牌", "牌名", "计分", "后续要求")),
    "理由": (),
}

PUBLIC_NOTICE = "公示"
"""The letter that a public notice is written from."""
_CONTACT = ("监督电话", "邮箱", "地址")
_UNSAID_SOURCE = "其他"
"""The kind of a source that nobody named: a paper that hangs out doesn't say 现将其他问题."""


def public_notice(issue: Issue, notice: Publicity, office: Office, day: date) -> Fields:
    """The fields of a 公示, signed on `day`."""
    return of_issue(issue, office, day) | {
        "公示开始": in_words(notice.start),
        "公示结束": in_words(notice.end),
        "公示期间": f"{in_words(notice.start)}至{in_words(notice.end)}",
        "公示天数": _length(notice),
        "公示媒介": notice.medium or "",
        "网址": notice.url or "",
    }


def warning(issue: Issue, act: Escalation, office: Office, day: date, follow: str | None = None) -> Fields:
    """The fields of a letter that goes with a card (提醒函, 督办单, 约谈通知), signed on `day`."""
    return of_issue(issue, office, day) | {
        "主送单位": act.unit or "",
        "措施种类": act.kind,
        "评定月份": _month(act.month) if act.month else "",
        "牌": act.card or "",
        "牌名": CARD_NAMES[act.card] if act.card else "",
        "计分": _points(act.points),
        "理由": tuple(act.reason.split("；")),
        "后续要求": follow or "",
    }


def personal_data(fields: Fields) -> tuple[tuple[str, Kind], ...]:
    """Which fields of a letter seem to hold personal data; the office's own contact is meant to be read."""
    return tuple(
        (name, kind) for name, value in fields.items() if name not in _CONTACT for kind in personal(_whole(value))
    )


def persons_named(fields: Fields, people: People) -> tuple[tuple[str, str], ...]:
    """Which fields hold the name of a registered person, and whose: what goes out names posts, not people."""
    names = tuple(dict.fromkeys(name for person in people.people for name in person.names if len(name) > 1))
    return tuple(
        (field, name) for field, value in fields.items() for text in (_whole(value),) for name in names if name in text
    )


def _whole(value: Value) -> str:
    return value if isinstance(value, str) else "\n".join(map(str, value))


def in_words(day: date) -> str:
    """2025年1月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def of_house(office: Office, day: date) -> Fields:
    """What every document may say."""
    house, contact = office.policy.ledger, office.policy.contact
    return {
        "台账名称": house.title,
        "落款单位": house.unit,
        "落款日期": in_words(day),
        "依据": house.legal_basis or "",
        "监督电话": contact.phone or "",
        "邮箱": contact.email or "",
        "地址": contact.address or "",
    }


def of_issue(issue: Issue, office: Office, day: date) -> Fields:
    """What every letter may say: the house, the finding, the plan, how far it has come."""
    plan, source = issue.plan or Plan(), issue.source
    due = effective_due(issue, office)
    return of_house(office, day) | {
        "问题编号": issue.id,
        "问题名称": issue.title.strip(),
        "问题来源": "" if source.kind == _UNSAID_SOURCE else source.kind,
        "轮次批次": source.batch or "",
        "来源文件": source.document or "",
        "原文编号": source.item or "",
        "问题原文": (source.finding or issue.title).strip(),
        "行政区域": issue.region or "",
        "责任单位": named(_responsible(plan), office),
        "督导单位": named(plan.supervisor_units, office),
        "验收单位": named(plan.acceptor_units, office),
        "整改目标": (plan.goal or "").strip(),
        "整改时限": _deadline(issue, office),
        "最后期限": in_words(due) if due else "",
        "重点措施": tuple({"编号": one.number, "内容": one.text.strip()} for one in plan.measures),
        "整改完成情况": _done(issue, plan),
    }


def _responsible(plan: Plan) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*plan.lead_units, *plan.responsible_units))) or plan.implementers


def named(units: Iterable[str], office: Office) -> str:
    """Units by the names that the register has for them, each once: a paper names nobody by a short name."""
    return "、".join(dict.fromkeys(map(office.units.canonical, units)))


def _deadline(issue: Issue, office: Office) -> str:
    """The deadline in the plan's own words, and beside it the day that a reopening or an approved extension set.

    Both are printed, so that nobody is blamed for a day that no longer counts, and nobody hides that there was one.
    """
    deadline = issue.plan.deadline if issue.plan else None
    first, due = original_due(issue, office), effective_due(issue, office)
    allowed = effective_due(allotted(issue), office)
    told = deadline.text.strip() if deadline else ""
    later = [f"重新整改限{in_words(allowed)}"] if allowed and allowed != first else []
    later += [f"经批准延至{in_words(due)}"] if due and due != allowed else []
    if told:
        later.insert(0, f"{told}（原时限）" if later else told)
    return "，".join(later)


def _done(issue: Issue, plan: Plan) -> str:
    """How far the work has come, a paragraph each: the last report, the measures, the verification."""
    told = issue.last_progress()
    lines = [told.text.strip()] if told else []
    finished = completed_on(issue)
    if finished is not None:
        lines.append(f"{len(plan.measures)}条整改措施已全部完成，最后一条完成于{in_words(finished)}。")
    verification = issue.verification()
    if verification is not None and verification.result == "通过":
        how = "联合" if verification.joint else "组织"
        units = "、".join(verification.units)
        lines.append(f"{in_words(verification.date)}，{units}{how}验收，结论为通过。")
    return "\n".join(lines)


def _length(notice: Publicity) -> str:
    if notice.days is None:
        return ""
    return f"{notice.days}个工作日" if notice.working else f"{notice.days}天"


def _points(points: Decimal | None) -> str:
    if not points:
        return ""
    return f"{'扣' if points < 0 else '加'}{abs(points).normalize():f}分"


def _month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year}年{number}月"

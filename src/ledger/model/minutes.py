"""会议纪要: what the paper about a meeting may say."""

from __future__ import annotations

from datetime import date

from ledger.model.decisions import Tracked, tracked
from ledger.model.meeting import Attendee, Meeting
from ledger.model.notice import HOUSE, Declared, Fields, in_words, named, of_house
from ledger.model.office import Office

MINUTES: Declared = {
    **HOUSE,
    **dict.fromkeys(("会议编号", "会议名称", "会议种类", "会议日期", "会议地点", "主持人", "纪要文号", "参会单位")),
    "参会人员": ("单位", "姓名", "职务"),
    "议题": ("序号", "内容", "相关问题"),
    "决定": ("序号", "内容", "责任单位", "责任人", "时限", "最后期限", "办理情况", "相关问题"),
}


def minutes(meeting: Meeting, office: Office, day: date) -> Fields:
    """The fields of the minutes, with how each decision stands on `day`."""
    found = tracked((meeting,), day, office.calendar, office.policy.check)
    return of_house(office, day) | {
        "会议编号": meeting.id,
        "会议名称": meeting.called,
        "会议种类": meeting.kind,
        "会议日期": in_words(meeting.date),
        "会议地点": meeting.place or "",
        "主持人": _person(office, meeting.chair),
        "纪要文号": meeting.document or "",
        "参会单位": named((one.unit for one in meeting.attendees), office),
        "参会人员": tuple(_attendee(office, one) for one in meeting.attendees),
        "议题": tuple(
            {"序号": str(at), "内容": one.text.strip(), "相关问题": "、".join(one.issues)}
            for at, one in enumerate(meeting.topics, 1)
        ),
        "决定": tuple(_decision(office, one) for one in found),
    }


def _person(office: Office, word: str | None) -> str:
    """Somebody by name, where the register knows them by what was written."""
    person = office.people.find(word) if word else None
    return person.name if person else word or ""


def _attendee(office: Office, one: Attendee) -> dict[str, str]:
    return {"单位": named((one.unit,), office), "姓名": _person(office, one.person), "职务": one.post or ""}


def _decision(office: Office, one: Tracked) -> dict[str, str]:
    told = one.decision
    return {
        "序号": told.number,
        "内容": told.text.strip(),
        "责任单位": named(told.units, office),
        "责任人": _person(office, told.person),
        "时限": told.deadline or "",
        "最后期限": in_words(one.due) if one.due else "",
        "办理情况": _state(one),
        "相关问题": "、".join(told.issues),
    }


def _state(one: Tracked) -> str:
    told = one.decision
    if one.state == "done" and told.done_on is not None:
        return f"{in_words(told.done_on)}办结{f'，{told.result}' if told.result else ''}"
    if one.state == "dropped":
        return f"不再办{f'，{told.result}' if told.result else ''}"
    return f"逾期{one.days}天" if one.state == "late" else "办理中"

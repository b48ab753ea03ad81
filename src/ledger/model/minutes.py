"""会议纪要: what the paper about a meeting may say."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.model.decisions import Tracked, tracked
from ledger.model.meeting import Attendee, Decision, Meeting, Topic
from ledger.model.notice import HOUSE, Declared, Fields, in_words, named, of_house
from ledger.model.office import Office

MINUTES: Declared = {
    **HOUSE,
    **dict.fromkeys(("会议编号", "会议名称", "会议种类", "会议日期", "会议地点", "主持人", "纪要文号", "参会单位")),
    "参会人员": ("单位", "姓名", "职务"),
    "议题": ("序号", "内容", "相关问题", "相关对象"),
    "决定": ("序号", "内容", "责任单位", "责任人", "时限", "最后期限", "相关问题", "相关对象"),
}


def minutes(meeting: Meeting, office: Office, names: Mapping[str, str]) -> Fields:
    """The fields of the minutes. They are of the day of the meeting and say nothing of what came later. They leave the
    office, and so don't name what is `kept_inside`. `names` are those of objects, by their ids.
    """
    found = tracked((meeting,), meeting.date, office.calendar, office.policy.check)
    return of_house(office, meeting.date) | {
        "会议编号": meeting.id,
        "会议名称": meeting.called,
        "会议种类": meeting.kind,
        "会议日期": in_words(meeting.date),
        "会议地点": meeting.place or "",
        "主持人": _person(office, meeting.chair),
        "纪要文号": meeting.document or "",
        "参会单位": named((one.unit for one in meeting.attendees), office),
        "参会人员": tuple(_attendee(office, one) for one in meeting.attendees),
        "议题": tuple(_topic(office, at, one, names) for at, one in enumerate(meeting.topics, 1)),
        "决定": tuple(_decision(office, one, names) for one in found),
    }


def kept_inside(meeting: Meeting, office: Office) -> tuple[str, ...]:
    """The issues of books that are not public (or of none) that a meeting is about, each once."""
    return tuple(one for one in meeting.issues if not office.of(one).is_public)


def _person(office: Office, word: str | None) -> str:
    """Somebody by name, where the register knows them by what was written."""
    person = office.people.find(word) if word else None
    return person.name if person else word or ""


def _attendee(office: Office, one: Attendee) -> dict[str, str]:
    return {"单位": named((one.unit,), office), "姓名": _person(office, one.person), "职务": one.post or ""}


def _topic(office: Office, number: int, one: Topic, names: Mapping[str, str]) -> dict[str, str]:
    return {"序号": str(number), "内容": one.text.strip(), **_about(office, one, names)}


def _about(office: Office, one: Topic | Decision, names: Mapping[str, str]) -> dict[str, str]:
    """Which issues and objects it is about, as far as others may know; an object by its name."""
    issues = (it for it in one.issues if office.of(it).is_public)
    return {"相关问题": "、".join(issues), "相关对象": "、".join(names.get(it, it) for it in one.objects)}


def _decision(office: Office, one: Tracked, names: Mapping[str, str]) -> dict[str, str]:
    told = one.decision
    return {
        "序号": told.number,
        "内容": told.text.strip(),
        "责任单位": named(told.units, office),
        "责任人": _person(office, told.person),
        "时限": told.deadline or "",
        "最后期限": in_words(one.due) if one.due else "",
        **_about(office, told, names),
    }

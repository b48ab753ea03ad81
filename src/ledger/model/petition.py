"""A complaint handed over by the inspectors (群众信访举报件): what the round's published table says of it.

The complainant never appears here: only the number under which the case was taken in (举报人信息保密).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ledger.errors import Said, say
from ledger.model.acts import By, IssueId
from ledger.model.values import FIRST_YEAR, LAST_YEAR, Day, Flag, Record, Text

SOURCE = "信访"
"""The `source.kind` of a petition."""
CHANNELS = {"D": "来电", "X": "来信"}
"""What the first letter of a number says: by telephone, by letter."""
LENGTH = 16
_NUMBER = re.compile(r"[DX][0-9][A-Z]{2}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{4}", re.ASCII)
_PARTS = (
    ("channel", slice(0, 1), re.compile(r"[DX]")),
    ("round", slice(1, 2), re.compile(r"[0-9]")),
    ("province", slice(2, 4), re.compile(r"[A-Z]{2}")),
    ("digits", slice(4, 12), re.compile(r"[0-9]{8}")),
    ("serial", slice(12, 16), re.compile(r"[0-9]{4}")),
)
"""What a number is made of, in its order (domain 3.4)."""


def handed_over_on(number: str) -> date | None:
    """The day in a 受理编号 such as `D3SX202505280018`; None where it is no number, or its day not of the calendar."""
    found = _NUMBER.fullmatch(number)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def fault(number: str) -> Said | None:
    """What is wrong with a number, the first thing that a reader from the left comes upon; None for a sound one."""
    if len(number) != LENGTH:
        return say("petition.length", length=len(number), wanted=LENGTH)
    for name, part, form in _PARTS:
        if not form.fullmatch(number[part]):
            return say(f"petition.{name}", found=number[part])
    return None if handed_over_on(number) else say("petition.no-such-day", found=number[4:12])


def meant(number: str) -> str | None:
    """The number that was probably meant by one in small letters, in full width or with blanks in it."""
    even = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    return even if even != number and handed_over_on(even) else None


def told_by(number: str) -> dict[str, str]:
    """What a number says by itself: the day of taking in, and the channel. Nothing for what is no number."""
    day = handed_over_on(number)
    return {"received": day.isoformat(), "channel": CHANNELS[number[0]]} if day else {}


def completed(tree: Mapping[str, object]) -> dict[str, object]:
    """A new record's texts with what its 受理编号 says put in where nobody said it: original number, day, channel."""
    result = dict(tree)
    petition, source = result.get("petition"), result.get("source")
    number = petition.get("number") if isinstance(petition, Mapping) else None
    if not isinstance(petition, Mapping) or not isinstance(number, str) or not (told := told_by(number)):
        return result
    result["petition"] = {"channel": told["channel"], **petition}
    said = source if isinstance(source, Mapping) else {}
    result["source"] = {"kind": SOURCE, "item": number, "received": told["received"], **said}
    return result


def _number(text: str) -> str:
    if handed_over_on(text) is None:
        raise PydanticCustomError("not_a_petition_number", "not a petition number")
    return text


PetitionNumber = Annotated[
    str,
    AfterValidator(_number),
    WithJsonSchema({"type": "string", "pattern": r"^[DX]\d[A-Z]{2}20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4}$"}),
]
"""受理编号: 来电 D or 来信 X, round, province, day, running number: `^[DX]\\d[A-Z]{2}\\d{8}\\d{4}$` with a real day."""

Verdict = Literal["属实", "基本属实", "部分属实", "不属实"]
VERDICTS: tuple[Verdict, ...] = ("属实", "基本属实", "部分属实", "不属实")
Settled = Literal["已办结", "阶段性办结", "未办结"]
SETTLED: tuple[Settled, ...] = ("已办结", "阶段性办结", "未办结")
Category = Literal["建议意见", "投诉请求", "揭发控告"]
CATEGORIES: tuple[Category, ...] = ("建议意见", "投诉请求", "揭发控告")
Visit = Literal["初次", "重复"]
VISITS: tuple[Visit, ...] = ("初次", "重复")
Satisfaction = Literal["满意", "基本满意", "不满意"]
SATISFACTIONS: tuple[Satisfaction, ...] = ("满意", "基本满意", "不满意")


class Revisit(Record):
    """A call on the complainant after the case was settled (回访)."""

    date: Annotated[Day, Field(title="回访日期", description="回访的日期")]
    by: By
    satisfaction: Annotated[Satisfaction, Field(title="满意度", description="群众的评价")]
    text: Annotated[Text | None, Field(title="回访情况", description="不写举报人信息")] = None


class Petition(Record):
    """What is particular about a petition; its types of pollution are the issue's own fields (several are usual)."""

    number: Annotated[PetitionNumber, Field(title="受理编号", description="如 D3SX202505280018，其中的日期须真实")]
    channel: Annotated[
        Literal["来电", "来信", "微信", "其他途径"] | None, Field(title="来源渠道", description="怎么反映的")
    ] = None
    category: Annotated[Category | None, Field(title="信访类别", description="三类分类处理")] = None
    visit: Annotated[
        Visit | None, Field(title="初次或重复", description="同一问题是初次反映，还是以前反映过（重信、重访、重电）")
    ] = None
    bypassed: Annotated[Flag, Field(title="越级", description="越过本应受理的一级反映的")] = False
    level: Annotated[Text | None, Field(title="信访等级", description="用词见 [words] petition_levels")] = None
    key: Annotated[Flag, Field(title="重点关注", description="是否重点关注件")] = False
    investigation: Annotated[Text | None, Field(title="调查核实情况", description="现场查实了什么")] = None
    verdict: Annotated[Verdict | None, Field(title="是否属实", description="属实、基本属实、部分属实、不属实")] = None
    settled: Annotated[Settled | None, Field(title="是否办结", description="已办结、阶段性办结、未办结")] = None
    duplicate_of: Annotated[IssueId | None, Field(title="重复件", description="与哪一件反映同一问题，填最先的一件")] = (
        None
    )
    revisits: Annotated[tuple[Revisit, ...], Field(title="回访", description="每次回访一条")] = ()

    @property
    def comes_again(self) -> bool:
        """Whether its problem was brought up before: somebody says so, or it is folded onto an earlier one."""
        return self.visit == "重复" or self.duplicate_of is not None

    @property
    def satisfaction(self) -> Satisfaction | None:
        """What the complainant said at the last call."""
        return max(self.revisits, key=lambda one: one.date).satisfaction if self.revisits else None

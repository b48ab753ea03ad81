"""A field that the issues of a book have beyond those of every issue, and what may stand in it: 排口编码, 地块面积."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.column import Kind
from ledger.model.naming import nearest
from ledger.model.units import plain
from ledger.model.values import Record, Text, Texts, read_day, read_number

ATTRIBUTES = "attributes"
"""Where in an issue the fields of its book stand, and how the field of a column begins that shows one."""
Moment = Literal["new", "start", "verify"]
_AGE = re.compile(r"(?=[1-9])(\d{1,4}(?=天)|\d{1,3}(?=个月)|\d{1,2}(?=年))(天|个月|年)")

_RATES = frozenset({"%", "％", "‰", "天", "日", "工作日", "年"})
"""Units of shares, of time limits and of years: adding them up tells nothing."""
_YEARS = frozenset({"年度", "年份"})


class Attribute(Record):
    """One field that the issues of a book have beyond those of every issue: 排口编码, 地块面积."""

    name: Annotated[Text, Field(title="名称", description="登记项的名称，如 排口编码")]
    kind: Annotated[
        Literal["text", "number", "day", "choice", "object"],
        Field(title="种类", description="text 文字、number 数字、day 日期、choice 从 words 里选、object 对象"),
    ] = "text"
    words: Annotated[Texts, Field(title="可选的词", description="kind 为 choice 时，只能写其中之一")] = ()
    of: Annotated[
        Text | None, Field(title="对象类别", description="kind 为 object 时，是哪一类对象，如 企业；不写不限")
    ] = None
    at_most: Annotated[
        Text | None,
        Field(title="最长多久", description="kind 为 day 时，没有销号的从这一天起最长多久：365天、6个月、1年"),
    ] = None
    unit: Annotated[Text | None, Field(title="计量单位", description="印在表头，如 亩、米")] = None
    needed: Annotated[
        Moment | None,
        Field(title="必填", description="最迟何时填：new 登记时、start 启动整改时、verify 验收时；不写可以不填"),
    ] = None
    gate: Annotated[
        Text | None,
        Field(title="签前必填", description="办理 gates 里哪个环节以前填：签字的环节或销号；与 needed 写一个"),
    ] = None
    must: Annotated[
        Texts, Field(title="须是", description="kind 为 choice 时，到必填的那一步须是其中之一；没有写必填的是验收")
    ] = ()

    @property
    def heading(self) -> str:
        """What its column is called: 贮存量（吨）."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name

    @property
    def adds_up(self) -> bool:
        """Whether the numbers of several issues make a sum: tons do, percentages, days allowed and years don't."""
        return self.kind == "number" and self.unit not in _RATES and self.name not in _YEARS


def contradictions(one: Attribute) -> Iterator[tuple[str, Said, str | None]]:
    """What a field says that doesn't go with its kind: the rule, the reason, and the key that says it."""
    if one.kind == "choice" and not one.words:
        yield "attribute-words", say("attribute.no-words", name=one.name), None
    elif one.kind != "choice" and one.words:
        yield "attribute-words", say("attribute.needless-words", name=one.name), "words"
    for key, kind, value in (("of", "object", one.of), ("at_most", "day", one.at_most)):
        if one.kind != kind and value is not None:
            yield "attribute-key", say("attribute.needless-key", name=one.name, key=key, kind=kind), key
    yield from _of_the_step(one)
    if one.at_most is not None and not _AGE.fullmatch(one.at_most):
        yield "attribute-age", say("attribute.bad-age", found=one.at_most), "at_most"


def _of_the_step(one: Attribute) -> Iterator[tuple[str, Said, str | None]]:
    """By when it is filled in is said once, and what it must be then is one of its words."""
    if one.gate is not None and one.needed is not None:
        yield "attribute-key", say("attribute.needed-twice", name=one.name), "gate"
    if one.must and one.kind != "choice":
        yield "attribute-key", say("attribute.needless-key", name=one.name, key="must", kind="choice"), "must"
    elif strange := next((word for word in one.must if word not in one.words), None):
        text = say("attribute.not-a-word", name=f"{one.name} must", found=strange, known=one.words)
        yield "attribute-words", text, "must"


def last_day(since: date, at_most: str) -> date:
    """The last day that is not too late, `at_most` being an age: a year from 2026-03-01 ends on 2027-03-01.

    Where the month has no such day it is the month's last (a year from 2024-02-29 ends on 2025-02-28).
    """
    found = _AGE.fullmatch(at_most)
    assert found is not None  # noqa: S101 - a description that says something else is not kept
    number = int(found[1])
    if found[2] == "天":
        return since + timedelta(days=number)
    months = since.year * 12 + since.month - 1 + number * (12 if found[2] == "年" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(since.day, calendar.monthrange(year, month + 1)[1]))


def misfit(attribute: Attribute, value: str) -> tuple[Said, str | None] | None:
    """Why a value is none of its attribute, and what was probably meant; None where it is one. Whether there is such
    an object is known to the register of objects alone.
    """
    if attribute.kind == "choice" and value not in attribute.words:
        text = say("attribute.not-a-word", name=attribute.name, found=value, known=attribute.words)
        holding = [word for word in attribute.words if plain(value) in plain(word)]
        return text, holding[0] if len(holding) == 1 else nearest(value, attribute.words)
    read = _READ.get(attribute.kind)
    if read is None:
        return None
    try:
        read(value)
    except ValueError:
        return say(f"attribute.not-a-{attribute.kind}", name=attribute.name, found=value), None
    return None


_READ: Mapping[str, Callable[[object], Decimal | date]] = {"number": read_number, "day": read_day}
CELLS: Mapping[str, Kind] = {"number": "number", "day": "date"}
"""The kind of the column that shows a field; that of all others is `text`."""


def meant(attribute: Attribute, text: str) -> Decimal | date | str:
    """What a field says, as its kind has it; as it was typed where it can't be read so."""
    read = _READ.get(attribute.kind)
    try:
        return read(text) if read else text
    except ValueError:
        return text

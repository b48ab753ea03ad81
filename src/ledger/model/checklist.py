"""A checklist of an office: what is looked at on the site, how, what it is worth, and what follows where it fails.

六个100%, 现场核查, 五不放过, 五项验收标准 differ from place to place, so a list is data, the office's or shipped:
`templates/checklists/NAME.yaml`. What was found on one day is an `inspection.Inspection`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.problem import Path, Problem
from ledger.model.values import Amount, Flag, Label, Percent, Record, Term, Text

Severity = Literal["一般", "较重", "严重"]
"""How grave it is where an item fails: 严重 fails the whole list, whatever the score."""


class Item(Record):
    """One thing to look at."""

    number: Annotated[Label, Field(title="序号", description="文字，如 1、2.1；表上按它对应")]
    text: Annotated[Text, Field(title="检查内容", description="应当怎样才算合格")]
    method: Annotated[Text | None, Field(title="检查方法", description="看现场、查记录、测、问")] = None
    points: Annotated[Amount, Field(title="分值", description="合格得的分；不适用的不计入满分")] = Decimal(1)
    photo: Annotated[Flag, Field(title="须附照片", description="合格与否都要有照片")] = False
    severity: Annotated[Severity, Field(title="严重程度", description="不合格时：一般、较重、严重（一票否决）")] = (
        "一般"
    )
    issue: Annotated[Text | None, Field(title="问题名称", description="不合格时登记为什么问题；不写用检查内容")] = None
    days: Annotated[Term | None, Field(title="整改天数", description="不合格时限几天整改；不写用全表的")] = None


class Described(Record):
    """What an office says of a checklist in its file."""

    title: Annotated[Text, Field(title="检查表名称", description="印在表头")]
    basis: Annotated[Text | None, Field(title="依据", description="所依据的规定")] = None
    subject: Annotated[Text, Field(title="检查对象", description="填表处叫什么，如 工地名称、企业名称")] = "检查对象"
    inspected: Annotated[
        Text | None, Field(title="受检单位", description="登记到台账时，受检单位写入哪个登记项，如 施工单位")
    ] = None
    passing: Annotated[Percent, Field(title="合格线", description="得分率达到百分之几算合格")] = Decimal(100)
    source: Annotated[Text, Field(title="问题来源", description="由此登记的问题的来源")] = "自查"
    book: Annotated[Text | None, Field(title="台账", description="登记到哪本台账；不写是本台账")] = None
    days: Annotated[Term | None, Field(title="整改天数", description="不合格项限几天整改")] = None
    items: Annotated[tuple[Item, ...], Field(title="检查项", description="逐项")]

    def named(self, name: str) -> Checklist:
        """The checklist of this description under a name: that of its file."""
        return Checklist(name=name, **dict(self))


class Checklist(Described):
    """A checklist."""

    name: Text

    def item(self, number: str) -> Item | None:
        """The item of this number."""
        return next((one for one in self.items if one.number == number), None)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is asked, item by item: the standards of a procedure that goes by this list."""
        return tuple(one.text for one in self.items)


def faults(described: Described) -> Iterator[Problem]:
    """Everything for which a list can't be filled in, or filled in and not read back."""
    if not described.items:
        yield _problem("list-empty", say("checklist.empty"), ("items",))
    for key in ("number", "text"):
        counted = Counter[str]()
        for at, one in enumerate(described.items):
            value = str(getattr(one, key))
            counted[value] += 1
            if counted[value] > 1:
                yield _problem("name-twice", say("procedure.name-twice", name=value), ("items", at, key))


def _problem(rule: str, text: Said, path: Path) -> Problem:
    return Problem(rule, "invalid", text, path=path)

"""A checklist filled in on one day at one site: what was found, item by item, in the words asked then, and its score.

The words and points of each item are kept with its result: a list may be changed later, what was found under it not.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field

from ledger.model.acts import Filed, IssueId
from ledger.model.checklist import Severity
from ledger.model.values import Amount, Day, Label, Name, Percent, Record, Text, Texts

Outcome = Literal["合格", "不合格", "不适用"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_PLACES = Decimal("0.1")


class Result(Record):
    """What was found of one item."""

    number: Annotated[Label, Field(title="序号", description="检查项的序号")]
    text: Annotated[Text, Field(title="检查内容", description="检查时表上的原文")]
    points: Annotated[Amount, Field(title="分值", description="检查时的分值")] = Decimal(1)
    severity: Annotated[Severity, Field(title="严重程度", description="检查时定的")] = "一般"
    outcome: Annotated[Outcome, Field(title="结果", description="合格、不合格、不适用")]
    remark: Annotated[Text | None, Field(title="情况说明", description="看到了什么")] = None
    photos: Annotated[tuple[Filed, ...], Field(title="照片", description="文件及其校验码")] = ()


class Inspection(Record):
    """A checklist as it was filled in."""

    id: Annotated[Name, Field(title="编号", description="与文件名相同")]
    checklist: Annotated[Text, Field(title="检查表", description="templates/checklists/ 里的名称")]
    date: Annotated[Day, Field(title="检查日期", description="到现场的日期")]
    inspectors: Annotated[Texts, Field(title="检查人", description="人员编号，登记里没有的写姓名")]
    site: Annotated[Text | None, Field(title="检查地点", description="工地、企业、点位的名称")] = None
    unit: Annotated[Text | None, Field(title="受检单位", description="负责整改的单位")] = None
    region: Annotated[Text | None, Field(title="行政区域", description="所在的行政区划")] = None
    object: Annotated[Name | None, Field(title="对象编号", description="objects/ 里的编号")] = None
    issue: Annotated[IssueId | None, Field(title="问题编号", description="核查的是哪一项问题")] = None
    note: Annotated[Text | None, Field(title="其他情况", description="表外的情况")] = None
    passing: Annotated[Percent, Field(title="合格线", description="检查时的合格线")] = Decimal(100)
    results: Annotated[tuple[Result, ...], Field(title="检查结果", description="逐项")]
    recorded_by: Annotated[Text | None, Field(title="登记人", description="收表的人员编号")] = None
    recorded_on: Annotated[Day | None, Field(title="登记日期", description="收表的日期")] = None

    @property
    def failed(self) -> tuple[Result, ...]:
        """The items that failed."""
        return tuple(one for one in self.results if one.outcome == "不合格")

    @property
    def photos(self) -> tuple[Filed, ...]:
        """Every photo that came with the form."""
        return tuple(photo for one in self.results for photo in one.photos)

    @property
    def possible(self) -> Decimal:
        """The points of everything that applies."""
        return sum((one.points for one in self.results if one.outcome != "不适用"), Decimal(0))

    @property
    def gained(self) -> Decimal:
        """The points of everything found in order."""
        return sum((one.points for one in self.results if one.outcome == "合格"), Decimal(0))

    @property
    def rate(self) -> Decimal | None:
        """The points gained in percent of those that apply, to a tenth; None where nothing applies."""
        if not self.possible:
            return None
        return (100 * self.gained / self.possible).quantize(_PLACES, ROUND_HALF_UP)

    @property
    def passed(self) -> bool:
        """Whether the site passes: the score reaches the line (unrounded), and nothing grave failed."""
        enough = 100 * self.gained >= self.passing * self.possible
        return enough and all(one.severity != "严重" for one in self.failed)


def same(one: Inspection, other: Inspection) -> bool:
    """Whether two records say the same of one visit: a form that was taken twice."""
    return _said(one) == _said(other)


def _said(one: Inspection) -> Inspection:
    bare = tuple(
        it.model_copy(update={"photos": tuple(p.model_copy(update={"path": p.sha256}) for p in it.photos)})
        for it in one.results
    )
    return one.model_copy(update={"id": "", "recorded_by": None, "recorded_on": None, "results": bare})

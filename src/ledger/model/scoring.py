"""How an office scores its units: points for what happened, by dimension, as data (`templates/scores/NAME.yaml`).

纳入绩效考评, 评分细则, 综合考评 (domain 1, 82 to 84, 150): 年度工作目标任务完成情况, 生态环境质量, 公众满意度.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.naming import nearest
from ledger.model.problem import Path, Problem
from ledger.model.values import Amount, Day, Number, Percent, Record, Text

Event = Literal[
    "评牌计分",
    "逾期",
    "节点逾期",
    "未按月调度",
    "挂牌过期未解除",
    "逾期完成",
    "按期销号",
    "验收不通过",
    "反弹",
    "死灰复燃",
    "通报",
    "约谈",
    "督办",
    "挂牌督办",
    "专项督察",
    "表扬",
    "问责",
    "群众满意",
    "群众不满意",
    "检查不合格",
]
CARD: Event = "评牌计分"
"""The event that has points of its own (those on the card), which a rule multiplies."""
_WHOLE = Decimal(100)


class Dimension(Record):
    """One thing that is judged, and how much it weighs."""

    name: Annotated[Text, Field(title="方面", description="年度工作目标任务完成情况、生态环境质量、公众满意度")]
    weight: Annotated[Percent, Field(title="权重", description="百分比，各方面合计 100")]


class Rule(Record):
    """What an event is worth."""

    on: Annotated[Event, Field(title="情形", description="见 docs/scores.md")]
    points: Annotated[Number, Field(title="分值", description="扣分为负；评牌计分时是倍数")]
    dimension: Annotated[Text, Field(title="方面", description="计入哪个方面")]
    most: Annotated[Amount | None, Field(title="上限", description="这一条最多加减多少分")] = None


class Mark(Record):
    """Points that people give, where no event of an issue tells it: the quality of a year, a survey."""

    unit: Annotated[Text, Field(title="单位", description="哪个单位")]
    dimension: Annotated[Text, Field(title="方面", description="计入哪个方面")]
    date: Annotated[Day, Field(title="日期", description="哪一天给的，算在这一年")]
    points: Annotated[Number, Field(title="分值", description="扣分为负")]
    reason: Annotated[Text, Field(title="理由", description="凭什么")]


class Rules(Record):
    """The file `templates/scores/NAME.yaml`."""

    title: Annotated[Text, Field(title="名称", description="印在表头")]
    basis: Annotated[Text | None, Field(title="依据", description="考评办法的名称、文号")] = None
    base: Annotated[Amount, Field(title="基础分", description="每个方面从多少分起")] = _WHOLE
    floor: Annotated[Amount, Field(title="最低分", description="每个方面不低于")] = Decimal(0)
    cap: Annotated[Amount, Field(title="最高分", description="每个方面不高于")] = _WHOLE
    dimensions: Annotated[tuple[Dimension, ...], Field(title="各方面", description="方面和权重")]
    rules: Annotated[tuple[Rule, ...], Field(title="计分", description="逐条")]
    marks: Annotated[tuple[Mark, ...], Field(title="人工给分", description="逐条")] = ()


def faults(rules: Rules) -> Iterator[Problem]:
    """What makes rules useless although every value is allowed."""
    total = sum((one.weight for one in rules.dimensions), Decimal(0))
    if total != _WHOLE:
        yield _problem("weights", say("score.weights", total=f"{total:f}"), ("dimensions",))
    if not rules.floor <= rules.base <= rules.cap:
        yield _problem("bounds", say("score.bounds"), ("base",))
    known = tuple(one.name for one in rules.dimensions)
    for at, name in enumerate(known):
        if name in known[:at]:
            yield _problem("name-twice", say("procedure.name-twice", name=name), ("dimensions", at, "name"))
    named = [(("rules", at), one.dimension) for at, one in enumerate(rules.rules)]
    named += [(("marks", at), one.dimension) for at, one in enumerate(rules.marks)]
    for path, name in named:
        if name not in known:
            text = say("score.unknown-dimension", name=name, known=known)
            yield _problem("unknown-name", text, (*path, "dimension"), nearest(name, known))


def _problem(rule: str, text: Said, path: Path, suggestion: str | None = None) -> Problem:
    return Problem(rule, "invalid", text, path=path, suggestion=suggestion)

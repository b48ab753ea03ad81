"""Lists of petition rounds: 群众信访举报转办和边督边改公开情况一览表 (domain 3.4), as a table or told in text."""

from __future__ import annotations

from random import Random

from plan_makers.content import matter
from plan_makers.grids import Row, title
from plan_makers.numbers import chinese
from plan_makers.pages import Grid, Printed
from plan_makers.wording import foot
from plan_truth import Text, Truth

_HEADS = (
    ("序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况", "是否属实", "处理和整改情况",
     "是否办结", "责任人被处理情况"),
    ("序号", "信访件编号", "举报内容", "行政区划", "污染类型", "调查核实情况", "是否属实", "处理和整改情况", "办结情况",
     "问责情况"),
    ("编号", "受理编号", "交办问题", "行政区域", "污染类别", "核实情况", "是否属实", "处理情况", "是否办结", "备注"),
)  # fmt: skip
_STATES = ("已办结", "阶段性办结", "未办结")
_TRUE = ("属实", "部分属实", "基本属实", "不属实")
_KINDS = ("水", "大气", "噪声", "土壤", "生态", "水、大气", "其他污染")


def petition_batch(seed: int) -> Printed:
    """P: one petition a row."""
    rng, made = Random(f"P{seed}"), Printed("P", seed)
    title(made, rng, f"群众信访举报转办和边督边改公开情况一览表（第{chinese(rng.randint(1, 30))}批）")
    count = rng.randint(2, 12)
    if rng.random() < 0.3:
        made.say(f"6月4日，督察组移交群众信访举报件{count}件，办理情况如下。")
    rows: list[Row] = [rng.choice(_HEADS)]
    rows += [_petition(rng, made, at) for at in range(1, count + 1)]
    made.blocks.append(Grid(tuple(rows)))
    foot(made, rng)
    return made


def petitions_told(seed: int) -> Printed:
    """T: one petition after the other in text."""
    rng, made = Random(f"T{seed}"), Printed("T", seed)
    title(made, rng, f"第{chinese(rng.randint(1, 30))}批群众信访举报件办理情况公示")
    _in_text(rng, made, rng.randint(2, 12))
    foot(made, rng)
    return made


def _in_text(rng: Random, made: Printed, count: int) -> None:
    """Each petition as labels and words below its number, which a running number or a name may stand before."""
    heads, labelled = rng.choice(_HEADS), rng.choice(("{}：", "【{}】", "{}:"))
    opened = rng.choice(
        ("{head}：{number}", "{at}.{number}", "{cn}、{head}：{number}", "（{cn}）{number}", "{at}、{head}{number}")
    )
    named = "{head}" in opened and "{cn}" not in opened and rng.random() < 0.5
    for at in range(1, count + 1):
        row = _petition(rng, made, at)
        if named:
            made.say(f"{chinese(at)}、{row[3]}{row[4]}问题")
        said = opened.format(head=heads[1], number=row[1], at=at, cn=chinese(at))
        made.say(said)
        for heading, words in list(zip(heads, row, strict=True))[2:]:
            made.say(f"{labelled.format(heading)}{words}")


def _petition(rng: Random, made: Printed, at: int) -> Row:
    one = matter(rng)
    number = f"{rng.choice('DX')}3SX2025{rng.randint(1, 12):02}{rng.randint(1, 28):02}{at:04}"
    checked, handled, state = f"经现场核查，{one.done[0]}。", f"责令整改；{one.works[0].text}", rng.choice(_STATES)
    made.truths.append(Truth(number, Text(one.finding), progress=Text(checked, handled, within=True), status=state))
    where, kind, true = one.place, rng.choice(_KINDS), rng.choice(_TRUE)
    return (str(at), number, one.finding, where, kind, checked, true, handled, state, "无")

"""Makes sentences of annual plans whose meaning is known: those that bind to a day or a number, and those that do not.

Places, works and firms are invented. What is varied: verbs, units, days, order of the words, width of the signs,
frames before and clauses behind, enumerations, lists with semicolons, headings.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from task_binding import (
    amount,
    blanked,
    changed,
    dated,
    enumerated,
    measured,
    passive,
    rhythm,
    semicolons,
    several_measured,
    share_of_whole,
    stages,
    started,
    then_and_now,
    two_days,
    water,
)
from task_telling import capacity, distance, paper, past, plain, state, threshold
from task_words import YEAR, Made, Maker

BINDING: tuple[Callable[[Maker], Made], ...] = (
    dated,
    amount,
    passive,
    measured,
    several_measured,
    changed,
    two_days,
    stages,
    share_of_whole,
    water,
    rhythm,
    enumerated,
    semicolons,
    then_and_now,
    blanked,
    started,
)
OTHER: tuple[Callable[[Maker], Made], ...] = (plain, distance, threshold, capacity, paper, past, state)
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "%": "％"})


def plan(seed: int, paragraphs: int = 12) -> tuple[str, tuple[Made, ...]]:
    """The text of a plan with its headings, and its sentences in their order."""
    maker = Maker(Random(seed))
    wide = maker.random.random() < 0.5
    heads = maker.random.choice([("一、", "(一)", "1."), ("一、", "（一）", "1、"), ("第一部分 ", "一、", "(一)")])
    lines = [f"{YEAR}年{maker.place()}生态环境保护工作要点", "", f"{heads[0]}主要任务"]
    made: list[Made] = []
    counter = 0
    for at in range(paragraphs):
        if at % 4 == 0 and at < 36:
            numeral = "一二三四五六七八九"[at // 4]
            lines.append(
                heads[1].replace("一", numeral)
                + maker.one("打好碧水保卫战", "推进大气污染防治", "加强固废管理", "深化生态修复")
            )
            counter = 0
        counter += 1
        sentences = [
            maker.random.choice(BINDING if maker.random.random() < 0.55 else OTHER)(maker)
            for _ in range(maker.number(1, 4))
        ]
        made += sentences
        body = "。".join(one.text for one in sentences) + "。"
        lines.append(
            (body if maker.random.random() < 0.5 else heads[2].replace("1", str(counter)) + "强化治理。" + body)
            if heads[2] != "(一)"
            else body
        )
    text = "\n".join(lines)
    return (text.translate(_WIDE) if wide else text), tuple(made)


def as_printed(words: str) -> str:
    """Words as they are compared: half width."""
    return words.translate(
        {
            ord(wide): narrow
            for narrow, wide in ((",", "，"), (";", "；"), (":", "："), ("(", "（"), (")", "）"), ("%", "％"))
        }
    )

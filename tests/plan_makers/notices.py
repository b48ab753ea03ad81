"""Notices before closing: D of domain 4, one issue under numbered headings, now and then several in one file."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from plan_makers.content import Matter, matter
from plan_makers.numbers import ITEMS, chinese
from plan_makers.pages import Printed, broken, chrome_above
from plan_makers.wording import copied, foot, labels, measures, truth, worded
from plan_truth import Text

_PROBLEM = ("整改问题", "整改任务", "反馈问题")
_OUTCOME = ("整改完成情况", "整改落实情况", "整改主要工作及成效")
_MORE = (("群众意见征询情况", "未收到意见。"), ("是否属实", "属实"), ("涉及行业", "水利管理业"), ("问责情况", "无"))
_HEADINGS = ("{}、{}\n{}", "{}、{}\n{}", "（{}）{}\n{}", "{}、{}：\n{}", "{}、{}：{}")


def headed_notice(seed: int) -> Printed:
    """D: 一、整改问题 … 六、整改完成情况."""
    rng, made = Random(f"D{seed}"), Printed("D", seed)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        _notice(rng, made)
    foot(made, rng)
    return made


def _notice(rng: Random, made: Printed) -> None:
    one = matter(rng)
    number, about = _number(rng)
    kept = ["responsible", "goal"]
    kept += [name for name, often in (("deadline", 0.7), ("supervisor", 0.3)) if rng.random() < often]
    rng.shuffle(kept)
    said = worded(rng, one, kept)
    works, steps = measures(one, ITEMS[rng.choice(("1.", "1、", "（1）"))])
    told = [f"{at}.{words}。" for at, words in enumerate(one.done, 1)]
    words = labels(rng)
    parts = [(words[name], [said.cells[name]]) for name in kept]
    parts.insert(rng.randint(0, len(parts)), (words["measures"], works if rng.random() < 0.6 else ["".join(works)]))
    parts = [(rng.choice(_PROBLEM), [one.finding]), *parts, (rng.choice(_OUTCOME), told)]
    _head(rng, made, one, about)
    shape = rng.choice(_HEADINGS)
    if rng.random() < 0.3:
        label, words_of_it = rng.choice(_MORE)
        parts.insert(rng.randint(1, len(parts)), (label, [words_of_it]))
    for at, (label, lines) in enumerate(parts, 1):
        for line in [*shape.format(chinese(at), label, lines[0]).split("\n"), *lines[1:]]:
            made.say(broken(line, rng, pages=int(copied(made.seed) and rng.random() < 0.05), past=10))
    made.say("公示时间：2025年9月8日至2025年9月19日，共10个工作日。公示期间如有异议，请向市生态环境局反映。")
    for line in ("监督电话：0000-0000000", f"{one.place}人民政府", "2025年9月8日"):
        made.say(line)
    made.truths.append(replace(truth(one, number, kept, said.units), measures=steps, progress=Text("".join(told))))


def _number(rng: Random) -> tuple[str, str]:
    """The number of the issue, and how the title names it."""
    if rng.random() < 0.4:
        day = f"20{rng.randint(20, 25)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
        number = f"{rng.choice('XD')}3{rng.choice(('YC', 'SX', 'AH'))}{day}{rng.randint(1, 99):04}"
        return number, f"信访件{number}问题"
    number = rng.choice((f"序号{chinese(rng.randint(2, 60))}", f"第{rng.randint(2, 60)}项"))
    return number, f"反馈问题（{number}）"


def _head(rng: Random, made: Printed, one: Matter, about: str) -> None:
    for line in chrome_above(rng, f"{one.place}生态环境保护督察{about}整改完成情况公示"):
        made.say(line)
    made.say(f"按照有关要求，现将{one.place}{about}整改完成情况公示如下：")

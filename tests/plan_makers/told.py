"""Documents that tell how each issue stands, or what is to become better: C, G and H of domain 4."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from plan_makers.content import matter
from plan_makers.numbers import ITEMS, below, misread
from plan_makers.pages import Printed, broken
from plan_makers.wording import copied, foot, head, labels, truth
from plan_truth import Step, Text, Truth

_QUOTED = ("关于“{}”", "关于“{}”的问题", "关于“{}”问题", "“{}”", "反馈意见指出：“{}”", "针对“{}”问题")
_STANDS = (
    "该问题已完成整改。", "目前，该问题已完成整改。", "该问题正在推进整改。", "该问题已完成整改，并长期坚持。",
    "该项整改任务已完成。",
)  # fmt: skip
_TOPICS = (
    "宣传教育", "行政审批服务", "执法监管", "干部队伍建设", "工作作风", "信访办理", "应急能力", "监测网络",
)  # fmt: skip


def quoted_progress(seed: int) -> Printed:
    """C: 关于“原文”, then how far it is."""
    rng, made = Random(f"C{seed}"), Printed("C", seed)
    style = rng.choice(("一、", "（一）", "1.", "项目1.1", "问题1"))
    inside, label, wording = below(style, rng), labels(rng)["progress"], rng.choice(_QUOTED)
    dated, glued = rng.random() < 0.4, rng.random() < 0.3
    paged, count = copied(seed) and rng.random() < 0.3, rng.randint(2, 9)
    head(made, rng, count)
    for at in range(1, count + 1):
        one = matter(rng)
        quoted = one.finding.replace("“", "‘").replace("”", "’")
        printed, number, flagged = misread(*ITEMS[style](at), rng)
        made.say(printed + wording.format(quoted))
        if dated:
            made.say(f"整改时限：{one.due.text}")
        told = [f"{one.status}。", *(f"{inside(at)[0]}{words}。" for at, words in enumerate(one.done, 1))]
        if glued:
            made.say(f"{label}：{''.join(told)}")
        else:
            made.say(f"{label}：{told[0]}")
            for line in told[1:]:
                made.say(broken(line, rng, pages=int(paged and rng.random() < 0.1)))
        known = truth(one, number, ["deadline"] if dated else [])
        progress = Text("".join(told))
        made.truths.append(replace(known, finding=Text(quoted), progress=progress, status=one.status, misread=flagged))
    foot(made, rng)
    return made


def completed_narrative(seed: int) -> Printed:
    """G: each problem told in a paragraph or two, with a sentence that says how far it is."""
    rng, made = Random(f"G{seed}"), Printed("G", seed)
    items = ITEMS[rng.choice(("一、", "（一）", "1.", "1、", "问题1"))]
    together, count = rng.random() < 0.5, rng.randint(2, 8)
    head(made, rng, count)
    for at in range(1, count + 1):
        one = matter(rng)
        printed, number = items(at)
        begun = rng.choice((f"{one.place}高度重视，", "经整改，", "整改以来，", "督察反馈后，", f"目前，{one.place}"))
        told = f"{begun}{'；'.join(one.done)}。{rng.choice(_STANDS)}"
        if together:
            made.say(printed + one.finding + told)
        else:
            made.say(printed + one.finding)
            made.say(told)
        made.truths.append(replace(truth(one, number, []), progress=Text(told)))
    foot(made, rng)
    return made


def titled_measures(seed: int) -> Printed:
    """H: a number, a title, and the measures in the same paragraph or the one below."""
    rng, made = Random(f"H{seed}"), Printed("H", seed)
    items = ITEMS[rng.choice(("1、", "1.", "（一）", "一、", "（1）"))]
    label, apart, count = labels(rng)["measures"], rng.random() < 0.2, rng.randint(2, 8)
    head(made, rng, count)
    for at, topic in enumerate(rng.sample(_TOPICS, count), 1):
        title = f"{rng.choice(('进一步加强', '切实改进', '着力提升'))}{topic}。"
        printed, number = items(at)
        undated = "".join(work.text for work in matter(rng).works if work.due is None)
        text = undated or "加强日常巡查，发现问题及时整改。"
        for line in (printed + title, f"{label}：{text}") if apart else (f"{printed}{title}{label}：{text}",):
            made.say(line)
        made.truths.append(Truth(number, Text(title), measures=(Step("", Text(text)),)))
    foot(made, rng)
    return made

"""Documents whose items are labelled in running text: A, a label a line, and B, all in one line (domain 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from plan_makers.content import matter
from plan_makers.numbers import ITEMS, Style, below, chinese, misread
from plan_makers.pages import Printed, broken
from plan_makers.wording import ASIDES, SECTIONS, Worded, copied, foot, head, labels, measures, order, truth, worded
from plan_truth import Text

_SHAPES = ("{}：{}", "{}：{}", "【{}】{}", "{}\n{}", "{}:{}", "{}： {}")
_RUN_ON = ("（一）", "（一）", "问题1", "问题一", "项目1.1", "1.", "序号一", "第1项", "（二十三）", "第十二项")


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a document does the same way for all its items."""

    style: str
    inside: Style
    labels: dict[str, str]
    kept: Sequence[str]
    shape: str = "{}：{}"
    finding_labelled: bool = False
    paired: bool = False
    """Two labels in one line."""
    told: bool = False
    """Progress after the measures."""
    aside: tuple[str, str] | None = None
    """A label without a field, behind the finding."""


def label_per_line(seed: int) -> Printed:
    """A: every label begins a line."""
    rng, made = Random(f"A{seed}"), Printed("A", seed)
    habits = _habits(rng)
    sections = habits.style != "一、" and rng.random() < 0.6
    restart = sections and habits.style in {"1.", "1、", "（一）"} and rng.random() < 0.4
    wrap = rng.randint(26, 42) * copied(seed) * (rng.random() < 0.25)
    paged = copied(seed) and (wrap or rng.random() < 0.3)
    count, begun = rng.randint(2, 12), 0
    head(made, rng, count)
    for at in range(1, count + 1):
        if sections and at in {1, 4, 7}:
            made.say(f"{chinese(at // 3 + 1)}、{SECTIONS[at // 3]}", 1)
            begun = at - 1 if restart else 0
        for line in _item(rng, made, habits, at - begun):
            made.say(broken(line, rng, wrap=wrap, pages=int(paged and rng.random() < 0.06), past=10))
    foot(made, rng)
    return made


def _habits(rng: Random) -> _Habits:
    style, words = rng.choice(list(ITEMS)), labels(rng)
    if rng.random() < 0.15:
        words = {label: " ".join(word) for label, word in words.items()}
    shape = rng.choice(_SHAPES)
    return _Habits(
        style=style,
        inside=below(style, rng),
        labels=words,
        kept=order(rng),
        shape=shape,
        finding_labelled=style not in {"问题1", "问题一"} and rng.random() < 0.3,
        paired=rng.random() < 0.15,
        told=rng.random() < 0.2,
        aside=rng.choice(ASIDES) if rng.random() < 0.3 and "\n" not in shape else None,
    )


def _item(rng: Random, made: Printed, habits: _Habits, at: int) -> list[str]:
    """The lines of one issue; what they say is added to the document's truths."""
    one, shape = matter(rng), habits.shape
    printed, number, flagged = misread(*ITEMS[habits.style](at), rng)
    said = worded(rng, one, habits.kept)
    lines = [printed + one.finding]
    if habits.finding_labelled:
        lines = [printed, shape.format(habits.labels["finding"], one.finding)]
    if habits.aside:
        lines.append(shape.format(*habits.aside))
    lines += _labelled(habits, said)
    works, steps = measures(one, habits.inside)
    if len(works) == 1 or rng.random() < 0.3:
        lines += [shape.format(habits.labels["measures"], works[0]), *works[1:]]
    else:
        lines += [f"{habits.labels['measures']}：", *works]
    known = replace(truth(one, number, habits.kept, said.units), misread=flagged, measures=steps)
    if habits.told:
        told = [f"{at}.{words}。" for at, words in enumerate(one.done, 1)]
        lines += [f"{habits.labels['progress']}：", *told]
        known = replace(known, progress=Text("".join(told)))
    made.truths.append(known)
    return "\n".join(lines).split("\n")


def _labelled(habits: _Habits, said: Worded) -> list[str]:
    lines = [habits.shape.format(habits.labels[name], said.cells[name]) for name in habits.kept]
    if not habits.paired or "\n" in habits.shape or "【" in habits.shape:
        return lines
    return [rest[0] if len(rest) == 1 else "　　".join(rest) for rest in (lines[:1], lines[1:3], lines[3:]) if rest]


def run_on(seed: int) -> Printed:
    """B: everything in one line, the labels glued to what stands before them."""
    rng, made = Random(f"B{seed}"), Printed("B", seed)
    style = rng.choice(_RUN_ON)
    aside = rng.choice(ASIDES) if rng.random() < 0.3 else None
    habits = _Habits(style, below(style, rng), labels(rng), order(rng), aside=aside)
    count, text = rng.randint(2, 9), ""
    head(made, rng, count)
    for at in range(1, count + 1):
        if at in {1, 4, 7}:
            text += f"{chinese(at // 3 + 1)}、{SECTIONS[at // 3]}"
        one = matter(rng)
        printed, number, flagged = misread(*ITEMS[style](at), rng)
        said = worded(rng, one, habits.kept)
        works, steps = measures(one, habits.inside)
        text += printed + one.finding + (f"{aside[0]}：{aside[1]}" if aside else "")
        text += "".join(f"{habits.labels[name]}：{said.cells[name]}" for name in habits.kept)
        text += f"{habits.labels['measures']}：{''.join(works)}"
        known = truth(one, number, habits.kept, said.units)
        made.truths.append(replace(known, misread=flagged, measures=steps))
    pages = rng.randint(0, 3) * copied(seed)
    made.say(broken(text, rng, wrap=rng.choice((0, 0, 60)) * copied(seed), pages=pages))
    foot(made, rng)
    return made

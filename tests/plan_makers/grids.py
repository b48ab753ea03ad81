"""Documents whose items stand in tables: E, one table an issue, and F, one row an issue (domain 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from plan_makers.content import Matter, matter, place
from plan_makers.numbers import ITEMS, MEASURES, chinese, misread
from plan_makers.pages import Grid, Printed, chrome_above
from plan_makers.wording import LABELS, foot, labels, truth
from plan_truth import Step, Text

Row = tuple[str | None, ...]
_FINDING = ("整改任务", "整改问题", "反馈问题", "问题描述")
_OF_NUMBER = ("序号", "编号", "问题编号", "整改任务序号", "反馈问题编号")
_COLUMN_OF_FINDING = ("整改问题", "反馈问题", "问题描述", "存在问题", "问题", "警示片披露问题", "检查发现的问题")
_UNKNOWN = ("群众满意度", "档案盒号", "影像资料")
"""Labels that no list of words holds: their words are nobody else's."""
_CHAPTERS = ("思想认识方面", "污染防治方面", "生态保护方面")


def cell_of_measures(one: Matter, rng: Random, glue: str) -> tuple[str, tuple[Step, ...]]:
    """The measures in one cell, and what they are."""
    if len(one.works) == 1:
        work = one.works[0]
        return work.text, (Step("", Text(work.text), work.units, work.due),)
    style = MEASURES[rng.choice(("1.", "1、", "（1）", "①"))]
    marks = [style(at) for at in range(1, len(one.works) + 1)]
    text = glue.join(mark + work.text for (mark, _), work in zip(marks, one.works, strict=True))
    return text, tuple(
        Step(number, Text(work.text), work.units, work.due) for (_, number), work in zip(marks, one.works, strict=True)
    )


def _told(one: Matter, glue: str) -> str:
    if len(one.done) == 1:
        return f"{one.done[0]}。"
    return glue.join(f"{at}.{words}。" for at, words in enumerate(one.done, 1))


def title(made: Printed, rng: Random, words: str) -> None:
    """The title of the table, with the website's words above it."""
    for line in chrome_above(rng, f"{place(rng, '市')}{words}"):
        made.say(line)


def vertical_table(seed: int) -> Printed:
    """E: one issue a table, label at the left, words at the right; now and then two pairs in a row, or a title."""
    rng, made = Random(f"E{seed}"), Printed("E", seed)
    title(made, rng, "生态环境保护督察反馈问题整改完成情况公示表")
    style = ITEMS[rng.choice(("序号一", "问题1", "第1项", "1."))]
    for at in range(1, rng.randint(1, 4) + 1):
        _, number, flagged = misread(*style(at), rng)
        _vertical(rng, made, number, flagged=flagged)
    foot(made, rng)
    return made


def _vertical(rng: Random, made: Printed, number: str, *, flagged: bool) -> None:
    one, words = matter(rng), labels(rng)
    works, steps = cell_of_measures(one, rng, rng.choice(("\n", "")))
    told, kept = _told(one, "\n"), ["goal", "deadline", "responsible"]
    pairs = [
        (words["responsible"], "、".join(one.responsible)), (words["goal"], one.goal),
        (words["deadline"], one.due.text), (words["measures"], works), (words["progress"], told),
    ]  # fmt: skip
    if rng.random() < 0.4:
        pairs.insert(1, (words["supervisor"], "、".join(one.supervisor)))
        kept.append("supervisor")
    numbered = ("序号" if number.isdigit() else rng.choice(_OF_NUMBER), number)
    rows: list[Row] = [numbered, (rng.choice(_FINDING), one.finding), *pairs]
    if rng.random() < 0.3:
        short = pairs[-3]
        rows = [(*numbered, *short), *((label, text, None, None) for label, text in rows[1:] if label != short[0])]
    if rng.random() < 0.2:
        rows.append((rng.choice(_UNKNOWN), "见附件", *([None] * (len(rows[0]) - 2))))
    if rng.random() < 0.2:
        rows.insert(0, ("整改情况公示表", *([None] * (len(rows[0]) - 1))))
    made.blocks.append(Grid(tuple(rows)))
    made.say("")
    units = {role: getattr(one, role) for role in kept[2:]}
    known = truth(one, number, kept, units)
    made.truths.append(replace(known, measures=steps, progress=Text(told), misread=flagged))


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a horizontal table does the same way in all its rows."""

    names: tuple[str, ...]
    glue: str
    several: bool
    """A measure a row, the issue's own cells merged over them."""


def horizontal_table(seed: int) -> Printed:
    """F: one issue a row, or several rows; chapters between them, headings in two lines or again on the next page."""
    rng, made = Random(f"F{seed}"), Printed("F", seed)
    title(made, rng, "生态环境保护督察反馈意见整改措施清单")
    columns = _columns(rng)
    heads = _heads(rng, columns)
    rows, wide = [*heads], len(columns.names) + 2
    chapters, again = rng.random() < 0.3, rng.random() < 0.15
    restart, begun = chapters and rng.random() < 0.3, 0
    for at in range(1, rng.randint(2, 9) + 1):
        if chapters and at in {1, 4}:
            rows.append((f"{chinese(at // 3 + 1)}、{rng.choice(_CHAPTERS)}", *([None] * (wide - 1))))
            begun = at - 1 if restart else 0
        if again and at == 3:
            rows += heads
        rows += _rows(rng, made, columns, str(at - begun))
    if rng.random() < 0.2:
        rows.append(("备注：本表由市整改办负责解释。", *([None] * (wide - 1))))
    made.blocks.append(Grid(tuple(rows)))
    foot(made, rng)
    return made


def _columns(rng: Random) -> _Columns:
    some = ("supervisor", "persons", "progress")
    names = ["goal", "measures", "deadline", "responsible", *(name for name in some if rng.random() < 0.4)]
    rng.shuffle(names)
    if rng.random() < 0.2:
        names = [name for name in names if name != "responsible"] + ["lead", "support"]
    return _Columns(tuple(names), rng.choice(("\n", "")), rng.random() < 0.25)


def _heads(rng: Random, columns: _Columns) -> list[Row]:
    words = {label: rng.choice(some) for label, some in LABELS.items()}
    words["progress"] = rng.choice(("整改进展情况", "整改情况", "进展情况"))
    first = ("序号", rng.choice(_COLUMN_OF_FINDING))
    if columns.names[-1] != "support" or rng.random() < 0.4:
        return [(*first, *(words[name] for name in columns.names))]
    others = tuple(words[name] for name in columns.names[:-2])
    return [(*first, *others, "责任单位", None), (None, None, *([None] * len(others)), "牵头单位", "配合单位")]


def _rows(rng: Random, made: Printed, columns: _Columns, number: str) -> list[Row]:
    one, names = matter(rng), columns.names
    works, steps = cell_of_measures(one, rng, columns.glue)
    told = _told(one, columns.glue)
    roles = ("responsible", "lead", "support", "supervisor")
    units = {role: getattr(one, role) for role in roles if role in names}
    texts = {role: "、".join(units[role]) for role in units} | {
        "goal": one.goal, "measures": works, "deadline": one.due.text, "persons": one.persons, "progress": told,
    }  # fmt: skip
    known = replace(truth(one, number, names, units), measures=steps)
    known = replace(known, progress=Text(told)) if "progress" in names else known
    if not columns.several or len(one.works) == 1:
        made.truths.append(known)
        return [(number, one.finding, *(texts[name] for name in names))]
    made.truths.append(replace(known, measures=tuple(replace(step, number=str(n)) for n, step in enumerate(steps, 1))))
    first, *others = [f"{at}.{work.text}" for at, work in enumerate(one.works, 1)]
    texts["measures"] = first
    rows: list[Row] = [(number, one.finding, *(texts[name] for name in names))]
    return rows + [(None, None, *(text if name == "measures" else None for name in names)) for text in others]

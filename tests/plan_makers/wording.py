"""How a document words what it says of an issue: its labels, its unit cells, its numbered measures, its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from plan_makers.content import Matter, place
from plan_makers.numbers import Style
from plan_makers.pages import Printed, chrome_above, chrome_below
from plan_truth import Due, Step, Text, Truth

LABELS: Mapping[str, Sequence[str]] = {
    "finding": ("问题描述", "反馈问题", "整改问题", "问题简述", "问题表述", "存在问题描述"),
    "goal": ("整改目标", "目标任务", "整改要求", "整改目标及要求"),
    "deadline": ("整改时限", "完成时限", "整改期限", "时限要求", "办结时限", "整改销号时限"),
    "responsible": ("责任单位", "整改责任单位", "主体责任单位", "整改实施主体", "主责单位", "整改主体"),
    "lead": ("牵头单位", "牵头单位", "牵头责任单位", "牵头整改单位"),
    "support": ("配合单位", "协办单位"),
    "supervisor": ("督导单位", "监管责任单位", "督办单位", "行业主管部门"),
    "acceptor": ("验收单位", "验收销号单位"),
    "persons": ("责任人",),
    "measures": ("整改措施", "重点措施", "工作措施", "整改推进措施"),
    "progress": ("整改进展情况", "整改完成情况", "整改落实情况", "整改进展"),
}
ASIDES = (("整改类型", "限期整改"), ("整改层级", "市级"), ("问题性质", "历史遗留"), ("整改属性", "长期任务"))
"""Labels for which an issue has no field, some of them in no list, with what stands under them."""
SECTIONS = (
    "贯彻落实生态文明思想存在差距", "污染防治攻坚战仍有短板", "生态环境风险隐患突出", "督察整改落实不到位",
    "认识有偏差",
)  # fmt: skip
_TITLES = (
    "贯彻落实省生态环境保护督察反馈意见整改方案", "第三轮生态环境保护督察报告整改措施清单",
    "环境保护督察反馈意见问题整改措施清单",
)  # fmt: skip
_SOMETIMES = ("lead", "support", "supervisor", "acceptor", "persons")


@dataclass(frozen=True, slots=True)
class Worded:
    """One issue as this document words it: what it prints under each label, and what that means."""

    cells: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]


def labels(rng: Random) -> dict[str, str]:
    """One wording of each label for a whole document."""
    return {label: rng.choice(words) for label, words in LABELS.items()}


def order(rng: Random) -> list[str]:
    """Which labels a document prints, besides the measures, and in which order."""
    kept = ["goal", "deadline", "responsible", *(name for name in _SOMETIMES if rng.random() < 0.4)]
    rng.shuffle(kept)
    return kept


def worded(rng: Random, one: Matter, kept: Sequence[str]) -> Worded:
    """The words under the labels; now and then the parts that units play stand inside one cell (domain 3.8)."""
    units = {role: getattr(one, role) for role in ("responsible", "lead", "support", "supervisor", "acceptor")}
    units = {role: names for role, names in units.items() if role in kept}
    cells = {role: rng.choice("、、，；").join(names) for role, names in units.items()}
    if "lead" not in kept and rng.random() < 0.15:
        cells["responsible"] = f"{'、'.join(one.lead)}（以上为牵头单位），{'、'.join(one.responsible)}"
        units["lead"] = one.lead
    elif not {"lead", "support"} & set(kept) and rng.random() < 0.12:
        cells["responsible"] = f"{'、'.join(one.lead)}牵头，{'、'.join(one.support)}配合"
        units |= {"lead": one.lead, "support": one.support, "responsible": ()}
    cells |= {"goal": one.goal, "deadline": one.due.text + rng.choice(("", "。")), "persons": one.persons}
    return Worded(cells, units)


def truth(one: Matter, number: str, kept: Sequence[str], units: Mapping[str, tuple[str, ...]] | None = None) -> Truth:
    """What a document that prints these labels says of an issue."""
    goal, due = "goal" in kept, Due("")
    if "deadline" in kept:
        due = one.due
    return Truth(
        number=number,
        finding=Text(one.finding),
        goal=Text(one.goal) if goal else None,
        deadline=due if due.text else None,
        units=units or {},
        persons=one.persons if "persons" in kept else None,
        indicators=(one.promise,) if goal and one.promise else (),
    )


def measures(one: Matter, style: Style) -> tuple[list[str], tuple[Step, ...]]:
    """The measures as printed, one a line, and as known; a single one has no number."""
    if len(one.works) == 1:
        work = one.works[0]
        return [work.text], (Step("", Text(work.text), work.units, work.due),)
    lines, steps = [], []
    for at, work in enumerate(one.works, 1):
        printed, number = style(at)
        lines.append(printed + work.text)
        steps.append(Step(number, Text(work.text), work.units, work.due))
    return lines, tuple(steps)


def copied(seed: int) -> bool:
    """Whether a document may be copied out of printed pages: Markdown is never, its lines are its writer's."""
    return seed % 4 != 1


def head(made: Printed, rng: Random, counted: int) -> None:
    """Title and first words, with the website's above them."""
    for line in chrome_above(rng, place(rng, "市") + rng.choice(_TITLES)):
        made.say(line)
    if rng.random() < 0.3:
        made.say(f"根据督察反馈意见，共梳理问题{counted}个，现制定整改措施清单如下。")


def foot(made: Printed, rng: Random) -> None:
    """What the website prints below."""
    for line in chrome_below(rng):
        made.say(line)

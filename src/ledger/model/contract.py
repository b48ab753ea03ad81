"""目标责任书: what a unit signs for a year: its tasks with goal and deadline, and by what it will be scored.

制订目标责任书, 将工作目标任务细化分解落实 (domain 1, 80). No field holds the name of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ledger.model.issue import Issue
from ledger.model.notice import HOUSE, Declared, Fields, in_words, of_house
from ledger.model.office import Office
from ledger.model.plan import Plan
from ledger.model.reckoned import answering
from ledger.model.schedule import effective_due
from ledger.model.scoring import CARD, Rule, Rules

CONTRACT: Declared = {
    **HOUSE,
    **dict.fromkeys(("年度", "签订单位", "任务数", "考评办法", "基础分")),
    "任务": ("序号", "编号", "名称", "目标", "措施", "时限"),
    "考核方面": ("名称", "权重"),
    "计分": ("情形", "方面", "分值", "上限"),
}


def contract(issues: Iterable[Issue], unit: str, rules: Rules, office: Office, day: date) -> Fields:
    """The fields of the paper that `unit` signs in the year of `day`: what it answers for and has not had closed."""
    mine = [
        one for one in issues
        if one.void is None and one.status != "closed" and unit in answering(one, office)
    ]  # fmt: skip
    return of_house(office, day) | {
        "年度": str(day.year),
        "签订单位": unit,
        "任务数": str(len(mine)),
        "考评办法": rules.basis or rules.title,
        "基础分": f"{rules.base.normalize():f}",
        "任务": tuple(_task(number, one, office) for number, one in enumerate(mine, 1)),
        "考核方面": tuple({"名称": one.name, "权重": f"{one.weight.normalize():f}%"} for one in rules.dimensions),
        "计分": tuple(
            {
                "情形": one.on,
                "方面": one.dimension,
                "分值": _points(one),
                "上限": f"{one.most.normalize():f}" if one.most is not None else "",
            }
            for one in rules.rules
        ),
    }


def _points(rule: Rule) -> str:
    """What a rule gives or takes; a card has points of its own, which the rule multiplies."""
    number = rule.points.normalize()
    return f"牌上的分×{number:f}" if rule.on == CARD else f"{number:+f}"


def _task(number: int, issue: Issue, office: Office) -> Mapping[str, str]:
    plan = issue.plan or Plan()
    due = effective_due(issue, office)
    return {
        "序号": str(number),
        "编号": issue.id,
        "名称": issue.title.strip(),
        "目标": (plan.goal or "").strip(),
        "措施": "\n".join(f"{one.number}．{one.text.strip()}" for one in plan.measures),
        "时限": in_words(due) if due else (plan.deadline.text.strip() if plan.deadline else ""),
    }

"""Invented tables of many kinds, whose truth is known: everything printed is read, nothing else."""

from __future__ import annotations

import random

import pytest

from ledger.formats.plan_text.choosing import choose
from ledger.model.document import Document
from tabled import Written, made, numbers, text, wide, words

PLACES = ("云溪县", "江岸区", "临湖县", "北郊区")
FINDINGS = ("河道水体发黑", "工地扬尘扰民", "污水直排", "固废堆存", "管网建设滞后", "餐饮油烟超标")
DEADLINES = ("2024年底前", "立行立改，长期坚持", "2025年6月30日前", "2024年12月底")
HEADINGS = {
    "number": ("序号", "编号", "问题编号", "序 号"),
    "finding": ("问题", "反馈问题", "存在问题", "整改问题", "具体问题"),
    "goal": ("整改目标", "目标", "整改要求"),
    "measures": ("整改措施", "主要措施", "工作措施", "具体整改措施"),
    "responsible": ("责任单位", "整改责任单位", "主责单位"),
    "deadline": ("整改时限", "完成时限", "时限要求", "办结时限"),
}
Truth = list[dict[str, str]]


def invented(seed: int) -> tuple[Truth, list[str], random.Random]:
    """Items out of nowhere, and the labels that their table has, in its order."""
    rng = random.Random(seed)
    style = rng.choice(("{}", "{}.", "（{}）", "问题{}", "第{}项", "1.{}"))
    truth = [
        {
            "number": style.format(at),
            "finding": f"{rng.choice(PLACES)}{rng.choice(FINDINGS)}，影响约{rng.randint(2, 90)}户。",
            "goal": rng.choice(("水质达标。", "全面完成整改。", "不再扰民。")),
            "measures": rng.choice(("截污清淤。", "（1）截污。（2）清淤。", "加强巡查，逐月通报。")),
            "responsible": "、".join(
                rng.sample(("县水务局", "县住建局", "县城管局", "市生态环境局（牵头）"), rng.randint(1, 3))
            ),
            "deadline": rng.choice(DEADLINES),
        }
        for at in range(1, rng.randint(3, 9))
    ]
    rest = [label for label in HEADINGS if label != "number"]
    return truth, ["number", *rng.sample(rest, rng.randint(4, 5))], rng


def as_text(truth: Truth, labels: list[str], rng: random.Random, sign: str) -> Document:
    """The items as a table printed with a sign between the cells."""
    closing = " |" if sign == " | " and rng.random() < 0.5 else ""
    lines = [[rng.choice(HEADINGS[label]) for label in labels], *([item[label] for label in labels] for item in truth)]
    rows = [sign.join(line) + closing for line in lines]
    if rng.random() < 0.5:
        rows.insert(rng.randint(2, len(rows) - 1), f"— {rng.randint(2, 9)} —")
    return text("\n".join(["云溪县整改措施清单", *rows]))


def as_tables(truth: Truth, labels: list[str], rng: random.Random) -> Document:
    """The items as tables over several pages."""
    head: list[Written] = [rng.choice(HEADINGS[label]) for label in labels]
    rows: list[list[Written]] = [[item[label] for label in labels] for item in truth]
    cut = rng.randint(1, len(rows) - 1)
    second = [head, *rows[cut:]] if rng.random() < 0.5 else rows[cut:]
    return made("云溪县整改措施清单", [wide("整改措施清单", len(labels)), head, *rows[:cut]], "— 2 —", second)


def as_forms(truth: Truth, labels: list[str], rng: random.Random) -> Document:
    """Each item as a table of its own."""
    rest = [label for label in labels if label != "number"]
    return made(
        *[[["编号", item["number"]], *([rng.choice(HEADINGS[label]), item[label]] for label in rest)] for item in truth]
    )


@pytest.mark.parametrize("kind", ["pipes", "tabs", "tables", "forms"])
def test_what_is_printed_is_what_is_read(kind: str) -> None:
    """Precision and recall of items and fields are 1 over two hundred invented tables of each kind."""
    for seed in range(200):
        truth, labels, rng = invented(seed)
        if "finding" not in labels:
            labels.append("finding")
        makers = {
            "pipes": lambda t, ls, r: as_text(t, ls, r, " | "),
            "tabs": lambda t, ls, r: as_text(t, ls, r, "\t"),
            "tables": as_tables,
            "forms": as_forms,
        }
        taken = choose(makers[kind](truth, labels, rng)).taken
        assert numbers(taken) == [item["number"] for item in truth], (kind, seed)
        for entry, item in zip(taken.entries, truth, strict=True):
            for label in labels[1:]:
                assert words(entry, label) == [item[label]], (kind, seed, label)

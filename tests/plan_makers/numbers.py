"""How items, measures and sections are numbered, and what a scanner makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

Style = Callable[[int], tuple[str, str]]
"""The n-th number: as printed with its punctuation, and without."""

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1–99 in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


ITEMS: Mapping[str, Style] = {
    "一、": lambda n: (f"{chinese(n)}、", chinese(n)),
    "（一）": lambda n: (f"（{chinese(n)}）", chinese(n)),
    "1.": lambda n: (f"{n}.", str(n)),
    "1、": lambda n: (f"{n}、", str(n)),
    "（1）": lambda n: (f"（{n}）", str(n)),
    "问题1": lambda n: (f"问题{n}：", f"问题{n}"),
    "问题一": lambda n: (f"问题{chinese(n)}：", f"问题{chinese(n)}"),
    "项目1.1": lambda n: (f"项目{(n - 1) // 4 + 1}.{(n - 1) % 4 + 1}：", f"项目{(n - 1) // 4 + 1}.{(n - 1) % 4 + 1}"),
    "项目1.10": lambda n: (f"项目1.{n}：", f"项目1.{n}"),
    "第1项": lambda n: (f"第{n}项：", f"第{n}项"),
    "第十二项": lambda n: (f"第{chinese(n + 11)}项：", f"第{chinese(n + 11)}项"),
    "第1条": lambda n: (f"第{n}条　", f"第{n}条"),
    "问题（一）": lambda n: (f"问题（{chinese(n)}）：", f"问题（{chinese(n)}）"),
    "序号:1": lambda n: (f"序号:{n}\n", f"序号:{n}"),
    "（二十三）": lambda n: (f"（{chinese(n + 22)}）", chinese(n + 22)),
    "序号一": lambda n: (f"序号{chinese(n)}：", f"序号{chinese(n)}"),
}
MEASURES: Mapping[str, Style] = {
    "1.": lambda n: (f"{n}.", str(n)),
    "1、": lambda n: (f"{n}、", str(n)),
    "（1）": lambda n: (f"（{n}）", str(n)),
    "①": lambda n: (chr(ord("①") + n - 1), str(n)),
    "一是": lambda n: (f"{chinese(n)}是", ""),
}


def below(style: str, rng: Random) -> Style:
    """A numbering for what stands inside items of this style: one that no reader takes for the items'."""
    if style in {"1.", "1、"}:
        return MEASURES[rng.choice(("（1）", "①", "一是"))]
    if style == "（1）":
        return MEASURES[rng.choice(("①", "一是"))]
    return MEASURES[rng.choice(("1.", "1、", "（1）", "①", "一是"))]


def misread(printed: str, number: str, rng: Random, chance: float = 0.06) -> tuple[str, str, bool]:
    """A scanner's l for 1 and O for 0, now and then, in numbers with a word before them."""
    if rng.random() < chance and number.startswith(("项目", "问题", "第")):
        for right, wrong in (("1", "l"), ("0", "O")):
            if right in number:
                return printed.replace(right, wrong, 1), number.replace(right, wrong, 1), True
    return printed, number, False

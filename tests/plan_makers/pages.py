"""A printed document: its paragraphs and tables, what they say for certain, and how print spoils them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from plan_truth import Truth

_FULL = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})
_HALF = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "？": "?", "！": "!"})
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_PAGE_NUMBERS: Sequence[Callable[[int], str]] = (
    lambda page: f"-{page}-", lambda page: f"— {page} —", lambda page: f"第{page}页 共{page + 7}页",
    lambda page: f"－{page}－", lambda page: f"- {page} -", lambda page: f"第 {page} 页",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `level` where a word processor would mark it as a heading."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells; None is a place that the cell above covers."""

    rows: tuple[tuple[str | None, ...], ...]


@dataclass(slots=True)
class Printed:
    """A document of a family and what it says."""

    family: str
    seed: int
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)

    def say(self, text: str, level: int | None = None) -> None:
        self.blocks.append(Paragraph(text, level))


def in_width(text: str, width: str, rng: Random) -> str:
    """The text in full or half width punctuation, or mixed; `wide`: digits as well."""
    if width == "wide":
        return text.translate(_FULL).translate(_WIDE)
    if width == "full":
        return re.sub(r"(?<=\d)，(?=\d{3})", ",", text.translate(_FULL))
    if width == "half":
        return text.translate(_HALF)
    return "".join(char.translate(_HALF) if rng.random() < 0.3 else char for char in text)


def page_number(rng: Random) -> str:
    """How a page is numbered at its foot."""
    return rng.choice(_PAGE_NUMBERS)(rng.randint(1, 40))


def broken(text: str, rng: Random, *, wrap: int | None = None, pages: int = 0, past: int = 0) -> str:
    """The text as copied out of a printed page: lines of `wrap` characters, page numbers in mid-sentence, not before
    the character `past`.
    """
    lines = [text] if not wrap else [text[at : at + wrap] for at in range(0, len(text), wrap)]
    for _ in range(pages):
        at = rng.randrange(len(lines))
        inside = re.finditer(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff])", lines[at])
        places = [hit.start() for hit in inside if hit.start() >= past]
        if places:
            cut = rng.choice(places)
            lines[at : at + 1] = [lines[at][:cut], page_number(rng), lines[at][cut:]]
    return "\n".join(lines)


def chrome_above(rng: Random, title: str) -> list[str]:
    """What a website prints over a text."""
    day = f"20{rng.randint(18, 25)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    lines = [
        "首页 > 政务公开 > 通知公告", f"发布时间：{day} 来源：市生态环境局 浏览次数：{rng.randint(10, 999)}",
        f"文章来源:市生态环境局浏览量:{rng.randint(10, 999)}发表时间:{day} 10:12 责任编辑:信息中心",
        "【字体：大 中 小】 打印", "当前位置：首页 > 督察整改",
    ]  # fmt: skip
    return [*rng.sample(lines, rng.randint(0, 2)), title]


def chrome_below(rng: Random) -> list[str]:
    """What a website prints under it."""
    lines = [
        "热点新闻", "上一篇：市召开环保工作会议", "下一篇：关于举办培训班的通知",
        "主办单位：某市人民政府办公室 版权所有", "打印 关闭",
    ]  # fmt: skip
    return rng.sample(lines, rng.randint(0, 3))

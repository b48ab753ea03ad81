"""No rule blows up: a hundred thousand repeated characters are read in the time that their length explains."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from ledger.model.document import Spot
from ledger.model.extract import (
    deadlines,
    figures,
    indicators,
    measures,
    numbers,
    persons,
    progress,
    quantities,
    sentences,
    titles,
    units,
)
from ledger.model.extract.deadlines import When
from ledger.model.extract.entry import item
from ledger.model.item import Entry, Labelled
from ledger.model.workdays import Calendar

WHEN = When(None, None, Calendar())
LENGTH = 100_000
SECONDS = 12.0
"""Far above the second or two that it takes; what grows with the square of the length takes hours."""

READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "units": (
        units.shares,
        "局 市局、 市局和 市局/ 县\n (牵头) 甲局(牵头) 甲(牵头); 责任单位: 市局牵头, 党委、县政府 负责 同 \u3000",
    ),
    "units in brackets": (lambda text: units.shares(text, strict=True), "( （ 局 负责 长期坚持, 2024年底前,"),
    "persons": (persons.persons, "局 局、 局长、 张三、 张三\n ( 县长"),
    "progress": (progress.progress, "已 正在 已完成, 已完成 该问题 1."),
    "title": (titles.title, "“ 关于“ ( , 一、 1."),
    "figures": (figures.figures, "0 1 1, 一 十 23台 百分之 《 A 〔2020〕 每立方米 /"),
    "quantities": (quantities.counted, "23台 1台、 其中 ( ,"),
    "indicators": (
        lambda text: indicators.indicators(text, WHEN),
        "达到1% 1%、 由1% 达到Ⅲ类, 由Ⅴ类 比2015年下降 20- 到 (1)",
    ),
    "measures": (lambda text: measures.measures(text, WHEN), "1. (1) ① 一是 措施1: 2025年 (长期坚持) ( 1\n \u3000"),
    "deadline": (lambda text: deadlines.read(text, WHEN), "2025年 20_年 其中 年"),
    "deadline within": (lambda text: deadlines.within(text, WHEN), "2025年底前, 20_年 其中 , 月"),
    "damage": (deadlines.damaged_in, "20_年 20- X X月 _"),
    "number": (numbers.read, "1 l 1. 一 —"),
    "compact": (sentences.compact, "\n 甲\n \u3000 \u3000甲 1.\n"),
}
"""Each reader with what its own rules begin with, or go on with."""


@pytest.mark.parametrize("reader", sorted(READERS))
def test_repeated_characters_cost_no_more_than_their_length(reader: str) -> None:
    read, repeated = READERS[reader]
    for unit in (*repeated.split(" "), " "):
        text = (unit * LENGTH)[:LENGTH]
        begun = time.process_time()
        read(text)
        assert time.process_time() - begun < SECONDS, unit


def test_many_items_are_read_quickly() -> None:
    """500 items, a tenth of a petition round, in a tenth of the time and better."""
    spot = Spot(1)
    entry = Entry(
        "问题2",
        "城区污水集中收集率低。2022年主城区生活污水集中收集率仅为58.3%,低于全省平均水平9.6个百分点。",
        (
            Labelled("responsible", "云溪区、江岸区党委和政府,市城投集团", spot),
            Labelled("goal", "到2024年底,主城区生活污水集中收集率达到65%以上;到2025年底,达到70%以上。", spot),
            Labelled("deadline", "2025年12月底前(其中:2024年3月底前完成管网排查)。", spot),
            Labelled("measures", "(1)开展管网排查230公里。(2024年3月底前)(2)修复管网180公里。(市水利局牵头)", spot),
        ),
        spot,
    )
    begun = time.process_time()
    for _ in range(500):
        item(entry, date(2024, 1, 5), None, Calendar())
    assert time.process_time() - begun < SECONDS

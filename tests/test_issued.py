"""When a document was issued: by its signature, website or title; unknown where it tells several days."""

from __future__ import annotations

import time
from datetime import date

import pytest

from ledger.model.document import Document, Line, Spot
from ledger.model.issued import Issued, issued
from tabled import made


def document(*lines: str) -> Document:
    blocks = tuple(Line(text, Spot(at)) for at, text in enumerate(lines, 1))
    return Document("方案.txt", "txt", "0" * 64, blocks)


@pytest.mark.parametrize(
    ("lines", "day", "year"),
    [
        (("某县整改方案", "问题1：污水直排。", "某县整改办", "2025年3月1日"), date(2025, 3, 1), 2025),
        (("某县整改方案", "二〇二五年十一月二十日"), date(2025, 11, 20), 2025),
        (("文章来源：某局 浏览量： 发表时间：2025-09-08 10:12 责任编辑：信息中心",), date(2025, 9, 8), 2025),
        (("产生日期: 2020-04-08 发布日期: 2020-04-16 废止日期:有效",), date(2020, 4, 8), 2020),
        (("江岸区人民政府 2019-11-29 15:20 来源: 区河湖管理中心",), date(2019, 11, 29), 2019),
        (("2026年某县大气污染防治工作计划", "到6月底前完成。", "2025年12月30日"), date(2025, 12, 30), 2026),
        (("某县2024年度环境保护目标任务",), None, 2024),
        (("某县整改方案", "问题1：2019年3月1日，群众反映污水直排。"), None, None),
        (("方案一", "2020年1月1日", "方案二", "2021年1月1日"), None, None),
        (("某县2026年工作方案", "某县人民政府办公室　　2026年1月20日印发"), date(2026, 1, 20), 2026),
        (("某县整改方案", "问题1：某局2025年1月20日印发方案。"), None, None),
        (("2025年13月40日",), None, None),
    ],
)
def test_the_day_and_the_year_are_those_of_the_document(lines: tuple[str, ...], day: date | None, year: int) -> None:
    assert issued(document(*lines)) == Issued(day, year)


@pytest.mark.parametrize("sign", ["2", "年", " ", "方案", "20", "发布日期:", "二〇"])
def test_a_hundred_thousand_of_one_sign_cost_no_time(sign: str) -> None:
    began = time.process_time()
    issued(document(sign * (100_000 // len(sign)), *([sign * (390 // len(sign))] * 250)))
    assert time.process_time() - began < 5


def test_a_date_beside_other_cells_is_no_day_of_the_document() -> None:
    deadline = made("某县整改台账", [["序号", "问题", "完成时限"], ["1", "污水直排。", "2025/5/31"]])
    signed = made("某县整改台账", [["某县整改办", ""], ["2025年3月1日", None]])
    assert issued(deadline).day is None
    assert issued(signed).day == date(2025, 3, 1)

"""Damaged dates that stand in no item: told with their place, and none of those that an item tells itself."""

from __future__ import annotations

from ledger.model.document import Document
from ledger.model.misprints import misprints
from plan_reading import items_of
from tabled import text

LIST = """\
问题1：河口镇污水直排。
整改目标：消除直排口。
责任单位：河口镇政府
整改时限：20_年9月底前
问题2：码头扬尘污染严重。
整改目标：全部封闭。
责任单位：县交通局
整改时限：2024年12月底前
"""


def found(document: str) -> list[tuple[str, str | None, int]]:
    """The words, the correction and the line of each damaged date outside the items."""
    items = items_of(document.encode(), "方案.txt")[1]
    assert len(items) == 2
    told = misprints(text(document), items)
    return [(one.part, one.suggestion, spot.line) for one, spot in told]


def test_a_blanked_year_before_the_list_is_told_and_that_of_an_item_is_not_told_twice() -> None:
    assert found(f"根据20_年督察反馈意见，制定本清单。\n{LIST}") == [("20_年督察反馈意见", None, 1)]


def test_a_correction_is_offered_where_only_one_makes_sense() -> None:
    assert found(f"202510月底前报送进展。\n{LIST}") == [("202510月底前报送进展", "2025年10月底前报送进展", 1)]


def test_the_days_of_a_publicity_that_no_record_takes_are_told() -> None:
    assert [line for _, _, line in found(f"{LIST}公示时间：2025912日至2025年9月20日\n")] == [9]


def test_a_line_broken_within_a_date_is_no_damage() -> None:
    assert found(f"督察组反馈意见要求，全部整改任务于20\n25年8月底前完成。\n{LIST}") == []


def test_a_document_without_damage_tells_nothing() -> None:
    assert list(misprints(Document("方案.txt", "txt", "", ()), ())) == []

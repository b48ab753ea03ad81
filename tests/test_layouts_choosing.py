"""The surest layout wins, doubts are shown, and a document that is no list gives nothing."""

from __future__ import annotations

import pytest

from layout_documents import LIST, document, numbers, shared
from ledger.errors import UsageError
from ledger.formats.plan_text.choosing import SURE_ENOUGH, choose
from ledger.formats.plan_text.parts import parts_of
from ledger.formats.plan_text.registry import SHAPES, shape, shapes
from ledger.model.document import Cell, Document, Spot, Table

NEWS = """\
我市召开生态环境保护督察整改推进会
发布时间：2024-03-05 来源：市融媒体中心
3月4日，我市召开督察整改推进会。会议强调，要逐项明确整改目标、责任单位和完成时限，实行清单式管理，确保问题整改到位。
会议指出，去年以来，各级各部门认真落实整改责任，反馈的14个问题已完成整改9个，其余正在有序推进。
会议要求，一要提高站位；二要压实责任；三要强化督导。
上一篇：我市开展植树活动
"""

LAW = """\
河道管理条例
第一章 总则
第一条 为了加强河道管理，保障防洪安全，制定本条例。
第二条 本条例适用于本行政区域内的河道。
第三条 河道管理实行统一管理和分级管理相结合的原则。责任单位应当制定整改措施。
第二章 整治
第四条 河道的整治应当服从流域综合规划。
"""


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_layout_has_its_name_and_a_title_in_chinese(name: str) -> None:
    one = shape(name)
    assert one.name == name
    assert any("\u4e00" <= char <= "\u9fff" for char in one.title)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "第3页", "。", NEWS, LAW], ids=["empty", "blank", "page", "dot", "news", "law"]
)
def test_what_is_no_list_gives_no_item(text: str) -> None:
    choice = choose(document(text))
    assert choice.taken.entries == ()
    assert choice.taken.layout == ""
    assert choice.taken.confidence < SURE_ENOUGH


@pytest.mark.parametrize("name", ["sources/A-changzhou-2012-work-plan.txt", "sources/C-niutang-2020-opinion.txt"])
def test_narrative_plans_are_no_lists(name: str) -> None:
    assert choose(shared(name)).taken.entries == ()


@pytest.mark.parametrize("one", shapes(), ids=lambda one: one.name)
def test_a_layout_is_never_more_than_sure(one: object) -> None:
    taken = shape(str(getattr(one, "name", ""))).take(document(LIST))
    assert 0.0 <= taken.confidence <= 1.0


def test_a_person_decides_the_layout() -> None:
    assert choose(document(LIST)).taken.layout == "label-per-line"
    assert choose(document(LIST), "run-on").taken.layout == "run-on"
    assert choose(document(LIST), "quoted-progress").taken.entries == ()


def test_an_unknown_layout_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        choose(document(LIST), "label-per-lime")
    assert set(refused.value.what.fill["known"]) == set(SHAPES)  # type: ignore[arg-type]


def test_layouts_that_read_the_same_are_no_doubt() -> None:
    """Glued or not, both read these two items alike: there is nothing to decide."""
    assert choose(document(LIST)).rivals == ()


def test_documents_in_one_file_have_each_their_own_layout() -> None:
    text = f"""\
整改材料（共3篇）
第1篇：河口县整改清单
{LIST}
第2篇：转发通知
各乡镇人民政府：现将整改清单印发给你们，请认真落实，按时报送进展情况。
第3篇：整改情况
1.关于“城北垃圾场渗滤液外溢”的问题
整改情况：已完成封场。
2.关于“东山采石场未按要求复绿”的问题
整改情况：正在推进，复绿30亩。
"""
    choice = choose(document(text))
    assert choice.taken.layout == "label-per-line+quoted-progress"
    assert [(one.headings, one.number) for one in choice.taken.entries] == [
        (("第1篇：河口县整改清单",), "问题1"),
        (("第1篇：河口县整改清单",), "问题2"),
        (("第3篇：整改情况",), "1"),
        (("第3篇：整改情况",), "2"),
    ]
    assert [said.fill["title"] for said in choice.remarks] == ["第2篇：转发通知"]
    assert choice.taken.orphans == ()


def test_the_title_of_a_piece_is_lost_by_no_item_and_a_sentence_beside_it_is() -> None:
    text = f"第1篇：河口县整改清单\n根据督察反馈意见，制定本清单。\n{LIST}第2篇：转发通知\n请按时报送进展情况。\n"
    assert [left for left, _ in choose(document(text)).taken.orphans] == ["根据督察反馈意见，制定本清单。"]


def test_annexes_are_documents_of_their_own_and_keep_their_numbers() -> None:
    text = f"附件1\n反馈问题整改措施清单\n{LIST}附件2\n专项督察整改措施清单\n{LIST}"
    found = choose(document(text)).taken
    assert numbers(found.entries) == ["问题1", "问题2", "问题1", "问题2"]
    assert [one.headings for one in found.entries] == [("附件1",), ("附件1",), ("附件2",), ("附件2",)]
    assert all(not one.remarks for one in found.entries), "numbers that begin anew in an annex do not jump"


@pytest.mark.parametrize(
    ("titles", "count"),
    [
        (("整改方案1", "整改方案2"), 2),
        (("篇一：整改方案", "篇二：工作总结"), 2),
        (("【第1篇】整改方案", "【第2篇】工作总结"), 2),
        (("转发通知", "附件1：问题清单"), 2),
        (("附件1：问题清单", "附件2：责任清单"), 2),
        (("问题1", "问题2"), 1),  # these are numbers of items
        (("整改方案1", "整改方案3"), 1),  # the second is missing: no series
    ],
)
def test_titles_in_series_part_a_file(titles: tuple[str, ...], count: int) -> None:
    text = "\n".join(f"{title}\n各单位要认真抓好整改落实工作。" for title in titles)
    assert len(parts_of(document(text))) == count


def test_rows_of_a_table_that_no_item_took_are_left_over() -> None:
    with_lines = document(LIST)
    cells = tuple(Cell(text, Spot(20, row=1, column=at)) for at, text in enumerate(("合计", "3件"), 1))
    mixed = Document("a.docx", "docx", "0" * 64, (*with_lines.blocks, Table((cells,), Spot(20))))
    choice = choose(mixed)
    assert numbers(choice.taken.entries) == ["问题1", "问题2"]
    assert ("合计 | 3件", Spot(20)) in choice.taken.orphans


def test_the_batch_of_petitions_is_no_list_of_running_text() -> None:
    taken = choose(shared("plans/10-petition-batch-statistics-table.txt"), "label-per-line").taken
    assert taken.confidence < SURE_ENOUGH

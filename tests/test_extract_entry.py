"""A whole entry taken apart, as a layout hands it over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import Said, say
from ledger.model.document import Spot
from ledger.model.extract.entry import item
from ledger.model.item import Entry, Item, Label, Labelled
from ledger.model.workdays import Calendar

SPOT = Spot(7)


def part(label: Label, text: str, heading: str = "", row: int = 0) -> Labelled:
    return Labelled(label, text, SPOT, heading, row)


def read(*parts: Labelled, number: str = "1", opening: str = "", headings: tuple[str, ...] = ()) -> Item:
    return item(Entry(number, opening, parts, SPOT, headings), None, 2018, Calendar())


def keys(remarks: tuple[Said, ...]) -> list[str]:
    return [remark.key for remark in remarks]


def test_an_item_of_a_published_plan() -> None:
    found = read(
        part("goal", "到2020年底,青岭河出境断面水质稳定达到Ⅲ类,总磷年均浓度不高于0.2毫克/升。"),
        part("lead", "州水务局、州环境保护局"),
        part("support", "州住房和城乡建设局、州农业局"),
        part("responsible", "临湖县、云溪县党委和政府"),
        part("persons", "临湖县、云溪县政府主要负责人"),
        part("deadline", "2018年9月底前完成方案编制,2019年12月底前建成投运,2020年12月底前断面达标"),
        part("measures", "1.新建改建污水管网46公里。2.取缔沿岸入河排污口17个。3.对流域内12家屠宰企业开展限期治理。"),
        number="三",
        opening="青岭河下游断面水质超标。2015年至2017年,总磷浓度年均值由0.21毫克/升上升至0.34毫克/升。",
        headings=("二、重点领域污染问题突出",),
    )
    assert (found.number, found.title, found.spot) == ("三", "青岭河下游断面水质超标", SPOT)
    assert found.finding.endswith("由0.21毫克/升上升至0.34毫克/升。")
    assert found.headings == ("二、重点领域污染问题突出",)
    assert [(one.name, one.value) for one in found.indicators] == [
        ("青岭河出境断面水质", Decimal(3)),
        ("总磷年均浓度", Decimal("0.2")),
    ]
    assert (found.lead, found.support) == (("州水务局", "州环境保护局"), ("州住房和城乡建设局", "州农业局"))
    assert (found.responsible, found.persons) == (("临湖县", "云溪县党委和政府"), ("临湖县、云溪县政府主要负责人",))
    assert found.deadline is not None
    assert [node.due.year for node in found.deadline.milestones] == [2018, 2019, 2020]
    assert [one.quantity and f"{one.quantity.total}{one.quantity.unit}" for one in found.measures] == [
        "46公里",
        "17个",
        "12家",
    ]
    assert found.remarks == ()


def test_roles_inside_the_cell_join_those_of_the_labels() -> None:
    found = read(
        part("responsible", "市发展和改革委(以上为牵头单位),各县(市、区)党委和政府；联系人：张三"),
        part("lead", "市水利局"),
        opening="某问题。",
    )
    assert found.lead == ("市水利局", "市发展和改革委")
    assert found.responsible == ("各县(市、区)党委和政府",)
    assert found.remarks == (say("extract.units-rest", part="联系人：张三"),)


def test_a_short_opening_before_a_labelled_finding_is_its_title() -> None:
    finding = "城区南部污水处理厂配套管网建设滞后,部分老旧小区生活污水经雨水管道直排江岸河。"
    assert read(part("finding", finding), opening="配套管网滞后").title == "配套管网滞后"
    long = "督察发现,江岸区有关部门对配套管网建设重视不够、推进不力、监管不严,长期没有实质进展,群众反映强烈。"
    assert read(part("finding", finding), opening=long).finding == f"{long}\n{finding}"


def test_without_a_finding_the_heading_names_it_and_somebody_is_told() -> None:
    found = read(part("goal", "达标。"), headings=("三、大气污染防治",))
    assert (found.title, found.finding, keys(found.remarks)) == ("大气污染防治", "", ["extract.no-finding"])


def test_a_deadline_in_the_goal_alone_is_offered_and_not_taken() -> None:
    found = read(part("goal", "2022年7月底前完成编制;2022年10月底前完成报批。"), opening="某问题。")
    assert found.deadline is None
    assert found.remarks == (
        say("extract.deadline-in-goal", part="2022年7月底前完成编制;2022年10月底前完成报批", due=date(2022, 10, 31)),
    )


def test_a_deadline_in_the_units_cell_is_the_deadline() -> None:
    found = read(part("responsible", "(市生态环境局牵头,2024年6月底前完成)"), opening="某问题。")
    assert (found.lead, found.deadline and found.deadline.due) == (("市生态环境局",), date(2024, 6, 30))


def test_a_misread_number_and_damaged_days_are_told() -> None:
    found = read(
        part("goal", "20_年确保项目环评率达到100%。"),
        part("deadline", "20-9月底前"),
        number="项目l.2",
        opening="某问题。",
    )
    assert found.number == "项目l.2"
    assert keys(found.remarks) == ["extract.misread-number", "extract.damaged-date"]
    assert found.deadline is not None
    assert (found.deadline.due, found.deadline.damaged) == (None, True)
    assert [(one.name, one.by) for one in found.indicators] == [("项目环评率", None)]


def test_rows_of_a_table_keep_what_stands_beside_each_measure() -> None:
    found = read(
        part("measures", "排查管网。", row=1),
        part("responsible", "市水利局", row=1),
        part("deadline", "2018年3月底前", row=1),
        part("measures", "建设管网46公里。", row=2),
        part("responsible", "市住建局（牵头）", row=2),
        part("deadline", "2018年9月底前", row=2),
        opening="管网不足。",
    )
    assert [(one.number, one.units, one.deadline and one.deadline.due) for one in found.measures] == [
        ("", ("市水利局",), date(2018, 3, 31)),
        ("", ("市住建局",), date(2018, 9, 30)),
    ]
    assert (found.lead, found.responsible, found.deadline) == (("市住建局",), ("市水利局",), None)


def test_rows_that_count_from_one_are_counted_through() -> None:
    found = read(part("measures", "1.排查。", row=1), part("measures", "1.整治。2.验收。", row=2), opening="某问题。")
    assert [one.number for one in found.measures] == ["1", "2", "3"]


def test_progress_and_what_an_issue_has_no_field_for() -> None:
    found = read(
        part("progress", "1.已新建管网6.5公里。"),
        part("status", "是", heading="是否办结"),
        part("leader", "副市长张三", heading="包案领导"),
        part("region", "云溪县"),
        part("other", "0000-0000000", heading="联系电话"),
        opening="某问题。",
    )
    assert found.progress is not None
    assert (found.progress.status, found.progress.text) == ("已办结", "1.已新建管网6.5公里。")
    assert (found.leader, found.region) == (("副市长张三",), "云溪县")
    assert [(one.heading, one.text) for one in found.others] == [("联系电话", "0000-0000000")]


def test_quantities_that_no_field_holds_are_told() -> None:
    found = read(part("measures", "1.新建管网6.3公里,改造混错接点41处。"), opening="某问题。")
    assert found.remarks == (say("extract.more-quantities", number="1", parts=("改造混错接点41处",)),)


def test_a_measure_without_a_number_is_named_by_its_words() -> None:
    found = read(part("measures", "新建管网6.3公里,改造混错接点41处,封堵直排口9个。"), opening="某问题。")
    others = ("改造混错接点41处", "封堵直排口9个")
    assert found.remarks == (say("extract.more-quantities-here", first="新建管网6.3公里", parts=others),)


@pytest.mark.parametrize(
    ("finding", "title"),
    [
        ("某厂夜间排放废气，电话13900001111，请查处。", "某厂夜间排放废气，电话139****1111，请查处"),
        ("来电人（座机0000-0000000）反映污水直排。", "来电人（座机000****0000）反映污水直排"),
        ("证件号110101190001010009的来访人反映噪声。", "证件号110****0009的来访人反映噪声"),
        ("受理编号D3SX202505280018反映噪声扰民。", "受理编号D3SX202505280018反映噪声扰民"),
    ],
)
def test_the_number_of_a_complainant_does_not_come_into_a_title(finding: str, title: str) -> None:
    found = read(opening=finding)
    assert (found.title, found.finding) == (title, finding)
    told = (say("extract.private-title", title=title),) if "*" in title else ()
    assert found.remarks == told


LABELS: st.SearchStrategy[Label] = st.sampled_from(
    ("finding", "goal", "deadline", "responsible", "lead", "persons", "measures", "progress", "status", "other")
)
TEXTS = st.text("一1.、（）()：:。;,\n 市水利局牵头2025年底前20_年月23台达到%以上县长负责人已完成整改", max_size=40)


@given(st.lists(st.builds(part, LABELS, TEXTS, TEXTS, st.integers(0, 2)), max_size=6), TEXTS, TEXTS)
def test_any_entry_at_all(parts: list[Labelled], number: str, opening: str) -> None:
    """Nothing raises, titles are short, and no damaged deadline has a date."""
    found = read(*parts, number=number, opening=opening)
    assert len(found.title) <= 40
    for deadline in (found.deadline, *(one.deadline for one in found.measures)):
        assert deadline is None or not (deadline.damaged and (deadline.due or deadline.milestones))

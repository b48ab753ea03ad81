"""Measures: numbered by the document, word for word, with the units, the deadline and the quantity in their words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.extract.deadlines import When
from ledger.model.extract.measures import measure, measures, more_quantities
from ledger.model.extract.quantities import counted, quantities
from ledger.model.item import Deadline, Measure
from ledger.model.workdays import Calendar

WHEN = When(date(2024, 1, 5), None, Calendar())


def read(text: str) -> list[tuple[str, str]]:
    return [(one.number, one.text) for one in measures(text, WHEN)]


def only(text: str) -> Measure:
    (one,) = measures(text, WHEN)
    return one


def deadline_of(text: str) -> Deadline:
    found = only(text).deadline
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("1.排查。2.整治。3.验收。", [("1", "排查。"), ("2", "整治。"), ("3", "验收。")]),
        ("(1)排查。(2)整治。", [("1", "排查。"), ("2", "整治。")]),
        ("（1）排查。（市水利局牵头）（2）整治。", [("1", "排查。（市水利局牵头）"), ("2", "整治。")]),
        ("①排查②整治", [("①", "排查"), ("②", "整治")]),
        ("一是排查;二是整治;", [("一", "排查;"), ("二", "整治;")]),
        ("第一,排查。第二,整治。", [("一", "排查。"), ("二", "整治。")]),
        ("⒈排查\n⒉整治", [("⒈", "排查"), ("⒉", "整治")]),
        ("措施1：排查。措施2：整治。", [("1", "排查。"), ("2", "整治。")]),
        ("l.排查。2.整治。", [("1", "排查。"), ("2", "整治。")]),
        ("1.2025年底前排查。2.2026年底前整治。", [("1", "2025年底前排查。"), ("2", "2026年底前整治。")]),
        ("1.新建管网1.5公里。2.整治。", [("1", "新建管网1.5公里。"), ("2", "整治。")]),
        ("1.坑塘水体发黑不属实;2.封堵散排口3处。", [("1", "坑塘水体发黑不属实;"), ("2", "封堵散排口3处。")]),
        ("新建管网。", [("", "新建管网。")]),
        ("排查\n整治", [("", "排查"), ("", "整治")]),
        ("3、4号锅炉改造", [("", "3、4号锅炉改造")]),
    ],
)
def test_the_numbers_are_those_of_the_document(text: str, listed: list[tuple[str, str]]) -> None:
    assert read(text) == listed


def test_a_sentence_before_the_first_number_is_a_measure_an_introduction_is_not() -> None:
    assert read("把生态文明思想纳入干部教育培训。1.每季度学习。2.组织培训。")[:2] == [
        ("", "把生态文明思想纳入干部教育培训。"),
        ("1", "每季度学习。"),
    ]
    assert read("采取以下措施：1.排查。2.整治。") == [("1", "采取以下措施：\n排查。"), ("2", "整治。")]


def test_lines_that_a_papers_width_broke_are_read_on() -> None:
    broken = "1.修订《江塘区生态环境\n保护责任清\n单》。\n2.新建管网41公\n里。(2023年7\n月底前)"
    first, second = measures(broken, WHEN)
    assert (first.text, second.text) == ("修订《江塘区生态环境保护责任清单》。", "新建管网41公里。(2023年7月底前)")
    assert second.deadline is not None
    assert second.deadline.due == date(2023, 7, 31)


def test_the_second_row_of_an_issue_goes_on_with_its_number() -> None:
    assert read("2.建立台账。") == [("2", "建立台账。")]


@pytest.mark.parametrize(
    ("text", "units", "deadline"),
    [
        ("修订清单。(市生态环境局牵头,2024年6月底前完成)", ("市生态环境局",), ("2024年6月底前完成", date(2024, 6, 30))),
        (
            "建立会商制度,每季度会商1次。(市信访局牵头,市生态环境局、市住房和城乡建设局配合,长期坚持)",
            ("市信访局", "市生态环境局", "市住房和城乡建设局"),
            ("长期坚持", None),
        ),
        ("开展约谈。【市整改办，长期坚持】", ("市整改办",), ("长期坚持", None)),
        ("整治96处。(2025年9月底前)", (), ("2025年9月底前", date(2025, 9, 30))),
        ("建立制度。（市水利局牵头）（2024年底前）", ("市水利局",), ("2024年底前", date(2024, 12, 31))),
        (
            "取缔排污口。(市农业农村局牵头，2024年1月底前完成）",
            ("市农业农村局",),
            ("2024年1月底前完成", date(2024, 1, 31)),
        ),
        (
            "取缔排污口。(市农业农村局牵头，2024年1月底前完成",
            ("市农业农村局",),
            ("2024年1月底前完成", date(2024, 1, 31)),
        ),
        ("完成整治。责任单位：市水利局、市住建局", ("市水利局", "市住建局"), None),
        (
            "完成整治（责任单位：市水利局；完成时限：2026年6月底前）。",
            ("市水利局",),
            ("2026年6月底前", date(2026, 6, 30)),
        ),
        ("完成管网建设(含支管)。", (), None),
        ("2026年6月底前完成覆土复绿并组织验收。", (), ("2026年6月底前", date(2026, 6, 30))),
        ("收到整改任务后20个工作日内制定方案并报备案。", (), ("收到整改任务后20个工作日内", date(2024, 2, 2))),
        ("加强巡查,长期坚持。", (), ("长期坚持", None)),
        ("4月份启动创建省级环保模范城。", (), None),
        ("每季度安排一次专题学习。", (), None),
    ],
)
def test_who_and_when_in_its_own_words(
    text: str, units: tuple[str, ...], deadline: tuple[str, date | None] | None
) -> None:
    found = measure("1", text, WHEN)
    assert found.text == text
    assert found.units == units
    assert (found.deadline and (found.deadline.text, found.deadline.due)) == deadline


def test_each_day_of_a_measure_keeps_its_task() -> None:
    found = deadline_of("2025年底前完成清运10万吨,2026年3月底前全部清运完毕。")
    assert found.due == date(2026, 3, 31)
    assert [(node.due, node.text) for node in found.milestones] == [
        (date(2025, 12, 31), "完成清运10万吨"),
        (date(2026, 3, 31), "全部清运完毕"),
    ]


@pytest.mark.parametrize(
    ("text", "shown", "suggestion"),
    [
        ("在20_年8月底前完成管网建设。", "在20_年8月底前完成管网建设", None),
        ("到202510月底前完成。", "到202510月底前完成", "到2025年10月底前完成"),
        ("2024年底前完成排查,20-9月底前完成整治。", "2024年底前完成排查,20-9月底前完成整治", None),
    ],
)
def test_a_damaged_day_is_shown_and_left_empty(text: str, shown: str, suggestion: str | None) -> None:
    found = deadline_of(text)
    assert (found.text, found.damaged, found.due, found.suggestion) == (shown, True, None, suggestion)
    assert found.milestones == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("取缔沿岸入河排污口17个。", ["17 个"]),
        ("对流域内12家屠宰企业开展限期治理,逾期不达标的依法关停。", ["12 家"]),
        ("新建污水管网6.3公里,改造混错接点41处,封堵直排口9个。", ["6.3 公里", "41 处", "9 个"]),
        ("排查,３处散排口全部封堵", ["3 处"]),
        ("2020年前全面完成23台天然气锅炉低氮改造或更新", ["23 台"]),
        ("建成示范小区270个以上、示范村100个以上", ["270 个", "100 个"]),
        ("完成清运10万吨", ["10 万吨"]),
        ("关闭十二家企业,拆除两座水坝", ["12 家", "2 座"]),
        ("扩种红树林面积200公顷以上", ["200 公顷"]),
        ("整治水产养殖1,200户", ["1200 户"]),
        ("改造 23 台", ["23 台"]),
        ("2020年完成至少4家化工企业关停退出", ["4 家"]),
        ("修复改造管网180公里,其中2024年完成120公里,2025年完成60公里。", ["180 公里"]),
        ("每季度会商1次", []),
        ("对连续3个月进度滞后的单位开展约谈", []),
        ("全年不少于8学时", []),
        ("对5000平方米及以上土石方建筑工地全部安装在线监测", []),
        ("推动65蒸吨及以上燃煤锅炉改造", []),
        ("沿江1公里内不再审批项目", []),
        ("取缔周边500米范围内的养殖场", []),
        ("设计能力3吨/日", []),
        ("储油库和年销售汽油量大于5000吨的加油站完成油气回收", []),
        ("落实“六个100%”和“两个维护”,第3条", []),
        ("按照苏环办〔2019〕394号和GB 18918-2002执行", []),
        ("组织一次警示教育,四处走访", []),
    ],
)
def test_what_was_counted(text: str, expected: list[str]) -> None:
    assert [f"{found.total} {found.unit}" for found in quantities(text)] == expected


def test_parts_of_a_whole_are_told_as_such() -> None:
    text = "修复改造管网180公里,其中2024年完成120公里,2025年完成60公里。"
    assert [(one.quantity.total, one.part) for one in counted(text)] == [
        (Decimal(180), False),
        (Decimal(120), True),
        (Decimal(60), True),
    ]


def test_of_several_quantities_the_first_is_the_measures_own() -> None:
    text = "新建污水管网6.3公里,改造混错接点41处。(市水利局牵头)"
    own = only(text).quantity
    assert own is not None
    assert (own.total, own.unit, own.text) == (Decimal("6.3"), "公里", "新建污水管网6.3公里")
    assert [(one.total, one.text) for one in more_quantities(text)] == [(Decimal(41), "改造混错接点41处")]


WORDS = st.text("排查沿河口建设管网养护", min_size=1, max_size=12)


@given(
    st.lists(WORDS, min_size=2, max_size=9),
    st.sampled_from(["{}.", "{}、", "（{}）", "({})", "{}. "]),
    st.sampled_from(["\n", "；", "。\n", "。"]),
)
def test_measures_come_apart_as_they_were_put_together(texts: list[str], number: str, between: str) -> None:
    joined = between.join(number.format(at) + text for at, text in enumerate(texts, 1))
    found = [(at, words.rstrip("；。\n")) for at, words in read(joined)]
    assert found == [(str(at), text) for at, text in enumerate(texts, 1)]


@given(st.text("排查管网12.、（）()一二是。；：\n年月底前市水利局牵头", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(f"{one.number}{one.text}" for one in measures(text, WHEN))
    assert set(text) - set(" .、（）()是：\n12一二") <= set(kept)


@given(st.integers(1, 10**6), st.sampled_from(("台", "个", "处", "家", "座", "公里", "亩")))
def test_a_quantity_comes_back_as_it_was_printed(total: int, unit: str) -> None:
    (found,) = quantities(f"完成改造{total}{unit}")
    assert (found.total, found.unit) == (Decimal(total), unit)

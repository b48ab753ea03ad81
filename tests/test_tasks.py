"""What in a narrative plan is a task, sentence by sentence; and how a plan is cut into sentences under its headings."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.formats.plan_text.narrative import sentences
from ledger.model.document import Cell, Document, Line, Spot, Table
from ledger.model.extract.deadlines import When
from ledger.model.item import Entry, Item
from ledger.model.tasks.reading import read, tasks
from ledger.model.workdays import Calendar
from task_makers import plan

WHEN = When(None, 2024, Calendar())
_DAYS = ("2024年", "2024年;", "20_年", "1月")
_PIECES = [
    *(*_DAYS, "1,", "(1家)", "安排1", "完成投资", "完成", "完成1家,"),
    *("一是", ";一是1家", "、甲局", "甲局、", "按照", "重点", "的。"),
]
"""What is said again and again to see that time grows no faster than the text."""


def of(sentence: str, when: When = WHEN) -> list[Item]:
    return list(tasks(Entry("", sentence, (), Spot(1)), when))


def only(sentence: str, when: When = WHEN) -> Item:
    (item,) = of(sentence, when)
    return item


def amounts(item: Item) -> list[str]:
    return [f"{one.quantity.total}{one.quantity.unit}" for one in item.measures if one.quantity]


def document(text: str) -> Document:
    lines = tuple(Line(line, Spot(at)) for at, line in enumerate(text.split("\n"), start=1))
    return Document("要点.txt", "txt", "", lines)


# Days


@pytest.mark.parametrize(
    ("sentence", "text", "due"),
    [
        ("6月底前完成移动机械摸底调查和编码登记。", "6月底前", date(2024, 6, 30)),
        ("2024年实现排污许可企业自行监测数据联网。", "2024年", date(2024, 12, 31)),
        ("到2025年,绿色低碳循环发展的经济体系初步形成。", "到2025年", date(2025, 12, 31)),
        ("力争到“十四五”末期,全面消除劣Ⅴ类断面。", "到“十四五”末期", date(2025, 12, 31)),
        ("2024年计划新建充电桩。", "2024年", date(2024, 12, 31)),
        ("不符合要求的于9月15日前完成调整。", "9月15日前", date(2024, 9, 15)),
        ("甲区等加快推进青岭湖(50万吨/日,2025年建成可用)备用水源地建设。", "2025年", date(2025, 12, 31)),
        ("按照“一点一策”要求于2024年4月底前制定专项方案。", "2024年4月底前", date(2024, 4, 30)),
        ("加快日处理能力3万吨的污水厂建设,6月底前主体完工。", "6月底前", date(2024, 6, 30)),
    ],
)
def test_a_day_binds(sentence: str, text: str, due: date) -> None:
    deadline = only(sentence).deadline
    assert deadline is not None
    assert (deadline.text, deadline.due, deadline.damaged) == (text, due, False)


def test_several_days_keep_what_is_to_be_done_by_each() -> None:
    deadline = only("年底前完成18个问题整改,其余5个2025年6月底前完成。").deadline
    assert deadline is not None
    assert deadline.due == date(2025, 6, 30)
    assert [(node.due, node.text) for node in deadline.milestones] == [
        (date(2024, 12, 31), "完成18个问题整改"),
        (date(2025, 6, 30), "其余5个完成"),
    ]


@pytest.mark.parametrize(
    ("sentence", "suggestion"),
    [("20_年8月底前完成整改。", None), ("2024年前完成整治。", "2024年底前"), ("20-9月底前建成管网。", None)],
)
def test_a_damaged_day_is_shown_and_left_empty(sentence: str, suggestion: str | None) -> None:
    deadline = only(sentence).deadline
    assert deadline is not None
    assert (deadline.due, deadline.damaged, deadline.suggestion) == (None, True, suggestion)
    assert deadline.why is not None


def test_a_month_without_a_known_year_stays_empty() -> None:
    deadline = only("6月底前完成摸底调查。", When(None, None, Calendar())).deadline
    assert deadline is not None
    assert (deadline.text, deadline.due, deadline.damaged) == ("6月底前", None, False)


@pytest.mark.parametrize("sentence", ["每季度召开一次推进会。", "整改办每月调度进展。", "2024年1月1日起实施新标准。"])
def test_a_rhythm_and_a_beginning_bind_without_a_last_day(sentence: str) -> None:
    deadline = only(sentence).deadline
    assert deadline is not None
    assert deadline.due is None


def test_the_day_of_a_frame_is_not_the_tasks_and_lends_no_year() -> None:
    deadline = only("围绕2025年底全面完成创建的目标,6月底前完成甲片区创建。").deadline
    assert deadline is not None
    assert deadline.due == date(2024, 6, 30)


# Numbers


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("全面完成23台天然气锅炉低氮改造或更新。", ["23台"]),
        ("新建农村分散式生活污水处理设施自然村1个。", ["1个"]),
        ("对列入清单的10个项目全面整治销号。", ["10个"]),
        ("扩大高污染机动车限行区面积(新增25平方公里)。", ["25平方公里"]),
        ("建成3个物流通道、2个港口和21个自动监测站。", ["3个", "2个", "21个"]),
        ("沿湖500米范围内的12家养殖场全部关停。", ["12家"]),
        ("实施总长12.5公里的河道综合治理工程。", ["12.5公里"]),
        ("完成投资12亿元,争取上级资金3000万元以上。", ["12亿元", "3000万元"]),
        ("出台3个配套办法。", ["3个"]),
        ("已建成50个,力争再建成12个示范村。", ["12个"]),
        ("对已完成整治的片区加强管护,新建示范片区4个。", ["4个"]),
    ],
)
def test_work_that_is_counted(sentence: str, wanted: list[str]) -> None:
    assert amounts(only(sentence)) == wanted


def test_stages_of_one_thing_are_one_task() -> None:
    item = only("2024年排查72个网格,完成22个网格整治;2025年推进37个网格整治;2026年完成13个网格整治。")
    assert item.quantity is not None
    assert (item.quantity.total, [one.total for one in item.stages]) == (Decimal(72), [22, 37, 13])
    assert [one.deadline.due for one in item.measures if one.deadline] == [
        date(2024, 12, 31),
        date(2024, 12, 31),
        date(2025, 12, 31),
        date(2026, 12, 31),
    ]


def test_a_part_of_a_whole_has_its_own_day() -> None:
    item = only("全面完成81条黑臭河道整治任务(年内完成41条)。")
    assert item.quantity is not None
    assert (item.quantity.total, [one.total for one in item.stages]) == (81, [41])
    assert [one.deadline.due if one.deadline else None for one in item.measures] == [None, date(2024, 12, 31)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("氮氧化物排放浓度不高于50mg/m3。", ("氮氧化物排放浓度", "≤", Decimal(50), "mg/m3", None)),
        ("空气质量优良天数比例达到92.5%以上。", ("空气质量优良天数比例", "≥", Decimal("92.5"), "%", None)),
        ("2024年重污染天数比2015年下降25%。", ("重污染天数", "下降", Decimal(25), "%", 2015)),
        ("二是饮用水源地水质达标率100%。", ("饮用水源地水质达标率", "=", Decimal(100), "%", None)),
        ("青岭河水质稳定达到Ⅲ类。", ("青岭河水质", "≤", Decimal(3), "类", None)),
    ],
)
def test_what_is_measured(sentence: str, wanted: tuple[str, str, Decimal, str, int | None]) -> None:
    (one,) = only(sentence).indicators
    assert (one.name, one.op, one.value, one.unit, one.base_year) == wanted


def test_a_day_said_first_holds_for_all_parts() -> None:
    first, second = of("到2025年,新建污水处理厂7座;垃圾资源化利用率达到90%。")
    assert amounts(first) == ["7座"]
    assert second.deadline is not None
    assert second.deadline.due == second.indicators[0].by == date(2025, 12, 31)


def test_parts_of_an_enumeration_stand_for_themselves() -> None:
    items = of("主要抓好三项工作:一是年底前建成空气站;二是加强宣传;三是更新公交车30辆。")
    assert [item.text for item in items] == ["一是年底前建成空气站", "三是更新公交车30辆。"]
    assert items[1].deadline is None


def test_words_that_bind_nothing_stay_with_their_task() -> None:
    item = only("2024年底前完成锅炉整治,保留的采用专用锅炉;4吨/时及以上的安装在线监测设备。")
    assert item.text == "2024年底前完成锅炉整治,保留的采用专用锅炉;4吨/时及以上的安装在线监测设备。"


# No targets


@pytest.mark.parametrize(
    "sentence",
    [
        "对5000平方米及以上土石方建筑工地安装视频监控。",
        "周边500米范围内禁止新建化工项目。",
        "沿江1公里内不再审批重化工项目。",
        "日处理能力30吨以上的处理设施规范运行。",
        "按照《关于开展排查的通知》(苏环办〔2019〕394号)要求,开展排查整治。",
        "参照《公共厕所设计标准》(CJJ14-2016)三类标准提升管理。",
        "截至2023年底,已建成泵站12座,处理能力达到50万吨/日。",
        "2022年至2023年,总磷浓度由0.21毫克/升上升至0.34毫克/升。",
        "去年全市完成管网改造120公里,超额完成任务。",
        "我局召开了动员大会,部署了3项重点工作。",
        "在完成2023年整治任务的基础上,持续加强监管。",
        "检查发现3家企业未按要求安装治污设施。",
        "20_年7月14日至8月14日,督察组对我省开展了督察。",
        "2024年我市环保工作将深入贯彻落实科学发展观。",
        "将2024年确定为科学监管年。",
        "结合2024年目标任务分解表和实际,制定本方案。",
        "特制定2024年大气污染防治实施计划。",
        "落实“六个100%”防尘措施,开展“333”行动。",
        "围绕38项指标,对照101项任务,聚焦472个无废细胞推进创建。",
        "领导小组下设综合组、督导组等3个专项工作组。",
        "落实关键五套组合拳,打好四大战役。",
        "65岁以上老人占常住人口的26%。",
        "流域内30%的耕地位于坡地。",
        "全县自然保护区5个,污水处理厂12座。",
        "该项目总投资5.6亿元,占地120亩。",
        "紧盯PM2.5、PM10等指标,推进协同控制。",
        "本办法自2024年7月1日起施行。",
        "据统计,全市机动车保有量120万辆。",
        "会议于2024年3月5日在甲市召开,共120人参加。",
        "PM2.5年均浓度由2020年的45微克/立方米下降到2023年的36微克/立方米。",
        "严格落实要求,建筑面积1万平方米以上工地全部安装在线监控。",
        "加强取水口上游1000米、下游100米水域巡查。",
        "核查范围为国道、省道、铁路两侧各1公里,以及景区周边。",
        "“十三五”期间,全市用水量累计下降19.4%,建成节水型高校6所。",
        "2018年《甲市条例》颁布实施以来,全市氮氧化物排放量累计削减1.3万吨。",
        "《甲市工作计划》已经2024年2月17日县委常委会会议审议通过,现印发给你们。",
        "《中华人民共和国水法》(2024年6月27日修订)对此作出规定。",
        "甲市碧水三年行动实施方案(2024—2026年)",
        "集中整治阶段(2024年3月至10月)。",
        "动员部署(2024年3月底前)",
    ],
)
def test_what_describes_frames_or_tells_is_no_target(sentence: str) -> None:
    assert of(sentence) == []


def test_a_value_in_days_is_no_day() -> None:
    item = only("全县重污染天数控制在1天以内。", When(date(2024, 2, 18), 2024, Calendar()))
    assert item.deadline is None
    assert [(one.op, one.value, one.unit) for one in item.indicators] == [("≤", Decimal(1), "天")]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("全年新建管网38公里。", date(2024, 12, 31)),
        ("今明两年修复老旧管网110公里。", date(2025, 12, 31)),
        ("上半年出台扬尘管控办法。", date(2024, 6, 30)),
        ("甲市医院新院区2024年10月开诊。", date(2024, 10, 31)),
        ("各镇2月底前报送方案,每季度末月25日前报送进展。", date(2024, 2, 29)),
        ("利用率由2022年的72%提高到2026年的80%。", date(2026, 12, 31)),
        ("二期工程(2026年12月底前)", date(2026, 12, 31)),
    ],
)
def test_the_day_that_a_task_is_due(sentence: str, due: date) -> None:
    deadline = only(sentence).deadline
    assert deadline is not None
    assert (deadline.due, deadline.milestones) == (due, ())


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("打通断头路6条,新增泊位2200个。", ["6条", "2200个"]),
        ("全年检查单位不少于5000家次。", ["5000家次"]),
        ("群众反映的12个重点问题上半年全部办结。", ["12个"]),
        ("对省级交办的17个“四乱”问题,逐一建立台账,10月底前全部销号。", ["17个"]),
        ("8月底前出台《甲市条例》实施细则等3项配套制度。", ["3项"]),
    ],
)
def test_work_that_binds_is_counted(sentence: str, counted: list[str]) -> None:
    assert amounts(only(sentence)) == counted


def test_a_quantity_is_shown_as_its_figure() -> None:
    quantity = only("年底前完成城区23台燃气锅炉低氮改造。").quantity
    assert quantity is not None
    assert quantity.text == "23台"


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("投诉量同比下降10%。", [("投诉量", "下降", "10", 2023)]),
        ("联运量年均增长10%以上。", [("联运量", "上升", "10", None)]),
        ("用水量同比再降3%。", [("用水量", "下降", "3", 2023)]),
        ("5万亩以上灌区计量率不低于95%。", [("5万亩以上灌区计量率", "≥", "95", None)]),
        ("申报率、联单使用率均达到100%。", [("申报率", "≥", "100", None), ("联单使用率", "≥", "100", None)]),
        ("对2013年以来改造的户厕开展“回头看”,整改到位率达100%。", [("整改到位率", "≥", "100", None)]),
    ],
)
def test_targets_with_their_names(sentence: str, targets: list[tuple[str, str, str, int | None]]) -> None:
    found = only(sentence).indicators
    assert [(one.name, one.op, str(one.value), one.base_year) for one in found] == targets


# Who


@pytest.mark.parametrize(
    ("sentence", "responsible"),
    [
        ("新北区完成12家企业搬迁。", ("新北区",)),
        ("广州、佛山市力争年底前实现公交电动化。", ("广州", "佛山市")),
        ("污染防治攻坚指挥部每月对推进情况开展调度。", ("污染防治攻坚指挥部",)),
        ("建成区完成5条黑臭水体整治。", ()),
        ("全市完成5条黑臭水体整治。", ()),
    ],
)
def test_who_is_named_before_the_verb(sentence: str, responsible: tuple[str, ...]) -> None:
    assert only(sentence).responsible == responsible


def test_who_is_named_in_brackets_behind_goes_with_the_sentences_before_it() -> None:
    first, second = read(
        sentences(
            document(
                "(一)治水\n1.新建管网5公里。更新泵站2座。(市住建局牵头,市水利局配合,2024年10月底前完成)\n2.强化监管。"
            )
        ),
        WHEN,
    )
    for item in (first, second):
        assert (item.lead, item.support) == (("市住建局",), ("市水利局",))
        assert item.deadline is not None
        assert item.deadline.due == date(2024, 10, 31)


def test_a_line_that_names_who_and_when_goes_with_the_paragraphs_under_its_number() -> None:
    text = "1.完成甲片区整治12处。\n同步开展宣传。\n责任单位:甲局、乙镇\n完成时限:6月底\n2.建成泵站1座。"
    first, second = read(sentences(document(text)), WHEN)
    assert first.responsible == ("甲局", "乙镇")
    assert (second.responsible, second.text) == ((), "建成泵站1座。")


def test_a_line_at_the_end_of_a_list_goes_with_all_its_numbers() -> None:
    text = (
        "(一)治气\n(1)改造锅炉5台。\n(2)优良率达到90%以上。\n牵头单位:甲局\n配合单位:乙镇\n完成时限:6月底\n"
        "(二)治水\n(1)建成泵站1座。"
    )
    first, second, third = read(sentences(document(text)), WHEN)
    for item in (first, second):
        assert (item.lead, item.support) == (("甲局",), ("乙镇",))
        assert item.deadline is not None
        assert item.deadline.due == date(2024, 6, 30)
    assert [one.by for one in second.indicators] == [date(2024, 6, 30)]
    assert third.lead == ()


def test_numbers_with_lines_of_their_own_keep_them() -> None:
    text = "1.改造锅炉5台。\n责任单位:甲局\n2.更新泵站2座。\n3.建成公厕1座。\n责任单位:乙镇"
    assert [item.responsible for item in read(sentences(document(text)), WHEN)] == [("甲局",), (), ("乙镇",)]


# Where


def test_a_year_may_follow_a_number() -> None:
    first, second = read(sentences(document("1.2024年新建管网50公里。\n2.6月底前更新泵站2座。")), WHEN)
    assert [(item.number, item.text) for item in (first, second)] == [
        ("1", "2024年新建管网50公里。"),
        ("2", "6月底前更新泵站2座。"),
    ]


def test_the_title_of_a_document_heads_no_part_of_it() -> None:
    lines = ("甲镇工作要点", 1), ("一、任务", 1), ("新建管网5公里。", None)
    marked = tuple(Line(text, Spot(at), level) for at, (text, level) in enumerate(lines, start=1))
    (item,) = read(sentences(Document("要点.docx", "docx", "", marked)), WHEN)
    assert item.headings == ("一、任务",)


def test_a_first_sentence_with_an_amount_heads_nothing() -> None:
    text = "一、任务\n1.灌区面积42万亩。5月20日前完成检修。\n2.①配备保洁员12名。②新增车辆3辆。"
    assert [item.headings for item in read(sentences(document(text)), WHEN)] == [("一、任务",)] * 3


def test_each_sentence_stands_under_its_headings() -> None:
    text = (
        "您当前的位置:首页\n2024年甲镇工作要点\n一、主要目标\n森林覆盖率达到42%。\n二、重点任务\n(一)治水\n1.强化截污。新建管网5公里。\n"
        "(1)扎实禁放\n6月底前建立制度。\n2.改造泵站2座。\n(二)治气\n更新公交车30辆。\n打印 关闭"
    )
    found = [(item.number, item.headings, item.text) for item in read(sentences(document(text)), WHEN)]
    assert found == [
        ("", ("一、主要目标",), "森林覆盖率达到42%。"),
        ("", ("二、重点任务", "(一)治水", "1.强化截污"), "新建管网5公里。"),
        ("", ("二、重点任务", "(一)治水", "1.强化截污", "(1)扎实禁放"), "6月底前建立制度。"),
        ("2", ("二、重点任务", "(一)治水"), "改造泵站2座。"),
        ("", ("二、重点任务", "(二)治气"), "更新公交车30辆。"),
    ]


def test_torn_lines_are_read_as_one_sentence_at_its_place() -> None:
    (item,) = read(
        sentences(document("一、任务\n对列入市河湖突出问题整治清单的项目共10个,\n于9月底前全面整治,\n逐一销号。")), WHEN
    )
    assert (item.text, item.spot.line) == ("对列入市河湖突出问题整治清单的项目共10个,于9月底前全面整治,逐一销号。", 2)


def test_sentences_in_a_table_are_read_too() -> None:
    cell = Cell("新建公厕6座。", Spot(3, row=1, column=2))
    table = Table(((None, cell),), Spot(3))
    (item,) = read(sentences(Document("计划.docx", "docx", "", (table,))), WHEN)
    assert (item.text, item.spot) == ("新建公厕6座。", cell.spot)


# Laws


@given(st.integers(0, 10_000))
def test_a_task_is_the_plans_own_words(seed: int) -> None:
    text, _ = plan(seed, paragraphs=3)
    whole = "".join(text.split())
    for item in read(sentences(document(text)), WHEN):
        assert "".join(item.text.split()) in whole


@given(st.text(alphabet="一二是,。;:()0123456789年月底前已完成的个家%《》“”_X- 了每季度由至到", max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for item in of(text):
        assert item.text in text


@pytest.mark.parametrize(
    "piece",
    list("已的(“年每1到占由和在") + _PIECES,
)
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    letters = 20_000 if piece in _DAYS else 100_000  # the grammar of days costs more for each letter, but no faster
    text = piece * (letters // len(piece))
    started = time.process_time()
    of(text)
    list(sentences(document(text)))
    assert time.process_time() - started < 12


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("按省、市统一部署,围绕创建目标,2024年底前建成达标区2个。", "2024年底前建成达标区2个"),
        (
            "推进餐饮企业用电监控,5月底前完成调查,9月底前完成安装。",
            "推进餐饮企业用电监控,5月底前完成调查,9月底前完成安装",
        ),
        ("三是更新公交车30辆。", "更新公交车30辆"),
    ],
)
def test_a_title_begins_where_the_task_does(sentence: str, title: str) -> None:
    assert only(sentence).title == title

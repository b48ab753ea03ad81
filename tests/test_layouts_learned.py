"""What documents of the families have that no list of words foresees: labels of their own, gaps, unusual numbers."""

from __future__ import annotations

import time

import pytest

from layout_documents import document, numbers, words
from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.label_words import supposed
from ledger.model.item import Taken


def taken(text: str) -> Taken:
    return choose(document(text)).taken


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("整改销号时限", "deadline"),
        ("市级包抓领导", "leader"),
        ("属地主体责任单位", "responsible"),
        ("协同配合单位", "support"),
        ("整改推进办法", "measures"),
        ("问题详述", "finding"),
        ("整改方向", "goal"),
        ("问题性质", None),
        ("销号程序", None),
        ("工业固体废物", None),
    ],
)
def test_a_label_that_is_in_no_list_says_by_its_words_what_it_announces(heading: str, label: str | None) -> None:
    assert supposed(heading) == label


OWN_LABELS = """\
安丰市生态环境问题整改台账

序号十
问题详述：安丰港散货码头未建设雨污水收集设施，初期雨水直排安丰河。
问题性质：历史遗留
整改方向：初期雨水不外排。
属地主体责任单位：安丰港区管委会
整改销号时限：2026年6月30日前
整改推进措施：建成收集池3座。
销号程序：市级验收

序号十二
问题详述：全市加油站地下油罐防渗改造进度缓慢，应改造217座，仅完成96座。
问题性质：工作滞后
整改方向：全面完成防渗改造。
属地主体责任单位：市商务局
整改销号时限：2025年12月31日前
整改推进措施：建立改造清单，实行周调度。
销号程序：市级验收
"""


def test_an_offices_own_labels_leave_their_words_to_no_other() -> None:
    found = taken(OWN_LABELS)
    assert numbers(found.entries) == ["序号十", "序号十二"]
    said = words(found.entries[0])
    assert said["finding"] == "安丰港散货码头未建设雨污水收集设施，初期雨水直排安丰河。"
    assert (said["goal"], said["responsible"]) == ("初期雨水不外排。", "安丰港区管委会")
    assert (said["deadline"], said["measures"]) == ("2026年6月30日前", "建成收集池3座。")
    assert said["other"] == "历史遗留市级验收"


def test_a_label_of_no_list_glued_into_running_text() -> None:
    found = taken(
        "整改任务清单1.河长巡河次数不足。整改属性：长期整改整改目标：巡河率达到100%。责任单位：市水利局整改层级：市级"
        "整改时限：2023年6月底前整改措施：按月通报。2.排污口底数不清。整改属性：限期整改整改目标：完成溯源。"
        "责任单位：市生态环境局整改层级：县级整改时限：2023年9月底前整改措施：建立名录。"
    )
    first, second = (words(entry) for entry in found.entries)
    assert (first["opening"], first["responsible"]) == ("河长巡河次数不足。", "市水利局")
    assert (second["opening"], second["responsible"]) == ("排污口底数不清。", "市生态环境局")


NOTICE = """\
群众举报环境问题整改情况公示
一、举报内容
某石材厂废水直排柳河。
二、涉及行业
非金属矿物制品业
三、办理单位
柳河县人民政府
四、公众意见征询
未收到意见。
五、整改目标
废水全部循环使用不外排。
六、处理和整改情况
沉淀池防渗改造已完工。
"""


def test_a_heading_nobody_knows_stands_in_a_row_of_known_ones() -> None:
    (entry,) = taken(NOTICE).entries
    said = words(entry)
    assert said["responsible"] == "柳河县人民政府"
    assert said["goal"] == "废水全部循环使用不外排。"
    assert said["other"] == "非金属矿物制品业未收到意见。"


@pytest.mark.parametrize("given", [("第十二项", "第十三项", "第十五项"), ("问题（三）", "问题（四）", "问题（九）")])
def test_offices_publish_some_items_of_a_list(given: tuple[str, ...]) -> None:
    text = "".join(
        f"{number}：\n反馈问题：{number}河水质超标。\n整改目标：水质达标。\n整改时限：2025年底前\n" for number in given
    )
    assert numbers(taken(text).entries) == list(given)


def test_a_label_may_end_with_a_full_stop_behind_its_number() -> None:
    found = taken(
        "第二部分 整改任务\n"
        "一、铝灰超期贮存问题\n（一）反馈问题。贮存铝灰2.3万吨。\n（二）整改目标。全部处置完毕。\n（三）责任单位。高新区管委会\n"
        "二、利用率低问题\n（一）反馈问题。资源化利用率仅22%。\n（二）整改目标。达到50%以上。\n（三）责任单位。市城市管理局\n"
    )
    assert numbers(found.entries) == ["一", "二"]
    assert words(found.entries[0])["finding"] == "贮存铝灰2.3万吨。"


def test_what_is_still_wrong_belongs_to_the_progress_and_is_no_problem_of_its_own() -> None:
    one = "问题简述：{0}设施停运。\n整改时限：2025年9月底\n目前进展情况及存在问题：已恢复5处。存在问题：资金缺口。\n"
    found = taken("序号:5\n" + one.format("甲") + "序号:6\n" + one.format("乙"))
    assert numbers(found.entries) == ["序号:5", "序号:6"]
    assert words(found.entries[1])["progress"] == "已恢复5处。存在问题：资金缺口。"


def test_a_case_is_called_by_its_own_number_and_not_by_its_place_in_the_list() -> None:
    case = "{}、受理编号：{}\n投诉内容：{}。\n办理情况：已更换水泵。\n办结情况：已办结\n"
    notice = "问题编号：{}\n1.问题描述：{}。\n2.整改目标：清零。\n3.牵头单位：区城市管理局\n4.整改时限：2023年12月\n"
    cases = taken(case.format("一", "X3QH202407150012", "噪声扰民") + case.format("二", "D3QH202407160044", "油烟扰民"))
    assert [entry.number[-16:] for entry in cases.entries] == ["X3QH202407150012", "D3QH202407160044"]
    notices = taken(notice.format("LH-2023-018", "异味扰民") + notice.format("LH-2023-021", "废气外逸"))
    assert numbers(notices.entries) == ["LH-2023-018", "LH-2023-021"]


def test_told_problems_with_gaps_in_their_numbers() -> None:
    told = "{}问题：{}水源地未划定保护区。州政府组织编制了划定方案，已完成勘界立标。该项问题已完成整改。\n"
    found = taken(told.format("第3项", "甲") + told.format("第4项", "乙") + told.format("第7项", "丙"))
    assert (found.layout, numbers(found.entries)) == ("completed-narrative", ["第3项", "第4项", "第7项"])
    assert found.entries[2].opening == "丙水源地未划定保护区。"


def test_a_reports_quotations_in_one_paragraph() -> None:
    found = taken(
        "（2022年12月）一、总体情况 共3个问题。 "
        "二、具体情况 （一）关于“河长制工作落实不细，水质反复”的问题。整改进展：已达到Ⅲ类。"
        "（二）关于“老旧排水管网破损严重，污水外渗”的问题。整改进展：修复破损点312处。"
        " 三、下一步工作打算 继续抓好整改。"
    )
    assert numbers(found.entries) == ["一", "二"]
    assert words(found.entries[1])["progress"] == "修复破损点312处。"


def test_a_deadline_behind_the_measures_of_a_titled_item() -> None:
    found = taken(
        "1、关于界碑缺失的问题。整改举措：补设界碑18块；整改时限：2023年底前。\n"
        "2、关于巡护力量不足的问题。整改举措：新增护林员20名。\n3、关于未批先建的问题。整改举措：依法查处。\n"
    )
    assert words(found.entries[0])["deadline"] == "2023年底前。"


@pytest.mark.parametrize("sign", ["整改属性：", "问题", "责 ", "【甲】", "属性：\n", "　　"])
def test_learning_labels_costs_no_more_than_the_length_of_the_text(sign: str) -> None:
    known = "整改目标：清零。\n责任单位：市水利局\n整改时限：2023年\n"
    started = time.process_time()
    taken(known + sign * (100_000 // len(sign)) + "\n" + known)
    assert time.process_time() - started < 20

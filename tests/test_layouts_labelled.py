"""Lists with labels: one a line (A), and glued into one line (B). Every text here is invented but the shared ones."""

from __future__ import annotations

import pytest

from layout_documents import document, numbers, shared, words
from ledger.formats.plan_text.choosing import choose
from ledger.model.item import Entry, Taken

SECTIONED = """\
云岭州贯彻落实省环境保护督察反馈意见整改措施清单

一、思想认识方面
（一）一些部门对环境保护工作研究不够。2018年以来，州水利局党组会未专题研究环境保护工作。
整改目标：增强环境保护责任意识。
责任单位：州水利局
责 任 人：州水利局主要负责人
整改时限：2019年6月底前，并长期坚持
整改措施：
1．制定学习计划，每季度专题学习1次。
2．每半年研究1次环境保护工作。
（二）环境保护责任清单落实不到位
整改目标：健全责任体系。
责任单位：各县（市、区）党委和政府
责 任 人：各县（市、区）党委和政府主要负责人
整改时限：立行立改
整改措施：
1．修订责任清单。
2．严格考核
二、水污染防治方面
（三）龙溪河水质恶化。2017年至2018年，
龙溪河出境断面由Ⅲ类下降为劣Ⅴ类。
— 3 —
整改目标：到2020年底，龙溪河水质达到Ⅲ类。
牵头单位：州生态环境局
配合单位：州水利局、州农业农村局
整改时限：2020年12月底前
整改措施：
1．新建污水管网23公里。
2．取缔排污口5个，
-4-
并恢复岸坡植被。
三、下一步工作安排
各级各部门要加强领导，确保整改到位。
"""


def taken(text: str) -> Taken:
    return choose(document(text)).taken


def entry(text: str, at: int) -> Entry:
    return taken(text).entries[at]


def test_items_stand_below_their_sections_with_every_label() -> None:
    found = taken(SECTIONED)
    assert (found.layout, numbers(found.entries)) == ("label-per-line", ["一", "二", "三"])
    assert [one.headings for one in found.entries] == [
        ("一、思想认识方面",),
        ("一、思想认识方面",),
        ("二、水污染防治方面",),
    ]
    assert words(found.entries[0]) == {
        "opening": "一些部门对环境保护工作研究不够。2018年以来，州水利局党组会未专题研究环境保护工作。",
        "goal": "增强环境保护责任意识。",
        "responsible": "州水利局",
        "persons": "州水利局主要负责人",
        "deadline": "2019年6月底前，并长期坚持",
        "measures": "1．制定学习计划，每季度专题学习1次。\n2．每半年研究1次环境保护工作。",
    }


def test_a_section_heading_is_no_words_of_the_measure_above_it() -> None:
    assert words(entry(SECTIONED, 1))["measures"] == "1．修订责任清单。\n2．严格考核"


def test_sentences_broken_by_lines_and_page_numbers_are_whole_again() -> None:
    said = words(entry(SECTIONED, 2))
    assert said["opening"] == "龙溪河水质恶化。2017年至2018年，龙溪河出境断面由Ⅲ类下降为劣Ⅴ类。"
    assert said["measures"].endswith("2．取缔排污口5个，并恢复岸坡植被。")


def test_what_follows_the_list_is_an_orphan_and_no_item() -> None:
    assert [text for text, _ in taken(SECTIONED).orphans] == ["各级各部门要加强领导，确保整改到位。"]


def test_each_label_knows_its_line() -> None:
    assert [(part.label, part.spot.line) for part in entry(SECTIONED, 1).parts] == [
        ("goal", 13),
        ("responsible", 14),
        ("persons", 15),
        ("deadline", 16),
        ("measures", 17),
    ]


def test_numbers_stay_as_printed_even_where_a_scanner_misread_them() -> None:
    text = """\
首页 > 信息公开 > 督察整改
江海市督察整改情况
发布时间：2022-03-01 10:00 来源：市生态环境局 字体：[大 中 小]
现将整改进展情况公开如下：
一、产业结构方面
项目1.9：北港镇部分企业存在落后产能。
整改时限：2021年底。
整改进展情况：已完成整改。
（1）淘汰落后产能企业12家。
项目1.10:南港区危险废物贮存不规范。
整改进展情况:达到序时进度。
项目l.11：老港垃圾场渗滤液处理能力不足。
整改时限：2022年6月。
整改进展情况：正在按序时推进。
打印 关闭
主办单位：江海市人民政府
"""
    found = taken(text)
    assert numbers(found.entries) == ["项目1.9", "项目1.10", "项目l.11"]
    assert [words(one).get("deadline") for one in found.entries] == ["2021年底。", None, "2022年6月。"]
    assert words(found.entries[2])["progress"] == "正在按序时推进。", "the website's footer is not progress"
    assert "lead" not in words(found.entries[2]), "主办单位 of a website leads nothing"
    assert found.orphans == ()


def test_labels_in_brackets_and_with_blanks_between_their_letters() -> None:
    text = """\
南湖县突出问题整改清单
第46项
【问题描述】城北垃圾填埋场渗滤液积存约2.1万吨。
【整改目标】渗滤液全部处置。
【责 任 单 位】县城管局
【整改时限】2024年10月底前
【整改措施】
①新增处理设备2台；
②每月监测1次。
第47项
【问题描述】东山采石场未按要求复绿。
【整改目标】完成复绿120亩。
【责任单位】县自然资源局、东山镇政府
【整改时限】2025年6月底前
【整改措施】
①编制方案；
②完成覆土。
"""
    found = taken(text)
    assert numbers(found.entries) == ["第46项", "第47项"]
    assert words(found.entries[0]) == {
        "finding": "城北垃圾填埋场渗滤液积存约2.1万吨。",
        "goal": "渗滤液全部处置。",
        "responsible": "县城管局",
        "deadline": "2024年10月底前",
        "measures": "①新增处理设备2台；\n②每月监测1次。",
    }


def test_labels_without_any_sign_where_they_come_again_and_again() -> None:
    text = """\
问题一 河口镇生活污水直排
整改目标 消除直排口
责任单位 河口镇政府
完成时限 2024年9月底前
整改措施 建设污水收集管网3.2公里。
问题二 砂石码头扬尘污染严重
整改目标 码头全部封闭
责任单位 县交通运输局
完成时限 2024年12月底前
整改措施 一是拆除非法码头。二是安装喷淋设施。
"""
    found = taken(text)
    assert [(one.number, one.opening) for one in found.entries] == [
        ("问题一", "河口镇生活污水直排"),
        ("问题二", "砂石码头扬尘污染严重"),
    ]
    assert words(found.entries[1])["responsible"] == "县交通运输局"


def test_labels_with_numbers_of_their_own_are_not_items() -> None:
    text = """\
一、关山镇污水处理厂进水浓度偏低
（一）整改目标：进水COD浓度不低于200毫克/升
（二）责任单位：关山镇政府
（三）整改时限：2023年底
（四）整改措施：1.排查管网。2.修复破损点18处。
二、关山矿区历史遗留废渣未处置
（一）整改目标：完成处置
（二）责任单位：县自然资源局
（三）整改时限：2024年底
（四）整改措施：1.编制方案。2.清运废渣5万吨。
"""
    found = taken(text)
    assert [(one.number, one.opening) for one in found.entries] == [
        ("一", "关山镇污水处理厂进水浓度偏低"),
        ("二", "关山矿区历史遗留废渣未处置"),
    ]
    assert words(found.entries[0])["deadline"] == "2023年底"


def test_units_and_deadlines_of_single_measures_stay_with_the_measures() -> None:
    text = """\
1.工业园区污水集中处理设施不完善。
整改目标：污水全收集。
整改措施：
(1)建设管网5公里。
责任单位：园区管委会
完成时限：2024年6月底前
(2)完成在线监测设施安装。
责任单位：区生态环境局
完成时限：2024年8月底前
2.园区大气异味扰民。
整改目标：投诉下降50%。
整改措施：
(1)开展LDAR检测。
责任单位：园区管委会
完成时限：2024年9月底前
(2)建设空气站2个。
责任单位：区生态环境局
完成时限：2024年12月底前
"""
    found = taken(text)
    assert numbers(found.entries) == ["1", "2"]
    assert set(words(found.entries[0])) == {"opening", "goal", "measures"}
    assert "完成时限：2024年6月底前" in words(found.entries[0])["measures"]


def test_a_page_broken_at_a_width_reads_like_the_text_before_it_was_printed() -> None:
    text = """\
    1.白石镇3家石材加工企业废水未经处理直接排入白石溪，造
成溪水发白，群众反映强烈。
    责任单位：白石镇人民政府，县生态环境局、县经济和信息化
局、县水利局
    整改目标：石材加工企业废水实现循环利用，白石溪水质稳定
达到Ⅲ类。
    整改时限：2021年12月底前
    整改措施：
    （1）对3家石材加工企业依法立案查处，责令建设三级沉淀
池；
                            12
    （2）每季度开展水质监测，监测结果向社会公开。
    2.白石镇生活垃圾中转站建设滞后，垃圾露天堆放问题突出，
部分垃圾滑落河道。
    责任单位：白石镇人民政府
    整改目标：建成中转站1座，日处理能力20吨。
    整改时限：2021年9月底前
    整改措施：
    （1）完成中转站选址及环评；
    （2）清理露天堆放垃圾约300吨。
"""
    found = taken(text)
    assert words(found.entries[0]) == {
        "opening": "白石镇3家石材加工企业废水未经处理直接排入白石溪，造成溪水发白，群众反映强烈。",
        "responsible": "白石镇人民政府，县生态环境局、县经济和信息化局、县水利局",
        "goal": "石材加工企业废水实现循环利用，白石溪水质稳定达到Ⅲ类。",
        "deadline": "2021年12月底前",
        "measures": (
            "（1）对3家石材加工企业依法立案查处，责令建设三级沉淀池；\n（2）每季度开展水质监测，监测结果向社会公开。"
        ),
    }
    assert found.entries[1].opening.endswith("部分垃圾滑落河道。")


def test_a_number_that_jumps_and_a_label_that_stands_twice_are_remarked() -> None:
    text = """\
问题1：河口镇污水直排。
整改目标：消除直排口。
责任单位：河口镇政府
责任单位：县住建局
整改时限：2024年9月底前
问题3：码头扬尘污染严重。
整改目标：全部封闭。
责任单位：县交通局
整改时限：2024年12月底前
"""
    found = taken(text)
    assert numbers(found.entries) == ["问题1", "问题3"]
    assert [[said.key for said in one.remarks] for one in found.entries] == [
        ["layout.label-twice"],
        ["layout.number-jumps"],
    ]
    assert words(found.entries[0])["responsible"] == "河口镇政府县住建局", "neither is lost"


def test_an_item_without_labels_between_others_is_not_lost() -> None:
    text = """\
1.河口镇污水直排。
整改目标：消除直排口。
责任单位：河口镇政府
整改时限：2024年9月底前
2.古树名木保护不力。
3.码头扬尘污染严重。
整改目标：全部封闭。
责任单位：县交通局
整改时限：2024年12月底前
"""
    found = taken(text)
    assert [(one.number, one.opening) for one in found.entries][1] == ("2", "古树名木保护不力。")
    assert [said.key for said in found.entries[1].remarks] == ["layout.no-labels"]


def test_a_number_before_the_label_of_the_finding_is_the_items_number() -> None:
    text = """\
1.问题：城区扬尘管控不力。
整改目标：落实“六个百分百”。
责任单位（牵头）：市住建局
责任单位（配合）：市城管局、市交通局
整改时限：立行立改
2.问题：畜禽粪污直排。
整改目标：综合利用率达到85%以上。
责任单位（牵头）：市农业农村局
整改时限：2025年6月底前
"""
    found = taken(text)
    assert numbers(found.entries) == ["1", "2"]
    assert words(found.entries[0]) == {
        "finding": "城区扬尘管控不力。",
        "goal": "落实“六个百分百”。",
        "lead": "市住建局",
        "support": "市城管局、市交通局",
        "deadline": "立行立改",
    }


def test_labels_in_the_brackets_at_the_end_of_a_measure() -> None:
    text = """\
1.加强河道巡查工作。完善巡河机制，每周不少于2次。（责任单位：县水利局；完成时限：2024年6月底前）
2.加快农村污水治理。新建管网12公里。（责任单位：县住建局；配合单位：县农业农村局；完成时限：2024年12月底前）
3.推进矿山修复。复绿300亩。（责任单位：县自然资源局；完成时限：长期坚持）
"""
    found = taken(text)
    assert words(found.entries[1]) == {
        "opening": "加快农村污水治理。新建管网12公里。",
        "responsible": "县住建局",
        "support": "县农业农村局",
        "deadline": "2024年12月底前",
    }


def test_items_without_numbers_begin_with_the_paragraph_above_their_first_label() -> None:
    text = """\
● 河口镇生活污水直排
责任单位：河口镇政府
整改时限：2024年9月底前
整改措施：建设管网。

● 砂石码头扬尘
责任单位：县交通局
整改时限：2024年10月底前
整改措施：安装喷淋。
"""
    assert [one.opening for one in taken(text).entries] == ["河口镇生活污水直排", "砂石码头扬尘"]


def test_a_row_counted_by_its_own_label() -> None:
    text = """\
序号：1
存在问题：河道脏乱差，群众反映强烈。
整改措施及完成时限：立即清理，6月底前完成。
整改进展：已完成

序号：2
存在问题：垃圾清运不及时。
整改措施及完成时限：增加清运频次，长期坚持。
整改进展：正在推进
"""
    found = taken(text)
    assert numbers(found.entries) == ["序号：1", "序号：2"]
    assert words(found.entries[0]) == {
        "finding": "河道脏乱差，群众反映强烈。",
        "measures": "立即清理，6月底前完成。",
        "progress": "已完成",
    }


def test_headings_of_one_plan_are_not_an_item() -> None:
    text = """\
关于开展大气污染整治的方案
为改善空气质量，制定本方案。
一、整改目标
PM2.5浓度下降5%。
二、责任单位
市生态环境局、各区政府
三、整改时限
2024年12月底前
四、整改措施
（一）开展扬尘整治。
（二）淘汰老旧柴油车1200辆。
"""
    assert taken(text).entries == ()


def test_a_list_of_measures_may_begin_with_a_number_above_the_items_own_style() -> None:
    """Items （1）, progress 1. — a single `1.` right behind its label is no section."""
    text = """\
（1）河口镇污水直排。
整改目标：消除直排口。
责任单位：河口镇政府
整改进展情况：
1.已建管网12公里。
（2）码头扬尘污染严重。
整改目标：全部封闭。
责任单位：县交通局
整改进展情况：
1.已安装喷淋。
"""
    found = taken(text)
    assert [words(one)["progress"] for one in found.entries] == ["1.已建管网12公里。", "1.已安装喷淋。"]
    assert [one.headings for one in found.entries] == [(), ()]


def test_a_finding_that_tells_what_people_say_is_no_closing_formula() -> None:
    text = """\
问题1：
群众多次反映河口镇污水直排，要求尽快解决。
整改目标：消除直排口。
责任单位：河口镇政府
整改时限：2024年9月底前
问题2：码头扬尘污染严重。
整改目标：全部封闭。
责任单位：县交通局
整改时限：2024年12月底前
"""
    assert taken(text).entries[0].opening == "群众多次反映河口镇污水直排，要求尽快解决。"


GLUED = (
    "附件：河洲市省级生态环境保护督察反馈问题整改清单1、城区污水管网建设滞后，污水收集率仅52%。整改目标：2023年底前收集率"
    "达到70%责任单位：市住建局配合单位：市财政局、市发改委整改时限：2023年12月底前整改措施：（1）新建管网30公里；（2）改造"
    "雨污混接点56处。2、河洲工业园3家企业超标排污。整改目标：达标排放责任单位：河洲工业园管委会督导单位：市生态环境局整改"
    "时限：立行立改整改措施：（1）依法立案；（2）责令停产整治。—7—3、畜禽养殖禁养区内仍有养殖场8家。整改目标：全部关停"
    "责任单位：各县区政府整改时限：2022年6月底前整改措施：（1）逐户签订协议；（2）按期拆除，第8页 共12页防止反弹。"
)


def test_glued_labels_are_told_apart_and_page_numbers_taken_out() -> None:
    found = taken(GLUED)
    assert (found.layout, numbers(found.entries)) == ("run-on", ["1", "2", "3"])
    assert words(found.entries[1]) == {
        "opening": "河洲工业园3家企业超标排污。",
        "goal": "达标排放",
        "responsible": "河洲工业园管委会",
        "supervisor": "市生态环境局",
        "deadline": "立行立改",
        "measures": "（1）依法立案；（2）责令停产整治。",
    }
    assert words(found.entries[2])["measures"] == "（1）逐户签订协议；（2）按期拆除，防止反弹。"


def test_labels_parted_by_semicolons_in_running_text() -> None:
    text = (
        "问题1：农村黑臭水体治理不力，22条未治理。责任单位：县水利局；责任人：县水利局局长；完成时限：2024年底。"
        "整改措施：开展清淤；建立长效机制。问题2：粪污资源化利用率低。责任单位：县农业农村局；责任人：县农业农村局局长；"
        "完成时限：2023年底。整改措施：建设有机肥厂1座。"
    )
    found = taken(text)
    assert numbers(found.entries) == ["问题1", "问题2"]
    assert words(found.entries[0]) == {
        "opening": "农村黑臭水体治理不力，22条未治理。",
        "responsible": "县水利局",
        "persons": "县水利局局长",
        "deadline": "2024年底。",
        "measures": "开展清淤；建立长效机制。",
    }


def test_glued_items_without_numbers_begin_at_the_label_of_the_finding() -> None:
    text = (
        "整改问题：河口镇污水直排。整改目标：消除直排口。责任单位：河口镇政府整改时限：2024年9月底前"
        "整改问题：码头扬尘污染严重。整改目标：全部封闭。责任单位：县交通局整改时限：2024年12月底前"
    )
    assert [words(one)["finding"] for one in taken(text).entries] == ["河口镇污水直排。", "码头扬尘污染严重。"]


@pytest.mark.parametrize("rows", [["整改目标", "责任单位", "整改时限", "整改措施"], ["序号", "整改目标", "责任单位"]])
def test_a_table_whose_cells_fell_apart_is_no_list(rows: list[str]) -> None:
    text = "\n".join([*rows, "完成整治", "县水利局", "2024年底", "1", "2", "新建管网"])
    assert taken(text).entries == ()


def test_the_run_on_plan_of_the_shared_folder() -> None:
    choice = choose(shared("plans/02-runon-no-newlines.txt"))
    assert (choice.taken.layout, numbers(choice.taken.entries)) == ("run-on", ["一", "二", "三", "四", "五"])
    first, _, third, _, last = choice.taken.entries
    assert words(first)["measures"].endswith("3.组织一次面向乡镇主要负责人的警示教育,用身边事教育身边人。")
    assert words(third) == {
        "opening": (
            "青岭河下游断面水质超标。2015年至2017年,青岭河出境断面总磷浓度年均值由0.21毫克/升上升至0.34毫克/升,"
            "沿岸4个建制镇污水直排。"
        ),
        "goal": "到2020年底,青岭河出境断面水质稳定达到Ⅲ类,总磷年均浓度不高于0.2毫克/升。",
        "lead": "州水务局、州环境保护局",
        "support": "州住房和城乡建设局、州农业局",
        "responsible": "临湖县、云溪县党委和政府",
        "persons": "临湖县、云溪县政府主要负责人",
        "deadline": ("2018年9月底前完成4个镇污水处理设施建设方案编制,2019年12月底前建成投运,2020年12月底前断面达标"),
        "measures": (
            "1.新建改建污水管网46公里。2.取缔沿岸入河排污口17个。"
            "3.对流域内12家屠宰企业开展限期治理,逾期不达标的依法关停。"
        ),
    }
    assert words(last)["measures"].endswith("3.对拒不履行恢复治理义务的,依法追究责任。")
    assert [one.headings[-1] for one in choice.taken.entries] == [
        "一、认识有偏差",
        "一、认识有偏差",
        "二、重点领域污染问题突出",
        "二、重点领域污染问题突出",
        "三、督察整改落实不到位",
    ]
    assert [said.key for said in choice.remarks] == ["layout.part-is-no-list"], "第2篇 is a notice without a list"


def test_the_list_with_measures_that_have_their_own_units() -> None:
    found = choose(shared("plans/14-measure-list-per-measure-units.txt")).taken
    assert (found.layout, numbers(found.entries)) == ("label-per-line", ["问题1", "问题2", "问题3"])
    assert words(found.entries[0])["responsible"] == (
        "市发展和改革委、市住房和城乡建设局、市农业农村局(以上为牵头单位),各县(市、区)党委和政府"
    )
    assert words(found.entries[1])["measures"].count("\n") == 2
    assert [one.headings for one in found.entries] == [
        ("一、贯彻落实生态文明思想存在差距",),
        ("二、污染防治攻坚战仍有短板",),
        ("二、污染防治攻坚战仍有短板",),
    ]
    assert found.orphans == ()

"""Reports: the quoted problem and its progress (C), told problems (G), titles with measures (H)."""

from __future__ import annotations

from layout_documents import document, numbers, shared, words
from ledger.formats.plan_text.choosing import choose

QUOTED = """\
沙河省贯彻落实中央生态环境保护督察反馈意见整改落实情况
一、关于“一些地方和部门对长江大保护认识不到位，‘共抓大保护’氛围不浓”问题
整改进展情况：已经完成，长期坚持。
1.组织专题学习120余场。
2.建立考核制度。
二、关于“沙河市‘三江口’非法码头整治不彻底，“回头看”发现仍有9座反弹”的问题
整改进展情况：正在推进。
1.拆除非法码头9座。
三、关于“固体废物处置能力不足。全省缺口达20万吨/年”问题
整改进展情况：达到序时进度。新增处置能力8万吨/年。
特此公告。
沙河省生态环境保护督察整改工作领导小组办公室
2023年5月6日
"""


def test_what_is_quoted_is_the_finding_word_for_word() -> None:
    found = choose(document(QUOTED)).taken
    assert (found.layout, numbers(found.entries)) == ("quoted-progress", ["一", "二", "三"])
    assert [words(one)["finding"] for one in found.entries] == [
        "一些地方和部门对长江大保护认识不到位，‘共抓大保护’氛围不浓",
        "沙河市‘三江口’非法码头整治不彻底，“回头看”发现仍有9座反弹",
        "固体废物处置能力不足。全省缺口达20万吨/年",
    ]
    assert words(found.entries[0])["progress"] == ("已经完成，长期坚持。\n1.组织专题学习120余场。\n2.建立考核制度。")
    assert words(found.entries[2])["progress"] == "达到序时进度。新增处置能力8万吨/年。"
    assert found.orphans == ()


def test_problem_and_progress_in_one_paragraph() -> None:
    found = choose(
        document("""\
（一）关于“县城污水处理厂超负荷运行”问题。整改情况：已完成扩建，新增处理能力2万吨/日。该问题已完成整改。
（二）关于“乡镇饮用水水源地保护不力”问题。整改情况：拆除违建11处，剩余2处正在推进。
""")
    ).taken
    assert [(one.number, words(one)) for one in found.entries] == [
        (
            "一",
            {"finding": "县城污水处理厂超负荷运行", "progress": "已完成扩建，新增处理能力2万吨/日。该问题已完成整改。"},
        ),
        ("二", {"finding": "乡镇饮用水水源地保护不力", "progress": "拆除违建11处，剩余2处正在推进。"}),
    ]


def test_progress_without_a_label_and_straight_quotation_marks() -> None:
    choice = choose(
        document("""\
1.针对"河湖长制落实不到位，部分河段脏乱差"的问题
开展专项行动6次，清理河道垃圾800吨，该问题已整改完成。
2.针对"尾矿库环境风险隐患突出"的问题
完成23座尾矿库治理，剩余2座按序时推进。
""")
    )
    assert [words(one) for one in choice.taken.entries] == [
        {
            "finding": "河湖长制落实不到位，部分河段脏乱差",
            "progress": "开展专项行动6次，清理河道垃圾800吨，该问题已整改完成。",
        },
        {"finding": "尾矿库环境风险隐患突出", "progress": "完成23座尾矿库治理，剩余2座按序时推进。"},
    ]
    assert [name for name, _ in choice.rivals] == ["completed-narrative"], "a doubt that is shown"


def test_a_quotation_over_two_lines_of_a_page() -> None:
    text = """\
1.“北岭区固体废物历史欠账多。老采石坑堆存工业固体废物约50万吨，无防渗措施；
周边群众反映强烈。”
整改进展情况：已完成整改。已清运固体废物约50万吨，完成覆土复绿并通过第三方评估，
群众较为满意。
2.“云坪镇砂石采场生态破坏问题突出，79家采场中仍有4家未完成植被恢复，裸露面积
达120亩。”
整改进展情况：正在推进。已复绿采场75家，其余采场正在开展边坡治理，计划于年底前全
部完成。
"""
    assert [words(one) for one in choose(document(text)).taken.entries] == [
        {
            "finding": "北岭区固体废物历史欠账多。老采石坑堆存工业固体废物约50万吨，无防渗措施；周边群众反映强烈。",
            "progress": "已完成整改。已清运固体废物约50万吨，完成覆土复绿并通过第三方评估，群众较为满意。",
        },
        {
            "finding": "云坪镇砂石采场生态破坏问题突出，79家采场中仍有4家未完成植被恢复，裸露面积达120亩。",
            "progress": "正在推进。已复绿采场75家，其余采场正在开展边坡治理，计划于年底前全部完成。",
        },
    ]


def test_a_quotation_led_in_by_other_words() -> None:
    found = choose(
        document("""\
(一)省级环境保护督察反馈意见指出,“部分县(市、区)对环境保护工作重视不够”。
整改时限:立行立改,长期坚持
整改情况:已完成。一是召开常委会4次。二是印发责任清单。
(二)省级环境保护督察反馈意见指出,“某县垃圾填埋场渗滤液直排”。
整改时限:2018年12月
整改情况:已完成。建成渗滤液处理站1座。
""")
    ).taken
    assert found.layout == "quoted-progress"
    assert words(found.entries[1]) == {
        "finding": "某县垃圾填埋场渗滤液直排",
        "deadline": "2018年12月",
        "progress": "已完成。建成渗滤液处理站1座。",
    }


def test_a_told_problem_is_parted_from_what_was_done() -> None:
    found = choose(
        document("""\
宁川市公开督察整改落实情况
现将有关情况通报如下。
一、已完成整改的问题
（一）东城区餐饮油烟扰民问题。东城区建设路沿线餐饮店未安装油烟净化设施，群众投诉多。经整改，58家餐饮店全部安装净化设施。\
该问题已完成整改。
（二）西山景区违规建设问题。责令拆除违建12处，复绿3000平方米。该问题已完成整改。
二、正在推进整改的问题
（三）老城区雨污合流问题。老城区管网老化，雨季污水溢流。目前已改造管网18公里，剩余7公里正在施工。该问题正在按序时进度推进。
""")
    ).taken
    assert (found.layout, numbers(found.entries)) == ("completed-narrative", ["一", "二", "三"])
    assert [words(one) for one in found.entries] == [
        {
            "opening": "东城区餐饮油烟扰民问题。东城区建设路沿线餐饮店未安装油烟净化设施，群众投诉多。",
            "progress": "经整改，58家餐饮店全部安装净化设施。该问题已完成整改。",
        },
        {"opening": "西山景区违规建设问题。", "progress": "责令拆除违建12处，复绿3000平方米。该问题已完成整改。"},
        {
            "opening": "老城区雨污合流问题。老城区管网老化，雨季污水溢流。",
            "progress": "目前已改造管网18公里，剩余7公里正在施工。该问题正在按序时进度推进。",
        },
    ]
    assert [one.headings for one in found.entries][2] == ("二、正在推进整改的问题",)


def test_told_problems_whose_progress_is_a_paragraph_of_its_own() -> None:
    found = choose(
        document("""\
1. 青龙镇屠宰场废水直排。
青龙镇政府立即责令停产，投资60万元建设污水处理设施，2023年4月通过验收。目前，该问题已完成整改。
2. 黄桥村养殖场异味扰民。
养殖场已关停，粪污全部清运。该问题已整改到位。
3. 五里铺加油站未安装油气回收装置。
已安装三次油气回收装置，该问题已完成整改，长期坚持。
""")
    ).taken
    assert [one.opening for one in found.entries] == [
        "青龙镇屠宰场废水直排。",
        "黄桥村养殖场异味扰民。",
        "五里铺加油站未安装油气回收装置。",
    ]


def test_titles_with_measures_in_one_paragraph() -> None:
    found = choose(
        document("""\
市住建局关于民主评议意见的整改方案
一、窗口服务效率不高。整改措施：推行一次告知制，压缩办理时限三分之一。责任落实到岗。
二、工地扬尘监管不够有力。整改措施：1.增加巡查频次；2.推广在线监测；3.实行红黄牌制度。
三、物业投诉处理不及时。整改措施：建立台账，限时办结。
""")
    ).taken
    assert (found.layout, numbers(found.entries)) == ("titled-measures", ["一", "二", "三"])
    assert words(found.entries[1]) == {
        "opening": "工地扬尘监管不够有力。",
        "measures": "1.增加巡查频次；2.推广在线监测；3.实行红黄牌制度。",
    }


def test_titles_with_measures_below_them() -> None:
    found = choose(
        document("""\
1.执法检查频次不足，震慑不够。
整改措施：开展夜间突击检查。
2.宣传教育形式单一。
整改措施：组织进社区活动12场。
""")
    ).taken
    assert [words(one)["opening"] for one in found.entries] == ["执法检查频次不足，震慑不够。", "宣传教育形式单一。"]


def test_the_nine_plans_give_the_two_lists_that_stand_in_them() -> None:
    """Plan 1 is a list of five. Plan 6 is spliced of two documents: its items 2 to 5 are there, the title of its
    first measures is lost, and those words are told as left over; plans 2 to 5 are narratives.
    """
    choice = choose(shared("sources/B-nine-rectification-plans.txt"))
    found = choice.taken
    assert (found.layout, numbers(found.entries)) == ("titled-measures", ["1", "2", "3", "4", "5", "2", "3", "4", "5"])
    assert [words(one)["opening"] for one in found.entries[:5]] == [
        "进一步加强宣传。",
        "进一步强化服务。",
        "进一步加强监管。",
        "进一步加强干部队伍建设。",
        "进一步转变工作作风。",
    ]
    assert {one.headings[0] for one in found.entries} == {"环保督查整改方案1", "环保督查整改方案6"}
    assert words(found.entries[8])["measures"].endswith("保障群众环境权益。"), "and not the << below it"
    assert any(text.startswith("整改措施:组织进机关、进学校、进企业") for text, _ in found.orphans)
    titles = [str(said.fill["title"]) for said in choice.remarks]
    assert titles[1:] == ["环保督查整改方案2", "环保督查整改方案3", "环保督查整改方案4", "环保督查整改方案5"]

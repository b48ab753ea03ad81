"""Notices on one problem, its parts under headings (D): one notice is one issue, whatever stands around it."""

from __future__ import annotations

from layout_documents import document, numbers, shared, words
from ledger.formats.plan_text.choosing import choose

TWO = """\
关于青州市省生态环境保护督察反馈第17项问题整改完成情况的公示

根据《山河省生态环境保护督察整改销号办法》，现将青州市第17项问题整改情况公示如下：
一、整改任务
青州市南郊垃圾填埋场未按规定封场，渗滤液外溢。
二、整改目标
完成封场治理。
三、整改措施
（一）编制封场方案。
（二）建设渗滤液处理设施1套。
四、整改主要工作及成效
2023年8月完成封场，渗滤液日处理能力200吨。
五、公示时间
2023年9月4日至9月8日
六、受理部门
青州市城市管理局
七、受理电话
0000-1234567
八、受理地址
青州市解放路1号

关于青州市省生态环境保护督察反馈第18项问题整改完成情况的公示

现将青州市第18项问题整改情况公示如下：
一、整改任务
青州市北关工业集中区无污水处理设施。
二、整改目标
建成污水处理设施并投运。
三、整改措施
建设处理能力5000吨/日的污水处理厂。
四、整改主要工作及成效
污水处理厂于2023年5月通水运行，出水达标。
五、公示时间
2023年9月4日至9月8日
"""


def test_several_notices_in_one_file_are_one_issue_each() -> None:
    found = choose(document(TWO)).taken
    assert (found.layout, numbers(found.entries)) == ("headed-notice", ["第17项", "第18项"])
    assert words(found.entries[1]) == {
        "finding": "青州市北关工业集中区无污水处理设施。",
        "goal": "建成污水处理设施并投运。",
        "measures": "建设处理能力5000吨/日的污水处理厂。",
        "progress": "污水处理厂于2023年5月通水运行，出水达标。",
        "other": "2023年9月4日至9月8日",
    }
    assert words(found.entries[0])["measures"] == "（一）编制封场方案。\n（二）建设渗滤液处理设施1套。"
    assert words(found.entries[0])["other"].endswith("青州市解放路1号"), "the next title is not of this notice"
    assert found.orphans == ()


def test_headings_in_brackets_and_a_signature_below() -> None:
    text = """\
梨花县中央生态环境保护督察反馈问题（序号十）整改完成情况公示
【整改任务】
十家子河劣Ⅴ类水体未消除。
【整改目标】
消除劣Ⅴ类。
【整改完成情况】
已完成生态修复2.3公里，水质达到Ⅳ类。
梨花县水利局
2020年3月2日
"""
    (one,) = choose(document(text)).taken.entries
    assert one.number == "序号十"
    assert words(one)["progress"] == "已完成生态修复2.3公里，水质达到Ⅳ类。"


def test_the_words_of_a_notice_that_name_two_problems_give_no_number() -> None:
    (one,) = choose(
        document("""\
关于第3项、第4项问题的公示
一、整改问题
河道垃圾未清理。
二、整改目标
清理完毕。
三、完成时限
2024年底
四、整改完成情况
已清理。
""")
    ).taken.entries
    assert one.number == ""


def test_a_general_plan_with_such_headings_has_no_problem_and_is_no_notice() -> None:
    text = """\
关于加强河湖管理的工作方案
一、指导思想
全面落实河湖长制。
二、整改目标
水质持续改善。
三、整改措施
加强日常巡查，完善长效机制。
四、组织保障
加强领导，落实责任。
"""
    assert choose(document(text)).taken.entries == ()


def test_the_notice_with_six_headings() -> None:
    found = choose(shared("plans/04-notice-six-headings-petition.txt")).taken
    (one,) = found.entries
    assert (found.layout, one.number) == ("headed-notice", "X3YC202411060021")
    assert words(one) == {
        "finding": ("沂川市北郊区柳铺镇小王村东头有一处约2万平方米的坑塘,水体发黑、有异味,夏季蚊蝇多,影响村民生活。"),
        "responsible": "北郊区委、区政府",
        "measures": (
            "1.坑塘水体发黑不属实;2.对坑塘周边开展排查,封堵生活污水散排口3处;3.打捞水面漂浮物,清理周边垃圾;"
            "4.做好群众沟通解释。"
        ),
        "goal": "1.坑塘周边无垃圾、水面无漂浮物;2.生活污水不直排。",
        "deadline": "2025年12月31日",
        "progress": (
            "1.已清理垃圾约40方,3处散排口全部封堵并接入村级污水管网;经监测,该水体不属于黑臭水体。\n"
            "2.已落实村级保洁员2名,建立日常巡查记录。"
        ),
    }
    assert found.orphans == (), "website, formulas, contacts and the date are nobody's loss"


def test_the_notice_with_colons() -> None:
    found = choose(shared("plans/06-notice-colon-labels-seven-days.txt")).taken
    (one,) = found.entries
    assert (found.layout, one.number) == ("headed-notice", "序号二十三")
    said = words(one)
    assert said["finding"] == "城区南部污水处理厂配套管网建设滞后,部分老旧小区生活污水经雨水管道直排江岸河。"
    assert said["goal"] == "完成配套管网建设,消除生活污水直排口。"
    assert said["measures"] == "新建污水管网6.3公里,改造混错接点41处,封堵直排口9个。"
    assert said["progress"].startswith("1、新建污水管网6.5公里")
    assert said["progress"].endswith("江岸河下游断面氨氮浓度下降37%。")
    assert "deadline" not in said
    assert "responsible" not in said
    assert found.orphans == ()

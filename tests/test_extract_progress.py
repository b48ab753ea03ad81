"""How far an item is, in the words that say it of the whole; and titles out of the finding's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.extract.progress import progress, status_in
from ledger.model.extract.titles import LONGEST, title
from ledger.model.item import Progress


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("已经完成,长期坚持。1.开展专项排查。", "已经完成,长期坚持"),
        ("该问题已完成整改。", "已完成整改"),
        ("云溪县拆除违建12处,植被全部恢复,该问题已完成整改。", "已完成整改"),
        ("截至2025年6月底,已完成整改。", "已完成整改"),
        ("目前,该问题已整改完成并通过验收", "已整改完成并通过验收"),
        ("已完成整改并长期坚持", "已完成整改并长期坚持"),
        ("整改进展情况:达到序时进度", "达到序时进度"),
        ("达到序时进度。已建成管网46公里。", "达到序时进度"),
        ("未达到序时进度", "未达到序时进度"),
        ("按序时进度推进中", "按序时进度推进中"),
        ("整改工作正在有序推进", "正在有序推进"),
        ("正在推进", "正在推进"),
        ("持续推进,长期坚持", "持续推进,长期坚持"),
        ("未启动", "未启动"),
        ("尚未启动整改", "尚未启动整改"),
        ("基本完成", "基本完成"),
        ("已办结", "已办结"),
        ("阶段性办结", "阶段性办结"),
        ("完成交账销号", "完成交账销号"),
        ("已验收销号", "已验收销号"),
        ("1.已完成新建污水管网6.5公里,已于2019年10月20日通水。2、41处混错接点全部改造完成。", None),
        ("区政府高度重视,立即开展整改。", None),
        ("已完成2024年度目标任务", None),
        ("一是强化监管;二是正在推进建设。", None),
    ],
)
def test_the_words_that_say_it_of_the_whole(text: str, status: str | None) -> None:
    assert status_in(text) == status


def test_what_stands_under_a_label_of_its_own_is_the_status() -> None:
    assert progress("建成管网46公里。", "达到序时进度") == Progress("达到序时进度", "建成管网46公里。")
    assert progress("", "黄色预警") == Progress("黄色预警", "黄色预警")
    assert progress(" ", "") is None


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("城区污水集中收集率低。2022年主城区生活污水集中收集率仅为58.3%。", "城区污水集中收集率低"),
        ("部分部门“管行业必须管环保,管发展必须管环保”责任落实不到位,2023年信访重复投诉件中涉及行业监管缺位的占41%。",
         "部分部门“管行业必须管环保,管发展必须管环保”责任落实不到位"),
        ("关于“一些地方对生态环境保护重视不够,压力传导不到位”的问题", "一些地方对生态环境保护重视不够,压力传导不到位"),
        ("进一步加强宣传。", "进一步加强宣传"),
        ("问题1:固体废物历史欠账多。", "固体废物历史欠账多"),
        ("2014年国家督查指出的云溪县砂石采场生态破坏问题,至督察进驻时23家采场中仍有9家未完成植被恢复。",
         "2014年国家督查指出的云溪县砂石采场生态破坏问题"),
        ("某河" * 30, "某河" * 19 + "某…"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_title_of_the_findings_own_words(finding: str, expected: str) -> None:
    assert title(finding) == expected


@given(st.text("一二问题1.、。,，“”《》（）关于河水质超标\n ", max_size=120))
def test_a_title_is_short_and_adds_no_word(finding: str) -> None:
    found = title(finding)
    assert len(found) <= LONGEST
    assert _closed_up(found.removesuffix("…")) in _closed_up(finding), "a line broken by hand goes on in the next"


def _closed_up(text: str) -> str:
    return "".join(text.split())

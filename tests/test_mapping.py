"""Headings of foreign workbooks: what each stands for, what nobody may guess, and how a decision is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model import mapping, markers
from ledger.model.mapping import FIELDS, IGNORED, TWO_MEANINGS, Mapped, UnknownTargetError, match, meanings, target

ZHANGZHOU = (
    "创建时间 项目 问题简述 任务具体整改要求 目前进展情况及存在问题 行政区划 所属城市 "
    "责任人 责任人电话 责任部门 责任单位 涉及部门"
)
"""The header row of a working system (domain 3.2), word for word."""
BEIJING = "序号 重点任务 工作措施 完成时限 牵头部门 主责单位 协办单位"
SUZHOU = "整改问题 整改实施主体 重点措施 目标任务 完成时限 整改完成情况"
ROUND_1 = "问题 整改目标 整改措施 整改期限 主体责任单位 监管责任单位 督办省领导"
PETITIONS = "序号 受理编号 交办问题基本情况 行政区域 污染类型 调查核实情况 是否属实 处理和整改情况 是否办结"


def matched(*headings: str | tuple[str, ...], **said: str | None) -> list[Mapped]:
    listed = [(at, one if isinstance(one, tuple) else (one,)) for at, one in enumerate(headings, 1)]
    return list(match(listed, said))


def fields(headings: str) -> list[str | None]:
    return [one.field for one in matched(*headings.split())]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            BEIJING,
            ["source.item", "source.finding", "plan.measures", "plan.deadline.text", "plan.lead_units",
             "plan.responsible_units", "plan.support_units"],
        ),
        (
            SUZHOU,
            ["source.finding", "plan.responsible_units", "plan.measures", "plan.goal", "plan.deadline.text",
             "progress.text"],
        ),
        (
            ROUND_1,
            ["source.finding", "plan.goal", "plan.measures", "plan.deadline.text", "plan.responsible_units",
             "plan.supervisor_units", "plan.leader"],
        ),
        (
            PETITIONS,
            [None, "source.item", "source.finding", "region", "fields", None, None, "progress.text", "status"],
        ),
    ],
)  # fmt: skip
def test_headers_of_published_ledgers(headings: str, expected: list[str | None]) -> None:
    assert fields(headings) == expected


def test_two_headings_for_one_field_are_a_question_and_name_each_other() -> None:
    found = {one.heading: one for one in matched(*ZHANGZHOU.split())}
    assert found["问题简述"].field == "source.finding"
    assert found["创建时间"].how == "unmapped"
    assert found["项目"].how == "ambiguous"
    assert (found["责任部门"].how, found["责任部门"].rivals) == ("ambiguous", ("责任单位",))
    assert (found["责任单位"].field, found["责任单位"].rivals) == (None, ("责任部门",))


def test_one_word_settles_the_question_for_both() -> None:
    found = {one.heading: one for one in matched(*ZHANGZHOU.split(), 责任部门=None)}
    assert (found["责任部门"].how, found["责任单位"].field) == ("ignored", "plan.responsible_units")
    found = {one.heading: one for one in matched(*ZHANGZHOU.split(), 责任部门="plan.responsible_units")}
    assert (found["责任部门"].how, found["责任单位"].how) == ("said", "weak")


def test_a_task_is_a_problem_in_one_province_and_a_to_do_in_another() -> None:
    (one,) = matched("整改任务")
    assert (one.field, one.how, one.candidates) == (None, "ambiguous", ("source.finding", "plan.measures"))
    (one,) = matched("整改任务", 整改任务="source.finding")
    assert (one.field, one.how) == ("source.finding", "said")


def test_a_running_number_gives_way_to_a_real_one() -> None:
    assert [one.field for one in matched("序号", "问题描述")] == ["source.item", "source.finding"]
    assert [(one.field, one.how) for one in matched("序号", "问题编号")] == [(None, "weak"), ("source.item", "known")]


@pytest.mark.parametrize(
    "heading",
    ["整改时限", " 整 改 时 限 ", "整改时限（年月日）", "五、整改时限：", "＊整改时限*", "整改期限", "4.完成时限"],
)
def test_a_heading_under_all_its_clothes(heading: str) -> None:
    assert meanings(heading) == ("plan.deadline.text",)


def test_a_heading_below_a_group() -> None:
    lead, support, person = matched(("责任单位", "牵头单位"), ("责任单位", "配合单位"), ("验收情况", "责任人"))
    assert (lead.field, support.field) == ("plan.lead_units", "plan.support_units")
    assert (person.field, person.how) == (None, "ambiguous"), "who accepts is not who is responsible"
    assert matched(("验收", "责任单位"))[0].field == "plan.acceptor_units"


def test_what_is_not_known_is_not_forced_upon_the_nearest() -> None:
    (one,) = matched("整改时限说")
    assert (one.field, one.how, one.candidates) == (None, "unmapped", ("整改时限",))


def test_no_heading_means_two_fields_unless_it_is_listed_as_such() -> None:
    words = [mapping.normal(word) for listed in FIELDS.values() for word in listed.split()]
    assert len(words) == len(set(words))
    assert not set(words) & {mapping.normal(word) for word in TWO_MEANINGS}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_found_by_its_key_and_its_official_name(field: str) -> None:
    assert target(field) == field
    assert target(mapping.label(field)) == field


def test_what_can_be_said_of_a_column() -> None:
    assert target(IGNORED) is None
    assert target("完成时限") == "plan.deadline.text"
    with pytest.raises(UnknownTargetError) as error:
        target("整改目标值")
    assert error.value.near == "整改目标"
    with pytest.raises(UnknownTargetError):
        target("uid")


def test_a_saved_mapping_leaves_nothing_to_decide() -> None:
    headings = ("序号", "整改任务", "备注", ("责任单位", "牵头单位"))
    first = matched(*headings, 整改任务="source.finding", 备注=None)
    kept = mapping.saved(first, {"source.kind": "中央督察"})
    again = matched(*headings, **{one.heading: target(one.field) for one in kept.columns})
    assert [one.field for one in again] == [one.field for one in first]
    assert [(one.field, one.value) for one in kept.values] == [("source.kind", "中央督察")]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=8))
def test_any_headings_are_read_and_no_field_is_given_twice(headings: list[str]) -> None:
    found = [one.field for one in matched(*headings) if one.field and one.field not in mapping.MANY]
    assert len(found) == len(set(found))


def test_the_manual_lists_every_heading_and_every_marker() -> None:
    manual = (Path(__file__).parents[1] / "docs/own-workbooks.md").read_text("utf-8")
    table = {line.split("`")[1]: line for line in manual.splitlines() if line.startswith("| ") and "`" in line}
    for field, listed in FIELDS.items():
        assert f"| {'、'.join(listed.split())} |" in table[field]
    for name in (*markers.SCALARS, *(name for names in markers.official().values() for name in names)):
        assert f"`{name}`" in manual

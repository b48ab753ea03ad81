"""What a paper is about follows from its fields; every field that is promised is filled, and stands in the manual."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import build
from ledger.model.acts import Objection, Passage, Publicity
from ledger.model.application import APPLICATION, application
from ledger.model.issue import Issue
from ledger.model.notice import (
    HOUSE,
    NOTICE,
    WARNING,
    Declared,
    Fields,
    of_house,
    persons_named,
    public_notice,
    warning,
)
from ledger.model.office import Office
from ledger.model.openlist import PETITIONS, open_list
from ledger.model.people import People, Person
from ledger.model.petition import Petition
from ledger.model.plan import Indicator, Measure, Quantity, Reading
from ledger.model.procedure import Gate, Procedure
from ledger.model.report import build as report
from ledger.model.subject import SUBJECTS, subject_of
from test_bulletin import assert_declared
from test_letters import CARD, DAY

ROOT = Path(__file__).parents[1]
STEPS = Procedure(
    name="示例",
    gates=(
        Gate(name="申请验收", kind="sign"),
        Gate(name="验收", kind="verify"),
        Gate(name="公示", kind="publicity", days=10),
        Gate(name="销号", kind="close"),
    ),
    standards=("措施全部完成", "违法行为依法处罚"),
)
HOUSE_OF_STEPS = Office(build.OFFICE.calendar, build.OFFICE.policy, build.OFFICE.people, build.OFFICE.units, STEPS)


@pytest.mark.parametrize(
    ("used", "about"),
    [
        ((), "house"),
        (("落款单位", "落款日期"), "house"),
        (("问题名称",), "issue"),
        (("问题名称", "环节意见"), "issue"),
        (("问题名称", "公示期间"), "notice"),
        (("主送单位", "理由"), "warning"),
        (("信访件", "落款单位"), "petitions"),
        (("时期", "红榜"), "period"),
        (("时期", "红榜", "写错的"), "period"),
    ],
)
def test_a_paper_is_about_what_its_fields_belong_to(used: tuple[str, ...], about: str) -> None:
    assert subject_of(used).key == about


def form(issue: Issue, office: Office = HOUSE_OF_STEPS) -> Fields:
    return application(issue, office, date(2026, 12, 1))


def entries(fields: Fields, name: str) -> list[tuple[str, ...]]:
    found = fields[name]
    assert isinstance(found, tuple)
    return [tuple(one.values()) for one in found if isinstance(one, Mapping)]


def test_every_field_that_is_declared_is_filled_and_no_other() -> None:
    notice = Publicity(start=date(2026, 6, 9), end=date(2026, 6, 22), days=10)
    listed = report([(petition(), "issues/ISSUE-001.yaml")], DAY, build.OFFICE)
    for found, declared in (
        (of_house(build.OFFICE, DAY), HOUSE),
        (form(measured()), APPLICATION),
        (public_notice(build.verified(), notice, build.OFFICE, DAY), NOTICE),
        (warning(build.started(), CARD, build.OFFICE, DAY), WARNING),
        (open_list(listed), PETITIONS),
    ):
        assert_declared(found, declared)


def measured() -> Issue:
    """An accepted issue with counted work, an indicator and a notice that somebody objected to."""
    said = Objection(date=date(2026, 6, 10), text="下游还有一个排口", settled_on=date(2026, 6, 12), outcome="已封堵")
    promise = {"name": "氨氮", "operator": "≤", "value": "1.5", "unit": "mg/L"}
    ammonia = Indicator.model_validate({**promise, "readings": (_reading(5, "2.1"), _reading(6, "1.2"))})
    dredged = Measure(number="1.10", text="清淤", quantity=_three_km(3))
    plan = build.plan(indicators=(ammonia,), measures=(dredged,))
    notice = Publicity(start=date(2026, 6, 9), end=date(2026, 6, 22), days=10, medium="县政府网站", objections=(said,))
    return build.verified(plan=plan, publicity=(notice,))


def _reading(month: int, value: str) -> Reading:
    return Reading.model_validate({"date": date(2026, month, 1), "value": value})


def _three_km(done: int) -> Quantity:
    return Quantity.model_validate({"total": 3, "unit": "公里", "done": done})


def test_the_form_shows_work_proof_and_what_the_public_said() -> None:
    found = form(measured())
    assert entries(found, "措施情况") == [("1.10", "清淤", "市水利局、牛塘镇党委、政府", "", "2026年5月20日完成")]
    assert entries(found, "指标情况") == [("氨氮", "≤1.5mg/L", "1.2mg/L（2026年6月1日）")]
    assert entries(found, "佐证材料") == [("1", "照片1.jpg", "整改后照片", "2026年5月20日")]
    assert found["公示情况"] == "2026年6月9日至2026年6月22日，县政府网站，收到异议1条"
    assert entries(found, "验收标准") == [("1", "措施全部完成", ""), ("2", "违法行为依法处罚", "")]


def test_work_that_is_not_done_says_how_far_it_has_come() -> None:
    counted = Measure(
        number="1", text="清淤", quantity=Quantity.model_validate({"total": 3, "unit": "公里", "done": 1})
    )
    found = form(build.started(plan=build.plan(measures=(counted,))))
    assert entries(found, "措施情况")[0][-1] == "未完成（1/3公里）"


def test_the_form_has_a_box_for_each_gate_that_somebody_decides_at() -> None:
    """A public notice is nobody's opinion; what was decided is filled in, the rest is left for the hand."""
    passed = Passage(
        gate="申请验收", date=build.DONE, by="zhang", unit=build.WATER, result="通过", opinion="材料齐全，同意申请"
    )
    accepted = build.verified(passages=(passed,))
    assert [one[0] for one in entries(form(accepted), "环节意见")] == ["申请验收", "验收", "销号"]
    closed = {one[0]: one[1:] for one in entries(form(build.closed(), build.OFFICE), "环节意见")}
    assert closed == {
        "验收": ("验收通过", "市生态环境局", "2026年6月1日"),
        "销号": ("同意销号", "市督察整改办", "2026年6月8日"),
    }
    assert entries(form(build.verified(), build.OFFICE), "环节意见")[1] == ("销号", "", "", "")


def petition(**changes: object) -> Issue:
    said = {"number": "D3SX202605280018", "investigation": "来电人13812345678反映属实", "verdict": "属实", **changes}
    return build.issue(petition=Petition.model_validate(said), fields=("水", "噪声"))


def test_the_public_list_counts_types_and_says_why_they_are_more_than_cases() -> None:
    found = open_list(report([(petition(key=True), "issues/ISSUE-001.yaml")], DAY, build.OFFICE))
    assert (found["件数"], found["污染类型情况"]) == ("1", "水1件、噪声1件")
    assert "部分举报件涉及多个污染类型" in str(found["类型说明"])
    row = entries(found, "信访件")[0]
    assert row[:2] == ("1", "D3SX202605280018")
    assert "来电人138****5678反映属实" in row
    assert row[-2:] == ("无", "是")


def test_a_list_without_types_says_so_and_leaves_no_hole() -> None:
    bare = petition().model_copy(update={"fields": ()})
    found = open_list(report([(bare, "issues/ISSUE-001.yaml")], DAY, build.OFFICE))
    assert (found["污染类型情况"], found["类型说明"]) == ("污染类型均未填", "")
    other = petition().model_copy(update={"fields": ("水",), "id": "ISSUE-002"})
    found = open_list(report([(bare, "issues/ISSUE-001.yaml"), (other, "issues/ISSUE-002.yaml")], DAY, build.OFFICE))
    assert found["类型说明"] == "合计数和污染类型数量不一致，原因为部分举报件未填污染类型。"


def test_a_round_is_named_only_where_all_are_of_it() -> None:
    first = petition()
    other = first.source.model_copy(update={"batch": "第22批"})
    both = [first, build.issue(2, petition=Petition(number="X3SX202605280019"), source=other)]
    assert open_list(report([(one, one.id) for one in both], DAY, build.OFFICE))["批次"] == ""
    assert open_list(report([(first, first.id)], DAY, build.OFFICE))["批次"] == first.source.batch


def test_registered_names_are_noticed_in_texts_and_in_entries() -> None:
    people = People((Person(id="zhang", names=("张三",), unit="县水务局"),))
    told: Fields = {"问题原文": "张三反映", "责任单位": "县水务局", "佐证材料": ({"名称": "张三的申请.pdf"},)}
    assert persons_named(told, people) == (("问题原文", "张三"), ("佐证材料", "张三"))


def test_every_field_is_in_the_manual() -> None:
    """An office that changes a template in Word looks there for what it may write."""
    manual = (ROOT / "docs/letters.md").read_text("utf-8")
    named = set(re.split(r"[|\s（）、]+", "".join(line for line in manual.split("\n") if line.startswith("|"))))
    for one in SUBJECTS:
        assert _names(one.fields) <= named, one.key


def _names(declared: Declared) -> set[str]:
    return {*declared, *(part for parts in declared.values() for part in parts or ())}

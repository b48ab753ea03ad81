"""Cards month by month: what brings which, what adds up, and the rules as an office may write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.model.acts import Escalation, Progress
from ledger.model.escalation import (
    Card,
    Judgement,
    Rules,
    already,
    holding,
    is_judged,
    is_month,
    judge,
    last_day,
    month_before,
)
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Milestone, Quantity, Stage
from ledger.model.report import build as ledger_of
from ledger.model.rewind import rewind
from ledger.model.schedule import situation
from ledger.store.escalations import read
from ledger.store.templates import shipped

MONTH = "2026-04"
END = date(2026, 4, 30)
ROOT = Path(__file__).parents[1]


def rules(text: str | None = None) -> Rules:
    found = read((shipped() / "templates/escalation.yaml").read_bytes() if text is None else text.encode())
    assert isinstance(found, Rules), found
    return found


SHIPPED = rules()


def report(day: date, forecast: str | None = None, percent: int | None = None) -> Progress:
    values = {"month": f"{day:%Y-%m}", "date": day, "by": "zhang", "text": "推进", "forecast": forecast}
    return Progress.model_validate({**values, "percent": percent})


def issue(*progress: Progress, missed: bool = False, **changes: object) -> Issue:
    """An issue being worked on, due at the end of June; with a node that was due in the middle of April."""
    nodes = (Milestone(due=date(2026, 4, 15), text="完成管网排查"),) if missed else ()
    deadline = Deadline(text="2026年6月底前", due=build.DUE, milestones=nodes)
    listed = progress or (report(date(2026, 4, 20)),)
    return build.started(**{"plan": build.plan(deadline=deadline), "progress": listed, **changes})


def judged(one: Issue, month: str = MONTH, by: Rules = SHIPPED) -> Judgement | None:
    """As the program does: on the record of the month's last day, with what is on record since."""
    then = rewind(one, last_day(month))
    assert then is not None
    return judge(then, situation(then, last_day(month), build.OFFICE), month, build.OFFICE, by, one.escalations)


def given_card(month: str, card: Card) -> Escalation:
    return Escalation(kind="提醒", date=last_day(month), by="wang", reason="逾期", month=month, card=card)


def carded(months: Iterable[str], card: Card = "黄") -> tuple[Escalation, ...]:
    return tuple(given_card(month, card) for month in months)


CAN, CANT = "能按期完成", "不能按期完成"
MISSED = "节点逾期：完成管网排查（时限2026年4月15日）"


def test_the_ledgers_own_copy_of_the_rules_is_the_shipped_one() -> None:
    own = (ROOT / "templates/escalation.yaml").read_bytes()
    assert own == (shipped() / "templates/escalation.yaml").read_bytes()


@pytest.mark.parametrize(
    ("one", "card", "kind", "points", "letter", "reasons"),
    [
        (issue(), "蓝", None, 0, None, ("按序时进度推进", "未作研判，按能按期完成计")),
        (issue(report(date(2026, 4, 20), CAN)), "蓝", None, 0, None, ("按序时进度推进", "2026年4月研判能按期完成")),
        (issue(missed=True), "黄", "提醒", 0, "提醒函", (MISSED, "未作研判，按能按期完成计")),
        (
            issue(report(date(2026, 4, 20), CAN), missed=True),
            *("黄", "提醒", 0, "提醒函", (MISSED, "2026年4月研判能按期完成")),
        ),
        (
            issue(report(date(2026, 4, 20), CANT), missed=True),
            *("红", "约谈", -2, "约谈通知", (MISSED, "2026年4月研判不能按期完成")),
        ),
        (issue(report(date(2026, 4, 20), CANT)), "黄", "提醒", 0, "提醒函", ("2026年4月研判不能按期完成",)),
        (
            issue(report(date(2026, 4, 20), percent=40)),
            *("黄", "提醒", 0, "提醒函", ("按时间应完成约63%，实际完成40%", "未作研判，按能按期完成计")),
        ),
        (issue(report(date(2026, 4, 20), percent=60)), "蓝", None, 0, None, None),
        (issue(report(date(2026, 3, 20))), "黄", "提醒", 0, "提醒函", ("已41天没有进展记录",)),
    ],
)
def test_what_brings_which_card(
    one: Issue, card: Card, kind: str | None, points: int, letter: str | None, reasons: tuple[str, ...] | None
) -> None:
    found = judged(one)
    assert found is not None
    assert (found.card, found.kind, found.points, found.letter) == (card, kind, points, letter)
    assert reasons is None or found.reasons == reasons


def test_a_final_day_that_has_passed_speaks_for_itself() -> None:
    """Whatever the last report hoped."""
    found = judged(issue(report(date(2026, 7, 20), CAN)), "2026-07")
    assert found is not None
    assert (found.card, found.points) == ("红", -2)
    assert found.reasons == ("整改时限2026年6月30日已过，尚未完成",)


@pytest.mark.parametrize(
    ("level", "month", "card"), [("省", 4, "红"), ("中央", 4, "红"), ("市", 4, "蓝"), ("省", 3, "蓝")]
)
def test_criticism_by_the_province_in_the_month_is_red(level: str, month: int, card: Card) -> None:
    blame = Escalation.model_validate(
        {"kind": "通报", "date": date(2026, month, 12), "by": "wang", "reason": "省媒曝光；返黑", "level": level}
    )
    found = judged(issue(escalations=(blame,)))
    assert found is not None
    assert found.card == card
    if card == "红":
        assert found.reasons == (f"2026年4月12日被{level}级通报：省媒曝光，返黑",), (
            "the sign between reasons is kept free"
        )


def test_the_second_yellow_on_one_task_brings_a_letter_of_supervision() -> None:
    second = judged(issue(missed=True, escalations=carded(["2026-02"])))
    assert second is not None
    assert (second.card, second.kind, second.points, second.letter) == ("黄", "督办", -1, "督办单")
    assert second.reasons[-1] == "累计第2次黄牌"
    third = judged(issue(missed=True, escalations=carded(["2025-11", "2026-02"])))
    assert third is not None
    assert (third.kind, third.points) == ("提醒", 0), "after the letter it is counted anew"
    fourth = judged(issue(missed=True, escalations=carded(["2025-10", "2025-11", "2026-02"])))
    assert fourth is not None
    assert fourth.kind == "督办"


def test_three_months_behind_in_a_row_are_spoken_about() -> None:
    found = judged(issue(missed=True, escalations=carded(["2026-02", "2026-03"])))
    assert found is not None
    assert (found.kind, found.letter) == ("约谈", "约谈通知")
    assert found.reasons[-1] == "连续第3次黄牌、红灯"
    broken = judged(issue(missed=True, escalations=carded(["2026-01", "2026-03"])))
    assert broken is not None
    assert broken.kind == "提醒"
    across = issue(report(date(2026, 1, 30)), missed=True, escalations=carded(["2025-11", "2025-12"]))
    january = judged(
        across.model_copy(
            update={"plan": build.plan(deadline=Deadline(text="2026年1月20日前", due=date(2026, 1, 20)))}
        ),
        "2026-01",
    )
    assert january is not None
    assert january.reasons[-1] == "连续第3次黄牌、红灯", "a year ends between them"


def test_red_keeps_its_points_when_months_add_up_too() -> None:
    found = judged(
        issue(report(date(2026, 4, 20), CANT), missed=True, escalations=carded(["2026-02", "2026-03"], "红"))
    )
    assert found is not None
    assert (found.card, found.kind, found.points) == ("红", "约谈", Decimal(-2))


def test_cards_of_a_former_cycle_do_not_count() -> None:
    again = build.reopened(date(2026, 10, 15), escalations=carded(["2026-02", "2026-03"]))
    found = judged(again, "2026-10")
    assert found is not None
    assert (found.card, [reason for reason in found.reasons if "次" in reason]) == ("红", [])


def test_what_is_done_but_not_verified_is_on_schedule() -> None:
    done = build.with_work_done(issue(report(date(2026, 4, 20), CANT), missed=True), date(2026, 4, 25))
    found = judged(done)
    assert found is not None
    assert found.card == "蓝"


def paced(one: Issue, *others: Issue, month: str = MONTH) -> Judgement | None:
    """As the program judges an issue in its ledger: with how it keeps pace."""
    day = last_day(month)
    whole = ledger_of(((each, "") for each in (one, *others)), day, build.OFFICE)
    entry = whole.entries[0]
    kept = whole.paces[one.id]
    return judge(entry.issue, entry.situation, month, build.OFFICE, SHIPPED, (), paced=kept)


def test_no_praise_while_a_child_is_late() -> None:
    parent = issue(report(date(2026, 4, 20), "能按期完成"))
    child = build.issue(2, parent=parent.id, plan=build.plan(deadline=Deadline(text="3月底前", due=date(2026, 3, 31))))
    alone, held_back = paced(parent), paced(parent, child)
    assert alone is not None
    assert held_back is not None
    assert (alone.card, held_back.card) == ("蓝", "黄")
    assert held_back.reasons[0] == "下级 ISSUE-002 逾期"


def test_less_than_was_planned_is_yellow_with_both_figures() -> None:
    stages = (Stage(by=date(2026, 3, 31), amount="10"), Stage(by=build.DUE, amount="23"))
    counted = Measure(number="1", text="改造锅炉", quantity=Quantity(total="23", unit="台", done="5", stages=stages))
    one = issue(report(date(2026, 4, 20), "能按期完成"), plan=build.plan(measures=(counted,)))
    found = paced(one)
    assert found is not None
    assert (found.card, found.reasons[0]) == ("黄", "措施1 完成 5/23台（22%），2026年3月31日 应完成 10（43%），欠 5")


def test_the_month_is_judged_as_it_stood_at_its_end() -> None:
    later = issue(report(date(2026, 4, 20)), report(date(2026, 5, 20), CANT), missed=True)
    found = judged(later)
    assert found is not None
    assert found.card == "黄", "what was reported in May is not known in April"


def test_a_month_that_was_judged_is_known_by_its_cards() -> None:
    by_hand = Escalation(kind="督办", date=END, by="wang", reason="逾期")
    one = issue(escalations=(*carded(["2026-03"]), by_hand))
    assert already(one, "2026-03") == carded(["2026-03"])
    assert already(one, MONTH) == ()


def test_only_what_is_worked_on_is_judged() -> None:
    assert [is_judged(one) for one in (build.issue(), build.started(), build.verified(), build.closed())] == [
        *(True, True, False, False)
    ]


def test_no_card_where_no_rule_fits() -> None:
    assert judged(issue(), by=rules("cards: [{card: 红, when: [[总时限逾期]]}]")) is None


def test_an_office_may_write_its_own_rules() -> None:
    own = rules("""
slack: 30
cards:
  - {card: 黄, when: [[节点逾期]], kind: 预警, points: -0.5}
  - {card: 蓝, when: [[按序时推进]], kind: 表扬, points: 0.5}
runs:
  - {cards: [蓝], times: 3, consecutive: 是, kind: 表扬, points: 1, letter: 表扬信}
""")
    assert own.letter_of(given_card(MONTH, "蓝").model_copy(update={"kind": "表扬"})) == ("表扬信", None)
    assert own.letter_of(given_card(MONTH, "黄")) is None
    praised = judged(issue(), by=own)
    assert praised is not None
    assert (praised.kind, praised.points) == ("表扬", Decimal("0.5"))
    warned = judged(issue(missed=True), by=own)
    assert warned is not None
    assert (warned.kind, warned.points, warned.letter) == ("预警", Decimal("-0.5"), None)


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("cards:\n  - {card: 绿, when: [[节点逾期]]}\n", "not-allowed", 2, 12),
        ("cards:\n  - card: 红\n    when: [[节点逾期, 超期]]\n", "not-allowed", 3, 19),
        ("cards:\n  - card: 红\n    when: [节点逾期]\n", "wrong-value", 3, 12),
        ("cards:\n  - card: 红\n    when: []\n", "wrong-value", 3, 11),
        ("cards:\n  - card: 红\n    when: [[]]\n", "wrong-value", 3, 12),
        ("cards: []\n", "wrong-value", 1, 8),
        ("slack: 10\n", "missing-key", 1, 1),
        ("cards:\n  - {card: 红, when: [[节点逾期]], kinds: 约谈}\n", "unknown-key", 2, 31),
        ("cards:\n  - {card: 红, when: [[节点逾期]], points: 两}\n", "not-a-number", 2, 39),
        ("cards:\n  - {card: 红, when: [[节点逾期]], points: -2}\n", "no-consequence", 2, 5),
        ("cards:\n  - {card: 红, when: [[节点逾期]]}\nruns:\n  - {cards: [黄], times: 0}\n", "wrong-value", 4, 25),
    ],
)
def test_rules_that_are_wrong_are_told_at_their_place(text: str, rule: str, line: int, column: int) -> None:
    found = read(text.encode())
    assert isinstance(found, tuple)
    assert [(one.rule, one.place and (one.place.line, one.place.column)) for one in found] == [(rule, (line, column))]


def test_months() -> None:
    assert (last_day("2024-02"), last_day("2026-12")) == (date(2024, 2, 29), date(2026, 12, 31))
    assert (month_before("2026-01"), month_before("2026-12")) == ("2025-12", "2026-11")
    assert [is_month(text) for text in ("2026-05", "2026-13", "2026-5", "２０２６-05")] == [True, False, False, False]


@given(
    st.booleans(),
    st.sampled_from([None, CAN, CANT]),
    st.one_of(st.none(), st.integers(0, 100)),
    st.dates(date(2026, 1, 13), END),
    st.dates(date(2026, 1, 31), date(2026, 12, 31)),
)
def test_every_issue_gets_exactly_one_of_the_shipped_cards(
    missed: bool,  # noqa: FBT001 - drawn
    forecast: str | None,
    percent: int | None,
    reported: date,
    day: date,
) -> None:
    one = issue(report(reported, forecast, percent), missed=missed)
    month = f"{day:%Y-%m}"
    then = rewind(one, last_day(month))
    assert then is not None
    held = holding(then, situation(then, last_day(month), build.OFFICE), month, SHIPPED)
    assert (CAN in held) != (CANT in held)
    found = judged(one, month)
    assert found is not None
    assert found.reasons
    assert found == judged(one, month), "the same input, the same result"
    assert (found.card == "蓝") == ("按序时推进" in held)

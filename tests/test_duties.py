"""Separation of duties: whose work it is under whatever name, post or part of a house, and who may decide about it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
import house
from ledger.model.acts import Change, Step
from ledger.model.independence import decides_for_itself, judges_itself, unknown_units
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import People, Person
from ledger.model.plan import Measure
from ledger.model.policy import Guards
from ledger.model.units import Unit, Units

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COUNTY = Units((
    Unit(name="县水务局", aliases=("水务局",), level="县", parent="县人民政府"),
    Unit(name="县水务局排水科", parent="县水务局"),
    Unit(name="县水务局河道科", parent="县水务局"),
    Unit(name="县整改办", level="县", parent="县人民政府"),
    Unit(name="县人民政府", level="县", parent="市人民政府"),
    Unit(name="市人民政府", level="市"),
    Unit(name="市水利局", level="市"),
    Unit(name="某镇人民政府", level="镇", parent="县人民政府"),
))  # fmt: skip


# --- one house ---


@pytest.mark.parametrize(
    ("judge", "doer", "barred"),
    [
        ("县水务局排水科", "县水务局", True),
        ("县水务局", "县水务局排水科", True),
        ("县水务局排水科", "县水务局河道科", True),
        ("水务局", "县水务局（牵头）", True),
        ("县人民政府", "县水务局", True),
        ("县人民政府", "县水务局排水科", True),
        ("某镇人民政府", "县人民政府", True),
        ("县水务局", "县人民政府", True),
        ("县整改办", "县水务局", False),
        ("县整改办", "县水务局排水科", False),
        ("市人民政府", "县人民政府", False),
        ("市人民政府", "县水务局排水科", False),
        ("县人民政府", "某镇人民政府", False),
        ("市水利局", "县水务局", False),
    ],
)
def test_a_division_is_its_bureau_and_a_higher_level_is_somebody_else(judge: str, doer: str, barred: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (judges_itself(COUNTY, judge, (doer,)) is not None) == barred


def test_where_no_level_is_told_parent_and_child_are_one_house_and_strangers_are_not() -> None:
    below = (Unit(name="甲局一科", parent="甲局"), Unit(name="乙中心", parent="甲局"))
    untold = Units((Unit(name="甲局"), *below, Unit(name="丙局")))
    assert judges_itself(untold, "甲局一科", ("甲局",)) == "甲局"
    assert judges_itself(untold, "甲局", ("乙中心",)) == "乙中心"
    assert judges_itself(untold, "丙局", ("甲局", "甲局一科")) is None


@pytest.mark.parametrize(
    ("who", "doer", "barred"),
    [
        ("县水务局", "县水务局排水科", True),
        ("县水务局排水科", "县水务局", True),
        ("县水务局", "县人民政府", True),
        ("县人民政府", "县水务局", False),
        ("县整改办", "县水务局", False),
    ],
)
def test_a_superior_decides_and_nobody_for_themselves(who: str, doer: str, barred: bool) -> None:  # noqa: FBT001 - as above
    assert (decides_for_itself(COUNTY, who, (doer,)) is not None) == barred


names = st.sampled_from(["甲", "乙", "丙", "丁"])
registers = st.lists(
    st.builds(Unit, name=names, level=st.sampled_from([None, "市", "县"]), parent=st.none() | names),
    unique_by=lambda one: one.name,
).map(lambda units: Units(tuple(units)))


@given(registers, names, names)
def test_whatever_the_register_tells_a_unit_never_judges_itself(units: Units, one: str, other: str) -> None:
    """Circles of parents among them: there is always an answer."""
    assert judges_itself(units, one, (one,)) == one
    if decides_for_itself(units, one, (other,)):
        assert judges_itself(units, one, (other,)), "who may not decide may not judge either"


# --- the work somebody did ---


def moved_post(*, unit: str = build.ECOLOGY) -> Office:
    """张三 has left the water bureau, where he did the work."""
    people = tuple(
        one.model_copy(update={"unit": unit, "roles": ("验收", "销号", "审批")}) if one.id == "zhang" else one
        for one in build.PEOPLE
    )
    return replace(build.OFFICE, people=People(people))


def test_a_change_of_post_makes_nobody_independent() -> None:
    issue = build.worked()
    now = moved_post()
    assert build.refusals(issue, "verify", build.attempt("zhang", build.VERIFIED, house=now)) == {"guard.worked-then"}
    accepted = build.verified()
    assert "guard.worked-then" in build.refusals(accepted, "close", build.attempt("zhang", build.CLOSED, house=now))
    assert build.refusals(issue, "verify", build.attempt("li", build.VERIFIED, house=now)) == set()


def reported(by: str, unit: str, cycle: int = 1) -> Issue:
    """Work done whose first measure somebody put on record as done."""
    issue = build.worked()
    change = Change(field="plan.measures.1.done_on", new="2026-05-20")
    at = build.attempt(by, build.DONE).at
    step = Step(
        move="progress", before="in-progress", after="in-progress", by=by, unit=unit, date=build.DONE, at=at,
        changes=(change,), cycle=cycle,
    )  # fmt: skip
    return issue.model_copy(update={"history": (*issue.history, step)})


def test_who_reported_the_work_as_done_does_not_find_that_it_is() -> None:
    issue = reported("li", build.ECOLOGY)
    trial = build.attempt("li", build.VERIFIED)
    assert build.refusals(issue, "verify", trial) == {"guard.verifier-reported"}
    small = build.office(guards=Guards(verify_not_reporter=False))
    assert build.refusals(issue, "verify", build.attempt("li", build.VERIFIED, house=small)) == set()


def test_a_registrar_who_typed_in_the_finding_may_verify() -> None:
    issue = reported("zhao", build.REGISTRY)
    registered = Step(move="register", after="open", by="li", date=build.RECEIVED, at=build.attempt("li").at)
    issue = issue.model_copy(update={"history": (registered, *issue.history)})
    assert build.refusals(issue, "verify", build.attempt("li", build.VERIFIED)) == set()


# --- units that the register doesn't know ---


def test_a_unit_of_the_plan_that_the_register_does_not_know_is_told_with_its_command() -> None:
    issue = build.worked(plan=build.plan(responsible_units=("市某局",)))
    assert build.refusals(issue, "verify", build.attempt("li", build.VERIFIED)) == {"guard.doer-unknown"}
    no_register = replace(build.OFFICE, units=Units())
    assert build.refusals(issue, "verify", build.attempt("li", build.VERIFIED, house=no_register)) == set()


def test_two_units_in_one_name_are_told_as_two() -> None:
    found = list(unknown_units(COUNTY, ("水务局 市水利局（牵头）", "县整改办", "某甲公司 某乙公司")))
    assert [(one.name, one.parts) for one in found] == [
        ("水务局 市水利局（牵头）", ("县水务局", "市水利局")),
        ("某甲公司 某乙公司", ()),
    ]


def test_the_unit_of_a_measure_must_be_known_as_well() -> None:
    plan = build.plan(measures=(Measure(number="1", text="清淤", units=("某公司",)),))
    found = build.refusals(build.worked(plan=plan), "verify", build.attempt("li", build.VERIFIED))
    assert found == {"guard.doer-unknown"}


# --- through the program ---


def in_a_house(folder: Path) -> Path:
    """The usual house with a division of the water bureau, and a verifier in it."""
    house.build(folder)
    people = house.PEOPLE + (
        "  - id: sun\n    names: [某丙]\n    unit: 县住建局排水科\n    roles: [验收, 销号, 审批, 督导]\n"
        "  - id: qi\n    names: [某丁]\n    unit: 县住建局\n    roles: [实施, 审批, 督导]\n"
    )
    units = house.UNITS + "  - {name: 县住建局排水科, parent: 县住建局}\n"
    house.put(folder / "people.yaml", people.encode())
    house.put(folder / "units.yaml", units.encode())
    return folder


def test_a_division_does_not_close_what_its_bureau_did(ledger: Run, folder: Path) -> None:
    before = house.contents(in_a_house(folder))
    done = ledger("close", "3", "--as", "sun")
    assert (done.returncode, "县住建局排水科与承担整改的县住建局是一家" in done.stderr) == (4, True), done.stderr
    assert "ledger units add" in done.stderr
    assert house.contents(folder) == before


def test_the_implementer_does_not_settle_an_objection_against_himself(ledger: Run, folder: Path) -> None:
    in_a_house(folder)
    notice = ("publicize", "3", "--start", "2026-05-06", "--days", "5", "--no-notice")
    posted = ledger(*notice, "--as", "wang")
    assert (posted.returncode, "经办人：wang（县整改办）" in posted.stderr) == (0, True), posted.stderr
    heard = ledger("publicize", "3", "--objection", "仍黑臭", "--on", "2026-05-08", "--as", "qi")
    assert heard.returncode == 0, heard.stderr
    settle = ("publicize", "3", "--settle", "1", "--outcome", "不成立", "--as")
    before = house.contents(folder)
    for who, words in (("qi", "不能替自己作决定"), ("sun", "是一家")):
        refused = ledger(*settle, who)
        assert (refused.returncode, words in refused.stderr) == (4, True), refused.stderr
        assert "可以办理的人" in refused.stderr
    assert house.contents(folder) == before
    settled = ledger(*settle, "wang")
    assert (settled.returncode, "经办人：wang（县整改办）" in settled.stderr) == (0, True), settled.stderr


def test_nobody_grants_their_own_unit_time_and_the_government_does(ledger: Run, folder: Path) -> None:
    in_a_house(folder)
    assert ledger("extend", "2", "--to", "2026-06-30", "--why", "设备未到", "--as", "zhang").returncode == 0
    for who in ("qi", "sun"):
        refused = ledger("extend", "2", "--approve", "--document", "批复1号", "--as", who)
        assert (refused.returncode, "可以批准的人：某甲（zhao）" in refused.stderr) == (4, True), refused.stderr
    assert ledger("extend", "2", "--approve", "--document", "批复1号", "--as", "zhao").returncode == 0


def test_two_requests_wait_and_one_is_rejected(ledger: Run, folder: Path) -> None:
    in_a_house(folder)
    for day in ("2026-06-30", "2026-07-31"):
        assert ledger("extend", "2", "--to", day, "--why", "设备未到", "--as", "zhang").returncode == 0
    which = ledger("extend", "2", "--approve", "--document", "批复1号", "--as", "zhao")
    assert (which.returncode, "--approve --to 2026-06-30" in which.stderr) == (2, True), which.stderr
    assert ledger("extend", "2", "--reject", "--as", "zhao").returncode == 2, "without a reason"
    own = ledger("extend", "2", "--reject", "--to", "2026-07-31", "--why", "太长", "--as", "qi")
    assert own.returncode == 4
    no = ledger("extend", "2", "--reject", "--to", "2026-07-31", "--why", "太长", "--as", "zhao")
    assert no.returncode == 0, no.stderr
    yes = ledger("extend", "2", "--approve", "--document", "批复1号", "--as", "zhao")
    assert yes.returncode == 0, yes.stderr
    issue = json.loads(ledger("show", "2", "--json").stdout)["issue"]
    first, second = issue["extensions"]
    assert (first["approved_on"], "rejected_on" in first) == ("2026-05-20", False)
    assert (second["rejected_on"], second["rejected_by"], second["rejection"]) == ("2026-05-20", "zhao", "太长")
    assert [step["move"] for step in issue["history"]] == ["extend", "extend", "reject", "approve"]
    assert ledger("extend", "2", "--reject", "--why", "x", "--as", "zhao").returncode == 4, "nothing waits any more"
    assert not [line for line in ledger("check").stdout.splitlines() if "ISSUE-002" in line and "延期" in line]


def test_the_implementer_does_not_give_himself_cards(ledger: Run, folder: Path) -> None:
    house.build(folder)
    people = house.PEOPLE.replace("[实施, 验收]", "[实施, 督导]").replace("[登记, 督导]", "[登记]")
    house.put(folder / "people.yaml", people.encode())
    before = house.contents(folder)
    april = ("escalate", "--month", "2026-04", "--apply", "--as")
    own, no_role = ledger(*april, "qian"), ledger(*april, "zhang")
    assert (own.returncode, "ISSUE-001：某乙所在的县水务局承担本项整改" in own.stderr) == (4, True), own.stderr
    assert (no_role.returncode, "没有督导、销号、审批中的任何一项职责" in no_role.stderr) == (4, True), no_role.stderr
    assert house.contents(folder) == before
    given = ledger(*april, "wang")
    assert (given.returncode, "经办人：wang（县整改办）" in given.stderr) == (0, True), given.stderr


# --- the registers ---

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFc3pCwdMUmi9W8A0gQdFZuzcHlUpBz5gw6I2Mcu8W4e zhang@office"


def test_a_level_is_entered_with_a_unit_or_for_one_that_is_there(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("units", "add", "市水利局", "--level", "市").returncode == 0
    assert ledger("units", "add", "县水务局", "--level", "县", "--parent", "县人民政府").returncode == 0
    found = {one["name"]: one for one in json.loads(ledger("units", "list", "--json").stdout)["units"]}
    assert found["市水利局"]["level"] == "市"
    water = found["县水务局"]
    assert (water["level"], water["parent"], water["aliases"]) == ("县", "县人民政府", ["县水利局"])
    before = house.contents(folder)
    differs, no_level = (
        ledger("units", "add", "县水务局", "--level", "市"),
        ledger("units", "add", "某局", "--level", "科"),
    )
    assert (differs.returncode, "已登记为县" in differs.stderr) == (6, True), differs.stderr
    assert (no_level.returncode, "“科”不是层级" in no_level.stderr) == (2, True), no_level.stderr
    assert house.contents(folder) == before


def test_a_key_is_entered_for_somebody_new_or_there(ledger: Run, folder: Path) -> None:
    house.build(folder)
    entered = ledger("people", "add", "zhang", "--key", KEY)
    assert (entered.returncode, "公钥已登记" in entered.stdout) == (0, True), entered.stderr
    text = (folder / "people.yaml").read_text(encoding="utf-8")
    assert KEY in text
    assert "# 验收的人" in text, "the comments stay"
    before = house.contents(folder)
    for bad, words in (
        ("ssh-ed25519 AAAA", "不是 SSH 公钥"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "私钥"),
        (KEY, "已登记给 zhang"),
    ):
        done = ledger("people", "add", "li", f"--key={bad}")
        assert (done.returncode != 0, words in done.stderr) == (True, True), done.stderr
    assert house.contents(folder) == before
    assert ledger("people", "add", "zhang", "--key", KEY, "--unit", "县水务局").returncode != 0, "only keys are added"


# --- a new cycle's own day ---


def test_a_new_cycle_may_be_due_earlier_than_the_day_once_published_and_needs_a_paper_where_the_house_asks() -> None:
    soon = build.REOPENED + timedelta(days=14)
    strict = build.office(guards=Guards(close_document=True))
    trial = build.attempt("zhao", build.REOPENED, why="反弹", new_due=soon)
    far = build.plan(deadline={"text": "2026年底前", "due": date(2026, 12, 31)})
    assert build.refusals(build.closed(plan=far), "reopen", trial) == set()
    assert build.refusals(build.closed(), "reopen", replace(trial, office=strict)) == {"guard.new-cycle-paper"}
    papered = replace(trial, office=strict, document="整改办〔2026〕9号")
    assert build.refusals(build.closed(), "reopen", papered) == set()
    again = build.moved(build.closed(plan=far), "reopen", trial)
    assert not [one for one in build.faults(again) if one.rule == "unapproved"]


def test_a_verifier_of_a_unit_that_nobody_knows_is_refused() -> None:
    stranger = Person(id="zz", names=("某甲甲",), unit="没有的局", roles=("验收",))
    found = build.refusals(build.worked(), "verify", build.attempt("zz", build.VERIFIED, house=build.office(stranger)))
    assert found == {"guard.unit-unknown"}

"""回头看: draws that anybody can repeat, results signed by other hands, what comes back counted for good."""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import build
import house
from ledger.errors import say
from ledger.model import lookback
from ledger.model.acts import LookBack
from ledger.model.attempt import Attempt
from ledger.model.issue import Issue
from ledger.model.people import Person
from ledger.model.rates import Section
from ledger.model.recurrence import Outcome, outcomes, rates
from ledger.model.report import Report
from ledger.model.report import build as report_of
from ledger.model.rules import lookbacks
from ledger.model.sampling import draw, size, ticket
from ledger.model.statistics import statistics

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CHECKER = Person(id="ducha", names=("督查员",), unit=build.REGISTRY, roles=("督导",))
BOTH = Person(id="zhengai", names=("整改办督查员",), unit=build.REGISTRY, roles=("督导", "销号", "审批"))
HOUSE = build.office(CHECKER, BOTH)
LOOKED = date(2026, 8, 20)


def many(count: int) -> list[Issue]:
    return [build.issue(number) for number in range(1, count + 1)]


def check(day: date = LOOKED, **said: object) -> LookBack:
    values = {"date": day, "by": "ducha", "rebound": False, "text": "河面清洁，排口封堵完好"}
    return LookBack.model_validate({**values, **said})


def attempt(who: str | None = "ducha", day: date = LOOKED, **said: object) -> Attempt:
    return build.attempt(who, day, house=HOUSE, **said)


def against(issue: Issue, one: LookBack, trial: Attempt) -> list[str]:
    return build.keys(lookback.objections(issue, one, trial))


def recorded(issue: Issue, one: LookBack, trial: Attempt) -> lookback.Recorded:
    found = lookback.record(issue, one, trial)
    assert isinstance(found, lookback.Recorded), found
    return found


# --- the draw ---


@given(st.integers(1, 60), st.integers(1, 30), st.text(min_size=1, max_size=8), st.integers(1, 30))
def test_an_added_issue_pushes_out_at_most_itself_and_reshuffles_nothing(n: int, more: int, seed: str, k: int) -> None:
    small, large = draw(many(n), seed, k), draw(many(n + more), seed, k)
    drawn = [one.issue.id for one in large.tickets]
    old = {one.id for one in many(n)}
    kept = [one for one in drawn if one in old]
    assert [one.issue.id for one in small.tickets][: len(kept)] == kept
    assert len(drawn) == min(k, n + more)


@given(st.integers(0, 40), st.integers(0, 40), st.text(max_size=8))
def test_a_larger_sample_begins_with_the_smaller_one(k: int, more: int, seed: str) -> None:
    small, large = draw(many(30), seed, k), draw(many(30), seed, k + more)
    assert large.tickets[: len(small.tickets)] == small.tickets


@given(st.permutations(many(12)))
def test_the_order_of_the_files_does_not_matter(shuffled: list[Issue]) -> None:
    assert draw(shuffled, "7", 5) == draw(many(12), "7", 5)


def test_a_ticket_can_be_made_with_any_sha256() -> None:
    assert ticket("7", "uid-00000001") == hashlib.sha256(b"7\nuid-00000001").hexdigest()


def test_another_seed_draws_others() -> None:
    samples = {tuple(one.issue.id for one in draw(many(100), str(seed), 10).tickets) for seed in range(50)}
    assert len(samples) == 50


def test_every_issue_has_its_chance() -> None:
    """Of 200 draws of 10 out of 100 each is drawn 20 times on average; none is left out, none always in."""
    times = {one.id: 0 for one in many(100)}
    for seed in range(200):
        for one in draw(many(100), str(seed), 10).tickets:
            times[one.issue.id] += 1
    assert sum(times.values()) == 2_000
    assert 3 <= min(times.values()) <= max(times.values()) <= 45


@given(st.decimals("0.1", 100, places=1), st.integers(1, 5_000))
def test_a_rate_is_rounded_up_and_never_draws_nothing(rate: Decimal, population: int) -> None:
    wanted = size(rate, population)
    assert wanted == max(1, math.ceil(int(rate * 10) * population / 1_000 - 1e-9))
    assert wanted <= population


@pytest.mark.parametrize(
    ("rate", "of", "wanted"), [("10", 30, 3), ("10", 31, 4), ("10", 1, 1), ("10", 0, 0), ("0.1", 9, 1), ("100", 5, 5)]
)
def test_printed_sizes(rate: str, of: int, wanted: int) -> None:
    assert size(Decimal(rate), of) == wanted


# --- who may, when ---


def test_only_what_is_closed_is_looked_back_at_and_not_before_it_was() -> None:
    assert against(build.verified(), check(), attempt()) == ["lookback.not-closed"]
    early = build.CLOSED - timedelta(days=1)
    assert against(build.closed(), check(early), attempt(day=early)) == ["lookback.before-closing"]
    assert against(build.closed(), check(build.CLOSED), attempt(day=build.CLOSED)) == []


def test_a_day_that_has_not_come_is_refused() -> None:
    tomorrow = LOOKED + timedelta(days=1)
    assert against(build.closed(), check(tomorrow), attempt()) == ["guard.day-future"]


def test_an_implementing_unit_does_not_look_back_at_its_own_work_not_even_to_find_fault() -> None:
    for one in (check(), check(rebound=True)):
        assert against(build.closed(), one, attempt("zhang")) == ["lookback.own-work"]


@pytest.mark.parametrize(("who", "move"), [("li", "verify"), ("wang", "close")])
def test_who_verified_or_closed_may_find_against_themselves_and_not_in_their_favour(who: str, move: str) -> None:
    (refused,) = lookback.objections(build.closed(), check(), attempt(who))
    assert (refused.key, refused.fill["move"]) == ("lookback.own-act", say(f"move.{move}"))
    assert against(build.closed(), check(rebound=True), attempt(who)) == []
    assert against(build.closed(), check(genuine=False), attempt(who)) == []


def test_every_reason_is_told_at_once() -> None:
    early = build.STARTED
    idle = replace(attempt("zhao", early), at=attempt("zhao", early - timedelta(days=2)).at)
    found = against(build.started(), check(early), idle)
    assert found == ["lookback.not-closed", "guard.day-future", "lookback.role"]
    assert "guard.actor-unknown" in against(build.closed(), check(), attempt("nobody"))


def test_a_unit_that_nobody_knows_may_be_the_implementing_one_by_another_name() -> None:
    stranger = Person(id="ke", names=("外来督查员",), unit="市水利局督查科", roles=("督导",))
    house_with = build.office(stranger)
    trial = build.attempt("ke", LOOKED, house=house_with)
    assert against(build.closed(), check(by="ke"), trial) == ["guard.unit-unknown"]


# --- what comes of it ---


def test_a_look_back_that_finds_nothing_changes_no_state_and_is_signed() -> None:
    found = recorded(build.closed(), check(sample="10%/7"), attempt())
    assert (found.issue.status, found.reopened) == ("closed", False)
    assert found.issue.history[-1].move == "lookback"
    assert found.issue.lookbacks[-1].sample == "10%/7"
    assert build.names(build.faults(found.issue, house=HOUSE)) == []


def test_a_rebound_is_reopened_in_one_go_by_whoever_may() -> None:
    found = recorded(build.closed(), check(rebound=True, text="又见直排"), attempt("zhengai"))
    assert (found.reopened, found.issue.status, found.issue.cycle) == (True, "in-progress", 2)
    assert [step.move for step in found.issue.history[-2:]] == ["lookback", "reopen"]
    assert found.issue.history[-1].why == "回头看发现反弹：又见直排"
    assert [one.cycle for one in found.issue.lookbacks] == [1]
    assert found.issue.closures == build.closed().closures


def test_a_rebound_that_the_checker_may_not_reopen_waits_and_check_says_so() -> None:
    found = recorded(build.closed(), check(rebound=True), attempt())
    assert (found.reopened, build.keys(found.blocks)) == (False, ["guard.role-missing"])
    (problem,) = build.found_by(lookbacks.rebounds_are_reopened, found.issue, house=HOUSE)
    assert (problem.rule, problem.level, problem.path) == ("rebound-open", "error", ("lookbacks", 0, "rebound"))
    opened = build.moved(found.issue, "reopen", attempt("zhao", why="反弹"))
    assert build.found_by(lookbacks.rebounds_are_reopened, opened, house=HOUSE) == []


def test_check_finds_what_a_hand_wrote_into_the_file() -> None:
    closed = build.closed()
    early = closed.model_copy(update={"lookbacks": (check(build.VERIFIED),)})
    assert build.names(build.found_by(lookbacks.after_the_closing, early, house=HOUSE)) == ["dates-out-of-order"]
    never = build.worked().model_copy(update={"lookbacks": (check(),)})
    assert build.names(build.found_by(lookbacks.after_the_closing, never, house=HOUSE)) == ["dates-out-of-order"]
    for who, rebound, wanted in (
        ("zhang", True, ["self-lookback"]),
        ("li", False, ["self-lookback"]),
        ("wang", False, ["self-lookback"]),
        ("li", True, []),
        ("ducha", False, []),
    ):
        own = closed.model_copy(update={"lookbacks": (check(by=who, rebound=rebound),)})
        assert build.names(build.found_by(lookbacks.by_other_hands, own, house=HOUSE)) == wanted, who


# --- figures ---


def lived(*found: str, number: int = 1) -> Issue:
    """An issue closed once for each word: `well` and `back` were looked at, `back` was reopened; `unseen` was not."""
    issue = build.closed(number=number)
    for cycle, word in enumerate(found, 1):
        if word != "unseen":
            one = check(rebound=word == "back", cycle=cycle)
            issue = issue.model_copy(update={"lookbacks": (*issue.lookbacks, one)})
        if word == "back":
            again = issue.closures[-1].model_copy(update={"cycle": cycle + 1})
            issue = issue.model_copy(update={"cycle": cycle + 1, "closures": (*issue.closures, again)})
    return issue


def test_the_rebound_rate_is_of_what_was_looked_at_and_an_issue_found_again_is_counted_again() -> None:
    issues = (
        lived("well"),
        lived("back", "well", number=2),
        lived("back", "back", number=3),
        lived("unseen", number=4),
    )
    assert outcomes((*issues, build.started())) == Outcome(
        closed=4,
        looked_at=3,
        came_back=2,
        waiting=0,
        closings_looked_at=5,
        closings_undone=3,
        second=2,
        third=1,
        checks=5,
    )
    shown = {one.key: (one.part, one.whole, str(one.percent)) for one in rates(outcomes(issues))}
    assert shown == {
        "looked-at": (3, 4, "75.0"),
        "rebound": (2, 3, "66.7"),
        "rebound-closings": (3, 5, "60.0"),
        "second": (2, 4, "50.0"),
        "third": (1, 4, "25.0"),
    }


def test_a_rebound_that_was_never_reopened_is_a_figure_of_its_own() -> None:
    hidden = build.closed().model_copy(update={"lookbacks": (check(rebound=True),)})
    found = outcomes([hidden])
    assert (found.came_back, found.waiting, found.looked_at) == (0, 1, 1)


def section(report: Report) -> Section:
    return next(one for one in statistics(report).sections if one.key == "lookback")


def test_units_have_their_own_rates_with_their_own_denominators() -> None:
    town = build.plan(responsible_units=(build.TOWN,))
    other = lived("back", number=2).model_copy(update={"plan": town})
    report = report_of([(lived("well"), ""), (other, "")], date(2026, 12, 31), HOUSE)
    found = {unit.name: {one.key: (one.part, one.whole) for one in unit.rates} for unit in section(report).units}
    assert found == {
        build.TOWN: {"rebound": (1, 2), "second": (1, 2)},
        build.WATER: {"rebound": (0, 1), "second": (0, 1)},
    }


def test_a_ledger_that_looks_back_at_nothing_has_nothing_to_say() -> None:
    report = report_of([(build.closed(), "")], LOOKED, HOUSE)
    assert section(report).says_nothing


# --- through the program ---


@pytest.fixture
def ten(ledger: Run, folder: Path) -> Path:
    """The house's ledger with ten closed issues."""
    del ledger
    house.build(folder)
    for number in range(6, 15):
        text = house.finished(number, f"第{number}处直排口", "closed", house.CLOSURE) + house.CLOSING
        house.put(folder / f"issues/ISSUE-{number:03d}.yaml", text.encode())
        house.put(folder / f"evidence/ISSUE-{number:03d}/after.jpg", house.PHOTO)
    return folder


def test_a_sample_is_drawn_again_by_anybody_on_any_later_day(ledger: Run, ten: Path) -> None:
    call = ("lookback", "sample", "--rate", "25%", "--seed", "7")
    before = house.contents(ten)
    first = json.loads(ledger(*call, "--json").stdout)
    assert (first["population"], len(first["sample"]), first["label"]) == (10, 3, "25%/7")
    for one in first["sample"]:
        assert one["ticket"] == hashlib.sha256(f"7\n{one['uid']}".encode()).hexdigest()
    assert house.contents(ten) == before
    text = ledger(*call)
    assert "已销号 10 件（全部，截至 2026-05-20）中抽 3 件，批次 25%/7" in text.stdout
    assert "--as-of 2026-05-20" in text.stderr
    reopened = ledger("reopen", first["sample"][0]["id"], "--as", "wang", "--why", "反弹")
    assert reopened.returncode == 0, reopened.stderr
    again = json.loads(ledger(*call, "--json", "--as-of", "2026-05-19", env={"LEDGER_TODAY": "2026-06-30"}).stdout)
    assert again["sample"] == first["sample"]
    assert again["population_sha256"] == first["population_sha256"]


def test_a_sample_obeys_the_selection_and_the_day_of_closing(ledger: Run, ten: Path) -> None:
    del ten
    for options, code, words in (
        (["--count", "2"], 0, "中抽 2 件，批次 2件/a"),
        (["--count", "99"], 0, "中抽 10 件"),
        (["--rate", "10", "--text", "第9处"], 0, "已销号 1 件（文字：第9处"),
        (["--rate", "10%", "--closed-before", "2026-05-07"], 0, "已销号 10 件"),
        (["--rate", "10%", "--closed-before", "2026-05-06"], 5, "抽不了"),
        ([], 2, "--rate 10% 或 --count 5"),
        (["--rate", "10%", "--count", "2"], 2, "二者写一个"),
        (["--rate", "0"], 2, "大于 0"),
        (["--rate", "101%"], 2, "不超过 100"),
        (["--rate", "多"], 2, "比例“多”不行"),
        (["--count", "0"], 2, "--count"),
    ):
        done = ledger("lookback", "sample", "--seed", "a", *options)
        assert (done.returncode, words in done.stdout + done.stderr) == (code, True), (options, done.stderr)
    assert ledger("lookback", "sample", "--rate", "10%").returncode == 2, "without a seed nobody could draw again"


def test_a_ledger_read_in_part_is_not_drawn_from(ledger: Run, ten: Path) -> None:
    house.put(ten / "issues/ISSUE-020.yaml", b"id: ISSUE-020\n")
    done = ledger("lookback", "sample", "--rate", "10%", "--seed", "7")
    assert (done.returncode, "ISSUE-020.yaml" in done.stderr) == (5, True)


def test_the_sample_goes_out_as_a_sheet_to_take_along(ledger: Run, ten: Path) -> None:
    done = ledger("lookback", "sample", "--count", "2", "--seed", "7", "-o", "回头看.xlsx", "--json")
    drawn = {one["id"] for one in json.loads(done.stdout)["sample"]}
    sheet = load_workbook(ten / "回头看.xlsx")["回头看台账"]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert drawn <= cells
    assert not {f"ISSUE-{number:03d}" for number in range(6, 15)} - drawn & cells
    assert any("抽查批次：2件/7" in cell for cell in cells)
    assert ledger("lookback", "sample", "--count", "2", "--seed", "7", "-o", "回头看.xlsx").returncode == 6


def test_a_result_is_kept_signed_and_shown(ledger: Run, folder: Path) -> None:
    house.build(folder)
    call = ("lookback", "record", "4", "-m", "管网畅通", "--genuine", "--archive-complete", "--sample", "10%/7")
    done = ledger(*call, "--as", "zhang", "--date", "2026-05-18")
    assert (done.returncode, "没有反弹" in done.stdout) == (0, True), done.stderr
    issue = json.loads(ledger("show", "4", "--json").stdout)["issue"]
    assert issue["lookbacks"] == [
        {"date": "2026-05-18", "by": "zhang", "rebound": False, "text": "管网畅通", "genuine": True, "archive": True,
         "sample": "10%/7", "cycle": 1}
    ]  # fmt: skip
    assert (issue["history"][-1]["move"], issue["history"][-1]["date"]) == ("lookback", "2026-05-18")
    assert ledger("check", "--brief", "--text", "雨污分流").returncode == 0


def test_a_rebound_says_who_may_reopen_and_with_which_command(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("lookback", "record", "4", "-m", "又见直排", "--rebound", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    assert "ISSUE-004 回头看发现反弹，已记录，还没有重新打开：雨污分流" in done.stdout
    assert "ledger reopen ISSUE-004 --why 回头看发现反弹 --to 新时限" in done.stderr
    assert "王五（wang）" in done.stderr
    check = ledger("check", "--brief")
    assert (check.returncode, "rebound-open" in check.stdout) == (1, True)
    assert ledger("reopen", "4", "--as", "wang", "--why", "回头看发现反弹").returncode == 0
    assert "rebound-open" not in ledger("check", "--brief").stdout
    found = json.loads(ledger("stats", "--json").stdout)["lookback"]
    assert [(one["key"], one["part"], one["whole"]) for one in found["rates"][:3]] == [
        ("looked-at", 1, 1),
        ("rebound", 1, 1),
        ("rebound-closings", 1, 1),
    ]


def test_whoever_may_reopens_in_one_go_as_a_new_cycle_that_points_to_the_old(ledger: Run, folder: Path) -> None:
    house.build(folder)
    able = house.PEOPLE.replace("roles: [登记, 督导]", "roles: [督导, 销号, 审批]")
    house.put(folder / "people.yaml", able.encode())
    call = ("lookback", "record", "4", "-m", "又见直排", "--rebound", "--to", "2026-08-31", "--as", "zhang", "--json")
    done = json.loads(ledger(*call).stdout)
    assert (done["status"], done["cycle"], done["reopened"]) == ("in-progress", 2, True)
    issue = json.loads(ledger("show", "4", "--json").stdout)["issue"]
    assert [step["move"] for step in issue["history"]][-3:] == ["close", "lookback", "reopen"]
    assert issue["history"][-1]["former"].startswith("sha256:")
    assert [one["cycle"] for one in issue["closures"]] == [1], "the first closing stays"
    assert issue["situation"]["due"] == "2026-08-31"
    assert "ISSUE-004" not in ledger("check", "--brief").stdout


def test_what_is_refused_leaves_everything_as_it_was(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    for options, code, words in (
        (["4", "-m", "好", "--as", "li"], 4, "李四办理了本轮验收"),
        (["4", "-m", "好", "--as", "wang"], 4, "没有“督导”或“验收”职责"),
        (["4", "-m", "好", "--as", "zhang", "--date", "2026-05-05"], 4, "早于销号日期 2026-05-06"),
        (["1", "-m", "好", "--as", "zhang", "--date", "2026-06-01"], 4, "原因 2 条"),
        (["4", "-m", "  ", "--as", "zhang"], 2, "核查情况是空的"),
        (["4", "-m", "好", "--to", "2026-08-31", "--as", "zhang"], 2, "--rebound"),
        (["4", "-m", "好", "--date", "2026-02-30", "--as", "zhang"], 2, "2026-02-30"),
        (["9", "-m", "好", "--as", "zhang"], 3, "ISSUE-009"),
        (["4", "-m", "好"], 4, "--as"),
    ):
        done = ledger("lookback", "record", *options)
        assert (done.returncode, words in done.stderr) == (code, True), (options, done.stderr)
    assert house.contents(folder) == before


def test_a_share_that_can_be_read_in_two_ways_is_asked_for_again(ledger: Run, folder: Path) -> None:
    house.build(folder)
    asked = ledger("lookback", "sample", "--rate", "0.1", "--seed", "7")
    assert asked.returncode == 2
    assert "--rate 10%" in asked.stderr
    assert "--rate 0.1%" in asked.stderr
    assert "有两种读法" not in ledger("lookback", "sample", "--rate", "0.1%", "--seed", "7").stderr

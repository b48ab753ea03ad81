"""What makes a check fail, and what gives a finding its name: told of values, for every mixture there can be."""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import house
from ledger.actions import nightly
from ledger.actions.desk import Desk
from ledger.errors import say
from ledger.model.baseline import Baseline
from ledger.model.finding import FAIL_ON, KINDS, Checked, FailOn, Finding, Kind, fingerprint
from ledger.model.problem import Place, Problem
from ledger.model.waiver import Waiver
from ledger.store.workspace import Workspace

DAY = date(2026, 5, 20)
LATE = "overdue"


def found(kind: Kind, number: int = 1, *, known: bool = False, waived: bool = False, unit: str = "县水务局") -> Finding:
    """A finding of a kind."""
    problem = Problem("any", "error", say("check.passes"), f"ISSUE-{number:03d}", place=Place("issues/x.yaml", 1, 1))
    waiver = Waiver.model_validate({"issue": "ISSUE-001", "reason": "汛期", "by": "zhao", "expires": "2026-12-31"})
    return Finding(
        problem, kind, f"{kind}-{number}", units=(unit,) if unit else (), known=known, waiver=waiver if waived else None
    )


a_finding = st.builds(
    found,
    st.sampled_from(KINDS),
    st.integers(1, 5),
    known=st.booleans(),
    waived=st.booleans(),
    unit=st.sampled_from(["县水务局", "县住建局", ""]),
)
some_findings = st.lists(a_finding, max_size=8).map(tuple)
named = st.one_of(
    st.just(frozenset[FailOn]({"never"})),
    st.frozensets(st.sampled_from([one for one in FAIL_ON if one != "never"]), min_size=1),
)


@given(some_findings, named)
def test_the_exit_code_is_decided_by_the_kinds_that_were_found_and_named(
    findings: tuple[Finding, ...], fail_on: frozenset[FailOn]
) -> None:
    """8 before 5 before 1; what is known or excused doesn't count, unless it is broken."""
    code = Checked("台账", DAY, findings, issues=3, fail_on=fail_on).exit_code
    kinds = {one.kind for one in findings}
    counted = {one.kind for one in findings if one.waiver is None and not one.known}
    asked = fail_on | ({"fault"} if "overdue" in fail_on else set())
    assert code == (8 if "integrity" in kinds else 5 if "invalid" in kinds else int(bool(counted & asked)))


@given(some_findings, named)
def test_no_issues_at_all_is_never_in_order(findings: tuple[Finding, ...], fail_on: frozenset[FailOn]) -> None:
    assert Checked("台账", DAY, findings, issues=0, fail_on=fail_on).exit_code in {5, 8}


@given(some_findings)
def test_each_finding_that_is_listed_stands_under_one_unit(findings: tuple[Finding, ...]) -> None:
    checked = Checked("台账", DAY, findings, issues=3)
    grouped = list(chain.from_iterable(group.findings for group in checked.groups))
    assert sorted(map(id, grouped)) == sorted(map(id, checked.listed))
    assert len({group.unit for group in checked.groups}) == len(checked.groups)
    for group in checked.groups:
        ranks = [KINDS.index(one.kind) for one in group.findings]
        assert ranks == sorted(ranks), "the most serious first"


def test_units_with_most_that_is_late_stand_first_and_what_cannot_be_read_before_them() -> None:
    late = [found("overdue", number, unit="县住建局") for number in (1, 2)]
    others = (found("overdue", 3), found("notice", 4, unit=""))
    assert [one.unit for one in Checked("台账", DAY, (*others, *late), 4).groups] == ["县住建局", "县水务局", ""]
    broken = (*others, *late, found("invalid", 5, unit=""))
    assert [one.unit for one in Checked("台账", DAY, broken, 5).groups] == ["", "县住建局", "县水务局"]


# --- the names of findings ---


def names(folder: Path, day: date = DAY) -> dict[tuple[str, str], str]:
    """The fingerprint of each finding, by rule and what it is about."""
    return {(one.problem.rule, one.title): one.fingerprint for one in looked(folder, day).findings}


def looked(folder: Path, day: date = DAY, baseline: Baseline | None = None) -> Checked:
    desk = Desk(Workspace(folder), day, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - nothing is written
    return nightly.check(desk, nightly.Asked(baseline=baseline)).checked


def test_no_two_findings_have_one_name(folder: Path) -> None:
    house.put(house.build(folder) / "issues/ISSUE-009.yaml", b"titel: x\nstatuss: y\n")
    house.put(folder / "issues/ISSUE-006.yaml", house.LATE.replace("ISSUE-001", "ISSUE-006").encode())
    given_names = [one.fingerprint for one in looked(folder).findings]
    assert len(set(given_names)) == len(given_names)


def test_a_name_stays_when_lines_move_and_days_pass(folder: Path) -> None:
    before = names(house.build(folder))
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text("# 一行说明\n\n" + path.read_text("utf-8"), encoding="utf-8")
    assert names(folder) == before
    later = names(folder, date(2026, 5, 27))
    assert later["overdue", "红旗河水质超标"] == before["overdue", "红旗河水质超标"]


def test_a_name_stays_when_an_issue_is_renumbered(folder: Path) -> None:
    before = names(house.build(folder))
    text = (folder / "issues/ISSUE-001.yaml").read_text("utf-8").replace("ISSUE-001", "ISSUE-044")
    (folder / "issues/ISSUE-001.yaml").unlink()
    house.put(folder / "issues/ISSUE-044.yaml", text.encode())
    assert names(folder) == before


def test_a_name_stays_when_measures_are_put_in_another_order(folder: Path) -> None:
    house.build(folder)
    path, day = folder / "issues/ISSUE-002.yaml", date(2026, 6, 1)
    before = {one.fingerprint for one in looked(folder, day).findings if one.problem.rule == "behind"}
    mine = "    - {number: 1, text: 改造 23 台锅炉, due: 2026-05-28}\n"
    text = path.read_text("utf-8")
    assert mine in text
    path.write_text(text.replace(mine, "    - {number: 0, text: 先摸底}\n" + mine), encoding="utf-8")
    assert {one.fingerprint for one in looked(folder, day).findings if one.problem.rule == "behind"} == before


@given(st.sampled_from([LATE, "behind", "stale"]), st.text(), st.text(), st.text(), st.text())
def test_different_things_have_different_names(rule: str, one: str, other: str, part: str, second: str) -> None:
    problem = Problem(rule, "error", say("check.passes"))
    same = (one, part) == (other, second)
    if "\n" not in one + other + part + second:
        assert (fingerprint(problem, one, part) == fingerprint(problem, other, second)) == same


@pytest.mark.parametrize(
    "gone", list(chain.from_iterable(combinations(house.IDS, size) for size in (0, 1, 2))), ids="+".join
)
def test_a_baseline_of_a_run_makes_the_next_run_clean(folder: Path, gone: tuple[str, ...]) -> None:
    """Whatever the ledger holds: the same check again finds nothing new, and knows what has gone."""
    house.build(folder)
    first = looked(folder)
    for issue in gone:
        next((folder / "issues").rglob(f"{issue}.yaml")).unlink()
    again = looked(folder, baseline=Baseline(DAY, tuple(one.fingerprint for one in first.findings)))
    assert (again.exit_code, again.listed) == (0, ())
    assert len(again.gone or ()) == sum(one.issue in gone for one in first.findings)

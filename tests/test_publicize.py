"""`ledger publicize`: how long a notice lasts, the paper that hangs out, and the objections that hold up a closing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import build
import house
from ledger.model.acts import Objection, Publicity
from ledger.model.workdays import Span, days_off, made_up
from ledger.store.calendar import shipped

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# domain.md 2.6: printed start, printed end, claimed days, of which kind, and the end that is right.
PERIODS = [
    ("宿州 2023", "2023-07-27", "2023-08-09", 10, "--working", "2023-08-09"),
    ("宿州 2025a", "2025-09-01", "2025-09-12", 10, "--working", "2025-09-12"),
    ("宿州 2025b", "2025-09-04", "2025-09-17", 10, "--working", "2025-09-17"),
    ("宿州 2025c", "2025-08-14", "2025-08-28", 10, "--working", "2025-08-27"),
    ("宿州 2024", "2024-09-29", "2024-10-09", 10, "--working", "2024-10-16"),
    ("内蒙古 2023", "2023-11-28", "2023-12-11", 10, "--working", "2023-12-11"),
    ("天津东丽 2025", "2025-01-21", "2025-02-08", 10, "--working", "2025-02-08"),
    ("四平市监局 2019", "2019-11-08", "2019-11-18", 7, "--working", "2019-11-18"),
    ("四平铁东 2019", "2019-12-13", "2019-12-19", 7, "--calendar", "2019-12-19"),
    ("双鸭山宝山 2022", "2022-11-22", "2022-11-24", 3, "--working", "2022-11-24"),
]
OLD = house.finished(14, "沿河污水直排", "verified").replace("2026-", "2019-")
"""An issue whose work was done and accepted early in 2019, so that it can be published on any later day."""


def old_issue(folder: Path) -> Path:
    house.build(folder)
    house.put(folder / "issues/ISSUE-014.yaml", OLD.encode())
    house.put(folder / "evidence/ISSUE-014/after.jpg", house.PHOTO)
    return folder


def publicity(ledger: Run, number: str) -> list[dict[str, Any]]:
    found = json.loads(ledger("show", number, "--json").stdout)["issue"].get("publicity", [])
    assert isinstance(found, list)
    return found


def words(file: Path) -> str:
    return "\n".join(one.text for one in Document(str(file)).paragraphs)


@pytest.mark.parametrize("period", PERIODS, ids=[one[0] for one in PERIODS])
def test_the_printed_periods(ledger: Run, folder: Path, period: tuple[str, str, str, int, str, str]) -> None:
    """Computed; a printed end that is wrong is refused, with the right one."""
    _, start, printed, days, kind, right = period
    before = house.contents(old_issue(folder))
    call = ("publicize", "14", "--start", start, "--days", str(days), kind, "--no-notice", "--as", "zhang", "--json")
    if printed != right:
        typed = ledger(*call, "--end", printed)
        assert (typed.returncode, typed.stdout) == (4, "")
        assert right in typed.stderr
        assert house.contents(folder) == before
    done = ledger(*call, *(("--end", printed) if printed == right else ()))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["end"] == right
    (kept,) = publicity(ledger, "14")
    assert kept == {"start": start, "end": right, "days": days, "working": kind == "--working", "objections": []} | {
        "cycle": 1
    }


def test_a_notice_is_computed_recorded_signed_and_written(ledger: Run, folder: Path) -> None:
    old_issue(folder)
    (folder / "ledger.toml").write_text(house.SETTINGS + '[contact]\nphone = "0557-3020000"\n', encoding="utf-8")
    done = ledger("publicize", "ISSUE-014", "--start", "2025-01-21", "--days", "10", "--working", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ("ISSUE-014 公示已登记：2025-01-21 至 2025-02-08，10 个工作日\n公告：公示-ISSUE-014.docx\n")
    signed = "经办人：zhang（县整改办），日期：2026-05-20\n"
    assert done.stderr == signed + "调休上班，计入：2025-01-26、2025-02-08\n放假，不计：2025-01-28 至 2025-02-04\n"
    said = words(folder / "公示-ISSUE-014.docx")
    assert "关于“沿河污水直排”整改完成情况的公示" in said
    assert "公示期间：2025年1月21日至2025年2月8日（10个工作日）。" in said
    assert "监督电话：0557-3020000" in said
    assert said.endswith("县整改办\n2025年1月21日")
    found = json.loads(ledger("show", "14", "--json").stdout)["issue"]
    step = found["history"][-1]
    assert (step["move"], step["by"], step["after"]) == ("publicize", "zhang", "verified")
    assert step["hash"].startswith("sha256:")
    assert "publicity-period" not in ledger("check", "14", "--brief").stdout


def test_the_paper_is_never_written_over_somebodys_own(ledger: Run, folder: Path) -> None:
    old_issue(folder)
    paper = house.put(folder / "公告.docx", b"somebody's")
    call = ("publicize", "14", "--start", "2025-01-21", "--days", "10", "--as", "zhang", "-o", "公告")
    before = house.contents(folder)
    refused = ledger(*call)
    assert (refused.returncode, house.contents(folder)) == (6, before)
    assert "--force" in refused.stderr
    assert ledger(*call, "--force").returncode == 0
    assert "沿河污水直排" in words(paper)


def test_the_paper_can_be_had_again_without_a_new_notice(ledger: Run, folder: Path) -> None:
    old_issue(folder)
    nothing = ledger("publicize", "14", "-o", "公告.docx")
    assert (nothing.returncode, "没有公示" in nothing.stderr) == (4, True)
    ledger("publicize", "14", "--start", "2025-01-21", "--days", "10", "--as", "zhang", "--no-notice")
    before = (folder / "issues/ISSUE-014.yaml").read_bytes()
    again = ledger("publicize", "14", "-o", "公告.docx")
    assert again.returncode == 0, again.stderr
    assert "2025年2月8日" in words(folder / "公告.docx")
    assert (folder / "issues/ISSUE-014.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("template", "said"),
    [(b"no document", "不是 Word 文档"), (b"\xd0\xcf\x11\xe0", "旧版 .doc")],
)
def test_a_template_that_cannot_be_filled_in_stops_everything(
    ledger: Run, folder: Path, template: bytes, said: str
) -> None:
    house.put(old_issue(folder) / "templates/letters/公示.docx", template)
    before = house.contents(folder)
    done = ledger("publicize", "14", "--start", "2025-01-21", "--days", "10", "--as", "zhang")
    assert (done.returncode, done.stdout, house.contents(folder)) == (5, "", before)
    assert said in done.stderr
    assert "templates/letters/公示.docx" in done.stderr


def test_an_unknown_field_of_a_template_is_one_clear_line(ledger: Run, folder: Path) -> None:
    word = Document()
    word.add_paragraph("{{ 问题名字 }}")
    place = old_issue(folder) / "templates/letters"
    place.mkdir(parents=True)
    word.save(str(place / "公示.docx"))
    done = ledger("publicize", "14", "--start", "2025-01-21", "--days", "10", "--as", "zhang")
    assert done.returncode == 5
    line, hint = done.stderr.splitlines()
    for said in ("templates/letters/公示.docx", "问题名字", "问题名称", "监督电话"):
        assert said in line
    assert "问题名称" in hint
    assert "publicity" not in (folder / "issues/ISSUE-014.yaml").read_text("utf-8")


def test_a_typed_end_says_which_days_make_the_difference(ledger: Run, folder: Path) -> None:
    old_issue(folder)
    call = ("publicize", "14", "--start", "2024-09-29", "--days", "10", "--as", "zhang", "--end", "2024-10-09")
    done = ledger(*call)
    assert done.returncode == 4
    assert "只有 4 个工作日" in done.stderr
    assert "应公示到 2024-10-16" in done.stderr
    assert "调休上班，计入：2024-09-29、2024-10-12" in done.stderr
    assert "放假，不计：2024-10-01 至 2024-10-07" in done.stderr
    plain = ledger("publicize", "14", "--start", "2019-11-08", "--days", "7", "--calendar", "--as", "zhang")
    assert (plain.returncode, "2019-11-14" in plain.stdout) == (0, True)


def test_a_year_without_a_holiday_table_is_told(ledger: Run, folder: Path) -> None:
    old_issue(folder)
    newest = max(shipped().years)
    env = {"LEDGER_TODAY": f"{newest}-12-20"}
    call = ("publicize", "14", "--start", f"{newest}-12-24", "--days", "10", "--as", "zhang", "--no-notice")
    done = ledger(*call, env=env)
    assert done.returncode == 0, done.stderr
    assert f"{newest + 1}年的放假安排还没有收入" in done.stderr


REFUSED = {
    "work has not begun": (("2", "--start", "2026-05-20"), "ledger start ISSUE-002"),
    "work is not done": (("1", "--start", "2026-05-20"), "ledger progress ISSUE-001 --measure 1 --done"),
    "closed": (("4", "--start", "2026-05-20"), "ledger reopen ISSUE-004"),
    "next year": (("3", "--start", "2027-05-20"), "31 天"),
    "before it was handed over": (("3", "--start", "2025-12-01"), "最早从 2026-04-20"),
    "before it was verified": (("3", "--start", "2026-04-13"), "最早从 2026-04-20"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_notice_that_makes_no_sense_is_refused(ledger: Run, folder: Path, name: str) -> None:
    before = house.contents(house.build(folder))
    call, said = REFUSED[name]
    done = ledger("publicize", *call, "--days", "10", "--as", "zhang")
    assert (done.returncode, done.stdout, house.contents(folder)) == (4, "", before)
    assert said in done.stderr


@pytest.mark.parametrize(
    "call",
    [
        (),
        ("--days", "10"),
        ("--start", "2026-05-20"),
        ("--start", "2026-05-20", "--days", "0"),
        ("--start", "2026-02-30", "--days", "10"),
        ("--start", "2026-05-20", "--days", "10", "--objection", "有异味"),
        ("--settle", "1"),
        ("--outcome", "已复查"),
        ("--on", "2026-05-20", "--start", "2026-05-20", "--days", "10"),
        ("--start", "2026-05-20", "--days", "10", "--no-notice", "-o", "公告.docx"),
        ("--start", "2026-05-20", "--days", "10", "-o", "公告.pdf"),
        ("--start", "2026-05-20", "--days", "10", "-o", "issues/公告.docx"),
    ],
)
def test_a_call_that_cannot_be_meant(ledger: Run, folder: Path, call: tuple[str, ...]) -> None:
    before = house.contents(house.build(folder))
    done = ledger("publicize", "3", *call, "--as", "zhang")
    assert (done.returncode, done.stdout, house.contents(folder)) == (2, "", before), done.stderr
    assert done.stderr.startswith("错误：")


def test_nobody_unknown_publishes(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    done = ledger("publicize", "3", "--start", "2026-05-20", "--days", "10", "--as", "某丙")
    assert (done.returncode, house.contents(folder)) == (4, before)


def test_the_same_notice_twice_is_refused(ledger: Run, folder: Path) -> None:
    house.build(folder)
    call = ("publicize", "3", "--start", "2026-05-06", "--days", "7", "--as", "zhang", "--no-notice")
    assert [ledger(*call).returncode for _ in range(2)] == [0, 4]
    assert len(publicity(ledger, "3")) == 1


def test_a_notice_that_still_runs_blocks_closing(ledger: Run, folder: Path) -> None:
    """In any house: what was announced for seven days is not settled after three."""
    house.build(folder)
    ledger("publicize", "3", "--start", "2026-05-14", "--days", "7", "--as", "zhang", "--no-notice")
    early = ledger("close", "3", "--as", "wang")
    assert (early.returncode, "公示到 2026-05-22 才期满" in early.stderr) == (4, True)
    assert ledger("close", "3", "--as", "wang", env={"LEDGER_TODAY": "2026-05-23"}).returncode == 0


def test_a_typed_end_that_comes_too_early_ends_nothing() -> None:
    short = Publicity(start=date(2026, 6, 2), end=date(2026, 6, 4), days=10)
    issue = build.verified(publicity=(short,))
    assert build.refusals(issue, "close", build.attempt("wang", date(2026, 6, 8))) == {"guard.publicity-running"}


def test_an_open_objection_blocks_closing_until_it_is_settled(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("publicize", "3", "--start", "2026-05-06", "--days", "7", "--as", "zhang", "--no-notice")
    raised = ledger("publicize", "3", "--objection", "东岸仍有异味", "--on", "2026-05-11", "--as", "zhang")
    assert (raised.returncode, raised.stdout) == (0, "ISSUE-003 已登记第 1 条异议\n")
    assert "--settle 1 --outcome" in raised.stderr
    blocked = ledger("close", "3", "--as", "wang")
    assert (blocked.returncode, "2026-05-11 的异议未处理" in blocked.stderr) == (4, True)
    settled = ledger(
        *("publicize", "3", "--settle", "1", "--outcome", "现场复查，异味来自垃圾箱，已清运", "--on", "2026-05-12"),
        *("--as", "zhang", "--json"),
    )
    assert json.loads(settled.stdout)["open"] == []
    twice = ledger("publicize", "3", "--settle", "1", "--outcome", "再说", "--as", "zhang")
    assert (twice.returncode, "2026-05-12" in twice.stderr) == (4, True)
    assert ledger("close", "3", "--as", "wang").returncode == 0
    (kept,) = publicity(ledger, "3")
    assert kept["objections"] == [
        {
            "date": "2026-05-11",
            "text": "东岸仍有异味",
            "settled_on": "2026-05-12",
            "outcome": "现场复查，异味来自垃圾箱，已清运",
        }
    ]
    late = ledger("publicize", "3", "--objection", "又有异味", "--as", "zhang")
    assert (late.returncode, "ledger reopen" in late.stderr) == (4, True)


def test_objections_are_numbered_over_the_notices_of_a_cycle(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for start, said in (("2026-04-27", "甲处"), ("2026-05-06", "乙处")):
        ledger("publicize", "3", "--start", start, "--days", "3", "--as", "zhang", "--no-notice")
        ledger("publicize", "3", "--objection", said, "--as", "zhang")
    ledger("publicize", "3", "--settle", "2", "--outcome", "已核实", "--as", "zhang")
    found = [[one.get("outcome") for one in notice["objections"]] for notice in publicity(ledger, "3")]
    assert found == [[None], ["已核实"]]
    missing = ledger("publicize", "3", "--settle", "3", "--outcome", "已核实", "--as", "zhang")
    assert (missing.returncode, "共 2 条" in missing.stderr) == (2, True)


@pytest.mark.parametrize(("on", "code"), [("2026-05-05", 2), ("2026-05-06", 0), ("2026-05-20", 0), ("2026-05-21", 2)])
def test_an_objection_has_a_day_that_can_be(ledger: Run, folder: Path, on: str, code: int) -> None:
    house.build(folder)
    ledger("publicize", "3", "--start", "2026-05-06", "--days", "7", "--as", "zhang", "--no-notice")
    done = ledger("publicize", "3", "--objection", "有异味", "--on", on, "--as", "zhang")
    assert done.returncode == code, done.stderr
    assert ("已过公示期" in done.stderr) == (on == "2026-05-20")


def test_nobody_objects_before_the_notice_hangs_out(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("publicize", "3", "--start", "2026-05-26", "--days", "7", "--as", "zhang", "--no-notice")
    done = ledger("publicize", "3", "--objection", "有异味", "--as", "zhang")
    assert (done.returncode, "公示还没开始：2026-05-26 起" in done.stderr) == (2, True), done.stderr


def test_personal_data_in_an_objection_is_pointed_out(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("publicize", "3", "--start", "2026-05-06", "--days", "7", "--as", "zhang", "--no-notice")
    done = ledger("publicize", "3", "--objection", "某甲 13812345678 说有异味", "--as", "zhang")
    assert (done.returncode, "手机号码" in done.stderr) == (0, True)


PROCEDURE = '[closing]\nprocedure = "{}"\n'


def test_the_procedure_says_how_long_and_when(ledger: Run, folder: Path) -> None:
    """公示在后: after the verification, as many days as its gate asks for; fewer are refused."""
    house.build(folder)
    own = "gates:\n  - {name: 验收, kind: verify}\n  - {name: 公示, kind: publicity, days: 10}\n"
    house.put(folder / "templates/procedures/先验后示.yaml", f"{own}  - {{name: 销号, kind: close}}\n".encode())
    (folder / "ledger.toml").write_text(house.SETTINGS + PROCEDURE.format("先验后示"), encoding="utf-8")
    call = ("publicize", "3", "--start", "2026-05-06", "--as", "zhang", "--no-notice")
    short = ledger(*call, "--days", "3")
    assert (short.returncode, "2026-05-18" in short.stderr) == (4, True)
    done = ledger(*call, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["end"], found["days"], found["working"]) == ("2026-05-18", 10, True)
    ledger("progress", "1", "--measure", "1,2", "--done", "--done-on", "2026-05-10", "--as", "zhang")
    early = ledger("publicize", "1", "--start", "2026-05-19", "--as", "zhang", "--no-notice")
    assert (early.returncode, "ledger verify ISSUE-001" in early.stderr) == (4, True)


def test_before_the_verification_where_the_procedure_has_it_there(ledger: Run, folder: Path) -> None:
    house.build(folder)
    own = "gates:\n  - {name: 公示, kind: publicity, days: 3, working: false}\n  - {name: 验收, kind: verify}\n"
    house.put(folder / "templates/procedures/先示后验.yaml", f"{own}  - {{name: 销号, kind: close}}\n".encode())
    (folder / "ledger.toml").write_text(house.SETTINGS + PROCEDURE.format("先示后验"), encoding="utf-8")
    ledger("progress", "1", "--measure", "1,2", "--done", "--done-on", "2026-05-10", "--as", "zhang")
    done = ledger("publicize", "1", "--start", "2026-05-12", "--as", "zhang", "--no-notice", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["end"] == "2026-05-14"


def test_make_up_days_and_holidays_of_a_period() -> None:
    calendar, first, last = shipped(), date(2025, 1, 21), date(2025, 2, 8)
    assert made_up(calendar, first, last) == (date(2025, 1, 26), date(2025, 2, 8))
    assert days_off(calendar, first, last) == (Span(date(2025, 1, 28), date(2025, 2, 4)),)
    assert days_off(calendar, date(2025, 6, 9), date(2025, 6, 22)) == (), "a weekend is no holiday"


def test_a_notice_of_a_former_cycle_holds_up_nothing() -> None:
    open_one = Publicity(start=date(2026, 6, 2), end=date(2026, 6, 4), objections=())
    heard = open_one.model_copy(update={"objections": (Objection(date=date(2026, 6, 3), text="仍有异味"),)})
    issue = build.verified(publicity=(heard,), cycle=1)
    assert "guard.objection-open" in build.refusals(issue, "close", build.attempt("wang", build.CLOSED))
    again = issue.model_copy(update={"cycle": 2})
    assert "guard.objection-open" not in build.refusals(again, "close", build.attempt("wang", build.CLOSED))

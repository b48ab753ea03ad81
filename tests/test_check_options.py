"""`check` as an office's nightly job calls it: what fails it, which reports it writes, what it keeps quiet about."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import house
from ledger.actions import audit
from ledger.actions.desk import Desk
from ledger.errors import UsageError
from ledger.store import workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WAIVED = """waivers:
  - issue: ISSUE-001
    reason: 汛期停工，已报市整改办
    by: zhao
    expires: 2026-05-31
"""
STALE = "2026-09-01"
"""A day on which nothing has been heard of ISSUE-005 for too long."""


def findings(ledger: Run, *options: str) -> dict[str, dict[str, object]]:
    """What a check finds, by rule and issue."""
    read = json.loads(ledger("check", "--format", "json", *options).stdout)
    return {f"{one['rule']} {one['id'] or one['file']}": one for one in read["findings"]}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "overdue"), 1),
        (("--fail-on", "due-soon"), 1),
        (("--fail-on", "stale"), 0),
        (("--fail-on", "invalid"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "stale", "--fail-on", "overdue"), 1),
        (("--fail-on", "stale,overdue"), 1),
        (("--fail-on", "stale", "--as-of", STALE), 1),
        (("--exit-zero",), 0),
        (("--exit-zero", "--fail-on", "overdue"), 0),
    ],
)
def test_what_was_named_decides_whether_it_fails(
    ledger: Run, folder: Path, options: tuple[str, ...], code: int
) -> None:
    house.build(folder)
    assert ledger("check", *options).returncode == code


@pytest.mark.parametrize("option", [("--fail-on", "never"), ("--exit-zero",), ("--fail-on", "overdue")])
def test_what_cannot_be_read_fails_whatever_was_named(ledger: Run, folder: Path, option: tuple[str, ...]) -> None:
    house.build(folder)
    house.put(folder / "issues/ISSUE-009.yaml", b"title: [")
    assert ledger("check", *option).returncode == 5
    for file in (folder / "issues").rglob("*.yaml"):
        file.unlink()
    assert ledger("check", *option).returncode == 5, "a ledger without issues is not a ledger in order"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--fail-on", "late"), "--fail-on 不认识“late”"),
        (("--fail-on", "never", "--fail-on", "stale"), "never 不能与别的一起写"),
        (("--format", "pdf"), "没有“pdf”这种格式"),
        (("--format", "text", "--json"), "只能选一个"),
        (("--format", "pdf", "--brief"), "只能选一个"),
        (("-o", "report.json"), "格式=路径"),
        (("-o", "json="), "格式=路径"),
        (("-o", "pdf=report.pdf"), "没有“pdf”这种格式"),
        (("-o", "csv=./written.json"), "-o 两次写到同一个文件 ./written.json"),
        (("-o", "csv=-"), "要打印出来：--format csv"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_written(
    ledger: Run, folder: Path, options: tuple[str, ...], told: str
) -> None:
    house.build(folder)
    done = ledger("check", "-o", "json=written.json", *options)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not (folder / "written.json").exists()


def test_a_finding_says_whose_it_is_how_late_and_what_would_help(ledger: Run, folder: Path) -> None:
    house.build(folder)
    late = findings(ledger)["overdue ISSUE-001"]
    assert {key: late[key] for key in late if key != "fingerprint"} == {
        "kind": "overdue",
        "rule": "overdue",
        "level": "error",
        "id": "ISSUE-001",
        "title": "红旗河水质超标",
        "units": ["县水务局"],
        "person": "某乙",
        "due": "2026-03-31",
        "days_late": 50,
        "working_days_late": 33,
        "days_left": None,
        "message": "逾期 50 天（33 个工作日），时限 2026-03-31：红旗河水质超标",
        "file": "issues/ISSUE-001.yaml",
        "line": 25,
        "column": 5,
        "command": "ledger progress ISSUE-001 --measure 1 --done",
        "waiver": None,
        "known": False,
    }


def test_the_day_of_the_deadline_is_in_time_and_the_next_day_is_late(ledger: Run, folder: Path) -> None:
    house.build(folder)
    last = findings(ledger, "--as-of", "2026-03-31")
    assert (last["due-soon ISSUE-001"]["days_left"], "overdue ISSUE-001" in last) == (0, False)
    after = findings(ledger, "--as-of", "2026-04-01")["overdue ISSUE-001"]
    assert (after["days_late"], after["working_days_late"]) == (1, 1)


def test_several_reports_are_written_in_one_run(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("check", "-o", "json=out/a.json", "-o", "text=out/b.txt")
    assert (done.returncode, done.stdout) == (1, (folder / "out/b.txt").read_text("utf-8"))
    assert json.loads((folder / "out/a.json").read_text("utf-8"))["exit_code"] == 1
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.json", "b.txt"], "nothing is left beside"


@pytest.mark.parametrize("own", ["issues/ISSUE-001.yaml", "out/../issues/new.json", "people.yaml", "evidence/a.json"])
def test_a_report_never_takes_the_place_of_what_is_the_ledgers(ledger: Run, folder: Path, own: str) -> None:
    before = house.contents(house.build(folder))
    assert ledger("check", "-o", f"json={own}").returncode == 4
    assert house.contents(folder) == before


def test_a_report_that_cannot_be_written_ends_the_run_with_7(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "there").mkdir()
    assert ledger("check", "-o", "json=there").returncode == 7


def test_a_waiver_excuses_until_its_day_and_is_told(ledger: Run, folder: Path) -> None:
    house.put(house.build(folder) / "waivers.yaml", WAIVED.encode())
    done = ledger("check")
    assert done.returncode == 0
    assert "豁免至 2026-05-31（某甲 批准）：汛期停工，已报市整改办" in done.stdout
    assert findings(ledger)["overdue ISSUE-001"]["waiver"] == {
        "reason": "汛期停工，已报市整改办",
        "by": "zhao",
        "by_name": "某甲",
        "expires": "2026-05-31",
    }
    assert "某甲 批准" in ledger("check", "--format", "markdown").stdout
    assert ledger("check", "--as-of", "2026-05-31").returncode == 1, "ISSUE-002 is late by then, and nobody excused it"
    late = findings(ledger, "--as-of", "2026-06-01")
    assert late["overdue ISSUE-001"]["waiver"] is None, "it expired the day before"
    assert late["waiver-expired waivers.yaml"]["line"] == 5


@pytest.mark.parametrize(
    ("was", "becomes", "code", "told"),
    [
        ("ISSUE-001", "ISSUE-077", 1, "waivers.yaml:2:12: waiver-unknown-issue: "),
        ("zhao", "nobody", 1, "waivers.yaml:4:9: waiver-unknown-person: "),
        ("2026-05-31", "2026-02-30", 5, "waivers.yaml:5:14: no-such-day: "),
        ("reason", "raeson", 5, "waivers.yaml:3:5: unknown-key: "),
        ("issue: ISSUE-001", "rules: [unverified]\n    issue: ISSUE-001", 5, "waivers.yaml:2:13: not-allowed: "),
    ],
)
def test_a_wrong_waiver_is_found_at_its_place(
    ledger: Run, folder: Path, was: str, becomes: str, code: int, told: str
) -> None:
    house.put(house.build(folder) / "waivers.yaml", WAIVED.replace(was, becomes).encode())
    done = ledger("check", "--brief")
    assert done.returncode == code
    assert any(line.startswith(told) for line in done.stdout.splitlines()), done.stdout
    assert (ledger("validate").returncode == 5) == (code == 5)


def test_the_waivers_that_init_ships_excuse_nothing(ledger: Run, folder: Path) -> None:
    assert ledger("init", "--title", "某县台账", "--unit", "县整改办").returncode == 0
    assert (folder / "waivers.yaml").read_text("utf-8").startswith("# 豁免")
    assert ledger("validate", "waivers.yaml").returncode == 0


def test_a_baseline_leaves_what_is_new(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("check", "-o", "json=../base.json").returncode == 1
    again = ledger("check", "--baseline", "../base.json")
    assert (again.returncode, "ISSUE-001" in again.stdout) == (0, False)
    assert "新增 0 条，已知 9 条不再列出，消失 0 条" in again.stdout
    (folder / "issues/ISSUE-001.yaml").unlink()
    later = ledger("check", "--baseline", "../base.json", "--as-of", "2026-05-29")
    assert later.returncode == 1, "what was due soon is late by now: that is new"
    assert "新增 2 条，已知 4 条不再列出，消失 5 条" in later.stdout, later.stdout


def test_a_baseline_never_hides_what_cannot_be_read(ledger: Run, folder: Path) -> None:
    house.put(house.build(folder) / "issues/ISSUE-009.yaml", b"title: [")
    ledger("check", "-o", "json=base.json")
    again = ledger("check", "--baseline", "base.json")
    assert (again.returncode, "ISSUE-009" in again.stdout) == (5, True)


def test_a_baseline_of_something_else_says_so(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("check", "--unit", "县水务局", "-o", "json=base.json")
    done = ledger("check", "--baseline", "base.json")
    assert "消失 0 条" in done.stdout
    assert "范围与这次不同" in done.stderr
    assert ledger("check", "--baseline", "none.json").returncode == 3
    house.put(folder / "base.json", b'{"findings": [{}]}')
    assert ledger("check", "--baseline", "base.json").returncode == 5


def test_in_github_actions_the_log_speaks_its_language_and_the_code_stays(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("check", env={"GITHUB_ACTIONS": "true"})
    assert (done.returncode, done.stdout.startswith("::")) == (1, True)
    assert "github" in done.stderr
    assert ledger("check", "--format", "text", env={"GITHUB_ACTIONS": "true"}).stdout.startswith("检查 5 件")
    gitlab = ledger("check", env={"GITLAB_CI": "true"})
    assert (gitlab.returncode, gitlab.stdout.startswith("检查 5 件"), "gitlab" in gitlab.stderr) == (1, True, True)


def test_the_summary_of_a_github_job_is_added_to(ledger: Run, folder: Path) -> None:
    summary = folder.parent / "summary.md"
    summary.write_text("# before\n", encoding="utf-8")
    house.build(folder)
    ledger("check", "-o", f"markdown={summary}", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert summary.read_text("utf-8").startswith("# before\n")
    assert "ISSUE-001" in summary.read_text("utf-8")
    ledger("check", "-o", f"markdown={summary}")
    assert not summary.read_text("utf-8").startswith("# before\n"), "any other file is replaced"


def test_validate_takes_the_files_that_changed_and_reads_no_others(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "issues/ISSUE-009.yaml", b"title: [")
    assert ledger("validate", "issues/ISSUE-001.yaml", "issues/2025/ISSUE-004.yaml", "people.yaml").returncode == 0
    broken = ledger("validate", "--brief", "issues/ISSUE-001.yaml", "issues/ISSUE-009.yaml")
    assert (broken.returncode, broken.stdout.count("\n")) == (5, 1)
    assert ledger("validate", str(folder / "issues/ISSUE-009.yaml")).returncode == 5
    assert ledger("validate", "ISSUE-009.yaml", cwd=folder / "issues").returncode == 5
    house.put(folder / "issues/2025/ISSUE-001.yaml", house.LATE.encode())
    assert ledger("validate", "issues/ISSUE-001.yaml").returncode == 5, "two files have one number"
    house.put(folder / "people.yaml", b"people: [{}]\n")
    assert ledger("validate", "people.yaml").returncode == 5
    assert ledger("validate", "issues/2025/ISSUE-004.yaml").returncode == 0
    assert ledger("validate", "issues/ISSUE-077.yaml").returncode == 3
    assert ledger("validate", "../elsewhere.yaml").returncode == 3
    house.put(folder.parent / "elsewhere.yaml", b"a: 1\n")
    assert ledger("validate", "../elsewhere.yaml").returncode == 2


def test_validate_takes_a_folder_for_what_is_in_it(folder: Path) -> None:
    house.put(house.build(folder) / "issues/2025/ISSUE-009.yaml", b"title: [")
    house.put(folder / "templates/sheets/坏.yaml", b"a: [")
    desk = Desk(workspace.find(folder), date(2026, 5, 20), datetime(2026, 5, 20, tzinfo=UTC))

    def looked_at(*names: str) -> tuple[int, tuple[str, ...]]:
        verdict = audit.validate(desk, paths=tuple(folder / name for name in names))
        return verdict.files, verdict.broken

    broken = ("issues/2025/ISSUE-009.yaml", "templates/sheets/坏.yaml")
    assert looked_at("issues/2025") == (2, broken[:1])
    assert looked_at("issues", "people.yaml") == (7, broken[:1])
    assert looked_at("templates") == (1, broken[1:])
    assert looked_at("") == (6, broken), "the ledger's own folder is the whole ledger"
    with pytest.raises(UsageError):
        looked_at("evidence")


@pytest.mark.parametrize("form", ["markdown", "github", "gitlab", "junit", "sarif", "csv"])
def test_validate_tells_a_ci_system_what_cannot_be_read(ledger: Run, folder: Path, form: str) -> None:
    house.put(house.build(folder) / "issues/ISSUE-009.yaml", b"title: [")
    done = ledger("validate", "--format", form, "issues/ISSUE-009.yaml")
    assert (done.returncode, "issues/ISSUE-009.yaml" in done.stdout) == (5, True), done.stderr


def test_what_is_to_be_filled_in_stands_in_the_readers_language(ledger: Run, folder: Path) -> None:
    house.build(folder)
    told = {}
    for language in ("zh", "en"):
        done = ledger("check", "--as-of", STALE, "--format", "json", env={"LEDGER_LANG": language})
        found = {f"{one['kind']} {one['id']}": one["command"] for one in json.loads(done.stdout)["findings"]}
        told[language] = found["stale ISSUE-005"]
    assert told == {
        "zh": "ledger progress ISSUE-005 -m 进展情况",
        "en": "ledger progress ISSUE-005 -m WHAT-WAS-DONE",
    }

"""From the finding to 销号, and everything that may stand in the way: through the program, as the office does it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def record(ledger: Run, number: str) -> dict[str, Any]:
    """An issue as `show --json` gives it."""
    found = json.loads(ledger("show", number, "--json").stdout)["issue"]
    assert isinstance(found, dict)
    return found


def test_from_the_finding_to_the_closing(ledger: Run, folder: Path) -> None:
    """The main job, one command after the other, each telling what comes next."""
    house.build(folder)
    photo = house.put(folder.parent / "整改后.jpg", b"\xff\xd8 after")
    steps = [
        ("start 2 --as zhang --as-of 2026-05-05", "ISSUE-002 开始整改"),
        ("progress 2 -m 已改造20台 --percent 87 --as zhang --as-of 2026-05-06", "已记录进展"),
        ("progress 2 --measure 1 --done --done-on 2026-05-10 --as zhang --as-of 2026-05-12", "已记录进展"),
        (f"evidence add 2 {photo} -k 整改后照片 --date 2026-05-11 --as zhang --as-of 2026-05-12", "佐证材料已存入"),
        ("verify 2 --as 李四 --method 现场核查 --as-of 2026-05-13", "验收通过"),
        ("close 2 --as wang --as-of 2026-05-14 --document 县整改办〔2026〕7号", "已销号"),
    ]
    for command, said in steps:
        done = ledger(*command.split())
        assert done.returncode == 0, (command, done.stderr)
        assert said in done.stdout, command
    found = record(ledger, "2")
    assert found["status"] == "closed"
    assert [(step["move"], step["by"]) for step in found["history"]] == [
        *(("start", "zhang"), ("progress", "zhang"), ("progress", "zhang"), ("evidence", "zhang")),
        *(("verify", "li"), ("close", "wang")),
    ]
    assert found["verifications"][0]["evidence"] == ["evidence/ISSUE-002/整改后.jpg"]
    assert found["closures"][0]["document"] == "县整改办〔2026〕7号"
    assert (folder / "evidence/ISSUE-002/整改后.jpg").read_bytes() == b"\xff\xd8 after"
    check = ledger("check", "--brief")
    assert "ISSUE-002" not in check.stdout, check.stdout

    again = ("reopen", "2", "--as", "wang", "--why", "回头看发现反弹")
    with_a_day = ledger(*again, "--to", "2026-08-31")
    assert (with_a_day.returncode, "审批" in with_a_day.stderr) == (4, True), "a new deadline is a decision"
    reopened = ledger(*again, "--json")
    assert json.loads(reopened.stdout) == {
        "schema_version": 1,
        "id": "ISSUE-002",
        "status": "in-progress",
        "file": "issues/ISSUE-002.yaml",
        "next": "verify",
    }
    found = record(ledger, "2")
    assert (found["cycle"], len(found["closures"])) == (2, 1)


def test_close_alone_is_enough_when_all_is_on_file(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("close", "ISSUE-003", env={"LEDGER_USER": "wang"})
    assert (done.returncode, done.stdout) == (0, "ISSUE-003 已销号：管网建设\n")


def test_close_lists_everything_that_is_missing_and_the_command_that_supplies_it(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    done = ledger("close", "2", "--as", "li")
    assert done.returncode == 4
    assert done.stdout == ""
    for words in (
        "现在是未启动",
        "ledger start ISSUE-002",
        "ledger progress ISSUE-002 --measure 1 --done",
        "ledger evidence add ISSUE-002",
        "ledger verify ISSUE-002",
        "“销号”职责",
        "可以办理的人：王五（wang）",
    ):
        assert words in done.stderr, words
    nobody = ledger("close", "3")
    assert (nobody.returncode, "--as 人员编号" in nobody.stderr) == (4, True)
    stranger = ledger("close", "3", "--as", "somebody")
    assert (stranger.returncode, "人员登记里没有“somebody”" in stranger.stderr) == (4, True)
    assert house.contents(folder) == before


def test_the_houses_own_demands_are_among_the_missing(ledger: Run, folder: Path) -> None:
    house.build(folder)
    rules = "[guards]\nclose_document = true\nclose_publicity = true\nverify_evidence = 2\n"
    house.put(folder / "ledger.toml", (house.SETTINGS + rules).encode())
    done = ledger("close", "3", "--as", "wang")
    assert done.returncode == 4
    assert "原因 2 条" in done.stderr
    assert "--document" in done.stderr
    assert "公示" in done.stderr


def test_hands_that_must_differ_differ(ledger: Run, folder: Path) -> None:
    """整改实施主体 ≠ 验收单位, under an alias too; 销号人 ≠ 验收人."""
    house.build(folder)
    everybody = house.PEOPLE.replace("roles: [验收]", "roles: [验收, 销号]").replace("unit: 县水务局", "unit: 县水利局")
    house.put(folder / "people.yaml", everybody.encode())
    own = ledger("verify", "1", "--as", "qian")
    assert (own.returncode, "是责任单位" in own.stderr) == (4, True)
    same = ledger("close", "3", "--as", "li")
    assert (same.returncode, "是验收人" in same.stderr) == (4, True)


def test_a_failed_verification_sends_the_work_back_and_is_kept(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("verify", "3", "--fail", "--as", "li").returncode == 4, "a reason is asked for"
    done = ledger("verify", "3", "--fail", "--as", "li", "--why", "仍有直排口")
    assert (done.returncode, "退回整改" in done.stdout) == (0, True)
    found = record(ledger, "3")
    assert found["status"] == "in-progress"
    assert [one["result"] for one in found["verifications"]] == ["通过", "不通过"]


def test_extensions_leave_the_original_date_alone(ledger: Run, folder: Path) -> None:
    house.build(folder)
    late = ledger("extend", "1", "--to", "2026-06-30", "--why", "汛期", "--as", "zhang")
    assert (late.returncode, "已过时限" in late.stderr) == (0, True)
    in_time = ["--as-of", "2026-05-20"]
    asked = ledger("extend", "2", "--to", "2026-06-30", "--why", "设备未到", "--as", "zhang", *in_time)
    assert asked.returncode == 0, asked.stderr
    own = ledger("extend", "2", "--approve", "--as", "zhang", *in_time)
    assert own.returncode == 4
    approved = ledger("extend", "2", "--approve", "--as", "zhao", "--document", "批复1号", *in_time)
    assert approved.returncode == 0, approved.stderr
    found = json.loads(ledger("list", "--json").stdout)["issues"]
    assert [(one["original_due"], one["due"], one["overdue"]) for one in found[:2]] == [
        ("2026-03-31", "2026-03-31", True),
        ("2026-05-28", "2026-06-30", False),
    ]
    assert "due: 2026-05-28" in (folder / "issues/ISSUE-002.yaml").read_text("utf-8")
    assert ledger("extend", "2", "--as", "zhang").returncode == 2
    assert ledger("extend", "4", "--to", "2026-07-01", "--why", "x", "--as", "zhang").returncode == 4


def test_progress_says_what_it_does_not_understand(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    for options, code, words in (
        (["--as", "qian"], 2, "没有说进展"),
        (["--measure", "9"], 2, "现有编号：1、2"),
        (["--milestone", "1"], 2, "共 0 个"),
        (["--measure", "1", "--done-on", "2026-06-01"], 2, "晚于"),
        (["--measure", "1", "--quantity", "多"], 2, "不是数字"),
        (["-m", "x", "--percent", "120"], 2, "超出范围"),
        (["-m", "x", "--month", "5月"], 2, "调度月份"),
        (["-m", "x\x1b[31m"], 5, "U+001B"),
    ):
        done = ledger("progress", "1", *options, env={"LEDGER_USER": "qian"})
        assert (done.returncode, words in done.stderr) == (code, True), (options, done.stderr)
    assert house.contents(folder) == before


def test_counted_work_is_done_when_the_count_is_full(ledger: Run, folder: Path) -> None:
    house.build(folder)
    as_qian = {"LEDGER_USER": "qian"}
    assert ledger("progress", "1", "--measure", "1", "--quantity", "2", env=as_qian).returncode == 0
    assert ledger("progress", "1", "--measure", "2", env=as_qian).returncode == 0
    measures = record(ledger, "1")["plan"]["measures"]
    assert [one.get("done_on") for one in measures] == [None, "2026-05-20"]
    assert ledger("progress", "1", "--measure", "1", "--quantity", "3", env=as_qian).returncode == 0
    assert ledger("progress", "1", "--measure", "2", "--undone", env=as_qian).returncode == 0
    measures = record(ledger, "1")["plan"]["measures"]
    assert [one.get("done_on") for one in measures] == ["2026-05-20", None]
    assert "done: 3}\n      done_on: 2026-05-20\n" in (folder / "issues/ISSUE-001.yaml").read_text("utf-8")
    reported = [entry for entry in record(ledger, "1")["progress"] if entry.get("counts")]
    assert [one["counts"] for one in reported] == [[{"number": "1", "done": done}] for done in ("2", "3")]


def test_evidence_is_fixed_and_what_rests_on_it_stands_or_falls_with_it(ledger: Run, folder: Path) -> None:
    house.build(folder)
    photo = house.put(folder.parent / "photo.jpg", b"\xff\xd8 before")
    added = ledger("evidence", "add", "1", str(photo), "--as", "qian")
    assert added.stdout == "ISSUE-001 佐证材料已存入：evidence/ISSUE-001/photo.jpg\n"
    twice = ledger("evidence", "add", "1", str(photo), "--as", "qian")
    assert (twice.returncode, "已在案" in twice.stderr) == (4, True)
    renamed = house.put(folder.parent / "other.jpg", b"\xff\xd8 before")
    assert ledger("evidence", "add", "1", str(renamed), "--as", "qian").returncode == 4
    assert [path.name for path in (folder / "evidence/ISSUE-001").iterdir()] == ["photo.jpg"], (
        "what is refused is not copied"
    )
    assert ledger("evidence", "add", "1", "none.jpg", "--as", "qian").returncode == 3
    assert ledger("evidence", "add", "4", str(photo), "--as", "qian").returncode == 4

    house.put(folder / "evidence/ISSUE-003/after.jpg", b"retouched")
    check = ledger("check", "--brief")
    assert check.returncode == 8
    assert "issues/ISSUE-003.yaml:17:13: evidence: 佐证材料被改动" in check.stdout
    refused = ledger("close", "3", "--as", "wang")
    assert (refused.returncode, "被改动" in refused.stderr) == (4, True)


def test_who_acts_is_as_then_the_environment_then_gits_user(
    ledger: Run, folder: Path, environment: dict[str, str]
) -> None:
    house.build(folder)
    gitconfig = Path(environment["HOME"], ".gitconfig")
    gitconfig.write_text("[user]\n\tname = 某人\n\temail = ZHANG@example.gov.cn\n", "utf-8")
    git = {"GIT_CONFIG_GLOBAL": str(gitconfig)}
    for env, options in (
        (git, []),
        (git | {"LEDGER_USER": "qian"}, []),
        (git | {"LEDGER_USER": "qian"}, ["--as", "李四"]),
    ):
        assert ledger("progress", "1", "-m", "进展", *options, env=env).returncode == 0
    entries = record(ledger, "1")["progress"]
    assert [one["by"] for one in entries[1:]] == ["zhang", "qian", "li"]


def test_the_day_of_a_step_is_never_before_the_last(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    done = ledger("close", "3", "--as", "wang", "--as-of", "2026-04-19")
    assert done.returncode == 4
    assert "2026-04-20" in done.stderr
    assert house.contents(folder) == before


def test_what_is_marked_is_signed_and_dated(ledger: Run, folder: Path) -> None:
    """A measure marked as done leaves a report, and is not marked over: its first day stands until it is taken back."""
    house.build(folder)
    as_qian = {"LEDGER_USER": "qian"}
    assert ledger("progress", "1", "--measure", "2", env=as_qian).returncode == 0
    last = record(ledger, "1")["progress"][-1]
    assert (last["by"], last["date"], last["text"]) == ("qian", "2026-05-20", "措施2完成")
    again = ledger("progress", "1", "--measure", "2", env=as_qian)
    assert (again.returncode, "已于 2026-05-20 完成" in again.stderr) == (4, True)
    assert ledger("progress", "1", "--measure", "2", "--undone", env=as_qian).returncode == 0
    assert record(ledger, "1")["progress"][-1]["text"] == "措施2改为未完成"


def test_a_day_still_to_come_is_refused(ledger: Run, folder: Path) -> None:
    house.build(folder)
    before = house.contents(folder)
    (folder / "照片.jpg").write_bytes(b"x")
    for call in (
        ("progress", "1", "-m", "x"),
        ("evidence", "add", "1", str(folder / "照片.jpg")),
        ("extend", "1", "--to", "2026-12-31", "--why", "汛期"),
    ):
        done = ledger(*call, "--as-of", "2026-05-21", env={"LEDGER_USER": "qian"})
        assert (done.returncode, "2026-05-21" in done.stderr) == (4, True), done.stderr
    (folder / "照片.jpg").unlink()
    assert house.contents(folder) == before

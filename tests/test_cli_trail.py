"""Hand edits, void issues, gaps, suspect verifications: through the program, as an office meets them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import house
from ledger.actions.desk import Desk
from ledger.model.workflow import sign
from ledger.store import folder as store
from ledger.store import saving
from ledger.store.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]
REGION = ("region: 青石镇", "region: 红旗镇")


def commit(folder: Path, environment: dict[str, str]) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "now")):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True, capture_output=True)


def by_hand(folder: Path, number: int, old: str, new: str) -> str:
    """What somebody with an editor does to an issue; the text afterwards."""
    path = folder / f"issues/ISSUE-{number:03d}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new)


def record(ledger: Run, number: str) -> dict[str, Any]:
    found = json.loads(ledger("show", number, "--json").stdout)["issue"]
    assert isinstance(found, dict)
    return found


def problems(ledger: Run, number: int) -> list[tuple[str, str]]:
    """The rule and the level of whatever `check` finds about the chain of an issue."""
    found = json.loads(ledger("check", "--json").stdout)["problems"]
    mine = [one for one in found if one["issue"] == f"ISSUE-{number:03d}"]
    late = {"due-soon", "overdue", "behind", "stale", "petition-unnumbered"}
    return [(one["rule"], one["level"]) for one in mine if one["rule"] not in late]


@pytest.fixture
def chained(ledger: Run, folder: Path) -> Path:
    """The small ledger, with a chain begun in the second issue (open) and the first (in progress)."""
    house.build(folder)
    assert ledger("edit", "2", "--set", "责任人=张三", "--as", "zhang").returncode == 0
    assert ledger("progress", "1", "-m", "已清淤1.5公里", "--as", "qian").returncode == 0
    return folder


# --- what was changed by hand ---


def test_a_hand_edit_is_told_field_by_field_where_git_has_the_version_before(
    ledger: Run, chained: Path, environment: dict[str, str]
) -> None:
    commit(chained, environment)
    by_hand(chained, 2, *REGION)
    by_hand(chained, 2, "goal: 改造 23 台锅炉", "goal: 改造 20 台锅炉")
    done = ledger("check", "--brief")
    assert done.returncode == 1
    for line in (
        "issues/ISSUE-002.yaml:5:9: unsigned-change: 行政区域被直接改过，没有署名：青石镇 → 红旗镇",
        "issues/ISSUE-002.yaml:9:9: unsigned-change: 整改目标被直接改过，没有署名：改造 23 台锅炉 → 改造 20 台锅炉",
    ):
        assert line in done.stdout, done.stdout
    why = ledger("why", "2")
    assert "青石镇 → 红旗镇" in why.stdout
    assert "ledger adopt ISSUE-002 --why" in why.stdout
    assert "青石镇 → 红旗镇" in ledger("show", "2").stderr, "whoever looks at it is told"


def test_without_git_it_is_told_that_something_was_changed(ledger: Run, chained: Path) -> None:
    by_hand(chained, 2, *REGION)
    assert problems(ledger, 2) == [("unsigned-change", "error")]
    assert "说不出改了哪里" in ledger("check", "--brief").stdout


def test_a_move_is_refused_with_the_unsigned_changes_among_all_its_reasons(ledger: Run, chained: Path) -> None:
    before = by_hand(chained, 1, "region: 红旗镇", "region: 青石镇")
    done = ledger("verify", "1", "--as", "li")
    assert done.returncode == 4
    for words in ("没有署名", "ledger adopt ISSUE-001", "措施 1 未完成", "佐证材料 0 份"):
        assert words in done.stderr, done.stderr
    for command in (
        ("progress", "1", "-m", "又一句", "--as", "qian"),
        ("edit", "1", "--set", "责任人=李四", "--as", "zhang"),
        ("extend", "1", "--to", "2026-08-31", "--why", "汛期", "--as", "zhang"),
        ("void", "1", "--why", "重复", "--as", "wang"),
    ):
        refused = ledger(*command)
        assert (refused.returncode, "没有署名" in refused.stderr) == (4, True), (command, refused.stderr)
    assert (chained / "issues/ISSUE-001.yaml").read_text("utf-8") == before


def test_adopting_signs_a_hand_edit_and_keeps_what_it_was(
    ledger: Run, chained: Path, environment: dict[str, str]
) -> None:
    commit(chained, environment)
    text = by_hand(chained, 1, "region: 红旗镇", "region: 青石镇   # 区划调整")
    nobody = ledger("adopt", "1", "--why", "区划调整")
    silent = ledger("adopt", "1", "--as", "zhang")
    assert (nobody.returncode, "不知道谁在办理" in nobody.stderr) == (4, True)
    assert (silent.returncode, "没有说明原因" in silent.stderr) == (4, True)

    done = ledger("adopt", "1", "--why", "区划调整", "--as", "zhang")
    assert (done.returncode, done.stdout) == (0, "ISSUE-001 已补签，文件现在的内容都有署名\n"), done.stderr
    assert "行政区域：红旗镇 → 青石镇" in done.stderr
    assert (chained / "issues/ISSUE-001.yaml").read_text("utf-8").startswith(text), "not a comment is lost"
    step = record(ledger, "1")["history"][-1]
    assert {key: step[key] for key in ("move", "by", "unit", "why", "changes")} == {
        "move": "adopt",
        "by": "zhang",
        "unit": "县整改办",
        "why": "区划调整",
        "changes": [{"field": "region", "old": "红旗镇", "new": "青石镇"}],
    }
    assert problems(ledger, 1) == []
    assert "行政区域：红旗镇 → 青石镇" in ledger("show", "1").stdout
    again = ledger("adopt", "1", "--why", "区划调整", "--as", "zhang")
    assert (again.returncode, "没有未署名的改动" in again.stderr) == (4, True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("status: in-progress", "status: verified", "状态"),
        ("due: 2026-03-31", "due: 2026-12-31", "ledger extend"),
        ("    text: 已清淤 1 公里\n", "    text: 已清淤 3 公里\n", "进展"),
        ("      text: 封堵直排口\n", "      text: 封堵直排口\n      done_on: 2026-05-01\n", "ledger progress"),
        ("uid: 5b1c8f0e-0001", "uid: 5b1c8f0e-9991", "唯一标识"),
    ],
    ids=["a status", "a published deadline", "a report", "a measure done", "another issue"],
)
def test_what_editing_refuses_is_not_adopted_either(
    ledger: Run, chained: Path, environment: dict[str, str], old: str, new: str, words: str
) -> None:
    commit(chained, environment)
    text = by_hand(chained, 1, old, new)
    done = ledger("adopt", "1", "--why", "更正", "--as", "zhao")
    assert (done.returncode, words in done.stderr) == (4, True), done.stderr
    assert (chained / "issues/ISSUE-001.yaml").read_text("utf-8") == text


def test_where_nobody_knows_what_it_was_somebody_who_may_approve_signs(ledger: Run, chained: Path) -> None:
    by_hand(chained, 1, "region: 红旗镇", "region: 青石镇")
    clerk = ledger("adopt", "1", "--why", "区划调整", "--as", "zhang")
    assert (clerk.returncode, "审批" in clerk.stderr) == (4, True)
    assert ledger("adopt", "1", "--why", "区划调整", "--as", "zhao").returncode == 0
    by_hand(chained, 1, "status: in-progress", "status: open")
    status = ledger("adopt", "1", "--why", "更正", "--as", "zhao")
    assert (status.returncode, "整改中" in status.stderr) == (4, True), "the signed steps say what the status is"


def test_once_verified_or_closed_nothing_is_adopted(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("close", "3", "--as", "wang").returncode == 0
    by_hand(folder, 3, "title: 管网建设", "title: 管网建设二期")
    done = ledger("adopt", "3", "--why", "更正", "--as", "zhao")
    assert done.returncode == 4
    assert "ledger reopen ISSUE-003" in done.stderr
    reopened = ledger("reopen", "3", "--why", "更正", "--as", "wang")
    assert (reopened.returncode, "没有署名" in reopened.stderr) == (4, True), "nor is it signed by the way"
    by_hand(folder, 3, "title: 管网建设二期", "title: 管网建设")
    assert ledger("reopen", "3", "--why", "更正", "--as", "wang").returncode == 0


def test_an_older_issue_gets_its_chain_by_adopting_it_whatever_its_state(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert problems(ledger, 4) == [("unchained", "warning")]
    registrar = ledger("adopt", "4", "--why", "纳入办理记录", "--as", "zhang")
    assert (registrar.returncode, "审批" in registrar.stderr) == (4, True), "a conclusion was drawn in it already"
    done = ledger("adopt", "4", "--why", "纳入办理记录", "--as", "zhao")
    assert done.returncode == 0, done.stderr
    assert problems(ledger, 4) == []


@pytest.mark.parametrize("who", ["zhang", "zhao"])
def test_a_chain_stripped_of_its_digests_is_no_record_without_one(
    chained: Path, ledger: Run, environment: dict[str, str], who: str
) -> None:
    """Git has seen the digests: whoever takes them away must not get the rest signed as if there had been none."""
    commit(chained, environment)
    path = chained / "issues/ISSUE-001.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.lstrip().startswith(("hash:", "state:", "prev:", "- sha256:"))]
    path.write_text("".join(kept).replace(*REGION), "utf-8")
    assert problems(ledger, 1) == [("chain-removed", "integrity")]
    assert ledger("audit").returncode == 8
    assert ledger("adopt", "1", "--why", "补", "--as", who).returncode == 4
    assert ledger("progress", "1", "-m", "继续清淤", "--as", "qian").returncode != 0


# --- a broken chain ---


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "    by: qian\n    unit: 县水务局\n    date: 2026-05-20",
            "    by: zhang\n    unit: 县水务局\n    date: 2026-05-20",
            "event-changed",
        ),
        ("by: zhang, unit: 县整改办, date: 2026-01-05", "by: wang, unit: 县整改办, date: 2026-01-05", "event-missing"),
    ],
    ids=["an event of the chain", "an event from before the chain"],
)
def test_a_broken_chain_is_exit_8_and_no_command_signs_on_top_of_it(
    ledger: Run, chained: Path, old: str, new: str, rule: str
) -> None:
    text = by_hand(chained, 1, old, new)
    done = ledger("check", "--brief")
    assert (done.returncode, f": {rule}: " in done.stdout) == (8, True), done.stdout
    assert f"[{rule}]" in ledger("why", "1").stdout
    for command in (("progress", "1", "-m", "又一句", "--as", "qian"), ("adopt", "1", "--why", "更正", "--as", "zhao")):
        refused = ledger(*command)
        assert (refused.returncode, "办理记录第" in refused.stderr) == (4, True), (command, refused.stderr)
    assert (chained / "issues/ISSUE-001.yaml").read_text("utf-8") == text


# --- a verification that proves nothing any more ---


def changed_past_the_commands(folder: Path, number: int) -> None:
    """What a program of somebody else might do: another plan after the verification, signed like any change."""
    workspace = Workspace(folder)
    stored = store.get(workspace, f"ISSUE-{number:03d}")
    desk = Desk(workspace, date(2026, 5, 20), datetime(2026, 5, 20, 9, tzinfo=UTC), ("zhao",))
    assert stored.issue.plan is not None
    assert desk.person is not None
    plan = stored.issue.plan.model_copy(update={"goal": "只清一半"})
    after = stored.issue.model_copy(update={"plan": plan})
    saving.save(workspace, stored, sign(stored.issue, after, "edit", desk.person, desk.attempt(), None))


def test_a_suspect_verification_closes_nothing_until_it_is_made_again(ledger: Run, folder: Path) -> None:
    house.build(folder)
    photo = house.put(folder.parent / "整改后.jpg", b"\xff\xd8 after")
    for command in (
        "start 2 --as zhang",
        "progress 2 --measure 1 --done --as zhang",
        f"evidence add 2 {photo} -k 整改后照片 --as zhang",
        "verify 2 --as li",
    ):
        done = ledger(*command.split())
        assert done.returncode == 0, (command, done.stderr)
    changed_past_the_commands(folder, 2)
    assert problems(ledger, 2) == [("suspect", "error")]
    refused = ledger("close", "2", "--as", "wang")
    assert (refused.returncode, "ledger verify ISSUE-002 --fail" in refused.stderr) == (4, True), refused.stderr
    for command in ("verify 2 --fail --why 目标变了 --as li", "verify 2 --as li", "close 2 --as wang"):
        done = ledger(*command.split())
        assert done.returncode == 0, (command, done.stderr)
    assert problems(ledger, 2) == []


# --- 作废 ---


def test_a_void_issue_stays_on_file_and_takes_part_in_nothing(ledger: Run, folder: Path) -> None:
    house.build(folder)
    clerk = ledger("void", "1", "--why", "重复登记", "--as", "zhang")
    assert (clerk.returncode, "“审批”或“销号”" in clerk.stderr) == (4, True)
    done = ledger("void", "1", "--why", "重复登记", "--instead", "2", "--as", "wang")
    assert (done.returncode, done.stdout) == (0, "ISSUE-001 已作废：红旗河水质超标\n"), done.stderr

    listed = json.loads(ledger("list", "--json").stdout)
    assert ([one["id"] for one in listed["issues"]], listed["total"]) == (list(house.IDS[1:]), 4)
    assert "另有 1 个已作废的没有列出" in ledger("list").stdout
    everything = json.loads(ledger("list", "--void", "--json").stdout)
    assert {one["id"]: one["void"] for one in everything["issues"]} == dict.fromkeys(house.IDS) | {
        "ISSUE-001": "重复登记"
    }
    assert ledger("overdue").returncode == 0, "the late one is void"
    assert ledger("overdue", "--void").returncode == 1
    assert json.loads(ledger("stats", "--json").stdout)["total"] == 4
    assert problems(ledger, 1) == []
    assert (ledger("check").returncode, ledger("check", "--void").returncode) == (0, 1)
    shown = ledger("show", "1").stdout
    assert "已作废 2026-05-20（王五）：重复登记；由 ISSUE-002 代替" in shown
    assert ledger("list", "--as-of", "2026-05-19").stdout.count("ISSUE-001") == 1, (
        "the day before it stood for something"
    )

    text = (folder / "issues/ISSUE-001.yaml").read_text("utf-8")
    for command in (
        ("progress", "1", "-m", "又一句", "--as", "qian"),
        ("verify", "1", "--as", "li"),
        ("edit", "1", "--set", "行政区域=青石镇", "--as", "zhang"),
        ("extend", "1", "--to", "2026-08-31", "--why", "汛期", "--as", "zhang"),
        ("evidence", "add", "1", str(house.put(folder.parent / "a.txt", b"a")), "--as", "zhang"),
        ("void", "1", "--why", "再一次", "--as", "wang"),
    ):
        refused = ledger(*command)
        assert (refused.returncode, "已作废（重复登记）" in refused.stderr) == (4, True), (command, refused.stderr)
    assert (folder / "issues/ISSUE-001.yaml").read_text("utf-8") == text
    assert ledger("new", "另一件", "--as", "zhang").stdout == "ISSUE-006\n"


def test_a_conclusion_is_not_taken_away_by_voiding(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    for number, command in (("3", "ledger verify ISSUE-003 --fail"), ("4", "ledger reopen ISSUE-004")):
        done = ledger("void", number, "--why", "重复登记", "--as", "wang")
        assert (done.returncode, command in done.stderr) == (4, True), done.stderr
    for other, code in (("1", 4), ("99", 3)):
        assert ledger("void", "1", "--why", "重复登记", "--instead", other, "--as", "wang").returncode == code
    assert house.contents(folder) == before


def test_a_void_issue_cannot_be_made_by_editing_nor_in_the_file(ledger: Run, folder: Path) -> None:
    house.build(folder)
    by_hand(folder, 5, "status: in-progress", "status: in-progress\nvoid: {date: 2026-05-01, by: wang, why: 不想办}")
    assert ("unsigned-act", "error") in problems(ledger, 5)
    done = ledger("edit", "1", "--set", "void.why=不想办", "--as", "zhang")
    assert (done.returncode, "自己的命令" in done.stderr) == (2, True), done.stderr


# --- 漏号 ---


def test_a_number_that_was_skipped_is_explained_by_a_void_record(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "issues/ISSUE-008.yaml").write_text(
        house.SOON.replace("ISSUE-002", "ISSUE-008").replace("0002", "0008"), "utf-8"
    )
    done = ledger("void", "ISSUE-007", "--why", "漏号：编号时跳过", "--as", "wang")
    assert done.returncode == 0, done.stderr
    assert record(ledger, "7")["void"]["why"] == "漏号：编号时跳过"
    assert problems(ledger, 7) == []
    assert "ISSUE-007" not in ledger("list").stdout
    above = ledger("void", "ISSUE-009", "--why", "漏号", "--as", "wang")
    assert above.returncode == 3, "that number is still to come"
    assert "不是漏号" in above.stderr
    assert "下一个新问题是 ISSUE-009" in above.stderr
    assert ledger("new", "下一件", "--as", "zhang").stdout == "ISSUE-009\n"


def test_a_deleted_issue_is_no_gap(ledger: Run, folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    commit(folder, environment)
    (folder / "issues/ISSUE-001.yaml").unlink()
    done = ledger("void", "ISSUE-001", "--why", "漏号", "--as", "wang")
    assert (done.returncode, "被删掉" in done.stderr) == (4, True)
    assert not (folder / "issues/ISSUE-001.yaml").exists()


# --- how it looks ---


@pytest.mark.usefixtures("chained")
def test_the_history_of_a_long_life_fits_80_columns(ledger: Run) -> None:
    long = "区划调整以后由青石镇负责，原承办单位红旗镇移交全部材料，" * 3
    assert ledger("edit", "1", "--set", f"整改目标={long}", "--why", long, "--as", "zhang").returncode == 0
    shown = ledger("show", "1").stdout.splitlines()
    history = shown[shown.index("办理记录") + 1 :]
    wide = [sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in history]
    assert max(wide) <= 80, history
    assert "修改" in "".join(history)
    assert "水质达到Ⅲ类 →" in "".join(history)

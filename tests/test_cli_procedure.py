"""The way to 销号 as the offices go it: the county checks, the city accepts, the province closes; all by command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import counties
import house
from ledger.cli.widths import width
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def staged(folder: Path) -> Path:
    """A ledger that follows 分级验收, with the people of `counties`."""
    return counties.written(folder)


def record(ledger: Run) -> dict[str, Any]:
    found = json.loads(ledger("show", "1", "--json").stdout)["issue"]
    assert isinstance(found, dict)
    return found


def papers(folder: Path, *kinds: str) -> Iterator[tuple[str, str]]:
    """The command that files each paper, and who calls it."""
    for kind in kinds:
        file = house.put(folder.parent / f"{kind}.txt", f"{kind}：红旗河".encode())
        yield f"evidence add 1 {file} -k {kind} --date 2026-02-01 --as-of 2026-02-02", "works"


def go(ledger: Run, command: str, who: str) -> str:
    done = ledger(*command.split(), "--as", who)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout + done.stderr


ANSWERS = "--standard 1=全部完成 --standard 2=不涉及 --standard 3=达标 --standard 4=同类已改 --standard 5=已建制度"


def test_a_county_checks_the_city_accepts_the_province_closes(ledger: Run, staged: Path) -> None:
    """One command after the other, each telling the next."""
    go(ledger, "start 1 --as-of 2026-01-05", "works")
    go(ledger, "progress 1 --measure 1 --done --done-on 2026-02-01 --as-of 2026-02-02", "works")
    for command, who in papers(staged, "情况说明", "集体讨论记录", "自查报告", "现场核查记录"):
        go(ledger, command, who)
    steps = [
        (
            "pass 1 申请验收 --as-of 2026-02-03 --document 水〔2026〕3号",
            "works",
            "“申请验收”已通过",
            "ledger pass ISSUE-001 初验",
        ),
        ("pass 1 初验 --as-of 2026-02-05 -m 资料齐全", "first", "“初验”已通过", "ledger why ISSUE-001"),
        (
            f"verify 1 --as-of 2026-02-10 --method 现场核查 {ANSWERS}",
            "accepts",
            "验收通过",
            "ledger pass ISSUE-001 审签",
        ),
        ("pass 1 审签 --as-of 2026-02-12", "signs", "“审签”已通过", "ledger publicize ISSUE-001"),
        ("publicize 1 --start 2026-02-24 --no-notice --as-of 2026-02-24", "accepts", "", ""),
        ("close 1 --document 省环〔2026〕9号 --as-of 2026-03-10", "closes", "已销号", ""),
    ]
    for command, who, said, following in steps:
        told = go(ledger, command, who)
        assert said in told, (command, told)
        assert following in told, (command, told)
    found = record(ledger)
    assert [(one["gate"], one["by"], one["result"]) for one in found["passages"]] == [
        ("申请验收", "works", "通过"),
        ("初验", "first", "通过"),
        ("审签", "signs", "通过"),
    ]
    assert found["passages"][0]["document"] == "水〔2026〕3号"
    assert found["verifications"][0]["standards"][0]["text"] == "全部完成"
    signed = [(step["move"], step.get("gate"), "hash" in step) for step in found["history"] if step.get("gate")]
    assert signed == [("pass", "申请验收", True), ("pass", "初验", True), ("pass", "审签", True)]
    check = ledger("check", "--brief")
    assert "ISSUE-001" not in check.stdout, check.stdout
    page = ledger("show", "1").stdout
    assert "√申请验收 2026-02-03 → √初验 2026-02-05 → √验收 2026-02-10" in page.replace("\n    ", " ")

    filed = go(ledger, "close 1 --filed-on 2026-03-12 --as-of 2026-03-15", "closes")
    assert "备案" in filed
    assert record(ledger)["closures"][0]["filed_on"] == "2026-03-12"
    again = ledger("close", "1", "--filed-on", "2026-03-13", "--as", "closes", "--as-of", "2026-03-15")
    assert (again.returncode, "已于 2026-03-12 报备案" in again.stderr) == (4, True)
    assert ledger("check", "--brief").stdout.count("ISSUE-001") == 0


def test_close_says_everything_that_is_missing_and_its_command(ledger: Run, staged: Path) -> None:
    before = house.contents(staged)
    done = ledger("close", "1", "--as", "closes")
    assert done.returncode == 4
    for words in (
        "现在是未启动",
        "ledger start ISSUE-001",
        "ledger progress ISSUE-001 --measure 1 --done",
        "ledger pass ISSUE-001 申请验收",
        "ledger pass ISSUE-001 初验",
        "验收标准第 5 条没有对照",
        "ledger verify ISSUE-001",
        "ledger pass ISSUE-001 审签",
        "没有公示（“公示”须 10 个工作日）：ledger publicize ISSUE-001",
        "“销号”须有文号：ledger close ISSUE-001 --document 文号",
    ):
        assert words in done.stderr, words
    assert done.stderr.count("ledger pass ISSUE-001 申请验收") == 1, "each reason once"
    assert house.contents(staged) == before


@pytest.mark.usefixtures("staged")
def test_a_gate_says_what_stands_before_it_and_who_may(ledger: Run) -> None:
    early = ledger("pass", "1", "审签", "--as", "works")
    assert early.returncode == 4
    for words in (
        "ISSUE-001 不能办“审签”",
        "“审签”在已验收时办理",
        "ledger start ISSUE-001",
        "ledger pass ISSUE-001 初验",
        "ledger verify ISSUE-001",
        "某县水利局是县级，“审签”由市级办理",
        "可以办理的人：某甲（signs）",
    ):
        assert words in early.stderr, words
    go(ledger, "start 1 --as-of 2026-01-05", "works")
    go(ledger, "progress 1 --measure 1 --done --done-on 2026-02-01 --as-of 2026-02-02", "works")
    lacking = ledger("pass", "1", "申请验收", "--as", "works")
    assert lacking.returncode == 4
    assert "“申请验收”缺“情况说明”：ledger evidence add ISSUE-001 文件 -k 情况说明" in lacking.stderr
    why = ledger("why", "1")
    assert "还不能办“申请验收”" in why.stdout
    assert "可以办理的人：张三（works）" in why.stdout
    assert json.loads(ledger("why", "1", "--json").stdout)["gate"] == "申请验收"


def test_an_engineering_issue_needs_photographs_instead(ledger: Run, staged: Path) -> None:
    house.put(staged / "issues/ISSUE-001.yaml", counties.RECORD.format(engineering="true").encode())
    go(ledger, "start 1 --as-of 2026-01-05", "works")
    lacking = ledger("pass", "1", "申请验收", "--as", "works")
    assert "缺“整改前后照片”" in lacking.stderr
    assert "情况说明" not in lacking.stderr


def test_a_refusal_sends_the_work_back_to_the_beginning(ledger: Run, staged: Path) -> None:
    go(ledger, "start 1 --as-of 2026-01-05", "works")
    go(ledger, "progress 1 --measure 1 --done --done-on 2026-02-01 --as-of 2026-02-02", "works")
    for command, who in papers(staged, "情况说明", "集体讨论记录", "自查报告", "现场核查记录"):
        go(ledger, command, who)
    go(ledger, "pass 1 申请验收 --as-of 2026-02-03", "works")
    go(ledger, "pass 1 初验 --as-of 2026-02-05", "first")
    go(ledger, f"verify 1 --as-of 2026-02-10 {ANSWERS}", "accepts")
    unreasoned = ledger("pass", "1", "审签", "--fail", "--as", "signs", "--as-of", "2026-02-12")
    assert (unreasoned.returncode, "--why" in unreasoned.stderr) == (4, True)
    told = go(ledger, "pass 1 审签 --fail --why 仍有两处直排 --as-of 2026-02-12", "signs")
    assert "退回整改" in told
    found = record(ledger)
    assert (found["status"], found["passages"][-1]["opinion"]) == ("in-progress", "仍有两处直排")
    assert found["situation"]["completed_on"] is None, "the work was not done after all"
    assert "审签不通过" in ledger("show", "1").stdout
    assert ledger("verify", "1", *ANSWERS.split(), "--as", "accepts", "--as-of", "2026-02-20").returncode == 4
    again = go(ledger, "progress 1 --measure 1 --done --done-on 2026-02-18 -m 补齐 --as-of 2026-02-18", "works")
    assert "已记录进展" in again
    assert ledger("check", "--brief", "--as-of", "2026-02-20").stdout.count("ISSUE-001") == 0
    go(ledger, "pass 1 申请验收 --as-of 2026-02-19", "works")


@pytest.mark.usefixtures("staged")
def test_what_is_no_gate_to_be_signed_at(ledger: Run) -> None:
    unknown = ledger("pass", "1", "申请验牧", "--as", "works")
    assert unknown.returncode == 2
    assert "有：申请验收、初验、验收、审签、公示、销号" in unknown.stderr
    assert "是不是“申请验收”" in unknown.stderr
    for gate, command in (("验收", "ledger verify"), ("公示", "ledger publicize"), ("销号", "ledger close")):
        other = ledger("pass", "1", gate, "--as", "works")
        assert (other.returncode, f"{command} ISSUE-001" in other.stderr) == (2, True)
    for bad in ("全部完成", "=好", "1=", "0=好", "一=好"):
        wrong = ledger("verify", "1", "--standard", bad, "--as", "accepts")
        assert (wrong.returncode, "看不懂" in wrong.stderr) == (2, True), bad


@pytest.mark.usefixtures("staged")
def test_an_unmet_standard_lets_nothing_pass(ledger: Run) -> None:
    unmet = ledger("verify", "1", *ANSWERS.replace("3=", "3!=").split(), "--as", "accepts")
    assert "验收标准第 3 条不符合" in unmet.stderr
    for spelt in ("3！=不达标", "第3条不＝不达标", "3!：不达标"):
        spelled = ledger("verify", "1", "--standard", spelt, "--as", "accepts")
        assert "验收标准第 3 条不符合" in spelled.stderr, spelt


@pytest.mark.usefixtures("staged")
def test_nobody_closes_before_it_was_reported_nor_reports_before_it_was_closed(ledger: Run) -> None:
    early = ledger("close", "1", "--filed-on", "2026-02-01", "--as", "closes")
    assert (early.returncode, "还没有销号" in early.stderr) == (4, True)


# --- a broken procedure, a wrong name ---


def test_a_broken_procedure_is_a_problem_at_its_line_and_stops_every_act(ledger: Run, staged: Path) -> None:
    text = "gates:\n  - {name: 验收, kind: verify}\n  - {name: 销号, kind: close, apart: [初验]}\n"
    house.put(staged / "templates/procedures/分级验收.yaml", text.encode())
    for command in ("validate", "check"):
        done = ledger(command, "--brief")
        assert done.returncode == 5
        assert "templates/procedures/分级验收.yaml:3:37: unknown-name:" in done.stdout
    act = ledger("start", "1", "--as", "works")
    assert (act.returncode, "分级验收.yaml:3:37" in act.stderr) == (5, True)
    assert ledger("procedure", "show", "分级验收").returncode == 5
    assert "文件有错" in ledger("procedure", "list").stdout


def test_an_unknown_procedure_is_a_wrong_setting(ledger: Run, staged: Path) -> None:
    house.put(staged / "ledger.toml", (house.SETTINGS + '[closing]\nprocedure = "分級验收"\n').encode())
    for command in ("check", "list"):
        done = ledger(command)
        assert (done.returncode, "是不是“分级验收”" in done.stderr) == (2, True), command


# --- drawing ---


@pytest.mark.usefixtures("staged")
def test_the_list_and_the_drawing(ledger: Run) -> None:
    listed = ledger("procedure", "list").stdout
    (mine,) = (line for line in listed.splitlines() if "本台账" in line)
    assert mine.split() == [
        "分级验收",
        "本台账",
        *["申请验收", "→", "初验", "→", "验收", "→", "审签", "→", "公示", "→", "销号"],
    ]
    shown = ledger("procedure", "show")
    assert (shown.returncode, shown.stdout) == (0, ledger("procedure", "show", "分级验收").stdout)
    for line in (
        "销号程序：分级验收",
        "  ├─ 2 初验    签字：ledger pass",
        "  │    办理：县级单位、有“验收”职责的人、不得是责任单位的",
        "  │    期限：10 个工作日，期满无异议",
        "【已销号】",
        "  4. 举一反三，同一企业、点位的其他问题和同一园区的同类问题一并整改到位",
    ):
        assert line in shown.stdout.splitlines(), line
    gates = json.loads(ledger("procedure", "show", "公示在前", "--json").stdout)["procedure"]["gates"]
    assert [gate["kind"] for gate in gates] == ["sign", "publicity", "verify", "sign", "close"]
    assert ledger("procedure", "show", "没有的").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("columns", [80, 200])
def test_the_drawing_fits_the_terminal(columns: int, staged: Path, environment: dict[str, str]) -> None:
    code, shown = at_a_terminal(staged, environment, "procedure", "show", "分级验收", columns=columns)
    assert code == 0
    lines = shown.replace("\r", "").splitlines()
    assert max(map(width, lines)) <= min(columns, 120)
    flat = "".join(line.strip(" │") for line in lines)
    assert "举一反三，同一企业、点位的其他问题和同一园区的同类问题一并整改到位" in flat


def test_a_new_ledger_brings_the_procedures_and_says_how_to_choose(ledger: Run, folder: Path) -> None:
    assert ledger("init", ".", "--unit", "县整改办").returncode == 0
    assert (folder / "templates/procedures/分级验收.yaml").is_file()
    settings = (folder / "ledger.toml").read_text("utf-8")
    assert '# procedure = "公示在后"' in settings
    chosen = settings.replace('# procedure = "公示在后"', 'procedure = "公示在后"')
    house.put(folder / "ledger.toml", chosen.encode())
    assert "公示在后" in ledger("procedure", "show").stdout.splitlines()[0]
    assert ledger("validate").returncode in {0, 5}, "an empty ledger has nothing to read"

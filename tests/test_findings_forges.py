"""The reports that forges read: GitHub's commands as its runner takes them, GitLab's code quality by its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import jsonschema
from hypothesis import given

from checks_made import DAY, checked, checks, chinese, english, evening, found
from ledger.errors import Said, say
from ledger.formats.findings import github, gitlab
from ledger.formats.findings.clean import plain
from ledger.model.finding import Checked
from ledger.model.problem import Place, Problem

Say = Callable[[Said], str]
DATA = Path(__file__).parent / "data"
KNOWN = ("add-mask", "add-matcher", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher")
KNOWN = (*KNOWN, "warning", "stop-commands", "set-env", "set-output", "add-path", "save-state")
ANNOTATIONS = {"error", "warning", "notice"}


class Command(NamedTuple):
    name: str
    about: dict[str, str]
    text: str


def _plainly(text: str, signs: str) -> str:
    for sign in (*signs, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def obeyed(line: str) -> Command | None:
    """What the runner makes of a line of the log, told after its ActionCommand: first the new form, then the old."""
    if line.lstrip().startswith("::"):
        head, sign, text = line.lstrip()[2:].partition("::")
        name, _, told = head.partition(" ")
        if sign and name in KNOWN:
            pairs = (pair.split("=", 1) for pair in told.strip().split(",") if "=" in pair)
            return Command(name, {key: _plainly(value, "\r\n:,") for key, value in pairs}, _plainly(text, "\r\n"))
    if old := re.search(r"##\[([^\] ]*)([^\]]*)\](.*)", line):
        return Command(old[1], {"old": old[2]}, old[3]) if old[1] in KNOWN else None
    return None


def commands(text: str) -> Iterator[Command]:
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        command = obeyed(line)
        assert command is not None, f"a line that is no command of ours: {line!r}"
        assert "old" not in command.about
        yield command


def test_the_reading_of_commands_sees_what_would_be_obeyed() -> None:
    """Else the tests below could not fail."""
    assert obeyed("  ::stop-commands::结束") == Command("stop-commands", {}, "结束")
    assert obeyed("题目 ##[error]伪造") == Command("error", {"old": ""}, "伪造")
    assert obeyed("::error file=a%2Cb,line=3::x%0Ay") == Command("error", {"file": "a,b", "line": "3"}, "x\ny")
    assert obeyed("红旗河") is None


def test_a_late_issue_is_an_error_at_its_line() -> None:
    report = github.write(checked(found("overdue", place=Place("issues/ISSUE-001.yaml", 7, 3))), chinese)
    totals, _, late = commands(report)
    assert totals.text == "共检查 12 件，以 2026-05-20 为今天。其中逾期 1。不通过：须处理 1 条（退出码 1）。"
    assert late.name == "error"
    assert late.about == {
        "file": "issues/ISSUE-001.yaml",
        "line": "7",
        "col": "3",
        "title": "逾期 ISSUE-001 红旗河水质超标",
    }
    assert late.text == ("县水务局 张三；时限 2026-05-10；逾期 10 天（8 个工作日）；可用：ledger why ISSUE-001")


def test_a_command_that_the_message_names_is_not_told_twice() -> None:
    said = say("rule.stale", days=40, last=DAY, id="ISSUE-003")
    problem = Problem("stale", "warning", said, "ISSUE-003")
    stale = replace(found("stale", 3), problem=problem, command=say("remedy.progress", id="ISSUE-003"))
    for words in (chinese, english):
        assert github.write(checked(stale), words).count("ledger progress ISSUE-003") == 1


def test_a_report_says_what_was_selected() -> None:
    totals, *_ = commands(github.write(checked(selection="单位：县水务局", selected=3), chinese))
    assert "范围：单位：县水务局（选中 3 件）。" in totals.text


def test_ten_are_called_out_the_most_urgent_first_and_the_rest_counted() -> None:
    many = [found("due-soon", number) for number in range(1, 31)] + [found("overdue", 40), found("invalid", 41)]
    told = list(commands(github.write(checked(*many), chinese)))
    called = [command for command in told if command.name in ANNOTATIONS]
    assert [command.about["title"][:2] for command in called] == ["无法", "逾期", *["临期"] * 8]
    assert told[-2].text == (
        "另有 22 条：-o markdown=$GITHUB_STEP_SUMMARY 写进步骤的摘要"
        "（摘要至多 1 MB，放不下的会写明几条），全部用 -o csv=文件"
    )


def test_what_is_excused_or_known_or_only_worth_a_look_is_not_called_out() -> None:
    quiet = checked(found("overdue", 1, waived="汛期"), found("overdue", 2, known=True), found("notice", 3), gone=())
    assert [command.name for command in commands(github.write(quiet, chinese))] == [
        "group",
        "endgroup",
        "group",
        "endgroup",
    ]


def test_a_title_that_is_too_long_for_github_is_whole_in_the_text() -> None:
    title = "整改" * 300
    _, _, late = commands(github.write(checked(found("overdue", title=title)), chinese))
    assert len(late.about["title"]) < 255
    assert title in late.text


@given(checks)
def test_github_obeys_nothing_but_our_own_commands(check: Checked) -> None:
    told = list(commands(github.write(check, chinese)))
    called = [command for command in told if command.name in ANNOTATIONS]
    listed = [one for one in check.listed if one.waiver is None and one.kind != "notice"]
    assert {command.name for command in told} <= {"group", "endgroup", *ANNOTATIONS}
    assert len(called) == min(len(listed), 10)
    if len(listed) <= 10:
        shown = " ".join(command.about["title"] + command.text for command in called)
        assert all(plain(one.title).replace("##[", "## [") in shown for one in listed)
        assert all(command.about["file"] for command in called)


SCHEMA = json.loads((DATA / "gitlab-code-quality.json").read_text("utf-8"))


def quality(check: Checked, say: Say = chinese) -> list[dict[str, object]]:
    read: list[dict[str, object]] = json.loads(gitlab.write(check, say))
    jsonschema.Draft202012Validator(SCHEMA).validate(read)
    return read


def test_gitlab_is_told_where_and_how_bad() -> None:
    entries = quality(evening())
    assert [entry["severity"] for entry in entries] == [
        *("major", "minor", "minor", "info", "major", "critical", "info", "blocker")
    ]
    assert entries[0]["location"] == {"path": "issues/ISSUE-001.yaml", "lines": {"begin": 7}}
    assert entries[2]["location"] == {"path": "ledger.toml", "lines": {"begin": 1}}, "GitLab takes none without a file"
    assert str(entries[3]["description"]).endswith(
        "豁免至 2026-06-30（li 批准）：汛期停工，已报市整改办；可用：ledger why ISSUE-004"
    )
    assert "due 2026-05-10; 10 days late (8 working days)" in str(quality(evening(), english)[0]["description"])


def test_nothing_found_is_an_empty_list() -> None:
    assert quality(checked()) == []


@given(checks)
def test_gitlab_reads_every_check(check: Checked) -> None:
    entries = quality(check)
    assert [entry["fingerprint"] for entry in entries] == [one.fingerprint for one in check.listed]
    for entry, one in zip(entries, check.listed, strict=True):
        assert plain(one.title) in str(entry["description"])
        assert str(entry["description"]).isprintable()


def test_a_fingerprint_knows_no_line_and_no_day() -> None:
    here, there = Place("issues/ISSUE-001.yaml", 7), Place("issues/ISSUE-001.yaml", 70)
    names = {quality(checked(found("overdue", place=place)))[0]["fingerprint"] for place in (here, there)}
    assert len(names) == 1


def test_a_ledger_below_the_top_of_its_repository_names_its_files_from_there() -> None:
    check = checked(found("overdue", place=Place("issues/ISSUE-001.yaml", 7)), folder="环保/台账")
    assert quality(check)[0]["location"] == {"path": "环保/台账/issues/ISSUE-001.yaml", "lines": {"begin": 7}}
    assert list(commands(github.write(check, chinese)))[2].about["file"] == "环保/台账/issues/ISSUE-001.yaml"

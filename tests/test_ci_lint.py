"""The shipped CI files before their consumers' own schemas and linters."""

from __future__ import annotations

import re
import subprocess
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from ci_files import (
    BIN,
    GITEE,
    GITEE_PR,
    GITHUB,
    GITLAB,
    SYSTEMS,
    gitee_script,
    github_steps,
    gitlab_script,
    jenkins_script,
    tree,
)
from conftest import Run

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^actions/[a-z-]+(?:/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


@pytest.fixture
def wired(ledger: Run, folder: Path) -> Path:
    """A ledger with the files of every system."""
    assert ledger("init", "--ci", ",".join(SYSTEMS), "--package", "rectification-ledger==1.2.3").returncode == 0
    return folder


def tool(*words: str | Path) -> None:
    done = subprocess.run(list(map(str, words)), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_github_workflow_fits_the_vendors_schema_and_has_nothing_unsafe(wired: Path) -> None:
    tool(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", wired / GITHUB)
    tool(BIN / "zizmor", "--offline", "--no-config", "--persona", "pedantic", wired / GITHUB)


def test_the_gitlab_files_fit_the_vendors_schema(wired: Path) -> None:
    schema = ("--builtin-schema", "vendor.gitlab-ci")
    tool(BIN / "check-jsonschema", *schema, wired / GITLAB, wired / ".gitlab-ci.yml")


def test_pre_commit_takes_our_hook_and_the_configuration_that_we_write(wired: Path) -> None:
    tool(BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    tool(BIN / "pre-commit", "validate-config", wired / ".pre-commit-config.yaml")


def scripts(folder: Path) -> dict[str, str]:
    """Every piece of shell in every file."""
    found = {f"github {job} {name}": run for job in ("validate", "push", "nightly")
             for name, run in github_steps(folder, job).items()}  # fmt: skip
    found |= {job: gitlab_script(folder, job) for job in ("ledger-validate", "ledger-push", "ledger-nightly")}
    found |= {name: gitee_script(folder / name) for name in (GITEE, GITEE_PR)}
    found |= {name: jenkins_script(folder, name) for name in ("安装", "文件格式", "本次推送", "夜间检查")}
    return found


def test_no_shell_in_any_file_has_a_finding(wired: Path, tmp_path: Path) -> None:
    tool(BIN / "shellcheck", wired / "ci/ledger-nightly.sh")
    for name, script in scripts(wired).items():
        piece = tmp_path / "piece.sh"
        piece.write_text(script, encoding="utf-8")
        dialect = "bash" if name.startswith("github") else "sh"
        # 2154: the systems' own variables are set by nobody in the piece.
        tool(BIN / "shellcheck", f"--shell={dialect}", "--exclude=SC2154", piece)


def test_every_action_is_pinned_by_its_whole_commit_with_the_version_beside_it(wired: Path) -> None:
    used = re.findall(r"uses: (.+)", (wired / GITHUB).read_text(encoding="utf-8"))
    assert len(used) == 9
    assert [one for one in used if not PINNED.match(one)] == []


def test_github_asks_for_no_more_than_reading_the_code(wired: Path) -> None:
    workflow = tree(wired / GITHUB)
    assert workflow["permissions"] == {}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}] * 3


def test_every_schedule_is_seven_past_and_names_its_zone(wired: Path) -> None:
    assert tree(wired / GITHUB)[True]["schedule"] == [{"cron": "7 2 * * *", "timezone": "Asia/Shanghai"}]
    assert r"cron('TZ=Asia/Shanghai\n7 2 * * *')" in (wired / "Jenkinsfile").read_text(encoding="utf-8")
    assert tree(wired / GITEE)["triggers"]["schedule"] == [{"cron": "7 2 ? * *"}]
    assert "\nCRON_TZ=Asia/Shanghai\n7 2 * * * bash " in (wired / "ci/crontab.txt").read_text(encoding="utf-8")
    start = task(wired).findtext("t:Triggers/t:CalendarTrigger/t:StartBoundary", namespaces=TASK)
    assert start is not None
    assert start.endswith("T02:07:00+08:00")


def test_a_merge_request_is_only_validated(wired: Path) -> None:
    jobs = tree(wired / GITHUB)["jobs"]
    asked = [name for name, job in jobs.items() if "pull_request" in job["if"]]
    assert asked == ["validate"]
    assert list(github_steps(wired, "validate").values())[1:] == ["ledger validate"]
    lab = tree(wired / GITLAB)
    on_request = [name for name, job in lab.items() if "merge_request_event" in str(job.get("rules"))]
    assert on_request == ["ledger-validate"]
    assert lab["ledger-validate"]["script"] == ["ledger validate"]
    assert "ledger check" not in gitee_script(wired / GITEE_PR)
    assert jenkins_script(wired, "文件格式") == "ledger validate"


def test_only_lateness_is_allowed_to_fail_in_gitlab(wired: Path) -> None:
    assert tree(wired / GITLAB)["ledger-nightly"]["allow_failure"] == {"exit_codes": [1]}


def test_the_jenkinsfile_closes_what_it_opens(wired: Path) -> None:
    text = (wired / "Jenkinsfile").read_text(encoding="utf-8")
    code = re.sub(r"'''.*?'''|'[^'\n]*'|\"[^\"\n]*\"|//[^\n]*", "", text, flags=re.DOTALL)
    depth = [code[: at + 1].count("{") - code[: at + 1].count("}") for at in range(len(code))]
    assert min(depth) == 0
    assert depth[-1] == 0
    assert code.count("(") == code.count(")")


def task(folder: Path) -> ET.Element:
    data = (folder / "ci/ledger-nightly.xml").read_bytes()
    assert data[:2] in {b"\xff\xfe", b"\xfe\xff"}  # what the declaration says, and what schtasks takes
    return ET.fromstring(data)  # noqa: S314 - the file that this test has just had written


def test_the_windows_task_runs_the_batch_file_of_this_ledger(wired: Path) -> None:
    action = task(wired).find("t:Actions/t:Exec", TASK)
    assert action is not None
    assert action.findtext("t:WorkingDirectory", namespaces=TASK) == str(wired)
    assert str(wired) in (action.findtext("t:Arguments", namespaces=TASK) or "")
    assert task(wired).findtext("t:Settings/t:MultipleInstancesPolicy", namespaces=TASK) == "IgnoreNew"


def test_the_batch_file_is_what_cmd_reads_without_surprises(wired: Path) -> None:
    data = (wired / "ci/ledger-nightly.bat").read_bytes()
    text = data.decode("ascii")  # no byte that a code page could mean differently
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = text.splitlines()
    assert lines.index("chcp 65001 >nul") < next(at for at, line in enumerate(lines) if line.startswith("ledger "))
    assert 'pushd "%~dp0.." || exit /b 7' in lines
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == labels
    unquoted = re.findall(r"(?<![\"=\w])%(?:OUT|LOG)%", re.sub(r'"[^"]*"', "", text))
    assert unquoted == []  # a folder with blanks in its name


def test_the_batch_file_uses_the_options_of_the_shell_script(wired: Path) -> None:
    """No Windows runs these tests: its commands are those of the script, which is run."""
    pattern = re.compile(r"^ *ledger (\w+)(.*)$", re.MULTILINE)

    def commands(text: str) -> list[tuple[str, list[str]]]:
        found = pattern.findall(text)
        return [(name, re.findall(r"--[\w-]+|-o|\b(?:text|json|csv)(?==)", rest)) for name, rest in found]

    batch = commands((wired / "ci/ledger-nightly.bat").read_text(encoding="ascii"))
    shell = commands((wired / "ci/ledger-nightly.sh").read_text(encoding="utf-8"))
    assert [one for one in batch if one[0] != "notify"] == [one for one in shell if one[0] != "notify"]


def test_our_hook_looks_at_issue_files_alone() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    files = re.compile(hook["files"])
    assert [bool(files.search(name)) for name in ("issues/ISSUE-001.yaml", "issues/2026/A.yml")] == [True, True]
    assert [bool(files.search(name)) for name in ("people.yaml", "evidence/issues/x.yaml", "issues/x.md")] == [
        False
    ] * 3


def test_no_blank_is_left_in_any_file(wired: Path) -> None:
    written = chain(
        wired.glob(".git[hl]*/**/*.yml"), wired.glob(".workflow/*"), wired.glob("ci/*"), [wired / "Jenkinsfile"]
    )
    texts = [one.read_bytes().decode("utf-16" if one.suffix == ".xml" else "utf-8") for one in written]
    assert len(texts) >= 8
    assert [text for text in texts if re.search(r"@(PACKAGE|FOLDER|ROOT|PREFIX)@", text)] == []

"""Each shipped job run with real processes, as its system runs it, in a ledger made by `init`.

On the day of these tests one issue is a hundred and forty days late. What a job's exit code says decides who is woken.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ci_files import (
    BIN,
    GITEE,
    GITEE_PR,
    NO_COMMIT,
    SYSTEMS,
    Ran,
    as_there,
    gitee_script,
    github_steps,
    gitlab_script,
    jenkins_script,
)
from conftest import Run

Git = Callable[..., str]
INSTALLED = "rectification-ledger"
FIRST_DAY_LATE = {"LEDGER_TODAY": "2026-01-01"}
"""Lateness is told on its first day, even where nobody remembers what was told before."""
NOBODY = {"LEDGER_WEBHOOK_URL": "http://127.0.0.1:9/x"}
"""An address where nobody listens."""
SH = ("sh", "-xe")
"""How Jenkins runs a piece of shell."""


@pytest.fixture
def office(template: Path, folder: Path, git: Git, ledger: Run) -> Path:
    """A ledger in git with the files of every system and an issue that is late; made once, and copied."""
    if not template.exists():
        make(git, ledger)
        shutil.copytree(folder, template)
    else:
        shutil.copytree(template, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledger of these tests lies once it is made."""
    return tmp_path_factory.mktemp("office") / "ledger"


def make(git: Git, ledger: Run) -> None:
    git("init", "-q")
    ledger("init", "--ci", ",".join(SYSTEMS), "--package", INSTALLED)
    ledger("people", "add", "zhangsan", "--name", "张三", "--unit", "县整改办", "--role", "登记")
    plan = ("-S", "整改时限=2025年底前", "-S", "责任单位=县水务局")
    entered = ledger("new", "青岭河水质超标", *plan, "--as", "zhangsan", env={"LEDGER_TODAY": "2025-08-20"})
    assert entered.returncode == 0, entered.stderr
    git("add", "-A")
    git("commit", "-qm", "开账")
    git("config", "--remove-section", "merge.ledger")  # a CI system's clone has no merge driver


def issue(folder: Path) -> Path:
    (found,) = (folder / "issues").glob("*.yaml")
    return found


def broken(folder: Path) -> None:
    issue(folder).write_text("id: [", encoding="utf-8")


def tampered(folder: Path, git: Git) -> None:
    """Somebody changes the words of a signed entry by hand and commits it."""
    text = issue(folder).read_text(encoding="utf-8")
    assert "by: zhangsan" in text
    issue(folder).write_text(text.replace("by: zhangsan", "by: lisi", 1), encoding="utf-8")
    git("commit", "-qam", "改一个字")


def test_github_tells_the_late_issue_in_its_summary_and_beside_its_line_and_keeps_the_reports(
    office: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    steps = github_steps(office, "nightly")
    there = {"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_STEP_SUMMARY": str(summary), "LEDGER_PACKAGE": INSTALLED}
    done = {name: as_there(run, office, environment, **there) for name, run in steps.items()}
    codes = {name: one.returncode for name, one in done.items()}
    assert codes == {"安装": 0, "全面检查": 1, "核对办理记录和佐证": 0, "导出台账": 0, "发通知": 0}
    assert "青岭河水质超标" in summary.read_text(encoding="utf-8")
    assert "::error file=issues/" in done["全面检查"].stdout
    assert {one.name for one in (office / "out").iterdir()} == {"check.json", "check.csv", "台账.xlsx"}
    assert "没有设通知的密钥" in done["发通知"].stdout


def test_an_installation_that_nobody_filled_in_fails_and_says_where(office: Path, environment: dict[str, str]) -> None:
    done = as_there(github_steps(office, "nightly")["安装"], office, environment, LEDGER_PACKAGE="")
    assert done.returncode != 0
    assert "填本文件开头的 LEDGER_PACKAGE" in done.stderr


def test_github_is_red_where_an_address_is_set_and_nobody_is_reached(office: Path, environment: dict[str, str]) -> None:
    run = github_steps(office, "nightly")["发通知"]
    done = as_there(run, office, environment, RUN_URL="https://example.org/run/1", **NOBODY, **FIRST_DAY_LATE)
    assert done.returncode == 7, done.stderr


def requests(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What each system runs for a merge request, and in which shell."""
    return {
        "github": (github_steps(folder, "validate")["查文件格式"], ()),
        "gitlab": (gitlab_script(folder, "ledger-validate"), ()),
        "gitee": (gitee_script(folder / GITEE_PR), ()),
        "jenkins": (jenkins_script(folder, "文件格式"), SH),
    }


@pytest.mark.parametrize("system", ["github", "gitlab", "gitee", "jenkins"])
def test_a_merge_request_is_not_held_up_by_lateness_but_by_a_broken_file(
    office: Path, environment: dict[str, str], system: str
) -> None:
    run, shell = requests(office)[system]
    assert as_there(run, office, environment, *shell, LEDGER_PACKAGE=INSTALLED).returncode == 0
    broken(office)
    assert as_there(run, office, environment, *shell, LEDGER_PACKAGE=INSTALLED).returncode == 5


def pushed(system: str, folder: Path, environment: dict[str, str], before: str) -> Ran:
    """The job of a push, of all that came after `before`."""
    room = folder.parent / "room"
    room.mkdir(exist_ok=True)
    if system == "github":
        steps = github_steps(folder, "push")
        there = {"BEFORE": before, "RUNNER_TEMP": str(room)}
        first = as_there(steps["检查本次推送"], folder, environment, **there)
        return first if first.returncode else as_there(steps["核对办理记录和佐证"], folder, environment, **there)
    if system == "gitlab":
        return as_there(gitlab_script(folder, "ledger-push"), folder, environment, CI_COMMIT_BEFORE_SHA=before)
    there = {"GIT_PREVIOUS_COMMIT": before, "WORKSPACE_TMP": str(room), "BUILD_NUMBER": "1"}
    return as_there(jenkins_script(folder, "本次推送"), folder, environment, *SH, **there)


@pytest.mark.parametrize("system", ["github", "gitlab", "jenkins"])
class TestPush:
    def test_what_was_late_before_does_not_fail_it(
        self, system: str, office: Path, environment: dict[str, str], git: Git
    ) -> None:
        (office / "readme.txt").write_text("说明", encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", "说明")
        done = pushed(system, office, environment, git("rev-parse", "HEAD~1").strip())
        assert done.returncode == 0, done.stdout + done.stderr

    def test_the_first_push_has_nothing_to_be_compared_with(
        self, system: str, office: Path, environment: dict[str, str]
    ) -> None:
        done = pushed(system, office, environment, NO_COMMIT)
        assert done.returncode == 0, done.stdout + done.stderr

    def test_a_changed_signed_entry_fails_it(
        self, system: str, office: Path, environment: dict[str, str], git: Git
    ) -> None:
        tampered(office, git)
        assert pushed(system, office, environment, git("rev-parse", "HEAD~1").strip()).returncode == 8

    def test_a_broken_file_fails_it(self, system: str, office: Path, environment: dict[str, str], git: Git) -> None:
        broken(office)
        git("commit", "-qam", "坏了")
        assert pushed(system, office, environment, git("rev-parse", "HEAD~1").strip()).returncode == 5


def nights(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What each system runs at night, and in which shell."""
    return {
        "gitlab": (gitlab_script(folder, "ledger-nightly"), ()),
        "gitee": (gitee_script(folder / GITEE), ()),
        "jenkins": (jenkins_script(folder, "夜间检查"), SH),
    }


@pytest.mark.parametrize("system", ["gitlab", "gitee", "jenkins"])
class TestNight:
    def test_lateness_is_one_and_the_reports_are_there(
        self, system: str, office: Path, environment: dict[str, str]
    ) -> None:
        run, shell = nights(office)[system]
        there = {} if system == "gitee" else {"CI": "true"}  # by the system or the Jenkinsfile; Gitee's script sets it
        done = as_there(run, office, environment, *shell, LEDGER_PACKAGE=INSTALLED, **there)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "合并驱动" not in done.stderr, "nobody merges in this clone"
        assert json.loads((office / "out/check.json").read_bytes())["exit_code"] == 1
        assert (office / "out/台账.xlsx").exists()
        if system != "gitee":
            junit = ET.parse(office / "out/check.junit.xml").getroot()  # noqa: S314 - just written
            assert junit.tag == "testsuites"
        if system == "gitlab":
            quality = json.loads((office / "out/code-quality.json").read_text(encoding="utf-8"))
            assert quality[0]["location"]["path"] == f"issues/{issue(office).name}"

    def test_a_broken_file_is_five_and_still_reported(
        self, system: str, office: Path, environment: dict[str, str]
    ) -> None:
        broken(office)
        run, shell = nights(office)[system]
        assert as_there(run, office, environment, *shell, LEDGER_PACKAGE=INSTALLED).returncode == 5
        assert (office / "out/check.csv").exists()

    def test_an_alarm_that_reaches_nobody_is_seven(
        self, system: str, office: Path, environment: dict[str, str]
    ) -> None:
        run, shell = nights(office)[system]
        there = {"CI_PIPELINE_URL": "https://example.org/1", "BUILD_URL": "https://example.org/1"}
        there |= {"LEDGER_PACKAGE": INSTALLED, **NOBODY, **FIRST_DAY_LATE}
        done = as_there(run, office, environment, *shell, **there)
        assert done.returncode == 7, done.stdout + done.stderr


def cron(folder: Path, environment: dict[str, str], **more: str) -> Ran:
    return subprocess.run(
        ["bash", str(folder / "ci/ledger-nightly.sh")],
        cwd="/",  # cron starts in the home folder
        env={**environment, "PATH": f"{BIN}:{environment['PATH']}", **more},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_cron_hears_of_lateness_every_night_and_the_log_has_it_all(office: Path, environment: dict[str, str]) -> None:
    cron(office, environment)
    done = cron(office, environment)
    place = office / "ci/out"
    (log,) = place.glob("*.log")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "退出码 1" in done.stderr
    text = log.read_text(encoding="utf-8")
    assert "青岭河水质超标" in text
    assert "合并驱动" not in text, "nobody merges here"
    assert text.count("结束，退出码 1") == 2, "the second night writes behind the first"
    assert "exit=1" in (place / "last-run").read_text(encoding="utf-8")
    assert {one.name for one in place.iterdir()} > {"check.txt", "check.json", "check.csv", "台账.xlsx"}


def test_a_quiet_night_says_nothing_to_cron_and_leaves_a_sign_of_life(
    office: Path, environment: dict[str, str]
) -> None:
    done = cron(office, environment, LEDGER_TODAY="2025-09-01")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "exit=0" in (office / "ci/out/last-run").read_text(encoding="utf-8")


def test_a_run_that_hangs_is_not_joined_by_a_second(office: Path, environment: dict[str, str]) -> None:
    place = office / "ci/out"
    place.mkdir(parents=True)
    with (place / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = cron(office, environment)
    assert done.returncode == 6
    assert "上一次还没有跑完" in done.stderr


def test_cron_works_in_a_folder_with_blanks(ledger: Run, folder: Path, environment: dict[str, str]) -> None:
    place = folder / "台账 2026（第三轮）"
    ledger("init", str(place), "--ci", "cron")
    assert cron(place, environment).returncode == 5  # a ledger without issues is no quiet night


def test_pre_commit_holds_a_broken_issue_file_and_names_it(
    office: Path, environment: dict[str, str], git: Git, tmp_path: Path
) -> None:
    own = {"PATH": f"{BIN}:{environment['PATH']}", "PRE_COMMIT_HOME": str(tmp_path / "cache")}

    def hook() -> Ran:
        there = {**environment, **own}
        call = [BIN / "pre-commit", "run", "--color=never"]
        return subprocess.run(call, cwd=office, env=there, capture_output=True, encoding="utf-8", check=False)

    (office / "readme.txt").write_text("说明", encoding="utf-8")
    git("add", "-A")
    assert "no files to check" in hook().stdout
    broken(office)
    git("add", "-A")
    done = hook()
    assert done.returncode == 1
    assert f"issues/{issue(office).name}" in done.stdout

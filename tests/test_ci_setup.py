"""`ledger init --ci`: which files it writes, where, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ci_files import GITHUB, GITLAB, SYSTEMS, tree
from conftest import Run
from ledger.actions import setup_ci
from ledger.store.origin import told

GIT = "https://example.org/office/ledger.git"
COMMIT = "8f0b3a" + "1" * 34


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_new_ledger_starts_with_its_nightly_check(ledger: Run, folder: Path, system: str) -> None:
    done = ledger("init", "--ci", system)
    assert done.returncode == 0
    for one in setup_ci.SYSTEMS[system]:
        assert (folder / one.target).exists()
        assert f"  {one.target}\n" in done.stdout
    assert (folder / "ledger.toml").exists()


def test_in_a_ledger_that_is_there_only_the_ci_files_are_written_and_never_over_others(
    ledger: Run, folder: Path
) -> None:
    ledger("init")
    mine = "pipeline { }\n"
    (folder / "Jenkinsfile").write_text(mine, encoding="utf-8")
    (folder / "units.yaml").unlink()
    done = ledger("init", "--ci", "jenkins,cron")
    assert done.returncode == 0
    assert (folder / "Jenkinsfile").read_text(encoding="utf-8") == mine
    assert "已有，没有动：Jenkinsfile" in done.stderr
    assert (folder / "ci/ledger-nightly.sh").exists()
    assert not (folder / "units.yaml").exists()


def test_a_second_run_writes_nothing(ledger: Run, folder: Path) -> None:
    ledger("init", "--ci", "github")
    before = (folder / GITHUB).read_bytes()
    done = ledger("init", "--ci", "github")
    assert (done.returncode, done.stdout) == (0, "夜间检查的文件都已经有了，没有写。\n")
    assert (folder / GITHUB).read_bytes() == before


def test_an_office_with_a_pipeline_of_its_own_is_told_the_line_to_add(ledger: Run, folder: Path) -> None:
    (folder / ".gitlab-ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    done = ledger("init", "--ci", "gitlab")
    assert "include: [{local: .gitlab/ledger.yml}]" in done.stderr
    assert (folder / GITLAB).exists()


def test_it_says_what_no_file_can_do(ledger: Run) -> None:
    said = ledger("init", *(word for system in SYSTEMS for word in ("--ci", system))).stderr
    for word in ("Secrets", "Pipeline schedules", "Gitee Go", "JUnit", "crontab -e", "schtasks"):
        assert word in said


def test_files_of_a_ledger_below_the_top_of_a_repository_lie_at_its_top(ledger: Run, folder: Path, git: Run) -> None:
    git("init", "-q")
    place = folder / "资料" / "台账 2026（第三轮）"
    done = ledger("init", str(place), "--ci", "github", "--ci", "cron")
    assert done.returncode == 0
    assert tree(folder / GITHUB)["env"]["LEDGER_DIR"] == "资料/台账 2026（第三轮）"
    assert "  资料/台账 2026（第三轮）/ci/ledger-nightly.sh\n" in done.stdout
    assert f'bash "{place}/ci/ledger-nightly.sh"' in (place / "ci/crontab.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["台账$(id)", "a`id`", 'a"b', "it's", "50%", "a;b", "${{ x }}"])
def test_a_folder_whose_name_would_be_run_is_refused_before_anything_is_written(
    ledger: Run, folder: Path, name: str
) -> None:
    done = ledger("init", name, "--ci", "github")
    assert done.returncode == 4
    assert "换个名字" in done.stderr
    assert list(folder.iterdir()) == []


def test_an_unknown_system_is_named_before_anything_is_written(ledger: Run, folder: Path) -> None:
    done = ledger("init", "--ci", "travis")
    assert done.returncode == 2
    assert "github、gitlab、gitee、jenkins、cron、windows" in done.stderr
    assert list(folder.iterdir()) == []


def test_the_jobs_install_what_the_office_says(ledger: Run, folder: Path) -> None:
    done = ledger("init", "--ci", "github", "--package", f"git+{GIT}@{COMMIT}")
    assert tree(folder / GITHUB)["env"]["LEDGER_PACKAGE"] == f"git+{GIT}@{COMMIT}"
    assert f"作业里安装的是 git+{GIT}@{COMMIT}" in done.stderr


@pytest.mark.parametrize("package", ['x"; curl evil', "$(id)", "a`b`", "x\ny", "x'y", "${{ secrets.X }}"])
def test_a_package_that_would_be_run_is_refused(ledger: Run, folder: Path, package: str) -> None:
    assert ledger("init", "--ci", "github", "--package", package).returncode == 2
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "package",
    [
        "rectification-ledger==1.2.3", f"git+{GIT}@{COMMIT}", f"git+{GIT}@8f0b3a1", f"git+{GIT}@v1.2.3",
        f"rectification-ledger @ git+{GIT}@{COMMIT}", "wheels/rectification_ledger-1.2.3-py3-none-any.whl",
    ],
)  # fmt: skip
def test_the_same_program_every_night_is_pinned(package: str) -> None:
    assert setup_ci.pinned(package)


@pytest.mark.parametrize(
    "package",
    [
        "rectification-ledger", "rectification-ledger>=1.2", "rectification-ledger==1.*", f"git+{GIT}",
        f"git+{GIT}@main", f"git+{GIT}@release/1.2", "git+https://user@example.org/ledger.git",
    ],
)  # fmt: skip
def test_what_somebody_may_change_meanwhile_is_not(package: str) -> None:
    assert not setup_ci.pinned(package)


def test_a_package_that_is_not_pinned_is_said_and_a_second_one_refused(ledger: Run, folder: Path) -> None:
    main = ("--package", f"git+{GIT}@main")
    twice = ledger("init", "--ci", "github", *main, "--package", "rectification-ledger==1.2.3")
    assert (twice.returncode, "--package 只能写一个" in twice.stderr) == (2, True), twice.stderr
    assert list(folder.iterdir()) == []
    assert f"git+{GIT}@main 没有钉死" in ledger("init", "--ci", "github", *main).stderr
    pinned = ledger("init", "--ci", "gitlab", "--package", f"git+{GIT}@{COMMIT}")
    assert "没有钉死" not in pinned.stderr


def test_a_package_without_a_system_is_a_wrong_call(ledger: Run) -> None:
    assert ledger("init", "--package", "x").returncode == 2


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (None, "rectification-ledger==1.2.3"),  # from an index
        ({"url": GIT, "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, f"git+{GIT}@{COMMIT}"),
        ({"url": "file:///home/me/ledger", "dir_info": {"editable": True}}, None),
        ({"url": "file:///tmp/ledger.whl", "archive_info": {}}, None),
        ({"url": "ssh://git@example.org/x", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, None),  # a key is needed
        ([], None),
    ],
)
def test_the_jobs_install_what_is_installed_here_if_others_can_fetch_it(record: object, wanted: str | None) -> None:
    assert told(None if record is None else json.dumps(record), "1.2.3") == wanted


def test_a_program_that_nobody_else_could_fetch_leaves_the_blank_to_the_office(ledger: Run, folder: Path) -> None:
    done = ledger("init", "--ci", "github")  # these tests run an editable install
    assert tree(folder / GITHUB)["env"]["LEDGER_PACKAGE"] == ""
    assert "LEDGER_PACKAGE 处填上" in done.stderr


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_page_about_it_names_every_system_and_file(system: str) -> None:
    page = (Path(__file__).parents[1] / "docs/ci.md").read_text(encoding="utf-8")
    assert f"| `{system}` |" in page
    assert [one.target for one in setup_ci.SYSTEMS[system] if f"`{one.target}`" not in page] == []

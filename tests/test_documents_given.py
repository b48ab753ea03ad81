"""What `import` is given: one file or several, pasted text, locks, folders; a clear line for what it can't read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from terminal import at_a_terminal
from test_import_documents import PLAN

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def plan(folder: Path) -> Path:
    """A published plan of three problems beside a small ledger of five issues."""
    house.build(folder)
    return house.put(folder / "方案.txt", PLAN.encode())


def test_everything_that_cant_be_read_is_named_and_not_only_the_first(ledger: Run, folder: Path, plan: Path) -> None:
    house.put(folder / "空.docx", b"")
    done = ledger("import", plan.name, "没有.txt", "空.docx")
    assert (done.returncode, done.stdout) == (5, "")
    assert "有 2 个文件收不了" in done.stderr
    assert ["没有文件 没有.txt" in done.stderr, "空.docx：文件是空的" in done.stderr] == [True, True]


def test_locks_of_open_files_are_passed_over_with_a_word(ledger: Run, folder: Path, plan: Path) -> None:
    lock = house.put(folder / "~$方案.docx", b"\x05Zhang" + b"\0" * 100)
    done = ledger("import", lock.name, plan.name, "--apply", "--as", "zhang")
    assert (done.returncode, "跳过了" in done.stdout, "已新增 3 件" in done.stdout) == (0, True, True)
    assert ledger("import", lock.name).returncode == 5


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_a_folder_and_a_pipe_are_told_what_to_give_instead(ledger: Run, folder: Path, plan: Path) -> None:
    assert plan.is_file()
    os.mkfifo(folder / "管道")
    assert "ledger import issues/*.docx" in ledger("import", "issues").stderr
    assert "用 - 从标准输入读" in ledger("import", "管道").stderr


def test_a_file_too_big_is_refused_by_its_size_before_it_is_read(ledger: Run, folder: Path, plan: Path) -> None:
    with (folder / "大.txt").open("wb") as file:
        file.truncate(2_000_000_000)  # a hole, that takes no room on the disk
    done = ledger("import", plan.name, "大.txt")
    assert (done.returncode, "1907 MB，超过上限 100 MB" in done.stderr) == (5, True)


def test_nothing_pasted_is_said_to_be_nothing(ledger: Run, plan: Path) -> None:
    assert plan.is_file()
    done = ledger("import", "-", stdin="")
    assert (done.returncode, "标准输入里什么也没有" in done.stderr) == (5, True)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_at_a_terminal_it_is_said_how_pasting_ends(folder: Path, environment: dict[str, str], plan: Path) -> None:
    pasted = plan.read_text("utf-8") + "\x04"  # Ctrl-D
    code, shown = at_a_terminal(folder, environment, "import", "-", typed=pasted)
    assert (code, "Ctrl-D" in shown, "拟新增 3 件" in shown) == (1, True, True), shown


def test_a_layout_that_reads_nothing_names_the_one_that_would(ledger: Run, plan: Path) -> None:
    done = ledger("import", plan.name, "--layout", "vertical-table", "--apply", "--as", "zhang")
    assert done.returncode == 1
    assert "不按 vertical-table，可读作 label-per-line，3 项" in done.stdout
    assert "--as tasks" not in done.stdout, "a list is not read as tasks because the wrong layout was named"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as", "tasks", "--layout", "run-on"), "--as tasks 不分版式"),
        (("--new",), "--new 只用于工作簿"),
        (("--on-conflict", "ours"), "--on-conflict 只用于工作簿"),
        (("--set", "交办日期=2026-13-45"), "交办日期不能是 2026-13-45"),
    ],
)
def test_options_that_a_document_has_no_use_for_are_refused(
    ledger: Run, plan: Path, options: tuple[str, ...], said: str
) -> None:
    done = ledger("import", plan.name, *options)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_counts_that_cant_be_compared_for_one_reason_share_a_line(ledger: Run, folder: Path, plan: Path) -> None:
    report = "全年共办理信访举报件31件，其中已办结29件，阶段性办结2件。\n\n"
    house.put(plan, (report + PLAN).encode())
    shown = ledger("import", plan.name).stdout
    apart = [line for line in shown.splitlines() if line.startswith("核对") and "不作比较" in line]
    assert len(apart) == 1, shown
    assert "同样的还有" in apart[0]
    assert folder.is_dir()


def test_two_at_once_bring_the_same_document_only_once(
    ledger: Run, folder: Path, environment: dict[str, str], plan: Path
) -> None:
    command = [sys.executable, "-m", "ledger", "import", plan.name, "--apply", "--as", "zhang"]
    gone = subprocess.DEVNULL
    several = [subprocess.Popen(command, cwd=folder, env=environment, stdout=gone, stderr=gone) for _ in range(3)]
    codes = [one.wait(timeout=60) for one in several]
    assert set(codes) <= {0, 6}, codes
    assert 0 in codes
    assert len(list((folder / "issues").rglob("*.yaml"))) == 8
    assert ledger("validate").returncode == 0

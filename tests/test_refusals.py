"""Refusals, as a clerk meets them: all that is wrong in one go, what to do about it, and nothing written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from conftest import Run

GIGABYTE = 1 << 30
MOST_MEMORY = 150
"""Megabytes: a film costs no more than a photograph."""


@pytest.fixture
def office(folder: Path) -> Path:
    return house.build(folder)


def add(ledger: Run, *files: Path | str, **said: str) -> subprocess.CompletedProcess[str]:
    options = [word for name, value in said.items() for word in (f"--{name}", value)]
    return ledger("evidence", "add", "ISSUE-001", *map(str, files), "--as", "zhang", *options)


def unchanged(ledger: Run, office: Path, *call: str) -> subprocess.CompletedProcess[str]:
    """A call that must write nothing."""
    before = house.contents(office)
    done = ledger(*call)
    assert house.contents(office) == before
    return done


# --- evidence


def written(path: Path) -> None:
    path.write_bytes(b"a picture")


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.jpg": (Path.touch, "是空文件，不能作佐证：请换成有内容的"),
    "folder.jpg": (Path.mkdir, "是文件夹，不能作佐证：请逐个给里面的文件"),
    "link.jpg": (lambda path: path.symlink_to("/etc/passwd"), "是快捷方式（符号链接），不能作佐证：请给它所指的文件"),
    "dangling.jpg": (lambda path: path.symlink_to("nowhere"), "是快捷方式（符号链接）"),
    "pipe.jpg": (os.mkfifo, "不是普通文件"),
    "bell\a.jpg": (written, "文件名“bell\\u0007.jpg”有别的系统不认的字符或太长：请改名再存，如“bell.jpg”"),
    "line\nbreak.jpg": (
        written,
        "文件名“line\\u000abreak.jpg”有别的系统不认的字符或太长：请改名再存，如“line-break.jpg”",
    ),
    "right\u202egpj.exe": (written, "文件名“right\\u202egpj.exe”有别的系统不认的字符"),
    "hidden\u200bspace.jpg": (written, "如“hidden-space.jpg”"),
    "CON.jpg": (written, "有别的系统不认的字符或太长"),
    "很" * 60 + ".jpg": (written, "或太长：请改名再存，如“很很"),
    "after.jpg": (written, "evidence/ISSUE-001/after.jpg 已有同名而内容不同的文件：请改名再存"),
}


@pytest.mark.parametrize("name", BAD_FILES, ids=ascii)
def test_what_is_no_evidence_is_refused_with_what_to_do(ledger: Run, office: Path, tmp_path: Path, name: str) -> None:
    make, said = BAD_FILES[name]
    house.put(office / "evidence/ISSUE-001/after.jpg", house.PHOTO)
    make(tmp_path / name)
    before = house.contents(office)
    done = add(ledger, tmp_path / name)
    assert (done.returncode, done.stdout) == (4, "")
    assert said in done.stderr
    assert "\a" not in done.stderr
    assert "\u202e" not in done.stderr
    assert house.contents(office) == before


def test_a_file_that_is_not_there_is_not_found(ledger: Run, office: Path) -> None:
    done = unchanged(ledger, office, "evidence", "add", "ISSUE-001", "none.jpg", "--as", "zhang")
    assert (done.returncode, "找不到文件 none.jpg" in done.stderr) == (3, True)


def test_the_same_file_twice_names_the_first(ledger: Run, office: Path, tmp_path: Path) -> None:
    assert add(ledger, house.put(tmp_path / "a.jpg", house.PHOTO)).returncode == 0
    before = house.contents(office)
    done = add(ledger, house.put(tmp_path / "b.jpg", house.PHOTO))
    assert done.returncode == 4
    assert re.search(r"b\.jpg 已在案：evidence/ISSUE-001/a\.jpg（.*，2026-05-20）", done.stderr)
    assert house.contents(office) == before


def test_all_that_is_wrong_with_all_the_files_is_said_at_once(ledger: Run, office: Path, tmp_path: Path) -> None:
    bad = (house.put(tmp_path / "empty.jpg", b""), office / "issues", tmp_path / "none.jpg")
    good = house.put(tmp_path / "good.jpg", b"good")
    call = ("evidence", "add", "ISSUE-001", *map(str, (*bad, good)), "--as", "nobody", "--date", "2026-06-01")
    done = unchanged(ledger, office, *call)
    assert (done.returncode, done.stderr.count("\n  - ")) == (4, 5)
    for words in ("ledger people add", "2026-06-01 晚于办理日 2026-05-20", "empty.jpg", "issues", "none.jpg"):
        assert words in done.stderr


def test_a_record_that_names_evidence_outside_is_told_at_its_place(ledger: Run, office: Path) -> None:
    for path in ("../../etc/passwd", "/etc/passwd", "evidence/ISSUE-003/../../ledger.toml", "evidence\\x.jpg"):
        text = house.finished(3, "管网建设", "verified").replace("path: evidence/ISSUE-003/after.jpg", f"path: {path}")
        house.put(office / "issues/ISSUE-003.yaml", text.encode())
        done = ledger("check", "--brief")
        assert done.returncode == 5
        assert "issues/ISSUE-003.yaml:16:11: bad-path:" in done.stdout


def test_evidence_of_another_issue_does_not_count(ledger: Run, office: Path) -> None:
    path = office / "issues/ISSUE-003.yaml"
    path.write_text(path.read_text("utf-8").replace("ISSUE-003/after", "ISSUE-004/after"), encoding="utf-8")
    done = unchanged(ledger, office, "close", "ISSUE-003", "--as", "wang")
    assert (done.returncode, "evidence/ISSUE-004/after.jpg 不在 evidence/ISSUE-003/ 之下" in done.stderr) == (4, True)


def test_a_folder_of_evidence_that_leads_out_takes_nothing(ledger: Run, office: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (office / "evidence/ISSUE-001").symlink_to(outside)
    done = add(ledger, house.put(tmp_path / "new.jpg", b"new"))
    assert (done.returncode, "指到 evidence/ 外面" in done.stderr, list(outside.iterdir())) == (4, True, [])


def test_two_gigabytes_are_streamed(office: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """Put on file and hashed again without holding more of it than a piece."""
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.write(b"head")
        file.truncate(2 * GIGABYTE)
    measured = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'ledger', *sys.argv[1:]])\n"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n"
    )
    for call in (("evidence", "add", "ISSUE-001", str(film), "--as", "zhang"), ("why", "ISSUE-001")):
        done = subprocess.run(
            [sys.executable, "-c", measured, *call],
            cwd=office, env=environment, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        code, megabytes = map(int, done.stdout.splitlines()[-1].split())
        assert (code, megabytes <= MOST_MEMORY) == (0, True), (call, megabytes, done.stderr)
    assert (office / "evidence/ISSUE-001/film.mp4").stat().st_size == 2 * GIGABYTE


# --- days


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        (("start", "ISSUE-002", "--as-of", "2026-05-21"), 4, "办理日 2026-05-21 还没有到"),
        (("start", "ISSUE-002", "--as-of", "2026-02-30"), 2, "“2026-02-30”不是 2000–2099 年里的日期"),
        (("progress", "ISSUE-001", "-m", "x", "--measure", "2", "--done-on", "2026-05-21"), 2, "2026-05-21 晚于办理日"),
        (("progress", "ISSUE-001", "-m", "x", "--month", "2026-06"), 2, "2026-06"),
        (("progress", "ISSUE-001", "--measure", "2", "--done-on", "2026-01-01"), 2, "2026-01-01"),
        (("extend", "ISSUE-001", "--to", "2026-03-30", "--why", "汛期"), 4, "不晚于现在的时限 2026-03-31"),
        (("extend", "ISSUE-001", "--to", "2026-02-30", "--why", "汛期"), 2, "“2026-02-30”不是 2000–2099 年里的日期"),
        (("reopen", "ISSUE-004", "--why", "反弹", "--to", "2026-01-01", "--as", "wang"), 2, "2026-01-01"),
        (("new", "--set", "title=x", "--set", "source.received=2026-02-30"), 2, "交办日期“2026-02-30”没有这一天"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(
    ledger: Run, office: Path, call: tuple[str, ...], code: int, said: str
) -> None:
    done = unchanged(ledger, office, *call, *(() if "--as" in call else ("--as", "zhang")))
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_a_verification_before_the_work_was_done_is_refused(ledger: Run, office: Path) -> None:
    house.put(office / "issues/ISSUE-006.yaml", house.finished(6, "排口封堵", "verified").encode())
    text = (office / "issues/ISSUE-006.yaml").read_text("utf-8")
    begun = text[: text.index("verifications:")] + text[text.index("history:") : text.index("  - {move: verify")]
    begun = begun.replace("status: verified", "status: in-progress")
    house.put(office / "issues/ISSUE-006.yaml", begun.encode())
    house.put(office / "evidence/ISSUE-006/after.jpg", house.PHOTO)
    done = unchanged(ledger, office, "verify", "ISSUE-006", "--as", "li", "--as-of", "2026-04-09")
    assert done.returncode == 4
    assert "措施 1 的完成日期 2026-04-10 晚于办理日 2026-04-09：ledger progress 改正" in done.stderr
    assert "evidence/ISSUE-006/after.jpg" in done.stderr


# --- whatever is missing, and the command that supplies it


@pytest.mark.parametrize(("move", "who"), [("verify", "li"), ("close", "wang")])
def test_a_move_that_is_far_off_lists_all_that_lies_between(ledger: Run, office: Path, move: str, who: str) -> None:
    done = unchanged(ledger, office, move, "ISSUE-002", "--as", who)
    assert done.returncode == 4
    reasons = [line for line in done.stderr.splitlines() if line.startswith("  - ")]
    commands = (
        "ledger start ISSUE-002",
        "ledger progress ISSUE-002 --measure 1 --done",
        "ledger evidence add ISSUE-002",
    )
    for command in (*commands, *(("ledger verify ISSUE-002",) if move == "close" else ())):
        assert [line for line in reasons if command in line], command
    assert [line for line in reasons[1:] if "ledger " not in line] == []

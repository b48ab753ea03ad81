"""A number that somebody may have written into a letter is never given to another issue."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.store import git

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def committed(folder: Path, message: str, *names: str) -> None:
    """Everything in `folder`, or only `names`, into git under somebody's name."""
    who = ("-c", "user.name=某甲", "-c", "user.email=a@example.gov.cn")
    for words in (("add", "--all", *names), (*who, "commit", "-q", "-m", message)):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


def new_id(ledger: Run, env: dict[str, str] | None = None) -> str:
    done = ledger("new", "新问题", env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().partition("\n")[0].split()[0]


@pytest.fixture
def small(folder: Path) -> Path:
    """A ledger of one issue without evidence."""
    house.put(folder / "ledger.toml", house.SETTINGS.encode())
    house.put(folder / "issues/ISSUE-001.yaml", house.LATE.encode())
    return folder


def test_a_number_whose_evidence_is_still_there_is_taken(ledger: Run, small: Path) -> None:
    house.put(small / "evidence/ISSUE-002/照片.jpg", house.PHOTO)
    assert new_id(ledger) == "ISSUE-003"


@pytest.mark.parametrize(
    "name", ["issue-002.yaml", "ISSUE-0002.yml", "2025/ISSUE-002.yaml.bak", "ISSUE-002（旧）.txt", "ISSUE-002.yaml/x"]
)
def test_a_number_in_another_spelling_is_taken(ledger: Run, small: Path, name: str) -> None:
    house.put(small / "issues" / name, b"")
    assert new_id(ledger) == "ISSUE-003"


def test_a_folder_in_the_way_of_the_next_number_does_not_hang_the_program(ledger: Run, small: Path) -> None:
    (small / "issues/ISSUE-002.yaml").mkdir()
    assert new_id(ledger) == "ISSUE-003"
    told = ledger("validate", "--brief")
    assert (told.returncode, told.stdout.splitlines()) == (5, ["issues/ISSUE-002.yaml:1:1: not-a-file: 不是普通文件"])


def test_a_number_that_git_remembers_is_taken(ledger: Run, small: Path) -> None:
    """Deleted and committed, or added on a branch that was never merged."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(small)], check=True)
    house.put(small / "issues/2025/ISSUE-002.yaml", house.SOON.encode())
    committed(small, "two")
    (small / "issues/2025/ISSUE-002.yaml").unlink()
    committed(small, "one")
    assert new_id(ledger) == "ISSUE-003"
    subprocess.run(["git", "-C", str(small), "checkout", "-q", "-b", "other"], check=True)
    house.put(small / "issues/ISSUE-007.yaml", b"title: x\n")
    committed(small, "seven", "issues/ISSUE-007.yaml")
    subprocess.run(["git", "-C", str(small), "checkout", "-q", "main"], check=True)
    assert not (small / "issues/ISSUE-007.yaml").exists()
    assert new_id(ledger) == "ISSUE-008"


def test_a_ledger_below_the_repositorys_top_asks_for_its_own_numbers(ledger: Run, folder: Path) -> None:
    town = folder / "town"
    house.put(town / "ledger.toml", house.SETTINGS.encode())
    house.put(town / "issues/ISSUE-002.yaml", house.SOON.encode())
    house.put(folder / "issues/ISSUE-900.yaml", b"another ledger's\n")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    committed(folder, "two")
    (town / "issues/ISSUE-002.yaml").unlink()
    done = ledger("new", "新问题", cwd=town)
    assert (done.returncode, done.stdout.split()[0]) == (0, "ISSUE-003"), done.stderr


def test_without_git_the_files_alone_are_asked(ledger: Run, small: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(small)], check=True)
    assert new_id(ledger) == "ISSUE-002", "a repository without a commit knows nothing"
    assert new_id(ledger, {"PATH": str(tmp_path)}) == "ISSUE-003"


def test_names_from_git_are_whole_whatever_their_characters(tmp_path: Path) -> None:
    assert git.added_names(tmp_path, "issues") == frozenset()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name in ("issues/ISSUE-001.yaml", "issues/2025/ISSUE-002（副本）.yaml", 'issues/a"b\n.yaml', "notes/x.md"):
        house.put(tmp_path / name, b"x")
    committed(tmp_path, "all")
    assert git.added_names(tmp_path, "issues") == {"ISSUE-001.yaml", "ISSUE-002（副本）.yaml", 'a"b\n.yaml'}

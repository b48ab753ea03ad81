"""The next number in a clone: whatever any branch, work tree, index or evidence folder of it has borne is taken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.store import numbers
from ledger.store.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Git = Callable[..., str]


@pytest.fixture
def small(folder: Path, git: Git) -> Path:
    """A ledger of one issue in git."""
    house.put(folder / "ledger.toml", house.SETTINGS.encode())
    house.put(folder / "issues/ISSUE-001.yaml", house.LATE.encode())
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    return folder


def new_id(ledger: Run, cwd: Path | None = None) -> str:
    done = ledger("new", "新问题", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[0]


def holds(git: Git, folder: Path, name: str) -> None:
    """Commit a file of this name."""
    house.put(folder / "issues" / name, b"x\n")
    git("add", "-A")
    git("commit", "-qm", name)


def test_a_folder_of_evidence_takes_a_number_and_an_empty_one_of_a_command_that_died_does_not(folder: Path) -> None:
    house.put(folder / "evidence/ISSUE-007/.照片.jpg.0123456789ab.tmp", b"half")
    (folder / "evidence/ISSUE-008").mkdir()
    house.put(folder / "evidence/ISSUE-003/照片.jpg", b"whole")
    assert [*numbers.on_disk(Workspace(folder))] == ["ISSUE-003"]


def test_another_work_tree_of_the_clone_is_seen_before_anything_is_committed(
    ledger: Run, git: Git, small: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    git("worktree", "add", "-q", "-b", "side", str(other))
    assert new_id(ledger) == "ISSUE-002"
    assert new_id(ledger, other) == "ISSUE-003"
    assert new_id(ledger, small) == "ISSUE-004"


def test_work_trees_at_once_never_give_one_number_twice(git: Git, small: Path, tmp_path: Path) -> None:
    trees = [small, *(tmp_path / f"tree{at}" for at in range(3))]
    for tree in trees[1:]:
        git("worktree", "add", "-q", "--detach", str(tree))
    script = (
        "import sys, uuid; from datetime import date; from pathlib import Path\n"
        "from ledger.model.issue import Issue, Source; from ledger.store import saving\n"
        "from ledger.store.workspace import Workspace\n"
        "def made(number):\n"
        "    source = Source(kind='自查', received=date(2026, 5, 1))\n"
        "    return Issue(id=number, uid=str(uuid.uuid4()), title='新', status='open', source=source)\n"
        "for _ in range(5): print(saving.add(Workspace(Path(sys.argv[1])), made).issue.id)\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(tree)], stdout=subprocess.PIPE, encoding="utf-8")
        for tree in trees
    ]
    given = [number for one in started for number in one.communicate()[0].split()]
    assert sorted(given) == [f"ISSUE-{number:03d}" for number in range(2, 22)]


def test_a_file_that_is_only_staged_is_seen(ledger: Run, git: Git, small: Path) -> None:
    house.put(small / "issues/ISSUE-009.yaml", b"x\n")
    git("add", "-A")
    (small / "issues/ISSUE-009.yaml").unlink()
    assert new_id(ledger) == "ISSUE-010"


def test_a_branch_that_is_only_followed_is_seen(ledger: Run, git: Git, small: Path, tmp_path: Path) -> None:
    git("clone", "-q", str(small), str(tmp_path / "there"))
    house.put(tmp_path / "there/issues/ISSUE-005.yaml", b"x\n")
    git("-C", str(tmp_path / "there"), "add", "-A")
    git("-C", str(tmp_path / "there"), "commit", "-qm", "five")
    git("remote", "add", "origin", str(tmp_path / "there"))
    git("fetch", "-q", "origin")
    assert new_id(ledger) == "ISSUE-006"


def test_what_a_merge_threw_away_and_what_a_merge_itself_added_are_seen(ledger: Run, git: Git, small: Path) -> None:
    git("checkout", "-qb", "side")
    holds(git, small, "ISSUE-005.yaml")
    git("rm", "-q", "issues/ISSUE-005.yaml")
    git("commit", "-qm", "away")
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "--no-commit", "side")
    house.put(small / "issues/ISSUE-007.yaml", b"x\n")
    git("add", "-A")
    git("commit", "-qm", "joined")
    git("branch", "-qD", "side")
    assert {"ISSUE-005.yaml", "ISSUE-007.yaml"} <= set(numbers.ever_used(Workspace(small)))
    git("rm", "-q", "issues/ISSUE-007.yaml")
    git("commit", "-qm", "away")
    assert new_id(ledger) == "ISSUE-008"


def test_what_was_seen_once_is_taken_even_if_git_forgets_it(ledger: Run, git: Git, small: Path) -> None:
    git("checkout", "-qb", "side")
    holds(git, small, "ISSUE-005.yaml")
    git("checkout", "-q", "main")
    assert new_id(ledger) == "ISSUE-006"
    (small / "issues/ISSUE-006.yaml").unlink()
    git("branch", "-qD", "side")
    git("reflog", "expire", "--expire=now", "--all")
    git("gc", "-q", "--prune=now")
    assert new_id(ledger) == "ISSUE-006", "five is remembered; six never got beyond this folder"


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"tips": ["--all"], "names": []}', b'{"tips": [1], "names": 2}'])
def test_a_memory_that_is_none_is_made_anew(ledger: Run, git: Git, small: Path, junk: bytes) -> None:
    holds(git, small, "ISSUE-005.yaml")
    git("rm", "-q", "issues/ISSUE-005.yaml")
    git("commit", "-qm", "away")
    assert "ISSUE-005.yaml" in numbers.ever_used(Workspace(small))
    kept = next((small / ".git/ledger").glob("numbers-*.json"))
    kept.write_bytes(junk)
    assert new_id(ledger) == "ISSUE-006"


def test_several_at_once_skip_what_git_remembers_too(git: Git, small: Path) -> None:
    holds(git, small, "ISSUE-005.yaml")
    git("rm", "-q", "issues/ISSUE-005.yaml")
    git("commit", "-qm", "away")
    with numbers.reserved(Workspace(small)) as taken:
        assert "ISSUE-005.yaml" in taken


def test_a_history_that_git_cannot_read_is_told_and_not_remembered_as_empty(ledger: Run, git: Git, small: Path) -> None:
    """Numbers go on by what is in the folder; once git can read again, what it knows counts again."""
    holds(git, small, "ISSUE-007.yaml")
    git("rm", "-q", "issues/ISSUE-007.yaml")
    git("commit", "-qm", "gone")
    head = git("rev-parse", "HEAD^").strip()
    lost = small / ".git" / "objects" / head[:2] / head[2:]
    away = lost.rename(small.parent / "lost")
    done = ledger("new", "新问题")
    assert done.returncode == 0
    assert done.stdout.split()[0] == "ISSUE-002"
    assert "git 读不出这里的历史" in done.stderr
    away.rename(lost)
    assert new_id(ledger) == "ISSUE-008"

"""What is published, and when it is refused: by what git knows and does not look at, and by names."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import house
from postgres import Server, needs_postgres
from versioned import git, in_git

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres
TITLE = "title: 红旗河水质超标"


def title(postgres: Server, database: str) -> str:
    return str(postgres.rows(database, "SELECT title FROM ledger.issues WHERE id = 'ISSUE-001'")[0][0])


def rename(folder: Path, to: str) -> None:
    path = folder / "issues/ISSUE-001.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(f"title: {to}\n" if one.startswith("title:") else one for one in lines), "utf-8")


def committed(folder: Path, to: str) -> None:
    rename(folder, to)
    git(folder, "commit", "-qam", to)


def emptied(folder: Path) -> Path:
    for path in (folder / "issues").rglob("*.yaml"):
        path.unlink()
    return folder


def test_a_repository_of_others_is_published_again_and_again(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    in_git(folder)
    place = f"甲县=git+file://{folder}"
    assert "首次发布" in ledger("publish", url, place).stdout
    committed(folder, "红旗河断面超标")
    assert "更新 1 件" in ledger("publish", url, place).stdout
    assert title(postgres, database) == "红旗河断面超标"
    assert "没有改动" in ledger("publish", url, place).stdout


def test_a_repository_that_was_set_back_is_refused(ledger: Run, folder: Path, url: str) -> None:
    in_git(folder)
    committed(folder, "红旗河断面超标")
    place = f"甲县=git+file://{folder}"
    ledger("publish", url, place)
    git(folder, "reset", "-q", "--hard", "HEAD~1")
    done = ledger("publish", url, place)
    assert done.returncode == 6
    assert "库里已有更新的" in done.stderr


def test_a_shallow_clone_says_that_it_cannot_tell_and_how_it_could(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    in_git(folder)
    ledger("publish", url, f"甲县={folder}")
    committed(folder, "红旗河断面超标")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", str(clone))
    done = ledger("publish", url, f"甲县={clone}")
    assert done.returncode == 6
    assert "git fetch --unshallow" in done.stderr
    assert title(postgres, database) == "红旗河水质超标"
    git(clone, "fetch", "-q", "--unshallow")
    assert ledger("publish", url, f"甲县={clone}").returncode == 0
    assert title(postgres, database) == "红旗河断面超标"


def test_a_shallow_clone_goes_where_its_short_history_is_enough(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    in_git(folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", str(clone))
    assert ledger("publish", url, f"甲县={clone}").returncode == 0
    assert "没有改动" in ledger("publish", url, f"甲县={clone}").stdout
    committed(folder, "红旗河断面超标")
    git(clone, "pull", "-q", "--ff-only")
    assert ledger("publish", url, f"甲县={clone}").returncode == 0
    assert title(postgres, database) == "红旗河断面超标"


@pytest.mark.parametrize("ignored", [True, False])
def test_a_folder_that_git_does_not_keep_takes_no_commit_of_the_repository_around_it(
    ledger: Run, postgres: Server, database: str, url: str, tmp_path: Path, *, ignored: bool
) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    (outer / ".gitignore").write_text("inner/\n" if ignored else "", "utf-8")
    git(outer, "add", "-A")
    git(outer, "commit", "-qm", "外面的")
    inner = house.build(outer / "inner")
    assert "没有 git" in ledger("publish", url, f"甲县={inner}").stdout
    assert postgres.rows(database, 'SELECT "commit", modified FROM ledger.ledgers') == [(None, False)]


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_not_to_look_at_is_looked_at(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, flag: str
) -> None:
    in_git(folder)
    ledger("publish", url, f"甲县={folder}")
    git(folder, "update-index", flag, "issues/ISSUE-001.yaml")
    assert "没有改动" in ledger("publish", url, f"甲县={folder}").stdout
    rename(folder, "红旗河断面超标")
    done = ledger("publish", url, f"甲县={folder}")
    assert "更新 1 件" in done.stdout
    assert "尚未提交的改动" in done.stderr
    assert title(postgres, database) == "红旗河断面超标"


def test_issues_that_git_ignores_are_told_as_not_committed(ledger: Run, folder: Path, url: str) -> None:
    house.build(folder)
    (folder / ".gitignore").write_text("issues/ISSUE-002.yaml\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "台账")
    assert "尚未提交的改动" in ledger("publish", url, f"甲县={folder}").stderr


def test_a_repository_that_git_cannot_read_is_not_taken_for_unchanged(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    in_git(folder)
    ledger("publish", url, f"甲县={folder}")
    rename(folder, "红旗河断面超标")
    index = folder / ".git/index"
    whole = index.read_bytes()
    index.write_bytes(b"DIRC" + b"\0" * 40)
    done = ledger("publish", url, f"甲县={folder}")
    assert done.returncode == 7
    assert "git 读不了" in done.stderr
    assert "git status" in done.stderr
    assert title(postgres, database) == "红旗河水质超标"
    index.write_bytes(whole)
    assert ledger("publish", url, f"甲县={folder}").returncode == 0
    assert title(postgres, database) == "红旗河断面超标"


def test_a_question_in_sql_needs_no_commit(ledger: Run, folder: Path) -> None:
    pytest.importorskip("duckdb", reason="not on this machine: duckdb")
    in_git(folder)
    (folder / ".git/index").write_bytes(b"DIRC" + b"\0" * 40)
    done = ledger("sql", 'SELECT count(*), count("commit") FROM issues', "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == [[5, 0]]


def test_a_lost_submodule_hides_no_change(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    other = in_git(tmp_path / "other")
    in_git(folder)
    git(folder, "submodule", "add", "-q", str(other), "资料")
    git(folder, "commit", "-qm", "资料")
    ledger("publish", url, f"甲县={folder}")
    shutil.rmtree(folder / ".git/modules")
    rename(folder, "红旗河断面超标")
    assert ledger("publish", url, f"甲县={folder}").returncode == 0
    assert title(postgres, database) == "红旗河断面超标"


def test_a_sparse_checkout_marks_nothing_as_gone(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    in_git(folder)
    ledger("publish", url, f"甲县={folder}")
    git(folder, "sparse-checkout", "set", "--no-cone", "/*", "!/issues/ISSUE-003.yaml")
    assert not (folder / "issues/ISSUE-003.yaml").exists()
    done = ledger("publish", url, f"甲县={folder}")
    assert done.returncode == 5
    assert "issues/ISSUE-003.yaml" in done.stderr
    assert postgres.rows(database, "SELECT count(*) FROM ledger.issues WHERE gone_at IS NULL") == [(5,)]


def test_a_ledger_below_the_top_of_its_repository_knows_its_own_changes(
    ledger: Run, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    top = tmp_path / "top"
    inner = house.build(top / "县里 的/台账")
    (top / "别的").write_text("1", "utf-8")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "都在")
    ledger("publish", url, f"甲县={inner}")
    (top / "别的").write_text("2", "utf-8")
    done = ledger("publish", url, f"甲县={inner}")
    assert "没有改动" in done.stdout
    assert done.stderr == ""
    rename(inner, "红旗河断面超标")
    assert "尚未提交的改动" in ledger("publish", url, f"甲县={inner}").stderr
    assert title(postgres, database) == "红旗河断面超标"


def test_an_empty_ledger_takes_nothing_away_until_somebody_is_sure(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    house.build(folder)
    ledger("publish", url, f"甲县={folder}")
    empty = emptied(house.build(tmp_path / "empty"))
    done = ledger("publish", url, f"甲县={empty}")
    assert done.returncode == 6
    assert "一件问题也没有" in done.stderr
    assert postgres.rows(database, "SELECT count(*) FROM ledger.issues WHERE gone_at IS NULL") == [(5,)]
    assert ledger("publish", url, f"甲县={empty}", "--force").returncode == 0
    assert postgres.rows(database, "SELECT count(*) FROM ledger.issues WHERE gone_at IS NULL") == [(0,)]


def test_a_name_stays_with_its_ledger_also_when_all_its_issues_are_gone(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    house.build(folder)
    ledger("publish", url, f"甲县={folder}")
    ledger("publish", url, f"甲县={emptied(house.build(tmp_path / 'empty'))}", "--force")
    other = house.build(tmp_path / "other")
    for path in (other / "issues").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("uid: 5b", "uid: 6b"), "utf-8")
    done = ledger("publish", url, f"甲县={other}")
    assert done.returncode == 6
    assert "另一个台账" in done.stderr
    assert ledger("publish", url, f"甲县={folder}").returncode == 0
    assert postgres.rows(database, "SELECT count(*) FROM ledger.issues WHERE gone_at IS NULL") == [(5,)]


def test_an_empty_ledger_is_published_and_filled(ledger: Run, folder: Path, url: str, tmp_path: Path) -> None:
    empty = emptied(house.build(tmp_path / "empty"))
    assert ledger("publish", url, f"甲县={empty}").stdout == "甲县：首次发布，0 件（没有 git）\n"
    assert "没有改动" in ledger("publish", url, f"甲县={empty}").stdout
    assert ledger("publish", url, f"甲县={house.build(folder)}").returncode == 0


def test_one_name_twice_in_a_call_is_refused_before_anything_is_published(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    house.build(folder)
    first, second = house.build(tmp_path / "one/县"), in_git(tmp_path / "two/县")
    done = ledger("publish", url, str(folder), str(first), f"git+file://{second}")
    assert done.returncode == 2
    assert str(first) in done.stderr
    assert str(second) in done.stderr
    assert "都叫“县”" in done.stderr
    assert postgres.rows(database, "SELECT ledger FROM ledger.ledgers") == []


def test_a_broken_place_keeps_no_other_from_being_published(
    ledger: Run, folder: Path, url: str, tmp_path: Path
) -> None:
    house.build(folder)
    done = ledger("publish", url, f"甲县={tmp_path / 'nowhere'}", f"乙县={folder}")
    assert done.returncode == 3
    assert "乙县：首次发布" in done.stdout
    assert "甲县" in done.stderr


def test_another_ledger_of_the_name_is_told_as_such_though_both_are_in_git(
    ledger: Run, folder: Path, url: str, tmp_path: Path
) -> None:
    ledger("publish", url, f"甲县={in_git(folder)}")
    other = in_git(tmp_path / "other")
    for path in (other / "issues").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("uid: 5b", "uid: 6b"), "utf-8")
    git(other, "commit", "-qam", "另一个台账")
    done = ledger("publish", url, f"甲县={other}")
    assert done.returncode == 6
    assert "另一个台账" in done.stderr
    assert "--force" not in done.stderr.partition("另一个台账")[0]


def test_the_commit_of_a_row_has_the_file_that_the_row_is_of(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    in_git(folder)
    ledger("publish", url, f"甲县={folder}")
    first = head(folder)
    rename(folder, "红旗河断面超标")
    ledger("publish", url, f"甲县={folder}")
    commits = "SELECT id = 'ISSUE-001', commit FROM ledger.issues GROUP BY 1, 2 ORDER BY 1"
    assert postgres.rows(database, commits) == [(False, first), (True, None)], "no commit has it yet"
    git(folder, "commit", "-qam", "改名")
    assert "没有改动" in ledger("publish", url, f"甲县={folder}").stdout
    assert postgres.rows(database, commits) == [(False, first), (True, head(folder))]
    for file, commit, digest in postgres.rows(database, "SELECT file, commit, digest FROM ledger.issues"):
        told = subprocess.run(
            ["git", "rev-parse", f"{commit}:{file}"], cwd=folder, check=True, capture_output=True, text=True
        )
        assert told.stdout.strip() == digest


def head(folder: Path) -> str:
    told = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    return told.stdout.strip()

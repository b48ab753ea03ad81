"""Ledgers in repositories of others: fetched as they are, with nothing of theirs run and nobody asked."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from ledger.errors import UsageError
from ledger.store.mirror import address, shown
from levels_of_ledgers import committed, found, issue


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county's ledger with one issue."""
    root = found(tmp_path / "county", "甲县整改办")
    issue(root, 1)
    return root


def counted(ledger: Run, *words: str, code: int = 0) -> dict[str, Any]:
    """What a roll-up tells of its only ledger."""
    done = ledger("rollup", *words, "--json")
    assert done.returncode == code, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def git(root: Path, *words: str) -> str:
    """Git in a repository of the test's own."""
    who = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org")
    where = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    done = subprocess.run(["git", *who, *words], cwd=root, env=where, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def more(root: Path, number: int) -> str:
    """One more issue, committed; the commit."""
    issue(root, number)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "又一件")
    return git(root, "rev-parse", "HEAD")


def test_addresses() -> None:
    one = address("git+ssh://git@host.example/srv/all.git@release/2026#ledgers/county-a")
    assert (one.url, one.ref, one.inside) == ("ssh://git@host.example/srv/all.git", "release/2026", "ledgers/county-a")
    assert (one.name, address("git+file:///srv/county-b.git").name) == ("county-a", "county-b")
    assert address("git+https://host/county.git").ref is None


@pytest.mark.parametrize(
    "word",
    ["git+http://host/x.git", "git+ext::sh -c touch% x", "git+file://", "git+https://host", "git+file:///x#../y",
     "git+-u/x", "git+file:///x#.git"],
)  # fmt: skip
def test_what_is_no_address(word: str) -> None:
    with pytest.raises(UsageError):
        address(word)


def test_the_commit_that_was_read_is_told_and_the_next_run_reads_the_next(ledger: Run, county: Path) -> None:
    place = committed(county)
    first = git(county, "rev-parse", "HEAD")
    assert [one["commit"] for one in counted(ledger, place)["ledgers"]] == [first]
    second = more(county, 2)
    answer = counted(ledger, place)
    assert (answer["ledgers"][0]["commit"], answer["total"]["issues"]) == (second, 2)
    assert second[:10] in ledger("rollup", place).stdout


def test_a_branch_a_tag_and_a_commit(ledger: Run, county: Path) -> None:
    place = committed(county)
    git(county, "tag", "v1")
    git(county, "branch", "release/2026")
    first = git(county, "rev-parse", "HEAD")
    more(county, 2)
    for ref in ("v1", "release/2026", first):
        assert counted(ledger, f"{place}@{ref}")["total"]["issues"] == 1
    assert counted(ledger, f"{place}@main")["total"]["issues"] == 2
    for ref in ("nothing", "--all"):
        assert f"没有 {ref}" in ledger("rollup", f"{place}@{ref}").stderr


def test_what_is_not_committed_is_not_read(ledger: Run, county: Path) -> None:
    place = committed(county)
    issue(county, 2)
    assert counted(ledger, place)["total"]["issues"] == 1


def test_two_ledgers_in_one_repository(ledger: Run, tmp_path: Path) -> None:
    top = tmp_path / "all"
    for name, unit in (("county-a", "甲县整改办"), ("county-b", "乙县整改办")):
        issue(found(top / "ledgers" / name, unit), 1)
    place = committed(top)
    answer = counted(ledger, f"{place}#ledgers/county-a", f"{place}#ledgers/county-b")
    assert [one["name"] for one in answer["ledgers"]] == ["county-a", "county-b"]
    assert "没有台账" in ledger("rollup", f"{place}#ledgers/county-c").stderr


def test_offline_reads_what_was_fetched_last(ledger: Run, county: Path, tmp_path: Path) -> None:
    place = committed(county)
    assert ledger("rollup", place, "--offline").returncode == 5
    counted(ledger, place)
    county.rename(tmp_path / "away")
    assert counted(ledger, place, "--offline")["total"]["issues"] == 1
    done = ledger("rollup", place)
    assert (done.returncode, "取不来" in done.stderr) == (5, True)


def test_without_a_cache_folder_nothing_is_left_behind(ledger: Run, county: Path, tmp_path: Path) -> None:
    place, temporary = committed(county), tmp_path / "temporary"
    temporary.mkdir()
    done = ledger("--no-cache", "rollup", place, env={"TMPDIR": str(temporary)})
    assert (done.returncode, [*temporary.iterdir()]) == (0, [])


def test_links_are_told_and_not_followed(ledger: Run, county: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("geheim: true\n", encoding="utf-8")
    (county / "issues/ISSUE-002.yaml").symlink_to(secret)
    answer = counted(ledger, committed(county), code=5)
    assert answer["broken"] == ["county/issues/ISSUE-002.yaml"]


def test_nothing_of_the_repository_is_run(ledger: Run, county: Path, tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    place = committed(county)
    hooks = county / ".git/hooks"
    for name in ("post-checkout", "post-merge", "pre-receive", "reference-transaction", "post-upload-pack"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    (county / ".gitattributes").write_text("* filter=evil export-subst\n", encoding="utf-8")
    git(county, "config", "filter.evil.smudge", f"touch {mark}")
    git(county, "config", "core.fsmonitor", f"touch {mark}")
    git(county, "config", "uploadpack.packObjectsHook", f"touch {mark}")
    git(county, "-c", "core.fsmonitor=", "add", "-A")
    mark.unlink(missing_ok=True)
    git(county, "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "commit", "-qm", "属性")
    mark.unlink(missing_ok=True)
    assert counted(ledger, place)["total"]["issues"] == 1
    assert not mark.exists()


def test_an_address_is_never_an_option(ledger: Run, tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    done = ledger("rollup", f"git+ssh://-oProxyCommand=touch {mark}/x")
    assert (done.returncode, mark.exists()) == (5, False)


def test_a_path_that_leads_out_is_refused(ledger: Run, county: Path) -> None:
    place = committed(county)
    blob = git(county, "hash-object", "-w", "ledger.toml")
    inner = git_input(county, f"100644 blob {blob}\tescaped.yaml\n")
    dots = git_input(county, f"040000 tree {inner}\t..\n")
    top = git_input(county, f"100644 blob {blob}\tledger.toml\n040000 tree {dots}\tissues\n")
    git(county, "update-ref", "HEAD", git(county, "commit-tree", top, "-m", "坏"))
    done = ledger("rollup", place)
    assert (done.returncode, "指向别处" in done.stderr) == (5, True)


def git_input(root: Path, listing: str) -> str:
    """A tree of exactly these entries, whatever they are called."""
    where = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["git", "mktree"], cwd=root, env=where, input=listing, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("git+https://zhang:kouling@host.invalid/x.git", "git+https://***@host.invalid/x.git"),
        ("git+https://zhang:kou@ling@host.invalid/x.git", "git+https://***@host.invalid/x.git"),
        ("git+https://kouling@host.invalid/x.git@v1", "git+https://***@host.invalid/x.git@v1"),
        ("git+ssh://git:kouling@host.invalid/x.git", "git+ssh://git:***@host.invalid/x.git"),
        ("git+ssh://git@host.invalid/x.git@v1", "git+ssh://git@host.invalid/x.git@v1"),
        ("git+file:///srv/x.git@v1", "git+file:///srv/x.git@v1"),
    ],
)
def test_what_lets_somebody_in_is_not_told(word: str, told: str) -> None:
    assert shown(word) == told


def test_a_password_is_in_no_output(ledger: Run, county: Path, folder: Path) -> None:
    place = "git+https://zhang:k0u@l1ng@localhost:1/x.git"
    done = ledger("rollup", str(county), place)
    assert (done.returncode, "取不来 https://***@localhost:1/x.git" in done.stderr) == (5, True)
    answer = ledger("rollup", str(county), place, "--json").stdout
    assert ledger("rollup", str(county), place, "--xlsx", "all.xlsx", "--skip-broken").returncode == 5
    with zipfile.ZipFile(folder / "all.xlsx") as book:
        inside = b"".join(map(book.read, book.namelist())).decode("utf-8", "replace")
    assert [said for said in (done.stdout, done.stderr, answer, inside) if "l1ng" in said] == []
    refused = ledger("rollup", place.replace("https", "http"))
    assert (refused.returncode, "l1ng" in refused.stderr) == (2, False)


def test_what_to_do_is_said_with_what_can_not_be_fetched(ledger: Run, county: Path, tmp_path: Path) -> None:
    place = committed(county)
    assert "有的是 main" in ledger("rollup", f"{place}@mian").stderr
    counted(ledger, place)
    day = git(county, "log", "-1", "--format=%cs")
    county.rename(tmp_path / "away")
    assert f"上次取到的是 {day} 的 " in ledger("rollup", place).stderr
    assert "上次取到" not in ledger("rollup", f"git+file://{tmp_path}/nothing").stderr

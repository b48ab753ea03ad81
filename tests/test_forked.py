"""Most tests run a forked `ledger` instead of a started one: what holds for the one has to hold for the other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import house
from forked import POSSIBLE, Forks

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="this system can't fork, or not wait for a fork")


@pytest.fixture
def forks(environment: dict[str, str], tmp_path: Path) -> Iterator[Forks]:
    with Forks(environment, tmp_path / "forks") as running:
        yield running


def test_a_fork_answers_as_a_process_that_was_started(forks: Forks, folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    plan = "问题1：河口镇污水直排。\n责任单位：县水务局\n整改时限：2026年9月底前\n"
    for words, code, stdin in (
        (("check",), 1, ""), (("show", "99"), 3, ""), (("list", "--frob"), 2, ""), (("close", "1"), 4, ""),
        (("import", "-", "--json"), 1, plan), (("--help",), 0, ""),
    ):  # fmt: skip
        started = subprocess.run(
            [Path(sys.executable).with_name("ledger"), *words], cwd=folder, env=environment, input=stdin,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        forked = forks.run(words, folder, environment, stdin)
        assert forked.returncode == started.returncode == code, words
        assert (forked.stdout, forked.stderr) == (started.stdout, started.stderr), words


def test_a_fork_leaves_nothing_to_the_next_one(forks: Forks, folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    there = environment | {"LEDGER_TODAY": "2026-01-10"}
    late, early, again = (forks.run(("overdue",), folder, one) for one in (environment, there, environment))
    assert (late.returncode, early.returncode) == (1, 0)
    assert again.stdout == late.stdout


def test_what_is_read_at_the_start_needs_a_start(forks: Forks, environment: dict[str, str]) -> None:
    assert forks.begins_as(environment | {"LEDGER_TODAY": "2026-01-10", "LEDGER_USER": "zhang", "HOME": "/"})
    for name in ("LEDGER_LANG", "PYTHONIOENCODING", "GITHUB_ACTIONS", "LC_ALL", "COLUMNS"):
        assert not forks.begins_as(environment | {name: "en"}), name

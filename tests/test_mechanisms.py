"""`docs/mechanisms.md`: every mechanism stands in it once, and every command in it shows something."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import everything
from conftest import Run, surroundings
from forked import Forks

TABLE = Path(__file__).parents[1] / "docs/mechanisms.md"
ROW = re.compile(r"^\| (?P<number>\d+) \| (?P<what>[^|]+) \| (?P<where>[^|]+) \| `ledger (?P<command>[^`|]+)` \|$")
GROUP = re.compile(r"^## (G\d) ")
GROUPS = {"G1": (1, 33), "G2": (34, 60), "G3": (61, 88), "G4": (89, 103), "G5": (104, 118), "G6": (119, 142),
          "G7": (143, 151)}  # fmt: skip
MAY_SAY_NO = {0, 1}


def rows() -> list[tuple[str, re.Match[str]]]:
    """Each row of the table and the group that it stands in."""
    group, found = "", []
    for line in TABLE.read_text("utf-8").splitlines():
        group = head[1] if (head := GROUP.match(line)) else group
        if line.startswith("| ") and line[2].isdecimal():
            row = ROW.match(line)
            assert row, f"no row of four columns with a command: {line}"
            found.append((group, row))
    return found


COMMANDS = sorted({row["command"] for _, row in rows()})


def test_every_mechanism_stands_in_the_table_once_and_in_its_group() -> None:
    expected = [(group, number) for group, (first, last) in GROUPS.items() for number in range(first, last + 1)]
    assert [(group, int(row["number"])) for group, row in rows()] == expected


def test_what_is_not_done_or_done_in_part_says_what_is_missing() -> None:
    short = [row["where"] for _, row in rows() if re.match("没有|部分", row["where"])]
    assert short
    assert all(re.match("(没有|部分)：.{8,}", where) for where in short)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, forks: Forks | None) -> Path:
    """The ledger of everything, built once."""
    place = tmp_path_factory.mktemp("everything")
    environment = surroundings(place)

    def run(*words: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        if forks:
            return forks.run(words, cwd, environment | env)
        return subprocess.run(
            [sys.executable, "-m", "ledger", *words],
            cwd=cwd,
            env=environment | env,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return everything.build(place / "ledger", run)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_shows_it(command: str, sample: Path, folder: Path, ledger: Run) -> None:
    place = folder / "copy"
    shutil.copytree(sample, place)
    done = ledger(*shlex.split(command), cwd=place, env={"LEDGER_USER": "zhang"})
    assert done.returncode in MAY_SAY_NO, done.stdout + done.stderr
    assert done.stdout.strip()

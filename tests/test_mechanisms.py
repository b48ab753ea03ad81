"""`docs/mechanisms.md`: every mechanism stands in it once, and every command in it shows something."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import everything
from conftest import Run, surroundings
from forked import Forks
from mechanism_words import WORDS

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


COMMANDS = {
    command: [int(row["number"]) for _, row in rows() if row["command"] == command]
    for command in sorted({row["command"] for _, row in rows()})
}
"""Each command, and the rows that it shows."""
_TAG = re.compile(r"<[^>]+>")


def test_every_mechanism_stands_in_the_table_once_and_in_its_group() -> None:
    expected = [(group, number) for group, (first, last) in GROUPS.items() for number in range(first, last + 1)]
    assert [(group, int(row["number"])) for group, row in rows()] == expected


def test_what_is_not_done_or_done_in_part_says_what_is_missing() -> None:
    short = [row["where"] for _, row in rows() if re.match("没有|部分", row["where"])]
    assert short
    assert all(re.match("(没有|部分)：.{8,}", where) for where in short)


def test_every_row_says_what_its_command_must_tell_and_no_echo_would_do() -> None:
    assert sorted(WORDS) == list(range(1, 152))
    echoed = [
        (at, word) for command, numbers in COMMANDS.items() for at in numbers for word in WORDS[at] if word in command
    ]
    assert echoed == []
    assert all(words and all(len(word.strip()) > 1 for word in words) for words in WORDS.values())


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


def written(place: Path, before: set[Path]) -> str:
    """The texts of the files that a command made, and their names."""
    made = sorted(path for path in place.rglob("*") if path.is_file() and ".ledger" not in path.parts)
    return "\n".join(f"{path.name}\n{text_of(path)}" for path in made if path not in before)


def text_of(path: Path) -> str:
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as package:
        parts = (package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
        return " ".join(_TAG.sub(" ", part) for part in parts)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_shows_it(command: str, sample: Path, folder: Path, ledger: Run) -> None:
    place = folder / "copy"
    shutil.copytree(sample, place)
    before = {path for path in place.rglob("*") if path.is_file()}
    done = ledger(*shlex.split(command), cwd=place, env={"LEDGER_USER": "zhang"})
    assert done.returncode in MAY_SAY_NO, done.stdout + done.stderr
    told = f"{done.stdout}\n{done.stderr}\n{written(place, before)}"
    assert [(at, word) for at in COMMANDS[command] for word in WORDS[at] if word not in told] == [], done.stdout

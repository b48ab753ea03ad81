"""What the shell is told when somebody asks how the number of an issue goes on."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

import house
from ledger.cli import completion, options
from ledger.cli.app import COMMANDS

FISH = "_TYPER_COMPLETE_FISH_ACTION"
SHELLS = [("bash", ""), ("zsh", ""), ("fish", "get-args"), ("fish", "is-args")]
ASK = "import sys; sys.argv = ['ledger']; from ledger.__main__ import main; main()"


def told(
    line: str, shell: str, action: str, folder: Path, environment: dict[str, str], *more: str
) -> tuple[str, int, str]:
    """What the program answers a shell in whose line somebody pressed Tab; and what it said beside it."""
    words = line.split(" ")
    env = environment | {
        "_LEDGER_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line, FISH: action,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *more, "-c", ASK], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout, done.returncode, done.stderr


@pytest.mark.parametrize(("shell", "action"), SHELLS)
@pytest.mark.parametrize("begun", ["ISSUE-00", "", "X"])
def test_the_short_way_answers_as_typer_does(
    shell: str, action: str, begun: str, folder: Path, environment: dict[str, str]
) -> None:
    house.build(folder)
    short = told(f"ledger show {begun}", shell, action, folder, environment)
    whole = told(f"ledger -C . show {begun}", shell, action, folder, environment)
    assert short == whole


def test_numbers_are_found_in_every_folder_of_the_issues(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    assert told("ledger show ISSUE-", "bash", "", folder / "issues", environment)[0].split() == list(house.IDS)


def test_nothing_heavy_is_loaded_for_it(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    said, _, loaded = told("ledger show ISSUE-", "bash", "", folder, environment, "-X", "importtime")
    assert said
    assert "typer" not in loaded


def test_typer_answers_everything_else(folder: Path, environment: dict[str, str]) -> None:
    assert told("ledger sho", "bash", "", folder, environment)[0] == "show\n"


def test_every_command_that_takes_a_number_first_is_answered_the_short_way() -> None:
    taking = set()
    for name, entry in COMMANDS.items():
        function = getattr(import_module(f"ledger.cli.{entry.module}"), entry.function)
        first = next(iter(signature(function, eval_str=True).parameters.values()), None)
        if first is not None and first.annotation == options.IssueId:
            taking.add(name)
    assert taking == completion.COMMANDS

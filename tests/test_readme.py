"""The READMEs are run: every `console` block, in order, in one new folder; what is printed is what they show.

`README_UPDATE=1 pytest tests/test_readme.py` writes the present output into them.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import ledger

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}


def run(line: str, folder: Path, language: str) -> str:
    """What a line of the tour prints, with this machine's folder called FOLDER."""
    words = shlex.split(line)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(Path(ledger.__file__).parents[1]),  # the very program that is tested
        "LEDGER_LANG": language,
        "LEDGER_TODAY": "2026-05-20",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    if words[0] == "ledger":
        words[:1] = [sys.executable, "-m", "ledger"]
    ran = subprocess.run(
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return ran.stdout.decode().replace(str(folder.resolve()), "FOLDER")


def played(text: str, folder: Path, language: str) -> str:
    """The document with every block's output replaced by what the commands print now."""

    def block(found: re.Match[str]) -> str:
        lines = [line for line in found[0].splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{run(line[2:], folder, language)}" for line in lines)

    return BLOCK.sub(block, text)


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_the_tour_prints_what_the_readme_shows(name: str, tmp_path: Path) -> None:
    document = ROOT / name
    shown = document.read_text(encoding="utf-8")
    now = played(shown, tmp_path, LANGUAGES[name])
    if os.environ.get("README_UPDATE"):
        document.write_text(now, encoding="utf-8")
    assert now == shown


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_every_command_is_in_the_readme(name: str) -> None:
    from ledger.cli.app import COMMANDS

    text = (ROOT / name).read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`{command}`" not in text] == []


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_the_readme_names_its_two_commands_and_every_exit_code(name: str) -> None:
    from ledger import errors

    text = (ROOT / name).read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
    codes = {
        error.exit_code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.LedgerError)
    }
    assert [code for code in sorted(codes | {0, 1, 130}) if f"| {code} |" not in text] == []

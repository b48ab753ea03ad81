"""The manuals of objects, indicators and meetings keep their word: every command in them runs as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import house
from conftest import Run

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"```(?:console|sh)\n(.*?)```", re.DOTALL)


def commands(name: str) -> list[list[str]]:
    """Every command of a manual's blocks, in order, without the comments behind them."""
    text = "\n".join(BLOCK.findall((DOCS / name).read_text("utf-8"))).replace("\\\n", " ")
    lines = (line.removeprefix("$ ") for line in text.splitlines() if line.removeprefix("$ ").startswith("ledger "))
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("name", ["objects.md", "indicators.md", "meetings.md"])
def test_every_command_of_a_manual_runs_as_it_stands(ledger: Run, folder: Path, name: str) -> None:
    house.build(folder)
    if name != "objects.md":
        ledger("object", "new", "红旗河", "--kind", "水体", "--as", "zhang")
    found = commands(name)
    assert len(found) > 5
    for words in found:
        done = ledger(*words, env={"LEDGER_USER": "zhang"})
        assert (words, done.returncode) == (words, 0), done.stdout + done.stderr

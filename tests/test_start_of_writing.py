"""What a command that writes one issue loads before it begins: nothing of what others need."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]

_TOLD = "import time:"
_OTHERS = {
    "importlib.metadata",  # pydantic's search for plugins
    "importlib.resources",
    "socket",
    "zipfile",
    "http.client",
    "openpyxl",
    "rich.table",
    "ruamel.yaml",
    "ledger.actions.setup_ci",
    "ledger.cli.filters",
    "ledger.model.report",
    "ledger.model.deadline",
    "ledger.model.rules.checks",
}


def loaded(ledger: Run, command: str) -> set[str]:
    """The modules that a command loads."""
    done = ledger(*command.split(), env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 0, done.stderr
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith(_TOLD)}


@pytest.mark.parametrize(
    "command", ["new 河岸垃圾 --as zhang", "start 2 --as zhang", "edit 2 -S title=换了题目 --as zhang --why 原题目有误"]
)
def test_a_change_of_one_issue_loads_nothing_of_what_others_need(ledger: Run, folder: Path, command: str) -> None:
    house.build(folder)
    found = loaded(ledger, command)
    assert "ledger.store.saving" in found
    assert not found & _OTHERS


def test_a_deadline_is_read_by_the_grammar_of_deadlines(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert "ledger.model.deadline" in loaded(ledger, "new 河岸垃圾 --as zhang -S 整改时限=2026年6月底前")


def test_a_move_opens_no_issue_but_its_own(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "issues/ISSUE-900.yaml").write_text("no: [issue", encoding="utf-8")
    (folder / "issues/ISSUE-900.yaml").chmod(0)
    assert ledger("start", "2", "--as", "zhang").returncode == 0


def test_an_issue_in_a_folder_of_its_own_is_found_and_two_of_one_number_are_told(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "issues/2026").mkdir()
    (folder / "issues/ISSUE-002.yaml").rename(folder / "issues/2026/ISSUE-002.yaml")
    assert ledger("show", "2").returncode == 0
    (folder / "issues/ISSUE-002.yml").write_bytes((folder / "issues/2026/ISSUE-002.yaml").read_bytes())
    twice = ledger("show", "2")
    assert (twice.returncode, "ISSUE-002.yml" in twice.stderr) == (5, True)

"""An answer rests on all that a command looks at: every name that it asks the system for is one that is watched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.cli import remembered

can_trace = (
    shutil.which("strace")
    and not subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode
)
pytestmark = pytest.mark.skipif(not can_trace, reason="what a command asks the system for is told by strace")

ASKED = re.compile(r'^[0-9]+ +\w+\((?:AT_FDCWD(?:<([^>]*)>)?, |[0-9]+<([^>]*)>, )?"((?:[^"\\]|\\.)+)"')
BESIDE_THE_POINT = re.compile(
    r"/\.git/(objects(/|$)|hooks|logs/|branches|info$|worktrees$|description$|common)"  # never changes, or on its way
    r"|/\.mailmap$|/\.vscode$"  # git's for names that nobody prints; where leftovers are swept up
    r"|/evidence/(.*/)?\.gitattributes$"  # git's for what it compares there; only names of issues are asked for
)
"""What is asked for and can't change an answer."""
CALLS = (
    "today",
    "list",
    "overdue",
    "stats",
    "dispatch",
    "show ISSUE-001",
    "show ISSUE-004",
    "why ISSUE-003",
    "check",
    "validate",
)


def asked_for(words: list[str], folder: Path, environment: dict[str, str], log: Path) -> set[str]:
    """Every path in the ledger, in git and at home that a call asks the system for."""
    traced = ["strace", "-f", "-y", "-s", "300", "-o", str(log), "-e", "trace=%file"]
    env = environment | {"LEDGER_NO_CACHE": "1"}
    subprocess.run(
        [*traced, sys.executable, "-m", "ledger", *words], cwd=folder, env=env, check=False, capture_output=True
    )
    found = set()
    for line in log.read_text("utf-8", "replace").splitlines():
        if hit := ASKED.match(line):
            text = (
                hit[3]
                .encode("latin-1", "replace")
                .decode("unicode_escape")
                .encode("latin-1")
                .decode("utf-8", "replace")
            )
            found.add(os.path.normpath(Path(hit[1] or hit[2] or folder, text)))
    here = (f"{folder}/", environment["HOME"])
    return {path for path in found if path.startswith(here)}


@pytest.mark.parametrize("call", CALLS)
def test_nothing_is_asked_for_that_is_not_watched(
    call: str, folder: Path, environment: dict[str, str], git: Callable[..., str], tmp_path: Path
) -> None:
    house.build(folder)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    path = folder / "issues/ISSUE-003.yaml"
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    (folder / "templates/sheets").mkdir(parents=True)
    known = remembered.call(["--dir", str(folder), *call.split()], environment, allowed=True)
    assert known is not None
    evidence = (f"{folder}/evidence",) if call.split(maxsplit=1)[0] in {"why", "check"} else ()
    beneath = (*known.watched.folders, *evidence, f"{folder}/.ledger")
    asked = asked_for(call.split(), folder, environment, tmp_path / "trace.txt")
    assert f"{folder}/ledger.toml" in asked
    unwatched = {
        path
        for path in asked
        if path not in known.watched.files
        and not BESIDE_THE_POINT.search(path)
        and not any(path == top or path.startswith(f"{top}/") for top in beneath)
    }
    assert unwatched - {str(folder), f"{folder}/.git", environment["HOME"]} == set()

"""Many files at once: all on the disk by one call, and whole or not there like a few."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.store import batch, flushing

_SAVING = """
import sys
from pathlib import Path
from ledger.store import batch
root, count = Path(sys.argv[1]), int(sys.argv[2])
batch.write_all(root, [batch.Change(root / f"issues/{number}.yaml", None, b"text\\n") for number in range(count)])
"""

traced = pytest.mark.skipif(shutil.which("strace") is None, reason="the calls are told by strace, on Linux")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("issues", ".ledger"):
        (tmp_path / folder).mkdir()
    return tmp_path


def calls(root: Path, count: int) -> list[str]:
    """How the program calls the system to write so many files as one."""
    log = root / "calls.txt"
    traced = ["strace", "-f", "-e", "trace=fsync,syncfs,rename,link", "-o", str(log)]
    subprocess.run([*traced, sys.executable, "-c", _SAVING, str(root), str(count)], check=True)
    return [line.split(maxsplit=1)[1].partition("(")[0] for line in log.read_text().splitlines() if "(" in line]


@traced
def test_many_files_are_flushed_by_one_call_before_the_first_has_its_name(root: Path) -> None:
    made = calls(root, 200)
    assert made.count("syncfs") == 1
    assert made.count("fsync") < 10, "the journal and the folders"
    assert made.index("syncfs") < made.index("link")
    assert made.count("link") == 200
    assert len(list((root / "issues").glob("*.yaml"))) == 200
    assert not list(root.rglob("*.tmp"))


@traced
def test_a_few_files_are_flushed_one_by_one_so_that_nobody_elses_have_to_be(root: Path) -> None:
    made = calls(root, 3)
    assert "syncfs" not in made
    assert made.count("fsync") >= 3


def test_many_changes_are_all_written(root: Path) -> None:
    paths = [root / f"issues/{number}.yaml" for number in range(flushing.MANY * 2)]
    for path in paths:
        path.write_bytes(b"old\n")
    batch.write_all(root, [batch.Change(path, b"old\n", path.name.encode()) for path in paths])
    assert [path.read_bytes() for path in paths] == [path.name.encode() for path in paths]
    assert not batch.interrupted(root)


def test_many_changes_of_which_one_can_not_be_staged_are_none(root: Path) -> None:
    changes = [batch.Change(root / f"issues/{number}.yaml", None, b"new\n") for number in range(flushing.MANY)]
    with pytest.raises(FileNotFoundError):
        batch.write_all(root, [*changes, batch.Change(root / "gone/last.yaml", None, b"new\n")])
    assert not list((root / "issues").iterdir())

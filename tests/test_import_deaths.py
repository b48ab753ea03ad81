"""`import --apply` killed at every step that it takes on the disk: the next command finds all or nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import house
from faulted import Server
from test_import import fill
from test_import_documents import PLAN

Run = Callable[..., "subprocess.CompletedProcess[str]"]

STEPS = ("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "fsync", "fdatasync", "fchmod")
"""System calls that change which files there are, or promise that they will outlive the machine."""
CALLS = ",".join(f"?{name}" for name in STEPS)
KILLED = 137
TAKEN_OVER = re.compile(r"注意：上一个写入的程序（pid [0-9]+ @ \S+）没有正常结束，已接着写（lock）\n")
"""What may be told of the dead: its lock was found."""
OLD, NEW = "红旗镇 青石镇 青石镇", "甲镇 乙镇 丙镇"

can_trace = (
    shutil.which("strace")
    and not subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode
)
pytestmark = pytest.mark.skipif(not can_trace, reason="killing at a system call needs strace and the right to trace")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "server") as started:
        yield started


def applied(server: Server, folder: Path, *injected: str, file: str = "台账.xlsx") -> int:
    """Apply the file under strace; the exit code, that of a killed process as a shell has it."""
    strace = ["-o", str(server.log), "-e", f"trace={CALLS}", *injected]
    return server.run(("import", file, "--apply", "--as", "zhang"), folder, house.DAY, strace)["code"]


def next_command(server: Server, folder: Path) -> tuple[int, str]:
    """What the next command makes of what the dead one left."""
    ended = server.run(("validate", "--brief"), folder, house.DAY)
    return ended["code"], TAKEN_OVER.sub("", ended["said"])


def steps(log: Path) -> Iterator[tuple[str, int]]:
    """Every step that was taken: which system call, the how manieth of its kind."""
    seen: dict[str, int] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := re.match(r"(\w+)\(", line):
            seen[found[1]] = seen.get(found[1], 0) + 1
            yield found[1], seen[found[1]]


def regions(folder: Path) -> str:
    """What the three issues say that the workbook changes."""
    texts = ((folder / f"issues/ISSUE-{number:03d}.yaml").read_text("utf-8") for number in (1, 2, 5))
    return " ".join(found[1] for text in texts if (found := re.search(r"^region: (\S+)", text, re.MULTILINE)))


def issues(folder: Path) -> dict[str, bytes]:
    """The files that the next command leaves; what was being written is swept away later, and is no issue."""
    return {name: data for name, data in house.contents(folder / "issues").items() if not name.endswith(".tmp")}


def test_killed_at_any_step_the_next_command_finds_all_or_nothing(
    ledger: Run, server: Server, folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    assert ledger("export", "台账.xlsx").returncode == 0
    places = zip(("ISSUE-001", "ISSUE-002", "ISSUE-005"), NEW.split(), strict=True)
    fill(folder / "台账.xlsx", {(key, "行政区域"): place for key, place in places})
    before = issues(folder)

    whole = shutil.copytree(folder, tmp_path / "whole")
    assert applied(server, whole) == 0
    assert regions(whole) == NEW
    taken = list(steps(server.log))
    assert len(taken) > 15, "three files and a journal, each written, flushed and renamed"

    found = []
    for name, number in taken:
        place = shutil.copytree(folder, tmp_path / "killed")
        killed = applied(server, place, "-e", f"inject={name}:signal=KILL:when={number}")
        assert killed == KILLED, (name, number)
        assert next_command(server, place) == (0, ""), (name, number)
        found.append(regions(place))
        assert found[-1] in {OLD, NEW}, (name, number)
        assert issues(place) == before or found[-1] == NEW
        if found[-1] not in found[:-1]:  # the first death, and the first that comes too late to stop it
            assert ledger("import", "台账.xlsx", "--apply", "--as", "zhang", cwd=place).returncode == 0
            assert regions(place) == NEW, "the import can be done again"
        shutil.rmtree(place)
    assert found == sorted(found, key=(OLD, NEW).index), "from one step on it counts, and stays so"
    assert set(found) == {OLD, NEW}


def test_a_document_killed_at_any_step_has_brought_all_its_issues_or_none(
    ledger: Run, server: Server, folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    house.put(folder / "方案.txt", PLAN.encode())
    before = set(issues(folder))

    whole = shutil.copytree(folder, tmp_path / "whole")
    assert applied(server, whole, file="方案.txt") == 0
    after = set(issues(whole))
    assert len(after) == len(before) + 3
    found = []
    for name, number in list(steps(server.log)):
        place = shutil.copytree(folder, tmp_path / "killed")
        killed = applied(server, place, "-e", f"inject={name}:signal=KILL:when={number}", file="方案.txt")
        assert killed == KILLED, (name, number)
        assert next_command(server, place) == (0, ""), (name, number)
        found.append(set(issues(place)))
        assert found[-1] in (before, after), (name, number)
        if found[-1] not in found[:-1]:
            assert ledger("import", "方案.txt", "--apply", "--as", "zhang", cwd=place).returncode == 0
            assert set(issues(place)) == after, "the import can be done again, and brings nothing twice"
        shutil.rmtree(place)
    assert [len(names) for names in found] == sorted(map(len, found)), "from one step on it counts, and stays so"

"""Several offices at one ledger: no number is given twice, no entry is lost, no half-written file is ever read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import house
from ledger.store import folder as store
from ledger.store.workspace import Workspace

NEW = """
import sys, uuid
from datetime import date
from pathlib import Path
from ledger.model.issue import Issue, Source
from ledger.store import saving
from ledger.store.workspace import Workspace

def made(issue_id):
    source = Source(kind="自查", received=date(2026, 5, 1))
    return Issue(id=issue_id, uid=str(uuid.uuid4()), title="新问题", status="open", source=source)

for _ in range(10):
    print(saving.add(Workspace(Path(sys.argv[1])), made).issue.id)
"""

REPORT = """
import sys
from datetime import date
from pathlib import Path
from ledger.errors import ConflictError
from ledger.model.acts import Progress
from ledger.store import folder, saving
from ledger.store.workspace import Workspace

office = Workspace(Path(sys.argv[1]))
for count in range(5):
    while True:
        stored = folder.get(office, "ISSUE-001")
        entry = Progress(month="2026-05", date=date(2026, 5, 20), by="qian", text=f"{sys.argv[2]}-{count}")
        after = stored.issue.model_copy(update={"progress": (*stored.issue.progress, entry)})
        try:
            saving.save(office, stored, after)
            break
        except ConflictError as error:
            assert error.what.key == "conflict.changed"
"""


def at_once(scripts: list[list[str]], cwd: Path) -> list[str]:
    """Start them all, then wait for all; their outputs. Every one must end well."""
    started = [
        subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for command in scripts
    ]
    outputs = []
    for running in started:
        output, errors = running.communicate(timeout=60)
        assert running.returncode == 0, errors
        outputs.append(output)
    return outputs


def test_eight_processes_of_ten_new_issues_get_eighty_numbers(tmp_path: Path) -> None:
    house.build(tmp_path)
    outputs = at_once([[sys.executable, "-c", NEW, str(tmp_path)]] * 8, tmp_path)
    given = sorted(number for output in outputs for number in output.split())
    assert given == [f"ISSUE-{number:03d}" for number in range(6, 86)]
    scan = store.scan(Workspace(tmp_path))
    assert (len(scan.issues), scan.problems) == (85, ())
    assert len({issue.uid for issue in scan.issues}) == 85
    assert list(tmp_path.rglob("*.tmp")) == []


def test_two_commands_at_once_get_different_ids(tmp_path: Path, environment: dict[str, str]) -> None:
    house.build(tmp_path)
    command = [sys.executable, "-m", "ledger", "new", "新问题", "--as", "zhang"]
    started = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(3)
    ]
    assert sorted(running.communicate(timeout=60)[0].strip() for running in started) == [
        *("ISSUE-006", "ISSUE-007", "ISSUE-008"),
    ]


def test_six_processes_reporting_on_one_issue_lose_nothing(tmp_path: Path) -> None:
    """A conflict is noticed, never written over: who retries has all thirty entries in the end, and the comments."""
    house.build(tmp_path)
    at_once([[sys.executable, "-c", REPORT, str(tmp_path), f"p{at}"] for at in range(6)], tmp_path)
    stored = store.get(Workspace(tmp_path), "ISSUE-001")
    entries = [entry.text for entry in stored.issue.progress[1:]]
    assert sorted(entries) == sorted(f"p{at}-{count}" for at in range(6) for count in range(5))
    assert "# 第二条由住建配合" in stored.data.decode()


def test_who_reads_while_others_write_never_sees_half_a_file(tmp_path: Path) -> None:
    house.build(tmp_path)
    office = Workspace(tmp_path)
    writer = subprocess.Popen([sys.executable, "-c", REPORT, str(tmp_path), "w"])
    scans = 0
    while writer.poll() is None:
        scan = store.scan(office)
        scans += 1
        if scan.problems:
            writer.kill()
            pytest.fail(str(scan.problems))
    assert writer.returncode == 0
    assert scans > 1

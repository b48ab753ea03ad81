"""Several files written as one: all or none, whatever fails and wherever the process dies."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import house
from ledger.errors import ConflictError, MachineError, UnreadableError, say
from ledger.store import batch, files, folder, locks, saving
from ledger.store.batch import JOURNAL, Change
from ledger.store.workspace import Workspace

OLD = {"issues/a.yaml": b"old a\n", "issues/b.yaml": b"old b\n", "issues/2025/c.yaml": b"old c\n"}
NEW = {name: text.replace(b"old", b"new") for name, text in OLD.items()}
ADDED = {"issues/d.yaml": b"new d\n"}


@pytest.fixture
def root(folder: Path) -> Path:
    (folder / ".ledger").mkdir()
    for name, text in OLD.items():
        house.put(folder / name, text)
    return folder


def changes(root: Path) -> list[Change]:
    kept = [Change(root / name, OLD[name], NEW[name]) for name in OLD]
    return [*kept, *(Change(root / name, None, text) for name, text in ADDED.items())]


def test_every_file_is_written_and_nothing_is_left_over(root: Path) -> None:
    batch.write_all(root, changes(root))
    assert house.contents(root) == NEW | ADDED
    assert not batch.interrupted(root)


def test_one_file_that_was_changed_stops_them_all_and_is_named(root: Path) -> None:
    house.put(root / "issues/b.yaml", b"somebody else's\n")
    with pytest.raises(ConflictError) as caught:
        batch.write_all(root, changes(root))
    assert caught.value.what == say("conflict.changed", file=("issues/b.yaml",))
    assert house.contents(root) == OLD | {"issues/b.yaml": b"somebody else's\n"}


def test_a_new_file_whose_name_is_taken_stops_them_all(root: Path) -> None:
    house.put(root / "issues/d.yaml", b"")
    with pytest.raises(ConflictError):
        batch.write_all(root, changes(root))
    assert house.contents(root) == OLD | {"issues/d.yaml": b""}


@pytest.mark.parametrize("failing", range(1, 6))
def test_a_failure_of_the_machine_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """The journal's rename is the first; then come three files, and one that is linked."""
    calls = 0
    rename, link = files.rename, os.link

    def counted() -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(errno.EACCES, "held open by Excel")

    def renaming(source: Path, target: Path) -> None:
        counted()
        rename(source, target)

    def linking(source: Path, target: Path) -> None:
        counted()
        link(source, target)

    monkeypatch.setattr(files, "rename", renaming)
    monkeypatch.setattr(files, "put_in_place", linking)
    with pytest.raises(OSError, match="held open"):
        batch.write_all(root, changes(root))
    assert calls >= failing
    assert house.contents(root) == OLD
    assert not batch.interrupted(root)


def test_a_full_disk_before_the_renames_leaves_no_staged_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> Path:
        if path.name == "c.yaml":
            raise OSError(errno.ENOSPC, "full")
        return staged(path, data)

    staged = files.stage
    monkeypatch.setattr(files, "stage", full)
    with pytest.raises(OSError, match="full"):
        batch.write_all(root, changes(root))
    assert house.contents(root) == OLD


DIES = """
import os, sys
from pathlib import Path
from ledger.store import batch, files, locks
from ledger.store.batch import Change

root, step, when = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
calls = 0

def dying(act):
    def call(*given):
        global calls
        calls += 1
        if calls == step and when == "before":
            os._exit(9)
        result = act(*given)
        if calls == step:
            os._exit(9)
        return result
    return call

files.rename, files.put_in_place, files.stage = map(dying, (files.rename, files.put_in_place, files.stage))
names = ["issues/a.yaml", "issues/b.yaml", "issues/2025/c.yaml"]
changes = [Change(root / n, (root / n).read_bytes(), (root / n).read_bytes().replace(b"old", b"new")) for n in names]
with locks.ledger(root):
    batch.write_all(root, [*changes, Change(root / "issues/d.yaml", None, b"new d\\n")])
"""
"""Stages four files and the journal (5 calls), renames the journal (the 6th), then the files (7 to 10)."""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 12))
def test_whoever_comes_after_a_death_finds_all_or_nothing(root: Path, step: int, when: str) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, str(root), str(step), when], check=False, timeout=30)
    assert done.returncode == (9 if step < 11 else 0)
    with locks.ledger(root):
        batch.finish(root)
    kept = {name: text for name, text in house.contents(root).items() if not name.endswith(".tmp")}
    committed = step > 6 or (step, when) == (6, "after")
    assert kept == (NEW | ADDED if committed else OLD)
    assert not batch.interrupted(root)
    if committed:
        assert house.contents(root) == NEW | ADDED, "what was staged is gone"


def interrupt(root: Path, step: int) -> None:
    subprocess.run([sys.executable, "-c", DIES, str(root), str(step), "after"], check=False, timeout=30)
    assert batch.interrupted(root)


def test_a_batch_that_cannot_go_on_is_taken_back(root: Path) -> None:
    interrupt(root, 7)
    for staged in root.rglob("*.tmp"):
        staged.unlink()
    with locks.ledger(root):
        batch.finish(root)
    assert house.contents(root) == OLD


def test_what_a_hand_has_changed_after_the_death_is_left_alone_and_named_once(root: Path) -> None:
    interrupt(root, 7)
    house.put(root / "issues/b.yaml", b"by hand\n")
    with locks.ledger(root), pytest.raises(ConflictError) as caught:
        batch.finish(root)
    assert caught.value.what == say("batch.touched", files=("issues/b.yaml",))
    assert house.contents(root) == NEW | ADDED | {"issues/b.yaml": b"by hand\n"}
    with locks.ledger(root):
        batch.finish(root)


@pytest.mark.parametrize(
    "line",
    [
        {"path": "../outside.txt", "staged": ".x.tmp"},
        {"path": "/etc/hosts", "staged": ".x.tmp"},
        {"path": "issues/a.yaml", "staged": "../x.tmp"},
        {"path": "issues\\..\\..\\x", "staged": ".x.tmp"},
    ],
)
def test_a_journal_from_elsewhere_writes_nothing_outside(root: Path, line: dict[str, str]) -> None:
    outside = house.put(root.parent / "outside.txt", b"precious")
    told = line | {"before": base64.b64encode(b"bad").decode(), "digest": hashlib.sha256(b"precious").hexdigest()}
    house.put(root / JOURNAL, json.dumps({"batch": [told]}).encode())
    with locks.ledger(root), pytest.raises(UnreadableError):
        batch.finish(root)
    assert outside.read_bytes() == b"precious"


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"batch": [1]}', b'{"batch": [{"path": "a"}]}', b"\xff"])
def test_a_journal_that_is_none_is_said_to_be_none(root: Path, data: bytes) -> None:
    house.put(root / JOURNAL, data)
    with locks.ledger(root), pytest.raises(UnreadableError) as caught:
        batch.finish(root)
    assert caught.value.what == say("batch.unreadable", file=".ledger/batch.json")


def test_the_folder_of_issues_saves_several_as_one_and_readers_end_what_was_cut_short(folder_of_issues: Path) -> None:
    workspace = Workspace(folder_of_issues)
    stored = folder.scan(workspace).stored
    pairs = [(one, one.issue.model_copy(update={"title": f"{one.issue.title}（改）"})) for one in stored]
    saved = saving.save_all(workspace, pairs)
    assert [one.issue.title for one in folder.scan(workspace).stored] == [after.title for _, after in pairs]
    assert b"\xe7\xbe\xa4\xe4\xbc\x97\xe5\xa4\x9a\xe6\xac\xa1\xe5\x8f\x8d\xe6\x98\xa0" in saved[0].data, "the comment"
    with pytest.raises(ConflictError):
        saving.save_all(workspace, [(stored[0], pairs[0][1].model_copy(update={"title": "第三"}))])
    assert saving.save_all(workspace, [(saved[0], saved[0].issue)]) == ()


@pytest.fixture
def folder_of_issues(folder: Path) -> Path:
    return house.build(folder)


def test_a_reader_ends_a_batch_that_a_death_cut_short(folder_of_issues: Path) -> None:
    path = folder_of_issues / "issues/ISSUE-001.yaml"
    old = path.read_bytes()
    new = old.replace("水质达到Ⅲ类".encode(), "水质达到Ⅱ类".encode())
    staged = files.stage(path, new)
    told = {
        "path": "issues/ISSUE-001.yaml",
        "staged": staged.name,
        "before": base64.b64encode(old).decode(),
        "digest": hashlib.sha256(new).hexdigest(),
    }
    house.put(folder_of_issues / JOURNAL, json.dumps({"batch": [told]}).encode())
    plan = folder.get(Workspace(folder_of_issues), "ISSUE-001").issue.plan
    assert plan is not None
    assert plan.goal == "水质达到Ⅱ类"
    assert not batch.interrupted(folder_of_issues)


def test_a_failing_disk_is_told_as_one(folder_of_issues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(folder_of_issues)
    stored = folder.scan(workspace).stored
    before = house.contents(folder_of_issues)

    def full(path: Path, data: bytes) -> Path:
        raise OSError(errno.ENOSPC, "full", str(path), len(data))

    monkeypatch.setattr(files, "stage", full)
    with pytest.raises(MachineError):
        saving.save_all(workspace, [(stored[0], stored[0].issue.model_copy(update={"title": "新"}))])
    assert house.contents(folder_of_issues) == before

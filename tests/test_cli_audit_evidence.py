"""`ledger audit` on evidence: damaged, missing, unnamed, not fetched; in little memory, and resumed after a break."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import chained
import house
from ledger.store import rehash

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FIVE, PHOTO = "issues/ISSUE-005.yaml", "evidence/ISSUE-003/after.jpg"


@pytest.fixture
def sealed(ledger: Run, folder: Path) -> Path:
    """The small ledger, chained, with one checkpoint."""
    chained.build(folder)
    assert ledger("seal", "--as", "zhang").returncode == 0
    return folder


def found(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str | None]]:
    """The rule and the issue of every fault that a run in JSON told."""
    return [(one["rule"], one["issue"]) for one in json.loads(done.stdout)["problems"]]


# -- evidence


def test_evidence_that_is_not_what_was_put_on_file(ledger: Run, sealed: Path, tmp_path: Path) -> None:
    photo = sealed / PHOTO
    whole = photo.read_bytes()

    def audited() -> tuple[int, list[str]]:
        done = ledger("audit", "3", "--json")
        return done.returncode, [one["message"] for one in json.loads(done.stdout)["problems"]]

    photo.write_bytes(bytes([whole[0] ^ 1, *whole[1:]]))
    code, (changed,) = audited()
    assert (code, PHOTO in changed) == (8, True)
    photo.unlink()
    code, (missing,) = audited()
    assert (code, "不见了" in missing) == (8, True)
    photo.symlink_to(house.put(tmp_path / "outside.jpg", whole))
    code, (linked,) = audited()
    assert (code, "不是普通文件" in linked) == (8, True)
    photo.unlink()
    photo.parent.rmdir()
    (tmp_path / "elsewhere").mkdir()
    house.put(tmp_path / "elsewhere/after.jpg", whole)
    photo.parent.symlink_to(tmp_path / "elsewhere")
    code, outside = audited()
    assert (code, len(outside)) == (8, 1), "the folder leads out of the ledger"


def test_left_out_it_is_said_to_be_left_out(ledger: Run, sealed: Path) -> None:
    house.put(sealed / PHOTO, b"another picture")
    done = ledger("audit", "--no-evidence")
    assert done.returncode == 0
    assert "佐证材料：没有查（--no-evidence）" in done.stdout


def test_files_that_no_record_names_and_names_that_are_one_elsewhere(ledger: Run, sealed: Path) -> None:
    house.put(sealed / "evidence/ISSUE-003/补充.jpg", b"x")
    house.put(sealed / "evidence/ISSUE-003/AFTER.JPG", b"x")
    house.put(sealed / "evidence/ISSUE-003/Thumbs.db", b"left by Windows")
    house.put(sealed / "evidence/ISSUE-003/.gitkeep", b"")
    done = ledger("audit", "--json")
    assert (done.returncode, [rule for rule, _ in found(done)]) == (
        1,
        ["evidence-unnamed", "evidence-unnamed", "evidence-alike"],
    )
    assert "evidence/ISSUE-003/补充.jpg" in done.stdout


def test_what_git_lfs_has_not_fetched_is_not_called_forged(ledger: Run, sealed: Path) -> None:
    sha256 = hashlib.sha256(house.PHOTO).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {len(house.PHOTO)}\n"
    house.put(sealed / PHOTO, pointer.encode())
    done = ledger("audit", "--json")
    assert (done.returncode, found(done)) == (5, [("evidence-unfetched", "ISSUE-003")])
    assert "git lfs pull" in done.stdout
    house.put(sealed / PHOTO, pointer.replace(sha256, "0" * 64).encode())
    assert ledger("audit").returncode == 8, "a pointer to another file is another file"


# -- long, and interrupted


HASHED_HERE = 1 << 30
"""Larger files get a digest that is not theirs: making it would take as long as the audit."""


def big_evidence(folder: Path, sizes: dict[str, int]) -> None:
    """Put large files on record: sparse, so that they cost no disk."""
    lines = []
    for name, size in sizes.items():
        path = house.put(folder / f"evidence/ISSUE-005/{name}", b"")
        with path.open("r+b") as file:
            file.truncate(size)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest() if size <= HASHED_HERE else "0" * 64
        fields = f"path: evidence/ISSUE-005/{name}, sha256: {sha256}, size: {size}"
        lines.append(f"  - {{{fields}, date: 2026-05-01, kind: 其他, by: qian}}\n")
    issue = folder / FIVE
    text = issue.read_text("utf-8").replace("history:\n", f"evidence:\n{''.join(lines)}history:\n", 1)
    issue.write_text(text, encoding="utf-8")
    chained.rewrite(issue, lambda _: None)


def test_a_large_file_is_hashed_in_little_memory(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    big_evidence(folder, {"film.mp4": 512 << 20})
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert ledger("audit").returncode == 0
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert used == before or used < 150 * 1024, f"{used} KB"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_audit_goes_on_where_it_stopped(
    ledger: Run, folder: Path, environment: dict[str, str], how: signal.Signals
) -> None:
    chained.build(folder)
    big_evidence(folder, {"a.mp4": 32 << 20, "b.mp4": 4 << 20, "z.mp4": 3 << 30})
    state = folder / ".ledger" / rehash.STATE
    running = subprocess.Popen(
        [sys.executable, "-m", "ledger", "audit"], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    give_up = time.monotonic() + 60
    while not (state.exists() and state.stat().st_size) and time.monotonic() < give_up:
        os.sched_yield()
    running.send_signal(how)
    assert running.wait(60) == (130 if how is signal.SIGINT else -how)
    (folder / "evidence/ISSUE-005/z.mp4").write_bytes(b"")  # what was hashed last need not be hashed again here
    done = ledger("audit", "--resume", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, found(done)) == (8, [("evidence", "ISSUE-005")])
    assert told["evidence"]["believed"] >= 1
    assert not state.exists(), "a run that came to its end leaves nothing"


def test_what_is_believed_is_tried_and_one_lie_undoes_it_all(ledger: Run, sealed: Path) -> None:
    forged = _state(sealed, begun=datetime(2026, 5, 20, tzinfo=UTC) - timedelta(hours=9))
    honest = json.loads(ledger("audit", "--resume", "--json").stdout)
    assert honest["evidence"] == {"files": 2, "bytes": 66, "believed": 2}, "few were there, so all were tried"
    house.put(sealed / PHOTO, b"another picture")
    forged(PHOTO)
    done = ledger("audit", "--resume", "--json")
    assert (done.returncode, found(done)) == (8, [("audit-state", None), ("evidence", "ISSUE-003")])


def _state(folder: Path, begun: datetime) -> Callable[..., None]:
    """Write what an interrupted audit would have left; called again, with the old digest of a file that changed."""
    paths = [PHOTO, PHOTO.replace("003", "004")]
    digests = {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths}

    def write(*_: str) -> None:
        lines = [json.dumps({"begun": begun.isoformat()})]
        for path in paths:
            told = (folder / path).stat()
            fields = {"size": told.st_size, "mtime_ns": told.st_mtime_ns, "ctime_ns": told.st_ctime_ns}
            lines.append(json.dumps({"path": path, **fields, "inode": told.st_ino, "sha256": digests[path]}))
        house.put(folder / ".ledger" / rehash.STATE, "\n".join(lines).encode())

    write()
    return write


@pytest.mark.parametrize("hours", [-1, 25])
def test_an_old_state_or_one_from_the_future_is_not_believed(ledger: Run, sealed: Path, hours: int) -> None:
    _state(sealed, begun=datetime(2026, 5, 19, 16, tzinfo=UTC) - timedelta(hours=hours))
    assert json.loads(ledger("audit", "--resume", "--json").stdout)["evidence"]["believed"] == 0


def test_a_file_touched_since_is_hashed_again(ledger: Run, sealed: Path) -> None:
    """The content goes back in time with `utime`, and the system's own time of change tells."""
    _state(sealed, begun=datetime(2026, 5, 19, 16, tzinfo=UTC))
    told = (sealed / PHOTO).stat()
    (sealed / PHOTO).write_bytes(bytes(told.st_size))
    os.utime(sealed / PHOTO, ns=(told.st_atime_ns, told.st_mtime_ns))
    done = ledger("audit", "--resume", "--json")
    assert (done.returncode, found(done)) == (8, [("evidence", "ISSUE-003")])


def test_without_resume_nothing_is_believed_and_it_is_said_that_there_was_something(ledger: Run, sealed: Path) -> None:
    _state(sealed, begun=datetime(2026, 5, 19, 16, tzinfo=UTC))
    done = ledger("audit")
    assert "接着查用 --resume" in done.stderr
    assert "佐证材料：2 份 66 B，全部重算" in done.stdout


@pytest.mark.parametrize(
    "text", ["", "{}", "[]\n[]", '{"begun": "yesterday"}', '{"begun": "2026-05-19T16:00:00Z"}\n{"pa']
)
def test_a_state_that_is_none_stops_nothing(ledger: Run, sealed: Path, text: str) -> None:
    house.put(sealed / ".ledger" / rehash.STATE, text.encode())
    assert ledger("audit", "--resume").returncode == 0

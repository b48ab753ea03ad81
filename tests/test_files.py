"""Files are whole or not there; one writer at a time."""

from __future__ import annotations

import errno
import os
import resource
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.errors import say
from ledger.store import files

OLD, NEW = b"old content\n", b"new content, longer than the old\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_write_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "ISSUE-001.yaml"
    files.write_atomically(path, OLD)
    files.write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["ISSUE-001.yaml"]


def test_a_rewritten_file_keeps_its_mode_because_a_ledger_is_shared(tmp_path: Path) -> None:
    path = tmp_path / "shared.yaml"
    path.write_bytes(OLD)
    path.chmod(0o664)
    files.write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_a_new_file_has_the_mode_that_the_users_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o026)
    try:
        files.write_atomically(tmp_path / "new.yaml", NEW)
        assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o640
        assert os.umask(0o026) == 0o026, "asking for the umask must not change it"
    finally:
        os.umask(before)


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "ISSUE-001.yaml"
    path.write_bytes(OLD)
    with pytest.raises(FileExistsError):
        files.write_atomically(path, NEW, new=True)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["ISSUE-001.yaml"]


def refusing(code: int, times: int = 1000) -> Callable[..., None]:
    """A call to the system that fails so often, then does nothing."""
    left = iter(range(times))

    def call(*_: object) -> None:
        if next(left, None) is not None:
            raise OSError(code, os.strerror(code))

    return call


def test_a_drive_without_hard_links_still_never_replaces_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """exFAT and some network drives: the fallback of `new` is the exclusive creation of the name itself."""
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    path = tmp_path / "x.yaml"
    files.write_atomically(path, OLD, new=True)
    with pytest.raises(FileExistsError):
        files.write_atomically(path, NEW, new=True)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["x.yaml"]


def test_a_name_that_was_claimed_is_given_back_where_the_file_cannot_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.ENOTSUP))
    monkeypatch.setattr(os, "replace", refusing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        files.write_atomically(tmp_path / "x.yaml", NEW, new=True)
    assert names(tmp_path) == []


def test_a_link_refused_for_another_reason_is_no_drive_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.ENOSPC))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        files.write_atomically(tmp_path / "x.yaml", NEW, new=True)
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["link", "replace"])
def test_what_a_signal_interrupts_is_asked_again_and_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "x.yaml"
    act = files.put_in_place if call == "link" else files.rename
    monkeypatch.setattr(os, call, refusing(errno.EINTR, 5))
    act(tmp_path / "beside", path)
    monkeypatch.setattr(os, call, refusing(errno.EINTR, 6))
    with pytest.raises(InterruptedError) as caught:
        act(tmp_path / "beside", path)
    told = (caught.value.errno, caught.value.strerror, caught.value.filename)
    assert told == (errno.EINTR, os.strerror(errno.EINTR), str(path))


def test_a_file_that_is_open_elsewhere_is_renamed_a_moment_later_on_windows_and_refused_at_once_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", refusing(errno.EACCES, 1))
    with pytest.raises(PermissionError):
        files.rename(tmp_path / "x", tmp_path / "y")
    paused: list[float] = []
    monkeypatch.setattr(time, "sleep", paused.append)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "replace", refusing(errno.EACCES, 2))
    files.rename(tmp_path / "x", tmp_path / "y")
    assert paused == [0.1, 0.2]
    monkeypatch.setattr(os, "replace", refusing(errno.EACCES))
    with pytest.raises(PermissionError):
        files.rename(tmp_path / "x", tmp_path / "y")
    assert sum(paused[2:]) == pytest.approx(3.1), "its patience has an end"


def test_windows_is_not_asked_for_what_it_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the modes of files nor the flushing of folders."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "fchmod", refusing(errno.ENOSYS))
    files.write_atomically(tmp_path / "x", NEW)
    files.sync_folder(tmp_path / "gone")
    assert names(tmp_path) == ["x"]


def test_a_disk_that_fills_up_leaves_the_old_content(tmp_path: Path) -> None:
    """`RLIMIT_FSIZE` fails the write half-way, as a full disk does."""
    path = tmp_path / "ISSUE-001.yaml"
    path.write_bytes(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large") as failed:
            files.write_atomically(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert failed.value.errno == errno.EFBIG
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["ISSUE-001.yaml"], "the half-written file is gone"


def test_the_content_is_on_the_disk_before_it_gets_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a crash leaves depends on this order alone."""
    told: list[str] = []
    flush, give = os.fsync, os.replace

    def flushed(descriptor: int) -> None:
        told.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else f"{os.fstat(descriptor).st_size} bytes")
        flush(descriptor)

    def named(source: Path, target: Path) -> None:
        told.append("name")
        give(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", named)
    files.write_atomically(tmp_path / "x", NEW)
    assert told == [f"{len(NEW)} bytes", "name", "folder"]


def test_the_machines_failures_are_told_apart(tmp_path: Path) -> None:
    path = house.put(tmp_path / "x", b"")
    said = {
        code: files.fault(OSError(code, os.strerror(code)), path).what.key
        for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO)
    }
    assert said == {
        errno.ENOSPC: "env.disk-full",
        errno.EDQUOT: "env.disk-full",
        errno.EROFS: "env.read-only",
        errno.EACCES: "env.no-permission",
        errno.EIO: "env.failed",
    }
    assert files.fault(OSError(errno.EIO, "x"), path).exit_code == 7


def test_a_file_that_is_open_elsewhere_and_a_folder_that_can_only_be_read_are_told_apart(tmp_path: Path) -> None:
    path = house.put(tmp_path / "x", b"")
    beside = str(tmp_path / ".x.0123456789ab.tmp")
    no_new_file = PermissionError(errno.EACCES, "denied", beside)
    no_rename = PermissionError(errno.EACCES, "denied", beside, None, str(path))  # as Windows says it of an open file
    told = [files.fault(error, path).what for error in (no_new_file, no_rename)]
    assert [one.key for one in told] == ["env.closed-folder", "env.no-permission"]
    assert (told[0].fill["path"], told[0].fill["folder"]) == (str(path), str(tmp_path))


def test_a_failure_of_the_machine_is_said_with_its_file_and_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "x"
    fault = files.fault(OSError(errno.ENOSPC, "No space"), path).what
    assert fault == say("env.disk-full", path=str(path), reason=say("os.other", text="No space"))
    for kind, key in ((files.UnconfirmedError, "env.unsure"), (files.UnfinishedError, "env.unfinished")):
        told = files.fault(kind(errno.EIO, "I/O error"), "issues/x.yaml").what
        assert told == say(key, path="issues/x.yaml", reason=say("os.device", text="I/O error"))
    assert files.fault(OSError("no number"), path).what.key == "env.failed"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (errno.ENOENT, "os.missing"),
        (errno.EISDIR, "os.folder"),
        (errno.ENOTDIR, "os.not-a-folder"),
        (errno.EACCES, "os.denied"),
        (errno.EPERM, "os.denied"),
        (errno.ENAMETOOLONG, "os.long-name"),
        (errno.ELOOP, "os.loop"),
        (errno.EIO, "os.device"),
        (errno.EBUSY, "os.other"),
    ],
)
def test_what_the_system_says_is_said_in_words_of_ours(code: int, key: str) -> None:
    assert files.reason(OSError(code, "so says the system")) == say(key, text="so says the system")
    assert files.reason(FileExistsError(errno.EEXIST, "exists", "x.yaml")) == say("os.exists", text="x.yaml")
    assert files.reason(FileExistsError(errno.EEXIST, "exists")) == say("os.other", text="exists")
    assert files.reason(OSError("unnumbered")) == say("os.other", text="unnumbered")


def test_a_folder_that_cannot_be_flushed_leaves_the_write_unsure(tmp_path: Path) -> None:
    with pytest.raises(files.UnconfirmedError) as caught:
        files.confirm(tmp_path / "gone" / "x.yaml")
    assert (caught.value.errno, caught.value.filename) == (errno.ENOENT, str(tmp_path / "gone" / "x.yaml"))
    assert caught.value.strerror == os.strerror(errno.ENOENT)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(files.NotAFileError, match="not a plain file") as caught:
        files.read_plain(tmp_path)
    assert (caught.value.errno, caught.value.filename) == (errno.EINVAL, str(tmp_path))


def test_a_file_in_the_making_lies_beside_and_is_private_to_nobody(tmp_path: Path) -> None:
    path = tmp_path / "ISSUE-001.yaml"
    staged = files.stage(path, NEW)
    assert staged.parent == tmp_path
    assert staged.name.startswith(".ISSUE-001.yaml.")
    assert staged.read_bytes() == NEW
    assert not path.exists()
    assert files.beside(path) != files.beside(path)


def test_a_name_is_given_only_where_it_is_free(tmp_path: Path) -> None:
    staged, path = files.stage(tmp_path / "x", NEW), tmp_path / "x"
    files.put_in_place(staged, path)
    assert path.read_bytes() == NEW
    assert staged.samefile(path), "a second name, until the first is forgotten"
    with pytest.raises(FileExistsError):
        files.put_in_place(staged, path)
    files.forget(staged)
    files.forget(staged)
    assert names(tmp_path) == ["x"]


def test_a_write_sweeps_away_what_its_own_death_left_and_nothing_younger(tmp_path: Path) -> None:
    path = tmp_path / "ISSUE-001.yaml"
    old, young = files.beside(path), files.beside(path)
    for one, age in ((old, 3700), (young, 3500)):
        one.write_bytes(b"half")
        os.utime(one, (time.time() - age,) * 2)
    files.write_atomically(path, NEW)
    assert names(tmp_path) == sorted([young.name, path.name])


def test_sweeping_goes_on_past_a_folder_that_is_not_there(tmp_path: Path) -> None:
    old = files.beside(tmp_path / "x")
    old.write_bytes(b"half")
    os.utime(old, (0, 0))
    files.sweep([tmp_path / "gone", tmp_path])
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_written_into_is_no_leftover(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.write_atomically(tmp_path / "gone" / "x", NEW)
    with pytest.raises(FileNotFoundError):
        files.rename(tmp_path / "gone", tmp_path / "x")


def test_links_pipes_and_folders_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(OLD)
    (tmp_path / "link").symlink_to(tmp_path / "plain")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert files.read_plain(tmp_path / "plain") == OLD
    for name in ("link", "folder", "pipe"):
        with pytest.raises(files.NotAFileError):
            files.read_plain(tmp_path / name)


def test_a_limit_reads_one_byte_more_so_that_too_big_is_seen(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 100)
    assert len(files.read_plain(tmp_path / "big", 10)) == 11


def test_what_a_crash_left_behind_is_swept_away_after_an_hour(tmp_path: Path) -> None:
    """Only what bears the name of a file of ours in the making, and only when asked."""
    ours = files.beside(tmp_path / "ISSUE-001.yaml").name
    fresh = files.beside(tmp_path / "ISSUE-002.yaml").name
    others = [".x.tmp", ".ISSUE-001.yaml.aaaa.tmp", ".0123456789ab.tmp", "mine.tmp", ".x.0123456789AB.tmp"]
    for name in (ours, fresh, *others):
        (tmp_path / name).write_bytes(b"half")
    two_hours_ago = time.time() - 7200
    for name in (ours, *others):
        os.utime(tmp_path / name, (two_hours_ago, two_hours_ago))
    files.write_atomically(tmp_path / "ISSUE-003.yaml", NEW)
    assert ours in names(tmp_path), "a write looks at nothing but its own file"
    files.remove_leftovers(tmp_path)
    assert names(tmp_path) == sorted([fresh, *others, "ISSUE-003.yaml"])

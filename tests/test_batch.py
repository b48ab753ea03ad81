"""Several files written as one: all or none, whatever fails and wherever the process dies."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.errors import ConflictError, UnreadableError, say
from ledger.store import batch, files, locks
from ledger.store.batch import JOURNAL, Change, Move

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


def test_what_can_neither_be_ended_nor_taken_back_is_left_to_the_next_command(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not said that nothing was changed: the next command ends it."""
    made: list[Path] = []
    rename = files.rename

    def failing(source: Path, target: Path) -> None:
        if len(made) > 1:
            raise OSError(errno.EIO, "broken")
        made.append(target)
        rename(source, target)

    monkeypatch.setattr(files, "rename", failing)
    with pytest.raises(files.UnfinishedError) as caught:
        batch.write_all(root, changes(root))
    monkeypatch.undo()
    assert (caught.value.errno, caught.value.strerror) == (errno.EIO, "broken")
    assert files.fault(caught.value, "issues").what.key == "env.unfinished"
    batch.finish(root)
    assert house.contents(root) == {**NEW, **ADDED}


def test_a_file_that_comes_while_a_batch_is_written_stays_and_the_batch_is_taken_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = files.stage

    def late(path: Path, data: bytes) -> Path:
        house.put(root / "issues/d.yaml", b"theirs")
        return stage(path, data)

    monkeypatch.setattr(files, "stage", late)
    with pytest.raises(FileExistsError):
        batch.write_all(root, changes(root))
    assert house.contents(root) == OLD | {"issues/d.yaml": b"theirs"}


def test_a_journal_that_cannot_be_taken_away_leaves_a_batch_that_is_done(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = os.unlink

    def held(path: Path) -> None:
        if path == root / JOURNAL:
            raise PermissionError(errno.EACCES, "held open", str(path))
        unlink(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", held)
        batch.write_all(root, changes(root))
    assert batch.interrupted(root)
    batch.finish(root)
    assert house.contents(root) == NEW | ADDED
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


def copy(tree: Path, to: Path) -> Path:
    """A folder as it is, files of two names included."""
    known: dict[int, Path] = {}
    for path in [tree, *sorted(tree.rglob("*"))]:
        twin = to / path.relative_to(tree)
        if path.is_dir():
            twin.mkdir()
        elif (node := path.stat().st_ino) in known:
            os.link(known[node], twin)
        else:
            known[node] = Path(shutil.copyfile(path, twin))
    return to


def whole(root: Path) -> list[Change | Move]:
    """A batch of everything there is: files that change, one that comes, one that goes, one that moves."""
    house.put(root / "issues/gone.yaml", b"old gone\n")
    house.put(root / "evidence/1/photo.jpg", b"photo")
    moves = Move(root / "evidence/1/photo.jpg", root / "evidence/2/2026/photo.jpg")
    return [*changes(root), Change(root / "issues/gone.yaml", b"old gone\n", None), moves]


BEFORE = OLD | {"issues/gone.yaml": b"old gone\n", "evidence/1/photo.jpg": b"photo"}
AFTER = NEW | ADDED | {"evidence/2/2026/photo.jpg": b"photo"}


def write(root: Path, batch_of: list[Change | Move]) -> None:
    moves = [one for one in batch_of if isinstance(one, Move)]
    batch.write_all(root, [one for one in batch_of if isinstance(one, Change)], moves)


def deaths(root: Path, to: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool = True) -> list[Path]:
    """What lies there before each call that changes a name, as a death at this moment would leave it."""
    given = whole(root)
    found = [copy(root, to / "0")]
    copying = False

    def told(call: Callable[..., None]) -> Callable[..., None]:
        def calling(*words: object, **named: object) -> None:
            nonlocal copying
            if not copying:
                copying = True
                found.append(copy(root, to / str(len(found))))
                copying = False
            call(*words, **named)

        return calling

    def no_links(*_: object) -> None:
        if not copying:
            raise OSError(errno.EPERM, "no links here")

    with monkeypatch.context() as patch:
        for name in ("replace", "link", "unlink", "rmdir"):
            patch.setattr(os, name, told(getattr(os, name)))
        if not links:
            patch.setattr(os, "link", no_links)
        write(root, given)
    return [*found, copy(root, to / str(len(found)))]


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without"])
def test_whoever_comes_after_a_death_finds_all_or_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    (tmp_path / "deaths").mkdir()
    left = deaths(root, tmp_path / "deaths", monkeypatch, links=links)
    begun = [batch.interrupted(one) for one in left]
    assert begun == [*sorted(begun[:-1]), False]
    assert not (left[-1] / "evidence/1").exists(), "nothing lies in it any more"
    for one, committed in zip(left, [*begun[:-1], True], strict=True):
        if "issues/gone.yaml" not in (there := house.contents(one)):
            assert (NEW | ADDED).items() <= there.items(), "what goes, goes last"
        batch.finish(one)
        kept = {name: text for name, text in house.contents(one).items() if not name.endswith(".tmp")}
        assert kept == (AFTER if committed else BEFORE)
        assert not batch.interrupted(one)
        if committed:
            assert house.contents(one) == AFTER, "what was staged is gone"


def test_a_flush_that_fails_at_the_very_end_takes_everything_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, sync, failed = whole(root), files.sync_folder, list[Path]()

    def failing(folder: Path) -> None:
        if not failed and not (root / "issues/gone.yaml").exists():
            failed.append(folder)
            raise OSError(errno.EIO, "broken")
        sync(folder)

    monkeypatch.setattr(files, "sync_folder", failing)
    with pytest.raises(OSError, match="broken"):
        write(root, given)
    assert house.contents(root) == BEFORE
    assert not batch.interrupted(root)


@pytest.fixture
def half(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger whose batch was cut short in the middle: something is new, something old."""
    (tmp_path / "deaths").mkdir()
    left = deaths(root, tmp_path / "deaths", monkeypatch)
    return next(
        one for one in left if {**NEW, **OLD, "issues/a.yaml": b"new a\n"}.items() <= house.contents(one).items()
    )


def test_a_batch_that_cannot_go_on_is_taken_back(half: Path) -> None:
    for staged in half.rglob("*.tmp"):
        staged.unlink()
    batch.finish(half)
    assert house.contents(half) == BEFORE


@pytest.mark.parametrize("by_hand", [b"by hand\n", b"", None], ids=["changed", "emptied", "taken away"])
def test_what_a_hand_has_done_after_the_death_is_left_alone_and_named_once(half: Path, by_hand: bytes | None) -> None:
    (half / "issues/b.yaml").unlink()
    if by_hand is not None:
        house.put(half / "issues/b.yaml", by_hand)
    with pytest.raises(ConflictError) as caught:
        batch.finish(half)
    assert caught.value.what == say("batch.touched", files=("issues/b.yaml",))
    found = house.contents(half)
    assert found.pop("issues/b.yaml", None) == by_hand
    assert found == {name: text for name, text in AFTER.items() if name != "issues/b.yaml"}
    batch.finish(half)


def test_a_file_that_somebody_put_where_another_moves_to_stays_and_so_does_the_other(half: Path) -> None:
    (half / "evidence/2/2026/photo.jpg").unlink()
    house.put(half / "evidence/2/2026/photo.jpg", b"another")
    house.put(half / "evidence/1/photo.jpg", b"photo")
    batch.finish(half)
    assert house.contents(half) == AFTER | {"evidence/1/photo.jpg": b"photo", "evidence/2/2026/photo.jpg": b"another"}


@pytest.mark.parametrize("how", ["target there", "source gone"])
def test_a_move_that_cannot_be_made_stops_them_all_and_is_named(root: Path, how: str) -> None:
    given = whole(root)
    if how == "target there":
        house.put(root / "evidence/2/2026/photo.jpg", b"")
    else:
        (root / "evidence/1/photo.jpg").unlink()
    before = house.contents(root)
    with pytest.raises(ConflictError) as caught:
        write(root, given)
    assert caught.value.what == say("conflict.changed", file=("evidence/2/2026/photo.jpg",))
    assert house.contents(root) == before


def test_the_journal_says_in_so_many_words_what_is_to_be_done(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another release may have to end what this one began."""
    (tmp_path / "deaths").mkdir()
    left = deaths(root, tmp_path / "deaths", monkeypatch)
    told = json.loads(next(one / JOURNAL for one in left if batch.interrupted(one)).read_bytes())
    for one in told["batch"]:
        assert one.pop("staged").startswith("." + one["path"].rpartition("/")[2] if one["digest"] else "")
    assert told == {
        "batch": [
            *(
                {"path": name, "before": in_base64(OLD.get(name)), "digest": hashlib.sha256(text).hexdigest()}
                for name, text in (NEW | ADDED).items()
            ),
            {"path": "issues/gone.yaml", "before": in_base64(b"old gone\n"), "digest": ""},
        ],
        "moves": [{"from": "evidence/1/photo.jpg", "to": "evidence/2/2026/photo.jpg"}],
    }


def in_base64(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


@pytest.mark.parametrize(
    "line",
    [
        {"path": "../outside.txt", "staged": ".x.tmp"},
        {"path": "/etc/hosts", "staged": ".x.tmp"},
        {"path": "issues/a.yaml", "staged": "../x.tmp"},
        {"path": "issues\\..\\..\\x", "staged": ".x.tmp"},
        {"path": "issues/a.yaml", "staged": "..\\x.tmp"},
        {"path": "issues/a.yaml", "staged": ""},
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

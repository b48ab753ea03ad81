"""A folder that is put in the place of another: the old or the new, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger.errors import ConflictError, RefusedError
from ledger.store import files, swapped


def make(place: Path, **contents: str) -> None:
    with swapped.building(place, len(contents)) as new:
        for name, text in contents.items():
            (new / name).write_text(text, encoding="utf-8")


def fail_halfway(place: Path) -> None:
    with swapped.building(place, 1) as new:
        (new / "a").write_text("half", encoding="utf-8")
        raise ZeroDivisionError


def be_overtaken(place: Path) -> None:
    with swapped.building(place, 1):
        place.mkdir()
        (place / "a").write_text("theirs", encoding="utf-8")


def there(place: Path) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in place.iterdir() if one.name != swapped.MARK}


def beside(place: Path) -> list[str]:
    return sorted(one.name for one in place.parent.iterdir() if one != place)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "where" / "out"


def test_the_new_takes_the_place_of_the_old(place: Path) -> None:
    make(place, a="1", b="2")
    make(place, a="3")
    assert there(place) == {"a": "3"}
    assert beside(place) == []


def test_what_fails_leaves_the_old(place: Path) -> None:
    make(place, a="1")
    with pytest.raises(ZeroDivisionError):
        fail_halfway(place)
    assert there(place) == {"a": "1"}
    assert beside(place) == []


def test_what_is_no_site_of_ours_is_refused(place: Path) -> None:
    place.mkdir(parents=True)
    (place / "a").write_text("theirs", encoding="utf-8")
    with pytest.raises(RefusedError):
        make(place, a="ours")
    assert there(place) == {"a": "theirs"}


def test_a_file_or_a_link_is_no_folder(place: Path) -> None:
    make(place, a="1")
    (place.parent / "file").touch()
    (place.parent / "link").symlink_to(place)
    for name in ("file", "link"):
        with pytest.raises(ConflictError):
            make(place.parent / name, a="2")
    assert there(place) == {"a": "1"}


def test_somebody_put_a_folder_there_meanwhile(place: Path) -> None:
    with pytest.raises(RefusedError):
        be_overtaken(place)
    assert there(place) == {"a": "theirs"}
    assert beside(place) == []


def test_a_run_that_was_killed_leaves_the_old_and_is_swept_away_later(place: Path) -> None:
    make(place, a="1")
    code = (
        "import sys, time; from pathlib import Path; from ledger.store import swapped\n"
        "with swapped.building(Path(sys.argv[1]), 2) as new:\n"
        "    (new / 'a').write_text('half'); print('half', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "half\n"
        running.send_signal(signal.SIGKILL)
    assert there(place) == {"a": "1"}
    (left,) = beside(place)
    make(place, a="2")
    assert beside(place) == [left]  # it might be somebody's who is still at it
    long_ago = time.time() - files.LEFTOVER_SECONDS - 1
    os.utime(place.parent / left, (long_ago, long_ago))
    make(place, a="3")
    assert there(place) == {"a": "3"}
    assert beside(place) == []


def test_a_machine_that_stopped_between_two_renames_is_mended(place: Path) -> None:
    make(place, a="1")
    place.rename(place.parent / f".{place.name}.0123456789ab.was")
    with pytest.raises(ZeroDivisionError):
        fail_halfway(place)
    assert there(place) == {"a": "1"}

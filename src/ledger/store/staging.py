"""What is complete put in the place of what was there, table by table; who dies over that is followed by the next.

A ledger is written into a folder of its own beside the tables, in which its writer holds a lock. When all is on the
disk it says so, and only then are its parts moved. Whoever comes next finds a folder without a living writer: if it was
complete, the rest of its parts is moved as well, else it goes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
import uuid
from pathlib import Path

from ledger.store import files, flushing, locks
from ledger.store.columnar import TABLES

BY_LEDGER = "by_ledger"
"""How the folder of a ledger is called in each table."""
_STAGING = ".new-"
REPLACING = ".replacing"
"""Lies in what is complete, from before the first of its parts is put in its place."""


def beside(folder: Path) -> Path:
    """Where a ledger may be written that is to come into `folder`; nothing is there yet."""
    return folder / f"{_STAGING}{uuid.uuid4().hex}"


def is_interrupted(folder: Path) -> bool:
    """Whether somebody died while putting a ledger in its place; asked by who has the folder's lock."""
    return any((one / REPLACING).exists() for one in folder.glob(f"{_STAGING}*"))


def flush(new: Path) -> None:
    """Bring what is new to the disk, before it takes the place of what is there. Raises OSError."""
    made = [one for one in new.rglob("*.parquet") if one.is_file()]
    with flushing.at_once((new,), len(made)) as each:
        for one in made if each else ():
            with one.open("rb+") as file:
                os.fsync(file.fileno())


def put_in_place(new: Path) -> None:
    """Put what is complete in the place of what was there of its ledger; begun anew after a death, it ends the same."""
    for name in TABLES:
        for part in sorted((new / name).glob(f"{BY_LEDGER}=*")):
            place = new.parent / name / part.name
            place.parent.mkdir(exist_ok=True)
            if place.exists():
                place.rename(new / f"old-{name}")
            part.rename(place)


def sweep(folder: Path, mine: Path) -> None:
    """Take away what the dead have left, having put in its place what they had completed; asked by who has the folder's
    lock. Whoever lives has a lock in what is being written: it is taken right when that is made.
    """
    before = time.time() - files.LEFTOVER_SECONDS
    for one in folder.glob(f"{_STAGING}*"):
        lock = one / locks.OF_COLUMNS
        if one == mine:
            continue
        with contextlib.suppress(FileNotFoundError):
            if lock.exists() and not locks.is_free(lock) and one.stat().st_mtime > before:
                continue
            if (one / REPLACING).exists():
                put_in_place(one)
            shutil.rmtree(one, ignore_errors=True)

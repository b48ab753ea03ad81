"""The file of one issue, found by the names of the folder alone: none is opened, and none is even looked at."""

from __future__ import annotations

import os

from ledger.store.issuefile import SUFFIX


def bearer(folder: str, number: str) -> str | None:
    """The file below `folder` that bears this number.

    None where names alone can't tell, and somebody has to look through the whole `listing`: nothing bears it, or more
    than one, or it is not spelled as it should be, or a folder can't be looked into.
    """
    bears: list[str] = []
    try:
        _look_into(folder, number, bears)
    except OSError:
        return None
    return bears[0] if len(bears) == 1 and bears[0].endswith(f"{os.sep}{number}{SUFFIX}") else None


def _look_into(folder: str, number: str, bears: list[str]) -> None:
    end = len(number)
    within: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(number) and name[end : end + 1] in {"", "."}:
                bears.append(entry.path)
            if entry.is_dir() and not name.startswith(".") and not entry.is_symlink():
                within.append(entry.path)
    for path in within:
        _look_into(path, number, bears)

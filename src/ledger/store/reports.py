"""Reports of a check as files: written whole, and read again as the baseline of the next."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from ledger.errors import NotFoundError, UnreadableError, say
from ledger.model.baseline import Baseline
from ledger.store import files, waivers
from ledger.store.workspace import CALENDAR, PEOPLE, SETTINGS, UNITS, Workspace

_OWN = frozenset({
    *("issues", "evidence", "templates", "checkpoints", "snapshots", files.STATE, ".git"),
    *(SETTINGS, PEOPLE, UNITS, CALENDAR, waivers.FILE),
})  # fmt: skip
"""What stands in a ledger's folder, and is the ledger."""


def is_the_ledgers(workspace: Workspace, path: Path) -> bool:
    """Whether a path is one of the ledger's own, where no report may be written: what is there would be lost."""
    try:
        first, *_ = path.resolve().relative_to(workspace.root).parts
    except ValueError:
        return False
    return first in _OWN


def put(path: Path, text: str, *, append: bool = False) -> None:
    """Write a report: the file is the whole new one or the old one. With `append` it goes behind what is there, as the
    summary file of a CI system wants it. Raises MachineError.
    """
    data = text.encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if append:
            with path.open("ab") as file:
                file.write(data)
        else:
            files.write_atomically(path, data)
    except OSError as error:
        raise files.fault(error, path) from error


def baseline(path: Path) -> Baseline:
    """The report that `check -o json=…` wrote. Raises NotFoundError, UnreadableError for any other file."""
    try:
        read = json.loads(path.read_bytes())
        return Baseline(
            day=date.fromisoformat(read["as_of"]),
            fingerprints=tuple(str(one["fingerprint"]) for one in read["findings"]),
            selection=str(read["selection"]),
        )
    except FileNotFoundError as error:
        raise NotFoundError(say("baseline.none", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(say("baseline.unreadable", path=str(path))) from error

"""The files of the records beside the issues, by their bytes: what a checkpoint says of them."""

from __future__ import annotations

import hashlib

from ledger.store import cabinet, files
from ledger.store.gauges import GAUGES
from ledger.store.inspections import INSPECTIONS
from ledger.store.meetings import MEETINGS
from ledger.store.objects import OBJECTS, SCHEMES
from ledger.store.workspace import Workspace

FOLDERS = tuple(one.folder for one in (OBJECTS, SCHEMES, GAUGES, MEETINGS, INSPECTIONS))


def digests(workspace: Workspace) -> dict[str, str]:
    """The digest of every file of these records, readable or not, by its path. Raises MachineError."""
    found: dict[str, str] = {}
    for path in (path for folder in FOLDERS for path in cabinet.paths(workspace.root / folder)):
        file = path.relative_to(workspace.root).as_posix()
        try:
            found[file] = f"sha256:{hashlib.sha256(files.read_plain(path)).hexdigest()}"
        except files.NotAFileError:
            continue  # `check` tells of it; what was sealed under this name is gone
        except OSError as error:
            raise files.fault(error, file) from error
    return found

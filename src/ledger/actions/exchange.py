"""Out of the ledger into other people's formats."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ledger.actions import lists
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, UnreadableError, say
from ledger.formats import registry
from ledger.model.report import Report
from ledger.model.selection import Selection
from ledger.store import files


@dataclass(frozen=True)
class Exported:
    """What was written where."""

    path: Path
    report: Report


def export(
    desk: Desk, selection: Selection, form: str, path: Path, *, said: str, skip_broken: bool, force: bool
) -> Exported:
    """Write the selected issues to `path`. Raises UnreadableError for a ledger that can't be read whole or holds
    nothing, ConflictError where a file stands already: somebody may have filled it in.
    """
    links = Path(os.path.relpath(desk.workspace.root, path.resolve().parent)).as_posix()
    report = lists.report(
        desk, selection, skip_broken=skip_broken, said=said, links="" if links == "." else f"{links}/"
    )
    if not report.entries:
        raise UnreadableError(say("export.nothing", selection=said or None))
    try:
        data = registry.writer(form).dump(report)  # inside: it may need the temporary folder of a full disk
        if path.is_dir():
            raise ConflictError(say("export.is-folder", path=str(path)))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not force:
            raise ConflictError(say("export.exists", path=str(path)))
        files.write_atomically(path, data)
    except OSError as error:
        raise files.fault(error, path) from error
    return Exported(path, report)

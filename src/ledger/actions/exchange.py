"""Out of the ledger into other people's formats."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ledger.actions import lists
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, UnreadableError, UsageError, say
from ledger.formats import registry
from ledger.model.report import Report
from ledger.model.selection import Selection
from ledger.store import files
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Exported:
    """What was written where."""

    path: Path
    report: Report


def export(
    desk: Desk, selection: Selection, form: str, path: Path, *, said: str, skip_broken: bool, force: bool
) -> Exported:
    """Write the selected issues to `path`. Raises UnreadableError for a ledger that can't be read whole or holds
    nothing, ConflictError where a file stands already: somebody may have filled it in. UsageError for a place that no
    `force` may write over: a name that the format doesn't bear, the folders that hold the ledger itself.
    """
    writer = registry.writer(form)
    _refuse_place(desk.workspace, path, writer.suffix)
    links = Path(os.path.relpath(desk.workspace.root, path.resolve().parent)).as_posix()
    report = lists.report(
        desk, selection, skip_broken=skip_broken, said=said, links="" if links == "." else f"{links}/"
    )
    if not report.entries:
        raise UnreadableError(say("export.nothing", selection=said or None))
    try:
        data = writer.dump(report)  # inside: it may need the temporary folder of a full disk
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data, force=force)
    except OSError as error:
        raise files.fault(error, path) from error
    return Exported(path, report)


def _write(path: Path, data: bytes, *, force: bool) -> None:
    """Whether the name is free the file system decides: a look before would let two exports write over each other."""
    try:
        files.write_atomically(path, data, new=not force)
    except FileExistsError as error:
        raise ConflictError(say("export.exists", path=str(path))) from error


def _refuse_place(workspace: Workspace, path: Path, suffix: str) -> None:
    if path.is_dir():
        raise ConflictError(say("export.is-folder", path=str(path)))
    if path.suffix.lower() != suffix:
        raise UsageError(say("export.wrong-suffix", path=str(path), suffix=suffix))
    place = path.parent.resolve()
    for folder in (workspace.issues, workspace.evidence, workspace.templates, workspace.state):
        if place.is_relative_to(folder.resolve()):
            raise UsageError(say("export.reserved", path=str(path), folder=f"{folder.name}/"))

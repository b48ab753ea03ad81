"""Files that leave the ledger: where one may be written, and that nothing somebody filled in is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ledger.errors import ConflictError, Said, UsageError, say
from ledger.store import files
from ledger.store.workspace import Workspace

_DRAWERS = ("objects", "plans", "indicators", "meetings", "checklists")
"""Where records beside the issues lie."""


def refuse_place(workspace: Workspace, path: Path, suffix: str) -> None:
    """Raises UsageError for a place that no `--force` may write over: a name that the format doesn't bear, the folders
    that hold the ledger itself; ConflictError for a folder.
    """
    if path.is_dir():
        raise ConflictError(say("export.is-folder", path=str(path)))
    if path.suffix.lower() != suffix:
        raise UsageError(say("export.wrong-suffix", path=str(path), suffix=suffix))
    refuse_reserved(workspace, path, path.parent)


def refuse_reserved(workspace: Workspace, path: Path, place: Path) -> None:
    """The same for the folder `place` that is written into; `path` is what the user named."""
    place = place.resolve()
    own = (workspace.issues, workspace.evidence, workspace.templates, workspace.snapshots, workspace.state)
    for folder in (*own, *(workspace.root / name for name in _DRAWERS)):
        if place.is_relative_to(folder.resolve()):
            raise UsageError(say("export.reserved", path=str(path), folder=f"{folder.name}/"))


def nothing(selection: str, day: date) -> Said:
    """Why there is nothing to give out: no issue is selected, or there is none at all on that day."""
    return say("export.nothing", selection=selection) if selection else say("export.empty", day=day)


def write(path: Path, data: files.Content, *, force: bool) -> None:
    """Write a file whole or not at all. Whether the name is free the file system decides: a look before would let two
    programs write over each other. Raises ConflictError, OSError.
    """
    try:
        files.write_atomically(path, data, new=not force)
    except FileExistsError as error:
        raise ConflictError(say("export.exists", path=str(path))) from error

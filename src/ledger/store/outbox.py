"""Several new files in a folder outside the ledger, such as the workbooks for the units: all of them or none.

What fails while the program lives is undone. A machine that stops between two renames leaves some of the files, each
of them whole; nothing of the ledger depends on them, so there is no journal as `batch` keeps one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ledger.errors import ConflictError, say
from ledger.store import files
from ledger.store.files import Content


def write_all(folder: Path, making: Mapping[str, Content], *, force: bool = False) -> None:
    """Make every file of `making` (name → its content, written when its turn comes) in `folder`.

    Raises ConflictError, with nothing changed, where one of them stands there already and `force` doesn't say that
    it may be lost; OSError where the machine failed, and everything is as it was.
    """
    refuse_taken(folder, making, force=force)
    made = _make_folder(folder)
    try:
        _write(folder, making, force=force)
    except BaseException:
        for parent in made:
            with contextlib.suppress(OSError):  # somebody has put something there meanwhile
                parent.rmdir()
        raise


def refuse_taken(folder: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Raises ConflictError where a file of one of these names stands in `folder` and `force` doesn't say that it may be
    lost, or where `folder` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise ConflictError(say("export.not-folder", path=str(folder)))
    there = tuple(name for name in names if (folder / name).exists())
    if there and not (force and all((folder / name).is_file() for name in there)):
        raise ConflictError(say("export.exists-in", folder=str(folder), files=there))


def _make_folder(folder: Path) -> list[Path]:
    """The folders that had to be made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _write(folder: Path, making: Mapping[str, Content], *, force: bool) -> None:
    files.remove_leftovers(folder)
    with contextlib.ExitStack() as leftovers, contextlib.ExitStack() as undo:
        staged = []
        for name, content in making.items():
            temporary = files.stage(folder / name, content)
            leftovers.callback(files.forget, temporary)
            staged.append((folder / name, temporary))
        for path, temporary in staged:
            if force and path.is_file():
                files.put_in_place(path, kept := files.beside(path))  # a second name: it is never without a file
                leftovers.callback(files.forget, kept)
                undo.callback(files.rename, kept, path)
                files.rename(temporary, path)
            else:
                _put_new(temporary, path)
                undo.callback(path.unlink, missing_ok=True)
        undo.pop_all()
    for path, _ in staged[:1]:
        files.confirm(path)


def _put_new(temporary: Path, path: Path) -> None:
    try:
        files.put_in_place(temporary, path)
    except FileExistsError as error:
        raise ConflictError(say("export.exists-in", folder=str(path.parent), files=(path.name,))) from error

"""One file that is an issue, or another text of the ledger: its name, what stands behind the name, its bytes."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import say
from ledger.model.ids import is_id
from ledger.model.problem import Place, Problem
from ledger.store import files
from ledger.store.gate_text import SIZE_LIMIT

SUFFIX = ".yaml"
MEANT = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""How files end that are issues or were meant to be: an editor that hides `.txt` adds it where nobody sees it."""


def contents(path: Path, file: str) -> bytes | Problem:
    """What a file holds, or why it can't be an issue before anything of it is read."""
    if (wrong := _wrong_name(path)) is not None:
        return _file_problem(wrong, file)
    try:
        return plain(path, file)
    except FileNotFoundError as error:
        return _unreadable(error, file)


def plain(path: Path, file: str) -> bytes | Problem:
    """What a file of a ledger holds, or why it can't be read: a link may lead out of the ledger, a pipe never ends. One
    such file keeps nobody from the others. Raises FileNotFoundError.
    """
    if path.is_symlink():
        return _file_problem("symlink", file)
    try:
        data = files.read_plain(path, SIZE_LIMIT)
        if len(data) > SIZE_LIMIT:
            text = say("read.too-big", size=path.stat().st_size // 1024, limit=SIZE_LIMIT // 1024)
            return Problem("too-big", "invalid", text, place=Place(file, 1, 1))
    except files.NotAFileError:
        return _file_problem("not-a-file", file)
    except FileNotFoundError:
        raise
    except OSError as error:
        return _unreadable(error, file)
    return data


def _unreadable(error: OSError, file: str) -> Problem:
    return Problem("unreadable", "invalid", say("file.unreadable", reason=files.reason(error)), place=Place(file, 1, 1))


def _wrong_name(path: Path) -> str | None:
    """The rule that a name, or what stands behind it, breaks."""
    if path.is_symlink():
        return "symlink"
    if path.is_dir():  # listed only when it is named like an issue, or couldn't be looked into
        return "not-a-file" if path.name.lower().endswith(MEANT) else "closed-folder"
    return "file-name" if path.suffix != SUFFIX or not is_id(path.stem) else None


def _file_problem(rule: str, file: str) -> Problem:
    return Problem(rule, "invalid", say(f"file.{rule}"), place=Place(file, 1, 1))

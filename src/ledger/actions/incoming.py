"""Files that somebody wants imported: what they hold, and whether they are documents or the ledger's own workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import UnreadableError, say
from ledger.formats.documents import registry
from ledger.formats.documents.base import MEGABYTE, MOST_BYTES
from ledger.formats.xlsx.ours import is_foreign
from ledger.model.document import Document
from ledger.store import files

SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
"""How files end that a spreadsheet wrote."""
LOCK = "~$"
"""Begins the names of the small files that Word and Excel keep beside every file that is open."""


@dataclass(frozen=True)
class Incoming:
    """The documents of a call, each once, and the locks among the files, which are passed over."""

    documents: tuple[Document, ...]
    locks: tuple[Path, ...] = ()


def is_document(path: Path) -> bool | None:
    """Whether a file is read as a document: everything but the workbooks that the ledger wrote, and what only calls
    itself a workbook, about which the reader of workbooks knows best what to say. None where there is no such file.
    Raises MachineError.
    """
    if str(path) == registry.STANDARD_INPUT:
        return True
    try:
        return is_foreign(read(path)) if path.suffix.lower() in SHEETS else path.is_file() or None
    except UnreadableError:
        return None


def documents(paths: Sequence[Path], pasted: Callable[[int], bytes]) -> Incoming:
    """The documents at `paths`; `-` is what was `pasted`, of which so many bytes are asked for at most. Raises
    UnreadableError with everything that can't be read as a document, not only the first, MachineError.
    """
    found: list[Document] = []
    failed: list[UnreadableError] = []
    locks = tuple(path for path in paths if path.name.startswith(LOCK))
    for path in dict.fromkeys(path for path in paths if path not in locks):
        try:
            data = _pasted(pasted) if str(path) == registry.STANDARD_INPUT else read(path)
            found.append(registry.read(data, str(path)))
        except UnreadableError as error:
            failed.append(error)
    if len(failed) > 1:
        reasons = (reason for error in failed for reason in (error.what, *error.reasons))
        raise UnreadableError(say("import.several-unreadable", count=len(failed)), *reasons)
    if failed:
        raise failed[0]
    if not found:
        raise UnreadableError(say("plan.only-locks", files=tuple(map(str, locks))))
    return Incoming(tuple({one.sha256: one for one in found}.values()), locks)


def _pasted(pasted: Callable[[int], bytes]) -> bytes:
    if data := pasted(MOST_BYTES + 1):
        return data
    raise UnreadableError(say("plan.nothing-pasted"))


def read(path: Path) -> bytes:
    """The bytes of a document. Raises UnreadableError where there is no such file or one too big, MachineError."""
    try:
        size = path.stat().st_size
        data = files.read_plain(path, MOST_BYTES)
    except FileNotFoundError as error:
        raise UnreadableError(say("import.no-file", path=str(path))) from error
    except files.NotAFileError as error:
        key = "plan.is-folder" if path.is_dir() else "plan.is-no-file"
        raise UnreadableError(say(key, path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    if len(data) > MOST_BYTES:
        why = say("document.too-big", size=size // MEGABYTE, limit=MOST_BYTES // MEGABYTE)
        raise UnreadableError(say("document.unreadable", file=str(path), why=why))
    return data

"""Files that somebody wants imported: what they hold, and whether they are documents or the ledger's own workbooks."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import UnreadableError, say
from ledger.formats.xlsx.ours import is_foreign
from ledger.store import files

SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
"""How files end that a spreadsheet wrote."""


def is_document(path: Path) -> bool:
    """Whether a file is read as a document: everything but the workbooks that the ledger wrote, and what only calls
    itself a workbook, about which the reader of workbooks knows best what to say. Raises what `read` raises.
    """
    return path.suffix.lower() not in SHEETS or is_foreign(read(path))


def read(path: Path) -> bytes:
    """The bytes of a document. Raises UnreadableError where there is no such file, MachineError."""
    try:
        return files.read_plain(path)
    except FileNotFoundError as error:
        raise UnreadableError(say("import.no-file", path=str(path))) from error
    except files.NotAFileError as error:
        raise UnreadableError(say("import.not-a-file", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error

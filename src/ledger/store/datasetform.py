"""How a folder says that it is a dataset of ours, and of which form."""

from __future__ import annotations

import re
import uuid
from hashlib import blake2b
from pathlib import Path

from ledger.errors import UnreadableError, say
from ledger.store import locks
from ledger.store.columnar import TABLES

MARK = ".ledger-dataset"
_LAYOUT = 1
"""Of the folders; the columns have a form of their own."""
_COLUMNS = repr([(name, [(one.name, one.kind) for one in columns]) for name, columns in TABLES.items()])
FORM = f"{_LAYOUT}-{blake2b(_COLUMNS.encode(), digest_size=4).hexdigest()}"
"""Of folders and columns; a dataset of another one is left alone, since what it holds may mean something else."""
_MARKED = f"由 ledger export --to parquet 写成，再写时替换同名台账的部分。\nform: {FORM}\n"


def form(folder: Path) -> str | None:
    """Of which form a dataset is, empty where it does not say; None for a folder that is none. Raises OSError."""
    try:
        said = (folder / MARK).read_text("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    found = re.search(r"^form: (\S{1,40})$", said, re.MULTILINE)
    return found[1] if found else ""


def is_anothers(folder: Path) -> bool:
    """Whether a folder holds files, and does not say that these are ours. Raises OSError."""
    if form(folder) is not None or not folder.exists():
        return False
    return any(not one.name.startswith((MARK, locks.OF_COLUMNS)) for one in folder.iterdir())


def mark(folder: Path) -> None:
    """Say that this is a dataset; whoever reads that meanwhile reads all of it or nothing."""
    new = folder / f"{MARK}.{uuid.uuid4().hex}"
    new.write_text(_MARKED, "utf-8")
    new.replace(folder / MARK)


def refuse_another(folder: Path) -> None:
    """Raises UnreadableError for a dataset of another form."""
    there = form(folder)
    if there is not None and there != FORM:
        raise UnreadableError(say("dataset.other-form", path=str(folder), there=there or "?", ours=FORM))

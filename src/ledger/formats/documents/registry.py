"""A file from outside, read by the reader of its kind. The reader, and the library behind it, is loaded only then."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import import_module
from typing import cast

from ledger.errors import Said, UnreadableError, say
from ledger.formats.documents.base import MEGABYTE, MOST_BYTES, Reader
from ledger.formats.documents.kinds import Kind, kind_of
from ledger.formats.documents.radicals import as_words
from ledger.formats.xlsx.unfit import UnfitError
from ledger.model.document import Document

STANDARD_INPUT = "-"
READERS: Mapping[Kind, str] = {
    "txt": "ledger.formats.documents.text",
    "md": "ledger.formats.documents.markdown",
    "docx": "ledger.formats.documents.docx",
    "pdf": "ledger.formats.documents.pdf",
    "html": "ledger.formats.documents.html",
    "xlsx": "ledger.formats.documents.workbook",
}
"""Kind → module; the module's `read` is the reader."""


def read(data: bytes, file: str) -> Document:
    """The document in `data`, told by its content first and then by the ending of `file`; `-` is standard input.

    Raises:
        UnreadableError: it is no document that can be read, is damaged or not safe, or holds no text; one line says
            which, and what to do.
    """
    try:
        return _document(data, file)
    except UnfitError as error:
        raise UnreadableError(say("document.unreadable", file=named(file), why=error.why)) from error


def _document(data: bytes, file: str) -> Document:
    if len(data) > MOST_BYTES:
        raise UnfitError(say("document.too-big", size=-(-len(data) // MEGABYTE), limit=MOST_BYTES // MEGABYTE))
    kind = kind_of(data, file)
    content = reader(kind)(data, file)
    blocks, radicals = as_words(content.blocks)
    remarks = (*content.remarks, say("document.has-radicals", count=radicals)) if radicals else content.remarks
    document = Document(file, kind, hashlib.sha256(data).hexdigest(), blocks, remarks)
    if not any(text.strip() for text, _ in document.texts()):
        raise UnfitError(say("document.no-cells" if kind == "xlsx" else "document.no-text"))
    return document


def reader(kind: Kind) -> Reader:
    """The reader of a kind of files."""
    return cast("Reader", import_module(READERS[kind]).read)


def named(file: str) -> str | Said:
    """What a file is called in a sentence."""
    return say("document.standard-input") if file == STANDARD_INPUT else file

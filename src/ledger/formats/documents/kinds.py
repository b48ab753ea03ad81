"""What kind of file the bytes are, told by themselves and not by their name; and what to do with those not read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

from ledger.errors import Said, say
from ledger.formats.documents.parts import open_archive
from ledger.formats.xlsx.sniff import OLE, ZIP
from ledger.formats.xlsx.unfit import UnfitError

Kind = Literal["txt", "md", "docx", "pdf", "html", "xlsx"]

_HEAD = 4096
_PDF_WITHIN = 1024
"""Bytes within which `%PDF-` may begin (ISO 32000-1, Annex H.3.4.1)."""
_WEB = re.compile(
    rb"<(?:!doctype\s{1,9}html|html|head|body|table|div|meta|title|p|h[1-6]|article|section|font|center)[\s>]",
    re.IGNORECASE,
)
_BEFORE_A_PAGE = ((codecs.BOM_UTF8, codecs.BOM_UTF8), (b"<?xml", b">"), (b"<!--", b"-->"))
"""What may stand before the first tag of a page: how it begins and how it ends."""
_ENDINGS: Mapping[str, Kind] = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html", ".mht": "html",
}  # fmt: skip
_STREAMS = (
    ("EncryptedPackage", "document.is-encrypted"),
    ("WordDocument", "document.is-old-word"),
    ("Workbook", "document.is-old-excel"),
    ("Book", "document.is-old-excel"),
    ("PowerPoint Document", "document.is-slides"),
)
"""Streams of the old compound files (MS-CFB 2.6), by which Word, WPS Writer, Excel and the rest tell themselves."""
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "document.is-picture"),
    (b"\xff\xd8\xff", "document.is-picture"),
    (b"GIF8", "document.is-picture"),
    (b"BM", "document.is-picture"),
    (b"II*\x00", "document.is-picture"),
    (b"MM\x00*", "document.is-picture"),
    (b"RIFF", "document.is-picture"),
    (b"{\\rtf", "document.is-rich-text"),
    (b"Rar!", "document.is-archive"),
    (b"7z\xbc\xaf\x27\x1c", "document.is-archive"),
    (b"\x1f\x8b", "document.is-archive"),
    (b"PK\x05\x06", "document.is-archive"),
    (b"MIME-Version:", "document.is-web-archive"),
    (b"HN\xf1\xac", "document.is-caj"),
    (b"CAJ\x00", "document.is-caj"),
)
_WORD_XML = (b"schemas.microsoft.com/office/word/2003/wordml", b"schemas.microsoft.com/office/2006/xmlPackage")


def kind_of(data: bytes, file: str) -> Kind:
    """The kind of a file, by its content and then by its ending.

    Raises:
        UnfitError: it is of a kind that isn't read; the reason says what to do.
    """
    if not data:
        raise UnfitError(say("document.is-empty"))
    if data.startswith(ZIP):
        return _of_archive(data)
    if data.startswith(OLE[:4]):
        raise UnfitError(_old(data))
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    head = data[:_HEAD]
    for beginning, key in _BEGINNINGS:
        # A plain text may begin with BM; a picture has its size there, with zeros.
        if head.startswith(beginning) and (beginning != b"BM" or b"\x00" in head[:16]):
            raise UnfitError(Said(key))
    if head[4:8] == b"ftyp":
        raise UnfitError(say("document.is-picture"))
    if any(mark in head for mark in _WORD_XML):
        raise UnfitError(say("document.is-word-xml"))
    return "html" if _is_page(head) else _ENDINGS.get(PurePosixPath(file.replace("\\", "/")).suffix.lower(), "txt")


def _is_page(head: bytes) -> bool:
    rest = head
    while True:
        rest = rest.lstrip()
        ends = [end for begin, end in _BEFORE_A_PAGE if rest.startswith(begin)]
        if not ends or ends[0] not in rest:
            return bool(_WEB.match(rest))
        rest = rest.partition(ends[0])[2]


def _of_archive(data: bytes) -> Kind:
    names = set(open_archive(data).parts)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise UnfitError(say("document.is-slides"))
    if "content.xml" in names:
        raise UnfitError(say("document.is-open-document"))
    raise UnfitError(say("document.is-ofd") if "ofd.xml" in names else say("document.is-archive"))


def _old(data: bytes) -> Said:
    for stream, key in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return Said(key)
    return say("document.is-old-word")

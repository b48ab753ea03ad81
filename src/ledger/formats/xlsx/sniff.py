"""What a file is that calls itself .xlsx and isn't: told by its bytes, so that the sender knows what to do."""

from __future__ import annotations

import codecs

from ledger.errors import Said, say

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the old .xls and .et, and also every encrypted workbook (MS-CFB 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an encrypted workbook (MS-OFFCRYPTO 1.3.3), as the old format spells its name."""
_PDF = b"%PDF-"
_WEB = (b"<html", b"<!doctype html", b"<table", b"mime-version:", b"urn:schemas-microsoft-com:office:spreadsheet")
_HEAD = 4096


def not_a_workbook(data: bytes) -> Said | None:
    """What the bytes are, if they can't be a workbook; nothing if they begin like one."""
    if data.startswith(ZIP):
        return None
    if not data:
        return say("workbook.is-empty")
    if data.startswith(OLE[:4]):
        return say("workbook.is-encrypted") if _ENCRYPTED in data else say("workbook.is-old")
    head = data[:_HEAD]
    if head.lstrip().startswith(_PDF):
        return say("workbook.is-pdf")
    if any(mark in head.lower() for mark in _WEB):
        return say("workbook.is-web")
    return say("workbook.is-text") if _is_text(head) else say("workbook.is-unknown")


def _is_text(head: bytes) -> bool:
    """Whether it reads as the text that a spreadsheet writes as .csv: UTF-8, UTF-16 with its mark, or GBK."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if min(head) < 0x09 or b"\x1b" in head:  # noqa: PLR2004 - no text has a control character below the tab
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    whole = len(head) < _HEAD  # or else the last character may be cut in two
    try:
        codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
    except UnicodeDecodeError:
        return False
    return True

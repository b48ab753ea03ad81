"""The zip archive of a Word document: looked at before it is opened, and packed again without a trace of the clock."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ledger.errors import Said, say
from ledger.formats.damage import BROKEN

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 100 * MEGABYTE
"""A letterhead with a coat of arms takes one or two; what unpacks to more than this is no letter."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip archive can tell."""
_DOCUMENT = "word/document.xml"
_ENCRYPTED = 0x2041
_OLD_WORD = b"\xd0\xcf\x11\xe0"
"""How a .doc begins, and a .docx under a password."""


def not_a_document(data: bytes) -> Said | None:
    """Why `data` can't be a Word document that is safe to open; None where it can."""
    if data.startswith(_OLD_WORD):
        return say("letter.old-word")
    if len(data) > MOST_BYTES:
        return say("letter.too-big", limit=MOST_BYTES // MEGABYTE)
    try:
        members = ZipFile(io.BytesIO(data)).infolist()
    except BROKEN:
        return say("letter.no-document")
    names = [one.filename for one in members]
    if _DOCUMENT not in names or len(set(names)) < len(names) or any(one.flag_bits & _ENCRYPTED for one in members):
        return say("letter.no-document")
    if sum(one.file_size for one in members) > MOST_UNPACKED:
        return say("letter.too-big", limit=MOST_UNPACKED // MEGABYTE)
    return None


def undated(data: bytes) -> bytes:
    """The same document, its members in the order of their names and without a time: equal content, equal bytes."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, EPOCH)
            info.create_system = 3  # Unix, on every machine
            info.compress_type = ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return packed.getvalue()

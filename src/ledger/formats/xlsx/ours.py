"""Whether a workbook is one that the ledger wrote, told by the list of its sheets before any of them is read."""

from __future__ import annotations

from ledger.formats.xlsx.package import open_package
from ledger.formats.xlsx.sniff import ZIP
from ledger.formats.xlsx.unfit import UnfitError
from ledger.model.hidden import LEDGER_SHEET

_LIST_OF_SHEETS = "workbook.xml"
_LONGEST = 1 << 20
"""Bytes of the list that are looked at; a workbook of a thousand sheets has a tenth of it."""


def is_foreign(data: bytes) -> bool:
    """Whether it is a workbook, and none that the ledger wrote. A damaged one is not called foreign: whoever reads it
    as the ledger's own says what is wrong with it.
    """
    if not data.startswith(ZIP):
        return False
    try:
        package = open_package(data)
        lists = [part for part in package.markup() if part.rpartition("/")[2] == _LIST_OF_SHEETS]
        if not lists:
            return False
        head = b""
        for chunk in package.chunks(lists[0]):
            head += chunk
            if len(head) > _LONGEST:
                break
    except UnfitError:
        return False
    return f'"{LEDGER_SHEET}"'.encode() not in head

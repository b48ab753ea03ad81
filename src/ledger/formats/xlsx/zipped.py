"""The zip archive of a workbook with every trace of the clock taken out: the same workbook, the same bytes."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from ledger import meter

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip archive can tell."""
_CORE = "docProps/core.xml"
_PIECE = 1 << 16
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def pack(book: Workbook, day: date) -> bytes:
    """The file of `book`, dated `day` wherever openpyxl would put the time."""
    buffer = io.BytesIO()
    pack_into(buffer, book, day)
    return buffer.getvalue()


def pack_into(file: IO[bytes], book: Workbook, day: date) -> None:
    """Write the same into a file."""
    ExcelWriter(book, _Undated(file, day)).save()


class _Undated(ZipFile):
    """An archive whose members all carry the same time."""

    def __init__(self, file: IO[bytes], day: date) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._moment = f"{day.isoformat()}T00:00:00Z".encode()

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: str | bytes,  # type: ignore[override]  # openpyxl passes text and bytes, never other buffers
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        content = data.encode() if isinstance(data, str) else data
        if name == _CORE:
            content = _MODIFIED.sub(rb"\g<1>" + self._moment + rb"\g<2>", content)
        super().writestr(_undated(name), content, compress_type or ZIP_DEFLATED, compresslevel)

    def write(self, filename: str, arcname: str | None = None, *_: object) -> None:  # type: ignore[override]
        # openpyxl streams each sheet through a temporary file of its own.
        path = Path(filename)
        with (
            path.open("rb") as file,
            self.open(_undated(arcname or filename), "w") as member,
            meter.part("packing", path.stat().st_size) as tick,
        ):
            while piece := file.read(_PIECE):
                member.write(piece)
                tick(len(piece))


def _undated(name: str) -> ZipInfo:
    info = ZipInfo(name, EPOCH)
    info.create_system = 3  # Unix, on every machine
    info.compress_type = ZIP_DEFLATED
    return info

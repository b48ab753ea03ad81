"""The zip archive of somebody's workbook, opened with suspicion: what it may hold is decided by its directory,
before anything is unpacked, and parts are only ever streamed.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ledger.errors import say
from ledger.formats.damage import BROKEN
from ledger.formats.xlsx.sniff import not_a_workbook
from ledger.formats.xlsx.unfit import UnfitError

MEGABYTE = 1024 * 1024
MOST_BYTES = 100 * MEGABYTE
"""Of the file as it lies on the disk; pictures make the most of it."""
MOST_PARTS = 10_000
MOST_UNPACKED = 400 * MEGABYTE
"""Of all XML parts together. A million empty rows with twelve bordered cells each unpack to 300 MB."""
MOST_RATIO, RATIO_FROM = 250, 8 * MEGABYTE
"""How many times its packed size a part of some size may unpack to. Rows of empty cells reach 40, bombs 1,000."""
_CHUNK = 64 * 1024
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x2041
"""The flags of a member under a password, of the weak, the strong and the masked kind (APPNOTE 4.4.4)."""


@dataclass(frozen=True)
class Package:
    """The parts of a workbook. Names are found without regard to case, as OPC (ECMA-376 part 2, 6.2.2.3) wants."""

    archive: ZipFile
    parts: Mapping[str, ZipInfo]

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self.parts

    def markup(self) -> list[str]:
        """The parts that are XML."""
        return [name for name in self.parts if _is_markup(name)]

    def size(self, part: str) -> int | None:
        """How many bytes a part says that it has; None for one that is not there."""
        info = self.parts.get(part.casefold())
        return info.file_size if info else None

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of an XML part, piece by piece.

        Raises:
            UnfitError: there is no such part, or it is damaged.
        """
        info = self.parts.get(part.casefold())
        if info is None or not _is_markup(info.filename):
            raise UnfitError(say("workbook.part-missing", part=part))
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except BROKEN as error:
            raise UnfitError(say("workbook.part-broken", part=part)) from error


def open_package(data: bytes) -> Package:
    """The workbook in `data`, when its size, its directory and its first bytes raise no doubts.

    Raises:
        UnfitError: it is something else, too big, a bomb, under a password, or damaged.
    """
    if len(data) > MOST_BYTES:
        raise UnfitError(say("workbook.too-big", size=len(data) // MEGABYTE, limit=MOST_BYTES // MEGABYTE))
    what = not_a_workbook(data)
    if what:
        raise UnfitError(what)
    # `zipfile` makes an object of each entry before it can be asked how many there are.
    if data.count(_ENTRY) > MOST_PARTS:
        raise UnfitError(say("workbook.too-many-parts", limit=MOST_PARTS))
    try:
        archive = ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise UnfitError(say("workbook.broken")) from error
    return Package(archive, _inspected(archive.infolist()))


def _inspected(members: list[ZipInfo]) -> dict[str, ZipInfo]:
    parts: dict[str, ZipInfo] = {}
    unpacked = 0
    for one in members:
        name = posixpath.normpath(one.filename.replace("\\", "/").lstrip("/")).casefold()
        if name in parts:
            raise UnfitError(say("workbook.doubled-part", part=one.filename))
        parts[name] = one
        if one.flag_bits & _ENCRYPTED:
            raise UnfitError(say("workbook.is-encrypted"))
        if not _is_markup(name):
            continue  # pictures and the like are never unpacked
        if one.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnfitError(say("workbook.part-broken", part=one.filename))
        unpacked += one.file_size
        if unpacked > MOST_UNPACKED or _is_bomb(one):
            limit = MOST_UNPACKED // MEGABYTE
            raise UnfitError(
                say("workbook.bomb", part=one.filename, size=unpacked // MEGABYTE, limit=limit, ratio=MOST_RATIO)
            )
    return parts


def _is_bomb(one: ZipInfo) -> bool:
    return one.file_size > RATIO_FROM and one.file_size > MOST_RATIO * one.compress_size


def _is_markup(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))

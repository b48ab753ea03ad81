"""An archive of evidence and papers: streamed, in a fixed order with fixed times, each piece of evidence checked again.

The same contents give the same bytes: nothing is packed, because packed bytes differ from one zlib to the next, and
photographs and PDF files are packed already. SHA256SUMS lets anybody check it with `sha256sum -c`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ledger import meter
from ledger.errors import ConflictError, IntegrityError, say
from ledger.model.acts import Evidence
from ledger.store import files

SUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive: its bytes, or the piece of evidence that it is (relative to `root`)."""

    name: str
    content: bytes | Evidence


def write(path: Path, root: Path, members: Sequence[Member], *, force: bool) -> None:
    """Put the archive at `path`, whole or not at all. `root` is the ledger's folder.

    Raises ConflictError where a file stands already and `force` doesn't say that it may be lost; IntegrityError where
    evidence is not what was put on file; OSError.
    """
    files.remove_leftovers(path.parent, f"{path.name}.")
    temporary = files.beside(path)
    try:
        with temporary.open("xb") as file:
            _pack(file, root, members)
            file.flush()
            os.fsync(file.fileno())
        if force:
            files.rename(temporary, path)
        else:
            files.put_in_place(temporary, path)
    except FileExistsError as error:
        raise ConflictError(say("export.exists", path=str(path))) from error
    finally:
        files.forget(temporary)
    files.confirm(path)


def _pack(file: IO[bytes], root: Path, members: Sequence[Member]) -> None:
    sums = []
    whole = sum(one.content.size if isinstance(one.content, Evidence) else len(one.content) for one in members)
    with ZipFile(file, "w", ZIP_STORED, allowZip64=True) as archive, meter.part("packing", whole) as tick:
        for member in members:
            size = member.content.size if isinstance(member.content, Evidence) else len(member.content)
            found = hashlib.sha256()
            with archive.open(_entry(member.name, size), "w") as target:
                for piece in _pieces(root, member.content):
                    found.update(piece)
                    target.write(piece)
                    tick(len(piece))
            if isinstance(member.content, Evidence) and found.hexdigest() != member.content.sha256:
                raise IntegrityError(say("dossier.damaged"), say("evidence.changed", path=member.content.path))
            sums.append(f"{found.hexdigest()}  {member.name}\n")
        text = "".join(sums).encode()
        archive.writestr(_entry(SUMS, len(text)), text)


def _entry(name: str, size: int) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.create_system = 3  # Unix, on every machine
    entry.external_attr = 0o644 << 16
    entry.file_size = size  # known before, so that a large one gets the wider header
    return entry


def _pieces(root: Path, content: bytes | Evidence) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(root / content.path, flags), "rb") as file:
        while piece := file.read(_CHUNK):
            yield piece

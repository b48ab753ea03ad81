"""Where checklists that were filled in lie in a ledger, with the photos that came with them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import ConflictError, NotFoundError, RefusedError, say
from ledger.model.acts import Filed
from ledger.model.inspection import Inspection
from ledger.model.values import is_file_name
from ledger.store import evidence, files
from ledger.store.cabinet import Drawer
from ledger.store.inside import is_inside
from ledger.store.provided import SHIPPED
from ledger.store.workspace import Workspace

INSPECTIONS: Drawer[Inspection] = Drawer("checklists", Inspection, "检查记录", "templates/inspection.schema.json")
_PAGE = "templates/checklists/检查表.docx"


@dataclass(frozen=True)
class Page:
    """The Word page that every form is printed on, before it is filled in."""

    file: str
    data: bytes


@dataclass(frozen=True)
class Source:
    """A photo that lies beside a form."""

    path: Path
    sha256: str
    size: int
    data: bytes | None = None
    """Of one that came inside of the form; `path` is then the form's."""


def pasted(form: Path, pictures: Mapping[str, bytes]) -> Mapping[str, Source]:
    """The pictures that came inside of a form, by the names that they are kept under."""
    return {name: Source(form, hashlib.sha256(data).hexdigest(), len(data), data) for name, data in pictures.items()}


def page(workspace: Workspace) -> Page:
    """The office's own page, else as shipped. Raises MachineError."""
    try:
        return Page(_PAGE, files.read_plain(workspace.root / _PAGE))
    except FileNotFoundError:
        return Page(_PAGE, (SHIPPED / "ledger" / _PAGE).read_bytes())
    except OSError as error:
        raise files.fault(error, _PAGE) from error


def sources(folder: Path, names: Iterable[str]) -> Mapping[str, Source]:
    """The photos that a form names, by their names. Raises NotFoundError with every one that is no file beside it."""
    found: dict[str, Source] = {}
    missing = []
    for name in dict.fromkeys(names):
        path = folder / name
        try:
            if not is_file_name(unicodedata.normalize("NFC", name)):
                raise FileNotFoundError(name)  # noqa: TRY301 - a name that no file has is none that is there
            found[name] = Source(path, *evidence.digest(path))
        except (FileNotFoundError, files.NotAFileError):
            missing.append(say("checklist.photo-missing", name=name, folder=str(folder)))
        except OSError as error:
            raise files.fault(error, path) from error
    if missing:
        raise NotFoundError(say("checklist.photos-missing", count=len(missing)), *missing)
    return found


def places(record_id: str, photos: Mapping[str, Source]) -> dict[str, Filed]:
    """Where the photos of a record will lie, as it has them."""
    return {
        name: Filed(path=f"evidence/{record_id}/{unicodedata.normalize('NFC', name)}", size=one.size, sha256=one.sha256)
        for name, one in photos.items()
    }


def keep(workspace: Workspace, record_id: str, photos: Mapping[str, Source]) -> None:
    """Copy the photos of a record to their places; one that lies there already, byte for byte, is left. Raises
    ConflictError for another file of such a name, RefusedError where a link leads out of the folder of evidence,
    MachineError.
    """
    for name, filed in places(record_id, photos).items():
        target = workspace.root / filed.path
        if not is_inside(target, workspace.evidence):
            raise RefusedError(say("evidence.leads-out", path=filed.path))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            data = photos[name].data
            files.write_atomically(target, files.read_plain(photos[name].path) if data is None else data, new=True)
        except FileExistsError as error:
            if evidence.digest(target)[0] != filed.sha256:
                raise ConflictError(say("checklist.photo-there", path=filed.path)) from error
        except OSError as error:
            raise files.fault(error, filed.path) from error


def damaged(workspace: Workspace, record: Inspection) -> tuple[tuple[int, int, Filed], ...]:
    """Photos that are no longer what was put on record: of which result, which one of it. Raises MachineError."""
    return tuple(
        (at, which, one)
        for at, result in enumerate(record.results)
        for which, one in enumerate(result.photos)
        if not _is_there(workspace.root / one.path, one)
    )


def _is_there(path: Path, one: Filed) -> bool:
    try:
        return evidence.digest(path)[0] == one.sha256
    except (FileNotFoundError, files.NotAFileError):
        return False
    except OSError as error:
        raise files.fault(error, path) from error

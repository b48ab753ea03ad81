"""The parts of a Word document's zip archive: opened with the guards that workbooks have, refused in Word's words."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from ledger.errors import say
from ledger.formats.xlsx.markup import elements
from ledger.formats.xlsx.package import Package, open_package
from ledger.formats.xlsx.unfit import UnfitError

_RELATION = frozenset({("Relationships", "Relationship")})
_ABOUT_ARCHIVES = "workbook."
_SAID_OF_DOCUMENTS = frozenset({"bomb", "is-encrypted", "too-many-parts", "doctype", "part-broken", "xml-monstrous"})


def open_archive(data: bytes) -> Package:
    """The archive in `data`, when its size, its directory and its parts raise no doubts.

    Raises:
        UnfitError: it is too big, a bomb, under a password, or damaged.
    """
    with in_words_of_documents():
        return open_package(data)


@contextmanager
def in_words_of_documents() -> Iterator[None]:
    """Whatever the guards of workbooks refuse in here is said of a document: nobody is sent to Excel with a letter."""
    try:
        yield
    except UnfitError as error:
        if not error.why.key.startswith(_ABOUT_ARCHIVES):
            raise
        key = error.why.key.removeprefix(_ABOUT_ARCHIVES)
        if key not in _SAID_OF_DOCUMENTS:
            key = "broken"
        raise UnfitError(say(f"document.{key}", **error.why.fill)) from error  # type: ignore[arg-type]  # as they were


def related(package: Package, source: str) -> dict[str, str]:
    """The parts that a part refers to, by kind (officeDocument, styles, numbering …); the first of each kind.

    Raises:
        UnfitError: the list of them is damaged.
    """
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, str] = {}
    for one in elements(package, part, _RELATION) if part in package else ():
        if one.attributes.get("TargetMode", "Internal") == "Internal":
            target = posixpath.normpath(posixpath.join("/", folder, unquote(one.attributes.get("Target", ""))))
            found.setdefault(one.attributes.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found

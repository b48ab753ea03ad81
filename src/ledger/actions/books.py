"""The books of a ledger: which there are, what one is like, and beginning one."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import UsageError, say
from ledger.model.book import Book, meant_of
from ledger.model.policy import Policy, Shelved
from ledger.model.shelving import clashes
from ledger.store import books, files, locks
from ledger.store.books import FOLDER
from ledger.store.workspace import SETTINGS, Workspace, unreadable

__all__ = ["FOLDER", "Listed", "add", "begun", "listed", "show"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Listed:
    """One book that is kept or could be. `book` is None where its description can't be read."""

    name: str
    book: Book | None
    kept: bool
    own: bool
    """Whether the office has a description of its own."""


def listed(workspace: Workspace) -> tuple[Listed, ...]:
    """Every book: those that the ledger keeps, then those that it could begin."""
    office = workspace.office_to_check_by
    kept = {one.name: one for one in office.books}
    if office.own is not None and office.policy.ledger.book:
        kept[office.policy.ledger.book] = office.own
    own = books.own_names(workspace.root)
    found = []
    for name in dict.fromkeys((*kept, *books.names(workspace.root))):
        one = kept.get(name) or books.as_kept(workspace.root, name, Shelved())
        found.append(Listed(name, one if isinstance(one, Book) else None, name in kept, name in own))
    return tuple(found)


def show(workspace: Workspace, word: str) -> Book:
    """A book that is kept, by whatever it goes by, or one that could be, by its name. Raises UsageError naming those
    there are, UnreadableError.
    """
    names = {name: one for one in workspace.office_to_check_by.described for name in one.goes_by}
    if (found := meant_of(word, names)) is not None:
        return names[found]
    return _described(workspace.root, _named(workspace.root, word), Shelved())


def _named(root: Path, word: str) -> str:
    """The description that somebody means; the word itself where there is none."""
    return meant_of(word, books.names(root)) or word.strip()


def _described(root: Path, key: str, setting: Shelved) -> Book:
    found = books.as_kept(root, key, setting)
    if isinstance(found, tuple):
        raise unreadable(books.file_of(setting.of or key), found)
    return found


def add(workspace: Workspace, key: str, setting: Shelved) -> Book:
    """Begin a book: an entry in the settings, whose other lines stay as they are. Raises UsageError for a description
    that there is none of, and where numbers or files would be those of another book; MachineError.
    """
    path = workspace.root / SETTINGS
    if not (key + (setting.title or "")).isprintable():
        raise UsageError(say("book.more-than-a-line"))
    if setting.of is None:
        key = _named(workspace.root, key)
    else:
        setting = setting.model_copy(update={"of": _named(workspace.root, setting.of)})
    try:
        with locks.ledger(workspace.root):
            policy, kept = Workspace(workspace.root).policy, Workspace(workspace.root).office.books
            book = _described(workspace.root, key, setting)
            _refuse_clashes((*kept, book), policy)
            text = files.read_plain(path)
            gap = b"" if text.endswith(b"\n") else b"\n"
            files.write_atomically(path, text + gap + _entry(key, setting, book).encode())
    except OSError as error:
        raise files.fault(error, SETTINGS) from error
    return book


def begun(root: Path, names: tuple[str, ...]) -> bytes:
    """What the settings of a new ledger say of the books that it begins with. Raises as `add` does."""
    found = tuple(_described(root, name, Shelved()) for name in dict.fromkeys(_named(root, one) for one in names))
    _refuse_clashes(found, Policy())
    return "".join(_entry(one.key, Shelved(), one) for one in found).encode()


def _refuse_clashes(found: tuple[Book, ...], policy: Policy) -> None:
    if reasons := tuple(why for _, _, why in clashes(found, policy)):
        raise UsageError(say("book.not-begun", name=found[-1].name), *reasons)


def _entry(key: str, setting: Shelved, book: Book) -> str:
    """The lines of the settings that keep a book. JSON's texts are TOML's as well."""
    name = key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    lines = [
        "",
        f"[books.{name}]    # {' '.join(book.title.split())}：编号 {book.prefix}-001 起，文件在 issues/{book.folder}/",
    ]
    said = setting.model_dump(exclude_none=True)
    lines += [f"{field} = {json.dumps(value, ensure_ascii=False)}" for field, value in said.items()]
    text = "\n".join((*lines, ""))
    tomllib.loads(text)  # what can't be read again is never written
    return text

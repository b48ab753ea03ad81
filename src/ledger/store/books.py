"""The books that a ledger can keep: described in the office's `templates/books/`, else as shipped.

Knows a ledger by its folder only, because the workspace reads its own books through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.errors import UsageError, say
from ledger.model.book import MAIN, Book, Described, faults
from ledger.model.naming import nearest
from ledger.model.policy import Policy, Shelved
from ledger.model.problem import Problem
from ledger.model.procedure import Procedure
from ledger.model.shelving import Unkept, clashes
from ledger.store import files, gate, procedures
from ledger.store.descriptions import Descriptions
from ledger.store.toml_lines import line_of
from ledger.store.typed import located, typed

FOLDER = "templates/books"
_FILES = Descriptions(FOLDER)
shipped_names, own_names, names, file_of = _FILES.shipped_names, _FILES.own_names, _FILES.names, _FILES.file
_SETTINGS = "ledger.toml"
_UNDER = ("book",)
"""What a description's own keys are told under: its `title` is not that of an issue."""


def load(root: Path, name: str) -> Described | tuple[Problem, ...]:
    """What is said of a book, or every fault of its file. Raises UsageError for a name of none, MachineError."""
    if name not in names(root):
        known = names(root)
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise UsageError(say("book.none", name=name, known=known), hint=hint)
    data, file = _text(root, name), file_of(name)
    if isinstance(data, Problem):
        return (data,)
    described = read(data, file)
    if isinstance(described, tuple) or described.procedure in {None, *procedures.names(root)}:
        return described
    wanted, known = described.procedure or "", procedures.names(root)
    text = say("book.no-procedure", name=wanted, known=known)
    problem = Problem("unknown-name", "invalid", text, path=("procedure",), suggestion=nearest(wanted, known))
    return (_located(problem, root, name),)


def _text(root: Path, name: str) -> bytes | Problem:
    """The description of a book as it is written, the office's own, else the shipped one; why its file is none."""
    own = _FILES.own(root, name)
    return _FILES.shipped(name) if own is None else own


def read(data: bytes, file: str) -> Described | tuple[Problem, ...]:
    """The book that `data` describes, or every fault of it at its line and column."""
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    described = typed(Described, tree, file, under=_UNDER)
    if isinstance(described, tuple):
        return described
    return tuple(located(one, tree, file) for one in faults(described)) or described


def faults_of_own(root: Path) -> tuple[Problem, ...]:
    """Every fault of every book that the office has a description of, kept or not. Raises MachineError."""
    read_ = (load(root, name) for name in own_names(root))
    return tuple(problem for one in read_ if isinstance(one, tuple) for problem in one)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books of a ledger: those that can be kept, and what is wrong with the descriptions of the others."""

    books: tuple[Book, ...] = ()
    own: Book | None = None
    """What the ledger's own book is described by."""
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unkept, ...] = ()
    """Those others, as far as anything is known of them."""


def kept(root: Path, policy: Policy) -> Shelf:
    """The books that the settings of a ledger name. Raises UsageError for one that nobody has described, or whose
    numbers or files another one has, at its line of the settings; MachineError.
    """
    found = tuple(as_kept(root, key, setting) for key, setting in policy.books.items())
    books = tuple(one for one in found if isinstance(one, Book))
    if wrong := tuple(clashes(books, policy)):
        text = files.read_plain(root / _SETTINGS).decode("utf-8-sig")
        places = (line_of(text, ("books", one.key, setting)) for one, setting, _ in wrong)
        reasons = (
            say("settings.wrong", file=_SETTINGS, line=line, key=f"books.{one.key}.{setting}", text=why, hint=None)
            for line, (one, setting, why) in zip(places, wrong, strict=True)
        )
        raise UsageError(say("settings.bad", file=_SETTINGS), *reasons)
    own = of_main(root, policy)
    faulty = tuple(problem for one in (*found, own) if isinstance(one, tuple) for problem in one)
    named = [*zip(policy.books.items(), found, strict=True)]
    unread = [_unkept(root, key, setting) for (key, setting), one in named if isinstance(one, tuple)]
    if isinstance(own, tuple):
        house = policy.ledger
        unread.append(Unkept(house.prefix, house.book or MAIN, house.title, MAIN))
    return Shelf(books, own if isinstance(own, Book) else None, faulty, tuple(unread))


def _unkept(root: Path, key: str, setting: Shelved) -> Unkept:
    """What is known of a book whose description can't be read: what the settings say, and two lines of its text."""
    name = setting.of or key
    own, shipped = _text(root, name), _FILES.shipped(name) if name in shipped_names() else b""
    text = b"\n".join((b"" if isinstance(own, Problem) else own, shipped)).decode("utf-8", "replace")
    prefix, title = _PREFIX.search(text), _TITLE.search(text)
    return Unkept(
        setting.prefix or (prefix[1] if prefix else ""), name, setting.title or (title[1] if title else name), key
    )


_PREFIX = re.compile(r"^prefix\s*:\s*[\"']?([A-Z][A-Z0-9]{0,15})[\"']?\s*(?:#.*)?$", re.MULTILINE)
_TITLE = re.compile(r"^title\s*:\s*[\"']?([^\s\"'#:]+)[\"']?\s*(?:#.*)?$", re.MULTILINE)


def doubts(root: Path, kept: Iterable[Book]) -> tuple[Problem, ...]:
    """Every book that the office has made public though it holds sanctions, or is kept inside as shipped."""
    found = []
    for one in kept:
        said = one.described
        accounts = said.public and said.accountability is not None
        if accounts or (said.public and one.name in shipped_names() and not _as_shipped(one.name).public):
            text = say("book.accounts-in-public" if accounts else "book.made-public", name=one.name)
            at = "public" if "public" in said.model_fields_set else "title"
            problem = Problem("book-public", "warning", text, path=(at,))
            found.append(_located(problem, root, one.name))
    return tuple(found)


def _located(problem: Problem, root: Path, name: str) -> Problem:
    """A fault of a description at its place in the file."""
    data = _text(root, name)
    tree = data if isinstance(data, Problem) else gate.read(data, file_of(name))
    return located(problem, tree, file_of(name)) if isinstance(tree, gate.Tree) else problem


def _as_shipped(name: str) -> Described:
    described = read(_FILES.shipped(name), name)
    assert isinstance(described, Described)  # noqa: S101 - ours
    return described


def of_main(root: Path, policy: Policy) -> Book | tuple[Problem, ...] | None:
    """What the ledger's own book is described by, or every fault of that description; None where it needs none.

    Its number, folder and title are the ledger's. Raises as `load` does.
    """
    house = policy.ledger
    if house.book is None:
        return None
    found = as_kept(root, MAIN, Shelved(of=house.book, title=house.title, prefix=house.prefix))
    return replace(found, name=MAIN, folder="") if isinstance(found, Book) else found


def as_kept(root: Path, key: str, setting: Shelved) -> Book | tuple[Problem, ...]:
    """The book that an entry of the settings names, or every fault of its description. Raises as `load` does."""
    name = setting.of or key
    described = load(root, name)
    if isinstance(described, tuple):
        return described
    way = _procedure(root, name, described)
    if isinstance(way, tuple):
        return way
    return Book(
        key=key,
        name=name,
        title=setting.title or described.title,
        prefix=setting.prefix or described.prefix,
        folder=setting.folder or described.folder or name,
        described=described,
        procedure=way,
    )


def _procedure(root: Path, name: str, described: Described) -> Procedure | tuple[Problem, ...] | None:
    """The procedure that a book closes by; None for that of the house."""
    if (own := described.own_procedure) is not None:
        data = _text(root, name)
        return (
            (data,) if isinstance(data, Problem) else procedures.completed(root, own.named(name), data, file_of(name))
        )
    return procedures.load(root, described.procedure) if described.procedure else None

"""The sheets that a ledger can print: described in the office's `templates/sheets/`, else as shipped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ledger.errors import NotFoundError, say
from ledger.model.book import MAIN, Book
from ledger.model.columns import Description, Only, Sheet, is_sheet_name
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.tables import faults
from ledger.model.units import plain
from ledger.store import books, files, gate, issuefile
from ledger.store.templates import shipped as shipped_files
from ledger.store.typed import located, typed
from ledger.store.workspace import Workspace, unreadable

FOLDER = "templates/sheets"
SUFFIX = ".yaml"
UNDER = ("sheet",)
"""What a description's own keys are told under: its `title` is not that of an issue."""


@cache
def shipped_names() -> tuple[str, ...]:
    """The sheets that every ledger has."""
    entries = (shipped_files() / FOLDER).iterdir()
    return tuple(sorted(entry.name.removesuffix(SUFFIX) for entry in entries if entry.name.endswith(SUFFIX)))


def names(workspace: Workspace) -> tuple[str, ...]:
    """Every sheet that `ledger export --sheet` knows here: the shipped ones, then the office's own."""
    return tuple(dict.fromkeys((*shipped_names(), *_own(workspace))))


def _own(workspace: Workspace) -> list[str]:
    """The sheets that the office has a file of."""
    found = (workspace.root / FOLDER).glob(f"*{SUFFIX}")
    return sorted(path.name.removesuffix(SUFFIX) for path in found if not path.name.startswith("."))


def faults_of_all(workspace: Workspace) -> tuple[Problem, ...]:
    """Every fault of every description in the office's folder, at its place. Never raises for what a file is."""
    found: list[Problem] = []
    for name in _own(workspace):
        file = f"{FOLDER}/{name}{SUFFIX}"
        try:
            data = issuefile.plain(workspace.root / file, file)
        except FileNotFoundError:
            continue
        sheet = (data,) if isinstance(data, Problem) else None if _as_shipped(name, data) else read(data, name, file)
        found += sheet if isinstance(sheet, tuple) else ()
    return (*found, *(problem for name in books.own_names(workspace.root) for problem in _of_columns(workspace, name)))


def _of_columns(workspace: Workspace, name: str) -> Iterator[Problem]:
    """What is wrong with the columns of a book that the office describes itself, and that can be read."""
    file = books.file_of(name)
    try:
        data = issuefile.plain(workspace.root / file, file)
    except FileNotFoundError:
        return
    if isinstance(data, Problem):  # told where the books are looked at
        return
    tree, described = gate.read(data, file), books.read(data, file)
    if isinstance(described, tuple) or isinstance(tree, tuple) or not described.columns:
        return
    for one in faults(Description(subject="issue", columns=described.columns)):
        yield located(one, tree, file)


def _as_shipped(name: str, data: bytes) -> bool:
    """Whether nobody has changed it since `init` put it there: a nightly check needn't read it again."""
    return name in shipped_names() and data == (shipped_files() / FOLDER / f"{name}{SUFFIX}").read_bytes()


def load(workspace: Workspace, name: str) -> Sheet:
    """The sheet called `name`. Raises NotFoundError with those that exist; UnreadableError with every fault of its
    description at its line and column, and where the name is none that a worksheet can bear.
    """
    known = names(workspace)
    if name not in known:
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("sheet.none", name=name, known=known), hint=hint)
    file = f"{FOLDER}/{name}{SUFFIX}"
    try:
        data = files.read_plain(workspace.root / file)
    except FileNotFoundError:
        return shipped(name)
    except OSError as error:
        raise files.fault(error, file) from error
    found = read(data, name, file)
    if isinstance(found, tuple):
        raise unreadable(file, found)
    return found


def of_book(workspace: Workspace, book: Book) -> Sheet:
    """The sheet of a book, as its description has it. Raises UnreadableError with every fault of its columns."""
    if wrong := tuple(_of_columns(workspace, book.name)):
        raise unreadable(books.file_of(book.name), wrong)
    only = Only(books=(book.name,))
    return Sheet(name=book.name, title=book.title, subject="issue", only=only, frozen=3, columns=book.columns)


def described(workspace: Workspace, sheet: Sheet) -> Sheet:
    """The sheet of the ledger's own issues with the fields that these have by a description; with the columns of that,
    where it names any. Raises UnreadableError as `of_book`.
    """
    own, name = workspace.office.own, workspace.policy.ledger.book
    if own is None or name is None:
        return sheet
    if wrong := tuple(_of_columns(workspace, name)):
        raise unreadable(books.file_of(name), wrong)
    shown = {one.field for one in sheet.columns} | {plain(one.heading) for one in sheet.columns}
    more = (one for one in own.record_columns if one.field not in shown and plain(one.heading) not in shown)
    return sheet.model_copy(update={"columns": (own.described.columns and own.columns) or (*sheet.columns, *more)})


def of_main(sheet: Sheet) -> Sheet:
    """A sheet of issues with those of the ledger's own book alone: the others have a sheet each."""
    return sheet.model_copy(update={"only": sheet.only.model_copy(update={"books": (MAIN,)})})


@cache
def shipped(name: str) -> Sheet:
    """A sheet as it is shipped; a test reads them all, so a fault here is one of the program."""
    file = f"{FOLDER}/{name}{SUFFIX}"
    found = read((shipped_files() / FOLDER / f"{name}{SUFFIX}").read_bytes(), name, file)
    if isinstance(found, tuple):
        raise unreadable(file, found)
    return found


def read(data: bytes, name: str, file: str) -> Sheet | tuple[Problem, ...]:
    """The sheet that `data` describes, or every fault of it."""
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    described = typed(Description, tree, file, under=UNDER)
    if isinstance(described, tuple):
        return described
    found = list(faults(described))
    if not is_sheet_name(name):
        found.insert(0, Problem("bad-sheet-name", "invalid", say("sheet.bad-name", name=name)))
    return tuple(located(one, tree, file) for one in found) or described.named(name)

"""Writing issue files: a new one under the next number, what changed of one, of several at once; all of it or nothing.

A file is only replaced while it is the one that was read, under the locks of `locks`; new events are sealed on the way.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ledger import meter
from ledger.errors import ConflictError, say
from ledger.model.book import Book
from ledger.model.ids import make_id, next_id
from ledger.model.issue import FIELD_ORDER, Issue
from ledger.store import batch, files, gate, locks, numbers, sealing, yamlfile
from ledger.store.folder import SCHEMA_FILE, Stored, recover, relative
from ledger.store.issuefile import SUFFIX
from ledger.store.patch import patched, tree_of
from ledger.store.workspace import Workspace


def add(workspace: Workspace, make: Callable[[str], Issue], book: Book | None = None) -> Stored:
    """Write a new issue under the next free number of a book (None: the ledger's own). `make` builds it once the number
    is known.

    The number is taken by creating the file, so two processes can't get the same one. Raises MachineError.
    """
    try:
        folder, prefix = _shelf(workspace, book)
        folder.mkdir(parents=True, exist_ok=True)
        with numbers.reserved(workspace) as taken:
            batch.finish(workspace.root)
            while True:
                issue = make(next_id(prefix, taken))
                path = folder / f"{issue.id}{SUFFIX}"
                data, issue = _first_text(workspace, path, issue)
                try:
                    files.write_atomically(path, data, new=True, ours=True)
                except FileExistsError:
                    taken.add(issue.id)
                    continue
                return Stored(issue, relative(workspace, path), data)
    except OSError as error:
        raise files.fault(error, workspace.issues) from error


def add_at(workspace: Workspace, issue: Issue) -> Stored:
    """Write a new issue under the number that it has already. Raises ConflictError if it is taken, MachineError."""
    workspace.refuse_unread(issue.id)
    folder, _ = _shelf(workspace, workspace.office.of(issue).book)
    path = folder / f"{issue.id}{SUFFIX}"
    data, made = _first_text(workspace, path, issue)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locks.ledger(workspace.root):
            batch.finish(workspace.root)
            files.write_atomically(path, data, new=True)
    except FileExistsError as error:
        raise ConflictError(say("export.exists", path=relative(workspace, path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    return Stored(made, relative(workspace, path), data)


def _shelf(workspace: Workspace, book: Book | None) -> tuple[Path, str]:
    """The folder and the prefix of a book. Raises UnreadableError where nobody knows what may be in it."""
    if book is None:
        workspace.refuse_unread(make_id(workspace.policy.ledger.prefix, 1))
    return (workspace.issues / book.folder, book.prefix) if book else (workspace.issues, workspace.policy.ledger.prefix)


def add_all(
    workspace: Workspace, makes: Sequence[Callable[[str], Issue]], book: Book | None = None
) -> tuple[Stored, ...]:
    """Write several new issues under the next free numbers, in their order: all of them, or none. Raises as `add` does;
    ConflictError where a file of such a name appeared meanwhile.
    """
    made: list[Stored] = []
    try:
        folder, prefix = _shelf(workspace, book)
        folder.mkdir(parents=True, exist_ok=True)
        with numbers.reserved(workspace) as taken:
            batch.finish(workspace.root)
            for make in meter.each("writing", makes):
                issue = make(next_id(prefix, taken))
                taken.add(issue.id)
                path = folder / f"{issue.id}{SUFFIX}"
                data, issue = _first_text(workspace, path, issue)
                made.append(Stored(issue, relative(workspace, path), data))
            batch.write_all(workspace.root, [batch.Change(workspace.root / o.file, None, o.data) for o in made])
    except OSError as error:
        raise files.fault(error, workspace.issues) from error
    return tuple(made)


def header(path: Path, workspace: Workspace) -> str:
    """The first line of an issue file: it tells editors which schema to check and complete by."""
    up = "../" * len(path.relative_to(workspace.root).parent.parts)
    return f"# yaml-language-server: $schema={up}{SCHEMA_FILE}"


def _first_text(workspace: Workspace, path: Path, issue: Issue) -> tuple[bytes, Issue]:
    """The text of a new file, with its first events sealed, and the record that it makes."""
    record, made = sealing.sealed(None, yamlfile.as_mapping(tree_of(issue)), issue, len(issue.history))
    return yamlfile.dump_new(record, header(path, workspace)), made


def replace_text(workspace: Workspace, was: Stored, text: bytes, read: Issue, after: Issue) -> Stored:
    """Write a text that a person edited, read as `read`, and what was added to it since. Raises as `save` does."""
    if text == was.data and after == was.issue:
        return was
    edited = Stored(read, was.file, text)
    data, issue = _rewritten(edited, after, before=sealing.tree(was.data, was.file))
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def save(workspace: Workspace, was: Stored, after: Issue) -> Stored:
    """Write what changed since `was`; comments and everything else in the file stay. New events are sealed.

    Raises ConflictError if the file is no longer the one that was read, RefusedError if it says what nobody signed
    for, MachineError if the disk fails.
    """
    if after == was.issue:
        return was
    data, issue = _rewritten(was, after)
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def save_all(workspace: Workspace, pairs: Sequence[tuple[Stored, Issue]]) -> tuple[Stored, ...]:
    """Write what changed in each issue since it was read: in all the files, or in none. Raises as `save` does."""
    try:
        for was, _ in pairs:
            workspace.refuse_unread(was.issue.id)
        names = [Path(was.file).stem for was, _ in pairs]
        with locks.ledger(workspace.root), locks.issues(workspace.root, names):
            changed = [(was, after) for was, after in pairs if after != was.issue]
            rewritten = [(was, *_rewritten(was, after)) for was, after in meter.each("writing", changed)]
            saved = [Stored(issue, was.file, data) for was, data, issue in rewritten]
            before = {was.file: was.data for was, _ in pairs}
            changes = [batch.Change(workspace.root / one.file, before[one.file], one.data) for one in saved]
            batch.write_all(workspace.root, changes)
    except OSError as error:
        raise files.fault(error, workspace.issues) from error
    return tuple(saved)


def adopt(workspace: Workspace, was: Stored, after: Issue, before: Mapping[str, gate.Node] | None) -> Stored:
    """Write what was changed by hand with the event that signs it. `before` is the content signed last, where it is
    still known. Whoever calls this has seen to it that it may be signed. Raises ConflictError, MachineError.
    """
    data, issue = _joined(was, sealing.tree(was.data, was.file), after, before)
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def begin(workspace: Workspace, was: Stored, after: Issue) -> Stored:
    """Write a copy of another issue's file as an issue that begins now: the other's history stays with the other.
    Raises ConflictError, MachineError.
    """
    old = sealing.tree(was.data, was.file)
    bare = {key: value for key, value in old.items() if key != "history"}
    wanted = patched(bare, tree_of(was.issue.model_copy(update={"history": ()})), tree_of(after))
    record, issue = sealing.sealed(None, wanted, after, len(after.history))
    data = yamlfile.rewrite(was.data, old, record, order=FIELD_ORDER)
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def rewritten(was: Stored, after: Issue) -> bytes:
    """The text that `was` becomes, with its new events sealed, for a batch of the caller's own. Whoever calls this has
    seen to it that it may be signed.
    """
    old = sealing.tree(was.data, was.file)
    return _joined(was, old, after, old)[0]


def _rewritten(was: Stored, after: Issue, *, before: Mapping[str, gate.Node] | None = None) -> tuple[bytes, Issue]:
    """The new text, and the record with its new events sealed, as changed since `before` (as read, if not said)."""
    old = sealing.tree(was.data, was.file)
    sealing.refuse_what_nobody_signed(before or old, was.issue)
    return _joined(was, old, after, before or old)


def _joined(
    was: Stored, old: Mapping[str, gate.Node], after: Issue, before: Mapping[str, gate.Node] | None
) -> tuple[bytes, Issue]:
    wanted = patched(dict(old), tree_of(was.issue), tree_of(after))
    record, issue = sealing.sealed(before, wanted, after, len(after.history) - len(was.issue.history))
    return yamlfile.rewrite(was.data, old, record, order=FIELD_ORDER), issue


def _write(workspace: Workspace, was: Stored, make: Callable[[], bytes]) -> bytes:
    """Under the issue's lock: the file is still the one that was read, and then it is replaced."""
    path = workspace.root / was.file
    workspace.refuse_unread(was.issue.id)
    try:
        with _alone(workspace, path.stem):
            if _now(path) != was.data:
                raise ConflictError(say("conflict.changed", file=was.file))
            data = make()
            files.write_atomically(path, data, ours=True)
    except FileNotFoundError as error:
        raise ConflictError(say("conflict.gone", file=was.file)) from error
    except OSError as error:
        raise files.fault(error, was.file) from error
    return data


@contextlib.contextmanager
def _alone(workspace: Workspace, name: str) -> Iterator[None]:
    """Nobody else changes this issue, and no batch that a crash cut short is still to be ended.

    A batch writes its journal once it holds every issue that it changes; so while this one is held, none can begin
    that has it, and one that was found here was cut short.
    """
    while True:
        recover(workspace)
        with locks.issues(workspace.root, (name,)):
            if not batch.interrupted(workspace.root):
                yield
                return


def _now(path: Path) -> bytes | None:
    """What the file holds at this moment; None where a link has taken its place."""
    try:
        return files.read_plain(path)
    except files.NotAFileError:
        return None


def set_aside(workspace: Workspace, was: Stored, text: bytes) -> str:
    """Keep a text that could not be saved, so that nobody's typing is lost; where it lies. Raises MachineError."""
    path = workspace.root / ".ledger" / f"{was.issue.id}.not-saved.yaml"
    try:
        path.parent.mkdir(exist_ok=True)
        files.write_atomically(path, text)
    except OSError as error:
        raise files.fault(error, path) from error
    return relative(workspace, path)

"""Start a ledger, and enter people and units into its registers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ledger.errors import ConflictError, UsageError, say
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.model.schema import issue_schema
from ledger.model.units import Unit, plain, split_units
from ledger.model.values import Record
from ledger.store import files, gate, templates, yamlfile
from ledger.store.folder import SCHEMA_FILE
from ledger.store.patch import text_tree
from ledger.store.typed import problems
from ledger.store.workspace import PEOPLE, SETTINGS, UNITS, Workspace, unreadable

M = TypeVar("M", bound=Record)

_NAMES = {"vscode-settings.json": ".vscode/settings.json", "gitattributes": ".gitattributes", "gitignore": ".gitignore"}
"""Shipped files whose names begin with a dot only in the ledger, where packagers can't drop them."""


@dataclass(frozen=True)
class Started:
    """A new ledger: what was written, and who was entered as its first person."""

    files: tuple[str, ...]
    person: Person | None


def init(folder: Path, *, title: str | None, unit: str | None, names: tuple[str, ...]) -> Started:
    """Make `folder` a ledger. Files that are there already are left as they are.

    Raises ConflictError where a ledger is there already, MachineError.
    """
    if (folder / SETTINGS).exists():
        raise ConflictError(say("init.exists", folder=str(folder)))
    person = _first_person(names, unit)
    contents = dict(_shipped(templates.shipped(), ""))
    contents[SETTINGS] = _settings(contents[SETTINGS].decode(), title, unit).encode()
    contents[SCHEMA_FILE] = schema_text().encode()
    if person:
        register = {"people": [text_tree(person.model_dump(exclude_unset=True))]}
        contents[PEOPLE] += yamlfile.dump_new(register, None)
    written = []
    try:
        for name, data in sorted(contents.items(), key=lambda item: (item[0] == SETTINGS, item[0])):
            target = folder / name
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(target, data, new=True)
            written.append(name)
        (folder / "issues").mkdir(exist_ok=True)
    except OSError as error:
        raise files.fault(error, folder) from error
    return Started(tuple(written), person)


def schema_text() -> str:
    """The schema file of a ledger, as `ledger schema` prints it."""
    return json.dumps(issue_schema(), ensure_ascii=False, indent=2) + "\n"


def _shipped(place: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in place.iterdir():
        if entry.is_dir():
            found += _shipped(entry, f"{prefix}{entry.name}/")
        else:
            found.append((_NAMES.get(entry.name, f"{prefix}{entry.name}"), entry.read_bytes()))
    return found


def _settings(text: str, title: str | None, unit: str | None) -> str:
    for key, value in (("title", title), ("unit", unit)):
        if value:
            line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
            text = re.sub(rf"(?m)^{key} = .*$", line.replace("\\", "\\\\"), text)
    return text


def _first_person(names: tuple[str, ...], unit: str | None) -> Person | None:
    """Whoever starts the ledger, as their own words or git name them: the first to sign."""
    if not names:
        return None
    emails = tuple(name for name in names if "@" in name)
    called = tuple(name for name in names if "@" not in name) or (names[0].partition("@")[0],)
    handle = re.sub(r"[^a-z0-9.-]+", "-", (emails or called)[0].partition("@")[0].lower()).strip("-.") or "person-1"
    handle = handle if handle[0].isalpha() else f"person-{handle}"
    values = {"id": handle[:40], "names": called, "unit": unit or "（填报单位）", "emails": emails, "roles": ("登记",)}
    return Person.model_validate({key: value for key, value in values.items() if value})


def add_person(
    workspace: Workspace,
    person_id: str,
    names: tuple[str, ...],
    unit: str,
    roles: tuple[str, ...],
    emails: tuple[str, ...],
) -> Person:
    """Enter a person into the register; roles may be listed in one word (`登记、实施`).

    Raises UsageError, ConflictError for an id, name or e-mail that is taken.
    """
    if not unit.strip():
        raise UsageError(say("people.no-unit"))
    if not re.fullmatch(r"[a-z][a-z0-9.-]{0,39}", person_id):
        raise UsageError(say("people.bad-id", found=person_id))
    split = dict.fromkeys(role for listed in roles for role in split_units(listed))
    values = {"id": person_id, "names": names or (person_id,), "unit": unit, "roles": tuple(split), "emails": emails}
    person = _made(Person, values)

    def free(office: Office) -> None:
        if office.people.get(person_id):
            raise ConflictError(say("people.twice", id=person_id))
        words = {plain(word) for word in (person.id, *person.names, *person.emails)}
        for other in office.people.people:
            if taken := words & {plain(word) for word in (other.id, *other.names, *other.emails)}:
                raise ConflictError(say("people.taken", id=other.id, word=min(taken)))

    _append(workspace, PEOPLE, "people", person, free)
    return person


def add_unit(workspace: Workspace, name: str, aliases: tuple[str, ...], parent: str | None) -> Unit:
    """Enter a unit into the register, or more aliases for one that is there; aliases may be listed in one word.

    Raises UsageError, ConflictError for a name that is taken.
    """
    if len(parts := split_units(name)) > 1:
        raise UsageError(say("units.several", found=name, first=parts[0]))
    others = tuple(dict.fromkeys(part for alias in aliases for part in split_units(alias)))
    known = workspace.office.units.find(name)
    if known and others and plain(known.name) == plain(name):
        return _more_aliases(workspace, known, others)
    unit = _made(Unit, {"name": name, "aliases": others, "parent": parent})
    _append(workspace, UNITS, "units", unit, lambda office: _names_free(office, (name, *others)))
    return unit


def _names_free(office: Office, names: tuple[str, ...]) -> None:
    for one in names:
        if found := office.units.find(one):
            raise ConflictError(say("units.taken", name=one, unit=found.name))


def _more_aliases(workspace: Workspace, unit: Unit, aliases: tuple[str, ...]) -> Unit:
    """The register with further names for a unit that it has."""
    after = unit.model_copy(update={"aliases": (*unit.aliases, *aliases)})

    def rewritten(tree: Mapping[str, gate.Node]) -> dict[str, gate.Node]:
        listed = tree.get("units")
        entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        mine = [plain(str(one.get("name"))) == plain(unit.name) for one in entries]
        named: list[gate.Node] = [
            {**one, "aliases": list(after.aliases)} if hit else one for one, hit in zip(entries, mine, strict=True)
        ]
        return {**tree, "units": named}

    try:
        with files.locked(workspace.root):
            _names_free(Workspace(workspace.root).office, aliases)
            data = files.read_plain(workspace.root / UNITS)
            tree = gate.read(data, UNITS)
            if isinstance(tree, tuple):
                raise unreadable(UNITS, tree)
            files.write_atomically(workspace.root / UNITS, yamlfile.rewrite(data, tree.data, rewritten(tree.data)))
    except OSError as error:
        raise files.fault(error, UNITS) from error
    return after


def _made(model: type[M], values: Mapping[str, object]) -> M:
    try:
        return model.model_validate({key: value for key, value in values.items() if value})
    except ValidationError as error:
        raise UsageError(say("usage.bad-values"), *(one.text for one in problems(error, model))) from error


def _append(workspace: Workspace, file: str, key: str, entry: Record, free: Callable[[Office], None]) -> None:
    """Add an entry at the end of a register; its comments and everything else stay.

    `free` refuses an entry that the register has already; it is asked under the lock, of the file as it is then.
    """
    path = workspace.root / file
    added = text_tree(entry.model_dump(exclude_unset=True))
    try:
        with files.locked(workspace.root):
            files.remove_leftovers(workspace.root)
            free(Workspace(workspace.root).office)
            if not path.exists():
                files.write_atomically(path, yamlfile.dump_new({key: [added]}, None), new=True)
                return
            data = files.read_plain(path)
            tree = gate.read(data, file)
            before = {} if isinstance(tree, tuple) else tree.data
            listed = before.get(key)
            after = {**before, key: [*(listed if isinstance(listed, list) else []), added]}
            if before:
                files.write_atomically(path, yamlfile.rewrite(data, before, after))
            else:
                files.write_atomically(path, data + yamlfile.dump_new(after, None))
    except OSError as error:
        raise files.fault(error, file) from error

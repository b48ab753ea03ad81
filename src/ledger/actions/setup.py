"""Start a ledger, and enter people and units into its registers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ledger.errors import ConflictError, UsageError, say
from ledger.model.people import Person
from ledger.model.schema import issue_schema
from ledger.model.units import Unit
from ledger.model.values import Record
from ledger.store import files, gate, templates, yamlfile
from ledger.store.folder import SCHEMA_FILE
from ledger.store.patch import text_tree
from ledger.store.typed import problems
from ledger.store.workspace import PEOPLE, SETTINGS, UNITS, Workspace

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

    Raises ConflictError where a ledger is there already, EnvironmentFault.
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
    """Whoever starts the ledger, as their own words or git name them: the first to sign, with every role until others come."""
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
    """Enter a person into the register. Raises UsageError, ConflictError for an id or name that is taken."""
    people = workspace.office.people
    if people.get(person_id):
        raise ConflictError(say("people.taken", id=person_id))
    values = {"id": person_id, "names": names or (person_id,), "unit": unit, "roles": roles, "emails": emails}
    person = _made(Person, values)
    _append(workspace, PEOPLE, "people", person)
    return person


def add_unit(workspace: Workspace, name: str, aliases: tuple[str, ...], parent: str | None) -> Unit:
    """Enter a unit into the register. Raises UsageError, ConflictError for a name that is taken."""
    units = workspace.office.units
    for one in (name, *aliases):
        if found := units.find(one):
            raise ConflictError(say("units.taken", name=one, unit=found.name))
    unit = _made(Unit, {"name": name, "aliases": aliases, "parent": parent})
    _append(workspace, UNITS, "units", unit)
    return unit


def _made(model: type[M], values: Mapping[str, object]) -> M:
    try:
        return model.model_validate({key: value for key, value in values.items() if value})
    except ValidationError as error:
        raise UsageError(say("usage.bad-values"), *(one.text for one in problems(error, model))) from error


def _append(workspace: Workspace, file: str, key: str, entry: Record) -> None:
    """Add an entry at the end of a register; its comments and everything else stay."""
    path = workspace.root / file
    added = text_tree(entry.model_dump(exclude_unset=True))
    try:
        with files.locked(workspace.root):
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

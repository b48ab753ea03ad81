"""Start a ledger, and enter people and units into its registers."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ledger.actions import books as shelving
from ledger.errors import ConflictError, UsageError, say
from ledger.model.levels import LEVELS, OTHERS, is_level
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.model.schema import KINDS, schema_of
from ledger.model.units import Unit, plain, split_units
from ledger.model.values import Record
from ledger.store import files, gate, locks, schemas, templates, yamlfile
from ledger.store.patch import text_tree
from ledger.store.typed import problems
from ledger.store.workspace import PEOPLE, SETTINGS, UNITS, Workspace, unreadable

M = TypeVar("M", bound=Record)

_NAMES = {"vscode-settings.json": ".vscode/settings.json", "gitattributes": ".gitattributes", "gitignore": ".gitignore"}
"""Shipped files whose names begin with a dot only in the ledger, where packagers can't drop them."""


_SHOWN = 40
"""How much of a line that is no key is shown."""


@dataclass(frozen=True)
class Started:
    """A new ledger: what was written, and who was entered as its first person."""

    files: tuple[str, ...]
    person: Person | None


def is_ledger(folder: Path) -> bool:
    """Whether a ledger is there already."""
    return (folder / SETTINGS).exists()


def init(
    folder: Path, *, title: str | None, unit: str | None, names: tuple[str, ...], books: tuple[str, ...] = ()
) -> Started:
    """Make `folder` a ledger that keeps these books beside its own. Files that are there already are left as they are.

    Raises ConflictError where a ledger is there already, UsageError for a book that is none, MachineError.
    """
    Workspace(folder).sweep()
    if is_ledger(folder):
        raise ConflictError(say("init.exists", folder=str(folder)))
    person = _first_person(names, unit)
    begun = shelving.begun(folder, books)
    contents = dict(_shipped(templates.shipped(), ""))
    contents = {name: data for name, data in contents.items() if not name.startswith(f"{shelving.FOLDER}/")}
    contents[SETTINGS] = _settings(contents[SETTINGS].decode(), title, unit).encode() + begun
    contents |= {schemas.file_of(kind): schemas.text(schema_of(kind)).encode() for kind in KINDS}
    if person:
        register = {"people": [text_tree(person.model_dump(exclude_unset=True))]}
        contents[PEOPLE] += yamlfile.dump_new(register, None)
    written = []
    try:
        (folder / "issues").mkdir(parents=True, exist_ok=True)  # settings come last: until then it can be done again
        for name, data in sorted(contents.items(), key=lambda item: (item[0] == SETTINGS, item[0])):
            target = folder / name
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(target, data, new=True)
            written.append(name)
    except OSError as error:
        raise files.fault(error, folder) from error
    return Started(tuple(written), person)


def _shipped(place: Path, prefix: str) -> list[tuple[str, bytes]]:
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


@dataclass(frozen=True)
class Told:
    """What somebody says of a person; roles may be listed in one word (`登记、实施`)."""

    names: tuple[str, ...] = ()
    unit: str = ""
    roles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def add_person(workspace: Workspace, person_id: str, told: Told) -> Person:
    """Enter a person into the register; of somebody who is there, with nothing but keys told, the keys.

    Raises UsageError, ConflictError for an id, name, e-mail or key that is taken.
    """
    if told == Told(keys=told.keys) and told.keys and workspace.office.people.get(person_id):
        return _add_keys(workspace, person_id, told.keys)
    if not told.unit.strip():
        raise UsageError(say("people.no-unit"))
    if not re.fullmatch(r"[a-z][a-z0-9.-]{0,39}", person_id):
        raise UsageError(say("people.bad-id", found=person_id))
    keys = tuple(dict.fromkeys(map(_public, told.keys)))
    split = tuple(dict.fromkeys(role for listed in told.roles for role in split_units(listed)))
    values = {"id": person_id, "names": told.names or (person_id,), "unit": told.unit, "roles": split}
    person = _made(Person, {**values, "emails": told.emails, "keys": keys})

    def free(office: Office) -> None:
        if office.people.get(person_id):
            raise ConflictError(say("people.twice", id=person_id))
        words = {plain(word) for word in (person.id, *person.names, *person.emails)}
        for other in office.people.people:
            if taken := words & {plain(word) for word in (other.id, *other.names, *other.emails)}:
                raise ConflictError(say("people.taken", id=other.id, word=min(taken)))
        _keys_free(office, person_id, keys)

    _append(workspace, PEOPLE, "people", person, free)
    return person


def _add_keys(workspace: Workspace, person_id: str, keys: tuple[str, ...]) -> Person:
    """Enter public keys for somebody who is in the register: their signatures can be checked from then on."""
    person = workspace.office.people.get(person_id)
    assert person is not None  # noqa: S101 - the caller has asked
    told = tuple(dict.fromkeys((*person.keys, *map(_public, keys))))

    def free(office: Office) -> None:
        _keys_free(office, person_id, told)

    _amend(workspace, PEOPLE, ("people", "id", person_id), {"keys": list(told)}, free)
    return person.model_copy(update={"keys": told})


def _public(key: str) -> str:
    """The line of a public key as it was given. Raises UsageError for anything else, a private key above all."""
    line = " ".join(key.split())
    if "PRIVATE KEY" in line:
        raise UsageError(say("people.private-key"))
    kind, _, rest = line.partition(" ")
    try:
        blob = base64.b64decode(rest.partition(" ")[0], validate=True)
    except ValueError:
        blob = b""
    # The blob begins with its own kind, length first (RFC 4253, 6.6): a line cut short or mixed up shows here.
    if not blob[4:].startswith(kind.encode()) or int.from_bytes(blob[:4], "big") != len(kind):
        raise UsageError(say("people.bad-key", found=line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"))
    return line


def _keys_free(office: Office, person_id: str, keys: tuple[str, ...]) -> None:
    mine = {key.split()[1] for key in keys}
    for other in office.people.people:
        if other.id != person_id and mine & {word for key in other.keys for word in key.split()[1:2]}:
            raise ConflictError(say("people.key-taken", id=other.id))


def add_unit(
    workspace: Workspace, name: str, aliases: tuple[str, ...], parent: str | None, level: str | None = None
) -> Unit:
    """Enter a unit into the register, or more about one that is there: aliases, its level, its parent. Aliases may be
    listed in one word.

    Raises UsageError, ConflictError for a name that is taken, a level or a parent that differs from what is there.
    """
    if len(parts := split_units(name)) > 1:
        raise UsageError(say("units.several", found=name, first=parts[0]))
    if level is not None and not is_level(level):
        raise UsageError(say("units.bad-level", found=level, known=(*LEVELS, *OTHERS)))
    others = tuple(dict.fromkeys(part for alias in aliases for part in split_units(alias)))
    known = workspace.office.units.find(name)
    if known and (others or parent or level) and plain(known.name) == plain(name):
        return _more_of(workspace, known, Unit(name=known.name, aliases=others, parent=parent, level=level))
    unit = _made(Unit, {"name": name, "aliases": others, "level": level, "parent": parent})
    _append(workspace, UNITS, "units", unit, lambda office: _names_free(office, (name, *others)))
    return unit


def _names_free(office: Office, names: tuple[str, ...]) -> None:
    for one in names:
        if found := office.units.find(one):
            raise ConflictError(say("units.taken", name=one, unit=found.name))


def _more_of(workspace: Workspace, unit: Unit, more: Unit) -> Unit:
    """The register with more about a unit that it has; what it tells already is not told over."""
    if more.level and unit.level and plain(more.level) != plain(unit.level):
        raise ConflictError(say("units.other-level", unit=unit.name, level=unit.level))
    if more.parent and unit.parent and not workspace.office.units.same(more.parent, unit.parent):
        raise ConflictError(say("units.other-parent", unit=unit.name, parent=unit.parent))
    new: dict[str, gate.Node] = {}
    if more.aliases:
        new["aliases"] = [*unit.aliases, *more.aliases]
    if more.level and not unit.level:
        new["level"] = more.level
    if more.parent and not unit.parent:
        new["parent"] = more.parent
    _amend(workspace, UNITS, ("units", "name", unit.name), new, lambda office: _names_free(office, more.aliases))
    return unit.model_copy(update={**new, "aliases": (*unit.aliases, *more.aliases)})


def _amend(
    workspace: Workspace,
    file: str,
    which: tuple[str, str, str],
    new: Mapping[str, gate.Node],
    free: Callable[[Office], None],
) -> None:
    """Write these keys into one entry of a register, named by its list, its key and the value of that; all else stays.

    `free` refuses what the register has already; it is asked under the lock, of the file as it is then.
    """
    family, key, value = which

    def rewritten(tree: Mapping[str, gate.Node]) -> dict[str, gate.Node]:
        listed = tree.get(family)
        entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        mine = [plain(str(one.get(key))) == plain(value) for one in entries]
        named: list[gate.Node] = [{**one, **new} if hit else one for one, hit in zip(entries, mine, strict=True)]
        return {**tree, family: named}

    try:
        with locks.ledger(workspace.root):
            free(Workspace(workspace.root).office)
            data = files.read_plain(workspace.root / file)
            tree = gate.read(data, file)
            if isinstance(tree, tuple):
                raise unreadable(file, tree)
            files.write_atomically(workspace.root / file, yamlfile.rewrite(data, tree.data, rewritten(tree.data)))
    except OSError as error:
        raise files.fault(error, file) from error


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
        with locks.ledger(workspace.root):
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

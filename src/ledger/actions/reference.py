"""What the ledger knows about itself: its schema, its settings and where they come from, how it reads a deadline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel

from ledger.model.deadline import Reading, read
from ledger.model.policy import Policy
from ledger.model.schema import KINDS, Kind, schema_of
from ledger.store import calendar, schemas
from ledger.store.workspace import SETTINGS, Workspace


def schema(kind: Kind = "issue") -> str:
    """The JSON Schema of a kind of files, as text."""
    return schemas.text(schema_of(kind))


def save_schemas(workspace: Workspace) -> tuple[str, ...]:
    """Put the schema of every kind into the ledger's templates. Returns those that are new or changed. Raises
    MachineError.
    """
    return schemas.write(workspace, {kind: schema_of(kind) for kind in KINDS})


def read_deadline(text: str, base: date, ledger: Workspace | None) -> Reading:
    """How a phrase is read, by the own calendar of the ledger if there is one. Raises UnreadableError as `office`."""
    return read(text, base, ledger.office.calendar if ledger else calendar.shipped())


@dataclass(frozen=True)
class Setting:
    """One setting, its value, and where that comes from."""

    key: str
    title: str
    value: str
    origin: Literal["file", "default"]

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


def settings(workspace: Workspace) -> list[Setting]:
    """Every setting in force. Raises UsageError for a broken file."""
    policy = workspace.policy
    given = tomllib.loads((workspace.root / SETTINGS).read_text(encoding="utf-8-sig"))
    return list(_settings(policy, Policy, given, ""))


def _settings(value: BaseModel, model: type[BaseModel], given: Mapping[str, object], prefix: str) -> Iterator[Setting]:
    for name, info in model.model_fields.items():
        inner, said = getattr(value, name), given.get(name)
        key = f"{prefix}{name}"
        if isinstance(inner, BaseModel):
            yield from _settings(inner, type(inner), said if isinstance(said, Mapping) else {}, f"{key}.")
        elif isinstance(inner, dict):
            for word, one in inner.items():
                told = said.get(word, {}) if isinstance(said, Mapping) else {}
                yield from _settings(one, type(one), told, f"{key}.{word}.")
        else:
            shown = (
                "、".join(map(str, inner))
                if isinstance(inner, tuple)
                else str(inner).lower()
                if isinstance(inner, bool)
                else str(inner or "")
            )
            yield Setting(key, info.title or name, shown, "file" if name in given else "default")

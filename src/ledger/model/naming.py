"""The fields of a record by their keys and by their official names: `plan.goal` is 整改目标."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel

from ledger.model.issue import Issue
from ledger.model.problem import Path
from ledger.model.units import plain


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record, wherever it stands."""

    path: str
    """Keys joined by dots, without positions in lists: `plan.measures.due`."""
    title: str
    many: bool
    """Whether it holds a list."""
    record: type[BaseModel] | None
    """The class of its value, where the value has keys of its own."""


def _unwrap(annotation: object) -> tuple[object, bool]:
    """The inner type of `Annotated`, `X | None` and `tuple[X, ...]`, and whether a tuple was met."""
    many = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in {Union, types.UnionType}:
            annotation = next(arg for arg in get_args(annotation) if arg is not types.NoneType)
        elif origin is tuple:
            annotation, many = get_args(annotation)[0], True
        else:
            return annotation, many


def _walk(model: type[BaseModel], prefix: str) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        inner, many = _unwrap(info.annotation)
        record = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
        path = f"{prefix}{name}"
        yield Field(path, info.title or name, many, record)
        if record is not None:
            yield from _walk(record, f"{path}.")


@cache
def fields() -> dict[str, Field]:
    """Every field of an issue by its path."""
    return {field.path: field for field in _walk(Issue, "")}


def keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that may stand at `path` inside a `model`; none where no record stands there."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        info = current.model_fields.get(step) if current else None
        inner = _unwrap(info.annotation)[0] if info else None
        current = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    return tuple(current.model_fields) if current else ()


def key_titled(model: type[BaseModel], path: Path, title: str) -> str | None:
    """The key at `path` inside a `model` whose official name is `title`: who writes 整改目标 means `goal`."""
    where = ".".join(step for step in path if isinstance(step, str))
    keys = (f"{where}.{key}" if where else key for key in keys_at(model, path))
    found = next((key for key in keys if plain(title_in(model, key) or "") == plain(title)), None)
    return found.rpartition(".")[2] if found else None


def title_of(path: str) -> str:
    """The official name of a field; that of a book's own field is its key; the path itself where there is none."""
    found = fields().get(path)
    return found.title if found else path.removeprefix("attributes.")


def title_in(model: type[BaseModel], path: str) -> str | None:
    """The official name of a field of any `model`, a register or the settings; None where it has none."""
    return next((field.title for field in _walk(model, "") if field.path == path), None)


@cache
def _by_title() -> dict[str, str]:
    named: dict[str, str] = {}
    for field in fields().values():
        named.setdefault(plain(field.title), field.path)
    return named


def resolve(word: str) -> str | None:
    """The path that a user means by a key, a dotted path, a last key that is unique, or an official name."""
    known = fields()
    if word in known:
        return word
    if path := _by_title().get(plain(word)):
        return path
    ends = [path for path in known if path.rpartition(".")[2] == word]
    return ends[0] if len(ends) == 1 else None


@cache
def _names() -> tuple[str, ...]:
    """All that `resolve` understands."""
    known = fields()
    words = (*known, *(path.rpartition(".")[2] for path in known), *(field.title for field in known.values()))
    return tuple(word for word in dict.fromkeys(words) if resolve(word))


def nearest(word: str, candidates: tuple[str, ...] | None = None) -> str | None:
    """The known key most like a misspelt one, in the spelling it was tried in (key, dotted path or official name);
    None where nothing is near.
    """
    pool = _names() if candidates is None else candidates
    matches = difflib.get_close_matches(word, pool, n=1, cutoff=0.6)
    return matches[0] if matches else None

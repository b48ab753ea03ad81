"""A record beside the issues, filled by `key=value`: keys as the file has them, or by their official names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, get_origin

from pydantic import ValidationError

from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model.guards import nobody_known
from ledger.model.naming import nearest
from ledger.model.units import plain
from ledger.model.values import Record
from ledger.store.typed import problems

R = TypeVar("R", bound=Record)
Tree = dict[str, object]

_BETWEEN = re.compile(r"[、，,;；\n]+")
STAMP = ("recorded_by", "recorded_on", "entered_on")
"""Who wrote a record last, and on which day; when it was written first: said by the program."""


def stamp(desk: Desk) -> Tree:
    """What a record says of its last writing. Raises RefusedError where there are people and nobody of them acts."""
    if desk.person is None and desk.office.people.people:
        reasons = tuple(nobody_known(desk.attempt()))
        raise RefusedError(say("filling.who"), *reasons)
    return stamped(desk)


def stamped(desk: Desk) -> Tree:
    """The same while nothing is written yet."""
    return {"recorded_by": desk.person.id if desk.person else None, "recorded_on": desk.day}


def assigned(model: type[R], tree: Mapping[str, object], settings: Sequence[str], fixed: Mapping[str, Said]) -> Tree:
    """`tree` with each assignment put in; nothing behind the sign takes a value away. `fixed` are the keys that are
    filled in another way, and which. Raises UsageError with every assignment that can't be made.
    """
    result, wrong = dict(tree), list[Said]()
    for setting in settings:
        key, sign, value = setting.partition("=")
        field, _, part = key.strip().partition(".")
        name = _key(model, field)
        if not sign:
            wrong.append(say("amend.no-sign", text=setting))
        elif name is None or name in STAMP or bool(part) is not _is_mapping(model, name):
            wrong.append(_unknown(model, key, fixed))
        elif name in fixed:
            wrong.append(fixed[name])
        elif part:
            held = result.get(name)
            kept = {k: v for k, v in held.items() if k != part} if isinstance(held, dict) else {}
            result[name] = {**kept, part: value.strip()} if value.strip() else kept
        else:
            result[name] = _value(model, name, value)
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)
    return result


def made(model: type[R], tree: Mapping[str, object]) -> R:
    """The record that `tree` is. Raises UsageError naming each value that doesn't do."""
    try:
        return model.model_validate({key: value for key, value in tree.items() if value not in (None, (), [], {})})
    except ValidationError as error:
        raise UsageError(say("usage.bad-values"), *(one.text for one in problems(error, model))) from error


def _key(model: type[Record], word: str) -> str | None:
    named = {plain(field.title or name): name for name, field in model.model_fields.items()}
    return word if word in model.model_fields else named.get(plain(word))


def _is_mapping(model: type[Record], name: str) -> bool:
    return get_origin(model.model_fields[name].annotation) is dict


def _is_list(model: type[Record], name: str) -> bool:
    return get_origin(model.model_fields[name].annotation) is tuple


def _value(model: type[Record], name: str, text: str) -> object:
    if not _is_list(model, name):
        return text.strip() or None
    return tuple(part.strip() for part in _BETWEEN.split(text) if part.strip())


def _unknown(model: type[Record], key: str, fixed: Mapping[str, Said]) -> Said:
    known = tuple(_keys(model, fixed))
    near = nearest(key.strip(), known)
    hint = say("did-you-mean", word=near) if near else None
    return say("filling.unknown-key", key=key.strip(), hint=hint, known=known)


def _keys(model: type[Record], fixed: Mapping[str, Said]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name not in fixed and name not in STAMP:
            yield f"{field.title}.…" if _is_mapping(model, name) else field.title or name

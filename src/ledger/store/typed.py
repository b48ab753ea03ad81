"""From a tree of texts to a typed record, or to every fault of it with its line and column."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ledger.errors import Said, say
from ledger.model import petition
from ledger.model.issue import Issue
from ledger.model.naming import key_titled, keys_at, title_in
from ledger.model.problem import Path, Place, Problem
from ledger.model.units import split_units
from ledger.store.gate import Node, Tree

M = TypeVar("M", bound=BaseModel)

_OWN = {
    "not_a_day",
    "no_such_day",
    "not_a_moment",
    "not_a_number",
    "not_a_count",
    "not_a_flag",
    "not_an_id",
    "not_a_petition_number",
    "bad_path",
    "bad_name",
    "not_a_span",
    "not_a_value",
    "not_a_rule",
}
_FORMS = {"month", "uid", "sha256", "id", "prefix"}
"""The keys whose form the catalogue describes in words (`form.…`); a pattern says nothing to a clerk."""
_STATUS_WORDS = {"未启动", "待整改", "整改中", "进行中", "已验收", "已销号", "done"}
"""A state in words was written by a hand that meant to reach it; no key is proposed then, but the command."""


def prune(node: Node) -> Node:
    """The tree without keys that have no value: `goal:` with nothing behind it says as little as no line at all."""
    if isinstance(node, dict):
        return {key: prune(value) for key, value in node.items() if value is not None}
    if isinstance(node, list):
        return [prune(value) for value in node]
    return node


def typed(model: type[M], tree: Tree, file: str, under: Path = ()) -> M | tuple[Problem, ...]:
    """`tree` as a `model`, or every reason why it isn't one, each at its place in `file`. `under`: see `problems`."""
    try:
        return model.model_validate(prune(tree.data) if tree.gaps else tree.data)
    except ValidationError as error:
        found = (located(one, tree, file) for one in problems(error, model, under))
        return tuple(sorted(found, key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    return ((problem.place.line or 0), (problem.place.column or 0)) if problem.place else (0, 0)


def located(problem: Problem, tree: Tree, file: str) -> Problem:
    """The same fault with line, column and the line itself: of the value, or of the key where that is the fault."""
    find = tree.locate if problem.rule in {"unknown-key", "missing-key"} else tree.locate_value
    line, column = find(problem.path)
    return problem.at(Place(file, line, column), tree.excerpt(line))


def problems(error: ValidationError, model: type[BaseModel], under: Path = ()) -> Iterator[Problem]:
    """What pydantic found, as faults of ours with their paths.

    `under` is where in an issue the `model` stands: fields are told by their official names then.
    """
    details = error.errors(include_url=False)
    outer = {tuple(one["loc"][:depth]) for one in details for depth in range(len(one["loc"]))}
    for detail in details:
        path = tuple(detail["loc"])
        if not (detail["type"] == "too_short" and path in outer):  # only short of the entries that have faults
            yield _problem(detail, path, model, under)


def _problem(detail: ErrorDetails, path: Path, model: type[BaseModel], under: Path) -> Problem:
    kind, found = detail["type"], _show(detail["input"])
    context: Mapping[str, object] = detail.get("ctx", {})
    name = _name(path, model, under)
    if kind == "extra_forbidden":
        key = str(path[-1])
        near = difflib.get_close_matches(key, keys_at(model, path[:-1]), n=1, cutoff=0.5)
        meant = key_titled(model, path[:-1], key) or (near[0] if near else None)
        return Problem("unknown-key", "invalid", say("value.unknown-key", key=key), path=path, suggestion=meant)
    if kind == "missing":
        return Problem("missing-key", "invalid", say("value.missing-key", field=name, key=str(path[-1])), path=path)
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        choices = allowed.split(", ")
        if model is Issue and path == ("status",) and found in _STATUS_WORDS:
            return Problem("not-allowed", "invalid", say("value.status-by-hand", found=found), path=path)
        near = difflib.get_close_matches(found, choices, 1, 0.3)
        text = say("value.not-allowed", field=name, found=found, allowed=tuple(choices))
        suggestion = near[0] if near and near[0] in choices else None
        return Problem("not-allowed", "invalid", text, path=path, suggestion=suggestion)
    suggestion = petition.meant(found) if kind == "not_a_petition_number" else None
    return Problem(_rule(kind), "invalid", _text(kind, name, found, context), path=path, suggestion=suggestion)


def _name(path: Path, model: type[BaseModel], under: Path) -> Said:
    """What a field is called: in an issue by its path, in a register or the settings by the name it has there."""
    where = dotted((*under, *path))
    return (
        say("field", path=where) if under or model is Issue else say("field", path=where, title=title_in(model, where))
    )


def _rule(kind: str) -> str:
    return kind.replace("_", "-") if kind in _OWN else "wrong-value"


def _text(kind: str, name: Said, found: str, context: Mapping[str, object]) -> Said:
    if kind == "not_a_petition_number":
        return say("value.not-a-petition-number", field=name, found=found, why=petition.fault(found))
    if kind in _OWN:
        return say(f"value.{kind.replace('_', '-')}", field=name, found=found)
    limit = str(context.get("ge", context.get("le", "")))
    sentences = {
        **dict.fromkeys(("string_too_short", "too_short"), say("value.empty", field=name)),
        **dict.fromkeys(
            ("greater_than_equal", "less_than_equal"),
            say("value.out-of-range", field=name, found=found, limit=limit),
        ),
        **dict.fromkeys(("model_type", "dict_type"), say("value.not-a-block", field=name, found=found)),
        "string_type": say("value.not-text", field=name),
        "tuple_type": say("value.not-a-list", field=name, found=", ".join(split_units(found)) or found),
        "string_pattern_mismatch": _wrong_form(name, found, str(context.get("pattern", ""))),
    }
    return sentences.get(kind, say("value.wrong", field=name, found=found))


def _wrong_form(name: Said, found: str, pattern: str) -> Said:
    """Blanks alone break the form of a text as well; people call that empty."""
    if not found.strip():
        return say("value.empty", field=name)
    key = str(name.fill["path"]).rpartition(".")[2]
    return say("value.wrong-form", field=name, found=found, form=say(f"form.{key}") if key in _FORMS else pattern)


def dotted(path: Path) -> str:
    """`("plan", "measures", 0, "due")` → `plan.measures.due`: the field, whichever entry of its list."""
    return ".".join(str(step) for step in path if isinstance(step, str))


def _show(value: object, length: int = 60) -> str:
    if isinstance(value, (dict, list, tuple)):
        return "{…}" if isinstance(value, dict) else "[…]"
    line = " ".join(value.split()) if isinstance(value, str) else str(value)
    return line if len(line) <= length else line[: length - 1] + "…"

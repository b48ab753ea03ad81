"""The JSON Schema of an issue file, for editors: draft-07, without references, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ledger.model.issue import Issue

DRAFT = "http://json-schema.org/draft-07/schema#"
Json = dict[str, object]


def issue_schema() -> Json:
    """The schema that `ledger schema` prints and the first line of every issue file names.

    References are written out in place: draft-07 ignores everything beside a `$ref`, and the titles stand there.
    Names and docstrings of classes are English and for programmers; what editors show are the fields' own words.
    """
    schema = Issue.model_json_schema(mode="validation")
    definitions = {
        name: {key: value for key, value in definition.items() if key not in {"title", "description"}}
        for name, definition in cast("Mapping[str, Json]", schema.pop("$defs", {})).items()
    }
    inlined = cast("Json", _tidy(_inline(schema, definitions)))
    return {"$schema": DRAFT, **inlined, "title": "整改问题", "description": "督察整改台账的一个问题：一项一方案"}


def _inline(node: object, definitions: Mapping[str, Json]) -> object:
    if isinstance(node, list):
        return [_inline(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str):
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _inline({**definitions[reference.rpartition("/")[2]], **beside}, definitions)
    return {key: _inline(value, definitions) for key, value in node.items()}


def _tidy(node: object) -> object:
    """With `X or nothing` as X, without defaults that say no more, and with every key that need not be there allowed to
    stand empty (`plan:`), because an empty key is read as absent.
    """
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    options = node.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        (only,) = (option for option in options if option != {"type": "null"})
        return _tidy({**only, **{key: value for key, value in node.items() if key != "anyOf"}})
    node = {key: _tidy(value) for key, value in node.items()}
    if node.get("default", 0) in (None, []):
        del node["default"]
    if isinstance(keys := node.get("properties"), dict):
        needed = cast("list[str]", node.get("required", []))
        node["properties"] = {name: one if name in needed else _or_empty(one) for name, one in keys.items()}
    return node


def _or_empty(node: Json) -> Json:
    """The same, or nothing. The type comes first: editors complete by the first one."""
    kinds, choices = node["type"], node.get("enum")
    either = {**node, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
    return {**either, "enum": [*choices, None]} if isinstance(choices, list) else either

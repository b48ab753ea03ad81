"""The JSON Schemas of the files of a ledger, for editors: draft-07, without references, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast, get_args

from ledger.model import book, checklist, procedure, scoring
from ledger.model.gauge import Gauge
from ledger.model.inspection import Inspection
from ledger.model.issue import Issue
from ledger.model.meeting import Meeting
from ledger.model.scheme import Scheme
from ledger.model.thing import Thing
from ledger.model.values import Record

DRAFT = "http://json-schema.org/draft-07/schema#"
Json = dict[str, object]
Kind = Literal[
    "issue", "object", "plan", "indicator", "meeting", "inspection", "book", "checklist", "score", "procedure"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a file of a ledger can be: the records first, then what an office describes in `templates/`."""
_MODELS: Mapping[Kind, tuple[type[Record], str, str]] = {
    "issue": (Issue, "整改问题", "督察整改台账的一个问题：一项一方案"),
    "object": (Thing, "对象", "企业、水体、排口、地块、断面、工地：一个对象一个文件"),
    "plan": (Scheme, "对象方案", "一企一策、一河一策、一点一策：一份方案一个文件"),
    "indicator": (Gauge, "指标", "一个指标和它的读数：一个指标一个文件"),
    "meeting": (Meeting, "会议", "一次会议和它的决定：一次会议一个文件"),
    "inspection": (Inspection, "检查记录", "填好的一张检查表：一次检查一个文件"),
    "book": (book.Described, "台账说明", "一本台账的登记项、状态、程序和各列"),
    "checklist": (checklist.Described, "检查表", "检查哪些项、怎样查、多少分"),
    "score": (scoring.Rules, "计分规则", "各方面的权重，各种情形加减多少分"),
    "procedure": (procedure.Described, "销号程序", "验收、公示、销号各环节和档案目录"),
}


def issue_schema() -> Json:
    """The schema that the first line of every issue file names."""
    return schema_of("issue")


def schema_of(kind: Kind) -> Json:
    """The schema that `ledger schema --kind` prints and the first line of every file of the kind names.

    References are written out in place: draft-07 ignores everything beside a `$ref`, and the titles stand there.
    Names and docstrings of classes are English and for programmers; what editors show are the fields' own words.
    """
    model, title, description = _MODELS[kind]
    schema = model.model_json_schema(mode="validation")
    definitions = {
        name: {key: value for key, value in definition.items() if key not in {"title", "description"}}
        for name, definition in cast("Mapping[str, Json]", schema.pop("$defs", {})).items()
    }
    inlined = cast("Json", _tidy(_inline(schema, definitions)))
    return {"$schema": DRAFT, **inlined, "title": title, "description": description}


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
    if node.get("default", 0) is None or isinstance(node.get("default"), (list, dict)):
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

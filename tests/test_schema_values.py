"""Numbers, flags and empty keys in the JSON Schema: in a file all is text, to an editor 60 is a number and "60" a text.

What the program refuses of them the editor marks, and what the program takes the editor lets stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import ValidationError

import build
from ledger.model import acts
from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.schema import Json, issue_schema

SCHEMA = issue_schema()
CHECK = Draft7Validator(SCHEMA)


def with_value(key: str, value: object) -> Json:
    """An issue in progress with one value put in, as an editor's YAML reader gives it."""
    issue = build.closed(
        progress=(build.progress(build.DONE),),
        publicity=(acts.Publicity(start=build.DONE, end=build.DONE),),
    )
    tree: Json = json.loads(issue.model_dump_json(exclude_none=True, exclude_unset=True))
    quantity: Json = {"total": 1, "unit": "台"}
    record: Json = {
        "cycle": tree,
        "engineering": tree,
        "percent": tree["progress"][0],  # type: ignore[index]  # as the sample has it
        "size": tree["evidence"][0],  # type: ignore[index]  # as above
        "number": tree["plan"]["measures"][0],  # type: ignore[index]  # as above
        "days": tree["publicity"][0],  # type: ignore[index]  # as above
        "item": tree["source"],
        "total": quantity,
    }[key]
    tree["plan"]["measures"][0]["quantity"] = quantity  # type: ignore[index]  # as above
    record[key] = value
    return tree


def as_text(value: object) -> object:
    """The tree as the program reads the same file."""
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)


def both_say(tree: Json) -> tuple[bool, bool]:
    """Whether the program takes it, and whether the schema does."""
    try:
        Issue.model_validate(as_text(tree))
    except ValidationError:
        return False, CHECK.is_valid(tree)
    return True, CHECK.is_valid(tree)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cycle", 1),
        ("cycle", "01"),
        ("percent", 0),
        ("percent", 100),
        ("percent", "100.0"),
        ("percent", "060.5"),
        ("total", "-0.0"),
        ("size", "1024"),
        ("days", "007"),
        ("days", 999),
        ("number", 1),
        ("number", 1.1),
        ("item", 20),
        ("engineering", "是"),
        ("engineering", "false"),
        ("engineering", True),
    ],
)
def test_what_a_file_may_say_the_editor_lets_stand(key: str, value: object) -> None:
    assert both_say(with_value(key, value)) == (True, True)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cycle", 0),
        ("cycle", "0"),
        ("cycle", 1.5),
        ("percent", 150),
        ("percent", -1),
        ("percent", "150"),
        ("percent", "100.1"),
        ("percent", "60%"),
        ("total", -1),
        ("total", "-1"),
        ("total", "三"),
        ("total", "1e3"),
        ("size", -1),
        ("size", "一"),
        ("days", 0),
        ("days", 1000),
        ("number", True),
        ("engineering", "对"),
        ("engineering", 1),
    ],
)
def test_what_the_program_refuses_of_numbers_and_flags_the_editor_marks(key: str, value: object) -> None:
    assert CHECK.is_valid(with_value(key, value)) is False
    if key != "number":  # `number: true` is a text to the program, and hardly what was meant
        assert both_say(with_value(key, value)) == (False, False)


@given(
    st.sampled_from(("cycle", "percent", "total", "size", "days")),
    st.integers(-9, 1100) | st.from_regex(r"-?0{0,14}[0-9]{0,4}(\.[0-9]{0,10})?", fullmatch=True),
)
def test_program_and_editor_agree_on_every_number(key: str, value: int | str) -> None:
    program, editor = both_say(with_value(key, value))
    assert program == editor


OPTIONAL = sorted(path for path in FIELD_ORDER if path not in SCHEMA["required"])  # type: ignore[operator]  # a list


@pytest.mark.parametrize("key", OPTIONAL)
def test_a_key_that_need_not_be_there_may_stand_empty(key: str) -> None:
    """`plan:` with nothing behind it, as a clerk leaves it while typing; the type for completion still comes first."""
    tree = json.loads(build.issue().model_dump_json(exclude_none=True))
    assert both_say({**tree, key: None}) == (True, True)
    kinds = SCHEMA["properties"][key]["type"]  # type: ignore[index]  # as the schema has it
    assert (kinds[0] != "null", kinds[-1]) == (True, "null")


@pytest.mark.parametrize("where", [("plan", "goal"), ("plan", "deadline"), ("source", "batch")])
def test_so_may_a_key_inside_a_block(where: tuple[str, str]) -> None:
    tree = json.loads(build.issue().model_dump_json(exclude_none=True))
    tree[where[0]][where[1]] = None
    assert both_say(tree) == (True, True)


@pytest.mark.parametrize("key", ["id", "uid", "title", "status", "source"])
def test_what_must_be_there_may_not_stand_empty(key: str) -> None:
    tree = json.loads(build.issue().model_dump_json(exclude_none=True))
    assert both_say({**tree, key: None}) == (False, False)


KEYWORDS = {
    *("$schema", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum"),
    *("const", "default", "format", "pattern", "minLength", "minItems", "minimum", "maximum"),
    *("patternProperties", "propertyNames"),
}


def test_every_word_of_it_is_one_that_draft_07_knows() -> None:
    """An unknown one (`ge`) is ignored by every editor, and the limit with it."""

    def keywords(node: Json) -> Iterator[str]:
        yield from node
        for one in (node.get("items"), *dict(node.get("properties") or {}).values()):  # type: ignore[call-overload]  # a mapping
            if isinstance(one, dict):
                yield from keywords(one)

    assert set(keywords(SCHEMA)) <= KEYWORDS

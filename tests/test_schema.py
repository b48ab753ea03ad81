"""The JSON Schema that editors complete and check by: it must agree with what the program takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError

import build
from ledger.model import acts, plan
from ledger.model.ids import PATTERN, is_id
from ledger.model.issue import FIELD_ORDER, Issue, Source
from ledger.model.schema import DRAFT, Json, issue_schema
from ledger.model.values import read_evidence_path

SCHEMA = issue_schema()
CHECK = Draft7Validator(SCHEMA)

words = st.text("整改台账 #1:-'\"\n水气声", min_size=1, max_size=12).filter(str.strip)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.decimals(-99, 99999, places=2)
amounts = st.decimals(0, 99999, places=2)
counts = st.integers(1, 999)
paths = st.integers(1, 99).map(lambda n: f"evidence/ISSUE-001/照片{n}.jpg")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - the zone comes in the next line
    lambda moment: moment.replace(microsecond=0, tzinfo=build.BEIJING)
)
percents = st.decimals(0, 100, places=1)


def some(*strategies: st.SearchStrategy[BaseModel]) -> st.SearchStrategy[tuple[BaseModel, ...]]:
    return st.lists(st.one_of(*strategies), max_size=2).map(tuple)


maybe = st.none() | words
units = st.lists(words, max_size=2).map(tuple)
plans = st.builds(
    plan.Plan,
    goal=maybe,
    indicators=some(
        st.builds(
            plan.Indicator,
            name=words,
            operator=st.sampled_from(("≥", "≤", ">", "<", "=", "下降", "上升")),
            value=numbers,
            by=st.none() | days,
            baseline=st.none() | st.builds(plan.Baseline, year=st.integers(2000, 2099), value=st.none() | numbers),
            readings=some(st.builds(plan.Reading, date=days, value=numbers, source=maybe)),
        )
    ),
    lead_units=units,
    responsible_units=units,
    person=maybe,
    deadline=st.none()
    | st.builds(
        plan.Deadline,
        text=words,
        due=st.none() | days,
        immediate=st.booleans(),
        long_term=st.booleans(),
        milestones=some(st.builds(plan.Milestone, due=days, text=words, done_on=st.none() | days)),
    ),
    measures=some(
        st.builds(
            plan.Measure,
            number=words,
            text=words,
            units=units,
            due=st.none() | days,
            quantity=st.none()
            | st.builds(
                plan.Quantity,
                total=amounts,
                unit=words,
                done=amounts,
                stages=some(st.builds(plan.Stage, by=days, amount=amounts)),
            ),
            evidence=st.lists(paths, max_size=2).map(tuple),
            cycle=counts,
        )
    ),
    approval=st.none() | st.builds(plan.Approval, unit=words, date=days, document=maybe),
)
issues = st.builds(
    Issue,
    id=st.integers(1, 9999).map(lambda n: f"ISSUE-{n:03d}"),
    uid=st.uuids().map(str),
    title=words,
    status=st.sampled_from(acts.STATUSES),
    cycle=counts,
    level=st.none() | st.sampled_from(("中央", "省", "市", "县", "镇")),
    fields=units,
    engineering=st.booleans(),
    source=st.builds(Source, kind=words, batch=maybe, item=maybe, finding=maybe, received=days),
    plan=st.none() | plans,
    progress=some(
        st.builds(
            acts.Progress, month=days.map(lambda d: f"{d:%Y-%m}"), date=days, by=words, text=words, percent=percents
        )
    ),
    extensions=some(
        st.builds(acts.Extension, requested_on=days, by=words, reason=words, new_due=days, approved_on=st.none() | days)
    ),
    escalations=some(st.builds(acts.Escalation, kind=st.just("挂牌督办"), date=days, by=words, reason=words)),
    appraisals=some(st.builds(acts.Appraisal, date=days, by=words, pace=st.just("达到序时"), reason=words)),
    evidence=some(
        st.builds(
            acts.Evidence,
            path=paths,
            sha256=st.just("0" * 64),
            size=counts,
            date=days,
            kind=words,
            by=words,
            cycle=counts,
        )
    ),
    verifications=some(
        st.builds(
            acts.Verification,
            date=days,
            by=words,
            unit=words,
            result=st.sampled_from(("通过", "不通过")),
            evidence=st.lists(paths, max_size=2).map(tuple),
        )
    ),
    publicity=some(
        st.builds(
            acts.Publicity,
            start=days,
            end=days,
            working=st.booleans(),
            objections=some(st.builds(acts.Objection, date=days, text=words)),
        )
    ),
    closures=some(st.builds(acts.Closure, date=days, by=words, unit=words, filed_on=st.none() | days)),
    lookbacks=some(st.builds(acts.LookBack, date=days, by=words, rebound=st.booleans(), text=words)),
    accountability=some(st.builds(acts.Accountability, date=days, kind=st.just("通报"), number=st.none() | counts)),
    disclosure=some(st.builds(acts.Disclosure, kind=st.just("整改方案"), date=days, medium=words)),
    related=st.lists(st.just("ISSUE-002"), max_size=2).map(tuple),
    history=some(
        st.builds(acts.Step, move=words, after=st.sampled_from(acts.STATUSES), by=words, date=days, at=moments)
    ),
)


def as_in_a_file(value: object) -> object:
    """What an editor's YAML reader makes of a file that the program writes: empty keys left out, numbers as numbers."""
    if isinstance(value, BaseModel):
        shown = {name: as_in_a_file(one) for name, one in value if one is not None and one != ()}
        return {name: one for name, one in shown.items() if one is not None}
    if isinstance(value, tuple):
        return [as_in_a_file(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


@settings(max_examples=100)
@given(issues)
def test_every_issue_fits_the_schema(issue: Issue) -> None:
    assert list(CHECK.iter_errors(as_in_a_file(issue))) == []


def test_issues_of_every_stage_fit_the_schema() -> None:
    for stage in (build.issue(), build.started(), build.verified(), build.closed(), build.reopened(date(2026, 12, 31))):
        assert list(CHECK.iter_errors(as_in_a_file(stage))) == []


def test_a_number_may_be_written_as_text_and_a_zero_kept() -> None:
    tree = json.loads(build.issue().model_dump_json(exclude_none=True))
    tree["plan"]["measures"][0]["quantity"] = {"total": "1.10", "unit": "公里"}
    assert list(CHECK.iter_errors(tree)) == []


WRONG: dict[str, tuple[str | int, ...]] = {
    "closed ": ("status",),
    "ISSUE-14": ("id",),
    "": ("title",),
    "国家": ("level",),
    "A": ("uid",),
    "2026-5": ("progress", 0, "month"),
    "abc": ("evidence", 0, "sha256"),
    "../照片.jpg": ("evidence", 0, "path"),
    "ISSUE-0014": ("related", 0),
    "issue-014": ("parent",),
    "勉强": ("verifications", 0, "result"),
}


@pytest.mark.parametrize("value", WRONG)
def test_what_the_program_refuses_the_editor_marks(value: str) -> None:
    issue = build.closed(progress=(build.progress(build.DONE),), related=("ISSUE-002",), parent="ISSUE-003")
    tree = json.loads(issue.model_dump_json(exclude_none=True))
    node = tree
    *way, last = WRONG[value]
    for key in way:
        node = node[key]
    node[last] = value
    with pytest.raises(ValidationError):
        Issue.model_validate(tree)
    assert {tuple(error.absolute_path) for error in CHECK.iter_errors(tree)} == {WRONG[value]}


@pytest.mark.parametrize("where", [(), ("plan",), ("plan", "measures", 0), ("source",)])
def test_an_unknown_key_is_marked_at_every_depth(where: tuple[str | int, ...]) -> None:
    tree = json.loads(build.issue().model_dump_json(exclude_none=True))
    node = tree
    for key in where:
        node = node[key]
    node["gaol"] = "x"
    (error,) = CHECK.iter_errors(tree)
    assert (error.validator, tuple(error.absolute_path)) == ("additionalProperties", where)


@pytest.mark.parametrize("key", ["id", "uid", "title", "status", "source"])
def test_what_an_issue_must_have(key: str) -> None:
    tree = json.loads(build.issue().model_dump_json(exclude_none=True))
    del tree[key]
    (error,) = CHECK.iter_errors(tree)
    assert error.validator == "required"


def test_it_is_a_draft_07_schema_without_references() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DRAFT
    text = json.dumps(SCHEMA)
    assert "$ref" not in text
    assert "$defs" not in text


def described(node: object, where: str = "") -> Iterator[tuple[str, Json]]:
    """Every property of the schema with its dotted path."""
    if not isinstance(node, dict):
        return
    for name, inner in node.get("properties", {}).items():
        yield f"{where}{name}", inner
        yield from described(inner, f"{where}{name}.")
        yield from described(inner.get("items"), f"{where}{name}.")


def is_chinese(text: object) -> bool:
    return isinstance(text, str) and any("\u4e00" <= char <= "\u9fff" for char in text)


PROPERTIES = dict(described(SCHEMA))


def test_every_property_is_named_and_described_in_chinese() -> None:
    assert {"plan.measures.quantity.total", "plan.deadline.milestones.due", "history.at"} <= set(PROPERTIES)
    assert tuple(path for path in PROPERTIES if "." not in path) == FIELD_ORDER
    assert [path for path, inner in PROPERTIES.items() if not is_chinese(inner.get("title"))] == []
    unsaid = [path for path, inner in PROPERTIES.items() if str(inner.get("description", "")).isascii()]
    assert unsaid == []


def test_no_names_of_classes_are_left_for_editors_to_show() -> None:
    def texts(node: object) -> Iterator[str]:
        for one in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
            yield from texts(one)
        if isinstance(node, dict):
            yield from (node[name] for name in ("title", "description") if isinstance(node.get(name), str))

    assert [text for text in texts(SCHEMA) if text.isascii()] == []
    assert not [text for text in texts(SCHEMA) if "One " in text or "What " in text]


@given(st.text("AZ09-az\n", max_size=12) | st.from_regex(r"[A-Z]{1,3}-[0-9]{1,7}", fullmatch=True))
def test_ids_are_the_same_for_editors_and_for_the_program(text: str) -> None:
    assert bool(re.search(PATTERN, text)) == is_id(text) or text.endswith("\n")


@given(st.text("evidnc/照片.:*\\", max_size=24) | paths)
def test_an_editor_takes_every_path_that_the_program_takes(text: str) -> None:
    pattern = str(PROPERTIES["evidence.path"]["pattern"])
    with suppress(ValueError):
        assert re.search(pattern, read_evidence_path(text))

"""The schemas of the records beside the issues, and of what an office describes: held to the program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError

import house
from conftest import Run
from ledger.model import book, checklist, procedure, scoring
from ledger.model.gauge import Gauge, read_span, read_value
from ledger.model.inspection import Inspection
from ledger.model.meeting import Meeting
from ledger.model.schema import DRAFT, KINDS, Json, Kind, schema_of
from ledger.model.scheme import Scheme
from ledger.model.target import read_rule
from ledger.model.thing import Thing
from ledger.store.provided import SHIPPED

MODELS: dict[Kind, type[BaseModel]] = {
    "object": Thing,
    "plan": Scheme,
    "indicator": Gauge,
    "meeting": Meeting,
    "inspection": Inspection,
    "book": book.Described,
    "checklist": checklist.Described,
    "score": scoring.Rules,
    "procedure": procedure.Described,
}
CHECKS = {kind: Draft7Validator(schema_of(kind)) for kind in MODELS}
FOLDERS = {"book": "books", "checklist": "checklists", "score": "scores", "procedure": "procedures"}
DESCRIPTIONS = [
    (kind, path)
    for kind, folder in FOLDERS.items()
    for path in sorted((SHIPPED / "ledger" / "templates" / folder).glob("*.yaml"))
]
SAMPLES: dict[Kind, Json] = {
    "object": {"id": "红旗河", "name": "红旗河", "kind": "水体", "lon": 119.95, "attributes": {"长度": 3.2},
               "owners": [{"role": "河长", "person": "张三", "since": "2026-01-01"}], "until": "2026-05-20"},
    "plan": {"id": "红旗河-一河一策", "kind": "一河一策", "object": "红旗河", "title": "整治方案",
             "measures": [{"number": 1, "text": "清淤", "due": "2026-06-30", "done_on": "2026-06-01"}]},
    "indicator": {"id": "断面", "name": "断面", "kind": "水质类别", "rules": ["达到Ⅲ类"], "stale_days": 62,
                  "base": {"year": 2020}, "years": [{"year": 2026, "value": "Ⅲ类"}],
                  "readings": [{"at": "2026-05", "value": "Ⅳ类"}], "issues": ["ISSUE-001"], "total": 14},
    "meeting": {"id": "2026-05-06-调度会", "kind": "调度会", "date": "2026-05-06",
                "attendees": [{"unit": "县水务局", "person": "李四"}],
                "decisions": [{"number": 1, "text": "封堵", "due": "2026-05-15", "issues": ["ISSUE-001"]}]},
    "inspection": {"id": "2026-05-06-某工地", "checklist": "六个100%", "date": "2026-05-06", "inspectors": ["王五"],
                   "results": [{"number": 1, "text": "围挡", "outcome": "不合格", "severity": "严重"}]},
    "book": {"title": "排口台账", "prefix": "PK", "record": [{"name": "排口编码", "needed": "new"}],
             "gates": [{"name": "销号", "kind": "close"}]},
    "checklist": {"title": "六个100%", "items": [{"number": 1, "text": "围挡", "points": 10, "days": 7}]},
    "score": {"title": "考评", "dimensions": [{"name": "任务", "weight": 100}],
              "rules": [{"on": "逾期", "points": -2, "dimension": "任务"}]},
    "procedure": {"gates": [{"name": "销号", "kind": "close"}], "dossier": [{"name": "报告", "kinds": ["报告"]}]},
}  # fmt: skip


def as_text(value: object) -> object:
    """What an editor's YAML reader gives, as the program reads the same file."""
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)


def both_say(kind: Kind, tree: object) -> tuple[bool, bool]:
    """Whether the program takes it, and whether the schema does."""
    try:
        MODELS[kind].model_validate(as_text(tree))
    except ValidationError:
        return False, CHECKS[kind].is_valid(tree)
    return True, CHECKS[kind].is_valid(tree)


def changed(kind: Kind, where: str, value: object) -> Json:
    """A sample with one value put in, at a path written with dots."""
    tree: Json = json.loads(json.dumps(SAMPLES[kind]))
    *way, last = where.split(".")
    node: object = tree
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node[step]  # type: ignore[index]  # as the sample has it
    node[int(last) if isinstance(node, list) else last] = value  # type: ignore[index]  # as above
    return tree


def test_every_kind_is_looked_at_here_or_with_the_issues() -> None:
    assert set(KINDS) == {"issue", *MODELS}


@pytest.mark.parametrize("kind", MODELS)
def test_program_and_editor_take_a_record_of_each_kind(kind: Kind) -> None:
    assert both_say(kind, SAMPLES[kind]) == (True, True)


@pytest.mark.parametrize(("kind", "path"), DESCRIPTIONS, ids=lambda it: it.stem if isinstance(it, Path) else it)
def test_every_description_that_is_shipped_fits(kind: Kind, path: Path) -> None:
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts: `on` is a key, no flag
    assert both_say(kind, tree) == (True, True)


@pytest.mark.parametrize(
    ("kind", "where", "value"),
    [
        ("object", "id", "a/b"),
        ("object", "id", ".红旗河"),
        ("object", "name", " "),
        ("object", "lon", "东经119"),
        ("object", "until", "2026-13-01"),
        ("object", "owners", "张三"),
        ("object", "owners.0.job", "河长"),
        ("plan", "kind", "一村一策"),
        ("plan", "measures.0.number", ""),
        ("plan", "measures.0.due", "6月底前"),
        ("indicator", "kind", "水质"),
        ("indicator", "better", "中"),
        ("indicator", "rules", ["尽快好转"]),
        ("indicator", "rules", [""]),
        ("indicator", "stale_days", 0),
        ("indicator", "total", -1),
        ("indicator", "readings.0.at", "2026年5月"),
        ("indicator", "readings.0.at", "2026-13"),
        ("indicator", "readings.0.value", "六类"),
        ("indicator", "readings.0.value", "约30"),
        ("indicator", "issues.0", "issue-1"),
        ("meeting", "date", "5月6日"),
        ("meeting", "decisions.0.text", ""),
        ("meeting", "decisions.0.late", True),
        ("inspection", "results.0.outcome", "基本合格"),
        ("inspection", "inspectors", "王五"),
        ("book", "prefix", "pk"),
        ("book", "record.0.kind", "文字"),
        ("book", "record.0.needed", "close"),
        ("book", "gates.0.kind", "销号"),
        ("checklist", "items.0.points", -1),
        ("checklist", "items.0.days", 0),
        ("checklist", "items.0.severity", "很严重"),
        ("score", "rules.0.on", "迟到"),
        ("score", "dimensions.0.weight", 101),
        ("procedure", "gates.0.days", 1000),
        ("procedure", "dossier.0.least", 0),
        ("procedure", "dossier.0.only", "工程"),
    ],
)
def test_what_the_program_refuses_the_editor_marks(kind: Kind, where: str, value: object) -> None:
    assert both_say(kind, changed(kind, where, value)) == (False, False)


@pytest.mark.parametrize(
    ("kind", "where", "value"),
    [
        ("object", "code", 12),
        ("object", "attributes", None),
        ("indicator", "rules", ["比2015年下降25%", "≤ 30", "＜30", "只能更好不能变坏", "不劣于Ⅳ类", " 不高于29.5。"]),
        ("indicator", "readings.0.at", 2026),
        ("indicator", "readings.0.at", "2026-05-20"),
        ("indicator", "readings.0.value", 29.5),
        ("indicator", "readings.0.value", "劣 Ⅴ 类"),
        ("meeting", "decisions.0.number", 1.1),
        ("inspection", "passing", 60),
        ("score", "rules.0.points", "-0.5"),
    ],
)
def test_what_the_program_takes_the_editor_lets_stand(kind: Kind, where: str, value: object) -> None:
    assert both_say(kind, changed(kind, where, value)) == (True, True)


@given(st.from_regex(r"20[0-9]{2}(-[0-9]{1,2}){0,2}", fullmatch=True) | st.text("0129-/年月", max_size=10))
def test_an_editor_knows_when_something_can_be_measured(text: str) -> None:
    """But for the length of months, which no pattern holds."""
    program, editor = both_say("indicator", changed("indicator", "readings.0.at", text))
    assert editor is program or (editor and read_span(text[:7]) is not None)


@given(st.text("IVivⅠⅡⅢⅣⅤⅰⅴＩＶ一二三四五12356劣于类水质体 .-", min_size=1, max_size=6))
def test_an_editor_lets_every_reading_stand_that_is_one(text: str) -> None:
    takes = CHECKS["indicator"].is_valid(changed("indicator", "readings.0.value", text))
    assert takes or read_value(text) is None


@given(st.text("IVi一二五12356劣于类水质体.-", min_size=1, max_size=6))
def test_and_marks_those_that_are_none_where_they_are_plainly_written(text: str) -> None:
    takes = CHECKS["indicator"].is_valid(changed("indicator", "readings.0.value", text))
    assert takes is (read_value(text) is not None)


OPENINGS = st.sampled_from(("不高于", "比2015年下降", "达到", "≤", "＞", "﹤", "只能更好", "消除", "保持", "尽快"))


@given(OPENINGS, st.text("0123.% 类Ⅲ劣Ⅴ;。以上不能变坏", max_size=8))
def test_an_editor_lets_every_demand_stand_that_is_one(opening: str, rest: str) -> None:
    text = opening + rest
    takes = CHECKS["indicator"].is_valid(changed("indicator", "rules", [text]))
    assert takes or read_rule(text) is None


# --- what editors show ---


def described(node: object, where: str = "") -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(node, dict):
        for name, inner in node.get("properties", {}).items():
            yield f"{where}{name}", inner
            yield from described(inner, f"{where}{name}.")
            yield from described(inner.get("items"), f"{where}{name}.")


@pytest.mark.parametrize("kind", MODELS)
def test_each_is_a_draft_07_schema_without_references_in_chinese(kind: Kind) -> None:
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    assert "$ref" not in json.dumps(schema)
    titles = [str(schema["title"]), *(str(inner.get("title", "")) for _, inner in described(schema))]
    assert [title for title in titles if title.isascii()] == []
    assert "One " not in json.dumps(schema)


# --- where they lie ---


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def test_a_new_ledger_has_them_all_and_its_editor_finds_them(ledger: Run, tmp_path: Path) -> None:
    ledger("init", "台账", cwd=tmp_path)
    settings = json.loads((tmp_path / "台账/.vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert set(settings) == {f"./templates/{kind}.schema.json" for kind in KINDS}
    assert all((tmp_path / "台账" / path).is_file() for path in settings)


@pytest.mark.parametrize(
    ("words", "file", "kind"),
    [
        ("object new 新河 --kind 水体", "objects/新河.yaml", "object"),
        ("plan new --object 红旗河", "plans/红旗河-一河一策.yaml", "plan"),
        ("indicator new PM2.5 --rule 不高于29.5", "indicators/PM2.5.yaml", "indicator"),
        ("meeting new --kind 调度会 --date 2026-05-06", "meetings/2026-05-06-调度会.yaml", "meeting"),
    ],
)
def test_a_new_file_names_its_schema_on_its_first_line_and_fits_it(
    ledger: Run, place: Path, words: str, file: str, kind: Kind
) -> None:
    ledger("object", "new", "红旗河", "--kind", "水体", "--as", "zhang")
    done = ledger(*words.split(), "--as", "zhang")
    assert done.returncode == 0, done.stderr
    text = (place / file).read_text("utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema=../templates/{kind}.schema.json"
    tree = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts and nothing else
    assert CHECKS[kind].is_valid(tree)


def test_an_upgraded_ledger_gets_those_that_it_lacks(ledger: Run, place: Path) -> None:
    told = ledger("schema", "--save").stdout
    assert "templates/object.schema.json" in told
    assert json.loads((place / "templates/object.schema.json").read_text("utf-8")) == schema_of("object")
    assert "没有改动" in ledger("schema", "--save").stdout


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(ledger: Run) -> None:
    done = ledger("schema", "--kind", "objects")
    assert (done.returncode, done.stdout) == (2, "")
    assert "object、plan、indicator" in done.stderr

"""`schema`, `deadline`, `config show`, `people`, `units`: what the ledger knows about itself."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import house
from ledger.store import folder as store
from ledger.store.patch import tree_of
from ledger.store.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_schema_is_one_that_editors_take_and_every_issue_keeps(ledger: Run, folder: Path) -> None:
    done = ledger("schema", cwd=folder.parent)
    assert done.returncode == 0, "no ledger is needed to print it"
    schema = json.loads(done.stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["properties"]["plan"]["properties"]["goal"]["title"] == "整改目标"
    validator = jsonschema.Draft7Validator(schema)
    for issue in store.scan(Workspace(house.build(folder))).issues:
        record = json.loads(json.dumps(tree_of(issue), default=str))
        assert list(validator.iter_errors(record)) == [], issue.id
    assert list(validator.iter_errors({"id": "ISSUE-001", "titel": "x"}))


def test_a_deadline_phrase_is_read_as_the_contract_says(ledger: Run, folder: Path) -> None:
    done = ledger("deadline", "2025年底前,并长期坚持", "--json", cwd=folder.parent)
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "schema_version": 1,
        "text": "2025年底前,并长期坚持",
        "due": "2025-12-31",
        "immediate": False,
        "long_term": True,
        "milestones": [],
        "damaged": False,
        "suggestion": None,
    }
    based = json.loads(ledger("deadline", "30个工作日内", "--base", "2026-01-04", "--json").stdout)
    assert based["due"] == "2026-02-13", "春节 and its make-up days are counted"
    text = ledger("deadline", "2025年底前,并长期坚持").stdout
    assert "最后期限：2025-12-31" in text
    assert "长期坚持：是" in text
    damaged = ledger("deadline", "2025年6月31日前")
    assert (damaged.returncode, "2025年6月31日" in damaged.stdout) == (1, True)
    assert ledger("deadline", "立行立改", "--base", "明天").returncode == 2


def test_the_ledgers_own_calendar_counts(ledger: Run, folder: Path) -> None:
    house.build(folder)
    options = ("deadline", "3个工作日内", "--base", "2026-05-20", "--json")
    assert json.loads(ledger(*options).stdout)["due"] == "2026-05-25"
    house.put(folder / "calendar.yaml", b"holidays: [2026-05-21]\n")
    assert json.loads(ledger(*options).stdout)["due"] == "2026-05-26"


def test_every_setting_is_shown_with_where_it_comes_from(ledger: Run, folder: Path) -> None:
    house.build(folder)
    found = json.loads(ledger("config", "show", "--json").stdout)
    assert found["root"] == str(folder)
    settings = {one["key"]: (one["value"], one["origin"]) for one in found["settings"]}
    assert settings["ledger.title"] == ("某县督察整改台账", "file")
    assert settings["check.due_within"] == ("15", "default")
    assert settings["guards.close_publicity"] == ("false", "default")
    assert "某县督察整改台账" in ledger("config", "show").stdout
    house.put(folder / "ledger.toml", b"[check]\ndue_witin = 3\n")
    wrong = ledger("config", "show")
    assert wrong.returncode == 2
    assert "ledger.toml:2: check.due_witin" in wrong.stderr
    assert "due_within" in wrong.stderr


def test_people_and_units_are_entered_below_the_hands_own_lines(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger(
        *("people", "add", "sun", "--name", "某丙", "--unit", "县住建局", "--role", "实施", "--role", "登记"),
        *("--email", "sun@example.gov.cn"),
    )
    assert done.returncode == 0, done.stderr
    text = (folder / "people.yaml").read_text("utf-8")
    assert text.startswith(house.PEOPLE)
    assert text.count("  - id: ") == 6
    assert [one["id"] for one in json.loads(ledger("people", "list", "--json").stdout)["people"]][-1] == "sun"
    assert "某丙" in ledger("people", "list").stdout
    assert ledger("units", "add", "县农业农村局", "--alias", "县农委").returncode == 0
    assert (folder / "units.yaml").read_text("utf-8").startswith(house.UNITS)
    assert json.loads(ledger("units", "list", "--json").stdout)["units"][-1]["aliases"] == ["县农委"]
    assert "县农委" in ledger("units", "list").stdout


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("people add zhang --unit 县整改办", 6, "zhang"),
        ("people add other --name 张三 --unit 县整改办", 6, "张三"),
        ("people add other --email LI --name 李四 --unit 县整改办", 6, "li"),
        ("people add Big --unit 县整改办", 2, "小写字母"),
        ("people add sun", 2, "--unit"),
        ("people add 某丙 --unit 县整改办", 2, "人员编号“某丙”不行"),
        ("units add 县财政局、县审计局", 2, "一次登记一个"),
        ("units add 县住建局 --alias 市环保局", 6, "市生态环境局"),
        ("people add sun --unit 县整改办 --role 局长", 2, "局长"),
        ("units add 县水利局", 6, "县水务局"),
        ("units add 新局 --alias 县住建局", 6, "县住建局"),
    ],
)
def test_a_register_entry_that_does_not_do_is_refused(
    ledger: Run, folder: Path, command: str, code: int, words: str
) -> None:
    before = house.contents(house.build(folder))
    done = ledger(*command.split())
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert house.contents(folder) == before


def test_roles_and_aliases_may_be_listed_in_one_word_and_a_unit_known_takes_more_aliases(
    ledger: Run, folder: Path
) -> None:
    house.build(folder)
    assert ledger("people", "add", "sun", "--unit", "县住建局", "--role", "登记、实施").returncode == 0
    assert json.loads(ledger("people", "list", "--json").stdout)["people"][-1]["roles"] == ["登记", "实施"]
    assert ledger("units", "add", "县水务局", "--alias", "县水务处、水务局").returncode == 0
    first = json.loads(ledger("units", "list", "--json").stdout)["units"][0]
    assert (first["name"], first["aliases"]) == ("县水务局", ["县水利局", "县水务处", "水务局"])
    assert (folder / "units.yaml").read_text("utf-8").count("- name: 县水务局") == 1


def test_a_fault_of_a_register_names_the_field_as_the_register_does(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "people.yaml", "people:\n  - {id: Big, names: [某丙], unit: 县整改办}\n".encode())
    assert "人员编号“Big”的格式不对" in ledger("validate").stdout
    house.put(folder / "ledger.toml", "[ledger]\ntitle = 台账\n".encode())
    assert "ledger.toml:2:9: 这一行不是正确的 键 = 值" in ledger("config", "show").stderr

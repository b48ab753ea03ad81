"""Closing procedures as files: those that are shipped, those that an office writes, and everything wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

import house
from ledger.errors import UnreadableError, UsageError
from ledger.model.levels import is_above, level_of
from ledger.model.policy import Policy
from ledger.model.problem import Problem
from ledger.model.procedure import PLAIN, SHORTEST, Gate, Item, Procedure
from ledger.model.units import Unit, Units
from ledger.store import procedures
from ledger.store.workspace import Workspace

ROOT = Path(__file__).parents[1]

PLAINEST = """gates:
  - {name: 验收, kind: verify}
  - {name: 销号, kind: close}
"""


def read(text: str) -> Procedure | tuple[Problem, ...]:
    return procedures.read(text.encode(), "本局", "templates/procedures/本局.yaml")


def faults(text: str) -> list[tuple[str, str]]:
    """Every fault with its line and column."""
    found = read(text)
    assert isinstance(found, tuple), found
    return [(one.rule, f"{one.place.line}:{one.place.column}") for one in found if one.place]


# --- what is shipped ---


def test_the_shipped_ones() -> None:
    assert procedures.shipped_names() == ("公示在前", "公示在后", "分级验收", "基本", "自主验收")
    gates = {name: [gate.name for gate in procedures.shipped(name).gates] for name in procedures.shipped_names()}
    assert gates == {
        "基本": ["验收", "销号"],
        "公示在前": ["申请验收", "公示", "验收", "审签", "销号"],
        "公示在后": ["申请验收", "验收", "公示", "审签", "销号"],
        "分级验收": ["申请验收", "初验", "验收", "审签", "公示", "销号"],
        "自主验收": ["申请验收", "验收", "公示", "审签", "复核", "销号"],
    }


def test_the_levels_of_the_staged_one_and_its_five_standards() -> None:
    staged = procedures.shipped("分级验收")
    assert [(gate.name, gate.levels) for gate in staged.gates if gate.levels] == [
        ("初验", ("县",)),
        ("验收", ("市",)),
        ("审签", ("市",)),
        ("销号", ("省",)),
    ]
    assert len(staged.standards) == 5


def test_a_house_that_says_nothing_goes_the_shortest_way() -> None:
    assert Policy().closing.procedure == PLAIN
    assert procedures.shipped(PLAIN).gates == SHORTEST.gates


@pytest.mark.parametrize("name", procedures.shipped_names())
def test_what_a_shipped_dossier_names_are_the_houses_own_words(name: str) -> None:
    """Else `evidence add -k` would answer with a remark on the very kind that the dossier asked for."""
    known = set(Policy().words.evidence)
    kinds = {kind for item in procedures.shipped(name).dossier for kind in item.kinds}
    assert kinds <= known


@pytest.mark.parametrize("name", procedures.shipped_names())
def test_engineering_and_other_issues_need_different_papers(name: str) -> None:
    listed = procedures.shipped(name).dossier
    one, other = ([item.name for item in listed if item.applies_to(engineering=kind)] for kind in (True, False))
    assert set(one) - set(other) == {"整改前后照片", "监测和竣工材料"}
    assert set(other) - set(one) == {"情况说明", "集体讨论记录"}


def test_this_repository_carries_the_shipped_ones() -> None:
    for name in procedures.shipped_names():
        own = procedures.load(ROOT, name)
        assert own == procedures.shipped(name)


# --- an office's own ---


def test_an_office_writes_its_own(folder: Path) -> None:
    house.build(folder)
    house.put(folder / "templates/procedures/本局.yaml", PLAINEST.encode())
    house.put(folder / "ledger.toml", (house.SETTINGS + '[closing]\nprocedure = "本局"\n').encode())
    ledger = Workspace(folder)
    assert [gate.name for gate in ledger.office.procedure.gates] == ["验收", "销号"]
    assert (ledger.office.procedure.name, procedures.own_names(folder)) == ("本局", ("本局",))
    assert "分级验收" in procedures.names(folder)


def test_an_office_changes_a_shipped_one_by_writing_it_anew(folder: Path) -> None:
    house.put(folder / "templates/procedures/公示在后.yaml", PLAINEST.encode())
    own = procedures.load(folder, "公示在后")
    assert isinstance(own, Procedure)
    assert len(own.gates) == 2
    assert len(procedures.shipped("公示在后").gates) == 5


def test_a_name_of_none_is_a_wrong_setting(folder: Path) -> None:
    house.build(folder)
    house.put(folder / "ledger.toml", (house.SETTINGS + '[closing]\nprocedure = "公示在后面"\n').encode())
    with pytest.raises(UsageError) as caught:
        _ = Workspace(folder).office
    assert caught.value.what.fill["name"] == "公示在后面"
    assert caught.value.hint is not None
    assert caught.value.hint.fill["word"] == "公示在后"


def test_a_broken_one_stops_an_act_and_not_a_check(folder: Path) -> None:
    house.build(folder)
    house.put(folder / "templates/procedures/基本.yaml", PLAINEST.replace("close", "closed").encode())
    ledger = Workspace(folder)
    with pytest.raises(UnreadableError):
        _ = ledger.office
    assert ledger.office_to_check_by.procedure == SHORTEST
    assert [(one.rule, str(one.place)) for one in ledger.procedure_faults] == [
        ("not-allowed", "templates/procedures/基本.yaml:3:22")
    ]


# --- everything that can be wrong with one ---

SIGNED = """gates:
  - name: 申请验收
    kind: sign
  - name: 验收
    kind: verify
  - name: 公示
    kind: publicity
    days: 7
  - name: 销号
    kind: close
dossier:
  - name: 自查报告
    kinds: [自查报告]
  - name: 验收意见
    gate: 验收
"""


def test_a_sound_one_has_no_fault() -> None:
    assert isinstance(read(SIGNED), Procedure)


def changed(old: str, new: str) -> str:
    assert old in SIGNED
    return SIGNED.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (changed("kind: verify", "kind: sign"), ("gate-order", "2:3")),
        (changed("kind: sign", "kind: verify"), ("gate-order", "2:3")),
        (changed("kind: close", "kind: sign"), ("gate-order", "2:3")),
        (changed("name: 申请验收", "name: 销号"), ("name-twice", "9:11")),
        (changed("name: 验收意见", "name: 自查报告"), ("name-twice", "14:11")),
        (changed("    gate: 验收", "    gate: 验収"), ("unknown-name", "15:11")),
        (changed("    gate: 验收\n", ""), ("shown-by-nothing", "14:5")),
        (changed("kind: close", "kind: close\n    needs: [自査报告]"), ("unknown-name", "11:13")),
        (changed("kind: close", "kind: close\n    apart: [初验]"), ("unknown-name", "11:13")),
        (changed("kind: sign", "kind: sign\n    apart: [验收]"), ("unknown-name", "4:13")),
        (changed("kind: close", "kind: close\n    above: 复核"), ("unknown-name", "11:12")),
        (changed("    days: 7\n", ""), ("gate-days", "6:5")),
        (changed("kind: close", "kind: close\n    days: 7"), ("gate-days", "11:11")),
        (changed("days: 7", "days: 7\n    role: 验收"), ("gate-hands", "9:11")),
        (changed("days: 7", "days: 0"), ("wrong-value", "8:11")),
        (changed("kind: verify", "kind: verify\n    own: true"), ("own-verification", "6:10")),
        (changed("kind: sign", "kind: sign\n    own: true"), ("own-verification", "4:10")),
        (changed("kind: verify", "kind: verify\n    document: true"), ("gate-document", "6:15")),
        (changed("kind: verify", "kind: verify\n    needs: [验收意见]"), ("never-passed", "6:13")),
        (changed("kind: sign", "kind: sign\n    role: 验收人"), ("not-allowed", "4:11")),
        (changed("kind: sign", "kind: sign\n    levels: [区]"), ("not-allowed", "4:14")),
        (changed("kind: sign", "kind: sign\n    职责: 验收"), ("unknown-key", "4:5")),
        ("gates: []\n", ("gate-order", "1:8")),
        ("basis: 某办法\n", ("missing-key", "1:1")),
    ],
)
def test_each_fault_is_told_where_it_stands(text: str, found: tuple[str, str]) -> None:
    assert found in faults(text)


def test_all_faults_are_told_at_once() -> None:
    text = changed("kind: verify", "kind: sign").replace("days: 7", "days: 7\n    role: 审批")
    text = text.replace("gate: 验收", "gate: 终验")
    assert [rule for rule, _ in faults(text)] == ["gate-order", "gate-hands", "unknown-name"]


def test_a_fault_of_form_hides_no_fault_of_order() -> None:
    text = changed("kind: sign", "kind: sign\n    role: 验收人").replace("    gate: 验收", "    gate: 终验")
    text = text.replace("kind: close\n", "kind: sign\n")
    assert [rule for rule, _ in faults(text)] == ["gate-order", "not-allowed", "unknown-name"]


def test_what_a_fault_of_form_may_be_the_reason_of_is_not_told() -> None:
    """Without a kind that can be read nobody knows whether the acceptance is missing."""
    text = changed("kind: verify", "kind: verfy").replace("days: 7", "days: 七天").replace("gate: 验收", "gate: 终验")
    assert [rule for rule, _ in faults(text)] == ["not-allowed", "not-a-count", "unknown-name"]
    nameless = changed("  - name: 验收\n    kind: verify", "  - kind: verify")
    assert [rule for rule, _ in faults(nameless)] == ["missing-key"]


def test_a_misspelt_name_is_answered_with_the_right_one() -> None:
    found = read(changed("kind: close", "kind: close\n    needs: [自查报吿]"))
    assert isinstance(found, tuple)
    assert [one.suggestion for one in found] == ["自查报告"]


@pytest.mark.parametrize(
    ("review", "sound"),
    [
        ("above: 验收", True),
        ("levels: [市]", True),
        ("levels: [县]", False),
        ("levels: [市, 县]", False),
        ("role: 验收", False),
    ],
)
def test_own_acceptance_only_with_a_review_of_a_higher_level_behind_it(review: str, sound: bool) -> None:  # noqa: FBT001
    text = f"""gates:
  - {{name: 验收, kind: verify, own: true, levels: [县]}}
  - {{name: 复核, kind: sign, {review}}}
  - {{name: 销号, kind: close}}
"""
    assert isinstance(read(text), Procedure) is sound


def test_a_review_before_the_own_acceptance_is_none() -> None:
    text = """gates:
  - {name: 复核, kind: sign, levels: [省]}
  - {name: 验收, kind: verify, own: true, levels: [县]}
  - {name: 销号, kind: close, levels: [省]}
"""
    assert [rule for rule, _ in faults(text)] == ["own-verification"]


# --- levels ---


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("县", "县"),
        ("区", "县"),
        ("县级", "县"),
        ("州", "市"),
        ("自治区", "省"),
        ("街道", "镇"),
        ("企业", None),
        (None, None),
    ],
)
def test_levels_under_the_names_that_registers_use(word: str | None, level: str | None) -> None:
    assert level_of(Units((Unit(name="某单位", level=word),)), "某单位") == level


def test_who_stands_above_whom() -> None:
    """By level, or as a parent however far up; a circle in the register ends the search."""
    units = Units(
        (
            Unit(name="省厅", level="省"),
            Unit(name="区政府", level="区", aliases=("区管委会",)),
            Unit(name="区局", parent="区政府"),
            Unit(name="区站", parent="区局"),
            Unit(name="甲", parent="乙"),
            Unit(name="乙", parent="甲"),
        )
    )
    assert is_above(units, "省厅", "区政府")
    assert is_above(units, "区管委会", "区站")
    assert not is_above(units, "区站", "区政府")
    assert not is_above(units, "区政府", "区政府")
    assert not is_above(units, "省厅", "甲")


def test_the_example_of_the_documentation_is_a_sound_procedure() -> None:
    text = (ROOT / "docs" / "procedures.md").read_text("utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    found = read(example)
    assert isinstance(found, Procedure), found
    assert [gate.name for gate in found.gates] == ["申请验收", "验收", "公示", "审签", "销号"]


def test_the_documentation_draws_every_shipped_one_and_names_every_key() -> None:
    text = (ROOT / "docs" / "procedures.md").read_text("utf-8")
    for name in procedures.shipped_names():
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
        gates = [step.split()[0] for step in row.split("|")[2].split("→")]
        assert gates == [gate.name for gate in procedures.shipped(name).gates]
    for key in (*Gate.model_fields, *(set(Item.model_fields) - {"name"})):
        assert f"`{key}`" in text, key

"""By which step of a book its fields are filled in, and what they must say by then."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import booked
from conftest import Run
from ledger.store import books
from ledger.store.workspace import Workspace

NARROW = """title: 取缔清单
prefix: QD
record:
  - {name: 踏勘日期, kind: day, gate: 踏勘}
  - {name: 断电, kind: choice, words: [是, 否, 不适用], needed: verify, must: [是, 不适用]}
  - {name: 归档, kind: choice, words: [是, 否], gate: 销号, must: [是]}
gates:
  - {name: 踏勘, kind: sign, state: 已踏勘}
  - {name: 验收, kind: verify}
  - {name: 销号, kind: close}
"""


@pytest.fixture
def life(ledger: Run, folder: Path) -> booked.Life:
    """An entry of that book, on which the work has begun."""
    ledger("init", "--as", "张三")
    (folder / "templates/books").mkdir()
    (folder / "templates/books/取缔.yaml").write_text(NARROW, "utf-8")
    assert ledger("book", "add", "取缔").returncode == 0
    booked.registers(folder)
    (book,) = Workspace(folder).office.books
    found = booked.Life(ledger, folder, book)
    found.begin()
    found.plan()
    found.start()
    return found


def refusal(life: booked.Life, *words: str) -> str:
    done = life.run(*words, cwd=life.root, env={"LEDGER_TODAY": life.day.isoformat()})
    assert done.returncode == 4, done.stdout + done.stderr
    return done.stderr


def test_a_gate_is_not_signed_before_its_fields_are_filled_in(life: booked.Life) -> None:
    told = refusal(life, "pass", life.id, "踏勘", "--as", "zhang")
    assert f"缺踏勘日期：ledger edit {life.id} --set 踏勘日期=…" in told
    life.call("edit", life.id, "--set", "踏勘日期=2026-05-06", "--as", "zhang")
    life.call("pass", life.id, "踏勘", "--as", "zhang")
    assert life.state() == "已踏勘"


def test_a_word_that_must_stand_is_asked_for_at_its_step_and_not_before(life: booked.Life) -> None:
    life.call("edit", life.id, "--set", "踏勘日期=2026-05-06", "--set", "断电=否", "--set", "归档=否", "--as", "zhang")
    life.call("check")
    sign, verify, close = life.procedure.gates
    life.call("pass", life.id, sign.name, "--as", "zhang")
    life.call("progress", life.id, "--text", "已完成", "--measure", "1", "--as", "qian")
    assert "断电须是“是、不适用”，现在写的是“否”" in refusal(life, "verify", life.id, "--as", "li")
    life.call("edit", life.id, "--set", "断电=不适用", "--as", "zhang")
    photo = life.root.parent / "照片.jpg"
    photo.write_bytes(b"photo")
    life.call("evidence", "add", life.id, str(photo), "--kind", "整改后照片", "--as", "zhang")
    life.call("verify", life.id, "--as", "li")
    assert "归档须是“是”" in refusal(life, "close", life.id, "--document", "1号", "--as", "wang")
    life.call("edit", life.id, "--set", "归档=是", "--as", "zhang")
    life.call("close", life.id, "--document", "1号", "--as", "wang")
    assert (verify.name, close.name) == ("验收", "销号")


def test_check_finds_what_was_undone_by_hand(life: booked.Life) -> None:
    life.call("edit", life.id, "--set", "踏勘日期=2026-05-06", "--as", "zhang")
    life.call("pass", life.id, "踏勘", "--as", "zhang")
    file = life.root / f"issues/取缔/{life.id}.yaml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"attributes:\n +踏勘日期: .*\n", "", text), "utf-8")
    told = json.loads(life.call("check", "--json", code=1))["problems"]
    assert "attribute-missing" in {one["rule"] for one in told}


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("{name: 甲, gate: 查看}", "unknown-name"),
        ("{name: 甲, gate: 验收}", "unknown-name"),
        ("{name: 甲, gate: 踏勘, needed: new}", "attribute-key"),
        ("{name: 甲, needed: verify, must: [是]}", "attribute-key"),
        ("{name: 甲, kind: choice, words: [是, 否], must: [对]}", "attribute-words"),
    ],
)
def test_a_description_that_asks_for_it_at_no_step_is_refused(field: str, rule: str) -> None:
    text = NARROW.replace("{name: 踏勘日期, kind: day, gate: 踏勘}", field)
    found = books.read(text.encode(), "书.yaml")
    assert isinstance(found, tuple)
    assert [(one.rule, str(one.place).split(":")[1]) for one in found] == [(rule, "4")]


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("污染地块", "发现 管控 修复 达标 消除"),
        ("入河排污口", "排查 监测 溯源 整治 待销号 销号"),
        ("一企一策VOCs", "待编制 编制中 治理中 已核验 已完成"),
        ("信访件", "交办 办理 办结 回访"),
    ],
)
def test_the_work_on_the_ground_has_its_state_while_it_goes_on(name: str, chain: str, tmp_path: Path) -> None:
    kept = books.as_kept(tmp_path, name, books.Shelved())
    assert isinstance(kept, books.Book)
    assert " ".join(kept.chain) == chain
    working = kept.chain[: kept.chain.index(kept.described.states[2])]
    assert len(working) == 2 + sum(gate.state is not None for gate in kept.described.gates)

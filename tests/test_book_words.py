"""What commands say of an issue of a book: its own words, the step that is due, and how to mend a slip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import booked
from conftest import Run
from ledger.store.workspace import Workspace


@pytest.fixture
def outfall(ledger: Run, folder: Path) -> booked.Life:
    """An outfall that work goes on at."""
    assert ledger("init", "--book", "入河排污口", "--as", "张三").returncode == 0
    booked.registers(folder)
    (book,) = Workspace(folder).office.books
    life = booked.Life(ledger, folder, book)
    life.begin()
    life.plan()
    life.start()
    return life


def said(life: booked.Life, *words: str, code: int) -> str:
    done = life.run(*words, cwd=life.root, env={"LEDGER_TODAY": life.day.isoformat()})
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("close", "PWK-001", "--as", "wang"),
        ("lookback", "record", "PWK-001", "--text", "看过", "--as", "li"),
        ("start", "PWK-001", "--as", "qian"),
    ],
)
def test_states_are_called_as_the_book_calls_them(words: tuple[str, ...], outfall: booked.Life) -> None:
    told = said(outfall, *words, code=4)
    assert "PWK-001 现在是监测" in told
    assert not [word for word in ("整改中", "已验收", "未启动") if word in told]


def test_a_state_between_two_is_called_by_its_own_word(outfall: booked.Life) -> None:
    outfall.work()
    outfall.passed(outfall.procedure.gates[0])
    assert "PWK-001 现在是溯源，销号须在待销号时办理" in said(outfall, "close", "PWK-001", "--as", "wang", code=4)


def test_the_closing_is_told_in_the_words_of_the_book(outfall: booked.Life) -> None:
    outfall.work()
    for gate in outfall.procedure.gates[:-1]:
        outfall.passed(gate)
    assert outfall.call("close", "PWK-001", "--as", "wang") == "PWK-001 已办结，现在是“销号”：红旗河一号点\n"


def test_without_a_name_the_gate_that_is_due_is_passed(outfall: booked.Life) -> None:
    outfall.work()
    outfall.call("edit", "PWK-001", "--set", "监测日期=2026-05-06", "--set", "责任主体=某厂", "--as", "zhang")
    assert "监测完成" in outfall.call("pass", "PWK-001", "--as", "zhang")
    assert "溯源完成" in outfall.call("pass", "PWK-001", "--as", "zhang")
    told = said(outfall, "pass", "PWK-001", "--as", "zhang", code=2)
    assert "轮到的是“验收”" in told
    assert "ledger verify PWK-001" in told


def test_where_no_gate_is_signed_at_pass_says_so(outfall: booked.Life) -> None:
    outfall.call("new", "总台账的问题", "--as", "zhang")
    assert "只有验收和销号" in said(outfall, "pass", "ISSUE-001", "--as", "zhang", code=2)


def test_an_option_that_is_missing_is_named_by_its_long_name(outfall: booked.Life) -> None:
    told = said(outfall, "supervise", "lift", "PWK-001", "--as", "zhang", code=2)
    assert told == "错误：缺选项 --why。用法：ledger supervise lift --help\n"


def test_a_wrong_kind_of_evidence_is_corrected_by_a_signed_step(outfall: booked.Life) -> None:
    photo = outfall.root.parent / "照片.jpg"
    photo.write_bytes(b"photo")
    outfall.call("evidence", "add", "PWK-001", str(photo), "--kind", "会议纪要", "--as", "zhang")
    told = said(outfall, "evidence", "add", "PWK-001", str(photo), "--kind", "整改后照片", "--as", "zhang", code=4)
    assert "会议纪要" in told
    assert "--correct --kind" in told
    correct = ("evidence", "add", "PWK-001", str(photo), "--correct", "--kind", "整改后照片", "--as", "zhang")
    outfall.call(*correct)
    issue = json.loads(outfall.call("show", "PWK-001", "--json"))["issue"]
    assert [one["kind"] for one in issue["evidence"]] == ["整改后照片"]
    assert issue["history"][-1]["move"] == "evidence"
    outfall.call("check")
    outfall.call("audit")


def test_what_was_judged_or_is_not_on_record_is_not_corrected(outfall: booked.Life) -> None:
    other = outfall.root.parent / "别的.jpg"
    other.write_bytes(b"other")
    correct = ("evidence", "add", "PWK-001", str(other), "--correct", "--kind", "整改后照片", "--as", "zhang")
    assert "没有在案" in said(outfall, *correct, code=4)
    outfall.work()
    for gate in outfall.procedure.gates[:-1]:
        outfall.passed(gate)
    judged = outfall.root.parent / "整改后照片1.txt"
    told = said(outfall, "evidence", "add", "PWK-001", str(judged), "--correct", "--kind", "其他", "--as", "li", code=4)
    assert "验收时已看过的材料" in told
    assert "待销号" in told

"""`docs/books.md` says what is so: every command, every table, every example as it stands there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import docx
import openpyxl
import pytest

import booked
from conftest import Run
from ledger.model.book import MAIN
from ledger.model.policy import Policy, Shelved
from ledger.store import books
from test_books_papers import PLAN

PAGE = (Path(__file__).parents[1] / "docs/books.md").read_text("utf-8")
SESSION = re.compile(r"^\$ ledger ([^\n#]+)", re.MULTILINE)
INLINE = re.compile(r"`ledger ([a-z]+ [^`]+)`")
PART = {"ledger object show", "ledger list --object", "ledger new --book"}
"""Commands that are named without what they are about."""


def block(kind: str, at: int = 0) -> str:
    """An example of the page."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[at]


def test_every_command_of_the_manual_works_as_it_stands_there(ledger: Run, folder: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("序号", "排口编码", "问题名称", "排口类型", "受纳水体", "监测时间", "责任单位"))
    sheet.append((1, "HQ-2", "红旗河2号排口", "雨洪排口", "红旗河", "2026.5.7", "县水务局"))
    workbook.save(folder / "老台账.xlsx")
    paper = docx.Document()
    for line in PLAN.splitlines():
        paper.add_paragraph(line)
    paper.save(str(folder / "方案.docx"))
    commands = [f"ledger {one.strip()}" for one in SESSION.findall(PAGE)]
    named = [f"ledger {one}" for one in INLINE.findall(PAGE)]
    assert len(commands) == 6
    for command in (*commands, *(one for one in named if one not in PART)):
        done = ledger(*shlex.split(command)[1:], env={"LEDGER_USER": "张三", "LEDGER_TODAY": "2026-05-06"})
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        if command.startswith("ledger init"):
            booked.registers(folder)
        if command.startswith("ledger new"):
            assert done.stdout.strip() == re.findall(r"^([A-Z]+-\d+)$", PAGE, re.MULTILINE)[0]


def test_the_table_names_every_shipped_book_with_its_prefix_and_its_states(tmp_path: Path) -> None:
    rows = dict(re.findall(r"^\| `(\S+)` \| ([^\n]+) \|$", PAGE, re.MULTILINE))
    kept = books.kept(tmp_path, Policy(books={name: Shelved() for name in books.shipped_names()})).books
    for one in kept:
        prefix, _, states = rows[one.name].partition(" | ")
        assert prefix == one.prefix
        assert states.partition("，")[0] == " → ".join(one.chain)


def test_the_example_of_a_book_can_be_kept(ledger: Run, folder: Path) -> None:
    ledger("init", "--as", "张三")
    (folder / "templates/books").mkdir(exist_ok=True)
    (folder / "templates/books/两违三乱.yaml").write_text(block("yaml"), "utf-8")
    assert ledger("book", "add", "两违三乱").returncode == 0
    made = ledger("new", "违建", "--book", "两违三乱", "--set", "清单序号=1", "--as", "张三")
    assert made.stdout.strip() == "LW-001"
    assert ledger("validate").returncode == 0


@pytest.mark.parametrize("at", [0, 1])
def test_the_examples_of_settings_are_settings(at: int, tmp_path: Path) -> None:
    (tmp_path / "templates/books").mkdir(parents=True)
    (tmp_path / "templates/books/问题.yaml").write_text("title: 问题\nprefix: WT\n", "utf-8")
    kept = books.kept(tmp_path, Policy.model_validate(tomllib.loads(block("toml", at))))
    assert kept.problems == ()
    assert [one.key for one in kept.books] == [["入河排污口", "plots"], []][at]
    assert (kept.own.name if kept.own else None) == [None, MAIN][at]

"""联合验收: several units accept together, each as independent as the one that organizes it."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

import house
from conftest import Run

MORE = """  - id: sun
    names: [某丙]
    unit: 县农业农村局
    roles: [验收, 销号]
  - id: zhou
    names: [某丁]
    unit: 县建设局
    roles: [验收]
  - id: wu
    names: [某丙]
    unit: 县交通局
    roles: [验收]
"""
KNOWN = """  - name: 县农业农村局
    aliases: [县农业局]
  - name: 县交通局
"""


@pytest.fixture
def place(folder: Path) -> Path:
    """The house's ledger, its third issue ready for acceptance: the work is that of 县住建局, alias 县建设局."""
    house.build(folder)
    text = house.finished(3, "管网建设", "in-progress")
    text = re.sub(r"verifications:\n.*\n", "", text)
    text = "".join(line for line in text.splitlines(keepends=True) if "move: verify" not in line)
    house.put(folder / "issues/ISSUE-003.yaml", text.encode())
    people, units = folder / "people.yaml", folder / "units.yaml"
    people.write_text(people.read_text("utf-8") + MORE, "utf-8")
    known = units.read_text("utf-8").replace("- name: 县住建局", "- name: 县住建局\n    aliases: [县建设局]")
    units.write_text(known + KNOWN, "utf-8")
    return folder


def test_several_units_sign_one_acceptance(place: Path, ledger: Run) -> None:
    del place
    done = ledger("verify", "3", "--with", "县农业局=某丙", "--why", "现场核查属实", "--as", "li")
    assert done.returncode == 0, done.stderr
    issue = json.loads(ledger("show", "3", "--json").stdout)["issue"]
    assert issue["verifications"] == [{
        "date": "2026-05-20", "by": "li", "unit": "市生态环境局", "result": "通过", "method": "联合验收",
        "joint": [{"unit": "县农业农村局", "by": "sun"}], "opinion": "现场核查属实", "standards": [],
        "evidence": ["evidence/ISSUE-003/after.jpg"], "cycle": 1,
    }]  # fmt: skip
    shown = ledger("show", "3").stdout
    assert all(word in shown for word in ("联合验收", "县农业农村局", "某丙"))
    assert "self-verified" not in (told := ledger("check", "--brief").stdout)
    assert "unknown-person" not in told
    assert ledger("audit").returncode == 0


def test_every_paper_names_all_of_them(place: Path, ledger: Run) -> None:
    assert ledger("verify", "3", "--with", "sun", "--as", "li").returncode == 0
    both = "市生态环境局、县农业农村局"
    assert ledger("export", "--xlsx", "表.xlsx", "--sheet", "验收销号表").returncode == 0
    sheet = openpyxl.load_workbook(place / "表.xlsx")["验收销号表"]
    assert any(both in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert both in ledger("dossier", "3").stdout
    assert ledger("write", "验收销号申请表", "3", "--out", "表.docx").returncode == 0
    with zipfile.ZipFile(place / "表.docx") as paper:
        assert both in paper.read("word/document.xml").decode()
    assert ledger("site", "网站", "--public").returncode == 0
    pages = "".join(page.read_text("utf-8") for page in (place / "网站").rglob("*.html"))
    assert both in pages
    assert "某丙" not in pages


@pytest.mark.parametrize(
    ("joining", "code", "words"),
    [
        (("县住建局=某丁",), 4, "某丁所在的县建设局是责任单位"),  # under whatever name
        (("zhou",), 4, "某丁所在的县建设局是责任单位"),
        (("县整改办=王五",), 4, "验收"),  # without the role
        (("li",), 4, "李四写了两次"),
        (("sun", "wu"), 4, "某丙写了两次"),  # one human being under two ids
        (("县住建局=李四",), 2, "没有这个人"),
        (("某丙",), 2, "几个人：sun、wu"),
        (("赵钱孙",), 2, "没有这个人"),
    ],
)
def test_whoever_joins_is_as_independent_as_the_organizer(
    joining: tuple[str, ...], code: int, words: str, place: Path, ledger: Run
) -> None:
    before = house.contents(place)
    done = ledger("verify", "3", *(word for one in joining for word in ("--with", one)), "--as", "li")
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


def test_who_joined_does_not_close_nor_does_anybody_of_that_unit(place: Path, ledger: Run) -> None:
    assert ledger("verify", "3", "--with", "sun", "--as", "li").returncode == 0
    done = ledger("close", "3", "--as", "sun")
    assert (done.returncode, "某丙是验收人" in done.stderr) == (4, True), done.stderr
    people = place / "people.yaml"
    people.write_text(people.read_text("utf-8") + "  - {id: zheng, names: [某戊], unit: 县农业农村局, roles: [销号]}\n")
    done = ledger("close", "3", "--as", "zheng")
    assert (done.returncode, "县农业农村局" in done.stderr) == (4, True), done.stderr
    assert ledger("close", "3", "--as", "wang").returncode == 0


def test_check_finds_a_unit_that_joined_in_accepting_its_own_work(place: Path, ledger: Run) -> None:
    assert ledger("verify", "3", "--with", "sun", "--as", "li").returncode == 0
    file = place / "issues/ISSUE-003.yaml"
    file.write_text(file.read_text("utf-8").replace("县农业农村局", "县建设局"), "utf-8")
    assert "self-verified" in ledger("check", "--brief").stdout


def test_a_failed_acceptance_names_them_as_well(place: Path, ledger: Run) -> None:
    del place
    done = ledger("verify", "3", "--fail", "--with", "sun", "--why", "仍有直排", "--as", "li")
    assert done.returncode == 0, done.stderr
    issue = json.loads(ledger("show", "3", "--json").stdout)["issue"]
    assert [(one["result"], one["joint"]) for one in issue["verifications"]] == [
        ("不通过", [{"unit": "县农业农村局", "by": "sun"}])
    ]


# --- 分区块分阶段验收 ---


def test_the_whole_is_accepted_when_each_block_is(place: Path, ledger: Run) -> None:
    """Where the house asks for it; a void block is none."""
    done = ledger("new", "东片区管网", "--set", "上级问题=ISSUE-003", "--as", "zhang")
    assert (done.returncode, done.stdout) == (0, "ISSUE-006\n"), done.stderr
    (place / "ledger.toml").write_text(house.SETTINGS + "[guards]\nverify_parts_accepted = true\n", "utf-8")
    refused = ledger("verify", "3", "--as", "li")
    assert (refused.returncode, "下级 ISSUE-006（东片区管网）还是未启动" in refused.stderr) == (4, True), refused.stderr
    assert "ISSUE-006" in ledger("why", "3").stdout
    assert ledger("void", "6", "--why", "重复登记", "--as", "wang").returncode == 0
    assert ledger("verify", "3", "--as", "li").returncode == 0


def test_a_house_that_does_not_ask_accepts_the_whole(place: Path, ledger: Run) -> None:
    assert ledger("new", "东片区管网", "--set", "上级问题=ISSUE-003", "--as", "zhang").returncode == 0
    assert ledger("verify", "3", "--as", "li").returncode == 0
    assert json.loads(ledger("show", "3", "--json").stdout)["issue"]["status"] == "verified"
    assert (place / "issues/ISSUE-006.yaml").exists()

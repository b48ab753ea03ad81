"""Long numbers in cells: Excel keeps 15 digits and makes zeros of the others, so a code of 18 is not the one it was."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import build
import foreign
import house
from ledger.model import filled
from ledger.model.filled import UnfitError
from ledger.model.gauge import Gauge
from ledger.model.grid import Cell
from ledger.model.intake import take_in
from ledger.model.readingsheets import read
from ledger.model.rowreader import Circumstances

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CODE = 913204110123456789


def listed(place: Path, *row: object, heads: tuple[str, ...] = ("企业名称", "编码")) -> str:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "企业"
    page.append(list(heads))
    page.append(list(row))
    book.save(place / "l.xlsx")
    return "l.xlsx"


@pytest.mark.parametrize(
    ("cell", "cut_off"),
    [
        (Cell(1, 1, "number", "9" * 15), False),
        (Cell(1, 1, "number", "1" + "0" * 15), True),
        (Cell(1, 1, "number", "119.9512345678901234"), False),
        (Cell(1, 1, "number", "-123456789012345"), False),
        (Cell(1, 1, "text", str(CODE)), False),
    ],
)
def test_only_a_number_of_more_than_fifteen_digits_is_cut_off(cell: Cell, cut_off: bool) -> None:  # noqa: FBT001 - a case
    assert cell.is_cut_off is cut_off


def test_two_enterprises_never_become_one_by_codes_that_excel_cut_off(folder: Path, ledger: Run) -> None:
    house.build(folder)
    refused = ledger("object", "import", listed(folder, "乙厂", CODE), "--apply", "--as", "zhang")
    assert refused.returncode == 1
    assert "l.xlsx 企业!B2" in refused.stdout
    assert "文本格式" in refused.stdout
    assert not (folder / "objects").exists()
    for name, code in (("乙厂", str(CODE)), ("丙厂", "913204110123456812")):
        assert ledger("object", "import", listed(folder, name, code), "--apply", "--as", "zhang").returncode == 0
    found = json.loads(ledger("object", "list", "--json").stdout)["objects"]
    assert {one["name"]: one["code"] for one in found} == {"乙厂": str(CODE), "丙厂": "913204110123456812"}


@pytest.mark.parametrize("head", ["编号", "曾用名", "排污许可证号"])
def test_whatever_column_of_an_object_it_stands_in(folder: Path, ledger: Run, head: str) -> None:
    house.build(folder)
    file = listed(folder, "乙厂", CODE, "东村1号", heads=("企业名称", head, "地址"))
    told = json.loads(ledger("object", "import", file, "--json").stdout)
    assert [(one["cell"], one["rule"]) for one in told["refused"]] == [("B2", "import.cut-off")]


def test_a_field_of_an_issue_that_comes_back() -> None:
    with pytest.raises(UnfitError) as why:
        filled.read("petition.number", Cell(1, 1, "number", str(CODE)), build.OFFICE)
    assert why.value.said.key == "import.cut-off"


def test_a_row_of_an_old_ledger() -> None:
    rows = (("受理编号", "问题描述", "责任单位"), (CODE, "河水发黑", "市水利局"))
    stated = {"source.received": "2026-01-05", "source.kind": "信访"}
    around = Circumstances("旧台账.xlsx", build.OFFICE, date(2026, 5, 31), stated)
    found = take_in(foreign.book(foreign.grid(rows)), {"受理编号": "source.item"}, around, ())
    assert [(one.cell, one.why.key) for one in found.stopping] == [("A2", "import.cut-off")]


def test_the_number_of_a_test_report_beside_a_reading() -> None:
    rows = (("时间", "数值", "来源"), ("2026-03", "31", CODE))
    gauge = Gauge.model_validate({"id": "PM2.5", "name": "细颗粒物", "unit": "微克/立方米"})
    found = read(foreign.book(foreign.grid(rows, name="读数")), "读数", gauge, date(2026, 5, 20))
    assert [one.why.key for one in found.refused] == ["import.cut-off"]

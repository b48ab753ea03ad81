"""Checklists: printed, filled in at the site, taken back scored, and issues made of what failed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

import house
import test_template_rows as drawings
from ledger.model import checkform
from ledger.model.inspection import Inspection
from ledger.store import checklists, procedures

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Marks = Mapping[str, tuple[str, str, str]]
RECORD = "2026-05-18-六个100%-红旗工地"
HEAD = {"检查日期": "2026年5月18日", "检查人": "张三、某丙"}
MARKS: Marks = {
    "1": ("√", "", ""),
    "2": ("×", "东侧裸土未覆盖", "东侧.jpg"),
    "3": ("合格", "", "冲洗.jpg"),
    "4": ("√", "", ""),
    "5": ("不适用", "", ""),
    "6": ("√", "", ""),
}
DUST = ("checklist", "form", "六个100%", "--site", "红旗工地", "--unit", "县水务局")


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    (folder.parent / "东侧.jpg").write_bytes(house.PHOTO + b"1")
    (folder.parent / "冲洗.jpg").write_bytes(house.PHOTO + b"2")
    return folder


def fill_excel(form: Path, marks: Marks, head: Mapping[str, str]) -> None:
    """As somebody does it in Excel: the results, and the cells right of the labels."""
    book = load_workbook(form)
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in head:
                sheet.cell(cell.row, 2 if cell.column == 1 else 6).value = head[cell.value]
        if str(row[0].value) in marks:
            for at, text in enumerate(marks[str(row[0].value)], 5):
                sheet.cell(row[0].row, at).value = text or None
    book.save(form)


def fill_word(form: Path, marks: Marks, head: Mapping[str, str]) -> None:
    """The same in Word."""
    word = Document(str(form))
    for table in word.tables:
        for row in table.rows:
            for label, answer in zip(row.cells, row.cells[1:], strict=False):
                answer.text = head.get(label.text, answer.text)
            for cell, text in zip(row.cells[4:], marks.get(row.cells[0].text, ()), strict=False):
                cell.text = text
    word.save(str(form))


def fill_yaml(form: Path, marks: Marks, head: Mapping[str, str]) -> None:
    """The same in an editor."""
    text = form.read_text("utf-8")
    text = text.replace("\ndate:", f"\ndate: {head['检查日期']}")
    text = text.replace("\ninspectors:", f"\ninspectors: {head['检查人']}")
    before, *rows = text.split("  - number: ")
    for row in rows:
        outcome, remark, photos = marks[row.splitlines()[0].strip('"')]
        filled = row.replace("outcome:", f"outcome: {outcome}").replace("remark:", f"remark: {remark}")
        before += "  - number: " + filled.replace("photos:", f"photos: {photos}")
    form.write_text(before, "utf-8")


FILLERS = {"xlsx": fill_excel, "docx": fill_word, "yaml": fill_yaml}


def a_form(place: Path, ledger: Run, kind: str, marks: Marks = MARKS, head: Mapping[str, str] = HEAD) -> Path:
    """A form of this kind, printed and filled in."""
    form = place.parent / f"表.{kind}"
    done = ledger(*DUST, f"--{kind}", str(form))
    assert done.returncode == 0, done.stderr
    FILLERS[kind](form, marks, head)
    return form


@pytest.mark.parametrize("kind", FILLERS)
def test_a_form_filled_in_at_the_site_is_taken_back_and_scored(place: Path, ledger: Run, kind: str) -> None:
    done = ledger("checklist", "take", str(a_form(place, ledger, kind)), "--as", "zhang", "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)["record"]
    assert (record["id"], record["date"], record["site"], record["unit"]) == (
        RECORD, "2026-05-18", "红旗工地", "县水务局"
    )  # fmt: skip
    assert record["inspectors"] == ["zhang", "某丙"]
    assert [one["outcome"] for one in record["results"]] == ["合格", "不合格", "合格", "合格", "不适用", "合格"]
    assert (record["rate"], record["passed"], record["failed"]) == (76.5, False, ["2"])
    assert (place / f"evidence/{RECORD}/东侧.jpg").read_bytes() == house.PHOTO + b"1"
    shown = ledger("checklist", "show", RECORD)
    assert "东侧裸土未覆盖" in shown.stdout
    assert "得分率 76.5%（65/85），不合格项：2" in shown.stdout


FAULTY: Marks = {**MARKS, "1": ("好", "", ""), "2": ("×", "", ""), "3": ("√", "", ""), "6": ("", "", "")}


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("xlsx", ("六个100%!F2", "六个100%!F4", "六个100%!E7", "六个100%!F8", "六个100%!G9", "六个100%!E12")),
        ("docx", ("第1行第4列", "第3行第4列", "第2行第5列", "第3行第6列", "第4行第7列", "第7行第5列")),
        ("yaml", (":6:7:", ":7:12:", ":14:14:", ":20:12:", ":26:12:", ":39:13:")),
    ],
)
def test_what_is_left_open_or_cannot_be_read_is_told_at_its_cell(
    place: Path, ledger: Run, kind: str, places: tuple[str, ...]
) -> None:
    form = a_form(place, ledger, kind, FAULTY, {"检查日期": "2026年6月18日", "检查人": ""})
    before = house.contents(place)
    done = ledger("checklist", "take", str(form), "--as", "zhang")
    assert done.returncode == 5
    rules = ("day-ahead", "head-missing", "bad-outcome", "no-remark", "no-photo", "no-outcome")
    told = [line for line in done.stderr.splitlines() if line.startswith("  - ")]
    assert len(told) == len(rules), done.stderr
    for line, rule, where in zip(told, rules, places, strict=True):
        assert rule in line, done.stderr
        assert where in line, done.stderr
    assert house.contents(place) == before


def test_a_photo_that_does_not_lie_beside_the_form_is_missed_and_nothing_is_taken(place: Path, ledger: Run) -> None:
    form = a_form(place, ledger, "yaml")
    (place.parent / "冲洗.jpg").unlink()
    done = ledger("checklist", "take", str(form), "--as", "zhang")
    assert (done.returncode, "冲洗.jpg" in done.stderr) == (3, True)
    assert not (place / "checklists").exists()
    assert not (place / f"evidence/{RECORD}").exists()


def test_a_form_is_taken_once_and_only_by_somebody_known(place: Path, ledger: Run) -> None:
    form = a_form(place, ledger, "yaml")
    assert ledger("checklist", "take", str(form), "--as", "nobody").returncode == 4
    assert ledger("checklist", "take", str(form), "--as", "zhang").returncode == 0
    again = ledger("checklist", "take", str(form), "--as", "li")
    assert (again.returncode, RECORD in again.stderr) == (6, True)


def test_what_failed_becomes_an_issue_once(place: Path, ledger: Run) -> None:
    ledger("checklist", "take", str(a_form(place, ledger, "yaml")), "--as", "zhang")
    shown = ledger("checklist", "issues", RECORD)
    assert (shown.returncode, "红旗工地物料和裸土覆盖不到位" in shown.stdout) == (1, True)
    assert not (place / "issues/ISSUE-006.yaml").exists()
    done = ledger("checklist", "issues", RECORD, "--apply", "--as", "zhang", "--json")
    assert json.loads(done.stdout)["failed"] == [
        {"number": "2", "title": "红旗工地物料和裸土覆盖不到位", "severity": "一般", "due": "2026-05-21",
         "issue": "ISSUE-006"}
    ]  # fmt: skip
    issue = json.loads(ledger("show", "ISSUE-006", "--json").stdout)
    assert "东侧裸土未覆盖" in json.dumps(issue, ensure_ascii=False)
    again = ledger("checklist", "issues", RECORD, "--apply", "--as", "zhang")
    assert (again.returncode, "都已登记" in again.stdout) == (0, True)
    assert not (place / "issues/ISSUE-007.yaml").exists()


def test_check_tells_of_a_photo_that_was_changed_and_of_a_list_that_cannot_be_read(place: Path, ledger: Run) -> None:
    ledger("checklist", "take", str(a_form(place, ledger, "yaml")), "--as", "zhang")
    assert "checklists/" not in ledger("check").stdout
    (place / f"evidence/{RECORD}/东侧.jpg").write_bytes(b"another")
    house.put(
        place / "templates/checklists/夜查.yaml", "title: 夜间检查\nitems:\n  - {number: 1, txt: 有人值守}\n".encode()
    )
    told = ledger("check").stdout
    assert f"checklists/{RECORD}.yaml" in told
    assert "photo-damaged" in told
    assert "templates/checklists/夜查.yaml:3:" in told


def test_the_audit_knows_the_photos_of_a_form_by_their_digests(place: Path, ledger: Run) -> None:
    def photos() -> list[str]:
        told = json.loads(ledger("audit", "--json").stdout)["problems"]
        return [one["rule"] for one in told if RECORD in json.dumps(one, ensure_ascii=False)]

    ledger("checklist", "take", str(a_form(place, ledger, "yaml")), "--as", "zhang")
    assert photos() == []
    house.put(place / f"evidence/{RECORD}/夹带.jpg", house.PHOTO)
    assert photos() == ["evidence-unnamed"]
    (place / f"evidence/{RECORD}/夹带.jpg").unlink()
    house.put(place / f"evidence/{RECORD}/东侧.jpg", b"another")
    assert photos() == ["photo-damaged"]
    assert ledger("audit").returncode == 8
    house.put(place / f"checklists/{RECORD}.yaml", b"id: [")  # nobody knows what it named
    assert "evidence-unnamed" not in photos()


def test_what_failed_goes_into_the_book_that_the_list_names(place: Path, ledger: Run) -> None:
    text = """title: 工地夜查
subject: 工地名称
book: 扬尘工地
items:
  - {number: 1, text: 有人值守, days: 2}
"""
    house.put(place / "templates/checklists/夜查.yaml", text.encode())
    form = place.parent / "夜查.yaml"
    ledger("checklist", "form", "夜查", "--yaml", str(form), "--site", "东工地")
    fill_yaml(form, {"1": ("否", "门卫不在", "")}, HEAD)
    taken = json.loads(ledger("checklist", "take", str(form), "--as", "zhang", "--json").stdout)["record"]["id"]
    apply = ("checklist", "issues", taken, "--apply", "--as", "zhang")
    assert ledger(*apply).returncode == 2  # nobody keeps that book
    assert ledger("book", "add", "扬尘工地").returncode == 0
    assert "GD-001" in ledger(*apply).stdout
    issue = json.loads(ledger("show", "GD-001", "--json").stdout)["issue"]
    assert (issue["attributes"], issue["plan"]["deadline"]["due"]) == ({"工地名称": "东工地"}, "2026-05-20")


def test_an_office_describes_a_list_of_its_own(place: Path, ledger: Run) -> None:
    house.put(
        place / "templates/checklists/夜查.yaml", "title: 夜间检查\nitems:\n  - {number: 1, text: 有人值守}\n".encode()
    )
    assert "夜间检查" in ledger("checklist", "list").stdout
    form = place.parent / "夜查.yaml"
    assert ledger("checklist", "form", "夜查", "--yaml", str(form), "--site", "泵站").returncode == 0
    fill_yaml(form, {"1": ("是", "", "")}, HEAD)
    done = ledger("checklist", "take", str(form), "--as", "zhang")
    assert "合格，得分率 100%（1/1）" in done.stdout


# --- what a verification demands ---


def test_the_standards_of_a_procedure_are_the_items_of_its_checklist() -> None:
    standards = procedures.shipped("分级验收").standards
    assert standards == checklists.shipped("五项验收标准").texts
    assert len(standards) == 5


def test_a_procedure_goes_by_five_demands_and_a_filled_list_answers_them(place: Path, ledger: Run) -> None:
    house.put(
        place / "templates/procedures/五不放过.yaml",
        "checklist: 五不放过\ngates:\n  - {name: 验收, kind: verify}\n  - {name: 销号, kind: close}\n".encode(),
    )
    settings = place / "ledger.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[closing]\nprocedure = "五不放过"\n', "utf-8")
    refused = ledger("verify", "ISSUE-002", "--as", "li", "--why", "现场核查")
    assert "群众不满意不放过" in refused.stderr
    form = place.parent / "五.yaml"
    ledger("checklist", "form", "五不放过", "--yaml", str(form), "--issue", "ISSUE-002")
    fill_yaml(form, {str(at): ("√", "已核", "") for at in range(1, 5)} | {"5": ("×", "两户有意见", "")}, HEAD)
    taken = json.loads(ledger("checklist", "take", str(form), "--id", "五-002", "--as", "li", "--json").stdout)
    assert taken["record"]["issue"] == "ISSUE-002"
    other = ledger("verify", "ISSUE-001", "--checklist", "五-002", "--as", "li", "--why", "现场核查")
    assert (other.returncode, "ISSUE-002" in other.stderr) == (2, True)
    answered = ledger("verify", "ISSUE-002", "--checklist", "五-002", "--as", "li", "--why", "现场核查")
    assert "两户有意见" in answered.stderr  # that one stands against it, and no other
    assert "原因不查清不放过" not in answered.stderr


def test_a_procedure_that_names_no_checklist_there_is_is_told_at_its_line(place: Path) -> None:
    text = "checklist: 五不放\ngates:\n  - {name: 验收, kind: verify}\n  - {name: 销号, kind: close}\n"
    house.put(place / "templates/procedures/本县.yaml", text.encode())
    found = procedures.load(place, "本县")
    assert isinstance(found, tuple)
    assert [(one.rule, one.suggestion, one.place and one.place.line) for one in found] == [
        ("unknown-name", "五不放过", 1)
    ]


# --- the laws of the score ---


@pytest.mark.parametrize("name", checklists.shipped_names())
def test_every_shipped_list_can_be_read_and_its_form_asks_every_item(name: str) -> None:
    listed = checklists.shipped(name)
    rows = checkform.blank(listed, checkform.Given())["results"]
    assert isinstance(rows, list)
    assert [row["text"] for row in rows] == list(listed.texts)


def an_inspection(*results: tuple[str, str, str]) -> Inspection:
    rows = [
        {"number": str(at), "text": f"第{at}项", "points": points, "outcome": outcome, "severity": severity}
        for at, (points, outcome, severity) in enumerate(results, 1)
    ]
    head = {"id": "x", "checklist": "现场核查", "date": "2026-05-18", "inspectors": ["zhang"], "passing": "80"}
    return Inspection.model_validate({**head, "results": rows})


@pytest.mark.parametrize(
    ("results", "rate", "passed"),
    [
        ((("80", "合格", "一般"), ("20", "不合格", "一般")), "80.0", True),
        ((("79", "合格", "一般"), ("21", "不合格", "一般")), "79.0", False),
        ((("90", "合格", "一般"), ("10", "不合格", "严重")), "90.0", False),
        ((("50", "合格", "一般"), ("50", "不适用", "严重")), "100.0", True),
        ((("2", "合格", "一般"), ("1", "不合格", "一般")), "66.7", False),
        ((("79999", "合格", "一般"), ("20001", "不合格", "一般")), "80.0", False),
        ((("50", "不适用", "一般"),), None, True),
    ],
)
def test_the_score_counts_what_applies(
    results: tuple[tuple[str, str, str], ...], rate: str | None, *, passed: bool
) -> None:
    found = an_inspection(*results)
    assert (found.rate, found.passed) == (None if rate is None else Decimal(rate), passed)


def paste(form: Path, *rows: int) -> None:
    """Pictures pasted into the rows of a filled form, as Excel keeps them."""
    form.write_bytes(
        drawings.with_drawing(load_workbook(form), *(drawings.anchored(drawings.PICTURE, one) for one in rows))
    )


def test_pictures_pasted_into_an_items_row_are_its_photos(place: Path, ledger: Run) -> None:
    """Rows 7 to 12 hold the six items; whoever signs pastes a signature below them."""
    marks = {**MARKS, "2": ("×", "东侧裸土未覆盖", ""), "3": ("合格", "", "冲洗.jpg")}
    form = a_form(place, ledger, "xlsx", marks)
    paste(form, 8, 9, 9, 15)
    done = ledger("checklist", "take", str(form), "--as", "zhang")
    assert done.returncode == 0, done.stderr
    assert "六个100%!B15" in done.stderr, "the signature is no photo of any item"
    kept = place / f"evidence/{RECORD}"
    assert sorted(path.name for path in kept.iterdir()) == [
        "冲洗.jpg", "图片-2-1.png", "图片-3-1.png", "图片-3-2.png",
    ]  # fmt: skip
    assert (kept / "图片-2-1.png").read_bytes() == drawings.png()
    shown = json.loads(ledger("checklist", "show", RECORD, "--json").stdout)["record"]
    photos = {
        one["number"]: [it["path"].rpartition("/")[2] for it in one.get("photos", [])] for one in shown["results"]
    }
    assert (photos["2"], photos["3"]) == (["图片-2-1.png"], ["冲洗.jpg", "图片-3-1.png", "图片-3-2.png"])
    assert ledger("checklist", "take", str(form), "--as", "zhang").returncode == 6, "the same form is taken once"
    (kept / "图片-2-1.png").write_bytes(b"another picture")
    assert "photo-damaged" in ledger("check", "--brief").stdout


def test_without_its_picture_the_item_still_lacks_its_photo(place: Path, ledger: Run) -> None:
    form = a_form(place, ledger, "xlsx", {**MARKS, "2": ("×", "东侧裸土未覆盖", "")})
    paste(form, 9)
    done = ledger("checklist", "take", str(form), "--as", "zhang")
    assert (done.returncode, "六个100%!G8" in done.stderr) == (5, True), done.stderr


BOOK = """title: 夜间施工清单
prefix: YJ
gates:
  - {name: 现场踏勘, kind: sign, state: 已踏勘}
  - {name: 验收, kind: verify}
  - {name: 销号, kind: close, apart: [验收]}
checklist: 六个100%
guards: {start_elements: [measures, deadline, responsible_units]}
"""


def test_a_book_with_gates_of_its_own_is_accepted_by_a_checklist(place: Path, ledger: Run) -> None:
    house.put(place / "templates/books/夜间施工.yaml", BOOK.encode())
    for words in (
        ("book", "add", "夜间施工"),
        (
            "new",
            "夜间扰民",
            "--book",
            "夜间施工",
            "--measure",
            "停工",
            "--set",
            "整改时限=2026年6月底前",
            "--set",
            "责任单位=县住建局",
        ),
        ("start", "YJ-001"),
        ("progress", "YJ-001", "--measure", "1", "--done"),
        ("evidence", "add", "YJ-001", str(place.parent / "东侧.jpg")),
        ("pass", "YJ-001", "现场踏勘"),
    ):
        assert ledger(*words, env={"LEDGER_USER": "zhang"}).returncode == 0, words
    refused = ledger("verify", "YJ-001", "--as", "li")
    assert (refused.returncode, refused.stderr.count("没有对照")) == (4, 6), refused.stderr
    form = place.parent / "夜间.yaml"
    assert ledger("checklist", "form", "六个100%", "--yaml", str(form), "--issue", "YJ-001").returncode == 0
    fill_yaml(form, {**MARKS, "2": ("√", "", "东侧.jpg")}, HEAD)
    assert ledger("checklist", "take", str(form), "--id", "夜间-1", "--as", "li").returncode == 0
    done = ledger("verify", "YJ-001", "--checklist", "夜间-1", "--as", "li")
    assert done.returncode == 0, done.stderr
    assert ledger("close", "YJ-001", "--as", "wang").returncode == 0

"""Books among each other and against what offices have: their names, their own lists, their order, their checks."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import booked
from conftest import Run
from ledger.model.book import meant_of

DAY = {"LEDGER_TODAY": "2026-05-20"}
NAMES = ("一企一策VOCs", "扬尘工地", "散乱污企业", "污染地块")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("一企一策(VOCs)", "一企一策VOCs"),
        ("一企一策（VOCs）", "一企一策VOCs"),
        ("一企一策vocs", "一企一策VOCs"),
        ("扬尘工地(六个100%)", "扬尘工地"),
        ("扬尘工地（六个100%）", "扬尘工地"),
        ("“散乱污”企业", "散乱污企业"),
        ("污染", None),
        ("（）", None),
    ],
)
def test_a_book_goes_by_its_name_with_other_brackets(word: str, name: str | None) -> None:
    assert meant_of(word, NAMES) == name


def test_a_name_that_is_spelt_so_goes_before_one_that_is_meant_so() -> None:
    assert meant_of("扬尘工地（市管）", (*NAMES, "扬尘工地(市管)")) == "扬尘工地(市管)"


def test_books_are_begun_and_asked_for_as_the_documents_write_them(ledger: Run, folder: Path) -> None:
    done = ledger("init", "--book", "一企一策(VOCs)", "--book", "扬尘工地（六个100%）", "--as", "张三")
    assert done.returncode == 0, done.stderr
    assert '[books."一企一策VOCs"]' in (folder / "ledger.toml").read_text("utf-8")
    booked.registers(folder)
    given = ("--set", "企业名称=某厂", "--set", "行业=喷涂", "--as", "zhang")
    assert ledger("new", "某厂", "--book", "一企一策（VOCs）", *given).stdout.strip() == "VOC-001"
    assert "VOC-001" in ledger("list", "--book", "一企一策(VOCs)").stdout
    assert ledger("book", "show", "扬尘工地(六个100%)").stdout.startswith("扬尘工地 ")


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


@pytest.fixture
def shops(ledger: Run, folder: Path) -> Path:
    """A ledger of 散乱污 with an office's own list beside it: no heading of it is one of findings."""
    assert ledger("init", "--book", "散乱污企业", "--as", "张三").returncode == 0
    booked.registers(folder)
    rows = (("某镇散乱污清单",), ("企业名称", "行业", "处置方式", "所在村组"))
    table(folder / "散乱污.xlsx", *rows, *((f"第{one}加工厂", "喷涂", "关停取缔", "红旗村") for one in "甲乙"))
    return folder


@pytest.mark.usefixtures("shops")
@pytest.mark.parametrize("mapped", [("--map", "企业名称=问题名称"), ()])
def test_a_list_with_none_but_the_headings_of_a_book_is_taken_in(mapped: tuple[str, ...], ledger: Run) -> None:
    call = ("import", "散乱污.xlsx", "--new", "--book", "散乱污企业", *mapped, "--map", "所在村组=行政区域")
    done = ledger(*call, "--as", "zhang", "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    issue = json.loads(ledger("show", "SLW-002", "--json").stdout)["issue"]
    assert issue["title"] == "第乙加工厂"
    assert issue["attributes"] == {"企业名称": "第乙加工厂", "行业": "喷涂", "处置方式": "关停取缔"}
    assert issue["region"] == "红旗村"


def test_a_list_headed_as_the_book_heads_its_own_titles_is_taken_in(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "入河排污口", "--as", "张三")
    booked.registers(folder)
    table(folder / "排口.xlsx", ("序号", "排口编码", "排口名称", "排口类型", "受纳水体"),
          ("1", "HQ-1", "红旗河1号排口", "工业排污口", "红旗河"))  # fmt: skip
    done = ledger("import", "排口.xlsx", "--new", "--book", "入河排污口", "--apply", "--as", "zhang")
    assert (done.returncode, "在表中没有" in done.stdout) == (0, False), done.stdout + done.stderr
    assert json.loads(ledger("show", "PWK-001", "--json").stdout)["issue"]["title"] == "红旗河1号排口"
    table(folder / "别的.xlsx", ("序号", "排口编码", "口门", "排口类型"), ("1", "HQ-2", "2号", "工业排污口"))
    done = ledger("import", "别的.xlsx", "--new", "--book", "入河排污口", "--as", "zhang")
    assert (done.returncode, "--map 排口名称=问题名称" in done.stderr) == (5, True)


def test_days_and_numbers_are_read_as_they_are_typed(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "污染地块", "--book", "责任追究", "--as", "张三")
    booked.registers(folder)
    plot = ("new", "旧厂区", "--book", "污染地块", "--set", "地块编码=D1", "--set", "面积=３５.６", "--as", "zhang")
    assert ledger(*plot).returncode == 0
    assert json.loads(ledger("show", "DK-001", "--json").stdout)["issue"]["attributes"]["面积"] == "35.6"
    given = ("--set", "移交文号=1号", "--set", "移交日期=2026年3月1日", "--as", "zhang")
    assert ledger("new", "失察", "--book", "责任追究", *given).returncode == 0
    assert ledger("edit", "ZR-001", "--set", "决定日期=2026.4.2", "--as", "zhang").returncode == 0
    told = json.loads(ledger("show", "ZR-001", "--json").stdout)["issue"]["attributes"]
    assert (told["移交日期"], told["决定日期"]) == ("2026-03-01", "2026-04-02")
    refused = ledger("edit", "ZR-001", "--set", "决定日期=四月初", "--as", "zhang")
    assert refused.returncode == 2
    assert "  - 决定日期要写日期" in refused.stderr


def test_a_list_goes_through_one_book_after_the_other(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "责任追究", "--book", "举一反三排查", "--as", "张三")
    booked.registers(folder)
    spot = ("--set", "排查领域=水", "--set", "排查点位=某点", "--set", "排查日期=2026-05-01")
    case = ("--set", "移交文号=1号", "--set", "移交日期=2026-05-01")
    for book, given in (("举一反三排查", spot), ("责任追究", case), ("举一反三排查", spot), ("main", ())):
        assert ledger("new", "某事", "--book", book, *given, "--as", "zhang", env=DAY).returncode == 0
    listed = [one["id"] for one in json.loads(ledger("list", "--json", env=DAY).stdout)["issues"]]
    assert listed == ["ISSUE-001", "ZR-001", "JY-001", "JY-002"]
    told = ledger("stats", env=DAY).stdout
    assert told.startswith("合计的 4 件里有 1 件不是整改问题：责任追究问题台账；")
    others = json.loads(ledger("stats", "--json", env=DAY).stdout)["others"]
    assert others == [{"book": "责任追究问题台账", "number": 1}]
    alone = json.loads(ledger("stats", "--book", "责任追究", "--json", env=DAY).stdout)
    assert (alone["total"], alone["others"]) == (1, [])


def test_registers_fail_the_check_of_a_book_only_where_it_names_them(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "举一反三排查", "--as", "张三")
    booked.registers(folder)
    ledger("object", "new", "宏达化工", "--kind", "企业", "--as", "zhang", env=DAY)
    ledger("plan", "new", "--object", "宏达化工", "--measure", "改造=2026年3月底前", "--as", "zhang", env=DAY)
    spot = ("--set", "排查领域=水", "--set", "排查点位=某点", "--set", "排查日期=2026-05-01")
    assert ledger("new", "某事", "--book", "举一反三排查", *spot, "--as", "zhang", env=DAY).returncode == 0
    assert "scheme-late" in ledger("check", env=DAY).stdout
    alone = ledger("check", "--book", "举一反三排查", env=DAY)
    assert (alone.returncode, "scheme-late" in alone.stdout) == (0, False)
    assert ledger("edit", "JY-001", "--set", "objects=[宏达化工]", "--as", "zhang", env=DAY).returncode == 0
    touched = ledger("check", "--book", "举一反三排查", env=DAY)
    assert (touched.returncode, "scheme-late" in touched.stdout) == (1, True)


def test_the_drawing_of_a_book_without_gates_is_that_of_the_house(ledger: Run) -> None:
    ledger("init", "--as", "张三")
    told = ledger("book", "show", "举一反三排查").stdout
    assert "【已核实】" in told
    assert "验收" in told
    assert "销号" in told


def filled(ledger: Run, folder: Path) -> None:
    """六个100% filled in at a site: the first item fails."""
    form = ("checklist", "form", "六个100%", "--yaml", "表.yaml", "--site", "某工地", "--unit", "某建筑公司")
    assert ledger(*form, env=DAY).returncode == 0
    text = (folder / "表.yaml").read_text("utf-8")
    assert "outcome:  # 结果：合格、不合格、不适用" in text
    text = text.replace("date:", "date: 2026-05-18").replace("inspectors:", "inspectors: zhang")
    text = text.replace("outcome:", "outcome: 不合格", 1).replace("remark:", "remark: 缺口三处", 1)
    text = text.replace("outcome:  #", "outcome: 合格  #").replace("photos:", "photos: 照片.jpg")
    (folder / "表.yaml").write_text(text, "utf-8")
    (folder / "照片.jpg").write_bytes(b"photo")
    taken = ledger("checklist", "take", "表.yaml", "--id", "一号", "--as", "zhang", env=DAY)
    assert taken.returncode in {0, 1}, taken.stderr


@pytest.mark.parametrize(
    ("books", "option", "made"),
    [
        (("扬尘工地",), (), "GD-001"),
        (("扬尘工地",), ("--book", "main"), "ISSUE-001"),
        (("举一反三排查",), (), "ISSUE-001"),
        (("扬尘工地",), ("--book", "扬尘工地(六个100%)"), "GD-001"),
    ],
)
def test_failed_items_go_into_the_book_that_accepts_by_the_list(
    books: tuple[str, ...], option: tuple[str, ...], made: str, ledger: Run, folder: Path
) -> None:
    ledger("init", *(word for one in books for word in ("--book", one)), "--as", "张三")
    booked.registers(folder)
    filled(ledger, folder)
    done = ledger("checklist", "issues", "一号", "--apply", *option, "--as", "zhang", env=DAY)
    assert f"已登记为问题：{made}" in done.stdout, done.stdout + done.stderr
    told = json.loads(ledger("show", made, "--json").stdout)["issue"].get("attributes", {})
    assert told == ({"工地名称": "某工地", "施工单位": "某建筑公司"} if made == "GD-001" else {})


def test_the_form_of_excel_says_what_it_rests_on_and_what_fails_the_whole(ledger: Run, folder: Path) -> None:
    ledger("init", "--as", "张三")
    assert ledger("checklist", "form", "六个100%", "--xlsx", "表.xlsx", env=DAY).returncode == 0
    sheet = openpyxl.load_workbook(folder / "表.xlsx").active
    assert sheet is not None
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "依据：建筑施工扬尘防治“六个百分之百”要求" in texts
    assert [one for one in texts if "一票否决" in one] == ["看出场车辆，查运输证（严重项，一票否决）"]


def test_a_record_that_names_no_issue_answers_for_none(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "扬尘工地", "--as", "张三")
    booked.registers(folder)
    filled(ledger, folder)
    ledger("checklist", "issues", "一号", "--apply", "--as", "zhang", env=DAY)
    refused = ledger("verify", "GD-001", "--checklist", "一号", "--as", "li", env=DAY)
    assert refused.returncode == 2
    assert "检查记录 一号 没有写明核查的是哪个问题" in refused.stderr
    assert "ledger checklist form 六个100% --issue GD-001" in refused.stderr


@pytest.mark.usefixtures("shops")
def test_fields_of_a_book_that_a_list_lacks_are_no_mapping_of_anybody(ledger: Run) -> None:
    done = ledger("import", "散乱污.xlsx", "--new", "--book", "散乱污企业", "--as", "zhang")
    assert "对照里的这些标题在表中没有" not in done.stdout
    done = ledger("import", "散乱污.xlsx", "--new", "--book", "散乱污企业", "--map", "村=行政区域", "--as", "zhang")
    assert "对照里的这些标题在表中没有：村" in done.stdout

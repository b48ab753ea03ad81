"""A book as data: what its description may say, which two can't stand side by side, and what it asks of its issues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import booked
from conftest import Run
from ledger.model.book import Described, faults
from ledger.model.office import Office
from ledger.model.policy import Policy, Shelved
from ledger.model.workdays import Calendar
from ledger.store import books
from ledger.store.toml_lines import line_of

PLAIN = "title: 清单\nprefix: QD\n"
GATES = """gates:
  - {name: 踏勘, kind: sign, state: 丙}
  - {name: 验收, kind: verify}
  - {name: 销号, kind: close}
"""


def told(text: str) -> list[tuple[str, str]]:
    """The faults of a description, each with its line and column."""
    found = books.read(text.encode(), "书.yaml")
    return [] if isinstance(found, Described) else [(str(one.place), one.rule) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("states: [甲, 乙, 丙]\n", [("书.yaml:3:9", "book-states")]),
        ("states: [甲, 甲, 乙, 丙]\n", [("书.yaml:3:13", "book-states")]),
        ("states: [整改中, 甲, 乙, 丙]\n", [("书.yaml:3:10", "book-states")]),
        ("states: [甲, 未启动, 乙, 丙]\n", [("书.yaml:3:13", "book-states")]),
        (f"states: [甲, 乙, 丙, 丁]\n{GATES}", [("书.yaml:5:35", "book-states")]),
        ("record:\n  - {name: 行政区域}\n", [("书.yaml:4:12", "attribute-name")]),
        ("record:\n  - {name: 排口.编码}\n", [("书.yaml:4:12", "attribute-name")]),
        ("record:\n  - {name: 面积}\n  - {name: 面积}\n", [("书.yaml:5:12", "name-twice")]),
        ("record:\n  - {name: 类别, kind: choice}\n", [("书.yaml:4:5", "attribute-words")]),
        ("record:\n  - {name: 类别, words: [甲]}\n", [("书.yaml:4:23", "attribute-words")]),
        ("record:\n  - {name: 入库, at_most: 1年}\n", [("书.yaml:4:25", "attribute-key")]),
        ("record:\n  - {name: 入库, kind: day, of: 企业}\n", [("书.yaml:4:31", "attribute-key")]),
        ("record:\n  - {name: 入库, kind: day, at_most: 一年}\n", [("书.yaml:4:36", "attribute-age")]),
        ("record:\n  - {name: 类别, kind: chioce}\n", [("书.yaml:4:22", "not-allowed")]),
        ("procedure: 基本\ngates:\n  - {name: 验收, kind: verify}\n  - {name: 销号, kind: close}\n",
         [("书.yaml:3:12", "book-procedure")]),
        ("gates:\n  - {name: 验收, kind: verify}\n", [("书.yaml:4:3", "gate-order")]),
        ("standards: [达标]\n", [("书.yaml:3:12", "book-procedure")]),
        ("columns:\n  - {heading: 面积, field: attributes.面积, width: 9}\nrecord:\n  - {name: 面积, kind: number}\n",
         [("书.yaml:4:5", "wrong-kind")]),
        ("columns:\n  - {heading: 面积, field: attributes.面集, width: 9}\n", [("书.yaml:4:26", "unknown-field")]),
    ],
)  # fmt: skip
def test_a_fault_of_a_description_is_told_at_its_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(PLAIN + text) == expected


def test_every_shipped_book_can_be_kept_beside_all_the_others(tmp_path: Path) -> None:
    names = books.shipped_names()
    assert len(names) == 14
    kept = books.kept(tmp_path, Policy(books={name: Shelved() for name in names}))
    assert kept.problems == ()
    assert [one.name for one in kept.books] == list(names)
    assert [list(faults(one.described)) for one in kept.books] == [[]] * 14


def test_an_issue_is_judged_by_the_book_that_its_number_names(tmp_path: Path) -> None:
    kept = books.kept(tmp_path, Policy(books={"信访件": Shelved(), "plots": Shelved(of="污染地块", prefix="NT")}))
    house = Office(Calendar(), books=kept.books)
    assert house.of("ISSUE-001") is house
    petition = house.of("XF-012")
    assert petition.policy.check.due_within == 5
    assert petition.policy.check.proof_days == house.policy.check.proof_days
    assert [gate.name for gate in petition.procedure.gates] == ["办结", "回访"]
    assert petition.of("NT-001").called_here == "污染地块"
    assert petition.of("ISSUE-001") is house
    assert house.of("甲县/XF-012") is petition
    assert house.giving_notice(9).of("XF-012").policy.check.due_within == 9


def test_a_house_without_books_is_asked_at_no_cost() -> None:
    house = Office(Calendar())
    assert house.of("ISSUE-001") is house


def test_the_line_of_a_setting_is_found_under_its_own_heading() -> None:
    text = '[ledger]\nprefix = "A"\n\n[books."污染地块"]  # 地块\ntitle = "x"\nprefix = "A"\n'
    assert line_of(text, ("books", "污染地块", "prefix")) == 6
    assert line_of(text, ("books", "污染地块", "folder")) == 4
    assert line_of(text, ("ledger", "prefix")) == 2
    assert line_of(text, ("nowhere",)) == 1


@pytest.fixture
def plots(ledger: Run, folder: Path) -> Path:
    """A ledger that keeps contaminated plots beside its own book."""
    assert ledger("init", "--book", "污染地块", "--as", "张三").returncode == 0
    booked.registers(folder)
    return folder


NEW = ("new", "旧厂区", "--book", "污染地块", "--set", "地块编码=D1", "--set", "面积=12.5", "--as", "zhang")


def settings(folder: Path, text: str) -> None:
    file = folder / "ledger.toml"
    file.write_text(file.read_text("utf-8") + text, "utf-8")


@pytest.mark.parametrize(
    ("entry", "line", "why"),
    [
        ('[books.outfalls]\nof = "入河排污口"\nprefix = "DK"\n', 3, "编号前缀 DK 已是“污染地块清单”的"),
        ('[books.outfalls]\nof = "入河排污口"\nprefix = "ISSUE"\n', 3, "编号前缀 ISSUE 已是"),
        ('[books.outfalls]\nof = "入河排污口"\nfolder = "污染地块"\n', 3, "文件夹 issues/污染地块 已是"),
        ('[books.again]\nof = "污染地块"\nprefix = "X"\nfolder = "x"\n', 2, "已经有一本"),
        ('[books.outfalls]\nof = "入河排污口"\nprefix = "小写"\n', 3, "prefix"),
        ('[books.outfalls]\nof = "入河排污口"\nprefx = "A"\n', 3, "prefx"),
    ],
)
def test_books_that_would_get_mixed_up_are_refused_at_the_line(
    entry: str, line: int, why: str, plots: Path, ledger: Run
) -> None:
    before = len((plots / "ledger.toml").read_text("utf-8").splitlines())
    settings(plots, entry)
    done = ledger("list")
    assert done.returncode == 2
    assert f"ledger.toml:{before + line}:" in done.stderr
    assert why in done.stderr


def test_a_book_that_nobody_has_described_is_named_with_the_nearest(plots: Path, ledger: Run) -> None:
    settings(plots, '[books."黑臭水休"]\n')
    done = ledger("check")
    assert done.returncode == 2
    assert "黑臭水体" in done.stderr


def test_a_broken_description_is_a_fault_of_the_check_and_not_its_end(plots: Path, ledger: Run) -> None:
    ledger(*NEW)
    (plots / "templates/books").mkdir(exist_ok=True)
    (plots / "templates/books/两违三乱.yaml").write_text(f"{PLAIN}states: [甲]\n", "utf-8")
    done = ledger("check")
    assert done.returncode == 5
    assert "templates/books/两违三乱.yaml:3:9" in done.stdout
    assert ledger("list").returncode == 0


def test_what_is_missing_or_wrong_is_said_before_anything_is_written(plots: Path, ledger: Run) -> None:
    done = ledger("new", "旧厂区", "--book", "plots", "--as", "zhang")
    assert done.returncode == 2
    assert "污染地块" in done.stderr
    done = ledger("new", "旧厂区", "--book", "污染地块", "--set", "面积=很大", "--as", "zhang")
    assert done.returncode == 2
    assert "登记时须写地块编码：--set 地块编码=…" in done.stderr
    assert "面积要写数字" in done.stderr
    done = ledger("new", "旧厂区", "--book", "污染地块", "--set", "规划用处=居住", "--as", "zhang")
    assert "规划用途" in done.stderr
    assert list((plots / "issues").rglob("*.yaml")) == []


@pytest.mark.usefixtures("plots")
def test_the_fields_of_a_book_are_set_edited_and_cleared_by_their_names(ledger: Run) -> None:
    assert ledger(*NEW).stdout.strip() == "DK-001"
    done = ledger("edit", "DK-001", "--set", "规划用途=居", "--as", "zhang")
    assert done.returncode == 2
    assert "居住" in done.stderr
    assert ledger("edit", "DK-001", "--set", "规划用途=居住", "--as", "zhang").returncode == 0
    assert ledger("edit", "DK-001", "--set", "attributes.执行标准=GB 36600", "--as", "zhang").returncode == 0
    assert ledger("edit", "DK-001", "--set", "规划用途=", "--as", "zhang").returncode == 0
    issue = json.loads(ledger("show", "DK-001", "--json").stdout)["issue"]
    assert issue["attributes"] == {"地块编码": "D1", "面积": "12.5", "执行标准": "GB 36600"}
    assert (issue["book"], issue["state"]) == ("污染地块", "发现")


def test_check_points_at_the_line_of_what_does_not_fit(plots: Path, ledger: Run) -> None:
    ledger(*NEW)
    file = plots / "issues/污染地块/DK-001.yaml"
    text = file.read_text("utf-8").replace("12.5", "很大").replace("地块编码", "地块编号")
    file.write_text(text, "utf-8")
    lines = {line.strip().partition(":")[0]: at for at, line in enumerate(text.splitlines(), 1)}
    found = json.loads(ledger("check", "--json").stdout)["problems"]
    mine = {(one["rule"], one["line"]) for one in found if one["rule"].startswith("attribute")}
    assert mine == {
        ("attribute", lines["地块编号"]),
        ("attribute", lines["面积"]),
        ("attribute-missing", lines["attributes"] + 1),
    }


@pytest.mark.usefixtures("plots")
def test_a_finding_of_the_main_book_has_no_fields_of_another(ledger: Run) -> None:
    done = ledger("new", "总台账的问题", "--set", "attributes.地块编码=D1", "--as", "zhang")
    assert done.returncode == 2
    assert "总台账的问题没有登记项" in done.stderr


def test_a_book_is_begun_in_a_ledger_that_runs_already(plots: Path, ledger: Run) -> None:
    before = (plots / "ledger.toml").read_text("utf-8")
    done = ledger("book", "add", "入河排污口", "--key", "outfalls", "--prefix", "PK")
    assert done.returncode == 0
    assert (plots / "ledger.toml").read_text("utf-8").startswith(before)
    kept = [one for one in json.loads(ledger("book", "list", "--json").stdout)["books"] if one["kept"]]
    assert [(one["key"], one["name"], one["prefix"]) for one in kept] == [
        ("污染地块", "污染地块", "DK"),
        ("outfalls", "入河排污口", "PK"),
    ]
    again = ledger("book", "add", "入河排污口")
    assert again.returncode == 2
    assert "已经有一本" in again.stderr
    shown = ledger("config", "show").stdout
    assert "books.outfalls.prefix" in shown


@pytest.mark.usefixtures("plots")
def test_a_book_is_shown_with_its_chain_its_fields_and_its_gates(ledger: Run) -> None:
    page = ledger("book", "show", "dk").stdout
    assert "状态：发现 → 管控 → 修复 → 达标 → 消除" in page
    assert "面积    数字 · 亩 · 登记时必填" in page
    found = [page.index(word) for word in ("【管控】", "【修复】", " 效果评估 ", "【达标】", "【消除】")]
    assert found == sorted(found)
    told = json.loads(ledger("book", "show", "责任追究", "--json").stdout)["book"]
    assert told["public"] is False
    assert ledger("book", "show", "责任").returncode == 2


def test_nobody_outside_learns_of_a_book_that_is_kept_inside(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "责任追究", "--as", "张三")
    booked.registers(folder)
    ledger("new", "红旗河水质超标", "--as", "zhang")
    case = ("--set", "移交文号=移〔2026〕3号", "--set", "移交日期=2026-05-06")
    ledger("new", "某局失职失责问题", "--book", "责任追究", *case, "--as", "zhang")
    assert ledger("site", "公开", "--public").returncode == 0
    pages = [path for path in (folder / "公开").rglob("*") if path.is_file()]
    assert any("红旗河水质超标".encode() in path.read_bytes() for path in pages)
    assert not [path for path in pages if "失职失责".encode() in path.read_bytes() or b"ZR-001" in path.read_bytes()]
    assert ledger("site", "内部").returncode == 0
    assert "失职失责" in (folder / "内部/issues/ZR-001.html").read_text("utf-8")
    refused = ledger("publicize", "ZR-001", "--start", "2026-05-20", "--days", "5", "--as", "zhang")
    assert refused.returncode == 4
    assert "不对外公开" in refused.stderr


def test_a_public_page_that_names_a_case_from_inside_is_refused(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "责任追究", "--as", "张三")
    booked.registers(folder)
    case = ("--set", "移交文号=移〔2026〕3号", "--set", "移交日期=2026-05-06")
    ledger("new", "某局失职失责问题", "--book", "责任追究", *case, "--as", "zhang")
    ledger("new", "某局失职失责问题引出的整改", "--as", "zhang")
    done = ledger("site", "公开", "--public")
    assert done.returncode == 4
    assert "ZR-001" in done.stderr
    assert not (folder / "公开").exists()


def test_a_public_page_leaves_out_links_to_what_is_kept_inside(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "责任追究", "--as", "张三")
    booked.registers(folder)
    case = ("--set", "移交文号=移〔2026〕3号", "--set", "移交日期=2026-05-06")
    for title in ("红旗河水质超标", "跃进河水质超标"):
        ledger("new", title, "--as", "zhang")
    ledger("new", "某局失职失责问题", "--book", "责任追究", *case, "--as", "zhang")
    links = ("--set", "关联问题=ZR-001、ISSUE-002", "--set", "上级问题=ZR-001")
    assert ledger("edit", "1", *links, "--why", "关联", "--as", "zhang").returncode == 0
    for public in (("site", "公开", "--public"), ("rollup", ".", "--site", "汇总", "--public")):
        done = ledger(*public)
        assert done.returncode == 0, done.stderr
    for site in ("公开", "汇总"):
        pages = [path.read_bytes() for path in (folder / site).rglob("*") if path.is_file()]
        assert not [page for page in pages if b"ZR-001" in page]
    assert "ISSUE-002" in (folder / "公开/issues/ISSUE-001.html").read_text("utf-8")
    assert ledger("site", "内部").returncode == 0
    assert "ZR-001" in (folder / "内部/issues/ISSUE-001.html").read_text("utf-8")


def test_a_number_of_a_book_that_is_kept_inside_is_allowed_by_nobody(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "责任追究", "--as", "张三")
    booked.registers(folder)
    case = ("--set", "移交文号=移〔2026〕3号", "--set", "移交日期=2026-05-06")
    ledger("new", "某局失职失责问题", "--book", "责任追究", *case, "--as", "zhang")
    ledger("new", "由 ZR-001 引出的整改", "--as", "zhang")
    done = ledger("site", "公开", "--public", "--allow", "ZR-001")
    assert (done.returncode, "ZR-001" in done.stderr) == (4, True)
    assert not (folder / "公开").exists()


def test_the_group_is_not_told_of_a_case_from_inside_unless_its_book_is_asked_for(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "责任追究", "--as", "张三")
    booked.registers(folder)
    before = {"LEDGER_TODAY": "2026-01-06"}
    case = ("--set", "移交文号=移〔2026〕3号", "--set", "移交日期=2026-01-06", "--set", "整改时限=2026-03-31")
    assert ledger("new", "某局失职失责问题", "--book", "责任追究", *case, "--as", "zhang", env=before).returncode == 0
    assert ledger("new", "红旗河水质超标", "--set", "整改时限=2026-03-31", "--as", "zhang", env=before).returncode == 0
    told = ("notify", "--dry-run", "--always")
    robot = {"LEDGER_TODAY": "2026-04-01", "LEDGER_WEBHOOK_URL": "https://file.example.org/send"}
    everybody = ledger(*told, env=robot)
    assert everybody.returncode == 0, everybody.stderr
    assert "ISSUE-001" in everybody.stdout
    assert "ZR-001" not in everybody.stdout
    assert "ZR-001" in ledger(*told, "--book", "责任追究", env=robot).stdout


def test_a_report_on_a_period_counts_what_is_to_be_rectified(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "年度目标任务", "--as", "张三")
    booked.registers(folder)
    assert ledger("new", "红旗河水质超标", "--as", "zhang").returncode == 0
    task = ("--set", "年度=2026", "--set", "任务类别=重点工程")
    done = ledger("new", "新建污水管网十公里", "--book", "年度目标任务", *task, "--as", "zhang")
    assert done.returncode == 0, done.stderr
    for more, count, path in (((), "1", "合.docx"), (("--book", "年度目标任务"), "1", "任务.docx")):
        written = ledger("write", "年度报告", "--year", "2026", *more, "-o", path, "--json")
        assert written.returncode == 0, written.stderr
        assert json.loads(written.stdout)["fields"]["问题总数"] == count


def test_a_gap_in_the_numbers_of_a_book_is_found_and_explained(plots: Path, ledger: Run) -> None:
    for _ in range(3):
        ledger(*NEW)
    (plots / "issues/污染地块/DK-002.yaml").unlink()
    assert "DK-002" in ledger("audit").stdout
    assert ledger(*NEW).stdout.strip() == "DK-004"


def test_a_column_of_a_field_that_nothing_has_is_a_fault_at_its_line(ledger: Run, folder: Path) -> None:
    ledger("init", "--as", "张三")
    (folder / "templates/books").mkdir()
    columns = "columns:\n  - {heading: 目标, field: plan.gaol, width: 9}\n"
    (folder / "templates/books/清单.yaml").write_text(f"{PLAIN}{columns}", "utf-8")
    assert ledger("book", "add", "清单").returncode == 0
    assert ledger("new", "一号", "--book", "清单", "--as", "张三").returncode == 0
    for call in (("check",), ("validate",), ("export", "出.xlsx")):
        done = ledger(*call)
        assert done.returncode == 5
        assert "templates/books/清单.yaml:4:26" in done.stdout + done.stderr
    assert not (folder / "出.xlsx").exists()

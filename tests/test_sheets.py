"""Sheets as an office describes them: the shipped ten, its own, and every way to get one wrong."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import house
import sample_issues as sample
from ledger.errors import NotFoundError, UnreadableError, say
from ledger.model.acts import Accountability, Extension, LookBack, Publicity
from ledger.model.columns import COUNTERS, Sheet, Subject, Value, is_sheet_name
from ledger.model.issue import Issue, Source
from ledger.model.readers import EDITABLE
from ledger.model.report import Report, build
from ledger.model.tables import Row, editable_fields, faults, fields_of, rows, tables
from ledger.store import sheets
from ledger.store.workspace import Workspace

ROOT = Path(__file__).parents[1]
SUBJECTS: tuple[Subject, ...] = ("issue", "measure", "late", "lookback")
MONTHLY = """subject: issue
columns:
  - {heading: 序号, field: row, width: 6, kind: number}
  - {heading: 目标名称, field: title, width: 20}
"""


def office(folder: Path, **texts: str) -> Workspace:
    """A ledger with the office's own sheets."""
    house.put(folder / "ledger.toml", house.SETTINGS.encode())
    for name, text in texts.items():
        house.put(folder / f"templates/sheets/{name}.yaml", text.encode())
    return Workspace(folder)


def shown(name: str, *issues: Issue) -> list[dict[str, Value]]:
    """The rows of a shipped sheet, by heading."""
    report = build([(one, "") for one in issues], sample.DAY, sample.office())
    (table,) = tables(report, [sheets.shipped(name)])
    headings = [column.heading for column in table.sheet.columns]
    return [dict(zip(headings, row.values, strict=True)) for row in table.rows]


def headings(name: str) -> list[str]:
    return [column.heading for column in sheets.shipped(name).columns]


# --- the shipped ones ---


def test_the_sheets_of_an_office_are_shipped() -> None:
    assert set(sheets.shipped_names()) == {
        "整改台账",
        "措施清单",
        "责任清单",
        "时限清单",
        "月调度表",
        "逾期清单",
        "验收销号表",
        "信访举报件办理情况一览表",
        "信访件台账",
        "目标任务分解表",
        "回头看台账",
    }


@pytest.mark.parametrize("name", sheets.shipped_names())
def test_a_shipped_sheet_can_be_read_and_printed(name: str) -> None:
    sheet = sheets.shipped(name)
    assert sheet.name == name
    book = load_workbook(BytesIO(sample.workbook(sample.report(18), name)))
    assert book.sheetnames == [name, "_字典", "_ledger", "_base"]
    assert [cell.value for cell in book[name][3]] == [*headings(name), "_key", "_rev"]


def test_the_columns_that_offices_publish_stand_in_their_order() -> None:
    """Domain 3.2 (monthly sheet), 3.3 (宿州), 3.4, 3.5 (北京), 3.6."""
    published = {
        "月调度表": "序号 目标名称 目标进展情况 存在问题 推进措施 下月安排",
        "验收销号表": "整改问题 整改实施主体 重点措施 目标任务 完成时限 整改完成情况",
        "信访举报件办理情况一览表": (
            "序号 受理编号 交办问题基本情况 行政区域 污染类型 "
            "调查核实情况 是否属实 处理和整改情况 是否办结 责任人被处理情况"
        ),
        "目标任务分解表": "序号 重点任务 工作措施 完成时限 牵头部门 主责单位 协办单位",
        "回头看台账": "问题编号 原销号日期 核查日期 核查人 现场情况 设施标识完整 档案是否齐全 是否反弹 处理意见",
    }
    for name, wanted in published.items():
        assert [one for one in headings(name) if one in wanted.split()] == wanted.split(), name


def test_the_monthly_sheet_leaves_out_what_is_closed_and_adds_up() -> None:
    closed, running = sample.finished(2, "closed"), sample.issue(1)
    report = build([(closed, ""), (running, "")], sample.DAY, sample.office())
    (table,) = tables(report, [sheets.shipped("月调度表")])
    (row,) = shown("月调度表", closed, running)
    assert (row["序号"], row["问题编号"], row["措施数"], row["已完成"]) == (1, "ISSUE-001", 3, 1)
    assert str(row["推进措施"]).startswith("2. ")
    assert table.totals is not None
    assert [value for value in table.totals if value is not None] == ["合计", "共1件", 3, 1]


def test_a_deadline_is_shown_as_published_and_as_extended() -> None:
    asked = {"requested_on": date(2026, 4, 1), "by": "zhang", "reason": "汛期", "new_due": date(2027, 3, 31)}
    longer = Extension.model_validate({**asked, "approved_on": date(2026, 4, 8)})
    first, second = shown(
        "时限清单",
        sample.behind(1).model_copy(update={"extensions": (longer,)}),
        sample.issue(2, extensions=(Extension.model_validate(asked),)),
    )
    assert (first["原定期限"], first["最后期限"]) == (date(2026, 12, 31), date(2027, 3, 31))
    assert (first["时限类别"], first["延期情况"]) == ("阶段性整改", "2026-04-08 批准延至 2027-03-31")
    assert str(first["时间节点"]).splitlines()[0] == "1. 2026-03-31 完成管网排查，建立基础档案"
    assert (second["最后期限"], second["延期情况"]) == (date(2026, 12, 31), "2026-04-01 申请延至 2027-03-31（未批准）")


def test_petitions_have_their_number_and_what_became_of_them() -> None:
    source = {"kind": "信访", "item": "D3SX202505280018", "received": date(2025, 9, 1)}
    blamed = Accountability(date=date(2026, 4, 1), kind="约谈", unit="市水利局", post="副局长", number=2)
    untouched = sample.plan(4).model_copy(update={"measures": ()})
    settled, running, waiting = (
        sample.finished(2).model_copy(update={"source": Source.model_validate(source)}),
        sample.issue(3, source=source, accountability=(blamed,)),
        sample.issue(4, source=source, plan=untouched),
    )
    listed = shown("信访举报件办理情况一览表", settled, running, waiting, sample.issue(5))
    assert [row["是否办结"] for row in listed] == ["已办结", "阶段性办结", "未办结"]
    assert {row["受理编号"] for row in listed} == {"D3SX202505280018"}
    assert listed[1]["责任人被处理情况"] == "2026-04-01 约谈 市水利局 副局长 2人"
    assert {row["是否属实"] for row in listed} == {None}


def test_every_closing_waits_for_somebody_to_look_back() -> None:
    checks = (LookBack(date=date(2026, 5, 28), by="li", rebound=True, text="返黑"),)
    before, after = sample.finished(2, "closed"), sample.finished(3, "closed").model_copy(update={"lookbacks": checks})
    first, second = shown("回头看台账", before, after, sample.issue(4))
    assert (first["原销号日期"], first["核查日期"], first["是否反弹"]) == (date(2026, 5, 20), None, None)
    assert (second["核查人"], second["现场情况"], second["是否反弹"]) == ("李四", "返黑", "是")


def test_the_sheet_of_closings_shows_acceptance_and_publicity() -> None:
    notice = Publicity(start=date(2026, 5, 8), end=date(2026, 5, 14))
    closed = sample.finished(2, "closed").model_copy(update={"publicity": (notice,)})
    (row,) = shown("验收销号表", closed, sample.issue(3))
    assert (row["验收单位"], row["验收日期"], row["验收结论"]) == ("市督察整改办", date(2026, 5, 6), "通过")
    assert (row["公示时间"], row["销号日期"]) == ("2026-05-08 至 2026-05-14", date(2026, 5, 20))


def test_the_tasks_of_a_year_name_the_leading_unit_apart_from_the_others() -> None:
    task = {"kind": "年度目标任务", "received": date(2026, 1, 5)}
    plan = sample.plan(1).model_copy(update={"support_units": ("市财政局",)})
    (row,) = shown("目标任务分解表", sample.issue(1, source=task, plan=plan), sample.issue(2))
    assert (row["牵头部门"], row["主责单位"], row["协办单位"]) == ("市生态环境局", "市住房和城乡建设局", "市财政局")


# --- the office's own ---


def test_an_office_describes_a_sheet_of_its_own(folder: Path) -> None:
    here = office(folder, 我们的表=MONTHLY, 月调度表=MONTHLY)
    assert sheets.names(here) == (*sheets.shipped_names(), "我们的表")
    assert [column.heading for column in sheets.load(here, "我们的表").columns] == ["序号", "目标名称"]
    assert len(sheets.load(here, "月调度表").columns) == 2, "the office's own goes before the shipped one"
    assert sheets.load(here, "整改台账") == sheets.shipped("整改台账")


def test_an_unknown_sheet_is_answered_with_those_that_exist(folder: Path) -> None:
    for name in ("月度调度表", "../../ledger", "/etc/passwd"):
        with pytest.raises(NotFoundError) as refused:
            sheets.load(office(folder), name)
        assert refused.value.what == say("sheet.none", name=name, known=sheets.shipped_names())
    with pytest.raises(NotFoundError) as refused:
        sheets.load(office(folder), "月度调度表")
    assert refused.value.hint == say("did-you-mean", word="月调度表")


WRONG = [
    ("field: title", "field: titel", "4:28 unknown-field sheet.unknown-field|title"),
    ("field: title", "field: measure.text", "4:28 unknown-field sheet.unknown-field|None"),
    ("width: 20", "width: 宽", "4:42 not-a-number"),
    ("width: 20", "width: 200", "4:42 wrong-value"),
    (", width: 20", "", "4:5 missing-key"),
    ("heading: 目标名称", "heading: 序 号", "4:15 dup-heading sheet.dup-heading|None"),
    ("heading: 目标名称", "heading: _key", "4:15 bad-heading sheet.bad-heading|None"),
    ("width: 20}", "width: 20, total: true}", "4:53 total-of-words sheet.total-of-words|None"),
    ("width: 20}", "width: 20, kind: words}", "4:52 not-allowed"),
    ("field: title, width: 20}", "field: due, width: 20, editable: true}", "4:54 not-editable"),
    ("width: 20}", "width: 20, kind: date, editable: true}", "4:52 wrong-kind"),
    ("field: title, width: 20}", "field: due, width: 20, kind: date, alarm: true}", "4:63 alarm-alone"),
    ("subject: issue", "subject: issues", "1:10 not-allowed"),
    ("subject: issue\n", "", "1:1 missing-key"),
    ("subject: issue", "subject: issue\nsubject: late", "2:1 dup-key"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG, ids=[told for _, _, told in WRONG])
def test_a_fault_is_told_at_its_line_and_column(folder: Path, right: str, wrong: str, told: str) -> None:
    text = MONTHLY.replace(right, wrong)
    assert text != MONTHLY
    found = sheets.read(text.encode(), "月调度表", "月调度表.yaml")
    assert isinstance(found, tuple)
    lines = [f"{str(one.place).partition(':')[2]} {one.rule} {one.text.key}|{one.suggestion}" for one in found]
    assert any(line.startswith(told) for line in lines), lines
    with pytest.raises(UnreadableError) as refused:
        sheets.load(office(folder, 月调度表=text), "月调度表")
    assert len(refused.value.reasons) == len(found)


def test_columns_with_faults_are_not_called_empty() -> None:
    """The form asks for one column at least, and one that can't be read is none; but somebody wrote it."""
    wrong = b"subject: issue\ncolumns:\n  - {heading: A, field: title, width: wide}\n"
    found = sheets.read(wrong, "x", "x.yaml")
    assert isinstance(found, tuple)
    assert [one.text.key for one in found] == ["value.not-a-number"]
    empty = sheets.read(b"subject: issue\ncolumns: []\n", "x", "x.yaml")
    assert isinstance(empty, tuple)
    assert [one.text.key for one in empty] == ["value.empty"]


def test_a_misspelt_key_is_answered_with_the_right_one() -> None:
    found = sheets.read(MONTHLY.replace("width: 20", "widht: 20").encode(), "x", "x.yaml")
    assert isinstance(found, tuple)
    assert ("unknown-key", "width") in {(one.rule, one.suggestion) for one in found}


def test_a_file_whose_name_no_worksheet_can_bear_is_refused(folder: Path) -> None:
    for name in ("表" * 32, "_ledger", "汇总", "a[1]", "history"):
        assert not is_sheet_name(name)
        with pytest.raises(UnreadableError):
            sheets.load(office(folder, **{name: MONTHLY}), name)


def test_an_issue_is_not_filled_in_on_the_row_of_its_measure() -> None:
    assert set(editable_fields("issue")) | set(editable_fields("measure")) == set(EDITABLE)
    assert not set(editable_fields("issue")) & set(editable_fields("measure"))
    assert editable_fields("late") == editable_fields("lookback") == ()
    text = MONTHLY.replace("subject: issue", "subject: measure").replace("width: 20", "width: 20, editable: true")
    found = sheets.read(text.encode(), "x", "x.yaml")
    assert isinstance(found, tuple)
    assert [one.rule for one in found] == ["not-editable"]


# --- what can be shown ---


def documented() -> dict[str, tuple[set[str], set[str]]]:
    """Of `docs/sheets.md`: field → the subjects it can be used for, and those where it may be filled in."""
    text = (ROOT / "docs/sheets.md").read_text("utf-8")
    lines = re.findall(r"^\| `([\w.-]+)` \| ([^|]*) \| ([^|]*) ?\| [^|]+ \|$", text, re.MULTILINE)
    return {
        field: (set(SUBJECTS) if where.strip() == "各表" else {where.strip()}, set(filled.split()))
        for field, where, filled in lines
    }


def test_every_field_that_a_sheet_can_show_is_documented_and_no_other() -> None:
    known = {field for subject in SUBJECTS for field in fields_of(subject)}
    told = {
        field: (
            {subject for subject in SUBJECTS if field in fields_of(subject)},
            {subject for subject in SUBJECTS if field in editable_fields(subject)},
        )
        for field in known
    }
    ours = documented()
    assert ours.pop("attributes.名称") == (set(SUBJECTS), {"issue"}), "stands for the fields of any book"
    assert ours == told


def full(number: int) -> Report:
    checks = (LookBack(date=date(2026, 5, 28), by="li", rebound=False, text="完好"),)
    issues = [sample.variety(at) for at in range(number, number + 9)]
    closed = [one.model_copy(update={"lookbacks": checks}) if one.closures else one for one in issues]
    return build([(one, "") for one in (*closed, sample.issue(900, plan=None))], sample.DAY, sample.office())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_field_can_be_read_off_every_row(subject: Subject) -> None:
    fields = fields_of(subject)
    found: tuple[Row, ...] = rows(full(1), subject, fields)
    assert found
    assert len({row.key for row in found}) == len(found)
    assert [row.values[fields.index("row")] for row in found] == list(range(1, len(found) + 1))
    assert {row.values[fields.index("by-hand")] for row in found} == {None}


def test_rows_are_counted_in_the_right_words() -> None:
    assert set(COUNTERS) == set(SUBJECTS)


@given(st.sampled_from(sheets.shipped_names()), st.data())
def test_columns_may_be_left_out_and_put_in_any_order(name: str, data: st.DataObject) -> None:
    sheet = sheets.shipped(name)
    chosen = data.draw(st.lists(st.sampled_from(sheet.columns), min_size=1, unique_by=lambda one: one.heading))
    changed: Sheet = sheet.model_copy(update={"columns": tuple(chosen)})
    lonely = {fault.rule for fault in faults(changed)}
    assert lonely <= {"alarm-alone"}, "a date that takes colour needs its neighbour; nothing else depends on another"
    (whole,), (part,) = tables(full(1), [sheet]), tables(full(1), [changed])
    at = [sheet.columns.index(column) for column in chosen]
    assert [row.values for row in part.rows] == [tuple(row.values[one] for one in at) for row in whole.rows]


# --- on paper ---


def test_the_line_of_sums_is_printed_but_not_sorted_and_says_that_it_is_no_row() -> None:
    book = load_workbook(BytesIO(sample.workbook(sample.report(9), "月调度表")))
    sheet = book["月调度表"]
    last = sheet.max_row
    keys = {cell.value: column for column, cell in enumerate(sheet[3], 1)}
    assert sheet.cell(last, 1).value == "合计"
    assert sheet.cell(last, keys["_key"]).value == "#total"
    counted = [sheet.cell(row, keys["措施数"]).value for row in range(4, last + 1)]
    assert counted[-1] == sum(int(str(value)) for value in counted[:-1])
    assert sheet.auto_filter.ref == f"A3:P{last - 1}"
    assert sheet.print_area == f"'月调度表'!$A$1:$N${last}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_a_status_is_chosen_from_a_list_of_which_there_is_no_way_out() -> None:
    book = load_workbook(BytesIO(sample.workbook(sample.report(9))))
    (rule,) = (one for one in book["整改台账"].data_validations.dataValidation if one.formula1 == "整改状态列表")
    assert (rule.errorStyle or "stop") == "stop"
    ((title, area),) = book.defined_names["整改状态列表"].destinations
    assert [cell.value for (cell,) in book[title][area]] == ["未启动", "整改中", "已验收", "已销号"]

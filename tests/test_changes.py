"""A sheet against the ledger: base, sheet and now, in every combination; and what people write into cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

import pytest

from build import OFFICE, STARTED, VERIFIED, attempt, found_by, issue, plan, progress, started, verified, worked
from ledger.cli.app import COMMANDS
from ledger.errors import Said, UnreadableError
from ledger.model import filled, locked, returned
from ledger.model.acts import IMPORT
from ledger.model.adopt import adopt, proposed, signed
from ledger.model.changes import CUT, Changes, Edit, compare, differing, refuse, settle
from ledger.model.grid import Book, Cell, Grid, Kind, Line
from ledger.model.hidden import Shown
from ledger.model.issue import Issue
from ledger.model.plan import Measure, Quantity
from ledger.model.readers import EDITABLE
from ledger.model.returned import Returned, Spot, of_issues
from ledger.model.rewind import rewind
from ledger.model.rules import closing
from ledger.model.schedule import last_report
from ledger.model.tables import fields_of
from ledger.store.patch import text_tree, tree_of

VALUES: Mapping[str, tuple[str, str, str]] = {
    "region": ("红旗镇", "青石镇", "市直"),
    "fields": ("水", "水、大气", "土壤"),
    "title": ("污水直排", "污水直排河道", "河道污染"),
    "status": ("未启动", "整改中", "已验收"),
    "plan.goal": ("水质达到Ⅲ类", "水质达到Ⅱ类", "不返黑"),
    "plan.responsible_units": ("市水利局（牵头）", "市水利局", "市生态环境局、市水利局"),
    "plan.supervisor_units": ("市水利局", "市生态环境局", "市督察整改办"),
    "plan.person": ("张三", "李四", "王五"),
    "progress": ("【2026-04】排查", "【2026-05】封堵", "【2026-05】清淤"),
    "progress.problems": ("缺资金", "缺人", "汛期"),
    "progress.next": ("招标", "开工", "验收"),
    "risk": ("低", "中", "高"),
    "petition.category": ("投诉请求", "揭发控告", "建议意见"),
    "petition.visit": ("初次", "重复", "初次"),
    "petition.bypassed": ("否", "是", "否"),
    "petition.level": ("一般", "较重", "重大"),
    "petition.investigation": ("现场有异味", "未见异常", "两处漏气"),
    "petition.verdict": ("属实", "部分属实", "不属实"),
    "petition.settled": ("未办结", "阶段性办结", "已办结"),
    "measure.units": ("市水利局", "市生态环境局", "市水利局、市生态环境局"),
    "measure.quantity.done": ("1", "2", "2.5"),
    "measure.funds": ("120", "0.5", "1080.25"),
    "measure.done_on": ("2026-05-01", "2026-05-02", "2026-05-03"),
}
"""Three values of every field that a sheet may change; where it can only be one of two, the first again."""


def test_every_field_that_a_sheet_may_change_is_tried() -> None:
    assert set(VALUES) == set(EDITABLE)


def cells(texts: Mapping[str, str | Cell], row: int = 4) -> dict[str, Cell]:
    made = {}
    for at, (field, text) in enumerate(texts.items(), 1):
        if text:
            made[field] = text if isinstance(text, Cell) else Cell(row, at, "text", text)
    return made


@dataclass(frozen=True)
class Row:
    """A row of a returned sheet: what was exported and what it says."""

    base: Mapping[str, str]
    said: Mapping[str, str | Cell]
    key: str = "ISSUE-001"


def book(*rows: Row, file: str = "甲.xlsx", locked: tuple[str, ...] = ()) -> Returned:
    fields = list(dict.fromkeys(field for row in rows for field in (*row.base, *row.said)))
    columns = {field: (Shown(f"〔{field}〕", field, field not in locked), at) for at, field in enumerate(fields, 1)}
    entries = tuple(
        returned.Entry(Spot(file, "整改台账", number), row.key, cells(row.said, number), row.base, frozenset())
        for number, row in enumerate(rows, 4)
    )
    return Returned(file, None, "", (returned.Sheet("整改台账", "issue", columns, entries),), (), ())


def compared(*books: Returned, now: Mapping[str, str], key: str = "ISSUE-001") -> Changes:
    says = {(key, field): text for field, text in now.items()}
    found = compare(books, says, OFFICE, lambda _: {})
    asked = frozenset(number for one in books for number in differing(one))
    alone = compare([of_issues(one, asked) for one in books], says, OFFICE, lambda _: {})
    assert alone == found, "nothing is said of issues whose rows say what was exported"
    return found


def test_a_row_that_says_what_was_exported_asks_for_no_issue() -> None:
    locked_cell = Cell(4, 9, "text", "整改中")
    base = {"region": "红旗镇", "plan.goal": "达标\n两项", "plan.person": ""}
    same = {"region": "红旗镇 ", "plan.goal": "达标\r\n两项", "status": locked_cell}
    there = book(Row(base, same), locked=("status",))
    [sheet] = there.sheets
    marks = {"status": locked.mark("整改中")}

    def with_marks(marks: Mapping[str, str]) -> Returned:
        return replace(there, sheets=(replace(sheet, entries=(replace(sheet.entries[0], marks=marks),)),))

    assert differing(with_marks(marks)) == frozenset()
    assert differing(with_marks({"status": locked.mark("已销号")})) == {"ISSUE-001"}, "somebody wrote into it"
    assert differing(there) == {"ISSUE-001"}, "a workbook without marks tells nothing of its locked cells"
    assert differing(book(Row(base, {**same, "plan.person": "张三"}))) == {"ISSUE-001"}
    assert differing(book(Row(base, {"plan.goal": "达标\n两项"}))) == {"ISSUE-001"}, "an emptied cell is remarked on"


@pytest.mark.parametrize("field", VALUES)
@pytest.mark.parametrize(("b", "s", "n"), list(product(range(3), repeat=3)))
def test_every_way_in_which_export_sheet_and_ledger_can_differ(field: str, b: int, s: int, n: int) -> None:
    base, said, now = (VALUES[field][at] for at in (b, s, n))
    key = "ISSUE-001#1" if field.startswith("measure.") else "ISSUE-001"
    found = compared(book(Row({field: base}, {field: said}, key)), now={field: now}, key=key)
    assert (found.refused, found.remarks) == ((), ())
    if said in {base, now}:
        assert (found.edits, found.conflicts) == ((), ()), "nothing to do: the ledger's newer value stays"
    elif now == base:
        assert [(one.key, one.field, one.now, one.new) for one in found.edits] == [(key, field, now, said)]
        assert found.clean
    else:
        assert found.edits == ()
        assert [(one.kind, *((e.base, e.now, e.new) for e in one.wanted)) for one in found.conflicts] == [
            ("ledger", (base, now, said))
        ]
        assert not found.clean


@pytest.mark.parametrize("field", VALUES)
def test_an_empty_cell_takes_nothing_away(field: str) -> None:
    base, _, now = VALUES[field]
    found = compared(book(Row({field: base}, {field: ""})), now={field: now})
    assert (found.edits, found.conflicts, found.refused) == ((), (), ())
    told = "import.empty-kept" if field in filled.NEVER_CLEARED else "import.empty"
    assert [one.said.key for one in found.remarks] == [told], "nobody is told to write — where that is refused"
    assert compared(book(Row({field: ""}, {field: ""})), now={field: now}) == Changes()


@pytest.mark.parametrize("word", ["—", "清空"])
@pytest.mark.parametrize("field", VALUES)
def test_a_cell_that_says_so_takes_the_value_away_where_that_can_be(field: str, word: str) -> None:
    base = VALUES[field][0]
    key = "ISSUE-001#1" if field.startswith("measure.") else "ISSUE-001"
    found = compared(book(Row({field: base}, {field: word}, key)), now={field: base}, key=key)
    if field in filled.NEVER_CLEARED:
        assert [one.why.key for one in found.refused] == ["import.not-cleared"]
    else:
        assert [one.new for one in found.edits] == [""]


@pytest.mark.parametrize("kind", ["formula", "error", "picture", "flag"])
@pytest.mark.parametrize("field", ["title", "plan.person", "measure.done_on", "progress"])
def test_a_cell_that_holds_no_value_of_its_own_is_refused_where_it_stands(field: str, kind: Kind) -> None:
    row = Row({field: "甲"}, {field: Cell(4, 1, kind, "#REF!")})
    found = compared(book(row), now={field: "甲"})
    assert [(one.spot.cell, one.text, one.why.key) for one in found.refused] == [("A4", "#REF!", f"import.{kind}")]
    assert found.edits == ()


def test_a_text_that_was_cut_is_never_compared() -> None:
    long = "甲" * 100 + CUT
    assert compared(book(Row({"title": long}, {"title": long})), now={"title": "甲" * 900}) == Changes()
    edited = compared(book(Row({"title": long}, {"title": "乙"})), now={"title": "甲" * 900})
    assert [one.why.key for one in edited.refused] == ["import.cut"]


def test_two_sheets_that_say_the_same_are_one_edit_and_two_that_do_not_are_a_conflict() -> None:
    one = book(Row({"title": "旧"}, {"title": "新"}), file="甲.xlsx")
    same = book(Row({"title": "旧"}, {"title": "新"}), file="乙.xlsx")
    other = book(Row({"title": "旧"}, {"title": "另"}), file="丙.xlsx")
    unchanged = book(Row({"title": "旧"}, {"title": "旧"}), file="丁.xlsx")
    together = compared(one, same, unchanged, now={"title": "旧"})
    assert [[spot.file for spot in edit.spots] for edit in together.edits] == [["甲.xlsx", "乙.xlsx"]]
    apart = compared(one, same, other, now={"title": "旧"})
    assert apart.edits == ()
    assert [(c.kind, [(e.new, [s.file for s in e.spots]) for e in c.wanted]) for c in apart.conflicts] == [
        ("sheets", [("新", ["甲.xlsx", "乙.xlsx"]), ("另", ["丙.xlsx"])])
    ]


def test_a_copied_row_is_harmless_until_the_copies_differ() -> None:
    row = Row({"title": "旧", "region": "甲"}, {"title": "新", "region": "甲"})
    assert [edit.new for edit in compared(book(row, row), now={"title": "旧", "region": "甲"}).edits] == ["新"]
    copied = Row({"title": "旧", "region": "甲"}, {"title": "旧", "region": "甲"})
    found = compared(book(row, copied), now={"title": "旧", "region": "甲"})
    assert found.edits == ()
    assert [(c.kind, {e.new for e in c.wanted}) for c in found.conflicts] == [("rows", {"新", "旧"})]
    cells_named = [spot.cell for e in found.conflicts[0].wanted for spot in e.spots]
    assert cells_named == ["A4", "A5"]


def test_an_issue_that_is_no_longer_there_is_said() -> None:
    found = compared(book(Row({"title": "旧"}, {"title": "新"})), now={})
    assert [one.why.key for one in found.refused] == ["import.gone"]


def test_an_edited_locked_cell_is_remarked_and_not_taken() -> None:
    there = book(Row({}, {"source.finding": "改写的原文", "due": "2026年5月1日"}), locked=("source.finding", "due"))
    then = {("ISSUE-001", "source.finding"): "原文", ("ISSUE-001", "due"): "2026年5月1日"}
    found = compare([there], {}, OFFICE, lambda _: then)
    assert [(one.spot.cell, one.said.fill["found"]) for one in found.remarks] == [("A4", "改写的原文")]
    assert found.edits == ()
    assert found.clean


def test_an_edited_locked_column_is_told_once_with_its_cells_and_what_to_do_instead() -> None:
    rows = [Row({}, {"due": f"改{at}"}, f"ISSUE-00{at}") for at in range(1, 4)]
    then = {(f"ISSUE-00{at}", "due"): "2026-05-01" for at in range(1, 4)}
    found = compare([book(*rows, locked=("due",))], {}, OFFICE, lambda _: then).remarks
    told = [(one.said.fill["count"], one.said.fill["cells"], one.said.fill["command"]) for one in found]
    assert told == [(3, ("A4", "A5", "A6"), "ledger extend ISSUE-001 --to …")]


@pytest.mark.parametrize(("exported", "said", "then", "told"), [
    ("剩9天", "剩9天", "逾期2天", 0),  # as it went out, though the ledger has moved on
    ("剩9天", "逾期2天", "逾期2天", 0),  # what the ledger says by now
    ("剩9天", "剩90天", "逾期2天", 1),
    ("剩9天", "剩90天", None, 1),  # the row is gone, and somebody wrote into it
    (None, "剩90天", None, 0),  # nobody knows what it was
])  # fmt: skip
def test_a_locked_cell_that_nobody_wrote_into_is_not_told(
    exported: str | None, said: str, then: str | None, told: int
) -> None:
    there = book(Row({}, {"days_left": said}), locked=("days_left",))
    marks = {"days_left": locked.mark(exported)} if exported else {}
    sheet = there.sheets[0]
    there = replace(there, sheets=(replace(sheet, entries=(replace(sheet.entries[0], marks=marks),)),))
    shown = {("ISSUE-001", "days_left"): then} if then else {}
    assert len(compare([there], {}, OFFICE, lambda _: shown).remarks) == told


def test_for_every_locked_column_a_command_is_named() -> None:
    fields = {*fields_of("issue"), *fields_of("measure")} - locked.UNMARKED
    for field in sorted(fields):
        command = locked.command(field, "ISSUE-001#2")
        verb = command.removeprefix("ledger ").partition(" ")[0]
        assert verb in {*COMMANDS, "evidence"}, command
        assert "--set" not in command or not re.search(r"--set [a-z.]+=", command), f"{command} names no official field"
        assert locked.reason(field) in {"derived", "act", "edit"}


def test_conflicts_are_settled_as_somebody_says() -> None:
    row = Row({"title": "旧"}, {"title": "新"})
    found = compared(book(row), now={"title": "别人改的"})
    assert settle(found, lambda _: None) == found
    ours, theirs, skipped = (settle(found, lambda _, way=way: way) for way in ("ours", 0, "skip"))  # type: ignore[misc]
    assert (ours.edits, ours.clean) == ((), True)
    assert ([one.new for one in theirs.edits], theirs.clean) == (["新"], True)
    assert (skipped.edits, skipped.conflicts, len(skipped.skipped), skipped.clean) == ((), (), 1, False)


def test_an_edit_that_can_not_be_made_is_refused_where_it_stands() -> None:
    found = compared(book(Row({"title": "旧"}, {"title": "新"})), now={"title": "旧"})
    after = refuse(found, {("ISSUE-001", "title"): Said("x")})
    assert after.edits == ()
    assert [(one.spot.cell, one.text, one.why) for one in after.refused] == [("A4", "新", Said("x"))]


def cell(text: str, kind: Kind = "text") -> Cell:
    return Cell(1, 1, kind, text)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-05-31", "2026.5.31", "2026/5/31", "2026年5月31日", "２０２６年５月３１日", "二〇二六年五月三十一日"),
        *("2026 年 5 月 31 日", "2026-5-31", "20260531", "2026年5月31号"),
    ],
)
def test_a_day_in_any_form_is_that_day(written: str) -> None:
    assert filled.read("measure.done_on", cell(written), OFFICE) == "2026-05-31"
    assert compared(book(Row({"measure.done_on": "2026-05-31"}, {"measure.done_on": written})), now={}) == Changes()


def test_a_day_as_excel_counts_is_that_day() -> None:
    assert filled.read("measure.done_on", cell("46173", "number"), OFFICE) == "2026-05-31"
    assert filled.read("measure.done_on", cell("46173.5", "number"), OFFICE) == "2026-05-31"
    assert filled.read("measure.done_on", cell("2026-05-31", "date"), OFFICE) == "2026-05-31"
    assert filled.read("measure.done_on", cell("20260531", "number"), OFFICE) == "2026-05-31"


@pytest.mark.parametrize(
    "written", ["5月底前", "2026-02-30", "2026年13月1日", "2026年5月", "已完成", "1999-01-01", "12"]
)
def test_what_is_no_day_is_refused_and_not_guessed(written: str) -> None:
    with pytest.raises(filled.UnfitError) as caught:
        filled.read("measure.done_on", cell(written), OFFICE)
    assert (caught.value.said.key, caught.value.said.fill["found"]) == ("import.no-day", written)
    with pytest.raises(filled.UnfitError):
        filled.read("measure.done_on", cell("12", "number"), OFFICE)


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("measure.quantity.done", "1,234.50", "1234.5"),
        ("measure.quantity.done", "１２", "12"),
        ("measure.quantity.done", "5.0", "5"),
        ("fields", "水，大气 噪声", "水、大气、噪声"),
        ("plan.responsible_units", "市水务局，市环保局（牵头单位）", "市生态环境局（牵头）、市水利局"),
        ("plan.responsible_units", "各县（市、区）党委和政府", "各县（市、区）党委和政府"),
        ("plan.supervisor_units", "市环保局；市整改办", "市生态环境局、市督察整改办"),
        ("measure.units", "市水务局（牵头）、市环保局", "市水利局、市生态环境局"),
        ("plan.person", "li", "李四"),
        ("plan.person", "张 三", "张三"),
        ("plan.person", "镇长", "镇长"),
        ("status", " 整改中 ", "整改中"),
        ("status", "in-progress", "整改中"),
        ("progress", "【2026年5月】封堵", "【2026-05】封堵"),
        ("progress", "[2026.5] 封堵", "【2026-05】封堵"),
        ("progress", "封堵\r\n清淤", "封堵\n清淤"),
        ("title", "  名称 \n", "名称"),
    ],
)
def test_values_are_read_as_their_field_wants(field: str, written: str, read: str) -> None:
    assert filled.read(field, cell(written), OFFICE) == read
    assert filled.normal(field, read, OFFICE) == read


@pytest.mark.parametrize(
    ("field", "written", "key"),
    [
        ("measure.quantity.done", "12台", "import.no-number"),
        ("measure.quantity.done", "-1", "import.no-number"),
        ("status", "基本完成", "usage.bad-status"),
        ("plan.responsible_units", "市水利局（配合）", "import.other-role"),
        ("plan.responsible_units", "市水利局、市住建局（以上为牵头单位）", "import.other-role"),
        ("plan.supervisor_units", "市水利局（牵头）", "import.other-role"),
        ("progress", "【2026-13】封堵", "import.no-month"),
        ("progress", "【2026-05】", "import.only-month"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(field: str, written: str, key: str) -> None:
    with pytest.raises(filled.UnfitError) as caught:
        filled.read(field, cell(written), OFFICE)
    assert caught.value.said.key == key


def test_a_report_without_its_month_is_the_same_report() -> None:
    assert compared(book(Row({"progress": "【2026-04】甲"}, {"progress": "甲"})), now={}) == Changes()
    found = compared(book(Row({"progress": "【2026-04】甲"}, {"progress": "乙"})), now={"progress": "【2026-05】乙"})
    assert found == Changes(), "it was taken over already"


SHOWN = (
    Shown("问题编号", "id", editable=False),
    Shown("整改时限", "plan.deadline.text", editable=False),
    Shown("整改目标", "plan.goal", editable=True),
    Shown("整改状态", "status", editable=True),
    Shown("进度情况", "standing", editable=False),
)


def test_headings_are_found_wherever_they_went_and_under_other_names() -> None:
    head = {7: "整改 目标", 2: "完成时限", 3: "问题编号（勿改）", 5: "进度情况", 9: "状态"}
    assert returned.match(SHOWN, head) == {
        "id": 3,
        "plan.deadline.text": 2,
        "plan.goal": 7,
        "standing": 5,
        "status": 9,
    }
    assert "plan.goal" not in returned.match(SHOWN, {1: "整改目标", 2: "整改目标"}), "nobody knows which"


LEDGER_LINES = (
    ("format", "1"),
    ("as_of", "2026-05-20"),
    ("title", "台账"),
    ("sheet", "整改台账", "issue"),
    *(("column", "整改台账", one.heading, one.field, "edit" if one.editable else "") for one in SHOWN),
)
HEADINGS = (*(one.heading for one in SHOWN), "_key", "_rev")


def grid(name: str, *lines: tuple[str, ...]) -> Grid:
    def line(number: int, texts: tuple[str, ...]) -> Line:
        held = {at: Cell(number, at, "text", text) for at, text in enumerate(texts, 1) if text}
        return Line(number, False, held)  # noqa: FBT003 - hidden

    return Grid(name, "visible", tuple(line(at, texts) for at, texts in enumerate(lines, 1)), ())


def returned_with(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS, name: str = "整改台账") -> Returned:
    base = (
        ("sheet", "_key"),
        ("整改台账", "_key", "plan.goal", "status"),
        ("整改台账", "ISSUE-001", "甲", "未启动"),
        ("整改台账", "ISSUE-002", "", "整改中"),
    )
    sheets = (grid(name, ("某市台账",), headings, *rows), grid("_ledger", *LEDGER_LINES), grid("_base", *base))
    return returned.read(Book("甲.xlsx", sheets, ()))


ONE = ("ISSUE-001", "2026年底前", "甲", "未启动", "正常", "ISSUE-001", "r")
TWO = ("ISSUE-002", "2026年底前", "", "整改中", "正常", "ISSUE-002", "r")


def test_rows_are_found_by_their_keys_in_any_order() -> None:
    found = returned_with(TWO, ONE)
    assert [(one.key, one.spot.row, dict(one.base)) for one in found.sheets[0].entries] == [
        ("ISSUE-002", 3, {"plan.goal": "", "status": "整改中"}),
        ("ISSUE-001", 4, {"plan.goal": "甲", "status": "未启动"}),
    ]
    assert (found.refused, found.remarks) == ((), ())


def test_a_renamed_sheet_is_known_by_its_headings() -> None:
    assert [one.name for one in returned_with(ONE, name="市水务局填").sheets] == ["市水务局填"]


def test_a_copied_sheet_is_refused_and_an_added_one_is_told() -> None:
    sheets = [grid("整改台账", HEADINGS, ONE), grid("整改台账 (2)", HEADINGS, TWO), grid("说明", ("请看",))]
    base = grid("_base", ("整改台账", "_key", "plan.goal", "status"), ("整改台账", "ISSUE-001", "甲", "未启动"))
    found = returned.read(Book("甲.xlsx", (*sheets, grid("_ledger", *LEDGER_LINES), base), ()))
    assert [(one.spot.sheet, one.why.key) for one in found.refused] == [("整改台账 (2)", "import.copied-sheet")]
    assert [(one.spot.sheet, one.said.key) for one in found.remarks] == [("说明", "import.other-sheet")]
    with pytest.raises(UnreadableError):
        returned.read(Book("甲.xlsx", (sheets[2], grid("_ledger", *LEDGER_LINES), base), ()))


def test_without_the_hidden_column_the_visible_number_is_the_key() -> None:
    found = returned_with(ONE[:5], headings=HEADINGS[:5])
    assert [one.key for one in found.sheets[0].entries] == ["ISSUE-001"]


def test_a_key_that_contradicts_its_row_is_refused_because_only_visible_columns_were_sorted() -> None:
    found = returned_with((*ONE[:5], "ISSUE-002", "r"), (*TWO[:5], "ISSUE-001", "r"))
    assert [one.why.key for one in found.refused] == ["import.key-differs", "import.key-differs"]
    assert found.sheets[0].entries == ()


def test_rows_without_a_key_are_told_and_lines_below_the_table_are_not_rows() -> None:
    found = returned_with(
        ONE,
        ("ISSUE-009", "2027年", "新增的", "未启动", "", "", ""),
        ("合计", "", "1", "2", "", "#total", ""),
        ("备注：本表", "", "", "", "", "", ""),
        ("旁注", "", "", "", "", "", ""),
        ("ISSUE-777", "", "", "", "", "ISSUE-777", ""),
    )
    assert [(one.spot.row, one.why.key) for one in found.refused] == [
        (4, "import.new-row"),
        (8, "import.unknown-key"),
    ]
    assert [(one.spot.row, one.said.key) for one in found.remarks] == [(7, "import.text-between")]


def test_added_columns_are_told_and_a_doubled_one_is_refused() -> None:
    found = returned_with((*ONE, "x"), headings=(*HEADINGS, "联系电话"))
    assert [one.said.fill["headings"] for one in found.remarks] == [("联系电话",)]
    doubled = returned_with((*ONE, "x"), headings=(*HEADINGS, "整改目标"))
    assert [one.why.key for one in doubled.refused] == ["import.twin-columns"]
    assert "plan.goal" not in doubled.sheets[0].columns


def edit(field: str, new: str, now: str = "", key: str = "ISSUE-001") -> Edit:
    return Edit(key, field, field, now, now, new, (Spot("甲.xlsx", "整改台账", 4, 1),))


def adopted(before: Issue, *edits: Edit) -> Issue:
    trial = attempt("zhang")
    done = adopt(before, {k: text_tree(v) for k, v in tree_of(before).items()}, edits, OFFICE, trial.day, "zhang")
    assert done.against == {}
    return Issue.model_validate(done.tree)


def test_only_what_an_edit_is_about_changes() -> None:
    before = started()
    after = adopted(before, edit("plan.goal", "不返黑"))
    assert before.plan is not None
    assert after == before.model_copy(update={"plan": before.plan.model_copy(update={"goal": "不返黑"})})
    assert adopted(after, edit("region", "青石镇")).region == "青石镇"
    assert adopted(after, edit("plan.goal", "")).plan == before.plan.model_copy(update={"goal": None})


def test_units_and_people_keep_the_spelling_of_the_record() -> None:
    before = issue(plan=plan(lead_units=("市水务局",), responsible_units=("市水务局", "市环保局")))
    after = adopted(before, edit("plan.responsible_units", "市水利局（牵头）、市督察整改办"))
    assert after.plan is not None
    assert (after.plan.lead_units, after.plan.responsible_units) == (("市水务局",), ("市水务局", "市督察整改办"))
    given = adopted(before, edit("plan.person", "李四"), edit("plan.supervisor_units", "市督察整改办"))
    assert given.plan is not None
    assert (given.plan.person, given.plan.supervisor_units) == ("li", ("市督察整改办",))
    assert adopted(before, edit("plan.person", "镇长")).plan == before.plan.model_copy(update={"person": "镇长"})  # type: ignore[union-attr]


def test_a_report_is_a_new_entry_of_the_month_and_old_ones_stay() -> None:
    day = attempt("zhang").day
    before = started(progress=(progress(day).model_copy(update={"problems": "缺资金", "percent": None}),))
    after = adopted(before, edit("progress", "封堵 5 个"))
    assert after.progress[:-1] == before.progress
    last = after.progress[-1]
    assert (last.month, last.date, last.by, last.text, last.problems) == (
        "2026-01",
        day,
        "zhang",
        "封堵 5 个",
        "缺资金",
    )
    assert after.last_progress() == last, "of one day the later entry stands for the present"
    named = adopted(before, edit("progress", "【2025-12】封堵"), edit("progress.next", "招标")).progress[-1]
    assert (named.month, named.text, named.next) == ("2025-12", "封堵", "招标")
    only = adopted(before, edit("progress.problems", "缺人")).progress[-1]
    assert (only.text, only.problems) == (before.progress[0].text, "缺人")
    assert adopted(before, edit("progress.problems", "")).progress[-1].problems is None


def test_a_count_is_dated_so_that_any_day_can_be_looked_back_to() -> None:
    measures = (Measure(number="1", text="改造", quantity=Quantity(total="23", unit="台", done="1")),)
    before = started(plan=plan(measures=measures))
    after = adopted(before, edit("measure.quantity.done", "5", key="ISSUE-001#1"))
    assert after.plan is not None
    assert after.plan.measures[0].quantity == Quantity(total="23", unit="台", done="5")
    assert [(one.number, str(one.done)) for one in after.progress[-1].counts] == [("1", "5")]
    assert after.progress[-1].text == "措施1累计完成5台"


UNDOING = (("done_on", ""), ("quantity.done", "20"))


def against(before: Issue, *edits: Edit) -> list[str]:
    return [said.key for said in reasons(before, *edits)]


def reasons(before: Issue, *edits: Edit) -> list[Said]:
    trial = attempt("zhang")
    done = adopt(before, {k: text_tree(v) for k, v in tree_of(before).items()}, edits, OFFICE, trial.day, "zhang")
    return list(done.against.values())


def test_what_may_not_change_is_refused_with_its_reason() -> None:
    assert against(verified(), edit("plan.goal", "x")) == ["amend.plan-verified"]
    assert against(verified(), edit("region", "x")) == []
    assert against(started(), edit("measure.done_on", "2026-12-31", key="ISSUE-001#1")) == ["progress.future"]
    assert against(started(), edit("measure.quantity.done", "1", key="ISSUE-001#1")) == ["progress.no-quantity"]
    assert against(started(), edit("measure.units", "甲", key="ISSUE-001#9")) == ["import.which-measure"]
    assert against(started(), edit("progress", "【2026-12】甲")) == ["progress.month-ahead"]


def test_next_steps_without_a_report_name_the_column_that_this_sheet_has_for_it() -> None:
    said = {"progress": "", "progress.next": "招标"}
    sheet = book(Row({"progress": "", "progress.next": ""}, said))
    (wanted,) = compared(sheet, now={"progress": "", "progress.next": ""}).edits
    assert reasons(started(progress=()), wanted) == [Said("import.no-report", {"heading": "〔progress〕"})]
    without = book(Row({"progress.next": ""}, {"progress.next": "招标"}))
    (alone,) = compared(without, now={"progress.next": ""}).edits
    assert reasons(started(progress=()), alone) == [Said("import.no-report-column", {"id": "ISSUE-001"})]


def test_a_measure_is_marked_in_the_row_that_begins_the_work() -> None:
    done = edit("measure.done_on", STARTED.isoformat(), key="ISSUE-001#1")
    assert against(issue(), done) == ["progress.not-begun"]
    assert against(issue(), done, edit("status", "整改中")) == []


def test_a_counted_measure_is_taken_back_with_its_count() -> None:
    quantity = Quantity(total="23", unit="台", done="23")
    full = started(plan=plan(measures=(Measure(number="1", text="改造", quantity=quantity, done_on=STARTED),)))
    undone, recounted = (edit(f"measure.{name}", new, key="ISSUE-001#1") for name, new in UNDOING)
    assert against(full, recounted) == ["progress.done-already"]
    assert against(full, undone) == ["progress.undone-count"]
    after = adopted(full, undone, recounted)
    assert after.plan is not None
    assert (after.plan.measures[0].done_on, after.plan.measures[0].quantity) == (
        None,
        Quantity(total="23", unit="台", done="20"),
    )


def test_a_status_is_reached_by_its_move_or_not_at_all() -> None:
    begun = proposed(issue(), "整改中", attempt("zhang"))
    assert isinstance(begun, Issue)
    assert (begun.status, begun.history[-1].move) == ("in-progress", "start")
    jumped = proposed(issue(), "已验收", attempt("li"))
    assert isinstance(jumped, tuple)
    assert "guard.wrong-status" in {one.key for one in jumped}
    assert [one.key for one in proposed(worked(), "未启动", attempt("zhang"))] == ["import.no-move"]  # type: ignore[union-attr]
    own = proposed(worked(), "已验收", attempt("zhang", VERIFIED))
    assert isinstance(own, tuple)
    assert {one.key for one in own} == {"guard.verifier-implements"}


def test_nobody_in_particular_is_asked_only_what_the_issue_lacks() -> None:
    assert proposed(issue(), "整改中", attempt(None)) == issue()
    lacking = proposed(issue(plan=None), "整改中", attempt(None))
    assert isinstance(lacking, tuple)
    assert "guard.actor-missing" not in {one.key for one in lacking}


def test_the_step_of_an_import_names_person_and_workbook_and_leads_nowhere() -> None:
    after = signed(started(), attempt("li"), "导入 甲.xlsx：整改目标")
    step = after.history[-1]
    assert (step.move, step.before, step.after, step.by, step.why) == (
        IMPORT,
        "in-progress",
        "in-progress",
        "li",
        "导入 甲.xlsx：整改目标",
    )
    assert found_by(closing.reached_by_its_moves, after) == []
    forged = after.model_copy(
        update={"status": "closed", "history": (*after.history[:-1], step.model_copy(update={"after": "closed"}))}
    )
    assert [one.rule for one in found_by(closing.reached_by_its_moves, forged)] == ["broken-history"]


def test_an_import_leaves_the_state_of_every_day_as_it_was() -> None:
    begun = started()
    imported = signed(begun, attempt("li", VERIFIED), "导入 甲.xlsx")
    assert rewind(imported, STARTED) == begun
    unsigned = issue(status="in-progress")
    later = signed(unsigned, attempt("li", VERIFIED), "导入 甲.xlsx")
    assert rewind(later, STARTED) == unsigned, "before the import the file alone said where it stood"
    assert last_report(imported) == STARTED, "a sheet taken over is no report"

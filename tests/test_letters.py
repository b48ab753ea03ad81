"""Letters: Word documents that an office edits itself, filled in without ever becoming anything but text."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.errors import NotFoundError, UnreadableError
from ledger.formats.docx import letter
from ledger.formats.docx.package import not_a_document, undated
from ledger.model.acts import Escalation, Extension, Publicity
from ledger.model.notice import Fields, personal_data, public_notice, warning
from ledger.model.office import Office
from ledger.model.personal import personal
from ledger.model.policy import Contact, House, Policy
from ledger.store import letters
from ledger.store.templates import shipped
from ledger.store.workspace import Workspace
from printing import missing, printed, told

ROOT = Path(__file__).parents[1]
DAY = date(2026, 5, 20)
HOUSE = House(unit="某县督察整改办公室", legal_basis="《某省生态环境问题整改工作实施办法》")
POLICY = Policy(
    ledger=HOUSE, contact=Contact(phone="0557-3020000", email="zgb@example.gov.cn", address="政务大厦512室")
)
OFFICE = Office(build.OFFICE.calendar, POLICY, build.OFFICE.people, build.OFFICE.units)
NOTICE = Publicity(start=date(2026, 6, 9), end=date(2026, 6, 22), days=10)
CARD = Escalation(
    kind="督办",
    date=DAY,
    by="wang",
    reason="节点逾期：完成管网排查（时限2026年4月30日）；累计第2次黄牌",
    unit="市水利局、牛塘镇党委、政府",
    month="2026-04",
    card="黄",
    points=-1,
)
NAMES = ("公示", "提醒函", "督办单", "约谈通知")
SHIPPED = tuple((ROOT / "templates/letters").glob("*.docx"))
"""Every template that the program ships, those of reports and forms among them."""


def template(name: str) -> bytes:
    return (shipped() / letters.FOLDER / f"{name}.docx").read_bytes()


def fields(name: str, **changes: object) -> Fields:
    issue = build.verified(**changes)
    if name == "公示":
        return public_notice(issue, NOTICE, OFFICE, NOTICE.start)
    return warning(issue, CARD, OFFICE, DAY, "由整改办专函督办。")


def filled(name: str, **changes: object) -> bytes:
    return letter.fill(template(name), f"templates/letters/{name}.docx", fields(name, **changes), DAY)


def text(data: bytes) -> str:
    """Every word of a document, a line for each paragraph."""
    word = Document(io.BytesIO(data))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(paragraph.text for one in (word, *cells) for paragraph in one.paragraphs)


def of_lines(*lines: str) -> bytes:
    """An office's own template."""
    word = Document()
    for line in lines:
        word.add_paragraph(line)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_letters", ROOT / "tools/letters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_letters_are_what_the_script_makes() -> None:
    """Compared member by member: another zlib packs the same content into other bytes."""
    made = script()
    assert set(made.LETTERS) == {path.stem for path in (ROOT / "templates/letters").glob("*.docx")}
    for name, make in made.LETTERS.items():
        fresh = members(made.letter(make, name))
        assert members(template(name)) == fresh, f"{name}: run python tools/letters.py"
        assert members((ROOT / f"templates/letters/{name}.docx").read_bytes()) == fresh, name


def test_the_page_is_that_of_an_official_document() -> None:
    for name in NAMES:
        word = Document(io.BytesIO(template(name)))
        page = word.sections[0]
        margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
        assert [round(one.mm) for one in margins if one is not None] == [37, 35, 28, 26]
        title, body = word.styles["Title"], word.styles["Body Text"]
        assert (title.font.size.pt, body.font.size.pt) == (22, 16)
        assert round(body.paragraph_format.line_spacing.pt, 1) == 28.9
        assert title.element.rPr.rFonts.get(EAST_ASIA) == "方正小标宋_GBK"
        assert body.element.rPr.rFonts.get(EAST_ASIA) == "仿宋_GB2312"


EAST_ASIA = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"


def test_a_deadline_that_was_extended_is_printed_with_the_one_that_it_replaced() -> None:
    plan = build.verified().plan
    assert plan is not None
    assert plan.deadline is not None
    assert plan.deadline.due is not None
    told = plan.deadline.text
    asked = {"requested_on": plan.deadline.due, "by": "li", "reason": "汛期", "new_due": "2027-03-31"}
    approved = Extension.model_validate({**asked, "approved_on": plan.deadline.due, "approver": "wang"})
    for name in NAMES:
        assert fields(name)["整改时限"] == told
        assert fields(name, extensions=(Extension.model_validate(asked),))["整改时限"] == told, "nobody approved it"
        said = f"{told}（原时限），经批准延至2027年3月31日"
        assert fields(name, extensions=(approved,))["整改时限"] == said
        assert said in text(filled(name, extensions=(approved,)))


def test_a_paper_names_neither_an_unnamed_source_nor_a_unit_by_its_short_name() -> None:
    plan = build.verified().plan
    assert plan is not None
    short = next(unit for unit in OFFICE.units.units if unit.aliases)
    named = plan.model_copy(update={"lead_units": (short.aliases[0],), "responsible_units": (short.name,)})
    source = build.verified().source.model_copy(update={"kind": "其他"})
    told = fields("公示", plan=named, source=source)
    assert (told["问题来源"], told["责任单位"]) == ("", short.name)
    assert "现将其他" not in text(filled("公示", source=source))


def test_a_public_notice_has_the_six_headings_and_whom_to_tell() -> None:
    lines = text(filled("公示")).split("\n")
    headings = ("整改问题", "整改实施主体", "重点措施", "目标任务", "完成时限", "整改完成情况")
    assert [line[2:] for line in lines if re.match("[一二三四五六]、", line)] == list(headings)
    for line in (
        "关于“建成区污水直排河道”整改完成情况的公示",
        "污水直排口17个。",
        "市水利局、牛塘镇党委、政府",
        "1．排查沿河排口",
        "2．建设2公里支管网",
        "消除沿河直排口，水质稳定达到Ⅳ类",
        "2条整改措施已全部完成，最后一条完成于2026年5月20日。",
        "2026年6月1日，市生态环境局组织验收，结论为通过。",
        "公示期间：2026年6月9日至2026年6月22日（10个工作日）。",
        "监督电话：0557-3020000",
        "邮箱：zgb@example.gov.cn",
        "地址：政务大厦512室",
        "某县督察整改办公室",
        "2026年6月9日",
    ):
        assert line in lines, line


def test_what_is_not_known_leaves_no_empty_line() -> None:
    bare = Office(build.OFFICE.calendar, Policy(), build.OFFICE.people, build.OFFICE.units)
    values = public_notice(build.verified(), NOTICE, bare, NOTICE.start)
    said = text(letter.fill(template("公示"), "公示.docx", values, DAY))
    assert "监督电话" not in said
    assert "根据" not in said
    assert "{" not in said


@pytest.mark.parametrize("name", NAMES[1:])
def test_the_letters_of_cards_say_whom_why_and_what(name: str) -> None:
    said = text(filled(name))
    for words in (
        "市水利局、牛塘镇党委、政府",
        "完成管网排查",
        "累计第2次黄牌",
        "2026年4月",
        "黄牌",
        "由整改办专函督办",
    ):
        assert words in said, words
    assert "某县督察整改办公室\n2026年5月20日" in said


@pytest.mark.parametrize("name", NAMES)
def test_the_same_letter_has_the_same_bytes(name: str) -> None:
    once = filled(name)
    assert once == filled(name)
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


HOSTILE = (
    "{{ 7*7 }}", "{% for x in y %}", "{_{x}_}", "{#", "<w:p>", "</w:t></w:r></w:p>", "&amp;", "a & b < c", "\"'", "]]>",
    "{{ ''.__class__ }}", "\u202e反", "&#123;", "${x}", "\\a", "＜w:t＞",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_text_of_a_record_stays_text(words: str) -> None:
    said = text(filled("公示", title=f"前{words}后"))
    assert f"关于“前{words}后”整改完成情况的公示" in said


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_any_text_arrives_as_it_is(words: str) -> None:
    data = letter.fill(SMALL, "信.docx", {"问题名称": words}, DAY)
    assert Document(io.BytesIO(data)).paragraphs[0].text == f"前{words}后".replace("\ufffe", "\ufffd").replace(
        "\uffff", "\ufffd"
    )


SMALL = of_lines("前{{ 问题名称 }}后")


def test_the_lines_of_a_text_become_paragraphs_of_the_same_kind() -> None:
    source = build.issue().source.model_copy(update={"finding": "第一段。\n第二段。\n"})
    word = Document(io.BytesIO(filled("公示", source=source)))
    both = [one for one in word.paragraphs if one.text in {"第一段。", "第二段。"}]
    assert [one.style.name for one in both if one.style] == ["Body Text", "Body Text"]


def test_word_may_split_a_field_into_runs() -> None:
    """As Word does when a part of it was typed later, or spelling was checked."""
    word = Document(io.BytesIO(SMALL))
    paragraph = word.paragraphs[0]
    for run in paragraph.runs:
        run.text = ""
    for part in ("前{", "{ 问题", "名称 }", "}后"):
        paragraph.add_run(part)
    written = io.BytesIO()
    word.save(written)
    data = letter.fill(written.getvalue(), "信.docx", {"问题名称": "河道"}, DAY)
    assert text(data) == "前河道后"


def refused(data: bytes, values: Fields | None = None) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        letter.fill(data, "templates/letters/公示.docx", values or fields("公示"), DAY)
    assert caught.value.what.fill["file"] == "templates/letters/公示.docx"
    return caught.value


def test_an_unknown_field_is_named_with_those_that_there_are() -> None:
    error = refused(of_lines("{{ 问题名称 }}{{ 问题名字 }}", "{{ 电话 }}"))
    assert error.what.key == "letter.unknown-field"
    assert error.what.fill["fields"] == ("电话", "问题名字")
    known = error.what.fill["known"]
    assert isinstance(known, tuple)
    assert {"问题名称", "监督电话", "编号", "内容"} <= set(known)


def test_an_unknown_part_of_an_entry_is_named_too() -> None:
    error = refused(of_lines("{%p for 项 in 重点措施 %}", "{{ 项.序号 }}", "{%p endfor %}"))
    assert (error.what.key, error.what.fill["fields"]) == ("letter.unknown-field", ("重点措施.序号",))


def test_an_unknown_field_of_a_footer_is_found() -> None:
    word = Document()
    word.sections[0].footer.paragraphs[0].text = "{{ 页脚 }}"
    written = io.BytesIO()
    word.save(written)
    assert refused(written.getvalue()).what.fill["fields"] == ("页脚",)


@pytest.mark.parametrize(
    "line",
    [
        "{% if 问题名称 %}没有结束",
        "{{ 问题名称",
        "{{ 问题名称 | 没有的 }}",
        "{{ 1/0 }}",
        "{{ 问题名称 + 1 }}",
        "{% include 'x' %}",
    ],
)
def test_a_template_that_is_wrong_is_refused(line: str) -> None:
    assert refused(of_lines("第一段", line)).what.key == "letter.wrong"


@pytest.mark.parametrize(
    "line",
    [
        "{{ 问题名称.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ 问题名称.format.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
    ],
)
def test_a_template_reaches_nothing_but_its_fields(line: str) -> None:
    """A ledger may be anybody's folder: a letter in it must not run programs."""
    assert refused(of_lines(line)).what.key in {"letter.wrong", "letter.unknown-field"}


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("word/document.xml", b" " * 101 * 1024 * 1024)
    return written.getvalue()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: b"", "letter.no-document"),
        ("纯文字".encode, "letter.no-document"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "letter.old-word"),
        (lambda: template("公示")[:9000], "letter.no-document"),
        (lambda: undated_zip({"xl/workbook.xml": b"<x/>"}), "letter.no-document"),
        (lambda: undated_zip({"word/document.xml": b"<x/>"}), "letter.no-document"),
        (lambda: undated_zip({**members(SMALL), "word/document.xml": b"<broken"}), "letter.no-document"),
        (bomb, "letter.too-big"),
    ],
)
def test_what_is_no_word_document_is_told(make: Callable[[], bytes], why: str) -> None:
    error = refused(make())
    assert error.what.key == "letter.unreadable"
    assert getattr(error.what.fill["why"], "key", None) == why


def undated_zip(content: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return undated(written.getvalue())


def test_the_shipped_letters_are_safe_to_open() -> None:
    assert [not_a_document(template(name)) for name in NAMES] == [None] * 4


def test_an_office_has_letters_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / letters.FOLDER
    place.mkdir(parents=True)
    (place / "公示.docx").write_bytes(SMALL)
    (place / "催办函.docx").write_bytes(SMALL)
    (place / "~$公示.docx").write_bytes(b"")  # Word, while somebody has it open
    ledger = Workspace(tmp_path)
    assert set(letters.names(ledger)) == {*(one.stem for one in SHIPPED), "催办函"}
    assert letters.load(ledger, "公示").data == SMALL
    assert letters.load(ledger, "提醒函").data == template("提醒函")
    with pytest.raises(NotFoundError) as caught:
        letters.load(ledger, "提醒涵")
    assert caught.value.hint is not None
    assert caught.value.hint.fill["word"] == "提醒函"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("来电 13812345678", ("phone",)),
        ("138-1234-5678 某甲", ("phone",)),
        ("11010519491231002X", ("id-number",)),
        ("a.b@example.com", ("email",)),
        ("13812345678，11010519491231002x", ("phone", "id-number")),
        ("110105194912310021", ()),  # its last digit can't be
        ("受理编号 D3SX202505280018", ()),
        ("0557-3020000", ()),
        ("直排口 13812345678901 个", ()),
        ("水质 1.10 mg/L，2025-05-28", ()),
    ],
)
def test_personal_data_is_noticed(words: str, kinds: tuple[str, ...]) -> None:
    assert personal(words) == kinds


def test_a_letter_with_personal_data_is_pointed_out_but_not_the_duty_phone() -> None:
    source = build.issue().source.model_copy(update={"finding": "举报人电话13812345678"})
    assert personal_data(fields("公示", source=source)) == (("问题原文", "phone"),)
    assert personal_data(fields("公示")) == ()


def test_every_field_is_in_the_manual() -> None:
    """An office that changes a letter in Word looks there for what it may write."""
    manual = (ROOT / "docs/letters.md").read_text("utf-8")
    rows = "".join(line for line in manual.split("\n") if line.startswith("|"))
    named = set(re.split(r"[|\s（）、]+", rows))
    assert set(fields("公示")) | set(fields("提醒函")) <= named


@pytest.mark.skipif(bool(missing), reason=f"looking at a letter needs {', '.join(missing)}")
@pytest.mark.parametrize(("name", "pages"), [("公示", 2), ("提醒函", 1), ("督办单", 1), ("约谈通知", 2)])
def test_every_word_is_on_the_printed_page(name: str, pages: int, tmp_path: Path) -> None:
    data = filled(name)
    pdf = printed(tmp_path, name, data)
    seen = re.sub(r"\s", "", told("pdftotext", "-raw", str(pdf), "-"))  # cell by cell
    seen = re.sub(r"—[0-9]+—", "", seen)  # numbers of pages stand wherever a page ends
    for line in text(data).split("\n"):
        assert re.sub(r"\s", "", line) in seen, line
    info = told("pdfinfo", str(pdf))
    assert f"Pages:           {pages}" in info
    assert "595" in info, "A4"
    last = told("pdftotext", "-layout", "-f", str(pages), str(pdf), "-")
    assert len(re.sub(r"\s", "", last)) > 40, "the signature doesn't stand alone on a page"

"""Files that are no workbooks, damaged ones, and attacks: one clear line each, bounded time and memory."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UnreadableError
from ledger.formats.xlsx import package, worksheet
from ledger.formats.xlsx.cellvalues import CellValues
from ledger.formats.xlsx.package import open_package
from ledger.formats.xlsx.reading import read
from ledger.formats.xlsx.strings import Room, shared_strings
from ledger.formats.xlsx.unfit import UnfitError
from ledger.formats.xlsx.worksheet import read_sheet
from workbooks import (
    GOOD,
    MAIN,
    SHEET,
    cell,
    dice,
    packed,
    relations,
    row,
    sheet_xml,
    strings_xml,
    workbook,
)

SPEAKERS = (Catalogue("zh"), Catalogue("en"))


def said(data: bytes) -> tuple[str, str]:
    """The key of the reason and the Chinese line, when the file is refused; nothing of a traceback, one line only."""
    with pytest.raises(UnreadableError) as caught:
        read(data, "某局.xlsx")
    lines = [speak(caught.value.what) for speak in SPEAKERS]
    assert all("\n" not in line and "某局.xlsx" in line for line in lines)
    assert not caught.value.reasons
    assert caught.value.exit_code == 5
    why = caught.value.what.fill["why"]
    while "what" in getattr(why, "fill", {}):
        why = why.fill["what"]  # type: ignore[attr-defined]  # a message within a message
    return str(getattr(why, "key", "")), lines[0]


def one(stored: str) -> bytes:
    return workbook(row(1, stored))


def put(**changed: str | bytes) -> bytes:
    """The good workbook with other parts; `sheet` and the like are short names."""
    names = {
        "sheet": SHEET,
        "book": "xl/workbook.xml",
        "styles": "xl/styles.xml",
        "strings": "xl/sharedStrings.xml",
        "links": "xl/_rels/workbook.xml.rels",
        "root": "_rels/.rels",
        "core": "docProps/core.xml",
    }
    return packed(GOOD | {names[name]: content for name, content in changed.items()})


def without(name: str) -> bytes:
    return packed({part: content for part, content in GOOD.items() if part != name})


def ole(*streams: str) -> bytes:
    """An old compound file with these streams in its directory."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"".join(name.encode("utf-16-le") for name in streams)


def doubled() -> bytes:
    buffer = io.BytesIO(packed(GOOD))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, sheet_xml(row(1, cell("A1", "666"))))
    return buffer.getvalue()


def under_password() -> bytes:
    """The good workbook with the flag of a password on each entry of its directory."""
    data = bytearray(packed(GOOD))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def with_entry(data: bytes, part: str, **told: int) -> bytes:
    """The file with other sizes of a part in its directory."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while changed[at + 46 : at + 46 + len(part)] != part.encode():
        at = changed.find(b"PK\x01\x02", at + 4)
    for name, size in told.items():
        place = at + {"compress_size": 20, "file_size": 24}[name]
        changed[place : place + 4] = struct.pack("<I", size)
    return bytes(changed)


def packed_by(method: int) -> bytes:
    return packed(GOOD, method)


def laughs() -> str:
    """The billion laughs."""
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "哈">{entities}]>' + sheet_xml(row(1, cell("A1", "1"))).partition("?>\n")[2]


def long_tag() -> bytes:
    return put(sheet=sheet_xml(f'<a b="{dice(1).randbytes(4 << 20).hex()}"/>'))


def overlapping() -> bytes:
    areas = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A1:B1"/></mergeCells>'
    return put(sheet=sheet_xml(row(2, cell("B2", "1")), after=areas))


def named_elements(count: int) -> str:
    return "".join(f"<e{at}/>" for at in range(count))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    # something else
    "empty": (lambda: b"", "workbook.is-empty"),
    "xls": (lambda: ole("Root Entry", "Workbook"), "workbook.is-old"),
    "password": (lambda: ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "workbook.is-encrypted"),
    "csv": (lambda: b"id,title\n1,smoke", "workbook.is-text"),
    "csv in GBK": (lambda: ("编号,问题\n1,废水\n" * 999).encode("gbk"), "workbook.is-text"),
    "text of UTF-16": (lambda: "编号\t问题".encode("utf-16"), "workbook.is-text"),
    "web page": (lambda: b"\xef\xbb\xbf<HTML><table><tr><td>1</td></tr></table>", "workbook.is-web"),
    "XML of 2003": (
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "workbook.is-web",
    ),
    "pdf": (lambda: b"%PDF-1.4\n%%EOF\n", "workbook.is-pdf"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "workbook.is-unknown"),
    "xlsb": (
        lambda: packed({"_rels/.rels": relations(("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"x"}),
        "workbook.is-binary",
    ),
    "docx": (
        lambda: packed(
            {"_rels/.rels": relations(("r", "officeDocument", "word/document.xml")), "word/document.xml": "<w/>"}
        ),
        "workbook.is-other-office",
    ),
    "ods": (
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"}),
        "workbook.is-other-office",
    ),
    "an archive of workbooks": (lambda: packed({"水务局.xlsx": b"PK"}), "workbook.is-archive"),
    # the archive
    "cut short": (lambda: packed(GOOD)[:-200], "workbook.broken"),
    "only the first bytes": (lambda: b"PK\x03\x04", "workbook.broken"),
    "doubled part": (doubled, "workbook.doubled-part"),
    "doubled but for case": (lambda: packed(GOOD | {SHEET.upper(): "<x/>"}), "workbook.doubled-part"),
    "doubled but for slashes": (lambda: packed(GOOD | {"xl//styles.xml": "<x/>"}), "workbook.doubled-part"),
    "a member under a password": (under_password, "workbook.is-encrypted"),
    "packed by bzip2": (lambda: packed_by(zipfile.ZIP_BZIP2), "workbook.part-broken"),
    "packed by lzma": (lambda: packed_by(zipfile.ZIP_LZMA), "workbook.part-broken"),
    "20,000 parts": (lambda: packed(GOOD | {f"xl/{at}.xml": b"" for at in range(20_000)}), "workbook.too-many-parts"),
    "bomb of rows": (lambda: workbook("<row><c><v>1</v></c></row>" * 1_000_000), "workbook.bomb"),
    "bomb in a part that is not needed": (lambda: put(core=b" " * 20_000_000), "workbook.bomb"),
    # XML
    "laughs": (lambda: put(sheet=laughs()), "workbook.doctype"),
    "doctype alone": (lambda: put(strings="<!DOCTYPE sst><sst/>"), "workbook.doctype"),
    "file entity": (
        lambda: put(sheet=f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x xmlns="{MAIN}">&e;</x>'),
        "workbook.doctype",
    ),
    "doctype in a part that is not needed": (lambda: put(core="<!DOCTYPE x><x/>"), "workbook.doctype"),
    "doctype in UTF-16": (lambda: put(core="<!DOCTYPE x><x/>".encode("utf-16")), "workbook.doctype"),
    "not XML": (lambda: put(sheet="编号,问题"), "workbook.xml-broken"),
    "an empty part": (lambda: put(sheet=""), "workbook.xml-broken"),
    "unknown encoding": (lambda: put(sheet='<?xml version="1.0" encoding="x-klingon"?><a/>'), "workbook.xml-broken"),
    "GBK": (lambda: put(sheet='<?xml version="1.0" encoding="GBK"?><a>中</a>'.encode("gbk")), "workbook.xml-broken"),
    "forbidden character": (lambda: one(cell("A1", "a\x0bb", "inlineStr")), "workbook.xml-broken"),
    "deep": (lambda: put(sheet=sheet_xml("<a>" * 99 + "</a>" * 99)), "workbook.sheet-deep"),
    "deep in the texts": (lambda: put(strings=strings_xml("<a>" * 99 + "</a>" * 99)), "workbook.xml-monstrous"),
    "deep in the styles": (lambda: put(styles="<a>" * 99 + "</a>" * 99), "workbook.xml-monstrous"),
    "a row in a row": (lambda: workbook("<row><row/></row>"), "workbook.rows-disordered"),
    "a cell in a cell": (lambda: one("<c><c/></c>"), "workbook.sheet-deep"),
    "a value in a value": (lambda: one("<c><v>1<v>2</v></v></c>"), "workbook.sheet-deep"),
    "a cell without a row": (lambda: workbook("<c/>"), "workbook.sheet-deep"),
    "10,000 names": (lambda: put(sheet=sheet_xml(named_elements(10_000))), "workbook.xml-monstrous"),
    "a tag of megabytes": (long_tag, "workbook.xml-monstrous"),
    # structure
    "no sheet part": (lambda: without(SHEET), "workbook.part-missing"),
    "no workbook part": (lambda: without("xl/workbook.xml"), "workbook.part-missing"),
    "no links": (lambda: without("xl/_rels/workbook.xml.rels"), "workbook.part-missing"),
    "no root": (lambda: without("_rels/.rels"), "workbook.is-archive"),
    "no sheets": (lambda: put(book=f'<workbook xmlns="{MAIN}"><sheets/></workbook>'), "workbook.sheets-wrong"),
    "one part for two sheets": (
        lambda: put(book=str(GOOD["xl/workbook.xml"]).replace("</sheets>", '<sheet name="b" r:id="rId1"/></sheets>')),
        "workbook.sheets-wrong",
    ),
    "two sheets of a name": (
        lambda: packed(
            GOOD
            | {
                "xl/workbook.xml": str(GOOD["xl/workbook.xml"]).replace(
                    "</sheets>", '<sheet name="整改台账" r:id="rId9"/></sheets>'
                ),
                "xl/_rels/workbook.xml.rels": str(GOOD["xl/_rels/workbook.xml.rels"]).replace(
                    "</Relationships>", '<Relationship Id="rId9" Type="x/worksheet" Target="w2.xml"/></Relationships>'
                ),
            }
        ),
        "workbook.sheets-wrong",
    ),
    "a sheet that is a picture": (
        lambda: put(links=relations(("rId1", "worksheet", "media/a.png"))),
        "workbook.part-missing",
    ),
    # cells
    "far row": (lambda: workbook(row(1_048_576, cell("A1048576", "1"))), "workbook.cell-far"),
    "far column": (lambda: one(cell("IW1", "1")), "workbook.cell-far"),
    "row 99,999,999": (lambda: workbook(row(99_999_999)), "workbook.rows-disordered"),
    "row nought": (lambda: workbook(row(0)), "workbook.rows-disordered"),
    "row twice": (lambda: workbook(row(2) + row(2)), "workbook.rows-disordered"),
    "rows backwards": (lambda: workbook(row(2) + row(1)), "workbook.rows-disordered"),
    "cell twice": (lambda: one(cell("A1", "1") + cell("A1", "666")), "workbook.cells-disordered"),
    "cells backwards": (lambda: one(cell("B1", "1") + cell("A1", "2")), "workbook.cells-disordered"),
    "cell of another row": (lambda: one(cell("A7", "1")), "workbook.cells-disordered"),
    "cell nowhere": (lambda: one(cell("甲1", "1")), "workbook.cells-disordered"),
    "cell beyond the last column": (lambda: one(cell("XFE1", "1")), "workbook.cells-disordered"),
    "no such text": (lambda: one(cell("A1", "5", "s")), "workbook.cell-broken"),
    "text before the first": (lambda: put(sheet=sheet_xml(row(1, cell("A1", "-1", "s")))), "workbook.cell-broken"),
    "no such format": (lambda: put(sheet=sheet_xml(row(1, cell("A1", "5", style=99)))), "workbook.cell-broken"),
    "no such type": (lambda: one(cell("A1", "5", "x")), "workbook.cell-broken"),
    "a flag of two": (lambda: one(cell("A1", "2", "b")), "workbook.cell-broken"),
    "a stored date that is none": (lambda: one(cell("A1", "2026-02-30", "d")), "workbook.cell-broken"),
    "a text of 40,000": (lambda: one(cell("A1", "水" * 40_000, "inlineStr")), "workbook.cell-too-long"),
    "a shared text of 40,000": (lambda: put(strings=strings_xml(f"<t>{'水' * 40_000}</t>")), "workbook.text-too-long"),
    "merged nowhere": (
        lambda: put(sheet=sheet_xml("", after='<mergeCells><mergeCell ref="整行"/></mergeCells>')),
        "workbook.merge-broken",
    ),
    "merged twice": (overlapping, "workbook.merges-overlap"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(name: str) -> None:
    make, key = REFUSED[name]
    data = make()
    started = time.process_time()
    found, line = said(data)
    assert found == key, line
    assert time.process_time() - started < 2, "guards answer quickly"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (ole("Workbook"), "没有读取 某局.xlsx：这是旧格式（.xls 或 .et）。请用 Excel 或 WPS 打开，另存为 .xlsx"),
        (
            one(cell("A1", "x")),
            (
                "没有读取 某局.xlsx：工作表“整改台账”的 A1：存的内容“x”与单元格的类型不符，文件已损坏。"
                "请用 Excel 或 WPS 打开后另存为 .xlsx"
            ),
        ),
        (
            workbook(row(300_000, cell("C300000", "合计", "inlineStr"))),
            (
                "没有读取 某局.xlsx：工作表“整改台账”的 C300000：这一格有内容，"
                "超出了可读的范围（100000 行、到 IV 列）。请清除表格以外的内容后另存为 .xlsx"
            ),
        ),
    ],
)
def test_the_line_names_file_place_and_what_to_do(data: bytes, line: str) -> None:
    assert said(data)[1] == line


def test_what_a_damaged_file_says_cannot_break_the_line() -> None:
    found, line = said(one(cell("A1", "1\u2028\x9b31m" + "9" * 500)))
    assert found == "workbook.cell-broken"
    assert line.isprintable()
    assert len(line) < 200


def test_the_size_of_the_file_is_looked_at_first() -> None:
    assert said(bytes(package.MOST_BYTES + 1))[0] == "workbook.too-big"


def test_the_parts_together_may_not_unpack_to_too_much() -> None:
    """Sizes are believed as the directory tells them: more than it tells is never unpacked."""
    told = {"file_size": package.MOST_UNPACKED + 1, "compress_size": package.MOST_UNPACKED // 20}
    assert said(with_entry(packed(GOOD), SHEET, **told))[0] == "workbook.bomb"


def test_pictures_are_never_unpacked_and_may_be_large() -> None:
    data = packed(GOOD | {"xl/media/image1.bmp": bytes(50_000_000)})
    assert len(read(data, "某局.xlsx").grids[0].lines) == 2


@pytest.mark.parametrize(("cells", "characters"), [(5, 1_000), (6, 1)])
def test_a_workbook_brings_so_many_cells_and_characters(cells: int, characters: int) -> None:
    opened = open_package(packed(GOOD))
    values = CellValues(("水务局",), ("plain", "date"), from_1904=False, room=Room(cells, characters))
    with pytest.raises(UnfitError, match=r"workbook\.too-much"):
        read_sheet(opened, SHEET, "整改台账", "visible", values)
    values = CellValues(("水务局",), ("plain", "date"), from_1904=False, room=Room(6, 2))
    assert len(read_sheet(opened, SHEET, "整改台账", "visible", values).lines) == 2


def test_shared_texts_count_even_when_they_are_empty() -> None:
    opened = open_package(packed(GOOD | {"xl/sharedStrings.xml": strings_xml(*["<t/>"] * 100)}))
    with pytest.raises(UnfitError, match=r"workbook\.too-much"):
        shared_strings(opened, "xl/sharedStrings.xml", Room(characters=1_000))


def test_a_directory_that_lies_about_the_size_of_a_part_gains_nothing() -> None:
    data = workbook(row(1, cell("A1", "1")) + "<!--" + "x" * 100_000 + "-->")
    assert said(with_entry(data, SHEET, file_size=200))[0] == "workbook.part-broken"


def test_empty_formatted_rows_cost_next_to_no_memory() -> None:
    cells = "".join(f'<c r="{letter}{{0}}" s="0"/>' for letter in "ABCDEFGH")
    empty = "".join(f'<row r="{at}" ht="24" customFormat="1">{cells.format(at)}</row>' for at in range(3, 30_000))
    data = workbook(row(1, cell("A1", "编号", "inlineStr")) + row(2, cell("H2", "1")) + empty)
    del empty
    tracemalloc.start()
    grid = read(data, "某局.xlsx").grids[0]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [line.number for line in grid.lines] == [1, 2]
    assert peak < 3_000_000, "bytes, for a part of 7 MB that openpyxl would make 240,000 cells of"


def test_a_row_at_the_limit_is_still_read() -> None:
    last = f"{'IV'}{worksheet.MOST_ROWS}"
    grid = read(workbook(row(worksheet.MOST_ROWS, cell(last, "1"))), "某局.xlsx").grids[0]
    assert grid.lines[0].cells[256].name == last

"""What openpyxl drops from a workbook is named before it is dropped: tried on openpyxl itself, kind by kind."""

from __future__ import annotations

import io
import re
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

import house
from ledger.formats.xlsx import template
from test_template import office, only, saved

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Parts = dict[str, bytes]

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK, SHEET, ROOT = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels", "_rels/.rels"
TYPES, TABLE = "[Content_Types].xml", "xl/worksheets/sheet1.xml"


def unpacked(data: bytes) -> Parts:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def through_openpyxl(data: bytes) -> Parts:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load_workbook(io.BytesIO(data), rich_text=True).save(buffer)
    return unpacked(buffer.getvalue())


def with_part(name: str, owner: str, kind: str) -> bytes:
    """The office's workbook with one more part, related to its owner and typed as Excel would."""
    parts = unpacked(saved(office()))
    empty = f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
    relation = f'<Relationship Id="rId77" Type="{OF_OFFICE}/{kind}" Target="/{name}"/></Relationships>'
    parts[owner] = parts.get(owner, empty).replace(b"</Relationships>", relation.encode())
    type_ = f'<Override PartName="/{name}" ContentType="application/{kind}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", type_.encode())
    return packed(parts | {name: b"<x/>"})


def with_element(part: str, before: str, element: str) -> bytes:
    """The office's workbook with an element in the XML of one of its parts, put before another."""
    parts = unpacked(saved(office()))
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), element.encode() + before.encode(), 1)
    return packed(parts)


def named(data: bytes) -> tuple[set[str], set[str]]:
    """The kinds of losses that are told, those that need consent and those that don't."""
    read = template.read(data, "模板.xlsx")
    kinds = [{str(one.fill["what"]) for one in told} for told in (read.losses, read.slight)]
    grave, slight = ({re.sub(r"template\.loses\.|\(.*", "", kind) for kind in told} for told in kinds)
    return grave, slight


def test_a_workbook_with_nothing_to_lose_loses_nothing() -> None:
    data = saved(office())
    assert set(unpacked(data)) <= set(through_openpyxl(data))
    assert named(data) == (set(), set())


@pytest.mark.parametrize(
    ("part", "owner", "relation", "kind", "grave"),
    [
        ("xl/printerSettings/printerSettings1.bin", SHEET, "printerSettings", "printer-settings", False),
        ("xl/connections.xml", BOOK, "connections", "connections", True),
        ("xl/queryTables/queryTable1.xml", SHEET, "queryTable", "connections", True),
        ("xl/model/item.data", BOOK, "powerPivotData", "connections", True),
        ("xl/xmlMaps.xml", BOOK, "xmlMaps", "xml-maps", True),
        ("xl/tables/tableSingleCells1.xml", SHEET, "tableSingleCells", "xml-maps", True),
        ("xl/metadata.xml", BOOK, "sheetMetadata", "dynamic-arrays", True),
        ("xl/webextensions/taskpanes.xml", ROOT, "webextensiontaskpanes", "add-ins", True),
        ("customUI/customUI.xml", ROOT, "extensibility", "add-ins", True),
        ("docMetadata/LabelInfo.xml", ROOT, "classificationlabels", "labels", True),
        ("customXml/item1.xml", BOOK, "customXml", "custom-data", False),
        ("xl/customProperty1.bin", SHEET, "customProperty", "custom-data", False),
        ("xl/namedSheetViews/namedSheetView1.xml", SHEET, "namedSheetView", "views", False),
        ("xl/revisions/revisionHeaders.xml", BOOK, "revisionHeaders", "revisions", False),
        ("docProps/thumbnail.jpeg", ROOT, "thumbnail", "thumbnail", False),
    ],
)
def test_a_part_that_openpyxl_drops_is_named(part: str, owner: str, relation: str, kind: str, *, grave: bool) -> None:
    data = with_part(part, owner, relation)
    assert part not in through_openpyxl(data), "else it would be no loss"
    assert named(data) == (({kind}, set()) if grave else (set(), {kind}))


@pytest.mark.parametrize(
    ("part", "before", "element", "kind", "grave"),
    [
        (TABLE, "<pageMargins", '<protectedRanges><protectedRange sqref="A1" name="r"/></protectedRanges>', "", True),
        (TABLE, "</worksheet>", f'<picture xmlns:r="{OF_OFFICE}" r:id="rId9"/>', "background", True),
        (TABLE, "</worksheet>", '<ignoredErrors><ignoredError sqref="A1"/></ignoredErrors>', "ignored-errors", False),
        (TABLE, "<pageMargins", '<sortState ref="A1:B2"/>', "sheet-settings", False),
        (TABLE, "</worksheet>", '<cellWatches><cellWatch r="A1"/></cellWatches>', "sheet-settings", False),
        (TABLE, "<pageMargins", "<customSheetViews/>", "views", False),
        (TABLE, "</is>", '<rPh sb="0" eb="1"><t>wen</t></rPh>', "phonetics", False),
        ("xl/workbook.xml", "<workbookPr", '<fileSharing readOnlyRecommended="1"/>', "read-only", True),
        ("xl/workbook.xml", "</workbook>", "<customWorkbookViews/>", "views", False),
        ("xl/workbook.xml", "</workbook>", '<oleSize ref="A1"/>', "sheet-settings", False),
    ],
)
def test_an_element_that_openpyxl_drops_is_named(
    part: str, before: str, element: str, kind: str, *, grave: bool
) -> None:
    data, tag = with_element(part, before, element), element[1:].partition(" ")[0].partition(">")[0].rstrip("/")
    assert f"<{tag}".encode() not in through_openpyxl(data)[part], "else it would be no loss"
    told = {kind or "protected-ranges"}
    assert named(data) == ((told, set()) if grave else (set(), told))


def test_what_openpyxl_writes_anew_is_named_as_well() -> None:
    """Charts on a sheet of their own lose their looks; of a comment only the words stay."""
    book = office()
    chart = BarChart()
    chart.add_data(Reference(only(book), min_col=1, min_row=5))
    book.create_chartsheet("图").add_chart(chart)
    only(book)["A3"].comment = Comment("说明", "张三", height=300, width=300)
    data = saved(book)
    grave, slight = named(data)
    assert {"chart-sheets", "charts"} <= grave
    assert slight == {"comment-looks"}
    sizes = re.compile(rb"height:300")
    before, after = (
        "".join(map(str, map(sizes.findall, one.values()))) for one in (unpacked(data), through_openpyxl(data))
    )
    assert before != after


def test_printer_settings_alone_stop_nothing_and_are_named(ledger: Run, folder: Path) -> None:
    """Excel puts them into nearly every file; whoever had to agree each time would no longer read what is listed."""
    house.build(folder)
    house.put(folder / "模板.xlsx", with_part("xl/printerSettings/printerSettings1.bin", SHEET, "printerSettings"))
    done = ledger("export", "报表.xlsx", "--template", "模板.xlsx")
    assert (done.returncode, "打印机的专有设置" in done.stderr) == (0, True), done.stderr
    split = ledger("export", "寄出", "--template", "模板.xlsx", "--split", "unit", "--json")
    assert split.stderr.count("打印机的专有设置") == 1
    house.put(folder / "模板.xlsx", with_part("customUI/customUI.xml", ROOT, "extensibility"))
    refused = ledger("export", "再.xlsx", "--template", "模板.xlsx")
    assert (refused.returncode, "加载项" in refused.stderr) == (4, True)
    forced = ledger("export", "再.xlsx", "--template", "模板.xlsx", "--force")
    assert (forced.returncode, "加载项" in forced.stderr) == (0, True)

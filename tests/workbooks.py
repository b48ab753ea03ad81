"""Workbooks made by hand from their XML, as no library would write them: for reading what programs and people send."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"

Parts = Mapping[str, str | bytes]


def row(number: int, *cells: str, more: str = "") -> str:
    """A row of `c` elements."""
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def cell(place: str, value: str = "", kind: str = "n", style: int = 0, formula: str | None = None) -> str:
    """A stored cell: `kind` is its type as the file says it."""
    inner = "" if formula is None else f"<f>{escape(formula)}</f>"
    if kind == "inlineStr":
        inner += f'<is><t xml:space="preserve">{escape(value)}</t></is>'
    elif value:
        inner += f"<v>{escape(value)}</v>"
    return f'<c r="{place}" s="{style}" t="{kind}">{inner}</c>'


def sheet_xml(rows: str, before: str = "", after: str = "", attributes: str = "") -> str:
    """A worksheet part around its rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"{attributes}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles_xml(*codes: str | int) -> str:
    """The styles part with one cell format for each: the number of a built-in format, or a code of the office's own."""
    own = [(170 + at, code) for at, code in enumerate(codes) if isinstance(code, str)]
    numbers = [code if isinstance(code, int) else 170 + at for at, code in enumerate(codes)]
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>' for n, code in own)
    cells = "".join(f'<xf numFmtId="{n}" fontId="0" applyNumberFormat="1"/>' for n in numbers)
    other = (
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><dxfs><dxf><numFmt numFmtId="0" formatCode="d"/></dxf></dxfs>'
    )
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>{other}<cellXfs>{cells}</cellXfs></styleSheet>'


def strings_xml(*items: str) -> str:
    """The shared texts; each item is what stands in an `si`."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{one}</si>" for one in items)}</sst>'


def relations(*targets: tuple[str, str, str]) -> str:
    """A relations part of (id, type, target)."""
    lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in targets)
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def parts(
    sheet: str, *, styles: str | None = None, strings: str | None = None, properties: str = "", name: str = "整改台账"
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, whose part is given in full."""
    links = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    made: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
            f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        SHEET: sheet,
    }
    if styles is not None:
        made["xl/styles.xml"] = styles
        links.append(("rId2", "styles", "styles.xml"))
    if strings is not None:
        made["xl/sharedStrings.xml"] = strings
        links.append(("rId3", "sharedStrings", "/xl/sharedStrings.xml"))
    return made | {"xl/_rels/workbook.xml.rels": relations(*links)}


def packed(members: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(rows: str, *, styles: str | None = None, strings: str | None = None, properties: str = "") -> bytes:
    """The file of a workbook with one sheet of these rows."""
    return packed(parts(sheet_xml(rows), styles=styles, strings=strings, properties=properties))


GOOD = parts(
    sheet_xml(
        row(1, cell("A1", "编号", "inlineStr"), cell("B1", "0", "s"), cell("C1", "46173", style=1))
        + row(2, cell("A2", "1", "b"), cell("B2", "1.5", formula="A1*2"), cell("C2", "#REF!", "e")),
        before='<cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
    ),
    styles=styles_xml(0, 31, "yyyy-mm-dd"),
    strings=strings_xml("<t>水务局</t>", "<r><t>整改</t></r>"),
)
"""A small workbook with one of everything: what is damaged on purpose, and changed at random."""


def dice(seed: int) -> random.Random:
    """The same throws each time."""
    return random.Random(seed)

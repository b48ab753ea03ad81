"""Bad files from outside: workbooks and documents that are damaged, not what they are called, or an attack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import house
from bad_texts import Case
from test_import_documents import PLAN
from workbooks import GOOD, SHEET, cell, packed, row, sheet_xml, workbook

Bytes = Callable[[], bytes]
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'


def changed(**parts: str | bytes | None) -> bytes:
    """The good workbook with parts of other content, or without them (None)."""
    names = {
        "sheet": SHEET,
        "book": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels",
        "root": "_rels/.rels",
        "styles": "xl/styles.xml",
        "strings": "xl/sharedStrings.xml",
        "types": "[Content_Types].xml",
    }
    told = {names[name]: content for name, content in parts.items()}
    return packed({name: data for name, data in (GOOD | told).items() if data is not None})


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def text(told: str) -> Bytes:
    return told.encode


def patched(data: bytes, at: int, with_: bytes) -> bytes:
    at %= len(data)
    return data[:at] + with_ + data[at + len(with_) :]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
BOOKS: dict[str, Bytes] = {
    "empty": lambda: b"",
    "one-byte": lambda: b"P",
    "text": text("序号,问题\n1,红旗河\n"),
    "html": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "old-xls-or-locked": lambda: OLE,
    "picture": lambda: house.PHOTO * 50,
    "pdf": lambda: b"%PDF-1.4\n%%EOF\n",
    "only-zeros": lambda: bytes(5000),
    "zip-of-nothing": lambda: zipped({}),
    "zip-of-text": lambda: zipped({"a.txt": b"a"}),
    "word-document": lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}),
    "cut-in-half": lambda: (data := changed())[: len(data) // 2],
    "cut-at-the-end": lambda: changed()[:-10],
    "cut-at-the-front": lambda: changed()[10:],
    "twice-over": lambda: changed() * 2,
    "byte-flipped-early": lambda: patched(changed(), 40, b"\xff\xff\xff"),
    "byte-flipped-in-the-middle": lambda: patched(changed(), 900, b"\x00\x00\x00\x00"),
    "directory-damaged": lambda: patched(changed(), -60, b"\xff" * 20),
    "no-book": lambda: changed(book=None),
    "no-sheet": lambda: changed(sheet=None),
    "no-links": lambda: changed(links=None),
    "no-root": lambda: changed(root=None),
    "book-empty": lambda: changed(book=b""),
    "book-not-xml": lambda: changed(book="hello"),
    "book-doctype": lambda: changed(book=DOCTYPE + "<a>&b;</a>"),
    "sheet-empty": lambda: changed(sheet=b""),
    "sheet-not-xml": lambda: changed(sheet="<worksheet><sheetData>"),
    "sheet-doctype": lambda: changed(sheet=DOCTYPE + "<worksheet/>"),
    "sheet-utf16-lie": lambda: changed(sheet='<?xml version="1.0" encoding="utf-16"?><worksheet/>'),
    "sheet-of-nothing": lambda: changed(sheet="<worksheet/>"),
    "sheet-nul": lambda: changed(sheet=b"<worksheet>\x00</worksheet>"),
    "sheet-deep": lambda: changed(sheet="<a>" * 3000 + "</a>" * 3000),
    "bomb": lambda: changed(sheet=b"<worksheet>" + b" " * 120_000_000 + b"</worksheet>"),
    "strings-empty": lambda: changed(strings=b""),
    "strings-not-xml": lambda: changed(strings="<sst><si>"),
    "strings-missing-ones": lambda: changed(
        strings='<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        sheet=sheet_xml(row(1, cell("A1", "99", "s"))),
    ),
    "styles-not-xml": lambda: changed(styles="<styleSheet"),
    "far-cell": lambda: workbook(row(1048577, cell("A1048577", "1"))),
    "far-column": lambda: workbook(row(1, cell("XFE1", "1"))),
    "no-ledger-of-ours": changed,
    "links-lead-out": lambda: changed(
        links='<Relationships><Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>'
    ),
}
PAPERS: dict[str, tuple[str, Bytes]] = {
    "empty": ("方案.txt", lambda: b""),
    "blank": ("方案.txt", text("  \n　\n")),
    "nul": ("方案.txt", lambda: b"\x00" * 100),
    "picture-as-text": ("方案.txt", lambda: house.PHOTO * 20),
    "gbk-torn": ("方案.txt", lambda: PLAN.encode("gbk")[:101] + b"\xff\xfe\x81"),
    "utf16-torn": ("方案.txt", lambda: PLAN.encode("utf-16")[:-1]),
    "no-plan": ("方案.txt", text("今天天气很好。\n")),
    "one-long-line": ("方案.txt", lambda: "责任单位".encode() * 60_000),
    "only-numbers": ("方案.txt", lambda: b"1\n2\n3\n" * 50),
    "only-headings": ("方案.txt", text("问题1：\n责任单位：\n整改目标：\n")),
    "bidi": ("方案.txt", text("问题1：\u202e反\u202c\n")),
    "escape": ("方案.txt", lambda: b"\x1b[2J\x1b]0;title\x07\n"),
    "word-empty": ("方案.docx", lambda: b""),
    "word-is-text": ("方案.docx", text(PLAN)),
    "word-zip-of-nothing": ("方案.docx", lambda: zipped({})),
    "word-no-document": ("方案.docx", lambda: zipped({"[Content_Types].xml": b"<Types/>"})),
    "word-doctype": ("方案.docx", lambda: zipped({"word/document.xml": (DOCTYPE + "<a/>").encode()})),
    "word-not-xml": ("方案.docx", lambda: zipped({"word/document.xml": b"<w:document"})),
    "word-bomb": ("方案.docx", lambda: zipped({"word/document.xml": b"<a>" + b" " * 120_000_000 + b"</a>"})),
    "word-deep": ("方案.docx", lambda: zipped({"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000})),
    "word-cut": ("方案.docx", lambda: zipped({"word/document.xml": b"<a/>" * 100})[:60]),
    "old-word": ("方案.doc", lambda: OLE),
    "wps": ("方案.wps", lambda: OLE),
    "pdf-empty": ("方案.pdf", lambda: b""),
    "pdf-head-only": ("方案.pdf", lambda: b"%PDF-1.7\n"),
    "pdf-is-text": ("方案.pdf", text(PLAN)),
    "pdf-cut": ("方案.pdf", lambda: b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"),
    "pdf-circle": (
        "方案.pdf",
        lambda: b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
    "web-empty": ("方案.html", lambda: b""),
    "web-unclosed": ("方案.html", lambda: b"<table><tr><td>" * 50),
    "web-deep": ("方案.html", lambda: b"<div>" * 20_000),
    "web-script": ("方案.html", lambda: b"<script>while(1);</script>"),
    "web-alien-charset": ("方案.html", lambda: b'<meta charset="x-klingon"><p>\xff\xfe</p>'),
    "unknown-kind": ("方案.xyz", lambda: b"\x01\x02\x03"),
    "zip": ("方案.zip", lambda: zipped({"a.txt": b"a"})),
    "executable": ("方案.exe", lambda: b"MZ" + bytes(500)),
    "rtf": ("方案.rtf", lambda: rb"{\rtf1 \u20170?}"),
    "csv-torn": ("表.csv", lambda: b'"a,b\n1,2\n'),
    "csv-nul": ("表.csv", lambda: b"a,\x00,b\n"),
    "csv-formula": ("表.csv", lambda: b"=cmd|'/c calc'!A1,b\n"),
    "json": ("表.json", lambda: b"{"),
    "markdown-torn": ("方案.md", lambda: b"| a | b |\n|---\n| 1"),
}


def cases() -> Iterator[Case]:
    for name, book in BOOKS.items():
        yield Case(f"xlsx/{name}", ("import", "表.xlsx", "--apply", "--as", "zhang"), _put("表.xlsx", book))
    for name in ("empty", "zip-of-text", "cut-in-half", "sheet-of-nothing", "sheet-not-xml", "no-ledger-of-ours"):
        words = ("import", "表.xlsx", "--new", "--apply", "--as", "zhang")
        yield Case(f"xlsx-new/{name}", words, _put("表.xlsx", BOOKS[name]))
    for name, (file, data) in PAPERS.items():
        yield Case(f"paper/{name}", ("import", file, "--apply", "--as", "zhang"), _put(file, data))


def _put(file: str, data: Bytes) -> Callable[[Path], object]:
    return lambda folder: house.put(folder / file, data())

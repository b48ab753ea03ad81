"""The looks of the workbook, as named styles: made once, and changed in Excel at one stroke."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from ledger.model.column import Column

SONG, HEI, KAI = "宋体", "黑体", "楷体"
BODY_SIZE, HEADING_SIZE = 10.0, 11.0
SMALL_SIZES = (9.0, 8.0)
"""Points of the letters of texts that are too long for the tallest row; smaller ones can't be read on the page."""
DATE_FORMAT = "yyyy-mm-dd"
RED, AMBER = "FFC7CE", "FFEB9C"

TITLE, SUBTITLE, SUBTITLE_RIGHT, WARNING = "台账标题", "台账副题", "台账副题右", "台账提示"
HEADING, SECTION, LEAD, NOTE, RATE = "台账表头", "汇总小标题", "台账小结", "汇总说明", "汇总比率"
TOTAL, TOTAL_NAME, TOTAL_RATE = "汇总合计", "汇总合计名", "汇总合计比率"
SHORT, LONG, NUMBER, DATE, LINK = "台账短文", "台账长文", "台账数字", "台账日期", "台账链接"
EDITABLE = "·可填"

_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADING_FILL = PatternFill("solid", fgColor="DDE6F0")
_TOTAL_FILL = PatternFill("solid", fgColor="F2F2F2")
_EDITABLE_FILL = PatternFill("solid", fgColor="FFFDF2")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def body_style(column: Column, *, size: float = BODY_SIZE, goes_on: bool = False) -> str:
    """The named style of a column's cells, with letters of `size` points; in a row that goes on with the one above
    nothing is filled in.
    """
    base = {"date": DATE, "number": NUMBER, "link": LINK}.get(column.kind, LONG if column.long else SHORT)
    small = _small(size) if base in {SHORT, LONG} else ""
    return base + small + (EDITABLE if column.editable and not goes_on else "")


def _small(size: float) -> str:
    return f"·{size:g}" if size < BODY_SIZE else ""


def register(book: Workbook) -> None:
    """Give `book` all named styles."""
    for style in (*_page_styles(), *_body_styles()):
        book.add_named_style(style)


def _page_styles() -> list[NamedStyle]:
    flat_left = Alignment(horizontal="left", vertical="center")
    return [
        NamedStyle(TITLE, font=Font(name=HEI, size=22, bold=True), alignment=_CENTRE),
        NamedStyle(SUBTITLE, font=Font(name=KAI, size=12), alignment=flat_left),
        NamedStyle(SUBTITLE_RIGHT, font=Font(name=KAI, size=12), alignment=Alignment("right", "center")),
        NamedStyle(WARNING, font=Font(name=HEI, size=12, color="C00000"), alignment=_LEFT),
        NamedStyle(HEADING, font=Font(name=HEI, size=HEADING_SIZE), fill=_HEADING_FILL, border=_BOX, alignment=_CENTRE),
        NamedStyle(SECTION, font=Font(name=HEI, size=13), alignment=flat_left),
        NamedStyle(LEAD, font=Font(name=HEI, size=13), alignment=_LEFT),
        NamedStyle(NOTE, font=Font(name=KAI, size=12), alignment=_LEFT),
        NamedStyle(TOTAL, font=Font(name=HEI, size=BODY_SIZE), fill=_TOTAL_FILL, border=_BOX, alignment=_CENTRE),
        NamedStyle(TOTAL_NAME, font=Font(name=HEI, size=BODY_SIZE), fill=_TOTAL_FILL, border=_BOX, alignment=_LEFT),
        NamedStyle(
            TOTAL_RATE,
            font=Font(name=HEI, size=BODY_SIZE),
            fill=_TOTAL_FILL,
            border=_BOX,
            alignment=_CENTRE,
            number_format="0.0",
        ),
        _body(RATE, _CENTRE, number_format="0.0"),
    ]


def _body_styles() -> list[NamedStyle]:
    plain = [
        _body(SHORT, _CENTRE, number_format="@"),
        _body(LONG, _LEFT, number_format="@"),
        *(_small_body(SHORT, _CENTRE, size) for size in SMALL_SIZES),
        *(_small_body(LONG, _LEFT, size) for size in SMALL_SIZES),
        _body(NUMBER, _CENTRE),
        _body(DATE, _CENTRE, number_format=DATE_FORMAT),
        _body(LINK, _CENTRE, font=Font(name=SONG, size=BODY_SIZE, color="0563C1", underline="single")),
    ]
    return [*plain, *(_editable(style) for style in plain)]


def _body(name: str, alignment: Alignment, *, number_format: str = "General", font: Font | None = None) -> NamedStyle:
    font = font or Font(name=SONG, size=BODY_SIZE)
    return NamedStyle(name, font=font, border=_BOX, alignment=alignment, number_format=number_format)


def _small_body(name: str, alignment: Alignment, size: float) -> NamedStyle:
    return _body(name + _small(size), alignment, number_format="@", font=Font(name=SONG, size=size))


def _editable(style: NamedStyle) -> NamedStyle:
    return NamedStyle(
        style.name + EDITABLE,
        font=style.font,
        fill=_EDITABLE_FILL,
        border=_BOX,
        alignment=style.alignment,
        number_format=style.number_format,
        protection=Protection(locked=False),
    )

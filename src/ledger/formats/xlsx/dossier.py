"""目录.xlsx: what a dossier holds, how the standards of acceptance are answered, and what happened when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell

from ledger.formats.xlsx import heights, page, styles
from ledger.formats.xlsx.cells import plain
from ledger.formats.xlsx.zipped import pack
from ledger.model.checkpoint import Anchor
from ledger.model.filing import Event, Filing, Leaf

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Texts = Sequence["str | int | date | None"]
CONTENTS = (("序号", 6), ("材料", 18), ("内容", 44), ("日期", 12), ("经办人", 10), ("文件", 40), ("SHA-256", 42))
STANDARDS = (("序号", 6), ("验收标准", 60), ("是否符合", 10), ("对照情况", 80))
EVENTS = (
    *(("序号", 6), ("日期", 12), ("办理事项", 16), ("经办人", 10), ("单位", 20), ("事由", 30)),
    *(("改动", 50), ("记录时间", 17), ("摘要", 27)),
)
CENTRED = {"序号", "日期", "经办人", "是否符合", "记录时间", "摘要"}
SHOWN = len("sha256:") + 12
"""How much of a digest an eye compares; all of it is in the record that lies beside."""
DAY_WIDTH = 26
"""What the day on the right of the second line needs."""


def dump(filing: Filing, anchor: Anchor | None = None) -> bytes:
    """The workbook, the last checkpoint at the foot of its pages. The same filing gives the same bytes."""
    book = Workbook(write_only=True)
    styles.register(book)
    book.properties.title = plain(f"{filing.id} {filing.title}")
    book.properties.creator = plain(filing.unit)
    book.properties.created = datetime.combine(filing.day, time())
    _sheet(book, filing, "目录", CONTENTS, (_leaf(leaf) for leaf in filing.leaves))
    if filing.standards:
        answers = (
            (
                one.number,
                one.text,
                ("符合" if one.answer.met else "不符合") if one.answer else "未对照",
                one.answer.text if one.answer else "",
            )
            for one in filing.standards
        )
        _sheet(book, filing, "验收标准", STANDARDS, answers)
    _sheet(book, filing, "办理记录", EVENTS, (_event(event) for event in filing.events))
    if anchor is not None:
        for sheet in book.worksheets:
            page.foot(sheet, anchor)
    return pack(book, filing.day)


def _leaf(leaf: Leaf) -> Texts:
    where = leaf.file or ("见台账记录" if leaf.there else "")
    digest = leaf.evidence.sha256 if leaf.evidence else ""
    return (leaf.number, leaf.item, leaf.text, leaf.date, leaf.who, where, digest)


def _event(event: Event) -> Texts:
    digest = event.digest[:SHOWN] + "…" if event.digest else ""
    return (
        event.number, event.date, event.what, event.who, event.unit, event.why, event.changes, event.written, digest,
    )  # fmt: skip


def _sheet(
    book: Workbook, filing: Filing, name: str, columns: Sequence[tuple[str, float]], rows: Iterable[Texts]
) -> None:
    sheet = page.new_sheet(book, name)
    widths = [width for _, width in columns]
    page.prepare(sheet, widths, "A4")
    sheet.freeze_panes = f"A{page.ROWS_ABOVE + 2}"
    _head(sheet, filing, name, widths)
    page.set_height(sheet, page.ROWS_ABOVE + 1, 28)
    sheet.append([page.text_cell(sheet, heading, styles.HEADING) for heading, _ in columns])
    for number, row in enumerate(rows, page.ROWS_ABOVE + 2):
        texts = [_text(value) for value in row]
        wanted = heights.natural_height(zip(texts, widths, strict=True), styles.BODY_SIZE)
        page.set_height(sheet, number, heights.fitted(wanted))
        sheet.append([_cell(sheet, text, heading) for text, (heading, _) in zip(texts, columns, strict=True)])
    sheet.print_title_rows = f"{page.ROWS_ABOVE + 1}:{page.ROWS_ABOVE + 1}"


def _head(sheet: Worksheet, filing: Filing, name: str, widths: Sequence[float]) -> None:
    """The issue's name and what is below it: the house and its procedure on the left, the day on the right."""
    columns = len(widths)
    left_end = next(at for at in range(columns - 1, 0, -1) if sum(widths[at:]) >= DAY_WIDTH)
    title = f"{filing.id}　{filing.title}　{'一事一档目录' if name == '目录' else name}"
    wanted = heights.natural_height([(plain(title), sum(widths) / 1.6)], styles.HEADING_SIZE)
    page.set_height(sheet, 1, max(page.TITLE_HEIGHT, heights.fitted(wanted)))
    sheet.append([page.text_cell(sheet, title, styles.TITLE)])
    page.merge(sheet, 1, 1, columns)
    page.set_height(sheet, 2, page.SUBTITLE_HEIGHT)
    left = page.text_cell(sheet, f"{filing.unit}　{filing.house}　销号程序：{filing.procedure}", styles.SUBTITLE)
    right = page.text_cell(sheet, f"截至{page.day_in_words(filing.day)}", styles.SUBTITLE_RIGHT)
    sheet.append([left, *[None] * (left_end - 1), right])
    page.merge(sheet, 2, 1, left_end)
    page.merge(sheet, 2, left_end + 1, columns)


def _text(value: str | int | date | None) -> str:
    return "" if value is None else plain(str(value))


def _cell(sheet: Worksheet, text: str, heading: str) -> Cell:
    return page.text_cell(sheet, text, styles.SHORT if heading in CENTRED else styles.LONG)

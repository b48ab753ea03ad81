"""A printed document as a file: txt, md, html, docx, xlsx; `prints` makes PDF of them."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Mapping
from random import Random

import docx as word
from openpyxl import Workbook

from plan_makers.pages import Grid, Paragraph, Printed, in_width

_LABEL = re.compile(r"^([\u4e00-\u9fff]{3,7}[：:])")
_NAVIGATION = "<nav><a href=/>首页</a> <a href=/zw>政务公开</a> <a href=/hd>政民互动</a></nav>"
_FOOTER = (
    "<footer>主办单位：某市人民政府办公室<br>网站标识码：0000000000</footer><script>var a = '整改目标：';</script>"
)


def _widths(made: Printed) -> Callable[[str], str]:
    rng = Random(f"width{made.family}{made.seed}")
    width = rng.choice(("full", "half", "full", "half", "mixed", "mixed", "wide"))
    return lambda text: in_width(text, width, rng)


def txt(made: Printed) -> bytes:
    fit, lines = _widths(made), []
    for block in made.blocks:
        if isinstance(block, Paragraph):
            lines.append(fit(block.text))
        else:
            lines += [" | ".join(fit((cell or "").replace("\n", "")) for cell in row) for row in block.rows]
    rng = Random(f"txt{made.family}{made.seed}")
    indent, end = rng.choice(("", "", "　　", "    ")), rng.choice(("\n", "\n", "\r\n", "\n\n"))
    plain = any("\n" in block.text for block in made.blocks if isinstance(block, Paragraph))
    if plain:  # copied out of a print: every printed line is a line
        indent, end = "", rng.choice(("\n", "\r\n"))
    return end.join(indent + line for line in lines).encode(rng.choice(("utf-8", "utf-8", "gb18030", "utf-8-sig")))


def md(made: Printed) -> bytes:
    fit, parts, bold = _widths(made), [], Random(f"md{made.family}{made.seed}").random() < 0.4  # fmt: skip
    for block in made.blocks:
        if isinstance(block, Paragraph):
            text = _LABEL.sub(r"**\1**", fit(block.text)) if bold else fit(block.text)
            parts.append("#" * block.level + " " + text if block.level else text)
        else:
            cells = [[fit((cell or "").replace("\n", "<br>")) for cell in row] for row in block.rows]
            rows = [f"| {' | '.join(row)} |" for row in cells]
            parts.append("\n".join([rows[0], "|" + "---|" * len(block.rows[0]), *rows[1:]]))
    return "\n\n".join(parts).encode()


def htm(made: Printed) -> bytes:
    fit, parts = _widths(made), []
    for block in made.blocks:
        if isinstance(block, Paragraph):
            tag = f"h{block.level + 1}" if block.level else "p"
            parts.append(f"<{tag}>{html.escape(fit(block.text)).replace(chr(10), '<br>')}</{tag}>")
        else:
            parts.append("<table border=1>" + "".join(_html_rows(block, fit)) + "</table>")
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head>"
    framed = made.seed % 3 == 0
    body = "".join(parts)
    body = f"{_NAVIGATION}<div class=main><div>{body}</div></div>{_FOOTER}" if framed else body
    return f"{head}<body>{body}</body></html>".encode()


def _html_rows(grid: Grid, fit: Callable[[str], str]) -> list[str]:
    lines = []
    for at, row in enumerate(grid.rows):
        cells = []
        for column, cell in enumerate(row):
            if cell is None:
                continue
            rows, columns = span(grid, at, column)
            words = html.escape(fit(cell)).replace("\n", "<br>")
            cells.append(f"<td rowspan={rows} colspan={columns}>{words}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return lines


def span(grid: Grid, at: int, column: int) -> tuple[int, int]:
    """How many rows and columns the cell covers: the empty places right of it, else those below it."""
    row = grid.rows[at]
    columns = 1
    while row[0] is not None and column + columns < len(row) and row[column + columns] is None:
        columns += 1
    if columns > 1:
        return 1, columns
    rows = 1
    while at + rows < len(grid.rows) and grid.rows[at + rows][0] is None and grid.rows[at + rows][column] is None:
        rows += 1
    return rows, 1


def docx(made: Printed) -> bytes:
    fit, document = _widths(made), word.Document()
    for block in made.blocks:
        if isinstance(block, Paragraph):
            if block.level:
                document.add_heading(fit(block.text), block.level)
            else:
                for line in fit(block.text).split("\n"):
                    document.add_paragraph(line)
        else:
            table = document.add_table(len(block.rows), len(block.rows[0]))
            table.style = "Table Grid"
            for at, row in enumerate(block.rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        rows, columns = span(block, at, column)
                        first = table.cell(at, column)
                        if (rows, columns) != (1, 1):
                            first = first.merge(table.cell(at + rows - 1, column + columns - 1))
                        first.text = fit(cell)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx(made: Printed) -> bytes:
    fit, book = _widths(made), Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for block in made.blocks:
        if isinstance(block, Paragraph):
            sheet.cell(at, 1, fit(block.text))
            at += 1
            continue
        for offset, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.cell(at + offset, column + 1, fit(cell))
                    rows, columns = span(block, offset, column)
                    if (rows, columns) != (1, 1):
                        sheet.merge_cells(
                            start_row=at + offset, end_row=at + offset + rows - 1,
                            start_column=column + 1, end_column=column + columns,
                        )  # fmt: skip
        at += len(block.rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


PROSE: Mapping[str, Callable[[Printed], bytes]] = {"txt": txt, "md": md, "docx": docx, "html": htm}
TABLES: Mapping[str, Callable[[Printed], bytes]] = {"docx": docx, "html": htm, "xlsx": xlsx, "md": md, "txt": txt}

"""How long reading a workbook takes and how much memory, beside openpyxl: `make bench`.

A sheet of 10,000 rows and 20 columns with styles, dates, numbers and texts; then one with a million empty rows.
Every reading has a process of its own, so that no one pays for another's memory. Exit code 1 if ours costs
more than 1.5 times a bare openpyxl load.
"""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROWS, COLUMNS = 10_000, 20
LIMIT = 1.5
TIMES = 3


def styled(path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    thin = Side(style="thin")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("整改台账")
    styles = [
        NamedStyle(f"样式{n}", Font(name="宋体", size=10), border=box, alignment=Alignment(wrap_text=True))
        for n in range(3)
    ]
    styles[1].number_format = "yyyy-mm-dd"
    for style in styles:
        book.add_named_style(style)
    dice = random.Random(1)  # noqa: S311 - the same sheet each time
    for number in range(ROWS):
        texts = ["".join(dice.choices("整改措施责任单位水务局完成", k=dice.randint(4, 60))) for _ in range(COLUMNS - 3)]
        day = date(2026, 1, 1) + timedelta(days=number % 300)
        cells = []
        for at, value in enumerate((f"ISSUE-{number:05d}", day, number, *texts)):
            cell = WriteOnlyCell(sheet, value)
            cell.style = styles[min(at, 2)]
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def empty(path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from workbooks import cell, row, workbook

    rows = "".join(
        f'<row r="{at}" ht="24" customFormat="1"><c r="A{at}" s="0"/><c r="B{at}" s="0"/><c r="C{at}" s="0"/></row>'
        for at in range(2, 1_000_001)
    )
    path.write_bytes(workbook(row(1, cell("A1", "编号", "inlineStr")) + rows))


def ours(data: bytes) -> int:
    from ledger.formats.xlsx.reading import read

    return len(read(data, "x.xlsx").grids[0].lines)


def theirs(data: bytes) -> int:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data)).worksheets[0].max_row


def theirs_streamed(data: bytes) -> int:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    sheet.reset_dimensions()
    return sum(1 for _ in sheet.iter_rows())


READERS: dict[str, Callable[[bytes], int]] = {"ours": ours, "openpyxl": theirs, "openpyxl read_only": theirs_streamed}


def measure(reader: str, path: Path, times: int) -> None:
    """In a process of its own: the best of some readings in seconds, and the most memory beyond the bytes, in MB."""
    data = path.read_bytes()
    read = READERS[reader]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        read(data)
        best = min(best, time.perf_counter() - started)
    used = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(f"{best} {used}\n")


def measured(reader: str, path: Path, times: int = TIMES) -> float:
    command = [sys.executable, __file__, reader, str(path), str(times)]
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout
    seconds, memory = map(float, out.split())
    sys.stdout.write(f"  {reader:20} {seconds:6.2f} s  {memory:6.0f} MB\n")
    sys.stdout.flush()
    return seconds


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        styled(path)
        sys.stdout.write(f"{ROWS} rows x {COLUMNS} columns, {path.stat().st_size / 2**20:.1f} MB\n")
        seconds = {reader: measured(reader, path) for reader in READERS}
        ratio = seconds["ours"] / seconds["openpyxl"]
        sys.stdout.write(f"  ours / bare openpyxl load: {ratio:.2f} (limit {LIMIT})\n")
        empty(path)
        sys.stdout.write(f"1,000,000 empty formatted rows of 3 cells, {path.stat().st_size / 2**20:.1f} MB\n")
        measured("ours", path, 1)
    return int(ratio > LIMIT)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main())

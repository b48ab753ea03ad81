"""What writing the workbook costs beside openpyxl: `make bench`.

10,000 issues on the sheet 整改台账 (21 columns) with all its styles, heights, links and hidden keys, against a bare
openpyxl loop that appends the same values to a sheet without any style. Interleaved, the best of three each, CPU
seconds; then the most memory of a process that only writes. Exit code 1 if ours costs more than 1.5 times theirs.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import sample_issues
from ledger.formats import registry
from ledger.model.columns import Contents, Link
from ledger.model.report import Report
from ledger.model.tables import Row, tables

ROWS, LIMIT, TIMES = 10_000, 1.5, 3


def bare(rows: tuple[Row, ...]) -> int:
    """The same values, appended by openpyxl with no style at all."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([value.text if isinstance(value, Link) else value for value in row.values])
    out = io.BytesIO()
    book.save(out)
    return len(out.getvalue())


def ours(report: Report, contents: Contents) -> int:
    """The styled sheet."""
    with tempfile.TemporaryFile() as file:
        registry.writer("xlsx").write(report, contents, file)
        return file.tell()


def main() -> int:
    """Print the figures; 1 if the limit is passed."""
    report = sample_issues.report(ROWS)
    contents = Contents((sample_issues.LEDGER,), summary=False)
    rows = tables(report, contents.sheets)[0].rows
    assert all(isinstance(v, (str, int, Decimal, date, Link, type(None))) for row in rows[:5] for v in row.values)
    if "--memory" in sys.argv:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ours(report, contents)
        used = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        sys.stdout.write(f"  memory while writing, beyond the report itself: {used:.0f} MB\n")
        return 0
    best = {"ours": float("inf"), "openpyxl": float("inf")}
    for _ in range(TIMES):
        for name, seconds in tuple(best.items()):
            started = time.process_time()
            size = ours(report, contents) if name == "ours" else bare(rows)
            best[name] = min(seconds, time.process_time() - started)
            sys.stdout.write(f"  {name:10} {best[name]:6.2f} s  {size / 2**20:5.1f} MB\n")
    ratio = best["ours"] / best["openpyxl"]
    sys.stdout.write(f"{ROWS} rows x {len(sample_issues.LEDGER.columns)} columns\n")
    sys.stdout.write(f"  ours, styled / bare openpyxl loop: {ratio:.2f} (limit {LIMIT})\n")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

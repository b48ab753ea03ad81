"""How well generated documents of every family are read: `make plans`, or `bench/plans.py 40 A B` for 40 of A and B.

Prints recall and precision of issues and labelled fields by family, and what was wrong most often. `PDF=6` prints so
many of each family to PDF as well, by LibreOffice; they are counted apart, so that the many others don't hide them.
`SHOW=1` tells each error. Exit code 1 if a figure is below 0.98, or anything was found where there is no list.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from plan_makers.families import FAMILIES, file_of
from plan_makers.prints import pdfs
from plan_reading import items_of
from plan_score import Score, score
from plan_truth import Truth

LEAST = 0.98
SHOWN = 12


def main() -> int:
    words = sys.argv[1:]
    many = int(words[0]) if words else 300
    failed = False
    for family in words[1:] or FAMILIES:
        made_all = [FAMILIES[family](seed) for seed in range(many)]
        failed |= _measured(family, [(*file_of(made), made.truths) for made in made_all])
        if size := int(os.environ.get("PDF", "0")):
            with tempfile.TemporaryDirectory() as folder:
                printed = [FAMILIES[family](seed) for seed in range(size)]
                paths = pdfs(printed, Path(folder))
                if not paths:
                    sys.exit("PDF: LibreOffice (soffice) is not installed")
                files = [(path.read_bytes(), path.name, made.truths) for made, path in zip(printed, paths, strict=True)]
                failed |= _measured(f"{family} PDF", files)
    return int(failed)


def _measured(what: str, files: list[tuple[bytes, str, list[Truth]]]) -> bool:
    total, layouts, started = Score(), Counter[str](), time.perf_counter()
    for data, name, truths in files:
        _measure(total, layouts, data, name, truths)
    return _shown(what, total, layouts, time.perf_counter() - started)


def _measure(total: Score, layouts: Counter[str], data: bytes, name: str, truths: list[Truth]) -> None:
    layout, items = items_of(data, name)
    one = score(truths, items)
    one.wrong = [(f"{name} [{layout or '-'}] {number}", kind, told) for number, kind, told in one.wrong]
    layouts[layout or "-"] += 1
    total.add(one)


def _shown(family: str, total: Score, layouts: Counter[str], seconds: float) -> bool:
    figures = (total.recall, total.precision, total.field_recall, total.field_precision)
    bad = min(figures) < LEAST
    print(f"{family} {'BAD' if bad else 'ok '} {total} ({seconds:.1f} s) {dict(layouts)}")
    kinds = Counter(kind for _, kind, _ in total.wrong)
    if kinds:
        print("   wrong:", dict(kinds.most_common()))
    if os.environ.get("SHOW"):
        for kind in kinds:
            for where, _, told in [one for one in total.wrong if one[1] == kind][:SHOWN]:
                print(f"      {where}.{kind}: {told}".replace("\n", "⏎")[:700])
    return bad


if __name__ == "__main__":
    sys.exit(main())

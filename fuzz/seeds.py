"""What the fuzzer begins with: small inputs of every form, from what the tests read, and every input ever found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from targets import SIDES_END

import branching
import papers
import workbooks
from plan_makers import files
from plan_makers.families import FAMILIES

DATA = Path(branching.__file__).parent / "data"
_SMALL = 12 * 1024
_TABLE = (
    ("序号", "问题", "责任单位", "整改时限", "整改措施"),
    ("1", "污水直排", "县水务局", "2026年6月底前", "封堵直排口"),
    ("2", "扬尘污染", "县住建局", "立行立改", "覆盖裸土"),
)


def gates() -> Iterator[bytes]:
    """Issue files, good and bad ones."""
    for folder in ("good", "bad"):
        yield from (one.read_bytes() for one in sorted((DATA / folder).glob("*.yaml")))
    yield branching.first()


def deadlines() -> Iterator[bytes]:
    """The phrases of the deadline corpus."""
    for line in (DATA / "deadlines.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.partition("\t")[0].encode()


def books() -> Iterator[bytes]:
    """A workbook with one of everything, and a plan's table."""
    yield workbooks.packed(workbooks.GOOD)
    for family in ("E", "F", "P"):
        yield files.xlsx(FAMILIES[family](1))


def plans() -> Iterator[bytes]:
    """Made-up plans in every form."""
    for family in FAMILIES:
        made = FAMILIES[family](1)
        for kind, write in (("t", files.txt), ("m", files.md), ("h", files.htm), ("d", files.docx)):
            yield kind.encode() + write(made)
    body = papers.para("一、问题：河道水质超标", style="a") + papers.table(*(map(papers.cell, row) for row in _TABLE))
    yield b"d" + papers.word(body, numbering=papers.lists(papers.level(0, "chineseCounting", "%1、")))


def merges() -> Iterator[bytes]:
    """What meets when branches meet, as three texts; and decisions."""
    for seed in range(6):
        for versions, _ in branching.histories(random.Random(seed)).meetings[:2]:
            yield SIDES_END.join((versions.base, versions.ours, versions.theirs))
        yield b"P" + random.Random(seed).randbytes(200)


_MAKERS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "gate": gates, "deadline": deadlines, "workbook": books, "plan": plans, "merge": merges,
}  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target begins with."""
    yield from (one for one in _MAKERS[target]() if len(one) <= _SMALL)
    yield from (one.read_bytes() for one in sorted((DATA / "fuzz" / target).glob("*")))

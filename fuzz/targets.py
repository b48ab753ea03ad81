"""What is fuzzed: each target takes any bytes, gives them to a reader as the program would, and looks at the answer.

A target raises nothing when all is well; whatever else it raises is a find. It knows nothing of the fuzzer, so that
an input that was found once is run for ever by tests/test_fuzz_regressions.py, where no fuzzer is installed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import branching
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import LedgerError, Said, UnreadableError
from ledger.formats.documents import registry as documents
from ledger.formats.plan_text import understanding
from ledger.formats.xlsx import reading as workbooks
from ledger.model import deadline, trail
from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.issued import issued
from ledger.model.workdays import Calendar
from ledger.store import gate, merging, yamlfile
from ledger.store.merging import Outcome, Versions
from ledger.store.typed import typed

FILE = "issues/ISSUE-001.yaml"
SIDES_END = b"\n%%%%\n"
"""Stands between the three texts of a merge."""
FORMS: Mapping[bytes, str] = {b"t": "方案.txt", b"m": "方案.md", b"h": "方案.html", b"d": "方案.docx"}
"""The first byte of a plan says what its file is called."""

_SPEAKERS = (Catalogue("zh"), Catalogue("en"))
_CALENDAR = Calendar()
_BASES = (date(2020, 2, 29), date(2026, 12, 31))


def spoken(message: Said) -> None:
    """A message can be said in both languages, on one line."""
    for speak in _SPEAKERS:
        text = speak(message)
        assert text, message
        assert len(text.splitlines()) == 1, text


def yaml_gate(data: bytes) -> None:
    """A file of the ledger: read, or every fault told at its place; and what was read can be written again."""
    found = gate.read(data, FILE)
    if isinstance(found, tuple):
        assert found, "refused without a reason"
        _told(found)
        return
    for key in found.data:
        line, column = found.locate((key,))
        assert line >= 1
        assert column >= 1
        found.excerpt(line)
    whole = typed(Issue, found, FILE)
    if isinstance(whole, tuple):
        _told(whole)
    _written(data, found)


def _told(problems: tuple[object, ...]) -> None:
    for problem in problems:
        assert isinstance(problem, gate.Problem)
        spoken(problem.text)
        assert problem.place is not None
        assert problem.place.line is None or problem.place.line >= 1


def _written(data: bytes, tree: gate.Tree) -> None:
    """Untouched, a file stays byte for byte as it is; changed, it says what was meant or nothing is written."""
    assert yamlfile.rewrite(data, tree.data, tree.data) == data
    for key in (*tree.data, "title")[:3]:
        meant: dict[str, gate.Node] = {**tree.data, key: "改：为 #1"}
        try:
            text = yamlfile.rewrite(data, tree.data, meant, order=FIELD_ORDER)
        except LedgerError as error:
            spoken(error.what)
        else:
            again = gate.read(text, FILE)
            assert isinstance(again, gate.Tree)
            assert again.data == meant


def deadlines(data: bytes) -> None:
    """A deadline in words: read, or what is wrong with it; a proposed correction is one that can be read."""
    text = data.decode("utf-8", "replace")
    for base in _BASES:
        reading = deadline.read(text, base, _CALENDAR)
        json.dumps(reading.as_dict(), ensure_ascii=False)
        assert not (reading.damaged and reading.due), "a date out of damaged print"
        if reading.why is not None:
            for speak in _SPEAKERS:
                speak(reading.why)
        if reading.suggestion is not None:
            assert deadline.read(reading.suggestion, base, _CALENDAR).understood
        deadline.a_year_on(reading, base, _CALENDAR)


def workbook(data: bytes) -> None:
    """A workbook from outside: read or refused."""
    try:
        book = workbooks.read(data, "某局.xlsx")
    except UnreadableError as error:
        spoken(error.what)
    else:
        for remark in book.remarks:
            spoken(remark)


def plan(data: bytes) -> None:
    """A plan in any form, up to its items; the first byte says what the file is called (`FORMS`)."""
    file = FORMS.get(data[:1], "方案.txt")
    try:
        document = documents.read(data[1:] if data[:1] in FORMS else data, file)
    except UnreadableError as error:
        spoken(error.what)
        return
    when = issued(document)
    for understood in (
        understanding.as_list(document, when, _CALENDAR),
        understanding.as_tasks(document, when, _CALENDAR),
    ):
        for remark in understood.reading.remarks:
            spoken(remark)


def merge(data: bytes) -> None:
    """Three texts of an issue, or (first byte `P`) decisions of which a history of branches is made."""
    if data[:1] == b"P":
        for versions, done in branching.histories(Drawn(data[1:])).meetings:
            _judged(versions, done)
        return
    texts = [*data.split(SIDES_END, 2), b"", b""]
    versions = Versions(texts[0], texts[1], texts[2], FILE)
    _judged(versions, merging.merge(versions))


def _judged(versions: Versions, done: Outcome) -> None:
    """Clean: an issue with every event of both sides. Else: marks and a reason. Both for either side's asking."""
    other = merging.merge(Versions(versions.base, versions.theirs, versions.ours, versions.file))
    assert done.clean == other.clean
    for reason in (*done.against, *other.against):
        spoken(reason)
    if not done.clean:
        assert b"<<<<<<< " in done.data
        assert done.against or done.clashes
        return
    found = gate.read(done.data, FILE)
    assert isinstance(found, gate.Tree), found
    assert isinstance(typed(Issue, found, FILE), Issue)
    again = gate.read(other.data, FILE)
    assert isinstance(again, gate.Tree)
    assert found.data == again.data
    kept = {json.dumps(event, sort_keys=True) for event in trail.events(found.data)}
    for side in (versions.ours, versions.theirs):
        tree = gate.read(side, FILE)
        assert isinstance(tree, gate.Tree)
        assert {json.dumps(event, sort_keys=True) for event in trail.events(tree.data)} <= kept


class Drawn(random.Random):
    """Dice whose throws are the bytes of an input, and nothing but zeros after its end."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._left = iter(data)

    def getrandbits(self, k: int, /) -> int:
        drawn = bytes(next(self._left, 0) for _ in range((k + 7) // 8))
        return int.from_bytes(drawn, "big") >> (-k % 8)

    def random(self) -> float:
        return self.getrandbits(16) / 2**16


@dataclass(frozen=True)
class Target:
    """What is run, and how long its inputs get."""

    run: Callable[[bytes], None]
    longest: int


TARGETS: Mapping[str, Target] = {
    "gate": Target(yaml_gate, 64 * 1024),
    "deadline": Target(deadlines, 4 * 1024),
    "workbook": Target(workbook, 128 * 1024),
    "plan": Target(plan, 64 * 1024),
    "merge": Target(merge, 64 * 1024),
}

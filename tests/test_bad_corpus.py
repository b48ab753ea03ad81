"""Every kind of bad input there is, and how each is met: exit code and message are kept in `data/bad-corpus.tsv`.

A case is added in `bad_texts`, `bad_files`, `bad_places`, `bad_orders` or `bad_records`; `BAD_CORPUS_UPDATE=1` writes
down how it is met, for a person to read before it becomes the rule. None may end in a trace, and none may change what
was there.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

import pytest

import bad_files
import bad_orders
import bad_places
import bad_records
import bad_texts
import house
from bad_texts import Case
from faulted import Server
from same_process import Runs

KEPT = Path(__file__).parent / "data" / "bad-corpus.tsv"
CASES = tuple(chain(bad_texts.cases(), bad_files.cases(), bad_places.cases(), bad_orders.cases(), bad_records.cases()))
LENGTH = 160
FAULT = re.compile(r"\[[a-z0-9-]+\]|: [a-z0-9-]+: ")


EVERY = 25
"""So many cases stand for one that is met by a process of its own as well."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    with Runs(tmp_path_factory.mktemp("home")) as started:
        yield started


def met(runner: Runs | Server, case: Case, folder: Path) -> tuple[int, str]:
    """The exit code, and the line that says what is wrong; after it has been seen that nothing is lost."""
    if not folder.exists():
        case.put(house.build(folder))
    before = house.contents(folder)
    ended = runner.run(case.words, folder, house.DAY)
    said = ended["said"]
    assert not ended["held"], "takes too long"
    assert "Traceback" not in said, said
    assert ended["code"] in range(9), said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]", said), (
        "what was put in is shown raw"
    )
    after = house.contents(folder)
    assert {name: after.get(name) for name in before if not name.startswith(".git/")} == {
        name: data for name, data in before.items() if not name.startswith(".git/")
    }, "something was changed"
    return ended["code"], _line(said.replace(str(folder), "…"), case.about)


def _line(said: str, about: str) -> str:
    """The line that tells, with the first reason below it: that of a refusal, or the first fault of a list (of the file
    it is about); all lines where there is neither.
    """
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if about and len(of_it := [line for line in lines if about in line and FAULT.search(line)]) > 0:
        return of_it[0][:LENGTH]
    telling = [at for at, line in enumerate(lines) if line.startswith("错误") or FAULT.search(line)]
    if telling:
        at = telling[0]
        lines = lines[at : at + 1 + lines[at].endswith("：")]
    return " / ".join(lines)[:LENGTH]


def kept() -> dict[str, tuple[int, str]]:
    rows = (line.split("\t") for line in KEPT.read_text("utf-8").splitlines()[1:])
    return {name: (int(code), line) for name, code, line in rows}


def places(cases: Iterable[Case], folder: Path) -> Iterator[tuple[Case, Path]]:
    """Each case with a folder; cases of one state that follow each other have the same, which is made once."""
    for number, (_, alike) in enumerate(groupby(cases, key=lambda case: case.put)):
        place = folder / str(number)
        for case in alike:
            yield case, place / "ledger"
        shutil.rmtree(place)


def test_there_are_five_hundred_of_them() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 500
    assert set(kept()) == {case.name for case in CASES}


@pytest.mark.parametrize("kind", sorted({re.split("[-/]", case.name)[0] for case in CASES}))
def test_each_is_met_as_it_is_written_down(runs: Runs, tmp_path: Path, kind: str) -> None:
    expected = kept()
    other = {}
    for case, folder in places((one for one in CASES if re.split("[-/]", one.name)[0] == kind), tmp_path):
        found = met(runs, case, folder)
        if found != expected.get(case.name):
            other[case.name] = (found, expected.get(case.name))
    if os.environ.get("BAD_CORPUS_UPDATE"):
        now = {name: found for name, found in expected.items() if name in {case.name for case in CASES}}
        now |= {name: found for name, (found, _) in other.items()}
        rows = (f"{name}\t{code}\t{line}" for name, (code, line) in sorted(now.items()))
        KEPT.write_text("\n".join(["# case\texit code\tthe line that tells", *rows, ""]), "utf-8")
        return
    assert other == {}


def test_a_process_of_its_own_meets_them_alike(tmp_path: Path) -> None:
    expected = kept()
    with Server(tmp_path / "home") as server:
        found = {case.name: met(server, case, folder) for case, folder in places(CASES[::EVERY], tmp_path)}
    assert found == {name: expected[name] for name in found}

"""Every kind of bad input there is, and how each is met: exit code and message are kept in `data/bad-corpus.tsv`.

A case is added in `bad_texts`, `bad_files` or `bad_places`; `BAD_CORPUS_UPDATE=1` writes down how it is met, for a
person to read before it becomes the rule. None may end in a trace, and none may change what was there.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

import bad_files
import bad_places
import bad_texts
import house
from bad_texts import Case
from faulted import Server

KEPT = Path(__file__).parent / "data" / "bad-corpus.tsv"
CASES = tuple(chain(bad_texts.cases(), bad_files.cases(), bad_places.cases()))
FAULT = re.compile(r"\[[a-z0-9-]+\]|: [a-z0-9-]+: ")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("home")) as started:
        yield started


def met(server: Server, case: Case, folder: Path) -> tuple[int, str]:
    """The exit code, and the line that says what is wrong; after it has been seen that nothing is lost."""
    case.put(house.build(folder))
    before = house.contents(folder)
    ended = server.run(case.words, folder, house.DAY)
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
    return ended["code"], _line(said).replace(str(folder), "…")


def _line(said: str) -> str:
    """The line that tells, with the first reason below it: that of a refusal, or the first fault of a list; all lines
    where there is neither.
    """
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [at for at, line in enumerate(lines) if line.startswith("错误") or FAULT.search(line)]
    if telling:
        at = telling[0]
        lines = lines[at : at + 1 + lines[at].endswith("：")]
    return " / ".join(lines)[:120]


def kept() -> dict[str, tuple[int, str]]:
    rows = (line.split("\t") for line in KEPT.read_text("utf-8").splitlines()[1:])
    return {name: (int(code), line) for name, code, line in rows}


def test_there_are_three_hundred_of_them() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 300
    assert set(kept()) == {case.name for case in CASES}


@pytest.mark.parametrize("kind", sorted({case.name.partition("/")[0] for case in CASES}))
def test_each_is_met_as_it_is_written_down(server: Server, tmp_path: Path, kind: str) -> None:
    expected = kept()
    other = {}
    for number, case in enumerate(one for one in CASES if one.name.partition("/")[0] == kind):
        place = tmp_path / str(number)
        found = met(server, case, place / "ledger")
        if found != expected.get(case.name):
            other[case.name] = (found, expected.get(case.name))
        shutil.rmtree(place)
    if os.environ.get("BAD_CORPUS_UPDATE"):
        now = expected | {name: found for name, (found, _) in other.items()}
        rows = (f"{name}\t{code}\t{line}" for name, (code, line) in sorted(now.items()))
        KEPT.write_text("\n".join(["# case\texit code\tthe line that tells", *rows, ""]), "utf-8")
        return
    assert other == {}

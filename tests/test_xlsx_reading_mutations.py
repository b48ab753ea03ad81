"""Workbooks changed at random, and bytes that never were one: each is read or refused, and nothing else happens."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UnreadableError
from ledger.formats.xlsx.reading import read
from mutations import mutated
from workbooks import GOOD, dice, packed

SPEAKERS = (Catalogue("zh"), Catalogue("en"))


def outcome(data: bytes) -> bool:
    """Whether the file is read; anything but a workbook or a clear refusal fails the test."""
    try:
        read(data, "某局.xlsx")
    except UnreadableError as error:
        lines = [speak(error.what) for speak in SPEAKERS]
    else:
        return True
    assert all(len(line.splitlines()) == 1 for line in lines)
    return False


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert not outcome(data)
    assert not outcome(b"PK\x03\x04" + data)


@given(part=st.sampled_from(sorted(GOOD)), content=st.binary(max_size=200))
def test_any_bytes_as_a_part_get_an_answer(part: str, content: bytes) -> None:
    assert not outcome(packed(GOOD | {part: content}))


TOKENS = (
    b"<v>", b"</v>", b"<c>", b"</c>", b"<row>", b"</row>", b'r="', b't="s"', b't="b"', b"-1", b"9999999999", b"A1",
    b'"', b"<", b">", b"&", b"&amp;", b"&#0;", b"&#xD800;", b"\x00", b"\xff", "￾".encode(), b"<!DOCTYPE x>",
    b"<![CDATA[", b"]]>", b"<!--", b"<f>", b"<is>", b"<t>", b"1E999", b"_x000D_", b'date1904="1"', b"rId9", b"../",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_mutated_parts_get_an_answer(seed: int) -> None:
    thrown = dice(seed)
    names = sorted(GOOD)
    read_at_all = 0
    for _ in range(1_000):
        name = thrown.choice(names)
        part = GOOD[name]
        content = part.encode() if isinstance(part, str) else part
        read_at_all += outcome(packed(GOOD | {name: mutated(content, thrown, TOKENS, 4)}, zipfile.ZIP_STORED))
    assert 20 < read_at_all < 980, "some changes do no harm, most do: the mutations reach the readers"


@pytest.mark.parametrize("seed", range(4))
def test_mutated_archives_get_an_answer(seed: int) -> None:
    thrown = dice(seed)
    whole = packed(GOOD, zipfile.ZIP_DEFLATED if seed % 2 else zipfile.ZIP_STORED)
    for _ in range(1_000):
        outcome(mutated(whole, thrown, TOKENS, 4))


def test_the_workbook_that_is_changed_is_a_good_one() -> None:
    """Or the tests above prove nothing."""
    grid = read(packed(GOOD), "某局.xlsx").grids[0]
    found = {one.name: (one.kind, one.text) for line in grid.lines for one in line.cells.values()}
    assert found == {
        "A1": ("text", "编号"), "B1": ("text", "水务局"), "C1": ("date", "2026-05-31"),
        "A2": ("flag", "true"), "B2": ("formula", "1.5"), "C2": ("error", "#REF!"),
    }  # fmt: skip
    assert (grid.merged, grid.hidden_columns) == (((1, 1, 2, 1),), {2, 3})

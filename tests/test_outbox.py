"""Several files into one folder: all of them or none, and nobody's work is written over unasked."""

from __future__ import annotations

import string
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import house
from ledger.errors import ConflictError
from ledger.model.filenames import fitted
from ledger.model.values import is_file_name
from ledger.store import outbox

NEW: dict[str, bytes] = {"a.xlsx": b"new a", "b.xlsx": b"new b", "c.xlsx": b"new c"}


def full_disk(file: IO[bytes]) -> None:
    file.write(b"half of")
    raise OSError(28, "No space left on device")


def test_all_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    outbox.write_all(tmp_path / "x/y", NEW)
    assert house.contents(tmp_path) == {f"x/y/{name}": data for name, data in NEW.items()}


def test_a_file_that_is_there_stops_them_all(tmp_path: Path) -> None:
    house.put(tmp_path / "b.xlsx", b"filled in")
    with pytest.raises(ConflictError) as refused:
        outbox.write_all(tmp_path, NEW)
    assert refused.value.what.fill["files"] == ("b.xlsx",)
    assert house.contents(tmp_path) == {"b.xlsx": b"filled in"}
    outbox.write_all(tmp_path, NEW, force=True)
    assert house.contents(tmp_path) == NEW


def test_not_even_force_replaces_a_folder_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(ConflictError):
        outbox.write_all(tmp_path, NEW, force=True)
    house.put(tmp_path / "file", b"x")
    with pytest.raises(ConflictError):
        outbox.write_all(tmp_path / "file", NEW)
    assert house.contents(tmp_path) == {"file": b"x"}


@pytest.mark.parametrize("force", [False, True])
def test_what_fails_on_the_way_leaves_everything_as_it_was(tmp_path: Path, *, force: bool) -> None:
    before = {"b.xlsx": b"filled in"} if force else {}
    for name, data in before.items():
        house.put(tmp_path / name, data)
    with pytest.raises(OSError, match="No space"):
        outbox.write_all(tmp_path, {**NEW, "d.xlsx": full_disk}, force=force)
    assert house.contents(tmp_path) == before
    with pytest.raises(OSError, match="No space"):
        outbox.write_all(tmp_path / "new/folder", {"d.xlsx": full_disk})
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_somebody_puts_there_meanwhile_is_theirs(tmp_path: Path, *, force: bool) -> None:
    """The folder in the way appears when the last content is made: after the look, before the renames."""
    house.put(tmp_path / "a.xlsx", b"filled in") if force else None

    def late(file: IO[bytes]) -> None:
        house.put(tmp_path / "c.xlsx/theirs", b"x")
        file.write(b"new")

    with pytest.raises((ConflictError, OSError)):
        outbox.write_all(tmp_path, {**NEW, "d.xlsx": late}, force=force)
    found = {name: data for name, data in house.contents(tmp_path).items() if not name.endswith("c.xlsx")}
    assert found == {"c.xlsx/theirs": b"x"} | ({"a.xlsx": b"filled in"} if force else {})


NAMES = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(string.punctuation + "督察局 ")), max_size=80)


@given(NAMES, st.lists(NAMES, max_size=4))
def test_any_title_becomes_a_name_that_every_system_can_keep(text: str, others: list[str]) -> None:
    taken: list[str] = []
    for one in (*others, text, text.swapcase()):
        taken.append(fitted(one, ".xlsx", taken))
    assert all(map(is_file_name, taken))
    assert all(name.endswith(".xlsx") for name in taken)
    assert len({name.casefold() for name in taken}) == len(taken)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("市水利局", "市水利局.xlsx"),
        ("牛塘镇党委、政府", "牛塘镇党委、政府.xlsx"),
        ("区城管局/执法队", "区城管局-执法队.xlsx"),
        ("con", "con(2).xlsx"),
        ("..", "ledger.xlsx"),
        ("局" * 60, "局" * 38 + ".xlsx"),
    ],
)
def test_names_of_units(unit: str, name: str) -> None:
    assert fitted(unit, ".xlsx") == name

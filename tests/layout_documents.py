"""Documents for the tests of layouts: a text as a reader gives it, and entries in a form that reads well in a test."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ledger.model.document import Document, Line, Spot
from ledger.model.item import Entry

LIST = """\
问题1：河口镇污水直排。
整改目标：消除直排口。
责任单位：河口镇政府
整改时限：2024年9月底前
问题2：码头扬尘污染严重。
整改目标：全部封闭。
责任单位：县交通局
整改时限：2024年12月底前
"""
"""Two findings, a label a line."""
SHARED = Path(os.environ.get("LEDGER_SHARED", Path(__file__).parents[2] / "shared"))


def document(text: str, file: str = "方案.txt") -> Document:
    """A text file as its reader gives it: every printed line, empty ones too."""
    lines = tuple(Line(line, Spot(number)) for number, line in enumerate(text.split("\n"), 1))
    return Document(file, "txt", hashlib.sha256(text.encode()).hexdigest(), lines)


def shared(name: str) -> Document:
    """A document of ../shared; the test is skipped, with a word, where the folder is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not here")
    return document(path.read_text("utf-8"), path.name)


def words(entry: Entry) -> dict[str, str]:
    """What an entry says, label by label; `opening` where words stand before the first label."""
    said = {"opening": entry.opening} if entry.opening else {}
    for part in entry.parts:
        said[part.label] = said.get(part.label, "") + part.text
    return said


def numbers(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.number for entry in entries]

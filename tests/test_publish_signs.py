"""Names and texts that no database holds: they are told where they stand, and what to do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import house
from postgres import Server, needs_postgres

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres


def test_a_folder_whose_name_is_no_text_is_told(ledger: Run, folder: Path, postgres: Server) -> None:
    house.build(folder)
    odd = folder / "issues" / os.fsdecode(b"\xff")
    odd.mkdir()
    (folder / "issues/ISSUE-002.yaml").rename(odd / "ISSUE-002.yaml")
    done = ledger("publish", postgres.url(postgres.database()))
    assert done.returncode == 5, done.stderr
    assert "ISSUE-002" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_is_no_text_is_no_name(ledger: Run, folder: Path, postgres: Server) -> None:
    house.build(folder)
    done = ledger("publish", postgres.url(postgres.database()), f"县\udcff={folder}")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr


def test_a_title_that_no_database_holds_is_told(ledger: Run, folder: Path, postgres: Server) -> None:
    house.build(folder)
    path = folder / "ledger.toml"
    path.write_text(path.read_text("utf-8").replace("某县", "某\\u0000县"), "utf-8")
    done = ledger("publish", postgres.url(postgres.database()))
    assert done.returncode == 2, done.stderr
    assert "ledger.toml" in done.stderr
    assert "Traceback" not in done.stderr

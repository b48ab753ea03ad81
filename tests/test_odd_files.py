"""Links, pipes and folders where a ledger keeps its records: told at their place; nothing is written through them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import bad_records
import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    for file, text in bad_records.RECORDS.items():
        house.put(folder / file, text.encode())
    return folder


@pytest.mark.parametrize("link", ["objects", "evidence/新记录"])
def test_nothing_is_written_through_a_link_that_leads_out(ledger: Run, place: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (place / link).parent.mkdir(parents=True, exist_ok=True)
    if (place / link).exists():
        (place / link).rename(tmp_path / "was")
    (place / link).symlink_to(outside)
    words = ("object", "new", "甲厂", "--kind", "企业")
    if link != "objects":
        words = ("checklist", "take", "表.yaml", "--id", "新记录")
    refused = ledger(*words, "--as", "zhang")
    assert refused.returncode == 4
    assert "符号链接" in refused.stderr
    assert list(outside.iterdir()) == []


def test_a_form_is_not_taken_under_the_number_of_an_issue(ledger: Run, place: Path) -> None:
    refused = ledger("checklist", "take", "表.yaml", "--id", "ISSUE-001", "--as", "zhang")
    assert refused.returncode == 2
    assert not (place / "evidence/ISSUE-001").exists()


def test_one_odd_file_keeps_nobody_from_the_others(ledger: Run, place: Path) -> None:
    (place / "objects/a.yaml").symlink_to("/etc/hostname")
    (place / "templates/books/a.yaml").mkdir()
    os.mkfifo(place / "templates/checklists/a.yaml")
    told = ledger("check", "--brief")
    for file, rule in (
        ("objects", "symlink"),
        ("templates/books", "not-a-file"),
        ("templates/checklists", "not-a-file"),
    ):
        assert f"{file}/a.yaml:1:1: {rule}:" in told.stdout
    assert "ISSUE-001" in told.stdout
    assert told.returncode == 5
    assert ledger("checklist", "show", "我的表").returncode == 0
    assert ledger("book", "show", "我的台账").returncode == 0


def test_a_form_refers_to_issues_and_objects_as_people_call_them(ledger: Run, place: Path) -> None:
    form = bad_records.RECORDS["表.yaml"].replace("site: 红旗河", "site: 红旗河\nissue: 1\nobject: 91-1")
    (place / "表.yaml").write_text(form, "utf-8")
    assert ledger("checklist", "take", "表.yaml", "--id", "新记录", "--as", "zhang").returncode == 0
    kept = (place / "checklists/新记录.yaml").read_text("utf-8")
    assert "issue: ISSUE-001" in kept
    assert "object: 北厂" in kept

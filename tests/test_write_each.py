"""`ledger write` for several issues: a folder of papers, all of them or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import house
from conftest import Run
from test_write import CARD, NOTICE, changed, own, refused, text


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_application_for_each_issue_that_is_named(ledger: Run, place: Path) -> None:
    done = ledger("write", "验收销号申请表", "3", "4")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "已写 验收销号申请表 2 份：验收销号申请表/"
    assert names(place / "验收销号申请表") == ["验收销号申请表-ISSUE-003.docx", "验收销号申请表-ISSUE-004.docx"]
    assert "雨污分流" in text(place / "验收销号申请表/验收销号申请表-ISSUE-004.docx")


def test_each_is_the_paper_that_is_written_alone(ledger: Run, place: Path) -> None:
    assert ledger("write", "验收销号申请表", "3", "4", "-o", "表").returncode == 0
    assert ledger("write", "验收销号申请表", "3", "-o", "单.docx").returncode == 0
    assert (place / "表/验收销号申请表-ISSUE-003.docx").read_bytes() == (place / "单.docx").read_bytes()


def test_filters_choose_the_issues(ledger: Run, place: Path) -> None:
    done = ledger("write", "验收销号申请表", "--status", "已验收", "-o", "待销号", "--json")
    told = json.loads(done.stdout)
    assert (told["folder"], [one["issue"] for one in told["written"]]) == ("待销号", ["ISSUE-003"])
    assert names(place / "待销号") == ["验收销号申请表-ISSUE-003.docx"]


def test_selected_issues_without_a_card_are_told(ledger: Run, place: Path) -> None:
    changed(place, "issues/ISSUE-001.yaml", "history:", f"{CARD}history:")
    done = ledger("write", "提醒函", "--month", "2026-04", "--field", "水")
    assert done.returncode == 0, done.stderr
    assert names(place / "提醒函") == ["提醒函-ISSUE-001-2026-04.docx"]
    assert "有 3 项没有登记督办措施，没有写：ISSUE-003、ISSUE-004、ISSUE-005" in done.stderr


def test_a_named_issue_without_a_notice_stops_them_all(ledger: Run, place: Path) -> None:
    changed(place, "issues/ISSUE-003.yaml", "history:", f"{NOTICE}history:")
    before = house.contents(place)
    refused(ledger("write", "公示", "3", "4"), 4, "ISSUE-004 本轮没有公示")
    assert house.contents(place) == before


def test_personal_data_is_pointed_out_with_its_issue(ledger: Run, place: Path) -> None:
    changed(place, "issues/ISSUE-001.yaml", "水体发黑发臭。", "水体发黑发臭，联系 13812345678。")
    assert "ISSUE-001 这一份：函件的“问题原文”里像有手机号码" in ledger("write", "验收销号申请表", "1", "3").stderr


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        (("验收销号申请表", "3", "--status", "已验收"), 2, "只能写一种"),
        (("验收销号申请表", "3", "4", "-o", "表.docx"), 2, "-o 文件夹"),
        (("验收销号申请表", "3", "4", "-o", "issues/表"), 2, "issues/"),
        (("验收销号申请表", "3", "4", "--month", "2026-04"), 2, "不按时期写"),
        (("月报", "3", "4", "--month", "2026-04"), 2, "不要写编号"),
        (("验收销号申请表", "3", "99"), 3, "ISSUE-099"),
        (("验收销号申请表", "--region", "青山镇"), 3, "没有符合条件的问题"),
        (("公示", "--field", "水"), 4, "都没有“公示”可写的登记"),
    ],
)
def test_what_is_refused(ledger: Run, place: Path, call: tuple[str, ...], code: int, words: str) -> None:
    before = house.contents(place)
    refused(ledger("write", *call), code, words)
    assert house.contents(place) == before


def test_a_folder_with_one_of_them_is_left_as_it_is(ledger: Run, place: Path) -> None:
    filled_in = house.put(place / "表/验收销号申请表-ISSUE-004.docx", "已盖章".encode())
    refused(ledger("write", "验收销号申请表", "3", "4", "-o", "表"), 6, "验收销号申请表-ISSUE-004.docx")
    assert names(place / "表") == [filled_in.name]
    assert filled_in.read_text("utf-8") == "已盖章"
    assert ledger("write", "验收销号申请表", "3", "4", "-o", "表", "--force").returncode == 0
    assert len(names(place / "表")) == 2


def test_a_template_that_fails_for_one_writes_none(ledger: Run, place: Path) -> None:
    own(place, "短函", "{{ 问题名称 }}", "{% if 问题编号 == 'ISSUE-004' %}{{ 问题编号 + 1 }}{% endif %}")
    refused(ledger("write", "短函", "3", "4"), 5, "templates/letters/短函.docx")
    assert not (place / "短函").exists()

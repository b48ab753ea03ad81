"""The headings between the rows of an old ledger: kept where the record has a place for them, and never guessed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
import foreign
import house
from ledger.model.sections import elements
from test_intake import HEAD, sheet, taken

Run = Callable[..., "subprocess.CompletedProcess[str]"]
KNOWN = build.OFFICE.policy.words.fields


def row(number: int, *more: foreign.Value) -> tuple[foreign.Value, ...]:
    return (str(number), f"问题{number}", "措施", "2026年底", "市水利局", *more)


def stored(rows: Sequence[Sequence[foreign.Value]], head: Sequence[str] = HEAD, **said: str | None) -> list[object]:
    """Of every proposed issue: its fields, and the document that it comes from."""
    found = taken(sheet(*rows, head=head), **said).proposals
    return [(one.tree.get("fields"), one.tree["source"]["document"]) for one in found]  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("一、大气污染防治", ("大气",)),
        ("（二）水和土壤方面存在的问题", ("水", "土壤")),
        ("第三章 固体废物、噪声", ("固体废物", "噪声")),
        ("水生态环境保护", ("水",)),
        ("生态环境保护", ("生态",)),
        ("水泥行业整治", ()),
        ("大气办整改任务", ()),
        ("三、其他问题", ()),
        ("四、工作推进不力", ()),
        ("", ()),
        ("、", ()),
    ],
)
def test_a_heading_names_an_element_or_it_names_something_else(words: str, named: tuple[str, ...]) -> None:
    assert elements(words, KNOWN) == named


@given(st.text(alphabet="大气水生态环境污染防治、和x", max_size=300))
def test_any_heading_is_read_and_names_only_words_of_the_house(words: str) -> None:
    assert set(elements(words, KNOWN)) <= set(KNOWN)


def test_what_fits_becomes_a_field_and_the_rest_the_place_in_the_document() -> None:
    rows = (row(1), ("一、大气污染防治（共2项）",), row(2), row(3), ("二、推进不力的问题",), row(4))
    assert stored(rows) == [
        (None, "旧台账.xlsx"),
        (["大气"], "旧台账.xlsx"),
        (["大气"], "旧台账.xlsx"),
        (None, "旧台账.xlsx　二、推进不力的问题"),
    ]


def test_headings_within_headings_lose_neither() -> None:
    rows = (
        ("第一章 水环境",), ("一、城镇污水",), row(1), ("二、水污染防治",), row(2), ("第二章 其他",), row(3),
    )  # fmt: skip
    assert stored(rows) == [
        (["水"], "旧台账.xlsx　第一章 水环境 一、城镇污水"),
        (["水"], "旧台账.xlsx"),
        (None, "旧台账.xlsx　第二章 其他"),
    ]


def test_what_a_row_says_itself_is_not_overruled() -> None:
    rows = (("一、大气污染防治",), row(1, "噪声", "甲方案"), row(2, None, None))
    assert stored(rows, (*HEAD, "环境要素", "来源文件")) == [
        (["噪声"], "甲方案　一、大气污染防治"),
        (None, "旧台账.xlsx　一、大气污染防治"),
    ]


def test_somebody_says_where_headings_go_or_that_they_go_nowhere() -> None:
    rows = (("一、大气污染防治",), row(1), ("二、第三轮",), row(2))
    assert stored(rows, 分类标题=None) == [(None, "旧台账.xlsx")] * 2
    batches = taken(sheet(*rows), 分类标题="source.batch").proposals
    assert [one.tree["source"]["batch"] for one in batches] == ["大气污染防治", "第三轮"]  # type: ignore[index]
    kinds = taken(sheet(*rows), defaults={"source.received": "2026-01-05"}, 分类标题="source.kind")
    assert "intake.assumed" not in [one.why.key for one in kinds.remarks], "every row is told its source"
    assert taken(sheet(row(1)), 分类标题=None).unmet == ("分类标题",)


def test_the_plan_shows_where_each_heading_goes_and_a_mapping_file_turns_it_off(ledger: Run, folder: Path) -> None:
    house.build(folder)
    foreign.write(folder / "旧台账.xlsx")
    said = ("import", "旧台账.xlsx", "--new", "--set", "交办日期=2026-01-05")
    shown = ledger(*said).stdout
    assert "→ 第 6–7 行的环境要素记上“水”" in shown
    assert "--map 分类标题=" in shown
    told = json.loads(ledger(*said, "--json").stdout)["sheets"][0]["sections"]
    assert [(one["row"], one["field"], one["value"], one["rows"]) for one in told] == [
        (5, "fields", "水", [6, 7]),
        (8, "fields", "大气", [9]),
    ]
    off = ledger(*said, "--map", "分类标题=忽略", "--save-mapping", "对照.yaml")
    assert "× 不记入：已说明忽略" in off.stdout
    again = json.loads(ledger(*said, "--mapping", "对照.yaml", "--json").stdout)
    assert [one["field"] for one in again["sheets"][0]["sections"]] == [None, None]
    assert all("fields" not in one["issue"] for one in again["proposals"])
    assert ledger(*said, "--map", "分类标题=整改措施").returncode == 2


def test_applied_the_issues_carry_what_the_plan_said(ledger: Run, folder: Path) -> None:
    house.build(folder)
    foreign.write(folder / "旧台账.xlsx")
    done = ledger("import", "旧台账.xlsx", "--new", "--set", "交办日期=2026-01-05", "--apply", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    shown = json.loads(ledger("show", "ISSUE-008", "--json").stdout)["issue"]
    assert (shown["title"], shown["fields"]) == ("锅炉改造滞后", ["大气"])
    assert ledger("list", "--field", "大气").stdout.count("锅炉改造滞后") == 1

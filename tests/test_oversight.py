"""约谈, 通报, 挂牌督办 and their lifting; 问责, which nothing public tells of; 领导包案."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PLATE = (
    "supervise",
    "add",
    "ISSUE-001",
    "挂牌督办",
    "--level",
    "省",
    "--why",
    "逾期未完成",
    "--document",
    "某环督〔2026〕3号",
)
BLAME = ("accountability", "add", "ISSUE-001", "--kind", "诫勉", "--post", "分管副局长", "--number", "2",
         "--of", "县水务局", "--authority", "县纪委监委", "--as", "zhang")  # fmt: skip


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def shown(ledger: Run, number: str, field: str, *more: str) -> Any:  # noqa: ANN401 - whatever the record holds
    return json.loads(ledger("show", number, "--json", *more).stdout)["issue"].get(field, [])


@pytest.mark.usefixtures("place")
def test_what_is_supervised_stands_until_it_is_lifted(ledger: Run) -> None:
    assert ledger(*PLATE, "--due", "2026-05-10", "--as-of", "2026-05-01", "--as", "zhang").returncode == 0
    (act,) = shown(ledger, "ISSUE-001", "escalations")
    assert (act["kind"], act["level"], act["date"], act["due"], act["unit"]) == (
        "挂牌督办", "省", "2026-05-01", "2026-05-10", "县水务局"
    )  # fmt: skip
    assert "unlifted" not in ledger("check", "--brief", "--as-of", "2026-05-10").stdout
    assert "unlifted" in ledger("check", "--brief").stdout
    assert "1 项，过期未解除 1 项" in ledger("supervise", "list").stdout
    assert ledger("supervise", "lift", "ISSUE-001", "--why", "某环督〔2026〕9号", "--as", "zhang").returncode == 0
    assert "unlifted" not in ledger("check", "--brief").stdout
    assert "0 项" in ledger("supervise", "list").stdout
    assert "已解除" in ledger("supervise", "list", "--all").stdout
    (before,) = shown(ledger, "ISSUE-001", "escalations", "--as-of", "2026-05-19")
    assert "lifted_on" not in before  # the day before nobody knew
    assert "lifting" not in before
    again = ledger("supervise", "lift", "ISSUE-001", "--why", "再次", "--as", "zhang")
    assert (again.returncode, "没有尚未解除" in again.stderr) == (4, True)


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (("--due", "2026-05-10", "--as", "zhang"), 2, "2026-05-10 在它之前"),
        (("--as", "qian"), 4, "县水务局"),
        (("--as", "li"), 4, "督导"),
        (("--as", "nobody"), 4, "nobody"),
    ],
)
def test_supervision_is_for_others_than_the_doers(
    place: Path, ledger: Run, more: tuple[str, ...], code: int, why: str
) -> None:
    before = house.contents(place)
    done = ledger(*PLATE, *more)
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


@pytest.mark.usefixtures("place")
def test_an_interview_is_over_when_it_has_been_held(ledger: Run) -> None:
    assert ledger("supervise", "add", "ISSUE-001", "约谈", "--why", "进度滞后", "--as", "zhang").returncode == 0
    assert "0 项" in ledger("supervise", "list").stdout
    assert "已办" in ledger("supervise", "list", "--all").stdout


@pytest.mark.usefixtures("place")
def test_a_decision_is_put_on_record_by_post(ledger: Run) -> None:
    named = [word if word != "分管副局长" else "副局长李四" for word in BLAME]
    refused = ledger(*named)
    assert (refused.returncode, "只写职务" in refused.stderr) == (2, True)
    assert ledger(*BLAME, "--decided", "2026-05-06").returncode == 0
    (one,) = shown(ledger, "ISSUE-001", "accountability")
    assert (one["authority"], one["number"], one["date"]) == ("县纪委监委", 2, "2026-05-06")
    assert "1 次问责，2 人次" in ledger("accountability", "list").stdout
    unknown = ledger(*BLAME, "--case", "ZR-009")
    assert unknown.returncode == 3


@pytest.mark.usefixtures("place")
def test_a_case_that_was_handed_over_is_linked_to_its_finding(ledger: Run) -> None:
    assert ledger("book", "add", "责任追究").returncode == 0
    new = (
        "new",
        "某湖围垦失察",
        "--book",
        "责任追究",
        "--set",
        "移交文号=移〔2026〕1号",
        "--set",
        "移交日期=2026-05-01",
    )
    made = ledger(*new, "--as", "zhang")
    assert made.returncode == 0, made.stderr
    assert ledger(*BLAME, "--case", "ZR-001").returncode == 0
    assert "ZR-001" in ledger("accountability", "list").stdout


SECRETS = ("诫勉", "分管副局长", "县纪委监委", "问责")


def test_nothing_public_tells_of_it(place: Path, ledger: Run) -> None:
    assert ledger(*BLAME).returncode == 0
    done = ledger("site", "out", "--public")
    assert done.returncode == 0, done.stderr
    pages = "\n".join(one.read_text("utf-8") for one in (place / "out").rglob("*") if one.suffix in {".html", ".json"})
    assert "红旗河水质超标" in pages
    assert [word for word in SECRETS if word in pages] == []
    assert ledger("publicize", "ISSUE-003", "--start", "2026-05-20", "--days", "5", "--as", "wang").returncode == 0
    ledger(*("accountability", "add", "ISSUE-003", *BLAME[3:]))
    papers = {
        "公示": ("write", "公示", "ISSUE-003"),
        "一览表": ("write", "边督边改公开情况一览表", "--batch", "第21批"),
    }
    for name, call in papers.items():
        path = place.parent / f"{name}.docx"
        written = ledger(*call, "--out", str(path))
        assert written.returncode == 0, written.stderr
        word = Document(str(path))
        said = "\n".join(cell.text for table in word.tables for row in table.rows[1:] for cell in row.cells)
        said += "\n".join(one.text for one in word.paragraphs)
        assert [secret for secret in SECRETS if secret in said] == [], name


@pytest.mark.usefixtures("place")
def test_the_issues_of_a_leader_are_counted_together(ledger: Run) -> None:
    for number in ("ISSUE-001", "ISSUE-002"):
        done = ledger("edit", number, "--set", "plan.leader=zhao", "--why", "领导包案", "--as", "zhang")
        assert done.returncode == 0, done.stderr
    found = json.loads(ledger("leaders", "--json").stdout)["leaders"]
    assert [(one["leader"], one["total"], one["overdue"], one["issues"]) for one in found] == [
        ("某甲", 2, 1, ["ISSUE-001", "ISSUE-002"])
    ]

"""`ledger escalate`: a month judged, put on record, and the letters that go with it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]
APRIL = ("escalate", "--month", "2026-04")


def escalations(ledger: Run, number: str, day: str = "2026-05-20") -> list[dict[str, Any]]:
    found = json.loads(ledger("show", number, "--json", "--as-of", day).stdout)["issue"].get("escalations", [])
    assert isinstance(found, list)
    return found


def judged(ledger: Run, *call: str) -> dict[str, dict[str, Any]]:
    found = json.loads(ledger(*call, "--json").stdout)
    return {one["id"]: one for one in found["issues"]}


def words(file: Path) -> str:
    return "\n".join(one.text for one in Document(str(file)).paragraphs)


def test_a_month_is_proposed_recorded_and_then_done(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    proposed = ledger(*APRIL)
    assert proposed.returncode == 1
    assert proposed.stdout == (
        "问题编号   问题名称        责任单位  牌    措施  计分  函件      理由\n"
        "ISSUE-001  红旗河水质超标  县水务局  红灯  约谈  -2    约谈通知  整改时限2026年3月31日已过，尚未完成\n"
        "ISSUE-005  河道长效管护    县水务局  黄牌  提醒  —     提醒函    已114天没有进展记录\n"
        "2026-04：评定 2 项（红 1、黄 1、蓝 0），建议 2 项，此前已登记 0 项\n"
    )
    assert "--apply" in proposed.stderr
    assert house.contents(folder) == before
    applied = ledger(*APRIL, "--apply", "--as", "zhang")
    assert (applied.returncode, "已登记 2 项" in applied.stderr) == (0, True)
    assert escalations(ledger, "1") == [
        {
            "kind": "约谈",
            "date": "2026-05-20",
            "by": "zhang",
            "reason": "整改时限2026年3月31日已过，尚未完成",
            "unit": "县水务局",
            "month": "2026-04",
            "card": "红",
            "points": "-2",
        }
    ]
    step = json.loads(ledger("show", "1", "--json").stdout)["issue"]["history"][-1]
    assert (step["move"], step["by"], step["after"]) == ("escalate", "zhang", "in-progress")
    assert step["hash"].startswith("sha256:")
    after = house.contents(folder)
    again = ledger(*APRIL, "--apply", "--as", "zhang")
    assert (again.returncode, "建议 0 项，此前已登记 2 项" in again.stdout) == (0, True)
    assert house.contents(folder) == after, "once a month an issue"


def test_what_is_new_is_proposed_beside_what_is_on_record(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger(*APRIL, "--region", "红旗镇", "--apply", "--as", "zhang").returncode == 0
    found = judged(ledger, *APRIL)
    assert {name: one["recorded"] for name, one in found.items()} == {"ISSUE-001": True, "ISSUE-005": False}
    assert ledger(*APRIL, "--apply", "--as", "zhang").returncode == 0
    assert len(escalations(ledger, "1")) == len(escalations(ledger, "5")) == 1


def test_the_last_month_is_judged_where_none_is_named(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert "2026-04：" in ledger("escalate").stdout
    assert "2026-04：" in ledger("escalate", "--month", "2026年4月").stdout


def test_the_same_month_is_judged_alike_whatever_came_after(ledger: Run, folder: Path) -> None:
    house.build(folder)
    before = judged(ledger, *APRIL)
    ledger("progress", "5", "-m", "巡河4次", "--as", "qian")
    ledger("progress", "1", "-m", "加快清淤", "--forecast", "能按期完成", "--as", "qian")
    assert judged(ledger, *APRIL) == before
    assert judged(ledger, *APRIL, "--as-of", "2026-06-15") == before


def test_a_forecast_decides_between_yellow_and_red(ledger: Run, folder: Path) -> None:
    house.build(folder)
    node = "milestones: [{due: 2026-04-15, text: 完成排查}, {due: 2026-12-31, text: 完工}]"
    text = house.LASTING.replace("{text: 长期坚持, long_term: 是}", f"{{text: 2026年底前, due: 2026-12-31, {node}}}")
    house.put(folder / "issues/ISSUE-005.yaml", text.encode())
    env = {"LEDGER_TODAY": "2026-04-25"}
    call = ("progress", "5", "-m", "征地受阻", "--as", "qian", "--forecast")
    wrong = ledger(*call, "也许", env=env)
    assert (wrong.returncode, "能按期完成、不能按期完成" in wrong.stderr) == (2, True)
    assert ledger(*call, "能按期完成", env=env).returncode == 0
    assert judged(ledger, *APRIL)["ISSUE-005"]["card"] == "黄"
    assert ledger(*call, "不能按期完成", env=env).returncode == 0
    found = judged(ledger, *APRIL)["ISSUE-005"]
    assert (found["card"], found["points"], found["letter"]) == ("红", "-2", "约谈通知")
    assert found["reasons"] == ["节点逾期：完成排查（时限2026年4月15日）", "2026年4月研判不能按期完成"]


def test_the_second_yellow_brings_a_letter_of_supervision(ledger: Run, folder: Path) -> None:
    house.build(folder)
    silent = re.sub(r"progress:\n.*\n", "", house.LASTING)
    house.put(folder / "issues/ISSUE-005.yaml", silent.encode())
    for month in ("2026-04", "2026-05"):
        call = ("escalate", "--month", month, "--region", "青石镇", "--text", "巡河", "--apply", "--as", "zhang")
        done = ledger(*call, "--letters", "函件", env={"LEDGER_TODAY": "2026-06-02"})
        assert done.returncode == 0, done.stderr
    first, second = escalations(ledger, "5", "2026-06-02")
    assert (first["kind"], first["card"], second["kind"], second["card"], second["points"]) == (
        *("提醒", "黄", "督办", "黄"),
        "-1",
    )
    assert second["reason"].endswith("累计第2次黄牌")
    files = sorted(path.name for path in (folder / "函件").iterdir())
    assert files == ["提醒函-ISSUE-005-2026-04.docx", "督办单-ISSUE-005-2026-05.docx"]
    cells = [cell.text for row in Document(str(folder / "函件" / files[1])).tables[0].rows for cell in row.cells]
    assert "2026年5月评为黄牌，扣1分" in cells


def test_letters_are_written_for_proposals_and_again_for_what_is_on_record(ledger: Run, folder: Path) -> None:
    house.build(folder)
    draft = ledger(*APRIL, "--letters", "函件")
    assert draft.returncode == 1
    assert "函件：函件/约谈通知-ISSUE-001-2026-04.docx（ISSUE-001）" in draft.stdout
    said = words(folder / "函件/约谈通知-ISSUE-001-2026-04.docx")
    assert "县水务局：" in said
    assert "被评为红灯，扣2分" in said
    assert "由整改工作领导小组组长约谈单位主要负责人" in said
    before = house.contents(folder)
    taken = ledger(*APRIL, "--letters", "函件", "--apply", "--as", "zhang")
    assert (taken.returncode, house.contents(folder)) == (6, before), "neither a record nor a letter"
    assert ledger(*APRIL, "--letters", "函件", "--apply", "--force", "--as", "zhang").returncode == 0
    again = ledger(*APRIL, "--letters", "再发")
    assert again.returncode == 0
    assert words(folder / "再发/约谈通知-ISSUE-001-2026-04.docx") == said
    assert len(list((folder / "再发").iterdir())) == 2


def test_all_or_none_where_one_file_was_changed_by_hand(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("progress", "1", "-m", "加快清淤", "--as", "qian")
    file = folder / "issues/ISSUE-001.yaml"
    file.write_text(file.read_text("utf-8").replace("水质达到Ⅲ类", "水质达到Ⅳ类"), encoding="utf-8")
    before = house.contents(folder)
    done = ledger(*APRIL, "--apply", "--as", "zhang")
    assert (done.returncode, house.contents(folder)) == (4, before), done.stderr
    assert "ISSUE-001" in done.stderr


def test_a_template_that_cannot_be_filled_in_stops_everything(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "templates/letters/提醒函.docx", b"no document")
    before = house.contents(folder)
    done = ledger(*APRIL, "--apply", "--letters", "函件", "--as", "zhang")
    assert (done.returncode, house.contents(folder)) == (5, before)
    assert "templates/letters/提醒函.docx" in done.stderr


def test_what_seems_personal_in_a_letter_is_pointed_out(ledger: Run, folder: Path) -> None:
    """Only what the letter prints: the finding, which this one doesn't, may say what it will."""
    issue = house.build(folder) / "issues/ISSUE-001.yaml"
    named = issue.read_text("utf-8").replace("title: 红旗河水质超标", "title: 张三（13812345678）反映红旗河超标")
    issue.write_text(named.replace("水体发黑发臭", "李四称水体发黑发臭"), "utf-8")
    said = ledger(*APRIL, "--letters", "函件").stderr
    assert "ISSUE-001：函件的“问题名称”里像有手机号码，发出前请核对" in said
    assert "ISSUE-001：“问题名称”里有人员登记里的姓名“张三”，公开前请核对" in said
    assert "李四" not in said


def test_a_letter_that_there_is_not_is_told(ledger: Run, folder: Path) -> None:
    house.build(folder)
    rules = "cards:\n  - {card: 红, when: [[总时限逾期]], kind: 约谈, letter: 约谈函}\n"
    house.put(folder / "templates/escalation.yaml", rules.encode())
    before = house.contents(folder)
    done = ledger(*APRIL, "--letters", "函件", "--apply", "--as", "zhang")
    assert (done.returncode, house.contents(folder)) == (3, before)
    assert "约谈通知" in done.stderr


def test_broken_rules_are_told_at_their_place(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "templates/escalation.yaml", b"cards:\n  - {card: \xe7\xbb\xbf, when: [[]]}\n")
    done = ledger(*APRIL)
    assert (done.returncode, done.stdout) == (5, "")
    assert "templates/escalation.yaml:2:12" in done.stderr


def test_the_rules_are_no_template_of_an_issue(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "templates/escalation.yaml", b"cards: []\n")
    done = ledger("new", "某问题", "--template", "escalation", "--as", "zhang")
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("--month", "2026-13"), 2),
        (("--month", "上个月"), 2),
        (("--month", "2026-05"), 2),
        (("--month", "2026-04", "--apply", "--as", "某丙"), 4),
        (("--month", "2026-04", "--letters", "issues/函件"), 2),
        (("--month", "2026-04", "--letters", "ledger.toml"), 6),
    ],
)
def test_a_call_that_cannot_be_meant(ledger: Run, folder: Path, call: tuple[str, ...], code: int) -> None:
    before = house.contents(house.build(folder))
    done = ledger("escalate", *call)
    assert (done.returncode, done.stdout, house.contents(folder)) == (code, "", before), done.stderr
    assert done.stderr.startswith("错误：")


def test_a_ledger_that_is_read_in_part_is_not_judged(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "issues/ISSUE-006.yaml", b"id: [\n")
    done = ledger(*APRIL)
    assert (done.returncode, "issues/ISSUE-006.yaml" in done.stderr) == (5, True)


def test_nothing_to_propose_is_fine(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("escalate", "--month", "2026-01")
    assert (done.returncode, done.stdout) == (0, "2026-01：评定 4 项（红 0、黄 0、蓝 4），建议 0 项，此前已登记 0 项\n")

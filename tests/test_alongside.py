"""An object's page: what measures it, which meetings and plans are about it, how it was inspected, who was blamed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import house
from conftest import Run

FILES = {
    "objects/红旗河": "id: 红旗河\nname: 红旗河\nkind: 水体\n",
    "objects/红旗河上游段": "id: 红旗河上游段\nname: 红旗河上游段\nkind: 断面\nparent: 红旗河\n",
    "objects/白云河": "id: 白云河\nname: 白云河\nkind: 水体\n",
    "indicators/上游断面": "id: 上游断面\nname: 上游断面\nkind: 水质类别\nrules: [达到Ⅲ类]\nobject: 红旗河上游段\n"
    "readings:\n  - {at: 2026-04, value: Ⅳ类}\n",
    "indicators/PM2.5": "id: PM2.5\nname: PM2.5\nrules: [不高于29.5]\n",
    "meetings/调度会": "id: 调度会\nkind: 调度会\ndate: 2026-05-06\ndecisions:\n"
    "  - {number: 1, text: 封堵, objects: [红旗河], units: [县水务局]}\n",
    "meetings/点评会": "id: 点评会\nkind: 点评会\ndate: 2026-05-08\ntopics:\n"
    "  - {text: 通报进展, issues: [ISSUE-001]}\n",
    "meetings/会商": "id: 会商\nkind: 会商\ndate: 2026-05-09\ntopics: [{text: 会诊, objects: [白云河]}]\n",
    "checklists/红旗河巡查": "id: 红旗河巡查\nchecklist: 现场核查\ndate: 2026-05-10\ninspectors: [王五]\n"
    "object: 红旗河\n"
    "results:\n  - {number: 1, text: 无直排, outcome: 不合格}\n  - {number: 2, text: 无漂浮物, outcome: 合格}\n",
}


@pytest.fixture
def place(folder: Path, ledger: Run) -> Path:
    house.build(folder)
    for name, text in FILES.items():
        house.put(folder / f"{name}.yaml", text.encode())
    assert ledger("edit", "1", "--object", "红旗河", "--why", "归档", "--as", "zhang").returncode == 0
    said = ("--kind", "诫勉", "--of", "县水务局", "--post", "副局长", "--as", "zhang")
    assert ledger("accountability", "add", "1", *said).returncode == 0
    return folder


def shown(ledger: Run, word: str, *more: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ledger("object", "show", word, "--json", *more).stdout)
    return {key: found[key] for key in ("indicators", "meetings", "checklists", "accountability")}


@pytest.mark.usefixtures("place")
def test_the_page_of_an_object_lists_what_stands_beside_its_issues(ledger: Run) -> None:
    found = shown(ledger, "红旗河")
    assert found["indicators"] == [{"id": "上游断面", "state": "missed"}]
    assert [one["id"] for one in found["meetings"]] == ["调度会", "点评会"]  # type: ignore[attr-defined]  # a list
    assert found["checklists"] == [
        {"id": "红旗河巡查", "checklist": "现场核查", "date": "2026-05-10", "passed": False, "failed": ["1"]}
    ]
    (act,) = found["accountability"]  # type: ignore[misc]  # as above
    assert (act["issue"], act["kind"], act["post"]) == ("ISSUE-001", "诫勉", "副局长")
    told = ledger("object", "show", "红旗河").stdout
    assert "指标：上游断面" in told
    assert "检查：红旗河巡查　现场核查（2026-05-10）不合格，得分率 50.0%，不合格 1 项" in told
    assert "问责（内部）：ISSUE-001" in told


@pytest.mark.usefixtures("place")
def test_what_is_about_another_or_came_later_is_not_listed(ledger: Run) -> None:
    assert shown(ledger, "白云河") == {
        "indicators": [], "meetings": [{"id": "会商", "date": "2026-05-09"}], "checklists": [], "accountability": [],
    }  # fmt: skip
    before = shown(ledger, "红旗河", "--as-of", "2026-05-07")
    assert [one["id"] for one in before["meetings"]] == ["调度会"]  # type: ignore[attr-defined]  # a list
    assert (before["checklists"], before["accountability"]) == ([], [])


def test_a_meeting_that_cannot_be_read_may_be_about_it_too(place: Path, ledger: Run) -> None:
    (place / "meetings/调度会.yaml").write_text("id: 调度会\nkind: [\n", "utf-8")
    found = json.loads(ledger("object", "show", "红旗河", "--json").stdout)
    assert found["unread"] == ["meetings/调度会.yaml"]

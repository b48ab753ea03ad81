"""What of a document must be decided first, what is only to be looked at, and how somebody who looked goes on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from layout_documents import LIST

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TITLES = ("进一步加强宣传", "进一步强化服务", "进一步加强监管", "进一步转变作风")
PROMISES = [f"{at}、{title}。整改措施：每月研究{at}次，{title}。\n" for at, title in enumerate(TITLES, start=1)]


@pytest.fixture
def put(folder: Path) -> Callable[[str], str]:
    """A document with these words beside a small ledger of five issues."""
    house.build(folder)
    return lambda text: house.put(folder / "方案.txt", text.encode()).name


def new_issues(folder: Path) -> int:
    return len(list((folder / "issues").rglob("*.yaml"))) - len(house.IDS)


def test_a_list_that_lost_its_first_item_is_told_and_can_be_written(
    ledger: Run, folder: Path, put: Callable[[str], str]
) -> None:
    file = put("".join(PROMISES[1:]))
    seen = ledger("import", file)
    assert (seen.returncode, "编号 1–4 中缺 1 个：1" in seen.stdout) == (1, True)
    assert "要先定下来的" not in seen.stdout
    written = ledger("import", file, "--apply", "--as", "zhang")
    assert (written.returncode, new_issues(folder)) == (0, 3)


def test_a_list_that_stands_twice_is_told_and_can_be_written(ledger: Run, put: Callable[[str], str]) -> None:
    file = put("整改方案1\n" + "".join(PROMISES) + "整改方案2\n" + "".join(PROMISES[1:]))
    seen = ledger("import", file)
    assert seen.returncode == 1
    assert seen.stdout.count("完全相同") == 3
    assert "要先定下来的" not in seen.stdout
    assert ledger("import", file, "--apply", "--as", "zhang").returncode == 0
    assert ledger("import", file).returncode == 0, "what was looked at and written is not asked again"


def test_a_count_that_differs_names_the_way_on(ledger: Run, folder: Path, put: Callable[[str], str]) -> None:
    file = put(f"本清单共4个问题。\n{LIST}")
    refused = ledger("import", file, "--apply", "--as", "zhang")
    assert (refused.returncode, new_issues(folder)) == (4, 0)
    assert "印着 4，读出 2，不一致" in refused.stderr
    assert "--apply --force" in refused.stderr
    assert ledger("import", file, "--apply", "--force", "--as", "zhang").returncode == 0
    assert new_issues(folder) == 2


def test_a_collection_with_fewer_pieces_than_announced_asks_nothing(ledger: Run, put: Callable[[str], str]) -> None:
    done = ledger("import", put(f"整改材料（共3篇）\n第1篇：整改清单\n{LIST}第2篇：转发通知\n请认真落实整改。\n"))
    assert done.returncode == 0, done.stdout
    assert "印着 3 篇，文件里找到 2 篇" in done.stdout
    assert "没有归入任何一项" not in done.stdout


def test_a_damaged_date_in_no_item_is_told_and_asks_nothing(ledger: Run, put: Callable[[str], str]) -> None:
    file = put(f"整改材料\n附件1：转发通知\n请各单位于202510月底前报送。\n附件2：整改清单\n{LIST}")
    done = ledger("import", file, "--json")
    damaged = [one for one in json.loads(done.stdout)["problems"] if one["kind"] == "damaged"]
    assert [(one["weight"], one["item"], one["location"]["line"], one["suggestion"]) for one in damaged] == [
        ("note", None, 3, "2025年10月底前报送")
    ]
    assert done.returncode == 0


def test_a_telephone_number_stays_in_the_finding_only(ledger: Run, put: Callable[[str], str]) -> None:
    finding = "码头扬尘，来电人13900001111多次反映。"
    file = put(LIST.replace("码头扬尘污染严重。", finding))
    done = ledger("import", file, "--apply", "--as", "zhang")
    assert (done.returncode, "码头扬尘，来电人139****1111多次反映" in done.stdout) == (0, True)
    told = json.loads(ledger("show", "ISSUE-007", "--json").stdout)["issue"]
    assert (told["title"], told["source"]["finding"]) == ("码头扬尘，来电人139****1111多次反映", finding)

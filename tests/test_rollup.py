"""`ledger rollup`: many ledgers read as one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Run
from levels_of_ledgers import city, committed, counties, found, issue


@pytest.fixture
def three(tmp_path: Path) -> tuple[str, ...]:
    """The city and two counties, as somebody names them."""
    return tuple(map(str, (city(tmp_path), *counties(tmp_path))))


def told(ledger: Run, *words: str, code: int = 0) -> dict[str, Any]:
    """What a roll-up tells programs."""
    done = ledger("rollup", *words, "--json")
    assert done.returncode == code, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rules(answer: dict[str, Any]) -> dict[str, list[str]]:
    """The rules of the findings, and of which issues."""
    listed: dict[str, list[str]] = {}
    for one in (*answer["problems"], *answer["between"]):
        listed.setdefault(one["rule"], []).append(one["issue"])
    return listed


def test_the_parts_add_up_to_the_whole(ledger: Run, three: tuple[str, ...]) -> None:
    answer = told(ledger, *three)
    parts, whole = answer["ledgers"], answer["total"]
    assert [(one["name"], one["issues"], one["own"], one["handed_down"]) for one in parts] == [
        ("city", 3, 3, 0),
        ("county-a", 3, 1, 2),
        ("county-b", 1, 0, 1),
    ]
    for key in ("issues", "own", "handed_down"):
        assert sum(one[key] for one in parts) == whole[key]
    for pace, count in whole["paces"].items():
        assert sum(one["paces"][pace] for one in parts) == count
    for one in (*parts, whole):
        assert sum(one["paces"].values()) == one["issues"] == one["own"] + one["handed_down"]


def test_each_ledger_counts_as_it_does_by_itself(ledger: Run, three: tuple[str, ...]) -> None:
    counted = {one["name"]: one["issues"] for one in told(ledger, *three)["ledgers"]}
    for place in three:
        alone = json.loads(ledger("list", "--json", cwd=Path(place)).stdout)
        assert counted[Path(place).name] == len(alone["issues"])


def test_a_child_says_its_parent_or_has_the_same_item_of_the_same_document(ledger: Run, three: tuple[str, ...]) -> None:
    assert told(ledger, *three)["links"] == [
        {"child": "county-a/ISSUE-001", "parent": "city/ISSUE-001", "how": "written"},
        {"child": "county-a/ISSUE-002", "parent": "city/ISSUE-002", "how": "source"},
        {"child": "county-b/ISSUE-001", "parent": "city/ISSUE-001", "how": "written"},
    ]


def test_a_task_that_did_not_come_down_is_told_with_the_ledger_that_lacks_it(
    ledger: Run, three: tuple[str, ...]
) -> None:
    tasks = {one["id"]: (one["missing"], one["children"]) for one in told(ledger, *three)["tasks"]}
    assert tasks == {
        "city/ISSUE-001": ([], ["county-a/ISSUE-001", "county-b/ISSUE-001"]),
        "city/ISSUE-002": (["county-b"], ["county-a/ISSUE-002"]),
    }
    page = ledger("rollup", *three).stdout
    assert "上级任务 2 项：已分解到位 1，还差的 1 项" in page.replace(" 项，", "，")
    assert "county-b（因有 各县（市、区）党委和政府） 没有分解" in page


def test_a_late_child_stands_under_its_parent_which_is_late_with_it(ledger: Run, three: tuple[str, ...]) -> None:
    answer = told(ledger, *three)
    assert [(one["id"], one["pace"]) for one in answer["late"]] == [("city/ISSUE-001", "behind")]
    (child,) = answer["late"][0]["children"]
    assert (child["id"], child["pace"]) == ("county-b/ISSUE-001", "overdue")
    assert "2026-04-30" in child["reasons"][0]
    alone = json.loads(ledger("schedule", "--json", cwd=Path(three[0])).stdout)
    assert {one["pace"] for one in alone["issues"]} == {"on-pace"}


def test_a_title_of_two_lines_takes_one(ledger: Run, three: tuple[str, ...]) -> None:
    for number in (1, 2):
        path = Path(three[0], f"issues/ISSUE-00{number}.yaml")
        path.write_text(path.read_text("utf-8").replace(f"city第{number}件", '"河道<b>\\n- 水质"'), "utf-8")
    page = ledger("rollup", *three).stdout
    assert page.count("河道<b> - 水质") == 2


def test_the_one_page_stays_one_page(ledger: Run, three: tuple[str, ...]) -> None:
    for number in range(2, 40):
        issue(Path(three[2]), number, parent="city/ISSUE-001", due="2026-04-30")
    page = ledger("rollup", *three).stdout
    assert page.count("└ ") == 5
    assert "另有 34 项" in page
    assert len(told(ledger, *three)["late"][0]["children"]) == 39


def test_the_list_puts_children_below_their_parents(ledger: Run, three: tuple[str, ...]) -> None:
    lines = ledger("rollup", *three, "--list").stdout.splitlines()
    assert "未达序时" in lines[1]
    assert [line.split("  ")[0] for line in lines[1:-1]] == [
        "city/ISSUE-001",
        "└ county-a/ISSUE-001",
        "└ county-b/ISSUE-001",
        "city/ISSUE-002",
        "└ county-a/ISSUE-002",
        "city/ISSUE-003",
        "county-a/ISSUE-003",
    ]


def test_filters_ask_each_issue_in_its_own_house(ledger: Run, three: tuple[str, ...]) -> None:
    of_bureau = told(ledger, *three, "--list", "--unit", "甲县水务局")["issues"]
    assert [one["id"] for one in of_bureau] == ["county-a/ISSUE-001", "county-a/ISSUE-002", "county-a/ISSUE-003"]
    assert of_bureau[0]["units"] == ["甲县水务局"]
    assert of_bureau[0]["person"] == "李四"
    assert told(ledger, *three, "--list", "--overdue")["total"]["issues"] == 1


def test_the_check_tells_what_lies_between_the_ledgers(ledger: Run, three: tuple[str, ...]) -> None:
    first = Path(three[1])
    issue(first, 4, parent="city/ISSUE-001", due="2027-06-30")
    issue(first, 5, parent="city/ISSUE-002", goal="完成畜禽养殖场粪污治理设施改造升级任务")
    issue(first, 6, parent="city/ISSUE-009")
    issue(first, 7, parent="province/ISSUE-001")
    answer = told(ledger, *three, "--check", code=1)
    between = rules(answer)
    assert between["child-after-parent"] == ["county-a/ISSUE-004"]
    assert between["copied-plan"] == ["county-a/ISSUE-005"]
    assert between["unknown-link"] == ["county-a/ISSUE-006"]
    assert between["parent-elsewhere"] == ["county-a/ISSUE-007"]
    assert between["not-handed-down"] == ["city/ISSUE-002"]
    assert len(answer["between"]) == 5
    (late,) = (one for one in answer["between"] if one["rule"] == "child-after-parent")
    assert (late["file"], late["level"]) == ("county-a/issues/ISSUE-004.yaml", "error")
    assert late["line"] > 1
    assert "county-b/ISSUE-001" in between["overdue"]  # each ledger's own rules as well


def test_the_page_says_how_many_faults_of_each_kind_and_how_many_plans_were_copied(
    ledger: Run, three: tuple[str, ...]
) -> None:
    first = Path(three[1])
    issue(first, 4, parent="city/ISSUE-001", due="2027-06-30")
    issue(first, 5, parent="city/ISSUE-002", goal="完成畜禽养殖场粪污治理设施改造升级任务")
    issue(first, 6, parent="city/ISSUE-002", due="2027-06-30")
    page = ledger("rollup", *three).stdout
    assert "上级任务 2 项：已分解到位 1 项，还差的 1 项；照抄上级方案的 1 件\n" in page
    told_last = page.splitlines()[-1]
    assert told_last == "台账之间的问题 4 条：时限晚于上级 2 条、没有分解 1 条、照抄上级方案 1 条（--check 逐条列出）"
    assert told(ledger, *three)["coverage"] == {"tasks": 2, "covered": 1, "missing": 1, "copied": 1}


def test_evidence_and_snapshots_are_looked_at_where_they_are(
    ledger: Run, three: tuple[str, ...], tmp_path: Path
) -> None:
    first = Path(three[1])
    paper = tmp_path / "照片.txt"
    paper.write_text("整改前", encoding="utf-8")
    added = ledger("evidence", "add", "3", str(paper), "--kind", "整改前照片", "--as", "zhang", cwd=first)
    assert added.returncode == 0, added.stderr
    (first / "snapshots/2026-04").mkdir(parents=True)
    before = told(ledger, *three, "--check", code=8)
    assert rules(before).keys() & {"evidence", "snapshot-unreadable"} == {"snapshot-unreadable"}
    (kept,) = (first / "evidence/ISSUE-003").iterdir()
    kept.write_text("整改后", encoding="utf-8")
    found = told(ledger, *three, "--check", code=8)
    assert rules(found)["evidence"] == ["county-a/ISSUE-003"]
    assert found["evidence_not_checked"] == []
    fetched = (three[0], committed(first), three[2])
    assert told(ledger, *fetched, "--check", code=1)["evidence_not_checked"] == ["county-a"]
    assert "佐证材料和快照没有核对：county-a（从仓库只取记录）" in ledger("rollup", *fetched, "--check").stdout


def test_what_a_ledger_has_a_waiver_for_is_counted_apart(ledger: Run, three: tuple[str, ...]) -> None:
    Path(three[2], "waivers.yaml").write_text(
        "waivers:\n  - {issue: ISSUE-001, rules: [overdue], reason: 汛期不能施工, by: zhang, expires: 2026-12-31}\n",
        encoding="utf-8",
    )
    answer = told(ledger, *three, "--check", code=1)
    assert ("overdue" in rules(answer), answer["excused"]) == (False, 1)


def test_one_ledger_alone_does_not_complain_of_a_parent_that_it_can_not_see(
    ledger: Run, three: tuple[str, ...]
) -> None:
    found = json.loads(ledger("check", "--json", cwd=Path(three[1])).stdout)
    assert "unknown-link" not in json.dumps(found)


def test_parents_in_a_circle_through_two_ledgers(ledger: Run, tmp_path: Path) -> None:
    one, two = found(tmp_path / "one", "某市整改办"), found(tmp_path / "two", "甲县整改办")
    issue(one, 1, parent="two/ISSUE-001")
    issue(two, 1, parent="one/ISSUE-001")
    between = rules(told(ledger, str(one), str(two), "--check", code=1))
    assert between["parent-loop"] == ["one/ISSUE-001", "two/ISSUE-001"]
    assert "two/ISSUE-001" in ledger("rollup", str(one), str(two), "--list").stdout


def test_two_parents_that_fit_are_not_chosen_between(ledger: Run, three: tuple[str, ...]) -> None:
    issue(Path(three[0]), 4, item="1.2")
    answer = told(ledger, *three, "--check", code=1)
    assert rules(answer)["parent-unclear"] == ["county-a/ISSUE-002"]


def test_the_same_ledger_twice_is_known_by_its_issues(ledger: Run, three: tuple[str, ...], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.symlink_to(three[1])
    done = ledger("rollup", *three, str(copy))
    assert (done.returncode, "是同一个台账" in done.stderr) == (2, True)
    moved = tmp_path / "elsewhere"
    for path in Path(three[1]).rglob("*"):
        if path.is_file():
            target = moved / path.relative_to(three[1])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    done = ledger("rollup", *three, str(moved))
    assert (done.returncode, "3 件是同一件" in done.stderr) == (2, True)


def test_a_single_issue_in_two_ledgers_is_told_and_counted(ledger: Run, three: tuple[str, ...]) -> None:
    issue(Path(three[2]), 2, uid="county-a-0003")
    issue(Path(three[2]), 3)
    assert told(ledger, *three)["shared"] == [["county-a/ISSUE-003", "county-b/ISSUE-002"]]
    assert rules(told(ledger, *three, "--check", code=1))["dup-uid"] == ["county-a/ISSUE-003"]


def test_what_can_not_be_read_is_named_and_the_rest_is_told(
    ledger: Run, three: tuple[str, ...], tmp_path: Path, folder: Path
) -> None:
    Path(three[2], "issues/ISSUE-002.yaml").write_text("id: [", encoding="utf-8")
    gone = str(tmp_path / "gone")
    done = ledger("rollup", *three, gone)
    assert done.returncode == 5
    assert f"gone（{gone}）读不了" in done.stderr
    assert "county-b/issues/ISSUE-002.yaml" in done.stderr
    for way in ((), ("--list",), ("--stats",), ("--check",)):  # what is on the page may be sent on alone
        page = ledger("rollup", *three, gone, *way).stdout
        assert "不全，读不了而没有算进去的：台账 gone、文件 1 个\n" in page
    answer = told(ledger, *three, gone, code=5)
    assert [one["name"] for one in answer["unread"]] == ["gone"]
    assert answer["total"]["issues"] == 7
    assert ledger("rollup", *three, gone, "--xlsx", "all.xlsx").returncode == 5
    assert not (folder / "all.xlsx").exists()
    assert ledger("rollup", *three, gone, "--xlsx", "all.xlsx", "--skip-broken").returncode == 5
    book = load_workbook(folder / "all.xlsx", read_only=True)
    told_inside = [str(cell) for row in book["汇总"].iter_rows(values_only=True) for cell in row]
    assert any("gone" in cell and "county-b/issues/ISSUE-002.yaml" in cell for cell in told_inside)
    assert ledger("rollup", gone).returncode == 5


def test_a_parent_in_a_ledger_that_can_not_be_read(ledger: Run, three: tuple[str, ...]) -> None:
    Path(three[0], "people.yaml").write_text("people: [", encoding="utf-8")
    answer = told(ledger, *three, "--check", code=5)
    assert rules(answer)["parent-unread"] == ["county-a/ISSUE-001", "county-b/ISSUE-001"]


def test_the_workbook_holds_every_issue_under_its_whole_name(ledger: Run, three: tuple[str, ...], folder: Path) -> None:
    assert ledger("rollup", *three, "--xlsx", "all.xlsx").returncode == 0
    book = load_workbook(folder / "all.xlsx", read_only=True)
    cells = [str(cell) for row in book["整改台账"].iter_rows(values_only=True) for cell in row]
    assert {one for one in cells if one.partition("/")[0] in {"city", "county-a", "county-b"}} == {
        *(f"city/ISSUE-00{number}" for number in (1, 2, 3)),
        *(f"county-a/ISSUE-00{number}" for number in (1, 2, 3)),
        "county-b/ISSUE-001",
    }
    assert "某市整改办台账等3个台账汇总" in "".join(cells)
    assert ledger("rollup", *three, "--xlsx", "all.xlsx").returncode == 6


def test_the_workbook_holds_the_sum_and_the_tasks_handed_down(
    ledger: Run, three: tuple[str, ...], folder: Path
) -> None:
    assert ledger("rollup", *three, "--xlsx", "all.xlsx").returncode == 0
    book = load_workbook(folder / "all.xlsx")
    rows = [[cell for cell in row if cell is not None] for row in book["各台账"].iter_rows(values_only=True)]
    at = next(at for at, row in enumerate(rows) if row and row[0] == "台账")
    *parts, whole = rows[at + 1 :]
    assert [row[0] for row in (*parts, whole)] == ["city", "county-a", "county-b", "合计"]
    assert [sum(row[column] for row in parts) for column in range(2, len(whole) + 1)] == whole[1:]
    assert whole[1] == whole[2] + whole[3] == sum(whole[4:]) == 7
    tasks = {row[0]: row for row in book["上下级任务"].iter_rows(values_only=True) if row[0]}
    assert tasks["city/ISSUE-001"][3] == "county-a/ISSUE-001 达到序时\ncounty-b/ISSUE-001 逾期"
    assert "county-b/ISSUE-001：最后期限 2026-04-30" in str(tasks["city/ISSUE-001"][5])
    assert tasks["city/ISSUE-002"][4] == "county-b（因有 各县（市、区）党委和政府）"
    assert ledger("rollup", three[1], "--xlsx", "one.xlsx").returncode == 0
    assert "上下级任务" not in load_workbook(folder / "one.xlsx").sheetnames


def test_the_site_links_a_child_to_its_parent_in_the_other_ledger(
    ledger: Run, three: tuple[str, ...], folder: Path
) -> None:
    assert ledger("rollup", *three, "--site", "out").returncode == 0
    page = (folder / "out/issues/county-a/ISSUE-001.html").read_text(encoding="utf-8")
    assert '<a href="../../issues/city/ISSUE-001.html">city/ISSUE-001</a>' in page
    assert (folder / "out/issues/city/ISSUE-001.html").is_file()
    inside = Path(three[1], "issues")
    assert ledger("rollup", *three, "--site", str(inside)).returncode == 2


def test_the_public_site_names_nobody_of_any_ledger(ledger: Run, three: tuple[str, ...], folder: Path) -> None:
    done = ledger("rollup", *three, "--site", "out", "--public")
    assert done.returncode == 0, done.stderr
    pages = "".join(path.read_text(encoding="utf-8") for path in (folder / "out").rglob("*.html"))
    assert not [name for name in ("张三", "李四", "王五", "zhang") if name in pages]


def test_statistics_are_of_all_and_of_each(ledger: Run, three: tuple[str, ...]) -> None:
    answer = told(ledger, *three, "--stats")
    assert answer["statistics"]["total"] == answer["total"]["issues"] == 7
    units = {one["name"]: one["total"] for one in answer["statistics"]["breakdowns"]["units"]["groups"]}
    assert (units["甲县水务局"], units["乙县水务局"]) == (3, 1)


def test_names_are_given_by_the_call_the_ledger_and_the_folder(ledger: Run, tmp_path: Path) -> None:
    first = found(tmp_path / "x" / "ledger", "甲县整改办", name="甲县")
    second = found(tmp_path / "y" / "ledger", "乙县整改办")
    third = found(tmp_path / "z" / "ledger", "丙县整改办")
    for root, mark in ((first, "x"), (second, "y"), (third, "z")):
        issue(root, 1, uid=f"{mark}-0000001")
    assert ledger("rollup", str(second), str(third)).returncode == 2
    named = told(ledger, str(first), str(second), f"丙县={third}")["ledgers"]
    assert [one["name"] for one in named] == ["甲县", "ledger", "丙县"]
    assert "不能做台账的名字" in ledger("rollup", f"丙 县={third}").stderr


def test_one_output_at_a_time(ledger: Run, three: tuple[str, ...]) -> None:
    assert ledger("rollup", *three, "--list", "--check").returncode == 2
    assert ledger("rollup", *three, "--public").returncode == 2


def test_the_words_of_the_parent_are_taken_by_edit(ledger: Run, three: tuple[str, ...]) -> None:
    done = ledger("edit", "3", "--set", "parent=city/ISSUE-003", "--why", "补填", "--as", "zhang", cwd=Path(three[1]))
    assert done.returncode == 0, done.stderr
    assert {"child": "county-a/ISSUE-003", "parent": "city/ISSUE-003", "how": "written"} in told(ledger, *three)[
        "links"
    ]


def test_twenty_ledgers_in_repositories(ledger: Run, tmp_path: Path) -> None:
    top = found(tmp_path / "city", "某市整改办")
    issue(top, 1, item="2.1", units="各县（市、区）党委和政府", goal="完成全市入河排污口排查整治工作任务")
    places = [committed(top)]
    for number in range(19):
        name = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申"[number]
        root = found(tmp_path / f"county-{number:02d}", f"{name}县整改办")
        issue(root, 1, item="2.1" if number else "9.9", due="2026-04-30" if number == 5 else "2026-12-31")
        issue(root, 2)
        places.append(committed(root))
    answer = told(ledger, *places)
    assert len(answer["ledgers"]) == 20
    assert answer["total"]["issues"] == sum(one["issues"] for one in answer["ledgers"]) == 39
    assert all(len(one["commit"]) == 40 for one in answer["ledgers"])
    assert [one["how"] for one in answer["links"]] == ["source"] * 18
    assert answer["tasks"][0]["missing"] == ["county-00"]
    assert [one["id"] for one in answer["late"][0]["children"]] == ["county-05/ISSUE-001"]

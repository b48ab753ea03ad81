"""The ledger that this repository carries (`issues/`, made from a town's plan of 2020): what must be late, and when.

The days below were worked out from the deadlines and the completions on record, by reading, not by running the program.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ledger.model.acts import REMARKS
from ledger.model.deadline import read
from ledger.model.issue import Issue
from ledger.model.schema import KINDS
from ledger.store import folder
from ledger.store.workspace import Workspace

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "src" / "ledger" / "store" / "shipped" / "ledger"
SOURCE = ROOT.parent / "shared" / "sources" / "C-niutang-2020-opinion.txt"
FIRST, LAST = date(2020, 4, 8), date(2021, 1, 4)
"""The day of the plan, and the last day of the story."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def house() -> Workspace:
    return Workspace(ROOT)


@pytest.fixture(scope="module")
def issues(house: Workspace) -> dict[str, Issue]:
    return {issue.id: issue for issue in folder.scan(house).issues}


def test_every_change_of_the_story_is_an_event_of_a_sound_chain(house: Workspace) -> None:
    """One event for each entry of 调度, each piece of evidence, each move: nothing happened that nobody signed."""
    scan = folder.scan(house, chains=True)
    assert [one for stored in scan.stored for one in stored.chain] == []
    for issue in scan.issues:
        moves = Counter(step.move for step in issue.history)
        assert moves["progress"] == len(issue.progress), issue.id
        assert moves["evidence"] == len(issue.evidence), issue.id
        assert (moves["verify"], moves["close"]) == (
            sum(one.result == "通过" for one in issue.verifications),
            len(issue.closures),
        ), issue.id


# --- what is late, on four days ---

FOUND = {
    "2020-04-20": [
        ("due-soon", "026"),  # 4月底前: ten days left
        ("overdue", "024"),  # 3月底: it was past when the paper came on 8 April; done on 28 April
    ],
    "2020-07-01": [
        ("behind", "019"),  # design by 5月底前, done on 10 July
        ("due-soon", "008"),  # straw patrols of the summer harvest by 7月上旬, done on 8 July
        ("overdue", "001"),  # 6月底前 was yesterday; done on 22 July
        ("stale", "033"),  # last heard of on 26 May, again on 24 July
        ("stale", "048"),  # last heard of on 24 April, again on 24 July
        ("stale", "050"),  # entered on 10 April and never started
    ],
    "2020-10-08": [
        ("behind", "017"),  # dredging by 9月底前, done on 20 November
        ("behind", "028"),  # first milestone 7月底前, done on 20 October
        ("due-soon", "019"),  # pipes by 10月20日前
        ("overdue", "009"),  # 9月底前: done on the 25th, but failed its verification on the 29th
        ("stale", "042"),  # long-term: proof of 30 June, the next on 15 October
        ("stale", "043"),  # nothing in September
        ("stale", "045"),  # nothing in September
        ("stale", "050"),
    ],
    "2021-01-04": [
        ("behind", "019"),  # pipes: 1.8 of 2 km
        ("behind", "029"),  # building by 11月底前: not done
        ("due-soon", "021"),  # extended to this very day, asked for and approved in December
        ("overdue", "013"),  # four of five rivers
        ("overdue", "018"),  # the fifth
        ("overdue", "019"),  # more time was asked for on 4 January: too late to count
        ("overdue", "029"),
        ("overdue", "032"),  # the year's figures come in January
        ("overdue", "047"),
        ("overdue", "050"),  # never started
        ("stale", "047"),  # last heard of on 25 November
        ("stale", "050"),
    ],
}


@pytest.mark.parametrize("day", FOUND)
def test_check_finds_what_the_deadlines_imply_and_no_fault_of_the_records(day: str, ledger: Run) -> None:
    done = ledger("check", "--json", "--as-of", day, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    found = [(one["rule"], one["issue"].removeprefix("ISSUE-")) for one in json.loads(done.stdout)["problems"]]
    assert sorted(found) == FOUND[day]


LATE = {
    "2020-04-20": [("024", "final", "2020-03-31", 20)],
    "2020-07-01": [("019", "measure", "2020-05-31", 31), ("001", "final", "2020-06-30", 1)],
    "2020-10-08": [
        ("028", "milestone", "2020-07-31", 69),
        ("009", "final", "2020-09-30", 8),
        ("017", "measure", "2020-09-30", 8),
    ],
    "2021-01-04": [
        ("019", "measure", "2020-10-20", 76),
        ("029", "measure", "2020-11-30", 35),
        *((one, "final", "2020-12-31", 4) for one in ("013", "018", "019", "029", "032", "047", "050")),
    ],
}


@pytest.mark.parametrize("day", LATE)
def test_overdue_lists_what_is_late_the_longest_first(day: str, ledger: Run) -> None:
    done = ledger("overdue", "--json", "--as-of", day, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    rows = json.loads(done.stdout)["overdue"]
    assert [(row["id"][-3:], row["kind"], row["due"], row["days_late"]) for row in rows] == LATE[day]


def test_the_day_of_the_deadline_is_still_in_time(ledger: Run) -> None:
    done = ledger("overdue", "--json", "--as-of", "2020-06-30", cwd=ROOT)
    assert [row["id"] for row in json.loads(done.stdout)["overdue"]] == ["ISSUE-019"]


STANDINGS = {
    "closed": "003 005 006 007 009 014 015 016 017 022 024 025 026 027 030 031 034 035 036 037 038 039 040 044 046 049",
    "verified": "002 008 012 020 028 033 041 048",
    "done": "004 010 023 043 045",
    "overdue": "013 018 019 029 032 047 050",
    "due-soon": "021",
    "long-term": "001 011 042",
}


def test_where_every_issue_stands_at_the_end(ledger: Run) -> None:
    listed = json.loads(ledger("list", "--json", "--as-of", "2021-01-04", cwd=ROOT).stdout)["issues"]
    standing = {name: [one["id"][-3:] for one in listed if one["standing"] == name] for name in STANDINGS}
    assert standing == {name: ids.split() for name, ids in STANDINGS.items()}
    assert len(listed) == sum(map(len, standing.values())) == 50


# --- what the issues show ---


def test_an_extension_asked_for_in_time_moves_the_day_and_keeps_the_old_one(ledger: Run) -> None:
    listed = json.loads(ledger("list", "--json", "--text", "两违三乱", "--as-of", "2020-10-08", cwd=ROOT).stdout)
    assert [(one["id"], one["original_due"], one["due"], one["overdue"]) for one in listed["issues"]] == [
        ("ISSUE-027", "2020-09-30", "2020-10-31", False)
    ]


def test_a_failed_verification_and_a_rebound_stay_on_record(issues: dict[str, Issue]) -> None:
    assert [one.result for one in issues["ISSUE-009"].verifications] == ["不通过", "通过"]
    rebound = issues["ISSUE-035"]
    moves = [step for step in rebound.history if step.move not in REMARKS]
    assert [step.move for step in moves] == ["register", "start", "verify", "close", "reopen", "verify", "close"]
    closed, reopened = moves[3], moves[4]
    assert reopened.former == closed.hash, "the new cycle points to the closing that it undoes"
    assert [one.rebound for one in rebound.lookbacks] == [True]
    assert [one.cycle for one in rebound.closures] == [1, 2]


def test_five_rivers_hang_on_one(issues: dict[str, Issue]) -> None:
    assert [issue.id for issue in issues.values() if issue.parent == "ISSUE-013"] == [
        f"ISSUE-{number:03}" for number in range(14, 19)
    ]


def test_a_deadline_with_two_meanings_has_a_note_that_says_which(issues: dict[str, Issue], house: Workspace) -> None:
    plan = issues["ISSUE-003"].plan
    assert plan is not None
    assert plan.deadline is not None
    assert read(plan.deadline.text, FIRST, house.office.calendar).damaged
    assert plan.deadline.due == date(2020, 12, 31)
    assert plan.deadline.note is not None


def test_a_unit_is_found_under_any_of_its_names(ledger: Run) -> None:
    listed = json.loads(ledger("list", "--json", "--unit", "镇财政分局", cwd=ROOT).stdout)["issues"]
    assert [(one["id"], one["units"]) for one in listed] == [("ISSUE-047", ["镇财政所"])]


# --- fact and illustration kept apart ---


def test_every_act_lies_between_the_day_of_the_plan_and_the_end_of_the_story() -> None:
    acts = re.compile(r"^[ -]*(date|at|done_on|received|requested_on|approved_on): \"?(\d{4}-\d\d-\d\d)", re.MULTILINE)
    days = [
        date.fromisoformat(day)
        for path in folder.paths(Workspace(ROOT))
        for _, day in acts.findall(path.read_text("utf-8"))
    ]
    assert len(days) > 500
    assert all(FIRST <= day <= LAST for day in days)


def test_every_file_says_what_in_it_is_an_example(issues: dict[str, Issue]) -> None:
    for issue in issues.values():
        assert "示例" in (ROOT / "issues" / f"{issue.id}.yaml").read_text("utf-8").splitlines()[1], issue.id
        for one in issue.evidence:
            assert "示例" in (ROOT / one.path).read_text("utf-8").splitlines()[0], one.path


@pytest.mark.skipif(not SOURCE.exists(), reason="../shared is not beside this checkout")
def test_every_finding_and_deadline_is_the_published_text(issues: dict[str, Issue]) -> None:
    published = SOURCE.read_text("utf-8")
    for issue in issues.values():
        assert issue.source.document is not None
        assert issue.source.document in published
        assert issue.source.received == FIRST
        assert issue.source.finding, issue.id
        assert issue.source.finding in published, issue.id
        assert issue.plan, issue.id
        assert issue.plan.deadline, issue.id
        assert issue.plan.deadline.text in published, issue.id


def test_the_page_about_this_ledger_lists_every_sentence(issues: dict[str, Issue]) -> None:
    page = (ROOT / "docs" / "own-ledger.md").read_text("utf-8")
    rows = re.findall(r"^\| (ISSUE-\d+) \| (\S+) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert rows == [
        (issue.id, issue.source.item, issue.plan.deadline.text, issue.source.finding)
        for issue in issues.values()
        if issue.plan and issue.plan.deadline
    ]


# --- the folder is a ledger as `init` makes it ---


def test_all_files_can_be_read(ledger: Run) -> None:
    done = ledger("validate", "--json", cwd=ROOT)
    verdict = json.loads(done.stdout)
    assert (done.returncode, verdict["files"], verdict["problems"]) == (0, 50, [])


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_on_file_is_the_one_the_program_gives(ledger: Run, kind: str) -> None:
    on_file = (ROOT / "templates" / f"{kind}.schema.json").read_text("utf-8")
    assert on_file == ledger("schema", "--kind", kind).stdout


def test_templates_and_editor_settings_are_the_shipped_ones() -> None:
    shipped, own = (
        {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (SHIPPED / "templates", ROOT / "templates")
    )
    # A book is described in the ledger only where the office has it otherwise than shipped.
    begun = {name: data for name, data in shipped.items() if not name.startswith("books/")}
    assert own == begun | {f"{kind}.schema.json": own[f"{kind}.schema.json"] for kind in KINDS}
    settings = (SHIPPED / "vscode-settings.json").read_text("utf-8")
    assert (ROOT / ".vscode" / "settings.json").read_text("utf-8") == settings

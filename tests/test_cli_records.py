"""`init`, `new`, `list`, `show`, `edit`, `stats`: a ledger from an empty folder, through the program itself."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import house
from ledger.actions import lists, reporting
from ledger.actions.desk import Desk
from ledger.cli.widths import width
from ledger.model import chain, trail
from ledger.model.acts import Step
from ledger.model.selection import Selection
from ledger.model.statistics import statistics
from ledger.store import gate
from ledger.store.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def ids(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [one["id"] for one in json.loads(done.stdout)["issues"]]


def editor(folder: Path, body: str) -> dict[str, str]:
    """`$EDITOR` as a small program: `body` is Python with the text of the file as `text`, to be changed."""
    script = folder.parent / "editor.py"
    script.write_text(
        "import sys; from pathlib import Path\n"
        "path = Path(sys.argv[1]); text = path.read_bytes().decode()\n"
        f"{body}\n"
        "path.write_bytes(text.encode())\n",
        "utf-8",
    )
    return {"EDITOR": f'"{sys.executable}" "{script}"'}


def signed(text: str) -> list[tuple[str, str, list[tuple[object, ...]]]]:
    """The chained events of a file: the move, who made it, and each change as field, from, to."""
    tree = gate.read(text.encode(), "x.yaml")
    assert isinstance(tree, gate.Tree)
    steps = [Step.model_validate(one) for one in trail.events(tree.data) if one.get("hash")]
    assert not chain.faults(tree.data, "x")
    return [(one.move, one.by, [(c.field, c.old, c.new) for c in one.changes]) for one in steps]


NOTHING_YET = "一个问题文件也没有。路径对吗？登记第一个用 ledger new 问题名称。\n"

# --- init and new ---


def test_from_an_empty_folder_to_the_first_issue(ledger: Run, folder: Path) -> None:
    made = ledger("init", "--title", '某县"督察"台账', "--unit", "县整改办", "--as", "zhang@example.gov.cn")
    assert made.returncode == 0, made.stderr
    assert {path.name for path in folder.iterdir()} >= {"ledger.toml", "people.yaml", "units.yaml", "issues", ".vscode"}
    again = ledger("init")
    assert (again.returncode, "已经是一本台账" in again.stderr) == (6, True)

    empty = ledger("list")
    assert (empty.returncode, empty.stdout) == (0, NOTHING_YET), "a new ledger is empty, and that is no fault"
    for command in ("check", "overdue", "stats"):
        done = ledger(command)
        assert (done.returncode, done.stdout) == (5, NOTHING_YET), "no issue at all where some were expected"
        in_json = ledger(command, "--json")
        assert (in_json.returncode, json.loads(in_json.stdout)["schema_version"]) == (5, 1)

    new = ledger(
        *("new", "红旗河水质超标", "--as", "zhang", "--measure", "清淤 3 公里", "--measure", "封堵直排口"),
        *(
            "--set",
            "整改时限=2026年9月底前，并长期坚持",
            "--set",
            "责任单位=县水务局、县住建局",
            "--set",
            "问题来源=信访",
        ),
        *("--set", "plan.goal=达到Ⅲ类", "--set", "督导单位=市生态环境局", "--set", "原文编号=1.10"),
    )
    assert (new.returncode, new.stdout) == (0, "ISSUE-001\n"), "the id alone, for scripts"
    assert "2026-09-30" in new.stderr, "how the deadline was read is said at once"
    text = (folder / "issues/ISSUE-001.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../templates/issue.schema.json\nid: ISSUE-001\nuid: ")
    assert 'item: "1.10"' in text
    assert (folder / "templates/issue.schema.json").is_file()
    record = json.loads(ledger("show", "1", "--json").stdout)["issue"]
    assert record["plan"]["responsible_units"] == ["县水务局", "县住建局"]
    assert [one["number"] for one in record["plan"]["measures"]] == ["1", "2"]
    assert (record["plan"]["deadline"]["due"], record["plan"]["deadline"]["long_term"]) == ("2026-09-30", True)
    step = record["history"][0]
    assert {key: step[key] for key in ("move", "after", "by", "unit", "date", "at", "cycle")} == {
        "move": "register",
        "after": "open",
        "by": "zhang",
        "unit": "县整改办",
        "date": "2026-05-20",
        "at": "2026-05-20T00:00:00+08:00",
        "cycle": 1,
    }
    assert (step["prev"], step["hash"][:7], step["state"][:7]) == ([], "sha256:", "sha256:"), "the chain begins with it"
    assert ledger("check").returncode == 0


def test_a_template_fills_in_what_every_such_issue_says(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "templates/petition.yaml", "level: 中央\nsource: {kind: 信访, batch: 第22批}\n".encode())
    done = ledger(
        *(
            "new",
            "--template",
            "petition",
            "--set",
            "source.finding=河水发黑。群众反映多次。",
            "--as",
            "zhang",
            "--json",
        )
    )
    made = json.loads(done.stdout)
    assert made.keys() == {"schema_version", "id", "uid", "file"}
    assert (made["schema_version"], made["id"], made["file"]) == (1, "ISSUE-006", "issues/ISSUE-006.yaml")
    record = json.loads(ledger("show", "006", "--json").stdout)["issue"]
    assert record["title"] == "河水发黑", "a title is taken from the finding's own words"
    assert (record["level"], record["source"]["batch"], record["uid"]) == ("中央", "第22批", made["uid"])


def test_a_new_issue_with_wrong_values_names_each_and_writes_nothing(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    done = ledger(
        *("new", "x", "--set", "plan.gaol=a", "--set", "status=closed", "--set", "no sign", "--set", "level=国"),
        *("--as", "zhang"),
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert all(words in done.stderr for words in ("plan.goal", "状态", "等号"))
    typed = ledger("new", "x", "--set", "level=国", "--set", "交办日期=2026-02-30", "--as", "zhang")
    assert (typed.returncode, "中央" in typed.stderr, "没有这一天" in typed.stderr) == (2, True, True)
    huge = ledger(
        "new", "x", "--set", "问题原文=" + "长" * 40_000, *["--measure=" + "宽" * 40_000] * 2, "--as", "zhang"
    )
    assert (huge.returncode, "超过上限" in huge.stderr) == (5, True)
    assert ledger("new", "--template", "petitoin").returncode == 3
    assert ledger("new").returncode == 2
    assert house.contents(folder) == before


# --- looking ---


def test_the_list_shows_every_issue_and_counts_them(ledger: Run, folder: Path) -> None:
    house.build(folder)
    shown = ledger("list")
    assert shown.returncode == 0
    lines = shown.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:-1]] == list(house.IDS)
    assert lines[1].split() == ["ISSUE-001", "整改中", "逾期", "2026-03-31", "逾期50天", "县水务局", "红旗河水质超标"]
    assert lines[-1] == "共 5 件（截至 2026-05-20）"
    listed = json.loads(ledger("list", "--json").stdout)
    assert listed.keys() == {"schema_version", "as_of", "total", "broken", "issues", "uncovered_years"}
    assert (listed["as_of"], listed["total"], listed["broken"]) == ("2026-05-20", 5, [])
    assert listed["issues"][0] == {
        "id": "ISSUE-001",
        "title": "红旗河水质超标",
        "status": "in-progress",
        "standing": "overdue",
        "overdue": True,
        "due": "2026-03-31",
        "original_due": "2026-03-31",
        "days_left": -50,
        "deadline": "2026年3月底前",
        "units": ["县水务局"],
        "person": "qian",
        "region": "红旗镇",
        "fields": ["水"],
        "source": "信访",
        "batch": "第21批",
        "completed_on": None,
        "last_report": "2026-04-25",
        "void": None,
        "file": "issues/ISSUE-001.yaml",
    }


def test_another_day_shows_the_ledger_of_that_day(ledger: Run, folder: Path) -> None:
    house.build(folder)
    then = {one["id"]: one for one in json.loads(ledger("list", "--as-of", "2026-01-31", "--json").stdout)["issues"]}
    assert "ISSUE-002" not in then, "it was handed over in May"
    assert (then["ISSUE-004"]["status"], then["ISSUE-001"]["overdue"]) == ("in-progress", False)
    by_environment = ledger("list", env={"LEDGER_TODAY": "2026-01-31"})
    assert "4 件，全部 5 件（截至 2026-01-31）" in by_environment.stdout
    not_yet = ledger("show", "2", "--as-of", "2026-01-31")
    assert (not_yet.returncode, "2026-05-04" in not_yet.stderr) == (2, True)


SELECTIONS = (
    (Selection(statuses=("in-progress",)), ["ISSUE-001", "ISSUE-005"]),
    (Selection(statuses=("open", "closed")), ["ISSUE-002", "ISSUE-004"]),
    (Selection(units=("县水利局",)), ["ISSUE-001", "ISSUE-005"]),
    (Selection(regions=("青石镇",), fields=("水",)), ["ISSUE-005"]),
    (Selection(sources=("省级督察",), batches=("第三轮",)), ["ISSUE-003", "ISSUE-004"]),
    (Selection(overdue=True), ["ISSUE-001"]),
    (Selection(due_within=10), ["ISSUE-002"]),
    (Selection(text="直排口"), ["ISSUE-001"]),
)


@pytest.mark.parametrize(("chosen", "wanted"), SELECTIONS)
def test_a_selection_means_the_same_to_every_action(folder: Path, chosen: Selection, wanted: list[str]) -> None:
    """In this process, for every filter; through the program below, for the spelling of the options."""
    desk = Desk(Workspace(house.build(folder)), date(2026, 5, 20), datetime(2026, 5, 20, tzinfo=UTC))
    assert [line.about.id for line in lists.listing(desk, chosen).lines] == wanted
    report = reporting.report(desk, chosen, skip_broken=False)
    assert [entry.issue.id for entry in report.entries] == wanted
    assert statistics(report).total == len(wanted)


@pytest.mark.parametrize(
    "options", ["--unit 县水利局 --status 整改中 --region 青石镇 --text 巡河 --batch 2026年", "--overdue"]
)
def test_a_selection_means_the_same_in_list_stats_and_export(ledger: Run, folder: Path, options: str) -> None:
    house.build(folder)
    wanted = ids(ledger("list", "--json", *options.split()))
    assert len(wanted) == 1
    assert json.loads(ledger("stats", "--json", *options.split()).stdout)["total"] == 1
    done = ledger("export", "--xlsx", "x.xlsx", "--json", *options.split())
    assert json.loads(done.stdout)["issues"] == 1


def test_an_issue_is_found_by_its_number_however_it_is_typed(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for word in ("4", "issue-4", "ISSUE 004"):
        assert ledger("show", word).stdout.startswith("ISSUE-004  雨污分流"), word
    page = ledger("show", "001").stdout
    assert all(part in page for part in ("整改中 · 逾期 · issues/ISSUE-001.yaml", "某乙", "红旗河两岸有 17 个直排口，"))
    assert ledger("show", "红旗河").returncode == 2
    none = ledger("show", "99")
    assert (none.returncode, "共 5 件" in none.stderr) == (3, True)


def test_the_figures_add_up(ledger: Run, folder: Path) -> None:
    house.build(folder)
    found = json.loads(ledger("stats", "--json").stdout)
    assert found["schema_version"] == 1
    for partition in ("standings", "statuses"):
        assert sum(one["count"] for one in found[partition]) == found["total"] == 5, partition
    text = ledger("stats").stdout
    assert "按责任单位" in text
    assert "分母 5 件" in text


# --- editing ---


def test_a_field_is_set_and_only_its_line_changes(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("edit", "1", "--set", "行政区域=白石镇", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    path = folder / "issues/ISSUE-001.yaml"
    text = path.read_text("utf-8")
    assert text.startswith(house.LATE.replace("region: 红旗镇", "region: 白石镇")), (
        "below it only the event that signs it"
    )
    assert signed(text) == [("edit", "zhang", [("region", "红旗镇", "白石镇")])]
    assert ledger("edit", "1", "--set", "行政区域=白石镇", "--as", "zhang").returncode == 0
    added = ledger("edit", "2", "--measure", "联网", "--set", "措施.1.措施时限=2026-05-27", "--as", "zhang")
    assert added.returncode == 0, added.stderr
    text = (folder / "issues/ISSUE-002.yaml").read_text("utf-8")
    assert "联网" in text
    assert "2026-05-27" in text


def test_what_was_signed_changes_only_through_its_own_command(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    for setting, words in {
        "status=closed": "自己的命令",
        "整改时限=2027年底前": "ledger extend ISSUE-001",
        "history=[]": "自己的命令",
    }.items():
        done = ledger("edit", "1", "--set", setting, "--as", "zhang")
        assert done.returncode in {2, 4}, setting
        assert words in done.stderr, done.stderr
    closed = ledger("edit", "4", "--set", "plan.goal=别的", "--as", "zhang")
    assert (closed.returncode, "方案不能再改" in closed.stderr) == (4, True)
    assert house.contents(folder) == before


def test_an_edited_text_lands_whole_with_the_hands_own_spacing(ledger: Run, folder: Path) -> None:
    house.build(folder)
    change = editor(folder, "text = text.replace('红旗镇', '白石镇  # 区划调整')")
    done = ledger("edit", "1", "--as", "zhang", env=change)
    assert done.returncode == 0, done.stderr
    wanted = house.LATE.replace("红旗镇", "白石镇  # 区划调整")
    text = (folder / "issues/ISSUE-001.yaml").read_text("utf-8")
    assert (text.startswith(wanted), signed(text)) == (True, [("edit", "zhang", [("region", "红旗镇", "白石镇")])])
    untouched = ledger("edit", "1", "--as", "zhang", env=editor(folder, ""))
    assert (untouched.returncode, "没有改动" in untouched.stderr) == (0, True)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("text = text.replace('status: in-progress', 'status: closed')", 4, "状态"),
        ("text = text.replace('id: ISSUE-001', 'id: ISSUE-009')", 4, "问题编号"),
        ("text = text.replace('title:', 'titel:')", 5, "title"),
        ("text += 'region: 白石镇\\n'", 5, "ISSUE-001.yaml:48:1: dup-key"),
        ("text = text[: len(text) // 2] + '\\x1b[31m'", 5, "U+001B"),
        ("text = ''", 5, "清空"),
        ("sys.exit(3)", 2, "没有正常结束"),
    ],
)
def test_an_edit_that_is_wrong_does_not_land(ledger: Run, folder: Path, body: str, code: int, words: str) -> None:
    before = house.contents(house.build(folder))
    done = ledger("edit", "1", "--as", "zhang", env=editor(folder, body))
    assert done.returncode == code, done.stderr
    assert words in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert house.contents(folder) == before


def test_a_file_changed_behind_the_editors_back_is_not_written_over_and_nothing_typed_is_lost(
    ledger: Run, folder: Path
) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    theirs = house.LATE.replace("红旗镇", "青石镇")
    behind = f"Path({str(path)!r}).write_text({theirs!r}, 'utf-8')\ntext = text.replace('红旗镇', '白石镇')"
    done = ledger("edit", "1", "--as", "zhang", env=editor(folder, behind))
    assert done.returncode == 6
    assert "被别人改过" in done.stderr
    assert path.read_text("utf-8") == theirs
    kept = folder / ".ledger/ISSUE-001.not-saved.yaml"
    assert kept.name in done.stderr
    assert kept.read_text("utf-8") == house.LATE.replace("红旗镇", "白石镇")


def test_a_rewritten_file_keeps_its_mode(ledger: Run, folder: Path) -> None:
    path = house.build(folder) / "issues/ISSUE-001.yaml"
    path.chmod(0o660)
    assert ledger("edit", "1", "--set", "行政区域=白石镇", "--as", "zhang").returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_without_a_terminal_no_editor_is_opened_that_nobody_chose(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("edit", "1", "--as", "zhang")
    assert (done.returncode, "--set" in done.stderr) == (2, True)


def test_a_published_deadline_is_not_moved_by_editing(ledger: Run, folder: Path) -> None:
    """Neither its words nor its meaning nor the day of the hand-over: each would hide that the work is late."""
    house.build(folder)
    before = house.contents(folder)
    for setting in (
        "plan.deadline.base=2026-05-01",
        "plan.deadline.long_term=true",
        "plan.deadline.due=2027-01-01",
        "source.received=2026-05-19",
        "progress=",
        "措施.1.措施完成日期=2026-05-01",
        "plan.measures.1.cycle=2",
    ):
        done = ledger("edit", "1", "--set", setting, env={"LEDGER_USER": "qian"})
        assert done.returncode == 4, (setting, done.stderr)
    assert house.contents(folder) == before


def test_units_replaced_after_the_start_are_signed_for_and_still_cannot_verify(ledger: Run, folder: Path) -> None:
    house.build(folder)
    change = ("edit", "1", "--set", "责任单位=县住建局")
    unsigned = ledger(*change)
    assert (unsigned.returncode, "--why" in unsigned.stderr) == (4, True)


def test_a_page_names_the_files_put_on_file_and_fits_its_width(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for name in ("整改后东岸管网接入点现场照片.jpg", "竣工验收报告.pdf"):
        (folder / name).write_bytes(name.encode())
    filed = ledger(
        *("evidence", "add", "1", "整改后东岸管网接入点现场照片.jpg", "竣工验收报告.pdf"),
        *("--note", "证明东岸三处接入点已经全部封堵并接入市政管网", "--as", "zhang"),
    )
    assert filed.returncode == 0, filed.stderr
    page = ledger("show", "1").stdout
    told = "".join(page.split("存入佐证")[1].split())
    assert "整改后东岸管网接入点现场照片.jpg、竣工验收报告.pdf" in told
    assert max(map(width, page.splitlines())) <= 100

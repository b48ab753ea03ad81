"""`ledger snapshot`: a month is put down for good, months are compared, and the histories have the last word."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import chained
import house
from ledger.errors import ConflictError
from ledger.model import snapshot
from ledger.model.acts import STATUSES, Status
from ledger.model.schedule import STANDINGS, Standing
from ledger.model.snapshot import FIGURES, Frozen
from ledger.store import snapshots
from ledger.store.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DOCUMENT = Path(__file__).parents[1] / "docs/snapshots.md"
LATER = {"LEDGER_TODAY": "2026-06-02"}
BACKDATED = (
    "progress",
    "1",
    "--as",
    "qian",
    "-m",
    "已完成",
    "--measure",
    "1",
    "--measure",
    "2",
    "--as-of",
    "2026-04-28",
)
"""What somebody writes down in May of something done in April."""


def kept(folder: Path, name: str) -> dict[str, str]:
    """The files of a snapshot, as digests."""
    files = sorted((folder / "snapshots" / name).iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def april(ledger: Run, folder: Path) -> Path:
    """A ledger whose April has been put down."""
    chained.build(folder)
    done = ledger("snapshot", "2026-04", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    return folder


# -- one month


def test_a_month_becomes_a_folder_with_its_sheet_its_issues_and_its_numbers(ledger: Run, april: Path) -> None:
    files = kept(april, "2026-04")
    assert files.keys() == {"manifest.json", "台账.xlsx", "counts.json", "issues.json"}
    place = april / "snapshots/2026-04"
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert {one["path"]: one["sha256"] for one in manifest["files"]}.items() <= files.items()
    assert (manifest["month"], manifest["as_of"], manifest["by"]) == ("2026-04", "2026-04-30", "zhang")
    sealed = april / manifest["checkpoint"]["file"]
    assert json.loads(sealed.read_text("utf-8"))["root"] == manifest["checkpoint"]["root"]
    counts = json.loads((place / "counts.json").read_text("utf-8"))
    assert (counts["total"], counts["statuses"]["verified"], counts["standings"]["overdue"]) == (4, 2, 1)
    assert sum(counts["standings"].values()) == sum(counts["statuses"].values()) == counts["total"]
    assert counts["statistics"]["as_of"] == "2026-04-30"
    issues = json.loads((place / "issues.json").read_text("utf-8"))["issues"]
    assert {one["id"]: one["status"] for one in issues} == {
        **dict.fromkeys(("ISSUE-001", "ISSUE-005"), "in-progress"),
        **dict.fromkeys(("ISSUE-003", "ISSUE-004"), "verified"),
    }
    assert ledger("audit").stdout.splitlines()[-2:] == ["快照：1 份，逐份核对", "未发现删改"]


def test_its_sheet_is_the_ledger_of_the_months_last_day_under_the_root_of_that_moment(april: Path) -> None:
    place = april / "snapshots/2026-04"
    book = load_workbook(io.BytesIO((place / "台账.xlsx").read_bytes()))
    said = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert "统计截止日期：2026年4月30日" in said
    assert manifest["checkpoint"]["root"][7:19] in str(book["整改台账"].oddFooter)
    assert not any("锅炉低氮改造滞后" in text for text in said)  # handed over in May


def test_the_same_month_again_writes_nothing_and_says_so(ledger: Run, april: Path) -> None:
    before = house.contents(april)
    again = ledger("snapshot", "2026-04", "--as", "zhang", env=LATER)
    assert again.returncode == 0
    assert again.stdout.startswith(
        "2026-04 的办理记录与快照一致，不再重复定格：snapshots/2026-04（2026-05-20 00:00）\n"
    )
    assert house.contents(april) == before


@pytest.mark.usefixtures("april")
def test_what_happens_after_the_month_does_not_change_it(ledger: Run) -> None:
    done = ledger("progress", "1", "--as", "qian", "-m", "已清淤 2 公里", "--measure", "1", "--quantity", "2")
    assert done.returncode == 0, done.stderr
    assert ledger("edit", "1", "--set", "region=青石镇", "--why", "写错", "--as", "zhang").returncode == 0
    again = ledger("snapshot", "2026-04", "--as", "zhang")
    assert (again.returncode, "不再重复定格" in again.stdout) == (0, True), again.stderr


def test_a_month_that_changed_gets_a_successor_that_says_why(ledger: Run, april: Path) -> None:
    first = kept(april, "2026-04")
    assert ledger(*BACKDATED).returncode == 0
    refused = ledger("snapshot", "2026-04", "--as", "zhang")
    assert refused.returncode == 4
    assert "  - ISSUE-001 完成日期：快照记“无”，按办理记录是“2026-04-28”\n" in refused.stderr
    assert refused.stderr.splitlines()[-1] == "要再定格一次，请写明原因：ledger snapshot 2026-04 --why 原因"
    done = ledger("snapshot", "2026-04", "--why", "补记四月完成的措施", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    assert kept(april, "2026-04") == first
    told = json.loads(ledger("snapshot", "--json").stdout)["snapshots"]
    assert [(one["name"], one["why"]) for one in told] == [("2026-04", None), ("2026-04.2", "补记四月完成的措施")]
    assert told[1]["previous"] == [told[0]["digest"]]
    assert ledger("audit").returncode == 0


def test_a_month_that_is_not_over_is_refused(ledger: Run, april: Path) -> None:
    refused = ledger("snapshot", "2026-05", "--as", "zhang", env={"LEDGER_TODAY": "2026-05-31"})
    assert (refused.returncode, refused.stderr) == (
        4,
        "错误：2026-05 还没有过完（到 2026-05-31 止，今天 2026-05-31），过完再定格\n",
    )
    assert ledger("snapshot", "2026-05", "--as", "zhang", env={"LEDGER_TODAY": "2026-06-01"}).returncode == 0
    assert (april / "snapshots/2026-05").is_dir()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("2026-13",), 2, "“2026-13”不是月份"),
        (("2025-12",), 5, "2025-12 月末时台账里还没有问题"),
        (("2026-04", "--compare", "2026-03", "2026-04"), 2, "不能同时"),
        (("--why", "更正"), 2, "--why 只用于定格一个月"),
        (("--compare", "2026-03", "2026-04"), 3, "没有 2026-03 的快照"),
        (("--compare", "三月", "2026-04"), 2, "“三月”不是快照的名称"),
    ],
)
def test_what_can_not_be_is_refused(ledger: Run, april: Path, words: tuple[str, ...], code: int, said: str) -> None:
    before = house.contents(april)
    refused = ledger("snapshot", *words, "--as", "zhang")
    assert refused.returncode == code
    assert said in refused.stderr
    assert house.contents(april) == before


def test_nothing_is_put_down_of_what_seal_would_refuse(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("红旗河水质超标", "红旗河"), "utf-8")
    before = house.contents(folder)
    assert ledger("snapshot", "2026-04", "--as", "zhang").returncode == 4
    assert house.contents(folder) == before
    told = ledger("snapshot", "2026-04", "--despite", "待张三补签", "--as", "zhang")
    assert told.returncode == 0, told.stderr


@pytest.mark.usefixtures("april")
def test_where_the_month_before_was_left_out_the_nearest_is_named(ledger: Run) -> None:
    june = {"LEDGER_TODAY": "2026-07-01"}
    done = ledger("snapshot", "2026-06", "--as", "zhang", env=june)
    assert "2026-05 没有快照，没有比较" in done.stderr
    assert "ledger snapshot --compare 2026-04 2026-06" in done.stderr
    assert ledger("snapshot", "--compare", "2026-04", "2026-06", env=june).returncode == 0
    assert ledger("snapshot", "2026-05", "--as", "zhang", env=june).returncode == 0
    assert "没有比较" not in ledger("snapshot", "2026-06", "--as", "zhang", env=june).stderr


def test_a_file_that_can_not_be_read_is_in_no_figure_silently(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    house.put(folder / "issues/ISSUE-006.yaml", b"id: [")
    refused = ledger("snapshot", "2026-04", "--despite", "先定格", "--as", "zhang")
    assert (refused.returncode, refused.stderr) == (
        5,
        "错误：有 1 件无法读取（issues/ISSUE-006.yaml），没有定格：少了它们的数字不作数。看原因：ledger validate\n",
    )
    assert not (folder / "snapshots").exists()


def test_a_ledger_without_snapshots_says_how_to_take_one(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    assert ledger("snapshot").stdout == "还没有快照。定格上个月：ledger snapshot 2026-04\n"


# -- altered


def forged(place: Path) -> None:
    path = place / "issues.json"
    path.write_text(path.read_text("utf-8").replace('"overdue"', '"on-time"'), "utf-8")


def swapped(place: Path) -> None:
    (place / "台账.xlsx").unlink()


def stuffed(place: Path) -> None:
    (place / "说明.txt").write_text("x", "utf-8")


def emptied(place: Path) -> None:
    (place / "manifest.json").write_text("{}", "utf-8")


def linked(place: Path) -> None:
    (place / "counts.json").rename(place.parent.parent / "away.json")
    (place / "counts.json").symlink_to(place.parent.parent / "away.json")


def renamed(place: Path) -> None:
    place.rename(place.with_name("2026-02"))


ALTERED: dict[Callable[[Path], None], str] = {
    forged: "snapshot-changed",
    swapped: "snapshot-file-gone",
    stuffed: "snapshot-file-more",
    emptied: "snapshot-unreadable",
    linked: "snapshot-changed",
    renamed: "snapshot-name",
}


@pytest.mark.parametrize("harm", ALTERED, ids=lambda harm: harm.__name__)
def test_a_snapshot_that_was_altered_is_found_and_believed_no_more(
    ledger: Run, april: Path, harm: Callable[[Path], None]
) -> None:
    harm(april / "snapshots/2026-04")
    audited = ledger("audit", "--json")
    assert (audited.returncode, [one["rule"] for one in json.loads(audited.stdout)["problems"]]) == (8, [ALTERED[harm]])
    checked = ledger("check", "--brief")
    assert (checked.returncode, f": {ALTERED[harm]}: " in checked.stdout) == (8, True)
    listed = ledger("snapshot")
    assert (listed.returncode, f"[{ALTERED[harm]}]" in listed.stdout) == (8, True)
    assert ledger("snapshot", "2026-03", "--as", "zhang").returncode == 8


def test_a_snapshot_that_is_gone_is_missed_by_the_next_and_a_checkpoint_by_its_snapshot(
    ledger: Run, april: Path
) -> None:
    assert ledger("snapshot", "2026-05", "--as", "zhang", env=LATER).returncode == 0
    shutil.rmtree(april / "snapshots/2026-04")
    assert [one["rule"] for one in json.loads(ledger("audit", "--json").stdout)["problems"]] == ["snapshot-gone"]
    shutil.rmtree(april / "checkpoints")
    rules = [one["rule"] for one in json.loads(ledger("audit", "--json").stdout)["problems"]]
    assert rules == ["snapshot-gone", "snapshot-checkpoint"]


def test_what_a_crash_left_is_no_snapshot_and_is_swept_away(ledger: Run, april: Path) -> None:
    house.put(april / "snapshots/.2026-05.0123456789ab.tmp/counts.json", b"{")
    assert ledger("audit").returncode == 0
    assert ledger("snapshot", "2026-05", "--as", "zhang", env=LATER).returncode == 0
    assert sorted(path.name for path in (april / "snapshots").iterdir()) == ["2026-04", "2026-05"]


# -- two months


@pytest.mark.usefixtures("april")
def test_two_months_are_compared_figure_by_figure_with_the_issues(ledger: Run) -> None:
    done = ledger("snapshot", "2026-05", "--as", "zhang", env=LATER)
    assert done.returncode == 0, done.stderr
    told = ledger("snapshot", "--compare", "2026-04", "2026-05")
    assert told.returncode == 0
    assert told.stdout == (
        "2026-04 → 2026-05（截至 2026-04-30 → 2026-05-31）\n"
        "项目        上期  增加  减少  本期\n"
        "问题总数    4     +1    0     5\n"
        "完成整改    2     0     0     2\n"
        "已销号      0     +1    0     1\n"
        "逾期        1     +1    0     2\n"
        "反弹（次）  0     0     0     0\n"
        "问题总数增加：ISSUE-002\n"
        "已销号增加：ISSUE-004\n"
        "逾期增加：ISSUE-002\n"
        "与办理记录核对：2026-04 的各项数字都一致\n"
        "与办理记录核对：2026-05 的各项数字都一致\n"
    )
    assert told.stdout in done.stdout
    assert told.stdout in DOCUMENT.read_text("utf-8")


@pytest.mark.usefixtures("april")
def test_a_figure_that_the_histories_contradict_is_told_with_its_issues(ledger: Run) -> None:
    assert ledger("snapshot", "2026-05", "--as", "zhang", env=LATER).returncode == 0
    assert ledger(*BACKDATED, env=LATER).returncode == 0
    told = ledger("snapshot", "--compare", "2026-04", "2026-05")
    assert told.returncode == 1
    assert "2026-04：完成整改，快照记 2，按办理记录是 3（ISSUE-001）\n" in told.stdout
    assert "2026-05：逾期，快照记 2，按办理记录是 1（ISSUE-001）\n" in told.stdout
    again = ledger("snapshot", "2026-04", "--why", "补记", "--as", "zhang", env=LATER)
    assert again.returncode == 0, again.stderr
    found = json.loads(ledger("snapshot", "--compare", "2026-04.1", "2026-04.2", "--json").stdout)
    assert (found["sound"], found["checks"][0]["successor"]) == (True, "2026-04.2")
    assert found["figures"]["finished"] == {"before": 2, "came": ["ISSUE-001"], "went": [], "now": 3}


# -- the law of it

ENDED: dict[Status, Standing] = {"verified": "verified", "closed": "closed"}
RUNNING = [one for one in STANDINGS if one not in ENDED.values()]


@st.composite
def frozen(draw: st.DrawFn) -> Frozen:
    """An issue as a snapshot may hold it: its standing follows from its status and from whether the work is done."""
    status = draw(st.sampled_from(STATUSES))
    running = draw(st.sampled_from(RUNNING))
    uid = draw(st.sampled_from("abcdefgh"))
    return Frozen(
        uid=uid,
        id=f"ISSUE-{ord(uid):03}",
        title="x",
        status=status,
        standing=ENDED.get(status, running),
        cycle=1,
        received=date(2026, 1, 4),
        completed_on=date(2026, 4, 1) if running == "done" and status not in ENDED else None,
        rebounds=draw(st.integers(0, 2)),
        source="信访",
    )


LINES = st.lists(frozen(), unique_by=lambda one: one.uid)


@given(before=LINES, now=LINES)
def test_every_figure_is_the_last_one_with_what_came_and_without_what_went(
    before: list[Frozen], now: list[Frozen]
) -> None:
    found = snapshot.movements(before, now)
    assert [one.figure for one in found] == list(FIGURES)
    for one in found:
        assert one.before + len(one.came) - len(one.went) == one.now
    assert found[0].now == len(now)


@given(stated=LINES, found=LINES)
def test_a_contradicted_figure_always_has_a_disagreement_about_an_issue(
    stated: list[Frozen], found: list[Frozen]
) -> None:
    differing = {one.id for one in snapshot.disagreements(stated, found)}
    for figure in snapshot.contradictions(stated, found):
        assert figure.issues
        assert set(figure.issues) <= differing
    assert snapshot.disagreements(stated, stated) == snapshot.contradictions(stated, stated) == ()


@given(LINES)
def test_what_is_written_is_read_again(issues: list[Frozen]) -> None:
    text = snapshots.issues_text({"month": "2026-04"}, issues)
    assert [Frozen.model_validate(one) for one in json.loads(text)["issues"]] == issues


def test_a_name_is_a_month_and_perhaps_an_edition() -> None:
    assert snapshot.named("2026-10") == ("2026-10", None)
    assert snapshot.named("2026-10.2") == ("2026-10", 2)
    assert [snapshot.named(one) for one in ("2026-13", "2026-10.0", "../2026-10", "2026-10.2.3")] == [None] * 4


def test_somebody_elses_snapshot_meanwhile_is_not_written_over(april: Path) -> None:
    workspace = Workspace(april)
    shelf = snapshots.scan(workspace)
    with pytest.raises(ConflictError, match=r"snapshot\.meanwhile"):
        snapshots.write(workspace, shelf.kept[0].manifest, {"counts.json": b"{}"}, [])
    assert snapshots.scan(workspace) == shelf


def test_a_forged_manifest_is_found_by_the_commit_before(ledger: Run, git: Callable[..., str], april: Path) -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "四月定格")
    place = april / "snapshots/2026-04"
    forged(place)
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    digest = hashlib.sha256((place / "issues.json").read_bytes()).hexdigest()
    manifest["files"] = [
        {**one, "sha256": digest, "size": (place / "issues.json").stat().st_size}
        if one["path"] == "issues.json"
        else one
        for one in manifest["files"]
    ]
    (place / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert ledger("audit").returncode == 0  # the folder alone tells nothing
    told = ledger("check", "--brief", "--since", "HEAD")
    assert (told.returncode, told.stdout.count(": snapshot-rewritten: ")) == (8, 2)
    shutil.rmtree(place)
    assert ledger("check", "--brief", "--since", "HEAD").stdout.count(": snapshot-removed: ") == 4
    assert ledger("snapshot", "2026-04", "--as", "zhang").returncode == 0

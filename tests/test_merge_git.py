"""Branches of one ledger brought together by git itself, with and without the driver."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

import branching
import chained
from conftest import surroundings
from ledger.model import chain, trail
from ledger.model.trail import Branch, Node
from ledger.store import yamlfile
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ISSUE = "issues/ISSUE-001.yaml"


class Office:
    """A ledger in git, whose people work on branches."""

    def __init__(self, folder: Path, environment: dict[str, str], ledger: Run) -> None:
        self.folder, self.environment, self.ledger = folder, environment, ledger

    def git(self, *words: str, fails: bool = False) -> str:
        named = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org", "-c", "init.defaultBranch=main",
                 "-c", "core.editor=true")  # fmt: skip
        done = subprocess.run(
            ["git", *named, *words], cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8",
            check=False,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def act(self, *words: str, who: str = "zhang") -> None:
        """Somebody does something and commits it."""
        done = self.ledger(*words, "--as", who)
        assert done.returncode == 0, done.stderr
        self.git("add", "-A")
        self.git("commit", "-qm", " ".join(words))

    def on(self, branch: str) -> None:
        self.git("switch", "-q", branch)

    def text(self) -> str:
        return (self.folder / ISSUE).read_text("utf-8")

    def sound(self, *bases: str, file: str = ISSUE) -> None:
        """The ledger holds what both sides did, and nobody has anything to say against it."""
        record = chained.record(self.folder / file)
        assert chain.faults(record, Path(file).stem) == ()
        assert self.ledger("validate").returncode == 0
        for base in ("base", *bases):
            problems = self.ledger("check", "--brief", "--since", base).stdout
            usual = ("overdue", "petition-unnumbered")
            listed = [line for line in problems.splitlines() if file in line]
            assert [line for line in listed if not any(rule in line for rule in usual)] == []

    def moves(self) -> list[str]:
        return [str(event["move"]) for event in trail.events(chained.record(self.folder / ISSUE))]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in git as every test here finds it: the driver set up, a commit, a branch `side`. It is copied."""
    place = tmp_path_factory.mktemp("begun")
    made = Office(chained.build(place / "ledger"), surroundings(place), lambda *_: pytest.fail("asked for nothing"))
    made.git("init", "-q")
    name = [sys.executable, "-m", "ledger", "init", "--git"]
    subprocess.run(name, cwd=made.folder, env=made.environment, check=True, capture_output=True)
    made.git("add", "-A")
    made.git("commit", "-qm", "begin")
    made.git("tag", "base")
    made.git("branch", "side")
    return made.folder


@pytest.fixture
def office(begun: Path, folder: Path, environment: dict[str, str], ledger: Run) -> Office:
    shutil.copytree(begun, folder, dirs_exist_ok=True, symlinks=True)
    return Office(folder, environment, ledger)


def diverged(office: Office) -> None:
    """Two people work on two branches: one reports and changes the title, the other changes the goal."""
    office.act("progress", "1", "-m", "已清淤1.5公里", who="qian")
    office.act("edit", "1", "--set", "title=红旗河水质问题")
    office.on("side")
    office.act("edit", "1", "--set", "plan.goal=水质达到Ⅱ类", who="li")
    office.on("main")


def test_two_branches_merge_and_the_result_is_sound(office: Office) -> None:
    diverged(office)
    office.git("merge", "-q", "--no-edit", "side")
    text = office.text()
    assert "title: 红旗河水质问题" in text
    assert "水质达到Ⅱ类" in text
    assert "已清淤1.5公里" in text
    assert office.moves()[-1] == "merge"
    office.sound()


def test_whoever_merges_gets_the_same_bytes(office: Office) -> None:
    diverged(office)
    office.git("switch", "-qc", "other-way", "side")
    office.git("merge", "-q", "--no-edit", "main")
    there = office.text()
    office.on("main")
    office.git("merge", "-q", "--no-edit", "side")
    assert office.text() == there


def test_a_rebase_carries_every_commit_over(office: Office) -> None:
    diverged(office)
    office.on("side")
    office.act("edit", "1", "--set", "region=青石镇", who="li")
    office.git("rebase", "-q", "main")
    assert office.moves().count("merge") == 2
    assert "region: 青石镇" in office.text()
    office.sound()


def test_a_picked_commit_and_the_whole_branch_after_it(office: Office) -> None:
    diverged(office)
    office.git("cherry-pick", "side")
    office.on("side")
    office.act("edit", "1", "--set", "region=青石镇", who="li")
    office.on("main")
    office.git("merge", "-q", "--no-edit", "side")
    assert "region: 青石镇" in office.text()
    office.sound()


def test_a_later_commit_picked_alone_is_told_to_lack_what_it_rests_on(office: Office) -> None:
    diverged(office)
    office.on("side")
    office.act("edit", "1", "--set", "region=青石镇", who="li")
    office.on("main")
    said = office.git("cherry-pick", "side", fails=True)
    assert "历史记录被改写：本方没有共同祖先里的这一条：修改（li" in said
    done = office.ledger("resolve", "1", "--why", "一并取来", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    assert "region: 青石镇" in office.text()
    assert "水质达到Ⅱ类" in office.text()
    office.git("add", "-A")
    office.git("cherry-pick", "--continue")
    office.sound()


def test_branches_that_merged_each_other_meet_again(office: Office) -> None:
    diverged(office)
    office.git("branch", "left", "main")
    office.git("branch", "right", "side")
    for branch, other, setting in (("left", "side", "region=青石镇"), ("right", "main", "plan.person=zhang")):
        office.on(branch)
        office.git("merge", "-q", "--no-edit", other)
        office.act("edit", "1", "--set", setting, who="li")
    office.git("merge", "-q", "--no-edit", "left")
    assert "region: 青石镇" in office.text()
    assert "person: zhang" in office.text()
    assert office.moves().count("merge") == 2
    office.sound()


def test_an_octopus_of_branches_on_one_issue_is_left_to_two_merges(office: Office) -> None:
    diverged(office)
    office.git("switch", "-qc", "third", "base")
    office.act("edit", "1", "--set", "region=青石镇")
    office.on("main")
    office.git("merge", "-q", "--no-edit", "side", "third", fails=True)  # git itself: "Should not be doing an octopus"
    office.git("reset", "-q", "--merge")
    for branch in ("side", "third"):
        office.git("merge", "-q", "--no-edit", branch)
    assert {"青石镇", "水质达到Ⅱ类", "红旗河水质问题"} <= set(office.text().replace(": ", "\n").split())
    office.sound()


def conflict(office: Office) -> str:
    office.act("edit", "1", "--set", "plan.goal=水质达到Ⅳ类")
    office.act("edit", "1", "--set", "region=青石镇")
    office.on("side")
    office.act("edit", "1", "--set", "plan.goal=水质达到Ⅱ类", who="li")
    office.on("main")
    return office.git("merge", "--no-edit", "side", fails=True)


def test_one_field_changed_twice_shows_both_values(office: Office) -> None:
    said = conflict(office)
    assert "整改目标（plan.goal）：原为“水质达到Ⅲ类”，本方改成“水质达到Ⅳ类”，对方改成“水质达到Ⅱ类”" in said
    text = office.text()
    assert text.count("<<<<<<< 本方\n  goal: 水质达到Ⅳ类\n||||||| 共同的祖先\n  goal: 水质达到Ⅲ类\n=======\n") == 1
    assert "region: 青石镇" in text
    assert office.ledger("validate").returncode == 5


def test_a_side_is_named_by_the_field_as_it_is_shown_and_a_misspelt_one_decides_nothing(office: Office) -> None:
    conflict(office)
    before = office.text()
    wrong = office.ledger("resolve", "1", "--set", "plan.gaol=theirs", "--ours", "--why", "以批复为准", "--as", "wang")
    assert (wrong.returncode, "没有待定的字段 plan.gaol" in wrong.stderr, "plan.goal" in wrong.stderr) == (
        2,
        True,
        True,
    )
    assert office.text() == before
    done = office.ledger("resolve", "1", "--set", "整改目标=theirs", "--ours", "--why", "以批复为准", "--as", "wang")
    assert done.returncode == 0, done.stderr
    assert "水质达到Ⅱ类" in office.text()


def test_a_conflict_is_decided_with_a_signature(office: Office) -> None:
    conflict(office)
    undecided = office.ledger("resolve", "--as", "wang")
    assert undecided.returncode == 6
    assert "ledger resolve ISSUE-001 --set plan.goal=theirs" in undecided.stderr
    silent = office.ledger("resolve", "1", "--set", "plan.goal=theirs", "--as", "wang")
    assert (silent.returncode, "没有说明原因" in silent.stderr) == (4, True)
    done = office.ledger("resolve", "1", "--set", "plan.goal=theirs", "--why", "以批复为准", "--as", "wang")
    assert done.returncode == 0, done.stderr
    assert "git add issues/ISSUE-001.yaml" in done.stderr
    assert "水质达到Ⅱ类" in office.text()
    event = trail.events(chained.record(office.folder / ISSUE))[-1]
    assert (event["move"], event["by"], event["why"]) == ("merge", "wang", "以批复为准")
    office.git("commit", "-qam", "merged")
    office.sound()


def test_a_conclusion_beside_another_change_is_never_merged_unseen(office: Office) -> None:
    """Whoever may draw it confirms it, and says why; no side is chosen, as both are kept."""
    office.act("close", "3", "--document", "销号〔2026〕1号", who="wang")
    office.on("side")
    office.act("edit", "3", "--set", "region=青石镇", who="li")
    office.on("main")
    said = office.git("merge", "--no-edit", "side", fails=True)
    assert "本方办了销号（wang" in said
    assert "须人工确认" in said
    for words, code, told in (
        (("--why", "已看过", "--as", "li"), 4, "没有“销号”职责"),
        (("--as", "wang"), 4, "没有说明原因"),
        (("--theirs", "--why", "已看过", "--as", "wang"), 2, "--ours、--theirs 在这里没有意义"),
        (("--ours", "--why", "已看过", "--as", "wang"), 2, "--ours、--theirs 在这里没有意义"),
        (("--set", "region=ours", "--why", "已看过", "--as", "wang"), 2, "这里没有哪个字段要选"),
    ):
        done = office.ledger("resolve", "3", *words)
        assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert office.ledger("resolve", "3", "--why", "已看过", "--as", "wang").returncode == 0
    record = chained.record(office.folder / "issues/ISSUE-003.yaml")
    assert (record["status"], record["region"]) == ("closed", "青石镇")
    assert chain.faults(record, "ISSUE-003") == ()


def test_what_would_shake_a_conclusion_is_merged_once_that_is_taken_back(office: Office) -> None:
    """The way out that `resolve` tells, step by step."""
    office.act("verify", "3", "--fail", "--why", "现场仍有直排", who="li")
    office.git("branch", "-f", "side")
    office.act("verify", "3", who="li")
    office.act("close", "3", "--document", "销号〔2026〕1号", who="wang")
    office.on("side")
    office.act("edit", "3", "--set", "plan.goal=消除直排和混排")
    office.on("main")
    office.git("merge", "--no-edit", "side", fails=True)
    done = office.ledger("resolve", "3", "--why", "已看过", "--as", "wang")
    assert done.returncode == 4
    assert "git merge --abort" in done.stderr
    assert "ledger reopen ISSUE-003 --why 原因" in done.stderr
    office.git("merge", "--abort")
    office.act("reopen", "3", "--why", "方案有改动", who="wang")
    office.git("merge", "--no-edit", "side", fails=True)
    done = office.ledger("resolve", "3", "--why", "方案有改动", "--as", "wang")
    assert done.returncode == 0, done.stderr
    office.git("commit", "-qam", "merged")
    assert "消除直排和混排" in (office.folder / "issues/ISSUE-003.yaml").read_text("utf-8")
    office.sound(file="issues/ISSUE-003.yaml")


@pytest.mark.parametrize("committed", [False, True])
def test_both_of_two_files_that_have_one_name_stay(office: Office, *, committed: bool) -> None:
    """Each side filed its own 照片.jpg: the record has both, and `resolve` puts both files where it says."""
    for branch, content in (("main", b"from the south bank"), ("side", b"from the north bank")):
        office.on(branch)
        (office.folder.parent / "照片.jpg").write_bytes(content)
        office.act("evidence", "add", "1", "../照片.jpg", "--kind", "整改后照片")
    office.on("main")
    said = office.git("merge", "--no-edit", "side", fails=True)
    assert "两边各有一份佐证叫 evidence/ISSUE-001/照片.jpg" in said
    if committed:
        office.git("commit", "-qam", "as git left it")
    audited = office.ledger("audit")
    wrong = [line for line in audited.stdout.splitlines() if "[evidence]" in line]
    assert (audited.returncode, bool(wrong)) == (8, True)
    assert all("ledger resolve ISSUE-001" in line for line in wrong), wrong
    done = office.ledger("resolve")
    assert done.returncode == 0, done.stderr
    office.git(*shlex.split(done.stderr.partition("git ")[2]))
    assert not office.git("ls-files", "-u")
    filed = sorted((office.folder / "evidence/ISSUE-001").iterdir())
    assert {one.read_bytes() for one in filed} == {b"from the north bank", b"from the south bank"}
    assert len(filed) == 2
    office.git("commit", "-qm", "merged")
    assert "evidence" not in office.ledger("audit").stdout
    office.sound(*(() if committed else ("HEAD^1", "HEAD^2")))


def test_two_starts_are_joined_once_somebody_says_so(office: Office) -> None:
    """Each found the issue open on its own branch; the joined history bears both."""
    for branch, who in (("main", "zhang"), ("side", "li")):
        office.on(branch)
        office.act("start", "2", who=who)
    office.on("main")
    assert "须人工确认" in office.git("merge", "--no-edit", "side", fails=True)
    assert office.ledger("resolve", "2", "--why", "同一天启动", "--as", "zhang").returncode == 0
    office.git("commit", "-qam", "joined")
    path = office.folder / "issues/ISSUE-002.yaml"
    assert [event["move"] for event in trail.events(chained.record(path))] == ["register", "start", "start", "merge"]
    found = office.ledger("check", "--brief", "--since", "base").stdout
    assert not any(rule in found for rule in ("broken-history", "unsigned-status", "event-", "merge-", "move-refused"))


def test_at_a_terminal_every_field_is_asked_for_until_it_is_answered(office: Office) -> None:
    conflict(office)
    code, shown = at_a_terminal(
        office.folder, office.environment, "resolve", "--as", "wang", typed="对\nt\n\n当面商定\n"
    )
    assert code == 0, shown
    assert "整改目标（plan.goal）" in shown
    assert "看不懂“对”" in shown
    assert shown.count("用哪一方的？") == 2
    assert shown.count("理由") == 2
    assert "水质达到Ⅱ类" in office.text()
    assert trail.events(chained.record(office.folder / ISSUE))[-1]["why"] == "当面商定"


def test_nobody_unknown_decides(office: Office) -> None:
    conflict(office)
    done = office.ledger("resolve", "1", "--ours", "--as", "nobody")
    assert done.returncode == 4
    assert "<<<<<<< 本方" in office.text()


def test_without_the_driver_check_finds_what_lines_left(office: Office) -> None:
    """A forge's button knows no driver: the file comes back with marks, or with two ends."""
    office.git("config", "--remove-section", "merge.ledger")
    diverged(office)
    office.git("merge", "--no-edit", "side", fails=True)
    done = office.ledger("check", "--brief")
    assert done.returncode == 5
    assert "ledger resolve ISSUE-001" in done.stdout
    assert office.ledger("resolve", "1").returncode == 0
    office.git("commit", "-qam", "merged")
    office.sound()


def test_marks_that_were_committed_are_resolved_as_well(office: Office) -> None:
    diverged(office)
    office.git("config", "--remove-section", "merge.ledger")
    office.git("merge", "--no-edit", "side", fails=True)
    office.git("commit", "-qam", "marks and all")
    assert office.ledger("check").returncode == 5
    assert office.ledger("resolve").returncode == 0
    office.git("commit", "-qam", "mended")
    office.sound()


def test_a_merge_put_together_by_hand_is_not_signed_for_but_made_again(office: Office) -> None:
    """Somebody took one side's file and typed the other side's value: the other's events would be lost."""
    conflict(office)
    office.git("checkout", "--ours", "--", ISSUE)
    (office.folder / ISSUE).write_text(office.text().replace("水质达到Ⅳ类", "水质达到Ⅱ类", 1), "utf-8")
    office.git("commit", "-qam", "by hand")
    adopted = office.ledger("adopt", "1", "--why", "合并", "--as", "zhang")
    assert (adopted.returncode, "ledger resolve ISSUE-001" in adopted.stderr) == (4, True), adopted.stderr
    assert office.ledger("resolve", "1", "--theirs", "--why", "以批复为准", "--as", "zhang").returncode == 0
    office.git("commit", "-qam", "merged")
    office.sound()


@pytest.mark.parametrize("committed", [True, False])
def test_two_ends_that_lines_left_are_told_with_their_way_out(office: Office, *, committed: bool) -> None:
    """What `merge=union` makes of it: both sides' events one after the other, and no marks."""
    (office.folder / ".gitattributes").write_text("issues/*.yaml merge=union\n", "utf-8")
    diverged(office)
    office.git("merge", "-q", "--no-edit", *(() if committed else ("--no-commit",)), "side")
    done = office.ledger("check", "--brief")
    assert done.returncode == 8
    assert "event-loose" in done.stdout
    assert "ledger resolve ISSUE-001" in done.stdout
    adopted = office.ledger("adopt", "1", "--why", "合并", "--as", "zhang")
    assert (adopted.returncode, "ledger resolve ISSUE-001" in adopted.stderr) == (4, True), adopted.stderr
    assert office.ledger("resolve").returncode == 0
    assert office.moves()[-1] == "merge"
    office.git("commit", "-qam", "joined")
    office.sound()


def test_a_key_of_each_side_that_lines_kept_is_told_with_its_way_out(office: Office) -> None:
    """`merge=union` where both changed one field: the file can't be read any more."""
    (office.folder / ".gitattributes").write_text("issues/*.yaml merge=union\n", "utf-8")
    office.act("edit", "1", "--set", "title=红旗河水质问题")
    office.on("side")
    office.act("edit", "1", "--set", "title=红旗河超标", who="li")
    office.on("main")
    office.git("merge", "-q", "--no-commit", "side")
    for command in (("check", "--brief"), ("validate",), ("validate", ISSUE)):
        done = office.ledger(*command)
        assert done.returncode == 5
        assert "dup-key" in done.stdout
        assert "ledger resolve ISSUE-001" in done.stdout
    assert office.ledger("resolve", "--theirs", "--why", "以现场为准", "--as", "wang").returncode == 0
    office.git("commit", "-qam", "joined")
    office.sound()


def test_a_key_that_somebody_wrote_twice_is_no_merge(office: Office) -> None:
    (office.folder / ISSUE).write_text(f"{office.text()}title: 红旗河\n", "utf-8")
    done = office.ledger("check", "--brief")
    assert (done.returncode, "dup-key" in done.stdout, "ledger resolve" in done.stdout) == (5, True, False)


def test_several_files_are_resolved_together_or_not_at_all(office: Office) -> None:
    for branch, goal in (("main", "Ⅳ类"), ("side", "Ⅱ类")):
        office.on(branch)
        office.act("edit", "1", "--set", f"plan.goal={goal}")
        office.act("edit", "2", "--set", f"plan.goal={goal}")
    office.on("main")
    office.git("merge", "--no-edit", "side", fails=True)
    marked = office.text()
    undecided = office.ledger("resolve", "--as", "wang")
    assert (undecided.returncode, office.text() == marked) == (6, True)
    done = office.ledger("resolve", "--ours", "--why", "以批复为准", "--as", "wang")
    assert "git add issues/ISSUE-001.yaml issues/ISSUE-002.yaml" in done.stderr
    assert office.ledger("validate").returncode == 0
    office.git("commit", "-qam", "merged")


def test_one_number_for_two_issues_is_no_merge(office: Office) -> None:
    """`new` sees the other branch's number; two clones that never met don't."""
    first = chained.record(office.folder / "issues/ISSUE-002.yaml")
    for branch, uid in (("main", "uid-of-the-first"), ("side", "uid-of-the-second")):
        office.on(branch)
        (office.folder / "evidence/ISSUE-007").mkdir(exist_ok=True)
        (office.folder / f"evidence/ISSUE-007/{branch}.txt").write_text(branch, "utf-8")
        entry = {"path": f"evidence/ISSUE-006/{branch}.txt", "sha256": hashlib.sha256(branch.encode()).hexdigest(),
                 "size": "4", "date": "2026-05-01", "kind": "整改后照片", "by": "zhang"}  # fmt: skip
        new = {"id": "ISSUE-006", "uid": uid, "title": f"{branch}水质超标", "evidence": cast("Node", [entry])}
        record = chained.sealed({**first, **new})
        (office.folder / "issues/ISSUE-006.yaml").write_bytes(yamlfile.dump_new(record, None))
        office.git("add", "-A")
        office.git("commit", "-qm", uid)
    office.on("main")
    said = office.git("merge", "--no-edit", "side", fails=True)
    assert "编号冲突：两边各自登记了 ISSUE-006" in said
    assert "ledger renumber ISSUE-006" in said
    assert "ledger resolve" not in said, "which has nothing to choose between two issues"
    audited = office.ledger("audit").stdout
    assert audited.count("git 合并时移到了这里：ledger renumber ISSUE-006") == len(("main", "side")), audited
    assert office.ledger("resolve", "6", "--ours", "--as", "zhang").returncode == 4


def test_the_driver_reads_anything(office: Office, tmp_path: Path) -> None:
    for number, junk in enumerate((b"", b"\xff\xfe", b"[[[[" * 999, b"a: 1\n", "id: 是\n".encode(), b"\0" * 99)):
        paths = [tmp_path / f"{number}-{side}" for side in "oab"]
        for path, data in zip(paths, (b"", junk, office.text().encode()), strict=True):
            path.write_bytes(data)
        done = office.ledger("merge-driver", *map(str, paths), "7", ISSUE)
        assert done.returncode == 1, (junk, done.stderr)
        assert "Traceback" not in done.stderr
        assert b"<<<<<<<" in paths[1].read_bytes()


def test_of_common_ancestors_brought_together_nobody_is_told(office: Office, tmp_path: Path) -> None:
    """Git makes the marks two longer for those, whatever length somebody has given them."""
    paths = [tmp_path / side for side in "oab"]
    for attributes, marker, told in (("", 7, True), ("", 8, True), ("", 9, False), ("=9", 9, True), ("=9", 11, False)):
        for path, data in zip(paths, (b"", b"a: 1\n", office.text().encode()), strict=True):
            path.write_bytes(data)
        size = f"*.yaml conflict-marker-size{attributes}\n" if attributes else ""
        (office.folder / ".gitattributes").write_text(size, "utf-8")
        done = office.ledger("merge-driver", *map(str, paths), str(marker), ISSUE)
        assert (done.returncode, bool(done.stderr)) == (1, told), (attributes, marker, done.stderr)


def test_ours_is_the_branch_that_was_merged_into_whatever_order_a_hand_left(office: Office) -> None:
    conflict(office)
    sides = [branching.read(office.git("show", f"{side}:{ISSUE}").encode()) for side in ("main", "side", "base")]
    ours, theirs, base = (trail.events(one) for one in sides)
    by_hand: Branch = {**sides[1], "history": cast("Node", [*theirs, *ours[len(base) :]])}
    (office.folder / ISSUE).write_bytes(yamlfile.dump_new(by_hand, None))
    office.git("commit", "-qam", "by hand")
    done = office.ledger("resolve", "1", "--ours", "--why", "以现场为准", "--as", "wang")
    assert done.returncode == 0, done.stderr
    assert "goal: 水质达到Ⅳ类" in office.text()


def test_a_driver_that_fails_is_a_crash_to_git(office: Office, tmp_path: Path) -> None:
    done = office.ledger("merge-driver", *(str(tmp_path / name) for name in "oab"))
    assert done.returncode == 129
    assert "没能合并" in done.stderr


def test_a_clone_without_the_driver_is_told(office: Office) -> None:
    assert "ledger init --git" not in office.ledger("check").stderr
    office.git("config", "--remove-section", "merge.ledger")
    assert "ledger init --git" in office.ledger("check").stderr
    assert office.ledger("init", "--git").returncode == 0
    assert sys.executable in office.git("config", "merge.ledger.driver") or os.sep not in sys.executable


def test_nothing_to_finish(office: Office) -> None:
    assert office.ledger("resolve").returncode == 3

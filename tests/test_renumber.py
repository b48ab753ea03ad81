"""One number, two issues: the later one gets another, and evidence, links, history and proofs follow."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Git = Callable[..., str]

DAY = "2026-05-20"


class Office:
    """A ledger in git with people who sign, and somebody at its keyboard; each new issue on a day of its own."""

    def __init__(self, ledger: Run, git: Git, folder: Path) -> None:
        self.ledger, self.git, self.folder = ledger, git, folder
        self.day = date(2026, 5, 20)
        house.put(folder / "ledger.toml", house.SETTINGS.encode())
        house.put(folder / "people.yaml", house.PEOPLE.encode())
        house.put(folder / "units.yaml", house.UNITS.encode())
        house.put(folder / ".gitignore", b".ledger/\n")
        git("init", "-q", "-b", "main")

    def does(self, *words: str, code: int = 0) -> str:
        done = self.ledger(*words, env={"LEDGER_TODAY": self.day.isoformat()})
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def new(self, title: str, *settings: str) -> str:
        self.day += timedelta(days=1)
        given = [word for one in (f"source.received={DAY}", *settings) for word in ("--set", one)]
        return self.does("new", title, *given, "--as", "zhang").split()[0]

    def files(self, number: str, *names: str) -> None:
        for name in names:
            house.put(self.folder / "in" / name, f"{number} {name}".encode())
            self.does("evidence", "add", number, f"in/{name}", "--as", "zhang")

    def commit(self, message: str) -> None:
        self.git("add", "-A", "--", ".", ":!in")
        self.git("commit", "-qm", message)

    def text(self, number: str) -> str:
        return (self.folder / f"issues/{number}.yaml").read_text("utf-8")

    def sound(self) -> None:
        self.does("audit")
        self.does("validate")

    def clone_that_never_met(self, number: str) -> str:
        """The text of another issue under this number, as a clone on another machine gave it out; here it is undone."""
        text = self.text(number)
        for path in (self.folder / f"issues/{number}.yaml", *(self.folder / "evidence").glob(f"{number}/*")):
            path.unlink()
        return text


@pytest.fixture
def office(ledger: Run, git: Git, folder: Path) -> Office:
    return Office(ledger, git, folder)


def met(office: Office) -> None:
    """Two folders in which the same number was given, brought together without git's merge."""
    office.new("水质超标")
    second = office.clone_that_never_met("ISSUE-001")
    office.new("扬尘")
    house.put(office.folder / "issues/乡镇/ISSUE-001.yaml", second.encode())


def test_two_files_of_one_number_are_told_and_mended(office: Office) -> None:
    """The first was registered first, and keeps its number."""
    met(office)
    assert "ledger renumber ISSUE-001" in office.does("check", code=5)
    said = office.does("renumber", "1", "--as", "zhang", "--why", "两个科室同时登记")
    assert "ISSUE-001“扬尘”换号为 ISSUE-002" in said
    assert not (office.folder / "issues/ISSUE-001.yaml").exists()
    assert "水质超标" in office.text("乡镇/ISSUE-001")
    assert "move: renumber" in office.text("ISSUE-002")
    office.sound()
    assert "ISSUE-001 这个编号一度也给过现在的 ISSUE-002" in office.does("show", "1")


def test_each_of_two_files_is_told_by_its_own_title(office: Office) -> None:
    met(office)
    found = json.loads(office.does("check", "--format", "json", code=5))["findings"]
    (one,) = [one for one in found if one["rule"] == "dup-id"]
    assert (one["file"], one["command"]) == ("issues/乡镇/ISSUE-001.yaml", "ledger renumber ISSUE-001")
    assert not one["title"], "the first file's title is none of the second's"
    assert "ISSUE-001“水质超标”：这个编号已有一个文件 issues/ISSUE-001.yaml（“扬尘”" in office.does("validate", code=5)


def test_two_new_numbers_of_one_issue_become_the_one_given_first(office: Office) -> None:
    """Two people mended the same collision, each on their own: both events stay, one number does."""
    met(office)
    unmended = house.contents(office.folder)
    office.does("renumber", "1", "--as", "zhang")
    first = office.text("ISSUE-002")
    for name, data in unmended.items():
        house.put(office.folder / name, data)
    (office.folder / "issues/ISSUE-002.yaml").unlink()
    office.does("renumber", "1", "--to", "3", "--as", "li")
    house.put(office.folder / "issues/ISSUE-002.yaml", first.encode())
    assert "ledger renumber ISSUE-003" in office.does("validate", code=1)
    assert "在这里已经换号为 ISSUE-002" in office.does("renumber", "2", "--as", "zhang"), "whichever is named"
    assert not (office.folder / "issues/ISSUE-003.yaml").exists()
    assert office.text("ISSUE-002").count("move: renumber") == 2
    office.sound()
    assert "ISSUE-002" in office.does("show", "3", code=3)


def test_a_copied_file_becomes_an_issue_of_its_own(office: Office) -> None:
    """Copying a file to write down something else takes the other's identity and history along, which is undone."""
    office.new("水质超标", "region=甲镇")
    copy = office.text("ISSUE-001").replace("id: ISSUE-001", "id: ISSUE-002", 1)
    house.put(office.folder / "issues/ISSUE-002.yaml", copy.encode())
    assert "删去 ISSUE-002 的文件" in office.does("adopt", "2", "--why", "另一件", "--as", "zhang", code=4)
    for words, code in ((("check",), 1), (("validate",), 1), (("renumber", "2", "--as", "zhang"), 4)):
        assert re.search("删去抄来的文件.*ISSUE-002", office.does(*words, code=code)), "all say the same at once"
    house.put(office.folder / "issues/ISSUE-002.yaml", copy.replace("水质超标", "扬尘").encode())
    assert "ledger adopt ISSUE-002" in office.does("validate", code=1)
    assert "ledger adopt ISSUE-002" in office.does("renumber", "2", "--as", "zhang", code=4), "the two are not one"
    office.does("adopt", "2", "--as", "zhang", code=4)
    original = office.text("ISSUE-001")
    assert "ISSUE-002 现在是单独的一件" in office.does("adopt", "2", "--why", "另一件", "--as", "zhang")
    (step,) = json.loads(office.does("show", "2", "--json"))["issue"]["history"]
    assert (step["move"], step["why"]) == ("register", "另一件")
    assert office.text("ISSUE-001") == original
    office.sound()
    office.does("check", "--exit-zero")


def test_what_happened_to_one_issue_is_not_copied_to_another(office: Office) -> None:
    office.new("水质超标")
    office.files("ISSUE-001", "现场.txt")
    copy = office.text("ISSUE-001").replace("id: ISSUE-001", "id: ISSUE-002", 1).replace("水质超标", "扬尘")
    house.put(office.folder / "issues/ISSUE-002.yaml", copy.encode())
    said = office.does("adopt", "2", "--why", "另一件", "--as", "zhang", code=4)
    assert "“佐证材料”是 ISSUE-001 的办理" in said


def test_a_number_that_one_issue_bears_is_not_changed(office: Office) -> None:
    office.new("水质超标")
    assert "只有一件" in office.does("renumber", "1", "--as", "zhang", code=4)
    assert "没有 ISSUE-009" in office.does("renumber", "9", "--as", "zhang", code=3)


def test_nobody_unknown_renumbers_and_nothing_unsigned_is_signed_by_the_way(office: Office) -> None:
    met(office)
    before = house.contents(office.folder)
    office.does("renumber", "1", "--as", "nobody", code=4)
    path = office.folder / "issues/ISSUE-001.yaml"
    house.put(path, path.read_bytes().replace("扬尘".encode(), "灰尘".encode()))
    office.does("renumber", "1", "--as", "zhang", code=4)
    house.put(path, path.read_bytes().replace("灰尘".encode(), "扬尘".encode()))
    assert house.contents(office.folder) == before


def test_nothing_is_renumbered_past_a_file_that_cannot_be_read(office: Office) -> None:
    """It may be the very issue under its new number, or have a link that is to follow."""
    met(office)
    house.put(office.folder / "issues/ISSUE-002.yaml", b"id: [")
    before = house.contents(office.folder)
    assert "issues/ISSUE-002.yaml:1" in office.does("renumber", "1", "--as", "zhang", code=5)
    assert house.contents(office.folder) == before


@pytest.mark.parametrize("to", ["ISSUE-001", "TOWN-009"])
def test_a_number_that_was_ever_given_is_not_given_again(office: Office, to: str) -> None:
    met(office)
    assert "从 ISSUE-002 起" in office.does("renumber", "1", "--to", to, "--as", "zhang", code=2)
    assert "换号为 ISSUE-007" in office.does("renumber", "1", "--to", "7", "--as", "zhang")
    assert office.new("噪声") == "ISSUE-008"


def test_links_follow_where_it_is_certain_and_are_asked_for_where_not(office: Office) -> None:
    office.new("水质超标")
    office.new("早先的", "related=ISSUE-001")
    second = office.text("ISSUE-001")
    (office.folder / "issues/ISSUE-001.yaml").unlink()
    house.put(office.folder / "kept.yaml", office.text("ISSUE-002").encode())
    (office.folder / "issues/ISSUE-002.yaml").unlink()
    assert office.new("扬尘") == "ISSUE-001"
    house.put(office.folder / "issues/ISSUE-002.yaml", (office.folder / "kept.yaml").read_bytes())
    office.new("后来的", "parent=ISSUE-001")
    house.put(office.folder / "issues/乡镇/ISSUE-001.yaml", second.encode())
    said = office.does("renumber", "1", "--as", "zhang", code=4)
    assert "说不准指哪一件" in said
    assert "ISSUE-003" in said
    assert "关联已跟着改：ISSUE-003" in office.does("renumber", "1", "--follow", "3", "--stay", "2", "--as", "zhang")
    assert "parent: ISSUE-004" in office.text("ISSUE-003")
    assert office.text("ISSUE-003").count("move: renumber") == 1
    assert "ISSUE-001" in office.text("ISSUE-002")
    office.sound()


WAIVED = """waivers:
  # 汛期
  - {issue: ISSUE-001, reason: 停工, by: zhao, expires: 2026-12-31}
  - {issue: ISSUE-002, reason: 停工, by: zhao, expires: 2026-12-31}
"""


@pytest.mark.parametrize("where", ["follow", "stay"])
def test_waivers_for_the_number_follow_or_stay_as_somebody_says(office: Office, where: str) -> None:
    met(office)
    house.put(office.folder / "waivers.yaml", WAIVED.encode())
    assert "waivers.yaml" in office.does("renumber", "1", "--as", "zhang", code=4), "nobody knows which one they mean"
    said = office.does("renumber", "1", f"--{where}", "waivers.yaml", "--as", "zhang")
    text = WAIVED.replace("ISSUE-001", "ISSUE-003") if where == "follow" else WAIVED
    new = said.split("换号为 ")[1].split("（")[0]
    assert (office.folder / "waivers.yaml").read_text("utf-8") == text.replace("ISSUE-003", new)
    assert ("豁免已跟着改" in said) == (where == "follow")


def test_evidence_of_the_same_folder_is_told_apart(office: Office) -> None:
    """Each issue takes what it names; what both name is there twice."""
    office.new("水质超标")
    office.files("ISSUE-001", "甲.txt", "共.txt")
    second = office.text("ISSUE-001")
    (office.folder / "issues/ISSUE-001.yaml").unlink()
    for path in (office.folder / "evidence").rglob("*.txt"):
        path.rename(office.folder / path.name)
    (office.folder / "evidence/ISSUE-001").rmdir()
    assert office.new("扬尘") == "ISSUE-001"
    office.files("ISSUE-001", "乙.txt", "共.txt")
    house.put(office.folder / "issues/乡镇/ISSUE-001.yaml", second.encode())
    (office.folder / "甲.txt").rename(office.folder / "evidence/ISSUE-001/甲.txt")
    assert "佐证材料 2 份移入 evidence/ISSUE-002/" in office.does("renumber", "1", "--as", "zhang")
    lies = sorted(one.relative_to(office.folder / "evidence").as_posix() for one in office.folder.glob("evidence/*/*"))
    assert lies == ["ISSUE-001/共.txt", "ISSUE-001/甲.txt", "ISSUE-002/乙.txt", "ISSUE-002/共.txt"]
    office.sound()


def two_clones(office: Office, *names: str) -> None:
    """A branch on which the number was given that main has given meanwhile: `new` couldn't know of main's."""
    office.new("起头")
    office.commit("first")
    office.git("checkout", "-qb", "side")
    office.new("水质超标")
    office.files("ISSUE-002", *names)
    office.commit("side")
    office.git("checkout", "-q", "main")
    office.git("branch", "-qm", "side", "elsewhere")
    office.git("bundle", "create", "-q", ".ledger/side", "elsewhere")
    office.git("branch", "-qD", "elsewhere")
    office.git("reflog", "expire", "--expire=now", "--all")
    for path in (office.folder / ".git/ledger").glob("*.json"):
        path.unlink()
    assert office.new("扬尘") == "ISSUE-002", "nobody here has heard of the other"
    office.files("ISSUE-002", *names)
    office.commit("main")
    office.git("fetch", "-q", ".ledger/side", "elsewhere:elsewhere")


@pytest.mark.parametrize("keep", [None, "main"])
def test_a_merge_that_found_two_issues_under_one_number_is_mended(office: Office, keep: str | None) -> None:
    two_clones(office, "现场.txt")
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "--no-edit", "elsewhere")
    words = ["--keep", keep] if keep else []
    said = office.does("renumber", "2", "--as", "zhang", *words)
    moved, stays = ("水质超标", "扬尘") if keep else ("扬尘", "水质超标")
    assert f"“{moved}”换号为 ISSUE-003" in said
    assert f"“{stays}”留用" in said
    office.commit("joined")
    for number, title in (("ISSUE-002", stays), ("ISSUE-003", moved)):
        assert f"title: {title}" in office.text(number)
    office.sound()
    assert office.does("check", "--since", "main~1", "--exit-zero")


def test_before_the_branches_meet_the_later_one_is_renumbered_on_its_own(office: Office) -> None:
    two_clones(office, "现场.txt")
    assert "换号为 ISSUE-003" in office.does("renumber", "2", "--as", "zhang")
    office.commit("renumbered")
    office.git("merge", "-q", "--no-edit", "elsewhere")
    assert "title: 水质超标" in office.text("ISSUE-002")
    office.sound()
    assert "只有一件" in office.does("renumber", "2", "--as", "zhang", code=4)


def followed(office: Office, remote: str, local: str) -> None:
    """A branch as it is after a fetch: others have it."""
    office.git("update-ref", f"refs/remotes/origin/{remote}", local)


def test_the_number_that_others_know_stays_however_late_it_was_given(office: Office) -> None:
    two_clones(office, "现场.txt")
    followed(office, "main", "main")
    assert "后登记的是另一分支上的“水质超标”" in office.does("renumber", "2", "--as", "zhang", code=4)
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "--no-edit", "elsewhere")
    assert "“水质超标”换号为 ISSUE-003" in office.does("renumber", "2", "--as", "zhang")


def test_of_two_that_others_know_the_one_on_the_main_branch_stays(office: Office) -> None:
    two_clones(office, "现场.txt")
    followed(office, "main", "main")
    followed(office, "side", "elsewhere")
    office.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    office.git("checkout", "-q", "elsewhere")
    assert "“水质超标”换号为 ISSUE-003" in office.does("renumber", "2", "--as", "zhang")


def test_a_number_that_a_fetched_branch_has_given_too_is_told_before_they_meet(office: Office) -> None:
    two_clones(office, "现场.txt")
    assert "dup-id-fetched" not in office.does("check", "--brief", "--exit-zero"), "a local branch is nobody else's"
    followed(office, "side", "elsewhere")
    said = office.does("check")
    assert "ISSUE-002 在已取回的 origin/side 上是另一件（“水质超标”）" in said
    assert said.count("ledger renumber ISSUE-002") == 1
    office.does("renumber", "2", "--as", "zhang")
    assert "origin/side" not in office.does("check")


def worked_on_under_both_numbers(office: Office, title: str) -> None:
    """`main` has renumbered what `side` goes on working on under the old number."""
    two_clones(office, "现场.txt")
    office.git("branch", "-q", "side")
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "--no-edit", "elsewhere")
    office.does("renumber", "2", "--as", "zhang")
    office.does("edit", "3", "--set", "title=扬尘扰民", "--as", "zhang")
    office.commit("main renumbered it")
    office.git("checkout", "-q", "side")
    office.does("edit", "2", "--set", f"title={title}", "--set", "region=甲镇", "--as", "zhang")
    office.files("ISSUE-002", "复查.txt")
    office.commit("side")


def meet(office: Office, here: str, other: str) -> None:
    office.git("checkout", "-q", here)
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "--no-edit", other)


def test_what_was_done_under_the_old_number_meanwhile_follows(office: Office) -> None:
    """Every event of both, in one file, and whoever joins them gets the same; no second new number before that."""
    worked_on_under_both_numbers(office, "扬尘")
    ahead = office.does("renumber", "2", "--as", "zhang", code=4)
    assert "在 main 上已经换号为 ISSUE-003" in ahead
    assert "先 git merge main" in ahead
    followed(office, "main", "main")
    assert "其中一件在 main 上已经换号为 ISSUE-003：先 git merge main" in office.does("check", "--exit-zero")
    office.git("update-ref", "-d", "refs/remotes/origin/main")
    texts = set[str]()
    for here, other in (("main", "side"), ("side", "main")):
        meet(office, here, other)
        found = json.loads(office.does("check", "--format", "json", code=5))["findings"]
        assert [one["command"] for one in found if one["rule"] == "dup-id"] == ["ledger renumber ISSUE-002"]
        said = office.does("renumber", "2", "--as", "zhang")
        assert "在这里已经换号为 ISSUE-003" in said
        assert "新增办理记录 2 条" in said or "新增办理记录 3 条" in said
        assert "ISSUE-002 由“水质超标”留用" in said
        assert "git add" in said
        office.commit("joined")
        texts.add(office.text("ISSUE-003"))
        office.sound()
        office.does("check", "--since", f"{here}~1", "--exit-zero")
        lies = (one.relative_to(office.folder / "evidence").as_posix() for one in office.folder.glob("evidence/*/*"))
        assert sorted(lies) == ["ISSUE-002/现场.txt", "ISSUE-003/复查.txt", "ISSUE-003/现场.txt"]
        if here == "main":
            office.git("reset", "-q", "--hard", "HEAD~1")
    (text,) = texts
    moves = [line.split()[-1] for line in text.splitlines() if "move: " in line]
    assert sorted(moves) == ["edit", "edit", "evidence", "evidence", "merge", "register", "renumber"]
    assert "title: 扬尘扰民" in text
    assert "region: 甲镇" in text


def test_a_file_that_one_side_moved_and_the_other_worked_on_is_one_again(office: Office) -> None:
    """Too little of it is the same for git to see that it was moved: it leaves both, and asks."""
    two_clones(office)
    office.git("branch", "-q", "side")
    office.does("renumber", "2", "--as", "zhang")
    office.commit("main renumbered it")
    office.git("checkout", "-q", "side")
    office.does("edit", "2", "--set", "region=甲镇", "--as", "zhang")
    office.files("ISSUE-002", "复查.txt")
    office.commit("side")
    meet(office, "side", "main")
    assert "ledger renumber ISSUE-003" in office.does("check", code=1)
    said = office.does("renumber", "2", "--as", "zhang")
    assert "佐证材料 1 份移入 evidence/ISSUE-003/" in said
    assert "git add" in said
    assert not (office.folder / "issues/ISSUE-002.yaml").exists()
    assert "region: 甲镇" in office.text("ISSUE-003")
    assert not (office.folder / "evidence/ISSUE-002").exists()
    office.commit("joined")
    office.sound()


def cloned(office: Office, place: Path) -> Office:
    """Another machine, with a clone of its own."""
    office.git("clone", "-q", str(office.folder), str(place))
    return Office(partial(office.ledger, cwd=place), partial(office.git, "-C", str(place)), place)


def met_under_one_number(office: Office, other: str) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "--no-edit", other)


@pytest.fixture
def third(office: Office, tmp_path: Path) -> Office:
    """The second clone worked on 002, which is 003 there by now; the third did, too, and has it as 004: its own 003 is
    another issue.
    """
    office.new("起头")
    office.commit("first")
    second = cloned(office, tmp_path / "second")
    second.new("乙事")
    second.files("ISSUE-002", "现场.txt")
    second.commit("second")
    third = cloned(second, tmp_path / "third")
    office.new("甲事")
    office.commit("main")
    third.new("丙事")
    third.files("ISSUE-002", "复查.txt")
    third.commit("third")
    for number, one in enumerate((second, third), 3):
        one.day += timedelta(days=number)
        one.git("fetch", "-q", str(office.folder), "main:refs/remotes/a/main")
        met_under_one_number(one, "a/main")
        assert f"换号为 ISSUE-00{number}" in one.does("renumber", "2", "--keep", "a/main", "--as", "zhang")
        one.commit("joined")
    second.files("ISSUE-003", "复查.txt")
    second.commit("more")
    assert "dup-id-fetched" not in third.does("check", "--exit-zero"), "the 002 that is behind there was mended here"
    third.git("fetch", "-q")
    return third


def test_a_new_number_that_was_given_twice_too_is_told_before_the_branches_meet(third: Office) -> None:
    said = third.does("check", "--exit-zero")
    assert "ISSUE-003 在已取回的 origin/main 上是另一件（“乙事”）" in said
    assert said.count("dup-id-fetched") == 1, "002 is mended on both"
    assert "ISSUE-003“丙事”换号为 ISSUE-005" in third.does("renumber", "3", "--as", "zhang")


@pytest.mark.parametrize("first", ["3", "4"])
def test_a_new_number_that_was_given_twice_too_is_mended_while_they_meet(third: Office, first: str) -> None:
    """Step by step, each as the one before says: the other issue gets a number, then the two halves are one."""
    met_under_one_number(third, "origin/main")
    said = third.does("renumber", first, "--as", "zhang")
    assert "ISSUE-003“丙事”换号为 ISSUE-005" in said
    assert "接着 ledger renumber ISSUE-004" in said
    assert "旧号下办的并入 ISSUE-003" in third.does("renumber", "4", "--as", "zhang")
    third.commit("joined")
    assert not (third.folder / "issues/ISSUE-004.yaml").exists()
    assert not (third.folder / "evidence/ISSUE-004").exists()
    assert third.text("ISSUE-003").count("move: evidence") == 3
    third.sound()


def test_evidence_that_git_has_left_under_the_old_number_follows(office: Office) -> None:
    """Git moves an issue's file with what was done meanwhile, and not always what was filed."""
    two_clones(office, "现场.txt")
    office.does("renumber", "2", "--as", "zhang")
    here = office.folder / "evidence/ISSUE-003/现场.txt"
    house.put(office.folder / "evidence/ISSUE-002/现场.txt", here.read_bytes())
    here.unlink()
    office.does("check", code=8)
    assert "佐证材料 1 份移入 evidence/ISSUE-003/" in office.does("renumber", "2", "--as", "zhang")
    office.sound()
    assert "没有 ISSUE-002" in office.does("renumber", "2", "--as", "zhang", code=3)


def test_what_both_changed_under_two_numbers_is_decided_by_a_person(office: Office) -> None:
    worked_on_under_both_numbers(office, "渣土扬尘")
    meet(office, "side", "main")
    said = office.does("renumber", "2", "--as", "zhang", code=6)
    assert re.search("本方.*渣土扬尘.*对方.*扬尘扰民", said), "ours is what this branch had, under whichever number"
    assert "ledger resolve ISSUE-003" in said
    office.does("resolve", "3", "--ours", "--why", "以现场为准", "--as", "zhang")
    assert "在这里已经换号为 ISSUE-003" in office.does("renumber", "2", "--as", "zhang")
    office.commit("joined")
    assert "title: 渣土扬尘" in office.text("ISSUE-003")
    office.sound()


def test_checkpoints_and_verifications_hold_after_it(office: Office) -> None:
    two_clones(office, "现场.txt")
    office.does("seal", "--as", "zhang")
    office.commit("sealed")
    office.does("renumber", "2", "--as", "zhang")
    office.sound()
    shown = json.loads(office.does("show", "3", "--json"))
    assert [one["path"] for one in shown["issue"]["evidence"]] == ["evidence/ISSUE-003/现场.txt"]
    assert office.does("check", "--since", "HEAD", "--exit-zero").count("篡改") == 0


def test_a_verification_covers_the_same_evidence_under_another_number(office: Office) -> None:
    """What was verified is told by its digest and place; the place moves by a signed step and by nothing else."""
    text = house.finished(1, "完工", "in-progress").splitlines()
    kept = "\n".join(one for one in text if "move: verify" not in one and "result: 通过" not in one)
    house.put(office.folder / "issues/ISSUE-001.yaml", kept.replace("verifications:\n", "").encode() + b"\n")
    house.put(office.folder / "evidence/ISSUE-001/after.jpg", house.PHOTO)
    office.does("verify", "1", "--as", "li")
    done = office.text("ISSUE-001")
    (office.folder / "issues/ISSUE-001.yaml").unlink()
    (office.folder / "evidence/ISSUE-001").rename(office.folder / "aside")
    assert office.new("更早的") == "ISSUE-001"
    (office.folder / "aside").rename(office.folder / "evidence/ISSUE-001")
    house.put(office.folder / "issues/乡镇/ISSUE-001.yaml", done.encode())
    uid = done.partition("uid: ")[2].split()[0].strip("'\"")
    other = office.text("ISSUE-001").partition("uid: ")[2].split()[0].strip("'\"")
    assert uid != other
    office.does("renumber", "1", "--keep", other, "--as", "zhang")
    office.sound()
    office.does("close", "2", "--as", "wang")
    path = office.folder / "issues/乡镇/ISSUE-002.yaml"
    assert "covers: sha256:" in path.read_text("utf-8")
    assert "evidence/ISSUE-002/after.jpg" in path.read_text("utf-8")

"""One number, two issues: the later one gets another, and evidence, links, history and proofs follow."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
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


def test_what_the_other_side_has_renumbered_already_gets_no_second_number(office: Office) -> None:
    """Work went on under the old number elsewhere: renumbered once more, the issue would stand there twice."""
    met(office)
    later = office.text("ISSUE-001")
    office.does("renumber", "1", "--as", "zhang", "--why", "两个科室同时登记")
    house.put(office.folder / "issues/ISSUE-001.yaml", later.encode())
    before = house.contents(office.folder)
    assert "“扬尘”在这里已经是 ISSUE-002" in office.does("renumber", "1", "--as", "zhang", code=4)
    assert house.contents(office.folder) == before


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


def two_clones(office: Office) -> None:
    """A branch on which the number was given that main has given meanwhile: `new` couldn't know of main's."""
    office.new("起头")
    office.commit("first")
    office.git("checkout", "-qb", "side")
    office.new("水质超标")
    office.files("ISSUE-002", "现场.txt")
    office.commit("side")
    office.git("checkout", "-q", "main")
    office.git("branch", "-qm", "side", "elsewhere")
    office.git("bundle", "create", "-q", ".ledger/side", "elsewhere")
    office.git("branch", "-qD", "elsewhere")
    office.git("reflog", "expire", "--expire=now", "--all")
    for path in (office.folder / ".git/ledger").glob("*.json"):
        path.unlink()
    assert office.new("扬尘") == "ISSUE-002", "nobody here has heard of the other"
    office.files("ISSUE-002", "现场.txt")
    office.commit("main")
    office.git("fetch", "-q", ".ledger/side", "elsewhere:elsewhere")


@pytest.mark.parametrize("keep", [None, "main"])
def test_a_merge_that_found_two_issues_under_one_number_is_mended(office: Office, keep: str | None) -> None:
    two_clones(office)
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
    two_clones(office)
    assert "换号为 ISSUE-003" in office.does("renumber", "2", "--as", "zhang")
    office.commit("renumbered")
    office.git("merge", "-q", "--no-edit", "elsewhere")
    assert "title: 水质超标" in office.text("ISSUE-002")
    office.sound()
    assert "只有一件" in office.does("renumber", "2", "--as", "zhang", code=4)


def test_checkpoints_and_verifications_hold_after_it(office: Office) -> None:
    two_clones(office)
    office.does("seal", "--as", "zhang")
    office.commit("sealed")
    office.does("renumber", "2", "--as", "zhang")
    office.sound()
    shown = json.loads(office.does("show", "3", "--json"))
    assert [one["path"] for one in shown["issue"]["evidence"]] == ["evidence/ISSUE-003/现场.txt"]
    assert office.does("check", "--since", "HEAD", "--exit-zero").count("篡改") == 0


CALLS = "link,linkat,rename,renameat,renameat2,unlink,unlinkat"


@pytest.mark.skipif(shutil.which("strace") is None, reason="the kill in the middle is made by strace")
@pytest.mark.parametrize("nth", range(1, 13))
def test_killed_anywhere_it_is_done_or_not_begun(
    office: Office, environment: dict[str, str], tmp_path: Path, nth: int
) -> None:
    """Whoever comes next ends what the journal tells; then the old stands, or the new, with its evidence."""
    office.new("水质超标")
    second = office.clone_that_never_met("ISSUE-001")
    office.new("扬尘")
    office.files("ISSUE-001", "现场.txt", "照片.txt")
    house.put(office.folder / "issues/乡镇/ISSUE-001.yaml", second.encode())
    subprocess.run(
        ["strace", "-f", "-o", str(tmp_path / "trace"), "-e", f"trace={CALLS}",
         "-e", f"inject={CALLS}:signal=KILL:when={nth}",
         sys.executable, "-m", "ledger", "renumber", "1", "--as", "zhang"],
        cwd=office.folder, env={**environment, "PYTHONDONTWRITEBYTECODE": "1"}, check=False, capture_output=True,
    )  # fmt: skip
    office.ledger("list")
    if (office.folder / "issues/ISSUE-001.yaml").exists():
        assert "现场.txt" in {path.name for path in (office.folder / "evidence/ISSUE-001").iterdir()}
        office.does("renumber", "1", "--as", "zhang")
    assert {path.name for path in (office.folder / "evidence/ISSUE-002").iterdir()} == {"现场.txt", "照片.txt"}
    office.sound()
    assert not (office.folder / ".ledger/batch.json").exists()


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

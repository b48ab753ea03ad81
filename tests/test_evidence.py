"""Evidence is copied in, fixed by its digest, and looked at again whenever something rests on it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import house
from ledger.errors import NotFoundError, RefusedError, Said
from ledger.model.issue import Issue
from ledger.model.values import is_file_name
from ledger.store import evidence, folder
from ledger.store.workspace import Workspace

BYTES = b"a report of measurements" * 1000


def reasons(refused: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [one.key for one in refused.value.reasons]


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return Workspace(house.build(tmp_path / "ledger"))


@pytest.fixture
def issue(office: Workspace) -> Issue:
    return folder.get(office, "ISSUE-003").issue


def test_a_file_is_copied_and_its_digest_is_that_of_what_was_written(
    office: Workspace, issue: Issue, tmp_path: Path
) -> None:
    (kept,) = evidence.keep(office, issue, [house.put(tmp_path / "监测报告.pdf", BYTES)])
    assert kept == evidence.Kept("evidence/ISSUE-003/监测报告.pdf", hashlib.sha256(BYTES).hexdigest(), len(BYTES))
    assert (office.root / kept.path).read_bytes() == BYTES
    assert sorted(path.name for path in (office.evidence / "ISSUE-003").iterdir()) == ["after.jpg", "监测报告.pdf"]


def test_a_file_that_lies_there_already_is_only_recorded(office: Workspace, issue: Issue) -> None:
    there = house.put(office.evidence / "ISSUE-003/report.pdf", BYTES)
    (kept,) = evidence.keep(office, issue, [there])
    assert kept.sha256 == hashlib.sha256(BYTES).hexdigest()


def test_a_name_is_kept_composed_as_every_system_writes_it(office: Workspace, issue: Issue, tmp_path: Path) -> None:
    """macOS hands out é as two characters; the record must name the file that Windows finds."""
    (kept,) = evidence.keep(office, issue, [house.put(tmp_path / "cafe\u0301.jpg", BYTES)])
    assert kept.path == "evidence/ISSUE-003/caf\u00e9.jpg"


def test_another_file_under_a_taken_name_is_refused_and_the_first_stays(
    office: Workspace, issue: Issue, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError) as refused:
        evidence.keep(office, issue, [house.put(tmp_path / "after.jpg", b"another picture")])
    assert reasons(refused) == ["evidence.name-taken"]
    assert (office.evidence / "ISSUE-003/after.jpg").read_bytes() == house.PHOTO


@pytest.mark.parametrize(
    "name", ["a\nb.jpg", "CON.jpg", "x" * 130 + ".jpg", "right\u202eto-left.jpg", "end.", "a:b.jpg"]
)
def test_a_name_that_some_system_cannot_keep_is_refused(
    office: Workspace, issue: Issue, tmp_path: Path, name: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        evidence.keep(office, issue, [house.put(tmp_path / name, BYTES)])
    assert reasons(refused) == ["evidence.bad-name"]
    assert is_file_name(str(refused.value.reasons[0].fill["better"]))


def test_nothing_links_folders_and_empty_files_are_no_evidence(office: Workspace, issue: Issue, tmp_path: Path) -> None:
    house.put(tmp_path / "empty.jpg", b"")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "link.jpg").symlink_to("/etc/passwd")
    with pytest.raises(RefusedError) as refused:
        evidence.keep(office, issue, [tmp_path / f"{name}.jpg" for name in ("empty", "folder", "link", "none")])
    assert reasons(refused) == ["evidence.empty", "evidence.folder", "evidence.link", "evidence.none"]
    with pytest.raises(NotFoundError):
        evidence.keep(office, issue, [tmp_path / "none.jpg"])


def test_what_is_on_file_and_what_is_given_twice_is_refused_in_one_go(
    office: Workspace, issue: Issue, tmp_path: Path
) -> None:
    same = [house.put(tmp_path / folder / "a.jpg", BYTES) for folder in ("one", "two")]
    named = house.put(tmp_path / "three/A.JPG", b"of another content")
    known = house.put(tmp_path / "known.jpg", house.PHOTO)
    with pytest.raises(RefusedError) as refused:
        evidence.keep(office, issue, [*same, named, known])
    assert reasons(refused) == ["evidence.twice", "evidence.same-content", "evidence.same-name"]
    assert [path.name for path in (office.evidence / "ISSUE-003").iterdir()] == ["after.jpg"]


def test_several_files_are_put_on_file_at_once(office: Workspace, issue: Issue, tmp_path: Path) -> None:
    given = [house.put(tmp_path / f"{name}.pdf", name.encode()) for name in ("一", "二", "三")]
    assert [one.path[-5:] for one in evidence.keep(office, issue, given)] == ["一.pdf", "二.pdf", "三.pdf"]


def test_what_is_empty_for_long_stretches_is_copied_as_it_is(office: Workspace, issue: Issue, tmp_path: Path) -> None:
    whole = b"head" + bytes(3 << 20) + b"tail" + bytes(2 << 20)
    (kept,) = evidence.keep(office, issue, [house.put(tmp_path / "disk.img", whole)])
    assert (kept.sha256, kept.size) == (hashlib.sha256(whole).hexdigest(), len(whole))
    assert (office.root / kept.path).read_bytes() == whole


def test_a_folder_that_is_a_link_out_of_the_ledger_takes_nothing(
    office: Workspace, issue: Issue, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (office.evidence / "ISSUE-003").rename(outside)
    (office.evidence / "ISSUE-003").symlink_to(outside)
    with pytest.raises(RefusedError) as refused:
        evidence.keep(office, issue, [house.put(tmp_path / "new.jpg", BYTES)])
    assert reasons(refused) == ["evidence.leads-out"]
    assert [one.key for one in evidence.damage(office, issue).values()] == ["evidence.leads-out"]


def test_the_whole_evidence_folder_may_lie_on_another_disk(office: Workspace, issue: Issue, tmp_path: Path) -> None:
    office.evidence.rename(tmp_path / "nas")
    office.evidence.symlink_to(tmp_path / "nas")
    assert evidence.damage(office, issue) == {}
    evidence.keep(office, issue, [house.put(tmp_path / "new.jpg", BYTES)])
    assert (tmp_path / "nas/ISSUE-003/new.jpg").read_bytes() == BYTES


def test_what_was_put_on_file_is_found_intact(office: Workspace, issue: Issue) -> None:
    assert evidence.damage(office, issue) == {}


def test_changed_missing_and_swapped_files_are_each_told(office: Workspace, issue: Issue) -> None:
    path = office.evidence / "ISSUE-003/after.jpg"
    told: list[Said] = []
    path.write_bytes(house.PHOTO + b"!")
    told += evidence.damage(office, issue).values()
    path.unlink()
    told += evidence.damage(office, issue).values()
    path.symlink_to("/etc/passwd")
    told += evidence.damage(office, issue).values()
    assert [one.key for one in told] == ["evidence.changed", "evidence.missing", "evidence.not-a-file"]


def test_evidence_of_another_issue_is_none_of_this_one(office: Workspace, issue: Issue) -> None:
    foreign = issue.evidence[0].model_copy(update={"path": "evidence/ISSUE-004/after.jpg"})
    found = evidence.damage(office, issue.model_copy(update={"evidence": (foreign,)}))
    assert [one.key for one in found.values()] == ["evidence.elsewhere"]


def test_evidence_of_an_earlier_cycle_blocks_no_later_one(office: Workspace, issue: Issue) -> None:
    (office.evidence / "ISSUE-003/after.jpg").write_bytes(b"painted over")
    assert evidence.damage(office, issue.model_copy(update={"cycle": 2})) == {}


def test_two_files_of_one_name_at_once_leave_one_and_refuse_the_other(tmp_path: Path) -> None:
    """Otherwise the second copy would silently replace what the first was signed for."""
    office = Workspace(house.build(tmp_path / "ledger"))
    script = (
        "import sys; from pathlib import Path\n"
        "from ledger.errors import RefusedError\n"
        "from ledger.store import evidence, folder\n"
        "from ledger.store.workspace import Workspace\n"
        "office = Workspace(Path(sys.argv[1]))\n"
        "issue = folder.get(office, 'ISSUE-003').issue\n"
        "try: print(evidence.keep(office, issue, [Path(sys.argv[2])])[0].sha256)\n"
        "except RefusedError: print('refused')\n"
    )
    sources = [house.put(tmp_path / str(at) / "photo.jpg", bytes([at]) * 3_000_000) for at in range(1, 5)]
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(office.root), str(one)], stdout=subprocess.PIPE, text=True)
        for one in sources
    ]
    answers = [running.communicate(timeout=60)[0].strip() for running in started]
    kept = (office.evidence / "ISSUE-003/photo.jpg").read_bytes()
    assert sorted(answer == "refused" for answer in answers) == [False, True, True, True]
    assert hashlib.sha256(kept).hexdigest() in answers

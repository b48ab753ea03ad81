"""The folder of issue files: nothing on disk is left unmentioned, and a change touches only what it changes."""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import house
from build import registered
from ledger.errors import ConflictError, MachineError, NotFoundError, UnreadableError, say
from ledger.model.acts import Progress
from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.problem import Place, Problem
from ledger.store import batch, files, folder, saving
from ledger.store.folder import Stored
from ledger.store.workspace import Workspace


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return Workspace(house.build(tmp_path / "ledger"))


def reported(issue: Issue, text: str = "已清淤 2 公里") -> Issue:
    entry = Progress.model_validate({"month": "2026-05", "date": "2026-05-20", "by": "qian", "text": text})
    return issue.model_copy(update={"progress": (*issue.progress, entry)})


def line_changes(before: bytes, after: bytes) -> list[str]:
    lines = difflib.ndiff(before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True))
    return [line for line in lines if line[0] in "+-"]


# --- what is there ---


def test_every_issue_is_found_in_the_order_of_its_number_subfolders_included(office: Workspace) -> None:
    scan = folder.scan(office)
    assert tuple(issue.id for issue in scan.issues) == house.IDS
    assert scan.stored[3].file == "issues/2025/ISSUE-004.yaml"
    assert scan.problems == ()


def test_a_number_beyond_a_thousand_comes_after_those_before_it(office: Workspace) -> None:
    for number in (999, 1000, 10000):
        house.put(office.issues / f"ISSUE-{number}.yaml", b"x: 1\n")
    assert [path.stem for path in folder.paths(office)][-3:] == ["ISSUE-999", "ISSUE-1000", "ISSUE-10000"]


def test_files_on_disk_are_issues_plus_broken_files_whatever_lies_there(office: Workspace, tmp_path: Path) -> None:
    """Each line is a way in which a file goes wrong between two offices."""
    outside = house.put(tmp_path / "outside.yaml", house.SOON.encode())
    wrong: dict[str, Callable[[Path], object]] = {
        "issues/ISSUE-010.yaml": lambda path: path.write_bytes(b""),
        "issues/ISSUE-011.yaml": lambda path: path.symlink_to(outside),
        "issues/ISSUE-012.yaml": lambda path: path.write_bytes(house.SOON.encode()),
        "issues/ISSUE-013.yml": lambda path: path.write_bytes(house.SOON.encode()),
        "issues/ISSUE-014.yaml.txt": lambda path: path.write_bytes(house.SOON.encode()),
        "issues/issue-15.yaml": lambda path: path.write_bytes(house.SOON.encode()),
        "issues/ISSUE-016.YAML": lambda path: path.write_bytes(house.SOON.encode()),
        "issues/ISSUE-017.yaml": lambda path: path.write_bytes(b"#" * 300_000),
        "issues/elsewhere": lambda path: path.symlink_to(tmp_path, target_is_directory=True),
        "issues/copies/ISSUE-002.yaml": lambda path: house.put(path, house.SOON.encode()),
    }
    for name, write in wrong.items():
        write(office.root / name)
    scan = folder.scan(office)
    assert set(scan.broken) == set(wrong)
    assert len(scan.stored) == 5, "the others are still read"
    assert {problem.level for problem in scan.problems} == {"invalid"}
    assert {str(p.place).split(":")[0]: p.rule for p in scan.problems} == {
        "issues/ISSUE-010.yaml": "empty",
        "issues/ISSUE-011.yaml": "symlink",
        "issues/ISSUE-012.yaml": "id-differs",
        "issues/ISSUE-013.yml": "file-name",
        "issues/ISSUE-014.yaml.txt": "file-name",
        "issues/issue-15.yaml": "file-name",
        "issues/ISSUE-016.YAML": "file-name",
        "issues/ISSUE-017.yaml": "too-big",
        "issues/elsewhere": "symlink",
        "issues/copies/ISSUE-002.yaml": "dup-id",
    }


def test_what_is_no_issue_and_was_not_meant_to_be_is_left_alone(office: Workspace) -> None:
    for name in ("README.md", ".ISSUE-009.yaml", ".ISSUE-009.yaml.0123.tmp", ".hidden/ISSUE-008.yaml", "照片.jpg"):
        house.put(office.issues / name, b"whatever")
    assert folder.scan(office).problems == ()


def test_a_ledger_without_an_issues_folder_is_empty_and_not_broken(tmp_path: Path) -> None:
    assert folder.scan(Workspace(tmp_path)) == folder.Scan((), ())


def test_a_file_where_the_folder_of_issues_should_be_is_told(tmp_path: Path) -> None:
    house.put(tmp_path / "issues", b"no folder")
    (problem,) = folder.scan(Workspace(tmp_path)).problems
    assert (str(problem.place), problem.rule) == ("issues:1:1", "file-name")


def test_of_two_files_of_one_issue_the_second_is_told_with_the_first(office: Workspace) -> None:
    house.put(office.issues / "copies/ISSUE-002.yaml", house.SOON.encode())
    (problem,) = folder.scan(office).problems
    assert (problem.rule, problem.level, problem.issue) == ("dup-id", "invalid", "ISSUE-002")
    assert problem.place == Place("issues/copies/ISSUE-002.yaml", 1, 1)
    assert problem.text.key == "file.dup-id"
    assert (problem.text.fill["id"], problem.text.fill["other"]) == ("ISSUE-002", "issues/ISSUE-002.yaml")


def test_an_id_that_differs_is_told_at_the_id_with_the_files_name(office: Workspace) -> None:
    path = house.put(office.issues / "ISSUE-020.yaml", b"# copied\n" + house.SOON.encode())
    (problem,) = (one for one in (folder.read(office, path),) if isinstance(one, tuple))
    assert (str(problem[0].place), problem[0].suggestion) == ("issues/ISSUE-020.yaml:2:5", "ISSUE-020")
    assert problem[0].text == say("file.id-differs", id="ISSUE-002", name="ISSUE-020")


def test_the_places_of_a_rules_faults_are_found_afterwards(office: Workspace) -> None:
    stored = folder.scan(office).stored
    found = [
        Problem("x", "error", say("rule.parent-loop"), issue="ISSUE-001", path=("plan", "measures", 1, "text")),
        Problem("y", "error", say("rule.parent-loop"), issue="ISSUE-999"),
        Problem("z", "error", say("rule.parent-loop")),
        Problem("x", "error", say("rule.parent-loop"), issue="ISSUE-002", path=("title",)),
    ]
    placed = folder.locate(found, stored)
    assert str(placed[0].place) == "issues/ISSUE-001.yaml:33:13"
    assert placed[0].excerpt == "      text: 封堵直排口"
    assert placed[1:3] == found[1:3]
    assert str(placed[3].place) == "issues/ISSUE-002.yaml:3:8"


def test_a_folder_named_like_an_issue_is_told_and_what_lies_in_it_is_still_read(office: Workspace) -> None:
    house.put(office.issues / "ISSUE-006.yaml/ISSUE-007.yaml", house.finished(7, "别处", "verified").encode())
    scan = folder.scan(office)
    assert [(str(one.place), one.rule) for one in scan.problems] == [("issues/ISSUE-006.yaml:1:1", "not-a-file")]
    assert "ISSUE-007" in {issue.id for issue in scan.issues}


# --- one of them ---


def test_an_unknown_id_is_answered_with_the_nearest(office: Workspace) -> None:
    with pytest.raises(NotFoundError) as refused:
        folder.get(office, "ISSUE-0021")
    assert refused.value.what == say("issue.none", id="ISSUE-0021", count=5)
    assert refused.value.hint == say("did-you-mean", word="ISSUE-002")


def test_a_number_that_was_given_up_leads_to_the_one_of_today(office: Workspace) -> None:
    given = (
        "  - {move: renumber, by: zhang, date: 2026-05-06, changes: [{field: id, old: ISSUE-044, new: ISSUE-005}]}\n"
    )
    house.put(office.issues / "ISSUE-005.yaml", (house.LASTING + given).encode())
    with pytest.raises(NotFoundError) as refused:
        folder.get(office, "ISSUE-044")
    assert refused.value.hint == say("issue.formerly", now=("ISSUE-005",))
    with pytest.raises(NotFoundError) as refused:
        folder.get(office, "DC-77")
    assert refused.value.hint is None


def test_an_id_with_two_files_is_nobodys(office: Workspace) -> None:
    house.put(office.issues / "2026/ISSUE-002.yaml", house.SOON.encode())
    with pytest.raises(UnreadableError) as refused:
        folder.get(office, "ISSUE-002")
    files = ("issues/2026/ISSUE-002.yaml", "issues/ISSUE-002.yaml")
    assert refused.value.what == say("issue.twice", id="ISSUE-002", files=files)


def test_an_unreadable_issue_is_refused_with_every_fault(office: Workspace) -> None:
    (office.issues / "ISSUE-002.yaml").write_text(house.SOON + "a: 1\nb: 2\n", "utf-8")
    with pytest.raises(UnreadableError) as refused:
        folder.get(office, "ISSUE-002")
    assert [reason.fill["place"] for reason in refused.value.reasons] == [
        "issues/ISSUE-002.yaml:15:1",
        "issues/ISSUE-002.yaml:16:1",
    ]


def test_a_journal_that_is_no_file_is_told_as_a_failure_of_the_machine(office: Workspace) -> None:
    (office.root / batch.JOURNAL).mkdir(parents=True)
    with pytest.raises(MachineError) as refused:
        folder.get(office, "ISSUE-001")
    assert refused.value.what.fill["path"] == ".ledger/batch.json"


# --- writing ---


def test_a_new_issue_takes_the_number_after_the_highest_wherever_that_lies(office: Workspace) -> None:
    house.put(office.issues / "2024/ISSUE-041.yaml", b"broken: [")
    stored = saving.add(office, registered)
    assert (stored.issue.id, stored.file) == ("ISSUE-042", "issues/ISSUE-042.yaml")
    assert (office.root / stored.file).read_bytes() == stored.data
    assert stored.data.startswith(b"# yaml-language-server: $schema=../templates/issue.schema.json\n")
    assert folder.get(office, "ISSUE-042").issue == stored.issue


def test_a_write_sweeps_away_what_a_crash_left_in_the_ledger(office: Workspace) -> None:
    left = [files.beside(office.issues / "ISSUE-009.yaml"), files.beside(office.issues / "2025/ISSUE-003.yaml")]
    for path in left:
        os.utime(house.put(path, b"half"), (0, 0))
    saving.add(office, registered)
    assert [path.exists() for path in left] == [False, True]
    stored = folder.get(office, "ISSUE-004")
    saving.save(office, stored, reported(stored.issue))
    assert not left[1].exists()


def test_the_house_may_have_its_own_prefix(office: Workspace) -> None:
    house.put(office.root / "ledger.toml", b'[ledger]\nprefix = "DC"\n')
    assert saving.add(Workspace(office.root), registered).issue.id == "DC-001"


def test_an_untouched_record_is_byte_for_byte_the_same(office: Workspace) -> None:
    before = house.contents(office.root)
    for stored in folder.scan(office).stored:
        assert saving.save(office, stored, stored.issue.model_copy()) is stored
    assert house.contents(office.root) == before


def variants() -> dict[str, bytes]:
    """The same hand-written file as different editors save it."""
    text = house.LATE
    return {
        "as it is": text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "both": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        "no newline at the end": text.rstrip("\n").encode(),
    }


@pytest.mark.parametrize("how", variants())
def test_one_changed_field_is_one_changed_line(office: Workspace, how: str) -> None:
    data = variants()[how]
    house.put(office.issues / "ISSUE-001.yaml", data)
    stored = folder.get(office, "ISSUE-001")
    saved = saving.save(office, stored, stored.issue.model_copy(update={"region": "白石镇"}))
    end = "\r\n" if "crlf" in how or how == "both" else "\n"
    assert line_changes(data, saved.data) == [f"- region: 红旗镇{end}", f"+ region: 白石镇{end}"]
    assert (office.issues / "ISSUE-001.yaml").read_bytes() == saved.data


@pytest.mark.parametrize("how", variants())
def test_a_progress_entry_adds_lines_and_takes_none_away(office: Workspace, how: str) -> None:
    data = variants()[how]
    house.put(office.issues / "ISSUE-001.yaml", data)
    stored = folder.get(office, "ISSUE-001")
    saved = saving.save(office, stored, reported(stored.issue))
    assert not [line for line in line_changes(data, saved.data) if line.startswith("-")]
    assert folder.get(office, "ISSUE-001").issue == reported(stored.issue)
    assert saved.data.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


def test_a_new_key_goes_where_the_schema_has_it(office: Workspace) -> None:
    stored = folder.get(office, "ISSUE-005")
    saved = saving.save(office, stored, stored.issue.model_copy(update={"level": "县", "related": ("ISSUE-001",)}))
    keys = [line.partition(":")[0] for line in saved.data.decode().splitlines() if line[0] not in " -#"]
    assert keys == [key for key in FIELD_ORDER if key in keys]
    assert {"level", "related"} <= set(keys)


FIELDS = {
    "title": st.text(alphabet="红旗河: #'\"{}[]-\\ a1\t", min_size=1, max_size=30).filter(lambda text: text.strip()),
    "region": st.none() | st.sampled_from(["白石镇", "no", "1.10", "~", "null", "2026-01-01", "- x", "<<"]),
    "fields": st.lists(st.sampled_from(["水", "大气", "a, b", "x: y"]), max_size=3).map(tuple),
    "engineering": st.booleans(),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.fixed_dictionaries({}, optional=FIELDS), how=st.sampled_from(sorted(variants())))
def test_whatever_is_saved_is_what_is_read_again(office: Workspace, changes: dict[str, object], how: str) -> None:
    """The law of saving: after = read(save(before, after)), and every comment of the hand is still there."""
    house.put(office.issues / "ISSUE-001.yaml", variants()[how])
    stored = folder.get(office, "ISSUE-001")
    wanted = stored.issue.model_copy(update=changes)
    saved = saving.save(office, stored, wanted)
    assert folder.get(office, "ISSUE-001").issue == wanted
    assert all(
        comment in saved.data.decode() for comment in ("# 群众多次反映", "# 来源照抄交办单", "# 第二条由住建配合")
    )


def test_a_file_changed_meanwhile_is_not_written_over(office: Workspace) -> None:
    stored = folder.get(office, "ISSUE-001")
    theirs = house.LATE.replace("红旗镇", "白石镇").encode()
    house.put(office.issues / "ISSUE-001.yaml", theirs)
    with pytest.raises(ConflictError) as refused:
        saving.save(office, stored, reported(stored.issue))
    assert refused.value.what == say("conflict.changed", file="issues/ISSUE-001.yaml")
    assert (office.issues / "ISSUE-001.yaml").read_bytes() == theirs


def test_a_file_that_went_away_or_became_a_link_is_not_written_either(office: Workspace, tmp_path: Path) -> None:
    stored = folder.get(office, "ISSUE-001")
    path = office.issues / "ISSUE-001.yaml"
    path.unlink()
    with pytest.raises(ConflictError) as refused:
        saving.save(office, stored, reported(stored.issue))
    assert refused.value.what == say("conflict.gone", file="issues/ISSUE-001.yaml")
    assert not path.exists()
    elsewhere = house.put(tmp_path / "elsewhere.yaml", stored.data)
    path.symlink_to(elsewhere)
    with pytest.raises(ConflictError):
        saving.save(office, stored, reported(stored.issue))
    assert elsewhere.read_bytes() == stored.data


def test_a_record_never_grows_beyond_what_can_be_read_again(office: Workspace) -> None:
    stored = folder.get(office, "ISSUE-001")
    with pytest.raises(UnreadableError) as refused:
        saving.save(office, stored, reported(stored.issue, "长" * 100_000))
    assert refused.value.what.key == "write.too-big"
    assert (office.issues / "ISSUE-001.yaml").read_bytes() == stored.data


def test_a_text_that_could_not_be_saved_is_kept(office: Workspace) -> None:
    stored = folder.get(office, "ISSUE-001")
    assert isinstance(stored, Stored)
    where = saving.set_aside(office, stored, "我改了半天的内容".encode())
    assert (office.root / where).read_text("utf-8") == "我改了半天的内容"
    assert folder.scan(office).problems == (), "and it is no file of the ledger"


def test_several_are_saved_as_one(office: Workspace) -> None:
    stored = folder.scan(office).stored
    pairs = [(one, one.issue.model_copy(update={"title": f"{one.issue.title}（改）"})) for one in stored]
    saved = saving.save_all(office, pairs)
    assert [one.issue.title for one in folder.scan(office).stored] == [after.title for _, after in pairs]
    assert "# 群众多次反映" in saved[0].data.decode()
    with pytest.raises(ConflictError):
        saving.save_all(office, [(stored[0], pairs[0][1].model_copy(update={"title": "第三"}))])
    assert saving.save_all(office, [(saved[0], saved[0].issue)]) == ()


def test_a_reader_ends_a_batch_that_a_death_cut_short(office: Workspace) -> None:
    path = office.issues / "ISSUE-001.yaml"
    old = path.read_bytes()
    new = old.replace("水质达到Ⅲ类".encode(), "水质达到Ⅱ类".encode())
    told = {
        "path": "issues/ISSUE-001.yaml",
        "staged": files.stage(path, new).name,
        "before": base64.b64encode(old).decode(),
        "digest": hashlib.sha256(new).hexdigest(),
    }
    house.put(office.root / batch.JOURNAL, json.dumps({"batch": [told]}).encode())
    plan = folder.get(office, "ISSUE-001").issue.plan
    assert plan is not None
    assert plan.goal == "水质达到Ⅱ类"
    assert not batch.interrupted(office.root)

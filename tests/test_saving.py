"""Writing issue files: under a number that is known, several at once, what a person edited, what is signed later."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import chained
import house
from build import registered
from ledger.errors import ConflictError, MachineError, RefusedError, say
from ledger.model.acts import Step
from ledger.model.issue import Issue
from ledger.model.problem import Place
from ledger.store import batch, files, folder, locks, saving, sealing
from ledger.store.folder import Stored
from ledger.store.workspace import Workspace

ONE = "issues/ISSUE-001.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """The small ledger, sealed event by event."""
    return Workspace(chained.build(tmp_path / "ledger"))


def made(issue_id: str) -> Issue:
    return registered(issue_id, step())


def step(**said: object) -> Step:
    told = {"move": "register", "after": "open", "by": "zhang", "date": "2026-05-20", "at": "2026-05-20T09:00:00+08:00"}
    return Step.model_validate(told | said)


def edited(issue: Issue, **changes: object) -> Issue:
    """Changed, with an event that signs it."""
    signs = step(move="edit", after=issue.status, at="2026-05-21T09:00:00+08:00")
    return issue.model_copy(update={**changes, "history": (*issue.history, signs)})


def sound(workspace: Workspace, issue_id: str) -> Stored:
    """The issue as it is read again, with nothing wrong with its chain."""
    one = folder.get(workspace, issue_id)
    assert folder.chain(workspace, one) == ()
    return one


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full(path: Path | str) -> object:
    """What is told of a disk without room."""
    return say("env.disk-full", path=str(path), reason=say("os.other", text=os.strerror(errno.ENOSPC)))


# --- new ones ---


def test_a_new_issue_takes_its_number_by_its_file_and_the_next_if_somebody_was_faster(office: Workspace) -> None:
    asked: list[str] = []

    def make(issue_id: str) -> Issue:
        if not asked:  # a file that comes from elsewhere, by a copy say, heeds no lock
            house.put(office.issues / f"{issue_id}.yaml", b"theirs\n")
        asked.append(issue_id)
        return made(issue_id)

    stored = saving.add(office, make)
    assert asked == ["ISSUE-006", "ISSUE-007"]
    assert (office.issues / "ISSUE-006.yaml").read_bytes() == b"theirs\n"
    assert stored == Stored(sound(office, "ISSUE-007").issue, "issues/ISSUE-007.yaml", stored.data)


def test_the_first_issue_of_a_ledger_makes_the_folder(tmp_path: Path) -> None:
    one, other = (Workspace(house.put(tmp_path / name / "ledger.toml", b"").parent) for name in ("one", "other"))
    assert saving.add(one, made).file == ONE
    assert [stored.file for stored in saving.add_all(other, [made])] == [ONE]


def test_several_take_numbers_in_a_row_each_sealed(office: Workspace) -> None:
    house.put(office.root / "evidence/ISSUE-007/a.jpg", b"of an issue that was deleted")
    stored = saving.add_all(office, [made, made])
    assert [one.file for one in stored] == ["issues/ISSUE-008.yaml", "issues/ISSUE-009.yaml"]
    for one in stored:
        assert one.data == (office.root / one.file).read_bytes()
        assert one.issue == sound(office, one.issue.id).issue
        assert one.data.startswith(b"# yaml-language-server: $schema=../templates/issue.schema.json\n")


def test_an_issue_that_has_a_number_already_is_written_under_it_once(office: Workspace) -> None:
    stored = saving.add_at(office, made("ISSUE-042"))
    assert stored == Stored(sound(office, "ISSUE-042").issue, "issues/ISSUE-042.yaml", stored.data)
    assert stored.issue.history[0].hash is not None
    with pytest.raises(ConflictError) as refused:
        saving.add_at(office, made("ISSUE-042"))
    assert refused.value.what == say("export.exists", path="issues/ISSUE-042.yaml")
    assert (office.root / stored.file).read_bytes() == stored.data


@pytest.mark.parametrize(
    ("add", "where"),
    [
        (lambda office: saving.add(office, made), "issues"),
        (lambda office: saving.add_all(office, [made]), "issues"),
        (lambda office: saving.add_at(office, made("ISSUE-042")), "issues/ISSUE-042.yaml"),
    ],
    ids=["next", "several", "number known"],
)
def test_a_full_disk_adds_nothing_and_is_told(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, add: Callable[[Workspace], object], where: str
) -> None:
    before = house.contents(office.root)
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(MachineError) as refused:
        add(office)
    assert refused.value.what == full(office.root / where)
    assert house.contents(office.root) == before


def test_a_copy_of_a_file_begins_as_an_issue_of_its_own(office: Workspace) -> None:
    """What the hand wrote stays; what happened to the other is not told of this one."""
    text = house.LASTING.replace("ISSUE-005", "ISSUE-006")
    house.put(office.issues / "ISSUE-006.yaml", text.encode())
    was = folder.get(office, "ISSUE-006")
    saved = saving.begin(office, was, was.issue.model_copy(update={"uid": "begins-now-1", "history": (step(),)}))
    assert saved == Stored(sound(office, "ISSUE-006").issue, was.file, saved.data)
    assert (saved.issue.uid, [one.by for one in saved.issue.history]) == ("begins-now-1", ["zhang"])
    assert saved.issue.history[0].changes == (), "all of it is new"
    kept = text[text.index("source:") : text.index("history:")]
    assert kept in saved.data.decode()
    with pytest.raises(ConflictError):
        saving.begin(office, was, was.issue)


# --- changed ones ---


def test_what_is_saved_is_sealed_and_what_the_hand_wrote_stays(office: Workspace) -> None:
    was = folder.get(office, "ISSUE-005")
    saved = saving.save(office, was, edited(was.issue, level="县"))
    assert saved == Stored(sound(office, "ISSUE-005").issue, was.file, saved.data)
    assert "long_term: 是\n" in saved.data.decode(), "the house says true like this"
    assert saved.issue.history[-1].changes is not None


def test_a_text_that_a_person_edited_is_written_as_typed_with_the_event_that_signs_it(office: Workspace) -> None:
    was = folder.get(office, "ISSUE-001")
    text = was.data.replace("红旗镇".encode(), "白石镇  # 区划调整".encode())
    read = was.issue.model_copy(update={"region": "白石镇"})
    saved = saving.replace_text(office, was, text, read, edited(read))
    assert saved == Stored(sound(office, "ISSUE-001").issue, ONE, saved.data)
    assert "region: 白石镇  # 区划调整\n" in saved.data.decode()
    (change,) = saved.issue.history[-1].changes or ()
    assert (change.field, change.old, change.new) == ("region", "红旗镇", "白石镇")
    assert saving.replace_text(office, saved, saved.data, saved.issue, saved.issue) is saved


def test_a_comment_alone_is_a_text_to_be_written_too(office: Workspace) -> None:
    was = folder.get(office, "ISSUE-001")
    saved = saving.replace_text(office, was, was.data + b"# seen\n", was.issue, was.issue)
    assert saved.data == was.data + b"# seen\n" == (office.root / ONE).read_bytes()


def test_what_was_changed_by_hand_is_refused_until_it_is_signed_and_then_is_sound(office: Workspace) -> None:
    before = folder.get(office, "ISSUE-001")
    path = office.root / ONE
    path.write_bytes(before.data.replace("红旗镇".encode(), "白石镇".encode()))
    was = folder.get(office, "ISSUE-001")
    with pytest.raises(RefusedError) as refused:
        saving.save(office, was, edited(was.issue, level="县"))
    assert refused.value.what == say("trail.unsigned", id="ISSUE-001")

    saved = saving.adopt(office, was, edited(was.issue), sealing.tree(before.data, ONE))
    assert saved == Stored(sound(office, "ISSUE-001").issue, ONE, saved.data)
    (change,) = saved.issue.history[-1].changes or ()
    assert (change.field, change.old, change.new) == ("region", "红旗镇", "白石镇")


def test_a_text_for_a_batch_of_ones_own_is_sealed_and_not_yet_written(office: Workspace) -> None:
    was = folder.get(office, "ISSUE-001")
    text = saving.rewritten(was, edited(was.issue, region="白石镇"))
    assert (office.root / ONE).read_bytes() == was.data
    (office.root / ONE).write_bytes(text)
    assert sound(office, "ISSUE-001").issue.region == "白石镇"


def test_a_full_disk_changes_nothing_and_is_told(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    was = folder.get(office, "ISSUE-001")
    after = edited(was.issue, region="白石镇")
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(MachineError) as refused:
        saving.save(office, was, after)
    assert refused.value.what == full(ONE)
    with pytest.raises(MachineError) as refused:
        saving.save_all(office, [(was, after)])
    assert refused.value.what == full(office.issues)
    with pytest.raises(MachineError) as refused:
        saving.set_aside(office, was, b"typed for an hour")
    assert refused.value.what == full(office.root / ".ledger/ISSUE-001.not-saved.yaml")
    assert (office.root / ONE).read_bytes() == was.data


def test_a_text_is_set_aside_in_a_ledger_that_has_no_state_yet(tmp_path: Path, office: Workspace) -> None:
    was = folder.get(office, "ISSUE-001")
    assert saving.set_aside(Workspace(tmp_path), was, b"typed") == ".ledger/ISSUE-001.not-saved.yaml"
    assert saving.set_aside(Workspace(tmp_path), was, b"typed again") == ".ledger/ISSUE-001.not-saved.yaml"
    assert (tmp_path / ".ledger/ISSUE-001.not-saved.yaml").read_bytes() == b"typed again"


# --- one at a time ---


def test_each_issue_that_is_saved_is_locked_and_no_other(office: Workspace) -> None:
    stored = [folder.get(office, number) for number in ("ISSUE-001", "ISSUE-004")]
    with locks.issues(office.root, ["ISSUE-002"]):
        saved = saving.save(office, stored[0], edited(stored[0].issue, level="县"))
        both = [(saved, edited(saved.issue, level="市")), (stored[1], edited(stored[1].issue))]
        assert saving.save_all(office, both) == (sound(office, "ISSUE-001"), sound(office, "ISSUE-004"))
    assert sound(office, "ISSUE-001").issue.level == "市"


def test_a_batch_that_a_death_cut_short_is_ended_before_one_of_its_issues_is_saved(office: Workspace) -> None:
    was = folder.get(office, "ISSUE-001")
    theirs = was.data + b"# theirs\n"
    told = {
        "path": ONE,
        "staged": files.stage(office.root / ONE, theirs).name,
        "before": base64.b64encode(was.data).decode(),
        "digest": hashlib.sha256(theirs).hexdigest(),
    }
    house.put(office.root / batch.JOURNAL, json.dumps({"batch": [told]}).encode())
    with pytest.raises(ConflictError) as refused:
        saving.save(office, was, edited(was.issue, region="白石镇"))
    assert refused.value.what == say("conflict.changed", file=ONE)
    assert (office.root / ONE).read_bytes() == theirs


def test_what_is_wrong_with_a_chain_is_told_at_its_place_where_that_is_asked(office: Workspace) -> None:
    path = office.root / ONE
    path.write_bytes(path.read_bytes().replace("红旗镇".encode(), "白石镇".encode()))
    (fault,) = folder.chain(office, folder.get(office, "ISSUE-001"))
    assert (fault.rule, fault.issue) == ("unsigned-change", "ISSUE-001")
    assert isinstance(fault.place, Place)
    assert fault.place.file == ONE
    with_chains, without = (folder.scan(office, chains=asked) for asked in (True, False))
    assert [one.chain for one in with_chains.stored] == [(fault,), (), (), (), ()]
    assert [one.chain for one in without.stored] == [(), (), (), (), ()]
    one = folder.read(office, path, chains=True)
    assert isinstance(one, Stored)
    assert one.chain == (fault,)


def test_the_first_line_leads_to_the_schema_from_wherever_the_file_lies(office: Workspace) -> None:
    for name, up in (("issues/ISSUE-001.yaml", "../"), ("issues/2025/ISSUE-004.yaml", "../../")):
        line = f"# yaml-language-server: $schema={up}templates/issue.schema.json"
        assert saving.header(office.root / name, office) == line

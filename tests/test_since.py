"""`ledger check --since BASE`: what was committed before decides what may be there now."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import town as towns
from town import Town, needs_git_and_keys

pytestmark = needs_git_and_keys


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return towns.built(tmp_path_factory.mktemp("town"))


@pytest.fixture
def town(made: Town, tmp_path: Path) -> Town:
    return towns.copied(made, tmp_path)


def test_nothing_changed_is_nothing_found(town: Town) -> None:
    assert town.judged() == ()


@pytest.mark.parametrize("back", [1, 2, 3, 4, 5])
def test_what_the_program_did_and_its_people_signed_stands_from_whatever_base(town: Town, back: int) -> None:
    assert [f"{one.rule} {one.text}" for one in town.judged(f"HEAD~{back}")] == []


def test_a_closing_by_its_person_is_allowed(town: Town) -> None:
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit(key="wang")
    assert town.judged("HEAD~1") == ()
    assert town.ledger("check", "--brief", "--since", "HEAD~1").returncode == 0


def test_a_step_that_is_not_committed_yet_is_told(town: Town) -> None:
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    (told,) = town.judged()
    line = town.file(1).read_text(encoding="utf-8").splitlines().index("  - move: close") + 1
    assert (told.rule, told.level, str(told.place)) == ("uncommitted", "warning", f"issues/ISSUE-001.yaml:{line}:5")


# --- what was signed stays


def test_a_lost_event_is_found_with_its_person_and_day(town: Town) -> None:
    text = town.file(1).read_text(encoding="utf-8")
    town.file(1).write_text(text[: text.index("  - move: verify")], encoding="utf-8")
    assert "event-lost" in town.rules()
    said = town.ledger("check", "--brief", "--since", "HEAD")
    assert said.returncode == 8
    assert "第 5 条（2026-04-20 li 验收）被删掉了" in said.stdout


def test_a_rewritten_event_is_told_from_what_to_what(town: Town) -> None:
    town.rewrite(1, "why: 现场核查合格", "why: 未到现场")
    (told,) = town.judged()
    assert (told.text.fill["key"], told.text.fill["old"], told.text.fill["new"]) == ("why", "现场核查合格", "未到现场")


def test_an_act_that_says_something_else_is_found(town: Town) -> None:
    town.rewrite(3, "document: 县改办〔2026〕5号", "document: 县改办〔2026〕9号")
    assert "act-changed" in town.rules()


def test_an_act_taken_out_is_found(town: Town) -> None:
    text = town.file(3).read_text(encoding="utf-8")
    begin = text.index("closures:")
    town.file(3).write_text(text[:begin] + text[text.index("history:", begin) :], encoding="utf-8")
    assert "act-gone" in town.rules()


def test_a_step_that_came_and_went_in_one_push_is_told(town: Town) -> None:
    before = town.file(1).read_bytes()
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit(key="wang")
    town.file(1).write_bytes(before)
    town.commit("as if nothing had happened")
    (told,) = town.judged("HEAD~2")
    assert (told.rule, str(told.place)) == ("event-dropped", "issues/ISSUE-001.yaml:1:1")


def test_an_issue_is_never_removed(town: Town) -> None:
    town.file(4).unlink()
    assert town.rules() == ["removed"]
    said = town.ledger("check", "--since", "HEAD")
    assert (said.returncode, "ledger void ISSUE-004 --why" in said.stdout) == (8, True)


def test_when_every_issue_is_removed_that_is_still_an_integrity_fault(town: Town) -> None:
    shutil.rmtree(town.root / "issues")
    assert town.ledger("check", "--since", "HEAD").returncode == 8


def test_a_number_is_not_given_to_another_issue(town: Town) -> None:
    other = town.file(4).read_text(encoding="utf-8")
    town.file(2).write_text(other.replace("ISSUE-004", "ISSUE-002"), encoding="utf-8")
    assert "number-reused" in town.rules()


def test_a_number_that_was_removed_long_ago_is_not_given_again(town: Town) -> None:
    gone = town.file(4).read_text(encoding="utf-8")
    town.file(4).unlink()
    town.commit("a removal that nobody noticed")
    town.file(4).write_text(re.sub(r"(uid: .{20}).{8}", r"\g<1>deadbeef", gone), encoding="utf-8")
    assert "number-reused" in town.rules()
    town.file(4).write_text(gone, encoding="utf-8")
    assert "number-reused" not in town.rules()


def test_an_issue_keeps_its_number(town: Town) -> None:
    moved = town.file(4).read_text(encoding="utf-8").replace("ISSUE-004", "ISSUE-009")
    town.file(4).unlink()
    town.file(9).write_text(moved, encoding="utf-8")
    assert "renumbered" in town.rules()


def test_a_file_may_move_into_a_folder_of_its_year(town: Town) -> None:
    (town.root / "issues/2026").mkdir()
    town.file(3).rename(town.root / "issues/2026/ISSUE-003.yaml")
    town.commit()
    assert town.rules("HEAD~1") == []


def test_comments_and_line_ends_are_nobodys_business(town: Town) -> None:
    text = town.file(1).read_text(encoding="utf-8")
    town.file(1).write_bytes(f"# 张三核对过\n{text}".replace("\n", "\r\n").encode())
    assert town.rules() == []


def test_evidence_taken_off_the_record_and_the_disk_is_found(town: Town) -> None:
    photo = town.root / "evidence/ISSUE-001/photo.jpg"
    photo.write_bytes(b"another river")
    said = town.ledger("check", "--brief", "--since", "HEAD")
    assert (said.returncode, "evidence/ISSUE-001/photo.jpg" in said.stdout) == (8, True)
    photo.unlink()
    text = town.file(1).read_text(encoding="utf-8")
    begin, end = text.index("evidence:"), text.index("verifications:")
    town.file(1).write_text(text[:begin] + text[end:], encoding="utf-8")
    assert {"act-gone", "evidence-lost"} <= set(town.rules())


def test_a_checkpoint_is_neither_removed_nor_changed(town: Town) -> None:
    kept = town.root / "checkpoints/2026-05-01T000000+0800-0123456789ab.json"
    kept.parent.mkdir()
    kept.write_text("{}\n", encoding="utf-8")
    town.commit("sealed")
    assert town.rules() == []
    kept.write_text("{ }\n", encoding="utf-8")
    assert town.rules() == ["checkpoint-changed"]
    kept.unlink()
    assert town.rules() == ["checkpoint-gone"]


# --- no state without its move


def test_a_status_set_by_hand_is_found(town: Town) -> None:
    town.rewrite(1, "status: verified", "status: closed")
    assert "state-without-move" in town.rules()


def test_a_hand_edit_that_a_chain_can_tell_is_told_once(town: Town) -> None:
    """`check` says it by the chain, field by field; the comparison adds nothing to it."""
    town.rewrite(2, "title: 青石镇污水直排", "title: 青石镇污水")
    assert town.rules() == []
    said = town.ledger("check", "--brief", "--since", "HEAD")
    assert (said.returncode, said.stdout.count("unsigned-change")) == (1, 1)


def test_a_hand_edit_adopted_is_allowed(town: Town) -> None:
    town.rewrite(2, "title: 青石镇污水直排", "title: 青石镇污水")
    town.did("adopt", "ISSUE-002", "--why", "标题有误")
    town.commit(key="zhang")
    assert town.rules("HEAD~1") == []


def test_a_reopening_begins_a_new_cycle(town: Town) -> None:
    town.did("reopen", "ISSUE-003", "--why", "扬尘反弹", who="wang")
    town.commit(key="wang")
    assert town.rules("HEAD~1") == []


def test_an_issue_made_void_is_allowed_by_who_may(town: Town) -> None:
    town.did("void", "ISSUE-004", "--why", "与 ISSUE-002 重复", who="wang")
    town.commit(key="wang")
    assert town.rules("HEAD~1") == []


# --- the base's rules, not the change's own


def test_a_change_cannot_bring_along_the_rule_that_allows_it(town: Town) -> None:
    """张三 gives himself the role that closes, and closes."""
    register = town.root / "people.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("roles: [登记, 督导]", "roles: [登记, 督导, 销号]"), encoding="utf-8")
    (town.root / "ledger.toml").write_text(f"{towns.SETTINGS}[guards]\nclose_other_unit = false\n", encoding="utf-8")
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="zhang")
    town.commit(key="zhang")
    assert town.ledger("check", "--brief").returncode == 0
    found = town.judged("HEAD~1")
    assert [one.rule for one in found if one.level == "error"] == ["move-refused"]
    assert sorted(str(one.place) for one in found if one.rule == "rules-changed") == [
        "ledger.toml:1:1",
        "people.yaml:1:1",
    ]
    said = town.ledger("check", "--brief", "--since", "HEAD~1")
    assert (said.returncode, "张三没有“销号”职责" in said.stdout) == (1, True)


def test_a_change_that_brings_its_own_waiver_along_is_told(town: Town) -> None:
    entry = "waivers:\n  - {issue: ISSUE-001, reason: 汛期, by: zhang, expires: 2026-12-31}\n"
    (town.root / "waivers.yaml").write_text(entry, encoding="utf-8")
    town.commit(key="zhang")
    told = [str(one.place) for one in town.judged("HEAD~1") if one.rule == "rules-changed"]
    assert told == ["waivers.yaml:1:1"]


def test_somebody_registered_in_the_same_change_cannot_sign_in_it(town: Town) -> None:
    register = town.root / "people.yaml"
    with register.open("a", encoding="utf-8") as file:
        file.write("  - id: new\n    names: [某丙]\n    unit: 市整改办\n    roles: [销号]\n")
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="new")
    town.commit()
    assert "move-refused" in town.rules("HEAD~1")


# --- who signed the commit


def test_a_step_in_a_commit_without_its_persons_signature_is_found(town: Town) -> None:
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit(author="wang")
    assert town.rules("HEAD~1") == ["not-signed"]


def test_the_author_proves_nothing_the_key_does(town: Town) -> None:
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit(key="zhang", author="wang")
    assert town.rules("HEAD~1") == ["signed-by-other"]
    said = town.ledger("check", "--brief", "--since", "HEAD~1")
    assert (said.returncode, "zhang" in said.stdout.partition("却是")[2]) == (8, True)


def test_a_key_brought_along_in_the_change_proves_nothing(town: Town) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(town.root.parent / "mine")], check=True)
    shutil.copy(town.root.parent / "mine", town.keys / "mine")
    mine = (town.root.parent / "mine.pub").read_text().strip()
    register = town.root / "people.yaml"
    text = register.read_text(encoding="utf-8")
    wangs = (town.keys / "wang.pub").read_text().strip()
    register.write_text(text.replace(wangs, mine), encoding="utf-8")
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit(key="mine")
    assert town.rules("HEAD~1") == ["not-signed"]


def test_a_person_without_a_key_cannot_be_asked_for_one(town: Town) -> None:
    town.did("progress", "ISSUE-002", "-m", "清淤 1 公里", who="yi")
    town.commit()
    assert town.judged("HEAD~1") == ()


def test_a_merge_brings_in_nothing_of_its_own(town: Town) -> None:
    """Whoever merges signs no step: the commits that made them did."""
    base = town.git("rev-parse", "HEAD")
    town.git("checkout", "-q", "-b", "closing")
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit(key="wang")
    town.git("checkout", "-q", "main")
    town.did("start", "ISSUE-004", who="zhang")
    town.commit(key="zhang")
    town.git("merge", "-q", "--no-ff", "-m", "merge", "closing")
    assert town.judged(base) == ()


def test_a_merge_that_slips_a_step_in_is_found(town: Town) -> None:
    base = town.git("rev-parse", "HEAD")
    town.git("checkout", "-q", "-b", "other")
    (town.root / "note.txt").write_text("a note", encoding="utf-8")
    town.commit()
    town.git("checkout", "-q", "main")
    town.git("merge", "-q", "--no-ff", "--no-commit", "other")
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    town.commit("merge")
    assert town.rules(base) == ["not-signed"]


def test_a_path_that_looks_like_a_commit_hides_nothing(town: Town) -> None:
    town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    (town.root / "issues" / f"\x01{town.git('rev-parse', 'HEAD')}\n:").write_text("x", encoding="utf-8")
    town.commit()
    assert "not-signed" in town.rules("HEAD~1")


# --- nothing to judge by


def test_an_unknown_base_is_one_clear_line(town: Town) -> None:
    said = town.ledger("check", "--since", "no-such-branch")
    assert (said.returncode, said.stderr.count("\n"), "fetch-depth: 0" in said.stderr) == (3, 1, True)


def test_the_zeros_of_a_new_branch_are_explained(town: Town) -> None:
    said = town.ledger("check", "--since", "0" * 40)
    assert (said.returncode, "origin/main" in said.stderr) == (3, True)


@pytest.mark.parametrize("word", ["--output=/tmp/x", "-h", ""])
def test_a_base_that_looks_like_an_option_is_none(town: Town, word: str) -> None:
    assert town.ledger("check", f"--since={word}").returncode == 3


def test_a_shallow_clone_cannot_tell(town: Town, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "1", town.root.as_uri(), str(tmp_path / "shallow")], check=True)
    said = Town(tmp_path / "shallow", town.keys).ledger("check", "--since", "HEAD")
    assert (said.returncode, "fetch-depth: 0" in said.stderr) == (7, True)


def test_a_ledger_outside_git_cannot_be_compared(town: Town) -> None:
    shutil.rmtree(town.root / ".git")
    said = town.ledger("check", "--since", "HEAD")
    assert (said.returncode, "git init" in said.stderr) == (3, True)


def test_a_machine_without_git_says_so(town: Town) -> None:
    environment = town.environment() | {"PATH": str(town.root / "nothing")}
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "check", "--since", "HEAD"],
        cwd=town.root, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, "git-scm.com" in done.stderr) == (7, True)


def test_a_base_that_does_not_come_before_is_told(town: Town) -> None:
    """A forced push: CI remembers the commit that was there."""
    before = town.git("rev-parse", "HEAD")
    town.git("reset", "-q", "--hard", "HEAD~1")
    assert {"diverged", "event-lost", "act-gone"} <= set(town.rules(before))


def test_a_ledger_that_is_new_since_is_judged_by_its_own_rules(town: Town) -> None:
    empty = town.git("commit-tree", "-m", "nothing", town.git("hash-object", "-t", "tree", os.devnull))
    rules = {one.rule for one in town.judged(empty)}
    assert rules == {"diverged", "no-rules-before"}


def test_a_ledger_may_lie_below_the_repositorys_top(town: Town, tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    shutil.rmtree(town.root / ".git")
    town.root.rename(top / "county")
    below = Town(top / "county", town.keys)
    Town(top, town.keys).git("init", "-q", "-b", "main")
    below.commit()
    assert below.judged() == ()
    below.file(4).unlink()
    assert below.rules() == ["removed"]


def test_nothing_of_a_hostile_repository_is_run(town: Town) -> None:
    """Its hooks, its programs for signatures, its filters and what it names for fetching."""
    trap, sprung = town.root.parent / "trap", town.root.parent / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    for name in (
        "gpg.program", "gpg.ssh.program", "gpg.openpgp.program", "core.fsmonitor", "core.pager", "core.sshCommand",
        "filter.trap.clean", "filter.trap.smudge", "diff.trap.textconv", "diff.trap.command", "diff.external",
    ):  # fmt: skip
        town.git("config", name, str(trap))
    (town.root / ".git/info/attributes").write_text("* filter=trap diff=trap\n")
    (town.root / ".git/hooks/post-checkout").symlink_to(trap)
    town.judged("HEAD~3")
    town.ledger("check", "--since", "HEAD~3")
    assert not sprung.exists()


def test_objects_that_stand_in_for_others_are_not_looked_at(town: Town) -> None:
    """`git replace` would let a doctored base stand in for the true one."""
    true = town.git("rev-parse", "HEAD:issues/ISSUE-001.yaml")
    town.rewrite(1, "why: 现场核查合格", "why: 未到现场")
    town.git("replace", true, town.git("hash-object", "-w", "issues/ISSUE-001.yaml"))
    assert "event-rewritten" in town.rules()


def test_the_answer_for_programs_has_every_place(town: Town) -> None:
    town.rewrite(1, "why: 现场核查合格", "why: 未到现场")
    told = json.loads(town.ledger("check", "--since", "HEAD", "--json").stdout)
    (one,) = (one for one in told["problems"] if one["rule"] == "event-rewritten")
    assert (told["exit_code"], one["file"], one["line"] > 1, one["column"] > 1) == (
        8,
        "issues/ISSUE-001.yaml",
        True,
        True,
    )

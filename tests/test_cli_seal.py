"""`ledger seal`: checkpoints, their signatures, tags and time stamps; and the root that every report prints."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import authority
import chained
import house
from authority import Authority

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Git = Callable[..., str]

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen (openssh-client)")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git")
needs_openssl = pytest.mark.skipif(not authority.there(), reason="no openssl")


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority.running(tmp_path_factory.mktemp("tsa")) as found:
        yield found


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A private key, the public one beside it."""
    path = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "zhang", "-f", str(path)], check=True)
    return path


NAMED = {
    "GIT_AUTHOR_NAME": "zhang",
    "GIT_AUTHOR_EMAIL": "zhang@example.org",
    "GIT_COMMITTER_NAME": "zhang",
    "GIT_COMMITTER_EMAIL": "zhang@example.org",
}
"""What git knows of the user where it makes a tag."""


def there(folder: Path) -> list[str]:
    place = folder / "checkpoints"
    return sorted(path.name for path in place.iterdir()) if place.is_dir() else []


def the_only(folder: Path) -> Path:
    (found,) = (path for path in (folder / "checkpoints").iterdir() if path.suffix == ".json")
    return found


def root_of(folder: Path) -> str:
    name = max(one for one in there(folder) if one.endswith(".json"))
    return str(json.loads((folder / "checkpoints" / name).read_text("utf-8"))["root"])


def give_key(folder: Path, key: Path) -> None:
    """Enter the public key in the register, as its owner would."""
    register = folder / "people.yaml"
    line = f"keys: [{key.with_suffix('.pub').read_text('utf-8').strip()}]"
    text = register.read_text("utf-8").replace("  - id: zhang\n", f"  - id: zhang\n    {line}\n")
    assert line in text
    register.write_text(text, encoding="utf-8")


# -- a checkpoint


def test_a_checkpoint_is_one_new_file_and_nothing_else(ledger: Run, folder: Path) -> None:
    before = house.contents(chained.build(folder))
    done = ledger("seal", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    root = root_of(folder)
    name = f"2026-05-20T000000+0800-{root[7:19]}.json"
    assert done.stdout.splitlines()[:2] == [f"已存证 5 件：checkpoints/{name}", f"根：{root}"]
    assert there(folder) == [name]
    assert {k: v for k, v in house.contents(folder).items() if not k.startswith("checkpoints/")} == before
    told = json.loads(the_only(folder).read_text("utf-8"))
    assert told["counts"] == {"open": "1", "in-progress": "2", "verified": "1", "closed": "1"}
    assert (told["by"], told["time"], told.get("previous")) == ("zhang", "2026-05-20T00:00:00+08:00", None)


def test_where_nothing_has_changed_nothing_is_written(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    first = ledger("seal", "--as", "zhang", "--json")
    before = house.contents(folder)
    again = ledger("seal", "--as", "zhang", env={"LEDGER_TODAY": "2026-05-21"})
    assert (again.returncode, again.stdout.splitlines()[0]) == (
        0,
        f"上次存证以来没有变化，不再重复存证：{json.loads(first.stdout)['file']}（2026-05-20 00:00）",
    )
    assert house.contents(folder) == before


def test_the_next_checkpoint_names_the_one_before_by_the_digest_of_its_file(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    ledger("seal", "--as", "zhang")
    first = the_only(folder)
    assert ledger("progress", "1", "-m", "已清淤 2 公里", "--as", "qian").returncode == 0
    done = ledger("seal", "--as", "zhang", "--json", env={"LEDGER_TODAY": "2026-05-21"})
    told = json.loads(done.stdout)
    assert told["previous"] == [f"sha256:{hashlib.sha256(first.read_bytes()).hexdigest()}"]
    assert (told["new"], told["issues"]) == (True, 5)
    assert len(there(folder)) == 2


def test_an_actor_whom_the_register_does_not_know_seals_nothing(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    done = ledger("seal", "--as", "nobody")
    assert (done.returncode, there(folder)) == (4, [])
    assert "人员登记里没有 nobody" in done.stderr
    assert ledger("seal").returncode == 4


def test_an_empty_ledger_and_one_that_cannot_be_read_whole_are_not_sealed(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    house.put(folder / "issues/ISSUE-009.yaml", b"title: [")
    done = ledger("seal", "--as", "zhang", "--despite", "急")
    assert (done.returncode, there(folder)) == (5, [])
    assert "issues/ISSUE-009.yaml" in done.stderr
    shutil.rmtree(folder / "issues")
    assert ledger("seal", "--as", "zhang").returncode == 5


def test_what_nobody_signed_is_not_sealed_by_the_way(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    chained.harm(folder / "issues/ISSUE-005.yaml", lambda tree: tree.update(title="悄悄改过"))
    done = ledger("seal", "--as", "zhang")
    assert (done.returncode, there(folder)) == (4, [])
    assert "有未署名的改动（1 处）" in done.stderr
    assert "issues/ISSUE-005.yaml" in done.stderr
    assert "ledger seal --despite 原因" in done.stderr


def test_a_broken_chain_is_sealed_only_for_a_reason_that_is_kept(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    chained.harm(folder / "issues/ISSUE-001.yaml", lambda tree: tree.update(history=chained.trail.events(tree)[1:]))
    refused = ledger("seal", "--as", "zhang")
    assert (refused.returncode, there(folder)) == (8, [])
    assert "issues/ISSUE-001.yaml" in refused.stderr
    assert ledger("seal", "--as", "zhang", "--despite", " ").returncode == 2
    done = ledger("seal", "--as", "zhang", "--despite", "原件已毁，经会议研究")
    assert done.returncode == 0, done.stderr
    told = json.loads(the_only(folder).read_text("utf-8"))
    assert told["despite"] == "原件已毁，经会议研究"
    assert {one["id"]: one.get("fault") for one in told["issues"]} == {
        **dict.fromkeys(("ISSUE-002", "ISSUE-003", "ISSUE-004", "ISSUE-005")),
        "ISSUE-001": "broken",
    }


def test_a_reason_is_not_kept_where_nothing_was_wrong(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    assert ledger("seal", "--as", "zhang", "--despite", "以防万一").returncode == 0
    assert "despite" not in json.loads(the_only(folder).read_text("utf-8"))


def test_a_ledger_without_people_is_sealed_by_nobody(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    (folder / "people.yaml").unlink()
    assert ledger("seal").returncode == 0
    assert "by" not in json.loads(the_only(folder).read_text("utf-8"))


# -- signed


@needs_ssh
def test_a_signature_is_checked_by_openssh_alone(ledger: Run, folder: Path, tmp_path: Path, key: Path) -> None:
    give_key(chained.build(folder), key)
    done = ledger("seal", "--as", "zhang", "--sign", str(key))
    assert done.returncode == 0, done.stderr
    assert "已签名：zhang" in done.stdout
    checkpoint = the_only(folder)
    allowed = tmp_path / "allowed"
    allowed.write_text(f"zhang {key.with_suffix('.pub').read_text('utf-8')}", encoding="utf-8")
    words = ("-I", "zhang", "-n", "ledger-checkpoint", "-s", f"{checkpoint}.sig")
    checked = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", str(allowed), *words], input=checkpoint.read_bytes(), check=False
    )
    assert checked.returncode == 0


@needs_ssh
def test_a_key_that_nobody_has_signs_nothing(ledger: Run, folder: Path, key: Path) -> None:
    chained.build(folder)
    done = ledger("seal", "--as", "zhang", "--sign", str(key))
    assert (done.returncode, there(folder)) == (4, [])
    assert "people.yaml 里没有人有这个公钥（SHA256:" in done.stderr
    missing = ledger("seal", "--as", "zhang", "--sign", str(key.with_name("none")))
    assert (missing.returncode, there(folder)) == (3, [])
    no_key = ledger("seal", "--as", "zhang", "--sign", str(folder / "ledger.toml"))
    assert (no_key.returncode, there(folder)) == (2, [])


@needs_ssh
def test_a_checkpoint_that_stands_is_signed_later_and_once(ledger: Run, folder: Path, key: Path) -> None:
    give_key(chained.build(folder), key)
    ledger("seal", "--as", "zhang")
    done = ledger("seal", "--as", "zhang", "--sign", str(key))
    assert (done.returncode, len(there(folder))) == (0, 2), done.stderr
    again = ledger("seal", "--as", "zhang", "--sign", str(key))
    assert (again.returncode, len(there(folder))) == (6, 2)


# -- tagged


@needs_git
def test_a_tag_names_the_root_and_holds_the_file_once_it_is_committed(ledger: Run, folder: Path, git: Git) -> None:
    chained.build(folder)
    refused = ledger("seal", "--as", "zhang", "--tag")
    assert (refused.returncode, there(folder)) == (3, []), "no repository"
    git("init", "-q")
    assert ledger("seal", "--as", "zhang", "--tag").returncode == 3, "no commit"
    git("add", "-A")
    git("commit", "-qm", "台账")
    assert ledger("seal", "--as", "zhang").returncode == 0
    early = ledger("seal", "--as", "zhang", "--tag", env=NAMED)
    assert early.returncode == 0, early.stderr
    assert "标签所在的提交里还没有 checkpoints/" in early.stderr
    name = f"ledger/checkpoint-{the_only(folder).stem}"
    assert git("cat-file", "-t", name).strip() == "tag"
    assert f"root {root_of(folder)}" in git("cat-file", "tag", name)
    twice = ledger("seal", "--as", "zhang", "--tag", env=NAMED)
    assert twice.returncode == 6, twice.stderr
    assert "存证点已写好" in twice.stderr
    git("tag", "-d", name)
    git("add", "-A")
    git("commit", "-qm", "存证")
    done = ledger("seal", "--as", "zhang", "--tag", "--json", env=NAMED)
    assert (done.returncode, done.stderr, json.loads(done.stdout)["tag"]) == (0, "", name)


# -- time-stamped


@needs_openssl
def test_an_authority_stamps_the_very_bytes_of_the_file(ledger: Run, folder: Path, tsa: Authority) -> None:
    chained.build(folder)
    done = ledger("seal", "--as", "zhang", "--timestamp", tsa.url)
    assert done.returncode == 0, done.stderr
    checkpoint = the_only(folder)
    words = ("-data", str(checkpoint), "-in", f"{checkpoint}.tsr", "-CAfile", str(tsa.certificate))
    assert subprocess.run(["openssl", "ts", "-verify", *words], check=False, capture_output=True).returncode == 0
    again = ledger("seal", "--as", "zhang", "--timestamp", tsa.url)
    assert again.returncode == 6


@needs_openssl
def test_an_authority_that_does_not_answer_takes_nothing_back(ledger: Run, folder: Path, tsa: Authority) -> None:
    chained.build(folder)
    silent = ledger("seal", "--as", "zhang", "--timestamp", "http://127.0.0.1:9/tsa")
    assert (silent.returncode, len(there(folder))) == (7, 1), silent.stderr
    assert "127.0.0.1 没有应答" in silent.stderr
    assert "存证点已写好" in silent.stderr
    done = ledger("seal", "--as", "zhang", "--timestamp", tsa.url)
    assert (done.returncode, len(there(folder))) == (0, 2), done.stderr


@pytest.mark.parametrize("url", ["ftp://tsa.example/x", "tsa.example", "file:///etc/passwd", "http://"])
def test_only_an_address_is_asked(ledger: Run, folder: Path, url: str) -> None:
    chained.build(folder)
    done = ledger("seal", "--as", "zhang", "--timestamp", url)
    assert (done.returncode, there(folder)) == (2, [])


def test_a_password_in_an_address_is_refused_and_not_repeated(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    done = ledger("seal", "--as", "zhang", "--timestamp", "https://office:hunter2@tsa.example/x")
    assert (done.returncode, there(folder)) == (2, [])
    assert "hunter2" not in done.stdout + done.stderr
    assert "tsa.example" in done.stderr


@needs_openssl
def test_a_machine_without_a_way_out_asks_by_file(ledger: Run, folder: Path, tmp_path: Path, tsa: Authority) -> None:
    chained.build(folder)
    query, reply = tmp_path / "q.tsq", tmp_path / "r.tsr"
    assert ledger("seal", "--as", "zhang", "--timestamp-query", str(query)).returncode == 0
    assert ledger("seal", "--as", "zhang", "--timestamp-query", str(query)).returncode == 6, "it is not written over"
    reply.write_bytes(tsa.reply(query.read_bytes()))
    checkpoint = the_only(folder)
    ledger("progress", "1", "-m", "已清淤 2 公里", "--as", "qian")
    ledger("seal", "--as", "zhang", env={"LEDGER_TODAY": "2026-05-21"})
    done = ledger("seal", "--timestamp-reply", str(reply))
    assert done.returncode == 0, done.stderr
    assert Path(f"{checkpoint}.tsr").read_bytes() == reply.read_bytes(), "beside the one it was asked for"
    assert ledger("seal", "--timestamp-reply", str(reply)).returncode == 6


@needs_openssl
def test_an_answer_about_something_else_is_not_taken_in(
    ledger: Run, folder: Path, tmp_path: Path, tsa: Authority
) -> None:
    chained.build(folder)
    ledger("seal", "--as", "zhang")
    other, query, reply = tmp_path / "other", tmp_path / "q.tsq", tmp_path / "r.tsr"
    other.write_text("something else", encoding="utf-8")
    words = ("-data", str(other), "-sha256", "-out", str(query))
    subprocess.run(["openssl", "ts", "-query", *words], check=True, capture_output=True)
    reply.write_bytes(tsa.reply(query.read_bytes()))
    wrong = ledger("seal", "--timestamp-reply", str(reply))
    assert (wrong.returncode, len(there(folder))) == (5, 1)
    assert "不是给这里的存证点发的" in wrong.stderr
    reply.write_bytes(b"no answer at all")
    assert ledger("seal", "--timestamp-reply", str(reply)).returncode == 5
    assert ledger("seal", "--timestamp-reply", str(tmp_path / "none")).returncode == 3


def test_without_the_tools_nothing_is_written_and_the_package_is_named(
    ledger: Run, folder: Path, tmp_path: Path
) -> None:
    chained.build(folder)
    nowhere = {"PATH": str(tmp_path / "empty")}
    some_key = house.put(tmp_path / "key", b"-----BEGIN OPENSSH PRIVATE KEY-----\n")
    done = ledger("seal", "--as", "zhang", "--sign", str(some_key), env=nowhere)
    assert (done.returncode, there(folder)) == (7, [])
    assert "apt install openssh-client openssl" in done.stderr


# -- the root on every report


def test_every_report_prints_the_root_and_how_many_have_changed_since(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    commands = (("stats",), ("check",), ("show", "1"), ("show", "5"), ("export", "--xlsx", "台账.xlsx", "--force"))
    assert not any("存证" in ledger(*one).stdout for one in commands), "no checkpoint, no noise"
    ledger("seal", "--as", "zhang")
    root = root_of(folder)
    for one in commands:
        assert f"存证 2026-05-20 00:00　根 {root}" in ledger(*one).stdout, one
    ledger("progress", "1", "-m", "已清淤 2 公里", "--as", "qian")
    told = [ledger(*one).stdout.partition(root)[2].splitlines()[0] for one in commands]
    assert told == [
        *("（此后 1 件有变化）", "（此后 1 件有变化）", "（本件此后有变化）", "（本件此后无变化）"),
        "（此后 1 件有变化）",
    ]


def test_a_workbook_prints_it_at_the_foot_of_every_sheet(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    ledger("seal", "--as", "zhang")
    root = root_of(folder)
    ledger("export", "--xlsx", "a.xlsx")
    ledger("export", "--xlsx", "b.xlsx")
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()
    with zipfile.ZipFile(folder / "a.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    feet = [one.partition("<oddFooter>")[2].partition("</oddFooter>")[0] for one in sheets]
    printed = [one for one in feet if one]
    assert len(printed) >= 4
    assert all(f"根 {root}" in one and "存证 2026-05-20 00:00" in one for one in printed)


def test_a_checkpoint_that_cannot_be_read_is_told_and_stops_no_report(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    ledger("seal", "--as", "zhang")
    os.truncate(the_only(folder), 100)
    for one in (("stats",), ("check",), ("show", "1"), ("export", "--xlsx", "台账.xlsx")):
        done = ledger(*one)
        assert done.returncode in {0, 1}, done.stderr
        assert "读不了，没有印出根。请查：ledger audit" in done.stderr, one

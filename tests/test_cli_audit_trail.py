"""`ledger audit`: what was changed, cut, rewritten or removed, at the level that can find it; what a witness adds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import authority
import chained
import house
from authority import Authority
from ledger.model import trail

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Git = Callable[..., str]

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen (openssh-client)")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git")
needs_openssl = pytest.mark.skipif(not authority.there(), reason="no openssl")

ONE, FIVE = "issues/ISSUE-001.yaml", "issues/ISSUE-005.yaml"
PHOTO = "evidence/ISSUE-003/after.jpg"


@pytest.fixture
def sealed(ledger: Run, folder: Path) -> Path:
    """The small ledger, chained, with one checkpoint."""
    chained.build(folder)
    assert ledger("seal", "--as", "zhang").returncode == 0
    return folder


def checkpoint_of(folder: Path) -> Path:
    return max(path for path in (folder / "checkpoints").iterdir() if path.suffix == ".json")


def root_of(folder: Path) -> str:
    return str(json.loads(checkpoint_of(folder).read_text("utf-8"))["root"])


def found(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str | None]]:
    """The rule and the issue of every fault that a run in JSON told."""
    return [(one["rule"], one["issue"]) for one in json.loads(done.stdout)["problems"]]


# -- a sound ledger


def test_a_sound_ledger_is_audited_without_a_word_too_many(ledger: Run, sealed: Path) -> None:
    before = house.contents(sealed)
    done = ledger("audit")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "办理记录：5 件 12 条，逐条核对",
        "佐证材料：2 份 66 B，全部重算",
        f"存证点：1 个，最近 2026-05-20 00:00　根 {root_of(sealed)[7:19]}；签名 0 个，时间戳 0 个（经证书验证 0 个）",
        "未发现删改",
    ]
    assert house.contents(sealed) == before, "an audit writes nothing"


def test_in_english(ledger: Run, sealed: Path) -> None:
    done = ledger("audit", env={"LEDGER_LANG": "en"})
    assert done.stdout.splitlines()[-1] == "nothing was found"
    assert root_of(sealed)[7:19] in done.stdout


def test_for_programs_there_are_stable_keys(ledger: Run, sealed: Path) -> None:
    told = json.loads(ledger("audit", "--json", "--against", root_of(sealed)).stdout)
    assert told.keys() == {
        *("schema_version", "issues", "events", "broken", "evidence", "checkpoints", "against", "problems"),
        *("registers", "snapshots", "exit_code"),
    }
    (one,) = told["checkpoints"]
    assert one == {
        "file": f"checkpoints/{checkpoint_of(sealed).name}",
        "time": "2026-05-20T00:00:00+08:00",
        "root": root_of(sealed),
        "issues": 5,
        "contradicted": 0,
        "signed_by": None,
        "stamped": None,
        "stamp_proven": False,
        "despite": None,
    }
    assert told["evidence"] == {"files": 2, "bytes": 66, "believed": 0}
    assert told["against"]["checkpoints"] == [one]


def test_what_only_grew_is_sound(ledger: Run, sealed: Path) -> None:
    assert ledger("progress", "1", "-m", "已清淤 2 公里", "--as", "qian").returncode == 0
    assert ledger("audit", "--against", root_of(sealed)).returncode == 0


def test_a_ledger_that_was_never_chained_is_not_called_sound_without_a_word(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("audit")
    assert done.returncode == 0
    assert "5 件的办理记录还没有摘要" in done.stdout.splitlines()[0]
    assert "存证点：没有。整本重写无从发现：ledger seal" in done.stdout


# -- what the file alone betrays


def test_a_broken_chain_is_tampering_and_a_hand_edit_is_not(ledger: Run, sealed: Path) -> None:
    chained.harm(sealed / FIVE, lambda tree: tree.update(title="手改过"))
    edited = ledger("audit", "--json")
    assert (edited.returncode, found(edited)) == (1, [("unsigned-change", "ISSUE-005")])
    chained.harm(sealed / ONE, lambda tree: trail.events(tree)[0].update(by="wang"))
    broken = ledger("audit", "--json")
    assert broken.returncode == 8
    assert ("event-changed", "ISSUE-001") in found(broken)
    place = next(one for one in json.loads(broken.stdout)["problems"] if one["rule"] == "event-changed")
    assert (place["file"], place["line"] > 1) == (ONE, True)


def test_a_file_that_cannot_be_read_is_told_and_hides_nothing_else(ledger: Run, sealed: Path) -> None:
    house.put(sealed / "issues/ISSUE-006.yaml", b"title: [")
    assert ledger("audit").returncode == 5
    house.put(sealed / PHOTO, b"another picture")
    assert ledger("audit").returncode == 8


def test_a_number_that_nobody_explains(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    (folder / ONE).unlink()
    done = ledger("audit", "--json")
    assert (done.returncode, found(done)) == (1, [("gap", "ISSUE-001")])


# -- checkpoints: what the file alone does not betray


def test_a_chain_made_anew_is_found_only_by_a_checkpoint(ledger: Run, sealed: Path) -> None:
    """The level below misses it, which is said in docs/trail.md: 可发现篡改, never 防篡改."""
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    assert found(ledger("audit", "--json")) == [("rewritten", "ISSUE-001")]
    assert ledger("audit").returncode == 8
    shutil.rmtree(sealed / "checkpoints")
    assert ledger("audit").returncode == 0, "the chain in the file is sound"


def test_an_end_cut_off_and_what_it_did_undone(ledger: Run, sealed: Path) -> None:
    chained.rewrite(sealed / "issues/2025/ISSUE-004.yaml", _unclosed)
    done = ledger("audit", "--json")
    assert (done.returncode, found(done)) == (8, [("cut", "ISSUE-004")])
    (message,) = (one["message"] for one in json.loads(done.stdout)["problems"])
    assert "2026-05-20 00:00 存证时有 4 条，现在只有 3 条" in message


def _unclosed(tree: trail.Branch) -> None:
    chained.cut(tree)
    tree["status"] = "verified"
    del tree["closures"]


def test_an_issue_removed_and_its_number_given_to_another(ledger: Run, sealed: Path) -> None:
    (sealed / FIVE).unlink()
    gone = ledger("audit", "--json")
    assert (gone.returncode, found(gone)) == (8, [("removed", "ISSUE-005")]), "the last number leaves no gap"
    shutil.copy(sealed / "issues/ISSUE-002.yaml", sealed / FIVE)
    chained.rewrite(sealed / FIVE, lambda tree: tree.update(id="ISSUE-005", uid="5b1c8f0e-0009-4000-8000-00000000"))
    assert ("replaced", "ISSUE-005") in found(ledger("audit", "--json"))


def test_a_checkpoint_changed_or_taken_out_of_the_middle(ledger: Run, sealed: Path) -> None:
    first = checkpoint_of(sealed)
    ledger("progress", "1", "-m", "已清淤 2 公里", "--as", "qian")
    ledger("seal", "--as", "zhang", env={"LEDGER_TODAY": "2026-05-21"})
    whole = first.read_bytes()
    first.write_bytes(whole.replace(b'"status":"closed"', b'"status":"open"', 1))
    changed = ledger("audit", "--json")
    assert changed.returncode == 8
    assert {rule for rule, _ in found(changed)} >= {"checkpoint-counts", "checkpoint-gone"}
    first.unlink()
    assert found(ledger("audit", "--json")) == [("checkpoint-gone", None)]
    first.write_bytes(whole)
    assert ledger("audit").returncode == 0


def test_what_was_sealed_in_spite_of_a_fault_is_told(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    chained.harm(folder / ONE, lambda tree: tree.update(history=trail.events(tree)[1:]))
    ledger("seal", "--as", "zhang", "--despite", "原件已毁")
    (one,) = json.loads(ledger("audit", "--json").stdout)["checkpoints"]
    assert one["despite"] == "原件已毁"


# -- what a witness kept


def test_against_a_root_from_a_report(ledger: Run, sealed: Path) -> None:
    root = root_of(sealed)
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    for word in (root, root[7:], root[7:19], root[7:19].upper(), root[7:30] + "…"):
        done = ledger("audit", "--against", word)
        assert done.returncode == 8, word
        assert f"对照 {word}：2026-05-20 00:00 的存证点，5 件，不符 1 件" in done.stdout
        assert "ISSUE-001 的办理记录被改写" in done.stdout


def test_everybody_inside_may_agree_and_a_printed_root_still_tells(ledger: Run, sealed: Path) -> None:
    """Rewritten, and sealed anew as if there had never been another checkpoint: only the paper knows."""
    root = root_of(sealed)
    shutil.rmtree(sealed / "checkpoints")
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    assert ledger("seal", "--as", "zhang").returncode == 0
    assert ledger("audit").returncode == 0, "the ledger by itself is sound"
    done = ledger("audit", "--against", root, "--json")
    assert (done.returncode, found(done)) == (8, [("checkpoint-removed", None)])


def test_against_a_file_that_a_witness_kept(ledger: Run, sealed: Path, tmp_path: Path) -> None:
    kept = shutil.copy(checkpoint_of(sealed), tmp_path / "kept.json")
    assert ledger("audit", "--against", str(kept)).returncode == 0
    shutil.rmtree(sealed / "checkpoints")
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    (sealed / FIVE).unlink()
    ledger("seal", "--as", "zhang")
    done = ledger("audit", "--against", str(kept), "--json")
    assert done.returncode == 8
    assert sorted(found(done), key=str) == [
        *(("checkpoint-removed", None), ("removed", "ISSUE-005"), ("rewritten", "ISSUE-001")),
    ]


@needs_git
def test_against_a_tag(ledger: Run, sealed: Path, git: Git) -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "台账")
    named = {f"GIT_{who}_{what}": "zhang" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    tag = json.loads(ledger("seal", "--as", "zhang", "--tag", "--json", env=named).stdout)["tag"]
    assert ledger("audit", "--against", tag).returncode == 0
    assert ledger("audit", "--against", "HEAD").returncode == 0, "any commit will do"
    kept = (checkpoint_of(sealed), root_of(sealed))
    git("rm", "-rq", "checkpoints")
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    git("commit", "-qam", "什么也没发生")
    ledger("seal", "--as", "zhang")
    assert ledger("audit").returncode == 0
    expected = [("checkpoint-removed", None), ("rewritten", "ISSUE-001")]
    for word in (tag, kept[1]):
        done = ledger("audit", "--against", word, "--json")
        assert (done.returncode, found(done)) == (8, expected), "git still has what was removed"


@needs_git
def test_against_a_tag_that_only_names_a_root(ledger: Run, sealed: Path, git: Git) -> None:
    shutil.move(checkpoint_of(sealed), sealed.parent / "kept.json")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "台账")
    git("tag", "-am", "平常的标签", "plain")
    nothing = ledger("audit", "--against", "plain")
    assert (nothing.returncode, "无从对照" in nothing.stderr) == (3, True)
    git("tag", "-am", f"存证\n\nroot sha256:{'a' * 64}", "ledger/checkpoint-x")
    done = ledger("audit", "--against", "ledger/checkpoint-x", "--json")
    assert (done.returncode, found(done)) == (8, [("checkpoint-removed", None)])


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("f" * 64, 8, "没有哪个存证点的根是 ffffffffffff…"),
        ("abcdef12345", 2, "至少要写前 12 位"),
        ("v1.0", 3, "既不是存证点文件"),
        ("--output=x", 3, "既不是存证点文件"),
        ("ledger.toml", 5, "ledger.toml 不是存证点"),
        ("x" * 5_000, 3, "既不是存证点文件"),
    ],
)
def test_a_witness_that_says_nothing(ledger: Run, sealed: Path, word: str, code: int, said: str) -> None:
    done = ledger("audit", f"--against={word}")
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stderr
    assert sealed.is_dir()


# -- what proves a checkpoint


@needs_ssh
def test_a_signature_is_audited_by_the_register(ledger: Run, folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    chained.build(folder)
    register = folder / "people.yaml"
    plain = register.read_text("utf-8")
    line = f"keys: [{key.with_suffix('.pub').read_text('utf-8').strip()}]"
    register.write_text(plain.replace("  - id: zhang\n", f"  - id: zhang\n    {line}\n"), encoding="utf-8")
    ledger("seal", "--as", "zhang", "--sign", str(key))
    sound = ledger("audit", "--json")
    assert (sound.returncode, json.loads(sound.stdout)["checkpoints"][0]["signed_by"]) == (0, "zhang")
    registered = register.read_text("utf-8")
    register.write_text(plain, encoding="utf-8")
    assert found(ledger("audit", "--json")) == [("signer-unknown", None)]
    register.write_text(registered, encoding="utf-8")
    signature = checkpoint_of(folder).with_suffix(".json.sig")
    signature.write_text(signature.read_text("utf-8").replace("A", "B", 5), encoding="utf-8")
    wrong = ledger("audit", "--json")
    assert (wrong.returncode, found(wrong)) == (8, [("signature", None)])
    untold = ledger("audit", "--json", env={"PATH": str(tmp_path / "empty")})
    assert (untold.returncode, found(untold)) == (0, [("no-tool", None)]), "what can't be checked is not called wrong"


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority.running(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@needs_openssl
def test_a_time_stamp_is_proven_by_certificates(ledger: Run, folder: Path, tmp_path: Path, tsa: Authority) -> None:
    chained.build(folder)
    ledger("seal", "--as", "zhang", "--timestamp", tsa.url)

    def stamped(*words: str) -> tuple[int, bool, list[tuple[str, str | None]]]:
        done = ledger("audit", "--json", *words)
        return done.returncode, json.loads(done.stdout)["checkpoints"][0]["stamp_proven"], found(done)

    trusting = ("--tsa-ca", str(tsa.certificate))
    assert stamped() == (0, False, [])
    assert stamped(*trusting) == (0, True, [])
    with authority.running(tmp_path / "stranger") as stranger:
        assert stamped("--tsa-ca", str(stranger.certificate)) == (8, False, [("time-stamp", None)])
    assert ledger("audit", "--tsa-ca", str(tmp_path / "none")).returncode == 3
    ledger("progress", "1", "-m", "已清淤 2 公里", "--as", "qian")
    first = checkpoint_of(folder)
    ledger("seal", "--as", "zhang", env={"LEDGER_TODAY": "2026-05-21"})
    shutil.copy(f"{first}.tsr", f"{checkpoint_of(folder)}.tsr")
    moved = ledger("audit", "--json", *trusting)
    assert (moved.returncode, found(moved)) == (8, [("time-stamp", None)]), "the stamp of another checkpoint"


# -- only some, and as archives want it


def test_only_the_issues_asked_for(ledger: Run, sealed: Path) -> None:
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    house.put(sealed / PHOTO, b"another picture")
    assert ledger("audit", "2", "5").returncode == 0
    assert found(ledger("audit", "1", "--json")) == [("rewritten", "ISSUE-001")]
    assert found(ledger("audit", "3", "--json")) == [("evidence", "ISSUE-003")]
    nobody = ledger("audit", "44")
    assert (nobody.returncode, "台账里没有 ISSUE-044" in nobody.stderr) == (3, True)


@pytest.mark.parametrize("option", ["--as-archive", "--四性"])
def test_under_the_four_headings_of_archives(ledger: Run, sealed: Path, option: str) -> None:
    chained.rewrite(sealed / ONE, lambda tree: tree.update(title="改写后的名称"))
    house.put(sealed / "evidence/ISSUE-003/补充.jpg", b"x")
    house.put(sealed / "issues/ISSUE-006.yaml", b"title: [")
    lines = ledger("audit", option).stdout.splitlines()
    heads = [line for line in lines if line[:3] in {"真实性", "完整性", "可用性", "安全性"}]
    assert heads == ["真实性：1 处", "完整性：1 处", "可用性：1 处", "安全性：未发现问题"]
    assert "未检测：病毒、载体、文件能否打开" in "".join(lines)
    told = json.loads(ledger("audit", option, "--json").stdout)["qualities"]
    assert {key: [one["rule"] for one in of] for key, of in told.items()} == {
        "authentic": ["rewritten"],
        "complete": ["evidence-unnamed"],
        "usable": [told["usable"][0]["rule"]],
        "safe": [],
    }

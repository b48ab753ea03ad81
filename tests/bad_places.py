"""Bad places: repositories in every state they get into, state files that came damaged, and words nobody meant."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import house
from bad_texts import Case
from fault_commands import git
from test_import_documents import PLAN

Put = Callable[[Path], object]
NEW = ("new", "新问题", "--as", "zhang")


def repository(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "一")
    git(folder, "commit", "-q", "--allow-empty", "-m", "二")


def with_file(name: str, data: bytes) -> Put:
    """A repository, and then one file of git's own as it should not be."""

    def put(folder: Path) -> None:
        repository(folder)
        house.put(folder / ".git" / name, data)

    return put


def without(name: str) -> Put:
    def put(folder: Path) -> None:
        repository(folder)
        path = folder / ".git" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return put


def then(*words: str, fails: bool = False) -> Put:
    def put(folder: Path) -> None:
        repository(folder)
        git(folder, *words, fails=fails)

    return put


def only_begun(folder: Path) -> None:
    git(folder, "init", "-q")


def dotgit_leads_nowhere(folder: Path) -> None:
    (folder / ".git").write_text("gitdir: /no/such/place\n", "utf-8")


def dotgit_is_a_link_to_itself(folder: Path) -> None:
    (folder / ".git").symlink_to(".git")


def dotgit_is_empty(folder: Path) -> None:
    (folder / ".git").mkdir()


def an_object_is_gone(folder: Path) -> None:
    repository(folder)
    for path in [one for one in (folder / ".git/objects").rglob("*") if one.is_file()][::3]:
        path.chmod(0o600)
        path.unlink()


def an_object_is_damaged(folder: Path) -> None:
    repository(folder)
    for path in [one for one in (folder / ".git/objects").rglob("*") if one.is_file()][::2]:
        path.chmod(0o600)
        path.write_bytes(b"damaged")


def nobody_can_read_it(folder: Path) -> None:
    """Another's repository: git refuses to look into it."""
    repository(folder)
    for path in (folder, folder / ".git"):
        os.chown(path, 12345, 12345)


def a_work_tree_was_removed(folder: Path) -> None:
    repository(folder)
    other = folder.parent / "other"
    git(folder, "worktree", "add", "-q", str(other))
    shutil.rmtree(other)


def is_such_a_work_tree(folder: Path) -> None:
    repository(folder)
    main = folder.parent / "main"
    folder.rename(main)
    git(main, "worktree", "add", "-q", str(folder))
    shutil.rmtree(main)


def shallow(folder: Path) -> None:
    repository(folder)
    whole = folder.parent / "whole"
    folder.rename(whole)
    git(folder.parent, "clone", "-q", "--depth", "1", f"file://{whole}", str(folder))


def a_submodule(folder: Path) -> None:
    inner = folder.parent / "inner"
    folder.rename(inner)
    repository(inner)
    outer = folder
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "sub")
    shutil.copytree(inner / "issues", outer / "issues")
    for name in ("ledger.toml", "people.yaml", "units.yaml"):
        shutil.copy(inner / name, outer / name)


def diverged(folder: Path) -> None:
    repository(folder)
    issue = folder / "issues/ISSUE-002.yaml"
    text = issue.read_text("utf-8")
    git(folder, "switch", "-qc", "other")
    issue.write_text(text.replace("青石镇", "甲镇"), "utf-8")
    git(folder, "commit", "-qam", "甲")
    git(folder, "switch", "-q", "main")
    issue.write_text(text.replace("青石镇", "乙镇"), "utf-8")
    git(folder, "commit", "-qam", "乙")


def in_the_middle_of(*words: str) -> Put:
    def put(folder: Path) -> None:
        diverged(folder)
        git(folder, *words, fails=True)

    return put


def two_of_one_number(folder: Path) -> None:
    repository(folder)
    shutil.copy(folder / "issues/ISSUE-002.yaml", folder / "issues/2025/ISSUE-002.yaml")


STATES: dict[str, Put] = {
    "unborn": only_begun,
    "empty-dotgit": dotgit_is_empty,
    "dotgit-leads-nowhere": dotgit_leads_nowhere,
    "dotgit-links-to-itself": dotgit_is_a_link_to_itself,
    "head-garbage": with_file("HEAD", b"garbage\n"),
    "head-empty": with_file("HEAD", b""),
    "head-binary": with_file("HEAD", bytes(range(256))),
    "head-to-nothing": with_file("HEAD", b"ref: refs/heads/nothing\n"),
    "head-to-no-object": with_file("HEAD", b"1" * 40 + b"\n"),
    "head-gone": without("HEAD"),
    "index-garbage": with_file("index", b"garbage"),
    "index-empty": with_file("index", b""),
    "index-torn": with_file("index", b"DIRC\x00\x00\x00\x02\x00\x00\x00\x09"),
    "index-locked": with_file("index.lock", b""),
    "index-gone": without("index"),
    "config-garbage": with_file("config", b"[core\n"),
    "config-alien-format": with_file("config", b"[core]\nrepositoryformatversion = 99\n"),
    "packed-refs-garbage": with_file("packed-refs", b"garbage garbage\n"),
    "branch-garbage": with_file("refs/heads/main", b"garbage\n"),
    "ref-garbage": with_file("refs/heads/x", b"zzz\n"),
    "refs-gone": without("refs"),
    "objects-gone": without("objects"),
    "objects-missing": an_object_is_gone,
    "objects-damaged": an_object_is_damaged,
    "another-owner": nobody_can_read_it,
    "work-tree-removed": a_work_tree_was_removed,
    "main-tree-removed": is_such_a_work_tree,
    "shallow": shallow,
    "shallow-lie": with_file("shallow", b"1" * 40 + b"\n"),
    "submodule": a_submodule,
    "bare": then("config", "core.bare", "true"),
    "detached": then("checkout", "-q", "--detach"),
    "no-such-work-tree": then("config", "core.worktree", "/no/such/place"),
    "merge-going-on": in_the_middle_of("merge", "other"),
    "rebase-going-on": in_the_middle_of("rebase", "other"),
    "cherry-pick-going-on": in_the_middle_of("cherry-pick", "other"),
    "bisect": then("bisect", "start"),
    "own-numbers-garbage": with_file("ledger/numbers.json", b"{"),
    "own-folder-is-a-file": with_file("ledger", b""),
    "two-of-one-number": two_of_one_number,
    "sparse": then("sparse-checkout", "set", "none"),
    "alternates-lead-nowhere": with_file("objects/info/alternates", b"/no/such/place\n"),
}
JOURNALS = {
    "empty": b"",
    "garbage": b"garbage",
    "list": b"[]",
    "nul": bytes(100),
    "no-batch": b"{}",
    "text": b'{"batch": "a"}',
    "outside": b'{"batch": [{"path": "../x", "staged": "a", "before": null, "digest": "a"}]}',
    "absolute": b'{"batch": [{"path": "/etc/passwd", "staged": "a", "before": null, "digest": "a"}]}',
    "half": b'{"batch": [{"path": "issues/ISSUE-002.yaml"',
}
SEALS = {
    "empty": b"",
    "garbage": b"garbage",
    "list": b"[]",
    "other": b"{}",
    "binary": bytes(range(256)),
    "deep": b"[" * 9999,
}
WORDS: dict[str, tuple[str, ...]] = {
    "no-such-issue": ("start", "99", "--as", "qian"),
    "id-path": ("show", "../../etc/passwd"),
    "id-empty": ("show", ""),
    "id-full-width": ("start", "９９", "--as", "qian"),
    "id-negative": ("show", "--", "-1"),
    "id-huge": ("show", "9" * 400),
    "id-bidi": ("show", "\u202e1"),
    "id-escape": ("show", "\x1b[2J"),
    "no-such-person": ("start", "2", "--as", "nobody"),
    "person-empty": ("start", "2", "--as", " "),
    "day-of-no-calendar": ("start", "2", "--as", "qian", "--as-of", "2026-02-30"),
    "day-words": ("start", "2", "--as", "qian", "--as-of", "明天"),
    "day-ahead": ("start", "2", "--as", "qian", "--as-of", "2999-01-01"),
    "day-before": ("start", "2", "--as", "qian", "--as-of", "2001-01-01"),
    "no-text": ("progress", "1", "--as", "qian"),
    "percent-above": ("progress", "1", "-m", "a", "--percent", "101", "--as", "qian"),
    "percent-words": ("progress", "1", "-m", "a", "--percent", "一半", "--as", "qian"),
    "month-thirteen": ("progress", "1", "-m", "a", "--month", "2026-13", "--as", "qian"),
    "no-such-measure": ("progress", "1", "--measure", "9", "--done", "--as", "qian"),
    "no-such-file": ("evidence", "add", "1", "无.jpg", "--as", "qian"),
    "a-folder": ("evidence", "add", "1", "issues", "--as", "qian"),
    "a-device": ("evidence", "add", "1", "/dev/null", "--as", "qian"),
    "set-no-equals": ("edit", "2", "--set", "行政区域", "--as", "zhang"),
    "set-unknown": ("edit", "2", "--set", "无此字段=1", "--as", "zhang"),
    "set-status": ("edit", "2", "--set", "status=closed", "--as", "zhang"),
    "set-id": ("edit", "2", "--set", "id=ISSUE-009", "--as", "zhang"),
    "title-control": ("new", "a\x1bb", "--as", "zhang"),
    "title-empty": ("new", "", "--as", "zhang"),
    "title-long": ("new", "长" * 5000, "--as", "zhang"),
    "title-lines": ("new", "a\nb: c", "--as", "zhang"),
    "no-such-command": ("strat", "2"),
    "no-such-option": ("list", "--al"),
    "no-such-template": ("new", "a", "--template", "无", "--as", "zhang"),
    "no-such-gate": ("pass", "1", "无", "--as", "qian"),
    "close-open": ("close", "2", "--as", "wang"),
    "verify-own": ("verify", "1", "--as", "qian"),
    "reopen-open": ("reopen", "2", "--why", "a", "--as", "wang"),
    "adopt-no-reason": ("adopt", "2", "--why", " ", "--as", "zhao"),
    "resolve-nothing": ("resolve", "2", "--as", "zhang"),
    "export-to-folder": ("export", "issues"),
    "export-over-ledger": ("export", "ledger.toml"),
    "import-nothing": ("import", "无.xlsx", "--apply", "--as", "zhang"),
    "unknown-format": ("check", "--format", "pdf"),
    "baseline-missing": ("check", "--baseline", "无.json"),
    "init-again": ("init", "."),
    "dir-missing": ("--dir", "/no/such/place", "list"),
    "dossier-to-folder": ("dossier", "3", "--zip", "issues"),
}


def cases() -> Iterator[Case]:
    for name, put in STATES.items():
        yield Case(f"git-check/{name}", ("check", "--brief"), put)
        yield Case(f"git/{name}", NEW, put)  # in the same place, which the check has left as it was
    for name, data in JOURNALS.items():
        yield Case(f"journal/{name}", ("progress", "1", "-m", "a", "--as", "qian"), _state(".ledger/batch.json", data))
    for name, data in SEALS.items():
        file = "checkpoints/2026-05-01T000000+0800-000000000000.json"
        yield Case(f"seal/{name}", ("audit",), _state(file, data))
        yield Case(f"baseline/{name}", ("check", "--baseline", "b.json"), _state("b.json", data))
    for name, words in WORDS.items():
        yield Case(f"words/{name}", words, lambda folder: house.put(folder / "方案.txt", PLAN.encode()))


def _state(file: str, data: bytes) -> Put:
    return lambda folder: house.put(folder / file, data)

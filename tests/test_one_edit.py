"""One change is one small edit of the file's own text: the lines of the changed fields, and the event that signs it."""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import fault_commands
import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]

_REMARK = "  # 手写的批注"


def remarked(text: str) -> str:
    """The file as a careful hand left it: an aside on every line that may bear one, quotes and blanks of its own."""
    aside = re.sub(r"(?m)^( *(?:- )?[a-z_]+: *[^\n\"'|>#]+)$", rf"\1{_REMARK}", text)
    return aside.replace("title: ", "title:   ", 1)


def edited(before: str, after: str) -> tuple[set[str], list[str]]:
    """The keys of the lines that were taken out of a file, and the lines that were put in."""
    matched = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    out: list[str] = []
    into: list[str] = []
    for kind, start, end, first, last in matched.get_opcodes():
        if kind != "equal":
            out += before.splitlines()[start:end]
            into += after.splitlines()[first:last]
    return {line.strip(" -").partition(":")[0] for line in out}, into


def test_every_move_touches_the_lines_of_what_it_changes_and_no_other(ledger: Run, folder: Path) -> None:
    house.build(folder)
    photo = house.put(folder.parent / "整改后.jpg", b"\xff\xd8 after")
    path = folder / "issues/ISSUE-002.yaml"
    path.write_text(remarked(path.read_text(encoding="utf-8")), encoding="utf-8")
    steps: list[tuple[str, set[str]]] = [
        ("start 2 --as zhang --as-of 2026-05-05", {"status"}),
        ("progress 2 -m 已改造20台 --percent 87 --as zhang --as-of 2026-05-06", set()),
        ("progress 2 --measure 1 --done --done-on 2026-05-10 --as zhang --as-of 2026-05-12", {"{number"}),
        (f"evidence add 2 {photo} -k 整改后照片 --date 2026-05-11 --as zhang --as-of 2026-05-12", set()),
        ("verify 2 --as 李四 --method 现场核查 --as-of 2026-05-13", {"status"}),
        ("close 2 --as wang --as-of 2026-05-14 --document 县整改办〔2026〕7号", {"status"}),
        ("reopen 2 --as wang --why 回头看发现反弹", {"status", "cycle"}),
    ]
    for command, changed in steps:
        before = path.read_text(encoding="utf-8")
        done = ledger(*command.split())
        assert done.returncode == 0, (command, done.stderr)
        after = path.read_text(encoding="utf-8")
        out, into = edited(before, after)
        assert out <= changed, command
        assert after.count(_REMARK) == before.count(_REMARK), command
        assert any(line.strip(" -").startswith("move:") for line in into), f"{command}: signed by an event"
        assert len(into) < 40, command


def test_an_edit_of_one_field_is_an_edit_of_one_line(ledger: Run, folder: Path) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-002.yaml"
    path.write_text(remarked(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    done = ledger("edit", "2", "-S", "title=换了题目", "--as", "zhang", "--why", "原题目有误")
    assert done.returncode == 0, done.stderr
    out, into = edited(before, path.read_text(encoding="utf-8"))
    assert out <= {"title"}
    assert any("换了题目" in line for line in into)


REST = ("extend", "extend --approve", "pass", "publicize", "lookback record", "adopt", "void", "revisit")
"""The other commands about one issue: they only add to it."""


@pytest.mark.parametrize("name", REST)
def test_what_else_happens_to_an_issue_is_added_and_nothing_is_taken_out(name: str, ledger: Run, folder: Path) -> None:
    scene = next(one for one in fault_commands.SCENES if one.name == name)

    def act(*words: str) -> None:
        done = ledger(*words, env={"LEDGER_TODAY": scene.day})
        assert done.returncode == 0, done.stderr

    scene.prepare(folder, act)
    number = next(word for word in scene.words if word.isdecimal())
    path = next((folder / "issues").rglob(f"ISSUE-00{number}.yaml"))
    before = remarked(path.read_text(encoding="utf-8"))
    path.write_text(before, encoding="utf-8")
    act(*scene.words)
    after = path.read_text(encoding="utf-8")
    out, into = edited(before, after)
    assert (out, 0 < len(into) < 40) == (set(), True)
    assert after.count(_REMARK) == before.count(_REMARK)

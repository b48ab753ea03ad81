"""Every bad file of `data/bad` and those that only a disk can hold, in one ledger: each is told, none hides another."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]
BAD = Path(__file__).parent / "data" / "bad"

SOURCE = "source: {kind: 信访, received: 2026-05-04}"
OWN: dict[str, tuple[bytes, list[str]]] = {
    "ten megabytes": (b"title: " + b"x" * 10_000_000, ["1:1: too-big: 文件有 9765 KB，超过上限 256 KB"]),
    "200,000 levels": (b"a: " + b"[" * 200_000, ["1:15: too-deep: 嵌套超过 12 层"]),
    "another id": (house.SOON.encode(), ["1:5: id-differs: 文件里的编号 ISSUE-002 与文件名"]),
    "unknown keys": (
        house.SOON.replace("ISSUE-002", "{id}").replace("title", "titel").replace("fields", "feilds").encode(),
        ["1:1: missing-key: 缺问题名称", "3:1: unknown-key: 不认识的键“titel”（是不是“title”？）", "6:1: unknown-key"],
    ),
    "a path that leads out": (
        (
            f"id: {{id}}\nuid: abcdefgh\ntitle: a\nstatus: open\n{SOURCE}\nevidence:\n"
            f"  - {{path: evidence/../../passwd, sha256: '{'0' * 64}', size: 1, date: 2026-05-04, kind: a, by: b}}\n"
        ).encode(),
        ["7:12: bad-path: 路径“evidence/../../passwd”不是 evidence/编号/文件"],
    ),
    "a day that never was": (
        f"id: {{id}}\nuid: abcdefgh\ntitle: a\nstatus: open\n{SOURCE.replace('05-04', '02-30')}\n".encode(),
        ["5:30: no-such-day: 交办日期“2026-02-30”没有这一天"],
    ),
}
"""What no file of `data/bad` can hold or say, with the lines that are expected."""


class Corpus(NamedTuple):
    """A ledger with all of them in it, and what `check --brief` has to say of each."""

    folder: Path
    lines: list[str]
    files: int


@pytest.fixture
def corpus(folder: Path) -> Corpus:
    house.build(folder)
    lines: list[str] = []
    number = 100
    expected = manifest()
    for name, faults in expected.items():
        number += 1
        file = f"issues/ISSUE-{number}.yaml"
        house.put(folder / file, (BAD / name).read_bytes())
        lines += [f"{file}:{line}:{column}: {rule}: " for rule, line, column in faults]
    for data, faults_here in OWN.values():
        number += 1
        file = f"issues/ISSUE-{number}.yaml"
        house.put(folder / file, data.replace(b"{id}", f"ISSUE-{number}".encode()))
        lines += [f"{file}:{fault}" for fault in faults_here]
    link = folder / f"issues/ISSUE-{number + 1}.yaml"
    link.symlink_to("/etc/passwd")
    lines.append(f"issues/{link.name}:1:1: symlink: 是快捷方式（符号链接）")
    return Corpus(folder, lines, number + 1 - 100)


def manifest() -> dict[str, list[tuple[str, str, str]]]:
    """File → rule, line and column of each fault, as `data/bad/expected.tsv` has them."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in (BAD / "expected.tsv").read_text("utf-8").splitlines()[1:]:
        file, rule, line, column, _ = row.split("\t")
        found.setdefault(file, []).append((rule, line, column))
    return found


def test_every_bad_file_gets_its_clear_lines_and_the_others_are_still_checked(ledger: Run, corpus: Corpus) -> None:
    done = ledger("check", "--brief")
    assert (done.returncode, done.stderr) == (5, "")
    told = done.stdout.splitlines()
    unmatched = [line for line in corpus.lines if not any(one.startswith(line) for one in told)]
    assert unmatched == []
    others = [line.split(": ")[1] for line in told[len(corpus.lines) :]]
    late = [rule for rule in others if rule not in {"unchained", "petition-unnumbered"}]
    assert late == ["overdue", "due-soon", "due-soon"], "and of the five good issues, what is late or falls due"
    assert all(line.isprintable() for line in told)


def test_for_people_each_has_its_line_and_a_caret(ledger: Run, corpus: Corpus) -> None:
    done = ledger("check")
    assert (done.returncode, done.stderr) == (5, "")
    lines = done.stdout.splitlines()
    told = [line.rstrip(": ").split(": ")[:2] for line in corpus.lines]
    assert [one for one in told if not any(f"{one[0]} [{one[1]}]" in line for line in lines)] == []
    assert sum(line.strip() == "^" for line in lines) > 100
    counts = f"检查 {5 + corpus.files} 件（截至 2026-05-20）：无法读取 {corpus.files}，"
    assert lines[0].startswith(counts)
    assert lines[-2].startswith(counts), "the first lines have left the screen by now"
    assert max(map(len, lines)) < 1000, "no line of ten megabytes is shown"


def test_nothing_hides_files_on_disk_are_issues_plus_broken_files(ledger: Run, corpus: Corpus) -> None:
    on_disk = len(list(corpus.folder.glob("issues/**/*.yaml")))
    found = json.loads(ledger("list", "--json").stdout)
    assert (found["total"], len(found["broken"])) == (5, corpus.files)
    assert found["total"] + len(found["broken"]) == on_disk
    checked = json.loads(ledger("check", "--json").stdout)
    assert (checked["files"], len(checked["broken"])) == (on_disk, corpus.files)
    assert f"另有 {corpus.files} 件无法读取" in ledger("list").stdout


def test_a_bad_file_is_in_nobodys_way(ledger: Run, corpus: Corpus) -> None:
    """Work on the good issues goes on, a new one gets a free number, and no bad file is touched."""
    before = house.contents(corpus.folder)
    assert ledger("progress", "1", "-m", "已清淤", "--as", "qian").returncode == 0
    new = ledger("new", "新问题", "--as", "zhang")
    assert new.stdout.strip() == f"ISSUE-{100 + corpus.files + 1}"
    refused = ledger("progress", "101", "-m", "x", "--as", "qian")
    assert (refused.returncode, "issues/ISSUE-101.yaml" in refused.stderr) == (5, True)
    after = house.contents(corpus.folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        "issues/ISSUE-001.yaml",
        f"issues/{new.stdout.strip()}.yaml",
    }


def test_a_broken_register_stops_no_reading_of_the_others(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "people.yaml", b"people:\n\t- id: zhang\n")
    house.put(folder / "units.yaml", "units:\n  - nmae: 县水务局\n".encode())
    house.put(folder / "issues/ISSUE-002.yaml", b"title: [\n")
    expected = [
        "issues/ISSUE-002.yaml:1:8: syntax: ",
        "people.yaml:2:1: tab: ",
        "units.yaml:2:5: missing-key: ",
        "units.yaml:2:5: unknown-key: 不认识的键“nmae”（是不是“name”？）",
    ]
    for command in ("check", "validate"):
        done = ledger(command, "--brief")
        assert (done.returncode, done.stderr) == (5, "")
        others = (": overdue: ", ": due-soon: ", ": unchained: ")
        told = [line for line in done.stdout.splitlines() if not any(rule in line for rule in others)]
        assert len(told) == len(expected), told
        assert all(one.startswith(words) for one, words in zip(told, expected, strict=True)), told
    assert "无法读取 3 件" in ledger("validate").stdout
    checked = ledger("check").stdout
    assert ("逾期 1，" in checked, "登记表有错，只查了文件和期限" in checked) == (True, True), (
        "what is late is still told"
    )
    refused = ledger("list")
    assert (refused.returncode, "people.yaml:2:1: tab" in refused.stderr) == (5, True)

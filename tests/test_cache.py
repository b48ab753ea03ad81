"""The cache that nobody needs to know about: whatever happens to files or to it, what is told is what stands there."""

from __future__ import annotations

import random
import sqlite3
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import remembering
from ledger.errors import ConflictError, say
from ledger.model.problem import Problem
from ledger.store import cache, disposable, folder, reading, saving
from ledger.store.cache import Cache, Known, Record
from ledger.store.census import census
from ledger.store.listing import Found, listing
from ledger.store.workspace import Workspace
from remembering import disagreement, issue, told

OPENED: list[str] = []
"""Every file that this process opened since the list was last emptied."""


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        OPENED.append(str(arguments[0]))


sys.addaudithook(_note)


def opened_issues() -> list[str]:
    return [Path(name).name for name in OPENED if name.endswith(".yaml")]


@pytest.mark.parametrize("block", range(6))
def test_in_any_history_a_remembered_answer_is_the_true_one(block: int, tmp_path: Path) -> None:
    for seed in range(block * 40, (block + 1) * 40):
        assert disagreement(tmp_path / str(seed), seed) is None, f"seed {seed}"


@pytest.fixture
def ledger(tmp_path: Path) -> Workspace:
    (tmp_path / "issues").mkdir()
    (tmp_path / "ledger.toml").write_text("[ledger]\n")
    for number in range(1, 101):
        (tmp_path / f"issues/ISSUE-{number:03}.yaml").write_bytes(issue(number))
    return Workspace(tmp_path)


def in_an_hour(root: Path, _count: int = 0) -> Cache | None:
    """What is remembered, to somebody whose clock lets no file be young."""
    return cache.load(root, tick=-(3600 * 10**9))


def plainly(_root: Path, _count: int = 0) -> None:
    return None


def database(ledger: Workspace) -> Path:
    return ledger.root / ".ledger/cache" / cache.NAME


def test_a_fault_stands_where_it_stood_when_its_file_was_parsed(ledger: Workspace) -> None:
    paths = [tuple(path.split()) for path in ("", "id", "title", "source finding", "source nowhere", "plan")]
    faults = [
        Problem("x", "error", say("rule.parent-loop"), f"ISSUE-{at:03}", path) for at in (7, 70) for path in paths
    ]
    parsed, read, remembered = (
        folder.scan(ledger, chains=chains, memory=memory).stored
        for chains, memory in ((False, plainly), (True, in_an_hour), (True, in_an_hour))
    )
    places = folder.locate(faults, parsed)
    assert all(one.place and one.place.line for one in places)
    assert folder.locate(faults, read) == places
    assert folder.locate(faults, remembered) == places


def test_an_unchanged_file_is_not_opened_again(ledger: Workspace) -> None:
    folder.scan(ledger, memory=in_an_hour)
    OPENED.clear()
    folder.scan(ledger, memory=in_an_hour)
    assert opened_issues() == []


def test_after_one_change_one_file_is_opened(ledger: Workspace) -> None:
    folder.scan(ledger, memory=in_an_hour)
    (ledger.issues / "ISSUE-007.yaml").write_bytes(issue(7, "雨污混接"))
    OPENED.clear()
    scan = folder.scan(ledger, memory=in_an_hour)
    assert opened_issues() == ["ISSUE-007.yaml"]
    assert scan.issues[6].title == "雨污混接"


def test_who_is_there_is_told_without_making_an_issue(ledger: Workspace) -> None:
    census(ledger, memory=in_an_hour)
    OPENED.clear()
    found = census(ledger, memory=in_an_hour)
    assert (opened_issues(), found.made) == ([], {})
    assert found.uids == {one.id: one.uid for one in folder.scan(ledger).issues}
    assert [one.issue.id for one in found.stored({"ISSUE-070", "ISSUE-007", "ISSUE-999"})] == ["ISSUE-007", "ISSUE-070"]


def test_an_issue_that_changed_since_it_was_counted_is_not_written_over(ledger: Workspace) -> None:
    census(ledger, memory=in_an_hour)
    found = census(ledger, memory=in_an_hour)
    (ledger.issues / "ISSUE-007.yaml").write_bytes(issue(7, "雨污混接"))
    [one] = found.stored({"ISSUE-007"})
    with pytest.raises(ConflictError):
        _ = one.data


def test_a_young_file_is_known_by_its_content_and_not_parsed(ledger: Workspace) -> None:
    folder.scan(ledger, memory=cache.if_many)
    memory = cache.load(ledger.root)
    assert memory is not None
    assert all(text.known for text in reading.texts(listing(str(ledger.issues)), memory))


SECOND = 10**9


@pytest.mark.parametrize(("changed", "believed"), [(10, True), (18, False), (20, False), (21, False), (90, False)])
def test_a_file_that_may_have_changed_in_the_moment_it_was_read_is_not_known_by_its_times(
    changed: int, *, believed: bool
) -> None:
    size, written, inode = 3_772, SECOND, 1
    key = struct.pack("<4Q", size, written, changed * SECOND, inode)
    found = Found("issues/ISSUE-001.yaml", "ISSUE-001", key)
    known = Known(key, 20 * SECOND, b"")
    assert known.is_of(found, 2 * SECOND) is believed
    assert not known._replace(key=struct.pack("<4Q", size, written, changed, inode)).is_of(found, 2 * SECOND)


def test_of_a_part_nothing_else_is_remembered(ledger: Workspace) -> None:
    """By name, all others stand between the first and the last."""
    folder.scan(ledger, memory=in_an_hour)
    found = listing(str(ledger.issues))
    part = [found[0], found[-1]]
    memory = cache.of_part(ledger.root, part)
    assert memory is not None
    assert set(memory.known) == {one.path for one in part}


def test_a_file_with_a_fault_is_told_every_time(ledger: Workspace) -> None:
    (ledger.issues / "ISSUE-005.yaml").write_text("title: [", "utf-8")
    first, second = (folder.scan(ledger, memory=in_an_hour) for _ in range(2))
    assert first.broken == second.broken == ("issues/ISSUE-005.yaml",)
    assert first.problems == second.problems


def test_whoever_reads_what_is_remembered_may_write_meanwhile(ledger: Workspace) -> None:
    folder.scan(ledger)
    memory = cache.load(ledger.root)
    assert memory is not None
    records = memory.records(one.digest for one in memory.known.values())
    next(records)
    memory.learn((), [Record(b"another", "{}", sound=True, marks=b"")])
    again = cache.load(ledger.root)
    assert again is not None
    assert [one.content for one in again.records([b"another"])] == ["{}"]
    assert sum(1 for _ in records) == 99


def test_that_a_chain_is_whole_is_noted_without_its_texts(ledger: Workspace) -> None:
    folder.scan(ledger)
    memory = cache.load(ledger.root)
    assert memory is not None
    every = [one.digest for one in memory.known.values()]
    memory.learn((), (), sound=every[:3])
    assert {one.digest for one in memory.records(every) if one.sound} == {*every[:3]}


def test_few_files_make_no_cache(tmp_path: Path) -> None:
    history = remembering.History(tmp_path / "ledger", random.Random(1))
    folder.scan(Workspace(history.root))
    assert not (history.root / ".ledger").exists()


def test_a_run_that_may_keep_nothing_keeps_nothing(ledger: Workspace) -> None:
    disposable.tell(None, allowed=False)
    try:
        folder.scan(ledger)
    finally:
        disposable.tell(None, allowed=True)
    assert not (ledger.root / ".ledger").exists()


def test_in_a_folder_that_cannot_be_written_to_all_is_told(ledger: Workspace) -> None:
    (ledger.root / ".ledger").write_text("不是文件夹", "utf-8")
    assert len(folder.scan(ledger).stored) == 100


def test_another_programs_cache_is_made_anew(ledger: Workspace) -> None:
    folder.scan(ledger)
    with sqlite3.connect(database(ledger)) as other:
        other.execute("update about set said = 'ledger 0.0.1'")
        other.execute("update record set content = '{}', sum = 0")
    other.close()
    assert len(folder.scan(ledger).stored) == 100


def test_a_row_that_is_not_whole_is_read_again(ledger: Workspace) -> None:
    before = told(folder.scan(ledger))
    with sqlite3.connect(database(ledger)) as other:
        other.execute("update record set content = replace(content, '直排', '清澈')")
    other.close()
    assert told(folder.scan(ledger, memory=in_an_hour)) == before


def test_a_cache_that_came_with_the_folder_is_not_believed(ledger: Workspace, tmp_path: Path) -> None:
    folder.scan(ledger)
    memory = cache.load(ledger.root)
    assert memory is not None
    assert len(memory.known) == 100
    copy = tmp_path / "elsewhere"
    (copy / ".ledger/cache").mkdir(parents=True)
    (copy / ".ledger/cache" / cache.NAME).write_bytes(database(ledger).read_bytes())
    elsewhere = cache.load(copy)
    assert elsewhere is not None
    assert elsewhere.known == {}


def test_files_that_are_gone_are_forgotten(ledger: Workspace) -> None:
    folder.scan(ledger)
    for number in range(1, 61):
        (ledger.issues / f"ISSUE-{number:03}.yaml").unlink()
    folder.scan(ledger, memory=in_an_hour)
    memory = cache.load(ledger.root)
    assert memory is not None
    assert len(memory.known) == 40


def test_what_changed_since_it_was_remembered_is_not_written_over(ledger: Workspace) -> None:
    folder.scan(ledger, memory=in_an_hour)
    was = folder.scan(ledger, memory=in_an_hour).stored[0]
    (ledger.root / was.file).write_bytes(issue(1, "别人刚改过"))
    with pytest.raises(ConflictError):
        saving.save(ledger, was, was.issue.model_copy(update={"title": "我的改动"}))
    assert "别人刚改过" in (ledger.root / was.file).read_text("utf-8")


def test_many_at_once_use_one_cache(ledger: Workspace) -> None:
    plain = told(folder.scan(ledger, memory=plainly))
    with ThreadPoolExecutor(8) as pool:
        assert all(told(one) == plain for one in pool.map(lambda _: folder.scan(ledger), range(24)))


def test_two_processes_read_what_one_reads(ledger: Workspace) -> None:
    (ledger.issues / "ISSUE-099.yaml").write_text("title: [", "utf-8")
    files = listing(str(ledger.issues))
    alone = sorted(reading.texts(files, None))
    assert sorted(reading.texts(files, None, alone_at_most=10)) == alone
    assert [text.at for text in alone if text.record is None] == [98]
    marked = sorted(reading.texts(files, None, told=True))
    assert sorted(reading.texts(files, None, told=True, alone_at_most=10)) == marked
    assert all(text.marks for text in marked if text.record is not None)

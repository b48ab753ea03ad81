"""A command that is about one issue opens one issue file, however many lie beside it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import house
import remembering
import tracing
from ledger.actions import lists
from ledger.actions.desk import Desk
from ledger.store import cache, folder, formerly
from ledger.store.cache import Cache
from ledger.store.workspace import Workspace

_OPENED: list[str] = []
_RENUMBERED = (
    "history:\n  - {move: renumber, after: open, by: zhang, date: 2026-05-06, at: 2026-05-06T09:00:00+08:00,\n"
    "     changes: [{field: id, old: ISSUE-044, new: ISSUE-007}]}\n"
)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and str(arguments[0]).endswith(".yaml"):
        _OPENED.append(Path(str(arguments[0])).name)


sys.addaudithook(_note)


def in_an_hour(root: Path, _count: int = 0) -> Cache | None:
    """What is remembered, to somebody whose clock lets no file be young."""
    return cache.load(root, tick=-(3600 * 10**9))


def nothing(_root: Path, _count: int = 0) -> None:
    return None


@pytest.fixture
def many(tmp_path: Path) -> Workspace:
    """A hundred issues, of which the seventh bore another number before; all of them are remembered."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "ledger.toml").write_text("[ledger]\n")
    for number in range(1, 101):
        more = _RENUMBERED.encode() if number == 7 else b""
        (tmp_path / f"issues/ISSUE-{number:03}.yaml").write_bytes(remembering.issue(number) + more)
    made = Workspace(tmp_path)
    assert not folder.scan(made).problems
    _OPENED.clear()
    return made


def test_who_bore_a_number_is_known_without_opening_an_issue(many: Workspace) -> None:
    assert [*formerly.formerly(many, "ISSUE-044", memory=in_an_hour)] == ["ISSUE-007"]
    assert [*formerly.formerly(many, "ISSUE-005", memory=in_an_hour)] == []
    assert _OPENED == []


def test_a_file_that_changed_is_asked_itself(many: Workspace) -> None:
    path = many.issues / "ISSUE-009.yaml"
    path.write_bytes(remembering.issue(9) + _RENUMBERED.replace("ISSUE-007", "ISSUE-009").encode())
    (many.issues / "ISSUE-007.yaml").write_bytes(remembering.issue(7))
    _OPENED.clear()
    assert [*formerly.formerly(many, "ISSUE-044", memory=in_an_hour)] == ["ISSUE-009"]
    assert _OPENED == ["ISSUE-007.yaml", "ISSUE-009.yaml"]


def test_without_a_memory_every_file_is_asked(many: Workspace) -> None:
    assert [*formerly.formerly(many, "ISSUE-044", memory=nothing)] == ["ISSUE-007"]
    assert len(_OPENED) == 100


def test_what_is_remembered_of_numbers_is_not_believed_if_it_is_damaged(many: Workspace) -> None:
    with sqlite3.connect(many.root / ".ledger/cache" / cache.NAME) as database:
        database.execute("""update borne set numbers = '["ISSUE-055"]'""")
    database.close()
    assert [*formerly.formerly(many, "ISSUE-055", memory=in_an_hour)] == []
    assert [*formerly.formerly(many, "ISSUE-044", memory=in_an_hour)] == ["ISSUE-007"]


def test_an_issue_is_opened_once_to_be_shown(many: Workspace) -> None:
    desk = Desk(many, date(2026, 11, 1), datetime(2026, 11, 1, tzinfo=UTC))
    shown = lists.show(desk, "ISSUE-005")
    assert lists.trail(desk, shown.stored) == ()
    assert (shown.entry.issue.id, _OPENED.count("ISSUE-005.yaml")) == ("ISSUE-005", 1)
    assert {name for name in _OPENED if name.startswith("ISSUE")} == {"ISSUE-005.yaml"}


CALLS: dict[str, tuple[str, ...]] = {
    "new 新问题 --set source.received=2026-05-01 --as zhang": (),
    "edit 5 -S region=某镇 --why 更正 --as zhang": ("ISSUE-005.yaml",),
    "start 2 --as zhang": ("ISSUE-002.yaml",),
    "progress 1 --text 已截流 --as qian": ("ISSUE-001.yaml",),
    "evidence add 1 {photo} -k 照片 --as zhang": ("ISSUE-001.yaml",),
    "close 3 --as wang": ("ISSUE-003.yaml",),
    "reopen 4 --why 反弹 --as wang": ("ISSUE-004.yaml",),
    "void 5 --why 重复 --as wang": ("ISSUE-005.yaml",),
}


@pytest.mark.skipif(not tracing.can_trace, reason="what a command opens is told by strace")
@pytest.mark.parametrize("call", CALLS)
def test_a_change_opens_the_file_that_it_changes(
    call: str, folder: Path, environment: dict[str, str], git: Callable[..., str], tmp_path: Path
) -> None:
    house.build(folder)
    photo = house.put(tmp_path / "整改后.jpg", house.PHOTO)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    words = [word.format(photo=photo) for word in call.split()]
    found = tracing.opened(words, folder, environment, tmp_path / "trace.txt")
    assert {name for name in found if name.startswith("ISSUE-") and name.endswith(".yaml")} == {*CALLS[call]}

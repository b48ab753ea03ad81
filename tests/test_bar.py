"""The bar of a long command: seen at a terminal, gone when the result is said, and nowhere else."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

import house
from heard import Heard
from ledger import meter
from ledger.formats.xlsx import zipped
from terminal import shown_at_a_terminal

WORKS = """
from ledger import meter
from ledger.cli.bar import Bar

with meter.heard_by(Bar(patience=0, pause=0)):
    for at in meter.each("issues", range(4)):
        {then}
print("结果")
"""
CHECKS = """
import sys
from ledger import meter
from ledger.actions import audit
from ledger.cli import session
from ledger.cli.bar import Bar
from ledger.model.selection import Selection

with meter.heard_by(Bar(patience=0, pause=0)):
    audit.check(session.reading_desk(), Selection())
print("结果")
"""
WATCHED = "from ledger.cli import session; print(session.is_watched())"
WIPED = "\x1b[2K"


def seen(folder: Path, environment: Mapping[str, str], program: str) -> str:
    return shown_at_a_terminal(folder, environment, [sys.executable, "-c", program])[1]


def test_it_says_what_is_done_and_how_far_and_is_wiped_away(folder: Path, environment: dict[str, str]) -> None:
    shown = seen(folder, environment, WORKS.format(then="pass"))
    assert "读取问题" in shown
    assert [f"{percent:>3}%" in shown for percent in (25, 50, 75, 100)] == [True] * 4
    assert shown.endswith(f"{WIPED}结果\r\n")


def test_what_fails_leaves_no_bar_in_front_of_the_reason(folder: Path, environment: dict[str, str]) -> None:
    shown = seen(folder, environment, WORKS.format(then="assert at < 2, '有错'"))
    assert "读取问题" not in shown.rpartition(WIPED)[2]
    assert shown.rstrip().endswith("有错")


def test_a_check_shows_every_part_of_its_work(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    shown = seen(folder, environment, CHECKS)
    parts = [word for word in ("读取问题", "核对佐证", "逐项检查", "查找位置") if word in shown]
    assert parts == ["读取问题", "核对佐证", "逐项检查", "查找位置"]
    assert shown.endswith(f"{WIPED}结果\r\n")


@pytest.mark.parametrize(("more", "watched"), [({}, "True"), ({"CI": "true"}, "False"), ({"TERM": "dumb"}, "False")])
def test_it_is_for_terminals_and_not_for_ci(
    folder: Path, environment: dict[str, str], more: dict[str, str], watched: str
) -> None:
    assert seen(folder, {**environment, **more}, WATCHED).strip() == watched


def test_a_program_that_reads_the_result_has_the_terminal_to_itself(folder: Path, environment: dict[str, str]) -> None:
    """`ledger list | less`: less draws where the bar would."""
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(WATCHED)}"
    piped, kept = (
        shown_at_a_terminal(folder, environment, ["sh", "-c", f"{command} {more}"])[1]
        for more in ("| cat", "> told && cat told")
    )
    assert (piped.strip(), kept.strip()) == ("False", "True")


def test_json_is_for_programs(folder: Path, environment: dict[str, str]) -> None:
    asked = "from ledger.cli import running; print([running.shows_how_far(w) for w in (['list'], ['list', '--json'])])"
    assert seen(folder, environment, asked).strip() == "[True, False]"


def test_a_pipe_gets_none(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "False"


def test_packing_a_workbook_is_told_by_its_bytes() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    for number in range(3000):
        sheet.append([f"ISSUE-{number:04}", "红旗河水质超标"])
    heard = Heard()
    with meter.heard_by(heard):
        zipped.pack(book, date(2026, 5, 31))
    at = heard.told.index("packing")
    total, *steps = (one for one in heard.told[at + 1 : heard.told.index("end")] if isinstance(one, int))
    assert sum(steps) == total > len(steps) > 1


def test_of_parts_within_parts_the_outermost_is_told() -> None:
    heard = Heard()
    with meter.heard_by(heard):
        for _ in meter.each("rules", range(2)):
            list(meter.each("places", range(5)))
        with meter.part("sheet", None) as tick:
            tick(7)
    assert [one for one in heard.told if one != 0] == ["rules", 2, 1, 1, "end", "sheet", 7, "end", "end"]
    assert heard.told[2:7] == [0, 0, 0, 0, 0]  # what is within says that work goes on, and no more
    told = len(heard.told)
    assert list(meter.each("issues", range(3))) == [0, 1, 2]
    assert len(heard.told) == told


def test_the_first_of_few_long_things_is_shown_while_it_is_worked_on(folder: Path, environment: dict[str, str]) -> None:
    """Twenty ledgers may take a minute each: that the first is being read is seen before it has been."""
    within = "_ = list(meter.each('rules', range(2))) if at == 0 else []"
    shown = seen(folder, environment, WORKS.format(then=within))
    assert "读取问题" in shown
    assert "  0%" in shown

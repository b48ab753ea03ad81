"""How a check looks: to somebody at a terminal of 80 and of 200 columns, in a log, with a few findings and with many.

The pictures in `data/check/` are made again with `LOOKS_UPDATE=1`; then look at them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.cli.widths import width
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PICTURES = Path(__file__).parent / "data/check"
BROKEN = b"id: ISSUE-009\ntitel: x\n"
WAIVED = """waivers:
  - {issue: ISSUE-002, rules: [due-soon], reason: 设备已到货, by: zhao, expires: 2026-05-31}
  - {issue: ISSUE-001, reason: 汛期停工, by: zhao, expires: 2026-04-30}
"""


@pytest.fixture
def office(folder: Path) -> Path:
    """A ledger with something of every kind: late, due soon, excused, no longer excused, unreadable, odd."""
    house.build(folder)
    house.put(folder / "issues/ISSUE-009.yaml", BROKEN)
    long = house.LATE.replace("ISSUE-001", "ISSUE-006").replace("000000000001", "000000000006")
    long = long.replace("县水务局", "县住建局").replace(
        "红旗河水质超标 ", "青石镇生活污水处理厂三期管网工程建设严重滞后，" * 3
    )
    house.put(folder / "issues/ISSUE-006.yaml", long.encode())
    house.put(folder / "waivers.yaml", WAIVED.encode())
    return folder


def is_as_pictured(name: str, shown: str) -> bool:
    """Whether it looks as it did when somebody last looked."""
    picture = PICTURES / f"{name}.txt"
    if os.environ.get("LOOKS_UPDATE"):
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(shown, encoding="utf-8")
    return picture.read_text("utf-8") == shown


@pytest.mark.parametrize("columns", [80, 200])
def test_at_a_terminal(office: Path, environment: dict[str, str], columns: int) -> None:
    _, shown = at_a_terminal(office, environment, "check", columns=columns)
    assert is_as_pictured(f"terminal-{columns}", shown.replace("\r\n", "\n"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_a_log_a_finding_is_one_line(ledger: Run, office: Path, language: str) -> None:
    shown = ledger("check", env={"LEDGER_LANG": language}).stdout
    assert is_as_pictured(f"log-{language}", shown)
    assert office.is_dir()
    line = next(line for line in shown.splitlines() if "ISSUE-001.yaml:25:5" in line)
    told = ("ISSUE-001", "红旗河水质超标", "县水务局", "某乙", "2026-03-31", "50", "33", "ledger progress ISSUE-001")
    assert [word for word in told if word not in line] == []


def test_of_many_findings_the_first_screen_tells_how_things_stand(
    ledger: Run, folder: Path, environment: dict[str, str]
) -> None:
    house.build(folder)
    for number in range(10, 260):
        unit = f"某县第{number % 12}工作单位名称很长的一个局"
        text = house.SOON.replace("ISSUE-002", f"ISSUE-{number:03d}").replace("5b1c8f0e-0002", f"5b1c8f0e-{number:04d}")
        house.put(folder / f"issues/ISSUE-{number:03d}.yaml", text.replace("[县住建局]", f"[{unit}]").encode())
    lines = at_a_terminal(folder, environment, "check", "--as-of", "2026-06-02", columns=80)[1].splitlines()
    assert lines[0].startswith("检查 255 件（截至 2026-06-02）：无法读取 0，台账问题 0，逾期 252，节点逾期 251")
    table = [line.split() for line in lines[4 : lines.index("", 4)]]
    assert [sum(int(row[at]) for row in table) for at in (1, 2, 3, 4, 5)] == [252, 251, 0, 1, 0], "the columns add up"
    assert len(table) == 14
    assert lines.index("", 4) < 24, "all of it on the first screen"
    findings = [line for line in lines if line.startswith("  ISSUE-")]
    assert len(findings) == 504
    assert max(map(width, findings)) <= 80
    assert lines[-2] == lines[0], "and once more where the reader ends"
    assert ledger("check", "--exit-zero", "--as-of", "2026-06-02", cwd=folder).returncode == 0

"""What names a number follows the issue that it means: sanctions, meetings, indicators, checklists."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import booked
from conftest import Run

Git = Callable[..., str]
BESIDE = {
    "meetings/m1.yaml": """id: m1
kind: 调度会
date: 2026-05-20
title: 五月调度会
topics:
  - text: 排口整治
    issues: [PWK-002]   # 就是三号口
decisions:
  - number: "1"
    text: 六月底前封堵
    units: [县水务局]
    due: 2026-06-30
    issues: [PWK-001, PWK-002]
""",
    "indicators/PM25.yaml": """id: PM25
name: 细颗粒物
unit: μg/m³
issues: [PWK-002]
""",
    "checklists/JC-1.yaml": """id: JC-1
checklist: 六个100%
date: 2026-05-20
inspectors: [某甲]
issue: PWK-002
results:
  - {number: "1", text: 围挡, outcome: 合格}
""",
}


class Clone:
    """The ledger of one office in its own clone."""

    def __init__(self, run: Run, git: Git, root: Path) -> None:
        self.run, self.git, self.root, self.day = run, git, root, date(2026, 5, 20)

    def does(self, *words: str, code: int = 0) -> str:
        done = self.run(*words, env={"LEDGER_TODAY": self.day.isoformat()}, cwd=self.root)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def outfall(self, title: str) -> None:
        given = [w for one in ("排口编码=HQ-1", "排口类型=工业排污口", "受纳水体=红旗河") for w in ("--set", one)]
        self.does("new", title, "--book", "入河排污口", *given, "--as", "zhang")

    def case(self, title: str) -> None:
        given = ("--set", "移交文号=环督〔2026〕3号", "--set", "移交日期=2026-05-06")
        self.does("new", title, "--book", "责任追究", *given, "--as", "zhang")

    def put(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def commit(self) -> None:
        self.git("-C", str(self.root), "add", "-A")
        self.git("-C", str(self.root), "commit", "-qm", "登记")


@pytest.fixture
def merged(ledger: Run, git: Git, folder: Path) -> Clone:
    """Both gave PWK-002 and ZR-002; what names them was written down in the second, which was merged into the first."""
    here = Clone(ledger, git, folder)
    here.does("init", ".", "--book", "入河排污口", "--book", "责任追究")
    booked.registers(folder)
    git("init", "-q", "-b", "main")
    here.outfall("一号口")
    here.case("某甲失职")
    here.commit()
    there = Clone(ledger, git, folder.with_name("elsewhere"))
    git("clone", "-q", ".", str(there.root))
    here.outfall("二号口")
    here.case("某乙失职")
    here.commit()
    there.day += timedelta(days=1)
    there.outfall("三号口")
    there.case("某丙失职")
    sanction = ("--kind", "诫勉", "--decided", "2026-05-21", "--post", "某局副局长", "--case", "ZR-002")
    there.does("accountability", "add", "PWK-002", *sanction, "--as", "zhang")
    for path, text in BESIDE.items():
        there.put(path, text)
    there.commit()
    with pytest.raises(subprocess.CalledProcessError):
        git("pull", "-q", "--no-rebase", "--no-edit", str(there.root), "main")
    here.day = there.day
    return here


def test_all_that_names_a_number_follows_whom_it_means(merged: Clone) -> None:
    keep = ("--keep", "HEAD", "--as", "zhang")
    assert "ledger renumber PWK-002" in merged.does("renumber", "ZR-002", *keep, code=4), "it names ZR-002"
    asked = merged.does("renumber", "PWK-002", *keep, code=4)
    for path in BESIDE:
        assert path in asked
    follow = [word for path in BESIDE for word in ("--follow", path)]
    said = merged.does("renumber", "PWK-002", *keep, *follow)
    assert all(path in said for path in BESIDE)
    assert "PWK-003" in merged.does("renumber", "ZR-002", *keep, code=4), "which of the two it means is asked"
    merged.does("renumber", "ZR-002", *keep, "--follow", "PWK-003")

    (sanction,) = json.loads(merged.does("show", "PWK-003", "--json"))["issue"]["accountability"]
    assert sanction["case"] == "ZR-003"
    for path, text in BESIDE.items():
        assert merged.text(path) == text.replace("PWK-002", "PWK-003"), "with its comments"
    merged.commit()
    merged.does("audit")


def test_what_means_the_one_that_stays_is_left_as_it_is(merged: Clone) -> None:
    stay = [word for path in BESIDE for word in ("--stay", path)]
    merged.does("renumber", "PWK-002", "--keep", "HEAD", *stay, "--as", "zhang")
    assert {path: merged.text(path) for path in BESIDE} == BESIDE


def test_a_meeting_that_cant_be_read_may_name_it_so_nothing_is_done(merged: Clone) -> None:
    merged.put("meetings/m2.yaml", "id: m2\n<<<<<<<\n")
    told = merged.does("renumber", "PWK-002", "--keep", "HEAD", "--as", "zhang", code=5)
    assert "meetings/m2.yaml:2" in told

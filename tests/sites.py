"""A ledger large enough to be turned over and filtered, the site of it, and a browser that looks at the site."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import house
from conftest import surroundings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="not on this machine: chromium")

MANY = """id: ISSUE-{number:03d}
uid: 5b1c8f0e-{number:04d}-4000-8000-000000000009
title: {title}
status: in-progress
region: {region}
fields: [{field}]
source: {{kind: {source}, batch: {batch}, received: 2026-02-{day:02d}}}
plan:
  goal: 消除隐患
  responsible_units: [{unit}]
  supervisor_units: [市生态环境局]
  deadline:
    text: 按期完成
    due: 2026-{month:02d}-20
    milestones:
      - {{due: 2026-04-10, text: 完成方案{done}}}
  measures:
    - {{number: 1, text: 查清底数, due: 2026-05-{day:02d}, done_on: 2026-05-01}}
    - {{number: 2, text: 完成整治}}
history:
  - {{move: register, after: open, by: zhang, unit: 县整改办, date: 2026-02-{day:02d}, at: "2026-02-{day:02d}T09:00:00+08:00"}}
  - {{move: start, before: open, after: in-progress, by: zhang, unit: 县整改办, date: 2026-02-{day:02d}, at: "2026-02-{day:02d}T10:00:00+08:00"}}
"""  # noqa: E501 - a step stands on one line, as an office writes it


def several(folder: Path, count: int = 60) -> Path:
    """The five issues of `house` and `count` more: of three regions, units, sources, with deadlines all year."""
    house.build(folder)
    for number in range(6, 6 + count):
        text = MANY.format(
            number=number,
            title=("堆场扬尘", "养殖粪污外溢", "管网错接")[number % 3] + f"{number}号点位",
            region=("白沙街道", "红旗镇", "云岭乡")[number % 3],
            field=("大气", "水, 农业农村", "土壤")[number // 2 % 3],
            source=("明察暗访", "自查", "审计反馈")[number // 3 % 3],
            batch=("第一批", "第二批")[number % 2],
            unit=("县水务局", "县住建局", "县水务局, 县住建局")[number // 5 % 3],
            month=4 + number % 9,
            day=1 + number % 28,
            done=", done_on: 2026-04-01" if number % 7 else "",
        )
        (folder / f"issues/ISSUE-{number:03d}.yaml").write_text(text, encoding="utf-8")
    return folder


def run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`ledger …` in a folder, outside of any test's own fixtures."""
    return subprocess.run(
        [sys.executable, "-m", "ledger", *words],
        cwd=place,
        env=surroundings(place.parent),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


_IDS = """() => {
  const list = document.getElementById("list"), on = document.querySelector("#turn button[name=on]"), found = [];
  const take = () => found.push(...[...list.querySelectorAll("tbody a")].map((one) => one.textContent));
  if (!list.hidden) take();
  while (!list.hidden && !document.getElementById("turn").hidden && !on.disabled) { on.click(); take(); }
  return found;
}"""


@dataclass
class Watched:
    """A page of a browser, and all that it complained of and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def goto(self, path: Path, behind: str = "") -> None:
        """Open a file of a site, with what stands behind its `#`."""
        self.page.goto(f"{path.as_uri()}{behind}")
        self.page.wait_for_load_state("load")

    @property
    def found(self) -> str:
        """How many issues the page says it has found."""
        return str(self.page.inner_text("#found"))

    def ids(self) -> list[str]:
        """The numbers of the issues that the list shows, over all its pages."""
        return list(self.page.evaluate(_IDS))


@contextmanager
def browser() -> Iterator[Browser]:
    """A real Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as programs:
        running = programs.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield running
        finally:
            running.close()


@contextmanager
def watched(running: Browser, width: int = 1280) -> Iterator[Watched]:
    """A new page, with nothing remembered from another."""
    context = running.new_context(viewport={"width": width, "height": 900})
    told = Watched(context.new_page())
    told.page.on("console", lambda one: told.complaints.append(one.text) if one.type in {"error", "warning"} else None)
    told.page.on("pageerror", lambda one: told.complaints.append(str(one)))
    told.page.on("request", lambda one: told.asked.append(one.url))
    try:
        yield told
    finally:
        context.close()

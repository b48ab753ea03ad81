"""A city and its counties, each with a ledger of its own: what a roll-up is about.

The city has three tasks: one for 甲县 and 乙县, one for every county, one of its own bureau. 甲县 made an issue of the
first (it names the parent) and of the second (the same item of the same document); 乙县 of the first, and it is late.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

UNITS = "units:\n  - {{name: {bureau}, level: {level}}}\n  - {{name: {keeper}, level: {level}}}\n"
PEOPLE = "people:\n  - {{id: zhang, names: [{name}], unit: {keeper}, roles: [登记]}}\n"
ISSUE = """id: {id}
uid: {uid}
title: {title}
status: in-progress
region: {region}
source: {{kind: 中央督察, document: 第三轮反馈意见, item: "{item}", received: 2026-01-05}}
{parent}plan:
  goal: {goal}
  responsible_units: [{units}]
  supervisor_units: [市生态环境局]
  person: zhang
  deadline: {{text: 按期完成, due: {due}}}
  measures:
    - {{number: 1, text: {goal}}}
progress:
  - {{month: 2026-05, date: 2026-05-18, by: zhang, text: 正在推进}}
"""


def found(root: Path, unit: str, *, name: str = "", region: str = "", person: str = "张三") -> Path:
    """An empty ledger kept by `unit`."""
    (root / "issues").mkdir(parents=True)
    lines = ["[ledger]", f'title = "{unit}台账"', f'unit = "{unit}"']
    lines += [f'name = "{name}"'] if name else []
    lines += [f'region = "{region}"'] if region else []
    (root / "ledger.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    level = "市" if "县" not in unit else "县"
    (root / "units.yaml").write_text(UNITS.format(bureau=f"{level}水务局", keeper=unit, level=level), encoding="utf-8")
    (root / "people.yaml").write_text(PEOPLE.format(name=person, keeper=unit), encoding="utf-8")
    return root


def issue(  # noqa: PLR0913 - what the tests vary, by name
    root: Path,
    number: int,
    *,
    item: str = "",
    parent: str = "",
    units: str = "县水务局",
    region: str = "某市",
    due: str = "2026-12-31",
    goal: str = "",
    uid: str = "",
) -> str:
    """One issue of a ledger; its whole text is its own unless `goal` says what others say as well."""
    text = ISSUE.format(
        id=f"ISSUE-{number:03d}",
        uid=uid or f"{root.name}-{number:04d}",
        title=f"{root.name}第{number}件",
        region=region,
        item=item or f"{root.name}-{number}",
        parent=f"parent: {parent}\n" if parent else "",
        units=units,
        due=due,
        goal=goal or f"{root.name}自己的整改安排，第{number}件，清淤、截污、补水各有分工",
    )
    (root / f"issues/ISSUE-{number:03d}.yaml").write_text(text, encoding="utf-8")
    return f"ISSUE-{number:03d}"


def city(place: Path) -> Path:
    """The city's ledger with its three tasks."""
    root = found(place / "city", "某市整改办")
    issue(root, 1, item="1.1", units="甲县人民政府, 乙县人民政府", goal="消除全市河道黑臭水体并建立长效管护机制")
    issue(root, 2, item="1.2", units="各县（市、区）党委和政府", goal="完成畜禽养殖场粪污治理设施改造升级任务")
    issue(root, 3, item="1.3", units="市水务局", goal="建成城区污水处理厂三期工程并稳定运行")
    return root


def counties(place: Path) -> tuple[Path, Path]:
    """甲县 with both its tasks, 乙县 with one, which is late."""
    first = found(place / "county-a", "甲县整改办", person="李四")
    issue(first, 1, parent="city/ISSUE-001")
    issue(first, 2, item="1.2")
    issue(first, 3)
    second = found(place / "county-b", "乙县整改办", person="王五")
    issue(second, 1, parent="city/ISSUE-001", due="2026-04-30")
    return first, second


def committed(root: Path) -> str:
    """The ledger as a repository, with what is in it committed; the address of it."""
    who = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org", "-c", "init.defaultBranch=main")
    where = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "台账")):
        subprocess.run(["git", *who, *words], cwd=root, env=where, check=True, capture_output=True)
    return f"git+file://{root}"

"""A county's ledger in git, made by the program itself: what CI judges a change of it by.

`ISSUE-001` is verified and waits to be closed, `ISSUE-002` is being worked on, `ISSUE-003` is closed, `ISSUE-004` is
written down. 张三, 李四 and 王五 hold keys that sign commits; 某甲 and 某乙 hold none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

import ledger as program
from ledger.actions import since
from ledger.actions.desk import Desk
from ledger.cli.session import OFFICE_TIME
from ledger.model.problem import Problem
from ledger.store import folder
from ledger.store.workspace import Workspace

DAY = "2026-05-20"
PHOTO = b"\xff\xd8\xff a photograph of a clean river"
HOLDERS = ("zhang", "li", "wang")
MISSING = [name for name in ("git", "ssh-keygen") if shutil.which(name) is None]
needs_git_and_keys = pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}")

SETTINGS = '[ledger]\ntitle = "某县督察整改台账"\nunit = "县整改办"\n'
UNITS = "units:\n" + "".join(
    f"  - name: {name}\n" for name in ("县水务局", "县整改办", "县人民政府", "市生态环境局", "市整改办")
)
PEOPLE = """people:
  - id: zhang
    names: [张三]
    unit: 县整改办
    roles: [登记, 督导]
{zhang}  - id: li
    names: [李四]
    unit: 市生态环境局
    roles: [验收]
{li}  - id: wang
    names: [王五]
    unit: 县整改办
    roles: [销号]
{wang}  - id: jia
    names: [某甲]
    unit: 县人民政府
    roles: [审批]
  - id: yi
    names: [某乙]
    unit: 县水务局
    roles: [实施, 验收]
"""
FINDING = (
    *("--set", "source.kind=中央督察", "--set", "source.received=2026-01-04", "--set", "plan.goal=水质达到Ⅲ类"),
    *("--set", "plan.responsible_units=县水务局", "--set", "plan.supervisor_units=市生态环境局"),
    *("--set", "plan.deadline.text=2026年6月底前", "--measure", "清淤 3 公里", "--measure", "封堵直排口"),
)


@dataclass(frozen=True)
class Town:
    """A ledger in a repository of its own."""

    root: Path
    keys: Path

    def git(self, *words: str, author: str = "clerk") -> str:
        done = subprocess.run(
            ["git", "-c", f"user.name={author}", "-c", f"user.email={author}@example.gov.cn", *words],
            cwd=self.root, env=self.environment(), capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"git {words}: {done.stderr}"
        return done.stdout.strip()

    def commit(self, message: str = "change", *, key: str | None = None, author: str = "clerk") -> str:
        """Commit everything, signed with somebody's key; the commit. The author is whoever the caller says."""
        self.git("add", "-A")
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={self.keys / key}") if key else ()
        self.git(*signing, "commit", "-q", "--allow-empty", *(("-S",) if key else ()), "-m", message, author=author)
        return self.git("rev-parse", "HEAD")

    def ledger(self, *words: str, day: str = DAY, who: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ledger", *words],
            cwd=self.root, env=self.environment(day, who), capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def did(self, *words: str, day: str = DAY, who: str = "zhang") -> str:
        """The same for a command that must succeed."""
        done = self.ledger(*words, day=day, who=who)
        assert done.returncode == 0, f"ledger {words}: {done.stdout}{done.stderr}"
        return done.stdout

    def environment(self, day: str = DAY, who: str | None = None) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        return kept | {
            "HOME": str(self.keys), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "LEDGER_LANG": "zh", "LEDGER_TODAY": day, "PYTHONUTF8": "1",
            "PYTHONPATH": str(Path(program.__file__).parents[1]), **({"LEDGER_USER": who} if who else {}),
        }  # fmt: skip

    def judged(self, base: str = "HEAD") -> tuple[Problem, ...]:
        """What `check --since` finds against the base, without what every check finds."""
        day = date.fromisoformat(DAY)
        workspace = Workspace(self.root)
        desk = Desk(workspace, day, datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME))
        return since.faults(desk, base, folder.scan(workspace))

    def rules(self, base: str = "HEAD") -> list[str]:
        """The names of what was found, warnings left out."""
        return sorted(one.rule for one in self.judged(base) if one.level != "warning")

    def file(self, number: int) -> Path:
        return self.root / "issues" / f"ISSUE-{number:03d}.yaml"

    def rewrite(self, number: int, old: str, new: str) -> None:
        """Change the text of an issue's file as an editor would: the first place where `old` stands."""
        text = self.file(number).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in ISSUE-{number:03d}"
        self.file(number).write_text(text.replace(old, new, 1), encoding="utf-8")


def built(place: Path) -> Town:
    """The ledger with its history, committed by whoever signed each step. Takes some seconds: copy it (`copied`)."""
    town = Town(place / "ledger", place / "keys")
    town.keys.mkdir(parents=True)
    for folder_ in ("issues", "evidence", "templates"):
        (town.root / folder_).mkdir(parents=True)
    for name in HOLDERS:
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(town.keys / name)], check=True
        )
    texts = {"ledger.toml": SETTINGS, "units.yaml": UNITS, "people.yaml": people(town.keys, HOLDERS)}
    for name, text in texts.items():
        (town.root / name).write_text(text, encoding="utf-8")
    (town.root / ".gitignore").write_text(".ledger/\n", encoding="utf-8")
    (place / "photo.jpg").write_bytes(PHOTO)
    town.git("init", "-q", "-b", "main")
    town.commit("an empty ledger")
    for title in ("红旗河水质超标", "青石镇污水直排", "采石场扬尘", "锅炉改造滞后"):
        town.did("new", "--set", f"title={title}", *FINDING, day="2026-01-05")
    town.commit("four findings", key="zhang")
    for number in (1, 2, 3):
        town.did("start", f"ISSUE-{number:03d}", day="2026-01-12")
    town.did("extend", "ISSUE-002", "--to", "2026-09-30", "--why", "汛期不能施工", day="2026-03-01")
    town.did("extend", "ISSUE-002", "--approve", "--document", "县府〔2026〕3号", day="2026-03-05", who="jia")
    town.commit("work has begun", key="zhang")
    for number in (1, 3):
        issue = f"ISSUE-{number:03d}"
        town.did("progress", issue, "--measure", "1", "--measure", "2", "-m", "全部完成", day="2026-04-10", who="yi")
        photo = str(place / "photo.jpg")
        town.did("evidence", "add", issue, photo, "-k", "整改后照片", "--date", "2026-04-11", day="2026-04-12")
    town.commit("work is done", key="zhang")
    for number in (1, 3):
        town.did("verify", f"ISSUE-{number:03d}", "--why", "现场核查合格", day="2026-04-20", who="li")
    town.commit("verified", key="li")
    town.did("close", "ISSUE-003", "--document", "县改办〔2026〕5号", day="2026-05-06", who="wang")
    town.commit("closed", key="wang")
    return town


def people(keys: Path, holders: tuple[str, ...]) -> str:
    """The register, with the public keys of these people."""
    lines = {
        name: f"    keys: ['{(keys / f'{name}.pub').read_text().strip()}']\n" if name in holders else ""
        for name in HOLDERS
    }
    return PEOPLE.format(**lines)


def copied(town: Town, place: Path) -> Town:
    """A town of one's own to spoil."""
    shutil.copytree(town.root, place / "ledger", symlinks=True)
    return replace(town, root=place / "ledger")

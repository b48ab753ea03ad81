"""What each command may load before it is done: libraries take longer to import than most commands to run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import house
import ledger
from ledger.cli.app import COMMANDS
from ledger.store import inputs

PROGRAM = str(Path(ledger.__file__).parent)

HEAVY = frozenset(
    {
        *("typer", "pydantic", "rich", "yaml", "ruamel", "openpyxl", "docx", "docxtpl", "jinja2", "lxml", "sqlite3"),
        *("pypdfium2", "selectolax", "markdown_it", "smtplib", "email", "http", "urllib", "asyncio", "multiprocessing"),
        *("concurrent", "unittest", "ssl", "xml", "psycopg", "pyarrow", "duckdb"),
    }
)
ALWAYS = {"typer", "pydantic", "yaml", "urllib"}
"""What every command loads that is run: the reader of the command line, the models, the record's reader. (`urllib`
comes with `pathlib`.)
"""
BESIDE = {"sqlite3", "multiprocessing", "concurrent"}
"""The cache of issues, and a second process for a cold ledger."""
WRITES = {"ruamel"}
"""An issue that is written anew goes through the writer that keeps comments."""
OPENPYXL = {"openpyxl", "xml", "lxml", "http", "ssl"}
"""It asks lxml for its version before it is told to do without; `http` and `ssl` come with `xml.sax`."""
DRIVERS = {"psycopg", "pyarrow", "asyncio", "ssl", "concurrent", "email", "http", "xml"} | WRITES
"""Of databases and of files of columns, with all that these load by themselves."""
CALLS: dict[str, tuple[str, set[str]]] = {
    "new": ("new 新问题 --set source.received=2026-05-01 --as zhang", WRITES),
    "today": ("today", set()),
    "list": ("list", set()),
    "show": ("show ISSUE-001", set()),
    "edit": ("edit ISSUE-001 --set region=某镇 --why 更正 --as zhang", WRITES),
    "start": ("start ISSUE-001 --as zhang", WRITES),
    "progress": ("progress ISSUE-001 --text 已截流 --as zhang", WRITES),
    "evidence add": ("evidence add ISSUE-001 ledger.toml --as zhang", WRITES),
    "extend": ("extend ISSUE-001 --as zhang", WRITES),
    "pass": ("pass ISSUE-001 x --as zhang", WRITES),
    "verify": ("verify ISSUE-001 --as li", WRITES),
    "publicize": ("publicize ISSUE-003 --as wang", WRITES),
    "close": ("close ISSUE-003 --as wang", WRITES),
    "reopen": ("reopen ISSUE-004 --why 反弹 --as zhang", WRITES),
    "adopt": ("adopt ISSUE-001 --why 手改 --as zhang", WRITES),
    "void": ("void ISSUE-001 --why 重复 --as zhang", WRITES),
    "lookback sample": ("lookback sample --rate 10 --seed 1", WRITES),
    "lookback record": ("lookback record ISSUE-004 --as zhang", WRITES),
    "revisit": ("revisit ISSUE-001 --as zhang", WRITES),
    "object new": ("object new 新河 --kind 水体 --as zhang", WRITES),
    "object list": ("object list", set()),
    "object show": ("object show 红旗河", set()),
    "object sources": ("object sources", set()),
    "object edit": ("object edit 红旗河 --set 编码=HQ --as zhang", WRITES),
    "object export": ("object export x.xlsx", OPENPYXL),
    "object import": ("object import x.xlsx", OPENPYXL | WRITES),
    "plan new": ("plan new --object 红旗河 --as zhang", WRITES),
    "plan list": ("plan list", set()),
    "plan show": ("plan show 红旗河", set()),
    "plan edit": ("plan edit 红旗河 --set 文号=1 --as zhang", WRITES),
    "plan done": ("plan done 红旗河 1 --as zhang", WRITES),
    "plan coverage": ("plan coverage", set()),
    "indicator new": ("indicator new PM2.5 --rule 不高于29.5 --as zhang", WRITES),
    "indicator record": ("indicator record PM2.5 30 --as zhang", WRITES),
    "indicator edit": ("indicator edit PM2.5 --set 备注=1 --as zhang", WRITES),
    "indicator export": ("indicator export x.xlsx", OPENPYXL),
    "indicator list": ("indicator list", set()),
    "indicator show": ("indicator show PM2.5", set()),
    "meeting new": ("meeting new --kind 调度会 --as zhang", WRITES),
    "meeting decide": ("meeting decide 调度会 封堵 --as zhang", WRITES),
    "meeting done": ("meeting done 调度会 1 -m 已封堵 --as zhang", WRITES),
    "meeting edit": ("meeting edit 调度会 --set 地点=1 --as zhang", WRITES),
    "meeting list": ("meeting list", set()),
    "meeting show": ("meeting show 调度会", set()),
    "checklist list": ("checklist list", set()),
    "checklist show": ("checklist show 六个100%", set()),
    "checklist form": ("checklist form 六个100% --xlsx x.xlsx", OPENPYXL),
    "checklist take": ("checklist take x.yaml --as zhang", WRITES),
    "checklist issues": ("checklist issues x --apply --as zhang", WRITES),
    "resolve": ("resolve", WRITES),
    "renumber": ("renumber ISSUE-005 --as zhang", WRITES),
    "dossier": ("dossier ISSUE-004", {"docx", "docxtpl", "jinja2", "lxml", "openpyxl", "xml"} | WRITES),
    "check": ("check", set()),
    "overdue": ("overdue", set()),
    "schedule": ("schedule", WRITES),
    "why": ("why ISSUE-001", set()),
    "validate": ("validate", set()),
    "audit": ("audit", {"xml"}),
    "seal": ("seal --as zhang", WRITES),
    "stats": ("stats", set()),
    "snapshot": ("snapshot 2026-04 --as zhang", OPENPYXL | WRITES),
    "dispatch": ("dispatch", WRITES),
    "notify": ("notify --dry-run", {"email", "http", "ssl", "smtplib"}),
    "escalate": ("escalate --dry-run", WRITES),
    "export": ("export --xlsx x.xlsx", OPENPYXL),
    "supervise add": ("supervise add ISSUE-001 约谈 --why 滞后 --as zhang", WRITES),
    "supervise lift": ("supervise lift ISSUE-001 --why 已办 --as zhang", WRITES),
    "supervise withdraw": ("supervise withdraw ISSUE-001 --kind 约谈 --why 误登 --as zhang", WRITES),
    "supervise list": ("supervise list", WRITES),
    "accountability add": ("accountability add ISSUE-001 --kind 诫勉 --post 副局长 --as zhang", WRITES),
    "accountability withdraw": ("accountability withdraw ISSUE-001 --kind 诫勉 --why 误登 --as zhang", WRITES),
    "accountability due": ("accountability due", WRITES),
    "accountability list": ("accountability list", WRITES),
    "leaders": ("leaders", WRITES),
    "tenure": ("tenure --unit 县水务局 --from 2026-01-01", WRITES),
    "score": ("score", WRITES),
    "write": ("write 月报 --month 2026-04", {"docx", "docxtpl", "jinja2", "lxml", "xml"}),
    "site": ("site out", {"jinja2"}),
    "rollup": ("rollup .", set()),
    "publish": ("publish postgresql:///nobody?port=1", DRIVERS),
    "sql": ("sql describe", {"duckdb"} | DRIVERS),
    "import": ("import x.xlsx", OPENPYXL | WRITES),
    "init": ("init other", {"email"} | WRITES),  # `importlib.metadata`: where the program came from
    "merge-driver": ("merge-driver issues/ISSUE-001.yaml issues/ISSUE-001.yaml issues/ISSUE-001.yaml", WRITES),
    "schema": ("schema", set()),
    "deadline": ("deadline 2026年底前", set()),
    "config show": ("config show", set()),
    "procedure show": ("procedure show", set()),
    "procedure list": ("procedure list", set()),
    "book list": ("book list", set()),
    "book show": ("book show 污染地块", set()),
    "book add": ("book add 污染地块", set()),
    "people list": ("people list", set()),
    "people add": ("people add zz --name 某丙 --unit 县水务局", WRITES),
    "units list": ("units list", set()),
    "units add": ("units add 某局", WRITES),
}
"""One call of each command, and what it may load beyond `ALWAYS`."""
AGAIN = (
    "",
    "today",
    "list",
    "list --json",
    "overdue",
    "stats",
    "dispatch",
    "show ISSUE-001",
    "why ISSUE-001",
    "check",
    "validate",
)


def loaded(words: str, folder: Path, environment: dict[str, str]) -> set[str]:
    """The heavy libraries that a call really imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ledger", *words.split()],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode != 70, done.stderr[-2000:]
    names = re.findall(r"(?m)^import time: .*\| +([\w.]+)$", done.stderr)
    return {name.partition(".")[0] for name in names} & HEAVY


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


@pytest.mark.parametrize("name", CALLS)
def test_a_command_loads_only_what_it_uses(name: str, place: Path, environment: dict[str, str]) -> None:
    words, more = CALLS[name]
    assert loaded(words, place, environment) - ALWAYS - BESIDE <= more


def test_every_command_is_looked_at() -> None:
    assert set(CALLS) == set(COMMANDS)


@pytest.mark.parametrize("words", AGAIN)
def test_an_answer_from_memory_loads_nothing(words: str, place: Path, environment: dict[str, str]) -> None:
    """What was answered before the program itself was changed is refused, and rightly: in a working copy that somebody
    is writing in, the two calls are made again until both are of one program.
    """
    of_program, heavy = "", {"nothing yet"}
    while of_program != (now := inputs.digest_of_folder(PROGRAM)):
        of_program = now
        loaded(words, place, environment)
        heavy = loaded(words, place, environment)
    assert heavy == set()


def test_the_version_is_told_by_the_door(place: Path, environment: dict[str, str]) -> None:
    assert loaded("--version", place, environment) == set()
    assert loaded("-V", place, environment) == set()

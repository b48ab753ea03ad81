"""What docs/publish.md says to type, of files of columns and of questions, works as it stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="not on this machine: duckdb")
pytest.importorskip("pyarrow", reason="not on this machine: pyarrow")

import duckdb
from pyarrow import dataset as arrow

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = (Path(__file__).parents[1] / "docs/publish.md").read_text("utf-8")
COLUMNS = TEXT.partition("## 不用服务器")[2].partition("\n## ")[0]
FIGURES = TEXT.partition("## 查数字")[2].partition("\n## ")[0]


def blocks(text: str, language: str) -> str:
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


CALLS = [shlex.split(line[2:], comments=True) for line in blocks(COLUMNS, "console").splitlines()]
QUESTIONS = [
    one.strip() for one in re.sub("--.*", "", blocks(FIGURES, "sql")).split(";") if one.strip().startswith("SELECT")
]


@pytest.fixture
def there(ledger: Run, folder: Path) -> Path:
    house.build(folder)
    assert ledger("export", "数据", "--to", "parquet").returncode == 0
    return folder


def test_there_are_examples() -> None:
    assert len(CALLS) == 4
    assert len(QUESTIONS) >= 7


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_call_of_the_manual_works(ledger: Run, there: Path, call: list[str]) -> None:
    done = ledger(*call[1:], cwd=there)
    assert (call[0], done.returncode) == ("ledger", 0), done.stderr
    assert done.stdout


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_of_the_manual_is_answered_by_the_ledger_as_well(ledger: Run, there: Path, question: str) -> None:
    done = ledger("sql", question, cwd=there)
    assert done.returncode == 0, done.stderr


def test_other_programs_read_it_as_the_manual_says(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(there)
    (read,) = re.findall(r'pyarrow\.dataset\.dataset\("(.*?)"\)', COLUMNS)
    (statement,) = re.findall(r"^(SELECT \* FROM read_parquet\(.*?\));", COLUMNS, re.MULTILINE)
    assert arrow.dataset(read).to_table().column_names == duckdb.sql(statement).columns
    assert len(duckdb.sql(statement).fetchall()) == 5

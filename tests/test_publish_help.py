"""What the help of publishing shows on a narrow screen: no word of it is broken, and it says where to read on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["publish", "sql", "export"])
def test_no_word_is_broken_on_eighty_columns(ledger: Run, command: str, language: str) -> None:
    narrow, wide = (
        ledger(command, "--help", env={"COLUMNS": columns, "LEDGER_LANG": language}).stdout for columns in ("80", "300")
    )
    assert set(WORD.findall(narrow)) == set(WORD.findall(wide))


@pytest.mark.parametrize(
    ("command", "language", "said"),
    [
        ("publish", "zh", "docs/publish.md"),
        ("publish", "zh", "写法"),
        ("publish", "en", "docs/publish.md"),
        ("publish", "en", "DIALECT"),
        ("sql", "zh", "ledger sql --dataset 数据"),
        ("sql", "en", "ledger sql --dataset DIR"),
        ("export", "zh", "ledger export 数据 --to parquet"),
        ("export", "en", "ledger export DIR --to parquet"),
    ],
)
def test_help_says_what_to_write_and_where_to_read_on(ledger: Run, command: str, language: str, said: str) -> None:
    assert said in ledger(command, "--help", env={"COLUMNS": "80", "LEDGER_LANG": language}).stdout

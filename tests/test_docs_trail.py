"""docs/trail.md keeps its word: its script verifies checkpoints without `ledger`, and finds what was changed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import chained

DOCUMENT = Path(__file__).parents[1] / "docs/trail.md"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def verified(folder: Path, script: Path) -> subprocess.CompletedProcess[str]:
    """What the script of the document says of a folder of checkpoints, with nothing but the standard library (`-I`)."""
    words = [sys.executable, "-I", "-S", str(script), str(folder / "checkpoints")]
    return subprocess.run(words, capture_output=True, check=False, encoding="utf-8")


def test_anybody_verifies_checkpoints_with_the_script_that_is_shown(ledger: Run, folder: Path, tmp_path: Path) -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert len(shown.strip().splitlines()) <= 30
    script = tmp_path / "verify.py"
    script.write_text(shown, encoding="utf-8")
    chained.build(folder)
    for day in ("2026-05-20", "2026-05-21", "2026-05-22"):
        ledger("progress", "1", "-m", f"进展 {day}", "--as", "qian", env={"LEDGER_TODAY": day})
        assert ledger("seal", "--as", "zhang", env={"LEDGER_TODAY": day}).returncode == 0
    sound = verified(folder, script)
    assert (sound.returncode, sound.stdout.splitlines()[-1]) == (0, "OK"), sound.stderr
    first, second, _ = sorted((folder / "checkpoints").iterdir())
    whole = second.read_bytes()
    second.write_bytes(whole.replace(b'"status":"closed"', b'"status":"open"'))
    changed = verified(folder, script)
    assert (changed.returncode, "root is" in changed.stdout, "missing or changed" in changed.stdout) == (1, True, True)
    second.write_bytes(whole)
    first.unlink()
    assert verified(folder, script).returncode == 1


def test_the_document_names_every_level_and_never_promises_too_much() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert "可发现篡改" in text
    assert "从不说“防篡改”" in text
    assert text.count("防篡改") == 1
    assert all(f"Level {level}" in text for level in range(4))

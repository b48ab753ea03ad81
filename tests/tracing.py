"""What a command asks the system for, as strace tells it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

can_trace = bool(
    shutil.which("strace")
    and not subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode
)
_OPENED = re.compile(r'^[0-9]+ +open(?:at)?\((?:AT_FDCWD[^,]*, |[0-9]+<[^>]*>, )?"([^"]+)", ([A-Z_|]+).* = [0-9]+')


def opened(words: list[str], folder: Path, environment: dict[str, str], log: Path) -> list[str]:
    """The names of the files that a call opened to read, git's own calls among them, each as often as it did."""
    traced = ["strace", "-f", "-s", "300", "-o", str(log), "-e", "trace=open,openat"]
    done = subprocess.run(
        [*traced, sys.executable, "-m", "ledger", *words], cwd=folder, env=environment, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    hits = map(_OPENED.match, log.read_text("utf-8", "replace").splitlines())
    return [Path(hit[1]).name for hit in hits if hit and "O_DIRECTORY" not in hit[2] and "O_WRONLY" not in hit[2]]

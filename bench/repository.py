"""The git repository of a bench ledger."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *words: str) -> None:
    """git, with no settings but its own, signed by 张三. Raises CalledProcessError where it fails."""
    named = ("-c", "user.name=张三", "-c", "user.email=zhangsan@example.org", "-c", "init.defaultBranch=main")
    quiet = ("-c", "gc.auto=0", "-c", "core.fsync=none", "-c", "advice.detachedHead=false")
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ("git", *named, *quiet, *words)
    subprocess.run(command, cwd=folder, env=alone, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """The ledger as it stands, committed; its repository begun where there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "台账")

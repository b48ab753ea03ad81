"""A ledger of the small house in a git repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import house


def git(folder: Path, *words: str) -> None:
    """A command of git, in the name of 张三; other folders may be fetched from."""
    who = ("-c", "user.name=张三", "-c", "user.email=zhang@example.org", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def in_git(folder: Path) -> Path:
    """The house, built there and committed."""
    house.build(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "台账")
    return folder

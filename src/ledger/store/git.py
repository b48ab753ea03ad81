"""What git knows, asked through its own program, without the hooks or settings of a repository that is not ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SAFELY = (
    "git",
    "--no-pager",
    "-c",
    "core.quotepath=off",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
)


def identity(folder: Path) -> tuple[str | None, str | None]:
    """The name and the e-mail that git would sign a commit with in `folder`; None for what is not set."""
    return _setting(folder, "user.name"), _setting(folder, "user.email")


def _setting(folder: Path, key: str) -> str | None:
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program with fixed words; the folder is only where it runs
            [*_SAFELY, "config", "-z", "--get", key], cwd=folder, capture_output=True, check=False
        )
    except OSError:
        return None
    text = answer.stdout.decode("utf-8", "replace").rstrip("\0\n").strip()
    return text if answer.returncode == 0 and text else None

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
    "-c",
    "log.showSignature=false",
)


def identity(folder: Path) -> tuple[str | None, str | None]:
    """The name and the e-mail that git would sign a commit with in `folder`; None for what is not set."""
    return _setting(folder, "user.name"), _setting(folder, "user.email")


def added_names(folder: Path, under: str) -> frozenset[str]:
    """The names of all files that were ever added below `under` in `folder`, on any branch git has here.

    Empty where there is no git, or no repository that it may read.
    """
    answer = _asked(folder, "log", "--all", "--no-renames", "--diff-filter=A", "--name-only", "--format=", "-z", "--",
                    under)  # fmt: skip
    return frozenset(path.rpartition("/")[2] for path in answer.split("\0") if path)


def _setting(folder: Path, key: str) -> str | None:
    return _asked(folder, "config", "-z", "--get", key).rstrip("\0\n").strip() or None


def _asked(folder: Path, *words: str) -> str:
    """What git answers; nothing where it is not there or refuses."""
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program with fixed words; the folder is only where it runs
            [*_SAFELY, *words], cwd=folder, capture_output=True, check=False
        )
    except OSError:
        return ""
    return answer.stdout.decode("utf-8", "replace") if answer.returncode == 0 else ""

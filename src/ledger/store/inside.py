"""Whether a file that is to be written lies where it seems to: a folder on the way may be a link to somewhere else."""

from __future__ import annotations

import os
from pathlib import Path


def is_inside(path: Path, home: Path) -> bool:
    """Whether no link on the way to `path` leads out of `home`; that folder itself may lie on another disk."""
    folder, top = os.fspath(path.parent), os.fspath(home)
    if os.path.dirname(folder) == top and not os.path.islink(folder):  # noqa: PTH120, PTH114 - a tenth of the time
        return True
    return path.parent.resolve().is_relative_to(home.resolve())

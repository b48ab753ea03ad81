"""The program that is measured: this tree, installed as its users install it.

A checkout in which the program is developed costs more at every start than an installed one: an editable install is
found by a hook, its sources are looked through for changes, and the start script of an old pip imports `re`. So the
tree is built and installed into an environment of its own, `.bench/own`, by a pip that is pinned here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

TREE = Path(__file__).parents[1]
PLACE = TREE / ".bench" / "own"
PIP = "pip==26.3"


def install() -> tuple[str, ...]:
    """The words that start `ledger` as the tree is now, installed anew; without a package index the one in use here."""
    shutil.rmtree(PLACE, ignore_errors=True)
    python = str(PLACE / "bin/python")
    pip = (python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    locked = ("-c", str(TREE / "constraints.txt"), str(TREE))
    for words in ((sys.executable, "-m", "venv", str(PLACE)), (*pip, "--upgrade", PIP), (*pip, *locked)):
        if subprocess.run(words, check=False).returncode != 0:
            sys.stderr.write(f"  an environment for `ledger` can't be had ({' '.join(words)}): measured where it is\n")
            return beside()
    subprocess.run((python, "-m", "compileall", "-q", str(PLACE / "lib")), check=False)
    return (str(PLACE / "bin/ledger"),)


def beside() -> tuple[str, ...]:
    """The words that start the `ledger` of the environment that measures."""
    program = Path(sys.executable).with_name("ledger")
    return (str(program),) if program.exists() else (sys.executable, "-m", "ledger")

"""The files of `ledger init --ci`, and the shell that stands in them, run as their systems run it."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

BIN = Path(sys.executable).parent
SYSTEMS = ("github", "gitlab", "gitee", "jenkins", "cron", "windows")
GITHUB = ".github/workflows/ledger.yml"
GITLAB = ".gitlab/ledger.yml"
GITEE = ".workflow/ledger-nightly.yml"
GITEE_PR = ".workflow/ledger-pr.yml"
NO_COMMIT = "0" * 40
"""What a forge says came before the first push of a branch."""

Ran = subprocess.CompletedProcess[str]


def tree(path: Path) -> Any:  # noqa: ANN401 - a tree of another program's making
    """A YAML file as PyYAML reads it; `on` is its true."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def github_steps(folder: Path, job: str) -> dict[str, str]:
    """The shell of each step of a job, by the step's name."""
    steps = tree(folder / GITHUB)["jobs"][job]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


def gitlab_script(folder: Path, job: str) -> str:
    return "\n".join(tree(folder / GITLAB)[job]["script"])


def gitee_script(path: Path) -> str:
    (stage,) = tree(path)["stages"]
    return "\n".join(stage["steps"][0]["commands"])


def jenkins_script(folder: Path, stage: str) -> str:
    """The shell of a stage: what stands in its quotes."""
    text = (folder / "Jenkinsfile").read_text(encoding="utf-8")
    body = text.split(f"stage('{stage}')")[1].split("stage('")[0]
    found = re.search(r"sh '([^'\n]+)'|'''(.*?)'''", body, re.DOTALL)
    assert found
    return textwrap.dedent(found[1] or found[2])


def as_there(script: str, folder: Path, environment: Mapping[str, str], *shell: str, **more: str) -> Ran:
    """Run shell text in `folder`, with the very `ledger` and Python of these tests found first."""
    own = {"PATH": f"{BIN}:{environment['PATH']}", "LEDGER_DIR": ".", "PYTHONWARNINGS": "", **more}  # pip has some
    return subprocess.run(
        [*(shell or ("bash", "--noprofile", "--norc", "-eo", "pipefail")), "-c", script],
        cwd=folder,
        env={**environment, **own},
        input="",
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

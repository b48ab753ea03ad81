"""A sample of the faults that `make stress` tries at every call: each kind, at every command, somewhere on its way."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fault_commands import SCENES, Scene
from faulted import Server, Stage, points

EACH = 3
"""Points for each command."""

can_trace = (
    shutil.which("strace")
    and not subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode
)
pytestmark = pytest.mark.skipif(not can_trace, reason="faults at a system call need strace and the right to trace")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_fault_leaves_the_old_or_the_new(scene: Scene, server: Server, tmp_path: Path) -> None:
    stage = Stage(scene, server, tmp_path / "scene")
    every = [point for point in points(stage.calls) if not (point.fault == "EINTR" and point.lasting)]
    tried = random.Random(scene.name).sample(every, EACH)
    assert {str(point): wrong for point in tried if (wrong := stage.attempt(point))} == {}

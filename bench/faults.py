"""A fault at every call that every writing command makes to the file system: `make stress`, `faults.py [EVERY]`.

`strace` makes the call fail (ENOSPC, EDQUOT, EIO, EROFS, EACCES, EINTR: once, and from then on) or kills the process
there. Afterwards each file holds the old or the new state, all issues the same, `validate` passes, the exit code is 0
only if it was done, nothing ends in a trace, and the next run sweeps up. With EVERY only each so manieth point is
tried, and with names (`faults.py 1 new close`) only these commands. Exit code 1 if anything is found.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fault_commands import SCENES, Scene
from faulted import Server, Stage, points

SHM = Path("/dev/shm")  # noqa: S108 - a disk in memory, where a run costs no waiting; a folder of our own in it


def one(scene: Scene, every: int, place: Path) -> Counter[str]:
    """The figures of one command; what is wrong is printed as it is found."""
    found, began = Counter[str](), time.monotonic()
    with Server(place / "home") as server:
        stage = Stage(scene, server, place / "scene")
        asked = list(points(stage.calls))[::every]
        for point in asked:
            wrong = stage.attempt(point)
            if wrong == "":
                found["not reached"] += 1
                continue
            found["points"] += 1
            found[point.fault + ("+" if point.lasting else "")] += 1
            if wrong:
                found["WRONG"] += 1
                print(f"  {scene.name}: {point}: {wrong}", flush=True)
    spent = time.monotonic() - began
    print(
        f"{scene.name:18} {len(stage.calls):4} calls {found['points']:5} points {found['WRONG']:4} wrong"
        f" {found['not reached']:4} not reached {spent:6.1f} s",
        flush=True,
    )
    return found


def main() -> int:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    scenes = [scene for scene in SCENES if not sys.argv[2:] or scene.name in sys.argv[2:]]
    total, began = Counter[str](), time.monotonic()
    with (
        tempfile.TemporaryDirectory(dir=SHM if os.access(SHM, os.W_OK) else None) as place,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        jobs = [pool.submit(one, scene, every, Path(place, str(number))) for number, scene in enumerate(scenes)]
        for job in jobs:
            total.update(job.result())
    spent = time.monotonic() - began
    print(", ".join(f"{name} {number}" for name, number in sorted(total.items())))
    tried, wrong = total["points"], total["WRONG"]
    print(f"{tried} points in {spent:.0f} s, {tried / spent * 60:.0f} a minute; {wrong} wrong")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main())

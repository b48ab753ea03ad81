"""What an audit of a large ledger takes: `make bench`.

10,000 issues of about 90 lines, each chained from its first event to its closing, with a photograph on file and a
checkpoint over all of them; audited by the real program, evidence included. Prints wall clock, processor time and the
most memory. Exit code 1 if it takes more than 30 seconds of processor time (the machine may be busy with others), or
if the audit finds anything, which would mean that it did not look at what was meant.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import build
import chained
from ledger.model.trail import Branch, Node
from ledger.store import yamlfile
from ledger.store.patch import tree_of

ISSUES, LIMIT = 10_000, 30.0


def write(folder: Path) -> tuple[int, int]:
    """The ledger; how many lines and bytes its issues have."""
    (folder / "issues").mkdir()
    (folder / "ledger.toml").write_text('[ledger]\ntitle = "某市督察整改台账"\n', encoding="utf-8")
    life = cast("Branch", yamlfile.as_mapping(tree_of(build.closed())))
    lines = size = 0
    for number in range(1, ISSUES + 1):
        data = yamlfile.dump_new(chained.sealed(one(life, number, folder)), None)
        (folder / f"issues/ISSUE-{number:03d}.yaml").write_bytes(data)
        lines, size = lines + data.count(b"\n"), size + len(data)
    return lines, size


def one(life: Branch, number: int, folder: Path) -> Branch:
    """One issue with its own texts and its own evidence on the disk."""
    path = f"evidence/ISSUE-{number:03d}/照片1.jpg"
    photo = f"整改后照片 {number}".encode() * 64
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_bytes(photo)
    fixed: Branch = {"path": path, "sha256": hashlib.sha256(photo).hexdigest(), "size": str(len(photo))}
    evidence = [{**each, **fixed} for each in cast("list[Branch]", life["evidence"])]
    verified = [{**each, "evidence": cast("Node", [path])} for each in cast("list[Branch]", life["verifications"])]
    told: Branch = {
        "id": f"ISSUE-{number:03d}",
        "uid": f"uid-{number:08d}",
        "title": f"建成区污水直排河道（{number}）",
        "evidence": cast("Node", evidence),
        "verifications": cast("Node", verified),
    }
    return {**life, **told}


def run(folder: Path, *words: str) -> tuple[int, float, float]:
    """The exit code of `ledger …`, seconds by the clock, seconds of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "LEDGER_LANG": "en"}
    done = subprocess.run([sys.executable, "-m", "ledger", *words], cwd=folder, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, time.perf_counter() - started, spent


def main() -> int:
    """Print the figures; 1 if the limit is passed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lines, size = write(folder)
        print(f"{ISSUES:,} issues, {lines / ISSUES:.0f} lines and {size / ISSUES / 1024:.1f} KB each")
        worst = 0.0
        for words in (("seal",), ("audit",), ("audit", "--no-evidence")):
            code, wall, spent = run(folder, *words)
            print(f"  ledger {' '.join(words):22} {wall:6.1f} s   processor {spent:6.1f} s   (limit {LIMIT:.0f})")
            assert code == 0, code
            worst = max(worst, spent)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  memory at most: {memory:.0f} MB")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

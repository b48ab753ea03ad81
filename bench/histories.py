"""Whatever happens to files and cache, a remembered answer is the true one: `make stress`, `histories.py 4000`.

Each history (`tests/remembering.py`) edits, renames, touches and breaks files, rewrites them unseen, switches branches,
kills runs before they write their cache, and tears it; after nearly every event a scan with the cache has to say what
one without it says. Exit code 1, with the seed and what had happened, where one does not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from remembering import disagreement

HISTORIES, FIRST_SEED = 2_000, 1_000
SLICE = 25


def some(seeds: range) -> list[str]:
    """The histories among these that disagree."""
    with tempfile.TemporaryDirectory() as folder:
        found = ((seed, disagreement(Path(folder, str(seed)), seed)) for seed in seeds)
        return [f"seed {seed}: {happened}" for seed, happened in found if happened is not None]


def main(count: int) -> int:
    starts = range(FIRST_SEED, FIRST_SEED + count, SLICE)
    slices = [range(start, min(start + SLICE, FIRST_SEED + count)) for start in starts]
    lived, wrong = 0, 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for part, lines in zip(slices, pool.map(some, slices), strict=True):
            lived, wrong = lived + len(part), wrong + len(lines)
            print(f"{lived} histories, {wrong} disagree", *lines, sep="\n", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else HISTORIES))

"""Whatever happens between two questions, the answer is the true one: `make stress`, `questions.py [HISTORIES] [SEED]`.

Each history (`tests/answering.py`) lives a ledger through edits nobody sees, renames, checkouts, restored times, torn
answers; after each the program is asked, and has to say what it says with `--no-cache`. Works on all processors. Exit
code 1, with the seed and what had happened, where it does not.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from answering import History
from faulted import Server

HISTORIES = 2_000
SLICE = 25


def some(seeds: range) -> tuple[int, list[str]]:
    """How many answers came from memory, and the histories among these in which one was wrong."""
    hits, wrong = 0, []
    with tempfile.TemporaryDirectory() as place, Server(Path(place, "home")) as server:
        for seed in seeds:
            folder = Path(place, str(seed))
            one = History(folder, seed, server)
            if (happened := one.disagreement()) is not None:
                wrong.append(f"seed {seed}: {happened}")
            hits += one.hits
            shutil.rmtree(folder)
            shutil.rmtree(one.away)
    return hits, wrong


def main() -> int:
    told = [int(word) for word in sys.argv[1:]]
    count, first = (*told, *(HISTORIES, random.randrange(1 << 30))[len(told) :])  # noqa: S311 - no secret
    print(f"first seed {first}", flush=True)
    slices = [range(start, min(start + SLICE, first + count)) for start in range(first, first + count, SLICE)]
    lived, hits, wrong = 0, 0, []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for part, (from_memory, lines) in zip(slices, pool.map(some, slices), strict=True):
            lived, hits = lived + len(part), hits + from_memory
            wrong += lines
            print(f"{lived} histories, {hits} answers from memory, {len(wrong)} wrong", *lines, sep="\n", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

"""Anything is done to ledgers by anybody, 50,000 steps of it: `make stress`, `states.py [STEPS] [SEED]`.

The machine is `tests/hands_machine.py`; each example lives a ledger through 50 steps. Works on all processors, each
with the program in one process, as forking for every command would take most of the time. The examples are new in
every run unless a seed is given. Exit code 1, and the shortest way there, if anything is wrong.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

import hands_machine
from same_process import Runs

AN_EXAMPLE, EXAMPLES = 50, 5


def slice_of(number: int) -> Counter[str]:
    """The figures of some examples, which the number makes."""
    hands_machine.steps.clear()
    how = settings(
        max_examples=EXAMPLES, stateful_step_count=AN_EXAMPLE, deadline=None, database=None, print_blob=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as home, Runs(Path(home) / "home") as server:
        hands_machine.Hands.server = server
        run_state_machine_as_test(seed(number)(hands_machine.Hands), settings=how)
    return +hands_machine.steps


def main() -> int:
    told = [int(word) for word in sys.argv[1:]]
    wanted, number = (*told, *(50_000, random.randrange(1 << 30))[len(told) :])  # noqa: S311 - no secret
    print(f"first seed {number}", flush=True)
    total, began = Counter[str](), time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        while total["tried"] < wanted:
            numbers = range(number, number + 2 * (os.cpu_count() or 1))
            for found in pool.map(slice_of, numbers):
                total.update(found)
            number = numbers.stop
            print(f"{total['tried']:7} steps {time.monotonic() - began:6.0f} s, next seed {number}", flush=True)
    for name, count in sorted(total.items()):
        print(f"{name:24} {count:7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""One target under the coverage-guided fuzzer for FUZZ_SECONDS (1200): `python fuzz/run.py gate`.

Stops at the first find, with its input under .fuzz/<target>/found/: an exception, more than a second of processor
time on one input, or 300 MB of memory more than the fuzzer itself needs.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import atheris

with atheris.instrument_imports(include=["ledger"]):
    from seeds import seeds
    from targets import TARGETS

    # Readers and layouts are loaded when they are first asked for, and only what is loaded here is watched.
    for _name, _target in TARGETS.items():
        for _seed in seeds(_name):
            _target.run(_seed)

from reshaping import RESHAPERS
from words import WORDS

MOST_SECONDS = 1.0
"""Of processor time, the fuzzer's own instruments included: a busy machine makes nothing slow by itself."""
MOST_KILOBYTES = 300 * 1024
_HANGS = 60
"""Seconds after which an input that gives no answer is taken for one that never will."""


class TooMuchError(Exception):
    """An answer that took too long, or too much memory."""


def watched(name: str, floor: int) -> object:
    """The target as the fuzzer calls it; `floor` is what the process held before it began."""
    run = TARGETS[name].run

    def once(data: bytes) -> None:
        began = time.process_time()
        run(data)
        if (spent := time.process_time() - began) > MOST_SECONDS:
            raise TooMuchError(f"{spent:.2f} s")
        if (more := _peak() - floor) > MOST_KILOBYTES:
            raise TooMuchError(f"{more // 1024} MB")

    return once


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def reshaped(name: str) -> object:
    """The target's reshaper as the fuzzer calls it."""
    reshape = RESHAPERS[name]

    def changed(data: bytes, most: int, seed: int) -> bytes:
        return reshape(data, most, random.Random(seed), atheris.Mutate)

    return changed


def arguments(name: str, seconds: int) -> list[str]:
    """What libFuzzer is told; what it learns stays in .fuzz/, out of the repository."""
    place = ROOT / ".fuzz" / name
    for folder in ("corpus", "found", "seeds"):
        (place / folder).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (place / "seeds" / f"{number:03}").write_bytes(seed)
    listed = place / "words"
    listed.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS[name]))
    return [
        sys.argv[0], str(place / "corpus"), str(place / "seeds"), f"-max_total_time={seconds}",
        f"-max_len={TARGETS[name].longest}", f"-dict={listed}", f"-artifact_prefix={place / 'found'}/",
        f"-timeout={_HANGS}", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def main() -> None:
    """Fuzz the target named on the command line."""
    name = sys.argv[1]
    more = {"custom_mutator": reshaped(name)} if name in RESHAPERS else {}
    atheris.Setup(arguments(name, int(os.environ.get("FUZZ_SECONDS", "1200"))), watched(name, _peak()), **more)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

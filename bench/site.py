"""What `ledger site` costs and how quick its pages are: `bench/site.py [FOLDER] [--count N]`.

Builds the site of a ledger of COUNT issues (one made as `bench/ledgers.py` makes it, or the one in FOLDER), weighs the
overview with everything that it loads, and asks a real Chromium how long a filter takes, from the key to the frame in
which the answer is drawn. Processor time is that of the program alone; the browser's figures are by the clock, and the
least of several is nearest to what it takes on a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import ledgers
import lives

OVERVIEW = ("index.html", "site.css", "site.js", "data.js")
TURNS = 7
FILTERS = {
    "the first letters of a word": ("f-text", "畜禽"),
    "a unit": ("f-unit", "市水务局"),
    "late": ("f-standing", "late"),
    "no filter": ("f-standing", ""),
}
_ANSWER = """([id, value]) => new Promise((told) => {
  const field = document.getElementById(id), start = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const answered = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => told([answered, performance.now() - start])));
})"""
_LOADED = """() => {
  const entry = performance.getEntriesByType("navigation")[0];
  return [entry.domContentLoadedEventEnd, entry.loadEventEnd];
}"""


def build(folder: Path, out: Path, *words: str) -> tuple[float, float]:
    """Build it; the seconds of the processor, and the largest memory in MB."""
    timed = ["/usr/bin/time", "-f", "%U %S %M", sys.executable, "-m", "ledger", "site", str(out), *words]
    day = {"LEDGER_TODAY": lives.DAY.isoformat()}
    done = subprocess.run(timed, cwd=folder, env=os.environ | day, capture_output=True, text=True, check=True)
    user, system, memory = map(float, done.stderr.split()[-3:])
    return user + system, memory / 1024


def browse(out: Path) -> None:
    """Ask a browser for the figures of the overview."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as programs:
        running = programs.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        loads: list[float] = []
        first: list[tuple[float, float]] = []
        later: dict[str, list[tuple[float, float]]] = {name: [] for name in FILTERS}
        for _ in range(TURNS):
            page = running.new_page()
            page.goto((out / "index.html").as_uri())
            loads.append(page.evaluate(_LOADED)[1])
            first.append(tuple(page.evaluate(_ANSWER, list(FILTERS["the first letters of a word"]))))
            for name, one in FILTERS.items():
                later[name].append(tuple(page.evaluate(_ANSWER, list(one))))
            page.close()
        running.close()
    print(f"overview loaded: median {statistics.median(loads):.0f} ms, least {min(loads):.0f} ms")
    for name, times in {"first filter of all (a word)": first, **later}.items():
        answered, drawn = [[one[at] for one in times] for at in (0, 1)]
        print(
            f"{name}: answered in {statistics.median(answered):.0f} ms, drawn in {statistics.median(drawn):.0f} ms"
            f" (least {min(drawn):.0f} ms)"
        )


def main(words: Sequence[str]) -> int:
    """Make, build, weigh, browse."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--count", type=int, default=10_000)
    told = asked.parse_args(words)
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = told.folder or Path(scratch, "ledger"), Path(scratch, "out")
        if told.folder is None:
            ledgers.make(folder, told.count)
        for extra in ((), ("--public",)):
            cpu, memory = build(folder, out, *extra)
            files = [one for one in out.rglob("*") if one.is_file()]
            size = sum(one.stat().st_size for one in files) / 1e6
            print(f"ledger site {' '.join(extra)}: {cpu:.1f} s, {memory:.0f} MB; {len(files):,} files, {size:.0f} MB")
        weights = {name: (out / name).stat().st_size for name in OVERVIEW}
        print(f"overview: {sum(weights.values()) / 1e6:.3f} MB", weights)
        browse(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

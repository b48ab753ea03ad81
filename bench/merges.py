"""What becomes of made-up branches of one issue, by the driver and by lines alone: `make stress`, `merges.py 10000`.

Each history has branches that act, comment, merge, rebase, pick and merge crosswise (`tests/branching.py`). At every
meeting of two versions the driver has to lose no event, to come to the same bytes from either side, to leave a sound
chain and a valid file, or to leave marks and name fields that both sides' events touched. Beside it stands what
`git merge-file`, git's own merge by lines, makes of the same versions, and a union of lines (`merge=union`).
Exit code 1 if the driver fails in anything. Works on all processors; the histories are the same in every run.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import branching
from ledger.model import chain, replay, trail
from ledger.model.merge import rejoin
from ledger.model.trail import Branch
from ledger.store import gate, merging
from ledger.store.merging import Outcome, Versions

HISTORIES, FIRST_SEED = 10_000, 20_261_122
SLICE = 25


def one(seed: int) -> Counter[str]:
    """The figures of one history."""
    dice = random.Random(seed)  # noqa: S311 - the same histories each time
    made, found = branching.histories(dice), Counter[str]()
    found["histories"] += 1
    for versions, done in made.meetings:
        found["meetings"] += 1
        found.update(_judged(versions, done, seed))
        found.update(_by_lines(versions, done))
    return found


def _judged(versions: Versions, done: Outcome, seed: int) -> Counter[str]:
    back = merging.merge(Versions(versions.base, versions.theirs, versions.ours, versions.file))
    wrong = [] if back.clean == done.clean else ["FAIL depends on who merges"]
    if done.clean:
        wrong += _against_merged(versions, done, back)
        kind = "driver: merged"
    else:
        wrong += _against_conflict(versions, done)
        kind = "driver: conflict"
    for what in wrong:
        print(f"  seed {seed}: {what}")
    reasons = {one.key for one in done.against} | ({"fields"} if done.clashes else set())
    return Counter([kind, *wrong, *(f"driver: conflict: {reason}" for reason in sorted(reasons))])


def _against_merged(versions: Versions, done: Outcome, back: Outcome) -> list[str]:
    record = branching.read(done.data)
    names = {trail.name_of(event) for event in trail.events(record)}
    sides = [branching.read(data) for data in (versions.ours, versions.theirs)]
    wrong = [] if back.data == done.data else ["FAIL other bytes from the other side"]
    wrong += ["FAIL event lost" for side in sides for e in trail.events(side) if trail.name_of(e) not in names]
    wrong += ["FAIL broken chain" for fault in chain.faults(record, "ISSUE-001") if chain.forbids(fault)]
    wrong += ["FAIL invalid file" for _ in merging.unfit(record, versions.file)]
    left = replay.contents(record)
    for at, event in enumerate(trail.events(record)):
        if event.get("move") == "merge" and not rejoin.is_true(record, at, left[trail.name_of(event)]):
            wrong.append("FAIL a merge that can't be made again")
    return wrong


def _against_conflict(versions: Versions, done: Outcome) -> list[str]:
    """Marks stand in the file; each field that is named was touched by events of either side alone."""
    wrong = [] if isinstance(gate.read(done.data, versions.file), tuple) else ["FAIL conflict without marks"]
    sides = [branching.read(data) for data in (versions.ours, versions.theirs)]
    for clash in done.clashes:
        touched = [clash.keys in _touched(own, other) for own, other in (sides, sides[::-1])]
        wrong += [] if all(touched) else [f"FAIL {clash.field} was not touched by both"]
    return wrong


def _touched(own: Branch, other: Branch) -> set[str]:
    """The fields, entries left out, that the events of one side alone say they changed, and all fields around them."""
    known = {trail.name_of(event) for event in trail.events(other)}
    found: set[str] = set()
    for event in trail.events(own):
        listed = event.get("changes")
        if trail.name_of(event) in known or not isinstance(listed, list):
            continue
        for change in listed:
            if isinstance(change, dict):
                found |= _named(change)
    return found


def _named(change: Branch) -> set[str]:
    """A change's field and those around it; of a whole entry that was added or taken away, those in it as well."""
    keys = [step for step in str(change["field"]).split(".") if not step.isdecimal()]
    inner = () if "new" in change else ("text", "due", "done_on")
    around = {".".join(keys[:depth]) for depth in range(1, len(keys) + 1)}
    return around | {".".join([*keys, key]) for key in inner}


def _by_lines(versions: Versions, done: Outcome) -> Counter[str]:
    found = Counter[str]()
    for kind, name in (("--diff3", "lines"), ("--union", "union")):
        data, conflicts = merging.by_lines((versions.ours, versions.base, versions.theirs), kind)
        if conflicts:
            found[f"{name}: conflict"] += 1
            found[f"{name}: false conflict (the driver merges it)"] += done.clean
            continue
        fault = _fault(data, versions)
        found[f"{name}: {'silently broken: ' + fault if fault else 'merged and sound'}"] += 1
        found[f"{name}: sound, though a person should decide"] += not fault and not done.clean
    return found


def _fault(data: bytes, versions: Versions) -> str | None:
    read = gate.read(data, versions.file)
    if isinstance(read, tuple):
        return "unreadable"
    if merging.unfit(read.data, versions.file):
        return "invalid"
    return "broken chain" if any(map(chain.forbids, chain.faults(read.data, "ISSUE-001"))) else None


def many(seeds: range) -> Counter[str]:
    """The figures of several histories."""
    return sum(map(one, seeds), Counter[str]())


def main() -> int:
    """Print the figures; 1 if the driver failed in anything."""
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else HISTORIES
    started, found = time.perf_counter(), Counter[str]()
    slices = [
        range(begin, min(begin + SLICE, FIRST_SEED + histories))
        for begin in range(FIRST_SEED, FIRST_SEED + histories, SLICE)
    ]
    with ProcessPoolExecutor(int(os.environ.get("WORKERS", "0")) or None) as pool:
        for figures in pool.map(many, slices):
            found += figures
    for name in sorted(found):
        print(f"{found[name]:8,}  {name}")
    print(f"{time.perf_counter() - started:8.0f}  seconds")
    return int(any(name.startswith("FAIL") for name in found))


if __name__ == "__main__":
    sys.exit(main())

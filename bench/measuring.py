"""Measures processes: what they cost the processor, how long they took, how much memory they held.

Several probes are measured in one run and in turns, so that whatever else the machine does falls on all of them alike;
what counts is the median. Processor time (user and system, of the process and of all that it waited for) is the figure
that others on the machine disturb least. This module stays small: Linux counts the memory of the process that starts
another as the least that the other ever held.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


class ProbeFailedError(Exception):
    """A command did not end as it must; the text is the last that it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost: seconds of the processor, seconds by the clock, the most memory in MB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command line with its surroundings. `codes` are the exit codes that mean that it did its work."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[int] = frozenset({0})
    one_core: bool = False
    """Kept on one core, so that a command that would start others has no use for them."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Something to measure: `command` is asked for anew each turn, after `prepare` has brought about what it needs."""

    name: str
    command: Callable[[int], Command]
    prepare: Callable[[int], None] = lambda _turn: None
    budget: float = float("inf")
    """Processor seconds after which it is not repeated any more, once there are as few costs as are wanted."""


FEWEST = 3
"""Turns that even the slowest probe gets, unless fewer are asked for."""


@dataclass(slots=True)
class Measured:
    """The costs of one probe, turn by turn; why there are none."""

    name: str
    costs: list[Cost] = field(default_factory=list)
    missing: str = ""

    @property
    def middle(self) -> Cost:
        """The medians. Raises ValueError where nothing was measured."""
        if not self.costs:
            raise ValueError(self.missing or self.name)
        return Cost(*map(median, zip(*map(_row, self.costs), strict=True)))


def median(numbers: Iterable[float]) -> float:
    """The middle one; of an even number the mean of the two (`statistics` costs more memory than this program has)."""
    inner = sorted(numbers)
    return (inner[(len(inner) - 1) // 2] + inner[len(inner) // 2]) / 2


def _row(cost: Cost) -> tuple[float, float, float]:
    return cost.cpu, cost.wall, cost.memory


def run(command: Command) -> Cost:
    """Run it once. Raises ProbeFailedError where it is not there or ends with another exit code than it should."""
    cores = os.sched_getaffinity(0) if command.one_core else set[int]()
    if command.one_core:
        os.sched_setaffinity(0, {min(cores)})
    try:
        return _run(command)
    except FileNotFoundError as absent:
        raise ProbeFailedError(f"not there: {Path(absent.filename).name}") from absent
    finally:
        if command.one_core:
            os.sched_setaffinity(0, cores)


def _run(command: Command) -> Cost:
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        child = subprocess.Popen(
            command.words,
            cwd=command.folder,
            env=dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in command.codes:
            said.seek(0)
            words = said.read().decode(errors="replace").strip().splitlines()[-1:]
            told = " ".join(words).replace(f"{command.folder.parent}{os.sep}", "")  # results are read on other machines
            raise ProbeFailedError(f"exit {child.returncode} {told}".strip())
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def in_turns(probes: Iterable[Probe], turns: int, fewest: int = FEWEST) -> dict[str, Measured]:
    """Each probe once a turn, in their order; one that has spent its budget `fewest` times. One that fails is left out
    from then on, and says why. Whoever interrupts it (Ctrl-C) gets what was measured until then.
    """
    found = {probe.name: (probe, Measured(probe.name)) for probe in probes}
    try:
        for turn in range(turns):
            for probe, mine in found.values():
                if not mine.missing and not _spent(mine, probe.budget, fewest):
                    _once(probe, turn, mine)
            spent = sum(_spend(mine) for _, mine in found.values())
            _tell(f"  turn {turn + 1} of {turns}: {spent:.0f} seconds of the processor in all")
    except KeyboardInterrupt:
        _tell("  interrupted")
    return {name: mine for name, (_, mine) in found.items()}


def _once(probe: Probe, turn: int, mine: Measured) -> None:
    try:
        probe.prepare(turn)
        mine.costs.append(run(probe.command(turn)))
    except ProbeFailedError as failed:
        mine.missing = str(failed)
        mine.costs.clear()
        _tell(f"  {probe.name}: {failed}")


def _spent(mine: Measured, budget: float, fewest: int) -> bool:
    return len(mine.costs) >= fewest and _spend(mine) >= budget


def _spend(mine: Measured) -> float:
    return sum(cost.cpu for cost in mine.costs)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()

"""What was measured, kept in `results.json`: the tables and the plot can be drawn again, and a long run for one size
adds to the runs for the others.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from measuring import Cost, Measured

FILE = Path(__file__).with_name("results.json")


@dataclass(frozen=True, slots=True)
class Run:
    """One size, measured in one run."""

    size: int
    day: str
    machine: str
    costs: Mapping[str, Cost]
    often: Mapping[str, int]
    """How many turns each probe had."""
    missing: Mapping[str, str]
    """What could not be measured, and why."""
    peers: Mapping[str, str] = field(default_factory=dict)
    """The versions of the other programs."""


def of(size: int, measured: Mapping[str, Measured], peers: Mapping[str, str]) -> Run:
    """A run as it is kept."""
    there = {name: one for name, one in measured.items() if one.costs}
    return Run(
        size,
        f"{datetime.now(timezone(timedelta(hours=8))):%Y-%m-%d}",
        machine(),
        {name: one.middle for name, one in there.items()},
        {name: len(one.costs) for name, one in there.items()},
        {name: one.missing or "no turn was finished" for name, one in measured.items() if not one.costs},
        peers,
    )


def machine() -> str:
    """The processor, the kernel and the Python that measured."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    kind = models[0] if models else platform.processor() or platform.machine()
    return f"{os.cpu_count()} × {kind}, {platform.system()} {platform.release()}, Python {platform.python_version()}"


def read(path: Path = FILE) -> dict[int, Run]:
    """Every run that is kept, by its size; none where there is no file."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {told["size"]: _run(told) for told in kept}


def _run(told: dict[str, object]) -> Run:
    costs = {name: Cost(*row) for name, row in told.pop("costs").items()}  # type: ignore[attr-defined]
    return Run(costs=costs, **told)  # type: ignore[arg-type]  # as `write` wrote it


def write(runs: Mapping[int, Run], path: Path = FILE) -> None:
    """Keep them, each size on lines of its own."""
    kept = [
        {
            "size": run.size, "day": run.day, "machine": run.machine, "peers": dict(run.peers),
            "missing": dict(run.missing), "often": dict(run.often),
            "costs": {name: _row(cost) for name, cost in run.costs.items()},
        }
        for _, run in sorted(runs.items())
    ]  # fmt: skip
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _row(cost: Cost) -> tuple[float, float, float]:
    return round(cost.cpu, 5), round(cost.wall, 5), round(cost.memory, 1)

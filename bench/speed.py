"""How fast `ledger` is beside what the disk allows and beside other programs: `make bench`.

For each of SIZES (1,000 and 10,000 unless told otherwise) two ledgers are made and every probe is measured in turns:
the floors, `ledger`, the peers (none with PEERS=0). TURNS (9) is how often; a probe that has cost the processor BUDGET
seconds (600) is not repeated beyond that. Cold means that `ledger` remembers nothing; what the machine has
read of the disk stays, unless DISK=1 drops that too (root). Writes results.json, results.md and results.svg beside this
file and the tables of both READMEs; `--draw` only does that, from results.json. REUSE=1 takes the ledgers of the run
before; FEWEST is how often even the slowest is measured (3). ONLY is a part of the names that are
wanted, as `ONLY=list`: then the figures are printed and not kept.

Exit code 0 whatever the figures are: goals are for reading, and a shared machine is no judge.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import floors
import goals
import measuring
import own
import peers
import plot
import report
import results
import scenarios
from measuring import in_turns

HERE = Path(__file__).parent
FLOORS = frozenset({"python", "stat", "CSafeLoader"})
"""Measured whatever is wanted: the others are told in terms of them."""
WORK = HERE.parent / ".bench" / "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run is to do."""

    sizes: tuple[int, ...] = (1_000, 10_000)
    turns: int = 9
    peers: bool = True
    only: str = ""
    disk: bool = False
    budget: float = 600.0
    fewest: int = measuring.FEWEST
    reuse: bool = False
    rest: float = scenarios.OLD_ENOUGH
    program: tuple[str, ...] = field(default_factory=own.beside)
    """The words that start what is measured."""
    work: Path = WORK
    home: Path = HERE
    """Where the results go."""
    readmes: Path | None = HERE.parent


def asked_by(environment: Mapping[str, str]) -> Asked:
    """As the variables say."""
    sizes = tuple(
        int(word.replace("_", "")) for word in environment.get("SIZES", "1000 10000").replace(",", " ").split()
    )
    return Asked(
        sizes=sizes,
        turns=int(environment.get("TURNS", "9")),
        peers=environment.get("PEERS", "1") != "0",
        only=environment.get("ONLY", ""),
        disk=environment.get("DISK", "0") != "0",
        budget=float(environment.get("BUDGET", "600")),
        fewest=int(environment.get("FEWEST", str(measuring.FEWEST))),
        reuse=environment.get("REUSE", "0") != "0",
    )


def measure(size: int, asked: Asked) -> results.Run:
    """Everything about one size."""
    sys.stderr.write(f"{size:,} issues\n")
    lay_out = scenarios.laid_out if asked.reuse else scenarios.lay_out
    place = lay_out(asked.work / str(size), size, asked.program, asked.rest)
    scenarios.write_book(place, floors.script(floors.VALUES, place.root, place.environment, *_names(place)))
    probes = [*floors.probes(place.still, place.environment, place.book, place.values)]
    probes += scenarios.probes(place, asked.budget, disk=asked.disk)
    if asked.peers:
        peers.install()
        probes += peers.probes(place.root, size, place.environment, asked.budget, reuse=asked.reuse)
    wanted = [one for one in probes if asked.only in one.name or one.name in FLOORS]
    measured = in_turns(wanted, asked.turns, asked.fewest)
    versions = {peer.name: peers.version(peer) for peer in peers.PEERS if peer.path is not None}
    return results.of(size, measured, versions if asked.peers else {})


def _names(place: scenarios.Place) -> tuple[str, str]:
    return str(place.book), str(place.values)


def draw(runs: Mapping[int, results.Run], asked: Asked) -> None:
    """The tables and the plot."""
    wanted = goals.read()
    (asked.home / "results.md").write_text(report.results(runs, wanted), encoding="utf-8")
    (asked.home / "results.svg").write_text(plot.svg(runs[_shown(runs)], wanted), encoding="utf-8")
    if asked.readmes is not None:
        report.fill(asked.readmes / "README.md", runs, wanted, "en")
        report.fill(asked.readmes / "README.zh-CN.md", runs, wanted, "zh")


def _shown(runs: Mapping[int, results.Run]) -> int:
    """The size that the plot is about: 10,000, or the largest."""
    return 10_000 if 10_000 in runs else max(runs)  # noqa: PLR2004 - the size that the issue is about


def main(words: Sequence[str], asked: Asked) -> int:
    """Measure, keep, draw, print."""
    if asked.only:
        runs = {size: measure(size, asked) for size in asked.sizes}
        print(report.results(runs, goals.read()))
        return 0
    kept = asked.home / "results.json"
    for size in () if "--draw" in words else asked.sizes:
        results.write(results.read(kept) | {size: measure(size, asked)}, kept)
    draw(results.read(kept), asked)
    print((asked.home / "results.md").read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    wanted = asked_by(os.environ)
    sys.exit(main(sys.argv[1:], wanted if "--draw" in sys.argv else replace(wanted, program=own.install())))

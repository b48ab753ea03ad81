"""How many small faults put into the core its tests notice: `python tools/mutants.py [model/chain.py …] [--few]`.

mutmut puts one fault at a time into a copy of a module and runs the tests that reach it, in one process forked for
each: the tests that start the program itself have no part in it. Figures go to bench/mutants.md; what survived is
listed on the way, and shown by `cd .mutants/<group> && mutmut show <name>`.

`--few` tries every tenth fault, for a quick look. The page says of each module how many of its faults were tried; a
figure is replaced by one of as many or more.
A function under a decorator (a property, a cached one) is left alone by mutmut: it can't be exchanged by name.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "bench" / "mutants.md"
LEAST = 0.90
"""What `make mutants` asks for, of every group."""
_COPIED = (
    "src",
    "tests",
    "tools",
    "fuzz",
    "templates",
    "docs",
    "issues",
    "README.md",
    "README.zh-CN.md",
    "pyproject.toml",
)
_UNTRIED = "not checked"
_ROW = re.compile(r"^\| `(?P<module>[^`]+)` \|(?P<cells>(?: +\d+ \|){6})")


@dataclass(frozen=True)
class Group:
    """Modules that share their tests; those that say the most come first, as one failure is enough."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS: Mapping[str, Group] = {
    "chain": Group(
        ("model/chain.py", "model/trail.py"),
        ("test_chain_faults.py", "test_trail.py", "test_attacks.py"),
    ),
    "workflow": Group(
        ("model/workflow.py", "model/guards.py", "model/gates.py"),
        ("test_workflow.py", "test_guards.py", "test_gates.py", "test_duties.py", "test_editing.py"),
    ),
    "gate": Group(
        ("store/gate.py", "store/gate_events.py", "store/gate_syntax.py", "store/gate_text.py"),
        ("test_gate_syntax.py", "test_gate.py", "test_typed.py", "test_yamlfile.py"),
    ),
    "merge": Group(
        (
            "model/merge/fields.py", "model/merge/histories.py", "model/merge/joining.py", "model/merge/lists.py",
            "model/merge/namesakes.py", "model/merge/rejoin.py", "store/merging.py",
        ),
        ("test_merge_told.py", "test_merge_evidence.py", "test_merge_rules.py"),
    ),
    "store": Group(
        ("store/files.py", "store/folder.py", "store/saving.py", "store/batch.py", "store/locks.py"),
        ("test_files.py", "test_saving.py", "test_folder.py", "test_batch.py", "test_locks.py"),
    ),
}  # fmt: skip


def main(wanted: Sequence[str]) -> int:
    """Run the groups asked for, or all; 1 where one of them is below `LEAST`."""
    asked = set(wanted) - {"--few"}
    few = ("*__mutmut_*3",) if "--few" in wanted else ()
    known = {module for group in GROUPS.values() for module in group.modules} | set(GROUPS)
    if asked - known:
        sys.stderr.write(f"not among {', '.join(sorted(known))}: {', '.join(sorted(asked - known))}\n")
        return 2
    figures = dict(_told())
    low = False
    for name, group in GROUPS.items():
        modules = tuple(one for one in group.modules if not asked or name in asked or one in asked)
        if modules:
            found = run(name, modules, group.tests, few)
            figures |= {one: ends for one, ends in found.items() if tried(ends) >= tried(figures.get(one, Counter()))}
            low = low or rate(sum(found.values(), Counter())) < LEAST
            sys.stdout.write(report(found))
            REPORT.write_text(report(figures), encoding="utf-8")
    return int(low)


def run(name: str, modules: Sequence[str], tests: Sequence[str], few: Sequence[str]) -> dict[str, Counter[str]]:
    """What became of the faults in each module; names of those that survived are printed."""
    place = ROOT / ".mutants" / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for one in _COPIED:
        copy = shutil.copytree if (ROOT / one).is_dir() else shutil.copy2
        copy(ROOT / one, place / one)
    for module in modules:
        _without_types(place / "src" / "ledger" / module)
    with (place / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(_settings(modules, tests))
    tool = Path(sys.executable).with_name("mutmut")
    plugins = os.environ | {"PYTHONPATH": str(ROOT / "tools"), "MUTANTS_FIRST": tests[0]}
    subprocess.run([tool, "run", *few, "--max-children", "2"], cwd=place, env=plugins, check=True)  # noqa: S603 - fixed
    return {module: _figures(place, module) for module in modules}


def _without_types(module: Path) -> None:
    """Take the names of types out of casts: they mean nothing when the program runs, so no fault can be put there."""
    text = module.read_text(encoding="utf-8")
    module.write_text(re.sub(r'\bcast\("[^"]*", ', "cast(None, ", text), encoding="utf-8")


def _settings(modules: Sequence[str], tests: Sequence[str]) -> str:
    """The same throws in every run of a property, or a fault survives by luck."""
    return f"""
[tool.mutmut]
source_paths = ["src"]
also_copy = {json.dumps([one for one in _COPIED if one not in {"src", "tests", "pyproject.toml"}])}
only_mutate = {json.dumps([f"src/ledger/{one}" for one in modules])}
pytest_add_cli_args_test_selection = {json.dumps([f"tests/{one}" for one in tests])}
pytest_add_cli_args = ["--hypothesis-seed=0", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "in_process"]
timeout_constant = 4.0
"""


def _figures(place: Path, module: str) -> Counter[str]:
    kept = json.loads((place / "mutants" / "src" / "ledger" / f"{module}.meta").read_text())
    ends = {name: status_by_exit_code[code] for name, code in kept["exit_code_by_key"].items()}
    for name, end in ends.items():
        if end not in {"killed", _UNTRIED}:
            sys.stdout.write(f"{end}: {name}\n")
    return Counter(ends.values())


def tried(ends: Counter[str]) -> int:
    """How many of the faults were put in."""
    return ends.total() - ends[_UNTRIED]


def rate(ends: Counter[str]) -> float:
    """The share of the faults tried that a test failed on. One that no test reaches counts as not noticed; so does one
    whose tests took too long, which on a busy machine says nothing.
    """
    return ends["killed"] / max(1, tried(ends))


def report(figures: Mapping[str, Counter[str]]) -> str:
    """The page of figures."""
    ordered = [one for group in GROUPS.values() for one in group.modules if one in figures]
    rows = [_row(f"`{one}`", figures[one]) for one in ordered]
    head = (
        "# Faults put into the core, and noticed\n\n"
        "Made by `make mutants` (`MODULE=model/chain.py` for one): mutmut 3.8, each fault by the tests of its own\n"
        "group, in one process; `tools/mutants.py` says which. Noticed are those that a test fails on; a fault that\n"
        "no test of the group reaches, or whose tests took too long (an endless loop, or a busy machine), is not.\n"
        "Where fewer were tried than there are, they are a sample: those whose numbers end in the same digits.\n\n"
        "| module | faults | tried | killed | timeouts | survived | not reached | noticed |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    return head + "".join((*rows, _row("all", sum(figures.values(), Counter()))))


def _row(name: str, ends: Counter[str]) -> str:
    known = (ends["killed"], ends["timeout"], ends["no tests"])
    cells = (ends.total(), tried(ends), ends["killed"], ends["timeout"], tried(ends) - sum(known), ends["no tests"])
    return f"| {name} | {' | '.join(map(str, cells))} | {rate(ends):.1%} |\n"


def _told() -> Iterator[tuple[str, Counter[str]]]:
    """The figures of the page as it stands, for the modules that aren't run this time."""
    for line in REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else ():
        if found := _ROW.match(line):
            faults, some, *cells = map(int, re.findall(r"\d+", found["cells"]))
            ends = dict(zip(("killed", "timeout", "survived", "no tests"), cells, strict=True))
            yield found["module"], Counter({**ends, _UNTRIED: faults - some})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

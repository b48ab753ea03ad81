"""Makes a ledger of any size to measure with: `bench/ledgers.py FOLDER COUNT [--git] [--seed N]`.

What `ledger init` lays out, then a register of three people and the units, then COUNT issues of about 90 lines with
evidence on the disk (`lives`). Every chain is sealed as the program seals it, so that `ledger check` and `ledger audit`
find late work there and nothing that is broken.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import lives
import repository

from ledger.model.ids import make_id
from ledger.store import yamlfile

SEED = 20_261_122

_SETTINGS = '[ledger]\ntitle = "某市督察整改台账"\nunit = "市整改办"\n'
_PEOPLE = """people:
  - id: zhangsan
    names: [张三]
    unit: 市水务局
    roles: [登记, 实施]
  - id: lisi
    names: [李四]
    unit: 市生态环境局
    roles: [验收, 督导]
  - id: wangwu
    names: [王五]
    unit: 市整改办
    roles: [销号, 审批]
"""
_ALIASES = {"市水务局": "市水利局", "市生态环境局": "市环保局", "市住建局": "市住房和城乡建设局"}


@dataclass(frozen=True, slots=True)
class Made:
    """How large a ledger has become, and which of its issues are in which state."""

    lines: int
    size: int
    ids: dict[str, tuple[str, ...]]

    @property
    def count(self) -> int:
        return sum(map(len, self.ids.values()))


def make(folder: Path, count: int, *, seed: int = SEED, git: bool = False) -> Made:
    """The ledger, in a folder that is not there yet or empty."""
    folder.mkdir(parents=True, exist_ok=True)
    _lay_out(folder)
    lines = size = 0
    ids: dict[str, list[str]] = {"open": [], "in-progress": [], "verified": [], "closed": []}
    gc.disable()  # nothing here runs in circles, and the collector would look at every tree again
    for number in range(1, count + 1):
        name = make_id("ISSUE", number)
        life = lives.live(name, seed)
        data = yamlfile.dump_new(life.record)
        (folder / f"issues/{name}.yaml").write_bytes(data)
        for path, proof in life.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(proof)
        ids[str(life.record["status"])].append(name)
        lines, size = lines + data.count(b"\n"), size + len(data)
    gc.enable()
    if git:
        repository.commit(folder)
    return Made(lines, size, {status: tuple(names) for status, names in ids.items()})


def _lay_out(folder: Path) -> None:
    """What every ledger has from `init`, and the registers."""
    words = ("init", "--title", "某市督察整改台账", "--unit", "市整改办")
    subprocess.run([sys.executable, "-m", "ledger", *words], cwd=folder, check=True, capture_output=True)
    (folder / "ledger.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "people.yaml").write_text(_PEOPLE, encoding="utf-8")
    named = (*lives.UNITS, lives.ACCEPTS[1], lives.CLOSES[1])
    entries = [
        f"  - name: {name}\n" + (f"    aliases: [{_ALIASES[name]}]\n" if name in _ALIASES else "") for name in named
    ]
    (folder / "units.yaml").write_text("units:\n" + "".join(entries), encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Make one and say what it is."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("count", type=int)
    asked.add_argument("--git", action="store_true", help="commit it")
    asked.add_argument("--seed", type=int, default=SEED)
    told = asked.parse_args(words)
    made = make(told.folder, told.count, seed=told.seed, git=told.git)
    states = Counter({status: len(names) for status, names in made.ids.items()})
    print(f"{made.count:,} issues, {made.lines / made.count:.0f} lines and {made.size / made.count:,.0f} bytes each")
    print(", ".join(f"{often:,} {status}" for status, often in states.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Anybody does anything to a ledger, on any day, by command, by hand and by git; beside it a table of what must be so.

Each command is the whole program: a process of its own (`faulted.Server`), or run after run in one
(`same_process.Runs`). What is refused must change nothing; what the table says must be
allowed must be allowed, and what it says must be refused must be refused. After every step each file is valid, each
chain is sound but for the hand edits that nobody signed yet, and the ledger says what the table says.
"""

from __future__ import annotations

import copy
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import house
from fault_commands import git
from faulted import Ended
from ledger.store import folder as store
from ledger.store.workspace import Workspace

BEGIN = date(2026, 3, 2)
REFUSED = {2, 4, 5, 6}
REGIONS = ("甲镇", "乙镇", "丙镇")
steps = Counter[str]()
"""How often each thing was tried, and done."""

whom = st.integers(0, 5)
"""Which issue, counted around."""
ago = st.sampled_from((0, 0, 0, 0, 3, 30))
"""How many days before today a thing is said to have been done."""


@dataclass
class Known:
    """What the table knows of an issue."""

    status: str
    last: date
    region: str
    on_disk: str
    cycle: int = 1
    done: bool = False
    proofs: int = 0
    said: list[str] = field(default_factory=list)
    steps: int = 1
    void: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether somebody changed the file, and nobody has signed for it."""
        return self.region != self.on_disk


class Program(Protocol):
    """Whatever runs `ledger` with some words, in a folder, on a day."""

    def run(self, words: tuple[str, ...], folder: Path, day: str, /) -> Ended: ...


class Hands(RuleBasedStateMachine):
    """The ledger and its table. `server` is set by whoever runs it."""

    server: Program

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="hands-"))
        self.folder = self.place / "ledger"
        for name, text in (("ledger", house.SETTINGS), ("people", house.PEOPLE), ("units", house.UNITS)):
            house.put(self.folder / f"{name}.{'toml' if name == 'ledger' else 'yaml'}", text.encode())
        (self.folder / "issues").mkdir()
        self.today, self.latest = BEGIN, BEGIN
        self.table: dict[str, Known] = {}
        self.used, self.made, self.in_git = 0, 0, False
        self.commits: list[tuple[str, dict[str, Known]]] = []

    def teardown(self) -> None:
        ended = self.server.run(("validate",), self.folder, self.latest.isoformat())
        shutil.rmtree(self.place)
        assert ended["code"] == (0 if self.table else 5) or any(one.by_hand for one in self.table.values()), ended

    @initialize(in_git=st.booleans())
    def begin(self, *, in_git: bool) -> None:
        self.in_git = in_git
        self.new()
        if in_git:
            git(self.folder, "init", "-q")
            self.commit()

    # --- what is tried ---

    def act(self, *words: str, must: bool | None = None, back: int = 0) -> bool:
        """Whether it was done. `must`: whether it has to be; None where the table doesn't know."""
        before = house.contents(self.folder)
        day = self.today - timedelta(days=back)
        dated = ("--as-of", day.isoformat()) if back else ()
        ended = self.server.run((*words, *dated), self.folder, self.today.isoformat())
        code, said = ended["code"], ended["said"]
        assert code == 0 or code in REFUSED, (words, code, said)
        assert must is None or must == (code == 0), (words, dated, code, said, self.table)
        if code:
            assert said.strip(), words
            assert house.contents(self.folder) == before, f"refused, and yet something changed: {words}"
        steps["tried"] += 1
        steps[f"{words[0]}{' --fail' if '--fail' in words else ''} {'done' if code == 0 else 'refused'}"] += 1
        return code == 0

    def one(self, which: int) -> tuple[str, Known]:
        name = sorted(self.table)[which % len(self.table)]
        return name, self.table[name]

    def move(
        self, which: int, words: tuple[str, ...], sources: set[str], back: int, *, also: bool | None = True
    ) -> bool:
        """A step from one status to another; `also` is what else has to be so."""
        name, known = self.one(which)
        must: bool | None = False
        if known.status in sources and not known.by_hand and not known.void:
            must = also
            if back or self.today < known.last:  # a day before the last event: some may be, some may not
                must = None if also is not False else False
        if not self.act(words[0], name, *words[1:], must=must, back=back):
            return False
        known.last = max(known.last, self.today - timedelta(days=back))
        known.steps += 1
        return True

    # --- the steps ---

    @precondition(lambda self: len(self.table) < 6)
    @rule()
    def new(self) -> None:
        self.made += 1
        plan = ("责任单位=县水务局", "督导单位=县整改办", "整改目标=消除", "整改时限=2027年12月底前")
        measure = ("plan.measures.1.number=1", "plan.measures.1.text=清淤", f"行政区域={REGIONS[0]}")
        settings = [word for one in (*plan, *measure) for word in ("--set", one)]
        assert self.act("new", f"第{self.made}个问题", *settings, "--as", "zhang", must=True)
        self.used += 1
        self.table[f"ISSUE-{self.used:03d}"] = Known("open", self.today, REGIONS[0], REGIONS[0])

    @rule(which=whom, back=ago, who=st.sampled_from(("qian", "zhang", "stranger")))
    def start(self, which: int, back: int, who: str) -> None:
        if self.move(which, ("start", "--as", who), {"open"}, back, also=who != "stranger"):
            self.one(which)[1].status = "in-progress"

    @rule(which=whom)
    def go_on(self, which: int) -> None:
        """What comes next for an issue: few would get as far as 销号 if nobody meant them to."""
        known = self.one(which)[1]
        if known.status == "open":
            self.start(which=which, back=0, who="qian")
        elif known.status == "verified":
            self.close(which=which, back=0, who="wang")
        elif known.status == "closed":
            self.reopen(which=which, back=0, why="回头看发现反弹")
        elif not known.done:
            self.work(which=which, undo=False)
        elif not known.proofs:
            self.prove(which=which)
        else:
            self.verify(which=which, back=0, who="li")

    @rule(which=whom)
    def tell(self, which: int) -> None:
        name, known = self.one(which)
        text = f"第{steps['tried']}次填报"
        if self.act("progress", name, "-m", text, "--as", "qian", must=False if known.by_hand or known.void else None):
            known.said.append(text)
            known.steps += 1
            known.last = max(known.last, self.today)

    @rule(which=whom, undo=st.booleans())
    def work(self, which: int, *, undo: bool) -> None:
        name, known = self.one(which)
        words = ("progress", name, "--measure", "1", "--undone" if undo else "--done", "--as", "qian")
        if self.act(*words, must=False if known.by_hand or known.void else None):
            known.done = not undo
            known.steps += 1
            known.last = max(known.last, self.today)

    @rule(which=whom)
    def prove(self, which: int) -> None:
        name, known = self.one(which)
        photo = house.put(self.place / f"{steps['tried']}.jpg", house.PHOTO + str(steps["tried"]).encode())
        words = ("evidence", "add", name, str(photo), "-k", "照片", "--as", "qian")
        if self.act(*words, must=False if known.by_hand or known.void else None):
            known.proofs += 1
            known.steps += 1
            known.last = max(known.last, self.today)

    @rule(which=whom, back=ago, who=st.sampled_from(("li", "li", "qian")))
    def verify(self, which: int, back: int, who: str) -> None:
        known = self.one(which)[1]
        ready = known.done and known.proofs > 0 and who == "li"
        also = None if ready and known.cycle > 1 else ready
        if self.move(which, ("verify", "--as", who), {"in-progress"}, back, also=also):
            known.status = "verified"

    @rule(which=whom, back=ago)
    def fail(self, which: int, back: int) -> None:
        words = ("verify", "--fail", "--why", "仍有异味", "--as", "li")
        if self.move(which, words, {"in-progress", "verified"}, back, also=None):
            self.one(which)[1].status = "in-progress"

    @rule(which=whom, back=ago, who=st.sampled_from(("wang", "wang", "zhang")))
    def close(self, which: int, back: int, who: str) -> None:
        if self.move(which, ("close", "--as", who), {"verified"}, back, also=None if who == "wang" else False):
            self.one(which)[1].status = "closed"

    @rule(which=whom, back=ago, why=st.sampled_from(("回头看发现反弹", " ")))
    def reopen(self, which: int, back: int, why: str) -> None:
        also = bool(why.strip()) or False
        if self.move(which, ("reopen", "--why", why, "--as", "wang"), {"closed"}, back, also=also):
            known = self.one(which)[1]
            known.status, known.cycle, known.proofs = "in-progress", known.cycle + 1, 0

    @rule(which=whom, region=st.sampled_from(REGIONS))
    def edit(self, which: int, region: str) -> None:
        name, known = self.one(which)
        must = False if known.by_hand and region != known.on_disk else None
        if (
            self.act("edit", name, "--set", f"行政区域={region}", "--as", "zhang", must=must)
            and region != known.on_disk
        ):
            known.region = known.on_disk = region
            known.steps += 1
            known.last = max(known.last, self.today)

    @rule(which=whom, region=st.sampled_from(REGIONS))
    def edit_by_hand(self, which: int, region: str) -> None:
        name, known = self.one(which)
        path = self.folder / f"issues/{name}.yaml"
        path.write_text(re.sub(r"(?m)^region: .*$", f"region: {region}", path.read_text("utf-8")), "utf-8")
        known.on_disk = region
        steps["tried"] += 1

    @rule(which=whom)
    def adopt(self, which: int) -> None:
        name, known = self.one(which)
        must = False if not known.by_hand or known.status in {"verified", "closed"} or known.void else None
        if self.act("adopt", name, "--why", "区划调整", "--as", "zhao", must=must):
            known.region = known.on_disk
            known.steps += 1
            known.last = max(known.last, self.today)

    @precondition(lambda self: sum(not one.void for one in self.table.values()) > 3)
    @rule(which=whom)
    def void(self, which: int) -> None:
        name, known = self.one(which)
        if self.act("void", name, "--why", "重复登记", "--as", "zhao", must=False if known.void else None):
            known.void = True
            known.steps += 1
            known.last = max(known.last, self.today)

    @rule(days=st.sampled_from((1, 1, 7, 40, 400, -5)))
    def clock_jumps(self, days: int) -> None:
        self.today = min(max(BEGIN, self.today + timedelta(days=days)), date(2035, 1, 1))
        self.latest = max(self.latest, self.today)
        steps["tried"] += 1

    @precondition(lambda self: self.in_git)
    @rule()
    def commit(self) -> None:
        name = f"at-{len(self.commits)}"
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", name)
        git(self.folder, "branch", name)
        self.commits.append((name, copy.deepcopy(self.table)))
        steps["tried"] += 1

    @precondition(lambda self: len(self.commits) > 1)
    @rule(which=st.integers(0, 20))
    def check_out(self, which: int) -> None:
        """What is not committed is committed first; then the ledger is as it once was."""
        self.commit()
        name, then = self.commits[which % len(self.commits)]
        git(self.folder, "checkout", "-q", "--detach", name)
        self.table = copy.deepcopy(then)
        steps["tried"] += 1

    # --- what is always so ---

    @invariant()
    def the_ledger_says_what_the_table_says(self) -> None:
        found = store.scan(Workspace(self.folder), chains=True)
        unsigned = {one.issue for one in found.problems if one.rule == "unsigned-change"}
        assert [one for one in found.problems if one.rule != "unsigned-change"] == []
        faulty = {one.issue.id for one in found.stored for fault in one.chain if fault.rule == "unsigned-change"}
        others = [fault for one in found.stored for fault in one.chain if fault.rule != "unsigned-change"]
        assert others == []
        assert unsigned | faulty == {name for name, one in self.table.items() if one.by_hand}
        assert {one.issue.id for one in found.stored} == set(self.table)
        for stored in found.stored:
            issue, known = stored.issue, self.table[stored.issue.id]
            assert (issue.status, issue.cycle, issue.region) == (known.status, known.cycle, known.on_disk)
            assert len(issue.history) == known.steps
            told = [one.text for one in issue.progress if one.text and one.text.endswith("次填报")]
            assert told == known.said, (told, known)
            assert (issue.void is not None) == known.void

"""Many hands on one ledger: `make stress`, `hands.py 20` (rounds).

Eight workers act at once on one ledger in git, fifty commands each a round: new, progress, edit, verify, close,
import --apply, mostly on the same few issues. Every command is a process of its own (forked from a worker that has the
program loaded, so that a start costs nothing), with the very entry point that users call. In each round one worker is
killed (KILL) in the middle of whatever it does. After each round every command that said 0 must have left its mark
exactly once, no number and no uid may be there twice, no file may be invalid, no lock or journal left over, the audit
must be clean, and every other exit code must be one that the house knows, with words. Exit code 1 if anything fails.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import house
import ledger
from fault_commands import PLAN as PUBLISHED
from ledger import __main__ as program
from ledger.model.issue import Issue
from ledger.store import folder, numbers
from ledger.store.workspace import Workspace

WORKERS, OPERATIONS, ROUNDS, FIRST_SEED = 8, 50, 20, 20_261_122
EXPLAINED = {1, 2, 3, 4, 6}
"""What a command may answer besides 0 while others work: no, wrongly asked, not there (any more), refused, busy."""
A_LEDGER = 5
"""Rounds on one ledger: after 2,000 commands its few shared issues are nearly as large as an issue may be (256 KB)."""
READY = 6
"""Issues a round that wait to be verified and closed."""
PLAN = PUBLISHED.replace("20_年", "2026年")
"""A plan all of whose items can be read."""
ITEM = re.compile("(问题[0-9]：).+")
"""The finding of every item of the plan that is imported."""
OLD = 4
"""Issues that are there from the beginning and that everybody reports on and edits."""


@dataclass(frozen=True)
class Said:
    """A command with its mark, and what came of it."""

    kind: str
    mark: str
    code: int
    words: str


class Place:
    """One ledger, with what the workers write down beside it."""

    def __init__(self, root: Path) -> None:
        self.root, self.notes = root / "ledger", root / "notes"
        self.notes.mkdir(parents=True)
        house.put(self.root / "ledger.toml", house.SETTINGS.encode())
        house.put(self.root / "people.yaml", house.PEOPLE.encode())
        house.put(self.root / "units.yaml", house.UNITS.encode())
        house.put(self.root / ".gitignore", b".ledger/\n")
        for number in range(1, OLD + 1):
            text = house.LATE.replace("ISSUE-001", f"ISSUE-{number:03d}").replace("0001-4000", f"{number:04d}-4000")
            house.put(self.root / f"issues/ISSUE-{number:03d}.yaml", text.encode())
        self.git("init", "-q")
        self.commit()

    def git(self, *words: str) -> None:
        named = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *named, *words], cwd=self.root, check=True, capture_output=True)  # noqa: S607 - as found

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "stand")

    def ready(self) -> list[str]:
        """New issues whose work is done: evidence is there, nobody has verified it."""
        taken = [int(found[1]) for name in numbers.ever_used(Workspace(self.root)) if (found := _NUMBER.match(name))]
        made = []
        for number in range(max(taken) + 1, max(taken) + 1 + READY):
            text = house.finished(number, f"完工{number}", "in-progress")
            lines = [one for one in text.splitlines() if "move: verify" not in one]
            kept = "\n".join(one for one in lines if one != "verifications:" and "result: 通过" not in one) + "\n"
            house.put(self.root / f"issues/ISSUE-{number:03d}.yaml", kept.encode())
            house.put(self.root / f"evidence/ISSUE-{number:03d}/after.jpg", house.PHOTO)
            made.append(f"ISSUE-{number:03d}")
        return made


_MARK = re.compile(r"轮\d+人\d+号\d\d")
_NUMBER = re.compile(r"ISSUE-([0-9]+)")


def run(place: Place, words: list[str]) -> tuple[int, str]:
    """One command in a process of its own; its exit code and what it said on stderr."""
    heard = place.notes / f"{os.getpid()}.err"
    child = os.fork()
    if child == 0:
        code = 70
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            said = os.open(heard, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            for target, source in ((0, nothing), (1, nothing), (2, said)):
                os.dup2(source, target)
            sys.stdout, sys.stderr = open(1, "w", encoding="utf-8"), open(2, "w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
            sys.argv = ["ledger", *words]
            program.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        finally:
            with contextlib.suppress(Exception):
                sys.stderr.flush()
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), heard.read_text("utf-8", "replace")


def command(dice: random.Random, mark: str, ready: list[str], plan: Path) -> tuple[str, list[str]]:
    """What somebody does next, bearing a mark that nothing else bears."""
    old = f"ISSUE-{dice.randint(1, OLD):03d}"
    kind = dice.choices(("new", "progress", "edit", "verify", "close", "import"), (10, 45, 25, 8, 8, 4))[0]
    if kind == "new":
        return kind, ["new", mark, "--set", "source.received=2026-05-20", "--as", "zhang"]
    if kind == "progress":
        return kind, ["progress", old, "--text", mark, "--as", "qian"]
    if kind == "edit":
        return kind, ["edit", old, "--set", f"region={mark}", "--why", mark, "--as", "zhang"]
    if kind == "verify":
        return kind, ["verify", dice.choice(ready), "--why", mark, "--as", "li"]
    if kind == "close":
        return kind, ["close", dice.choice(ready), "--why", mark, "--as", "wang"]
    plan.write_text(published(dice, mark), "utf-8")
    return kind, ["import", str(plan), "--apply", "--force", "--as", "zhang"]


def published(dice: random.Random, mark: str) -> str:
    """A plan of an office of its own, about things that no other is about: one like it would be taken for its revision,
    which changes nothing.
    """

    def other(item: re.Match[str]) -> str:
        return f"{item[1]}{mark}，{''.join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(40))}。"

    return ITEM.sub(other, PLAN).replace("江原市", f"{mark}市")


def work(place: Place, seed: int, name: str, ready: list[str], log: Path) -> None:
    """What one worker does in a round; written down before and after each command."""
    dice = random.Random(seed)  # noqa: S311 - the same commands each time
    os.environ |= {"LEDGER_DIR": str(place.root), "LEDGER_TODAY": house.DAY, "LEDGER_LANG": "zh"}
    with log.open("w", encoding="utf-8", buffering=1) as notes:
        for at in range(OPERATIONS):
            mark = f"{name}号{at:02d}"
            kind, words = command(dice, mark, ready, place.notes / f"{name}.txt")
            notes.write(json.dumps([kind, mark, "begun", ""]) + "\n")
            code, said = run(place, words)
            notes.write(json.dumps([kind, mark, code, said]) + "\n")


def one_round(place: Place, number: int, found: Counter[str]) -> list[str]:
    """A round: everybody works, one is killed. What is wrong afterwards."""
    ready = place.ready()
    dice = random.Random(FIRST_SEED + number)  # noqa: S311 - as above
    logs = [place.notes / f"{number}-{worker}.log" for worker in range(WORKERS)]
    started = [_start(place, number, worker, ready, log) for worker, log in enumerate(logs)]
    victim = dice.randrange(WORKERS)
    _kill_at_work(started[victim], logs[victim], dice)
    for child in started:
        os.waitpid(child, 0)
    told = [json.loads(line) for log in logs for line in log.read_text("utf-8").splitlines()]
    ended = {mark: Said(kind, mark, code, said) for kind, mark, code, said in told if code != "begun"}
    open_ones = {mark for _, mark, code, _ in told if code == "begun"} - ended.keys()
    found.update(f"{one.kind}: exit {one.code}" for one in ended.values())
    found["operations"] += len(ended) + len(open_ones)
    found["killed in the middle"] += len(open_ones)
    return [*_against_words(ended.values()), *_against_files(place, ended, open_ones)]


def _start(place: Place, number: int, worker: int, ready: list[str], log: Path) -> int:
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            work(place, FIRST_SEED + 1000 * number + worker, f"轮{number}人{worker}", ready, log)
        finally:
            os._exit(0)
    return child


def _kill_at_work(child: int, log: Path, dice: random.Random) -> None:
    """Once the worker has done some of its work, it dies with the command that it is at."""
    some = dice.randrange(5, OPERATIONS)
    while not log.exists() or log.read_bytes().count(b"begun") < some:
        time.sleep(0.005)
    time.sleep(dice.random() * 0.1)
    os.killpg(child, signal.SIGKILL)


def _against_words(ended: Iterable[Said]) -> list[str]:
    """A refusal has an exit code that the house knows, and says why."""
    return [
        f"{one.kind} {one.mark}: exit {one.code}, {one.words[-300:]!r}"
        for one in ended
        if one.code != 0 and (one.code not in EXPLAINED or not one.words.strip() or "Traceback" in one.words)
    ]


def _against_files(place: Place, ended: dict[str, Said], open_ones: set[str]) -> list[str]:
    """Every mark is there as often as it must be; ids and uids once; everything valid; nothing left over."""
    wrong = []
    for words in (["validate"], ["audit"], ["check", "--fail-on", "invalid"]):
        code, said = run(place, words)
        if code not in ({0, 1} if words[0] == "check" else {0}):
            wrong.append(f"{words}: exit {code}: {said[-500:]}")
    scan = folder.scan(Workspace(place.root))
    wrong += [f"invalid: {one}" for one in scan.problems]
    marks = Counter(mark for issue in scan.issues for mark in _marks(issue))
    for mark, one in ended.items():
        wanted = 0 if one.code else len(ITEM.findall(PLAN)) if one.kind == "import" else 1
        if marks[mark] != wanted:
            wrong.append(f"{one.kind} {mark} said {one.code} and is there {marks[mark]} times")
    wrong += [
        f"{mark} of a killed command is there {marks[mark]} times"
        for mark in open_ones
        if marks[mark] > len(ITEM.findall(PLAN))
    ]
    uids = Counter(one.uid for one in scan.issues)
    wrong += [f"uid {uid} is there {often} times" for uid, often in uids.items() if often > 1]
    state = place.root / ".ledger"
    wrong += [f"left over: {path}" for path in (*state.glob("batch.json"), *(state / "locks").glob("*"))]
    return wrong


def _marks(issue: Issue) -> Iterator[str]:
    """Every mark in an issue, once for each command that left it there."""
    texts = [issue.source.finding or issue.title, *(one.text for one in issue.progress)]
    texts += [step.why or "" for step in issue.history if step.move in {"edit", "amend", "verify", "close"}]
    for text in texts:
        yield from _MARK.findall(text)


def main() -> int:
    """Play the rounds, print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for module in pkgutil.walk_packages(ledger.__path__, "ledger."):
        importlib.import_module(module.name)  # loaded once, for all the commands that are forked
    found: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as where:
        for number in range(rounds):
            if number % A_LEDGER == 0:
                place = Place(Path(where, str(number)))
            began = time.perf_counter()
            wrong += one_round(place, number, found)
            place.commit()
            print(
                f"round {number + 1}: {time.perf_counter() - began:.0f} s, wrong so far: {len(wrong)}",
                *wrong[-3:],
                flush=True,
            )
    for what, often in sorted(found.items()):
        print(f"{often:7,}  {what}")
    print(*wrong[:20], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

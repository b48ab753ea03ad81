"""Made-up histories of one issue on several branches, as git keeps them: acts, comments, merges, rebases, picks.

Everything is written as the store writes it (events sealed, texts changed in place). A branch is a file's text at a
commit; where branches come together, the base is found as git finds it, a virtual one included.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import cast

from ledger.model import trail
from ledger.model.issue import FIELD_ORDER
from ledger.model.trail import Branch, Node
from ledger.store import gate, merging, yamlfile
from ledger.store.merging import Outcome, Versions

BEIJING = timezone(timedelta(hours=8))
BEGIN = datetime(2026, 5, 4, 9, tzinfo=BEIJING)
PEOPLE = ("zhang", "li", "wang")
FILE = "issues/ISSUE-001.yaml"
START: Branch = {
    "id": "ISSUE-001",
    "uid": "5b1c8f0e-0001-4000-8000-000000000001",
    "title": "红旗河水质超标",
    "status": "in-progress",
    "region": "红旗镇",
    "fields": ["水"],
    "source": {"kind": "信访", "batch": "第21批", "received": "2026-01-04"},
    "plan": {
        "goal": "水质达到Ⅲ类",
        "responsible_units": ["县水务局"],
        "supervisor_units": ["市生态环境局"],
        "person": "qian",
        "deadline": {"text": "2026年6月底前", "due": "2026-06-30"},
        "measures": [{"number": "1", "text": "清淤 3 公里"}, {"number": "2", "text": "封堵直排口"}],
    },
    "progress": [{"month": "2026-04", "date": "2026-04-25", "by": "qian", "text": "已清淤 1 公里"}],
    "history": [
        {"move": "register", "after": "open", "by": "zhang", "date": "2026-01-05", "at": "2026-01-05T09:00:00+08:00"},
        {
            "move": "start", "before": "open", "after": "in-progress", "by": "zhang", "date": "2026-01-12",
            "at": "2026-01-12T09:00:00+08:00",
        },
    ],
}  # fmt: skip


def read(data: bytes) -> Branch:
    """The texts of a file."""
    found = gate.read(data, FILE)
    assert isinstance(found, gate.Tree), found
    return found.data


def sealed(record: Branch) -> Branch:
    """The record with its history joined to a chain."""
    whole: Branch = {**record, "history": []}
    for event in trail.events(record):
        whole = trail.seal(None, {**whole, "history": cast("Node", [*trail.events(whole), event])}, 1)
    return whole


def first() -> bytes:
    """The issue before anybody branched off, with a few comments."""
    text = yamlfile.dump_new(sealed(START), "# 台账").decode()
    return (
        text.replace("region: 红旗镇", "region: 红旗镇  # 属地")
        .replace("  measures:", "  # 措施\n  measures:")
        .encode()
    )


@dataclass
class Town:
    """Who acts, when: every act is later than the one before it, wherever it was made."""

    dice: random.Random
    clock: datetime = BEGIN
    serial: int = 0

    def act(self, data: bytes, move: str, change: Callable[[Branch], None], after: str | None = None) -> bytes:
        """The file after a signed act."""
        before = read(data)
        record = _copied(before)
        change(record)
        status = str(before["status"])
        record["status"] = after or status
        self.clock += timedelta(minutes=self.dice.randint(0, 600))
        event: Branch = {
            "move": move, "before": status, "after": after or status, "by": self.dice.choice(PEOPLE),
            "date": self.clock.date().isoformat(), "at": self.clock.isoformat(),
        }  # fmt: skip
        whole = trail.seal(before, {**record, "history": cast("Node", [*trail.events(before), event])}, 1)
        return yamlfile.rewrite(data, before, whole, order=FIELD_ORDER)

    def word(self) -> str:
        """Something that nobody else says."""
        self.serial += 1
        return f"第{self.serial}稿"

    def any_act(self, data: bytes) -> bytes:
        """What somebody may do next."""
        return self.dice.choice(ACTS)(self, data)


def _copied(record: Branch) -> Branch:
    return read(yamlfile.dump_new(record, None))


def _block(record: Branch, key: str) -> Branch:
    found = record[key]
    assert isinstance(found, dict)
    return found


def _list(record: Branch, key: str) -> list[Node]:
    found = record.setdefault(key, [])
    assert isinstance(found, list)
    return found


def edit(field: str) -> Callable[[Town, bytes], bytes]:
    """Say something else in one field, or take it away where it may be empty."""

    def made(town: Town, data: bytes) -> bytes:
        def change(record: Branch) -> None:
            *way, last = field.split(".")
            for step in way:
                record = _block(record, step)
            record[last] = town.dice.choice(("甲", "乙", town.word()))

        return town.act(data, "edit", change)

    return made


def report(town: Town, data: bytes) -> bytes:
    """Report the month's work."""
    entry: Branch = {"month": "2026-05", "date": town.clock.date().isoformat(), "by": "qian", "text": town.word()}
    return town.act(data, "progress", lambda record: _list(record, "progress").append(cast("Node", entry)))


def measure(town: Town, data: bytes) -> bytes:
    """Change, finish or add a measure."""
    kind = town.dice.choice(("text", "done_on", "add"))

    def change(record: Branch) -> None:
        listed = _list(_block(record, "plan"), "measures")
        if kind == "add":
            numbers = {one.get("number") for one in listed if isinstance(one, dict)}
            listed.append({"number": str(next(n for n in range(1, 99) if str(n) not in numbers)), "text": town.word()})
            return
        one = town.dice.choice(listed)
        assert isinstance(one, dict)
        one[kind] = town.word() if kind == "text" else town.clock.date().isoformat()

    return town.act(data, "edit", change)


def words(town: Town, data: bytes) -> bytes:
    """Put a word into a list, or take one out."""

    def change(record: Branch) -> None:
        listed = _list(record, "fields")
        if len(listed) > 1 and town.dice.random() < 0.4:
            listed.remove(town.dice.choice(listed))
        else:
            new = [one for one in ("大气", "土壤", "噪声", "固体废物", "海洋") if one not in listed]
            listed += new[:1] if not new else [town.dice.choice(new)]

    return town.act(data, "edit", change)


def evidence(town: Town, data: bytes) -> bytes:
    """Put a file on record, named as a camera names it: another branch may have another one of that name."""
    town.serial += 1
    entry: Branch = {
        "path": "", "sha256": f"{town.serial:064x}", "size": "9",
        "date": town.clock.date().isoformat(), "kind": "整改后照片", "by": "zhang",
    }  # fmt: skip

    def change(record: Branch) -> None:
        listed = _list(record, "evidence")
        listed.append({**entry, "path": f"evidence/ISSUE-001/IMG_{len(listed) + 1:04d}.jpg"})

    return town.act(data, "evidence", change)


def extend(town: Town, data: bytes) -> bytes:
    """Ask for more time, or approve what was asked for."""

    def change(record: Branch) -> None:
        open_ones = [one for one in _list(record, "extensions") if isinstance(one, dict) and "approver" not in one]
        if open_ones and town.dice.random() < 0.7:
            open_ones[0] |= {"approved_on": town.clock.date().isoformat(), "approver": "zhao", "document": town.word()}
        else:
            day = town.clock.date().isoformat()
            _list(record, "extensions").append(
                {"requested_on": day, "by": "qian", "reason": town.word(), "new_due": "2026-09-30"}
            )

    return town.act(data, "extend", change)


def comment(town: Town, data: bytes) -> bytes:
    """Write a comment into the file: no act, and nobody signs it."""
    lines = data.decode().splitlines(keepends=True)
    at = town.dice.choice([n for n, line in enumerate(lines) if line[0].isalpha()])
    lines.insert(at, f"# {town.word()}\n")
    return "".join(lines).encode()


def verdict(town: Town, data: bytes) -> bytes:
    """Draw a conclusion, or take one back, as the state allows."""
    now = str(read(data)["status"])
    day = town.clock.date().isoformat()

    def verification(result: str) -> Callable[[Branch], None]:
        entry: Branch = {"date": day, "by": "li", "unit": "市生态环境局", "result": result}
        return lambda record: _list(record, "verifications").append(cast("Node", entry))

    if now == "in-progress":
        return town.act(data, "verify", verification("通过"), "verified")
    if now == "verified" and town.dice.random() < 0.5:
        return town.act(data, "fail", verification("不通过"), "in-progress")
    if now == "verified":
        closure: Branch = {"date": day, "by": "wang", "unit": "县整改办"}
        return town.act(data, "close", lambda record: _list(record, "closures").append(cast("Node", closure)), "closed")
    return town.act(data, "reopen", _next_cycle, "in-progress")


def _next_cycle(record: Branch) -> None:
    record["cycle"] = str(int(str(record.get("cycle") or "1")) + 1)


ACTS: tuple[Callable[[Town, bytes], bytes], ...] = (
    *map(edit, ("title", "region", "plan.goal", "plan.person", "plan.deadline.note", "source.item")),
    *(report, report, measure, measure, measure, words, words, evidence, evidence, extend, comment, comment, verdict),
)  # fmt: skip


@dataclass(frozen=True)
class Commit:
    """A file's text, and the commits that it comes from."""

    data: bytes
    parents: tuple[int, ...] = ()


@dataclass
class Repository:
    """Commits by number, and what happened whenever two of them were brought together."""

    town: Town
    commits: list[Commit] = field(default_factory=lambda: [Commit(first())])
    meetings: list[tuple[Versions, Outcome]] = field(default_factory=list)

    def commit(self, parent: int, times: int = 1) -> int:
        """Some acts on top of a commit, each a commit of its own."""
        for _ in range(times):
            parent = self._add(Commit(self.town.any_act(self.commits[parent].data), (parent,)))
        return parent

    def merge(self, ours: int, theirs: int) -> int | None:
        """The commit that joins two; None where a person has to decide."""
        before, after = self._ancestors(ours), self._ancestors(theirs)
        if theirs in before:
            return ours
        if ours in after:
            return theirs
        done = self._bring(self._base(ours, theirs), self.commits[ours].data, self.commits[theirs].data)
        return self._add(Commit(done.data, (ours, theirs))) if done.clean else None

    def pick(self, onto: int, picked: int) -> int | None:
        """A commit made again on another branch, as `cherry-pick` and each step of `rebase` do it."""
        one = self.commits[picked]
        done = self._bring(self.commits[one.parents[0]].data, self.commits[onto].data, one.data)
        return self._add(Commit(done.data, (onto,))) if done.clean else None

    def _add(self, commit: Commit) -> int:
        self.commits.append(commit)
        return len(self.commits) - 1

    def _bring(self, base: bytes, ours: bytes, theirs: bytes) -> Outcome:
        if theirs in (ours, base):
            return Outcome(ours, clean=True)
        if ours == base:
            return Outcome(theirs, clean=True)
        versions = Versions(base, ours, theirs, FILE)
        done = merging.merge(versions)
        self.meetings.append((versions, done))
        return done

    def _ancestors(self, of: int) -> set[int]:
        found, waiting = set[int](), [of]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += self.commits[one].parents
        return found

    def _base(self, ours: int, theirs: int) -> bytes:
        """The text where two branches part; where that is in several places, those brought together, as git does it."""
        common = self._ancestors(ours) & self._ancestors(theirs)
        behind = {before for one in common for before in self._ancestors(one) - {one}}
        best = sorted(common - behind)
        data = self.commits[best[0]].data
        for other in best[1:]:
            data = self._bring(self._base(best[0], other), data, self.commits[other].data).data
        return data


def histories(dice: random.Random) -> Repository:
    """One made-up history: two or three branches, and one of the ways in which branches meet."""
    made = Repository(Town(dice))
    root = made.commit(0, dice.randint(0, 2))
    one, other = (made.commit(root, dice.randint(1, 3)) for _ in range(2))
    WAYS[dice.choice([*WAYS])](made, root, one, other)
    return made


def merging_twice(made: Repository, root: int, one: int, other: int) -> None:
    """A third branch joins what two others became."""
    third = made.commit(root, made.town.dice.randint(1, 2))
    if (joined := made.merge(one, other)) is not None and (whole := made.merge(joined, third)) is not None:
        made.commit(whole)


def crossing(made: Repository, root: int, one: int, other: int) -> None:
    """Each merges the other, goes on, and then they merge again."""
    del root
    left, right = made.merge(one, other), made.merge(other, one)
    if left is not None and right is not None:
        made.merge(made.commit(left, 2), made.commit(right, 2))


def rebasing(made: Repository, root: int, one: int, other: int) -> None:
    """A branch is put on top of the other, commit by commit, and merged."""
    onto: int | None = other
    for picked in _line(made, root, one):
        onto = made.pick(onto, picked) if onto is not None else None
    if onto is not None:
        made.merge(made.commit(other), onto)


def picking(made: Repository, root: int, one: int, other: int) -> None:
    """A commit is picked, it may be not the first one; later the branch is merged whole."""
    picked = made.town.dice.choice(list(_line(made, root, one)))
    onto = made.pick(other, picked)
    if onto is not None:
        made.merge(made.commit(onto), made.commit(one))


def _line(made: Repository, root: int, tip: int) -> Iterable[int]:
    found: list[int] = []
    while tip != root:
        found.append(tip)
        tip = made.commits[tip].parents[0]
    return reversed(found)


WAYS: dict[str, Callable[[Repository, int, int, int], None]] = {
    "merge": merging_twice, "criss-cross": crossing, "rebase": rebasing, "cherry-pick": picking,
}  # fmt: skip

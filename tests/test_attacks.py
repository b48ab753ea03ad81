"""Twelve attacks against every level of the trail: what must be found is found always, what is missed is said."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

import attacks
import town as towns
from attacks import SIGNS, TABLE
from ledger.actions import audit, proof
from ledger.actions.desk import Desk
from ledger.cli.session import OFFICE_TIME
from ledger.model import chain, since, trail, witness
from ledger.model.checkpoint import Checkpoint
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.selection import Selection
from ledger.model.since import Version
from ledger.model.trail import Branch
from ledger.store import checkpoints, gate, yamlfile
from ledger.store.workspace import Workspace
from town import Town, needs_git_and_keys

pytestmark = needs_git_and_keys

DOCS = Path(__file__).parents[1] / "docs/attacks.md"


@dataclass(frozen=True)
class Sealed:
    """A town with two checkpoints and a step after the second; what CI and a reader of reports remember of it."""

    town: Town
    first_root: str
    last_root: str

    def record(self, number: int) -> Branch:
        read = gate.read(self.town.file(number).read_bytes(), "x")
        assert isinstance(read, gate.Tree)
        return read.data

    def write(self, number: int, record: Branch) -> None:
        self.town.file(number).write_bytes(yamlfile.dump_new(record, None))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    town = towns.built(tmp_path_factory.mktemp("town"))
    roots = []
    for day, text in (("2026-05-07", "清淤 1 公里"), ("2026-05-12", "清淤 2 公里")):
        town.did("seal", day=day)
        roots.append(checkpoints.scan(Workspace(town.root)).held[-1].checkpoint.root)
        town.commit("sealed", key="zhang")
        town.did("progress", "ISSUE-002", "-m", text, day=day, who="zhang")
        town.commit("progress", key="zhang")
    return Sealed(town, *roots)


@pytest.fixture
def sealed(made: Sealed, tmp_path: Path) -> Sealed:
    return Sealed(towns.copied(made.town, tmp_path), made.first_root, made.last_root)


# --- every event, every leaf: by the pure functions, without a machine around them


def typed(record: Branch) -> Version | None:
    try:
        return Version(Issue.model_validate(record), record)
    except ValidationError:
        return None


def serious(problems: tuple[Problem, ...] | list[Problem]) -> list[Problem]:
    return [one for one in problems if one.level != "warning"]


@dataclass(frozen=True)
class Levels:
    """What three levels make of a record that a forger has written."""

    before: Version
    town: Town
    checkpoint: Checkpoint

    def by_itself(self, record: Branch) -> bool:
        now = typed(record)
        return now is None or bool(serious(chain.faults(record, now.issue.id)))

    def by_the_base(self, record: Branch) -> bool:
        now, office = typed(record), Workspace(self.town.root).office
        return self.by_itself(record) or (
            now is not None and any(serious(list(since.faults(self.before, now, office))))
        )

    def by_the_checkpoint(self, record: Branch) -> bool:
        today = witness.Ledger([witness.present(record, "x")])
        (leaf,) = (one for one in self.checkpoint.issues if one.id == self.before.issue.id)
        return self.by_itself(record) or witness.difference(leaf, today, self.checkpoint, "x") is not None


@pytest.fixture(params=[1, 3], ids=["verified", "closed"])
def levels(request: pytest.FixtureRequest, made: Sealed) -> Levels:
    before = typed(made.record(request.param))
    assert before is not None
    return Levels(before, made.town, checkpoints.scan(Workspace(made.town.root)).held[-1].checkpoint)


SHAPES: dict[str, Callable[[Branch], Iterator[Branch]]] = {
    "delete": attacks.deleted,
    "insert": attacks.inserted,
    "reorder": attacks.reordered,
    "duplicate": attacks.duplicated,
    "truncate": attacks.truncated,
}


def test_what_was_not_touched_is_sound(levels: Levels) -> None:
    record = levels.before.record
    assert (levels.by_itself(record), levels.by_the_base(record), levels.by_the_checkpoint(record)) == (False,) * 3


def test_every_text_of_a_record_that_is_edited_is_found_by_the_chain_alone(levels: Levels) -> None:
    variants = list(attacks.leaves(levels.before.record))
    assert len(variants) > 90
    assert [path for path in variants if not levels.by_itself(attacks.edited(levels.before.record, path))] == []


@pytest.mark.parametrize("name", SHAPES)
def test_every_change_of_the_history_is_found_by_the_chain_alone(levels: Levels, name: str) -> None:
    variants = list(SHAPES[name](levels.before.record))
    assert len(variants) > 3
    assert [at for at, one in enumerate(variants) if not levels.by_itself(one)] == []


def test_cutting_off_and_putting_back_deceives_the_file_and_nobody_else(levels: Levels) -> None:
    variants = list(attacks.reverted(levels.before.record))
    assert len(variants) > 3
    assert {levels.by_itself(one) for one in variants} == {False}
    assert {levels.by_the_base(one) for one in variants} == {True}
    assert {levels.by_the_checkpoint(one) for one in variants} == {True}


def test_a_chain_worked_out_anew_deceives_the_file_and_nobody_else(levels: Levels) -> None:
    """Whatever text was changed before, in the content or in an event."""
    record = levels.before.record
    found: Counter[tuple[bool, bool, bool]] = Counter()
    for path in attacks.leaves(record):
        if path == ("id",) or "prev" in path or (path[0] == "history" and path[-1] in {"hash", "state", "covers"}):
            continue  # worked out anew whatever they say; a number is bound to the name of its file
        forged = attacks.rehashed(attacks.edited(record, path))
        if typed(forged) is not None and trail.canonical(forged) != trail.canonical(record):
            found[levels.by_itself(forged), levels.by_the_base(forged), levels.by_the_checkpoint(forged)] += 1
    assert set(found) == {(False, True, True)}
    assert found.total() > 50


# --- the table: each class at each level, by the commands


def desk(root: Path) -> Desk:
    day = date.fromisoformat(towns.DAY)
    return Desk(Workspace(root), day, datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME))


def rules(problems: tuple[Problem, ...] | list[Problem]) -> set[str]:
    return {one.rule for one in serious(problems)}


def never_sealed(sealed: Sealed, place: Path) -> set[str]:
    """L0: the same ledger without its checkpoints."""
    shutil.copytree(sealed.town.root, place, symlinks=True, ignore=shutil.ignore_patterns("checkpoints", ".git"))
    return rules(proof.audit(desk(place), proof.Ask()).problems)


def since_base(sealed: Sealed, base: str) -> set[str]:
    """L1: `check --since` the commit that CI saw before."""
    return rules(audit.check(desk(sealed.town.root), Selection(), since=base).problems)


def with_checkpoints(sealed: Sealed) -> set[str]:
    """L2: `audit`."""
    return rules(proof.audit(desk(sealed.town.root), proof.Ask()).problems)


def against_root(sealed: Sealed) -> set[str]:
    """L3: `audit --against` the root on the last report."""
    ask = proof.Ask(against=sealed.last_root)
    return rules(proof.audit(desk(sealed.town.root), ask).problems)


def _edit(sealed: Sealed) -> None:
    sealed.town.rewrite(3, "why: 现场核查合格", "why: 未到现场")


def _edit_content(sealed: Sealed) -> None:
    sealed.town.rewrite(3, "goal: 水质达到Ⅲ类", "goal: 水质达到Ⅳ类")


def _shaped(name: str) -> Callable[[Sealed], None]:
    return lambda sealed: sealed.write(3, list(SHAPES[name](sealed.record(3)))[2])


def _truncate_revert(sealed: Sealed) -> None:
    """The closing never happened."""
    sealed.write(3, next(attacks.reverted(sealed.record(3))))


def _rehash(sealed: Sealed) -> None:
    path = ("plan", "goal")
    sealed.write(3, attacks.rehashed(attacks.edited(sealed.record(3), path)))


def _rehash_evidence(sealed: Sealed) -> None:
    """Another photograph, and a record that names it."""
    photo = sealed.town.root / "evidence/ISSUE-003/photo.jpg"
    photo.write_bytes(photo.read_bytes()[:-1] + b"!")
    record = sealed.record(3)
    text = yamlfile.dump_new(record, None).decode()
    old = hashlib.sha256(towns.PHOTO).hexdigest()
    new = hashlib.sha256(photo.read_bytes()).hexdigest()
    read = gate.read(text.replace(old, new).encode(), "x")
    assert isinstance(read, gate.Tree)
    sealed.write(3, attacks.rehashed(read.data))


def _evidence(change: Callable[[Path], object]) -> Callable[[Sealed], None]:
    return lambda sealed: change(sealed.town.root / "evidence/ISSUE-003/photo.jpg") and None


def _linked(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def _checkpoint(which: int) -> Callable[[Sealed], None]:
    def attack(sealed: Sealed) -> None:
        held = checkpoints.scan(Workspace(sealed.town.root)).held
        (sealed.town.root / held[which].file).unlink()

    return attack


def _author(sealed: Sealed) -> None:
    """张三 closes in 王五's name: well made, and committed under 王五's name too."""
    sealed.town.did("close", "ISSUE-001", "--document", "县改办〔2026〕6号", who="wang")
    sealed.town.commit(key="zhang", author="wang")


def _back(commits: int) -> Callable[[Sealed], None]:
    """Git's history ends earlier, and everything with it: what git has no name for is gone for good."""

    def attack(sealed: Sealed) -> None:
        sealed.town.git("reset", "-q", "--hard", f"HEAD~{commits}")

    return attack


VARIANTS: dict[str, dict[str, Callable[[Sealed], None]]] = {
    "edit": {"event": _edit, "content": _edit_content},
    **{name: {name: _shaped(name)} for name in SHAPES},
    "truncate-revert": {"closing": _truncate_revert},
    "rehash": {"plan": _rehash, "evidence": _rehash_evidence},
    "evidence": {
        "same size": _evidence(lambda path: path.write_bytes(path.read_bytes()[::-1])),
        "another size": _evidence(lambda path: path.write_bytes(b"x")),
        "gone": _evidence(Path.unlink),
        "a link": _evidence(_linked),
    },
    "checkpoint": {"one before the last": _checkpoint(0), "the last": _checkpoint(-1)},
    "author": {"signed by another": _author},
    "force-push": {"what came after the last checkpoint": _back(1), "the last checkpoint, too": _back(2)},
}
"""For each class some ways to do it, with the machine around it."""

EACH = [(name, variant) for name, variants in VARIANTS.items() for variant in variants]


def test_the_table_has_twelve_classes_and_each_is_tried() -> None:
    assert len(TABLE) == 12
    assert set(VARIANTS) == set(TABLE)


@pytest.fixture(scope="module")
def seen(made: Sealed, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[set[str], ...]]:
    """What every level finds of every variant; beside it, of a ledger that nobody touched."""
    found = {}
    for name, variant in [("", ""), *EACH]:
        place = tmp_path_factory.mktemp("attacked")
        sealed = Sealed(towns.copied(made.town, place), made.first_root, made.last_root)
        base = sealed.town.git("rev-parse", "HEAD")
        if name:
            VARIANTS[name][variant](sealed)
        found[name, variant] = (
            never_sealed(sealed, place / "bare"), since_base(sealed, base),
            with_checkpoints(sealed), against_root(sealed),
        )  # fmt: skip
    return found


Seen = dict[tuple[str, str], tuple[set[str], ...]]


def test_a_ledger_that_nobody_touched_is_sound_at_every_level(seen: Seen) -> None:
    assert seen["", ""] == (set(), set(), set(), set())


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("level", range(4), ids=["L0", "L1", "L2", "L3"])
def test_each_class_is_found_where_it_is_promised_and_missed_where_that_is_said(
    seen: Seen, name: str, level: int
) -> None:
    found = {variant: bool(seen[name, variant][level]) for variant in VARIANTS[name]}
    expected = {"found": {True}, "missed": {False}, "partly": {True, False}}
    assert set(found.values()) == expected[TABLE[name].levels[level]], {v: seen[name, v][level] for v in found}


def test_what_is_missed_in_part_is_what_the_words_say(seen: Seen) -> None:
    last = ("checkpoint", "the last")
    assert (seen[last][2], seen[last][3]) == (set(), {"checkpoint-removed"})
    after, before = (seen["force-push", name] for name in VARIANTS["force-push"])
    assert after[3] == set()
    assert before[3] == {"checkpoint-removed"} or "cut" in before[3]


def test_when_all_collude_only_a_root_outside_tells(sealed: Sealed) -> None:
    """History rewritten, sealed anew, git made anew: nothing inside disagrees any more."""
    _rehash(sealed)
    for one in checkpoints.scan(Workspace(sealed.town.root)).held:
        (sealed.town.root / one.file).unlink()
    sealed.town.did("seal", day="2026-05-12")
    shutil.rmtree(sealed.town.root / ".git")
    sealed.town.git("init", "-q", "-b", "main")
    sealed.town.commit("as if nothing had been")
    assert since_base(sealed, "HEAD") == set()
    assert with_checkpoints(sealed) == set()
    assert against_root(sealed) == {"checkpoint-removed"}


def test_a_change_by_hand_is_a_fault_and_no_forgery(sealed: Sealed) -> None:
    """An editor is a tool like others: `adopt` can sign what it did."""
    _edit_content(sealed)
    assert sealed.town.ledger("check", "--since", "HEAD").returncode == 1


@pytest.mark.parametrize("name", TABLE)
def test_the_commands_say_so_with_their_exit_code(sealed: Sealed, name: str) -> None:
    base = sealed.town.git("rev-parse", "HEAD")
    variants = list(VARIANTS[name].values())
    variants[0 if name == "edit" else -1](sealed)
    done = sealed.town.ledger("check", "--brief", "--since", base)
    assert done.returncode == 8, done.stdout
    if TABLE[name].levels[3] != "missed":
        assert sealed.town.ledger("audit", "--against", sealed.last_root[:19]).returncode == 8


# --- the words


@pytest.mark.parametrize("language", ["chinese", "english"])
def test_the_page_shows_the_table(language: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| ([●◐○]) \| ([●◐○]) \| ([●◐○]) \| ([●◐○]) \|$", text, re.MULTILINE)
    shown = {row[0]: row[1:] for row in rows}
    for attack in TABLE.values():
        assert shown.pop(getattr(attack, language), None) == tuple(SIGNS[one] for one in attack.levels)


def test_the_page_has_no_other_rows() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert len(re.findall(r"^\| .+ \| [●◐○] \| ", text, re.MULTILINE)) == 2 * len(TABLE)

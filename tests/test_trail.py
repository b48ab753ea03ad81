"""The chain over an issue's history: what any change of a file does to it, and what none of its looks does."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import unicodedata
from collections.abc import Iterator
from typing import cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.model import chain, trail
from ledger.model.issue import Issue
from ledger.model.trail import Branch, Node
from ledger.model.workflow import sign
from ledger.store import gate, yamlfile
from ledger.store.patch import tree_of

ID = "ISSUE-001"
Where = tuple[str | int, ...]


def tree(issue: Issue) -> Branch:
    """What the file of an issue says, as the gate reads it."""
    read = gate.read(yamlfile.dump_new(tree_of(issue)), "x.yaml")
    assert isinstance(read, gate.Tree)
    return read.data


def remarked(before: Issue, after: Issue, move: str, who: str = "zhang") -> Issue:
    trial = build.attempt(who)
    assert trial.person is not None
    return sign(before, after, move, trial.person, trial, None)


def stages() -> Iterator[Issue]:
    """An issue from the finding to 销号, after each command."""
    yield (bare := build.issue(title="建成区污水直排河道"))
    changed = bare.model_copy(update={"region": "牛塘镇"})
    yield (edited := remarked(bare, changed, "edit"))
    yield (begun := build.moved(edited, "start", build.attempt("zhang")))
    reported = begun.model_copy(update={"progress": (build.progress(build.DONE),)})
    yield (reported := remarked(begun, reported, "progress"))
    yield (worked := remarked(reported, build.with_work_done(reported), "evidence"))
    yield (verified := build.moved(worked, "verify", build.attempt("li", build.VERIFIED)))
    yield build.moved(verified, "close", build.attempt("zhao", build.CLOSED))


def sealed(issues: list[Issue]) -> list[Branch]:
    """The records as the store would have written them, one after the other."""
    written: list[Branch] = []
    for issue in issues:
        now, before = tree(issue), written[-1] if written else None
        old = trail.events(before or {})
        new = trail.events(now)[len(old) :]
        written.append(trail.seal(before, {**now, "history": cast("Node", [*old, *new])}, len(new)) if new else now)
    return written


LIFE = sealed(list(stages()))
RECORD = LIFE[-1]
EVENTS = len(trail.events(RECORD))


def rules(record: Branch, former: Branch | None = None) -> set[str]:
    return {one.rule for one in chain.faults(record, ID, former)}


def leaves(node: Node, where: Where = ()) -> Iterator[Where]:
    """Where the values of a record stand."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*where, key))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from leaves(value, (*where, at))
    elif node is not None:
        yield where


def branches(node: Node, where: Where = ()) -> Iterator[Where]:
    """Where the keys and entries of a record stand, values and blocks alike."""
    inner: list[tuple[str | int, Node]] = []
    if isinstance(node, dict):
        inner = [*node.items()]
    elif isinstance(node, list):
        inner = [*enumerate(node)]
    for step, value in inner:
        yield (*where, step)
        yield from branches(value, (*where, step))


def at(record: Branch, where: Where) -> Node:
    node: Node = record
    for step in where:
        node = node[step]  # type: ignore[index]  # the paths are the record's own
    return node


def changed(where: Where, value: Node) -> Branch:
    """The record with another value at one place."""
    record = copy.deepcopy(RECORD)
    at(record, where[:-1])[where[-1]] = value  # type: ignore[index]
    return record


def without(where: Where) -> Branch:
    record = copy.deepcopy(RECORD)
    del at(record, where[:-1])[where[-1]]  # type: ignore[union-attr, arg-type]
    return record


def with_events(events: list[Branch]) -> Branch:
    return {**RECORD, "history": cast("Node", events)}


LEAVES, BRANCHES = list(leaves(RECORD)), list(branches(RECORD))


# --- what the digests are of ---


def independent(kind: str, text: str, *, history: bool) -> str:
    """The digest of a file's record (or of its last event), worked out by nothing but PyYAML and the library."""
    record = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - its loader of plain texts
    last = record["history"][-1]
    content = {key: value for key, value in last.items() if key != "hash"} if history else record
    if not history:
        del content["history"]

    def pure(node: object) -> object:
        if isinstance(node, dict):
            return {key: pure(value) for key, value in node.items() if value not in ("", [], {})}
        if isinstance(node, list):
            return [pure(value) for value in node]
        return unicodedata.normalize("NFC", str(node))

    line = json.dumps(pure(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(f"{kind}\n{line}".encode()).hexdigest()


@pytest.mark.parametrize("record", LIFE[1:])
def test_anybody_can_work_the_digests_out_again(record: Branch) -> None:
    """With a YAML reader, JSON and SHA-256: no program of ours is needed in ten years."""
    text = yamlfile.dump_new(record).decode()
    last = trail.events(record)[-1]
    assert last["state"] == independent("ledger-state-v1", text, history=False)
    assert last["hash"] == independent("ledger-event-v1", text, history=True)


def test_the_canonical_text_is_this_for_ever() -> None:
    """A change here would break every chain ever written."""
    record: Branch = {
        "b": "甲\r\n乙",
        "a": {"z": "1.10", "leer": "", "none": None, "list": []},
        "c": ["e\u0301", {"k": "v"}],
    }
    line = '{"a":{"z":"1.10"},"b":"甲\\n乙","c":["é",{"k":"v"}]}'
    assert trail.canonical(record) == line.encode()
    assert trail.digest("ledger-state-v1", record) == (
        "sha256:" + hashlib.sha256(b"ledger-state-v1\n" + line.encode()).hexdigest()
    )
    assert trail.state(LIFE[1]) == GOLDEN_STATE
    assert trail.events(LIFE[1])[-1]["hash"] == GOLDEN_EVENT


GOLDEN_STATE = "sha256:c9672d53494b56282a3689996b99430e7b78871e5d4ecf57313587b87e5995c9"
GOLDEN_EVENT = "sha256:f216a7077f8f8beaf11626027373989cbe78293a4f3af973da5b3cfe37abb232"


def test_one_kind_of_digest_never_passes_for_another() -> None:
    assert len({trail.digest(kind, {"a": "1"}) for kind in (trail.EVENT, trail.STATE, trail.VERIFIED)}) == 3


def test_a_digest_that_this_machine_cannot_work_out_is_not_taken_on_trust() -> None:
    assert trail.agrees("md5:0123", trail.STATE, {}) is None, "broken: never ours"
    foreign = changed(("history", EVENTS - 1, "hash"), "sm9:" + "0" * 64)
    assert "event-unknown" in rules(foreign)


# --- what is found ---


def test_a_sound_chain_has_no_fault_at_any_stage() -> None:
    assert [rules(record) for record in LIFE] == [{"unchained"}, *[set()] * (len(LIFE) - 1)]
    assert [bool(event.get("prev")) for event in trail.events(RECORD)] == [False, *[True] * (EVENTS - 1)]


@pytest.mark.parametrize("where", LEAVES, ids=lambda where: ".".join(map(str, where)))
def test_every_value_that_is_edited_is_found(where: Where) -> None:
    found = chain.faults(changed(where, f"{at(RECORD, where)}1"), ID, RECORD)
    assert found, where
    if where[0] == "history":
        assert any(one.level == "integrity" for one in found), where
    else:
        assert {one.rule for one in found} <= {"unsigned-change", "suspect"}
        words = isinstance(where[-1], int)  # a list of words is told as a whole
        assert found[0].path == (where[:-1] if words else where), "told at the very value"


@given(st.sampled_from(LEAVES), st.text())
def test_whatever_it_is_edited_to(where: Where, text: str) -> None:
    same = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")) == at(RECORD, where)
    assert bool(chain.faults(changed(where, text), ID)) is not same


@pytest.mark.parametrize("where", BRANCHES, ids=lambda where: ".".join(map(str, where)))
def test_everything_that_is_deleted_is_found(where: Where) -> None:
    assert rules(without(where)) - {"suspect"}, where


@pytest.mark.parametrize("number", range(EVENTS))
def test_a_deleted_event_is_missed_by_the_next(number: int) -> None:
    events = trail.events(RECORD)
    found = rules(with_events([*events[:number], *events[number + 1 :]]))
    assert found & ({"event-missing"} if number < EVENTS - 1 else {"unsigned-change"}), found


@given(st.permutations(range(EVENTS)))
def test_events_in_another_order_are_found(order: list[int]) -> None:
    events = trail.events(RECORD)
    found = rules(with_events([events[number] for number in order]))
    assert ("event-moved" in found) is (order != sorted(order))


@given(st.integers(0, EVENTS - 1), st.integers(0, EVENTS))
def test_an_event_that_is_there_twice_is_found(which: int, place: int) -> None:
    events = trail.events(RECORD)
    assert "event-twice" in rules(with_events([*events[:place], events[which], *events[place:]]))


@given(st.integers(0, EVENTS), st.booleans())
def test_an_event_that_was_slipped_in_is_found(place: int, skilled: bool) -> None:  # noqa: FBT001 - hypothesis
    """Typed in by hand, or with a digest of its own that names what stands before it."""
    events = trail.events(RECORD)
    new: Branch = {
        "move": "approve",
        "after": "closed",
        "by": "zhao",
        "date": "2026-06-09",
        "at": "2026-06-09T09:00:00Z",
    }
    if skilled and place:
        new["prev"] = [str(events[place - 1]["hash"])]
    if skilled:
        new["state"] = trail.state(RECORD)
        new["hash"] = trail.event_digest(new)
    found = rules(with_events([*events[:place], new, *events[place:]]))
    at_the_end_and_well_made = skilled and place == EVENTS
    assert bool(found) is not at_the_end_and_well_made, "who can make an event at the end is found by a witness only"


@pytest.mark.parametrize("kept", range(EVENTS))
def test_a_history_that_was_cut_short_no_longer_fits_the_record(kept: int) -> None:
    found = rules(with_events(trail.events(RECORD)[:kept]))
    assert found == {"unsigned-change" if kept else "unchained"}, "all of it gone is a record that never had one"


def test_a_history_cut_within_what_was_written_in_one_go_is_found() -> None:
    both = build.moved(
        build.moved(build.issue(), "start", build.attempt("zhang")), "fail", build.attempt("li", why="未通水")
    )
    record = trail.seal(None, tree(both), 2)
    assert rules(record) == set()
    assert rules({**record, "history": cast("Node", trail.events(record)[:1])}) == {"event-cut"}


# --- what is no change ---


def shuffled(node: Node, dice: random.Random) -> Node:
    if isinstance(node, dict):
        keys = dice.sample(list(node), len(node))
        return {key: shuffled(node[key], dice) for key in keys}
    return [shuffled(one, dice) for one in node] if isinstance(node, list) else node


@given(st.randoms(use_true_random=False), st.sampled_from(["'", '"', "|", None]), st.booleans(), st.booleans())
def test_order_quotes_comments_and_line_ends_change_no_digest(
    dice: random.Random,
    style: str | None,
    flow: bool,  # noqa: FBT001 - hypothesis
    windows: bool,  # noqa: FBT001 - hypothesis
) -> None:
    text = yaml.dump(
        shuffled(RECORD, dice),
        default_style=style,
        default_flow_style=flow,
        allow_unicode=True,
        width=dice.choice([20, 999]),
    )
    text = "# 整理过格式\n" + text.replace("\n", "\r\n" if windows else "\n")
    read = gate.read(text.encode(), "x.yaml")
    assert isinstance(read, gate.Tree), read
    assert rules(read.data) == set()


@given(st.sampled_from(["NFC", "NFD"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_neither_do_decomposed_letters_and_other_line_ends(form: str, end: str) -> None:
    def other(node: Node) -> Node:
        if isinstance(node, dict):
            return {key: other(value) for key, value in node.items()}
        if isinstance(node, list):
            return [other(value) for value in node]
        return None if node is None else unicodedata.normalize(form, node).replace("\n", end)  # type: ignore[arg-type]

    record = {**RECORD, "title": "Résumé\nÅngström"}
    signed = trail.seal(None, record, 0) | {"history": RECORD["history"]}
    assert trail.state(signed) == trail.state(cast("Branch", other(signed)))


# --- events of before there was a chain, and of two branches ---


def test_older_events_are_held_by_the_first_that_is_chained() -> None:
    old = tree(list(stages())[-1])
    assert rules(old) == {"unchained"}
    bare: Branch = {
        "move": "edit",
        "before": "closed",
        "after": "closed",
        "by": "zhao",
        "date": "2026-06-09",
        "at": "2026-06-09T09:00:00Z",
    }
    joined = trail.seal(old, {**old, "history": cast("Node", [*trail.events(old), bare])}, 1)
    assert rules(joined) == set()
    for number in range(len(trail.events(old))):
        touched = copy.deepcopy(joined)
        trail.events(touched)[number]["by"] = "wang"
        assert rules(touched) == {"event-missing"}


def branch(who: str) -> Branch:
    """The record with one more event, made on a branch of its own."""
    event: Branch = {
        "move": "lookback",
        "before": "closed",
        "after": "closed",
        "by": who,
        "date": "2026-07-01",
        "at": "2026-07-01T09:00:00Z",
    }
    return trail.seal(RECORD, {**RECORD, "history": cast("Node", [*trail.events(RECORD), event])}, 1)


def test_two_branches_leave_two_ends_and_the_next_event_joins_them() -> None:
    ours, theirs = trail.events(branch("li")), trail.events(branch("wang"))
    merged = with_events([*ours, theirs[-1]])
    assert rules(merged) == {"event-loose"}
    join: Branch = {
        "move": "adopt",
        "before": "closed",
        "after": "closed",
        "by": "zhao",
        "date": "2026-07-02",
        "at": "2026-07-02T09:00:00Z",
    }
    joined = trail.seal(merged, {**merged, "history": cast("Node", [*trail.events(merged), join])}, 1)
    assert rules(joined) == set()
    assert set(trail.texts(trail.events(joined)[-1]["prev"])) == {ours[-1]["hash"], theirs[-1]["hash"]}


# --- what a verification rests on ---


def signed_change(record: Branch, where: Where, value: str) -> Branch:
    """A change after the verification, signed by an event as any other."""
    after = copy.deepcopy(record)
    at(after, where[:-1])[where[-1]] = value  # type: ignore[index]
    event: Branch = {
        "move": "edit",
        "before": "verified",
        "after": "verified",
        "by": "zhao",
        "date": "2026-06-02",
        "at": "2026-06-02T09:00:00Z",
    }
    return trail.seal(record, {**after, "history": cast("Node", [*trail.events(record), event])}, 1)


VERIFIED = LIFE[-2]
PROVED = [where for where in leaves(VERIFIED) if where[0] in {"plan", "evidence"} and where[-1] != "path"]


@pytest.mark.parametrize("where", PROVED, ids=lambda where: ".".join(map(str, where)))
def test_a_change_of_plan_measures_or_evidence_makes_the_verification_suspect(where: Where) -> None:
    assert rules(VERIFIED) == set()
    assert rules(signed_change(VERIFIED, where, f"{at(VERIFIED, where)}1")) == {"suspect"}


def test_other_changes_leave_the_verification_alone() -> None:
    assert rules(signed_change(VERIFIED, ("region",), "青石镇")) == set()
    assert rules(signed_change(VERIFIED, ("progress", 0, "text"), "另一句")) == set()


def test_a_failed_verification_and_a_new_cycle_rest_on_nothing_yet() -> None:
    issues = list(stages())
    failed = build.moved(issues[-2], "fail", build.attempt("li", build.VERIFIED, why="返工"))
    reopened = build.moved(issues[-1], "reopen", build.attempt("zhao", build.REOPENED, why="返黑"))
    assert rules(signed_change(sealed([*issues[:-1], failed])[-1], ("plan", "goal"), "别的")) == set()
    record = sealed([*issues, reopened])[-1]
    closing = next(one for one in trail.events(record) if one["move"] == "close")
    assert trail.events(record)[-1]["former"] == closing["hash"], "a new cycle points to the closing it undoes"
    assert rules(signed_change(record, ("plan", "goal"), "别的")) == set()


def test_the_verification_carries_the_manifest_of_its_evidence() -> None:
    event = next(one for one in trail.events(RECORD) if one["move"] == "verify")
    filed = cast("list[Branch]", RECORD["evidence"])
    assert event["evidence"] == [{key: one[key] for key in ("path", "size", "sha256")} for one in filed]


# --- how changes are told ---


@given(st.sampled_from([where for where in LEAVES if where[0] != "history"]))
def test_a_change_names_its_field_and_keeps_what_it_said(where: Where) -> None:
    (change,) = trail.changes(RECORD, changed(where, "别的"))
    assert chain.path_of(str(change["field"])) == where or where[:-1] == chain.path_of(str(change["field"]))
    if chain.path_of(str(change["field"])) == where:
        assert (change["old"], change["new"]) == (at(RECORD, where), "别的")
        assert trail.at(RECORD, str(change["field"])) == at(RECORD, where)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_gaps_are_the_numbers_that_nobody_has_below_the_highest(numbers: set[int]) -> None:
    names = [f"ISSUE-{number:03d}" for number in numbers]
    missing = chain.gaps([*names, "TASK-099", "ISSUE-副本"], "ISSUE")
    assert {int(one[-3:]) for one in missing} == set(range(1, max(numbers))) - numbers
    assert chain.gaps((), "ISSUE") == ()

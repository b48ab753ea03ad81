"""Checkpoints: what they commit to, how they are written, and what they find when the ledger has lost something."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
import chained
from ledger.errors import ConflictError, Said, say
from ledger.model import checkpoint, trail, witness
from ledger.model.acts import STATUSES
from ledger.model.checkpoint import STATES, VOID, Checkpoint
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.trail import Branch
from ledger.model.witness import Ledger, Witnesses, present
from ledger.store import checkpoints, yamlfile
from ledger.store.checkpoints import Held
from ledger.store.patch import tree_of
from ledger.store.workspace import Workspace

AT = datetime(2026, 9, 30, 17, tzinfo=build.BEIJING)
LATER = datetime(2026, 10, 31, 17, tzinfo=build.BEIJING)
WHEN = "2026-09-30 17:00"


def chain_of(number: int, issue: Issue) -> Branch:
    """The texts of an issue, its history chained from the first event on."""
    texts = cast("Branch", yamlfile.as_mapping(tree_of(issue)))
    history = cast("trail.Node", [chained.REGISTERED, *trail.events(texts)])
    return chained.sealed({**texts, "uid": f"uid-{number:08d}", "id": f"ISSUE-{number:03d}", "history": history})


STAGES = (build.issue(), build.started(), build.verified(), build.closed(), build.reopened())
RECORDS = tuple(chain_of(number, one) for number, one in enumerate(STAGES, 1))
"""An issue at every stage of its life."""


def taken(*records: Branch, at: datetime = AT, previous: tuple[str, ...] = (), despite: str | None = None) -> Branch:
    leaves = [checkpoint.leaf(one) for one in records]
    return checkpoint.draw_up(leaves, at=at, tool="ledger 1.0", by="wang", despite=despite, previous=previous)


def read(tree: Branch) -> Held:
    held = checkpoints.read(checkpoint.text(tree), "checkpoints/x.json")
    assert isinstance(held, Held), held
    return held


def today(*records: Branch) -> Ledger:
    return Ledger(present(one, f"issues/{one['id']}.yaml") for one in records)


def contradictions(before: tuple[Branch, ...], now: tuple[Branch, ...]) -> list[tuple[str, str | None]]:
    witnesses = Witnesses(today(*now))
    witnesses.hear(read(taken(*before)).checkpoint, "checkpoints/x.json")
    return [(one.rule, one.issue) for one in witnesses.problems()]


def test_every_state_and_void_is_counted() -> None:
    assert (*STATUSES, VOID) == STATES
    void = {**RECORDS[1], "void": {"date": "2026-09-01", "by": "wang", "why": "重复登记"}}
    told = read(taken(*RECORDS[:1], void, *RECORDS[2:])).checkpoint
    assert told.counts == {"open": 1, "in-progress": 1, "verified": 1, "closed": 1, "void": 1}


def test_a_checkpoint_is_read_back_as_it_was_written() -> None:
    held = read(taken(*reversed(RECORDS), despite="整改办主任批准"))
    assert held.problems == ()
    told = held.checkpoint
    assert (told.time, told.by, told.tool, told.despite) == (AT, "wang", "ledger 1.0", "整改办主任批准")
    assert [one.uid for one in told.issues] == sorted(f"uid-{n:08d}" for n in range(1, 6)), "sorted by uid"
    assert [one.events for one in told.issues] == [len(trail.events(one)) for one in RECORDS]
    assert told.stem == f"2026-09-30T170000+0800-{told.root[7:19]}"


def test_a_line_of_the_file_is_a_leaf_as_it_was_hashed() -> None:
    """Nothing but the standard library is needed to make the root again; docs/trail.md shows the whole script."""
    text = checkpoint.text(taken(*RECORDS[:1])).decode()
    line = next(line for line in text.splitlines() if line.startswith("{") and '"uid"' in line)
    assert hashlib.sha256(b"\0" + line.encode()).hexdigest() == json.loads(text)["root"][7:]


@given(st.integers(0, len(RECORDS) - 1), st.data())
def test_the_root_commits_to_every_issue(at: int, data: st.DataObject) -> None:
    """Whatever is changed in any content, or in what the last event is called, the root is another one. What stands
    in an event its digest commits to, which the chain itself checks.
    """
    tree = json.loads(json.dumps(RECORDS[at]))
    last = ("history", len(tree["history"]) - 1, "hash")
    path = data.draw(st.sampled_from([one for one in _leaves(tree) if one[0] != "history" or one == last]))
    letters = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1)
    _put(tree, path, data.draw(letters) + "§")
    assert taken(*RECORDS[:at], tree, *RECORDS[at + 1 :])["root"] != taken(*RECORDS)["root"]


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - a walk over parsed JSON
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from _leaves(value, (*path, key))
    if isinstance(node, str):
        yield path


def _put(node: Any, path: tuple[Any, ...], value: str) -> None:  # noqa: ANN401 - as above
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value


def test_a_checkpoint_that_was_changed_contradicts_itself() -> None:
    tree = taken(*RECORDS)
    issues = cast("list[Branch]", tree["issues"])
    changed = {
        "a head": {"issues": [{**issues[0], "heads": ["sha256:" + "0" * 64]}, *issues[1:]]},
        "an issue gone": {"issues": issues[1:]},
        "a status": {"issues": [{**issues[0], "status": "closed"}, *issues[1:]]},
        "the order": {"issues": [*issues[1:], issues[0]]},
        "the counts": {"counts": {**cast("Branch", tree["counts"]), "closed": "9"}},
        "the root": {"root": "sha256:" + "1" * 64},
    }
    for what, change in changed.items():
        assert read(tree | cast("Branch", change)).problems, what


ONE = checkpoint.text(taken(*RECORDS[:1])).decode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", say("checkpoint.not-json", line=1, column=1)),
        (b"[]", say("checkpoint.other")),
        (b"{}", say("checkpoint.key-wrong", key="format")),
        (b"null", say("checkpoint.other")),
        (b"[" * 5_000, say("checkpoint.other")),
        (b'{"format": "\xff"}', say("checkpoint.not-text")),
        (b'{"format": "ledger-checkpoint-v2"}', say("checkpoint.key-wrong", key="format")),
        (ONE.replace('"events":"1"', '"events":1').encode(), say("checkpoint.number", found="1")),
        (ONE.replace('"by": "wang"', '"by": "wang",\n"by": "li"').encode(), say("checkpoint.key-twice")),
        (ONE.replace('"by"', '"who"').encode(), say("checkpoint.key-wrong", key="who")),
        (b"{\n1", say("checkpoint.not-json", line=2, column=1)),
    ],
)
def test_what_is_no_checkpoint_is_told_with_its_reason_and_raises_nothing(data: bytes, why: Said) -> None:
    found = checkpoints.read(data, "checkpoints/x.json")
    assert isinstance(found, Problem), found
    assert (found.rule, found.level) == ("checkpoint-unreadable", "integrity")
    assert found.text.fill == {"reason": why, "file": "checkpoints/x.json"}


def test_what_only_grew_contradicts_nothing() -> None:
    grown = tuple(chained.sealed(one) for one in RECORDS)
    assert grown == RECORDS
    more = [trail.seal(one, _with_event(one), 1) for one in RECORDS]
    new = {**RECORDS[0], "uid": "uid-99999999", "id": "ISSUE-009"}
    assert contradictions(RECORDS, RECORDS) == []
    assert contradictions(RECORDS, (*more, new)) == []


def _with_event(record: Branch) -> Branch:
    event: Branch = {
        "move": "edit",
        "after": "open",
        "by": "zhang",
        "date": "2026-10-01",
        "at": "2026-10-01T09:00:00+08:00",
    }
    return {**record, "title": "改过的名称", "history": [*trail.events(record), event]}


@pytest.mark.parametrize("at", range(len(RECORDS)))
def test_what_was_lost_since_is_named(at: int) -> None:
    one, name = RECORDS[at], str(RECORDS[at]["id"])
    others = (*RECORDS[:at], *RECORDS[at + 1 :])
    cut = chained.sealed({**one, "history": cast("trail.Node", trail.events(one)[:-1])})
    rewritten = chained.sealed({**one, "title": "另一个名称"})
    assert contradictions(RECORDS, others) == [("removed", name)]
    assert contradictions(RECORDS, (*others, {**one, "id": "ISSUE-077"})) == [("renumbered", name)]
    assert contradictions(RECORDS, (*others, {**one, "uid": "uid-99999999"})) == [("replaced", name)]
    assert contradictions(RECORDS, (*others, cut)) == [("cut", name)]
    assert contradictions(RECORDS, (*others, rewritten)) == [("rewritten", name)]


def test_an_issue_without_a_chain_can_be_told_to_have_changed_only_by_a_checkpoint() -> None:
    bare = {key: value for key, value in RECORDS[0].items() if key != "history"} | {"history": []}
    changed = {**bare, "title": "悄悄改过"}
    assert contradictions((bare,), (bare,)) == []
    assert contradictions((bare,), (changed,)) == [("unsigned-since", "ISSUE-001")]


def test_an_issue_is_told_once_however_many_checkpoints_it_contradicts() -> None:
    witnesses = Witnesses(today(*RECORDS[1:]))
    for day in (AT, LATER):
        witnesses.hear(read(taken(*RECORDS, at=day)).checkpoint, f"checkpoints/{day:%Y-%m-%d}.json")
    (found,) = witnesses.problems()
    assert (found.rule, found.text.key, found.text.fill["more"]) == ("removed", "audit.and-more", 1)


def test_only_the_issues_asked_for_are_told() -> None:
    witnesses = Witnesses(today(), frozenset({"ISSUE-002"}))
    assert witnesses.hear(read(taken(*RECORDS)).checkpoint, "x") == 1
    assert [one.issue for one in witnesses.problems()] == ["ISSUE-002"]


def test_reports_count_what_has_changed_since() -> None:
    issues = [build.started(), build.verified()]
    issues = [one.model_copy(update={"uid": f"uid-{n:08d}"}) for n, one in enumerate(issues)]
    trees = [cast("Branch", yamlfile.as_mapping(tree_of(one))) for one in issues]
    told = Checkpoint.model_validate(taken(*trees))
    moved = build.moved(issues[1], "close", build.attempt("wang", build.CLOSED, document="7号"))
    tips = [checkpoint.tip(one) for one in issues]
    now = checkpoint.tip(moved)
    assert checkpoint.changed_since(told, tips) == 0
    assert checkpoint.changed_since(told, [tips[0], now]) == 1
    assert checkpoint.changed_since(told, [now]) == 2, "one is gone"
    assert checkpoint.changed_since(told, [*tips, checkpoint.tip(build.issue(9))]) == 1, "one is new"
    assert [checkpoint.changed_of_one(told, one) for one in (issues[1], moved, build.issue(9))] == [False, True, None]


# -- the folder


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    (folder / "ledger.toml").write_text("", encoding="utf-8")
    return Workspace(folder)


def put(workspace: Workspace, tree: Branch, signature: bytes | None = None) -> Held:
    return checkpoints.write(workspace, tree, checkpoints.names(workspace), signature)


def test_each_names_the_one_before_it(workspace: Workspace) -> None:
    first = put(workspace, taken(*RECORDS[:1]))
    second = put(workspace, taken(*RECORDS[:2], at=LATER, previous=checkpoints.scan(workspace).heads))
    kept = checkpoints.scan(workspace)
    assert (kept.problems, kept.heads) == ((), (second.digest,))
    assert kept.held[1].checkpoint.previous == (first.digest,)
    assert first.digest == f"sha256:{hashlib.sha256((workspace.root / first.file).read_bytes()).hexdigest()}"
    latest = checkpoints.latest(workspace)
    assert isinstance(latest, Held)
    assert latest.digest == second.digest


def test_two_branches_that_sealed_are_joined_by_the_next(workspace: Workspace) -> None:
    put(workspace, taken(*RECORDS[:1]))
    before = checkpoints.scan(workspace).heads
    for records in (RECORDS[:2], RECORDS[:3]):
        put(workspace, taken(*records, at=LATER, previous=before))
    heads = checkpoints.scan(workspace).heads
    assert len(heads) == 2
    put(workspace, taken(*RECORDS, at=LATER, previous=heads))
    kept = checkpoints.scan(workspace)
    assert (len(kept.heads), kept.problems) == (1, ())


def test_every_link_is_walked(workspace: Workspace) -> None:
    """Not only the last: the fault of immudb's proof was that it looked at both ends (GHSA-672p-m5jq-mrh8)."""
    held = []
    for number in range(1, 6):
        day = AT.replace(day=number)
        held.append(put(workspace, taken(*RECORDS[:number], at=day, previous=checkpoints.scan(workspace).heads)))
    for lost in held[:-1]:
        data = (workspace.root / lost.file).read_bytes()
        (workspace.root / lost.file).unlink()
        assert [one.rule for one in checkpoints.scan(workspace).problems] == ["checkpoint-gone"], lost.file
        (workspace.root / lost.file).write_bytes(data.replace(b'"by": "wang"', b'"by": "li"'))
        assert [one.rule for one in checkpoints.scan(workspace).problems] == ["checkpoint-gone"], lost.file
        (workspace.root / lost.file).write_bytes(data)
    assert checkpoints.scan(workspace).problems == ()


def test_a_checkpoint_is_never_written_over_and_none_is_slipped_in_between(workspace: Workspace) -> None:
    put(workspace, taken(*RECORDS[:1]))
    with pytest.raises(ConflictError):
        put(workspace, taken(*RECORDS[:1]))
    with pytest.raises(ConflictError):
        checkpoints.write(workspace, taken(*RECORDS, at=LATER), [], None)
    assert len(checkpoints.names(workspace)) == 1


def test_a_clock_that_went_back_and_a_file_renamed_are_told(workspace: Workspace) -> None:
    put(workspace, taken(*RECORDS[:1], at=LATER))
    put(workspace, taken(*RECORDS, previous=checkpoints.scan(workspace).heads))
    assert [one.rule for one in checkpoints.scan(workspace).problems] == ["checkpoint-clock"]
    name = checkpoints.names(workspace)[0]
    (workspace.root / "checkpoints" / name).rename(workspace.root / "checkpoints" / f"2020-{name}")
    assert {one.rule for one in checkpoints.scan(workspace).problems} == {"checkpoint-clock", "checkpoint-name"}


def test_a_link_in_the_place_of_a_checkpoint_is_none(workspace: Workspace, tmp_path: Path) -> None:
    held = put(workspace, taken(*RECORDS))
    moved = tmp_path / "elsewhere.json"
    (workspace.root / held.file).rename(moved)
    (workspace.root / held.file).symlink_to(moved)
    assert [one.rule for one in checkpoints.scan(workspace).problems] == ["checkpoint-unreadable"]


def test_a_witness_speaks_of_the_issue_with_the_number_where_a_uid_is_there_twice() -> None:
    twin = {**RECORDS[0], "id": "ISSUE-044"}
    ledger = today(RECORDS[0], twin)
    leaf = read(taken(RECORDS[0])).checkpoint.issues[0]
    found = ledger.of(leaf)
    assert found is not None
    assert (found.id, witness.difference(leaf, ledger, read(taken(RECORDS[0])).checkpoint, "x")) == ("ISSUE-001", None)

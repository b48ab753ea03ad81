"""What is said of a broken chain: which rule, how bad, at which place of the file, with which figures."""

from __future__ import annotations

from typing import cast

import pytest

from chained import REGISTERED
from ledger.errors import Said, say
from ledger.model import chain, trail
from ledger.model.acts import Change
from ledger.model.problem import Level, Path, Problem
from ledger.model.trail import Branch, Node

ID = "ISSUE-007"


def event(move: str, who: str, status: str = "open") -> Branch:
    day = "2026-05-06"
    return {"move": move, "before": "open", "after": status, "by": who, "date": day, "at": f"{day}T09:00:00+08:00"}


def acted(before: Branch | None, after: Branch, *new: Branch) -> Branch:
    """The record after these events, signed in one go."""
    events = [*trail.events(before or {}), *new]
    return trail.seal(before, {**after, "history": cast("Node", events)}, len(new))


BARE: Branch = {"id": ID, "title": "污水直排", "status": "open", "fields": ["水"]}
FIRST = acted(None, BARE, REGISTERED)
SECOND = acted(FIRST, {**FIRST, "title": "生活污水直排"}, event("edit", "li"))
THIRD = acted(SECOND, {**SECOND, "region": "牛塘镇"}, event("edit", "wang"))
ONE, TWO, THREE = trail.events(THIRD)


def with_events(*events: Branch) -> Branch:
    return {**THIRD, "history": cast("Node", list(events))}


def fault(rule: str, level: Level, path: Path, **fill: str | int) -> Problem:
    return Problem(rule, level, say(f"chain.{rule}", id=ID, **fill), ID, path)


def name(of: Branch) -> str:
    return chain.short(str(of["hash"]))


def test_a_record_without_a_chain() -> None:
    bare = {**BARE, "history": cast("Node", [REGISTERED])}

    assert chain.faults(bare, ID) == (fault("unchained", "warning", ("history",)),)
    assert chain.faults(BARE, ID) == (fault("unchained", "warning", ("history",)),)


def test_a_chain_that_was_taken_away() -> None:
    assert chain.taken_away(ID) == (fault("chain-removed", "integrity", ("history",)),)


def test_an_event_that_was_changed() -> None:
    changed = with_events(ONE, {**TWO, "by": "zhao"}, THREE)

    assert chain.faults(changed, ID) == (fault("event-changed", "integrity", ("history", 1), number=2),)


def test_an_event_without_a_digest_among_those_that_have_one() -> None:
    unsealed = {key: value for key, value in TWO.items() if key != "hash"}

    # Its name is what its digest would be, so that nothing after it is missed.
    assert chain.faults(with_events(ONE, unsealed, THREE), ID) == (
        fault("event-unsealed", "integrity", ("history", 1), number=2),
    )


def test_a_first_event_whose_digest_was_taken_away() -> None:
    unsealed = {key: value for key, value in ONE.items() if key != "hash"}

    assert chain.faults(with_events(unsealed, TWO, THREE), ID) == (
        fault("event-unsealed", "integrity", ("history", 0), number=1),
    )


def test_a_digest_of_a_kind_that_nobody_here_knows() -> None:
    foreign = with_events(ONE, TWO, {**THREE, "hash": "sm9:00"})

    assert chain.faults(foreign, ID) == (
        fault("event-unknown", "integrity", ("history", 2, "hash"), number=3, algorithm="sm9"),
    )


def test_a_last_event_that_says_nothing_of_the_content() -> None:
    mute = {key: value for key, value in THREE.items() if key not in {"state", "hash"}}
    mute["hash"] = trail.event_digest(mute)

    assert chain.faults(with_events(ONE, TWO, mute), ID) == (fault("event-cut", "integrity", ("history", 2), number=3),)


def test_an_event_that_is_there_twice() -> None:
    assert fault("event-twice", "integrity", ("history", 3), number=4, first=2) in chain.faults(
        with_events(ONE, TWO, THREE, TWO), ID
    )


def test_an_event_that_is_missing() -> None:
    assert chain.faults(with_events(ONE, THREE), ID) == (
        fault("event-missing", "integrity", ("history", 1, "prev", 0), number=2, name=name(TWO)),
    )


def test_events_in_another_order() -> None:
    assert chain.faults(with_events(TWO, ONE, THREE), ID) == (
        fault("event-moved", "integrity", ("history", 0, "prev", 0), number=1, later=2),
    )


def test_an_event_that_nothing_after_it_names() -> None:
    other = trail.events(acted(SECOND, SECOND, event("edit", "zhao")))[-1]

    assert chain.faults(with_events(ONE, TWO, other, THREE), ID) == (
        fault("event-loose", "integrity", ("history", 2), number=3, last=4),
    )


@pytest.mark.parametrize(
    ("signed", "stands", "way_out"),
    [
        ("open", "open", "chain.adopt"),
        ("open", "closed", "chain.restore"),
        ("open", "verified", "chain.restore"),
        ("closed", "open", "chain.restore"),
        ("verified", "in-progress", "chain.restore"),
    ],
)
def test_content_that_nobody_signed(signed: str, stands: str, way_out: str) -> None:
    record = acted(THIRD, {**THIRD, "status": signed}, event("edit", "zhao", signed))
    touched = {**record, "title": "别的", "status": stands}
    text = say("chain.unsigned-change", way_out=say(way_out, id=ID))

    assert chain.faults(touched, ID) == (Problem("unsigned-change", "error", text, ID, ("history", 3, "state")),)


def test_each_field_that_nobody_signed_where_the_former_content_is_known() -> None:
    touched = {**THIRD, "title": "别的", "fields": ["水", "大气"], "region": None}
    way_out = say("chain.adopt", id=ID)

    def told(field: str, old: Said | str, new: Said | str) -> Problem:
        text = say("chain.unsigned-field", field=say("field", path=field), old=old, new=new, way_out=way_out)
        return Problem("unsigned-change", "error", text, ID, (field,))

    assert chain.faults(touched, ID, THIRD) == (
        told("title", "生活污水直排", "别的"),
        told("fields", "水", "水；大气"),
        told("region", "牛塘镇", say("chain.nothing")),
    )


@pytest.mark.parametrize(("status", "way_out"), [("verified", "chain.send-back"), ("closed", "chain.reopen")])
def test_a_verification_of_something_else(status: str, way_out: str) -> None:
    act: Branch = {"date": "2026-05-06", "by": "li", "result": "通过"}
    plan: Branch = {
        **THIRD,
        "plan": {"goal": "甲"},
        "status": status,
        "verifications": [{**act, "result": "不通过"}, act],
    }
    verified = acted(THIRD, plan, event("verify", "li", status))
    other = acted(verified, {**verified, "plan": {"goal": "乙"}}, event("edit", "zhao", status))
    text = say("chain.suspect", way_out=say(way_out, id=ID))

    assert chain.faults(verified, ID) == ()
    assert chain.faults(other, ID) == (Problem("suspect", "error", text, ID, ("verifications", 1)),)


@pytest.mark.parametrize(
    ("rule", "level", "forbidden"),
    [("event-changed", "integrity", True), ("unsigned-change", "error", True), ("suspect", "error", False)],
)
def test_on_what_nothing_may_be_signed(rule: str, level: Level, forbidden: bool) -> None:  # noqa: FBT001 - a table's column
    assert chain.forbids(Problem(rule, level, say("chain.suspect"))) is forbidden


# --- how a change is told ---


@pytest.mark.parametrize(
    ("field", "named", "path"),
    [
        ("title", say("field", path="title"), ("title",)),
        (
            "plan.measures.2.due",
            say("chain.entry", field=say("field", path="plan.measures.due"), path="plan.measures.2.due"),
            ("plan", "measures", 1, "due"),
        ),
    ],
)
def test_a_field_by_its_name_and_its_place(field: str, named: Said, path: Path) -> None:
    assert chain.field_named(field) == named
    assert chain.path_of(field) == path
    assert chain.told(Change(field=field, old="甲", new=None)) == say(
        "chain.change", field=named, old="甲", new=say("chain.nothing")
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("两行\n一句", "两行 一句"),
        (["水", "", "大气"], "水；大气"),
        ({"a": "甲", "b": [{"c": "乙"}], "d": None}, "甲；乙"),
        ("", say("chain.nothing")),
        (None, say("chain.nothing")),
        ("长" * 60, "长" * 60),
        ("长" * 61, "长" * 59 + "…"),
    ],
)
def test_a_value_on_one_line(value: Node, shown: Said | str) -> None:
    assert chain.shown(value) == shown


def test_a_digest_as_people_compare_it() -> None:
    assert chain.short("sha256:0123456789abcdef") == "0123456789ab"
    assert chain.short("sm3:0123456789abcdef", 4) == "0123"


def test_gaps_of_a_prefix_with_signs_in_it() -> None:
    assert chain.gaps(["A.B-004", "A.B-002", "AXB-009", "A.B-03"], "A.B") == ("A.B-001", "A.B-003")


# --- the parts a chain is made of ---


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("甲", "甲", True),
        ("e\u0301\r\n", "é\n", True),
        ({"a": "1", "b": ""}, {"a": "1"}, True),
        (None, "", True),
        ([], {}, True),
        (None, "甲", False),
        ("甲", None, False),
        (["甲"], "甲", False),
    ],
)
def test_what_is_one_text_to_every_digest(one: Node, other: Node, same: bool) -> None:  # noqa: FBT001 - a table's column
    assert trail.same(one, other) is same


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("plan.measures.2.text", "乙"),
        ("plan.measures.3", None),
        ("plan.measures.3.text", None),
        ("plan.measures.text", None),
        ("plan.goal.text", None),
        ("nowhere", None),
        ("plan.goal", "达标"),
    ],
)
def test_what_stands_where_a_change_says(field: str, value: Node) -> None:
    record: Branch = {"plan": {"goal": "达标", "measures": [{"text": "甲"}, {"text": "乙"}]}}

    assert trail.at(record, field) == value


def test_how_changes_are_kept() -> None:
    before: Branch = {"a": "1", "list": [{"x": "1"}, {"x": "2"}], "words": ["甲"], "gone": {"k": "v"}, "history": []}
    after: Branch = {"a": "2", "list": [{"x": "1"}, {"x": "3"}, {"x": "4"}], "words": ["乙"], "new": {"k": "v"}}

    assert trail.changes(before, after) == [
        {"field": "a", "old": "1", "new": "2"},
        {"field": "list.2.x", "old": "2", "new": "3"},
        {"field": "list.3"},
        {"field": "words", "old": ["甲"], "new": ["乙"]},
        {"field": "gone", "old": {"k": "v"}},
        {"field": "new"},
    ]
    assert trail.changes({}, {"list": [{"x": "1"}]}) == [{"field": "list.1"}]
    assert trail.changes({"list": [{"x": "1"}]}, {}) == [{"field": "list.1", "old": {"x": "1"}}]


def test_a_history_of_something_else_has_no_events() -> None:
    assert trail.events({"history": ["甲", {"move": "edit"}]}) == [{"move": "edit"}]
    assert trail.events({"history": "甲"}) == []
    assert trail.texts(["甲", {"a": "1"}]) == ["甲"]
    assert trail.texts("甲") == []


def test_the_digest_that_another_library_makes_is_checked() -> None:
    told = trail.digest(trail.STATE, BARE, "sm3")

    assert told.startswith("sm3:")
    assert trail.agrees(told, trail.STATE, BARE) is True
    assert trail.agrees(told, trail.STATE, {**BARE, "title": "别的"}) is False
    assert trail.agrees("sha256:00", trail.STATE, BARE) is False


def test_a_renumbering_takes_the_evidence_with_it() -> None:
    change: Branch = {"field": "id", "old": "ISSUE-007", "new": "ISSUE-012"}
    other: Branch = {"field": "title", "old": "甲", "new": "乙"}
    renumber: Branch = {"move": "renumber", "changes": [other, change]}

    assert trail.renumbering(renumber) == ("ISSUE-007", "ISSUE-012")
    assert trail.renumbering({**renumber, "move": "edit"}) is None
    assert trail.renumbering({"move": "renumber", "changes": [other]}) is None
    assert trail.renumbering({"move": "renumber"}) is None
    assert trail.refiled(
        {"evidence": [{"path": "evidence/ISSUE-007/a/照片.jpg", "by": "li"}, "evidence/ISSUE-0071/x"], "none": None},
        "ISSUE-007",
        "ISSUE-012",
    ) == {"evidence": [{"path": "evidence/ISSUE-012/a/照片.jpg", "by": "li"}, "evidence/ISSUE-0071/x"], "none": None}


def test_a_verification_still_stands_under_a_new_number() -> None:
    filed: Branch = {"path": f"evidence/{ID}/a.jpg", "size": "9", "sha256": "00", "note": "甲"}
    act: Branch = {"date": "2026-05-06", "by": "li", "result": "通过", "evidence": [f"evidence/{ID}/a.jpg"]}
    record: Branch = {
        **THIRD,
        "status": "verified",
        "evidence": [filed, {"path": "evidence/x"}],
        "verifications": [act],
    }
    verified = acted(THIRD, record, event("verify", "li", "verified"))
    signed = trail.events(verified)[-1]
    moved = cast("Branch", trail.refiled({**verified, "id": "ISSUE-012"}, ID, "ISSUE-012"))
    renumbered = acted(verified, {**moved, "history": verified["history"]}, event("renumber", "wang", "verified"))

    assert signed["evidence"] == [{"path": f"evidence/{ID}/a.jpg", "size": "9", "sha256": "00"}]
    assert chain.faults(renumbered, "ISSUE-012") == ()
    lost = acted(renumbered, {**renumbered, "evidence": []}, event("edit", "wang", "verified"))
    assert [one.rule for one in chain.faults(lost, "ISSUE-012")] == ["suspect"]

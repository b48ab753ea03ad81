"""What a merge says that it leaves to a person, and the parts it is made of: exact words, exact order."""

from __future__ import annotations

import random
from typing import cast

import pytest

import branching
from branching import FILE, Town
from ledger.errors import Said, say
from ledger.model import trail
from ledger.model.merge import fields, histories, joining, lists, rejoin
from ledger.model.merge.fields import Clash
from ledger.model.trail import Branch, Node
from ledger.store import merging
from ledger.store.merging import Versions

BASE = branching.first()
START = branching.read(BASE)


def acted(before: Branch, move: str, at: str, by: str = "zhang", after: str = "in-progress", **change: Node) -> Branch:
    """The record after one act, signed."""
    event: Branch = {"move": move, "before": "in-progress", "after": after, "by": by, "date": at[:10], "at": at}
    history = cast("Node", [*trail.events(before), event])
    return trail.seal(before, {**before, **change, "status": after, "history": history}, 1)


NINE, TEN = "2026-05-04T09:00:00+08:00", "2026-05-04T10:00:00+08:00"
OURS = acted(START, "edit", NINE, title="甲")
THEIRS = acted(START, "edit", TEN, by="li", region="乙")


def event(move: Said | str, who: str, at: str) -> Said:
    return say("merge.event", move=move, who=who, at=at[:16])


# --- what keeps two sides from being joined ---


def test_two_issues_of_one_number_are_told_by_their_titles() -> None:
    other = {**THEIRS, "uid": "5b1c8f0e-9999-4000-8000-000000000001", "title": None}
    found = joining.merged(START, OURS, other)

    assert found.against == (say("merge.two-issues", id="ISSUE-001", ours="甲", theirs=say("chain.nothing")),)
    assert (found.refused, found.clean, found.record) == (True, False, OURS)


@pytest.mark.parametrize(("history", "where"), [([], "ours"), ([{"move": "register"}], "theirs")])
def test_a_side_without_a_chain_is_named(history: list[Branch], where: str) -> None:
    bare: Branch = {**START, "history": cast("Node", history)}
    sides = (bare, THEIRS) if where == "ours" else (OURS, bare)
    found = joining.merged(START, *sides)

    assert found.against == (say("merge.unchained", side=say(f"merge.{where}"), id="ISSUE-001"),)
    assert found.refused


@pytest.mark.parametrize("where", ["ours", "theirs"])
def test_a_side_that_somebody_has_edited_by_hand_is_named_with_its_fault(where: str) -> None:
    by_hand = {**(OURS if where == "ours" else THEIRS), "region": "偷换"}
    found = joining.merged(START, *((by_hand, THEIRS) if where == "ours" else (OURS, by_hand)))
    why = say("chain.unsigned-change", way_out=say("chain.adopt", id="ISSUE-001"))

    assert found.against == (say("merge.unsound", side=say(f"merge.{where}"), why=why),)


@pytest.mark.parametrize("where", ["ours", "theirs"])
def test_an_event_that_a_side_lacks_is_named(where: str) -> None:
    base = acted(START, "edit", NINE, by="wang", title="丙")
    after = acted(base, "edit", TEN, title="丁")
    sides = (THEIRS, after) if where == "ours" else (after, THEIRS)
    found = joining.merged(base, *sides)

    lost = event(say("move.edit"), "wang", NINE)
    assert say("merge.lost", side=say(f"merge.{where}"), event=lost) in found.against
    assert not found.refused


# --- conclusions ---


def test_a_conclusion_is_told_with_what_stands_against_it() -> None:
    verified = acted(OURS, "verify", TEN, by="li", after="verified")
    found = joining.merged(START, verified, THEIRS)

    assert found.against == (
        say(
            "merge.move",
            side=say("merge.ours"),
            event=event(say("move.verify"), "li", TEN),
            others=(event(say("move.edit"), "li", TEN),),
        ),
    )
    assert found.record["status"] == "verified"


def test_two_conclusions_are_both_told() -> None:
    verified = acted(START, "verify", NINE, after="verified")
    failed = acted(START, "fail", TEN)
    told = [(one.key, str(one.fill["side"])) for one in joining.merged(START, verified, failed).against]

    assert told == [("merge.move", "merge.ours()"), ("merge.move", "merge.theirs()")]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"move": "verify", "by": "li", "at": NINE}, event(say("move.verify"), "li", NINE)),
        ({"move": "register"}, event(say("move.register"), "?", "")),
        ({"move": "自创"}, event("自创", "?", "")),
        ({}, event("?", "?", "")),
    ],
)
def test_an_event_in_a_few_words(what: Branch, told: Said) -> None:
    assert joining.told(what) == told


# --- the event that joins two ends ---


def test_the_joining_event_says_what_each_side_lacked() -> None:
    found = joining.merged(START, OURS, THEIRS)
    last = trail.events(found.record)[-1]
    first = str(min(trail.events(side)[-1]["hash"] for side in (OURS, THEIRS)))
    mine = [{"field": "region", "old": "红旗镇", "new": "乙"}]
    others = [{"field": "title", "old": "红旗河水质超标", "new": "甲"}]
    ours_first = first == trail.events(OURS)[-1]["hash"]

    assert (last["before"], last["after"], last["date"], last["at"]) == (
        "in-progress",
        "in-progress",
        "2026-05-04",
        TEN,
    )
    assert "cycle" not in last
    assert (last["changes"], last["merged"]) == ((mine, others) if ours_first else (others, mine))
    assert last["state"] == trail.state(found.record)
    assert last["hash"] == trail.event_digest(last)


def test_who_decides_signs_the_joining_event() -> None:
    record = {**THEIRS, "history": cast("Node", histories.united(trail.events(OURS), trail.events(THEIRS)))}
    signed: Branch = {"by": "wang", "at": "2026-06-01T09:00:00+08:00", "date": "2026-06-01", "why": "以现场为准"}
    last = trail.events(joining.joined(record, OURS, THEIRS, signed))[-1]

    assert {key: last[key] for key in signed} == signed


def test_changes_stand_in_the_order_of_their_fields() -> None:
    base: Branch = {**START, "fields": ["水"]}
    many: Branch = {"b": "1", "a": {"y": "1", "x": "1"}, "list": [{"n": str(n)} for n in range(11)]}
    changed: Branch = {"list": [{"n": f"{n}!"} for n in range(11)], "b": "2", "a": {"y": "2", "x": "2"}}
    found = joining._changes({**base, **many}, {**base, **changed})  # noqa: SLF001 - the rule of an order

    names = [one["field"] for one in cast("list[Branch]", found)]
    assert names == ["a.x", "a.y", "b", *(f"list.{n}.n" for n in range(1, 12))]


def test_a_side_that_has_everything_is_taken_as_it_stands() -> None:
    assert joining.merged(START, OURS, START).record == OURS
    assert joining.merged(START, START, THEIRS).record == THEIRS
    assert joining.merged(None, OURS, OURS).record == OURS


def test_a_status_does_not_go_back_by_merging() -> None:
    lower = {**OURS, "status": "open"}
    record = acted(OURS, "edit", TEN)
    found = joining._backwards(lower, record, lower)  # noqa: SLF001 - asked of records that no clean chain gives

    assert found == [say("merge.backwards", old=say("status.in-progress"), new=say("status.open"))]
    assert joining._backwards({**lower, "cycle": "2"}, record) == []  # noqa: SLF001 - a new round may begin low


# --- histories ---


def test_histories_are_united_by_what_follows_what_then_by_time() -> None:
    later = acted(OURS, "edit", "2026-05-01T09:00:00+08:00", region="丙")  # its clock was slow
    united = histories.united(trail.events(later), trail.events(THEIRS))

    assert [one["at"] for one in united[-3:]] == [NINE, "2026-05-01T09:00:00+08:00", TEN]
    assert united == histories.united(trail.events(THEIRS), trail.events(later))
    assert len(united) == len(trail.events(START)) + 3


def test_events_of_before_there_was_a_chain_keep_their_order() -> None:
    old: list[Branch] = [{"move": "start", "at": TEN}, {"move": "note", "at": NINE}]

    assert histories.united(old, [{"move": "edit", "at": "2026-01-01"}]) == [{"move": "edit", "at": "2026-01-01"}, *old]
    assert histories.of({"history": cast("Node", old)}) == {trail.name_of(one): one for one in old}


def test_of_events_without_a_chain_each_follows_all_that_stand_before_it_anywhere() -> None:
    last: Branch = {"move": "close", "at": "2026-01-01"}
    left, right = ({"move": "note", "at": at} for at in (NINE, TEN))

    assert histories.united([cast("Branch", right), last], [cast("Branch", left), last]) == [left, right, last]


def test_an_event_that_names_what_it_follows_need_not_follow_what_stands_before_it() -> None:
    first: Branch = {"move": "register", "at": "2026-01-01", "hash": "sha256:01"}
    slow, fast = ({"move": "edit", "at": at, "prev": ["sha256:01"], "hash": at} for at in (TEN, NINE))

    assert histories.united([first, cast("Branch", slow), cast("Branch", fast)]) == [first, fast, slow]


# --- lists ---


@pytest.mark.parametrize(
    ("where", "entry", "name"),
    [
        ("plan.measures", {"number": "1.10", "text": "甲"}, "1.10"),
        ("progress", {"date": "2026-05-01", "by": "li", "text": "两 行\n一句"}, "2026-05-01/li/两 行 一句"),
        ("plan.deadline.milestones", {"due": "2026-06-30", "text": "建制"}, "2026-06-30/建制"),
        ("fields", "水", "水"),
        ("nowhere", {"a": "1"}, trail.digest("entry", {"a": "1"})[7:15]),
    ],
)
def test_an_entry_is_known_by_what_it_is_about(where: str, entry: Node, name: str) -> None:
    assert lists.keyed([entry, entry, entry], where) == {name: entry, f"{name}#2": entry, f"{name}#3": entry}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "order"),
    [
        ("ab", "ab", "ba", "ba"),
        ("ab", "ba", "ab", "ba"),
        ("abc", "bac", "cab", "bac"),
        ("ab", "axb", "ab", "axb"),
        ("ab", "xab", "aby", "xaby"),
        ("ab", "axb", "ayb", "axyb"),
        ("ab", "ayb", "axb", "axyb"),
        ("abc", "ac", "abc", "ac"),
    ],
)
def test_the_order_of_a_united_list(base: str, ours: str, theirs: str, order: str) -> None:
    united: dict[str, Node] = {name: name for name in order}

    assert "".join(lists.ordered(base, ours, theirs, united)) == order
    assert "".join(lists.ordered(base, theirs, ours, united)) == order


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"number": "1.9"}, {"number": "1.10"}),
        ({"number": "9"}, {"number": "10"}),
        ({"number": "9"}, {"text": "无号"}),
        ({"date": "2026-05-01"}, {"date": "2026-05-02"}),
        ({"requested_on": "2026-05-01"}, {"requested_on": "2026-05-02"}),
        ({"start": "2026-05-01"}, {"start": "2026-05-02"}),
        ({"due": "2026-05-01"}, {"due": "2026-05-02"}),
        ({"date": "2026-05-01", "due": "2026-12-31"}, {"date": "2026-05-02", "due": "2026-06-30"}),
    ],
)
def test_additions_in_one_place_come_by_day_then_by_number(first: Branch, second: Branch) -> None:
    united: dict[str, Node] = {"z": first, "a": second}

    assert lists.ordered((), ("z",), ("a",), united) == lists.ordered((), ("a",), ("z",), united) == ["z", "a"]


# --- fields ---


def test_a_clash_says_its_way_its_keys_and_each_side() -> None:
    base: Branch = {"plan": {"measures": [{"number": "1.10", "due": "1"}]}}
    ours: Branch = {"plan": {"measures": [{"number": "1.10", "due": "2"}]}}
    theirs: Branch = {"plan": {"measures": [{"number": "1.10", "due": "3"}]}}
    content, (clash,) = fields.united(base, ours, theirs, lambda one: one.theirs)

    assert clash == Clash(("plan", "measures", "1.10", "due"), "plan.measures.due", "1", "2", "3")
    assert clash.field == "plan.measures.1.10.due"
    assert [clash.of(side) for side in fields.SIDES] == ["2", "1", "3"]
    assert content == theirs
    assert fields.at(ours, clash.steps) == "2"
    assert fields.at(ours, (*clash.steps, "more")) is None
    assert fields.at(ours, ("plan", "measures", "9", "due")) is None


def test_the_same_nothing_on_both_sides_stays_nothing() -> None:
    content, clashes = fields.united({"a": "1", "b": "1"}, {"a": None, "b": "1"}, {"b": ""}, lambda one: one.ours)

    assert (content, clashes) == ({"b": ""}, ())


def test_words_taken_out_here_and_put_in_there_are_no_clash() -> None:
    content, clashes = fields.united(
        {"a": ["甲", "乙"]}, {"a": ["甲"]}, {"a": ["甲", "乙", "丙"]}, lambda one: one.ours
    )

    assert (content, clashes) == ({"a": ["甲", "丙"]}, ())


# --- what a history knows ---


def test_which_events_an_event_follows() -> None:
    record = joining.merged(START, acted(OURS, "edit", TEN, title="丙"), THEIRS).record
    listed = trail.events(record)
    names = [(one["move"], one.get("at")) for one in listed]

    assert names[2:] == [("edit", NINE), *[("edit", TEN)] * 2, ("merge", TEN)]
    assert trail.follows(listed, 5) == [0, 1, 2, 3, 4]
    assert trail.follows(listed, 2) == [0, 1]
    assert trail.follows(listed, 0) == []
    ends = {3: trail.follows(listed, 3), 4: trail.follows(listed, 4)}
    assert sorted(ends.values()) == [[0, 1], [0, 1, 2]]


@pytest.mark.parametrize("decided", ["甲", "乙", "红旗河水质超标"])
def test_a_persons_decision_is_true_where_it_says_what_one_version_said(decided: str) -> None:
    theirs = acted(START, "edit", TEN, by="li", title="乙", region="白石镇")
    signed: Branch = {"by": "wang", "at": TEN, "date": TEN[:10], "why": "以现场为准"}
    united = cast("Node", histories.united(trail.events(OURS), trail.events(theirs)))
    record: Branch = {**theirs, "title": decided, "history": united}
    done = joining.joined(record, OURS, theirs, signed)
    last = len(trail.events(done)) - 1

    assert rejoin.is_true(done, last, trail.content(done))
    for forged in ({**record, "title": "丙"}, {**record, "region": "偷换"}):
        bent = joining.joined(forged, OURS, theirs, signed)
        assert not rejoin.is_true(bent, last, trail.content(bent))


def test_an_event_with_one_end_or_none_that_is_there_joins_nothing() -> None:
    record = joining.merged(START, OURS, THEIRS).record
    *before, last = trail.events(record)
    for prev in ([cast("list[Node]", last["prev"])[0]], ["sha256:00", "sha256:01"]):
        broken = {**record, "history": cast("Node", [*before, {**last, "prev": cast("Node", prev)}])}
        assert not rejoin.is_true(broken, len(before), trail.content(record))


# --- what is written where a person has to decide ---


def test_only_the_field_in_question_stands_between_marks() -> None:
    town = Town(random.Random(1))
    ours = town.act(BASE, "edit", lambda record: record.update(title="甲", region="丁"))
    theirs = town.act(BASE, "edit", lambda record: record.update(title="乙"))
    done = merging.merge(Versions(BASE, ours, theirs, FILE), marker=9)
    text = done.data.decode()

    assert [one.field for one in done.clashes] == ["title"]
    assert (
        "<<<<<<<<< 本方\ntitle: 甲\n||||||||| 共同的祖先\ntitle: 红旗河水质超标\n=========\ntitle: 乙\n>>>>>>>>> 对方\n"
        in text
    )
    assert "region: 丁" in text
    assert text.count("<" * 9) == 1, "the histories, which lines alone can't unite, stand outside of the marks"


@pytest.mark.parametrize("where", ["ours", "theirs"])
def test_a_side_that_is_no_issue_is_told_with_its_first_fault(where: str) -> None:
    bad = b"id: ISSUE-001\ntitle: [\n"
    versions = Versions(BASE, *((bad, BASE) if where == "ours" else (BASE, bad)), FILE)
    done = merging.merge(versions)

    assert not done.clean
    assert [(one.key, one.fill["side"]) for one in done.against] == [("merge.unreadable", say(f"merge.{where}"))]
    assert done.data.startswith("<<<<<<< 本方\n".encode())
    assert done.data.endswith(">>>>>>> 对方\n".encode())


def test_where_lines_alone_would_come_together_all_of_it_is_marked() -> None:
    done = merging.merge(Versions(b"", b"a: 1", b"", FILE))

    assert done.data == "<<<<<<< 本方\na: 1\n||||||| 共同的祖先\n=======\n>>>>>>> 对方\n".encode()


def test_where_more_than_fields_is_open_all_that_differs_is_marked() -> None:
    """Who confirms a conclusion has to see what it stands against."""
    town = Town(random.Random(1))
    ours = town.act(BASE, "verify", lambda record: record.update(title="甲", region="丁"))
    theirs = town.act(BASE, "edit", lambda record: record.update(title="乙"))
    done = merging.merge(Versions(BASE, ours, theirs, FILE))
    text = done.data.decode()

    assert [one.field for one in done.clashes] == ["title"]
    assert [one.key for one in done.against] == ["merge.move"]
    assert text.count("<<<<<<<") > 1, "the histories stand between marks as well"


def test_what_would_be_too_large_together_is_marked_by_lines() -> None:
    town = Town(random.Random(1))
    ours = town.act(BASE, "edit", lambda record: record.update(title="甲", region="丁" * 25_000))
    theirs = town.act(BASE, "edit", lambda record: record.update(title="乙", fields=["戊" * 25_000]))
    done = merging.merge(Versions(BASE, ours, theirs, FILE))

    assert [one.field for one in done.clashes] == ["title"]
    assert all(side in done.data.decode() for side in ("<<<<<<< 本方", "丁" * 25_000, "戊" * 25_000))


def test_days_and_moments_stand_without_quotes_as_every_command_writes_them() -> None:
    town = Town(random.Random(1))
    sides = [town.act(BASE, "edit", lambda record, key=key: record.update({key: "甲"})) for key in ("title", "region")]
    text = merging.merge(Versions(BASE, sides[0], sides[1], FILE)).data.decode()

    merge = text[text.index("move: merge") :]
    assert "\n    date: 2026-05-04\n    at: 2026-05-04T" in merge

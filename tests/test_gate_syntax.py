"""What a parser could not take, said at its place in words that tell what to write instead, by either parser."""

from __future__ import annotations

import pytest
from yaml import YAMLError
from yaml.error import Mark, MarkedYAMLError

from ledger.errors import Said, say
from ledger.model.problem import Place, Problem
from ledger.store.gate import Tree, read
from ledger.store.gate_events import events, python_events
from ledger.store.gate_syntax import syntax_faults
from ledger.store.gate_text import SHOWN_AT_MOST, Source


def told(text: str) -> list[tuple[str, Said, str | None]]:
    """Place, sentence, suggestion of every fault; both parsers lead to the same."""
    found = [read(text.encode(), "x.yaml", parser=parser) for parser in (events, python_events)]
    by_c, by_python = ([] if isinstance(one, Tree) else list(map(shown, one)) for one in found)
    assert by_c == by_python
    return by_c


def shown(fault: Problem) -> tuple[str, Said, str | None]:
    return str(fault.place).partition(":")[2], fault.text, fault.suggestion


SENTENCES = [
    ('a: "甲\nb: 1\n', "1:4", "quote"),
    ("a: '甲\n", "1:4", "quote"),
    ('a: "甲"乙\nb: 1\n', "1:7", "after-quote"),
    ("a: 'b' c\n", "1:8", "after-quote"),
    ('a: [ "甲" 乙 ]\n', "1:10", "after-quote"),
    ("a: ['甲' 乙]\n", "1:9", "after-quote"),
    ("a: {'甲' 乙}\n", "1:9", "after-quote"),
    ("a: [甲\nb: 1\n", "1:4", "bracket"),
    ("a: {b: 甲\n", "1:4", "bracket"),
    ("z: []\na: [甲, }\n", "2:4", "bracket"),
    ("a: [], {b: ]\n", "1:6", "after-bracket"),
    ("z: {}\na: {b: ]\n", "2:4", "bracket"),
    ("a: {b: [c, }\n", "1:8", "bracket"),
    ("a: [{b: ]\nc: [d]\n", "1:5", "bracket"),
    ("a: {b: }}\n", "1:9", "after-bracket"),
    ("a: - 甲\n", "1:4", "dash"),
    ("甲\n乙\nb: 1\n", "3:1", "indent"),
    ("- a\nb: 1\n", "2:1", "indent"),
    ("a: 1\n- b\n", "2:1", "indent"),
    ("a:\n  - b\n c: 2\n", "3:2", "indent"),
    ("a: 1\n b: 2\n", "2:2", "indent"),
    ("a:b\n\nc\nd: 1\n", "4:1", "indent"),
    ("title：甲\nb\nc: 1\n", "3:1", "indent"),
    ("# 注：x\n甲\nb: 1\n", "3:1", "indent"),
    (" # 注：x\n 甲\nb: 1\n", "3:1", "indent"),
    ("a: 甲：乙\n  b: 1\n", "2:3", "indent"),
    ("a: 1\n甲\n乙: 1\n", "2:1", "no-colon"),
    ("a: 1\n # 注：x\n甲\n乙: 1\n", "3:1", "no-colon"),
    ("a:\n  b: 1\n  甲\n", "3:3", "no-colon"),
    ('a: "\\xZ"\n', "1:7", "escape"),
]


@pytest.mark.parametrize(("text", "place", "key"), SENTENCES)
def test_a_slip_is_told_at_its_place(text: str, place: str, key: str) -> None:
    assert [(where, said) for where, said, _ in told(text)] == [(place, say(f"read.syntax.{key}"))]


@pytest.mark.parametrize(
    ("text", "place", "sign", "suggestion"),
    [
        ("a: @甲\n", "1:4", "@", 'a: "@甲"'),
        ("a: `甲`\n", "1:4", "`", 'a: "`甲`"'),
        ("a: %50\n", "1:4", "%", 'a: "%50"'),
        ("a: ? 甲\n", "1:4", "?", 'a: "? 甲"'),
        ("a: *甲*\n", "1:4", "*", 'a: "*甲*"'),
        ("a: &\n", "1:4", "&", 'a: "&"'),
        ("a: !<甲\n", "1:4", "!", 'a: "!<甲"'),
        ("a: !甲{ 1\n", "1:4", "!", 'a: "!甲{ 1"'),
        ("b: 1\na: > 5\n", "2:4", ">", 'a: "> 5"'),
        ("a: |甲\n", "1:4", "|", 'a: "|甲"'),
        ("a: @C:\\甲\n", "1:4", "@", "a: '@C:\\甲'"),
        ('a: @"甲"\n', "1:4", "@", "a: '@\"甲\"'"),
        ("a: @'甲'\n", "1:4", "@", None),
    ],
)
def test_a_sign_that_yaml_keeps_for_itself_goes_into_quotes(
    text: str, place: str, sign: str, suggestion: str | None
) -> None:
    assert told(text) == [(place, say("read.syntax.sign", sign=sign), suggestion)]


@pytest.mark.parametrize(
    ("text", "place", "key", "suggestion"),
    [
        ("a: [甲] 乙\n", "1:8", "syntax.after-bracket", 'a: "[甲] 乙"'),
        ("a: [甲]乙\n", "1:7", "syntax.after-bracket", 'a: "[甲]乙"'),
        ("a: {b: 1} 乙\n", "1:11", "syntax.after-bracket", 'a: "{b: 1} 乙"'),
        ("a: 甲: 乙\n", "1:5", "syntax.colon", 'a: "甲: 乙"'),
        ("a: 甲:\n", "1:5", "syntax.colon", 'a: "甲:"'),
        ("a: it's 甲: 乙\n", "1:10", "syntax.colon", None),
        ("a: 甲：乙: 1\n", "1:7", "syntax.colon", 'a: "甲：乙: 1"'),
        ("x: 1\na:b\nc\nd: 1\n", "2:2", "syntax.space-after-colon", "a: b"),
        ("title： a：b\nb: 1\n", "1:6", "fullwidth-colon", "title: a：b"),
        ("：甲\nb: 1\n", "1:1", "fullwidth-colon", ": 甲"),
    ],
)
def test_a_line_with_a_likely_correction(text: str, place: str, key: str, suggestion: str | None) -> None:
    assert told(text) == [(place, say(f"read.{key}"), suggestion)]


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("a: [甲 #乙\nb: 1\n", "1:7", "#乙"),
        ("a: [甲 #乙\n  丙\n  丁\nb: 1\n", "1:7", "#乙"),
        ("a: {b: 1, c #2\n}\n", "1:13", "#2"),
        ("a: {b #2\n: 1}\n", "1:7", "#2"),
        ("a: 甲 #1 丙  \n  乙\n", "1:6", "#1 丙"),
        ("a:\n  甲 #乙\n  丙: 1\n", "2:5", "#乙"),
    ],
)
def test_a_sentence_cut_by_a_number_sign_is_told_with_what_it_lost(text: str, place: str, rest: str) -> None:
    assert told(text) == [(place, say("read.hash-comment", rest=rest), None)]


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("[a]\nb: 1\n", "2:1", "not-mapping"),
        ("  a: 1\nb: 2\n", "2:1", "not-mapping"),
        ("a: 1\n: 2\n", "2:1", "bad-key"),
        ("b: 1\na: !h!x 1\n", "2:4", "tag"),
        ("\ta: 1\n", "1:1", "tab"),
    ],
)
def test_what_has_a_rule_of_its_own(text: str, place: str, key: str) -> None:
    assert told(text) == [(place, say(f"read.{key}"), None)]


def test_every_line_that_begins_with_a_tab_is_told_up_to_a_limit() -> None:
    text = "a:\n\tb: 1\n \tc: 1\nd: 1\n" + "\te: 1\n" * SHOWN_AT_MOST
    found = told(text)
    assert [place for place, *_ in found][:3] == ["2:1", "3:2", "5:1"]
    assert len(found) == SHOWN_AT_MOST


@pytest.mark.parametrize(
    ("typed", "name"), [("ud800bc", "U+D800"), ("U0011ffffbc", "U+0011FFFF"), ("Uffffffff", "U+FFFFFFFF")]
)
def test_an_escape_that_names_no_character_is_named(typed: str, name: str) -> None:
    """In Python `chr` raises there; no file may end the program."""
    for parser in (events, python_events):
        found = read(f'a: "\\{typed}"\n'.encode(), "x.yaml", parser=parser)
        assert isinstance(found, tuple)
        assert found[0].text == say("read.bad-char-escape", char=name)


def test_an_escape_that_is_none_is_told_at_its_place() -> None:
    found = read(b'a: "\\d"\n', "x.yaml")
    assert isinstance(found, tuple)
    assert [shown(fault) for fault in found] == [("1:5", say("read.syntax.escape"), None)]


def test_a_complaint_that_nobody_knows_is_passed_on() -> None:
    source = Source("x.yaml", "a: 1\nb: 2\n")
    place = Mark("x.yaml", 8, 1, 3, None, 0)
    for error, line, column in (
        (YAMLError("no words of ours"), 1, 1),
        (MarkedYAMLError(problem="no words of ours"), 1, 1),
        (MarkedYAMLError(problem="no words of ours", problem_mark=place), 2, 4),
    ):
        assert syntax_faults(error, source) == [
            Problem(
                "syntax",
                "invalid",
                say("read.syntax.other", detail="no words of ours"),
                place=Place("x.yaml", line, column),
                excerpt="b: 2" if line == 2 else "a: 1",
            )
        ]

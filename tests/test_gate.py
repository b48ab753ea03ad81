"""Reading YAML: what is accepted says what was typed; what is refused is refused at its place, in plain words.

Put a file into `data/bad` and its faults into `data/bad/expected.tsv`, and it is tested; into `data/good`, likewise.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path as File

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

from ledger.cli.words.catalogue import Catalogue
from ledger.cli.words.reading import WORDS
from ledger.errors import Said, say
from ledger.model.problem import Path, Place, Problem
from ledger.store.gate import DEPTH_LIMIT, FAULTS_AT_MOST, Node, Tree, read
from ledger.store.gate_events import events, python_events
from ledger.store.gate_text import SHOWN_AT_MOST, SIZE_LIMIT, Source
from ledger.store.gate_tree import marked

DATA = File(__file__).parent / "data"
BAD = DATA / "bad"
IN_CHINESE = Catalogue("zh", WORDS)
Expected = tuple[str, str, str, str]


def manifest() -> dict[str, list[Expected]]:
    """File → its faults: rule, line, column, a part of the message."""
    found: dict[str, list[Expected]] = defaultdict(list)
    for row in (BAD / "expected.tsv").read_text("utf-8").splitlines()[1:]:
        file, rule, line, column, words = row.split("\t")
        found[file].append((rule, line, column, words))
    return found


EXPECTED = manifest()


def tree(text: str) -> Tree:
    found = read(text.encode(), "x.yaml")
    assert isinstance(found, Tree), found
    return found


def faults(data: bytes | str, file: str = "x.yaml") -> tuple[Problem, ...]:
    found = read(data.encode() if isinstance(data, str) else data, file)
    assert not isinstance(found, Tree), found.data
    return found


def rules(data: bytes | str) -> list[str]:
    return [fault.rule for fault in faults(data)]


# --- the corpus ---


def test_every_bad_file_is_in_the_manifest() -> None:
    assert {path.name for path in BAD.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_bad_file(file: str) -> None:
    found = faults((BAD / file).read_bytes(), file)
    places = [(fault.rule, fault.place) for fault in found]
    assert [(rule, f"{file}:{line}:{column}") for rule, line, column, _ in EXPECTED[file]] == [
        (rule, str(place)) for rule, place in places
    ]
    for fault, (_, _, _, words) in zip(found, EXPECTED[file], strict=True):
        assert words in IN_CHINESE(fault.text)
        assert fault.level == "invalid"


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_what_is_quoted_of_a_bad_file_can_be_shown(file: str) -> None:
    """The terminal is never handed an escape sequence or text that runs backwards."""
    for fault in faults((BAD / file).read_bytes(), file):
        shown = f"{IN_CHINESE(fault.text)}{fault.excerpt or ''}{fault.suggestion or ''}"
        assert shown.replace("\t", "").isprintable()


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_the_parser_in_python_refuses_the_same(file: str) -> None:
    """PyYAML without its C part: slower, never more lenient."""
    found = read((BAD / file).read_bytes(), file, parser=python_events)
    assert not isinstance(found, Tree)
    assert [fault.rule for fault in found] == [rule for rule, *_ in EXPECTED[file]]


@pytest.mark.parametrize("path", sorted((DATA / "good").glob("*.yaml")), ids=lambda path: path.name)
def test_a_good_file(path: File) -> None:
    by_c, by_python = (read(path.read_bytes(), path.name, parser=parser) for parser in (events, python_events))
    assert isinstance(by_c, Tree)
    assert isinstance(by_python, Tree)
    assert by_c.data == by_python.data


# --- values ---


@pytest.mark.parametrize(
    "typed",
    ["no", "NO", "on", "0012", "1.10", "12:30", "013800138000", "2026-02-30", "1_000", "1e3", ".nan", "0x1F", "true",
     "Null", "NULL", "2026-01-05T10:00:00+08:00", "C:\\数据", "水（一）：甲", "a#b", "-3℃"],
)  # fmt: skip
def test_a_value_stays_what_was_typed(typed: str) -> None:
    assert tree(f"{typed}: {typed}\n").data == {typed: typed}


def test_nothing_is_none_and_quoted_nothing_is_text() -> None:
    assert tree("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\ng: [ ~, '' ]\n").data == {
        "a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": [None, ""],
    }  # fmt: skip


def test_comments_are_no_content() -> None:
    text = "# 上\na: 甲 # 乙\nb: #\nc: 丙 ## 丁\nd: '#1'  # 戊\ne: |  # 己\n  一 #1\n"
    assert tree(text).data == {"a": "甲", "b": None, "c": "丙", "d": "#1", "e": "一 #1\n"}


def test_byte_order_mark_and_windows_line_ends() -> None:
    found = tree("\ufeffa: 1\r\nb:\r\n  - x\r\n")
    assert found.data == {"a": "1", "b": ["x"]}
    assert found.locate(("b", 0)) == (3, 5)


def test_one_document_with_its_marks() -> None:
    assert tree("---\na: 1\n...\n").data == {"a": "1"}


def test_whether_something_was_left_empty_is_known() -> None:
    assert [tree(text).gaps for text in ("a: 1\n", "a: ''\n", "a:\n", "a: [~]\n")] == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('a: "甲\n  - 乙"\n', {"a": "甲 - 乙"}),
        ("a: 甲 - 乙\nb:\n- c\n", {"a": "甲 - 乙", "b": ["c"]}),
        ("a: |\n  甲\n#乙\nb: 1\n", {"a": "甲\n", "b": "1"}),
    ],
)
def test_what_only_looks_like_a_slip_is_read(text: str, data: dict[str, object]) -> None:
    assert tree(text).data == data


def test_of_a_comment_too_close_all_is_told_that_would_be_lost() -> None:
    for text, column in (("a: 甲 #乙 丙  \n", 6), ("a: '甲'#乙 丙\n", 7), ('a: "甲"#乙 丙\n', 7)):
        (fault,) = faults(text)
        assert (fault.text, fault.place) == (say("read.hash-comment", rest="#乙 丙"), Place("x.yaml", 1, column))


def test_what_follows_a_second_document_is_not_looked_at() -> None:
    assert rules("a: 1\n---\nb: &x 1\n---\n") == ["multi-doc"]


# --- places ---


def test_a_text_knows_its_lines_and_where_a_character_stands() -> None:
    source = Source("x.yaml", "\na\r\n\rbc")
    assert [source.line(number) for number in range(6)] == ["", "", "a", "", "bc", ""]
    assert [source.position(at) for at in (0, 1, 4, 5, 6)] == [(1, 1), (2, 1), (3, 1), (4, 1), (4, 2)]
    for length, last in ((200, "x"), (201, "…")):
        shown = Source("x.yaml", "x" * length).excerpt(1)
        assert (len(shown), shown[-1]) == (200, last)


PLACED = """\
id: ISSUE-1
plan:
  goal:   达标
  measures:
    - text: 甲
      due: 2026-01-01
    - text: [一, 二]
      due:
units: [水, {name: 大气}]
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), (1, 1), (1, 1)),
        (("id",), (1, 1), (1, 5)),
        (("plan",), (2, 1), (3, 3)),
        (("plan", "goal"), (3, 3), (3, 11)),
        (("plan", "measures"), (4, 3), (5, 5)),
        (("plan", "measures", 0), (5, 7), (5, 7)),
        (("plan", "measures", 0, "due"), (6, 7), (6, 12)),
        (("plan", "measures", 1, "text", 1), (7, 17), (7, 17)),
        (("plan", "measures", 1, "due"), (8, 7), (8, 11)),
        (("units", 1, "name"), (9, 13), (9, 19)),
    ],
)
def test_where_a_part_stands(path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]) -> None:
    assert tree(PLACED).locate(path) == key
    assert tree(PLACED).locate_value(path) == value


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("plan", "units"), (2, 1)),
        (("plan", "measures", 7, "due"), (4, 3)),
        (("plan", "measures", 0, "who", "name"), (5, 7)),
        (("id", "x"), (1, 1)),
        (("plan", 0), (2, 1)),
        (("nowhere",), (1, 1)),
    ],
)
def test_what_is_not_there_is_placed_where_it_would_stand(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert tree(PLACED).locate(path) == place


def test_a_line_is_quoted_as_it_can_be_shown() -> None:
    assert tree(PLACED).excerpt(3) == "  goal:   达标"
    assert tree(PLACED).excerpt(99) == ""
    (fault,) = faults(f"a: {'长' * 500}\u202e\n")
    assert fault.excerpt is not None
    assert len(fault.excerpt) == 200
    assert faults("a: \x1b[31m\n")[0].excerpt == "a: <U+001B>[31m"


def test_a_likely_correction_is_offered() -> None:
    assert faults("title: 问题: 缺少\n")[0].suggestion == 'title: "问题: 缺少"'
    assert faults('title: 问题: "缺少"\n')[0].suggestion == "title: '问题: \"缺少\"'"
    assert faults("id: 1\ntitle：缺少\nb: 1\n")[0].suggestion == "title: 缺少"
    assert faults("status:open\nb: 1\n")[0].suggestion == "status: open"


# --- hostile files ---


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_of_a_gbk_file_the_one_line_is_guessed_at_whatever_ends_it(end: str) -> None:
    (fault,) = faults(f"id: 1{end}b: 1{end}title: 废水{end}goal: 达标{end}".encode("gbk"))

    assert fault.text == say("read.not-utf8.gbk", guess="title: 废水")
    assert fault.place == Place("x.yaml", 3, 8)
    assert fault.excerpt == "title: 废水".encode("gbk").decode(errors="replace")


@pytest.mark.parametrize(
    "data", [b"a: \xff\n", "废水\n".encode("gbk") + b"\x00", "水\u200b".encode("gb18030"), b"\x81"]
)
def test_what_is_no_chinese_of_an_old_editor_is_not_guessed_at(data: bytes) -> None:
    assert [fault.text for fault in faults(data)] == [say("read.not-utf8")]
    assert faults("废水".encode("gbk"))[0].text == say("read.not-utf8.gbk", guess="废水")


def test_a_file_beyond_the_limit_is_not_read() -> None:
    (fault,) = faults(b"- x\n" * (10 * 1024 * 1024 // 4) + b"#")
    assert fault == Problem("too-big", "invalid", say("read.too-big", size=10240, limit=256), place=Place("x.yaml"))
    assert isinstance(read(b"a: " + b"x" * (SIZE_LIMIT - 3), "x.yaml"), Tree)


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "- - ", "? "])
def test_two_hundred_thousand_levels_are_refused_at_once(bracket: str) -> None:
    """A loader that recurses dies here, taking the interpreter with it (reliability.md 0.2)."""
    data = ("a:\n " + bracket * (200_000 // len(bracket))).encode()
    began = time.process_time()
    found = faults(data)
    assert time.process_time() - began < 0.5
    assert "too-deep" in [fault.rule for fault in found]


def test_what_follows_from_a_bracket_that_is_open_is_not_told_beside_it() -> None:
    assert [(one.rule, one.place and one.place.line) for one in faults("a:\n  - b: [c, d\n  - e: f\n  - g: h\n")] == [
        ("syntax", 2)
    ]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("issues/2026/ISSUE-001.yaml", say("read.conflict-of-issue", id="ISSUE-001")),
        ("issues/ISSUE-001.yml", say("read.conflict-of-issue", id="ISSUE-001")),
        ("people.yaml", say("read.conflict")),
    ],
)
def test_marks_of_an_unfinished_merge_are_told_with_the_issue_that_they_stand_in(file: str, said: Said) -> None:
    text = "a: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\nc: =======\n"
    assert faults(text, file) == (
        Problem("conflict", "invalid", said, place=Place(file, 2, 1), excerpt="<<<<<<< ours"),
    )
    assert [str(fault.place) for fault in faults(text.replace("<", " "))] == ["x.yaml:4:1"]


def test_of_a_file_full_of_stray_characters_the_first_lines_are_told() -> None:
    found = faults("a: \x07\n" * 30)
    assert [fault.place for fault in found if fault.rule == "bad-char"] == [
        Place("x.yaml", line, 4) for line in range(1, SHOWN_AT_MOST + 1)
    ]


def test_what_stands_for_a_stray_character_is_one_character_wide() -> None:
    assert [str(fault.place) for fault in faults("x: {c: \x07, c: 1}\n")] == ["x.yaml:1:8", "x.yaml:1:11"]


def test_depth_up_to_the_limit_is_read() -> None:
    assert tree("a: " + "[" * (DEPTH_LIMIT - 1) + "x" + "]" * (DEPTH_LIMIT - 1)).data["a"]
    assert rules("a: " + "[" * DEPTH_LIMIT + "x" + "]" * DEPTH_LIMIT) == ["too-deep"]


@pytest.mark.parametrize(
    "text", ["k: 1\n" * 50_000, "k: a #b\n" * 30_000, "\x00" * 260_000, "- &a x\n" * 35_000, "<<<<<<< a\n" * 26_000]
)
def test_a_file_full_of_faults_is_answered_soon_and_briefly(text: str) -> None:
    began = time.process_time()
    assert 0 < len(faults(text)) <= FAULTS_AT_MOST
    assert time.process_time() - began < 3


# --- laws ---

TOKENS = (
    "a", "b", "整改", ": ", ":", "：", "- ", "\n", "\n  ", "\n    ", "\r\n", "\r", "\t", "#", " #", "# ", "~",
    "[", "]", "{", "}", ",", "'", '"', "|", ">", "&x", "*x", "!t", "%", "---", "...", "? ", "<<: ", "@", "`",
    "\\e", "\\u", "\u202e", "\x07", "\ufeff", "<<<<<<< a",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@given(PIECES | st.text(max_size=60))
def test_any_text_is_read_or_refused_at_a_place(text: str) -> None:
    data = text.encode(errors="surrogatepass")
    for parser in (events, python_events):
        found = read(data, "x.yaml", parser=parser)
        if isinstance(found, Tree):
            continue
        assert found
        for fault in found:
            assert fault.place is not None
            assert fault.place.line is not None
            assert 1 <= fault.place.line <= text.count("\n") + text.count("\r") + 2
            assert IN_CHINESE(fault.text)


def parts(node: Node, path: Path = ()) -> Iterator[Path]:
    """Every path of a tree, and one that is not there beside each."""
    yield from (path, (*path, "nowhere"))
    for key, value in node.items() if isinstance(node, dict) else enumerate(node if isinstance(node, list) else ()):
        yield from parts(value, (*path, key))


def by_the_parser(text: str) -> list[tuple[int, int]]:
    """Line and column of every key, value and list entry, as libyaml counts them."""
    source, found = events(text), []
    while (event := source.get_event()) is not None:
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            found.append((event.start_mark.line + 1, event.start_mark.column + 1))
    return found


@given(PIECES | st.text(max_size=60))
@example(PLACED)
@example(PLACED.replace("\n", "\r\n"))
@example("一: |\n  二\n\n三: >-\n  四\n\n  五\n六: [七, {八: }]\r九: '十'\n")
@example(f"长: {'字' * 70_000}\n短: [甲, 乙]\n")
def test_a_text_read_before_has_its_parts_where_they_were(text: str) -> None:
    whole = f"{text}\n"  # to libyaml, what is cut short ends on a line that isn't there
    found = read(whole.encode(errors="surrogatepass"), "x.yaml")
    if not isinstance(found, Tree):
        return
    assert [found.source.position(at) for at in found.offsets] == by_the_parser(found.source.text)
    again = marked(found.data, found.source, found.marks)
    for path in parts(found.data):
        assert (again.locate(path), again.locate_value(path)) == (found.locate(path), found.locate_value(path))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read(data, "x.yaml")


@given(PIECES)
def test_the_two_parsers_read_the_same(text: str) -> None:
    data = text.encode()
    by_c, by_python = (read(data, "x.yaml", parser=parser) for parser in (events, python_events))
    if isinstance(by_c, Tree) and isinstance(by_python, Tree):
        assert by_c.data == by_python.data


def test_the_words_have_the_same_blanks_in_both_languages() -> None:
    for chinese, english in WORDS.values():
        blanks = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (chinese, english)]
        assert blanks[0] == blanks[1]

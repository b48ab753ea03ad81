"""Writing YAML: what a new record looks like, and what stays as it is when a hand-edited file is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import LedgerError, UnreadableError
from ledger.store.gate import Node, Tree, read
from ledger.store.gate_text import STRAY_IN_VALUE
from ledger.store.yaml_roundtrip import text_only_yaml
from ledger.store.yaml_splice import CannotSpliceError, splice
from ledger.store.yaml_text import flow
from ledger.store.yamlfile import as_mapping, as_text, dump_new, rewrite

GOOD = Path(__file__).parent / "data" / "good"
HAND = (GOOD / "hand-edited.yaml").read_bytes()


def tree(data: bytes | str) -> dict[str, Node]:
    found = read(data.encode() if isinstance(data, str) else data, "x.yaml")
    assert isinstance(found, Tree), found
    return found.data


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines only in the old text and only in the new one."""
    old, new = before.split(b"\n"), after.split(b"\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def edit(original: bytes | str, change: Callable[[dict[str, object]], object], order: Sequence[str] = ()) -> str:
    data = original.encode() if isinstance(original, str) else original
    wanted: dict[str, object] = dict(tree(data))
    change(wanted)
    result = rewrite(data, tree(data), wanted, order=order)
    assert tree(result) == as_mapping(wanted)
    return result.decode()


# --- a new record ---


def test_a_new_record_reads_well() -> None:
    record = {
        "id": "ISSUE-014",
        "title": "废水处理站：缺少 #1 车间台账",
        "item": "1.10",
        "phone": "013800138000",
        "category": ["水", "大气"],
        "found": date(2026, 5, 31),
        "weight": Decimal("0.50"),
        "count": 42,
        "done": True,
        "says": "no",
        "plan": {
            "goal": "一、建立台账；\n二、长期坚持。",
            "measures": [{"text": '安装 "在线" 设备', "due": date(2026, 2, 28)}, {"text": "C:\\台账"}],
        },
        "history": [{"at": datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=8))), "who": "张三"}],
    }
    assert dump_new(record, "# yaml-language-server: $schema=../schema.json").decode() == (
        "# yaml-language-server: $schema=../schema.json\n"
        "id: ISSUE-014\n"
        'title: "废水处理站：缺少 #1 车间台账"\n'
        'item: "1.10"\n'
        'phone: "013800138000"\n'
        "category: [水, 大气]\n"
        "found: 2026-05-31\n"
        "weight: 0.50\n"
        "count: 42\n"
        "done: true\n"
        'says: "no"\n'
        "plan:\n"
        "  goal: |-\n"
        "    一、建立台账；\n"
        "    二、长期坚持。\n"
        "  measures:\n"
        '    - text: 安装 "在线" 设备\n'
        "      due: 2026-02-28\n"
        "    - text: C:\\台账\n"
        "history:\n"
        "  - at: 2026-01-05T10:00:00+08:00\n"
        "    who: 张三\n"
    )


def test_a_long_sentence_stays_on_its_line() -> None:
    sentence = "整改措施" * 200
    assert dump_new({"title": sentence}).decode() == f"title: {sentence}\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None), (True, "true"), (False, "false"), (0, "0"), (-7, "-7"), (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"), (date(2026, 6, 1), "2026-06-01"), ("第一行\r\n第二行\r", "第一行\n第二行\n"),
        (datetime(2026, 6, 1, 9, tzinfo=timezone(timedelta(hours=8))), "2026-06-01T09:00:00+08:00"),
    ],
)  # fmt: skip
def test_the_text_of_a_value(value: object, text: str | None) -> None:
    assert as_text(value) == text
    assert tree(dump_new({"k": value})) == {"k": text}


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), b"x", object()])
def test_a_value_that_no_file_holds(value: object) -> None:
    with pytest.raises(TypeError):
        as_text(value)


@pytest.mark.parametrize(
    "text",
    [
        "42", "13800138000", "2026-05-31",
        "no", "Yes", "ON", "n", "null", "~", "0012", "1.10", "12:30", "1e3", "12345e67", "0x1F", "0o17", "1_000", ".5",
        "+1", "190:20:30", ".inf", "-.INF", ".nan", "=", "<<", "2026-02-30", "2026-9-5", "2026-9-5 10:00:00", "-0",
        "", " 前面有空格", "a: b", "a #b", "#1车间", "- x", "@张三", "*重要*", "%50", "!x", "[x] y", "{", "'", '"', "`",
        "---", "... x", "问题:", "> 5", "|", "? x", "a\tb", "\u3000段首",
    ],
)  # fmt: skip
def test_texts_in_quotes(text: str) -> None:
    data = dump_new({"k": text})
    assert re.fullmatch(r"""k: (".*"|'.*')\n""", data.decode())
    assert tree(data) == {"k": text}
    assert yaml.safe_load(data) == {"k": text}


@pytest.mark.parametrize(
    "value",
    [42, date(2026, 5, 31), datetime(2026, 5, 31, 10, tzinfo=timezone(timedelta(hours=8))), "水（一）：甲", "-3℃"],
)
def test_values_without_quotes(value: object) -> None:
    assert dump_new({"k": value}).decode() == f"k: {as_text(value)}\n"


def test_a_character_that_no_file_may_hold_is_refused_by_name() -> None:
    with pytest.raises(UnreadableError) as refused:
        dump_new({"plan": {"measures": [{"text": "台账\u202e"}]}})
    assert refused.value.what.fill == {"field": "plan.measures.text", "char": "U+202E"}


# --- an existing file ---


def test_nothing_changed_nothing_written() -> None:
    for path in GOOD.glob("*.yaml"):
        data = path.read_bytes()
        assert rewrite(data, tree(data), tree(data)) is data


def test_one_field_one_line() -> None:
    result = edit(HAND, lambda record: record.update(level="较大")).encode()
    assert changed_lines(HAND, result) == (
        ["level:    重大      # 督察组定的级别".encode()],
        ["level:    较大      # 督察组定的级别".encode()],
    )


def test_quotes_stay_the_kind_they_were() -> None:
    assert (
        edit("a: '甲'\nb: \"乙\"\nc: 丙\n", lambda r: r.update(a="一", b="二", c="三")) == "a: '一'\nb: \"二\"\nc: 三\n"
    )


def test_a_typed_value_goes_without_quotes() -> None:
    assert (
        edit("done: false\ndue:\n", lambda r: r.update(done=True, due=date(2026, 5, 1)))
        == "done: true\ndue: 2026-05-01\n"
    )


def test_an_added_entry_leaves_the_others_alone() -> None:
    def add(record: dict[str, object]) -> None:
        history = record["history"]
        assert isinstance(history, list)
        record["history"] = [*history, {"at": date(2026, 4, 1), "who": "王五", "text": "第一行\n第二行"}]

    result = edit(HAND, add)
    gone, new = changed_lines(HAND, result.encode())
    assert gone == []
    assert b"\n".join(new).decode() == "- at: 2026-04-01\n  who: 王五\n  text: |-\n      第一行\n      第二行"
    assert result.endswith("第二行\n# 末尾说明：附件见 evidence/ISSUE-014\n")


def test_an_entry_taken_out_takes_no_comment_of_another() -> None:
    text = "units:\n  # 牵头\n  - 甲  # 一\n  # 协助\n  - 乙  # 二\n  - 丙  # 三\n"
    assert edit(text, lambda r: r.update(units=["甲", "丙"])) == (
        "units:\n  # 牵头\n  - 甲  # 一\n  # 协助\n  - 丙  # 三\n"
    )


def test_an_entry_put_in_front_or_between() -> None:
    assert (
        edit("units:\n- x\n- y\n- x\n", lambda r: r.update(units=["w", "x", "v", "y", "x"]))
        == "units:\n- w\n- x\n- v\n- y\n- x\n"
    )


def test_new_keys_go_where_the_schema_has_them() -> None:
    order = ("id", "title", "level", "state", "notes")
    text = "id: 1  # 编号\nstate: open\nextra: 自己加的\n"
    assert edit(text, lambda r: r.update(other="x", notes="见附件", level="重大", title="t"), order) == (
        "id: 1  # 编号\ntitle: t\nlevel: 重大\nstate: open\nnotes: 见附件\nextra: 自己加的\nother: x\n"
    )
    assert edit("state: open\n", lambda r: r.update(id=1), order) == "id: 1\nstate: open\n"


def test_a_key_taken_out() -> None:
    text = "a: 1\n# 说明\nb:\n  c: 1\n  d: 2 # 二\n\ne: 3\n"
    assert edit(text, lambda r: r.pop("b")) == "a: 1\n# 说明\n\ne: 3\n"
    assert edit(text, lambda r: r.update(b={"d": "2"})) == "a: 1\n# 说明\nb:\n  d: 2 # 二\n\ne: 3\n"
    assert edit("x:\n- a: 1\n  b: 2\n", lambda r: r.update(x=[{"b": "2"}])) == "x:\n- b: 2\n"


def test_a_comment_stays_with_its_key_when_the_value_becomes_a_block() -> None:
    text = "plan:   # 方案\nunits: 甲 # 单位\nlast: 1"
    assert edit(text, lambda r: r.update(plan={"goal": "达标"}, units=["甲" * 20, "乙" * 20], last="一\n二")) == (
        f"plan:   # 方案\n  goal: 达标\nunits: # 单位\n  - {'甲' * 20}\n  - {'乙' * 20}\nlast: |-\n  一\n  二"
    )


def test_a_comment_below_never_becomes_content() -> None:
    text = "title: x\n    # 说明\nnote:\n  y # 注\n"
    assert edit(text, lambda r: r.update(title="一\n二", note="三\n四")) == (
        'title: "一\\n二"\n    # 说明\nnote: "三\\n四" # 注\n'
    )


def test_a_comment_indented_under_an_entry_stays_under_it() -> None:
    text = "title: x\n    # 说明\nunits:\n  - 甲\n    # 牵头\n  # 以下协助\n  - 乙\n"
    assert edit(text, lambda r: r.update(note="一\n二", units=["甲", "丙", "乙"]), ("title", "note")) == (
        "title: x\n    # 说明\nnote: |-\n  一\n  二\nunits:\n  - 甲\n    # 牵头\n  - 丙\n  # 以下协助\n  - 乙\n"
    )


def test_a_text_that_no_writer_can_change_is_left_alone() -> None:
    text = b"a: >-\n? b\tc\n? d\n"
    with pytest.raises(LedgerError, match=r"write\.unfaithful"):
        rewrite(text, tree(text), tree(text) | {"d": "x"})


def test_a_list_in_brackets_stays_in_brackets() -> None:
    text = "units: [甲, '乙']   # 单位\nwho: {name: 张三, day: }\n"
    assert edit(text, lambda r: r.update(units=["丁", "乙", "丙"], who={"name": "李四", "day": 1, "at": "x"})) == (
        "units: [丁, '乙', 丙]   # 单位\nwho: {name: 李四, day: 1, at: x}\n"
    )


def test_windows_line_ends_and_byte_order_mark_stay() -> None:
    data = (GOOD / "bom-crlf.yaml").read_bytes()
    result = edit(
        data, lambda r: r.update(title="新题目", state="open", units=["市住建局", "市城管局", "市水务局"])
    ).encode()
    assert result.startswith(b"\xef\xbb\xbf")
    assert result.count(b"\r\n") == result.count(b"\n") == data.count(b"\n") + 2
    assert "  - 市城管局   # 协助\r\n  - 市水务局\r\n".encode() in result


def test_a_file_without_a_last_newline() -> None:
    assert edit("a: 1\nb: [x]", lambda r: r.update(c=3, d=4)) == "a: 1\nb: [x]\nc: 3\nd: 4"


def test_a_text_that_keeps_its_last_lines() -> None:
    text = "a: |+\n  x\n\n\nb: 1\n"
    assert edit(text, lambda r: r.update(b=2)) == "a: |+\n  x\n\n\nb: 2\n"
    assert edit(text, lambda r: r.update(a="y\nz")) == "a: |-\n  y\n  z\n\n\nb: 1\n"


@pytest.mark.parametrize("text", ["{a: 1, b: [x]}\n", "a:\n- - x\n  - y\n- - z\nb: 1\n", "? a\n: 1\n? b\n: 2\n"])
def test_odd_layouts_are_rewritten_by_the_round_trip_loader(text: str) -> None:
    def swap(record: dict[str, object]) -> None:
        record.pop("a")
        record["c"] = ["q"]

    edit(text, swap)


def test_a_file_that_says_something_else_is_not_touched() -> None:
    with pytest.raises(LedgerError, match=r"write\.not-as-read"):
        rewrite(b"a: 1\n", {"a": "2"}, {"a": "3"})


def test_a_record_emptied_and_filled() -> None:
    assert edit("a: 1\n", dict.clear) == "{}\n"
    assert edit("{}\n", lambda r: r.update(a="1", b=["x"])) != "{}\n"


# --- laws ---

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12).filter(
    lambda text: not STRAY_IN_VALUE.search(text)
)
WORDS = st.one_of(
    st.sampled_from(
        ["水", "no", "0012", "1.10", "a: b", "x #1", "- y", "一\n二", "一\n\n 二\n", "2026-05-31", "'", '"', "", "\\"]
    ),
    TEXTS,
)
KEYS = st.one_of(st.sampled_from(["id", "title", "plan", "on", "整改", "a b"]), TEXTS)
VALUES = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=5)
HAND_WORDS = st.one_of(st.none(), st.sampled_from(["甲", "乙 丙", "no", "0012", "一\n二", "x: y", "42"]))
HAND_KEYS = st.sampled_from(["a", "b", "c", "甲"])
HAND_RECORDS = st.dictionaries(
    HAND_KEYS,
    st.recursive(
        HAND_WORDS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(HAND_KEYS, inner, max_size=4),
        max_leaves=10,
    ),
    min_size=1,
    max_size=4,
)


@given(RECORDS)
def test_what_is_written_is_read(record: dict[str, object]) -> None:
    assert tree(dump_new(record)) == as_mapping(record)


@given(WORDS)
def test_an_older_reader_sees_the_same(text: str) -> None:
    """PyYAML reads YAML 1.1, where `no` is False and 12:30 is 750."""
    found = yaml.safe_load(dump_new({"k": text}))["k"]
    assert found == text or (not isinstance(found, str) and text in {str(found), getattr(found, "isoformat", str)()})


@given(RECORDS)
def test_the_two_readers_agree_on_what_we_write(record: dict[str, object]) -> None:
    data = dump_new(record)
    assert text_only_yaml().load(data.decode()) == tree(data)


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.yaml")), ids=lambda path: path.name)
def test_the_two_readers_agree_on_what_hands_write(path: Path) -> None:
    data = path.read_bytes()
    assert text_only_yaml().load(data.decode("utf-8-sig")) == tree(data)


class Typist:
    """Types records the way somebody might have: own indents, gaps, quotes and comments."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.step, self.dash = draw(st.sampled_from([(2, 2), (4, 0), (2, 0), (4, 4), (3, 1)]))

    def one_of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def lines(self, node: Node, indent: int) -> list[str]:
        found: list[str] = []
        entries = [(f"{key}:", value) for key, value in node.items()] if isinstance(node, dict) else []
        entries += [("-", value) for value in node] if isinstance(node, list) else []
        for head, value in entries:
            found += self.draw(st.sampled_from([[], [], [], [""], [" " * indent + "# 注"]]))
            first, *rest = self.behind(value, indent, in_list=head == "-")
            found += [" " * indent + head + first, *rest]
        return found

    def behind(self, value: Node, indent: int, *, in_list: bool) -> list[str]:
        """What stands behind a colon or a dash."""
        if isinstance(value, list | dict):
            if not value:
                return [" []" if isinstance(value, list) else " {}"]
            step = 2 if in_list else self.dash if isinstance(value, list) else self.step
            below = self.lines(value, indent + step)
            if in_list and below[0].strip() and "#" not in below[0] and self.draw(st.booleans()):
                return [f" {below[0].lstrip()}", *below[1:]]
            return [self.one_of("", "  # 注"), *below]
        if value is None:
            return [self.one_of("", " ~", " null")]
        if value == "一\n二" and self.draw(st.booleans()):
            return [" |-", *(" " * (indent + self.step) + line for line in ("一", "二"))]
        escaped = value.replace("\n", "\\n")
        forms = [f'"{escaped}"'] if value in {"x: y", "一\n二"} else [f'"{value}"', f"'{value}'", value, value]
        return [self.one_of(" ", " ", "    ") + self.one_of(*forms) + self.one_of("", "", " ", "   # 说明")]


@st.composite
def hand_styled(draw: st.DrawFn) -> tuple[str, dict[str, Node]]:
    """A record, and a text of it as a hand might have left it."""
    record = as_mapping(draw(HAND_RECORDS))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    end = draw(st.sampled_from(["", newline, f"{newline}{newline}# 末尾{newline}"]))
    return newline.join(Typist(draw).lines(record, 0)) + end, record


@given(hand_styled(), HAND_RECORDS)
def test_any_change_of_any_hand_styled_file_reads_back(
    styled: tuple[str, dict[str, Node]], after: dict[str, object]
) -> None:
    text, before = styled
    assert tree(text) == before
    assert tree(rewrite(text.encode(), before, after, order=("甲", "a"))) == as_mapping(after)


@given(hand_styled(), HAND_RECORDS)
def test_a_change_in_place_is_always_right(styled: tuple[str, dict[str, Node]], after: dict[str, object]) -> None:
    """So the verification in `rewrite` is a second fence, not the first one."""
    text, before = styled
    try:
        changed = splice(text, before, as_mapping(after), ("b",))
    except CannotSpliceError:
        return
    assert tree(changed) == as_mapping(after)


@given(HAND_RECORDS, HAND_RECORDS)
def test_a_record_in_braces_is_changed_by_the_round_trip_loader(
    before: dict[str, object], after: dict[str, object]
) -> None:
    text = f"# 一行写完\n{flow(as_mapping(before))}\n"
    result = rewrite(text.encode(), before, after)
    assert tree(result) == as_mapping(after)
    assert result.startswith("# 一行写完\n".encode())


@given(hand_styled(), st.data())
def test_a_changed_field_changes_its_own_lines_only(styled: tuple[str, dict[str, Node]], data: st.DataObject) -> None:
    text, before = styled
    field = data.draw(st.sampled_from(sorted(before)))
    after: Mapping[str, object] = before | {field: data.draw(HAND_WORDS.filter(lambda word: word != before[field]))}
    result = rewrite(text.encode(), before, after).decode()
    if not isinstance(before[field], list | dict):
        assert result.count("#") == text.count("#")
    for other in set(before) - {field}:
        assert block(result, other) == block(text, other)


def block(text: str, field: str) -> list[str]:
    """The lines of a top-level field up to the next, ends of the file left out."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{field}:"))
    rest = lines[start + 1 :]
    length = next((n for n, line in enumerate(rest) if line and line[0] not in " -"), len(rest))
    return [lines[start], *rest[:length]]

"""The one catalogue: every sentence that is used exists, in both languages, with the same blanks; none is left over."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import ledger
from ledger.cli import words as rooms
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import say

SOURCE = Path(ledger.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")
TERMS = {
    *("origin.file", "problem.line", "problem.bare", "settings.wrong", "why.block", "why.problem", "ask.side"),
    *("import.issue", "import.edit", "import.spot", "import.side", "import.refusal", "import.remark"),
    *("supply.sign", "supply.publicity", "supply.verify", "supply.close", "supply.filing", "supply.lookback"),
    *("item.line", "show.passed", "show.ahead", "dossier.lacks", "dossier.supply"),
    *("gate.item-only", "dossier.met"),
    *("person.named", "template.named"),
    *("plan.layout", "plan.changed-issue", "plan.difference", "plan.gone-issue"),
    *("plan.line", "plan.seen", "plan.quoted"),
    *("escalate.of", "escalate.cards", "publicize.both"),
    *("schedule.part", "schedule.node", "schedule.child", "schedule.judgement"),
    *("merge.event", "merge.item", "snapshot.part", "today.status", "today.head"),
    *("dispatch.heading", "dispatch.count", "dispatch.listed", "write.how-dispatch"),
    *("chain.change", "chain.entry", "event.line", "event.why", "check.group"),
    *("finding.between", "finding.count"),
    *("object.line", "indicator.line", "meeting.line", "object.difference"),
    *("digest.unit", "digest.total", "digest.alarm", "digest.behind", "notify.failed"),
}
"""Entries that are all signs and blanks, or the name of a file: they are the same in both languages."""


def modules() -> dict[str, dict[str, tuple[str, str]]]:
    """The words of each module of the catalogue."""
    found = {}
    for one in pkgutil.iter_modules(rooms.__path__):
        module = importlib.import_module(f"{rooms.__name__}.{one.name}")
        if hasattr(module, "WORDS"):
            found[one.name] = module.WORDS
    return found


ENTRIES = {key: entry for words in modules().values() for key, entry in words.items()}


class Use(NamedTuple):
    """A key as the source writes it: whole, or its fixed parts around `{…}`; and the blanks that are filled."""

    pattern: str
    fixed: bool
    fill: frozenset[str] | None
    where: str


def uses() -> list[Use]:
    """Every string in the source that is or could be a key, with the blanks where it is the key of a call."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "words":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            where = f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and node.args and _name(node.func) in {"say", "words"}:
                fill = frozenset(k.arg for k in node.keywords if k.arg) if all(k.arg for k in node.keywords) else None
                found += [Use(pattern, fixed, fill, where) for pattern, fixed in _patterns(node.args[0])]
            elif isinstance(node, (ast.Constant, ast.JoinedStr)):
                found += [Use(pattern, fixed, None, where) for pattern, fixed in _patterns(node)]
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _patterns(node: ast.expr) -> list[tuple[str, bool]]:
    """What a key may be: a string, an f-string with anything in its blanks, either of a choice."""
    if isinstance(node, ast.IfExp):
        return [*_patterns(node.body), *_patterns(node.orelse)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [(re.escape(node.value), True)]
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9_.-]+" for p in node.values]
        first = node.values[0]
        family = isinstance(first, ast.Constant) and "." in str(first.value)  # `help.{…}`, and not any f"v{…}"
        return [("".join(parts), False)] if family else []
    return []


USES = uses()
CALLS = [use for use in USES if use.fill is not None]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_source_was_searched() -> None:
    """A test over an empty list proves nothing."""
    assert len(CALLS) > 200
    assert len(ENTRIES) > 300


def test_no_key_is_in_two_modules() -> None:
    counted = Counter(key for words in modules().values() for key in words)
    assert [key for key, count in counted.items() if count > 1] == []


def test_the_catalogue_holds_every_module() -> None:
    catalogue = Catalogue("zh")
    assert all(catalogue(key, **dict.fromkeys(blanks(entry[0]), "…")) for key, entry in ENTRIES.items())


def test_every_sentence_that_is_asked_for_exists() -> None:
    missing = [
        f"{use.where} {use.pattern}"
        for use in CALLS
        if not any(re.fullmatch(use.pattern, key) for key in (*ENTRIES, "field"))
    ]
    assert missing == []


def test_every_blank_of_a_sentence_is_filled() -> None:
    """`say` is also called with more than one sentence needs (a reader's other language may); never with less."""
    wrong = []
    for use in CALLS:
        for key, entry in ENTRIES.items():
            if use.fixed and re.fullmatch(use.pattern, key) and use.fill is not None:
                missing = blanks(entry[0]) - use.fill
                wrong += [f"{use.where} {key}: {sorted(missing)}"] if missing else []
    assert wrong == []


def test_no_sentence_is_left_over() -> None:
    patterns = {use.pattern for use in USES if len(use.pattern) > 1}
    joined = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns)))
    assert [key for key in ENTRIES if not joined.fullmatch(key)] == []


@pytest.mark.parametrize("module", sorted(modules()))
def test_both_languages_have_the_same_blanks(module: str) -> None:
    wrong = {key: entry for key, entry in modules()[module].items() if blanks(entry[0]) != blanks(entry[1])}
    assert wrong == {}


@pytest.mark.parametrize("module", sorted(modules()))
def test_both_languages_say_something_the_first_in_chinese(module: str) -> None:
    entries = {key: entry for key, entry in modules()[module].items() if key not in TERMS}
    assert [key for key, (zh, _) in entries.items() if not HAN.search(re.sub(r"\{\w+\}", "", zh))] == []
    assert [key for key, (_, en) in entries.items() if not en.strip()] == []


def test_blanks_are_filled_in_the_readers_manner() -> None:
    zh, en = Catalogue("zh"), Catalogue("en")
    message = say("guard.who-may", people=("li", "wang"))
    assert (zh(message), en(message)) == ("可以办理的人：li、wang", "who may do it: li, wang")
    inner = say("refused", id="ISSUE-001", move=say("move.close"), count=2)
    assert (zh(inner), en(inner)) == ("ISSUE-001 不能销号，原因 2 条：", "ISSUE-001 can't do “close”; 2 reasons:")
    assert zh("value.unknown-key", key="{field}") == "不认识的键“{field}”", "braces of a file are no blanks"
    assert zh("problem.bare", text="t", hint=None) == "t"
    late = [(zh(one), en(one)) for one in (say("check.late", days=days, working=days - 1) for days in (1, 2))]
    assert late == [
        ("逾期 1 天（0 个工作日）", "1 day late (0 working days)"),
        ("逾期 2 天（1 个工作日）", "2 days late (1 working day)"),
    ]


def test_a_field_has_its_official_name_in_chinese_and_its_key_in_english() -> None:
    message = say("value.empty", field=say("field", path="plan.goal"))
    assert Catalogue("zh")(message).startswith("整改目标是空的")
    assert Catalogue("en")(message).startswith("plan.goal is empty")

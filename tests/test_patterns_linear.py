"""Every compiled rule that reads a document, by itself: a hundred thousand repeated signs in no more than their time.

`test_extract_linear.py` asks the readers as they are called; here no rule is forgotten, because they are found by
walking the modules.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

PACKAGES = ("ledger.model.extract", "ledger.model.phrases", "ledger.model.tasks", "ledger.formats.plan_text")
MODULES = ("counts", "doubtful", "issued", "listing", "numerals", "personal", "proposal", "stated", "units")
LENGTH = 100_000
SECONDS = 5.0
"""Far above the half second of the slowest; what grows with the square of the length takes minutes."""
UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d*,\}")
"""Without such a sign a rule looks a fixed way ahead from each place."""
SHORTER = 10
"""Then a tenth of the length shows what a place costs."""
SIGNS = (*"1一年X_l甲局“(、，。：-.| ", "\u3000", "\n")
WORDS = ("1.", "(1", "(甲", "甲、", "甲局、", "1年", " \n", "20_年", "措施：")


def modules() -> Iterator[ModuleType]:
    for name in PACKAGES:
        for found in pkgutil.iter_modules(import_module(name).__path__, f"{name}."):
            yield import_module(found.name)
    yield from (import_module(f"ledger.model.{name}") for name in MODULES)


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns of a value, and of what it holds."""
    match value:
        case re.Pattern():
            yield value
        case tuple() | list() | frozenset() | set():
            for one in value:
                yield from patterns_in(one)
        case dict():
            for one in (*value, *value.values()):
                yield from patterns_in(one)


def only_from_the_beginning(module: ModuleType, name: str) -> bool:
    """Whether a rule is only ever tried at the first sign of a text: then it doesn't start anew at each of them."""
    used = set(re.findall(rf"\b{name}\.(\w+)", inspect.getsource(module)))
    return name.startswith("_") and bool(used) and used <= {"match", "fullmatch"}


def rules() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Each rule once, with its name, and whether it is only tried at the beginning."""
    seen: set[re.Pattern[str]] = set()
    for module in modules():
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                if pattern not in seen:
                    seen.add(pattern)
                    yield f"{module.__name__}.{name}", pattern, only_from_the_beginning(module, name)


RULES = tuple(rules())


def seconds(pattern: re.Pattern[str], text: str, *, at_the_beginning: bool) -> float:
    begun = time.process_time()
    if at_the_beginning:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


def test_the_walk_finds_the_rules() -> None:
    names = {name for name, _, _ in RULES}
    known = ("model.extract.figures._FIGURE", "formats.plan_text.numbering._MARK", "model.units._LEADERSHIP")
    assert names >= {f"ledger.{name}" for name in known}
    assert len(RULES) > 200


@pytest.mark.parametrize("unit", [*SIGNS, *WORDS])
def test_no_rule_blows_up(unit: str) -> None:
    text = (unit * LENGTH)[:LENGTH]
    for name, pattern, at_the_beginning in RULES:
        share = 1 if UNBOUNDED.search(pattern.pattern) else SHORTER
        spent = seconds(pattern, text[: LENGTH // share], at_the_beginning=at_the_beginning)
        assert spent < SECONDS / share, name

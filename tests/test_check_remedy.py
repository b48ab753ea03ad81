"""The command that would help against a fault, ready to be typed."""

from __future__ import annotations

import shlex
from datetime import date

import pytest

import build
from ledger.errors import Said, say
from ledger.model.issue import Issue
from ledger.model.plan import Measure
from ledger.model.problem import Level, Place, Problem
from ledger.model.remedy import command
from ledger.model.schedule import Node

DUE = date(2026, 3, 31)
FINAL = Node("final", DUE, "x", ("plan", "deadline", "due"))
MILESTONE = Node("milestone", DUE, "x", ("plan", "deadline", "milestones", 1), "2")


def measure(number: str) -> Node:
    return Node("measure", DUE, "x", ("plan", "measures", 0), number)


def issue(*measures: Measure, status: str = "in-progress") -> Issue:
    return build.issue(status=status, plan=build.plan(measures=measures))


def problem(rule: str, level: Level = "error", file: str = "issues/ISSUE-001.yaml") -> Problem:
    return Problem(rule, level, say("check.passes"), "ISSUE-001", place=Place(file, 1, 1))


FIRST_DONE = (Measure(number="1", text="清淤", done_on=DUE), Measure(number="1.10", text="封堵"))


@pytest.mark.parametrize(
    ("fault", "of", "node", "expected"),
    [
        (problem("overdue"), issue(*FIRST_DONE), FINAL, "ledger progress ISSUE-001 --measure 1.10 --done"),
        (problem("overdue"), issue(*FIRST_DONE, status="open"), FINAL, "ledger start ISSUE-001"),
        (problem("overdue"), issue(FIRST_DONE[0]), FINAL, "ledger why ISSUE-001"),
        (problem("behind"), issue(*FIRST_DONE), MILESTONE, "ledger progress ISSUE-001 --milestone 2 --done"),
        (problem("behind"), issue(), measure("3"), "ledger progress ISSUE-001 --measure 3 --done"),
        (problem("due-soon", "warning"), issue(), measure("3"), "ledger progress ISSUE-001 --measure 3 --done"),
        (problem("stale", "warning"), issue(), None, say("remedy.progress", id="ISSUE-001")),
        (problem("stale", "warning"), issue(status="open"), None, "ledger start ISSUE-001"),
        (problem("unsigned-change"), issue(), None, say("remedy.adopt", id="ISSUE-001")),
        (problem("unverified"), issue(), None, "ledger why ISSUE-001"),
        (problem("unknown-key", "invalid"), None, None, "ledger validate issues/ISSUE-001.yaml"),
        (problem("waiver-expired", "warning", "waivers.yaml"), None, None, ""),
    ],
)
def test_each_fault_has_the_command_that_helps(
    fault: Problem, of: Issue | None, node: Node | None, expected: Said | str
) -> None:
    assert command(fault, of, node) == expected


@pytest.mark.parametrize("word", ["（一）", "1; rm -rf ~", "$(id)", "a b", "it's"])
def test_what_a_file_says_is_one_word_of_the_command(word: str) -> None:
    typed = command(problem("behind"), issue(), measure(word))
    assert isinstance(typed, str)
    assert shlex.split(typed) == ["ledger", "progress", "ISSUE-001", "--measure", word, "--done"]
    named = command(problem("unknown-key", "invalid", f"issues/{word}.yaml"), None, None)
    assert isinstance(named, str)
    assert shlex.split(named) == ["ledger", "validate", f"issues/{word}.yaml"]


def test_a_record_beside_the_issues_is_never_told_to_get_a_number() -> None:
    twin = Problem("dup-id", "invalid", say("check.passes"), place=Place("objects/红旗河.yaml", 1, 1))
    assert command(twin, None, None) == f"ledger validate {shlex.quote('objects/红旗河.yaml')}"

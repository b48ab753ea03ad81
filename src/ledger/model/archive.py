"""四性: what an audit finds, under the four headings by which archives judge records (GB/T 18894, DA/T 70).

真实性: what was signed is what stands there. 完整性: nothing is missing. 可用性: it can be read. 安全性: nothing leads
out of it or would be lost on another system. Malware, media and whether a file opens are for other tools to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ledger.model.problem import Problem

Quality = Literal["authentic", "complete", "usable", "safe"]
QUALITIES: tuple[Quality, ...] = ("authentic", "complete", "usable", "safe")

_BY_RULE: dict[str, Quality] = {
    **dict.fromkeys(("removed", "cut", "gap", "evidence-unnamed", "checkpoint-gone", "checkpoint-removed"), "complete"),
    **dict.fromkeys(("snapshot-file-gone", "snapshot-gone", "snapshot-removed", "snapshot-checkpoint"), "complete"),
    **dict.fromkeys(("event-missing", "event-cut"), "complete"),
    **dict.fromkeys(("checkpoint-unreadable", "snapshot-unreadable", "evidence-unfetched", "no-tool"), "usable"),
    **dict.fromkeys(("evidence-alike", "symlink", "not-a-file", "bad-char", "bad-char-escape"), "safe"),
    "audit-state": "safe",
}
_BY_KEY: dict[str, Quality] = {
    "evidence.missing": "complete",
    **dict.fromkeys(("evidence.leads-out", "evidence.not-a-file", "evidence.elsewhere"), "safe"),
}


def quality(problem: Problem) -> Quality:
    """The heading that a fault stands under: a file that can't be read is not usable, the rest is not authentic."""
    usual: Quality = "usable" if problem.level == "invalid" else "authentic"
    return _BY_RULE.get(problem.rule) or _BY_KEY.get(problem.text.key) or usual


def grouped(problems: Iterable[Problem]) -> dict[Quality, list[Problem]]:
    """Every fault under its heading; all four are there."""
    found: dict[Quality, list[Problem]] = {one: [] for one in QUALITIES}
    for problem in problems:
        found[quality(problem)].append(problem)
    return found

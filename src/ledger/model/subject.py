"""What a document of the office is about, told by the fields that its template uses.

An office makes templates of its own and nobody asks it to declare them: who writes `{{ 主送单位 }}` writes a letter
that goes with a card, who writes `{{ 时期 }}` a report on a month. The first subject that has every field is the one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ledger.model.application import APPLICATION
from ledger.model.bulletin import BULLETIN
from ledger.model.contract import CONTRACT
from ledger.model.dispatchpaper import DISPATCH
from ledger.model.minutes import MINUTES
from ledger.model.notice import HOUSE, NOTICE, WARNING, Declared
from ledger.model.openlist import PETITIONS

Key = Literal[
    "house", "issue", "notice", "warning", "meeting", "contract", "petitions", "period", "dispatch", "checklist"
]


CHECKLIST: Declared = {
    **dict.fromkeys(("检查表", "检查表名称", "检查对象", "依据", "检查地点", "受检单位", "行政区域", "对象编号")),
    **dict.fromkeys(("问题编号", "合格线", "须附照片")),
    "检查项": ("序号", "内容", "方法", "分值"),
}
"""What the page that a checklist is printed on may say (`actions.checkforms`)."""


@dataclass(frozen=True)
class Subject:
    """A subject and its fields."""

    key: Key
    fields: Declared


SUBJECTS = (
    Subject("house", HOUSE),
    Subject("issue", APPLICATION),
    Subject("notice", NOTICE),
    Subject("warning", WARNING),
    Subject("meeting", MINUTES),
    Subject("contract", CONTRACT),
    Subject("petitions", PETITIONS),
    Subject("period", BULLETIN),
    Subject("dispatch", DISPATCH),
    Subject("checklist", CHECKLIST),
)
ABOUT_ISSUES: frozenset[Key] = frozenset({"issue", "notice", "warning"})
"""The subjects that are one issue."""


def subject_of(used: Collection[str]) -> Subject:
    """The subject of a template that uses these fields; where none has them all, the one that lacks the fewest."""
    return min(SUBJECTS, key=lambda one: len(set(used) - set(one.fields)))

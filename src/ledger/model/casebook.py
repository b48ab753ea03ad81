"""A book whose issues are themselves 挂牌督办 or 问责: which of its fields say what an act on any other issue says.

An office keeps 挂牌督办 in a list of its own or notes it on the finding; who asks what stands wants both (domain 1, 71,
89 to 92). So a book says which fields are level, day and document, and its issues are told with the acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from ledger.model.acts import NO_SANCTION, Accountability, Escalation
from ledger.model.issue import Issue
from ledger.model.values import Record, Text, read_day, read_number

A = TypeVar("A", Escalation, Accountability)


class Supervising(Record):
    """Which fields of a book tell what an entry of 挂牌督办 tells."""

    date: Annotated[Text, Field(title="日期", description="哪一项是挂牌日期")]
    level: Annotated[Text | None, Field(title="层级", description="哪一项是督办级别")] = None
    document: Annotated[Text | None, Field(title="文号", description="哪一项是挂牌文号")] = None


class Accounting(Record):
    """Which fields of a book tell what an entry of 问责 tells."""

    kind: Annotated[Text, Field(title="问责方式", description="哪一项是问责方式")]
    date: Annotated[Text, Field(title="决定日期", description="哪一项是决定日期")]
    post: Annotated[Text | None, Field(title="职务", description="哪一项是职务；里面不许有登记人员的姓名")] = None
    number: Annotated[Text | None, Field(title="人数", description="哪一项是人数")] = None
    authority: Annotated[Text | None, Field(title="决定机关", description="哪一项是决定机关")] = None


def level_of(word: str) -> str:
    """`省级` → `省`, as acts say it; 国家级 is 中央."""
    short = word.strip().removesuffix("级")
    return "中央" if short == "国家" else short


def plate(issue: Issue, by: Supervising, due: date | None) -> Escalation | None:
    """The 挂牌督办 that an issue is: from its day until it is struck off (摘牌). None where the fields can't be
    read.
    """
    said = issue.attributes
    closure = issue.closure() if issue.status == "closed" else None
    units = issue.plan.responsible_units if issue.plan else ()
    return _made(Escalation, {
        "kind": "挂牌督办",
        "date": _day(said.get(by.date)) or issue.source.received,
        "by": issue.history[0].by if issue.history else "—",
        "reason": issue.title,
        "unit": "、".join(units) or None,
        "level": level_of(said[by.level]) if by.level in said else None,
        "document": said.get(by.document or ""),
        "due": due,
        "lifted_on": closure.date if closure else None,
        "lifting": closure.document if closure else None,
    })  # fmt: skip


def decision(issue: Issue, by: Accounting) -> Accountability | None:
    """What a case ended with; None as long as nothing is decided, or where its fields can't be read."""
    said = issue.attributes
    units = issue.plan.responsible_units if issue.plan else ()
    return _made(Accountability, {
        "kind": said.get(by.kind),
        "date": _day(said.get(by.date)),
        "post": said.get(by.post or ""),
        "number": _count(said.get(by.number or "")),
        "authority": said.get(by.authority or ""),
        "unit": "、".join(units) or None,
        "case": issue.id,
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Persons:
    """How many were called to account in a case: as the case says, and as the entries that belong to it add up."""

    case: str
    own: int
    linked: int

    @property
    def differ(self) -> bool:
        """Whether the two say different things."""
        return self.own != self.linked

    @property
    def hides(self) -> bool:
        """Whether persons were lost if the entries alone were told."""
        return self.linked < self.own


def persons(act: Accountability) -> int:
    """How many an entry calls to account: one where it says no number, nobody where there is no sanction."""
    return 0 if act.kind == NO_SANCTION else act.number or 1


def linked(issues: Iterable[Issue]) -> Iterator[tuple[str, Accountability]]:
    """The entries that stand, each with the case that it belongs to: the one it names, else the issue it stands on."""
    for issue in issues:
        for act in issue.accountability:
            if act.withdrawn_on is None and issue.void is None:
                yield act.case or issue.id, act


def held_against(case: str, own: Accountability | None, entries: Iterable[Accountability]) -> Persons | None:
    """A case held against the entries that belong to it; None where either says nothing yet."""
    told = [persons(one) for one in entries]
    return Persons(case, persons(own), sum(told)) if own is not None and told else None


def _made(model: type[A], values: Mapping[str, object]) -> A | None:
    try:
        return model.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError:
        return None  # `check` tells of the field that says something else


def _day(text: str | None) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError:
        return None


def _count(text: str | None) -> int | None:
    try:
        return int(read_number(text)) or None if text else None
    except ValueError:
        return None

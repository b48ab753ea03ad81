"""`waivers.yaml`: what may stand for a while although a check finds it. Somebody answers for it, and it expires."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import say
from ledger.model.acts import IssueId
from ledger.model.people import People
from ledger.model.problem import Problem
from ledger.model.values import Day, Record, Text

Waivable = Literal["overdue", "behind", "due-soon", "stale"]
"""The rules that can be waived: only those of lateness. A file that can't be read, a broken rule and a broken chain are
mended, never excused."""


class Waiver(Record):
    """One entry: which issue, what of it, why, on whose word, and until when."""

    issue: Annotated[IssueId, Field(title="问题编号", description="豁免哪一件")]
    rules: Annotated[
        tuple[Waivable, ...], Field(title="豁免什么", description="overdue、behind、due-soon、stale", min_length=1)
    ] = ("overdue", "behind")
    reason: Annotated[Text, Field(title="理由", description="为什么暂不算")]
    by: Annotated[Text, Field(title="批准人", description="人员编号，见 people.yaml")]
    expires: Annotated[Day, Field(title="到期日", description="到这一天为止有效，含当天")]

    def holds(self, issue: str, rule: str, day: date) -> bool:
        """Whether it excuses a finding of this rule on this day."""
        return self.issue == issue and rule in self.rules and day <= self.expires


class Waivers(Record):
    """The whole file."""

    waivers: Annotated[tuple[Waiver, ...], Field(title="豁免")] = ()


def faults(waivers: Iterable[Waiver], issues: Collection[str], people: People | None, day: date) -> Iterator[Problem]:
    """What is wrong with the entries on a day. `issues` are all ids there are; without `people` (a register that can't
    be read) nobody is asked for. An expired entry is pointed out: it excuses nothing any more.
    """
    for at, one in enumerate(waivers):
        if one.issue not in issues:
            text = say("waiver.unknown-issue", id=one.issue)
            yield Problem("waiver-unknown-issue", "error", text, path=("waivers", at, "issue"))
        if people is not None and people.get(one.by) is None:
            text = say("waiver.unknown-person", who=one.by)
            yield Problem("waiver-unknown-person", "error", text, path=("waivers", at, "by"))
        if one.expires < day:
            text = say("waiver.expired", id=one.issue, expires=one.expires, reason=one.reason)
            yield Problem("waiver-expired", "warning", text, path=("waivers", at, "expires"))

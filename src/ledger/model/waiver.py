"""`waivers.yaml`: what may stand for a while although a check finds it. Somebody answers for it, and it expires."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ledger.model.acts import IssueId
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

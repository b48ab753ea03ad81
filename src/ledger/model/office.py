"""Everything about the house that a rule may ask: its settings, its people, its units, its working days,
its way of closing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ledger.model.people import People
from ledger.model.policy import Policy
from ledger.model.procedure import SHORTEST, Procedure
from ledger.model.units import Units
from ledger.model.workdays import Calendar


@dataclass(frozen=True)
class Office:
    """One value that callers pass down, so that no rule reads a file."""

    calendar: Calendar
    policy: Policy = field(default_factory=Policy)
    people: People = field(default_factory=People)
    units: Units = field(default_factory=Units)
    procedure: Procedure = SHORTEST

    def giving_notice(self, days: int) -> Office:
        """The same house, calling things due soon so many days ahead."""
        check = self.policy.check.model_copy(update={"due_within": days})
        return replace(self, policy=self.policy.model_copy(update={"check": check}))

"""What a rule looks at: one issue, how it stands, and the ledger around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger.errors import Said
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.problem import Level, Path, Problem
from ledger.model.schedule import Situation


@dataclass(frozen=True)
class Case:
    """One issue before the rules. `issue` is the whole record; `then` is what was known on `day`, with its `situation`
    (both None where it had not been received by then).
    """

    issue: Issue
    then: Issue | None
    situation: Situation | None
    day: date
    office: Office
    others: Mapping[str, Issue]
    """Every readable issue of the ledger by id, this one included."""
    identities: Mapping[str, str]
    """The first issue that has each uid."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The first issue that has each 受理编号."""

    def problem(
        self, rule: str, text: Said, path: Path = (), *, level: Level = "error", suggestion: str | None = None
    ) -> Problem:
        """A fault of this issue, its place to be found later from `path`."""
        return Problem(rule, level, text, issue=self.issue.id, path=path, suggestion=suggestion)


Rule = Callable[[Case], Iterator[Problem]]

"""What was said about a document on the command line, before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.errors import UsageError, say

TASKS = "tasks"
"""What stands behind `--as` for a narrative plan; every other word names a person."""


@dataclass(frozen=True)
class Words:
    """What was said on the command line, as it was said."""

    layout: str | None
    acting: tuple[str, ...]
    settings: tuple[str, ...]
    force: bool

    @property
    def tasks(self) -> bool:
        """Whether the document is to be read as a narrative plan: `--as tasks`."""
        return TASKS in self.acting

    @property
    def who(self) -> str | None:
        """Who acts: the `--as` that is no way of reading. Raises UsageError for two of them."""
        people = tuple(word for word in self.acting if word != TASKS)
        if len(people) > 1:
            raise UsageError(say("plan.two-people", found=people))
        return people[0] if people else None

    def without(self, others: Mapping[str, object]) -> Words:
        """The same. Raises UsageError for an option of workbooks that was given as well, and for a layout of tasks."""
        if given := tuple(name for name, value in others.items() if value):
            raise UsageError(say("plan.not-for-documents", options=given))
        if self.tasks and self.layout is not None:
            raise UsageError(say("plan.layout-of-tasks"))
        return self

    @property
    def only_for_documents(self) -> bool:
        """Whether something was said that no workbook of the ledger's own has a use for."""
        return self.tasks or self.layout is not None

"""Today's overview: what lies on the desk, read off the same lines as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.actions import lists
from ledger.actions.commitments import Pending, pending
from ledger.actions.desk import Desk
from ledger.actions.lists import Listing
from ledger.model.acts import STATUSES, Status
from ledger.model.selection import Selection
from ledger.model.today import Part, Waiting, parts


@dataclass(frozen=True)
class Today:
    """The overview of one day."""

    listing: Listing
    statuses: Mapping[Status, int]
    """How many issues are in which state: a partition of those that are not void."""
    parts: Mapping[Part, tuple[Waiting, ...]]
    beside: Pending
    """Measures of plans of objects and decisions of meetings that press."""


def today(desk: Desk, selection: Selection) -> Today:
    """The overview of the selected issues. Raises nothing on content."""
    found = lists.listing(desk, replace(selection, void=False))
    counted = Counter(one.about.status for one in found.lines)
    return Today(found, {key: counted[key] for key in STATUSES}, parts(found.lines, desk.day), pending(desk, selection))

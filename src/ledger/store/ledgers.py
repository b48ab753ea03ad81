"""What is said of a ledger itself where it is given out: one row of the table of ledgers."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.model.personal import hidden_words
from ledger.model.relation import Value
from ledger.model.territory import by_level, territory
from ledger.store.edition import Edition


def said(content: Edition) -> Mapping[str, Value]:
    """By the columns of `tables.LEDGERS`, but for its name and the moment. What is written there is everybody's."""
    office = content.workspace.office
    house = office.policy.ledger
    where = territory(house.unit, house.region, office.units)
    parts = by_level(where.parts)
    return {
        "title": hidden_words(house.title),
        "unit": house.unit and hidden_words(house.unit),
        "level": where.level,
        "province": parts.get("省"),
        "city": parts.get("市"),
        "county": parts.get("县"),
        "commit": content.origin.commit,
        "modified": content.modified,
        "digest": content.origin.digest,
        "basis": content.origin.basis,
        "issues": len(content.found),
    }

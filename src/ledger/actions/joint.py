"""Who accepts a work together with the organizer, as somebody typed it: `县住建局=王五`, `wang`."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.actions.desk import Desk
from ledger.errors import UsageError, say
from ledger.model.people import Person


def participants(desk: Desk, words: Iterable[str]) -> tuple[Person, ...]:
    """The people of the register that these words mean, each with the entry for the unit that they speak for.

    Raises UsageError naming every word that means nobody, or more than one.
    """
    found = {word: _entries(desk, word) for word in words}
    wrong = [
        say("joint.ambiguous", word=word, ids=tuple(one.id for one in people))
        if people
        else say("joint.unknown", word=word)
        for word, people in found.items()
        if len(people) != 1
    ]
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)
    return tuple(people[0] for people in found.values())


def _entries(desk: Desk, word: str) -> tuple[Person, ...]:
    unit, told, name = word.replace("＝", "=").rpartition("=")
    people = desk.office.people.matching(name.strip())
    if not told:
        return people
    return tuple(one for one in people if desk.office.units.same(one.unit, unit.strip()))

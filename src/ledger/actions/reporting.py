"""What a report is made of: the selected issues as they stand on the day.

Those of a usual ledger are held. A ledger too large for that is read once, and its issues are made anew for each sheet.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Sequence
from dataclasses import replace

from ledger import meter
from ledger.actions.anchor import anchor
from ledger.actions.desk import Desk
from ledger.errors import UnreadableError, say
from ledger.model.ids import number_of
from ledger.model.report import Entry, Names, Report, Whole, build, judged
from ledger.model.roll import Roll
from ledger.model.selection import Selection
from ledger.store import files, folder, reel
from ledger.store.folder import broken
from ledger.store.listing import Found, listing

HELD_AT_MOST = 20_000
"""Files whose issues are held while a report is made of them: 35 kB each. Of more they are made anew for each sheet."""


def report(
    desk: Desk, selection: Selection, *, skip_broken: bool, said: str = "", held_at_most: int = HELD_AT_MOST
) -> Report:
    """Everything that a report may say. Raises UnreadableError where files can't be read, unless told to skip them:
    a ledger read in part is never given out as whole.
    """
    folder.recover(desk.workspace)
    found = listing(str(desk.workspace.issues))
    made = (_held if len(found) <= held_at_most else _rolled)(desk, selection, found)
    if made.broken and not skip_broken:
        unread = broken(made.broken)
        raise UnreadableError(say("export.broken", count=len(unread), files=unread))
    return replace(made, selection=said)


def _held(desk: Desk, selection: Selection, found: Sequence[Found]) -> Report:
    scan = folder.scan(desk.workspace, found=found)
    stored = ((one.issue, one.file) for one in meter.each("judging", scan.stored))
    whole = build(stored, desk.day, desk.office, broken=scan.problems)
    chosen = tuple(one for one in whole.entries if selection.takes(one.issue, one.situation, desk.office))
    return replace(whole, entries=chosen, anchor=anchor(desk.workspace, scan.issues))


def _rolled(desk: Desk, selection: Selection, found: Sequence[Found]) -> Report:
    """The same of a folder too large to be held. Raises MachineError where there is no room for what is kept of it."""
    day, office = desk.day, desk.office
    names, every, received = Names(office), array("Q"), array("Q")
    chosen, places = array("Q"), array("Q")

    def look(spot: reel.Spot) -> None:
        every.append(spot.place)
        one = judged(spot.issue, spot.file, day, office)
        if one is None:
            return
        received.append(spot.place)
        if selection.takes(one.issue, one.situation, office):
            names.add(one.issue)
            chosen.append(spot.at)
            places.append(spot.place)

    try:
        wound = reel.wind(desk.workspace, found, look)
    except OSError as error:
        raise files.fault(error, tempfile.gettempdir()) from error

    def entry(place: int) -> Entry:
        issue, file = wound.reel.at(place)
        made = judged(issue, file, day, office)
        assert made is not None  # noqa: S101 - it was chosen as one that had been received by then
        return made

    in_order = sorted(range(len(chosen)), key=lambda number: found[chosen[number]].stem)
    in_order.sort(key=lambda number: number_of(found[chosen[number]].stem))  # `Office.order`, no tuple made
    if office.books:
        in_order.sort(key=lambda number: office.order(found[chosen[number]].stem)[0])
    return Report(
        office,
        day,
        Roll(map(places.__getitem__, in_order), entry),
        wound.problems,
        anchor=anchor(desk.workspace, (wound.reel.at(place)[0] for place in every)),
        noted=names,
        whole=Whole(office, day, Roll(received, entry)),
    )

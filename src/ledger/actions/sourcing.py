"""The register of things against the sources that found something about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.actions.desk import Desk
from ledger.errors import UnreadableError, say
from ledger.model import sourcing
from ledger.model.rewind import rewind
from ledger.model.territory import lies_in
from ledger.model.units import plain
from ledger.store import folder


@dataclass(frozen=True)
class Asked:
    """Which things, and which sources are the office's own finding."""

    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    own: Sequence[str] = sourcing.OWN


def compared(desk: Desk, asked: Asked) -> sourcing.Comparison:
    """Every thing of these kinds and regions that was found at fault by the day, by source. Raises UnreadableError for
    a ledger that can't be read whole: what is missing might be just what was found.
    """
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("oversight.broken", count=len(scan.broken), files=scan.broken))
    issues = (then for one in scan.issues if (then := rewind(one, desk.day)) is not None)
    chosen = [
        one
        for one in desk.things
        if (not asked.kinds or plain(one.kind) in map(plain, asked.kinds))
        and (not asked.regions or any(lies_in(one.region or "", it) for it in asked.regions))
    ]
    return sourcing.compare(desk.things, chosen, issues, asked.own)

"""What was set right in a record, as its page tells it."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.cli.screen import say_line
from ledger.errors import say
from ledger.model.correction import Correction


def tell(corrections: Iterable[Correction]) -> None:
    """Each of them in a line, with what it said before."""
    for one in corrections:
        before, by = one.before or "—", one.by or "—"
        say_line(say("correction.line", what=one.what, before=before, why=one.why, by=by, on=one.on))

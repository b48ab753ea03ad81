"""What happened on the way and is to be told beside a result, whatever that is: each thing once a run.

A lock taken over from somebody who died, a drive that can't lock, a history that git can't read: the work goes on, and
nobody who asked for it is answered by these.
"""

from __future__ import annotations

from ledger.errors import Said

_to_tell: dict[str, Said] = {}


def tell(about: str, said: Said) -> None:
    """Have it told at the end of the run; of several things about one (a path) the first."""
    _to_tell.setdefault(about, said)


def told() -> tuple[Said, ...]:
    """What is to be told. Asking empties it."""
    found = tuple(_to_tell.values())
    _to_tell.clear()
    return found

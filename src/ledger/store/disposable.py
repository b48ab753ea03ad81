"""Where things are kept that nobody needs: they make a run faster, and may be deleted at any moment.

Only `os` is imported here: a remembered answer is found before anything else is loaded (docs/cache.md).
"""

from __future__ import annotations

import os

CACHE = ".ledger/cache"
"""Below the ledger's folder, where it can be written to; else a folder of its own in the user's cache folder."""
_UNSEEN = "*\n"
"""The `.gitignore` in it, for a ledger that does not ignore the program's own folder."""


class _Told:
    """What the door says of this run."""

    own: str | None = None
    allowed: bool = True


def tell(own: str | None, *, allowed: bool) -> None:
    """The user's cache folder, and whether this run may use and keep anything at all (`--no-cache`)."""
    _Told.own, _Told.allowed = own, allowed


def folder(root: str, name: str = "") -> str | None:
    """A folder that this run may write to, `name` within the cache of the ledger at `root`; None for none."""
    if not _Told.allowed:
        return None
    for cache in _places(root):
        place = f"{cache}/{name}" if name else cache
        if os.access(place, os.W_OK | os.X_OK) or _made(cache, place):
            return place
    return None


def of_user(name: str) -> str | None:
    """A folder of that name in the user's own cache folder, of no ledger in particular; None for none."""
    if not _Told.allowed or _Told.own is None:
        return None
    place = f"{_Told.own}/ledger/{name}"
    return place if _made(f"{_Told.own}/ledger", place) or os.access(place, os.W_OK | os.X_OK) else None


def looked_for(root: str, name: str) -> tuple[str, ...]:
    """Where a run before this one may have left something; nothing is made. Nothing where this run may use none."""
    return tuple(f"{cache}/{name}" for cache in _places(root)) if _Told.allowed else ()


def _places(root: str) -> tuple[str, ...]:
    mine = f"{root}/{CACHE}"
    if _Told.own is None:
        return (mine,)
    from zlib import crc32

    whole = os.fsencode(root)
    return (mine, f"{_Told.own}/ledger/{crc32(whole):08x}{crc32(whole, 1):08x}")


def _made(cache: str, place: str) -> bool:
    try:
        os.makedirs(place, exist_ok=True)  # noqa: PTH103 - pathlib takes longer to import than an answer may take
        with open(f"{cache}/.gitignore", "x", encoding="ascii") as file:  # noqa: PTH123 - as above
            file.write(_UNSEEN)
    except FileExistsError:
        return True
    except OSError:
        return False
    return True

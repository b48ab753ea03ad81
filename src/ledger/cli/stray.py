"""Words of a call that belong nowhere: what was probably meant by them, told by their kind."""

from __future__ import annotations

import re

from ledger.errors import Said, UsageError, say
from ledger.model.ids import is_id, normalize

_DASHES = "—–－‐‑―─"
_QUOTES = "“”‘’「」"


def stray(what: str, command: str) -> Said:
    """What to say about the words `what` that `command` has no use for."""
    found = what.split()
    if any(word[0] in _DASHES for word in found):
        return say("call.chinese-dash", what=what)
    if any(quote in what for quote in _QUOTES):
        return say("call.chinese-quotes", what=what)
    if all("=" in word for word in found):
        return say("call.stray-setting", what=what, first=found[0])
    if all(_is_day(word) for word in found):
        option = "--to" if command.rpartition(" ")[2] in {"extend", "reopen"} else "--as-of"
        return say("call.stray-day", what=what, option=option)
    if all(_is_id(word) for word in found):
        return say("call.stray-ids", what=what, command=command)
    return say("call.extra", what=what)


def _is_day(word: str) -> bool:
    from ledger.cli import spelling

    try:
        spelling.day(word, "")
    except UsageError:
        return False
    return True


def _is_id(word: str) -> bool:
    return is_id(word) or (normalize(word, "ISSUE") is not None and not re.search(r"[^0-9A-Za-z_-]", word))

"""What people type in their own way, in the one form that a record has: days, months, percents, numbers of measures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from ledger.errors import UsageError, say
from ledger.model.values import read_day

_DAY = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})[日号]?")
_MONTH = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:月份?)?")
_BETWEEN = re.compile(r"[、,;\s]+")


def even(text: str) -> str:
    """A word in half-width characters, without blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def day(text: str, option: str) -> date:
    """A day: `2026-05-31`, `2026-5-31`, `2026年5月31日`, `2026/5/31`, `2026.5.31`, in full width as well.

    Raises UsageError for anything else, and for days that the calendar does not have.
    """
    found = _DAY.fullmatch(re.sub(r"\s", "", even(text)))
    try:
        return read_day(f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else text)
    except ValueError as error:
        raise UsageError(say("usage.bad-day", option=option, found=text)) from error


def month(text: str) -> str:
    """A month as `2026-05`, also where it was typed `2026年5月`; what is none is left for the record to refuse."""
    found = _MONTH.fullmatch(re.sub(r"\s", "", even(text)))
    return f"{found[1]}-{int(found[2]):02d}" if found else text


def percent(text: str) -> str:
    """A number without its percent sign."""
    return even(text).removesuffix("%").strip()


def words(listed: Iterable[str]) -> tuple[str, ...]:
    """Words that were given one by one or several in one, `1、2`; each once."""
    return tuple(dict.fromkeys(part for one in listed for part in _BETWEEN.split(even(one)) if part))


def numbers(listed: Iterable[str], option: str) -> tuple[int, ...]:
    """The same for positions. Raises UsageError for what is no whole number."""
    found = words(listed)
    for one in found:
        if not re.fullmatch(r"[0-9]{1,6}", one):
            raise UsageError(say("call.bad-value", what=option, why=say("call.integer")))
    return tuple(map(int, found))

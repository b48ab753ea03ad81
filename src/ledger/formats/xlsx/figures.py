"""Numbers of a cell as a record writes them, and the days that some of them stand for."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from ledger.formats.xlsx.looks import Looks
from ledger.model.grid import EXACT, Kind

NOISE = 3
"""With this many digits fewer than `EXACT` after rounding, what was there before was arithmetic, not meant."""
_WHOLE = re.compile(r"-?[0-9]{1,300}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?", re.ASCII)
_LONGEST = 400

_LEAP = 60
"""The 29th of February 1900, which never was: Excel counts it for the sake of Lotus 1-2-3."""
_BEFORE_LEAP, _AFTER_LEAP, _MACINTOSH = datetime(1899, 12, 31), datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days of a sheet have no zone
_LAST = {False: 2_958_465, True: 2_957_003}
"""The number of 9999-12-31, counted from 1900 and from 1904."""
_DAY = 86_400


def number_text(stored: str) -> str:
    """A stored number without exponent, without zeros at its end and without the noise of binary arithmetic.

    `1.38001380E10` is 13800138000, `1.1000000000000001` is 1.1, `0.30000000000000004` is 0.3. A whole number
    that is stored in full keeps all its digits.

    Raises:
        ValueError: it is no number, or none that a spreadsheet can hold.
    """
    text = stored.strip()
    if _WHOLE.fullmatch(text):
        return str(int(text))
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise ValueError(stored)
    try:
        value = Decimal(text)
    except InvalidOperation as error:  # the pattern admits nothing else
        raise ValueError(stored) from error
    if math.isinf(float(value)):
        raise ValueError(stored)
    if _digits(value) > EXACT:
        value = _quietened(value)
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", "", "-"} else plain


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _quietened(value: Decimal) -> Decimal:
    """The shortest number that is the same in binary; or the rounded one, where rounding takes away a long tail."""
    shortest = Decimal(repr(float(value)))
    rounded = Decimal(f"{float(value):.{EXACT}g}")
    if _digits(rounded) <= EXACT - NOISE:
        return rounded
    return shortest if _digits(shortest) < _digits(value) else value


def dated(stored: str, looks: Looks, *, from_1904: bool) -> tuple[Kind, str]:
    """What a number in a cell that shows dates stands for: a day, a moment, a month as it is shown, a time of day.

    The first of a month in a cell that shows year and month only is the month: `2026年5月` typed into Excel becomes
    2026-05-01, and its writer did not mean that day. A number that is no date stays a number.

    Raises:
        ValueError: it is no number.
    """
    text = number_text(stored)
    days, seconds = divmod(round(float(text) * _DAY), _DAY)
    if not 0 <= days <= _LAST[from_1904] or (not from_1904 and days == _LEAP):
        return "number", text
    if from_1904:
        moment = _MACINTOSH + timedelta(days=days, seconds=seconds)
    else:
        moment = (_BEFORE_LEAP if days < _LEAP else _AFTER_LEAP) + timedelta(days=days, seconds=seconds)
    if days == 0 and (seconds or not from_1904):
        return ("text", _time(moment)) if seconds else ("number", text)
    if looks == "month" and moment.day == 1 and not seconds:
        return "text", f"{moment.year}年{moment.month}月"
    return "date", iso(moment)


def iso(moment: datetime) -> str:
    """A day as 2026-05-31, a moment of a day as 2026-05-31T08:30:00."""
    whole = moment.hour == moment.minute == moment.second == 0
    return date.isoformat(moment.date()) if whole else moment.isoformat(timespec="seconds")


def _time(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def stored_date(stored: str) -> str:
    """A date that is stored as one (`t="d"`, ECMA-376 part 1, 18.18.11), in the same writing.

    Raises:
        ValueError: it is none.
    """
    return iso(datetime.fromisoformat(stored.strip()).replace(tzinfo=None))

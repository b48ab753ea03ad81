"""A longitude or a latitude as offices write it: `120.06`, `１２０．０６`, `120°04′48″`, `31°43'N`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal, get_args

Axis = Literal["lon", "lat"]
AXES: tuple[Axis, ...] = get_args(Axis)
_SIDES: dict[Axis, frozenset[str]] = {"lon": frozenset("EW"), "lat": frozenset("NS")}
_BEYOND = frozenset("WS")
"""The halves of the globe whose degrees are negative."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("º˚゜度", "°"),
        **dict.fromkeys("’‘ʹ＇`´分′", "'"),
        **dict.fromkeys("”“ʺ＂秒″", '"'),
        **dict.fromkeys("，,", " "),
    }
)
"""Whatever keyboards have for degrees, minutes and seconds."""
_WORDS = (("东经", "E"), ("西经", "W"), ("北纬", "N"), ("南纬", "S"))
_PLAIN = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)°?")
_PARTS = re.compile(
    r"([0-9]{1,3})°"
    r"(?:([0-9]{1,2}(?:\.[0-9]{1,9})?)'(?:([0-9]{1,2}(?:\.[0-9]{1,9})?)(?:\"|''))?)?"
)
_SIXTY = 60
_DECIMALS = 9
"""As many as a record holds; more come out of arithmetic."""
_FINE = Decimal("0.000001")
"""Of a degree: a tenth of a metre, and less than a second written out has."""


def degrees(text: str, axis: Axis) -> Decimal | None:
    """The decimal degrees that `text` says; None for what can't be read, and for a side of the other axis."""
    bare = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).upper()
    for word, side in _WORDS:
        bare = bare.replace(word, side)
    bare = "".join(bare.split()).removeprefix("经度").removeprefix("纬度").lstrip(":")
    sides = {sign for sign in bare if sign.isalpha()}
    number = _number(bare.strip("EWNS"))
    if number is None or len(sides) > 1 or not sides <= _SIDES[axis]:
        return None
    return -number if sides & _BEYOND else number


def _number(bare: str) -> Decimal | None:
    if (plain := _PLAIN.fullmatch(bare)) is not None:
        return _fine(Decimal(plain[1]))
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        return None
    whole, minutes, seconds = (Decimal(part or 0) for part in parts.groups())
    if minutes >= _SIXTY or seconds >= _SIXTY:
        return None
    told = (whole + minutes / _SIXTY + seconds / _SIXTY**2).quantize(_FINE)
    return told.normalize() if told % 1 else told.quantize(Decimal(1))


def _fine(number: Decimal) -> Decimal:
    """What was typed as it was typed, zeros and all; a fraction too long for a record is rounded."""
    return number if -int(number.as_tuple().exponent) <= _DECIMALS else number.quantize(_FINE).normalize()

"""A reading as somebody types it, in its one writing: ２９．８, 29.8微克/立方米 and 1,234 are numbers, 70% of what is
counted in % is 70. What may mean two things is told, never guessed.
"""

from __future__ import annotations

import re
import unicodedata

from ledger.errors import Said, say
from ledger.model.gauge import Gauge, read_value
from ledger.model.target import even_unit

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_PERCENT = "%"


def bare_number(text: str, unit: str | None) -> str | Said:
    """The digits of a number that may have its indicator's unit behind it; else why it is none."""
    told = "".join(unicodedata.normalize("NFKC", text).split()).replace("−", "-")
    own = even_unit(unit or "")
    if told.endswith(_PERCENT) and unit is not None and own != _PERCENT:
        return say("readings.percent", found=text, unit=unit)
    bare = told.removesuffix(_PERCENT if told.endswith(_PERCENT) else own)
    bare = bare.replace(",", "") if _THOUSANDS.fullmatch(bare) else bare
    return bare if _NUMBER.fullmatch(bare) else say("readings.no-number", found=text)


def measured(text: str, gauge: Gauge) -> str | Said:
    """What was typed as a reading of this indicator; a class, and what fits nothing, stays as it was written."""
    if gauge.of_classes or read_value(text.strip()) is not None:
        return text.strip()
    return bare_number(text, gauge.unit)

"""Water classes as targets: `稳定达到Ⅲ类` is class 3 or a lower number, which is better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.model.extract import comparing

_BETWEEN = r"(?:地表水|水环境|环境质量|国家|规定的?|水质|标准|《[^《》]{0,40}》|\([^()]{0,30}\)){0,5}"
_CLASS = re.compile(rf"{_BETWEEN}(?P<sign>Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|IV|V|I{{1,3}}|[一二三四五1-5])[ ]?类(?!项)")
_VALUES = {
    **{sign: at for at, sign in enumerate("ⅠⅡⅢⅣⅤ", 1)},
    **{sign: at for at, sign in enumerate("一二三四五", 1)},
    **{str(at): at for at in range(1, 6)},
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
}
_SHARE_OF_IT = re.compile(r"(?:标准)?[)）]?(?:标准)?的?(?:水体|断面|水质|点位|河段)?[的]?(?:比例|比率|占比|数量|个数)")
"""`达到或优于Ⅲ类的比例`: the class is part of a name."""
_BETTER = re.compile(r"(?P<reached>达到[或及和]?优于|优于[或及]?达到|达到[或及]?好于|不劣于|好于)$|优于$")
_WINDOW = 12


@dataclass(frozen=True, slots=True)
class WaterClass:
    """A class that is to be reached; `name_end` is where the words that name the water end."""

    start: int
    end: int
    name_end: int
    value: int
    strictly: bool


def water_classes(even: str) -> Iterator[WaterClass]:
    """The classes that a `narrow` text sets as targets; `Ⅴ类及以下水质` and `Ⅰ-Ⅲ类水体比例` set none."""
    for hit in _CLASS.finditer(even):
        behind, close = comparing.after(even, hit.end())
        if behind == "≤" or _SHARE_OF_IT.match(even, close):
            continue
        better = _BETTER.search(even[max(0, hit.start() - _WINDOW) : hit.start()])
        said = comparing.before(even, hit.start())
        if better is not None:
            name_end, strictly = hit.start() - len(better.group()), not better["reached"]
        elif said is not None and not said.told and said.relation in {"≥", "~", "="}:
            name_end, strictly = said.start, False
        else:
            continue
        yield WaterClass(hit.start("sign"), hit.end(), name_end, _VALUES[hit["sign"]], strictly)

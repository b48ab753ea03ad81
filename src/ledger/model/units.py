"""Unit names: one unit under all its names, and a 责任单位 cell taken apart without breaking its parentheses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import Field

from ledger.model.values import Record, Text, Texts

_MARGIN = " \t\r\u3000。."
_SEPARATORS = "、，,;；\n"
_OPENING, _CLOSING = "（([〔【“", "）)]〕】”"
_NOISE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]")
_PART = r"(?:牵头|责任|配合|协办|主办|督导|验收|实施)"
_ASIDE = re.compile(rf"(?:\((?:以上)?(?:均?为)?{_PART}(?:单位|部门)?\)|等(?:有关|相关)?(?:部门|单位))$")
"""`市水利局(牵头)`, `市住建局等部门`: what a unit does in one plan, and that others do it too, is no part of its name.
Matched on `plain` names.
"""
_LEVEL = "[省市州县区旗镇乡]"
_PARTY = rf"(?:党工委|党委|(?<={_LEVEL})委)"
_GOVERNMENT = r"(?:人民)?政府|管委会|管理委员会|办事处"
_SECOND_HALF = re.compile(rf"{_LEVEL}?(?:{_GOVERNMENT})")
_LEADERSHIP = re.compile(rf"(.+?)(?:{_PARTY}(?:[、和]{_LEVEL}?(?:{_GOVERNMENT}))?|{_GOVERNMENT})")
"""党委 and government of one place answer for it together: `北郊区委、区政府` (domain 3.8)."""


class Unit(Record):
    """A unit of the register (`units.yaml`)."""

    name: Annotated[Text, Field(title="单位名称", description="规范名称")]
    aliases: Annotated[Texts, Field(title="别名", description="旧名、简称")] = ()
    level: Annotated[Text | None, Field(title="层级", description="省、市、县、镇、村、企业")] = None
    parent: Annotated[Text | None, Field(title="上级单位", description="规范名称")] = None


class UnitRegister(Record):
    """The file `units.yaml`."""

    units: Annotated[tuple[Unit, ...], Field(title="单位")] = ()


_REMEMBERED = 8192
"""A ledger names few units, in every issue again: the answers about so many names are kept."""


@lru_cache(_REMEMBERED)
def plain(name: str) -> str:
    """A name as it is compared: full and half width alike, without spaces and invisible characters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", _NOISE.sub("", folded))


@lru_cache(_REMEMBERED)
def split_units(cell: str) -> tuple[str, ...]:
    """The units named in one cell, in order, each once.

    Separators inside parentheses or quotation marks don't count, so
    `市发展和改革委、市住建局(以上为牵头单位),各县(市、区)党委和政府` gives three units, and
    `X区委、区政府` stays one body of two halves, as notices write it (domain 3.8).
    """
    parts: list[str] = []
    depth, start = 0, 0
    for at, char in enumerate(cell):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in _SEPARATORS and depth == 0:
            parts.append(cell[start:at])
            start = at + 1
    parts.append(cell[start:])
    return tuple(dict.fromkeys(_joined([part.strip(_MARGIN) for part in parts])))


@lru_cache(_REMEMBERED)
def _body(plain_name: str) -> str:
    key = _ASIDE.sub("", plain_name)
    leadership = _LEADERSHIP.fullmatch(key)
    return leadership[1] if leadership else key


def _joined(parts: Iterable[str]) -> list[str]:
    """`北郊区委`, `区政府` → `北郊区委、区政府`: two halves of the leadership of one place are one unit."""
    result: list[str] = []
    for part in parts:
        if not part:
            continue
        before = result[-1] if result else ""
        if _SECOND_HALF.fullmatch(part) and re.search(f"{_PARTY}$", before):
            result[-1] = f"{before}、{part}"
        else:
            result.append(part)
    return result


@dataclass(frozen=True)
class Units:
    """The register, ready for questions."""

    units: tuple[Unit, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Unit]:
        named = {plain(unit.name): unit for unit in self.units}
        return {plain(alias): unit for unit in self.units for alias in unit.aliases} | named

    def find(self, name: str) -> Unit | None:
        """The unit with this name or alias, also where its part in a plan stands behind it: `市水利局（牵头）`."""
        if name not in self._found:
            key = plain(name)
            self._found[name] = self._by_name.get(key) or self._by_name.get(_ASIDE.sub("", key))
        return self._found[name]

    @cached_property
    def _found(self) -> dict[str, Unit | None]:
        return {}

    def knows(self, name: str) -> bool:
        """Whether the register has this unit, be it as the other half of a leadership (`区委` for `区委、区政府`)."""
        return self.find(name) is not None or self.body(name) in self._bodies

    @cached_property
    def _bodies(self) -> frozenset[str]:
        return frozenset(self.body(unit.name) for unit in self.units)

    def canonical(self, name: str) -> str:
        """The register's spelling, or the name itself where the register doesn't know it."""
        unit = self.find(name)
        return unit.name if unit else name.strip()

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean one unit: by the register's aliases; 党委 and government of one place always do."""
        return self.body(one) == self.body(other)

    def body(self, name: str) -> str:
        """What all names of one unit have in common, to be compared only."""
        return _body(plain(self.canonical(name)))

    def among(self, name: str, others: Iterable[str]) -> bool:
        """Whether `name` is one of `others` under whatever alias."""
        return any(self.same(name, other) for other in others)

    def shared_names(self) -> tuple[tuple[str, str, str], ...]:
        """Names that two units claim: (name, first unit, second unit)."""
        seen: dict[str, Unit] = {}
        twice = []
        for unit in self.units:
            for name in (unit.name, *unit.aliases):
                first = seen.setdefault(plain(name), unit)
                if first is not unit:
                    twice.append((name, first.name, unit.name))
        return tuple(twice)

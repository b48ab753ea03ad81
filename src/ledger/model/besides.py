"""What a document says of an item under labels that no field of a record bears: where it goes, or that it goes nowhere.

污染类型 are the environmental fields; what was found on the spot (是否属实, 责任追究) belongs to the report of how
things stand; contacts and days of a public notice are about the notice, not about the problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ledger.model.item import Item, Labelled
from ledger.model.mapping import meanings

_TYPES = re.compile(r"污染类|问题类型|环境要素|要素类")
_FOUND = re.compile(r"属实|核实|查处|处理|处罚|问责|追究|关注|办结|约谈|备注")
_NOTHING = frozenset({"", "无", "/", "-", "—", "——", "否"})
_WORDS = re.compile(r"[、，,;；/\s]+")


def types(item: Item) -> tuple[str, ...]:
    """The kinds of pollution that an item is about: `水`, `大气`."""
    said = (word for other in item.others if _is_type(other) for word in _WORDS.split(other.text))
    return tuple(dict.fromkeys(word for word in said if word not in _NOTHING))


def reported(item: Item) -> tuple[str, ...]:
    """What was found, each with its label: `是否属实：基本属实`."""
    return tuple(f"{one.heading}：{one.text.strip()}" for one in item.others if _is_found(one) and _says(one))


def left_out(item: Item) -> Iterable[Labelled]:
    """What goes nowhere."""
    return (one for one in item.others if _says(one) and not (_is_type(one) or _is_found(one)))


def _is_type(one: Labelled) -> bool:
    return bool(_TYPES.search(one.heading)) or "fields" in meanings(one.heading)


def _is_found(one: Labelled) -> bool:
    return bool(_FOUND.search(one.heading)) and not _is_type(one)


def _says(one: Labelled) -> bool:
    return one.text.strip() not in _NOTHING

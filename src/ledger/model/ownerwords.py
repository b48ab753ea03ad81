"""Who watches over a thing, in words and back: `河长=张三（副镇长）`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ledger.model.thing import Owner
from ledger.model.units import plain

BETWEEN = "；"
_OWNER = re.compile(r"\s*([^=：:]+?)\s*[=：:]\s*([^（(]*?)\s*(?:[（(](.*)[)）])?\s*")
_SPLIT = re.compile(r"[;；\n]+")


def told(text: str) -> Owner | None:
    """The owner that `河长=张三（副镇长）` names; None where no role can be read."""
    found = _OWNER.fullmatch(text)
    return Owner(role=found[1], person=found[2] or None, post=found[3] or None) if found else None


def parts(text: str) -> tuple[str, ...]:
    """The owners in a cell, each in its own words."""
    return tuple(part.strip() for part in _SPLIT.split(text) if part.strip())


def in_words(owner: Owner) -> str:
    """An owner as a cell and a line of the terminal have it: `河长：张三（副镇长）`."""
    post = f"（{owner.post}）" if owner.post else ""
    return f"{owner.role}：{owner.person or ''}{post}"


def succeeded(before: Sequence[Owner], new: Iterable[Owner], day: date) -> tuple[Owner, ...]:
    """The owners from `day` on: each role that is told has one holder, whose predecessor stays on record. One without
    name and post only ends the term of whoever holds it.
    """
    result = list(before)
    for one in new:
        holders = [it for it in result if plain(it.role) == plain(one.role) and it.until is None]
        if [(it.person, it.post) for it in holders] == [(one.person, one.post)]:
            continue
        result = [it.model_copy(update={"until": day}) if it in holders else it for it in result]
        if one.person or one.post:
            result.append(one.model_copy(update={"since": day}) if before else one)
    return tuple(result)

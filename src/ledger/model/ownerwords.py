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
_PERSONS = re.compile(r"[;；、，,\n/]+(?![^（(]*[)）])")
"""What stands between persons, outside of brackets."""
_HOLDER = re.compile(r"([^（(]*?)\s*(?:[（(](.*)[)）])?\s*")
_NOBODY = frozenset({"无", "-", "—", "——", "暂无", "空缺", "待定"})


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


def holders(text: str, role: str) -> tuple[Owner, ...]:
    """Who holds one role, by the cell of a column for it: `张三（副镇长）、李四`; none for 无 and a dash."""
    names = (part.strip() for part in _PERSONS.split(text))
    found = [_HOLDER.fullmatch(name) for name in names if name and name not in _NOBODY]
    return tuple(Owner(role=role, person=one[1].strip() or None, post=one[2] or None) for one in found if one)


def held_by(before: Sequence[Owner], role: str, new: Sequence[Owner], day: date) -> tuple[Owner, ...]:
    """The owners once all of `new` hold this role from `day` on, and nobody else does; a post that isn't told stays."""
    there = [one for one in before if plain(one.role) == plain(role) and one.until is None]
    kept = [one for one in there if any(_is_meant(one, it) for it in new)]
    gone = [one for one in there if one not in kept]
    ended = (one.model_copy(update={"until": day}) if one in gone else one for one in before)
    since = {"since": day} if before else {}
    return (*ended, *(one.model_copy(update=since) for one in new if not any(_is_meant(it, one) for it in kept)))


def _is_meant(held: Owner, told: Owner) -> bool:
    return held.person == told.person and told.post in {None, held.post}

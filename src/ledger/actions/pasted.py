"""Pictures that somebody pasted into a returned form: photos of the item in whose row they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from ledger.errors import Said, say
from ledger.model.checkform import Found


@dataclass(frozen=True)
class Pasted:
    """A form with its pictures among the photos of its items."""

    found: Found
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By the names that they are taken under: `图片-2-1.png`."""
    outside: tuple[str, ...] = ()
    """Where pictures stand that are in no item's row: a stamp, a signature."""
    faults: tuple[Said, ...] = ()
    """Pictures in a row of an item that can't be taken."""


def with_pictures(found: Found, data: bytes) -> Pasted:
    """The form of a workbook, and what is pasted into it."""
    from ledger.formats.xlsx.pictures import drawn  # openpyxl takes a third of a second

    rows = list(_rows(found))
    counted = Counter[int]()
    named: dict[int, list[str]] = {}
    pictures: dict[str, bytes] = {}
    outside, faults = [], []
    for one in drawn(data):
        if one.kind != "picture":
            continue
        at = next((at for at, sheet, row in rows if one.sheet == sheet and _row_of(one.cell) == row), None)
        if at is None:
            outside.append(one.where)
        elif one.picture is None:
            faults.append(say("checklist.picture-unfit", where=one.where))
        else:
            counted[at] += 1
            name = f"图片-{_number(found, at)}-{counted[at]}.{one.picture.format}"
            pictures[name] = one.picture.content
            named.setdefault(at, []).append(name)
    return Pasted(_naming(found, named), pictures, tuple(outside), tuple(faults))


def _rows(found: Found) -> Iterable[tuple[int, str | None, int | None]]:
    """The rows of the items: their place in the form, their sheet and row."""
    for path, spot in found.spots.items():
        if len(path) == 2 and path[0] == "results" and isinstance(path[1], int):  # noqa: PLR2004 - results.0
            yield path[1], spot.sheet, spot.row


def _row_of(cell: str) -> int | None:
    """The row of `G12`; None for a place that goes by no cell."""
    digits = cell.lstrip(ascii_uppercase)
    return int(digits) if digits else None


def _results(found: Found) -> list[dict[str, object]]:
    listed = found.tree.get("results")
    return [dict(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _number(found: Found, at: int) -> str:
    return str(_results(found)[at].get("number", at + 1))


def _naming(found: Found, named: Mapping[int, list[str]]) -> Found:
    """The form with the names of its pictures among those of the photos."""
    results = _results(found)
    for at, names in named.items():
        told = results[at].get("photos")
        results[at]["photos"] = "、".join([*([str(told)] if told else []), *names])
    return replace(found, tree={**found.tree, "results": results}) if named else found

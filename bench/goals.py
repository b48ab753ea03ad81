"""The goals (`goals.toml`) and whether what was measured meets them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from measuring import Cost

FILE = Path(__file__).with_name("goals.toml")

Language = Literal["en", "zh"]
Kind = Literal["cpu", "wall", "memory"]
Words = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Goal:
    """A probe that may cost `limit` times what its floor costs, or as many MB where it is about memory."""

    what: Words
    probe: str
    limit: float
    kind: Kind = "cpu"
    floor: str = ""
    beside: Words | None = None
    sizes: tuple[int, ...] = ()
    """The numbers of issues for which it is one; for all where there are none."""
    reason: Words | None = None
    """Why it can't be met, where it isn't."""

    def figure(self, costs: Mapping[str, Cost]) -> float | None:
        """What the limit is compared with; None where the probe or its floor was not measured, or where the memory that
        is above the limit is that of the program that measures (`measuring`): nothing below it can be told.
        """
        mine, floor = costs.get(self.probe), costs.get(self.floor)
        if mine is None or (floor is None and self.kind != "memory"):
            return None
        if self.kind == "memory" or floor is None:
            least = costs.get("python")
            hidden = least is not None and self.limit < mine.memory <= least.memory + 1
            return None if hidden else mine.memory
        return mine.cpu / floor.cpu if self.kind == "cpu" else mine.wall / floor.wall

    def applies(self, size: int) -> bool:
        return not self.sizes or size in self.sizes


def read(path: Path = FILE) -> tuple[Goal, ...]:
    """Every goal, in the order of the file."""
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    floors = cast("dict[str, Words]", whole["floors"])
    return tuple(_goal(told, floors) for told in cast("list[dict[str, object]]", whole["goal"]))


def _goal(told: dict[str, object], floors: dict[str, Words]) -> Goal:
    floor = str(told.get("floor", ""))
    return Goal(
        what=cast("Words", told["what"]),
        probe=str(told["probe"]),
        limit=float(cast("float", told["limit"])),
        kind=cast("Kind", told.get("kind", "cpu")),
        floor=floor,
        beside=floors[floor] if floor else None,
        sizes=tuple(cast("list[int]", told.get("sizes", []))),
        reason=cast("Words | None", told.get("reason")),
    )

"""The expected files of `data/plans`, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any  # what a YAML file holds is known when it has been read

import yaml

from plan_truth import ROLES, Due, Promise, Step, Text, Truth

HERE = Path(__file__).resolve().parent / "data" / "plans"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a careful reader found in one document."""

    document: str
    truths: tuple[Truth, ...]
    headings: tuple[tuple[str, ...], ...]
    permitted: tuple[tuple[str, str], ...]
    printed: tuple[int, ...]
    printed_besides: tuple[int, ...]
    """Numbers that two readers would take otherwise: they may be found."""
    differing: tuple[str, ...]
    """Printed counts that are not what is there."""
    adding_up: int
    """How many sums of the document's own are right."""
    damaged: tuple[str, ...]
    must_be_named: str | None


def expected() -> dict[str, Expected]:
    """By the name of the expected file."""
    return {path.stem: _expected(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(HERE.glob("*.yaml"))}


def _expected(found: Mapping[str, Any]) -> Expected:
    return Expected(
        document=found["document"],
        truths=tuple(map(_truth, found["issues"])),
        headings=tuple(tuple(issue.get("headings", ())) for issue in found["issues"]),
        permitted=tuple((one["number"], one["begins"]) for one in found.get("permitted", ())),
        printed=tuple(found["printed"]),
        printed_besides=tuple(found.get("printed_besides", ())),
        differing=tuple(found.get("differing", ())),
        adding_up=found.get("adding_up", 0),
        damaged=tuple(found.get("damaged", ())),
        must_be_named=found.get("must_be_named"),
    )


def _truth(issue: Mapping[str, Any]) -> Truth:
    return Truth(
        number=issue["number"],
        finding=_text(issue["finding"]),
        goal=_text(issue["goal"]) if "goal" in issue else None,
        deadline=_due(issue["deadline"]) if "deadline" in issue else None,
        units={role: tuple(issue[role]) for role in ROLES if role in issue},
        persons=issue.get("persons"),
        measures=tuple(map(_step, issue.get("measures", ()))),
        progress=_text(issue["progress"]) if "progress" in issue else None,
        indicators=tuple(map(_promise, issue.get("indicators", ()))),
    )


def _text(found: str | Mapping[str, str]) -> Text:
    return Text(found) if isinstance(found, str) else Text(**found)


def _due(found: Mapping[str, Any]) -> Due:
    return Due(**{**found, "milestones": tuple(found.get("milestones", ()))})


def _step(found: Mapping[str, Any]) -> Step:
    units = tuple(found.get("units", ()))
    return Step(found["number"], _text(found["text"]), units, found.get("due"), found.get("quantity"))


def _promise(found: Mapping[str, Any]) -> Promise:
    return Promise(Decimal(str(found["value"])), found["unit"], found.get("op"), found.get("by"))

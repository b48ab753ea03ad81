"""What was put down wrongly and set right: what it said before, why it was changed, and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from ledger.model.values import Day, Record, Text


class Correction(Record):
    """One value that was changed for a reason."""

    what: Annotated[Text, Field(title="更正内容", description="改的是哪一项")]
    before: Annotated[Text | None, Field(title="更正前", description="原来写的；原来没有的不写")] = None
    why: Annotated[Text, Field(title="更正原因", description="为什么改")]
    by: Annotated[Text | None, Field(title="更正人", description="人员编号")] = None
    on: Annotated[Day, Field(title="更正日期", description="哪一天改的")]


def differences(before: Record, after: Record, leaving: Collection[str] = ()) -> Iterator[tuple[str, str | None]]:
    """The fields in which two records of a kind differ, by their official names, each with what the first one said."""
    for name, field in type(before).model_fields.items():
        was = getattr(before, name)
        if name not in leaving and was != getattr(after, name):
            yield field.title or name, _shown(was) or None


def corrected(
    changes: Iterator[tuple[str, str | None]], why: str, by: str | None, on: date, of: str = ""
) -> tuple[Correction, ...]:
    """The corrections that record these differences; `of` is what the fields belong to: 措施 1."""
    return tuple(
        Correction.model_validate({"what": f"{of}{what}", "before": before, "why": why, "by": by, "on": on})
        for what, before in changes
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(_shown, value))
    if isinstance(value, BaseModel):
        return "=".join(_shown(one) for _, one in value if one is not None and one != ())
    return "" if value is None else str(value)

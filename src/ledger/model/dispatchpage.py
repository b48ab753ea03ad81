"""The dispatch of a month as sections of rows: what the terminal, the sheet, the document and the Markdown all show.

A cell is a message where the reader's language decides, and a plain value elsewhere. The columns have the official
names that the fields of a template go by. With each part stands what it is counted by: its day, its denominator, and
why its rows add up to it or don't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, TypeVar, get_args

from ledger.errors import Said, say
from ledger.model.dispatch import Contradicted, Dispatch
from ledger.model.escalation import Card
from ledger.model.happened import Deed, Happening
from ledger.model.monthly import Carded, Monthly
from ledger.model.roll import Roll
from ledger.model.schedule import Node
from ledger.model.snapshot import Contradiction, Movement

Cell: TypeAlias = "Said | str | int | date"
T = TypeVar("T")
Tell = Callable[[Said], str]
Part = Literal["figures", "missing", "changed", "clashes", "due", "cards"]
PARTS: tuple[Part, ...] = get_args(Part)
PART_WORDS: Mapping[Part, str] = {
    "figures": "本月数字",
    "missing": "未报",
    "changed": "变化",
    "clashes": "矛盾",
    "due": "下月到期",
    "cards": "建议牌",
}
COLUMNS: Mapping[str, str] = {
    "figure": "指标", "stated": "上月快照", "before": "上月", "came": "增加", "went": "减少", "now": "本月",
    "unit": "单位", "asked": "应报", "intime": "按时", "late": "迟报", "missing": "未报", "unreported": "未报问题",
    "tardy": "迟报问题",
    "day": "日期", "id": "编号", "what": "事项", "by": "经办", "units": "责任单位", "title": "名称",
    "was": "此前", "is": "现在", "where": "位置", "mend": "处理", "due": "时限",
    "card": "牌", "kind": "措施", "points": "计分", "reasons": "理由", "state": "登记",
}  # fmt: skip
"""The columns by key; in Chinese they are called as the fields of a template."""
OF_PART: Mapping[Part, tuple[str, ...]] = {
    "figures": ("figure", "before", "came", "went", "now", "stated"),
    "missing": ("unit", "asked", "intime", "late", "missing", "unreported", "tardy"),
    "changed": ("day", "id", "what", "by", "units", "title"),
    "clashes": ("id", "was", "is", "where", "mend", "units", "title"),
    "due": ("due", "id", "what", "units", "title"),
    "cards": ("card", "id", "kind", "points", "reasons", "state", "units", "title"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the dispatch: a sentence that sums it up, its rows, and what these are counted by."""

    part: Part
    summary: Said
    basis: Said
    """Of which day its rows are, what they are counted by, and whether they add up."""
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def sections(found: Dispatch, most: int | None = None) -> tuple[Section, ...]:
    """Every part, in the order in which a dispatch is read out; a cell names `most` issues at most, if that is said."""
    summaries = {
        "figures": _figures_told(found),
        "missing": _missing_told(found),
        "changed": _told("changed", len(found.changed), parts=_counted(found.deeds)),
        "clashes": _told("clashes", len(found.clashes)),
        "due": _told("due", len(found.due), month=found.period.following.key),
        "cards": _cards_told(found),
    }
    rows: Mapping[Part, Sequence[tuple[Cell, ...]]] = {
        "figures": tuple(_figure(found, one) for one in found.movements),
        "missing": tuple(_missing(found, most)),
        "changed": _rolled(found.changed, _changed),
        "clashes": _rolled(found.clashes, _clashing),
        "due": _rolled(found.due, _falling_due),
        "cards": tuple(_card(one, one.card) for one in found.cards if one.card is not None),
    }
    columns = {**OF_PART, "figures": OF_PART["figures"][: None if found.stated is not None else -1]}
    return tuple(Section(part, summaries[part], _counted_by(found, part), columns[part], rows[part]) for part in PARTS)


def _rolled(things: Sequence[T], row: Callable[[T], tuple[Cell, ...]]) -> Sequence[tuple[Cell, ...]]:
    """A row of each, made when it is read: of thousands a terminal shows ten."""
    return Roll(range(len(things)), lambda at: row(things[at]))


def _changed(pair: tuple[Monthly, Happening]) -> tuple[Cell, ...]:
    one, deed = pair
    return deed.day, one.id, deed.what, deed.by or "—", _joined(one.units), one.about.title


def _clashing(one: Contradicted) -> tuple[Cell, ...]:
    told = one.clash
    return one.id, told.was, told.now, told.where or "—", told.mend, _joined(one.units), one.title


def _falling_due(pair: tuple[Monthly, Node]) -> tuple[Cell, ...]:
    one, node = pair
    return node.due, one.id, _node(node), _joined(one.units), one.about.title


def _counted_by(found: Dispatch, part: Part) -> Said:
    """The day of a part, its denominator, and why its rows add up to it or don't."""
    day, total = found.day, sum(found.split.values())
    if part == "figures":
        return say("dispatch.by-figures", day=day, eve=found.period.eve)
    if part == "missing":
        return _reported_by(found)
    if part == "cards":
        return say("dispatch.by-cards", day=day, count=len(found.cards), total=total)
    issues: Mapping[Part, Iterable[str]] = {
        "changed": (one.id for one, _ in found.changed),
        "clashes": (one.id for one in found.clashes),
        "due": (one.id for one, _ in found.due),
    }
    first = found.period.first
    return say(f"dispatch.by-{part}", first=first, day=day, count=len(set(issues[part])), total=total)


def _reported_by(found: Dispatch) -> Said:
    """The issues that had to be reported on, and how those of the units add up."""
    asked, of_units = sum(found.reported.values()), sum(one.asked for one in found.units)
    silent = sum(not one.missing and not one.late for one in found.units)
    sums = say("dispatch.units-add-up" if asked == of_units else "dispatch.units-overlap", sum=of_units)
    rest = say("dispatch.units-left-out", count=silent) if silent else None
    return say("dispatch.by-missing", day=found.day, asked=asked, sums=sums, rest=rest)


def _told(part: Part, count: int, **fill: str | tuple[Said, ...]) -> Said:
    """How many rows a part has, or that it has none."""
    return say(f"dispatch.told-{part}", count=count, **fill) if count else say(f"dispatch.told-no-{part}", **fill)


def _figures_told(found: Dispatch) -> Said:
    total = sum(one.now is not None for one in found.issues)
    split = tuple(say("dispatch.count", what=say(f"pace.{pace}"), count=n) for pace, n in found.split.items() if n)
    if found.stated is None:
        return say("dispatch.told-figures", day=found.day, count=total, parts=split)
    if not found.contradicted:
        return say("dispatch.told-agreed", day=found.day, count=total, parts=split, name=found.stated)
    wrong = tuple(map(contradicted, found.contradicted))
    return say("dispatch.told-contradicted", day=found.day, count=total, parts=split, name=found.stated, wrong=wrong)


def contradicted(one: Contradiction) -> Said:
    """A figure of the snapshot of the month before that the histories contradict."""
    figure = say(f"snapshot.figure.{one.figure}")
    issues = say("snapshot.among-others", issues=one.issues[:_NAMED], count=len(one.issues))
    named = one.issues if len(one.issues) <= _NAMED else issues
    return say("dispatch.contradicted", figure=figure, stated=one.stated, found=one.found, issues=named)


_NAMED = 10
"""Issues in a sentence, at most."""


def _figure(found: Dispatch, one: Movement) -> tuple[Cell, ...]:
    """A figure of the month; beside what the histories say of the eve, what was put down for good."""
    row = (say(f"snapshot.figure.{one.figure}"), one.before, len(one.came), len(one.went), one.now)
    if found.stated is None:
        return row
    otherwise = {wrong.figure: wrong.stated for wrong in found.contradicted}
    return (*row, otherwise.get(one.figure, one.before))


def _missing_told(found: Dispatch) -> Said:
    told = found.reported
    return say(
        "dispatch.told-missing",
        month=found.period.key,
        asked=sum(told.values()),
        intime=told["in-time"],
        late=told["late"],
        missing=told["missing"],
    )


def _missing(found: Dispatch, most: int | None) -> Iterable[tuple[Cell, ...]]:
    for one in found.units:
        if one.missing or one.late:
            unreported = _listed([_silent(issue) for issue in one.missing], most)
            tardy = _listed([_tardy(issue) for issue in one.late], most)
            late, missing = len(one.late), len(one.missing)
            yield one.name, one.asked, one.asked - late - missing, late, missing, unreported, tardy


def _listed(issues: list[Said], most: int | None) -> Cell:
    """Issues in a cell: all of them, or the first and how many they are."""
    if not issues:
        return "—"
    if most is None or len(issues) <= most:
        return say("dispatch.listed", issues=tuple(issues))
    return say("snapshot.among-others", issues=tuple(issues[:most]), count=len(issues))


def _silent(one: Monthly) -> Said:
    last = one.reporting.last if one.reporting else None
    return say("dispatch.last-heard", id=one.id, day=last) if last else say("dispatch.never-heard", id=one.id)


def _tardy(one: Monthly) -> Said:
    return say("dispatch.heard", id=one.id, day=one.reporting.on if one.reporting else None)


def _counted(deeds: Mapping[Deed, int]) -> tuple[Said, ...]:
    return tuple(say("dispatch.count", what=say(f"dispatch.dids-{key}"), count=n) for key, n in deeds.items())


def _cards_told(found: Dispatch) -> Said:
    if not found.over:
        return say("dispatch.told-running", month=found.period.key)
    proposed = found.proposed
    counts = tuple(
        say("dispatch.count", what=say(f"dispatch.card-{key}"), count=proposed[card]) for card, key in _CARDS.items()
    )
    total = proposed.total()
    return say(
        "dispatch.told-cards" if total else "dispatch.told-no-cards",
        count=total, parts=counts, recorded=len(found.cards) - total, month=found.period.key,
    )  # fmt: skip


_CARDS: Mapping[Card, str] = {"红": "red", "黄": "yellow", "蓝": "blue"}


def _card(one: Monthly, card: Carded) -> tuple[Cell, ...]:
    colour = say(f"dispatch.card-{_CARDS[card.card]}")
    state = say("dispatch.recorded" if card.recorded else "dispatch.proposed")
    points = f"{card.points.normalize():f}" if card.points else "—"
    return colour, one.id, card.kind, points, "；".join(card.reasons), state, _joined(one.units), one.about.title


def _joined(units: tuple[str, ...]) -> str:
    return "、".join(units) or "—"


def _node(node: Node) -> Said:
    if node.kind == "final":
        return say("dispatch.node-final")
    return say(f"dispatch.node-{node.kind}", number=node.number, text=" ".join(node.text.split()))


def text_of(cell: Cell, tell: Tell) -> str:
    """A cell as a text."""
    return tell(cell) if isinstance(cell, Said) else str(cell)

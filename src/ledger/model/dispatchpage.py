"""The dispatch of a month as sections of rows: what the terminal, the sheet, the document and the Markdown all show.

A cell is a message where the reader's language decides, and a plain value elsewhere. The columns have the official
names that the fields of a template go by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from ledger.errors import Said, say
from ledger.model.dispatch import Dispatch
from ledger.model.escalation import Card
from ledger.model.happened import Deed
from ledger.model.monthly import Carded, Monthly
from ledger.model.notice import HOUSE, Declared, Fields, in_words, of_house
from ledger.model.office import Office
from ledger.model.pacewords import PACE_WORDS
from ledger.model.schedule import Node
from ledger.model.snapshot import Contradiction, Movement

Cell: TypeAlias = "Said | str | int | date"
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
    "unit": "单位", "asked": "应报", "missing": "未报", "unreported": "未报问题", "late": "迟报", "tardy": "迟报问题",
    "day": "日期", "id": "编号", "what": "事项", "by": "经办", "units": "责任单位", "title": "名称",
    "was": "此前", "is": "现在", "where": "位置", "mend": "处理", "due": "时限",
    "card": "牌", "kind": "措施", "points": "计分", "reasons": "理由", "state": "登记",
}  # fmt: skip
"""The columns by key; in Chinese they are called as the fields of a template."""
_OF: Mapping[Part, tuple[str, ...]] = {
    "figures": ("figure", "before", "came", "went", "now", "stated"),
    "missing": ("unit", "asked", "missing", "unreported", "late", "tardy"),
    "changed": ("day", "id", "what", "by", "units", "title"),
    "clashes": ("id", "was", "is", "where", "mend", "title"),
    "due": ("due", "id", "what", "units", "title"),
    "cards": ("card", "id", "kind", "points", "reasons", "state", "units", "title"),
}
_COUNTS = (
    *("问题总数", "超序时数", "达到序时数", "未达序时数", "逾期数", "未启动数", "完成整改数", "已销号数"),
    *("应报数", "按时数", "迟报数", "未报数", "变化数", "矛盾数", "下期到期数", "红灯数", "黄牌数", "蓝签数"),
)
_PRINTED: Mapping[Part, tuple[str, ...]] = {
    part: tuple(key for key in keys if key != "by") for part, keys in _OF.items()
}
"""The columns that a document may have: it names no person."""
DISPATCH: Declared = {
    **HOUSE,
    **dict.fromkeys(("时期", "截至日期", "下期", "范围", "快照", "快照不符", *_COUNTS)),
    **{PART_WORDS[part]: tuple(COLUMNS[key] for key in keys) for part, keys in _PRINTED.items()},
}
"""The fields of a document."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the dispatch: a sentence that sums it up, and its rows."""

    part: Part
    summary: Said
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


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
    rows: Mapping[Part, Iterable[tuple[Cell, ...]]] = {
        "figures": (_figure(found, one) for one in found.movements),
        "missing": _missing(found, most),
        "changed": (
            (deed.day, one.id, deed.what, deed.by or "—", _units(one), one.about.title) for one, deed in found.changed
        ),
        "clashes": (
            (number, one.was, one.now, one.where or "—", one.mend, title) for number, title, one in found.clashes
        ),
        "due": ((node.due, one.id, _node(node), _units(one), one.about.title) for one, node in found.due),
        "cards": (_card(one, one.card) for one in found.cards if one.card is not None),
    }
    stated = found.stated is not None
    return tuple(
        Section(part, summaries[part], _OF[part] if stated or part != "figures" else _OF[part][:-1], tuple(rows[part]))
        for part in PARTS
    )


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
    wrong = tuple(map(_contradicted, found.contradicted))
    return say("dispatch.told-contradicted", day=found.day, count=total, parts=split, name=found.stated, wrong=wrong)


def _contradicted(one: Contradiction) -> Said:
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
            yield one.name, one.asked, len(one.missing), unreported, len(one.late), tardy


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
    proposed = _proposed(found)
    counts = tuple(
        say("dispatch.count", what=say(f"dispatch.card-{key}"), count=proposed[card]) for card, key in _CARDS.items()
    )
    total = proposed.total()
    return say(
        "dispatch.told-cards" if total else "dispatch.told-no-cards",
        count=total, parts=counts, recorded=len(found.cards) - total, month=found.period.key,
    )  # fmt: skip


def _proposed(found: Dispatch) -> Counter[Card]:
    """The cards that are not on record yet."""
    return Counter(one.card.card for one in found.cards if one.card and not one.card.recorded)


_CARDS: Mapping[Card, str] = {"红": "red", "黄": "yellow", "蓝": "blue"}


def _card(one: Monthly, card: Carded) -> tuple[Cell, ...]:
    colour = say(f"dispatch.card-{_CARDS[card.card]}")
    state = say("dispatch.recorded" if card.recorded else "dispatch.proposed")
    points = f"{card.points.normalize():f}" if card.points else "—"
    return colour, one.id, card.kind, points, "；".join(card.reasons), state, _units(one), one.about.title


def _units(one: Monthly) -> str:
    return "、".join(one.units) or "—"


def _node(node: Node) -> Said:
    if node.kind == "final":
        return say("dispatch.node-final")
    return say(f"dispatch.node-{node.kind}", number=node.number, text=" ".join(node.text.split()))


def fields(found: Dispatch, office: Office, selection: str, tell: Tell) -> Fields:
    """What a document may say of the month; `tell` puts messages into the office's Chinese."""
    return {
        **of_house(office, found.day),
        "时期": found.period.name,
        "截至日期": in_words(found.day),
        "下期": found.period.following.name,
        "范围": selection,
        "快照": found.stated or "",
        "快照不符": "；".join(tell(_contradicted(one)) for one in found.contradicted),
        **{name: str(number) for name, number in _numbers(found).items()},
        **{PART_WORDS[one.part]: _entries(one, tell) for one in sections(found)},
    }


def _numbers(found: Dispatch) -> Mapping[str, int]:
    reported, proposed = found.reported, _proposed(found)
    return {
        "问题总数": sum(found.split.values()),
        **{f"{PACE_WORDS[pace]}数": number for pace, number in found.split.items()},
        "应报数": sum(reported.values()),
        "按时数": reported["in-time"],
        "迟报数": reported["late"],
        "未报数": reported["missing"],
        "变化数": len(found.changed),
        "矛盾数": len(found.clashes),
        "下期到期数": len(found.due),
        "红灯数": proposed["红"],
        "黄牌数": proposed["黄"],
        "蓝签数": proposed["蓝"],
    }


def _entries(section: Section, tell: Tell) -> tuple[Mapping[str, str], ...]:
    """The rows as entries of a list, every field in them whether there is something to say or not."""
    names = {key: COLUMNS[key] for key in _PRINTED[section.part]}
    rows = (dict(zip(section.columns, row, strict=True)) for row in section.rows)
    return tuple({name: _printed(row.get(key, ""), tell) for key, name in names.items()} for row in rows)


def _printed(cell: Cell, tell: Tell) -> str:
    """A cell as an official document has it, a day in words."""
    return in_words(cell) if isinstance(cell, date) else text_of(cell, tell)


def text_of(cell: Cell, tell: Tell) -> str:
    """A cell as a text."""
    return tell(cell) if isinstance(cell, Said) else str(cell)


def markdown(found: Dispatch, title: str, selection: str, tell: Tell) -> str:
    """The month as a page to paste."""
    lines = [f"# {_escaped(title)} {tell(say('dispatch.name'))} {found.period.key}", ""]
    lines += [f"> {_escaped(selection)}", ""] if selection else []
    for section in sections(found):
        lines += [f"## {tell(say(f'dispatch.part-{section.part}'))}", "", _escaped(tell(section.summary)), ""]
        if section.rows:
            heads = [tell(say(f"column.dispatch-{key}")) for key in section.columns]
            lines += [_row(heads), _row(["---"] * len(heads))]
            lines += [_row([_escaped(text_of(cell, tell)) for cell in row]) for row in section.rows]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


_MARKUP = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>|#"}


def _escaped(text: str) -> str:
    """A text that stays what it is in Markdown, on one line."""
    return " ".join(text.split()).translate(_MARKUP)

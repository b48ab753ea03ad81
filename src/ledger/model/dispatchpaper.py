"""The dispatch of a month as an official document and as a page to paste: its sections, worded as papers are.

A document names no person, writes every day in words (2026年10月31日), and says under each table what it is counted by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ledger.errors import Said, say
from ledger.model.dispatch import Dispatch
from ledger.model.dispatchpage import (
    COLUMNS,
    OF_PART,
    PART_WORDS,
    Cell,
    Part,
    Section,
    Tell,
    contradicted,
    sections,
    text_of,
)
from ledger.model.notice import HOUSE, Declared, Fields, in_words, of_house
from ledger.model.office import Office
from ledger.model.pacewords import PACE_WORDS

_COUNTS = (
    *("问题总数", "超序时数", "达到序时数", "未达序时数", "逾期数", "未启动数", "完成整改数", "已销号数"),
    *("应报数", "按时数", "迟报数", "未报数", "变化数", "矛盾数", "下期到期数", "红灯数", "黄牌数", "蓝签数"),
    "已登记牌数",
)
_PRINTED: Mapping[Part, tuple[str, ...]] = {
    part: tuple(key for key in keys if key not in {"by", "where", "mend"}) for part, keys in OF_PART.items()
}
"""The columns that a document may have: it names no person, no field of a file and no command."""
_BASIS: Mapping[Part, str] = {part: f"{word}说明" for part, word in PART_WORDS.items()}
DISPATCH: Declared = {
    **HOUSE,
    **dict.fromkeys(("时期", "截至日期", "下期", "范围", "快照", "快照不符", "变化情况", *_COUNTS, *_BASIS.values())),
    **{PART_WORDS[part]: tuple(COLUMNS[key] for key in keys) for part, keys in _PRINTED.items()},
    "未按时清单": ("编号", "名称", "责任单位", "填报情况"),
}
"""The fields of a document."""


def fields(found: Dispatch, office: Office, selection: str, tell: Tell) -> Fields:
    """What a document may say of the month; `tell` puts messages into the office's Chinese."""
    parts = sections(found)
    return {
        **of_house(office, found.day),
        "时期": found.period.name,
        "截至日期": in_words(found.day),
        "下期": found.period.following.name,
        "范围": selection,
        "快照": found.stated or "",
        "快照不符": "；".join(tell(contradicted(one)) for one in found.contradicted),
        "变化情况": "、".join(f"{tell(say(f'dispatch.dids-{deed}'))}{often}" for deed, often in found.deeds.items()),
        **{name: str(number) for name, number in _numbers(found).items()},
        **{_BASIS[one.part]: _printed(one.basis, tell) for one in parts},
        **{PART_WORDS[one.part]: _entries(one, tell) for one in parts},
        "未按时清单": tuple(_overdue_reports(found)),
    }


def _numbers(found: Dispatch) -> Mapping[str, int]:
    reported, proposed = found.reported, found.proposed
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
        "已登记牌数": len(found.cards) - sum(proposed.values()),
    }


def _overdue_reports(found: Dispatch) -> Iterator[Mapping[str, str]]:
    """An entry for each issue that was reported on late or not at all: the long lists of the units, told one by one."""
    for one in found.issues:
        told = one.reporting
        if told is None or told.state == "in-time":
            continue
        if told.state == "late" and told.on is not None:
            how = f"{in_words(told.on)}补报"
        else:
            how = f"未报（上次{in_words(told.last)}）" if told.last else "未报（从未报过）"
        units = "、".join(one.units) or "—"
        yield {"编号": one.id, "名称": one.about.title, "责任单位": units, "填报情况": how}


def _entries(section: Section, tell: Tell) -> tuple[Mapping[str, str], ...]:
    """The rows as entries of a list, every field in them whether there is something to say or not."""
    names = {key: COLUMNS[key] for key in _PRINTED[section.part]}
    rows = (dict(zip(section.columns, row, strict=True)) for row in section.rows)
    return tuple({name: _printed(row.get(key, ""), tell) for key, name in names.items()} for row in rows)


def _printed(cell: Cell, tell: Tell) -> str:
    """A cell as an official document has it."""
    if isinstance(cell, Said):
        return _APART.sub("", tell(_officially(cell)))
    return in_words(cell) if isinstance(cell, date) else str(cell)


_APART = re.compile(r"(?<=[一-鿿]) (?=[一-鿿\d])|(?<=[\d%]) (?=[一-鿿])")
"""The space between a word and a number, as a screen shows them; a document has none."""
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def _officially(said: Said) -> Said:
    """A message with its days and months in words, those of the messages within it as well."""
    return Said(said.key, {name: _filled(value) for name, value in said.fill.items()})


def _filled(value: object) -> object:
    if isinstance(value, Said):
        return _officially(value)
    if isinstance(value, tuple):
        return tuple(map(_filled, value))
    found = _DAY.fullmatch(value.isoformat() if isinstance(value, date) else str(value))
    if found is None:
        return value
    year, month, day = found.groups()
    return f"{year}年{int(month)}月{int(day)}日" if day else f"{year}年{int(month)}月"


def markdown(found: Dispatch, title: str, selection: str, tell: Tell) -> str:
    """The month as a page to paste."""
    head = tell(say("dispatch.head", title=title, month=found.period.key, day=found.day))
    lines = [f"# {_escaped(head)}", "", *([f"> {_escaped(selection)}", ""] if selection else [])]
    for section in sections(found):
        lines += [f"## {tell(say(f'dispatch.part-{section.part}'))}", "", _escaped(tell(section.summary)), ""]
        if section.rows:
            basis = tell(say("dispatch.counted-by", basis=section.basis))
            lines += [*_table(section, tell), "", _escaped(basis), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(section: Section, tell: Tell) -> Iterator[str]:
    yield _row([tell(say(f"column.dispatch-{key}")) for key in section.columns])
    yield _row(["---"] * len(section.columns))
    yield from (_row([_escaped(text_of(cell, tell)) for cell in row]) for row in section.rows)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


_MARKUP = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>|#"}


def _escaped(text: str) -> str:
    """A text that stays what it is in Markdown, on one line."""
    return " ".join(text.split()).translate(_MARKUP)

"""A checklist as a form: what is printed for the site, and what is read back of one that was filled in by hand.

A form is the same in Excel, Word and YAML: a head (which list, where, when, who) and a row for each item. Whoever
fills it in writes as people do: `√` is 合格, `×` is 不合格, `／` is 不适用.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.checklist import Checklist, Item
from ledger.model.document import Cell, Document, Spot
from ledger.model.inspection import OUTCOMES, Outcome
from ledger.model.naming import nearest
from ledger.model.problem import Path, Problem
from ledger.model.units import plain
from ledger.model.values import Label, Record, Text

Tree = dict[str, object]

HEAD: Mapping[str, str] = {
    "checklist": "检查表", "site": "检查地点", "unit": "受检单位", "region": "行政区域", "date": "检查日期",
    "inspectors": "检查人", "object": "对象编号", "issue": "问题编号", "note": "其他情况",
}  # fmt: skip
"""The fields above and below the items, as a form prints them; `site` by what the list calls it."""
COLUMNS: Mapping[str, str] = {
    "number": "序号", "text": "检查内容", "method": "检查方法", "points": "分值", "outcome": "结果",
    "remark": "情况说明", "photos": "照片（文件名）",
}  # fmt: skip
_TYPED = ("number", "text", "outcome", "remark", "photos")
_SIGNS: Mapping[str, Outcome] = {
    **dict.fromkeys(("合格", "√", "✓", "✔", "☑", "是", "符合", "达标", "对", "通过"), "合格"),
    **dict.fromkeys(("不合格", "×", "✗", "✘", "x", "否", "不符合", "不达标", "不通过"), "不合格"),
    **dict.fromkeys(("不适用", "／", "/", "—", "-", "无此项", "不涉及"), "不适用"),
}
_DAY = re.compile(
    r"\s*(20[0-9]{2})\s*[-年/.]\s*([0-9]{1,2})\s*[-月/.]\s*([0-9]{1,2})\s*日?(?:[ T]0{1,2}:00(?::00)?)?\s*"
)
_BETWEEN = re.compile(r"[、，,;；\n]+")


class Row(Record):
    """One row of a form, as it was filled in."""

    number: Annotated[Label, Field(title="序号")]
    text: Annotated[Text | None, Field(title="检查内容")] = None
    outcome: Annotated[Text | None, Field(title="结果")] = None
    remark: Annotated[Text | None, Field(title="情况说明")] = None
    photos: Annotated[Text | None, Field(title="照片")] = None


class Form(Record):
    """A form, as it was filled in: texts, not yet judged."""

    checklist: Annotated[Text, Field(title="检查表")]
    date: Annotated[Text | None, Field(title="检查日期")] = None
    inspectors: Annotated[Text | None, Field(title="检查人")] = None
    site: Annotated[Text | None, Field(title="检查地点")] = None
    unit: Annotated[Text | None, Field(title="受检单位")] = None
    region: Annotated[Text | None, Field(title="行政区域")] = None
    object: Annotated[Text | None, Field(title="对象编号")] = None
    issue: Annotated[Text | None, Field(title="问题编号")] = None
    note: Annotated[Text | None, Field(title="其他情况")] = None
    results: Annotated[tuple[Row, ...], Field(title="检查结果")] = ()


@dataclass(frozen=True)
class Given:
    """What a form says before it is filled in: the head as far as it is known."""

    site: str = ""
    unit: str = ""
    region: str = ""
    object: str = ""
    issue: str = ""


@dataclass(frozen=True)
class Found:
    """The form in a document, and where each of its values stands."""

    tree: Tree
    spots: Mapping[Path, Spot]

    def spot(self, path: Path) -> Spot | None:
        """Where a value stands; for one that isn't there the row it belongs to."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path)


def blank(listed: Checklist, given: Given) -> Tree:
    """The form as YAML is filled in: every item with its text, nothing found yet."""
    head = {key: getattr(given, key, "") or None for key in HEAD if key not in {"checklist", "note"}}
    rows = [{"number": o.number, "text": o.text, "outcome": None, "remark": None, "photos": None} for o in listed.items]
    return {"checklist": listed.name, **head, "note": None, "results": rows}


def explained(yaml: str, listed: Checklist) -> str:
    """The form as YAML with what each empty key is called in the office behind it, as a comment."""
    titles = {**labels(listed), **COLUMNS, "photos": "照片：文件名，几张用顿号隔开"}
    titles["outcome"] = f"结果：{'、'.join(OUTCOMES)}"
    return _EMPTY_KEY.sub(lambda found: f"{found[0]}  # {titles[found[1]]}" if found[1] in titles else found[0], yaml)


_EMPTY_KEY = re.compile(r"^[ -]*(\w+):$", re.MULTILINE)


def method(item: Item) -> str:
    """How an item is looked at, as a form prints it, with the word that failing it fails the whole."""
    return f"{item.method or ''}（严重项，一票否决）" if item.severity == "严重" else item.method or ""


def labels(listed: Checklist) -> Mapping[str, str]:
    """What the head of a form of this list calls its fields."""
    return {**HEAD, "site": listed.subject}


def read(document: Document) -> Found | None:
    """The form in a workbook or a Word document; None where there is none."""
    tree: Tree = {}
    spots: dict[Path, Spot] = {}
    rows: list[Tree] = []
    columns: dict[int, str] = {}
    for table in document.tables:
        for line in table.rows:
            cells = [one for one in line if one is not None]
            if (heads := _headings(line)) is not None:
                columns = heads
                continue
            if _is_item(line, columns):
                rows.append(_row(line, columns, len(rows), spots))
            else:
                _pairs(cells, tree, spots)
    if "checklist" not in tree:
        return None
    return Found({**tree, "results": rows}, spots)


def _headings(line: Iterable[Cell | None]) -> dict[int, str] | None:
    """The columns that a row of headings names; None for any other row."""
    named = {plain(word): key for key, word in COLUMNS.items()} | {plain("照片"): "photos"}
    found = {at: named[plain(cell.text)] for at, cell in enumerate(line) if cell and plain(cell.text) in named}
    return found if {"number", "outcome"} <= set(found.values()) else None


def _is_item(line: tuple[Cell | None, ...], columns: Mapping[int, str]) -> bool:
    """Whether a row below the headings is one of an item: its number stands in a cell of its own."""
    number = next((line[at] for at, key in columns.items() if key == "number" and at < len(line)), None)
    return number is not None and number.columns == 1 and bool(number.text.strip()) and _label(number.text) is None


def _row(line: tuple[Cell | None, ...], columns: Mapping[int, str], at: int, spots: dict[Path, Spot]) -> Tree:
    row: Tree = {}
    for column, key in columns.items():
        cell = line[column] if column < len(line) else None
        if cell is None or key not in _TYPED:
            continue
        spots["results", at, key] = cell.spot
        if key == "number":
            spots["results", at] = cell.spot
        if cell.text.strip():
            row[key] = cell.text.strip()
    return row


def _pairs(cells: list[Cell], tree: Tree, spots: dict[Path, Spot]) -> None:
    """The fields of the head: a label, and in the next cell what somebody wrote."""
    for label, value in pairwise(cells):
        key = _label(label.text)
        if key is None or _label(value.text) or (key,) in spots:
            continue
        spots[key,] = value.spot
        if value.text.strip():
            tree[key] = value.text.strip()


def _label(text: str) -> str | None:
    """The field of the head that a label names. The place has a name of its own in each list: 工地名称, 企业名称."""
    word = plain(text).rstrip(":：")
    known = next((key for key, label in HEAD.items() if plain(label) == word), None)
    return known or ("site" if re.fullmatch(r"\w{2,6}(名称|对象|地点)", word) else None)


def outcome(text: str) -> Outcome | None:
    """What a mark means; None for what means nothing."""
    return _SIGNS.get(text.strip().lower()) or _SIGNS.get(plain(text))


def day(text: str) -> date | None:
    """A day as people write it on a form: 2026年5月20日, 2026/5/20, 2026-05-20."""
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def words(text: str | None) -> tuple[str, ...]:
    """Several names in one cell."""
    return tuple(part.strip() for part in _BETWEEN.split(text or "") if part.strip())


def faults(form: Form, listed: Checklist, today: date) -> Iterator[Problem]:
    """Everything that keeps a form from being taken: left open, not to be understood, not asked by the list."""
    yield from _of_head(form, today)
    seen: set[str] = set()
    for at, row in enumerate(form.results):
        item = listed.item(row.number)
        if item is None:
            numbers = tuple(one.number for one in listed.items)
            yield _fault("unknown-number", say("checklist.unknown-number", number=row.number, known=numbers),
                         ("results", at, "number"), nearest(row.number, numbers))  # fmt: skip
        elif row.number in seen:
            yield _fault("name-twice", say("checklist.row-twice", number=row.number), ("results", at, "number"))
        else:
            yield from _of_row(row, item, ("results", at))
        seen.add(row.number)
    for item in listed.items:
        if item.number not in seen:
            yield _fault("row-missing", say("checklist.row-missing", number=item.number, text=item.text), ("results",))


def _of_head(form: Form, today: date) -> Iterator[Problem]:
    told = day(form.date) if form.date else None
    if form.date is None:
        yield _fault("head-missing", say("checklist.head-missing", label=HEAD["date"]), ("date",))
    elif told is None:
        yield _fault("not-a-day", say("checklist.not-a-day", found=form.date), ("date",))
    elif told > today:
        yield _fault("day-ahead", say("checklist.day-ahead", day=told, today=today), ("date",))
    if not words(form.inspectors):
        yield _fault("head-missing", say("checklist.head-missing", label=HEAD["inspectors"]), ("inspectors",))
    if not (form.site or form.object or form.issue):
        yield _fault("head-missing", say("checklist.no-site"), ("site",))


def _of_row(row: Row, item: Item, path: Path) -> Iterator[Problem]:
    if row.text is not None and plain(row.text) != plain(item.text):
        text = say("checklist.other-text", number=item.number, found=row.text, text=item.text)
        yield _fault("other-text", text, (*path, "text"))
    if row.outcome is None:
        yield _fault("no-outcome", say("checklist.no-outcome", number=item.number), (*path, "outcome"))
        return
    found = outcome(row.outcome)
    if found is None:
        text = say("checklist.bad-outcome", number=item.number, found=row.outcome, known=OUTCOMES)
        yield _fault("bad-outcome", text, (*path, "outcome"), nearest(row.outcome, OUTCOMES))
    elif found == "不合格" and not row.remark:
        yield _fault("no-remark", say("checklist.no-remark", number=item.number), (*path, "remark"))
    elif item.photo and found != "不适用" and not words(row.photos):
        yield _fault("no-photo", say("checklist.no-photo", number=item.number), (*path, "photos"))


def _fault(rule: str, text: Said, path: Path, suggestion: str | None = None) -> Problem:
    return Problem(rule, "invalid", text, path=path, suggestion=suggestion)

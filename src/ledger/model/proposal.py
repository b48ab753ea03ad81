"""One issue proposed from the rows of a foreign ledger, and everything about them that a person should look at.

What can't be read stays text or stays out, and is told; nothing is made up. A proposal is never more than open:
what the old ledger says of 完成 and 销号 is kept as words of a first progress entry, because states are only
reached by moves that somebody signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from ledger.errors import Said, say
from ledger.model import deadline as grammar
from ledger.model.attribute import ATTRIBUTES
from ledger.model.doubtful import day, day_meant, impossible_day, is_nothing, usual_word
from ledger.model.extract import titles
from ledger.model.issue import Issue
from ledger.model.layout import Row
from ledger.model.mapping import Mapped
from ledger.model.oldplan import UNIT_FIELDS, measures_and_deadline, units_of
from ledger.model.personal import hidden_numbers
from ledger.model.rowreader import Circumstances, Remark, RowReader

UNKNOWN_SOURCE = "其他"

_WORDS = re.compile(r"[、，,;；/\s]+")
PLAIN_FIELDS = (
    *("title", "region", "level", "nature", "plan.goal", "plan.person", "plan.leader"),
    *("source.kind", "source.batch", "source.document", "source.item", "source.finding"),
)

_SAYS_NOTHING = frozenset({"region", "plan.person", "plan.leader", "plan.goal", "source.item", "source.batch"})
"""Fields in which a word for nothing is no value."""


@dataclass(frozen=True)
class Proposal:
    """A new issue as texts, without number, state and signature, and the rows that it was read from."""

    sheet: str
    rows: tuple[int, ...]
    tree: Mapping[str, object]
    progress: Mapping[str, str] = field(default_factory=dict)
    """What the old ledger says of how things stand: text, problems, next."""
    readings: tuple[grammar.Reading, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def item(self) -> str:
        """The number in the old ledger."""
        return str(_inner(self.tree, "source").get("item") or "")

    @property
    def title(self) -> str:
        """What the issue is called."""
        return str(self.tree.get("title") or "")

    @property
    def finding(self) -> str:
        """The finding, word for word."""
        return str(_inner(self.tree, "source").get("finding") or "")

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that is named, each once."""
        plan = _inner(self.tree, "plan")
        measures = plan.get("measures")
        blocks = (plan, *(measures if isinstance(measures, list) else ()))
        listed = (block.get(name) for block in blocks for name in (*UNIT_FIELDS, "units"))
        return tuple(dict.fromkeys(name for names in listed if isinstance(names, list) for name in names))

    @property
    def measures(self) -> int:
        """How many measures were found."""
        listed = _inner(self.tree, "plan").get("measures")
        return len(listed) if isinstance(listed, list) else 0


def _inner(tree: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = tree.get(key)
    return value if isinstance(value, Mapping) else {}


def propose(
    sheet: str, rows: Sequence[Row], columns: Mapping[str, Sequence[Mapped]], around: Circumstances, chapter: str = ""
) -> Proposal:
    """The issue that a block of rows tells of. `columns` are those of each field, `chapter` the heading over the rows
    that is kept as their place in the document.
    """
    reader = RowReader(sheet, rows, columns, around)
    tree = _plain_fields(reader)
    received, stated = _received(reader)
    source = {
        "kind": UNKNOWN_SOURCE,
        "document": around.file,
        **_inner(tree, "source"),
        "received": received.isoformat(),
    }
    if chapter:
        source["document"] = f"{source['document']}　{chapter}"
    plan = {**_inner(tree, "plan"), **units_of(reader), **measures_and_deadline(reader, received, stated=stated)}
    if words := _fields(reader):
        tree["fields"] = words
    tree["source"] = source
    tree["plan"] = plan
    own = _attributes(reader)
    called = str(tree.get("title") or "") or _subject(reader, own)
    if title := _title(reader, called, str(source.get("finding") or "")):
        tree["title"] = title
    if own := {**own, **_named(reader, called)}:
        tree[ATTRIBUTES] = own
    _look_at_numbers(reader)
    numbers = tuple(row.number for row in rows)
    ordered = {key: tree[key] for key in Issue.model_fields if tree.get(key)}
    return Proposal(sheet, numbers, ordered, _progress(reader), tuple(reader.readings), tuple(reader.remarks))


def _attributes(reader: RowReader) -> dict[str, str]:
    """What the rows say of the fields of a book, as the cells have it."""
    named = dict.fromkeys(one for one in (*reader.columns, *reader.around.defaults) if one.startswith(_OF_A_BOOK))
    told = ((name.removeprefix(_OF_A_BOOK), reader.text(name)) for name in named)
    return {name: text for name, text in told if text}


_OF_A_BOOK = f"{ATTRIBUTES}."


def _subject(reader: RowReader, own: Mapping[str, str]) -> str:
    """What the book names its issues by, where the list has neither a title nor a finding."""
    name = (reader.around.subject or "").removeprefix(_OF_A_BOOK)
    return "" if reader.text("source.finding") else own.get(name, "")


def _named(reader: RowReader, title: str) -> dict[str, str]:
    """The field that names the issues of a book, where its column was taken for the titles: it is both."""
    name = (reader.around.subject or "").removeprefix(_OF_A_BOOK)
    headings = {one.heading for one in reader.columns.get("title", ())}
    return {name: title} if name and title and name in headings else {}


def _title(reader: RowReader, stated: str, finding: str) -> str:
    """The title, from the finding where none is stated; a complainant's telephone number is not put into one."""
    cells = reader.cells("title" if stated else "source.finding")
    cell = cells[0][1] if cells else None
    if stated:
        if hidden_numbers(stated) != stated:
            reader.remark(cell, say("intake.private-title"))
        return stated
    if not finding.strip():
        reader.remark(None, say("intake.no-title"), stops=True)
        return ""
    title = hidden_numbers(titles.title(hidden_numbers(finding)))
    if title != titles.title(finding):
        reader.remark(cell, say("intake.private", title=title))
    elif "\n" in finding.strip() and title not in finding and not title.endswith("…"):
        reader.remark(cell, say("intake.joined-title", title=title))
    return title


def _look_at_numbers(reader: RowReader) -> None:
    """Numbers of the old paper that can't be as they stand."""
    for _, cell in reader.cells("source.item"):
        if cell.kind == "number" and "." in cell.text:
            reader.remark(cell, say("intake.item-number"))
        elif day := impossible_day(cell.text):
            reader.remark(cell, say("intake.item-day", day=day))


def _fields(reader: RowReader) -> list[str]:
    """环境要素, word for word; those that the house doesn't know are told."""
    known = reader.around.office.policy.words.fields
    words = [word for word in _WORDS.split(reader.text("fields")) if word]
    cells = reader.cells("fields")
    for word in words:
        if word not in known:
            usual = usual_word(word, known)
            hint = say("did-you-mean", word=usual) if usual else None
            reader.remark(cells[0][1] if cells else None, say("intake.unknown-element", word=word, hint=hint))
    return words


def _plain_fields(reader: RowReader) -> dict[str, object]:
    """Fields of one text each; a word outside a closed list is told and left out."""
    tree: dict[str, object] = {}
    for name in PLAIN_FIELDS:
        text = reader.text(name)
        allowed = _closed(name)
        if not text:
            continue
        if name in _SAYS_NOTHING and is_nothing(text):
            cells = reader.cells(name)
            reader.remark(cells[0][1] if cells else None, say("intake.says-nothing", field=say("field", path=name)))
            continue
        if allowed and text not in allowed:
            cells = reader.cells(name)
            why = say("intake.not-in-list", field=say("field", path=name), known=allowed)
            reader.remark(cells[0][1] if cells else None, why)
            continue
        if name == "plan.person" and (person := reader.around.office.people.find(text)):
            text = person.id
        _put(tree, name, text)
    return tree


def _closed(name: str) -> tuple[str, ...]:
    """The words that a field may hold, where they are a closed list."""
    if name not in {"level", "nature"}:
        return ()
    annotation = Issue.model_fields[name].annotation
    return tuple(word for part in get_args(annotation) for word in get_args(part))


def _put(tree: dict[str, object], name: str, value: object) -> None:
    block, _, leaf = name.rpartition(".")
    if not block:
        tree[leaf] = value
        return
    inner = dict(_inner(tree, block))
    inner[leaf] = value
    tree[block] = inner


def _received(reader: RowReader) -> tuple[date, bool]:
    """The day of hand-over, and whether anybody stated it; else the day of the import, of which nothing may depend.

    A cell that says something else than a day stops its row: no other day can stand for it.
    """
    for _, cell in reader.cells("source.received"):
        if found := day(cell.text):
            return found, True
        meant = day_meant(cell.text)
        hint = say("did-you-mean", word=meant.isoformat()) if meant else None
        reader.remark(cell, say("intake.not-a-day", hint=hint), stops=True)
    stated = day(reader.around.defaults.get("source.received", ""))
    return stated or reader.around.day, stated is not None


def unfit_default(name: str, text: str) -> Said | None:
    """Why a value can't be the one for every row; None for one that can."""
    if name == "source.received" and day(text) is None:
        meant = day_meant(text)
        hint = say("did-you-mean", word=meant.isoformat()) if meant else None
        return say("intake.default-day", found=text, hint=hint)
    allowed = _closed(name)
    if allowed and text not in allowed:
        return say("intake.default-word", found=text, field=say("field", path=name), known=allowed)
    return None


def _progress(reader: RowReader) -> dict[str, str]:
    """What the old ledger says of the state of things, as words: 整改状态 and 销号时间 keep their headings."""
    keys: tuple[tuple[str, Callable[[], str]], ...] = (
        ("text", lambda: _state_words(reader)),
        ("problems", lambda: reader.text("progress.problems")),
        ("next", lambda: reader.text("progress.next")),
    )
    found = {key: text for key, read in keys if (text := read())}
    if found and "text" not in found:
        found = {"text": "（原台账未填进展情况）", **found}
    return found


def _state_words(reader: RowReader) -> str:
    lines = [reader.text("progress.text")]
    lines += [f"原台账{mapped.heading}：{cell.text.strip()}" for mapped, cell in reader.cells("status")]
    return "\n".join(line for line in lines if line)

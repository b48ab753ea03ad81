"""Petition rounds (群众信访举报转办和边督边改公开情况一览表, domain 3.4): one petition a row, often thousands.

A notice that only counts a round (so many handed over, of such kinds) lists no petition: it is said that it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ledger.errors import Said, say
from ledger.formats.plan_text.labels import key_of
from ledger.formats.plan_text.petition_text import told_in
from ledger.formats.plan_text.printed_table import with_tables
from ledger.formats.plan_text.table_lists import figures_only, lists_in
from ledger.formats.plan_text.table_rows import rows_of
from ledger.model.document import Document
from ledger.model.item import Entry, Taken
from ledger.model.mapping import normal

TRUTH = ("属实", "部分属实", "基本属实", "不属实")
"""是否属实, as rounds print it; `“属实”` with more words beside it is read as it stands."""
_NUMBER = re.compile(r"(?P<channel>[A-Z])(?P<round>[0-9])(?P<province>[A-Z]{2})(?P<day>[0-9]{8})(?P<count>[0-9]{4})")
_LOOKS = re.compile(r"[A-Za-z][A-Za-z0-9|丨]{13,18}")
_MEANT_DIGIT = str.maketrans("OoQIilL|丨", "000111111")
_TITLE = re.compile(r"边督边改|转办|(?:群众|信访)[^\n]{0,12}(?:举报|投诉)|信访件|举报件|交办件")
_HANDED = re.compile(r"(?:移交|转办|交办|受理|接到|收到)[^。；;\n]{0,60}(?:举报|信访|来信|来电|案件|投诉)")
_PREFIX = 4
"""A channel letter, a round digit and two province letters stand before the day."""
_FIRST_ROUND = 2015
_LAST_YEAR = 2099


class PetitionBatch:
    """Petitions in the rows of a table with 受理编号, 是否属实, 是否办结, or told in text one after the other."""

    name = "petition-batch"
    title = "信访举报件一览表（边督边改）"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        lists = lists_in(document)
        if not lists.petition:
            told = told_in(document, self.name)
            if told.entries:
                return replace(told, entries=tuple(_petition(entry) for entry in told.entries))
            return Taken(self.name, 0.0, remarks=tuple(_only_counted(document)))
        entries = tuple(_petition(entry) for entry in lists.entries)
        return Taken(self.name, lists.confidence, entries, lists.orphans)


def _petition(entry: Entry) -> Entry:
    """A row with the columns that tell one story put together, and what is doubtful about it."""
    told = [part for part in entry.parts if part.label == "progress" and part.text]
    parts = list(entry.parts)
    if len(told) > 1:
        story = "\n".join(f"{part.heading}：{part.text}" for part in told)
        parts = [part for part in parts if part.label != "progress"]
        parts.insert(min(entry.parts.index(told[0]), len(parts)), replace(told[0], text=story))
    return replace(entry, parts=tuple(parts), remarks=(*entry.remarks, *_remarks(entry)))


def _remarks(entry: Entry) -> Iterator[Said]:
    number = "".join(entry.number.split()).rstrip("*＊★")
    if _LOOKS.fullmatch(number) and not is_number(number):
        meant = mended(number)
        hint = say("did-you-mean", word=meant) if meant else None
        yield say("petition.bad-number", number=entry.number, hint=hint)
    for part in entry.parts:
        if "属实" in part.heading and key_of(normal(part.text)) not in TRUTH and part.text:
            yield say("petition.bad-truth", text=part.text, known=TRUTH)


def is_number(number: str) -> bool:
    """Whether a text is a 受理编号: channel, round, province, a day that exists, four figures."""
    hit = _NUMBER.fullmatch(number)
    return hit is not None and _day(hit["day"]) is not None


def mended(number: str) -> str | None:
    """What a misread 受理编号 probably was: letters where only figures stand, 0 and 1 where only letters do."""
    head, tail = number[:_PREFIX].upper(), number[_PREFIX:].translate(_MEANT_DIGIT)
    meant = head[:1] + head[1:2].translate(_MEANT_DIGIT) + head[2:].translate(str.maketrans("01", "OI")) + tail
    return meant if meant != number and is_number(meant) else None


def _day(text: str) -> date | None:
    year = int(text[:4])
    try:
        return date(year, int(text[4:6]), int(text[6:])) if _FIRST_ROUND <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _only_counted(document: Document) -> Iterator[Said]:
    """That a notice about a round counts petitions and lists none."""
    texts = [text for text, _ in document.texts()]
    if not any(_TITLE.search(text[:200]) for text in texts) or not any(_HANDED.search(text[:2000]) for text in texts):
        return
    counting = [table for table in with_tables(document).tables if figures_only(rows_of(table))]
    if counting:
        yield say("petition.only-counted", line=counting[0].spot.line)


SHAPE = PetitionBatch()

"""The labels in a row of a table with one item: `责任单位 | 区水务局 | 责任人 | 张三`, or glued to their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.formats.plan_text.labelling import labels_in
from ledger.formats.plan_text.labels import meaning
from ledger.formats.plan_text.numbering import marks_in
from ledger.formats.plan_text.table_columns import Role, roles
from ledger.formats.plan_text.table_rows import Row
from ledger.model.document import Cell

_LONGEST_LABEL = 24
_LONGEST_MARK = 6
_BEGINNING = 64
_LONGEST_UNKNOWN = 12
_NO_LABEL = re.compile(r"[。；;，,！？!?0-9０-９\n]")
_RUNNING = re.compile(r"[(（]?[0-9０-９]{1,4}[)）.．、]?")
_LONGEST_TITLE = 120
_NUMERAL = r"(?:[0-9０-９lIO]{1,4}(?:[.．-][0-9０-９lIO]{1,3}){0,2}|[一二三四五六七八九十百〇零]{1,5})"
_NAMED = re.compile(
    rf"(?:序号|编号|问题|项目|任务|事项)[ ]?{_NUMERAL}(?![0-9年月日个项条])"
    rf"|第[ ]?{_NUMERAL}[ ]?(?:项|号|件|个问题|条)(?!以)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A label with its words, and the cell that the label stands in."""

    heading: str
    role: Role
    text: str
    cell: Cell


def told(row: Row) -> list[Told]:
    """The labels of a row with their words, from left to right; none where its cells are only labels, or none is."""
    result: list[Told] = []
    loose: list[Cell] = []
    waiting: Told | None = None
    for cell in (cell for at in range(len(row.cells)) if (cell := row.own(at)) is not None):
        text, role = cell.text.strip(), role_of(cell.text)
        if waiting is not None:
            result.append(Told(waiting.heading, waiting.role, text, waiting.cell))
            waiting = None
        elif role is not None:
            waiting = Told(bare(text), role, "", cell)
        elif result:
            last = result.pop()
            result.append(Told(last.heading, last.role, f"{last.text}\n{text}", last.cell))
        elif not loose and (glued := _glued(cell)):
            result += glued
        else:
            loose.append(cell)
    if waiting is not None and (result or not _fills(row, waiting.cell)):
        result.append(waiting)
    said = [one.text for one in result if one.text]
    if len(result) > 1 and said and all(role_of(text) for text in said):
        return []
    return [*_before(loose), *result] if result else []


def unknown(row: Row) -> Told | None:
    """A label that nobody knows at the left of its words: short, and no sentence."""
    first, *others = row.texts or ("",)
    cell = row.cells[0] if row.cells else None
    if cell is None or not others or not _may_be_label(first):
        return None
    return Told(bare(first), "other", "\n".join(others), cell)


def _before(loose: list[Cell]) -> list[Told]:
    """What stands before the first known label of a row: a running number, a label that nobody knows and its words."""
    texts = [cell.text.strip() for cell in loose]
    if len(texts) == 1 and _RUNNING.fullmatch(texts[0]):
        return [Told("序号", "number", texts[0], loose[0])]
    if len(texts) > 1 and _may_be_label(texts[0]):
        return [Told(bare(texts[0]), "other", "\n".join(texts[1:]), loose[0])]
    return []


def _may_be_label(text: str) -> bool:
    return 1 < len(bare(text)) <= _LONGEST_UNKNOWN and not _NO_LABEL.search(text)


def _fills(row: Row, cell: Cell) -> bool:
    """Whether a cell stands alone over the whole width: a label there is the name of what follows."""
    return len(row.cells) == 1 or row.cells[-1] is cell


def _glued(cell: Cell) -> list[Told]:
    """Labels and words in one cell: `责任单位：市水务局 责任人：局长`."""
    first = labels_in(cell.text[:_BEGINNING])
    if not first or cell.text[: first[0].start].strip():
        return []
    hits = labels_in(cell.text)
    ends = [*(hit.start for hit in hits[1:]), len(cell.text)]
    return [
        Told(hit.heading, hit.label, cell.text[hit.end : end].strip(), cell)
        for hit, end in zip(hits, ends, strict=True)
    ]


def role_of(text: str) -> Role | None:
    """What a cell announces, if it is a label."""
    words = bare(text)
    if not words or len(words) > _LONGEST_LABEL:
        return None
    found = roles(words)
    return found[0] if found else meaning(words, weak=True)


def bare(text: str) -> str:
    """A label without blanks, brackets, colon and the number before it."""
    words = "".join(text[:_BEGINNING].split()).strip(":：*【】[]")
    marks = marks_in(words[:_LONGEST_MARK])
    return words[marks[0].end :] if marks and marks[0].start == 0 and roles(words[marks[0].end :]) else words


def number_in(text: str) -> str:
    """The item's number that a line or title names: `序号二十三`, `第47项`, `问题1`; those of chapters don't count."""
    hit = _NAMED.search(text[:_LONGEST_TITLE])
    return hit[0] if hit else ""

"""Layout D: a notice on one problem, its parts under headings (一、整改问题 … 六、整改完成情况); one notice, one issue.

Several notices may stand in one file. The number of the issue stands in the title or in the words before the first
heading: 信访件X3YC202411060021, （序号二十三）, 第47项.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ledger.formats.plan_text.itemizing import by_style
from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.scanning import scanned
from ledger.formats.plan_text.taking import Parcel, parcel, sureness
from ledger.model.document import Document
from ledger.model.item import Entry, Taken

_VALUE = r"(?:[〇零一二三四五六七八九十百]{1,5}|[0-9lIO]{1,4}(?:[.．-][0-9lIO]{1,3}){0,2})"
_NUMBERS = (
    re.compile(r"[DX][0-9]?[A-Z]{2}[0-9]{8,16}"),
    re.compile(
        r"(?:整改任务|反馈问题|问题|任务|项目)?(?:序号|编号)[ :：为]{0,2}" + rf"(?:{_VALUE}|[A-Z0-9][A-Z0-9-]{{3,24}})"
    ),
    re.compile(rf"第[ ]?{_VALUE}[ ]?(?:项|个问题|条(?=问题)|号(?=问题|任务|整改|反馈|信访|举报))"),
    re.compile(rf"(?:问题|项目|任务)[ ]?{_VALUE}(?=[）)：:、，,整的\s”])"),
)
"""How notices call their problem, the surest first: by a petition's 受理编号, 序号二十三, 第47项, 问题2."""
_HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full width digits and letters, one for one, so that a number keeps its place and its print."""
_NOTICE = re.compile(r"公示|公告|销号|验收|公开|通报")
_PREFACE = 1_500
_UNSURE = 0.6


class HeadedNotice:
    """What is published before a problem is closed: problem, unit, measures, goal, deadline, what was done."""

    name = "headed-notice"
    title = "分节公示（一、整改问题……）"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        flow = flowing(document)
        scan = scanned(flow)
        hits = [hit for hit in scan.hits if hit.place == "line"]
        if not any(hit.label == "finding" for hit in hits):
            return Taken(self.name, 0.0)
        division = by_style(flow, hits, (), None)
        taken = parcel(flow, division, [mark for mark in scan.marks if mark.place == "line"])
        entries = tuple(_numbered(flow, taken))
        found = sum(1 for entry in entries if any(part.label == "finding" for part in entry.parts)) / len(entries)
        headed = sum(1 for hit in hits if hit.mark) / len(hits)
        notices = _notices(flow, taken)
        confidence = sureness(division, taken) * found * max(notices, _UNSURE + 0.4 * headed * notices)
        return Taken(self.name, round(min(1.0, confidence), 3), entries, taken.orphans)


def _prefaces(flow: Flow, taken: Parcel) -> list[str]:
    """What stands before each entry, since the one before it ended."""
    ends = [0, *(end for _, end in taken.spans)]
    return [
        flow.text[max(floor, start - _PREFACE) : start] for floor, (start, _) in zip(ends, taken.spans, strict=False)
    ]


def _notices(flow: Flow, taken: Parcel) -> float:
    """The share of entries that have an announcement of their own above them: one notice, one issue."""
    prefaces = _prefaces(flow, taken)
    return sum(1 for text in prefaces if _NOTICE.search(text)) / len(prefaces)


def _numbered(flow: Flow, taken: Parcel) -> list[Entry]:
    return [
        replace(entry, number=_number(text)) for entry, text in zip(taken.entries, _prefaces(flow, taken), strict=True)
    ]


def _number(preface: str) -> str:
    """The number by which the notice calls its problem; empty where it has none, or names several."""
    plain = preface.translate(_HALF_WIDTH)
    for pattern in _NUMBERS:
        found = {re.sub(r"[\s:：为]", "", preface[hit.start() : hit.end()]) for hit in pattern.finditer(plain)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


SHAPE = HeadedNotice()

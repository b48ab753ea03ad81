"""Several documents in one file (共3篇, 九篇, 附件1 …): where each begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ledger.formats.plan_text.numbering import opens_with_number, value_of
from ledger.model.document import Document, Line

_CN = "一二三四五六七八九十"
_PIECE = re.compile(
    rf"[【\[(（]?第\s?(?:[{_CN}]{{1,3}}|[0-9]{{1,2}})\s?篇[】\])）]?[:：、\s]?.{{0,80}}|篇(?:[{_CN}]{{1,3}}|[0-9]{{1,2}})[:：、\s].{{0,80}}"
)
_ANNEX = re.compile(rf"附\s?(?:件|表)\s?(?:[{_CN}]{{1,2}}|[0-9]{{1,2}})(?:[:：\s][^\n。；;]{{0,50}})?")
_SERIES = re.compile(rf"(?P<stem>[^\n。，,；;：:]{{2,30}}?)[ (（]?(?P<number>[0-9]{{1,2}}|[{_CN}]{{1,3}})[)）]?")
_FEW = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One of the documents in a file."""

    title: str
    document: Document


def parts_of(document: Document) -> tuple[Part, ...]:
    """The documents in the file, each with its title; the file itself where it is one document."""
    blocks = document.blocks
    starts = _starts(document)
    if not starts:
        return (Part("", document),)
    bounds = [0, *starts, len(blocks)] if starts[0] else [*starts, len(blocks)]
    result = []
    for start, end in pairwise(bounds):
        first = blocks[start]
        title = first.text.strip() if start in starts and isinstance(first, Line) else ""
        result.append(Part(title, replace(document, blocks=blocks[start:end])))
    return tuple(result)


def _starts(document: Document) -> list[int]:
    lines = [(at, block.text.strip()) for at, block in enumerate(document.blocks) if isinstance(block, Line)]
    pieces = [at for at, text in lines if _PIECE.fullmatch(text)]
    if pieces:
        return pieces
    series = _series(lines)
    if series:
        return series
    annexes = [position for position, (_, text) in enumerate(lines) if _ANNEX.fullmatch(text)]
    alone = [
        lines[position][0]
        for position in annexes
        if position + 1 not in annexes and (position - 1 not in annexes)  # 附件1、附件2 in a row are only named
    ]
    return alone if alone and (alone[0] or len(alone) > 1) else []


def _series(lines: list[tuple[int, str]]) -> list[int]:
    """Titles that differ in their number only, 1, 2, 3 …: `整改方案1`, `整改方案2`. Numbers of items are no titles."""
    runs: dict[str, list[int]] = {}
    for at, text in lines:
        hit = _SERIES.fullmatch(text)
        if not hit or opens_with_number(text):
            continue
        run = runs.setdefault(hit["stem"], [])
        if value_of(hit["number"]) == (len(run) + 1,):
            run.append(at)
    return max((run for run in runs.values() if len(run) >= _FEW), key=len, default=[])

"""Characters that look like a word and are none: the radicals ⽉ and ⻚ that programs write into PDF for 月 and 页.

Fonts draw both with one glyph, so that the text layer, and all that is copied out of it, may have the wrong one; no
date and no name is found in it (`2025年6⽉`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ledger.model.document import Block, Cell, Line

_LOOK_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SUPPLEMENT: Mapping[str, str] = dict(
    zip(
        "⺁⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
        "厂母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户",
        strict=True,
    )
)
"""Of CJK Radicals Supplement, to which Unicode gives no words; and ⼾, to which it gives that of Taiwan."""


def as_words(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks with the words that are meant, and how many characters were taken for others."""
    count = sum(len(_LOOK_ALIKE.findall(text)) for block in blocks for text in _texts(block))
    return (tuple(map(_mended, blocks)), count) if count else (tuple(blocks), 0)


def _texts(block: Block) -> list[str]:
    if isinstance(block, Line):
        return [block.text]
    return [cell.text for row in block.rows for cell in row if cell is not None]


def _mended(block: Block) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_words(block.text))
    return replace(block, rows=tuple(tuple(_mended_cell(cell) for cell in row) for row in block.rows))


def _mended_cell(cell: Cell | None) -> Cell | None:
    return replace(cell, text=_words(cell.text)) if cell is not None and _LOOK_ALIKE.search(cell.text) else cell


def _words(text: str) -> str:
    return _LOOK_ALIKE.sub(lambda found: _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)

"""The numbers that offices give their items, kept as text, and the letters that scanners leave in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.model.numerals import NUMERALS, chinese

_FIGURES = re.compile(r"[0-9０-９lIiOoｌＩｉＯｏ|｜丨.．\-－]{1,16}")
"""The part of a number that is made of figures, or of what a scanner takes for figures."""
_MISREAD = str.maketrans("lIiOoｌＩｉＯｏ|｜丨", "1110011100111")
_LETTERS = re.compile(r"[lIiOoｌＩｉＯｏ|｜丨]")
_OTHER_LETTERS = re.compile(r"[A-HJ-NP-Za-hj-km-np-zＡ-ＨＪ-ＮＰ-Ｚａ-ｈｊ-ｋｍ-ｎｐ-ｚ]")
_NUMERAL_SLIPS = str.maketrans({"O": "〇", "o": "〇", "ニ": "二", "ー": "一", "—": "一", "士": "十", "0": "〇"})
_SLIPPED_NUMERAL = re.compile(rf"(?<![{NUMERALS}])(?=.{{0,5}}[OoニーO—士0])[{NUMERALS}OoニーO—士0]{{1,6}}$")
_LONGEST = 40
"""What is longer is no number."""
_AFTER_WORD = re.compile(r"(?:问题|任务|事项|项目|序号|编号|案件|第)$")


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """A number as printed; `suggestion` is what it probably was before a scanner misread it, and `why` says so."""

    text: str
    suggestion: str | None = None
    why: Said | None = None


def read(printed: str) -> ItemNumber:
    """An item's number as it is kept: what is printed, never a float; a misread letter is flagged, not corrected.

    `1.10`, `序号二十三`, `问题2` are whole; `项目l.2` was probably 项目1.2. Letters that belong there stay unflagged
    (`D3SX202505280018`, `A-2`).
    """
    text = printed.strip()
    if len(text) > _LONGEST:
        return ItemNumber(text)
    suggestion = _figures_mended(text) or _numerals_mended(text)
    if suggestion is None:
        return ItemNumber(text)
    return ItemNumber(text, suggestion, say("extract.misread-number", number=text, suggestion=suggestion))


def _figures_mended(text: str) -> str | None:
    if _OTHER_LETTERS.search(text):
        return None
    for run in _FIGURES.finditer(text):
        before, inside = text[: run.start()], run.group()
        if not _LETTERS.search(inside):
            continue
        if any(char.isdigit() for char in inside) or _AFTER_WORD.search(before) or not before:
            return before + inside.translate(_MISREAD) + text[run.end() :]
    return None


def _numerals_mended(text: str) -> str | None:
    """`序号二O` → 序号二〇, `问题—` → 问题一."""
    run = _SLIPPED_NUMERAL.search(text)
    if run is None or run.group().isdigit():
        return None
    if not any(char in NUMERALS for char in run.group()) and not _AFTER_WORD.search(text[: run.start()]):
        return None
    mended = run.group().translate(_NUMERAL_SLIPS)
    return text[: run.start()] + mended if chinese(mended) is not None else None

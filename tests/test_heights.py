"""The lines of a wrapped text, counted from line to line: the same as filling them token by token, which is slow."""

from __future__ import annotations

import math
import random
import re
import unicodedata

import pytest

from ledger.formats.xlsx import heights

OPENING, CLOSING = "（(【〔《“‘「『", "，。、；：？！,.;:?!…）)】〕》”’」』%％"
TOKEN = re.compile(rf"[{OPENING}]*(?:[!-'*-~]+|.)[{CLOSING}]*", re.DOTALL)
CHARACTERS = "整改措施水务局完成" * 6 + OPENING + CLOSING + "ABMwz0123456789/-[]_~*&'\" 　①é—ｱ\t"


def width_of(char: str) -> int:
    """In hundredths of an em."""
    if unicodedata.east_asian_width(char) in "WFA":
        return 100
    return 95 if char in "MWmw@%—…" else 70 if char.isupper() else 57


def token_by_token(text: str, ems: float) -> int:
    if len(text) <= ems:
        return 1
    count, used = 1, 0
    for token in TOKEN.findall(text):
        width = sum(map(width_of, token))
        if used + width <= ems * 100:
            used += width
        elif width <= ems * 100:
            count, used = count + 1, width
        else:
            line = max(1, math.floor(ems)) * 100
            count, used = count + math.ceil(width / line), width - (math.ceil(width / line) - 1) * line
    return count


@pytest.mark.parametrize("seed", range(4))
def test_lines_are_those_of_filling_token_by_token(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(1000):
        text = "".join(dice.choices(CHARACTERS, k=dice.randint(1, 250)))
        ems = heights.available(dice.choice([6, 9.5, 14, 22, 40, 60]), dice.choice([8, 10.5, 11, 14]))
        assert heights.lines(text, ems) == token_by_token(text, ems), (text, ems)


def test_a_mark_that_closes_goes_to_the_next_line_with_what_is_before_it() -> None:
    assert heights.lines("水务局（牵头）", 6) == 2
    assert heights.lines("水务局，牵头", 3) == 3, "局 goes with the comma, which begins no line"
    assert heights.lines("水务局牵头做", 3) == 2


def test_a_word_longer_than_a_line_is_broken_where_the_line_ends() -> None:
    assert heights.lines("见https://example.org/a/very/long/path", 5) == 6

"""Numbers of items stay text; letters that a scanner left in them are flagged, never corrected in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.extract.numbers import read
from ledger.model.numerals import NUMERALS, chinese


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "1.10",
            "1．10",
            "1",
            "23",
            "序号二十三",
            "问题2",
            "问题一",
            "项目1.1",
            "第47项",
            "(一)",
            "二十三",
            "①",
            "3-2",
        ),
        *("D3SX202505280018", "X3YC202411060021", "A-2", "GY-HJ-07", ""),
    ],
)
def test_a_whole_number_stays_what_is_printed(printed: str) -> None:
    found = read(printed)
    assert (found.text, found.suggestion, found.why) == (printed, None, None)


@pytest.mark.parametrize(
    ("printed", "probably"),
    [
        ("项目l.2", "项目1.2"),
        ("项目I.2", "项目1.2"),
        ("1.lO", "1.10"),
        ("问题l0", "问题10"),
        ("问题O3", "问题03"),
        ("l", "1"),
        ("第l2项", "第12项"),
        ("序号二O", "序号二〇"),
        ("问题—", "问题一"),
        ("序号ニ", "序号二"),
    ],
)
def test_a_misread_letter_is_flagged_with_what_it_probably_was(printed: str, probably: str) -> None:
    found = read(printed)
    assert (found.text, found.suggestion) == (printed, probably)
    assert found.why is not None
    assert found.why.fill == {"number": printed, "suggestion": probably}


@given(st.lists(st.integers(0, 999).map(str), min_size=1, max_size=3).map(".".join), st.data())
def test_a_number_with_misread_letters_is_suggested_back(number: str, data: st.DataObject) -> None:
    letters = {"1": "lI|", "0": "Oo"}
    misread = "".join(data.draw(st.sampled_from(char + letters.get(char, ""))) for char in number)
    assert read(misread).suggestion == (None if misread == number else number)


def numeral(value: int) -> str:
    """A number as it is written in Chinese."""
    written = ""
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            written += "〇一二三四五六七八九"[digit] + sign
        elif written and value % scale and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if 10 <= value < 20 else written or "〇"


@given(st.integers(0, 9999))
def test_numerals_come_back_as_the_number_they_are(value: int) -> None:
    assert chinese(numeral(value)) == value
    assert chinese("".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("廿三", None),
        ("", None),
        ("百", None),
        ("十十", None),
        ("一二十", None),
        ("两百", 200),
        ("十", 10),
        ("一十二", 12),
    ],
)
def test_what_is_no_numeral(written: str, value: int | None) -> None:
    assert chinese(written) == value


@given(st.text(NUMERALS, max_size=8))
def test_any_signs_at_all(written: str) -> None:
    value = chinese(written)
    assert value is None or value >= 0

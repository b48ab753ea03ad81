"""How automatic numbers of lists are written: 1, 一, ①, 壹, 甲, iv … by the names that Word gives them.

Source of the names: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS, _FORMAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_UNITS, _FORMAL_UNITS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_MOST_SPELT = 9_999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_LETTERS = 26 * 30


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """A number spelt out: 10 is 十, 23 is 二十三, 105 is 一百零五."""
    if not 0 < number <= _MOST_SPELT:
        return "零" if number == 0 else str(number)
    spelt = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            spelt += digits[digit] + units[place]
        elif spelt and not spelt.endswith("零") and number % 10**place:
            spelt += "零"
    return spelt[1:] if spelt.startswith(digits[1] + units[1]) and units[1] == "十" else spelt


def _formal(number: int) -> str:
    return chinese(number, _FORMAL, _FORMAL_UNITS)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """A … Z, AA, BB, as Word counts on."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= _MOST_LETTERS else str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_SPELT:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _enclosed(*ranges: tuple[int, str]) -> Callable[[int], str]:
    """Signs that stand in rows of Unicode: each range is the number with which it begins and its signs."""
    signs = {first + at: sign for first, row in ranges for at, sign in enumerate(row)}
    return lambda number: signs.get(number, str(number))


def _row(first: int, count: int) -> str:
    return "".join(chr(first + at) for at in range(count))


_CIRCLED = _enclosed((1, _row(0x2460, 20)), (21, _row(0x3251, 15)), (36, _row(0x32B1, 15)))
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting", "koreanCounting"), chinese,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _formal),
    "ideographTraditional": _enclosed((1, "甲乙丙丁戊己庚辛壬癸")),
    "ideographZodiac": _enclosed((1, "子丑寅卯辰巳午未申酉戌亥")),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
    "decimalEnclosedParen": _enclosed((1, _row(0x2474, 20))),
    "decimalEnclosedFullstop": _enclosed((1, _row(0x2488, 20))),
    "ideographEnclosedCircle": _enclosed((1, _row(0x3280, 10))),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip


def written(number: int, form: str) -> str:
    """The number in the format that Word calls `form`; a format that isn't known is written in digits."""
    return _WRITTEN.get(form, str)(number)

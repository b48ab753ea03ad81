"""Damage in the print of a deadline: blanked years, letters for digits, units lost between digits.

Forms met in published plans (domain.md 3.7): `20_年8月底前`, `20-9月底前`, `X月XX日`, `202510月底前`,
`2025912日`, `2O25年`. Such a part is never guessed at; a correction is offered only where one alone makes sense.
Figures that are merely impossible (month 13) are found later, when dates are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ledger.model.phrases.forms import FIRST_YEAR, LAST_YEAR, Fault, fault

_MONTHS = range(1, 13)
_DATE_UNIT = r"[年月日号]"
_LIMIT = r"(?:年?[底末]|之?前|以前|度|[内止,;。)]|$)"
_LETTERS = str.maketrans("OolI", "0011")

Fix = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class _Damage:
    key: str
    pattern: re.Pattern[str]
    fix: Fix


def _no_fix(_: re.Match[str]) -> None:
    return None


def _digits_for_letters(hit: re.Match[str]) -> str:
    return hit.group().translate(_LETTERS)


def _year_and_month(hit: re.Match[str]) -> str | None:
    year, month = hit["year"], int(hit["month"])
    return f"{year}年{month}月" if month in _MONTHS else None


def _whole_date(hit: re.Match[str]) -> str | None:
    digits = hit["digits"]
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return f"{day.year}年{day.month}月{day.day}日" if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _century(hit: re.Match[str]) -> str | None:
    # `20年8月底前` is how a blanked year looks once its blank is gone: no correction for that one.
    return None if hit["year"] == "20" or len(hit["year"]) == 1 else f"20{hit['year']}年"


def _joined(hit: re.Match[str]) -> str | None:
    digits = hit.group().replace(" ", "")
    return digits if len(digits) == len("2025") and FIRST_YEAR <= int(digits) <= LAST_YEAR else None


def _damage(key: str, pattern: str, fix: Fix = _no_fix) -> _Damage:
    return _Damage(key, re.compile(pattern), fix)


# Every repetition is bounded, and those of digits begin at a run's first digit: linear on any text.
_DAMAGES = (
    _damage("split", rf"(?<![0-9 .])[0-9]{{1,3}}(?: [0-9]{{1,3}}){{1,3}}(?={_DATE_UNIT})", _joined),
    _damage("split", r"(?<![0-9])(?P<year>20[0-9]{2}) (?P<month>[0-9]{1,2})月", _year_and_month),
    # A letter among digits; or among Chinese numerals, where O stands for 〇.
    _damage(
        "letters",
        r"(?<![0-9A-Za-z])(?=[0-9]{0,7}[OolI])(?=[OolI]{0,7}[0-9])[0-9OolI]{2,8}(?=[年月日号])",
        _digits_for_letters,
    ),
    _damage(
        "letters",
        r"(?<![〇一二三四五六七八九0-9O])(?=.{0,3}O)[〇一二三四五六七八九0-9O]{4}(?=年)",
        lambda hit: hit.group().replace("O", "〇") if not re.search("[0-9]", hit.group()) else None,
    ),
    _damage("letters", r"(?<![0-9A-Za-z])[OlI](?=[月日])"),
    _damage(
        "letters",
        r"(?<![0-9A-Za-z.])(?=[0-9./-]{0,9}[OolI])[0-9OolI]{4}[./-][0-9OolI]{1,2}[./-][0-9OolI]{1,2}(?![0-9A-Za-z])",
        _digits_for_letters,
    ),
    # Characters that scanners and hurried eyes take for 日 and 年.
    _damage("misprint", r"[0-9]{1,2}曰|(?<=工作)曰", lambda hit: hit.group().replace("曰", "日")),
    _damage("misprint", r"(?<=20[0-9]{2})[午牛羊丰手](?=[0-9]{1,2}月|底)", lambda _: "年"),
    _damage("blank", r"(?:\(\)|\[\]|〔〕|□){1,4}(?=[年月日])|(?<=[年月])[?*…○._-]{1,6}(?=[月日])"),
    _damage("blank", r"(?<![0-9A-Za-z])[0-9]{0,3}[_xX×\ufffd]{1,8}[0-9]{0,3}(?=[年月日号])"),
    _damage("blank", r"(?<![0-9A-Za-z])(?:20[0-9]?[*□○〇?.…\[\](){}]{1,4}[0-9]{0,2}|[*□○〇?]{2,4})(?=年)"),
    _damage("blank", r"(?<![0-9])20-{1,4}(?=年|[0-9]{1,2}月)"),
    _damage("blank", r"某(?=[年月日])"),
    _damage("blank", r"年月日|(?<![0-9])[0-9]{4}年月(?![均度平报调])|月日(?=前|[,;。)]|$)|(?<=[0-9])月日(?![均常])"),
    _damage("glued", r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>[0-9]{1,2})月", _year_and_month),
    _damage("glued", r"(?<![0-9])(?P<digits>20[0-9]{6})[日号]", _whole_date),
    _damage("glued", r"(?<![0-9])20[0-9]{3,12}(?=[月日号]|个工作日)"),
    _damage(
        "glued",
        r"(?:(?<![0-9])(?=[0-9]{6}(?:[底末]|之?前|以前))|^(?=[0-9]{6}$))(?P<year>20[0-9]{2})(?P<month>[0-9]{2})",
        _year_and_month,
    ),
    _damage("glued", r"(?<=年)[0-9]{3,4}(?=[日号])|(?<=月)[0-9]{3,4}(?=[日号])"),
    _damage("glued", rf"(?<![0-9])(?P<year>20[0-9]{{2}})年(?P<month>[0-9]{{1,2}})(?={_LIMIT})", _year_and_month),
    _damage(
        "no_such_year",
        rf"(?<![0-9])(?:20[0-9](?=年{_LIMIT})|(?:[0-9]{{3}}|[0-9]{{5,8}})(?=年(?:年?[底末]|[0-9]{{1,2}}月|第?[0-9]季)))",
    ),
    _damage(
        "short_year",
        r"(?<![0-9])(?P<year>[0-9]{1,2})年(?=年?[底末]|度|[0-9]{1,2}月|第?[0-9]季|[上下]半年)",
        _century,
    ),
)


def find_damage(even: str) -> list[Fault]:
    """Every damaged part of an evened text, in order; where two rules claim a place, the earlier rule has it."""
    found: list[Fault] = []
    taken: set[int] = set()
    for damage in _DAMAGES:
        for hit in damage.pattern.finditer(even):
            span = range(*hit.span())
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(fault(hit.start(), hit.end(), damage.key, hit.group(), damage.fix(hit)))
    return sorted(found, key=lambda each: each.start)

"""Points of the calendar in a deadline: `2025年12月底前`, `明年上半年`, `第三季度末`, `2026-05-31`, `“十四五”末`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ledger.model.phrases.forms import Ago, Fault, Found, Point, Vague, fault
from ledger.model.phrases.narrative import Firmness, Role, role

Hit = re.Match[str]
Get = Callable[[str], str | None]

DASH = r"(?:-{1,2}|至|到)"
BEFORE = r"(?:之前|以前|前)"
STOP = r"(?:[,;。、!)\]]|$)"

# 中央, 中心 and their like begin a word; they don't end a date (`2021年中央督察`).
_NOT_A_WORD = r"(?![央心国小医下期旬共部])"
_YEAR = rf"""(?:
    (?:(?<![0-9])(?P<year_from>[0-9]{{4}})年?{DASH})?(?<![0-9])(?P<year>[0-9]{{4}})年度?(?:的(?=[0-9上下]))?
  | (?P<year_word>今年|本年|当年|同年|该年|明年|次年|翌年|第2年|来年|后年|去年|上年|前年)度?(?:的(?=[0-9上下]))?
)"""
_DAY = rf"""(?:
    (?:(?P<day_from>[0-9]{{1,2}})[日号]?{DASH})?(?P<day>[0-9]{{1,2}})(?:[日号]|(?={BEFORE}|止|{STOP}))
  | (?P<ten>上旬|上?中旬|中上旬|中?下旬)
)"""
_PERIOD = rf"""(?:
    (?:(?:(?P<month_from>[0-9]{{1,2}})月?{DASH})?(?<![0-9])(?P<month>[0-9]{{1,2}})月份?
      |(?P<month_word>(?:本|这个?|当|下个?|次|翌|上个?)月份?|(?<![0-9A-Za-z个每逐按_×\-])月(?=[底末内])))
    {_DAY}?
  | (?:第?(?P<quarter_from>[0-9])季?度?{DASH}|第?[1-3一二三][、和及])?(?:第|前)?(?<![0-9])(?P<quarter>[0-9])季度?
  | 前(?P<quarters>[0-9])个季度
  | (?<![A-Za-z])[Qq](?P<q>[0-9])(?![0-9])
  | (?P<quarter_word>(?:本|这个?|当|下个?)季度?|(?<![0-9A-Za-z个每逐按])季度?(?=[底末内]))
  | (?:上[、和及])?(?P<half>[上下])半年度?
  | (?<![0-9A-Za-z历往常多几数近半每两_×\-])(?:(?P<year_end>年度?)(?=[底末终尾内])|年(?P<middle>中){_NOT_A_WORD})
)"""
_OF_YEAR = rf"(?:全年|(?P<mid_year>中){_NOT_A_WORD})"
_CLOCK = r"(?:(?:上午|下午|晚上?|中午)?(?:[0-9]{1,2}(?:时|点|:[0-9]{2}(?::[0-9]{2})?)整?)?(?:下班|营业)?)"
_TAIL = rf"""
    (?:\((?:含[^()]{{0,4}}|(?:星期|周).)\))?
    (?:{_CLOCK}(?={BEFORE}|止|{STOP}))?
    (?P<close>[底末终尾]|[之以]?内)?
    (?P<unclear>初|中{_NOT_A_WORD})?
    (?P<before>{BEFORE})?(?P<until>止)?
    (?:\(含[^()]{{0,4}}\))?
"""
_FIGURES_END = rf"(?:(?P<close>[底末])?(?P<before>{BEFORE})|(?P<until>[底末止])|(?={DASH}[0-9]|{STOP}))"

_LISTED = r"(?:[0-9一二三四五六七八九十]{1,2}[、和及](?=[0-9]{1,2}月))"  # `2024年6、12月底前`: the last one counts
YEARED = rf"{_YEAR}(?:{_LISTED}{{0,3}}{_PERIOD}|{_OF_YEAR})?{_TAIL}"
YEARLESS = rf"{_PERIOD}{_TAIL}"
YEARED_QUARTER = rf"(?<![0-9])(?P<year>[0-9]{{4}})-?[Qq](?P<q>[0-9])(?![0-9]){_TAIL}"
MIXED_MONTH = rf"(?<![0-9.])(?P<year>20[0-9]{{2}})[-./](?P<month>[0-9]{{1,2}})月份?{_DAY}?{_TAIL}"
FIGURES = (
    # 2026-05-31, with the time of day that a spreadsheet appends
    rf"""(?<![0-9.])(?P<year>[0-9]{{4}})(?P<s>[-./])(?P<month>[0-9]{{1,2}})(?P=s)(?P<day>[0-9]{{1,2}})(?![0-9A-SU-Za-z])
    日?(?:T?[ ]?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?(?P<until>止)?(?P<before>{BEFORE})?""",
    # 20260531
    rf"""(?<![0-9.])(?P<year>20[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?![0-9])
    (?:(?P<until>止)|(?P<before>{BEFORE})|(?={DASH}|{STOP}|起|完成))""",
    # 2024-2026
    rf"(?<![0-9.])20[0-9]{{2}}-{{1,2}}(?P<year>20[0-9]{{2}})(?![0-9年.]){_FIGURES_END}",
    # 2026.6
    rf"(?<![0-9.])(?P<year>20[0-9]{{2}})[-./](?P<month>[0-9]{{1,2}})(?![0-9]){_FIGURES_END}",
    # 6.30前
    rf"(?<![0-9.])(?P<month>[0-9]{{1,2}})[./](?P<day>[0-9]{{1,2}})[日号]?(?P<before>{BEFORE})",
)
LONE_DAY = (
    rf"(?<![0-9])(?:(?P<day>[0-9]{{1,2}})[日号](?:{BEFORE}|止)"
    rf"|(?<=[,;。、(])(?P<day_said>[0-9]{{1,2}})[日号](?![之以]?内|后|历|均|常)|(?P<ten>[上中下]旬)(?P<before>{BEFORE})?)"
)
FIVE_YEAR_PLAN = r"十(?P<plan>[一二三四五六七])五[”\"'’」]?(?:规划)?(?:期?[末内底]|期间|时期|收官|结束)(?:前|之前)?"

_YEAR_WORDS = {
    **dict.fromkeys(("今年", "本年"), Ago(0, 12)),
    **dict.fromkeys(("明年", "来年"), Ago(1, 12)),
    "后年": Ago(2, 12),
    **dict.fromkeys(("当年", "同年", "该年"), Ago(0, 12, carried=True)),
    **dict.fromkeys(("次年", "翌年", "第2年"), Ago(1, 12, carried=True)),
    **dict.fromkeys(("去年", "上年"), Ago(-1, 12)),
    "前年": Ago(-2, 12),
}
_TEN_DAYS = {"上旬": 10, "中旬": 20, "上中旬": 20, "中上旬": 20}
_JUNE, _DECEMBER = 6, 12


def read_point(hit: Hit) -> Found | Fault | None:
    """The point a match of one of the patterns above stands for; None when it only tells a story."""
    get = hit.groupdict().get
    point = Point(_year(get), _month(get), _day(get), backwards=_backwards(get))
    if get("unclear"):
        return Found(hit.start(), hit.end(), Vague())
    unsafe = _unsafe(hit, point)
    if unsafe is not None:
        return unsafe
    if any(isinstance(part, Ago) and part.shift < 0 for part in (point.year, point.month)):
        return None  # 去年12月: what has been is no deadline
    firm: Firmness = "before" if get("before") or get("until") else "end" if get("close") else "bare"
    match role(hit, firm, a_day=point.day is not None):
        case Role.STORY:
            return None
        case Role.START:
            return Found(hit.start(), hit.end(), Point(point.year, point.month, point.day, starts=True))
        case Role.LIMIT:
            return Found(hit.start(), hit.end(), point)


def read_lone_day(hit: Hit) -> Found | Fault:
    """`20日前`, `下旬`: of the month named last."""
    if hit["before"]:
        return fault(hit.start(), hit.end(), "before_period", hit.group(), hit["ten"])
    day = _TEN_DAYS.get(hit["ten"]) if hit["ten"] else int(hit["day"] or hit["day_said"])
    return Found(hit.start(), hit.end(), Point(None, None, day))


def read_five_year_plan(hit: Hit) -> Found:
    """`“十四五”期间`: the plans follow each other since 1953 without a gap from 1966; the eleventh ended with 2010."""
    return Found(hit.start(), hit.end(), Point(2005 + 5 * ("一二三四五六七".index(hit["plan"]) + 1), _DECEMBER))


def _year(get: Get) -> int | Ago | None:
    if figures := get("year"):
        return int(figures)
    word = get("year_word")
    return _YEAR_WORDS[word] if word else None


def _month(get: Get) -> int | Ago:
    if month := get("month"):
        return int(month)
    if word := get("month_word"):
        return Ago({"下": 1, "次": 1, "翌": 1, "上": -1}.get(word[0], 0), 1, carried=word[0] in "当次翌")
    if word := get("quarter_word"):
        return Ago(1 if word[0] == "下" else 0, 3)
    if quarter := get("quarter") or get("quarters") or get("q"):
        return int(quarter) * 3  # a fifth quarter ends in a month that no year has, and is reported as such
    return _JUNE if get("half") == "上" or get("middle") or get("mid_year") else _DECEMBER


def _day(get: Get) -> int | None:
    if day := get("day"):
        return int(day)
    return _TEN_DAYS.get(get("ten") or "")


def _backwards(get: Get) -> bool:
    pairs = ((get(f"{unit}_from"), get(unit)) for unit in ("year", "month", "quarter", "day"))
    return any(low and high and int(low) > int(high) for low, high in pairs)


def _unsafe(hit: Hit, point: Point) -> Fault | None:
    """`2020年前`, `6月前`: before the period, or before its end? `3月内`: in March, or within three months?"""
    get = hit.groupdict().get
    before, text = get("before"), hit.group()
    if before and not get("close") and not get("day") and not get("middle") and not get("mid_year"):
        stem = text[: text.rindex(before)]
        short = get("quarter") or get("quarters") or get("q") or get("half")
        return fault(
            hit.start(), hit.end(), "before_period", text, stem + ("" if get("ten") else "末前" if short else "底前")
        )
    lone_month = get("month") and not get("month_from") and point.year is None and not get("day") and not get("ten")
    if lone_month and (get("close") or "").endswith("内"):
        return fault(hit.start(), hit.end(), "month_or_months", text)
    return None

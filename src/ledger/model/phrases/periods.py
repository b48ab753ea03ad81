"""Periods in a deadline: `30个工作日内`, `半年内`, `本周五前`, and duties that come back, `每季度`."""

from __future__ import annotations

import re

from ledger.model.phrases.forms import (
    Duration,
    Fault,
    Found,
    Recurring,
    RecurringUnit,
    Vague,
    Weekday,
    fault,
)
from ledger.model.phrases.narrative import before_and_after
from ledger.model.phrases.points import BEFORE, DASH, STOP

Hit = re.Match[str]

_AND = "[、,和及或]"
DURATION = rf"""(?<![0-9.])
    (?:(?:[0-9]{{1,4}}{DASH})?(?P<amount>[0-9]{{1,12}})(?:个(?P<half_before>半)(?=月))?
       (?P<unit>个?工作日|个?自然日|个?日历日|个?星期|周|个季度|个?(?<!个半)月|(?<=个半)月|个?小时|[日天年])(?P<half_after>(?<=年)半)?
      |半(?P<half_unit>个?月|年|个?季度|天|日))
    (?:时间|左右)?(?P<inside>[之以]?内)?"""
RECURRING = rf"""(?:
    每隔?(?P<every>[0-9]{{1,2}})?个?(?P<unit>半年|工作日|星期|[年季月旬周日天])(?![均])
  | (?<![0-9])[1一](?P<once>[年季月周日])度?[1一](?:次|调度|通报|会商|报|总结|检查)
  | (?:按|逐)(?P<by>[年季月周日旬])(?![期照])
  )度?(?:[0-9]{{1,2}}月份?(?:(?:{_AND}|{DASH}(?:次年|翌年)?)[0-9]{{1,2}}月份?){{0,11}}|最后1[天日]|[首末]月)?
  (?:[0-9]{{1,2}}[日号](?:{_AND}[0-9]{{1,2}}[日号]){{0,11}}|[底末初]|[上中下]旬)?{BEFORE}?"""
WEEKDAY = (
    rf"(?P<which>本|这|下)个?(?:周|星期)(?:(?P<day>[一二三四五六日天])(?:{BEFORE}|{STOP}|完成)|[之以]?内|[底末]前?)"
)
TODAY = rf"[今当明次][日天](?:[之以]?内|{BEFORE}|(?={STOP}|完成|办结|整改))"

_HALVES = {"月": Duration(days=15), "年": Duration(months=6), "天": Duration(days=1), "日": Duration(days=1)}
_UNITS = {
    **dict.fromkeys(("工作日", "自然日", "日历日", "日", "天"), (1, 0)),
    **dict.fromkeys(("周", "星期"), (7, 0)),
    "月": (0, 1),
    "季度": (0, 3),
    "年": (0, 12),
}
"""Days and months in each unit of a duration."""

_RECURRING_UNITS: dict[str, RecurringUnit] = {
    "半年": "half-year",
    "年": "year",
    "季": "quarter",
    "月": "month",
    "旬": "ten-days",
    "周": "week",
    "星期": "week",
    "日": "day",
    "天": "day",
    "工作日": "day",
}
_LONGEST_YEARS = 10  # no plan runs longer; `20年内` is a year that lost two digits

# An event of the plan itself: the day it will happen is not known when the plan is read.
_EVENT_TO_COME = re.compile(
    r"(?:完成|到位|完毕|结束|验收|竣工|销号|公示|建成|投运|达标|期满|核实|发现)[^,;。]{0,6}(?:后|之?日起)的?$"
)
_LIMITED = re.compile(r"(?:限|限期|期限|时限|后|起|为期)[为是:]?$")
_NO_LIMIT = re.compile(r"(?:每|近|过去|前|最近|连续|提前|逾期|超过|第)$")
_TASK_FOLLOWS = re.compile(rf"{STOP}|完成|办结|整改|制定|报")


def read_duration(hit: Hit) -> Found | Fault | None:
    """A period that sets a limit: one with 内, one after 限 or an event's 后, or one that stands alone."""
    before, after = before_and_after(hit)
    alone = not before and not after
    limited = hit["inside"] or alone or (_LIMITED.search(before) and _TASK_FOLLOWS.match(after))
    if not limited or _NO_LIMIT.search(before):
        return None
    if _EVENT_TO_COME.search(before):
        return Found(hit.start(), hit.end(), Vague())
    if hit["half_unit"]:
        return Found(hit.start(), hit.end(), _half(hit["half_unit"]))
    amount, unit = int(hit["amount"]), hit["unit"].removeprefix("个")
    if unit == "月" and not hit["unit"].startswith("个") and not hit["half_before"]:
        return None  # 3月内 is a matter for the calendar's points
    if unit == "年" and amount > _LONGEST_YEARS:
        return fault(hit.start(), hit.end(), "short_year", hit.group())
    half = hit["half_before"] or hit["half_after"]
    return Found(hit.start(), hit.end(), _length(amount, unit, half=bool(half)))


def read_recurring(hit: Hit) -> Found:
    """A duty that comes back. `每年12月底前` is one too, never a date of this year."""
    unit = hit["unit"] or hit["once"] or hit["by"]
    return Found(hit.start(), hit.end(), Recurring(hit.group(), _RECURRING_UNITS[unit], int(hit["every"] or 1)))


def read_weekday(hit: Hit) -> Found:
    """`下周五前` is a day; `本周内` lasts until Sunday."""
    day = "一二三四五六日".index(hit["day"].replace("天", "日")) if hit["day"] else 6
    return Found(hit.start(), hit.end(), Weekday(int(hit["which"] == "下"), day))


def read_today(hit: Hit) -> Found:
    """`当日`, `明天`."""
    return Found(hit.start(), hit.end(), Duration(days=int(hit.group()[0] in "明次")))


def _half(unit: str) -> Duration:
    if unit.endswith("季度"):
        return Duration(days=45)
    return _HALVES[unit[-1]]


def _length(amount: int, unit: str, *, half: bool) -> Duration:
    if unit == "小时":
        return Duration(days=-(-amount // 24))
    days, months = _UNITS[unit]
    extra = _HALVES[unit] if half else Duration()
    return Duration(days * amount + extra.days, months * amount + extra.months, working=unit == "工作日")

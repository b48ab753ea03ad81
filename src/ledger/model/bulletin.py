"""What a 月报 or 半年报 may say: the figures of a period beside those of the one before, by official names, as texts.

Every figure is one of `statistics`, `pace` and `movement`, so that a report and `ledger stats` of the same day can't
differ. A table of issues with several units says what its rows add up to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ledger.model.grouping import GROUPED, GROUPS, notes, tables
from ledger.model.movement import Moved, moved
from ledger.model.notice import HOUSE, Declared, Fields, in_words, named, of_house
from ledger.model.office import Office
from ledger.model.pace import Paced
from ledger.model.pacereasons import in_chinese
from ledger.model.pacewords import LATE, PACE_WORDS, PACES
from ledger.model.period import Period
from ledger.model.rates import Rate, Section
from ledger.model.readers import NODE_WORDS
from ledger.model.report import Entry, Report, ahead_once
from ledger.model.schedule import Node, extensions_of
from ledger.model.statistics import FINISHED, Statistics, statistics

Rows = tuple[Mapping[str, str], ...]

_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f]|\d)|(?<=\d) (?=[^\x00-\x7f])")
"""A space about figures and dates, that a screen has and a paper has not."""
_SHORT = 18
"""Characters of a title where a leader reads of several issues in one sentence."""

ABOUT_ISSUE = ("编号", "名称", "责任单位")
NODE = (*ABOUT_ISSUE, "事项", "时限")
RATE = ("名称", "分子", "分母", "比率", "口径")
_COUNTS = (
    *("问题总数", "完成整改数", "已验收数", "已销号数", "完成未销号数", "未完成数", "临期数"),
    *("超序时数", "达到序时数", "未达序时数", "逾期数", "未启动数", "序时正常数"),
    *("措施总数", "完成措施数", "到期措施数", "到期完成措施数", "平均超期天数"),
    *("上期总数", "上期完成数", "上期销号数"),
    *("新增数", "减少数", "减少完成数", "减少销号数", "新完成数", "退回数", "新销号数", "重开数", "新逾期数"),
    *("反弹数", "批准延期数"),
    *("应报数", "未报数", "红灯数", "黄牌数", "蓝签数", "下期到期数", "下期到期问题数"),
    *("信访总数", "信访已办结", "信访阶段性办结", "信访未办结"),
    *("整改完成率", "销号率", "按期完成率", "措施完成率", "信访办结率", "信访办结率含阶段性"),
)
BULLETIN: Declared = {
    **HOUSE,
    **dict.fromkeys(("时期", "截至日期", "上期截至日期", "下期", "范围")),
    **dict.fromkeys(_COUNTS),
    "序时进度": ("名称", "本期", "上期", "增减", "占比"),
    **GROUPED,
    "红榜": (*ABOUT_ISSUE, "简称", "首位单位", "时限", "超期天数", "序时进度", "原因"),
    "下期到期": NODE,
    "变动": (*ABOUT_ISSUE, "种类"),
    "问题清单": (*ABOUT_ISSUE, "问题原文", "时限", "序时进度", "进展情况", "存在问题", "下步安排"),
    "未报单位": ("名称", "件数", "编号"),
    "评牌": (*ABOUT_ISSUE, "牌名", "措施", "计分", "理由"),
    "比率": RATE,
    "时限口径": RATE,
    "回头看": RATE,
    "信访比率": RATE,
}


@dataclass(frozen=True)
class Edition:
    """A ledger on a day, and how each issue kept pace with its plan then."""

    report: Report
    paces: Mapping[str, Paced]
    """Of every issue of the ledger, not only of those that were selected: a child may be late."""

    def pace(self, one: Entry) -> Paced:
        """How an issue of the report keeps pace."""
        return self.paces[one.issue.id]


def bulletin(period: Period, now: Edition, before: Edition) -> Fields:
    """The fields of a report on a period; `before` is the ledger on the period's eve."""
    report, office = now.report, now.report.office
    found, earlier = statistics(report), statistics(before.report)
    red, due = _red(now), _due_next(report, period)
    return {
        **of_house(office, report.day),
        "时期": period.name,
        "截至日期": in_words(report.day),
        "上期截至日期": in_words(before.report.day),
        "下期": period.following.name,
        "范围": report.selection,
        **_totals(found),
        **_pace_counts(now),
        **_changes(before.report, report, earlier),
        **_happened(report, period),
        **_reporting(report, period),
        **_cards(report, period),
        **_petitions(found),
        "下期到期数": str(len(due)),
        "下期到期问题数": str(len({one["编号"] for one in due})),
        "序时进度": _split(now, before),
        **{name: tables(report, now.paces, labels) for name, labels in GROUPS.items()},
        **notes(report),
        "问题清单": tuple(_told(one, now) for one in report.entries),
        "红榜": red,
        "下期到期": due,
        "比率": _rates(found.rates),
        "时限口径": _rates(_section(found, "deadlines").rates),
        "回头看": _rates(_section(found, "lookback").rates),
        "信访比率": _rates(_section(found, "petitions").rates),
    }


def _totals(found: Statistics) -> Fields:
    rate = {one.key: one for one in found.rates}
    done, closed = rate["completion"].part, rate["closing"].part
    return {
        "问题总数": str(found.total),
        "完成整改数": str(done),
        "已验收数": str(next(one.number for one in found.standings if one.key == "verified")),
        "已销号数": str(closed),
        "完成未销号数": str(done - closed),
        "未完成数": str(found.total - done),
        "措施总数": str(found.measures),
        "完成措施数": str(found.measures_done),
        "到期措施数": str(rate["on-time"].whole),
        "到期完成措施数": str(rate["on-time"].part),
        "平均超期天数": "" if found.average_days_late is None else f"{found.average_days_late}",
        "整改完成率": _percent(rate["completion"]),
        "销号率": _percent(rate["closing"]),
        "按期完成率": _percent(rate["on-time"]),
        "措施完成率": _percent(rate["measures"]),
    }


def _pace_counts(now: Edition) -> Fields:
    counted = Counter(now.pace(one).pace for one in now.report.entries)
    return {
        "超序时数": str(counted["ahead"]),
        "达到序时数": str(counted["on-pace"]),
        "序时正常数": str(counted["on-pace"] + counted["ahead"]),
        "未达序时数": str(counted["behind"]),
        "逾期数": str(counted["overdue"]),
        "未启动数": str(counted["not-started"]),
        "临期数": str(sum(now.pace(one).soon for one in now.report.entries)),
    }


def _split(now: Edition, before: Edition) -> Rows:
    """序时进度 as a partition, the best first, with what it was before and the sums."""
    here = Counter(now.pace(one).pace for one in now.report.entries)
    then = Counter(before.pace(one).pace for one in before.report.entries)
    rows = [(PACE_WORDS[pace], here[pace], then[pace]) for pace in reversed(PACES)]
    rows.append(("合计", here.total(), then.total()))
    return tuple(
        {
            "名称": name,
            "本期": str(number),
            "上期": str(earlier),
            "增减": f"{number - earlier:+d}" if number != earlier else "0",
            "占比": _percent(Rate("share", "占比", number, here.total())),
        }
        for name, number, earlier in rows
    )


def _changes(before: Report, now: Report, earlier: Statistics) -> Fields:
    every, finished = _moved(before, now, lambda _: True), _moved(before, now, _is_finished)
    closed, overdue = _moved(before, now, _is_closed), _moved(before, now, lambda one: one.situation.overdue)
    undone, reopened = _still_here(finished, now), _still_here(closed, now)
    kinds = (
        ("新增", every.came),
        ("完成整改", finished.came),
        ("销号", closed.came),
        ("新增逾期", overdue.came),
        ("退回重改", undone),
        ("重新打开", reopened),
        ("不再计入", every.went),
    )
    done = next(one.part for one in earlier.rates if one.key == "completion")
    return {
        "上期总数": str(earlier.total),
        "上期完成数": str(done),
        "上期销号数": str(closed.before),
        "新增数": str(len(every.came)),
        "减少数": str(len(every.went)),
        "减少完成数": str(sum(map(_is_finished, every.went))),
        "减少销号数": str(sum(map(_is_closed, every.went))),
        "新完成数": str(len(finished.came)),
        "退回数": str(len(undone)),
        "新销号数": str(len(closed.came)),
        "重开数": str(len(reopened)),
        "新逾期数": str(len(overdue.came)),
        "变动": tuple(_about(one, now.office) | {"种类": kind} for kind, entries in kinds for one in entries),
    }


def _moved(before: Report, now: Report, counts: Callable[[Entry], bool]) -> Moved[Entry]:
    then = {one.issue.uid: one for one in before.entries if counts(one)}
    return moved(then, {one.issue.uid: one for one in now.entries if counts(one)})


def _still_here(figure: Moved[Entry], now: Report) -> tuple[Entry, ...]:
    """What counted and does not any more though it is there, as it stands now: it was sent back or reopened."""
    here = {one.issue.uid: one for one in now.entries}
    return tuple(here[one.issue.uid] for one in figure.went if one.issue.uid in here)


def _is_finished(one: Entry) -> bool:
    """Whether the work is done (完成整改), accepted and closed issues among them."""
    return one.situation.standing in FINISHED


def _is_closed(one: Entry) -> bool:
    return one.issue.status == "closed"


def _happened(report: Report, period: Period) -> Fields:
    """What was found and granted in the period, an issue counted once."""

    def within(days: Iterable[date | None]) -> bool:
        return any(day is not None and period.first <= day <= period.last for day in days)

    issues = [one.issue for one in report.entries]
    rebounds = (within(check.date for check in one.lookbacks if check.rebound) for one in issues)
    granted = (within(extension.approved_on for extension in extensions_of(one)) for one in issues)
    return {"反弹数": str(sum(rebounds)), "批准延期数": str(sum(granted))}


def _about(one: Entry, office: Office) -> dict[str, str]:
    return {"编号": one.issue.id, "名称": one.issue.title.strip(), "责任单位": named(_units(one), office)}


def _units(one: Entry) -> tuple[str, ...]:
    plan = one.issue.plan
    return ((*plan.lead_units, *plan.responsible_units) or plan.implementers) if plan else ()


def _red(now: Edition) -> Rows:
    """红榜: a row for each issue that is late or lags behind, the longest overdue first: as many as the figures say."""
    late = [one for one in now.report.entries if now.pace(one).pace in LATE]
    late.sort(key=lambda one: (PACES.index(now.pace(one).pace), -one.situation.days_late))
    return tuple(_reddened(one, now) for one in late)


def _reddened(one: Entry, now: Edition) -> Mapping[str, str]:
    pace = now.pace(one)
    about = _about(one, now.report.office)
    return about | {
        "简称": _fitted(about["名称"]),
        "首位单位": _first(_units(one), now.report.office),
        "时限": in_words(one.situation.due) if one.situation.due else "—",
        "超期天数": str(one.situation.days_late or "—"),
        "序时进度": PACE_WORDS[pace.pace],
        "原因": _SPACE.sub("", in_chinese(pace, in_words)),
    }


def _fitted(title: str) -> str:
    """A title short enough for a line among others."""
    return title if len(title) <= _SHORT else f"{title[: _SHORT - 1]}…"


def _first(units: tuple[str, ...], office: Office) -> str:
    """The first of several units, and whether there are more."""
    first, every = named(units[:1], office), named(units, office)
    return first if first == every else f"{first}等"


def _told(one: Entry, now: Edition) -> Mapping[str, str]:
    """One issue as a progress report tells of it: word for word what was found, and the last that was reported."""
    issue, last = one.issue, one.issue.last_progress()
    deadline = issue.plan.deadline if issue.plan else None
    return _about(one, now.report.office) | {
        "问题原文": (issue.source.finding or issue.title).strip(),
        "时限": deadline.text.strip() if deadline else "",
        "序时进度": PACE_WORDS[now.pace(one).pace],
        "进展情况": last.text.strip() if last else "",
        "存在问题": (last.problems or "").strip() if last else "",
        "下步安排": (last.next or "").strip() if last else "",
    }


def _due_next(report: Report, period: Period) -> Rows:
    """What falls due to the end of the next period, by days; what is due on the report's own day is not late yet."""
    last = period.following.last
    waiting = [
        (one, node) for one in report.entries for node in ahead_once(one.situation) if report.day <= node.due <= last
    ]
    waiting.sort(key=lambda pair: pair[1].due)
    return tuple(_node(one, node, report.office) for one, node in waiting)


def _node(one: Entry, node: Node, office: Office) -> dict[str, str]:
    text = " ".join(node.text.split())
    told = f"{NODE_WORDS[node.kind]}{node.number}：{text}"
    if node.kind in {"final", "age"}:
        told = "整项时限" if node.kind == "final" else text
    return _about(one, office) | {"事项": told, "时限": in_words(node.due)}


def _reporting(report: Report, period: Period) -> Fields:
    """Who had to report on the month of the report's day, and has not."""
    month = min(period.months[-1], f"{report.day:%Y-%m}")
    asked = [one for one in report.entries if one.issue.status == "in-progress"]
    silent = [one for one in asked if all(entry.month != month for entry in one.issue.progress)]
    units: dict[str, list[str]] = {}
    for one in silent:
        for unit in report.responsible(one) or ("未明确责任单位",):
            units.setdefault(unit, []).append(one.issue.id)
    ranked = sorted(units.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {
        "应报数": str(len(asked)),
        "未报数": str(len(silent)),
        "未报单位": tuple({"名称": unit, "件数": str(len(ids)), "编号": "、".join(ids)} for unit, ids in ranked),
    }


def _cards(report: Report, period: Period) -> Fields:
    """The cards that are on record for the period."""
    given = [
        (one, act)
        for one in report.entries
        for act in one.issue.escalations
        if act.card is not None and act.month in period.months
    ]
    counted = Counter(act.card for _, act in given)
    return {
        "红灯数": str(counted["红"]),
        "黄牌数": str(counted["黄"]),
        "蓝签数": str(counted["蓝"]),
        "评牌": tuple(
            _about(one, report.office)
            | {
                "牌名": {"红": "红灯", "黄": "黄牌", "蓝": "蓝签"}[act.card or "蓝"],
                "措施": act.kind,
                "计分": f"{act.points.normalize():f}" if act.points else "0",
                "理由": act.reason,
            }
            for one, act in given
        ),
    }


def _petitions(found: Statistics) -> Fields:
    section = _section(found, "petitions")
    kept = next((one for one in section.partitions if one.key == "settled"), None)
    counts = {part.name: part.number for part in kept.parts} if kept else {}
    rates = {one.key: one for one in section.rates}
    total = sum(counts.values())
    return {
        "信访总数": str(total) if total else "",
        "信访已办结": str(counts.get("已办结", 0)),
        "信访阶段性办结": str(counts.get("阶段性办结", 0)),
        "信访未办结": str(counts.get("未办结", 0)),
        "信访办结率": _percent(rates["settled-strict"]),
        "信访办结率含阶段性": _percent(rates["settled-staged"]),
    }


def _section(found: Statistics, key: str) -> Section:
    return next((one for one in found.sections if one.key == key), Section(key, key))


def _rates(listed: Iterable[Rate]) -> Rows:
    return tuple(
        {
            "名称": one.name,
            "分子": str(one.part),
            "分母": str(one.whole),
            "比率": _percent(one),
            "口径": one.basis,
        }
        for one in listed
    )


def _percent(rate: Rate) -> str:
    return "—" if rate.percent is None else f"{rate.percent}%"

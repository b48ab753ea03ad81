"""序时进度 in the office's words: what a pace is called, and the sentences that say why, as sheets print them.

The terminal says the same in the reader's language: its catalogue takes the Chinese from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from ledger.errors import Said

Pace = Literal["overdue", "behind", "not-started", "on-pace", "ahead", "done", "closed"]
"""How an issue keeps pace: a partition, so that counts add up. 已验收 is `done` and has `Paced.accepted` beside it."""

PACES: tuple[Pace, ...] = ("overdue", "behind", "not-started", "on-pace", "ahead", "done", "closed")
"""From the worst to the best."""

PACE_WORDS: Mapping[Pace, str] = {
    "overdue": "逾期",
    "behind": "未达序时",
    "not-started": "未启动",
    "on-pace": "达到序时",
    "ahead": "超序时",
    "done": "完成整改",
    "closed": "已销号",
}
SOON = "临期"
"""The word for something that falls due within the house's notice: a flag, which any pace may bear."""
LATE: frozenset[Pace] = frozenset({"overdue", "behind"})

JUDGED: Mapping[str, Pace] = {PACE_WORDS[pace]: pace for pace in ("behind", "on-pace", "ahead")}
"""What a person may judge; the rest are facts."""

SENTENCES: Mapping[str, str] = {
    **{f"pace.{pace}": word for pace, word in PACE_WORDS.items()},
    "pace.why-closed": "已于 {date} 销号",
    "pace.why-accepted": "已于 {date} 通过验收，待销号",
    "pace.why-done": "措施和节点已于 {date} 全部完成，待验收",
    "pace.final": "最后期限 {due} 已过 {days} 天，未完成",
    "pace.milestone": "节点{number} {due} 未完成（{text}）",
    "pace.measure": "措施{number} {due} 未完成（{text}）",
    "pace.age": "{text}，{due} 已满，没有销号",
    "pace.short": "措施{number} 完成 {done}/{total}{unit}（{percent}%），{due} 应完成 {planned}（{share}%），欠 {lack}",
    "pace.amount": "措施{number} 完成 {done}/{total}{unit}（{percent}%），{due} 计划 {planned}（{share}%）",
    "pace.stale": "长期坚持，最近一次进展或佐证在 {date}，已 {days} 天，超过 {allowed} 天",
    "pace.fresh": "长期坚持，最近一次进展或佐证在 {date}，未超过 {allowed} 天",
    "pace.child": "下级 {id} {pace}",
    "pace.judged": "{date} 研判{pace}：{why}（到 {until} 为止）",
    "pace.lapsed": "{date} 的研判只管到 {until}，已失效",
    "pace.waiting": "{date} 交办，至今 {days} 天未启动",
    "pace.early-milestone": "节点{number} 应于 {due} 完成，已于 {date} 完成",
    "pace.early-measure": "措施{number} 应于 {due} 完成，已于 {date} 完成",
    "pace.early-final": "最后期限 {due} 未到，措施和节点已于 {date} 全部完成，转入长期坚持",
    "pace.kept": "到期的 {count} 个节点都已完成",
    "pace.next": "下一个节点 {due}",
    "pace.undated": "没有时限和节点，无从判断快慢",
}
"""Why, in Chinese, by the key of each reason."""


def worded(said: Said, day: Callable[[date], str] = date.isoformat) -> str:
    """A reason as sheets and papers print it: in Chinese, whatever language the reader's terminal speaks, its dates as
    `day` writes them.
    """
    return SENTENCES[said.key].format(**{name: _word(value, day) for name, value in said.fill.items()})


def _word(value: object, day: Callable[[date], str]) -> str:
    if isinstance(value, Said):
        return worded(value, day)
    return day(value) if isinstance(value, date) else str(value)

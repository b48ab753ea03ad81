"""The measures and milestones of one issue on a line of time: what was due when, and done when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ledger.model.office import Office
from ledger.model.report import Entry

_WIDTH, _ROW, _HEAD = 720, 22, 26
_NAMES = 110
_END = 16


@dataclass(frozen=True, slots=True)
class Span:
    """One line: from when to when, and what is said of it."""

    name: str
    kind: str
    """`done`, `late`, `open`: how it is drawn."""
    start: date
    end: date
    said: str
    point: bool = False
    """A milestone: a day and no span."""


def spans(entry: Entry, office: Office) -> tuple[Span, ...]:
    """What there is to draw: the whole issue, its milestones, its measures that have a day."""
    return tuple(_spans(entry, office))


def _spans(entry: Entry, office: Office) -> Iterator[Span]:
    issue, now = entry.issue, entry.situation
    start = issue.source.received
    end = now.completed_on or now.due
    if end is not None:
        yield Span(
            "整项", _kind(now.completed_on, now.due, now.day), start, max(end, start), _said(now.completed_on, now.due)
        )
    if issue.plan is None:
        return
    for at, one in enumerate(issue.plan.deadline.milestones if issue.plan.deadline else (), 1):
        day = one.done_on or one.due
        yield Span(f"节点{at}", _kind(one.done_on, one.due, now.day), day, day, _said(one.done_on, one.due), point=True)
    for measure in issue.plan.measures:
        due = entry.due_of(measure, office)
        end = measure.done_on or due
        if end is not None:
            kind = _kind(measure.done_on, due, now.day)
            yield Span(f"措施{measure.number}", kind, start, max(end, start), _said(measure.done_on, due))


def _kind(done: date | None, due: date | None, day: date) -> str:
    if done is not None:
        return "done"
    return "late" if due is not None and due < day else "open"


def _said(done: date | None, due: date | None) -> str:
    return "，".join(filter(None, (f"时限 {due}" if due else "无时限", f"{done} 完成" if done else "未完成")))


def drawing(entry: Entry, office: Office) -> Markup:
    """The chart; nothing where no part of the issue has a day."""
    listed = spans(entry, office)
    if not listed:
        return Markup("")
    day = entry.situation.day
    first = min(one.start for one in listed)
    last = max(day, *(one.end for one in listed))
    height = _HEAD + _ROW * len(listed) + 4

    def x(when: date) -> float:
        return _NAMES + (_WIDTH - _NAMES - _END) * (when - first).days / max((last - first).days, 1)

    drawn = [
        Markup('<text class="axis" x="{:.1f}" y="14" text-anchor="{}">{}</text>').format(x(when), anchor, when)
        for when, anchor in ((first, "start"), (last, "end"))
    ]
    drawn.append(
        Markup('<line class="today" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"><title>截至 {}</title></line>').format(
            x(day), x(day), _HEAD - 6, height, day
        )
    )
    for at, one in enumerate(listed):
        y = _HEAD + _ROW * at
        drawn.append(Markup('<text class="axis" x="0" y="{}">{}</text>').format(y + 12, one.name[:12]))
        drawn.append(_shape(one, x(one.start), x(one.end), y))
    said = "；".join(f"{one.name} {one.said}" for one in listed)
    return Markup(
        '<svg class="chart gantt" viewBox="0 0 {} {}" role="img" aria-labelledby="g-t g-d">'
        '<title id="g-t">措施与节点时间线</title><desc id="g-d">截至 {}：{}。</desc>{}</svg>'
    ).format(_WIDTH, height, day, said, Markup().join(drawn))


def _shape(one: Span, start: float, end: float, y: int) -> Markup:
    title = f"{one.name}：{one.said}"
    if one.point:
        return Markup('<path class="g-{}" d="M{:.1f} {} l6 6 l-6 6 l-6 -6 z"><title>{}</title></path>').format(
            one.kind, end, y + 2, title
        )
    return Markup('<rect class="g-{}" x="{:.1f}" y="{}" width="{:.1f}" height="12"><title>{}</title></rect>').format(
        one.kind, start, y + 2, max(end - start, 3), title
    )

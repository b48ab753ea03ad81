"""Charts as SVG that say their numbers: in labels on the drawing, in a sentence for those who don't see it, and in the
table that stands under each of them.

Nothing is drawn by a colour alone: parts have their number written in or beside them, lines are dashed differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 70, 14, 30
_NICE = (1, 2, 5)
_STEPS = 4
_LABELS = 8
"""So many months are named under a chart at the most."""
_APART = 13
"""Points between two labels that can both be read."""
_WIDE = 62
"""Points that the name of a month takes on a line."""
_ROOM = 22
"""Width of a part of a bar that its number fits in."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar."""

    key: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its points in the order of their days."""

    key: str
    name: str
    points: tuple[tuple[date, int], ...]


def bar(key: str, title: str, parts: Sequence[Part]) -> Markup:
    """One bar whose parts add up to its whole."""
    whole = sum(one.number for one in parts)
    drawn, at = [], 0.0
    for one in parts:
        wide = WIDTH * one.number / whole if whole else 0.0
        if not wide:
            continue
        drawn.append(
            Markup('<g><title>{} {} 件</title><rect class="s-{}" x="{:.1f}" y="0" width="{:.1f}" height="34"/>').format(
                one.name, one.number, one.key, at, max(wide - 1, 0.5)
            )
        )
        if wide >= _ROOM + 4 * len(str(one.number)):
            drawn.append(
                Markup('<text class="in-{}" x="{:.1f}" y="22" text-anchor="middle">{}</text>').format(
                    one.key, at + wide / 2, one.number
                )
            )
        drawn.append(Markup("</g>"))
        at += wide
    said = "，".join(f"{one.name} {one.number} 件" for one in parts)
    return _drawing(key, title, f"共 {whole} 件：{said}。", Markup().join(drawn), 34)


def lines(key: str, title: str, series: Sequence[Series], today: date | None = None) -> Markup:
    """Numbers over days, each line with its last number at its end."""
    days = [day for one in series for day, _ in one.points]
    if not days:
        return Markup("")
    frame = _Frame(min(days), max(days), max(number for one in series for _, number in one.points))
    drawn = [*frame.grid(), *frame.months(sorted(set(days)))]
    if today is not None:
        drawn.append(frame.today(today))
    drawn += [frame.line(one) for one in series]
    drawn += frame.ends(series)
    said = "；".join(
        f"{one.name}：{one.points[0][0]} {one.points[0][1]} 件，{one.points[-1][0]} {one.points[-1][1]} 件"
        for one in series
        if one.points
    )
    return _drawing(key, title, f"{said}。", Markup().join(drawn), HEIGHT)


def _drawing(key: str, title: str, said: str, inside: Markup, height: int) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(WIDTH, height, key, key, key, title, key, said, inside)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a day and a number are on the drawing."""

    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - self.first).days / span

    def y(self, number: float) -> float:
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - number / self.top)

    @property
    def step(self) -> int:
        least, power = max(self.most, 1) / _STEPS, 1
        while True:
            for nice in _NICE:
                if nice * power >= least:
                    return nice * power
            power *= 10

    @property
    def top(self) -> int:
        return self.step * -(-max(self.most, 1) // self.step)

    def grid(self) -> Iterable[Markup]:
        for number in range(0, self.top + 1, self.step):
            y = self.y(number)
            yield Markup('<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(
                _LEFT, WIDTH - _RIGHT, y, y
            )
            yield Markup('<text class="axis" x="{}" y="{:.1f}" text-anchor="end">{}</text>').format(
                _LEFT - 6, y + 4, number
            )

    def months(self, days: Sequence[date]) -> Iterable[Markup]:
        every, named = -(-len(days) // _LABELS), list[date]()
        for day in days[::-1][::every]:
            if not named or self.x(named[-1]) - self.x(day) >= _WIDE:
                named.append(day)
        for at, day in enumerate(named):
            yield Markup('<text class="axis{}" x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                " rare" if at % 2 else "", self.x(day), HEIGHT - 8, f"{day:%Y-%m}"
            )

    def today(self, day: date) -> Markup:
        x = self.x(day)
        return Markup(
            '<line class="today" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>'
            '<text class="axis" x="{:.1f}" y="{}">截至日</text>'
        ).format(x, x, _TOP, HEIGHT - _BOTTOM, x + 4, _TOP - 3)

    def line(self, one: Series) -> Markup:
        points = " ".join(f"{self.x(day):.1f},{self.y(number):.1f}" for day, number in one.points)
        return Markup('<polyline class="line l-{}" points="{}"/>').format(one.key, points)

    def ends(self, series: Sequence[Series]) -> Iterable[Markup]:
        """The last number of each line beside its end, pushed apart where two would stand on each other."""
        ended = sorted((self.y(one.points[-1][1]), at) for at, one in enumerate(series) if one.points)
        free = 0.0
        for place, (y, at) in enumerate(ended, 1):
            day, number = series[at].points[-1]
            lowest = HEIGHT - _BOTTOM + 4 - _APART * (len(ended) - place)  # the axis has its own numbers below
            free = max(min(y + 4, lowest), free + _APART)
            yield Markup('<text class="end e-{}" x="{:.1f}" y="{:.1f}">{}</text>').format(
                series[at].key, self.x(day) + 6, free, number
            )

"""The plot of one run (`results.svg`): lists of as many items by every program, and how much of each goal is used up.

Written as text, so that it needs no library and two runs differ where their figures differ. Bars grow on a scale of
tens: between the fastest and the slowest program lies a factor of a thousand, and every bar says its number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from goals import Goal
from results import Run

WIDTH, LEFT, RIGHT = 880, 250, 96
ROW, BAR = 26, 16
INK, SOFT, GRID, PAPER = "#1f2328", "#59636e", "#d8dee4", "#ffffff"
OURS, THEIRS, OVER = "#0f766e", "#b4bcc6", "#c2410c"

LISTS = (
    ("ledger list, warm", "list, warm"),
    ("ledger list, one file changed", "list, one changed"),
    ("ledger list, a tenth changed", "list, a tenth changed"),
    ("ledger list, cold", "list, cold"),
    ("Taskwarrior", "Taskwarrior"),
    ("todoman, warm", "todoman"),
    ("todoman, cold", "todoman, cold"),
    ("trestle validate", "trestle"),
    ("Doorstop publish", "Doorstop"),
    ("StrictDoc export, warm", "StrictDoc"),
    ("StrictDoc export, cold", "StrictDoc, cold"),
)
"""What a bar is called, and whose cost it shows."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a panel."""

    label: str
    value: float
    told: str
    color: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars on one scale of tens, from `low` to `high`, with upright lines that say what they stand for."""

    title: str
    bars: Sequence[Bar]
    low: float
    high: float
    lines: Sequence[tuple[float, str]]

    @property
    def height(self) -> int:
        return 64 + ROW * len(self.bars) + 14

    def x(self, value: float) -> float:
        """Where a value stands."""
        share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return LEFT + min(share, 1.0) * (WIDTH - LEFT - RIGHT)


def svg(run: Run, goals: Sequence[Goal]) -> str:
    """The whole picture."""
    panels = [panel for panel in (_lists(run), _goals(run, goals)) if panel.bars]
    top, parts = 20, list[str]()
    for panel in panels:
        parts += _drawn(panel, top)
        top += panel.height + 18
    foot = f"{run.day} · {run.machine} · medians of interleaved turns, processor time"
    parts.append(_text(24, top + 4, foot, size=11, color=SOFT))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 20}" width="{WIDTH}" height="{top + 20}" '
        'font-family="system-ui, -apple-system, Segoe UI, Noto Sans, DejaVu Sans, sans-serif" role="img">'
    )
    title = f"<title>ledger beside other programs, {run.size:,} issues</title>"
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return "\n".join((head, title, paper, *parts, "</svg>", ""))


def _lists(run: Run) -> Panel:
    """The same question to every program."""
    there = [(label, run.costs[name].cpu, name) for label, name in LISTS if name in run.costs]
    there.sort(key=lambda one: one[1])
    bars = [Bar(label, cpu, _seconds(cpu), OURS if label.startswith("ledger") else THEIRS) for label, cpu, _ in there]
    floors = (("python", "python starts"), ("stat", "all files looked at"), ("CSafeLoader", "all parsed by PyYAML"))
    lines = [(run.costs[name].cpu, told) for name, told in floors if name in run.costs]
    values = [bar.value for bar in bars] + [at for at, _ in lines]
    low, high = (min(values) / 1.5, max(values) * 1.3) if values else (1.0, 10.0)
    return Panel(f"A list of {run.size:,} items: processor time, on a scale of tens", bars, low, high, lines)


def _goals(run: Run, goals: Sequence[Goal]) -> Panel:
    """How much of what is allowed each goal takes."""
    found = [(one, figure) for one in goals if one.applies(run.size) and (figure := one.figure(run.costs)) is not None]
    bars = [
        Bar(_named(one), figure / one.limit, f"{figure:.3g} of {one.limit:g}", OURS if figure <= one.limit else OVER)
        for one, figure in found
    ]
    values = [bar.value for bar in bars] or [1.0]
    low, high = min(0.1, min(values) / 1.2), max(2.0, max(values) * 1.2)
    return Panel("Goals: measured, as a share of what is allowed", bars, low, high, [(1.0, "allowed")])


def _named(one: Goal) -> str:
    """A goal's name, with its floor where another goal is about the same."""
    name = one.what["en"].replace("`", "")
    return f"{name} / task list" if one.floor == "Taskwarrior" else name


def _seconds(value: float) -> str:
    return f"{value:.3g} s" if value >= 1 else f"{value * 1000:.3g} ms"


def _drawn(panel: Panel, top: int) -> Iterator[str]:
    yield _text(24, top + 14, panel.title, size=15, weight=600)
    first, last = top + 50, top + 56 + ROW * len(panel.bars)
    for at in _decades(panel):
        yield _line(panel.x(at), first, last, GRID)
        yield _text(panel.x(at), last + 14, f"{at:g}", size=11, color=SOFT, anchor="middle")
    yield from _marks(panel, first, last)
    for number, bar in enumerate(panel.bars):
        y = first + 8 + ROW * number
        x = panel.x(bar.value)
        yield _text(LEFT - 10, y + 12.5, bar.label, size=13, anchor="end")
        yield f'<rect x="{LEFT}" y="{y}" width="{max(x - LEFT, 1):.1f}" height="{BAR}" rx="2" fill="{bar.color}"/>'
        yield _text(x + 6, y + 12.5, bar.told, size=12, halo=True)


def _marks(panel: Panel, first: int, last: int) -> Iterator[str]:
    """The upright lines; each label stands at its line, on the other side where it would run into the next one."""
    places = [panel.x(at) for at, _ in sorted(panel.lines)]
    for number, (_, told) in enumerate(sorted(panel.lines)):
        x = places[number]
        crowded = number + 1 < len(places) and x + 6.6 * len(told) > places[number + 1]
        yield _line(x, first, last, SOFT, dashed=True)
        yield _text(x, first - 4, told, size=11, color=SOFT, anchor="end" if crowded else "start")


def _decades(panel: Panel) -> Iterator[float]:
    for power in range(math.ceil(math.log10(panel.low)), math.floor(math.log10(panel.high)) + 1):
        yield 10.0**power


def _line(x: float, top: float, bottom: float, color: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="3 3"' if dashed else ""
    return f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}" stroke="{color}"{dash}/>'


def _text(
    x: float, y: float, told: str, *, size: int, color: str = INK, anchor: str = "start", weight: int = 400,
    halo: bool = False,
) -> str:  # fmt: skip
    around = f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"' if halo else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" text-anchor="{anchor}" font-weight="{weight}"'
    return f"<text {place}{around}>{escape(told)}</text>"

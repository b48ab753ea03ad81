"""The tables: all that was measured (`results.md`), and the goals in both READMEs between their markers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from goals import Goal, Language
from measuring import Cost
from results import Run

BLOCK = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)

_HEADINGS: Mapping[Language, tuple[str, str, str]] = {
    "en": ("what", "measured beside it", "goal"),
    "zh": ("做什么", "同时量的下限", "目标"),
}
_TOLD: Mapping[Language, str] = {
    "en": "Measured on {day}, {machine}; processor time as a multiple of what stands beside it, medians of {often} "
    "interleaved turns. ✓ goal met, ✗ not met; – not measured.",
    "zh": "{day}测，{machine}；数字是处理器时间与同时所量下限之比，轮流各测 {often} 次取中位数。✓ 达到目标，✗ 没有，"
    "– 没有测。",
}
_ALL: Mapping[Language, str] = {
    "en": "All figures, and why a goal is not met: [bench/results.md](bench/results.md).",
    "zh": "全部数字，及没有达到的缘由：[bench/results.md](bench/results.md)。",
}
_COLUMN: Mapping[Language, str] = {"en": "{size:,} issues", "zh": "{size:,} 件"}


def readme(text: str, runs: Mapping[int, Run], goals: Sequence[Goal], language: Language) -> str:
    """The document with the table of goals between its markers."""
    lines = (*_goals(runs, goals, language), "", _ALL[language], "")
    return BLOCK.sub(lambda _: "\n".join((*lines, "")), text)


def results(runs: Mapping[int, Run], goals: Sequence[Goal]) -> str:
    """The whole of `results.md`."""
    lines = ["# What `make bench` measured", "", "![Lists of as many items](results.svg)", "", "## Goals", ""]
    lines += [*_goals(runs, goals, "en"), ""]
    lines += [*_reasons(runs, goals)]
    for _, run in sorted(runs.items()):
        lines += ["", f"## {run.size:,} issues", "", *_whole(run)]
    return "\n".join((*lines, ""))


def _goals(runs: Mapping[int, Run], goals: Sequence[Goal], language: Language) -> Iterator[str]:
    sizes = sorted(runs)
    what, beside, goal = _HEADINGS[language]
    yield f"| {what} | {beside} | {goal} | {' | '.join(_COLUMN[language].format(size=size) for size in sizes)} |"
    yield f"| --- | --- | --- |{' ---: |' * len(sizes)}"
    for one in _merged(goals):
        cells = (_cell(one, runs[size]) for size in sizes)
        floor = one[0].beside[language] if one[0].beside else "–"
        yield f"| {one[0].what[language]} | {floor} | {_limits(one)} | {' | '.join(cells)} |"
    last = runs[sizes[-1]]
    days = sorted({run.day for run in runs.values()})
    often = min(max(run.often.values(), default=0) for run in runs.values())
    yield ""
    yield _TOLD[language].format(day="–".join(dict.fromkeys((days[0], days[-1]))), machine=last.machine, often=often)


def _merged(goals: Sequence[Goal]) -> Iterator[tuple[Goal, ...]]:
    """Goals of several sizes about one probe and one floor make one row."""
    rows: dict[tuple[str, str, str], list[Goal]] = {}
    for one in goals:
        rows.setdefault((one.probe, one.floor, one.kind), []).append(one)
    return map(tuple, rows.values())


def _limits(row: tuple[Goal, ...]) -> str:
    unit = " MB" if row[0].kind == "memory" else " ×"
    return " / ".join(f"≤ {one.limit:g}{unit}" for one in row)


def _cell(row: tuple[Goal, ...], run: Run) -> str:
    """The figure of a row in one size, with whether it is good enough where that size is one of the goal's."""
    figure = row[0].figure(run.costs)
    if figure is None:
        return "–"
    judged = next((one for one in row if one.applies(run.size)), None)
    mark = "" if judged is None else " ✓" if figure <= judged.limit else " ✗"
    return f"{_short(figure)}{mark}"


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}" if figure >= 1 else f"{figure:.2g}"  # noqa: PLR2004 - figures that an eye takes in


def unmet(run: Run, goals: Sequence[Goal]) -> list[tuple[Goal, float]]:
    """The goals that a run did not meet, with what was measured instead."""
    found = ((one, one.figure(run.costs)) for one in goals if one.applies(run.size))
    return [(one, figure) for one, figure in found if figure is not None and figure > one.limit]


def _reasons(runs: Mapping[int, Run], goals: Sequence[Goal]) -> Iterator[str]:
    for size, run in sorted(runs.items()):
        for one, figure in unmet(run, goals):
            beside = f" of {one.beside['en']}" if one.beside else ""
            why = one.reason["en"] if one.reason else "no reason is known yet."
            yield f"- {one.what['en']} at {size:,}: {_short(figure)} instead of {one.limit:g}{beside}: {why}"


def _whole(run: Run) -> Iterator[str]:
    """Everything that was measured in one run."""
    least = run.costs.get("python")
    hidden = f" Memory below {least.memory:.0f} MB can't be told: the program that measures holds it." if least else ""
    yield f"{run.day}, {run.machine}.{hidden}"
    yield ""
    yield "| what | processor ms | clock ms | memory MB | × python | × stat | turns |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, cost in run.costs.items():
        program = f"{name} {run.peers[name.partition(',')[0]]}" if name.partition(",")[0] in run.peers else name
        ratios = " | ".join(_ratio(cost, run.costs.get(floor)) for floor in ("python", "stat"))
        told = f"{_ms(cost.cpu)} | {_ms(cost.wall)} | {cost.memory:.0f} | {ratios} | {run.often[name]}"
        yield f"| {program} | {told} |"
    for name, why in run.missing.items():
        yield f"| {name} | not measured: {why.replace('|', '/')} | | | | | |"


def _ratio(cost: Cost, floor: Cost | None) -> str:
    return _short(cost.cpu / floor.cpu) if floor and floor.cpu else "–"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}" if seconds >= 0.1 else f"{seconds * 1000:.1f}"  # noqa: PLR2004 - as above


def fill(path: Path, runs: Mapping[int, Run], goals: Sequence[Goal], language: Language) -> None:
    """Put the table into a README that has the markers."""
    path.write_text(readme(path.read_text(encoding="utf-8"), runs, goals, language), encoding="utf-8")

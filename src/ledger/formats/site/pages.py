"""Every page of the site: what stands in a template is read off the report here, escaped, and strict about names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ledger.errors import Said, say
from ledger.formats.site import charts, data, gantt
from ledger.model import lines
from ledger.model.checkpoint import Anchor
from ledger.model.crossing import Cell, crossing
from ledger.model.gates import reached
from ledger.model.pacereasons import reasons
from ledger.model.pacewords import PACE_WORDS
from ledger.model.ranking import by_ledger, is_rolled, ranking
from ledger.model.rates import Count
from ledger.model.report import STANDING_WORDS, STATUS_WORDS, Entry, Report, late_once
from ledger.model.statistics import statistics
from ledger.model.trend import Burndown, Point, burndown, trend

Words = Callable[[Said], str]
Values = dict[str, object]
"""What a template is given by name; it only prints them."""

_PARTS = Path(__file__).parent / "parts"
ASSETS = ("site.css", "site.js", "order.js")
"""What is the same in every site."""
_MOST_LATE = 15
_SHADES = 5
_NODES = {"final": "最后期限", "milestone": "时间节点", "measure": "措施", "age": "最长期限"}


@dataclass(frozen=True)
class Site:
    """What is to be built."""

    report: Report
    public: bool
    words: Words
    """How the catalogue says a message in Chinese."""

    @property
    def count(self) -> int:
        """How many files it will be."""
        return len(self.report.entries) + 5 + len(ASSETS) + 3


@dataclass(frozen=True)
class File:
    """A file of the site, its path with `/`."""

    path: str
    content: bytes


def files(site: Site, only: Container[str] | None = None) -> Iterator[File]:
    """Every file, the largest part of them the pages of the issues: all of them, or only those of these paths."""
    rules = _rules(site)
    yield from (File(name, (_PARTS / name).read_bytes()) for name in ASSETS)
    yield File("data.js", data.rows(site.report))
    yield File("times.js", data.times(site.report))
    yield File("texts.js", data.texts(site.report))
    figures = statistics(site.report)
    yield _page(rules, "index.html", _overview(site.report), figures=figures)
    yield _page(rules, "board.html", {}, figures=figures)
    yield _page(rules, "timeline.html", {})
    yield _page(rules, "regions.html", _regions(site.report))
    yield _page(rules, "units.html", {"ranking": ranking(site.report)}, figures=figures)
    yield from _issues(site, rules, only)


def _rules(site: Site) -> Environment:
    report = site.report
    rules = Environment(
        loader=FileSystemLoader(_PARTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "" if value is None else value,
    )
    house = report.office.policy.ledger
    moves: dict[str, str] = {}

    def move(name: str) -> str:
        if name not in moves:
            moves[name] = site.words(say(f"move.{name}"))
        return moves[name]

    rules.globals |= {
        "site": {
            "title": house.title,
            "unit": house.unit,
            "day": report.day,
            "public": site.public,
            "selection": report.selection,
            "broken": report.broken_files,
            "uncovered": report.uncovered_years,
            "anchor": report.anchor if isinstance(report.anchor, Anchor) else None,
            "rolled": is_rolled(report),
        },
        "url": url,
        "units": lambda one: "、".join(report.responsible(one)),
        "move": move,
        "node_words": _NODES,
        "standing_words": STANDING_WORDS,
        "state": lambda one: report.office.state(one.id, one.status, reached(one)) or STATUS_WORDS[one.status],
    }
    return rules


def url(issue_id: str) -> str:
    """Where the page of an issue is, from the root of the site."""
    return f"issues/{issue_id}.html"


def _page(rules: Environment, name: str, values: Values, **more: object) -> File:
    return File(name, _written(rules.get_template(name), {"root": "", "page": name, **values, **more}))


def _written(template: Template, values: Values) -> bytes:
    return template.render(values).encode("utf-8", "replace")


def _overview(report: Report) -> Values:
    paces = Counter(report.paces[one.issue.id].pace for one in report.entries)
    points = trend(report)
    burn = burndown(report, points)
    parts = tuple(
        charts.Part(key, word, sum(one.situation.standing == key for one in report.entries))
        for key, word in STANDING_WORDS.items()
    )
    late = tuple((one.entry, one.node) for one in lines.late(report))
    return {
        "paces": tuple(Count(key, word, paces[key]) for key, word in PACE_WORDS.items()),
        "bar": charts.bar("now", "各进度的件数", parts),
        "trend": points,
        "trend_chart": charts.lines("trend", "走势", _trend_lines(points)),
        "trend_rows": [(one.day, one.received, one.finished, one.closed, one.left) for one in points],
        "burn": burn,
        "burn_chart": charts.lines("burn", "到期倒排", _burn_lines(burn), report.day) if points else "",
        "burn_rows": [(one.day, one.left) for one in burn.ahead],
        "ledgers": by_ledger(report),
        "late": late[:_MOST_LATE],
        "late_total": len(late),
        "late_issues": sum(bool(one.situation.late) for one in report.entries),
    }


def _trend_lines(points: tuple[Point, ...]) -> tuple[charts.Series, ...]:
    named = (("received", "累计交办"), ("finished", "累计完成整改"), ("closed", "累计销号"))
    return tuple(charts.Series(key, name, tuple((one.day, getattr(one, key)) for one in points)) for key, name in named)


def _burn_lines(burn: Burndown) -> tuple[charts.Series, ...]:
    return (
        charts.Series("left", "未完成（实际）", tuple((one.day, one.left) for one in burn.done)),
        charts.Series("ahead", "未完成（各件都按期完成时）", tuple((one.day, one.left) for one in burn.ahead)),
    )


def _regions(report: Report) -> Values:
    table = crossing(report)

    def shade(cell: Cell) -> str:
        return f"h{-(-_SHADES * cell.unfinished // table.most)}" if table.most else "h0"

    return {"crossing": table, "shade": shade}


def _issues(site: Site, rules: Environment, only: Container[str] | None) -> Iterator[File]:
    entries = site.report.entries
    template = rules.get_template("issue.html")
    ids, children = list[str](), dict[str, list[int]]()
    for at, one in enumerate(entries):
        ids.append(one.issue.id)
        if one.issue.parent is not None:
            children.setdefault(one.issue.parent, []).append(at)
    known = frozenset(ids)
    for at, one in enumerate(entries):
        if only is not None and url(one.issue.id) not in only:
            continue
        root = "../" * (1 + one.issue.id.count("/"))
        below = [entries[child] for child in children.get(one.issue.id, ())]
        values = _issue(one, site, root, known) | {
            "children": below,
            "children_late": sum(bool(child.situation.late) for child in below),
            "root": root,
            "page": "",
            "before": ids[at - 1] if at else None,
            "after": ids[at + 1] if at + 1 < len(ids) else None,
        }
        yield File(url(one.issue.id), _written(template, values))


def _issue(one: Entry, site: Site, root: str, known: frozenset[str]) -> Values:
    report, issue, plan = site.report, one.issue, one.issue.plan
    paced = report.paces[issue.id]
    people = one.house(report.office).people  # of its own ledger, where there are many
    measures = [(measure, one.due_of(measure, report.office)) for measure in (plan.measures if plan else ())]

    def link(issue_id: str) -> str:
        page = Markup('<a href="{}{}">{}</a>').format(root, url(issue_id), issue_id)
        return page if issue_id in known else issue_id

    return {
        "issue": issue,
        "plan": plan,
        "now": one.situation,
        "pace": PACE_WORDS[paced.pace],
        # a judgement's grounds are the house's own
        "reasons": () if site.public else tuple(map(site.words, reasons(paced))),
        "late": late_once(one.situation),
        "link": link,
        "person": lambda word: people.name(word) if word and not site.public else "",
        "measures": measures,
        "shares": {
            "units": any(measure.units for measure, _ in measures),
            "quantity": any(measure.quantity for measure, _ in measures),
            "funds": any(measure.funds is not None for measure, _ in measures),
        },
        "measures_done": sum(measure.done_on is not None for measure, _ in measures),
        "gantt": gantt.drawing(one, report.office),
        **_acts(one),
    }


def _acts(one: Entry) -> Values:
    """What is listed in tables of its own: rows of cells, those that are not said left empty."""
    issue = one.issue
    deadline = issue.plan.deadline if issue.plan else None
    return {
        "milestones": [
            (at, node.text, node.due, node.done_on or "未完成")
            for at, node in enumerate(deadline.milestones if deadline else (), 1)
        ],
        "evidence": [tuple(filter(None, (it.date, it.kind, it.path.rpartition("/")[2]))) for it in issue.evidence],
        "extensions": [(it.requested_on, it.new_due, it.approved_on or "未批准") for it in issue.extensions],
        "appraisals": [(it.date, it.pace, it.reason) for it in issue.appraisals],
        "escalations": [(it.date, it.kind, it.unit, it.reason) for it in issue.escalations],
        "verifications": [(it.date, "、".join(it.units), it.result, it.method) for it in issue.verifications],
        "publicity": [(it.start, it.end, it.medium) for it in issue.publicity],
        "closures": [(it.date, it.unit, it.document) for it in issue.closures],
        "lookbacks": [(it.date, "反弹" if it.rebound else "未反弹") for it in issue.lookbacks],
        "accountability": [(it.date, it.kind, it.number) for it in issue.accountability],
        "disclosure": [(it.date, it.kind, it.medium) for it in issue.disclosure],
    }

"""Checks made up for the tests of their formats: an office's evening, and every nasty title there could be."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import say
from ledger.model.finding import FAIL_ON, KINDS, Checked, Finding, Kind, fingerprint
from ledger.model.problem import Level, Place, Problem
from ledger.model.waiver import Waiver

DAY = date(2026, 5, 20)
chinese = Catalogue("zh")
english = Catalogue("en")

LEVELS: dict[Kind, Level] = {"integrity": "integrity", "invalid": "invalid", "fault": "error"}
RULES: dict[Kind, str] = {"integrity": "hash-broken", "invalid": "bad-yaml", "fault": "no-unit", "notice": "odd-title"}
LATE_KINDS = {"overdue", "due-soon", "stale"}


def found(
    kind: Kind,
    number: int = 1,
    title: str = "红旗河水质超标",
    unit: str = "县水务局",
    *,
    word: str = "li",
    place: Place | None = None,
    waived: str = "",
    known: bool = False,
) -> Finding:
    """A finding of a kind. `word` stands in what is said of it, `waived` is the reason of a waiver."""
    rule, id_ = RULES.get(kind, kind), f"ISSUE-{number:03d}"
    problem = Problem(
        rule, LEVELS.get(kind, "warning"), say("guard.who-may", people=(word,)), None if kind == "invalid" else id_
    )
    problem = problem.at(place) if place else problem
    waiver = Waiver.model_construct(
        issue=id_, rules=("overdue",), reason=waived, by="li", expires=date(2026, 6, 30)
    )  # unchecked: a report must be safe even of what no gate has seen
    return Finding(
        problem,
        kind,
        fingerprint(problem, id_, str(number)),
        title=title,
        units=(unit,) if unit else (),
        person="张三",
        due=date(2026, 5, 10) if kind == "overdue" else date(2026, 5, 28) if kind == "due-soon" else None,
        days_late=10 if kind == "overdue" else 0,
        working_days_late=8 if kind == "overdue" else 0,
        days_left=8 if kind == "due-soon" else None,
        command=f"ledger why {id_}" if kind in LATE_KINDS else "",
        waiver=waiver if waived else None,
        known=known,
    )


def checked(*findings: Finding, issues: int = 12, ledger: str = "某县督察整改台账", **more: object) -> Checked:
    """A check that found these."""
    return Checked(ledger, DAY, findings, issues, **more)  # type: ignore[arg-type]  # the rest as its fields say


def evening() -> Checked:
    """Something of every kind, of three units."""
    at = Place("issues/ISSUE-001.yaml", 7, 3)
    return checked(
        found("overdue", 1, place=at),
        found("due-soon", 2, "污水管网 | 三期", "县住建局", place=Place("issues/ISSUE-002.yaml", 9)),
        found("stale", 3, "@某甲 说 #12 已办结", "县住建局"),
        found("overdue", 4, "砂场清退", waived="汛期停工，已报市整改办"),
        found("fault", 5, "<script>alert(1)</script>", ""),
        found("invalid", 6, "", "", place=Place("issues/ISSUE-006.yaml", 1, 1)),
        found("notice", 7, "`x` 与 *y*", "青石镇政府"),
        found("integrity", 8, "印章档案", "青石镇政府", place=Place("issues/ISSUE-008.yaml", 40)),
    )


NASTY = (
    "::error::伪造",
    "::stop-commands::结束标记",
    "##[error]伪造",
    "a\n::set-output name=x::y",
    "a\r\n::warning file=x,line=1::y",
    "100%0A::error::y",
    "%25%0D，: 单位",
    "a|b\\|c\\\\|d",
    "`code` ``two`` **bold** _it_ ~~x~~ ![图](http://x) [链](javascript:1)",
    "<img src=x onerror=1> <!-- --> &lt;b&gt; &#124; ]]>",
    "@everyone #123 GH-1 !7 ~标签 $12 http://evil.example www.evil.example a@b.example :smile:",
    "=HYPERLINK(1)",
    "'=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "＝1",
    "\t=1",
    'a,"b";c',
    "\u202e反\u2066向\x1b[31m红\x9b0m\x00\x7f\u2028\u0085\ufeff\ufffe",
    "\ud800 半个字",
    "# 标题",
    "- 一\n- 二",
    "---",
    "| a | b |",
    "",
    " ",
)
_ANY = st.text(st.characters(), max_size=30)
words = st.one_of(st.sampled_from(NASTY), _ANY, st.tuples(st.sampled_from(NASTY), _ANY).map("".join))
_places = st.one_of(
    st.none(),
    st.builds(
        Place,
        st.one_of(st.just("issues/ISSUE-001.yaml"), words.filter(lambda word: word.strip()[:1] not in {"", ".", "/"})),
        st.one_of(st.none(), st.integers(1, 999)),
        st.one_of(st.none(), st.integers(1, 99)),
    ),
)
findings = st.builds(
    found,
    st.sampled_from(KINDS),
    st.integers(1, 999),
    words,
    words,
    word=words,
    place=_places,
    waived=st.one_of(st.just(""), words),
    known=st.booleans(),
)
checks = st.builds(
    checked,
    ledger=words,
    issues=st.integers(0, 500),
    fail_on=st.frozensets(st.sampled_from(FAIL_ON)),
    selection=words,
    gone=st.one_of(st.none(), st.just(("abc",))),
).flatmap(
    lambda base: st.lists(findings, max_size=14, unique_by=lambda one: one.fingerprint).map(
        lambda some: checked(
            *some,
            issues=base.issues,
            ledger=base.ledger,
            fail_on=base.fail_on,
            selection=base.selection,
            gone=base.gone,
        )
    )
)

"""Makes what the tests of procedures talk about: a province, its city and a county, every level with people of its own,
and an issue led through the gates by their hands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import build
from house import SETTINGS, put
from ledger.errors import Said
from ledger.model.acts import Answer, Evidence, Publicity
from ledger.model.gates import way
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.passing import pass_gate
from ledger.model.people import People, Person
from ledger.model.plan import Measure
from ledger.model.policy import Policy
from ledger.model.procedure import Gate, Procedure
from ledger.model.units import Unit, Units
from ledger.model.workdays import Calendar, publicity_end
from ledger.model.workflow import MOVES, advance
from ledger.store import procedures

COUNTY, BUREAU, CITY, MAYOR, PROVINCE, REGISTRY = (
    "某县人民政府",
    "某县生态环境局",
    "某市生态环境局",
    "某市人民政府",
    "某省生态环境厅",
    "某市督察整改办",
)
IMPLEMENTER = "某县水利局"
UNITS = (
    Unit(name=IMPLEMENTER, aliases=("某县水务局",), level="县", parent=COUNTY),
    Unit(name=COUNTY, level="县", parent=MAYOR),
    Unit(name=BUREAU, level="县", parent=COUNTY),
    Unit(name=CITY, level="市"),
    Unit(name=MAYOR, level="市"),
    Unit(name=REGISTRY, level="市"),
    Unit(name=PROVINCE, aliases=("某省环保厅",), level="省"),
)
PEOPLE = (
    Person(id="works", names=("张三",), unit=IMPLEMENTER, roles=("登记", "实施")),
    Person(id="first", names=("李四",), unit=BUREAU, roles=("验收",)),
    Person(id="own", names=("某丙",), unit=COUNTY, roles=("验收", "审批")),
    Person(id="accepts", names=("王五",), unit=CITY, roles=("验收", "督导")),
    Person(id="reviews", names=("某丁",), unit=REGISTRY, roles=("验收",)),
    Person(id="signs", names=("某甲",), unit=MAYOR, roles=("审批",)),
    Person(id="closes", names=("某乙",), unit=PROVINCE, roles=("销号", "审批")),
)
RECORD = """id: ISSUE-001
uid: 5b1c8f0e-0001-4000-8000-000000000001
title: 红旗河污水直排
status: open
engineering: {engineering}
source: {{kind: 省级督察, finding: 沿河直排口17个。, received: 2026-01-04}}
plan:
  goal: 消除直排
  responsible_units: [某县水利局]
  supervisor_units: [某市生态环境局]
  deadline: {{text: 2026年4月底前, due: 2026-04-30}}
  measures:
    - {{number: 1, text: 建设管网}}
"""
KINDS = ("整改后照片", "自查报告", "现场核查记录", "验收意见", "情况说明", "集体讨论记录")
BEGUN = date(2026, 1, 12)


def written(folder: Path) -> Path:
    """A ledger that follows 分级验收, on disk, with these units and people and one issue."""
    people = [f"  - {{id: {p.id}, names: [{p.name}], unit: {p.unit}, roles: [{', '.join(p.roles)}]}}" for p in PEOPLE]
    units = [
        f"  - {{name: {u.name}, level: {u.level}, parent: {u.parent or '~'}, aliases: [{', '.join(u.aliases)}]}}"
        for u in UNITS
    ]
    texts = {
        "ledger.toml": SETTINGS + '[closing]\nprocedure = "分级验收"\n',
        "people.yaml": "\n".join(["people:", *people, ""]),
        "units.yaml": "\n".join(["units:", *units, ""]),
        "issues/ISSUE-001.yaml": RECORD.format(engineering="false"),
    }
    for name, text in texts.items():
        put(folder / name, text.encode())
    return folder


def office(procedure: Procedure | str, **settings: object) -> Office:
    """The house that follows a procedure, a shipped one by its name."""
    policy = Policy.model_validate({"closing": {}, **settings})
    followed = procedures.shipped(procedure) if isinstance(procedure, str) else procedure
    return Office(Calendar(), policy, People(PEOPLE), Units(UNITS), followed)


def issue(house: Office, *, engineering: bool = False, without: str = "") -> Issue:
    """An issue whose work is done, with every paper that a procedure may ask for on file, but those named."""
    plan = build.plan(responsible_units=(IMPLEMENTER,), supervisor_units=(CITY,), acceptor_units=(CITY,), lead_units=())
    begun = build.moved(
        build.issue(plan=plan, engineering=engineering), "start", build.attempt("works", BEGUN, house=house)
    )
    kinds = [kind for kind in KINDS if kind != without]
    papers = tuple(paper(number, kind) for number, kind in enumerate(kinds, 1))
    return build.with_work_done(begun, BEGUN).model_copy(update={"evidence": papers})


def paper(number: int, kind: str) -> Evidence:
    path = f"evidence/ISSUE-001/{number:02d}-{kind}.pdf"
    return Evidence(path=path, sha256=f"{number:064x}", size=100 + number, date=BEGUN, kind=kind, by="works")


def with_new_work(opened: Issue, day: date) -> Issue:
    """The same with a measure of the new cycle, done, and papers of its own, so that it could be closed again."""
    assert opened.plan is not None
    repair = Measure(number=f"9.{opened.cycle}", text="修复返黑河段", done_on=day, cycle=opened.cycle)
    plan = opened.plan.model_copy(update={"measures": (*opened.plan.measures, repair)})
    first = 20 * opened.cycle
    papers = (
        paper(first + at, kind).model_copy(update={"date": day, "cycle": opened.cycle}) for at, kind in enumerate(KINDS)
    )
    return opened.model_copy(update={"plan": plan, "evidence": (*opened.evidence, *papers)})


def hand(gate: Gate) -> str:
    """Somebody who passes this gate of a shipped procedure."""
    if gate.kind == "close":
        return "closes"
    by_name = {"申请验收": "works", "初验": "first", "审签": "signs", "复核": "reviews"}
    return by_name.get(gate.name, "own" if gate.own else "accepts")


def answers(house: Office) -> tuple[Answer, ...]:
    listed = enumerate(house.procedure.standards, 1)
    return tuple(Answer(number=number, met=True, text="逐条核对，符合") for number, _ in listed)


@dataclass(frozen=True)
class Walker:
    """Takes an issue through the gates, a day for each act, by the functions that the program uses."""

    house: Office

    def act(self, before: Issue, name: str, day: date) -> Issue | tuple[Said, ...]:
        """One act: a gate by its name, its refusal with `!` behind it, `退回` (a failed verification), `重开`."""
        if name == "退回":
            return self._move(
                before, "fail", "accepts" if not self.house.procedure.of_move("verify").own else "own", day
            )
        if name == "重开":
            opened = self._move(before, "reopen", "closes", day)
            return with_new_work(opened, day) if isinstance(opened, Issue) else opened
        gate = self.house.procedure.gate(name.removesuffix("!"))
        assert gate is not None
        if gate.kind == "publicity":
            return self.notice(before, gate, day)
        who = hand(gate)
        if gate.kind == "sign":
            trial = self.attempt(who, day)
            return pass_gate(before, gate, trial, passed=not name.endswith("!"))
        return self._move(before, gate.kind, who, day)

    def _move(self, before: Issue, move: str, who: str, day: date) -> Issue | tuple[Said, ...]:
        return advance(before, MOVES[move], self.attempt(who, day))

    def attempt(self, who: str, day: date) -> build.Attempt:
        trial = build.attempt(who, day, house=self.house, why="有据可查", document="文〔2026〕7号")
        return replace(trial, standards=answers(self.house))

    def notice(self, before: Issue, gate: Gate, day: date) -> Issue:
        """Put up today for as long as the procedure says. Anybody may, at any time; does it count?"""
        end = publicity_end(self.house.calendar, day, gate.days or 1, working=gate.working)
        notice = Publicity(start=day, end=end, days=gate.days, working=gate.working, **before.in_cycle())
        return before.model_copy(update={"publicity": (*before.publicity, notice)})

    def after(self, before: Issue, day: date) -> date:
        """A day on which the next act may be: behind every notice that is up."""
        return max((day, *(one.end for one in before.publicity))) + timedelta(days=1)

    def through(self, before: Issue, *names: str, day: date = BEGUN) -> tuple[Issue, date]:
        """Every act in its turn, each allowed."""
        for name in names:
            day = self.after(before, day)
            result = self.act(before, name, day)
            assert isinstance(result, Issue), (name, result)
            before = result
        return before, day

    def names(self) -> tuple[str, ...]:
        """The gates in their order."""
        return tuple(gate.name for gate in self.house.procedure.gates)

    def everything(self) -> Iterator[str]:
        """Every act there is."""
        for gate in self.house.procedure.gates:
            yield gate.name
            if gate.kind == "sign":
                yield f"{gate.name}!"
        yield from ("退回", "重开")

    def standing(self, found: Issue, day: date) -> tuple[str, ...]:
        """The gates that were passed by a day."""
        return tuple(one.gate.name for one in way(found, self.house, day).passed)

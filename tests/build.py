"""Makes what the model's tests talk about: a small county office and an issue at every stage of its life.

Stages are reached by the moves themselves, so a built issue is one that the program could have written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from ledger.errors import Said
from ledger.model.acts import Evidence, Progress, Step
from ledger.model.attempt import Attempt
from ledger.model.issue import Issue, Source
from ledger.model.office import Office
from ledger.model.people import People, Person
from ledger.model.plan import Deadline, Measure, Plan
from ledger.model.policy import Guards, Policy
from ledger.model.problem import Problem
from ledger.model.rules import checks
from ledger.model.rules.case import Case, Rule
from ledger.model.units import Unit, Units
from ledger.model.workdays import Calendar
from ledger.model.workflow import MOVES, advance, objections

RECEIVED = date(2026, 1, 5)
STARTED = date(2026, 1, 12)
DUE = date(2026, 6, 30)
DONE = date(2026, 5, 20)
VERIFIED = date(2026, 6, 1)
CLOSED = date(2026, 6, 8)
REOPENED = date(2026, 9, 1)
LAST_DAY = date(2099, 12, 31)
BEIJING = timezone(timedelta(hours=8))

WATER, ECOLOGY, TOWN, BUREAU, REGISTRY = (
    "市水利局",
    "市生态环境局",
    "牛塘镇党委、政府",
    "市住房和城乡建设局",
    "市督察整改办",
)

PEOPLE = (
    Person(id="zhang", names=("张三",), unit=WATER, emails=("zhang@water.example",), roles=("实施", "验收")),
    Person(id="li", names=("李四",), unit=ECOLOGY, roles=("督导", "验收")),
    Person(id="wang", names=("王五",), unit=REGISTRY, roles=("登记", "验收", "销号", "审批")),
    Person(id="zhao", names=("某甲",), unit=REGISTRY, roles=("销号", "审批")),
    Person(id="sun", names=("某乙",), unit="牛塘镇人民政府", roles=("验收",)),
)
UNITS = (
    Unit(name=WATER, aliases=("市水务局",)),
    Unit(name=ECOLOGY, aliases=("市环境保护局", "市环保局")),
    Unit(name=BUREAU, aliases=("市住建局",)),
    Unit(name=TOWN),
    Unit(name=REGISTRY, aliases=("市整改办",)),
)


def registered(issue_id: str, *history: Step) -> Issue:
    """What has just come in, and has no more than must be said."""
    source = Source.model_validate({"kind": "自查", "received": "2026-05-01"})
    uid = f"made-{issue_id.lower()}"
    return Issue(id=issue_id, uid=uid, title="新问题", status="open", source=source, history=history)


def office(*people: Person, guards: Guards | None = None) -> Office:
    """The county, with more people or other guards than usual."""
    policy = Policy(guards=guards or Guards())
    return Office(calendar=Calendar(), policy=policy, people=People((*PEOPLE, *people)), units=Units(UNITS))


OFFICE = office()


def plan(**changes: object) -> Plan:
    """A plan with all five elements: two measures, due at the end of June."""
    base = Plan(
        goal="消除沿河直排口，水质稳定达到Ⅳ类",
        responsible_units=(WATER, TOWN),
        supervisor_units=(ECOLOGY,),
        deadline=Deadline(text="2026年6月底前", due=DUE),
        measures=(Measure(number="1", text="排查沿河排口"), Measure(number="2", text="建设2公里支管网")),
    )
    return Plan.model_validate({**dict(base), **changes})


def issue(number: int = 1, **changes: object) -> Issue:
    """A finding with its plan, written down and not begun."""
    base = Issue(
        id=f"ISSUE-{number:03d}",
        uid=f"uid-{number:08d}",
        title="建成区污水直排河道",
        status="open",
        fields=("水",),
        source=Source(kind="中央督察", batch="第二轮", item="1.10", finding="污水直排口17个。", received=RECEIVED),
        plan=plan(),
    )
    return Issue.model_validate({**dict(base), **changes})


def evidence(number: int = 1, day: date = DONE, **changes: object) -> Evidence:
    """A photograph on file."""
    path = f"evidence/ISSUE-001/照片{number}.jpg"
    base = Evidence(path=path, sha256=f"{number:064x}", size=1024, date=day, kind="整改后照片", by="zhao")
    return base.model_copy(update=changes)


def progress(day: date) -> Progress:
    """A monthly entry."""
    return Progress(month=f"{day:%Y-%m}", date=day, by="zhang", text="完成支管网1.2公里")


def attempt(who: str | None = "zhang", day: date = STARTED, *, house: Office = OFFICE, **said: object) -> Attempt:
    """What somebody, named by id, tries on a day. It is typed in at ten in the morning of that day."""
    person = house.people.find(who) if who else None
    at = datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING)
    return replace(Attempt(house, day, at, who, person), **said)  # type: ignore[arg-type]  # what an Attempt takes


def moved(before: Issue, move: str, trial: Attempt) -> Issue:
    """The issue after a move that is allowed."""
    after = advance(before, MOVES[move], trial)
    assert isinstance(after, Issue), after
    return after


def refusals(before: Issue, move: str, trial: Attempt) -> set[str]:
    """The keys of every reason against a move."""
    return {reason.key for reason in objections(before, MOVES[move], trial)}


def with_work_done(before: Issue, day: date = DONE) -> Issue:
    """The same with every measure and milestone done, and a photograph to prove it."""
    assert before.plan is not None
    deadline = before.plan.deadline
    if deadline is not None:
        reached = tuple(one.model_copy(update={"done_on": one.done_on or day}) for one in deadline.milestones)
        deadline = deadline.model_copy(update={"milestones": reached})
    measures = tuple(one.model_copy(update={"done_on": one.done_on or day}) for one in before.plan.measures)
    done = before.plan.model_copy(update={"measures": measures, "deadline": deadline})
    photo = evidence(len(before.evidence) + 1, day, cycle=before.cycle)
    return before.model_copy(update={"plan": done, "evidence": (*before.evidence, photo)})


def started(**changes: object) -> Issue:
    return moved(issue(**changes), "start", attempt("zhang", STARTED))  # type: ignore[arg-type]  # fields of an issue


def worked(**changes: object) -> Issue:
    return with_work_done(started(**changes))


def verified(**changes: object) -> Issue:
    return moved(worked(**changes), "verify", attempt("li", VERIFIED, method="现场核查"))


def closed(**changes: object) -> Issue:
    return moved(verified(**changes), "close", attempt("wang", CLOSED, document="整改办〔2026〕7号"))


def reopened(new_due: date | None = None, **changes: object) -> Issue:
    return moved(closed(**changes), "reopen", attempt("zhao", REOPENED, why="回头看发现返黑", new_due=new_due))


def in_the_ledger(*issues: Issue, day: date = CLOSED, house: Office = OFFICE) -> tuple[Case, ...]:
    """The issues before the rules, as they are and as they stood on a day."""
    return checks.cases(issues, day, house)


def faults(*issues: Issue, house: Office = OFFICE) -> list[Problem]:
    """All that is wrong with the records."""
    return list(checks.faults(in_the_ledger(*issues, day=LAST_DAY, house=house)))


def found_by(rule: Rule, *issues: Issue, day: date = CLOSED, house: Office = OFFICE) -> list[Problem]:
    """What one rule says of the first issue, the others standing around it."""
    return list(rule(in_the_ledger(*issues, day=day, house=house)[0]))


def names(problems: Iterable[Problem]) -> list[str]:
    return [one.rule for one in problems]


def keys(said: Iterable[Said]) -> list[str]:
    return [one.key for one in said]

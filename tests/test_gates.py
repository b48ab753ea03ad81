"""No way leads to 销号 but through every gate, each passed by the right hands: for every procedure that is shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

import build
import counties
from counties import Walker, office
from ledger.errors import Said
from ledger.model.acts import Objection
from ledger.model.gates import Passing, sent_back, until, way
from ledger.model.issue import Issue
from ledger.model.passing import pass_gate, who_may_pass
from ledger.model.procedure import Gate, Item, Procedure
from ledger.model.rules import gates as rules
from ledger.model.workflow import MOVES, objections
from ledger.store import procedures

SHIPPED = procedures.shipped_names()
DEPTH = 14
"""Acts after the start: the longest procedures have six gates, so a way may be gone, sent back or opened again, and be
gone a second time.
"""


def keys(reasons: Issue | tuple[Said, ...]) -> set[str]:
    assert not isinstance(reasons, Issue)
    return {reason.key for reason in reasons}


# --- every path ---


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("engineering", [True, False])
def test_no_path_reaches_closed_without_every_gate(name: str, engineering: bool) -> None:  # noqa: FBT001
    """The whole graph of states, walked with the program's own functions: every act is tried in every state.

    What was done since the work was last sent back is carried along and is part of the state, as is what the program
    believes to have been passed: two ways to the same place are two states where they differ in either.
    """
    walker = Walker(office(name))
    start = counties.issue(walker.house, engineering=engineering)
    frontier: list[tuple[Issue, date, tuple[str, ...]]] = [(start, counties.BEGUN, ())]
    seen: set[tuple[object, ...]] = set()
    closed: list[tuple[str, ...]] = []
    for _ in range(DEPTH):
        following = []
        for before, day, trace in frontier:
            for act in walker.everything():
                later = walker.after(before, day)
                after = walker.act(before, act, later)
                if not isinstance(after, Issue) or trace.count(act) > 1:  # a third notice teaches nothing new
                    continue
                back = act.endswith("!") or act in {"退回", "重开"}
                since = () if back else (*trace, act)
                if after.status == "closed" and before.status != "closed":
                    closed.append(since)
                believed = walker.standing(after, walker.after(after, later))
                state = (after.status, after.cycle, since, believed)
                if state not in seen and after.cycle <= 2:
                    seen.add(state)
                    following.append((after, later, since))
        frontier = following[:]
    assert closed, "the procedure can be followed to its end"
    for trace in closed:
        position = 0
        for gate in walker.names():
            assert gate in trace[position:], (gate, trace)
            position = trace.index(gate, position) + 1


@pytest.mark.parametrize("name", SHIPPED)
def test_dropping_any_one_gate_makes_closing_impossible(name: str) -> None:
    walker = Walker(office(name))
    whole = walker.names()
    found, _ = walker.through(counties.issue(walker.house), *whole)
    assert found.status == "closed"
    for dropped in whole:
        issue, day = counties.issue(walker.house), counties.BEGUN
        refused: list[Said] = []
        for gate in whole:
            if gate == dropped:
                continue
            day = walker.after(issue, day)
            result = walker.act(issue, gate, day)
            if isinstance(result, Issue):
                issue = result
            else:
                refused += result
        assert issue.status != "closed", dropped
        if dropped != "销号":
            said = " ".join(f"{one} {one.fill.get('supply', '')}" for one in refused)
            assert dropped in said or "guard.not-verified" in said, (dropped, said)


@pytest.mark.parametrize("name", SHIPPED)
def test_any_other_order_is_refused(name: str) -> None:
    """Two neighbours swapped: the later one can't be passed first."""
    walker = Walker(office(name))
    whole = walker.names()
    for at in range(len(whole) - 1):
        issue, day = walker.through(counties.issue(walker.house), *whole[:at])
        day = walker.after(issue, day)
        later = walker.act(issue, whole[at + 1], day)
        if isinstance(later, Issue):  # a notice may be put up by anybody at any time, it only doesn't count
            assert walker.standing(later, walker.after(later, day)) == whole[:at]
        else:
            assert later


@pytest.mark.parametrize("name", [one for one in SHIPPED if one != "基本"])
@pytest.mark.parametrize("kind", ["自查报告", "现场核查记录", "情况说明", "集体讨论记录", "整改后照片"])
def test_without_a_needed_paper_there_is_no_closing(name: str, kind: str) -> None:
    """工程类 needs photographs, 非工程类 an account of the matter and the minutes of the deliberation."""
    walker = Walker(office(name))
    for engineering in (True, False):
        issue, day = counties.issue(walker.house, engineering=engineering, without=kind), counties.BEGUN
        needed = kind in {"自查报告", "现场核查记录"} or (kind == "整改后照片") == engineering
        missing: set[str] = set()
        for gate in walker.names():
            day = walker.after(issue, day)
            result = walker.act(issue, gate, day)
            if isinstance(result, Issue):
                issue = result
            else:
                missing |= {str(one.fill["supply"]) for one in result if one.key == "guard.paper-missing"}
        assert (issue.status == "closed") is not needed
        assert any(f"kind={kind}" in one for one in missing) is needed


# --- being sent back ---


def test_a_failure_at_any_gate_sends_every_gate_back() -> None:
    walker = Walker(office("分级验收"))
    for at, gate in enumerate(walker.names()):
        if walker.house.procedure.gates[at].kind != "sign":
            continue
        issue, day = walker.through(counties.issue(walker.house), *walker.names()[:at], f"{gate}!")
        assert issue.status == "in-progress"
        assert walker.standing(issue, walker.after(issue, day)) == ()
        assert (issue.passages[-1].gate, issue.passages[-1].result) == (gate, "不通过")
        assert (issue.history[-1].move, issue.history[-1].gate) == ("fail", gate)
        assert issue.rejected_on() == day
        again, _ = walker.through(issue, *walker.names(), day=day)
        assert again.status == "closed"


def test_a_notice_of_before_the_failure_does_not_count_again() -> None:
    walker = Walker(office("公示在前"))
    noticed, day = walker.through(counties.issue(walker.house), "申请验收", "公示", "退回", "申请验收")
    late = walker.after(noticed, day)
    assert walker.standing(noticed, late) == ("申请验收",)
    verify = objections(noticed, MOVES["verify"], walker.attempt("accepts", late))
    assert build.keys(verify) == ["guard.notice-early"]
    again, _ = walker.through(noticed, "公示", "验收", "审签", "销号", day=late)
    assert again.status == "closed"


def test_reopening_needs_the_whole_way_again() -> None:
    walker = Walker(office("公示在后"))
    closed, day = walker.through(counties.issue(walker.house), *walker.names())
    opened, day = walker.through(closed, "重开", day=day)
    assert walker.standing(opened, walker.after(opened, day)) == ()
    again, _ = walker.through(opened, *walker.names(), day=day)
    assert (again.status, len(again.closures), len(again.passages)) == ("closed", 2, 4)


# --- the public notice ---


def test_a_notice_must_stand_its_time_and_have_no_open_objection() -> None:
    walker = Walker(office("公示在后"))
    notice = walker.house.procedure.notice
    assert notice is not None
    issue, day = walker.through(counties.issue(walker.house), "申请验收", "验收", "公示")
    posted = issue.publicity[-1]
    assert build.keys(objections(issue, MOVES["close"], walker.attempt("closes", posted.end))) == [
        "guard.publicity-running",
        "guard.gate-missing",
    ]
    short = issue.model_copy(update={"publicity": (posted.model_copy(update={"end": posted.end - timedelta(days=1)}),)})
    assert "guard.notice-short" in keys(
        objections(short, MOVES["close"], walker.attempt("closes", walker.after(issue, day)))
    )
    said = Objection(date=posted.start, text="仍有异味")
    disputed = issue.model_copy(update={"publicity": (posted.model_copy(update={"objections": (said,)}),)})
    later = walker.after(issue, day)
    assert "guard.objection-open" in keys(objections(disputed, MOVES["close"], walker.attempt("closes", later)))
    settled = said.model_copy(update={"settled_on": later, "outcome": "复查无异味"})
    answered = issue.model_copy(update={"publicity": (posted.model_copy(update={"objections": (settled,)}),)})
    assert walker.standing(answered, later) == ("申请验收", "验收", "公示")


def test_a_notice_with_an_open_objection_opens_no_gate() -> None:
    walker = Walker(office("公示在后"))
    issue, day = walker.through(counties.issue(walker.house), "申请验收", "验收", "公示")
    posted, later = issue.publicity[-1], walker.after(issue, day)
    said = Objection(date=posted.start, text="仍有异味")
    disputed = issue.model_copy(update={"publicity": (posted.model_copy(update={"objections": (said,)}),)})
    assert walker.standing(issue, later) == ("申请验收", "验收", "公示")
    assert walker.standing(disputed, later) == ("申请验收", "验收")


# --- the way, day by day ---


def test_a_gate_is_passed_from_its_day_on() -> None:
    walker = Walker(office("公示在后"))
    issue, _ = walker.through(counties.issue(walker.house), "申请验收", "验收", "公示")
    applied, verified = (step for step in issue.history if step.move in {"pass", "verify"})
    gates = walker.house.procedure.gates
    last = issue.publicity[-1].end
    whole = way(issue, walker.house, last + timedelta(days=1))
    assert whole.passed == (
        Passing(gates[0], applied.date, applied.by, applied.unit, issue.history.index(applied)),
        Passing(gates[1], verified.date, verified.by, verified.unit, issue.history.index(verified)),
        Passing(gates[2], last + timedelta(days=1), None, None, 0),
    )
    assert way(issue, walker.house, last).passed == whole.passed[:2], "on the notice's last day it still stands"
    assert way(issue, walker.house, verified.date).passed == whole.passed[:2]
    at_once = issue.publicity[-1].model_copy(update={"start": verified.date})
    early = at_once.model_copy(update={"start": verified.date - timedelta(days=1)})
    for notice, counts in ((at_once, 3), (early, 2)):
        posted = issue.model_copy(update={"publicity": (notice,)})
        assert len(way(posted, walker.house, last + timedelta(days=1)).passed) == counts, (
            "put up when its turn has come"
        )
    assert way(issue, walker.house, verified.date - timedelta(days=1)).passed == whole.passed[:1]
    assert way(issue, walker.house, applied.date - timedelta(days=1)).passed == ()


def test_a_way_knows_what_is_next_and_what_is_lacking() -> None:
    walker = Walker(office("公示在后"))
    issue, day = walker.through(counties.issue(walker.house), "申请验收", "验收")
    applied, verified, notice, signs, closes = walker.house.procedure.gates
    now = way(issue, walker.house, day)
    assert (now.next, now.ahead) == (notice, (notice, signs, closes))
    assert now.lacks(closes) == (notice, signs)
    assert now.lacks(notice) == now.lacks(applied) == ()
    assert now.at(verified) == now.passed[1]
    assert now.at(closes) is None
    assert way(issue.model_copy(update={"history": ()}), walker.house, day).next == applied


def test_the_step_that_sent_the_work_back() -> None:
    walker = Walker(office("公示在后"))
    issue, day = walker.through(counties.issue(walker.house), "申请验收")
    assert sent_back(issue) is None
    failed, day = walker.through(issue, "退回", "申请验收", day=day)
    assert sent_back(failed) == next(step for step in failed.history if step.move == "fail")
    first = failed.model_copy(update={"history": failed.history[-2:-1]})
    assert sent_back(first) == first.history[0], "the very first step may be it"


@pytest.mark.parametrize(("short", "wanted"), [(0, None), (1, "end")])
def test_how_long_a_notice_ought_to_have_stood(short: int, wanted: str | None) -> None:
    walker = Walker(office("公示在后"))
    issue, _ = walker.through(counties.issue(walker.house), "申请验收", "验收", "公示")
    posted, gate = issue.publicity[-1], walker.house.procedure.gates[2]
    notice = posted.model_copy(update={"end": posted.end - timedelta(days=short)})
    assert until(notice, gate, walker.house) == (posted.end if wanted else None)
    undated = gate.model_copy(update={"days": None})
    assert until(posted.model_copy(update={"end": posted.start}), undated, walker.house) is None, "a day will do"


# --- hands ---


def test_each_gate_has_its_own_hands() -> None:
    walker = Walker(office("分级验收"))
    issue = counties.issue(walker.house)
    day = counties.BEGUN
    allowed = {}
    for gate in walker.house.procedure.gates:
        day = walker.after(issue, day)
        if gate.kind == "sign":
            allowed[gate.name] = [one.id for one in who_may_pass(issue, walker.attempt("works", day), gate)]
        issue, day = walker.through(issue, gate.name, day=day)
    assert allowed == {"申请验收": ["works"], "初验": ["first"], "审签": ["signs"]}


@pytest.mark.parametrize(
    ("gate", "who", "reason"),
    [
        ("申请验收", "accepts", "guard.not-among"),
        ("初验", "accepts", "guard.level-wrong"),
        ("初验", "works", "guard.gate-implements"),
        ("初验", "signs", "guard.role-missing"),
    ],
)
def test_the_wrong_hands_are_refused(gate: str, who: str, reason: str) -> None:
    walker = Walker(office("分级验收"))
    found = walker.house.procedure.gate(gate)
    assert found is not None
    before = () if gate == "申请验收" else ("申请验收",)
    issue, day = walker.through(counties.issue(walker.house), *before)
    assert reason in keys(pass_gate(issue, found, walker.attempt(who, walker.after(issue, day))))


def test_a_unit_without_a_level_is_told_where_to_write_it() -> None:
    walker = Walker(office("分级验收"))
    units = tuple(one.model_copy(update={"level": None}) for one in counties.UNITS)
    house = replace(walker.house, units=counties.Units(units))
    issue, day = walker.through(counties.issue(walker.house), "申请验收")
    gate = house.procedure.gate("初验")
    assert gate is not None
    trial = replace(walker.attempt("first", walker.after(issue, day)), office=house)
    assert keys(pass_gate(issue, gate, trial)) == {"guard.level-unknown"}


def test_own_acceptance_is_followed_by_a_review_from_above() -> None:
    """自主验收: the implementers' own government accepts, nobody of its level reviews."""
    walker = Walker(office("自主验收"))
    issue, day = walker.through(counties.issue(walker.house), "申请验收", "验收", "公示", "审签")
    assert issue.verifications[-1].unit == counties.COUNTY
    review = walker.house.procedure.gate("复核")
    assert review is not None
    later = walker.after(issue, day)
    assert keys(pass_gate(issue, review, walker.attempt("first", later))) == {"guard.not-above"}
    assert [one.id for one in who_may_pass(issue, walker.attempt("works", later), review)] == ["accepts", "reviews"]


def test_the_implementing_unit_itself_may_not_accept_where_it_is_not_own_acceptance() -> None:
    walker = Walker(office("基本"))
    people = counties.People(
        (*counties.PEOPLE, counties.Person(id="alias", names=("某戊",), unit="某县水务局", roles=("验收",)))
    )
    house = replace(walker.house, people=people)
    trial = build.attempt("alias", date(2026, 2, 1), house=house)
    assert build.keys(objections(counties.issue(house), MOVES["verify"], trial)) == ["guard.verifier-implements"]


def test_the_closer_is_of_another_unit_than_the_verifier_and_the_implementers() -> None:
    walker = Walker(office("基本"))
    extra = (
        counties.Person(id="neighbour", names=("某戊",), unit="某市生态环境局", roles=("销号",)),
        counties.Person(id="self", names=("某己",), unit="某县水务局", roles=("销号",)),
    )
    house = replace(walker.house, people=counties.People((*counties.PEOPLE, *extra)))
    verified, day = walker.through(counties.issue(walker.house), "验收")
    later = walker.after(verified, day)
    tries = {who: build.attempt(who, later, house=house) for who in ("neighbour", "self")}
    found = {who: build.keys(objections(verified, MOVES["close"], trial)) for who, trial in tries.items()}
    assert found == {"neighbour": ["guard.closer-of-verifier"], "self": ["guard.closer-implements"]}
    lenient = office("基本", guards={"close_other_unit": False, "close_independent": False})
    house = replace(lenient, people=house.people)
    assert all(objections(verified, MOVES["close"], replace(one, office=house)) == () for one in tries.values())


def test_who_filed_all_the_evidence_is_not_its_only_judge() -> None:
    plain, staged = Walker(office("基本")), Walker(office("自主验收"))
    own = counties.issue(plain.house)
    own = own.model_copy(update={"evidence": tuple(one.model_copy(update={"by": "accepts"}) for one in own.evidence)})
    day = date(2026, 2, 1)
    assert build.keys(objections(own, MOVES["verify"], plain.attempt("accepts", day))) == ["guard.verifier-filed-all"]
    shared = own.model_copy(
        update={"evidence": (*own.evidence[:-1], own.evidence[-1].model_copy(update={"by": "works"}))}
    )
    assert objections(shared, MOVES["verify"], plain.attempt("accepts", day)) == ()
    applied, day = staged.through(own, "申请验收")
    assert objections(applied, MOVES["verify"], staged.attempt("accepts", staged.after(applied, day))) == (), (
        "another judges it afterwards: 复核 is kept apart from 验收"
    )


# --- standards ---


def test_every_standard_is_answered_and_met() -> None:
    walker = Walker(office("分级验收"))
    issue, day = walker.through(counties.issue(walker.house), "申请验收", "初验")
    trial = walker.attempt("accepts", walker.after(issue, day))
    none = objections(issue, MOVES["verify"], replace(trial, standards=()))
    assert [(one.key, one.fill["number"]) for one in none] == [("guard.standard-unanswered", at) for at in range(1, 6)]
    unmet = (*trial.standards[:2], trial.standards[2].model_copy(update={"met": False}), *trial.standards[3:])
    assert build.keys(objections(issue, MOVES["verify"], replace(trial, standards=unmet))) == ["guard.standard-unmet"]
    assert "guard.standard-unmet" not in keys(
        objections(issue, MOVES["fail"], replace(trial, why=None, standards=unmet))
    )
    twice = (*trial.standards, trial.standards[0], trial.standards[0].model_copy(update={"number": 9}))
    found = keys(objections(issue, MOVES["verify"], replace(trial, standards=twice)))
    assert found == {"guard.standard-twice", "guard.standard-unknown"}
    verified, _ = walker.through(issue, "验收", day=day)
    assert [one.number for one in verified.verifications[-1].standards] == [1, 2, 3, 4, 5]


# --- what check says of what was closed already ---


@pytest.mark.parametrize("name", SHIPPED)
def test_an_issue_that_went_the_way_is_without_fault(name: str) -> None:
    walker = Walker(office(name))
    closed, _ = walker.through(counties.issue(walker.house), *walker.names())
    assert build.names(build.faults(closed, house=walker.house)) == []


def test_a_closing_that_skipped_a_gate_is_found() -> None:
    """Closed by the shortest way, judged by a longer one; and let be where that came into force only later."""
    short = Walker(office("基本"))
    closed, day = short.through(counties.issue(short.house), "验收", "销号")
    found = build.found_by(rules.through_every_gate, closed, house=office("公示在后"))
    assert [(one.rule, one.path[0], str(one.text.fill["missing"])) for one in found] == [
        ("gate-skipped", "verifications", "申请验收"),
        ("gate-skipped", "closures", "申请验收"),
        ("gate-skipped", "closures", "公示"),
        ("gate-skipped", "closures", "审签"),
    ]
    later = office("公示在后", closing={"procedure": "公示在后", "since": day + timedelta(days=1)})
    assert build.found_by(rules.through_every_gate, closed, house=later) == []


def test_a_decision_without_its_step_and_a_step_without_its_decision_are_found() -> None:
    walker = Walker(office("公示在后"))
    issue, _ = walker.through(counties.issue(walker.house), "申请验收")
    unsigned = issue.model_copy(update={"history": issue.history[:-1]})
    assert build.names(build.found_by(rules.decisions_and_steps_agree, unsigned, house=walker.house)) == [
        "unsigned-act"
    ]
    gone = issue.model_copy(update={"passages": ()})
    assert build.names(build.found_by(rules.decisions_and_steps_agree, gone, house=walker.house)) == ["missing-act"]
    assert way(unsigned, walker.house, date(2026, 12, 31)).passed == (), "what nobody signed opens no gate"


def test_hands_and_answers_of_closed_issues_are_judged_the_same_way() -> None:
    walker = Walker(office("自主验收"))
    closed, _ = walker.through(counties.issue(walker.house), *walker.names())
    steps = [s.model_copy(update={"unit": counties.COUNTY}) if s.gate == "复核" else s for s in closed.history]
    below = closed.model_copy(update={"history": tuple(steps)})
    assert build.names(build.found_by(rules.right_hands_at_gates, below, house=walker.house)) == ["gate-hands"]
    same = [s.model_copy(update={"by": "own"}) if s.gate == "审签" else s for s in closed.history]
    again = closed.model_copy(update={"history": tuple(same)})
    assert build.names(build.found_by(rules.right_hands_at_gates, again, house=walker.house)) == ["gate-hands"]
    unanswered = build.found_by(rules.standards_were_answered, closed, house=office("分级验收"))
    assert build.names(unanswered) == ["standards"]
    plain = Walker(office("基本"))
    done, _ = plain.through(counties.issue(plain.house), "验收", "销号")
    for unit, rule in ((counties.CITY, "closed-by-verifier"), ("某县水务局", "closed-by-implementer")):
        acts = tuple(one.model_copy(update={"unit": unit}) for one in done.closures)
        bent = done.model_copy(update={"closures": acts})
        assert build.names(build.found_by(rules.closed_from_outside, bent, house=plain.house)) == [rule]
    filed = tuple(one.model_copy(update={"by": "accepts"}) for one in done.evidence)
    alone = done.model_copy(update={"evidence": filed})
    found = build.found_by(rules.not_judged_by_the_registrar_alone, alone, house=plain.house)
    assert build.names(found) == ["registrar-alone"]


def test_two_notices_of_one_procedure_are_told_apart_by_their_turn() -> None:
    """黑龙江: the district publishes before the acceptance, the province after it."""
    both = Procedure(
        name="两次公示",
        gates=(
            Gate(name="县公示", kind="publicity", days=3),
            Gate(name="验收", kind="verify"),
            Gate(name="省公示", kind="publicity", days=5),
            Gate(name="销号", kind="close"),
        ),
        dossier=(Item(name="公示", gate="县公示"),),
    )
    walker = Walker(office(both))
    verified, day = walker.through(counties.issue(walker.house), "县公示", "验收")
    later = walker.after(verified, day)
    assert walker.standing(verified, later) == ("县公示", "验收")
    closed, _ = walker.through(verified, "省公示", "销号", day=day)
    assert closed.status == "closed"

"""Figures that offices printed (domain part 5), each counted again from a ledger that is made as theirs was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

import build
import sample_issues as sample
from ledger.model.acts import LookBack
from ledger.model.issue import Issue, Source
from ledger.model.petition import SETTLED, Petition
from ledger.model.plan import Deadline, Measure
from ledger.model.rates import Count, Partition, Rate, Section
from ledger.model.report import build as report_of
from ledger.model.statistics import Breakdown, Statistics, count
from ledger.model.tally import Counted, counted

DAY = sample.DAY


def each(*kinds: tuple[Issue, int]) -> Iterator[Counted]:
    """So many issues of each kind, every one with a number of its own."""
    number = 0
    for issue, often in kinds:
        (one,) = counted(report_of([(issue, "")], DAY, sample.office()))
        for _ in range(often):
            number += 1
            name = f"ISSUE-{number:05d}"
            own = one.tally.case and one.tally.case.first == issue.id
            case = one.tally.case._replace(first=name) if one.tally.case and own else one.tally.case
            yield one._replace(about=one.about._replace(id=name), tally=one.tally._replace(case=case))


def ledger(*kinds: tuple[Issue, int]) -> Statistics:
    return count(each(*kinds), DAY, sample.office())


def petition(**said: object) -> Issue:
    """A complaint; `fields` are its types."""
    fields = said.pop("fields", ("大气",))
    own = Petition.model_validate({"number": "D3SX202505280018", **said})
    source = Source(kind="信访", received=date(2025, 5, 28))
    return build.issue(1).model_copy(update={"source": source, "petition": own, "fields": fields})


def settled(*often: int) -> Statistics:
    """So many petitions that are settled, settled for a stage, not settled."""
    return ledger(*((petition(settled=word), number) for word, number in zip(SETTLED, often, strict=True)))


def rate(rates: tuple[Rate, ...], key: str) -> Rate:
    return next(one for one in rates if one.key == key)


def section(found: Statistics, key: str) -> Section:
    return next(one for one in found.sections if one.key == key)


def parts(found: Statistics, of: str, key: str) -> Partition:
    return next(one for one in section(found, of).partitions if one.key == key)


def numbers(counts: tuple[Count, ...]) -> list[int]:
    return [one.number for one in counts if one.number]


def breakdown(found: Statistics, key: str) -> Breakdown:
    return next(one for one in found.breakdowns if one.key == key)


def planned(year: int | None) -> Issue:
    """An issue whose published deadline is the end of a year, or that goes on for good."""
    due = date(year, 12, 31) if year else None
    deadline = Deadline(text=f"{year}年底前" if year else "长期坚持", due=due, long_term=year is None)
    return sample.issue(1, plan=sample.plan(1, deadline=deadline))


@pytest.mark.parametrize(
    ("done", "total", "places", "printed"), [(1275, 2164, 1, "58.9"), (17, 23, 0, "74"), (25, 26, 1, "96.2")]
)
def test_completion(done: int, total: int, places: int, printed: str) -> None:
    found = ledger((sample.finished(1), done), (sample.issue(1), total - done))
    assert str(rate(found.rates, "completion").rounded(places)) == printed


def with_measures(issue: Issue, due: int, done: int) -> Issue:
    """An issue with so many measures that have come due, so many of which are done."""
    assert issue.plan is not None
    measures = tuple(
        Measure(number=str(at), text="完成", due=date(2026, 3, 31), done_on=date(2026, 3, 1) if at < done else None)
        for at in range(due)
    )
    return issue.model_copy(update={"plan": issue.plan.model_copy(update={"measures": measures})})


def test_hainan_was_on_time_by_measures_and_not_by_issues() -> None:
    """44 issues, 31 of them done, and yet 135 of 137 measures that had come due."""
    kinds = ((with_measures(sample.finished(1), 4, 4), 31), (with_measures(sample.issue(1), 1, 0), 2))
    waiting = with_measures(sample.issue(1), 1, 1)
    assert waiting.plan is not None
    later = Measure(number="9", text="完成", due=date(2026, 12, 31))
    going = waiting.model_copy(
        update={"plan": waiting.plan.model_copy(update={"measures": (*waiting.plan.measures, later)})}
    )
    found = ledger(*kinds, (going, 11))
    on_time, completion = rate(found.rates, "on-time"), rate(found.rates, "completion")
    assert (on_time.part, on_time.whole, str(on_time.percent)) == (135, 137, "98.5")
    assert (completion.part, completion.whole) == (31, 44)


def test_liaocheng_had_twelve_done_and_not_closed() -> None:
    found = ledger((sample.finished(1, "closed"), 13), (sample.finished(1), 12), (sample.issue(1), 16))
    assert found.total == 41
    assert rate(found.rates, "completion").part == 25
    assert (rate(found.rates, "closing").part, found.done_not_closed) == (13, 12)
    assert rate(found.rates, "closing").whole == 41
    assert numbers(parts(found, "pace", "split").parts) == [25, 16]


def test_sichuan_and_heilongjiang_add_up_by_schedule() -> None:
    sichuan = ledger((sample.finished(1), 45), (sample.issue(1), 37), (sample.behind(1), 4), (sample.overdue(1), 3))
    split = parts(sichuan, "pace", "split")
    assert ([one.number for one in split.parts], split.whole) == ([45, 37, 7, 0], 89)
    assert parts(sichuan, "pace", "paces").whole == sichuan.total == 89
    heilongjiang = ledger((sample.finished(1), 33), (sample.issue(1), 10), (sample.overdue(1), 4))
    assert (numbers(parts(heilongjiang, "pace", "split").parts), heilongjiang.total) == ([33, 10, 4], 47)


@pytest.mark.parametrize(
    ("done", "staged", "open_", "key", "places", "printed"),
    [
        (2180, 0, 178, "settled-strict", 2, "92.45"),  # 海南 2018
        (2045, 0, 29, "settled-strict", 1, "98.6"),  # 哈尔滨
        (492, 291, 644, "settled-staged", 1, "54.9"),  # 海南 2023, which counts 阶段性办结
        (492, 291, 644, "settled-strict", 1, "34.5"),
    ],
)
def test_settled_is_told_both_ways(done: int, staged: int, open_: int, key: str, places: int, printed: str) -> None:
    found = section(settled(done, staged, open_), "petitions")
    assert str(rate(found.rates, key).rounded(places)) == printed


@pytest.mark.parametrize(
    ("often", "total"),
    [((2015, 430, 36), 2481), ((117, 35, 16), 168), ((151, 209, 35), 395), ((75, 19, 3), 97)],
    ids=["上海", "山东", "内蒙古", "山西"],
)
def test_settled_staged_and_unsettled_are_everything(often: tuple[int, int, int], total: int) -> None:
    kept = parts(settled(*often), "petitions", "settled")
    assert ([one.number for one in kept.parts], kept.whole) == ([*often], total)


def test_hainan_found_four_kinds_of_truth() -> None:
    said = {"属实": 440, "部分属实": 779, "基本属实": 108, "不属实": 100}
    found = ledger(*((petition(verdict=word), often) for word, often in said.items()))
    true = parts(found, "petitions", "verdict")
    assert ({one.name: one.number for one in true.parts}, true.whole) == (said, 1427)
    assert str(rate(section(found, "petitions").rates, "untrue").rounded(2)) == "7.01"


def test_jilin_shared_out_its_types_over_the_sum_of_types() -> None:
    """13,940 cases name 14,916 types: 9,422 of these are 63.2 %, and not 67.6 % of the cases."""
    kinds = ((("大气",), 8446), (("大气", "水"), 976), (("水",), 4518))
    found = ledger(*((petition(fields=fields), often) for fields, often in kinds))
    types, fields = parts(found, "petitions", "types"), breakdown(found, "fields")
    assert (found.total, types.whole, fields.counted, fields.adds_up) == (13_940, 14_916, 14_916, False)
    assert (types.parts[0].number, str(types.share(types.parts[0]).percent)) == (9422, "63.2")
    assert fields.share(fields.groups[0]).percent == Decimal("63.2")
    assert str(Rate("share", "占比", types.parts[0].number, found.total).percent) == "67.6"


@pytest.mark.parametrize(
    ("done", "staged", "open_"),
    [(492, 291, 644), (2180, 0, 178), (2045, 0, 29)],
    ids=["海南2023", "海南2018", "哈尔滨"],
)
def test_both_ways_of_settled_have_everything_that_was_assigned_as_their_whole(
    done: int, staged: int, open_: int
) -> None:
    found = section(settled(done, staged, open_), "petitions").rates
    strict, with_stages = rate(found, "settled-strict"), rate(found, "settled-staged")
    assert strict.whole == with_stages.whole == done + staged + open_
    assert (with_stages.part - strict.part, "不含" in strict.name, "含阶段性" in with_stages.name) == (
        staged,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("total", "repeats", "problems", "real"), [(279, 170, 55, 164), (116, 54, 27, 89)], ids=["九龙坡", "江西"]
)
def test_duplicates_are_folded(total: int, repeats: int, problems: int, real: int) -> None:
    """Everything is its own problem but `repeats`, which are about `problems` that come last."""
    firsts = [f"ISSUE-{90_000 + at:05d}" for at in range(problems)]
    said = [(petition(duplicate_of=name), 2) for name in firsts[:-1]]
    said.append((petition(duplicate_of=firsts[-1]), repeats - 2 * (problems - 1)))
    found = section(ledger((petition(), total - repeats), *said), "petitions")
    told = {one.key: one.number for one in found.counts}
    assert [told[key] for key in ("petitions", "repeats", "repeated-problems", "problems")] == [
        total,
        repeats,
        problems,
        real,
    ]


@pytest.mark.parametrize(("years", "total"), [((45, 6, 3, 1, 1), 56), ((90, 47, 7), 144)], ids=["滁州", "安徽"])
def test_the_years_of_a_plan_add_up(years: tuple[int, ...], total: int) -> None:
    found = ledger(*((planned(2024 + at), often) for at, often in enumerate(years)))
    plan = breakdown(found, "years")
    assert [group.name for group in plan.groups] == [f"{2024 + at}年" for at in range(len(years))]
    assert ([group.total for group in plan.groups], plan.counted, plan.adds_up) == ([*years], total, True)


def test_wenzhou_planned_what_never_ends_beside_its_years() -> None:
    """4, 5 and 1 in three years and 4 for good are the 14 problems of its plan."""
    found = breakdown(ledger((planned(2018), 4), (planned(2019), 5), (planned(2020), 1), (planned(None), 4)), "years")
    assert ([group.total for group in found.groups], found.counted) == ([4, 5, 1, 4], 14)


def test_what_never_ends_is_planned_for_no_year_and_still_counted() -> None:
    found = breakdown(ledger((planned(2027), 1), (planned(None), 2), (sample.issue(1, plan=None), 3)), "years")
    assert [(group.name, group.total) for group in found.groups] == [
        ("2027年", 1), ("长期坚持、无最后期限", 2), ("（未填）", 3),
    ]  # fmt: skip


def test_the_reported_are_of_those_that_must_report() -> None:
    """Finished work and closed issues owe nobody a report; what is silent for longer than the house allows does."""
    silent = sample.issue(1, progress=(), source=Source(kind="自查", received=date(2025, 1, 1)))
    kinds = ((sample.issue(1), 3), (silent, 1), (sample.finished(1), 5), (sample.finished(1, "closed"), 7))
    updates = rate(ledger(*kinds).rates, "updates")
    assert (updates.part, updates.whole, str(updates.percent)) == (3, 4, "75.0")


def test_every_group_has_the_rates_of_its_own_issues() -> None:
    here, there = (
        sample.finished(1).model_copy(update={"region": "甲镇"}),
        sample.overdue(1).model_copy(update={"region": "乙镇"}),
    )
    found = {group.name: group for group in breakdown(ledger((here, 3), (there, 2)), "regions").groups}
    assert (str(rate(found["甲镇"].rates, "completion").percent), found["甲镇"].average_days_late) == ("100.0", None)
    assert (rate(found["乙镇"].rates, "completion").whole, found["乙镇"].average_days_late) == (2, Decimal("52.0"))


def test_the_average_lateness_says_what_it_is_the_average_of() -> None:
    found = ledger((sample.overdue(1), 2), (sample.finished(1), 3))
    assert (found.days_late, found.overdue, found.average_days_late) == (104, 2, Decimal("52.0"))


def test_every_number_that_stands_alone_says_of_how_many_it_is() -> None:
    found = ledger((sample.overdue(1), 2), (sample.finished(1, "verified"), 3), (sample.finished(1), 1))
    alone = {one.key: (one.number, one.whole) for name in ("pace", "deadlines") for one in section(found, name).counts}
    assert alone == {"soon": (0, 6), "accepted": (3, 4), "asked": (0, 6), "granted": (0, 0), "moved": (0, 0)}


def test_a_rebound_is_counted_among_those_that_were_looked_at() -> None:
    """反弹率 = reopened ÷ closed and looked at; who was never looked at is in neither."""
    looked = tuple(LookBack(date=date(2026, 3, 1), by="li", rebound=back, text="核查") for back in (True, False))
    again = sample.finished(1, "closed").model_copy(update={"lookbacks": looked[:1], "cycle": 2})
    kept = sample.finished(1, "closed").model_copy(update={"lookbacks": looked[1:]})
    found = rate(section(ledger((again, 1), (kept, 3), (sample.finished(1, "closed"), 5)), "lookback").rates, "rebound")
    assert (found.part, found.whole, str(found.percent)) == (1, 4, "25.0")

"""The short way to what may be one thing, held against the long one: every pair, and every name by difflib."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledger.model import tradenames
from ledger.model.policy import Objects
from ledger.model.reappearance import of_things, warnings
from ledger.model.resemblance import Looks, looks, nearness, sameness
from ledger.model.shortlist import Shortlist
from ledger.model.thing import Thing, Things
from ledger.model.tradenames import are_alike, named
from things import GONE, LATER, about, carried_on_by, closed, gone, workshop

DAY = date(2026, 6, 1)
NAMES = st.text("红旗河塑料厂1北新", min_size=1, max_size=9)
REGIONS = st.sampled_from((None, "甲县红旗镇", "甲县红旗镇东村", "乙县青石镇东村"))


@st.composite
def made(draw: st.DrawFn, thing_id: str = "X") -> Thing:
    """A thing that shares this and that with others, or nothing."""
    said: dict[str, object] = {
        "name": draw(NAMES),
        "other_names": tuple(draw(st.lists(NAMES, max_size=2))),
        "code": draw(st.sampled_from((None, "1", "2"))),
        "address": draw(st.sampled_from((None, "东村1号", "东村2号", "红旗工业园"))),
        "region": draw(REGIONS),
        "owners": draw(
            st.sampled_from(((), carried_on_by("某甲"), carried_on_by("某甲、某乙"), carried_on_by("某乙")))
        ),
        "kind": draw(st.sampled_from(("企业", "作坊", "排口"))),
    }
    if draw(st.booleans()):
        at = (Decimal(draw(st.integers(11990, 12010))) / 100, Decimal(draw(st.integers(3170, 3180))) / 100)
        said |= {"lon": at[0], "lat": at[1]}
    if draw(st.booleans()):
        return gone(thing_id, **said)
    return workshop(thing_id, **said, since=draw(st.sampled_from((date(2026, 2, 1), GONE, LATER, None))))


HOUSES = st.builds(Objects, alike=st.integers(1, 100), near_km=st.sampled_from((Decimal(0), Decimal(2), Decimal(9))))


def compared_with_each(one: Looks, every: Sequence[Looks], house: Objects) -> Iterator[int]:
    """The long way."""
    for at, other in enumerate(every):
        if any(sameness(one, other, house)) or any(nearness(one, other, house)):
            yield at


@given(made(), st.lists(made(), max_size=6), HOUSES)
def test_nothing_that_would_be_told_is_left_out(one: Thing, others: list[Thing], house: Objects) -> None:
    mine, every = looks(one, house), [looks(it, house) for it in others]
    short = Shortlist(every, house).of(mine)
    assert set(compared_with_each(mine, every, house)) <= set(short)
    assert short == sorted(set(short))


def test_those_that_have_nothing_in_common_are_never_compared() -> None:
    names = ("远山纸箱", "宏达塑料2", "宏达", "宏大塑料厂", "料塑达宏厂")
    every = [looks(workshop(str(at), name=name), Objects()) for at, name in enumerate(names)]
    assert Shortlist(every, Objects()).of(looks(gone(name="宏达塑料厂"), Objects())) == [3]


def alike_by_difflib(one: str, other: str, limit: int) -> bool:
    """The long way: every name that is like enough by difflib."""
    return 100 * difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= limit


@given(NAMES, NAMES, st.integers(1, 100))
def test_the_glance_at_the_order_of_signs_hides_no_name_that_is_alike(one: str, other: str, limit: int) -> None:
    first, second = named(one), named(other)
    if alike_by_difflib(first.core, second.core, limit):
        assert tradenames.may_be_alike(first, second, limit)
        assert tradenames.in_order(first, second, limit)
    if are_alike(first, second, limit) and first.core != second.core:
        assert alike_by_difflib(first.core, second.core, limit)


@given(st.data(), HOUSES)
def test_what_is_told_of_one_thing_is_what_is_told_of_all_but_for_the_others(
    data: st.DataObject, house: Objects
) -> None:
    ids = [f"甲{at}" for at in range(data.draw(st.integers(1, 6)))]
    things = Things(tuple(data.draw(made(one)) for one in ids))
    issues = (closed(1, ids[0]), about(2, ids[0], received=LATER), about(3, ids[-1], received=LATER))
    asked = [one for one in things if data.draw(st.booleans())]
    wanted = {one.id for one in asked}
    every = warnings(things, issues, DAY, house)
    assert of_things(asked, things, issues, DAY, house) == tuple(
        one for one in every if one.thing in wanted or one.before in wanted
    )

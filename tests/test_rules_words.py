"""Names and words that the house has lists for."""

from __future__ import annotations

from dataclasses import replace

import pytest

import build
from ledger.model.acts import Extension
from ledger.model.plan import Measure
from ledger.model.rules.words import people_are_known, units_are_known, words_are_listed
from ledger.model.units import Units


@pytest.mark.parametrize(
    ("unit", "suggestion"),
    [
        ("市水力局", "市水利局"),
        ("市住健局", "市住房和城乡建设局"),  # like an alias; the proper name is what is suggested
        ("某某公司", None),
    ],
)
def test_an_unknown_unit(unit: str, suggestion: str | None) -> None:
    unknown = build.issue(plan=build.plan(support_units=(build.WATER, unit)))
    (found,) = build.found_by(units_are_known, unknown)
    assert (found.rule, found.level, found.path) == ("unknown-unit", "warning", ("plan", "support_units", 1))
    assert found.suggestion == suggestion


def test_every_cell_of_units_is_read() -> None:
    plan = build.plan(
        **{f"{part}_units": ("甲公司",) for part in ("lead", "responsible", "support", "supervisor", "acceptor")},
        measures=(Measure(number="1", text="排查", units=(build.WATER, "甲公司")),),
    )
    found = build.found_by(units_are_known, build.issue(plan=plan))
    assert [one.path[1] for one in found] == [
        *("lead_units", "responsible_units", "support_units", "supervisor_units", "acceptor_units"),
        "measures",
    ]
    assert found[-1].path == ("plan", "measures", 0, "units", 1)


@pytest.mark.parametrize("name", ["市环保局", "市水务局（牵头）", "市 水利局"])
def test_an_alias_is_known(name: str) -> None:
    assert build.found_by(units_are_known, build.issue(plan=build.plan(support_units=(name,)))) == []


def test_a_house_without_a_register_is_not_asked() -> None:
    bare = replace(build.OFFICE, units=Units())
    assert build.found_by(units_are_known, build.issue(), house=bare) == []


def test_signatures_are_ids() -> None:
    asked = Extension(
        requested_on=build.DUE, by="李四", reason="汛期", new_due=build.CLOSED, approved_on=build.DUE, approver="nobody"
    )
    signed = build.started(
        extensions=(asked,), progress=(build.progress(build.DONE).model_copy(update={"by": "路人"}),)
    )
    found = build.found_by(people_are_known, signed)
    assert [(one.rule, one.path, one.suggestion) for one in found] == [
        ("unknown-person", ("progress", 0, "by"), None),
        ("unknown-person", ("extensions", 0, "by"), "li"),
        ("unknown-person", ("extensions", 0, "approver"), None),
    ]


def test_every_act_is_looked_at() -> None:
    nobody = replace(build.OFFICE, people=type(build.OFFICE.people)())
    found = build.found_by(people_are_known, build.reopened(), house=nobody)
    assert {one.path[0] for one in found} == {"evidence", "verifications", "closures", "history"}


def test_words_outside_the_houses_lists() -> None:
    odd = build.issue(
        fields=("水", "空气"),
        source={**dict(build.issue().source), "kind": "中央督查"},
        evidence=(build.evidence(kind="整改后照"),),
    )
    found = build.found_by(words_are_listed, odd)
    assert [(one.rule, one.level, one.path, one.suggestion) for one in found] == [
        ("unlisted-word", "warning", ("source", "kind"), "中央督察"),
        ("unlisted-word", "warning", ("fields", 1), "大气"),
        ("unlisted-word", "warning", ("evidence", 0, "kind"), "整改后照片"),
    ]
    assert build.found_by(words_are_listed, build.closed()) == []

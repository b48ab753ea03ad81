"""The same document again, or a corrected one: each item finds the issue that was made of it, and no two the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledger.model.corrected import Told, differences, paired, told
from ledger.model.issue import Issue
from ledger.model.provenance import Provenance

FIRST = Provenance("方案.docx", "a" * 64)
CORRECTED = Provenance("方案（修订）.docx", "b" * 64)
FINDINGS = (
    "青岭河下游断面水质超标，沿岸4个建制镇污水直排",
    "老采石坑堆存一般工业固体废物约14万吨，无防渗措施",
    "餐饮油烟扰民，群众多次反映而久拖未决",
    "建筑工地扬尘污染严重，冲洗设施形同虚设",
    "医疗废物处置中心超负荷运行，设备老化",
)


def imported(at: int, finding: str, number: str = "", goal: str = "达标") -> Issue:
    source = {"kind": "其他", "received": "2026-01-01", "finding": finding, "item": number or f"问题{at}"}
    tree = {
        "id": f"ISSUE-{at:03d}",
        "uid": f"00000000-0000-4000-8000-{at:012d}",
        "title": finding[:10],
        "status": "open",
        "source": {**source, "digest": FIRST.digest, "document": FIRST.document, "place": f"第 {at} 行"},
        "plan": {"goal": goal, "deadline": {"text": "2026年底前"}},
    }
    return Issue.model_validate(tree)


ISSUES = tuple(imported(at, finding) for at, finding in enumerate(FINDINGS, 1))
ITEMS = tuple(map(told, ISSUES))


def test_the_very_same_document_finds_every_issue_and_misses_none() -> None:
    pairing = paired(ITEMS, ISSUES, FIRST)
    assert pairing.same_document
    assert {at: one.id for at, one in pairing.known.items()} == {at: one.id for at, one in enumerate(ISSUES)}
    assert pairing.gone == ()


def test_an_item_put_in_front_moves_the_numbers_and_not_the_issues() -> None:
    moved = [replace(one, number=f"问题{at}", place="") for at, one in enumerate(ITEMS, 2)]
    pairing = paired([Told("问题1", "", "畜禽养殖粪污直排入河"), *moved], ISSUES, CORRECTED)
    assert {at: one.id for at, one in pairing.known.items()} == {at: one.id for at, one in enumerate(ISSUES, 1)}
    assert not pairing.same_document


def test_a_reworded_finding_is_known_by_its_number_and_a_dropped_one_is_gone() -> None:
    reworded = replace(ITEMS[0], words="青岭河下游断面水质超标，沿岸5个镇的生活污水直排入河")
    pairing = paired([reworded, *ITEMS[2:]], ISSUES, CORRECTED)
    assert pairing.known[0].id == "ISSUE-001"
    assert [one.id for one in pairing.gone] == ["ISSUE-002"]


def test_another_document_is_no_correction_even_under_the_same_name() -> None:
    others = [Told(f"问题{at}", "", words) for at, words in enumerate(("噪声扰民问题突出", "河道乱占乱建屡禁不止"), 1)]
    pairing = paired(others, ISSUES, replace(CORRECTED, document=FIRST.document))
    assert (pairing.known, pairing.gone) == ({}, ())


def test_a_list_that_also_tells_what_a_notice_told_is_no_correction_of_the_notice() -> None:
    assert paired(ITEMS, ISSUES[:1], CORRECTED).known == {}
    assert list(paired(ITEMS[:2], ISSUES[:1], CORRECTED).known) == [0]


@given(st.permutations(range(len(ITEMS))), st.integers(0, len(ITEMS)))
def test_in_whatever_order_no_issue_is_taken_twice_and_none_forgotten(order: list[int], kept: int) -> None:
    chosen = order[:kept]
    pairing = paired([replace(ITEMS[at], place="") for at in chosen], ISSUES, CORRECTED)
    found = [one.id for one in pairing.known.values()]
    assert len(set(found)) == len(found)
    if pairing.known:
        assert sorted([*found, *(one.id for one in pairing.gone)]) == [one.id for one in ISSUES]
        assert [pairing.known[at].id for at in range(len(chosen))] == [ISSUES[at].id for at in chosen]


def test_only_what_the_document_says_otherwise_is_a_difference() -> None:
    before = imported(1, FINDINGS[0])
    now = imported(1, FINDINGS[0].replace("4个", "5个"), goal="达标")
    [one] = differences(before, now, damaged=False)
    assert (one.field, one.old, one.new) == ("source.finding", before.source.finding, now.source.finding)
    wide = imported(1, FINDINGS[0].replace("，", ","))
    assert differences(before, wide, damaged=False) == (), "full or half width is no difference"


def test_an_applied_correction_again_finds_what_it_shares_with_the_first_state_and_what_it_brought() -> None:
    added = imported(6, "畜禽养殖粪污直排入河，沿河群众反映强烈")
    source = added.source.model_copy(update={"digest": CORRECTED.digest, "document": CORRECTED.document})
    added = added.model_copy(update={"source": source})
    reworded = replace(ITEMS[1], words="老采石坑堆存一般工业固体废物约17万吨，没有任何防渗措施")
    items = [ITEMS[0], reworded, *ITEMS[2:4], told(added)]
    again = paired(items, (*ISSUES, added), CORRECTED)
    assert [again.known[at].id for at in range(5)] == ["ISSUE-001", "ISSUE-002", "ISSUE-003", "ISSUE-004", "ISSUE-006"]
    assert ([one.id for one in again.gone], again.same_document) == (["ISSUE-005"], False)
    third = paired(items, (*ISSUES, added), Provenance("方案（再次修订）.docx", "c" * 64))
    assert third.known == again.known, "a third state knows what the second one brought"

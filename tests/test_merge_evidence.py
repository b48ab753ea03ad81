"""Evidence of two branches: two files of one name both stay on record; one piece is one choice."""

from __future__ import annotations

import random
from typing import cast

import pytest

import branching
from branching import FILE, Town
from ledger.actions.merging import told
from ledger.errors import say
from ledger.model import chain, trail
from ledger.model.merge import namesakes, rejoin
from ledger.model.merge.namesakes import Renamed
from ledger.model.trail import Branch, Node
from ledger.store import merging
from ledger.store.merging import Outcome, Versions

BASE = branching.first()
PHOTO = "evidence/ISSUE-001/照片.jpg"
A, B, C = "a" * 64, "b" * 64, "c" * 64
OF_B = "evidence/ISSUE-001/照片-bbbbbbbb.jpg"


def entry(sha256: str, day: str = "2026-05-01", path: str = PHOTO, kind: str = "整改后照片") -> Branch:
    return {"path": path, "sha256": sha256, "size": "9", "date": day, "kind": kind, "by": "zhang"}


def filed(one: Branch, data: bytes = BASE, seed: int = 1) -> bytes:
    """The file after somebody has put a piece of evidence on record."""

    def change(record: Branch) -> None:
        record["evidence"] = [*cast("list[Node]", record.get("evidence") or []), dict(one)]

    return Town(random.Random(seed)).act(data, "evidence", change)


def met(ours: bytes, theirs: bytes, base: bytes = BASE) -> Outcome:
    """The outcome, once it is seen to be the same for whoever merges."""
    one, other = (merging.merge(Versions(base, *sides, FILE)) for sides in ((ours, theirs), (theirs, ours)))
    assert one.clean == other.clean
    assert not one.clean or one.data == other.data
    assert one.renamed == other.renamed
    return one


def evidence(done: Outcome) -> dict[str, str]:
    """Which file the record has under which name, once the record is seen to be sound."""
    assert done.clean, (done.clashes, done.against)
    record = branching.read(done.data)
    assert chain.faults(record, "ISSUE-001") == ()
    assert rejoin.is_true(record, len(trail.events(record)) - 1, trail.content(record))
    return {str(one["path"]): str(one["sha256"]) for one in cast("list[Branch]", record["evidence"])}


def test_of_two_files_of_one_name_the_earlier_keeps_it_and_both_stay() -> None:
    done = met(filed(entry(B, "2026-05-02"), seed=2), filed(entry(A, "2026-05-01")))

    assert evidence(done) == {PHOTO: A, OF_B: B}
    assert done.renamed == (Renamed(PHOTO, OF_B, B),)


def test_of_one_day_the_lesser_digest_keeps_the_name() -> None:
    assert evidence(met(filed(entry(B), seed=2), filed(entry(A)))) == {PHOTO: A, OF_B: B}


def test_one_file_that_both_have_filed_stands_there_once() -> None:
    assert evidence(met(filed(entry(A)), filed(entry(A), seed=2))) == {PHOTO: A}


def test_one_piece_is_one_choice_and_is_shown_where_the_sides_differ() -> None:
    (clash,) = met(filed(entry(A)), filed(entry(A, kind="监测报告"), seed=2)).clashes

    assert clash.field == f"evidence.{PHOTO}"
    said = told(clash)
    assert (said.fill["ours"], said.fill["theirs"]) == ("整改后照片", "监测报告")
    assert said.fill["base"] == say("chain.nothing")


def test_a_file_that_one_side_alone_has_another_digest_of_is_no_namesake() -> None:
    base: Branch = {"evidence": [entry(A)]}
    changed: Branch = {"evidence": [entry(B)]}

    assert namesakes.apart(base, base, changed).renamed == ()


def test_the_name_that_a_verification_has_signed_stays() -> None:
    ours: Branch = {"evidence": [entry(A)]}
    theirs: Branch = {"evidence": [entry(B)], "verifications": [{"result": "通过", "evidence": [PHOTO]}]}
    found = namesakes.apart({}, ours, theirs)

    assert found.theirs == theirs
    assert found.ours == {"evidence": [entry(A, path="evidence/ISSUE-001/照片-aaaaaaaa.jpg")]}


def test_whoever_names_a_file_names_it_by_its_new_name() -> None:
    theirs: Branch = {"evidence": [entry(B)], "note": {"of": [PHOTO, "另见"]}, "title": "照片.jpg"}
    found = namesakes.apart({"evidence": []}, {"evidence": [entry(A)]}, theirs)

    assert found.theirs == {"evidence": [entry(B, path=OF_B)], "note": {"of": [OF_B, "另见"]}, "title": "照片.jpg"}
    assert (found.base, found.ours) == ({"evidence": []}, {"evidence": [entry(A)]})


@pytest.mark.parametrize("swapped", [False, True])
def test_work_that_goes_on_under_the_old_name_is_joined_under_the_new_one(*, swapped: bool) -> None:
    """A merge has given the side's file another name; the side knows nothing of it and is merged again."""
    base: Branch = {"evidence": [entry(B)]}
    joined: Branch = {"evidence": [entry(A), entry(B, path=OF_B)]}
    onward: Branch = {"evidence": [entry(B)], "note": PHOTO}
    found = namesakes.apart(base, *((onward, joined) if swapped else (joined, onward)))

    assert (found.ours if swapped else found.theirs) == {"evidence": [entry(B, path=OF_B)], "note": OF_B}
    assert found.base == {"evidence": [entry(B, path=OF_B)]}
    assert (found.theirs if swapped else found.ours) == joined


@pytest.mark.parametrize(
    ("path", "taken", "name"),
    [
        ("evidence/ISSUE-001/照片.jpg", (), "照片-aaaaaaaa.jpg"),
        ("evidence/ISSUE-001/照片.tar.gz", (), "照片.tar-aaaaaaaa.gz"),
        ("evidence/ISSUE-001/说明", (), "说明-aaaaaaaa"),
        ("evidence/ISSUE-001/照片.jpg", ("evidence/ISSUE-001/照片-aaaaaaaa.jpg",), "照片(2)-aaaaaaaa.jpg"),
        ("evidence/ISSUE-001/照片.jpg", ("evidence/ISSUE-002/照片-aaaaaaaa.jpg",), "照片-aaaaaaaa.jpg"),
    ],
)
def test_the_name_beside_a_namesake(path: str, taken: tuple[str, ...], name: str) -> None:
    found = namesakes.named(path, A, taken)

    assert found.rpartition("/")[0] == "evidence/ISSUE-001"
    if not taken or taken[0].startswith("evidence/ISSUE-002"):
        assert found.rpartition("/")[2] == name
    else:
        assert found not in taken


def test_a_path_that_stands_twice_on_one_side_is_left_to_a_person() -> None:
    twice: Branch = {"evidence": [entry(A), entry(C)]}

    assert namesakes.apart({}, twice, {"evidence": [entry(B)]}).renamed == ()


def test_an_earlier_content_is_carried_under_the_names_of_today() -> None:
    before: Branch = {"evidence": [entry(B)], "note": PHOTO}
    now: Branch = {"evidence": [entry(A), entry(B, path=OF_B)]}

    assert namesakes.carried(before, now) == {"evidence": [entry(B, path=OF_B)], "note": OF_B}
    for other in ([entry(B)], [entry(A)], [entry(A), entry(B, path="evidence/ISSUE-001/x.jpg")], []):
        assert namesakes.carried(before, {"evidence": cast("Node", other)}) == before

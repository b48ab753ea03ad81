"""The register of people: who a word means, and when two entries are one human being."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ledger.model.people import People, Person

ZHANG = Person(id="zhang", names=("张三", "张 三丰"), unit="市水利局", emails=("zhang@water.example",), roles=("验收",))
LI = Person(id="li", names=("李四",), unit="市水利局", keys=("ssh-ed25519 AAAA",))
LI_TOO = Person(id="li.b", names=("李四",), unit="市住建局")
OFFICE_KEY = Person(id="desk", names=("值班",), unit="市水利局", keys=("ssh-ed25519 AAAA",))
REGISTER = People((ZHANG, LI, LI_TOO, OFFICE_KEY))


@pytest.mark.parametrize("word", ["zhang", "张三", "张三丰", "张　三", "Zhang@Water.Example"])
def test_who_a_word_means(word: str) -> None:
    assert REGISTER.find(word) == ZHANG


@pytest.mark.parametrize("word", ["李四", "路人", "", "ZHAO"])
def test_words_that_mean_nobody_or_too_many(word: str) -> None:
    assert REGISTER.find(word) is None


def test_namesakes_are_told_apart_by_id() -> None:
    assert [person.id for person in REGISTER.matching("李四")] == ["li", "li.b"]
    assert REGISTER.find("li.b") == LI_TOO


def test_an_id_is_exact_and_wins_over_a_name() -> None:
    odd = People((ZHANG, Person(id="x", names=("zhang",), unit="某局")))
    assert odd.find("zhang") == ZHANG
    assert (REGISTER.get("zhang"), REGISTER.get("张三")) == (ZHANG, None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zhang", "zhang", True),
        ("zhang", "li", False),
        ("li", "li.b", True),  # one name
        ("li", "desk", True),  # one key
        ("gone", "gone", True),  # an id the register no longer has
        ("gone", "zhang", False),
    ],
)
def test_one_human_being(one: str, other: str, *, same: bool) -> None:
    assert REGISTER.same(one, other) is same


def test_all_entries_of_one_human_being() -> None:
    assert [person.id for person in REGISTER.entries_of(LI)] == ["li", "li.b", "desk"]


def test_a_reader_sees_names() -> None:
    assert (REGISTER.name("zhang"), REGISTER.name("gone")) == ("张三", "gone")


@pytest.mark.parametrize("person_id", ["张三", "Zhang", "", "1zhang", "zhang san", "z" * 41])
def test_ids_that_are_none(person_id: str) -> None:
    with pytest.raises(ValidationError):
        Person(id=person_id, names=("张三",), unit="市水利局")


def test_somebody_has_a_name() -> None:
    with pytest.raises(ValidationError):
        Person(id="zhang", names=(), unit="市水利局")

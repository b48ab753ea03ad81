"""The register of people (`people.yaml`): acts are signed with an id, because names as text can be spelt around."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.problem import Problem
from ledger.model.units import plain
from ledger.model.values import Record, Text, Texts

Role = Literal["登记", "实施", "督导", "验收", "销号", "审批"]


class Person(Record):
    """Somebody who may sign."""

    id: Annotated[
        str, Field(title="人员编号", description="小写字母、数字、点和连字符", pattern=r"^[a-z][a-z0-9.-]{0,39}$")
    ]
    names: Annotated[Texts, Field(title="姓名", description="第一个用于显示", min_length=1)]
    unit: Annotated[Text, Field(title="所在单位", description="units.yaml 中的名称")]
    emails: Annotated[Texts, Field(title="邮箱", description="与 git 的 user.email 对应")] = ()
    keys: Annotated[Texts, Field(title="公钥", description="SSH 公钥，核对提交签名用")] = ()
    roles: Annotated[tuple[Role, ...], Field(title="职责", description="登记、实施、督导、验收、销号、审批")] = ()

    @property
    def name(self) -> str:
        """The name shown to readers."""
        return self.names[0]


class PeopleRegister(Record):
    """The file `people.yaml`."""

    people: Annotated[tuple[Person, ...], Field(title="人员")] = ()


_KEYS = ("ssh-", "ecdsa-", "sk-")
"""How a public key of SSH begins."""


def doubles(people: Sequence[Person]) -> Iterator[Problem]:
    """Ids that two people have: whose signature it is, and what they may do, nobody could tell."""
    seen: dict[str, Person] = {}
    for at, one in enumerate(people):
        first = seen.setdefault(one.id, one)
        if first is not one:
            text = say("people.id-twice", id=one.id, first=first.name, second=one.name)
            yield Problem("dup-person", "invalid", text, path=("people", at, "id"))


def doubts(people: Sequence[Person]) -> Iterator[Problem]:
    """What a register says of people that can't be so; it is worked with all the same."""
    owners: dict[str, Person] = {}
    for at, one in enumerate(people):
        for number, email in enumerate(one.emails):
            first = owners.setdefault(email.strip().casefold(), one)
            if "@" not in email:
                yield _doubt(at, "emails", number, say("people.no-email", email=email, who=one.name))
            elif first is not one:
                yield _doubt(
                    at, "emails", number, say("people.email-twice", email=email, first=first.id, second=one.id)
                )
        for number, key in enumerate(one.keys):
            if not key.strip().startswith(_KEYS):
                yield _doubt(at, "keys", number, say("people.no-key", who=one.name))


def _doubt(at: int, key: str, number: int, text: Said) -> Problem:
    return Problem("person-doubtful", "warning", text, path=("people", at, key, number))


@dataclass(frozen=True)
class People:
    """The register, ready for questions."""

    people: tuple[Person, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    def get(self, person_id: str) -> Person | None:
        """The person with exactly this id."""
        return self._by_id.get(person_id)

    def named_in(self, text: str) -> str | None:
        """The first name of the register that stands in a text, however it is set: 王 五, 王　五."""
        even = _unspaced(text)
        return next((name for person in self.people for name in person.names if _unspaced(name) in even), None)

    def find(self, word: str) -> Person | None:
        """The one person whose id, name or e-mail is `word`; None where nobody is, or more than one."""
        matches = self.matching(word)
        return matches[0] if len(matches) == 1 else None

    def matching(self, word: str) -> tuple[Person, ...]:
        """Everybody whose name or e-mail is `word`; only the one whose id it is, where it is an id."""
        if found := self._by_id.get(word):
            return (found,)
        wanted = plain(word)
        return tuple(p for p in self.people if wanted in {plain(name) for name in (*p.names, *p.emails)})

    def entries_of(self, person: Person) -> tuple[Person, ...]:
        """Every entry of the register that is this human being, `person` first."""
        others = (p for p in self.people if p.id != person.id and self.same(p.id, person.id))
        return (person, *others)

    def name(self, person_id: str) -> str:
        """Who this id is, for a reader; the id itself where the register doesn't know it."""
        person = self.get(person_id)
        return person.name if person else person_id

    def same(self, one: str, other: str) -> bool:
        """Whether two ids are one human being: equal, or sharing a name, an e-mail or a key."""
        first, second = self.get(one), self.get(other)
        if one == other or first is None or second is None:
            return one == other
        return any(
            {plain(x) for x in mine} & {plain(x) for x in theirs}
            for mine, theirs in (
                (first.names, second.names),
                (first.emails, second.emails),
                (first.keys, second.keys),
            )
        )


def _unspaced(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())

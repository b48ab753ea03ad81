"""Everything about the house that a rule may ask: its settings, its people, its units, its working days,
its way of closing, its books.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ledger.errors import Said, UsageError, say
from ledger.model.acts import Status
from ledger.model.attribute import ATTRIBUTES, Attribute
from ledger.model.book import MAIN, Book, meant_of
from ledger.model.ids import number_of
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.people import People
from ledger.model.policy import Clock, Policy
from ledger.model.problem import Path
from ledger.model.procedure import SHORTEST, Procedure
from ledger.model.shelving import Unkept, prefix_of
from ledger.model.units import Units, plain
from ledger.model.workdays import Calendar


@dataclass(frozen=True)
class Office:
    """One value that callers pass down, so that no rule reads a file."""

    calendar: Calendar
    policy: Policy = field(default_factory=Policy)
    people: People = field(default_factory=People)
    units: Units = field(default_factory=Units)
    procedure: Procedure = SHORTEST
    books: tuple[Book, ...] = ()
    """The books beside the ledger's own."""
    own: Book | None = None
    """The description that the ledger's own book is kept by; None where it needs none."""
    unread: tuple[Unkept, ...] = ()
    """The books that are kept and whose descriptions can't be read."""
    book: Book | None = None
    """Whose settings and procedure these are; None: the ledger's own book."""
    notice: int | None = None
    """How many days ahead things are due soon in every book, where somebody has asked for other days."""
    unkept: Unkept | None = None
    """Why this is the house of issues that are in no book; None for those that are in one."""
    whole: Office | None = field(default=None, compare=False, repr=False)
    """The house that this is a book of."""

    def giving_notice(self, days: int) -> Office:
        """The same house, calling things due soon so many days ahead."""
        return replace(self, policy=_noticing(self.policy, days), notice=days)

    def of(self, issue: Issue | str) -> Office:
        """The house as it judges this issue (or one of this number, also `county-a/PWK-001`): by the settings and
        the procedure of its book.
        """
        whole = self.whole or self
        prefix = prefix_of(issue if isinstance(issue, str) else issue.id)
        return whole.shelf.get(prefix) or whole.beside(prefix)

    @cached_property
    def shelf(self) -> Mapping[str, Office]:
        """The house of each book, by the prefix of its numbers."""
        own = self.policy.ledger
        unread = {one.prefix: self._without_book(one) for one in self.unread if one.prefix}
        mine = dict.fromkeys((own.prefix, *own.former_prefixes), unread.get(own.prefix, self.main))
        return {**unread, **mine, **{book.prefix: self._keeping(book) for book in self.books}}

    def beside(self, prefix: str) -> Office:
        """The house as it looks at issues of a prefix that no book has: nobody knows what they are."""
        return self._others.get(prefix) or self._others.setdefault(prefix, self._without_book(Unkept(prefix)))

    @cached_property
    def _others(self) -> dict[str, Office]:
        return {}

    def _without_book(self, why: Unkept) -> Office:
        return replace(self, unkept=why, whole=self)

    @cached_property
    def main(self) -> Office:
        """The house as it keeps the ledger's own book."""
        return self._keeping(self.own) if self.own else self

    def _keeping(self, book: Book) -> Office:
        policy = book.policy(self.policy)
        if self.notice is not None:
            policy = _noticing(policy, self.notice)
        return replace(self, policy=policy, procedure=book.procedure or self.procedure, book=book, whole=self)

    @property
    def prefix(self) -> str:
        """How the numbers of this book begin."""
        return self.book.prefix if self.book else self.policy.ledger.prefix

    @property
    def title(self) -> str:
        """What this book is called."""
        if self.unkept and self.unkept.title:
            return self.unkept.title
        return self.book.title if self.book else self.policy.ledger.title

    @property
    def is_public(self) -> bool:
        """Whether anything of this book may be shown to everybody."""
        return self.unkept is None and (self.book is None or self.book.described.public)

    @property
    def is_rectification(self) -> bool:
        """Whether what this book holds are findings to be rectified; the ledger's own are, where nobody says else."""
        return self.book is None or self.book.is_rectification

    @property
    def is_scored(self) -> bool:
        """Whether what this book holds counts for what units score: what is to be rectified, if it says nothing."""
        scored = self.book.described.scored if self.book else None
        return self.is_rectification if scored is None else scored

    @property
    def called_here(self) -> str:
        """By what this book is selected."""
        if self.unkept and self.unkept.name:
            return self.unkept.name
        return self.book.name if self.book else MAIN

    def state(self, number: str, status: Status, gate: str | None) -> str | None:
        """What the book of this number calls a state, `gate` being the last one passed in it; None where it has no word
        of its own for it.
        """
        book = self.of(number).book
        return book.state(status, gate) if book else None

    def status_word(self, number: str, status: Status, gate: str | None = None) -> Said | str:
        """How a message calls a state of this issue: in the words of its book, else the usual one."""
        return self.state(number, status, gate) or say(f"status.{status}")

    @property
    def folder(self) -> str:
        """Where below `issues/` the files of this book are; empty for the ledger's own."""
        return self.book.folder if self.book else ""

    def keeping(self, book: Book | None) -> Office:
        """The house as it keeps a book; None: the ledger's own."""
        whole = self.whole or self
        return whole.shelf.get(book.prefix, whole.main) if book else whole.main

    @property
    def described(self) -> tuple[Book, ...]:
        """Every book that is kept by a description, the ledger's own first."""
        return (self.own, *self.books) if self.own else self.books

    def things_of(self, issue: Issue) -> dict[str, Path]:
        """The objects that an issue is about, each with where it names it first: those of every issue, and those that
        stand in a field of its book.
        """
        found: dict[str, Path] = {}
        for at, one in enumerate(issue.objects):
            found.setdefault(one, ("objects", at))
        book = self.of(issue).book if issue.attributes else None
        for named in book.things if book else ():
            if (thing := issue.attributes.get(named.name)) is not None:
                found.setdefault(thing, (ATTRIBUTES, named.name))
        return found

    def about_things(self, issue: Issue) -> Issue:
        """The issue as those look at it who ask what it is about: all its objects in one place."""
        found = tuple(self.things_of(issue))
        return issue if found == issue.objects else issue.model_copy(update={"objects": found})

    def attribute(self, name: str) -> Attribute | None:
        """The field of this name, where all books that have it mean the same kind of value by it."""
        found = [one for book in self.described for one in book.described.record if one.name == name]
        return found[0] if len({one.kind for one in found}) == 1 else None

    def order(self, number: str) -> tuple[int, int, str]:
        """By what a list is ordered: the ledger's own book first, then the others as the settings name them, in each
        the numbers.
        """
        return self._places.get(prefix_of(number), 0), number_of(number.rpartition("/")[2]), number

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {book.prefix: at for at, book in enumerate(self.books, 1)}

    def clocks(self, numbers: Iterable[str]) -> Mapping[str, Clock]:
        """The clocks of those issues that are kept by a description."""
        if not self.described:
            return {}
        return {one: house.policy.check for one in numbers if (house := self.of(one)).book is not None}

    def called(self, word: str) -> Book | None:
        """The book that a user means; for the ledger's own the one that describes it, None where none does. Raises
        UsageError naming those there are.
        """
        names = {name: one for one in self.books for name in one.goes_by}
        if (found := meant_of(word, names)) is not None:
            return names[found]
        own = (self.whole or self).policy.ledger
        if plain(word) in {MAIN, plain(own.title), plain(own.prefix)}:
            return self.own
        known = (MAIN, *(one.name for one in self.books))
        near = nearest(word, known)
        hint = say("did-you-mean", word=near) if near else None
        raise UsageError(say("book.not-kept", name=word, known=known), hint=hint)


def _noticing(policy: Policy, days: int) -> Policy:
    return policy.model_copy(update={"check": policy.check.model_copy(update={"due_within": days})})

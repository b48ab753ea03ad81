"""Everything about the house that a rule may ask: its settings, its people, its units, its working days,
its way of closing, its books.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ledger.errors import UsageError, say
from ledger.model.acts import Status
from ledger.model.book import MAIN, Attribute, Book
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.people import People
from ledger.model.policy import Clock, Policy
from ledger.model.procedure import SHORTEST, Procedure
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
    book: Book | None = None
    """Whose settings and procedure these are; None: the ledger's own book."""
    notice: int | None = None
    """How many days ahead things are due soon in every book, where somebody has asked for other days."""
    whole: Office | None = field(default=None, compare=False, repr=False)
    """The house that this is a book of."""

    def giving_notice(self, days: int) -> Office:
        """The same house, calling things due soon so many days ahead."""
        return replace(self, policy=_noticing(self.policy, days), notice=days)

    def of(self, issue: Issue | str) -> Office:
        """The house as it judges this issue (or one of this number, also `county-a/PWK-001`): by the settings and
        the procedure of its book.
        """
        if not self.books:
            return self
        number = issue if isinstance(issue, str) else issue.id
        whole = self.whole or self
        return whole.shelf.get(number.rpartition("/")[2].rpartition("-")[0], whole)

    @cached_property
    def shelf(self) -> Mapping[str, Office]:
        """The house of each book, by the prefix of its numbers."""
        return {book.prefix: self._keeping(book) for book in self.books}

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
        return self.book.title if self.book else self.policy.ledger.title

    @property
    def is_public(self) -> bool:
        """Whether anything of this book may be shown to everybody."""
        return self.book is None or self.book.described.public

    @property
    def called_here(self) -> str:
        """By what this book is selected."""
        return self.book.name if self.book else MAIN

    def state(self, number: str, status: Status, gate: str | None) -> str | None:
        """What the book of this number calls a state, `gate` being the last one passed in it; None where it has no word
        of its own for it.
        """
        book = self.of(number).book
        return book.state(status, gate) if book else None

    @property
    def folder(self) -> str:
        """Where below `issues/` the files of this book are; empty for the ledger's own."""
        return self.book.folder if self.book else ""

    def keeping(self, book: Book | None) -> Office:
        """The house as it keeps a book; None: the ledger's own."""
        whole = self.whole or self
        return whole.shelf[book.prefix] if book else whole

    def attribute(self, name: str) -> Attribute | None:
        """The field of this name, where all books that have it mean the same kind of value by it."""
        found = [one for book in self.books for one in book.described.record if one.name == name]
        return found[0] if len({one.kind for one in found}) == 1 else None

    def clocks(self, numbers: Iterable[str]) -> Mapping[str, Clock]:
        """The clocks of those issues that are in another book than the ledger's own."""
        if not self.books:
            return {}
        return {one: house.policy.check for one in numbers if (house := self.of(one)).book is not None}

    def called(self, word: str) -> Book | None:
        """The book that a user means; None for the ledger's own. Raises UsageError naming those there are."""
        if (found := next((one for one in self.books if one.goes_by(word)), None)) is not None:
            return found
        own = (self.whole or self).policy.ledger
        if plain(word) in {MAIN, plain(own.title), plain(own.prefix)}:
            return None
        known = (MAIN, *(one.name for one in self.books))
        near = nearest(word, known)
        hint = say("did-you-mean", word=near) if near else None
        raise UsageError(say("book.not-kept", name=word, known=known), hint=hint)


def _noticing(policy: Policy, days: int) -> Policy:
    return policy.model_copy(update={"check": policy.check.model_copy(update={"due_within": days})})

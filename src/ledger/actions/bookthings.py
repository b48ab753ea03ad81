"""What somebody says in the fields of a book, made sense of where an issue is written: objects, levels, posts."""

from __future__ import annotations

from ledger.actions.desk import Desk
from ledger.errors import UsageError, say
from ledger.model import bookthings
from ledger.model.attribute import ATTRIBUTES
from ledger.model.book import Book
from ledger.model.issue import Issue
from ledger.model.oversight import named_in_book, with_its_level


def settled(desk: Desk, before: Issue | None, after: Issue) -> Issue:
    """`after` with the id of every object that is new in it. Raises UsageError with everything that is no object of the
    kind that its book asks for; for a name where a post is to stand.
    """
    named = named_in_book(after, desk.office)
    if named is not None and (before is None or before.attributes != after.attributes):
        raise UsageError(say("rule.named-person", field=named[0], name=named[1]))
    book = desk.office.of(after).book
    if book is None or not after.attributes:
        return after
    after = with_its_level(_evened(before, after, book), book)
    if not book.things:
        return after
    found = bookthings.settled(before, after, book, desk.things)
    if isinstance(found, tuple):
        raise UsageError(say("usage.bad-values"), *found)
    return found


def _evened(before: Issue | None, after: Issue, book: Book) -> Issue:
    """`after` with every number and day that is new in it as a record has them: `2026年3月1日`, `３５.６`."""
    from ledger.model import filled  # only where an issue has fields of a book

    was = before.attributes if before else {}
    new = {name: text for name, text in after.attributes.items() if was.get(name) != text}
    even = {one.name: filled.of_kind(one.kind, new[one.name]) for one in book.described.record if one.name in new}
    return after.model_copy(update={ATTRIBUTES: {**after.attributes, **even}}) if even else after

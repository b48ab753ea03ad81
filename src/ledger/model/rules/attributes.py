"""What a book wants to know of its issues: every field that is needed by now, each of its kind, and none besides."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model.attribute import ATTRIBUTES, misfit
from ledger.model.book import Book, reached, unfilled
from ledger.model.gates import reached as passed
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.rules.case import Case, Rule
from ledger.model.shelving import Unkept


def attributes_fit(case: Case) -> Iterator[Problem]:
    """The fields beyond those of every issue are those of the book."""
    unkept = case.office.unkept
    if unkept is None:
        yield from faults(case.issue, case.office.book)
    elif not unkept.name:  # of a description that can't be read, its own fault is told
        yield of_no_book(case.issue, unkept)


def of_no_book(issue: Issue, unkept: Unkept) -> Problem:
    """That no book has the prefix of an issue."""
    text = say("book.no-such-prefix", prefix=unkept.prefix)
    return Problem("no-book", "error", text, issue.id, ("id",))


def faults(issue: Issue, book: Book | None) -> Iterator[Problem]:
    """What is wrong with the fields of an issue that is in this book (None: the ledger's own)."""
    known = {one.name: one for one in book.described.record} if book else {}
    for name, value in issue.attributes.items():
        path = (ATTRIBUTES, name)
        if (attribute := known.get(name)) is None:
            key = "attribute.dropped" if known else "attribute.unknown-here"
            text = say(key, name=name, known=tuple(known))
            yield Problem("attribute", "error", text, issue.id, path, suggestion=nearest(name, tuple(known)))
        elif (found := misfit(attribute, value)) is not None:
            yield Problem("attribute", "error", found[0], issue.id, path, suggestion=found[1])
    if book is not None:
        for one, text in unfilled(book, issue.id, issue.attributes, reached(book, issue.status, passed(issue))):
            if one.name in issue.attributes:
                yield Problem("attribute-must", "error", text, issue.id, (ATTRIBUTES, one.name))
            else:
                block = ATTRIBUTES if issue.attributes else "id"
                yield Problem("attribute-missing", "error", text, issue.id, (block,))


RULES: tuple[Rule, ...] = (attributes_fit,)

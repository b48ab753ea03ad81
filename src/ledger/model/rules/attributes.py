"""What a book wants to know of its issues: every field that is needed by now, each of its kind, and none besides."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model.book import ATTRIBUTES, Book, lacking, misfit, reached
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.rules.case import Case, Rule


def attributes_fit(case: Case) -> Iterator[Problem]:
    """The fields beyond those of every issue are those of the book."""
    yield from faults(case.issue, case.office.book)


def faults(issue: Issue, book: Book | None) -> Iterator[Problem]:
    """What is wrong with the fields of an issue that is in this book (None: the ledger's own)."""
    known = {one.name: one for one in book.described.record} if book else {}
    for name, value in issue.attributes.items():
        path = (ATTRIBUTES, name)
        if (attribute := known.get(name)) is None:
            key = "attribute.unknown" if known else "attribute.unknown-here"
            text = say(key, name=name, known=tuple(known))
            yield Problem("attribute", "error", text, issue.id, path, suggestion=nearest(name, tuple(known)))
        elif (found := misfit(attribute, value)) is not None:
            yield Problem("attribute", "error", found[0], issue.id, path, suggestion=found[1])
    if book is not None:
        for one in lacking(book, issue.attributes, reached(issue.status)):
            text = say("attribute.missing", id=issue.id, name=one.name)
            yield Problem("attribute-missing", "error", text, issue.id, (ATTRIBUTES,) if issue.attributes else ("id",))


RULES: tuple[Rule, ...] = (attributes_fit,)

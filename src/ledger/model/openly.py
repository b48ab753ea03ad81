"""How issues stand by what everybody may read of them, where that is otherwise than the house knows.

A record says more than is published: how work was planned by stages, how somebody judged its pace, what day a deadline
counts from, fields of a book's own with days that run out. And it hangs together with records that nobody outside may
know of. Where any of this tells, how an issue stands is worked out once more from what is published, so that no figure
for everybody rests on anything that is kept inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.public import published
from ledger.model.spans import Span, spans
from ledger.model.standings import FIELDS

_PUBLIC = tuple(one.read for one in FIELDS if one.column.public)


def is_inside(issue: Issue, office: Office) -> bool:
    """Whether nobody outside may know of an issue at all."""
    return not office.of(issue).is_public or issue.void is not None


def audible(family: Sequence[Issue], office: Office) -> Mapping[str, tuple[Span, ...]]:
    """The spans of a family, by number, each with its audience: where everybody may know of others than the house does,
    both are there.
    """
    counted = spans(family, office)
    known = {one.id: one for one in family if not is_inside(one, office)}
    if not known or (len(known) == len(family) and not any(says_more(one, office) for one in family)):
        return counted
    public = spans([published(one, known.__contains__) for one in known.values()], office)
    return {name: tuple(_apart(own, public.get(name, own))) for name, own in counted.items()}


def _apart(own: Sequence[Span], public: Sequence[Span]) -> Iterator[Span]:
    if list(map(_read, own)) == list(map(_read, public)):
        yield from own
        return
    for one in own:
        yield one._replace(audience="inside")
    for one in public:
        yield one._replace(audience="public")


def _read(span: Span) -> tuple[object, ...]:
    """What everybody reads of a span."""
    return tuple(read(span) for read in _PUBLIC)


def says_more(issue: Issue, office: Office) -> bool:
    """Whether how an issue stands, or since when, may rest on anything that is not published of it."""
    plan, reopened = issue.plan, any(step.move == "reopen" for step in issue.history)
    return (
        bool(issue.appraisals)
        or (issue.petition is not None and bool(issue.petition.revisits))
        or (bool(issue.attributes) and _has_ages(issue, office))
        or (plan is not None and plan.deadline is not None and plan.deadline.base is not None)
        or (plan is not None and any(one.quantity is not None and one.quantity.stages for one in plan.measures))
        or (bool(issue.extensions) and reopened)  # whose day it was that was set is told by who set it
    )


def _has_ages(issue: Issue, office: Office) -> bool:
    """Whether its book has fields with days that run out."""
    book = office.of(issue).book
    return book is not None and any(one.at_most for one in book.described.record)

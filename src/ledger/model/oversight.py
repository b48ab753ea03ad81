"""挂牌督办 and what is lifted again: since when, until when, and whether it still stands.

约谈 and 通报 happen on one day and are over; 挂牌督办, and whatever was given a limit, stands until it is lifted (湖南:
past the limit of a 挂牌 follows 约谈 or 专项督察; domain 3.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ledger.model.acts import Escalation
from ledger.model.attribute import ATTRIBUTES
from ledger.model.book import Book
from ledger.model.casebook import Accounting, level_of, plate
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.schedule import effective_due

State = Literal["once", "standing", "overdue", "lifted"]


def state(act: Escalation, day: date) -> State:
    """How an act stands on a day. What was given no limit, and is not 挂牌督办, is over when it has been said."""
    if act.lifted_on is not None and act.lifted_on <= day:
        return "lifted"
    if act.due is not None and act.due < day:
        return "overdue"
    return "standing" if act.due is not None or act.kind == "挂牌督办" else "once"


def stands(act: Escalation, day: date) -> bool:
    """Whether an act is still to be lifted."""
    return state(act, day) in {"standing", "overdue"}


def acts(issue: Issue, office: Office) -> tuple[Escalation, ...]:
    """The acts on record, and the 挂牌督办 that the issue is itself where its book says so. A day's issue is asked for
    (`rewind`): what was taken back is no longer there.
    """
    book = office.of(issue).book
    by = book.described.supervision if book else None
    own = plate(issue, by, effective_due(issue, office)) if by and issue.void is None else None
    return (own, *issue.escalations) if own else issue.escalations


def accounting(issue: Issue | str, office: Office) -> Accounting | None:
    """Which fields of its book tell the decision, where each issue of the book is a case; None for any other issue."""
    book = office.of(issue).book
    return book.described.accountability if book else None


def books_of_cases(office: Office) -> tuple[str, ...]:
    """The books of the ledger whose issues are cases, as `--book` calls them."""
    return tuple(one.name for one in office.described if one.described.accountability)


def named_in_book(issue: Issue, office: Office) -> tuple[str, str] | None:
    """The field of a book of cases that should hold a post, and the name of the register that stands in it."""
    by = accounting(issue, office)
    field = by.post if by else None
    name = office.people.named_in(issue.attributes.get(field, "")) if field else None
    return (field, name) if field and name else None


def with_its_level(issue: Issue, book: Book) -> Issue:
    """The issue with the level of its 挂牌督办 in the book's own word: 省 and 省级 are one."""
    field = book.described.supervision.level if book.described.supervision else None
    said = issue.attributes.get(field) if field else None
    words = next((one.words for one in book.described.record if one.name == field), ())
    meant = [word for word in words if said and level_of(word) == level_of(said)]
    if not field or said in words or len(meant) != 1:
        return issue
    return issue.model_copy(update={ATTRIBUTES: {**issue.attributes, field: meant[0]}})


def standing(issue: Issue, day: date) -> Iterator[tuple[int, Escalation]]:
    """The acts on record that have been neither lifted nor taken back by a day, each with its place in the list."""
    for at, act in enumerate(issue.escalations):
        made = act.date <= day and (act.withdrawn_on is None or act.withdrawn_on > day)
        if made and stands(act, day):
            yield at, act

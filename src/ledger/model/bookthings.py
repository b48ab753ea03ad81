"""The objects that stand in the fields of a book (所属企业): said by whatever they go by, kept by their ids."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import Said, say
from ledger.model.attribute import ATTRIBUTES, Attribute
from ledger.model.book import Book
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.thing import Things
from ledger.model.units import plain


def settled(before: Issue | None, after: Issue, book: Book, things: Things) -> Issue | tuple[Said, ...]:
    """The issue with the id of every object that is new in a field of its book; or every reason why one is none."""
    held, wrong = dict(after.attributes), list[Said]()
    for one in book.things:
        said = held.get(one.name)
        if said is None or (before is not None and before.attributes.get(one.name) == said):
            continue
        found = things.matching(said)
        if reason := _against(one, said, things):
            wrong.append(reason)
        else:
            held[one.name] = found[0].id
    if wrong:
        return tuple(wrong)
    return after if held == after.attributes else after.model_copy(update={ATTRIBUTES: held})


def _against(field: Attribute, said: str, things: Things) -> Said | None:
    """Why a word is none of the objects that a field asks for."""
    found = things.matching(said)
    if not found:
        near = nearest(said, tuple(word for one in things if fits(field, one.kind) for word in (one.id, *one.names)))
        hint = say("did-you-mean", word=near) if near else None
        return say("attribute.no-such-object", name=field.name, found=said, kind=field.of or "—", hint=hint)
    if len(found) > 1:
        return say("object.ambiguous", word=said, ids=tuple(one.id for one in found))
    if not fits(field, found[0].kind):
        return say("attribute.other-kind", name=field.name, found=said, kind=found[0].kind, wanted=field.of)
    return None


def fits(field: Attribute, kind: str) -> bool:
    """Whether objects of this kind may stand in a field."""
    return field.of is None or plain(field.of) == plain(kind)


def faults(issue: Issue, book: Book, things: Things, unread: frozenset[str]) -> Iterator[Problem]:
    """Objects in the fields of an issue that are not there, or not of the kind that its book asks for. `unread` are
    those that can't be read: they are there all the same.
    """
    for field in book.things:
        said = issue.attributes.get(field.name)
        if said is None or said in unread:
            continue
        thing, path = things.get(said), (ATTRIBUTES, field.name)
        if thing is None:
            named = things.matching(said)
            near = named[0].id if len(named) == 1 else nearest(said, tuple(one.id for one in things))
            yield Problem("unknown-object", "error", say("object.unknown", id=said), issue.id, path, suggestion=near)
        elif not fits(field, thing.kind):
            text = say("attribute.other-kind", name=field.name, found=said, kind=thing.kind, wanted=field.of)
            yield Problem("attribute", "error", text, issue.id, path)

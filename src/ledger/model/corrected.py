"""The same document once more, or a corrected one: which of its items are in the ledger, changed, new, or gone.

An issue remembers its document by digest, and its place and number there. A corrected document has another digest: it
is known by its items, of which enough must say nearly the same as issues of one earlier document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledger.model.issue import Issue
from ledger.model.likeness import Index, even, likeness
from ledger.model.provenance import Provenance
from ledger.model.units import plain

SAME_WORDS = 0.95
"""From this score on two texts are taken for one; below it stand real differences of a word or a number."""
MUCH_ALIKE = 0.8
"""From this score on two texts are named to a person as perhaps one problem."""
OWN_NUMBER = 0.5
"""With the same number in both, as much likeness as this makes one item: the wording was corrected."""
ENOUGH, ENOUGH_NAMED = 0.5, 0.2
"""The share of an earlier document's issues that must come again to call this one its correction; less where both bear
the same name.
"""
ENOUGH_OF_THIS = 0.3
"""The share of this document's items that they must be: a list that also tells what one notice told corrects no notice.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the document now gives otherwise than the record says."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Items by their place in the list, and the issues that were made of them before."""

    known: Mapping[int, Issue]
    gone: tuple[Issue, ...] = ()
    same_document: bool = False
    """Whether it is the very same document, byte for byte: then nothing in it can have changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an item or an issue says, as far as it tells who is who."""

    number: str
    place: str
    words: str


def told(issue: Issue) -> Told:
    """An issue in these words."""
    source = issue.source
    return Told(source.item or "", source.place or "", source.finding or issue.title)


def paired(items: Sequence[Told], issues: Iterable[Issue], provenance: Provenance) -> Pairing:
    """Which items are in the ledger already, because this document or earlier states of it were imported.

    An applied correction left only its new issues under its own digest: what it shares with the earlier states is
    looked for there.
    """
    imported = [one for one in issues if one.source.digest]
    same = [one for one in imported if one.source.digest == provenance.digest]
    pairs = _pairs(items, [told(one) for one in same])
    if same and len(pairs) == len(items):
        return Pairing({at: same[other] for at, other in pairs.items()}, same_document=True)
    earlier = _earlier(items, [one for one in imported if one.source.digest != provenance.digest], provenance)
    known = [*same, *earlier]
    pairs = _pairs(items, [told(one) for one in known])
    taken = set(pairs.values())
    gone = tuple(one for at, one in enumerate(known) if at >= len(same) and at not in taken)
    return Pairing({at: known[other] for at, other in pairs.items()}, gone, bool(same) and not earlier)


def _earlier(items: Sequence[Told], imported: Sequence[Issue], provenance: Provenance) -> list[Issue]:
    """The issues of documents that this one looks like a correction of; then those of a correction in between, which
    brought a few issues only: what of them comes again says again what none of the others says.
    """
    documents: defaultdict[str, list[Issue]] = defaultdict(list)
    for one in imported:
        documents[one.source.digest or ""].append(one)
    found, others = _states(items, documents.values(), provenance, of_this=ENOUGH_OF_THIS)
    if not found or not others:
        return found
    left = set(range(len(items))) - set(_pairs(items, [told(one) for one in found]))
    between, _ = _states([items[at] for at in sorted(left)], others, provenance, of_this=0)
    return [*found, *between]


def _states(
    items: Sequence[Told], documents: Iterable[list[Issue]], provenance: Provenance, *, of_this: float
) -> tuple[list[Issue], list[list[Issue]]]:
    """The issues of the documents of which enough comes again in the items, and the other documents."""
    index = Index((str(at), one.words) for at, one in enumerate(items))
    found: list[Issue] = []
    others: list[list[Issue]] = []
    for group in documents:
        named = any(one.source.document == provenance.document for one in group)
        again = sum(bool(index.like(told(one).words, MUCH_ALIKE)) for one in group)
        enough = ENOUGH_NAMED * len(group) if named else max(ENOUGH * len(group), of_this * len(items))
        if again and again >= enough:
            found += group
        else:
            others.append(group)
    return found, others


def _pairs(items: Sequence[Told], known: Sequence[Told]) -> dict[int, int]:
    """Each item with the one record it was made of: the surest signs first, and none taken twice."""
    pairs: dict[int, int] = {}
    _match(pairs, items, known, lambda one: (one.number, one.place, even(one.words)))
    _match(pairs, items, known, lambda one: (one.number, even(one.words)))
    _match(pairs, items, known, lambda one: even(one.words))
    numbers = _alone(known, pairs.values())
    mine = _alone(items, pairs)
    for number in mine.keys() & numbers.keys():
        if likeness(items[mine[number]].words, known[numbers[number]].words) >= OWN_NUMBER:
            pairs[mine[number]] = numbers[number]
    taken = set(pairs.values())
    index = Index((str(at), one.words) for at, one in enumerate(known) if at not in taken)
    close = [
        (alike.score, at, int(alike.key))
        for at, one in enumerate(items)
        if at not in pairs
        for alike in index.like(one.words, MUCH_ALIKE)
    ]
    for _, at, other in sorted(close, key=lambda one: (-one[0], one[1], one[2])):
        if at not in pairs and other not in taken:
            pairs[at] = other
            taken.add(other)
    return pairs


def _match(pairs: dict[int, int], items: Sequence[Told], known: Sequence[Told], key: Callable[[Told], object]) -> None:
    """Pair what has the same key; of several with one key the first with the first."""
    taken = set(pairs.values())
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for other, one in enumerate(known):
        if other not in taken:
            waiting[key(one)].append(other)
    for others in waiting.values():
        others.reverse()
    for at, one in enumerate(items):
        if at not in pairs and (left := waiting.get(key(one))):
            pairs[at] = left.pop()


def _alone(listed: Sequence[Told], taken: Iterable[int]) -> dict[str, int]:
    """The numbers that only one of those left bears."""
    left = set(range(len(listed))) - set(taken)
    count = Counter(listed[at].number for at in left)
    return {listed[at].number: at for at in left if listed[at].number and count[listed[at].number] == 1}


def differences(before: Issue, now: Issue, *, damaged: bool) -> tuple[Difference, ...]:
    """Where the document gives a field otherwise than the record. `damaged`: its deadline can't be read there, so that
    what a person put in its place is no difference.
    """
    old, new = _fields(before), _fields(now)
    return tuple(
        Difference(name, old[name], text)
        for name, text in new.items()
        if plain(text) != plain(old[name]) and not (damaged and name == "plan.deadline.text") and text
    )


def _fields(issue: Issue) -> dict[str, str]:
    plan, source = issue.plan, issue.source
    shown = {"source.item": source.item or "", "source.finding": source.finding or "", "region": issue.region or ""}
    if plan is None:
        return shown | dict.fromkeys(_OF_PLAN, "")
    said = (
        plan.goal or "",
        *("、".join(units) for units in (plan.lead_units, plan.responsible_units, plan.support_units)),
        *("、".join(units) for units in (plan.supervisor_units, plan.acceptor_units)),
        plan.person or "",
        plan.leader or "",
        plan.deadline.text if plan.deadline else "",
        "\n".join(f"{one.number}. {one.text}" for one in plan.measures),
    )
    return shown | dict(zip(_OF_PLAN, said, strict=True))


_OF_PLAN = (
    "plan.goal", "plan.lead_units", "plan.responsible_units", "plan.support_units", "plan.supervisor_units",
    "plan.acceptor_units", "plan.person", "plan.leader", "plan.deadline.text", "plan.measures",
)  # fmt: skip

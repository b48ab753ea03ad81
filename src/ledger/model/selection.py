"""Which issues a command is about: the same filters wherever they make sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ledger.model.facts import About, about
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.schedule import Situation
from ledger.model.territory import lies_in
from ledger.model.units import plain


@dataclass(frozen=True)
class Selection:
    """Filters that all must hold; within one filter any of its values will do. Empty filters let everything through."""

    ids: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    """Ids of things that an issue is about."""
    books: tuple[str, ...] = ()
    """Names of books; `main` is the ledger's own."""
    public: bool = False
    """Only what everybody may see: no book that is kept inside."""
    rectified: bool = False
    """Only what is to be rectified: no book of cases or tasks."""
    overdue: bool = False
    """Only with something late: the final deadline, or a node of it."""
    due_within: int | None = None
    text: str | None = None
    void: bool = False
    """Whether issues that stand for nothing take part."""

    @property
    def empty(self) -> bool:
        """Whether this lets everything through, or everything that is not void."""
        return self in {Selection(), Selection(void=True)}

    def going_out(self, office: Office) -> Selection:
        """The same for a paper or workbook that leaves the office: without the books that are kept inside, unless books
        are asked for by name.
        """
        inside = any(not one.described.public for one in office.described)
        return replace(self, public=True) if inside and not self.books else self

    def to_rectify(self, office: Office) -> Selection:
        """The same for a paper that adds up what is to be rectified: without the books of anything else, unless books
        are asked for by name.
        """
        others = any(not one.is_rectification for one in office.described)
        return replace(self, rectified=True) if others and not self.books else self

    def is_beside(self, name: str, in_use: tuple[str, ...]) -> bool:
        """Whether the filter `name` (`regions`, `fields`, `sources`, `batches`) asks for nothing that is in use."""
        wanted: tuple[str, ...] = getattr(self, name)
        return bool(wanted) and not (_lies_in if name == "regions" else _any)(wanted, in_use)

    def takes(self, issue: Issue, now: Situation, office: Office) -> bool:
        """Whether an issue, as it stands on the day, is selected."""
        return self.suits(about(office.about_things(issue)), now, office) and self.finds(issue)

    def finds(self, issue: Issue) -> bool:
        """Whether the text that is looked for stands somewhere in an issue."""
        return self.text is None or plain(self.text) in plain(_words(issue))

    def suits(self, one: About, now: Situation, office: Office) -> bool:
        """Whether an issue is selected by all but its texts."""
        return (
            (self.void or one.void is None)
            and _any(self.ids, (one.id,))
            and (not self.statuses or _any(self.statuses, (one.status, office.state(one.id, one.status, one.gate))))
            and (not self.units or any(among(one, it, office) for it in self.units))
            and _lies_in(self.regions, (one.region,))
            and _any(self.fields, one.fields)
            and _any(self.sources, (one.source,))
            and _any(self.batches, (one.batch,))
            and (not self.objects or not {*self.objects}.isdisjoint(one.objects))
            and (not self.books or office.of(one.id).called_here in self.books)
            and (not self.public or office.of(one.id).is_public)
            and (not self.rectified or office.of(one.id).is_rectification)
            and (not self.overdue or bool(now.late))
            and (self.due_within is None or self._due(now, self.due_within))
        )

    @staticmethod
    def _due(now: Situation, days: int) -> bool:
        """Whether something unfinished falls due within so many days from the day, today included."""
        return any((node.due - now.day).days <= days for node in now.ahead)


def names_unit(issue: Issue, unit: str, office: Office) -> bool:
    """Whether an issue names a unit, under whatever alias and in whatever part."""
    return among(about(issue), unit, office)


def among(one: About, unit: str, office: Office) -> bool:
    """The same of what is remembered of an issue."""
    return office.units.among(unit, (*one.units, *one.other_units))


def words_in_use(issues: Iterable[Issue]) -> dict[str, tuple[str, ...]]:
    """What the filters by word could be given here, the most frequent first."""
    counted = {name: Counter[str]() for name in ("regions", "fields", "sources", "batches")}
    for issue in issues:
        counted["regions"].update([issue.region] if issue.region else [])
        counted["fields"].update(issue.fields)
        counted["sources"].update([issue.source.kind])
        counted["batches"].update([issue.source.batch] if issue.source.batch else [])
    return {name: tuple(word for word, _ in counter.most_common()) for name, counter in counted.items()}


def _any(wanted: tuple[str, ...], have: Iterable[str | None]) -> bool:
    return not wanted or any(plain(one) == plain(other) for one in wanted for other in have if other)


def _lies_in(wanted: tuple[str, ...], have: Iterable[str | None]) -> bool:
    """The same of places: who asks for a town means its villages, too."""
    return not wanted or any(lies_in(place, region) for region in wanted for place in have if place)


def _words(issue: Issue) -> str:
    """Everything in an issue that somebody may search for."""
    plan = issue.plan
    parts = [issue.id, issue.title, issue.source.finding, issue.source.document, issue.source.item]
    parts += issue.attributes.values()
    if plan:
        parts += [plan.goal, plan.deadline.text if plan.deadline else None, *(one.text for one in plan.measures)]
        parts += [*plan.implementers, *plan.support_units, *plan.supervisor_units]
    parts += [entry.text for entry in issue.progress]
    return "\n".join(part for part in parts if part)

"""An item out of an entry: every part taken apart, the same way for all layouts; what stays open is said in remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ledger.errors import Said, say
from ledger.model.extract import deadlines, indicators, measures, numbers, persons, progress, titles, units
from ledger.model.extract.deadlines import When
from ledger.model.extract.sentences import unbroken
from ledger.model.item import Deadline, Entry, Item, Label, Labelled, Measure, Progress
from ledger.model.personal import hidden_numbers
from ledger.model.workdays import Calendar

_ROLES: tuple[units.Role, ...] = ("lead", "responsible", "support", "supervisor", "acceptor")
_YES_NO = {"是": "已", "否": "未"}


def item(entry: Entry, base: date | None, year: int | None, calendar: Calendar) -> Item:
    """Read an entry. `base` is the document's day, from which periods count; `year` the one that goes without saying.

    Either may be unknown: a date that depends on it is then shown and left empty. Takes any text and raises nothing.
    """
    return _Reader(entry, When(base, year, calendar)).item()


class _Reader:
    """One entry while it is read: its parts by label, and the remarks that come up on the way."""

    def __init__(self, entry: Entry, when: When) -> None:
        self.entry, self.when = entry, when
        self.remarks: list[Said] = list(entry.remarks)

    def item(self) -> Item:
        number = numbers.read(self.entry.number)
        if number.why is not None:
            self._remark(number.why)
        title, finding = self._title_and_finding()
        shares = self._shares(0)
        goal = self._text("goal")
        found = Item(
            number=number.text,
            title=title,
            finding=finding,
            spot=self.entry.spot,
            headings=self.entry.headings,
            goal=goal or None,
            indicators=indicators.indicators(goal, self.when),
            deadline=self._deadline(goal, shares["times"]),
            lead=shares["lead"],
            responsible=shares["responsible"],
            support=shares["support"],
            supervisor=shares["supervisor"],
            acceptor=shares["acceptor"],
            persons=self._persons("persons"),
            leader=self._persons("leader"),
            region=self._text("region") or None,
            measures=self._measures(),
            progress=self._progress(),
            others=tuple(self._parts("other")),
        )
        self._damage(found)
        return replace(found, remarks=tuple(dict.fromkeys(self.remarks)))

    def _remark(self, said: Said) -> None:
        self.remarks.append(said)

    def _parts(self, label: Label, row: int = 0) -> list[Labelled]:
        """The parts under a label: all of them, or those of one row of a table."""
        return [part for part in self.entry.parts if part.label == label and row in {0, part.row} and part.text.strip()]

    def _text(self, label: Label) -> str:
        return "\n".join(dict.fromkeys(unbroken(part.text.strip()) for part in self._parts(label)))

    def _title_and_finding(self) -> tuple[str, str]:
        """The finding word for word. Words before a labelled one are its title if short, else part of it."""
        opening, labelled = unbroken(self.entry.opening.strip()), self._text("finding")
        if opening and labelled and opening not in labelled:
            if len(opening) <= titles.LONGEST:
                return self._title(opening), labelled
            labelled = f"{opening}\n{labelled}"
        finding = labelled or opening
        if finding:
            return self._title(finding), finding
        self._remark(say("extract.no-finding"))
        heading = self.entry.headings[-1] if self.entry.headings else ""
        return self._title(heading), ""

    def _title(self, words: str) -> str:
        """A title, which every sheet shows: without the telephone number of somebody who complained."""
        title = hidden_numbers(titles.title(hidden_numbers(words)))
        if title != titles.title(words):
            self._remark(say("extract.private-title", title=title))
        return title

    def _shares(self, row: int) -> dict[str, tuple[str, ...]]:
        """The units by what they do, out of all labels, each once and under the first of its roles."""
        found: dict[str, list[str]] = {role: [] for role in (*_ROLES, "times")}
        for role in _ROLES:
            for part in self._parts(role, row):
                shares = units.shares(part.text, role)
                for each in _ROLES:
                    found[each] += shares.of(each)
                found["times"] += shares.times
                for words in shares.rest:
                    self._remark(say("extract.units-rest", part=words))
        return {role: tuple(dict.fromkeys(names)) for role, names in found.items()}

    def _deadline(self, goal: str, times: Sequence[str]) -> Deadline | None:
        """The deadline of the whole item; where rows of a table differ, each measure has its own."""
        texts = list(dict.fromkeys(unbroken(part.text.strip()) for part in self._parts("deadline")))
        if len(texts) > 1 and all(part.row for part in self._parts("deadline")):
            return None
        if texts or times:
            return deadlines.read("\n".join(texts) or "，".join(times), self.when)
        offer = deadlines.offered(goal, self.when) if goal else None
        if offer is not None and offer.due is not None:
            self._remark(say("extract.deadline-in-goal", part=offer.text, due=offer.due))
        return None

    def _damage(self, said: Item) -> None:
        """Damaged dates outside the deadlines, which tell their own."""
        own = [one.deadline.text for one in said.measures if one.deadline is not None and one.deadline.damaged]
        texts = [said.finding, said.goal or "", *(one.text for one in said.measures)]
        if said.progress is not None:
            texts.append(said.progress.text)
        for text in texts:
            for damaged in deadlines.damaged_in(text):
                if not any(damaged.part in deadline for deadline in own):
                    hint = say("did-you-mean", word=damaged.suggestion) if damaged.suggestion else None
                    self._remark(say("extract.damaged-date", part=damaged.part, hint=hint))

    def _persons(self, label: Label) -> tuple[str, ...]:
        every = (name for part in self._parts(label) for name in persons.persons(part.text))
        return tuple(dict.fromkeys(every))

    def _measures(self) -> tuple[Measure, ...]:
        parts = self._parts("measures")
        rows = [part for part in parts if part.row]
        found = list(measures.measures("\n".join(part.text.strip() for part in parts if not part.row), self.when))
        for part in rows:
            found += self._of_row(part, alone=len(rows) == 1)
        given = [one.number for one in found if one.number]
        if len(set(given)) < len(given):  # each row of a table counts from 1
            found = [replace(one, number=str(at)) for at, one in enumerate(found, 1)]
        for one in found:
            if one.quantity is not None and (more := measures.more_quantities(one.text)):
                named = tuple(quantity.text for quantity in more)
                self._remark(_several(one.number, one.quantity.text, named))
        return tuple(found)

    def _of_row(self, part: Labelled, *, alone: bool) -> Iterable[Measure]:
        """The measures of one row of a table, with the units and the deadline that stand beside them."""
        doers = () if alone else self._doers(part.row)
        texts = [] if alone else [unbroken(one.text) for one in self._parts("deadline", part.row) if one.row]
        deadline = deadlines.read("\n".join(texts), self.when) if texts else None
        return [measures.with_row(one, doers, deadline) for one in measures.measures(part.text.strip(), self.when)]

    def _doers(self, row: int) -> tuple[str, ...]:
        mine = [part for role in _ROLES[:3] for part in self._parts(role, row) if part.row]
        every = (name for part in mine for name in units.shares(part.text, _role(part.label)).doers)
        return tuple(dict.fromkeys(every))

    def _progress(self) -> Progress | None:
        said = [_answered(part) for part in self._parts("status")]
        return progress.progress(self._text("progress"), "，".join(dict.fromkeys(said)))


def _several(number: str, first: str, others: tuple[str, ...]) -> Said:
    """Of a measure with more quantities than a record keeps; one without a number is named by its words."""
    if number:
        return say("extract.more-quantities", number=number, parts=others)
    return say("extract.more-quantities-here", first=first, parts=others)


def _role(label: Label) -> units.Role:
    return next((role for role in _ROLES if role == label), "responsible")


def _answered(part: Labelled) -> str:
    """`是否办结：是` says 已办结; anything else says itself."""
    text = part.text.strip()
    asked = part.heading.replace(" ", "")
    return f"{_YES_NO[text]}{asked[2:].strip(':：')}" if text in _YES_NO and asked.startswith("是否") else text

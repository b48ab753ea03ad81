"""The issues and objects that a meeting, an indicator or a checklist is about: found as they are called, else refused.

A topic says `红旗河整治=1、红旗河`: a number is an issue, and an object goes by its id, a name or a code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ledger.actions.desk import Desk
from ledger.errors import NotFoundError, Said, UsageError, say
from ledger.model.gauge import Gauge
from ledger.model.ids import normalize
from ledger.model.meeting import Decision, Meeting, Topic
from ledger.model.naming import nearest
from ledger.model.thing import Things
from ledger.store import folder, objects


@dataclass(frozen=True)
class _Known:
    """What there is to refer to."""

    issues: frozenset[str]
    things: Things
    prefix: str

    def meant(self, word: str) -> str | Said:
        """The id of the issue or the object that a word means; else why it means none."""
        if word in self.issues:
            return word
        found = self.things.matching(word)
        if len(found) == 1:
            return found[0].id
        if found:
            return say("object.ambiguous", word=word, ids=tuple(one.id for one in found))
        issue = normalize(word, self.prefix)
        if issue is not None and issue in self.issues:
            return issue
        near = self._mistyped(issue) if issue else nearest(word, self.things.words)
        return say("reference.near" if near else "reference.none", word=word, near=near)

    def _mistyped(self, issue: str) -> str | None:
        """The issue with one other sign: every number looks like every other in a small ledger."""
        alike = (one for one in sorted(self.issues) if len(one) == len(issue))
        return next((one for one in alike if sum(map(str.__ne__, one, issue)) == 1), None)


@dataclass(frozen=True)
class _Found:
    """What words mean: ids, and which of them are those of issues."""

    ids: Mapping[str, str]
    issues: Collection[str]

    def parted(self, one: Topic | Decision) -> dict[str, tuple[str, ...]]:
        """Its issues and its objects, each once."""
        named = dict.fromkeys(self.ids.get(word, word) for word in (*one.issues, *one.objects))
        return {
            "issues": tuple(it for it in named if it in self.issues),
            "objects": tuple(it for it in named if it not in self.issues),
        }


def about(desk: Desk, meeting: Meeting, before: Meeting | None = None) -> Meeting:
    """The meeting with what its topics and decisions are about by its ids. What they were about `before` stays, whether
    it is still there or not.

    Raises NotFoundError with every word that means nothing, UsageError where one means several, UnreadableError.
    """
    old = _named(before) if before else {}
    found = _find(desk, _named(meeting), old)
    return meeting.model_copy(
        update={
            "topics": tuple(one.model_copy(update=found.parted(one)) for one in meeting.topics),
            "decisions": tuple(one.model_copy(update=found.parted(one)) for one in meeting.decisions),
        }
    )


def measured(desk: Desk, gauge: Gauge, before: Gauge | None = None) -> Gauge:
    """The same of an indicator, whose object has its id then."""
    old = dict.fromkeys(before.issues, True) | ({before.object: False} if before.object else {}) if before else {}
    new = dict.fromkeys(gauge.issues, True) | ({gauge.object: False} if gauge.object else {})
    found = _find(desk, new, old)
    return gauge.model_copy(update={"object": found.ids.get(gauge.object, gauge.object)}) if gauge.object else gauge


def inspected(desk: Desk, issue: str | None, thing: str | None) -> dict[str, str]:
    """The issue and the object that a checklist was filled in for, by their ids. Raises as `about`."""
    said = {"issue": issue, "object": thing}
    words = {key: word.strip() for key, word in said.items() if word and word.strip()}
    ids = _find(desk, {word: key == "issue" for key, word in words.items()}, {}).ids
    return {key: ids[word] for key, word in words.items()}


def _named(meeting: Meeting) -> dict[str, bool]:
    """Every word by which something is referred to, and whether it stands among the issues."""
    parts: tuple[Topic | Decision, ...] = (*meeting.topics, *meeting.decisions)
    objects_named = {word: False for one in parts for word in one.objects}
    return objects_named | {word: True for one in parts for word in one.issues}


def _find(desk: Desk, named: Mapping[str, bool], old: Mapping[str, bool]) -> _Found:
    """What the words that are not `old` mean. Raises as `about`."""
    wanted = [word for word in named if word not in old]
    before = {word for word, is_issue in old.items() if is_issue}
    if not wanted:
        return _Found({}, before)
    issues = frozenset(path.stem for path in folder.paths(desk.workspace))
    known = _Known(issues, objects.asked(objects.things(desk.workspace)), desk.office.policy.ledger.prefix)
    meant = {word: known.meant(word) for word in wanted}
    wrong = tuple(one for one in meant.values() if isinstance(one, Said))
    if wrong:
        several = all(one.key == "object.ambiguous" for one in wrong)
        raise (UsageError if several else NotFoundError)(say("reference.wrong"), *wrong)
    return _Found({word: one for word, one in meant.items() if isinstance(one, str)}, issues | before)

"""What of an issue everybody may read: an allow-list, so that a field nobody has thought of stays inside.

The law keeps secret who reports a problem (环境保护法 art. 57), and what is published is the finding, the plan and how
far it has come (信息公开: 整改方案、整改进度、整改结果; domain 1, 97–99). Persons, opinions, reasons and the paths of
evidence are the house's own. What is left out is not only left out: `private` tells every such text, so that whoever
writes pages can look whether one of them got into any page by another way (`leaks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import JsonValue

from ledger.model.acts import ACCOUNT, Change
from ledger.model.issue import Issue
from ledger.model.people import People
from ledger.model.personal import complainants, hidden_words, private_words
from ledger.model.values import Record

R = TypeVar("R", bound=Record)


def _of(place: str, fields: str) -> tuple[str, ...]:
    return tuple(f"{place}.{field}" for field in fields.split())


SHOWN: frozenset[str] = frozenset({
    *("id", "title", "status", "cycle", "level", "region", "fields", "nature", "engineering", "parent", "related"),
    *_of("source", "kind batch document item finding received"),
    *_of("petition", "number channel category investigation verdict settled"),
    *_of("plan", "goal lead_units responsible_units former_units support_units supervisor_units acceptor_units"),
    *_of("plan.indicators", "name operator value unit by"),
    *_of("plan.indicators.baseline", "year value"),
    *_of("plan.indicators.readings", "date value source"),
    *_of("plan.deadline", "text due immediate long_term"),
    *_of("plan.deadline.milestones", "due text done_on"),
    *_of("plan.measures", "number text units deadline due done_on cycle"),
    *_of("plan.measures.quantity", "total unit done"),
    *_of("plan.approval", "unit date document"),
    *_of("progress", "month date text percent"),
    *_of("progress.counts", "number done"),
    *_of("extensions", "requested_on new_due approved_on cycle"),
    *_of("evidence", "date kind cycle"),
    *_of("verifications", "date unit result method cycle"),
    "verifications.joint.unit",
    *_of("passages", "gate date unit result cycle"),
    *_of("publicity", "start end days working medium url cycle"),
    *_of("closures", "date unit document filed_on cycle"),
    *_of("lookbacks", "date rebound cycle"),
    *_of("disclosure", "kind date medium url"),
    *_of("void", "date instead"),
    *_of("history", "move before after date unit cycle gate"),
})  # fmt: skip
"""What is published, by field; lists are gone through. All else stays inside."""

NEUTRAL: frozenset[str] = frozenset({
    "accountability.kind",
    *("uid", "source.digest", "evidence.sha256", "escalations.month", "lookbacks.sample", "objects", "scheme"),
    *_of("plan.indicators", "gauge"),
    *_of("history", "at former covers prev state hash"),
    *_of("history.evidence", "sha256"),
})  # fmt: skip
"""Neither published nor anybody's secret: digests, moments of writing, seeds, the names of what findings are about."""

OF_LISTS: frozenset[str] = frozenset({"risk", "petition.level"})
"""Not published, but words from the house's own short lists: 高, 重大 stand in any text and say nothing there."""

PERSONS: frozenset[str] = frozenset({"by", "approver", "rejected_by", "person", "leader"})
"""Fields, wherever they stand, that name somebody."""

NAMES: frozenset[str] = frozenset({"unit", "document", "gate", "duplicate_of", "instead", "path", "evidence"})
"""Fields, wherever they stand, that name a thing which a published field may name as well: a unit is in many places."""

USUAL: frozenset[str] = frozenset({
    *("同意", "不同意", "同意销号", "同意延期", "通过", "不通过", "验收通过", "合格", "不合格", "属实", "情况属实"),
    *("已完成", "已整改", "整改到位", "无异议", "暂无", "没有", "正常", "重复", "更正", "反弹", "未反弹", "逾期"),
    *("符合", "登记"),
})  # fmt: skip
"""What opinions and reasons say everywhere, and so of nobody."""

_WITHIN = frozenset(path.rpartition(".")[0] for path in SHOWN)
_PARENTS = frozenset(".".join(path.split(".")[:count]) for path in _WITHIN for count in range(1, path.count(".") + 2))


def published(issue: Issue, may_name: Callable[[str], bool]) -> Issue:
    """The issue as everybody may read it; telephone and identity numbers in its texts are masked.

    `may_name` says of the number of another issue whether everybody may know that there is one: a link to any other is
    left out. Where a field is left out that every record must have, an empty text stands in its place.
    """
    told = tuple(step for step in issue.history if step.move != ACCOUNT)  # that there was 问责 is nobody's to read
    links: dict[str, object] = {"history": told, "related": tuple(filter(may_name, issue.related))}
    if issue.parent is not None and not may_name(issue.parent):
        links["parent"] = None
    if issue.void is not None and issue.void.instead is not None and not may_name(issue.void.instead):
        links["void"] = issue.void.model_copy(update={"instead": None})
    return _kept(issue.model_copy(update=links), "")


def _kept(record: R, place: str) -> R:
    values: dict[str, Any] = {name: _shown(record, name, f"{place}{name}") for name in type(record).model_fields}
    return cast("R", type(record).model_construct(**values))


def _shown(record: Record, name: str, path: str) -> object:
    value: object = getattr(record, name)
    if path in _PARENTS:
        if isinstance(value, Record):
            return _kept(value, f"{path}.")
        return tuple(_kept(one, f"{path}.") for one in value) if isinstance(value, tuple) else value
    if path in SHOWN:
        return _masked(value)
    if path in NEUTRAL:
        return value
    field = type(record).model_fields[name]
    return "" if field.is_required() else field.get_default()


def _masked(value: object) -> object:
    if isinstance(value, str):
        return hidden_words(value)
    return tuple(map(_masked, value)) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not stand in anything published."""

    text: str
    kind: Literal["person", "number", "note"]
    """Somebody's name or id; a number or address of somebody's; a field that is not published."""
    field: str
    """Where it was found: a field's path, or the register."""
    issue: str | None = None
    firm: bool = False
    """Whether nobody can find it fit to be read."""


PLAIN = re.compile(r"[-0-9.:+TZ]*|true|false")
"""Days, numbers and flags as a record's texts have them: they stand in every page."""
LEAST = 2
"""Signs that a secret has: a single one is in every text."""
_ENDS = re.compile(r"[。；！？;!?\n]+")
_SENTENCE = 8
"""Signs that a sentence has, to be somebody's own: a shorter one is a turn of speech."""


def private(issues: Iterable[Issue], people: People) -> tuple[Secret, ...]:
    """Every text that must not be published, each once, whoever complained among them.

    A name of a thing that some published field names just so is none, nor is what is said everywhere (`USUAL`).
    """
    found: dict[str, Secret] = {one.text: one for one in _registered(people)}
    notes: dict[str, Secret] = {}
    shown = set[str]()
    for issue in issues:
        for path, text in _texts(issue, ""):
            if path in SHOWN:
                shown.add(text)
            elif not _is_neutral(path):
                named = path.rpartition(".")[2] in PERSONS
                one = Secret(text, "person" if named else "note", path, issue.id)
                (found if named else notes).setdefault(text, one)
                for part in () if named else _sentences(text):
                    notes.setdefault(part, replace(one, text=part))
            if _is_neutral(path):
                continue
            for number in private_words(text):
                found.setdefault(number, Secret(number, "number", path, issue.id))
            for name in complainants(text):  # in a published text as well: it is nobody's to publish
                found.setdefault(name, Secret(name, "person", path, issue.id))
    kept = (
        one
        for text, one in notes.items()
        if text not in found and text not in USUAL and not (one.field.rpartition(".")[2] in NAMES and text in shown)
    )
    return tuple(one for one in (*found.values(), *kept) if len(one.text) >= LEAST)


def kept_inside(issues: Iterable[Issue]) -> Iterator[Secret]:
    """What tells of issues that nobody outside may know of at all: their numbers, their names, the findings. A name may
    be said of something else as well, a number never.
    """
    for issue in issues:
        for field, text in (("id", issue.id), ("title", issue.title), ("source.finding", issue.source.finding)):
            if text:
                yield Secret(text.strip(), "note", field, issue.id, firm=field == "id")


def _is_neutral(path: str) -> bool:
    """Whether a text is nobody's secret. What a book records besides is not published either, but its codes and its
    words from a list stand in titles and findings as well.
    """
    return path in NEUTRAL or path in OF_LISTS or path.partition(".")[0] == "attributes"


def _sentences(text: str) -> tuple[str, ...]:
    """The sentences of a note: who copies from one seldom copies all of it."""
    return tuple(part for told in _ENDS.split(text) if len(part := told.strip()) >= _SENTENCE)


def _registered(people: People) -> Iterator[Secret]:
    for person in people.people:
        for text in (person.id, *person.names, *person.emails):
            yield Secret(text, "person", "people.yaml")


def _texts(record: Record, place: str) -> Iterator[tuple[str, str]]:
    """Every text of a record that somebody wrote, with the path of its field; words of a closed list are nobody's."""
    for name in written(type(record)):
        value: object = getattr(record, name)
        path = f"{place}{name}"
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Change):
                yield from _former(one)
            elif isinstance(one, Record):
                yield from _texts(one, f"{path}.")
            elif isinstance(one, str):
                yield path, one
                if "/" in one and path.endswith(("path", "evidence")):
                    yield path, one.rpartition("/")[2]


def _former(change: Change) -> Iterator[tuple[str, str]]:
    """What a field said before and after an event: as secret as the field itself is."""
    path = ".".join(part for part in change.field.split(".") if not part.isdecimal())
    return (pair for told in (change.old, change.new) for pair in _leaves(path, told))


def _leaves(path: str, told: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(told, str):
        if path not in _CLOSED and not PLAIN.fullmatch(told):
            yield path, told
    elif isinstance(told, dict):
        for key, one in told.items():
            yield from _leaves(f"{path}.{key}", one)
    elif isinstance(told, list):
        for one in told:
            yield from _leaves(path, one)


@cache
def written(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a record that somebody writes: all but those that take words of a closed list."""
    return tuple(name for name, field in kind.model_fields.items() if not _closed(field.annotation))


def _closed_fields(kind: type[Record], place: str) -> Iterator[str]:
    """The paths of all fields below a record that take only words of a closed list."""
    for name, field in kind.model_fields.items():
        if _closed(field.annotation):
            yield f"{place}{name}"
        for one in (field.annotation, *get_args(field.annotation)):
            if isinstance(one, type) and issubclass(one, Record):
                yield from _closed_fields(one, f"{place}{name}.")


def _closed(annotation: Any) -> bool:  # noqa: ANN401 - what a class was declared with may be any form of typing
    """Whether a field takes only words that the program itself lists."""
    if get_origin(annotation) is Literal:
        return True
    if get_origin(annotation) in {Union, UnionType}:
        return all(one is NoneType or _closed(one) for one in get_args(annotation))
    return False


_CLOSED = frozenset(_closed_fields(Issue, ""))

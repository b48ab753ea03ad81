"""The tables that a ledger is given out as: issues, plans, what is done, who signed, and how each stands on every day.

A row belongs to its issue by `uid`, which never changes; its number does when two clones gave the same one. Within an
issue measures and evidence are known by their own names, acts, which are only ever added, by their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from typing import Any, NamedTuple

from ledger.model.acts import ACCOUNT, Evidence, Extension, Progress, Step
from ledger.model.issue import Issue
from ledger.model.issue import Source as Origin
from ledger.model.office import Office
from ledger.model.openly import is_inside
from ledger.model.personal import hidden_words
from ledger.model.petition import Petition
from ledger.model.plan import Approval, Deadline, Measure, Milestone, Plan
from ledger.model.public import published
from ledger.model.relation import AUDIENCE, HIDDEN, Column, Entry, Field, Kind, Relation, Value, named, numbered, told
from ledger.model.schedule import effective_due, opens_its_cycle, original_due
from ledger.model.spans import Span
from ledger.model.standings import FIELDS as STANDING_FIELDS
from ledger.model.thing import Thing
from ledger.model.units import Unit


class Given(NamedTuple):
    """An issue as it is given out."""

    issue: Issue
    office: Office
    """The house as it judges this issue."""
    file: str
    spans: tuple[Span, ...]

    @property
    def inside(self) -> bool:
        """Whether nobody outside may know of it at all."""
        return is_inside(self.issue, self.office)


def everybodys(given: Given) -> Given:
    """The issue as everybody may read it, but for its links: which of them may be told hangs on the others."""
    masked = (
        one._replace(weight=one.weight._replace(units=tuple(dict.fromkeys(map(hidden_words, one.weight.units)))))
        for one in given.spans
    )
    return given._replace(issue=published(given.issue, lambda _: True), spans=tuple(masked))


def _made(name: str, kind: Kind, comment: str, read: Callable[[Any], Value], *, public: bool = True) -> Field[Any]:
    """A column that is worked out."""
    return Field(Column(name, kind, comment, public), read)


def _judged(name: str, kind: Kind, comment: str, read: Callable[[Any], Value]) -> Field[Any]:
    """A column that is worked out from more than is published."""
    return Field(Column(name, kind, comment, public=True, judged=True), read)


def _key(comment: str, *, public: bool = True, written: bool = False) -> Field[Any]:
    return Field(Column("key", "text", comment, public, written), lambda one: one.key)


def _satisfaction(one: Given) -> str | None:
    return one.issue.petition.satisfaction if one.issue.petition else None


def _to_rectify(one: Given) -> bool:
    return one.office.of(one.issue).is_rectification


_I = partial(told, Issue, within="", at="issue")
_S = partial(told, Origin, within="source", at="issue.source")
_P = partial(told, Petition, within="petition", at="issue.petition")
ISSUES: Relation[Given, Given] = Relation(
    "issues",
    "问题：一件一行",
    lambda one: (one,),
    (
        _I("id", "text"),
        _I("title", "text"),
        _I("status", "text"),
        _I("cycle", "count"),
        _I("level", "text"),
        _I("region", "text"),
        _I("fields", "texts"),
        _I("nature", "text"),
        _I("engineering", "flag"),
        _made("book", "text", "台账：所在的那一本", lambda one: one.office.of(one.issue).title),
        _made("rectification", "flag", "整改台账：所在那一本登记的是要整改的问题；责任追究、年度任务不是", _to_rectify),
        _S("kind", "text", name="source"),
        _S("batch", "text"),
        _S("document", "text"),
        _S("item", "text"),
        _S("finding", "text"),
        _S("received", "day"),
        _P("number", "text", name="petition_number"),
        _P("channel", "text"),
        _P("category", "text"),
        _P("verdict", "text"),
        _P("settled", "text"),
        _made("satisfaction", "text", "满意度：最后一次回访时所说", _satisfaction, public=False),
        _I("objects", "texts"),
        _I("scheme", "text"),
        _I("parent", "text"),
        _I("related", "texts"),
        _I("void.date", "day", name="void_on"),
        _I("void.why", "text", name="void_why"),
        _I("void.instead", "text", name="void_instead"),
        _made("file", "text", "文件：相对台账文件夹", lambda one: one.file, public=False),
    ),
    keys=0,
)

LINKS = frozenset({"parent", "related", "void_instead"})
"""Its columns that name another issue, of which everybody may or may not know."""

_PLAN = partial(told, Plan, within="plan", at="issue.plan")
_DEADLINE = partial(told, Deadline, within="plan.deadline", at="issue.plan.deadline")
_APPROVAL = partial(told, Approval, within="plan.approval", at="issue.plan.approval")
PLANS: Relation[Given, Given] = Relation(
    "plans",
    "整改方案：一件一份",
    lambda one: (one,) if one.issue.plan else (),
    (
        _PLAN("goal", "text"),
        *(_PLAN(f"{name}_units", "texts") for name in ("lead", "responsible", "former", "support", "supervisor")),
        _PLAN("acceptor_units", "texts"),
        _PLAN("person", "text"),
        _PLAN("leader", "text"),
        _DEADLINE("text", "text", name="deadline"),
        _DEADLINE("immediate", "flag"),
        _DEADLINE("long_term", "flag"),
        _judged("original_due", "day", "原时限：公布的最后期限", lambda one: original_due(one.issue, one.office)),
        _judged("due", "day", "批准时限：延期获批后的最后期限", lambda one: effective_due(one.issue, one.office)),
        _APPROVAL("unit", "text", name="approval_unit"),
        _APPROVAL("date", "day", name="approved_on"),
        _APPROVAL("document", "text", name="approval_document"),
    ),
    keys=0,
)

_M = partial(told, Measure, within="plan.measures", at="of")
MEASURES: Relation[Given, Entry[Measure]] = Relation(
    "measures",
    "措施：一条一行",
    lambda one: named(one.issue.plan.measures, lambda own: own.number) if one.issue.plan else (),
    (
        _key("措施编号；同一方案里重复的，第二条起加 #2", written=True),
        _M("number", "text"),
        _M("text", "text"),
        _M("units", "texts"),
        _M("deadline", "text"),
        _M("due", "day"),
        _M("quantity.total", "number", name="amount"),
        _M("quantity.done", "number", name="amount_done"),
        _M("quantity.unit", "text", name="amount_unit"),
        _M("funds", "number"),
        _M("done_on", "day"),
        _M("cycle", "count"),
    ),
    keys=1,
)

_N = partial(told, Milestone, within="plan.deadline.milestones", at="of")
MILESTONES: Relation[Given, Entry[Milestone]] = Relation(
    "milestones",
    "时间节点：一个一行",
    lambda one: numbered(one.issue.plan.deadline.milestones if one.issue.plan and one.issue.plan.deadline else ()),
    (_key("第几个节点"), _N("due", "day"), _N("text", "text"), _N("done_on", "day")),
    keys=1,
)

_R = partial(told, Progress, within="progress", at="of")
PROGRESS: Relation[Given, Entry[Progress]] = Relation(
    "progress",
    "进展记录：每月调度一条",
    lambda one: numbered(one.issue.progress),
    (
        _key("第几条"),
        _R("month", "text"),
        _R("date", "day"),
        _R("by", "text", name="reported_by"),
        _R("text", "text"),
        _R("percent", "number"),
        _R("forecast", "text"),
        _R("problems", "text"),
        _R("next", "text", name="next_step"),
    ),
    keys=1,
)

_X = partial(told, Extension, within="extensions", at="of.act")


class _Asked(NamedTuple):
    """More time that was asked for."""

    act: Extension
    opening: bool


EXTENSIONS: Relation[Given, Entry[_Asked]] = Relation(
    "extensions",
    "延期：原时限永不改写",
    lambda one: numbered(_Asked(act, opens_its_cycle(one.issue, act)) for act in one.issue.extensions),
    (
        _key("第几次"),
        _X("requested_on", "day"),
        _X("by", "text", name="requested_by"),
        _X("reason", "text"),
        _X("new_due", "day"),
        _X("approved_on", "day"),
        _X("approver", "text"),
        _X("document", "text"),
        _X("rejected_on", "day"),
        _X("cycle", "count"),
        _judged("opens_cycle", "flag", "新一轮的时限：重新打开时所定，不是延期", lambda one: one.of.opening),
    ),
    keys=1,
)

_T = partial(told, Step, within="history", at="of")
STEPS: Relation[Given, Entry[Step]] = Relation(
    "steps",
    "办理记录：每个署名的动作一条，只增不改",
    lambda one: numbered(one.issue.history),
    (
        _key("第几步"),
        _T("move", "text"),
        _T("before", "text", name="status_before"),
        _T("after", "text", name="status_after"),
        _T("by", "text", name="signed_by"),
        _T("unit", "text"),
        _T("date", "day"),
        _T("at", "moment", name="recorded_at"),
        _T("why", "text"),
        _T("cycle", "count"),
        _T("gate", "text"),
        _T("state", "text"),
        _T("hash", "text"),
        _made(HIDDEN, "flag", "问责：不对外公开的一步", lambda one: one.of.move == ACCOUNT, public=False),
    ),
    keys=1,
)

_E = partial(told, Evidence, within="evidence", at="of.file")


class _Filed(NamedTuple):
    """A file that was put on record, and which of them it is."""

    file: Evidence
    place: int


def _filed(every: Iterable[Evidence]) -> Iterator[Entry[_Filed]]:
    return named(map(_Filed, every, count(1)), lambda own: own.file.path)


EVIDENCE: Relation[Given, Entry[_Filed]] = Relation(
    "evidence",
    "佐证材料：一个文件一行，文件本身不入库",
    lambda one: _filed(one.issue.evidence),
    (
        _key("路径：在 evidence/ 之下；重复的第二条起加 #2", public=False),
        _E("sha256", "text"),
        _E("size", "number"),
        _E("date", "day"),
        _E("kind", "text"),
        _E("by", "text", name="filed_by"),
        _E("note", "text"),
        _E("cycle", "count"),
        _made("place", "count", "第几个", lambda one: one.of.place),
    ),
    keys=1,
)

_AUDIENCE: Field[Span] = Field(
    Column(
        AUDIENCE,
        "text",
        "给谁看：一般是 all；照公开的内容算出来不一样的，内部的写 inside，对外的写 public。统计内部的数字不取 public",
    ),
    lambda one: one.audience,
)
STANDINGS: Relation[Given, Span] = Relation(
    "standings",
    "每日状况：从某日起到某日前，一件问题计入各项数字的方式",
    lambda one: one.spans,
    (STANDING_FIELDS[0], _AUDIENCE, *STANDING_FIELDS[1:]),
    keys=2,
)

OF_ISSUES: tuple[Relation[Given, Any], ...] = (
    ISSUES, PLANS, MEASURES, MILESTONES, PROGRESS, EXTENSIONS, STEPS, EVIDENCE, STANDINGS,
)  # fmt: skip

_U = partial(told, Unit, within="units")
UNITS: Relation[tuple[Unit, ...], Unit] = Relation(
    "units",
    "单位：登记在册的",
    lambda units: units,
    (_U("name", "text"), _U("aliases", "texts"), _U("level", "text"), _U("parent", "text")),
    keys=1,
)
_O = partial(told, Thing, within="object")
OBJECTS: Relation[tuple[Thing, ...], Thing] = Relation(
    "objects",
    "对象：企业、水体、排口、地块 …",
    lambda things: things,
    (
        *(_O(name, "text") for name in ("id", "name", "kind", "code")),
        _O("other_names", "texts"),
        *(_O(name, "text") for name in ("region", "address")),
        *(_O(name, "number") for name in ("lon", "lat")),
        _O("parent", "text"),
        *(_O(name, "day") for name in ("since", "until")),
        _O("ending", "text"),
    ),
    keys=1,
)

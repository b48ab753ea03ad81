"""A book of a ledger: a list of another kind than the findings, with its own numbers, fields, states, gates: data.

Outfalls, contaminated plots and petitions share the one model of an issue (one object or case, one plan, a chain of
states, a strike-off; domain 1, G6). What differs is said in `templates/books/NAME.yaml`, and nothing of it in code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.acts import STATUSES, Status
from ledger.model.column import Column, Kind
from ledger.model.naming import fields, nearest, resolve
from ledger.model.policy import Clock, Guards, Policy
from ledger.model.problem import Path, Problem
from ledger.model.procedure import Described as Closing
from ledger.model.procedure import Gate, Item, Procedure
from ledger.model.procedure import faults as faults_of_closing
from ledger.model.units import plain
from ledger.model.values import Flag, Name, Record, Text, Texts, read_day, read_number

ATTRIBUTES = "attributes"
"""Where in an issue the fields of its book stand, and how the field of a column begins that shows one."""
MAIN = "main"
"""By what the ledger's own book is asked for: everything that no other book has the prefix of."""
Moment = Literal["new", "start", "verify"]


class Attribute(Record):
    """One field that the issues of a book have beyond those of every issue: 排口编码, 地块面积."""

    name: Annotated[Text, Field(title="名称", description="登记项的名称，如 排口编码")]
    kind: Annotated[
        Literal["text", "number", "day", "choice"],
        Field(title="种类", description="text 文字、number 数字、day 日期、choice 从 words 里选"),
    ] = "text"
    words: Annotated[Texts, Field(title="可选的词", description="kind 为 choice 时，只能写其中之一")] = ()
    unit: Annotated[Text | None, Field(title="计量单位", description="印在表头，如 亩、米")] = None
    needed: Annotated[
        Moment | None,
        Field(title="必填", description="最迟何时填：new 登记时、start 启动整改时、verify 验收时；不写可以不填"),
    ] = None


class Described(Record):
    """What an office says of a book in its file."""

    title: Annotated[Text, Field(title="台账名称", description="如 入河排污口整治台账")]
    prefix: Annotated[str, Field(title="编号前缀", pattern=r"^[A-Z][A-Z0-9]{0,15}$")]
    folder: Annotated[Name | None, Field(title="文件夹", description="issues/ 下的文件夹；不写用本说明的名称")] = None
    source: Annotated[Text | None, Field(title="问题来源", description="新登记的默认来源")] = None
    public: Annotated[Flag, Field(title="可公开", description="否：不进任何对外公开的页面和文件")] = True
    record: Annotated[tuple[Attribute, ...], Field(title="登记项", description="本台账另有的各项")] = ()
    states: Annotated[
        Texts, Field(title="状态名称", description="四个：未启动、整改中、已验收、已销号在本台账里各叫什么")
    ] = ()
    procedure: Annotated[Text | None, Field(title="销号程序", description="templates/procedures/ 里的名称")] = None
    gates: Annotated[tuple[Gate, ...], Field(title="各环节", description="本台账自己的销号程序，按先后次序")] = ()
    standards: Annotated[Texts, Field(title="验收标准", description="验收时逐条对照")] = ()
    checklist: Annotated[
        Text | None, Field(title="核对表", description="验收标准就是这张检查表的各项，不另写 standards")
    ] = None
    dossier: Annotated[tuple[Item, ...], Field(title="一事一档", description="档案目录，按次序")] = ()
    guards: Annotated[Guards, Field(title="办理条件", description="与全台账不同的几项")] = Guards.model_construct()
    check: Annotated[Clock, Field(title="检查", description="与全台账不同的几项")] = Clock.model_construct()
    columns: Annotated[tuple[Column, ...], Field(title="各列", description="导出时本台账一张表的列；不写有默认")] = ()

    @property
    def own_procedure(self) -> Closing | None:
        """The closing procedure that the description holds itself."""
        if not self.gates:
            return None
        return Closing(gates=self.gates, standards=self.standards, checklist=self.checklist, dossier=self.dossier)


@dataclass(frozen=True)
class Book:
    """A book as the settings of a ledger have it. `key` is what `[books.KEY]` calls it, `name` its description."""

    key: str
    name: str
    title: str
    prefix: str
    folder: str
    described: Described
    procedure: Procedure | None = None
    """None: that of the house."""

    def goes_by(self, word: str) -> bool:
        """Whether a user who says `word` means this book: its key, description, title or prefix."""
        return plain(word) in {plain(self.key), plain(self.name), plain(self.title), plain(self.prefix)}

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of its own fields."""
        return tuple(one.name for one in self.described.record)

    def policy(self, house: Policy) -> Policy:
        """The settings of the house, with those that this book has otherwise."""
        changed: dict[str, object] = {}
        for name, own in (("guards", self.described.guards), ("check", self.described.check)):
            if differing := {key: getattr(own, key) for key in own.model_fields_set}:
                changed[name] = getattr(house, name).model_copy(update=differing)
        return house.model_copy(update=changed) if changed else house

    def state(self, status: Status, gate: str | None) -> str | None:
        """What the office calls a state here, `gate` being the last one passed in it; None where it says nothing."""
        passed = self.procedure.gate(gate) if self.procedure and gate else None
        if passed is not None and passed.state is not None:
            return passed.state
        return self.described.states[STATUSES.index(status)] if self.described.states else None

    @property
    def chain(self) -> tuple[str, ...]:
        """The words for its states, from the first to the last; none where it has none of its own."""
        if not self.described.states:
            return ()
        first, working, accepted, closed = self.described.states
        gates = self.procedure.gates if self.procedure else ()
        at = next((number for number, gate in enumerate(gates) if gate.kind == "verify"), 0)
        before, after = ([one.state for one in part if one.state] for part in (gates[:at], gates[at:]))
        return (first, working, *before, accepted, *after, closed)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its sheet; those of choices offer their words."""
        offered = {f"{ATTRIBUTES}.{one.name}": one.words for one in self.described.record if one.words}
        columns = self.described.columns or _usual(self.described.record)
        return tuple(
            one.model_copy(update={"words": offered[one.field]}) if one.field in offered and not one.words else one
            for one in columns
        )


def _usual(record: tuple[Attribute, ...]) -> Iterator[Column]:
    """What a sheet shows where nobody has said: the number, what is particular to the book, who, by when, how far."""
    yield Column.model_validate({"heading": "序号", "field": "row", "width": "5", "kind": "number"})
    yield Column.model_validate({"heading": "编号", "field": "id", "width": "11"})
    yield Column.model_validate(
        {"heading": "名称", "field": "title", "width": "24", "long": "true", "editable": "true"}
    )
    for one in record:
        heading = f"{one.name}（{one.unit}）" if one.unit else one.name
        field = {"heading": heading, "field": f"{ATTRIBUTES}.{one.name}", "width": "13", "editable": "true"}
        yield Column.model_validate({**field, "kind": CELLS.get(one.kind, "text")})
    for heading, name, width, more in (
        ("行政区域", "region", "10", {"editable": "true"}),
        ("整改目标", "plan.goal", "24", {"long": "true", "editable": "true"}),
        ("责任单位", "plan.responsible_units", "14", {"editable": "true", "choices": "units"}),
        ("责任人", "plan.person", "9", {"editable": "true", "choices": "people"}),
        ("最后期限", "due", "12", {"kind": "date", "alarm": "true"}),
        ("剩余天数", "days_left", "11", {"alarm": "true"}),
        ("状态", "state", "10", {}),
        ("最新进展", "progress", "26", {"long": "true", "editable": "true"}),
        ("销号日期", "closures.date", "12", {"kind": "date"}),
    ):
        yield Column.model_validate({"heading": heading, "field": name, "width": width, **more})


def misfit(attribute: Attribute, value: str) -> tuple[Said, str | None] | None:
    """Why a value is none of its attribute, and what was probably meant; None where it is one."""
    if attribute.kind == "choice" and value not in attribute.words:
        text = say("attribute.not-a-word", name=attribute.name, found=value, known=attribute.words)
        holding = [word for word in attribute.words if plain(value) in plain(word)]
        return text, holding[0] if len(holding) == 1 else nearest(value, attribute.words)
    read = _READ.get(attribute.kind)
    if read is None:
        return None
    try:
        read(value)
    except ValueError:
        return say(f"attribute.not-a-{attribute.kind}", name=attribute.name, found=value), None
    return None


_READ: Mapping[str, Callable[[object], Decimal | date]] = {"number": read_number, "day": read_day}
CELLS: Mapping[str, Kind] = {"number": "number", "day": "date"}
"""The kind of the column that shows a field; that of all others is `text`."""


def value_of(book: Book, name: str, text: str) -> Decimal | date | str:
    """What a field of a book says, as its kind has it; as it was typed where it can't be read so."""
    read = next((_READ.get(one.kind) for one in book.described.record if one.name == name), None)
    try:
        return read(text) if read else text
    except ValueError:
        return text


_DUE: Mapping[Moment, frozenset[Status]] = {
    "new": frozenset(STATUSES),
    "start": frozenset({"in-progress", "verified", "closed"}),
    "verify": frozenset({"verified", "closed"}),
}


def lacking(book: Book, given: Mapping[str, str], moment: Moment) -> tuple[Attribute, ...]:
    """The fields that must be filled in by a moment, and are not."""
    due = _MOMENTS[: _MOMENTS.index(moment) + 1]
    return tuple(one for one in book.described.record if one.needed in due and one.name not in given)


def reached(status: Status) -> Moment:
    """The last moment that an issue of this state has been through."""
    return next(one for one in reversed(_MOMENTS) if status in _DUE[one])


_MOMENTS: tuple[Moment, ...] = ("new", "start", "verify")


def faults(described: Described) -> Iterator[Problem]:
    """Everything for which a book can't be kept by its description; what columns show is known to `tables.faults`."""
    if described.states and len(described.states) != len(STATUSES):
        count = len(described.states)
        yield _problem("book-states", say("book.states", count=count, wanted=len(STATUSES)), ("states",))
    yield from _of_record(described)
    if described.procedure and described.gates:
        yield _problem("book-procedure", say("book.procedure-twice"), ("procedure",))
    if (own := described.own_procedure) is not None:
        yield from faults_of_closing(own)
    elif key := next((name for name in _OF_GATES if getattr(described, name)), None):
        yield _problem("book-procedure", say("book.gates-missing", key=key), (key,))


_OF_GATES = ("standards", "checklist", "dossier")
"""What says something only where a book has gates of its own."""


def _of_record(described: Described) -> Iterator[Problem]:
    counted = Counter[str]()
    for at, one in enumerate(described.record):
        path: Path = ("record", at, "name")
        counted[plain(one.name)] += 1
        if counted[plain(one.name)] > 1:
            yield _problem("name-twice", say("procedure.name-twice", name=one.name), path)
        elif (field := _field(one.name)) is not None:
            yield _problem("attribute-name", say("attribute.is-a-field", name=one.name, field=field), path)
        elif not _NAME.fullmatch(one.name):
            yield _problem("attribute-name", say("attribute.bad-name", name=one.name), path)
        if one.kind == "choice" and not one.words:
            yield _problem("attribute-words", say("attribute.no-words", name=one.name), ("record", at))
        elif one.kind != "choice" and one.words:
            yield _problem("attribute-words", say("attribute.needless-words", name=one.name), ("record", at, "words"))
    known = {one.name: one for one in described.record}
    for at, column in enumerate(described.columns):
        kind, _, name = column.field.partition(".")
        if kind == ATTRIBUTES and name not in known:
            text = say("attribute.unknown", name=name, known=tuple(known))
            yield _problem("unknown-field", text, ("columns", at, "field"), nearest(name, tuple(known)))
        elif kind == ATTRIBUTES and column.kind != (wanted := CELLS.get(known[name].kind, "text")):
            text = say("sheet.wrong-kind", field=column.field, kind=wanted, found=column.kind)
            yield _problem("wrong-kind", text, ("columns", at, "kind"))


def _field(name: str) -> str | None:
    """The field of every issue that `--set NAME=…` means already; one in an entry of a list is named by its place."""
    path = resolve(name)
    if path is None:
        return None
    steps = path.split(".")
    within = (fields()[".".join(steps[:end])] for end in range(1, len(steps)))
    return None if any(one.many for one in within) else path


_NAME = re.compile(r"[^\s.=＝:#\d][^\s.=＝:#]*")
"""What can be the left side of `--set NAME=…`, and a key of YAML that needs no quotes."""


def _problem(rule: str, text: Said, path: Path, suggestion: str | None = None) -> Problem:
    return Problem(rule, "invalid", text, path=path, suggestion=suggestion)


def clashes(books: Sequence[Book], house: Policy) -> Iterator[tuple[Book, str, Said]]:
    """Every book whose numbers or files would get mixed up with those of another, or that can't be told from it: the
    book, the setting to change (`prefix`, `folder`, `of`), and the reason.
    """
    prefixes, folders, names = {house.ledger.prefix: house.ledger.title}, dict[str, str](), {MAIN: house.ledger.title}
    for one in books:
        for setting, value, taken in (
            ("prefix", one.prefix, prefixes), ("folder", plain(one.folder), folders), ("of", plain(one.name), names),
        ):  # fmt: skip
            if value in taken:
                yield one, setting, say(f"book.same-{setting}", value=getattr(one, setting, value), other=taken[value])
            taken.setdefault(value, one.title)

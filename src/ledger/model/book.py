"""A book of a ledger: a list of another kind than the findings, with its own numbers, fields, states, gates: data.

Outfalls, contaminated plots and petitions share the one model of an issue (one object or case, one plan, a chain of
states, a strike-off; domain 1, G6). What differs is said in `templates/books/NAME.yaml`, and nothing of it in code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.acts import STATUSES, Status
from ledger.model.attribute import ATTRIBUTES, CELLS, Attribute, contradictions, meant
from ledger.model.casebook import Accounting, Supervising
from ledger.model.column import Column
from ledger.model.naming import fields, nearest, resolve
from ledger.model.policy import Clock, Guards, Policy
from ledger.model.problem import Path, Problem
from ledger.model.procedure import Described as Closing
from ledger.model.procedure import Gate, Item, Procedure
from ledger.model.procedure import faults as faults_of_closing
from ledger.model.units import plain
from ledger.model.values import Flag, Name, Record, Text, Texts

MAIN = "main"
"""By what the ledger's own book is asked for: everything that no other book has the prefix of."""


class Described(Record):
    """What an office says of a book in its file."""

    title: Annotated[Text, Field(title="台账名称", description="如 入河排污口整治台账")]
    prefix: Annotated[str, Field(title="编号前缀", pattern=r"^[A-Z][A-Z0-9]{0,15}$")]
    folder: Annotated[Name | None, Field(title="文件夹", description="issues/ 下的文件夹；不写用本说明的名称")] = None
    source: Annotated[Text | None, Field(title="问题来源", description="新登记的默认来源")] = None
    public: Annotated[Flag, Field(title="可公开", description="否：不进任何对外公开的页面和文件")] = True
    rectification: Annotated[
        Flag, Field(title="整改台账", description="否：登记的不是要整改的问题（责任追究、年度任务），不计入整改合计")
    ] = True
    scored: Annotated[
        Flag | None, Field(title="计入考评", description="各单位考评算不算本台账的；不写的，整改台账算，别的不算")
    ] = None
    record: Annotated[tuple[Attribute, ...], Field(title="登记项", description="本台账另有的各项")] = ()
    supervision: Annotated[
        Supervising | None, Field(title="即挂牌督办", description="每一件就是一项挂牌督办：哪几项是级别、日期、文号")
    ] = None
    accountability: Annotated[
        Accounting | None, Field(title="即问责", description="每一件就是一次问责：哪几项是方式、日期、职务 …")
    ] = None
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

    @property
    def goes_by(self) -> tuple[str, ...]:
        """What users call it: its key, description, title or prefix."""
        return (self.key, self.name, self.title, self.prefix)

    @property
    def is_rectification(self) -> bool:
        """Whether its entries are findings to be rectified, to be counted together with those of other books."""
        return self.described.rectification

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of its own fields."""
        return tuple(one.name for one in self.described.record)

    @property
    def things(self) -> tuple[Attribute, ...]:
        """Those of its own fields that name an object."""
        return tuple(one for one in self.described.record if one.kind == "object")

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
        return tuple(map(self._offering, self.described.columns or _usual(self.described.record)))

    @property
    def record_columns(self) -> tuple[Column, ...]:
        """A column for each of its own fields."""
        return tuple(map(self._offering, _of_fields(self.described.record)))

    def _offering(self, column: Column) -> Column:
        offered = {f"{ATTRIBUTES}.{one.name}": one.words for one in self.described.record if one.words}
        wanted = offered.get(column.field) if not column.words else None
        return column.model_copy(update={"words": wanted}) if wanted else column


def meant_of(word: str, names: Iterable[str]) -> str | None:
    """The name that somebody means who writes it with other brackets or quotes than it has, or with something more
    explained in brackets: 一企一策(VOCs), 扬尘工地（六个100%）. None where it is none of them.
    """
    for shortened in (plain, unmarked, _unexplained):
        wanted = shortened(word)
        if wanted and (found := next((one for one in names if wanted in {plain(one), unmarked(one)}), None)):
            return found
    return None


def unmarked(name: str) -> str:
    """A name without its brackets and quotes: two that differ in nothing else are one to somebody who says them."""
    return re.sub(r"[()“”\"'《》「」]", "", plain(name))


def _unexplained(name: str) -> str:
    return unmarked(re.sub(r"\([^()]*\)", "", plain(name)))


def _usual(record: tuple[Attribute, ...]) -> Iterator[Column]:
    """What a sheet shows where nobody has said: the number, what is particular to the book, who, by when, how far."""
    yield Column.model_validate({"heading": "序号", "field": "row", "width": "5", "kind": "number"})
    yield Column.model_validate({"heading": "编号", "field": "id", "width": "11"})
    yield Column.model_validate(
        {"heading": "名称", "field": "title", "width": "24", "long": "true", "editable": "true"}
    )
    yield from _of_fields(record)
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


_ARROW = 3
"""What the button of the filter takes of the width of a heading."""


def _of_fields(record: tuple[Attribute, ...]) -> Iterator[Column]:
    for one in record:
        width = str(max(13, 2 * len(one.heading) + _ARROW))
        field = {"heading": one.heading, "field": f"{ATTRIBUTES}.{one.name}", "width": width, "editable": "true"}
        yield Column.model_validate({**field, "kind": CELLS.get(one.kind, "text")})


def value_of(book: Book, name: str, text: str) -> Decimal | date | str:
    """What a field of a book says, as its kind has it; as it was typed where it can't be read so."""
    found = next((one for one in book.described.record if one.name == name), None)
    return meant(found, text) if found else text


def unfilled(book: Book, issue: str, given: Mapping[str, str], step: str) -> Iterator[tuple[Attribute, Said]]:
    """The fields of an issue that must be filled in by a step and are not, or don't say what they must by then.

    A step is `new`, `start`, `verify`, or the name of another gate of the book.
    """
    order = _steps(book)
    passed = order[: order.index(step) + 1] if step in order else ()
    for one in book.described.record:
        if _step_of(one) not in passed:
            continue
        if (found := given.get(one.name)) is None:
            if one.gate or one.needed:
                yield one, say("attribute.missing", id=issue, name=one.name)
        elif one.must and found in one.words and found not in one.must:
            yield one, say("attribute.must", id=issue, name=one.name, found=found, wanted=one.must)


def _steps(book: Book) -> tuple[str, ...]:
    gates = book.procedure.gates if book.procedure else ()
    names = tuple("verify" if one.kind == "verify" else one.name for one in gates) or ("verify",)
    return ("new", "start", *names)


def _step_of(one: Attribute) -> str | None:
    return one.gate or one.needed or ("verify" if one.must else None)


def reached(book: Book, status: Status, gate: str | None) -> str:
    """The last step that an issue of this state has been through, `gate` being the last one passed in it."""
    steps = _steps(book)
    if gate in steps:
        return gate
    return {"open": "new", "in-progress": "start", "verified": "verify", "closed": steps[-1]}[status]


def faults(described: Described) -> Iterator[Problem]:
    """Everything for which a book can't be kept by its description; what columns show is known to `tables.faults`."""
    if described.states and len(described.states) != len(STATUSES):
        count = len(described.states)
        yield _problem("book-states", say("book.states", count=count, wanted=len(STATUSES)), ("states",))
    else:
        yield from _of_states(described)
    yield from _of_record(described)
    yield from _of_gates(described)
    if described.procedure and described.gates:
        yield _problem("book-procedure", say("book.procedure-twice"), ("procedure",))
    if (own := described.own_procedure) is not None:
        yield from faults_of_closing(own)
    elif key := next((name for name in _OF_GATES if getattr(described, name)), None):
        yield _problem("book-procedure", say("book.gates-missing", key=key), (key,))


USUAL = ("未启动", "整改中", "已验收", "已销号")
"""What the four states are called where a book says nothing."""


def _of_states(described: Described) -> Iterator[Problem]:
    """A word that two states have, or that everybody takes for another state than the one it is to mean."""
    kinds = [one.kind for one in described.gates]
    accepted = kinds.index("verify") if "verify" in kinds else len(kinds)
    chain: list[tuple[str, int, Path]] = [(word, at, ("states", at)) for at, word in enumerate(described.states)]
    for at, gate in enumerate(described.gates):
        if gate.state is not None:
            chain.append((gate.state, 1 if at < accepted else 2, ("gates", at, "state")))
    meant = dict[str, int]()
    for word, at, path in chain:
        if (first := meant.setdefault(plain(word), at)) != at:
            yield _problem("book-states", say("book.state-twice", word=word, state=USUAL[first]), path)
        elif plain(word) in USUAL and USUAL.index(plain(word)) != at:
            yield _problem("book-states", say("book.state-of-another", word=word, state=USUAL[at]), path)


def _of_acts(described: Described, known: tuple[str, ...]) -> Iterator[Problem]:
    """What is to be read off a field that the book doesn't have."""
    for key, told in (("supervision", described.supervision), ("accountability", described.accountability)):
        for field, name in told.model_dump(exclude_none=True).items() if told else ():
            if name not in known:
                text = say("attribute.unknown", name=name, known=known)
                yield _problem("unknown-field", text, (key, field), nearest(name, known))


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
        for rule, text, key in contradictions(one):
            yield _problem(rule, text, ("record", at, *((key,) if key else ())))
    known = {one.name: one for one in described.record}
    yield from _of_acts(described, tuple(known))
    for at, column in enumerate(described.columns):
        kind, _, name = column.field.partition(".")
        if kind == ATTRIBUTES and name not in known:
            text = say("attribute.unknown", name=name, known=tuple(known))
            yield _problem("unknown-field", text, ("columns", at, "field"), nearest(name, tuple(known)))
        elif kind == ATTRIBUTES and column.kind != (wanted := CELLS.get(known[name].kind, "text")):
            text = say("sheet.wrong-kind", field=column.field, kind=wanted, found=column.kind)
            yield _problem("wrong-kind", text, ("columns", at, "kind"))


def _of_gates(described: Described) -> Iterator[Problem]:
    """A field that is wanted before a gate names one that somebody signs."""
    signed = tuple(one.name for one in described.gates if one.kind in {"sign", "close"})
    for at, one in enumerate(described.record):
        if one.gate is not None and one.gate not in signed:
            text = say("attribute.no-gate", name=one.name, gate=one.gate, known=signed)
            yield _problem("unknown-name", text, ("record", at, "gate"), nearest(one.gate, signed))


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

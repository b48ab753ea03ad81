"""A table that a ledger is given out as: its columns, what each is for, which of them everybody may read.

The tables are data, so that one description makes the statements of every database, the columns of a dataset and the
rows of both. What a column says of itself is the title of the record's field: the official word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from ledger.model.public import SHOWN, written
from ledger.model.values import Record

Kind = Literal["text", "texts", "numbers", "day", "moment", "count", "number", "flag", "json"]
Value: TypeAlias = "str | int | bool | date | datetime | Decimal | list[str] | list[Decimal] | None"
HIDDEN = "hidden"
"""The column, of tables that have one, that says of a row that nobody outside may know of it."""
AUDIENCE = "audience"
"""The column, of tables that have one, that says who reads a row: `all`, the house `inside`, or the `public` alone."""
S = TypeVar("S")
T = TypeVar("T")


class Column(NamedTuple):
    """A column."""

    name: str
    kind: Kind
    comment: str
    """The official word for it, in Chinese, and what it holds."""
    public: bool = False
    """Whether everybody may read it."""
    written: bool = False
    """Whether everybody may read it, and somebody wrote it: a telephone number may stand in it, to be masked."""
    judged: bool = False
    """Whether everybody may read it, and it is worked out from more than is published: then everybody reads another."""


class Field(NamedTuple, Generic[T]):
    """A column, and how it is read off what a row is about."""

    column: Column
    read: Callable[[T], Value]


@dataclass(frozen=True)
class Relation(Generic[S, T]):
    """A table: what its rows are about, as found in a source."""

    name: str
    comment: str
    each: Callable[[S], Iterable[T]]
    fields: tuple[Field[T], ...]
    keys: int
    """How many of the first fields tell one row of a source from another; 0: there is one."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, the keys first."""
        return tuple(one.column for one in self.fields)

    @cached_property
    def reads(self) -> tuple[Callable[[T], Value], ...]:
        """What reads each column."""
        return tuple(one.read for one in self.fields)

    @cached_property
    def written_at(self) -> tuple[int, ...]:
        """Where the columns stand in which something may have to be masked."""
        return tuple(at for at, one in enumerate(self.columns) if one.written)

    @cached_property
    def judged_at(self) -> tuple[int, ...]:
        """Where the columns stand that are worked out from more than is published."""
        return tuple(at for at, one in enumerate(self.columns) if one.judged)

    @cached_property
    def hidden_at(self) -> tuple[int, ...]:
        """Where it stands that nobody outside may know of a row at all."""
        return tuple(at for at, one in enumerate(self.columns) if one.name == HIDDEN)

    def rows(self, source: S) -> Iterator[list[Value]]:
        """The rows of a source, in its order."""
        reads = self.reads
        for one in self.each(source):
            yield [read(one) for read in reads]


class Entry(NamedTuple, Generic[T]):
    """One of several in a list, with the key that it is known by."""

    key: str
    of: T


def numbered(listed: Iterable[T]) -> Iterator[Entry[T]]:
    """Each with its place, from 1: of acts, which are only ever added."""
    for at, one in enumerate(listed, 1):
        yield Entry(str(at), one)


def named(listed: Iterable[T], name: Callable[[T], str]) -> Iterator[Entry[T]]:
    """Each with its own name, which stays the same when another is put before it; the second of a name is `1.1#2`."""
    seen: dict[str, int] = {}
    for one in listed:
        own = name(one)
        seen[own] = seen.get(own, 0) + 1
        yield Entry(own if seen[own] == 1 else f"{own}#{seen[own]}", one)


def told(
    record: type[Record], path: str, kind: Kind, *, within: str, at: str = "", name: str | None = None
) -> Field[Any]:
    """The field of a record as a column, called as the schema calls it.

    `within` is where such records stand in an issue; `at` is the way to the record from what a row is about. A value
    that the way does not lead to is none.
    """
    holder, last = _holder(record, path)
    field = holder.model_fields[last]
    title, said = field.title or last, field.description or ""
    comment = f"{title}：{said}" if said else title
    public = ".".join(filter(None, (within, path))) in SHOWN
    texts = public and kind in {"text", "texts"} and last in written(holder)
    column = Column(name or path.replace(".", "_"), kind, comment, public, texts)
    return Field(column, _reader(".".join(filter(None, (at, path))), kind))


def _holder(record: type[Record], path: str) -> tuple[type[Record], str]:
    """The record in which the field of a path stands, and its name there."""
    first, _, rest = path.partition(".")
    if not rest:
        return record, first
    annotation = record.model_fields[first].annotation
    return _holder(next(one for one in _within(annotation) if isinstance(one, type) and issubclass(one, Record)), rest)


def _within(annotation: object) -> Iterator[object]:
    yield annotation
    for one in get_args(annotation):
        yield from _within(one)


def _reader(path: str, kind: Kind) -> Callable[[Any], Value]:
    """What leads to a value; none where anything on the way is."""
    get = attrgetter(path)
    if kind == "texts":
        return lambda of: list(get(of) or ())
    if "." not in path:
        return get
    *way, _ = path.split(".")
    above = attrgetter(".".join(way[:-1])) if way[:-1] else None
    optional = way[-1]

    def read(of: object) -> Any:  # noqa: ANN401 - whatever the schema says stands there
        holder = above(of) if above else of
        return None if holder is None or getattr(holder, optional) is None else get(of)

    return read

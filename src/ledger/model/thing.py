"""What findings are about: enterprises, rivers, outfalls, plots, sites. A thing has one record, and issues refer to it.

Kinds are the office's own words (`[objects] kinds`). What only one kind has (生产工艺, 排口类型) stands among the
attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field

from ledger.model.units import plain
from ledger.model.values import Day, Label, Name, Number, Record, Text


class Owner(Record):
    """Somebody who watches over a thing (河长, 网格长) or carries it on (经营者); who was replaced stays on record."""

    role: Annotated[Text, Field(title="角色", description="河长、点位长、网格长、经营者、法定代表人 …")]
    person: Annotated[Text | None, Field(title="姓名", description="人员编号或姓名")] = None
    post: Annotated[Text | None, Field(title="职务", description="如 副镇长")] = None
    since: Annotated[Day | None, Field(title="任职日期", description="从哪一天起")] = None
    until: Annotated[Day | None, Field(title="卸任日期", description="到哪一天止；现任不填")] = None


class Thing(Record):
    """One thing that findings are about."""

    id: Annotated[Name, Field(title="编号", description="与文件名相同，如 红旗河、PK-001")]
    name: Annotated[Text, Field(title="名称", description="现用名称")]
    kind: Annotated[Text, Field(title="类别", description="企业、水体、排口、地块、断面、工地 …，见 [objects] kinds")]
    code: Annotated[Label | None, Field(title="编码", description="排口编码、统一社会信用代码、河道编码 …")] = None
    other_names: Annotated[tuple[Text, ...], Field(title="曾用名", description="旧名、俗称")] = ()
    region: Annotated[Text | None, Field(title="行政区域", description="写到村，如 甲县红旗镇东村")] = None
    address: Annotated[Text | None, Field(title="地址", description="门牌或位置描述")] = None
    lon: Annotated[Number | None, Field(title="经度", description="东经，度，如 119.95")] = None
    lat: Annotated[Number | None, Field(title="纬度", description="北纬，度，如 31.72")] = None
    owners: Annotated[tuple[Owner, ...], Field(title="责任人", description="河长、点位长、网格长、经营者 …")] = ()
    parent: Annotated[Name | None, Field(title="所属对象", description="生产线、设施属于哪家企业，河段属于哪条河")] = (
        None
    )
    since: Annotated[Day | None, Field(title="列入日期", description="从哪一天起在册")] = None
    until: Annotated[Day | None, Field(title="移出日期", description="销号、关停、消除的日期；在册的不填")] = None
    ending: Annotated[Text | None, Field(title="移出原因", description="销号、关停取缔、搬迁、修复达标 …")] = None
    attributes: Annotated[dict[str, Label], Field(title="属性", description="各类别自己的项目，名称: 值")] = {}  # noqa: RUF012 - pydantic copies it
    distinct: Annotated[
        tuple[Name, ...], Field(title="核实并非", description="查实与这些已移出的对象不是一回事，不再提醒")
    ] = ()
    note: Annotated[Text | None, Field(title="备注", description="其他说明")] = None
    entered_on: Annotated[Day | None, Field(title="首次登记日期", description="哪一天登记进来的")] = None
    recorded_by: Annotated[Text | None, Field(title="登记人", description="最近一次登记的人员编号")] = None
    recorded_on: Annotated[Day | None, Field(title="登记日期", description="最近一次登记的日期")] = None

    def is_there(self, day: date) -> bool:
        """Whether it had not been struck off by `day`."""
        return self.until is None or self.until > day

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and those that it had."""
        return (self.name, *self.other_names)

    def present(self, day: date) -> tuple[Owner, ...]:
        """The owners who had come by `day` and had not been replaced."""
        return tuple(one for one in self._come(day) if one.until is None or one.until > day)

    def former(self, day: date) -> tuple[Owner, ...]:
        """The owners who had been replaced by `day`."""
        return tuple(one for one in self._come(day) if one.until is not None and one.until <= day)

    def _come(self, day: date) -> Iterator[Owner]:
        return (one for one in self.owners if one.since is None or one.since <= day)

    def as_of(self, day: date) -> Thing:
        """The record as far as its days tell how it stood: its owners, and whether it was struck off. Names, code and
        place bear no day and are those of today.
        """
        owners = tuple(
            one.model_copy(update={"until": None}) if one.until is not None and one.until > day else one
            for one in self._come(day)
        )
        gone: dict[str, object] = {"until": None, "ending": None} if self.until and self.is_there(day) else {}
        return self.model_copy(update={"owners": owners, **gone} if self.owners else gone)


@dataclass(frozen=True)
class Things:
    """All of a ledger's things, ready for questions."""

    things: tuple[Thing, ...] = ()

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.things)

    @cached_property
    def _by_id(self) -> dict[str, Thing]:
        return {one.id: one for one in self.things}

    @cached_property
    def _by_word(self) -> dict[str, tuple[Thing, ...]]:
        found: dict[str, dict[str, Thing]] = {}
        for one in self.things:
            for word in (*one.names, *((one.code,) if one.code else ())):
                found.setdefault(plain(word), {})[one.id] = one
        return {word: tuple(listed.values()) for word, listed in found.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[Thing, ...]]:
        found: dict[str, list[Thing]] = {}
        for one in self.things:
            if one.parent is not None:
                found.setdefault(one.parent, []).append(one)
        return {parent: tuple(listed) for parent, listed in found.items()}

    def get(self, thing_id: str) -> Thing | None:
        """The thing with exactly this id."""
        return self._by_id.get(thing_id)

    def matching(self, word: str) -> tuple[Thing, ...]:
        """What `word` may mean: the thing with this id, else every one with this name, former name or code."""
        one = self._by_id.get(word)
        return (one,) if one else self._by_word.get(plain(word), ())

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that a thing can be called by: ids, names, codes."""
        own = (word for one in self.things for word in (one.id, *one.names, one.code or one.id))
        return tuple(dict.fromkeys(own))

    def within(self, thing_id: str) -> tuple[Thing, ...]:
        """All that belongs to a thing, directly or not, each once; a circle of parents ends where it began."""
        found: dict[str, Thing] = {}
        waiting = [thing_id]
        while waiting:
            for one in self._children.get(waiting.pop(), ()):
                if one.id not in found and one.id != thing_id:
                    found[one.id] = one
                    waiting.append(one.id)
        return tuple(found.values())


def things(records: Iterable[Thing]) -> Things:
    """The things of these records."""
    return Things(tuple(records))

"""What the headings of an office's own list of things mean: 企业名称, 所在镇（街道）, 法定代表人, 统一社会信用代码.

A heading that nobody knows is an attribute of the kind. One field is filled by one column: of two that mean the same
(地址, 位置) the first fills it, and the other keeps its own words as an attribute; a second attribute is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ledger.model.filled import even
from ledger.model.thingrows import ATTRIBUTE, HEADINGS, KEY, REVISION
from ledger.model.units import plain

ROLE = "owners."
"""How the field of a column begins that names who holds one role."""
PART = "region."
"""How the field of a column begins that says a part of the region, by its rank: 2 for the county, 4 for the village."""
KIND = "类别"
SORT = "sort"
"""The field of a column 类别 until its words show whether they are kinds or something else (关停取缔类)."""
PLACE = "place"
"""The field of a column that has both coordinates."""
CARRIERS = ("经营者", "经营人", "法定代表人", "法人代表", "法人", "负责人", "企业负责人", "实际控制人", "业主")
"""Roles of those who carry a thing on."""
_WATCHERS = ("责任人", "包保责任人", "监管责任人", "联系人", "包保干部", "巡查员", "巡河员", "网格员")
"""Roles of those who watch over it, besides the ones that the house names (`[objects] watchers`)."""
_AMONG = 15
"""The rows from the top among which the headings must be."""
_LEAST = 2
"""Headings of ours that a row must have to be the one of headings."""
_NAMED = ("对象", "企业", "单位", "公司", "厂", "河道", "水体", "河流", "湖泊", "排口", "断面", "点位", "地块", "工地")
_OTHERS: dict[str, str] = {
    "对象编号": "id",
    **dict.fromkeys((f"{word}名称" for word in (*_NAMED, "项目", "入河排污口", "园区", "场所", "散乱污企业")), "name"),
    **dict.fromkeys((f"{word}编码" for word in (*_NAMED, "入河排污口", "园区")), "code"),
    **dict.fromkeys(("统一社会信用代码", "社会信用代码", "信用代码", "组织机构代码"), "code"),
    **dict.fromkeys(("行政区划", "所在区域", "所属区域", "属地", "所在镇村", "所在地区", "辖区"), "region"),
    **dict.fromkeys(("详细地址", "具体地址", "企业地址", "经营地址", "生产地址", "位置", "所在位置"), "address"),
    "对象类别": "kind",
    KIND: SORT,
    "列入时间": "since",
    **dict.fromkeys(("移出时间", "销号日期", "销号时间"), "until"),
    **dict.fromkeys(("东经", "中心经度", "经度坐标"), "lon"),
    **dict.fromkeys(("北纬", "中心纬度", "纬度坐标"), "lat"),
    **dict.fromkeys(("经纬度", "坐标", "地理坐标", "经纬度坐标", "中心经纬度"), PLACE),
    "责任人姓名": "owners",
    **dict.fromkeys(("原名", "原名称", "俗称", "别名"), "other_names"),
}  # fmt: skip
"""What the lists of offices call the same."""
_RANKS: Mapping[int, tuple[str, ...]] = {
    1: ("市", "地市", "所在市", "设区市"),
    2: ("县", "县区", "区县", "县市区", "所在县", "所在区", "所在县区", "所在区县", "所在县市区"),
    3: ("镇", "乡镇", "镇街", "街道", "乡镇街道", "镇街道", "所在镇", "所在乡镇", "所属乡镇", "所属镇", "所在街道",
        "所在镇街", "所属镇街", "所属街道", "所在镇街道", "所在乡镇街道"),
    4: ("村", "村社区", "行政村", "社区", "所在村", "所在村社区", "所在社区", "所属村", "村居"),
}  # fmt: skip
_PARTS: dict[str, str] = {word: f"{PART}{rank}" for rank, words in _RANKS.items() for word in words}
_OWN: dict[str, str] = {plain(word): field for field, word in HEADINGS.items()}
_KNOWN: dict[str, str] = _OWN | {plain(word): field for word, field in (_OTHERS | _PARTS).items()}
_ROLES: dict[str, str] = {plain(word): word for word in (*CARRIERS, *_WATCHERS) if plain(word) not in _OWN}
_IGNORED = frozenset({"序号", "合计", "编次", "no."})
_MANY = 20_000
"""More columns than a sheet has."""
_ASIDE = re.compile(r"\([^()]*\)")
"""What a heading says in brackets: （盖章）, （街道）, （E）."""


def headings_in(rows: Sequence[Mapping[int, str]], watchers: Iterable[str]) -> tuple[int, Mapping[int, str]] | None:
    """Which of these rows, from the top, is the last of headings, and the heading of each column; None where no row
    has any. Headings in two rows (位置 above 经度 and 纬度) are told by the lower one.
    """
    roles = _roles(watchers)
    for at, words in enumerate(rows[:_AMONG]):
        if len({_meaning(word, roles) for word in words.values()} - {None}) < _LEAST:
            continue
        lower = rows[at + 1] if at + 1 < len(rows) else {}
        naming = {column for column, word in words.items() if _meaning(word, roles) in {"name", "id"}}
        senses = {_meaning(word, roles) for word in lower.values()}
        if naming.isdisjoint(lower) and senses - {None}:
            return at + 1, {**words, **lower}
        return at, words
    return None


def _roles(watchers: Iterable[str]) -> dict[str, str]:
    return _ROLES | {plain(word): word for word in watchers}


def fields(words: Mapping[int, str], watchers: Iterable[str]) -> tuple[dict[int, str], dict[str, int]]:
    """The field of each column by its heading, and where our hidden columns are. In a sheet that has them every other
    heading is what an export wrote there: the name of a field, or of an attribute.
    """
    hidden = {word: column for column, word in words.items() if word in {KEY, REVISION}}
    roles = _roles(watchers)
    found: dict[int, str] = {}
    for column, word in sorted(words.items()):
        if not word or word in hidden or plain(word) in _IGNORED:
            continue
        field = _OWN.get(plain(word)) if hidden else _meaning(word, roles)
        known = field is not None and field not in found.values()
        found[column] = field if field is not None and known else _attribute(word, found.values(), whole=bool(hidden))
    return found, hidden


def _attribute(word: str, taken: Iterable[str], *, whole: bool) -> str:
    """The field of an attribute by its heading: in one line, unless it is that of an export; the second of a name is
    numbered, so that neither is lost.
    """
    name = even(word) if whole else "".join(line.strip() for line in even(word).split("\n"))
    others = [f"{ATTRIBUTE}{name}", *(f"{ATTRIBUTE}{name}（{number}）" for number in range(2, _MANY))]
    return next(one for one in others if one not in taken)


def _meaning(word: str, roles: Mapping[str, str]) -> str | None:
    for one in (plain(word), _bare(word)):
        if one in _KNOWN:
            return _KNOWN[one]
        if one in roles:
            return f"{ROLE}{roles[one]}"
    return None


def _bare(word: str) -> str:
    return _ASIDE.sub("", plain(word))


def heading(field: str) -> str:
    """What a column of this field is called where it is told of."""
    if field.startswith(PART):
        return HEADINGS["region"]
    if field == PLACE:
        return f"{HEADINGS['lon']}、{HEADINGS['lat']}"
    if field in {"kind", SORT}:
        return KIND
    return HEADINGS.get(field) or field.removeprefix(ATTRIBUTE).removeprefix(ROLE)

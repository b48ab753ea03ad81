"""Who does what in a 责任单位 cell, or in the brackets of a measure, with the parts written inside the words.

`牵头单位:甲局 配合单位:乙局`, `甲局、乙局(以上为牵头单位),丙局`, `甲局牵头,乙局、丙局配合`, `由甲局会同乙局负责`,
`(甲局牵头,2024年6月底前完成)`. Names stay as they are printed, and no word is lost: what is neither a unit, nor a part
to play, nor a separator is given back as `rest`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ledger.model.extract.bodies import LONGEST_NAME, SHORTEST_NAME, is_body, pieces
from ledger.model.extract.deadlines import is_time
from ledger.model.extract.wording import either

Role = Literal["lead", "responsible", "support", "supervisor", "acceptor"]

_PLAYS = (
    "牵头 主办 主体 主责 责任 实施 承办 落实 负责 配合 协办 协助 协同 参与 参加 督导 督办 督促 监管 指导 监督 验收 "
    "销号 整改 第一 主要 具体 属地 共同 直接 行业 其他 其它"
)
_PLAY = either(_PLAYS)
_HEADING = re.compile(
    rf"(?:(?<![^\s;；,，、。])[省市县区州][级直]?)?(?P<plays>(?:{_PLAY}|及|和|[()（）/]){{1,6}})(?P<kind>单位|部门|主体)?"
    rf"[ \u3000]?[:：][ \u3000]?"
    rf"|[【\[](?P<marked>(?:{_PLAY}){{1,3}})(?:单位|部门)?[】\]][ \u3000]?[:：]?"
)
_PLAIN_HEADINGS = frozenset({"牵头", "配合", "协办", "协助", "督导", "验收", "责任", "主办", "实施", "参与"})
_SPACED = re.compile(
    r"(?<![^\s;；,，、。])(?:[责任单位部门牵头配合督导验收协办主][ \u3000]{1,2}){2,5}[位门](?=[ \u3000]?[:：])"
)
"""`责 任 单 位：`: a label drawn out to the width of its neighbours."""
_TIME_HEADING = re.compile(r"(?:整改|办结|计划)?(?:完成)?(?:时限|期限|时间)(?:要求)?[ ]?[:：]")
_ASIDE = re.compile(rf"[(（\[【〔](?P<above>以上)?(?:均?为|系)?(?P<plays>(?:{_PLAY}){{1,3}})(?:单位|部门)?[)）\]】〕]")
_SEPARATORS = " \t\r\n\u3000、，,;；。:："
_MANNER = "组织 分别 按职责 按职责分工 依职责 分工 职责 各自 抓总 推进 做好 抓好 办理 统筹 协调 同 抓 严格"
_ACTS = re.compile(rf"(?:{either(_PLAYS, _MANNER)}){{1,6}}$")
_BY_DUTY = re.compile(r"按(?:照)?(?:各自)?(?:职责|分工|职能)(?:分工|权限)?$|依职责$")
_WITH_OBJECT = re.compile(either("牵头 负责 配合 协助 督导 落实 做好 抓好 组织 指导 监督"))
_WITH_OBJECT_PLAINLY = re.compile(either("负责 牵头 配合"))
_LABELLED = re.compile(r"[:：]")
"""`联系人：张三`: something else in the same cell."""
_LED_BY = re.compile(r"^(?:由|请)")
_WITH = re.compile(r"会同|联合(?![会社国])|(?<![协])同(?=[市县区省州])")
_NUMBER = re.compile(r"^(?:[(（]?[0-9]{1,2}[)）.．、]|[①-⑳])(?![0-9])[ ]?")
_NOTHING = frozenset({"", "无", "/", "—", "-", "--", "——", "暂无", "同上"})
_ORDER: tuple[tuple[str, Role], ...] = (
    ("验收", "acceptor"), ("销号", "acceptor"), ("督导", "supervisor"), ("督办", "supervisor"), ("督促", "supervisor"),
    ("监管", "supervisor"), ("监督", "supervisor"), ("指导", "supervisor"), ("行业", "supervisor"),
    ("牵头", "lead"), ("主办", "lead"), ("配合", "support"), ("协办", "support"), ("协助", "support"),
    ("协同", "support"), ("参与", "support"), ("参加", "support"), ("其他", "support"), ("其它", "support"),
)  # fmt: skip
"""What a word makes of the units it is said of; the first that is found decides, and all else is 责任."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Units by what they do, the words that say when, and words that are neither."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    acceptor: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    def of(self, role: Role) -> tuple[str, ...]:
        """The units in one role."""
        named: tuple[str, ...] = getattr(self, role)
        return named

    @property
    def doers(self) -> tuple[str, ...]:
        """Everybody who carries it out, those in the lead first."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible, *self.support)))


@dataclass
class _Gathering:
    """What was found so far; `open` are units whose part is said behind them, if at all."""

    default: Role
    role: Role
    strict: bool
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def put(self, role: str, names: Iterable[str]) -> None:
        self.names.setdefault(role, {}).update(dict.fromkeys(name for name in names if name))

    def close(self, role: Role | None = None) -> None:
        self.put(role or self.role, self.open)
        self.open = []

    def raise_all(self, role: Role) -> None:
        """`(以上为牵头单位)`: everybody named so far."""
        before = [name for listed in ("lead", "responsible", "support") for name in self.names.pop(listed, {})]
        self.put(role, before)
        self.close(role)


def shares(text: str, default: Role = "responsible", *, strict: bool = False) -> Shares:
    """The units of a cell by what they do; those of whom nothing is said have the `default` part.

    Under a label that announces units every name is one; `strict` takes only what is surely a body, for brackets that
    may hold anything, and gives back the others as `rest`.
    """
    found = _Gathering(default, default, strict)
    for role, part in _by_heading(_apart(_with_group_asides(_unwrapped(text))), default):
        found.role = role
        for piece in pieces(part):
            _take(found, piece)
        found.close()
    return Shares(**{name: tuple(listed) for name, listed in found.names.items()})


def _with_group_asides(text: str) -> str:
    """`甲局、乙局(牵头);丙局、丁局(配合)`: where each group ends in its one aside, that holds for the whole group."""
    groups = [group.strip() for group in re.split(r"[;；]", text) if group.strip()]
    asides = [list(_ASIDE.finditer(group)) for group in groups]
    if len(groups) == 1 or any(len(found) != 1 for found in asides):
        return text
    last = [(found[0], group) for found, group in zip(asides, groups, strict=True)]
    if any(aside["above"] or aside.end() < len(group) for aside, group in last):
        return text
    return "；".join(f"【{aside['plays']}】{group[: aside.start()]}" for aside, group in last)


def _apart(text: str) -> str:
    """`甲局(牵头单位)乙局(配合单位)`, with a separator behind each bracket."""
    parts, last = [], 0
    for hit in _ASIDE.finditer(text):
        behind_name = hit.start() > 0 and text[hit.start() - 1] not in _SEPARATORS
        followed = hit.end() < len(text) and text[hit.end()] not in _SEPARATORS
        if behind_name and followed and not text.startswith(("单位", "部门"), hit.end()):
            parts.append(text[last : hit.end()])
            last = hit.end()
    return "、".join([*parts, text[last:]])


def _unwrapped(text: str) -> str:
    """A cell that is one pair of brackets, without them."""
    bare = text.strip(" \t\r\n\u3000。;；")
    if len(bare) > 1 and bare[0] in "(（【[〔" and bare[-1] in ")）】]〕":
        depth = 0
        for at, char in enumerate(bare):
            depth += (char in "(（【[〔") - (char in ")）】]〕")
            if depth == 0:
                return bare[1:-1].strip() if at == len(bare) - 1 else bare
    return bare


def _by_heading(text: str, default: Role) -> list[tuple[Role, str]]:
    """The cell cut at `牵头单位:`, `配合部门：`, each with its role."""
    cuts: list[tuple[int, int, Role]] = [(0, 0, default)]
    text = _SPACED.sub(lambda hit: re.sub(r"\s", "", hit.group()), text)
    for hit in _HEADING.finditer(text):
        plays = hit["plays"] or hit["marked"]
        if hit["kind"] or hit["marked"] or plays in _PLAIN_HEADINGS:
            cuts.append((hit.start(), hit.end(), role_of(plays, default if plays == "整改" else "responsible")))
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    return [
        (role, text[start:end]) for (_, start, role), end in zip(cuts, ends, strict=True) if text[start:end].strip()
    ]


def role_of(words: str, default: Role = "responsible") -> Role:
    """The role that words such as 牵头, 协办, 监管 stand for."""
    return next((role for word, role in _ORDER if word in words), default)


def _take(found: _Gathering, piece: str) -> None:
    bare = _NUMBER.sub("", piece.strip(" \t\u3000。.")).strip()
    if bare in _NOTHING:
        return
    if _LABELLED.search(bare) and not _TIME_HEADING.match(bare):
        found.put("rest", [bare])
        return
    bare = _TIME_HEADING.sub("", bare).strip() if _TIME_HEADING.match(bare) else bare
    if is_time(bare):
        found.put("times", [bare])
        return
    aside = _ASIDE.search(bare)
    if aside and aside.end() == len(bare):
        _take_aside(found, bare[: aside.start()].strip(), aside)
        return
    if aside and aside.start() == 0:  # (牵头)甲局
        found.close()
        found.role, bare = role_of(aside["plays"]), bare[aside.end() :].strip()
    _take_acting(found, _LED_BY.sub("", bare) if found.role == found.default else bare)


def _take_aside(found: _Gathering, name: str, aside: re.Match[str]) -> None:
    role = role_of(aside["plays"])
    if aside["above"]:
        found.open += [name] if name else []
        found.raise_all(role)
        return
    found.put(role, [name])


def _take_acting(found: _Gathering, words: str) -> None:
    """A piece with or without its verb: `甲局`, `丙局配合`, `甲局会同乙局负责`."""
    acts = _ACTS.search(words)
    verb = acts.group() if acts else ""
    name = words[: len(words) - len(verb)] if verb else words
    name = _BY_DUTY.sub("", name).strip()
    together = _WITH.search(name) if len(name) <= 2 * LONGEST_NAME else None
    if together and is_body(name[: together.start()]) and together.end() < len(name):
        found.open.append(name[: together.start()])
        found.close("lead")
        found.role, name = "support", name[together.end() :]
        verb = "" if role_of(verb) == "responsible" else verb
    if not name:
        found.close(role_of(verb, _unsaid(found)))
    elif (objected := _with_object(words, name)) is not None:
        found.open.append(words[: objected.start()])
        found.close(role_of(objected.group(), _unsaid(found)))
        found.put("rest", [words[objected.start() :]])
    elif is_body(name) or (not found.strict and len(words) <= LONGEST_NAME):
        found.open.append(name)
        if verb:
            found.close(role_of(verb, _unsaid(found)))
    else:
        found.put("rest", [words])


def _with_object(words: str, name: str) -> re.Match[str] | None:
    """`各县(市、区)政府负责本辖区整改`: the verb behind a body, its object after it. A name that is a body itself may
    hold such a word (`市委组织部`, `县督导组`); only the plainest verbs are then believed.
    """
    if len(words) > LONGEST_NAME:
        return None
    wanted = _WITH_OBJECT_PLAINLY if is_body(name) else _WITH_OBJECT
    hits = (hit for hit in wanted.finditer(words) if hit.start() > SHORTEST_NAME and is_body(words[: hit.start()]))
    return next((hit for hit in hits if len(words) - hit.end() > SHORTEST_NAME), None)


def _unsaid(found: _Gathering) -> Role:
    """负责, 落实 under a heading of their own say nothing new."""
    return found.role if found.role in {"support", "supervisor", "acceptor"} else "responsible"

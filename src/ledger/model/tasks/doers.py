"""Who is to do it: bodies before a clause's verb (`新北区完成…`), in brackets (`(甲局牵头,乙局配合)`), or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.model.extract.sentences import Span
from ledger.model.extract.units import Shares, shares
from ledger.model.extract.wording import either
from ledger.model.tasks.sentence import Sentence

_ASIDE = re.compile(r"[(（]([^()（）]{0,80}(?:[(（][^()（）]{0,40}[)）][^()（）]{0,80}){0,3})[)）]")
_ROLES = re.compile(r"牵头|负责|配合|责任单位|责任部门|主办|协办|落实|督导")
_SUFFIXES = (
    "局 委 会 办 办公室 厅 院 署 政府 管委会 中心 集团 公司 支队 大队 指挥部 领导小组 街道 镇 乡 县 区 市 州 旗 村 "
    "社区 部门 单位"
)
_BODY = re.compile(rf"(?:{either(_SUFFIXES)})$")
_VERBS = "于 力争 争取 确保 要 应 须 每 牵头 负责 组织 会同 完成 建成 新建 加快 推进 大力 全面 按 年底前 年内"
_SUBJECT = re.compile(
    rf"(?:其中[:,]?|由)?(?P<names>[\u3400-\u9fff、]{{2,60}}?)等?(?=(?:{either(_VERBS)})(?!率)|在20|20[0-9]{{2}}年|[0-9]{{1,2}}月)"
)
_NO_NAME = re.compile(
    r"[对在将把以按向从为到与]|推[进动广]|加[快强大]|开展|实[施现行]|强化|持续|进一步|继续|做好|完成|建[成立设]|新[建增]|确保|力争|争取|"
    r"全[省市区县镇乡州]|各类|所有|我[省市区县镇局]"
)
_PLACES = (
    "建成区 功能区 保护区 工业区 片区 小区 城区 园区 库区 矿区 景区 灌区 流域 城市 重点区 禁燃区 禁养区 辖区 "
    "农村 乡村 山区 地区 产业区 集聚区 示范区 "
    "城乡 城镇 企业单位 排污单位 责任单位"
)
_KIND_OF_PLACE = re.compile(rf"(?:{either(_PLACES)})$")
"""What ends like a place or a body and is none that could answer for anything."""


@dataclass(frozen=True, slots=True)
class Doers:
    """The bodies by what they do."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()


def doers(sentence: Sentence, part: Span, binding: Iterable[int], said: Iterable[Shares]) -> Doers:
    """Who is named in a part: in its brackets, before the verbs of its clauses that bind (`binding`), and in what
    stands behind it (`said`).
    """
    asides = (hit[1] for hit in _ASIDE.finditer(sentence.text, part.start, part.end))
    named = [*said, *(shares(aside, strict=True) for aside in asides if _ROLES.search(aside))]
    clauses = (sentence.clauses[at] for at in sorted(binding))
    subjects = [name for one in clauses for name in _subjects(sentence.even[one.start : one.end].lstrip())]
    lead = tuple(dict.fromkeys(name for one in named for name in one.lead))
    given = [*(name for one in named for name in one.responsible), *subjects]
    return Doers(
        lead,
        tuple(dict.fromkeys(name for name in given if name not in lead)),
        tuple(dict.fromkeys(name for one in named for name in one.support)),
        tuple(dict.fromkeys(name for one in named for name in one.supervisor)),
    )


def _subjects(words: str) -> list[str]:
    hit = _SUBJECT.match(words)
    if hit is None or not _BODY.search(hit["names"]):
        return []
    names = list(shares(hit["names"]).doers)
    return names if not any(_NO_NAME.match(name) or _KIND_OF_PLACE.search(name) for name in names) else []

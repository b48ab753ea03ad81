"""What a label that is in no list means by the words it is made of: 整改推进措施 are measures."""

from __future__ import annotations

import re

from ledger.formats.plan_text.labels import key_of
from ledger.model.item import Label

_BEFORE = (
    "整改|反馈|督察|督查|披露|交办|信访|举报|投诉|群众|移交|曝光|具体|主要|当前|目前|最新|属地|主体|本级|省级|市级|州级|县级|区级|"
    "省直|市直|州直|县直|区直|行业|共同|直接|推进|工作|任务|项目|计划|要求|预计|治理|整治|落实|完成|办结|办理|销号|最终|阶段|责任|"
    "突出|环境|存在|及|和|与"
)
_KINDS: tuple[tuple[Label, str], ...] = (
    ("finding", r"(?:问题|隐患|案情|诉求)(?:详述|描述|概述|陈述|摘要|内容|详情|事实|简介|概要|简况|要点|表述|原文)?"),
    ("goal", r"目标|标准|方向|目标(?:及|和)?(?:要求|任务|标准)|预期(?:目标|成效)"),
    ("deadline", r"(?:截止)?(?:时限|期限|限期|时间|时间节点)(?:要求)?"),
    ("lead", r"(?:牵头|主办)(?:责任|负责|整改)?(?:单位|部门)"),
    ("support", r"(?:配合|协同|协办|协助|参与)(?:配合|责任|整改)?(?:单位|部门)"),
    ("supervisor", r"(?:督导|督办|监管|主管|指导|监督|督促)(?:责任|检查)?(?:单位|部门)"),
    ("acceptor", r"(?:验收|核查|销号)(?:责任|牵头)?(?:单位|部门)"),
    ("responsible", r"单位|部门|责任(?:单位|部门|主体)"),
    ("leader", r"(?:包抓|包案|包保|包联|挂包|督办|牵头|分管|联系|挂牌|责任|主管)?领导"),
    ("persons", r"(?:责任|负责)人"),
    ("measures", r"措施|举措|办法"),
    ("progress", r"进展|成效|(?:进展|完成|落实|推进|开展|进度)情况|(?:处理|办理)结果"),
)  # fmt: skip
_WHOLE = tuple((label, re.compile(rf"(?:{_BEFORE}){{0,4}}(?:{words})")) for label, words in _KINDS)
_LONGEST = 14
_SHORTEST = 3


def supposed(heading: str) -> Label | None:
    """What a heading means by its words; None where they say nothing, and the label is one without a field."""
    key = key_of(heading)
    if not _SHORTEST <= len(key) <= _LONGEST:
        return None
    return next((label for label, pattern in _WHOLE if pattern.fullmatch(key)), None)

"""Names of bodies in a cell: where one ends and the next begins, and whether some words name one at all."""

from __future__ import annotations

import re

from ledger.model.extract.wording import either
from ledger.model.units import split_units

SHORTEST_NAME = 2
LONGEST_NAME = 60
"""What is longer is a sentence."""
_NEAR = 16
_KINDS = (
    "局 委 委员会 办 办公室 厅 部 处 院 会 署 站 所 队 中心 集团 公司 政府 党委 党工委 党组 工委 纪委 监委 管委会 "
    "街道 街办 镇 乡 县 区 市 州 旗 盟 省 村 社区 部门 单位 学校 大学 法院 检察院 银行 企业 园 园区 开发区 厂 组 室 "
    "专班 小组 指挥部 台 社 协会 办事处 管理处 海关 林场 农场 保护区 医院 业主 基地"
)
_IN_BRACKETS = r"(?:[(（][^()（）]{0,60}(?:[(（][^()（）]{0,30}[)）][^()（）]{0,30})?[)）])?"
_IS_BODY = re.compile(rf"(?:{either(_KINDS)}){_IN_BRACKETS}$")
_AND_OTHERS = re.compile(
    r"等(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3})个)?(?:有关|相关|[市县区省]直)?"
    r"(?:部门|单位|部门和单位|单位和部门|部门[(（]单位[)）])?$"
)
"""`市住房城乡建设委等部门`: the words stay with the last name, since the document names nobody else."""
_SURELY = (
    "部门 单位 企业 学校 社区 村 局 委 委员会 办 办公室 厅 部 院 会 署 "
    "政府 管委会 中心 集团 公司 队 站 所 处 县 区 市 街道 镇 ) ）"
)
_ENDS = re.compile(rf"(?:{either(_SURELY)}|(?<!城)乡)$")
_AND = re.compile(r"和|以及|及(?!其)|与|/|[ \t\u3000\r\n]+")
_BEGINS = re.compile(f"(?:{either('省 市 州 盟 县 区 旗 镇 乡 各 有关 相关 属地 国家 中央 中国 国网 中石 自治')})")
_SECOND_HALF = re.compile(r"[省市州县区旗镇乡]?(?:人民)?(?:政府|管委会|管理委员会|办事处)")
_BLANK = re.compile(r"(?<=[^\x00-\x27\x2a-\x7f\u3000])[ \t\u3000\r\n]+(?=[^\x00-\x27\x2a-\x7f\u3000])")
"""Between characters that are not Latin, brackets aside."""
_GOES_ON = re.compile(r"[(（)）]|员会|公室|和|及|政府|[局会室处部队心司厅院署][、，,;；\s]|[局会室处部队心司厅院署]$")
"""How the rest of a name begins that a line's end broke: `市发展改革委⏎员会`, `各县⏎（市、区）`."""


_CIRCLED = re.compile(r"(?<=[^\s、，,;；])[①-⑳]")


def is_body(name: str) -> bool:
    """Whether some words end like the name of an office, a government, a company or a place."""
    return len(name) <= LONGEST_NAME and bool(_IS_BODY.search(_AND_OTHERS.sub("", name).strip()))


def pieces(text: str) -> list[str]:
    """The parts between separators; a break in a name is no separator, 和 between two bodies is.

    What stands in brackets stays whole, and so do `党委和政府` and `住房和城乡建设局`.
    """
    text = _CIRCLED.sub("、", text)
    joined = _BLANK.sub(lambda hit: "、" if _between_bodies(text, hit) else "", text)
    return [part for piece in split_units(joined) for part in _at_and(piece)]


def _between_bodies(text: str, blank: re.Match[str]) -> bool:
    """Whether a blank or a line's end stands between two names: two blanks, a line's end, or a name that begins."""
    left, right = text[max(0, blank.start() - _NEAR) : blank.start()], text[blank.end() : blank.end() + _NEAR]
    if _GOES_ON.match(right):
        return False
    apart = "\n" in blank.group() or len(blank.group()) > 1
    return bool(_ENDS.search(left)) and (apart or bool(_BEGINS.match(right)))


def _at_and(piece: str) -> list[str]:
    parts, last, depth = [], 0, 0
    marks = {hit.start(): hit.end() for hit in _AND.finditer(piece)}
    for at, char in enumerate(piece):
        depth += (char in "(（【[〔“") - (char in ")）】]〕”")
        if depth or at not in marks:
            continue
        left, right = piece[max(last, at - _NEAR) : at], piece[marks[at] : marks[at] + _NEAR]
        second_half = _SECOND_HALF.fullmatch(right)  # 云溪县委和县政府: one body
        if _ENDS.search(left) and _BEGINS.match(right) and not second_half and len(left) > SHORTEST_NAME:
            parts.append(piece[last:at])
            last = marks[at]
    return [*parts, piece[last:]]

"""责任人: who answers in person, as names or as posts. A post stays the words that it is, unit and all."""

from __future__ import annotations

import re

_HARD = re.compile(r"[,，;；]+")
_POST = (
    "主要负责人|主要负责同志|分管负责人|分管负责同志|负责同志|负责人|主要领导|分管领导|党政主要领导|一把手|党委书记|党组书记|书记|主任|局长|县长|区长|市长|州长|镇长|乡长|省长|厅长|处长|"
    "科长|股长|所长|站长|院长|校长|主席|董事长|总经理|经理|厂长|矿长|主管|部长|秘书长|支队长|大队长|队长|组长|专员|盟长|旗长|总工程师|总监|场长|社长|委员|常委|村长|河长|网格长|领导|同志"
)
_ENDS_IN_POST = re.compile(rf"(?:{_POST})(?:[(（][^()（）]{{0,40}}[)）])?$")
_BARE_POST = re.compile(rf"(?:常务|第一|执行)?副?(?:{_POST})")
"""A post without its unit shares the one before it: `云溪县委书记、县长`."""
_UNIT_WORD = re.compile(r"[局委办厅部院会署站所队区县市州镇乡村室府处]$")
_LEVELS = "省市州县区旗镇乡各"
_BLANK = re.compile(r"[ \t\u3000]+")
_LABEL = re.compile(r"^(?:整改|具体|直接|主要|第一)?责[ ]?任[ ]?人(?:员)?[ ]?[:：]")
_MARGIN = " \t\r\n\u3000。.、"
_LONGEST_NAME = 4


def persons(text: str) -> tuple[str, ...]:
    """The persons of a cell, in order: names apart, and posts whole.

    `州委办公室、州政府办公室主要负责人` is one post over two units, `某局主任、某委局长` are two, `县委书记、县长` stay
    together, and so do a post and the name behind it.
    """
    found: list[str] = []
    for part in _HARD.split(_at_line_ends(_LABEL.sub("", text.strip()))):
        held: list[str] = []
        for piece in _outside_brackets(part):
            if held and _is_whole(held[-1]) and not _shares_its_unit(piece, held[-1]):
                found.append("、".join(held))
                held = []
            held.append(piece)
        found.append("、".join(held))
    shown = (_BLANK.sub(" ", one).strip(_MARGIN) for one in found)
    return tuple(dict.fromkeys(one for one in shown if one and one not in {"无", "/", "-", "—"}))


def _at_line_ends(text: str) -> str:
    """Lines joined: with a separator where the line before names somebody, without where it breaks a name."""
    first, *others = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    joined = [first]
    for line in others:
        last = re.split(r"[,，;；、]", joined[-1])[-1]
        joined += ["，" if _is_whole(last) else "", line]
    return "".join(joined)


def _outside_brackets(part: str) -> list[str]:
    """Cut at 、 where no bracket is open."""
    pieces, depth, start = [], 0, 0
    for at, char in enumerate(part):
        depth = max(0, depth + (char in "(（") - (char in ")）"))
        if char == "、" and depth == 0:
            pieces.append(part[start:at])
            start = at + 1
    return [*pieces, part[start:]]


def _is_whole(piece: str) -> bool:
    """Whether somebody is named: a post with its unit, or a name; and not only the first of several units."""
    bare = piece.strip(_MARGIN)
    if _ENDS_IN_POST.search(bare):
        return True
    plain = re.sub(r"[(（][^()（）]{0,40}[)）]$", "", bare)
    last = re.split(r"[ \u3000、]", plain)[-1]
    if len(last) <= _LONGEST_NAME and not _UNIT_WORD.search(last) and last[:1] not in _LEVELS:
        return True
    post = re.search(rf"(?:{_POST})(?P<name>[\u4e00-\u9fff·]{{2,4}})$", plain)
    return post is not None and not _UNIT_WORD.search(post["name"])


def _shares_its_unit(piece: str, held: str) -> bool:
    """`县委书记、县长`: a bare post behind a post belongs to the unit before; behind a name it is somebody else."""
    return bool(_BARE_POST.match(piece.strip(_MARGIN)) and _ENDS_IN_POST.search(held))

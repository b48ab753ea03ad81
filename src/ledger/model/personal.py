"""Personal data in free text: what looks like somebody's own number is pointed out before it becomes public.

Who reports a problem is to be kept secret (环境保护法 art. 57), and a record of a ledger is read by many. Nothing is
refused here: a duty phone is a phone as well.
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["phone", "id-number", "email"]

_PHONE = re.compile(r"(?<![0-9])1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""The last sign of an 18-digit citizen's number follows from the others (GB 11643-1999)."""
_GAP = "[- －　]?"
_MOBILE = rf"(?:[+＋]?[8８][6６]{_GAP})?[1１][3-9３-９]\d(?:{_GAP}\d{{4}}{_GAP}\d{{4}}|([.．·])\d{{4}}\1\d{{4}})"
_OF_AREA = rf"(?:[(（][0０]\d{{2,3}}[)）]|(?<![.．])[0０]\d{{2,3}}){_GAP}\d{{3,4}}{_GAP}\d{{4}}"
_OF_IDENTITY = rf"\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXxＸｘ]"
_PRIVATE = re.compile(
    rf"(?<!\d)(?:{_MOBILE}|{_OF_AREA}|{_OF_IDENTITY})(?!\d)|(?<=电话[:：])\d{{3,4}}{_GAP}\d{{4}}(?!\d)"
)
"""Numbers of telephones, mobile or with an area's prefix or behind `电话：`, and of identity cards, right or mistyped,
in groups or not, in digits of either width. A mobile number has two dots or none: 130.12345678 is a place on the map.
"""
_DIGITS = re.compile(r"\d{3}\D{0,2}\d{3}")
"""What every number of `_PRIVATE` holds, whatever parts its groups."""
_SURNAMES = (
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪姜范廖邹"
    "熊陆郝崔邱秦顾侯邵孟龙段钱汤尹黎"
)
"""The most frequent ones, without those that begin a word as readily: 周边, 曾经, 高度, 何时, 任何."""
_COMPLAINANT = re.compile(
    rf"(?:举报|投诉|信访|来访|来信|来电|反映|上访)人(?:姓名|为|是|系)?[:： ]?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=反映|举报|投诉|信访|来电|来信|来访|自称|称|表示|提供|带路|要求|认为|住|家|本人|等|电话|手机|[^\u4e00-\u9fff]|$)"
)
_NOBODY = "某先女同×"
"""What stands behind a surname where nobody is named: 王某, 李先生."""
_SHOWN, _TAIL = 3, 4
_LONG = 11
"""Of a shorter number the beginning is masked as well: too little would be."""


def personal(text: str) -> tuple[Kind, ...]:
    """What kinds of personal data `text` seems to hold, in a fixed order, each once."""
    found: list[Kind] = []
    if _PHONE.search(text):
        found.append("phone")
    if any(map(_is_id_number, _ID_NUMBER.findall(text))):
        found.append("id-number")
    if _EMAIL.search(text):
        found.append("email")
    return tuple(found)


def _is_id_number(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def hidden_numbers(text: str) -> str:
    """A text with its telephone and identity numbers masked as offices do before they publish: 138****0000."""
    return _PRIVATE.sub(_masked, text)


def _masked(hit: re.Match[str]) -> str:
    number = hit[0].lstrip("(（")
    return f"{number[:_SHOWN] if len(number) >= _LONG else ''}****{number[-_TAIL:]}"


def private_words(text: str) -> tuple[str, ...]:
    """The telephone and identity numbers and the addresses of e-mail in a text, as they stand there."""
    return tuple(hit[0] for sought in (_PRIVATE, _EMAIL) for hit in sought.finditer(text))


def may_hide(text: str) -> bool:
    """Whether there may be anything in a text that `hidden_words` hides: told ten times as fast, of the few that are
    not left as they are and some others.
    """
    return "@" in text or "＠" in text or _DIGITS.search(text) is not None


def hidden_words(text: str) -> str:
    """A text fit to be published: numbers masked as `hidden_numbers` does, addresses of e-mail taken out."""
    return _EMAIL.sub("****", hidden_numbers(text))


def complainants(text: str) -> tuple[str, ...]:
    """Names that a text gives whoever complained (举报人李四反映…); what it says in other words is not understood."""
    if "人" not in text:
        return ()
    return tuple(hit[1] for hit in _COMPLAINANT.finditer(text) if hit[1][1] not in _NOBODY)

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
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""The last sign of an 18-digit citizen's number follows from the others (GB 11643-1999)."""
_PRIVATE = re.compile(r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)")
"""Numbers of telephones, mobile or with an area's prefix, and of identity cards, right or mistyped."""
_SHOWN, _TAIL = 3, 4


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
    return _PRIVATE.sub(lambda hit: f"{hit[0][:_SHOWN]}****{hit[0][-_TAIL:]}", text)


def private_words(text: str) -> tuple[str, ...]:
    """The telephone and identity numbers and the addresses of e-mail in a text, as they stand there."""
    return tuple(hit[0] for sought in (_PRIVATE, _EMAIL) for hit in sought.finditer(text))


def hidden_words(text: str) -> str:
    """A text fit to be published: numbers masked as `hidden_numbers` does, addresses of e-mail taken out."""
    return _EMAIL.sub("****", hidden_numbers(text))

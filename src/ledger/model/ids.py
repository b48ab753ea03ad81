"""`ISSUE-014`: the number people call an issue by. Never reused; the `uid` beside it is what links hold on to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ID = re.compile(r"([A-Z][A-Z0-9]{0,15})-([0-9]{3,6})")
PATTERN = "^[A-Z][A-Z0-9]{0,15}-([0-9]{3}|[1-9][0-9]{3,5})$"
"""The same for editors, which check by JSON Schema."""
LEDGER_NAME = r'[^\s/\\#?%:*"<>|.\-][^\s/\\#?%:*"<>|]{0,31}'
"""By what a ledger is called among others (`county-a`): one word that may stand in a path, a link and a file's name."""
FAR_PATTERN = f"^(?:{LEDGER_NAME}/)?{PATTERN.removeprefix('^')}"
"""An id, of this ledger or (`city/ISSUE-001`) of another one, for editors."""
_LOOSE = re.compile(r"([A-Z][A-Z0-9]{0,15})[-_ ]([0-9]{1,6})|([A-Z]{1,16})([0-9]{1,6})")


def is_id(text: str) -> bool:
    """Whether `text` is an id in the only accepted spelling: capitals, a hyphen, three to six ASCII digits,
    and no needless zeros beyond the third digit, so that one number has one name.
    """
    match = _ID.fullmatch(text)
    return match is not None and match[2] == f"{int(match[2]):03d}"


def is_ledger_name(text: str) -> bool:
    """Whether a ledger may be called so among others."""
    return re.fullmatch(LEDGER_NAME, text) is not None and text.isprintable()


def is_far(text: str) -> bool:
    """Whether `text` is the id of an issue of another ledger: `city/ISSUE-001`."""
    name, sign, issue = text.partition("/")
    return bool(sign) and is_ledger_name(name) and is_id(issue)


def number_of(issue_id: str) -> int:
    """The number in an id. Raises ValueError for anything else."""
    match = _ID.fullmatch(issue_id)
    if match is None:
        raise ValueError(issue_id)
    return int(match[2])


def make_id(prefix: str, number: int) -> str:
    """`ISSUE`, 14 → `ISSUE-014`."""
    return f"{prefix}-{number:03d}"


def next_id(prefix: str, taken: Iterable[str]) -> str:
    """The id after the highest one taken with this prefix; gaps are never filled, because numbers are never reused.

    `taken` are ids, or names of files and folders, up to the first dot and in any spelling: `issue_14.yaml.bak` and
    `ISSUE-014（副本）.yaml` take 14 as `ISSUE-014.yaml` does. What is an id in full is read as that id: `A12-001` is
    the first of A12, and not the twelfth of A.
    """
    names = unicodedata.normalize("NFKC", "\0".join(("", *taken))).upper()  # in one piece: there may be many
    found = re.findall(rf"\0{prefix}(?:[-_ ]([0-9]{{1,6}})(?![0-9])|([0-9]{{1,6}})(?!-?[0-9]))", names)
    return make_id(prefix, 1 + max((int(apart or joined) for apart, joined in found), default=0))


def runs_into(prefix: str, other: str) -> bool:
    """Whether a number joined to one prefix may be read as one of the other: `A12` is 12 of A, and 2 of A1."""
    short, long = sorted((prefix, other), key=len)
    return long != short and long.startswith(short) and long[len(short) :].isdecimal()


def normalize(word: str, prefix: str) -> str | None:
    """The id that is meant by `014`, `14`, `issue-14` or full-width digits; None for what is nothing like an id."""
    word = unicodedata.normalize("NFKC", word).strip().upper()
    number = word.removeprefix(prefix)  # `issue14` is 14 of ISSUE, and not 4 of a prefix ISSUE1
    if re.fullmatch(r"[0-9]{1,6}", number):
        return make_id(prefix, int(number))
    match = _LOOSE.fullmatch(word)
    return make_id(match[1] or match[3], int(match[2] or match[4])) if match else None

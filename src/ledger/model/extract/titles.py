"""A title for an issue out of the finding's own words: never more than forty characters, never a word of our own."""

from __future__ import annotations

import re

LONGEST = 40
_SHORTEST = 8
_VALUE = r"(?:[一二三四五六七八九十百〇]{1,5}|[0-9lIO]{1,3}(?:[.．][0-9lIO]{1,3}){0,2})"
_THING = r"(?:反馈|整改|主要|督察)?(?:问题|项目|序号|事项|任务|第)?[ ]?"
_NUMBER = re.compile(rf"^[(（【\[]?{_THING}{_VALUE}(?:项|条)?[)）】\]]?[、.．:：](?![0-9])[ \u3000]*")
_ABOUT = re.compile(r"^(?:一是)?关于(?=[“\"「《])")
_OPENING, _CLOSING = "“「《(（[【〔", "”」》)）]】〕"
_SENTENCE = "。!！?？\n"
_CLAUSE = ",，;；:："
_MARGIN = " \t\u3000。.,，;；:：、"
_LINE_ENDS = (*_SENTENCE.strip(), *_CLAUSE, ".")
_POINT = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳]|[一二三四五六七八九十]是")
_LATIN = re.compile(r"[0-9A-Za-z]")


def title(finding: str) -> str:
    """The first sentence if it is short, else as many whole clauses as fit; a single long clause is cut with a mark.

    Nothing is cut inside quotation marks or brackets, and `关于“…”` gives what it quotes. A line that was broken by
    hand in the middle of a sentence goes on in the next one, unless that makes the sentence too long for a title and
    the line says something alone.
    """
    words = _unquoted(_NUMBER.sub("", finding.strip()))
    joined = _joined(words)
    for candidate in (joined, words):
        sentence = _first_sentence(candidate)
        if _SHORTEST * (candidate is not joined) <= sentence <= LONGEST:
            return candidate[:sentence].strip(_MARGIN)
    return _clauses(joined)


def _first_sentence(words: str) -> int:
    return next((at for at, char in _ends(words) if char in _SENTENCE), len(words))


def _joined(words: str) -> str:
    """The first line with those that go on with its sentence."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        if whole.endswith(_LINE_ENDS) or _POINT.match(line):
            break
        between = " " if _LATIN.match(whole[-1]) and _LATIN.match(line) else ""
        whole = f"{whole}{between}{line}"
    return whole


def _clauses(words: str) -> str:
    ends = _ends(words)
    clauses = [at for at, char in ends if char in _CLAUSE and _SHORTEST <= at <= LONGEST]
    if clauses:
        return words[: clauses[-1]].strip(_MARGIN)
    return words[: LONGEST - 1].strip(_MARGIN) + "…"


def _unquoted(words: str) -> str:
    """What stands in the quotation marks of `关于“…”`, or of a text that is one quotation."""
    about = _ABOUT.match(words)
    bare = words[about.end() :] if about else words
    if not bare or bare[0] not in '“「"':
        return words
    closing = {"“": "”", "「": "」", '"': '"'}[bare[0]]
    depth = 0
    for at, char in enumerate(bare):
        depth += (char == bare[0] and (char != '"' or at == 0)) - (char == closing and at > 0)
        if depth == 0:
            alone = about or not bare[at + 1 :].strip(_MARGIN)
            return bare[1:at].strip() if alone else words
    return words


def _ends(words: str) -> list[tuple[int, str]]:
    """The signs that end a sentence or a clause, outside brackets and quotation marks."""
    found, depth = [], 0
    for at, char in enumerate(words[: LONGEST * 4]):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _SENTENCE + _CLAUSE:
            found.append((at, char))
    return found

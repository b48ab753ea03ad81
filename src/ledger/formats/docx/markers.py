"""What is wrong with the markers of a template, told by the words that stand in it.

Jinja says `Encountered unknown tag 'endif'`, and not which of forty: a clerk who edits a letter in Word needs the words
to look for. Only what Jinja would refuse, or leave standing in a letter, is told here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement
from jinja2 import nodes

from ledger.errors import Said, say

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMMENT = re.compile(r"\{#.*?#\}")
_MARKER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_HALF = re.compile(r"\{\{[^{}%]*\}?|\{%[^{}%]*[%}]?|\{?[^{}%，。；]*\}\}|\{?[^{}%，。；]*%\}")
"""What is left of a marker whose beginning or end is missing."""
_WIDE = re.compile(r"[｛{]\s*[｛％][^{}｛｝]*[｝}]*|[｛{]{2}[^{}｛｝]*｝{1,2}|｛{1,2}[^{}｛｝]*\}{2}")
"""A marker typed with the keyboard set to Chinese: nobody reads it, and it stands in the letter."""
_SINGLE = re.compile(r"\{\s*(\w+)(?:\.\w+)?\s*\}")
"""A field in single braces; another word there is the office's own."""
_BLOCK = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s)?\s*(\w+)")
_OPENING = {"for": "endfor", "if": "endif"}
_BETWEEN = {"else", "elif"}
_SHOWN = 40


@dataclass(frozen=True)
class Usage:
    """The fields that a template asks for, beyond their names."""

    parts: Mapping[str, frozenset[str]]
    """Of each list what is read of its entries: `{{ 项.编号 }}` within `{% for 项 in 红榜 %}`."""
    printed: frozenset[str]
    """The fields that are printed as they are, `{{ 红榜 }}`."""


def paragraphs(body: BaseOxmlElement) -> Iterator[str]:
    """The text of each paragraph, whatever runs Word has cut it into; one in a box apart from the one it hangs on."""
    for paragraph in body.iter(f"{_W}p"):
        yield "".join(_texts(paragraph))


def _texts(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag != f"{_W}p":
            yield from _texts(child)


def fault(texts: Iterable[str], fields: Collection[str]) -> Said | None:
    """The first thing that is wrong with the markers of a document, from its beginning to its end; None if nothing.

    What stands in single braces is a marker if it is one of `fields`.
    """
    waiting: list[tuple[str, str]] = []
    for text in texts:
        plain = _COMMENT.sub("", text)
        if wide := _WIDE.search(plain):
            return say("letter.wide", marker=_short(wide[0]))
        if half := _half(_MARKER.sub(" ", plain), fields):
            return say("letter.half", marker=_short(half), near=_around(plain, half))
        for marker in _MARKER.findall(plain):
            if (wrong := _nested(marker, waiting)) is not None:
                return wrong
    return say("letter.no-end", marker=waiting[-1][1], end=_end(waiting[-1][1])) if waiting else None


def _half(left: str, fields: Collection[str]) -> str | None:
    """A marker that lacks a brace, in what is left of a paragraph without its markers."""
    if broken := _HALF.search(left):
        return broken[0]
    return next((one[0] for one in _SINGLE.finditer(left) if one[1] in fields), None)


def _nested(marker: str, waiting: list[tuple[str, str]]) -> Said | None:
    """What is wrong with a marker after those that wait for their end."""
    if not marker.startswith("{%"):
        return None if marker.strip("{} ") else say("letter.empty", marker=marker)
    found = _BLOCK.match(marker)
    word = found[1] if found else ""
    if word in _OPENING:
        waiting.append((word, marker))
    elif word in _OPENING.values() or word in _BETWEEN:
        if not waiting:
            return say("letter.no-start", marker=marker)
        begun, opener = waiting[-1]
        if word in _OPENING.values():
            if _OPENING[begun] != word:
                return say("letter.no-end", marker=opener, end=_end(opener))
            waiting.pop()
    return None


def _end(opener: str) -> str:
    """The marker that ends a block, of the same kind: `{%p if … %}` ends with `{%p endif %}`."""
    found = re.match(r"\{%-?\s*(p|tr|tc|r)?\s+?(\w+)", opener)
    kind, word = (found[1] or "", found[2]) if found else ("", "for")
    return f"{{%{kind} {_OPENING.get(word, 'endfor')} %}}"


def _around(text: str, words: str) -> str:
    """What stands about some words of a paragraph."""
    at = max(0, text.find(words.strip()))
    return _short(text[max(0, at - _SHOWN // 3) :])


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"


def usage(template: nodes.Template) -> Usage:
    """What a template reads of its lists, and prints whole."""
    parts: dict[str, set[str]] = {}
    for loop in template.find_all(nodes.For):
        of = next(
            (name.name for name in (loop.iter, *loop.iter.find_all(nodes.Name)) if isinstance(name, nodes.Name)), ""
        )
        if isinstance(loop.target, nodes.Name):
            parts.setdefault(of, set()).update(_read(loop, loop.target.name))
    printed = {
        one.name for output in template.find_all(nodes.Output) for one in output.nodes if isinstance(one, nodes.Name)
    }
    return Usage({name: frozenset(read) for name, read in parts.items()}, frozenset(printed))


def _read(loop: nodes.For, entry: str) -> Iterator[str]:
    for got in loop.find_all(nodes.Getattr):
        if isinstance(got.node, nodes.Name) and got.node.name == entry:
            yield got.attr

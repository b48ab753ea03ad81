"""What of a web page is its frame and no text of the document: menus, search fields, hidden pieces, foot lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

SILENT = frozenset({
    "head", "script", "style", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
    "noframes", "-comment", "-doctype",
})  # fmt: skip
"""Elements that show no text of the page."""
_FRAME = frozenset({
    "nav", "aside", "select", "button", "textarea", "dialog", "datalist",
})  # fmt: skip
_FRAME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_FRAME_OUTSIDE = frozenset({"header", "footer"})
"""Frame, unless they are of an article."""
_ARTICLES = frozenset({"article", "main"})
_MENUS = frozenset({"ul", "ol", "dl", "div", "td", "table", "section", "p"})
_HIDDEN = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_FEWEST_LINKS, _MENU_SHARE, _MENU_WORD = 4, 0.95, 10
"""A menu has links and nothing else, each a short word."""


@dataclass(slots=True)
class _Count:
    characters: int = 0
    linked: int = 0
    links: int = 0

    def add(self, other: _Count) -> None:
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links

    def is_menu(self) -> bool:
        return (
            self.links >= _FEWEST_LINKS
            and self.linked >= _MENU_SHARE * self.characters
            and self.linked <= _MENU_WORD * self.links
        )


@dataclass(slots=True)
class Frame:
    """The nodes that are frame, by their identity, and the words that stand there."""

    nodes: set[int] = field(default_factory=set)
    characters: int = 0
    sample: str = ""


def walk(root: LexborNode, passed_over: set[int] | None = None) -> Iterator[tuple[LexborNode, bool]]:
    """Every node, once as it begins (True) and, if it isn't text, once as it ends. Never deeper than one call."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        goes_in = not (passed_over and node.mem_id in passed_over)
        child = node.first_child if goes_in else None
        if child is not None:
            node = child
            continue
        yield node, False
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            node = node.parent
            if node is not None:
                yield node, False
        node = None if node is None or node.mem_id == root.mem_id else node.next


def frame_of(root: LexborNode) -> Frame:
    """The frame of a page: told by elements and roles, by what is hidden, and by lists of short links."""
    frame = Frame()
    for node, begins in walk(root):
        if begins and _is_frame(node):
            frame.nodes.add(node.mem_id)
    frame.nodes |= _menus(root, frame.nodes)
    words: list[str] = []
    within: int | None = None
    for node, begins in walk(root):
        if within is None and begins and node.mem_id in frame.nodes:
            within = node.mem_id
        if within is not None and begins and node.tag == "-text" and node.parent and node.parent.tag not in SILENT:
            words.append(" ".join((node.text_content or "").split()))
        if within == node.mem_id and not begins:
            within = None
    text = " ".join(filter(None, words))
    frame.characters, frame.sample = sum(map(len, words)), text[:40]
    return frame


def _is_frame(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag.startswith("-"):
        return False
    attributes = node.attributes
    if tag in _FRAME or attributes.get("role") in _FRAME_ROLES or "hidden" in attributes:
        return True
    if tag in _FRAME_OUTSIDE:
        return not _in_article(node)
    return bool(_HIDDEN.search(attributes.get("style") or ""))


def _in_article(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in _ARTICLES:
            return True
        above = above.parent
    return False


def _menus(root: LexborNode, passed_over: set[int]) -> set[int]:
    """The blocks in which there is nothing but short links."""
    found: set[int] = set()
    counts = [_Count()]
    linked = 0
    for node, begins in walk(root, passed_over):
        tag = node.tag or ""
        if begins:
            counts.append(_Count())
            linked += tag == "a"
            if tag == "-text" and node.parent is not None and node.parent.tag not in SILENT:
                length = sum(sign.isalnum() for sign in node.text_content or "")
                counts[-1].characters = length
                counts[-1].linked = length if linked else 0
            continue
        count = counts.pop()
        if tag == "a":
            linked -= 1
            count.links += count.linked > 0
        if tag in _MENUS and count.is_menu():
            found.add(node.mem_id)
        counts[-1].add(count)
    return found

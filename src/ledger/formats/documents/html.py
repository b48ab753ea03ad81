"""Web pages: the text and the tables as a browser shows them, without the frame of the website, which is counted.

selectolax is here for Lexbor, which builds the tree of a page as browsers do, in C and within a hundredth of a second.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ledger.errors import Said, say
from ledger.formats.documents.base import MOST_CHARACTERS, Content
from ledger.formats.documents.blocks import WIDEST_SPAN, Box, Paragraph, Part, Rows, placed
from ledger.formats.documents.encodings import decoded
from ledger.formats.documents.nesting import refuse_depth
from ledger.formats.documents.numerals import written
from ledger.formats.documents.webframe import SILENT, frame_of, walk
from ledger.formats.xlsx.unfit import UnfitError, on_one_line

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{2,40})""", re.IGNORECASE)
_CHARSET_WITHIN = 4096
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "title", "tr", "ul", "caption",
})  # fmt: skip
_HEADINGS = {f"h{at}": at for at in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SOFT = "\x00"
"""A line end of the source, which is a space between words and nothing between Chinese characters."""
_SOFT_IN_CHINESE = re.compile(
    rf"(?<=[\u2e80-\u9fff\uff00-\uffef]) ?{_SOFT}[{_SOFT} ]{{0,9}}(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_NUMBERED = re.compile(
    r"\s{0,9}[(（〔【第]?\s?[0-9０-９一二三四五六七八九十百①-⑳⑴-⒇⒈-⒛][0-9０-９一二三四五六七八九十百.．]{0,9}\s?[.．、)）:：〕】条项]|\s{0,9}[①-⑳⑴-⒇⒈-⒛]"
)
_MOST_COUNTED = 65_534
"""The most rows that a cell may cover (HTML 4.9.11); no list is longer."""
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHINESE_LISTS = ("cjk-ideographic", "simp-chinese", "trad-chinese", "japanese-informal")


def read(data: bytes, _: str) -> Content:
    """The page in `data`.

    Raises:
        UnfitError: it is no text, or its elements lie too deep in each other.
    """
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    found = decoded(data, declared[1].decode("ascii", "replace") if declared else None)
    parts, remarks = parts_of(found.text)
    return Content(placed(parts), (*found.remarks, *remarks))


def parts_of(page: str) -> tuple[list[Part], tuple[Said, ...]]:
    """The paragraphs and tables of a page or of a piece of one, and what was left out.

    Raises:
        UnfitError: its elements lie too deep in each other, or there is too much text.
    """
    if len(page) > MOST_CHARACTERS:
        raise UnfitError(say("document.too-long", limit=MOST_CHARACTERS))
    refuse_depth(page)
    root = LexborHTMLParser(page.replace("\x00", "")).root
    if root is None:
        return [], ()
    frame = frame_of(root)
    gathered = _Gathered()
    for node, begins in walk(root, frame.nodes):
        if node.mem_id not in frame.nodes:
            gathered.take(node, begins=begins)
    gathered.flush()
    remarks = []
    if frame.characters:
        remarks.append(on_one_line(say("document.has-frame", count=frame.characters, sample=frame.sample)))
    if gathered.pictures:
        remarks.append(say("document.has-pictures", count=gathered.pictures))
    return gathered.parts, tuple(remarks)


class _Gathered:
    """Takes the nodes of a page in their order; `parts` is what they made."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.pictures = 0
        self._containers: list[list[Part]] = [self.parts]
        self._tables: list[Rows] = []
        self._words: list[str] = []
        self._heading: int | None = None
        self._lists: list[_List] = []
        self._label = ""
        self._verbatim = 0
        self._silent = 0

    def take(self, node: LexborNode, *, begins: bool) -> None:
        """A node begins or ends."""
        tag = node.tag or ""
        if tag in SILENT:
            self._silent += 1 if begins else -1
        if self._silent or not tag:
            return
        if tag == "-text":
            if begins:
                self._write(node.text_content or "")
            return
        if tag in _BLOCKS:
            self.flush()
        if begins:
            self._begin(tag, node)
        else:
            self._end(tag)

    def _write(self, text: str) -> None:
        if self._verbatim:
            self._words.append(text.replace("\r\n", "\n"))
        else:
            self._words.append(_SPACE.sub(lambda run: _SOFT if "\n" in run[0] or "\r" in run[0] else " ", text))

    def flush(self) -> None:
        """Ends the paragraph that stands open."""
        if not self._words:
            return
        text = _SOFT_IN_CHINESE.sub("", "".join(self._words)).replace(_SOFT, " ").replace("\xa0", " ")
        text = "\n".join(line.strip(" ") for line in text.strip(" \n").split("\n"))
        self._words.clear()
        if not text.strip():
            return
        if self._label:
            text = text if _NUMBERED.match(text) else self._label + text
            self._label = ""
        self._containers[-1].append(Paragraph(text, self._heading))

    def _begin(self, tag: str, node: LexborNode) -> None:
        match tag:
            case "br":
                self._words.append("\n")
            case "img":
                self.pictures += 1
            case "pre":
                self._verbatim += 1
            case "ol" | "ul" | "menu" | "dir":
                self._lists.append(_List.of(node))
            case "li":
                self._label = self._lists[-1].label(node) if self._lists else ""
            case "table":
                self._tables.append(Rows())
            case "tr" if self._tables:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables and self._tables[-1].rows:
                box = Box(rows=_span(node, "rowspan"), columns=_span(node, "colspan"))
                self._tables[-1].rows[-1].append(box)
                self._containers.append(box.parts)
            case _:
                self._heading = _HEADINGS.get(tag, self._heading)

    def _end(self, tag: str) -> None:
        match tag:
            case "pre":
                self._verbatim -= 1
            case "ol" | "ul" | "menu" | "dir":
                self._lists.pop()
            case "li":
                self._label = ""
            case "table":
                self._containers[-1].append(self._tables.pop())
            case "td" | "th" if len(self._containers) > 1:
                self._containers.pop()
            case _ if tag in _HEADINGS:
                self._heading = None


class _List:
    """A list that stands open, and how far it is counted."""

    def __init__(self, form: str | None, number: int, step: int) -> None:
        self._form, self._number, self._step = form, number, step

    @classmethod
    def of(cls, node: LexborNode) -> _List:
        """The list that begins with an element; only `ol` has numbers."""
        attributes = node.attributes
        style = (attributes.get("style") or "").lower()
        if (
            node.tag != "ol"
            or "list-style-type:none" in style.replace(" ", "")
            or "list-style:none" in style.replace(" ", "")
        ):
            return cls(None, 0, 1)
        form = _LIST_FORMS.get(attributes.get("type") or "", "decimal")
        if any(name in style for name in _CHINESE_LISTS):
            form = "chineseCounting"
        return cls(form, _counted(attributes.get("start"), 1), -1 if "reversed" in attributes else 1)

    def label(self, node: LexborNode) -> str:
        """The number of the next entry, with what stands after it."""
        if self._form is None:
            return ""
        number = _counted(node.attributes.get("value"), self._number)
        self._number = number + self._step
        return (
            f"{written(number, self._form)}、"
            if self._form == "chineseCounting"
            else f"{written(number, self._form)}. "
        )


def _span(node: LexborNode, name: str) -> int:
    """How many rows or columns a cell covers; none is one, and 0 is all that are left (HTML 4.9.11)."""
    span = _counted(node.attributes.get(name), 1)
    return span or WIDEST_SPAN


def _counted(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return otherwise
    return int(digits) if len(digits) < len(str(_MOST_COUNTED)) else _MOST_COUNTED

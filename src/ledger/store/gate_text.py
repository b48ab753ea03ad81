"""Bytes to text, and the faults a text shows before anyone parses it: encoding, stray characters, conflict markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ledger.errors import Said, say
from ledger.model.problem import Place, Problem

SIZE_LIMIT = 256 * 1024
"""The largest file that is read, in bytes. An issue is some 3 KB; ask the file's size before reading it."""

SHOWN_AT_MOST = 20
"""How many faults of a kind are listed for one file; a binary file would give thousands."""

EXCERPT_WIDTH = 200
"""How many characters of a line are quoted."""

_INVISIBLE = (
    "\u0080-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_UNPRINTABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"

STRAY = re.compile(f"[{_UNPRINTABLE}{_INVISIBLE}]")
"""Characters no file of a ledger may hold: controls (tab and newlines apart), halves of a pair, line separators
other than newlines, marks that turn or hide text (reliability.md 2.2)."""

STRAY_IN_VALUE = re.compile(f"[{_UNPRINTABLE}{_INVISIBLE}\r]")
"""The same for a value already read: there an escape may also have made a carriage return."""

_HIDES = re.compile(f"[{_INVISIBLE}]")
_CONFLICT = re.compile(r"^(?:(<{7})[ \r\n]|>{7} |\|{7} |={7}\r?$)", re.MULTILINE)
_MARKS = ("<" * 7, ">" * 7, "|" * 7, "=" * 7)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_ISSUE_FILE = re.compile(r"issues/(?:.+/)?([^/]+)\.ya?ml")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_NEWLINE_BYTES = re.compile(_NEWLINE.pattern.encode())
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_OF_OLD_EDITORS = "gb18030"


@dataclass(frozen=True)
class Source:
    """A file's name and text. Lines and columns count from 1, columns in characters."""

    file: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _NEWLINE.split(self.text) if "\r" in self.text else self.text.split("\n")

    def line(self, number: int) -> str:
        """One line as it stands, or nothing beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def excerpt(self, number: int) -> str:
        """One line as it can be shown: stray characters named, the far end of a long line left out."""
        line = self.line(number)
        cut = line if len(line) <= EXCERPT_WIDTH else line[: EXCERPT_WIDTH - 1] + "…"
        return STRAY.sub(lambda found: f"<{code_point(found[0])}>", cut)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of a character of the text."""
        if "\r" not in self.text:
            return self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index)
        line, start = 1, 0
        for end in _NEWLINE.finditer(self.text, 0, index):
            line, start = line + 1, end.end()
        return line, index - start + 1

    def fault(self, rule: str, text: Said, line: int, column: int, suggestion: str | None = None) -> Problem:
        """A fault of this file: it cannot be read as a record until this is mended."""
        place = Place(self.file, line, column)
        return Problem(rule, "invalid", text, place=place, suggestion=suggestion, excerpt=self.excerpt(line))


def code_point(character: str) -> str:
    """The name that shows an invisible character: U+202E."""
    return f"U+{ord(character):04X}"


def decode(data: bytes, file: str) -> Source | Problem:
    """The text of a file of the ledger: UTF-8, with or without a byte order mark, of a sane size."""
    if len(data) > SIZE_LIMIT:
        text = say("read.too-big", size=len(data) // 1024, limit=SIZE_LIMIT // 1024)
        return Problem("too-big", "invalid", text, place=Place(file))
    if data.startswith(_WIDE_BOMS):
        return Problem("utf16", "invalid", say("read.utf16"), place=Place(file, 1, 1))
    try:
        return Source(file, data.removeprefix(_BOM).decode())
    except UnicodeDecodeError as error:
        return _not_utf8(data.removeprefix(_BOM), error.start, file)


def _not_utf8(data: bytes, start: int, file: str) -> Problem:
    """Where the first wrong byte stands, and what its line says if the file is GBK, as old editors save it."""
    before = data[:start]
    line, column = Source(file, before.decode()).position(len(before.decode()))
    begin = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    raw = _NEWLINE_BYTES.split(data[begin:])[0]
    guess = raw.decode(_OF_OLD_EDITORS, errors="replace")
    likely = _HAN.search(guess) and "\ufffd" not in guess and not STRAY.search(guess) and not _BINARY.search(data)
    text = say("read.not-utf8.gbk", guess=guess) if likely else say("read.not-utf8")
    shown = Source(file, raw.decode(errors="replace")).excerpt(1)
    return Problem("not-utf8", "invalid", text, place=Place(file, line, column), excerpt=shown)


def stray_characters(source: Source) -> list[Problem]:
    """The characters that must not be in the file, the first of each line."""
    found: list[Problem] = []
    if source.text.replace("\n", "").isprintable() or STRAY.search(source.text) is None:
        return found  # what is printable holds none of them, and costs half as much to ask for
    for number, line in enumerate(source.lines, 1):
        if stray := STRAY.search(line):
            rule = "invisible-char" if _HIDES.match(stray[0]) else "bad-char"
            text = say(f"read.{rule}", char=code_point(stray[0]))
            found.append(source.fault(rule, text, number, stray.start() + 1))
            if len(found) == SHOWN_AT_MOST:
                break
    return found


def conflicts(source: Source) -> list[Problem]:
    """Where git left the marks of a merge nobody finished: each beginning, or whatever mark is left."""
    if not any(mark in source.text for mark in _MARKS):
        return []
    marks = list(_CONFLICT.finditer(source.text))
    starts = [mark for mark in marks if mark[1]] or marks[:1]
    places = (source.position(mark.start()) for mark in starts[:SHOWN_AT_MOST])
    issue = _ISSUE_FILE.fullmatch(source.file)
    text = say("read.conflict-of-issue", id=issue[1]) if issue else say("read.conflict")
    return [source.fault("conflict", text, line, column) for line, column in places]

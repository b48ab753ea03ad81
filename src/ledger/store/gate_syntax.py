"""A YAML parser's complaint in words a clerk can act on: what is meant is nearly always "put it in quotes"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml import MarkedYAMLError, YAMLError

from ledger.errors import Said, say
from ledger.model.problem import Problem
from ledger.store.gate_events import Mark
from ledger.store.gate_text import SHOWN_AT_MOST, Source

_TAB_INDENT = re.compile(r" *\t")
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)*([^\s:#\"'\[{]+):(?=[^\s/])")
_KEY_VALUE = re.compile(r"([ ]*(?:- +)*[^\s:#\"'][^:#]*: +)(\S.*?)\s*$")
_CUT = re.compile(r"\s(#+[^\s#].*)$")
_CLOSERS = ('"', "'")
_SIGNS_OF_MORE = (
    "scanning an alias",
    "scanning an anchor",
    "scanning a tag",
    "parsing a tag",
    "scanning a block scalar",
)
"""What YAML reads on after: the sign stands where that began."""


@dataclass(frozen=True)
class _Complaint:
    """What a parser says of a text, and where."""

    source: Source
    words: str
    index: int
    """The character that it could not take."""
    line: int
    column: int
    began: tuple[int, int]
    """Line and column where the thing began that it could not finish."""

    @property
    def text(self) -> str:
        """The line that it stumbled over."""
        return self.source.line(self.line)

    @property
    def before(self) -> str:
        """What stands on that line before the place."""
        return self.text[: self.column - 1]

    @property
    def after(self) -> str:
        """The rest of the line, from the place on."""
        return self.text[self.column - 1 :]

    def says(self, *parts: str) -> bool:
        """Whether it says one of these."""
        return any(part in self.words for part in parts)

    def here(self, text: Said, suggestion: str | None = None) -> list[Problem]:
        """The one fault that this is, at the place itself."""
        return _one(self.source, text, self.line, self.column, suggestion)


_Handler = Callable[[_Complaint], "list[Problem] | None"]


def syntax_faults(error: YAMLError, source: Source) -> list[Problem]:
    """The faults behind a parser's error: one, or one for each line with the same slip (tabs)."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _one(source, say("read.syntax.other", detail=str(error)), 1, 1)
    mark = error.problem_mark
    words = f"{error.context}: {error.problem}"
    said = _Complaint(source, words, mark.index, *_place(mark), _place(error.context_mark or mark))
    for handler in _HANDLERS:
        found = handler(said)
        if found:
            return found
    return said.here(say("read.syntax.other", detail=str(error.problem)))


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _one(source: Source, text: Said, line: int, column: int, suggestion: str | None = None) -> list[Problem]:
    return [source.fault("syntax", text, line, column, suggestion)]


def _tab(said: _Complaint) -> list[Problem] | None:
    if not said.after.startswith("\t"):
        return None
    places = [(said.line, said.column)]
    for number, text in enumerate(said.source.lines[said.line :], said.line + 1):
        if tab := _TAB_INDENT.match(text):
            places.append((number, tab.end()))
    return [said.source.fault("tab", say("read.tab"), *place) for place in places[:SHOWN_AT_MOST]]


def _directive(said: _Complaint) -> list[Problem] | None:
    if not said.text.startswith("%"):
        return None
    return [said.source.fault("directive", say("read.directive"), said.line, 1)]


def _tag(said: _Complaint) -> list[Problem] | None:
    if not said.says("undefined tag handle"):
        return None
    return [said.source.fault("tag", say("read.tag"), *said.began)]


def _escape(said: _Complaint) -> list[Problem] | None:
    if said.says("invalid Unicode character escape"):
        digits = said.after[: 8 if said.before.endswith("U") else 4]
        text = say("read.bad-char-escape", char=f"U+{digits.upper()}")
        return [said.source.fault("bad-char-escape", text, said.line, said.column - 2)]
    return said.here(say("read.syntax.escape")) if said.says("unknown escape", "decimal number") else None


def _quote(said: _Complaint) -> list[Problem] | None:
    """A quote that never closes, or one that closes before the sentence is over."""
    if said.says("scanning a quoted scalar"):
        return _one(said.source, say("read.syntax.quote"), *said.began)
    if said.says("expected key", "block end", "expected ','") and said.before.rstrip().endswith(_CLOSERS):
        return said.here(say("read.syntax.after-quote"))
    return None


def _cut_by_hash(said: _Complaint) -> list[Problem] | None:
    """A sentence cut by ` #` on its line, or cut on the line before so that the next one hangs in the air."""
    inside = said.says("expected ':'", "expected ','")
    if not inside and not said.says("expected key", "block end"):
        return None
    for number in (said.began[0] if inside else said.line - 1, said.line):
        if cut := _CUT.search(said.source.line(number)):
            text = say("read.hash-comment", rest=cut[1].rstrip())
            return [said.source.fault("hash-comment", text, number, cut.start(1) + 1)]
    return None


def _colon(said: _Complaint) -> list[Problem] | None:
    """`title: 问题: 缺少`, `title:缺少` and `title： 缺少`: too many colons, no space, a wide one."""
    twice = said.says("mapping values")
    if not twice and not said.says("expected ':'"):
        return None
    if twice and ": " in said.before:
        return said.here(say("read.syntax.colon"), _quoted_value(said.text))
    begin = said.began[0]
    for number in (begin, begin - 1):
        if slip := _key_slip(said.source, number):
            return slip
    if twice:
        return _one(said.source, say("read.syntax.indent"), said.line, _first_column(said.text))
    return _one(said.source, say("read.syntax.no-colon"), begin, _first_column(said.source.line(begin)))


def _first_column(text: str) -> int:
    return len(text) - len(text.lstrip()) + 1


def _key_slip(source: Source, number: int) -> list[Problem] | None:
    """A key with a wide colon, or with nothing between its colon and the value."""
    text = source.line(number)
    if wide := wide_colon(source, number, "syntax"):
        return [wide]
    if tight := _KEY_WITHOUT_SPACE.match(text):
        repaired = f"{text[: tight.end()]} {text[tight.end() :]}"
        return _one(source, say("read.syntax.space-after-colon"), number, tight.end(), repaired)
    return None


def wide_colon(source: Source, number: int, rule: str) -> Problem | None:
    """The fault of a line whose key is followed by a full-width colon, if it is one."""
    text = source.line(number)
    wide = text.find("：")
    if wide < 0 or ": " in text[:wide] or text.lstrip().startswith("#"):
        return None
    repaired = f"{text[:wide]}: {text[wide + 1 :].lstrip()}"
    return source.fault(rule, say("read.fullwidth-colon"), number, wide + 1, repaired)


def _quoted_value(text: str) -> str | None:
    """The line with all that follows its key in quotes."""
    parts = _KEY_VALUE.match(text)
    if parts is None or "'" in parts[2]:
        return None
    mark = "'" if '"' in parts[2] or "\\" in parts[2] else '"'
    return f"{parts[1]}{mark}{parts[2]}{mark}"


def _indicator(said: _Complaint) -> list[Problem] | None:
    """A value that begins with a sign YAML keeps for itself: `@张三`, `%50`, `*重要*`, `> 5`."""
    if said.says("sequence entries"):
        return said.here(say("read.syntax.dash"))
    if said.says(*_SIGNS_OF_MORE):
        line, column = said.began
    elif said.says("cannot start any token", "mapping keys", "parsing a block node"):
        line, column = said.line, said.column
    else:
        return None
    text = said.source.line(line)
    sign = text[column - 1 : column]
    if not sign:
        return None
    return _one(said.source, say("read.syntax.sign", sign=sign), line, column, _quoted_value(text))


def _bracket(said: _Complaint) -> list[Problem] | None:
    """`[x] y`: text after a bracket that closed; `{`, `[x`: a bracket that never does."""
    if said.says("expected key", "block end") and said.before.rstrip().endswith(("]", "}")):
        return said.here(say("read.syntax.after-bracket"), _quoted_value(said.text))
    if said.says("flow sequence", "flow mapping"):
        return _one(said.source, say("read.syntax.bracket"), *said.began)
    if said.says("flow node"):
        text = said.source.text[: said.index]
        start = max(text.rfind("["), text.rfind("{"))
        return _one(said.source, say("read.syntax.bracket"), *said.source.position(start))
    return None


def _indent(said: _Complaint) -> list[Problem] | None:
    """A line that belongs to nothing above it."""
    alone = said.says("<document start>")
    if not alone and not said.says("expected key", "block end", "expected '-'"):
        return None
    if said.after.startswith(":"):
        return [said.source.fault("bad-key", say("read.bad-key"), said.line, said.column)]
    return said.here(say("read.not-mapping" if alone else "read.syntax.indent"))


_HANDLERS: tuple[_Handler, ...] = (
    _tab,
    _directive,
    _tag,
    _escape,
    _quote,
    _cut_by_hash,
    _colon,
    _indicator,
    _bracket,
    _indent,
)
"""Asked in turn; the first that knows the complaint answers."""

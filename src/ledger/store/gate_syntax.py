"""A YAML parser's complaint in words a clerk can act on: what is meant is nearly always "put it in quotes"."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError, YAMLError

from ledger.errors import Said, say
from ledger.model.problem import Problem
from ledger.store.gate_events import Mark
from ledger.store.gate_text import SHOWN_AT_MOST, Source

_TAB_INDENT = re.compile(r" *\t")
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)*([^\s:#\"'\[{]+):(?=[^\s/])")
_KEY_VALUE = re.compile(r"([ ]*(?:- +)*[^\s:#\"'][^:#]*: +)(\S.*?)\s*$")
_CUT = re.compile(r"\s(#+[^\s#].*)$")
_CLOSERS = "\"'"

_Handler = Callable[[Source, int, int, MarkedYAMLError], "list[Problem] | None"]


def syntax_faults(error: YAMLError, source: Source) -> list[Problem]:
    """The faults behind a parser's error: one, or one for each line with the same slip (tabs)."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return [source.fault("syntax", say("read.syntax.other", detail=str(error)), 1, 1)]
    line, column = _place(error.problem_mark)
    for handler in _HANDLERS:
        found = handler(source, line, column, error)
        if found:
            return found
    return [source.fault("syntax", say("read.syntax.other", detail=error.problem or ""), line, column)]


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _one(source: Source, text: Said, line: int, column: int, suggestion: str | None = None) -> list[Problem]:
    return [source.fault("syntax", text, line, column, suggestion)]


def _context(error: MarkedYAMLError, line: int, column: int) -> tuple[int, int]:
    """Where the thing began that the parser could not finish."""
    return _place(error.context_mark) if error.context_mark is not None else (line, column)


def _says(error: MarkedYAMLError, *parts: str) -> bool:
    words = f"{error.context or ''}: {error.problem or ''}"
    return any(part in words for part in parts)


def _tab(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    here = source.line(line)[column - 1 : column]
    if here != "\t" and not _says(error, "a tab character"):
        return None
    places = [(line, column)]
    for number, text in enumerate(source.lines[line:], line + 1):
        if tab := _TAB_INDENT.match(text):
            places.append((number, tab.end()))
    return [source.fault("tab", say("read.tab"), *place) for place in places[:SHOWN_AT_MOST]]


def _directive(source: Source, line: int, _column: int, _error: MarkedYAMLError) -> list[Problem] | None:
    if not source.line(line).startswith("%"):
        return None
    return [source.fault("directive", say("read.directive"), line, 1)]


def _tag(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    if not _says(error, "undefined tag handle"):
        return None
    return [source.fault("tag", say("read.tag"), *_context(error, line, column))]


def _escape(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    if _says(error, "invalid Unicode character escape"):
        code = re.match(r"[0-9A-Fa-f]{0,8}", source.line(line)[column - 1 :])
        text = say("read.bad-char-escape", char=f"U+{code[0].upper()}" if code else "U+")
        return [source.fault("bad-char-escape", text, line, max(column - 2, 1))]
    if _says(error, "unknown escape", "hexdecimal", "hexadecimal"):
        return _one(source, say("read.syntax.escape"), line, column)
    return None


def _quote(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    """A quote that never closes, or one that closes before the sentence is over."""
    if _says(error, "scanning a quoted scalar", "parsing a quoted scalar"):
        return _one(source, say("read.syntax.quote"), *_context(error, line, column))
    before = source.line(line)[: column - 1].rstrip()
    if _says(error, "expected key", "block end", "expected ','") and before.endswith(tuple(_CLOSERS)):
        return _one(source, say("read.syntax.after-quote"), line, column)
    return None


def _cut_by_hash(source: Source, line: int, _column: int, error: MarkedYAMLError) -> list[Problem] | None:
    """A sentence cut by ` #` on its line, or cut on the line before so that the next one hangs in the air."""
    if not _says(error, "expected key", "block end", "expected ':'", "expected ','"):
        return None
    start = _context(error, line, 1)[0] if _says(error, "expected ':'", "expected ','") else line - 1
    for number in (start, line):
        if cut := _CUT.search(source.line(number)):
            text = say("read.hash-comment", rest=cut[1].rstrip())
            return [source.fault("hash-comment", text, number, cut.start(1) + 1)]
    return None


def _colon(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    """`title: 问题: 缺少`, `title:缺少` and `title： 缺少`: too many colons, no space, a wide one."""
    if not _says(error, "mapping values", "expected ':'"):
        return None
    begin = _context(error, line, column)[0]
    text = source.line(line)
    if _says(error, "mapping values") and ": " in text[: column - 1]:
        return _one(source, say("read.syntax.colon"), line, column, _quoted_value(text))
    for number in range(begin, max(begin - 2, 0), -1):
        if slip := _key_slip(source, number):
            return slip
    if _says(error, "mapping values"):
        return _one(source, say("read.syntax.indent"), line, len(text) - len(text.lstrip()) + 1)
    shown = source.line(begin)
    return _one(source, say("read.syntax.no-colon"), begin, len(shown) - len(shown.lstrip()) + 1)


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


def _indicator(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    """A value that begins with a sign YAML keeps for itself: `@张三`, `%50`, `*重要*`, `> 5`."""
    if _says(
        error, "scanning an alias", "scanning an anchor", "scanning a tag", "parsing a tag", "scanning a block scalar"
    ):
        line, column = _context(error, line, column)
    elif _says(error, "sequence entries"):
        return _one(source, say("read.syntax.dash"), line, column)
    elif not _says(error, "cannot start any token", "mapping keys", "parsing a block node"):
        return None
    text = source.line(line)
    sign = text[column - 1 : column]
    if not sign:
        return None
    return _one(source, say("read.syntax.sign", sign=sign), line, column, _quoted_value(text))


def _bracket(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    """`[x] y`: text after a bracket that closed; `{`, `[x`: a bracket that never does."""
    before = source.line(line)[: column - 1].rstrip()
    if _says(error, "expected key", "block end") and before.endswith(("]", "}")):
        return _one(source, say("read.syntax.after-bracket"), line, column, _quoted_value(source.line(line)))
    if _says(error, "flow sequence", "flow mapping"):
        return _one(source, say("read.syntax.bracket"), *_context(error, line, column))
    if _says(error, "flow node"):
        index = error.problem_mark.index if error.problem_mark else 0
        start = max(source.text.rfind("[", 0, index), source.text.rfind("{", 0, index))
        return _one(source, say("read.syntax.bracket"), *source.position(start))
    return None


def _indent(source: Source, line: int, column: int, error: MarkedYAMLError) -> list[Problem] | None:
    """A line that belongs to nothing above it."""
    on_its_own = _says(error, "<document start>")
    if not on_its_own and not _says(error, "expected key", "block end", "expected '-'", "block entries"):
        return None
    if source.line(line)[column - 1 :].startswith(":"):
        return [source.fault("bad-key", say("read.bad-key"), line, column)]
    return _one(source, say("read.not-mapping" if on_its_own else "read.syntax.indent"), line, column)


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

"""How a value is written: the text of each type, when it needs quotes, and the block and flow forms of YAML.

Everything is written so that the gate reads it back to the same texts, and so that a YAML 1.1 reader
(Excel add-ins, older scripts) doesn't take a text for a number, a date or a yes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from unicodedata import east_asian_width

from ledger.errors import UnreadableError, say
from ledger.model.problem import Path
from ledger.store.gate import Node
from ledger.store.gate_text import STRAY_IN_VALUE, code_point

FLOW_WIDTH = 72
"""A list of short texts up to this many columns wide stays on the line of its key."""

_FLOW_ITEM = 16
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_BREAKS_PLAIN = re.compile(r": |:$| #|[\n\t]")
_WORDS = frozenset({"y", "yes", "n", "no", "true", "false", "on", "off", "null", ".inf", ".nan", "<<"})
_NUMBER_LIKE = re.compile(r"[-+]?\.?[0-9][0-9a-fA-Fxo_.:+\-TtZz ]*|[-+]\.(?:inf|nan)", re.IGNORECASE)


class Bare(str):
    """The text of a number, a date or a yes or no: it goes without quotes, as it is no text to other readers."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How far a file indents, in spaces: a block under its key, dashes under their key, text after its dash."""

    block: int = 2
    dash: int = 2
    text: int = 2


def as_text(value: object) -> str | None:
    """The text form of a single value, the one the gate gives back. Raises TypeError for what no file can hold.

    Decimals have no exponent, moments are ISO 8601, line ends within a text are plain newlines.
    """
    if value is None or isinstance(value, Bare):
        return value
    if isinstance(value, str):
        return str(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    if isinstance(value, (date, datetime)):
        return Bare(value.isoformat())
    if isinstance(value, Decimal) and value.is_finite():
        return Bare(format(value, "f"))
    if isinstance(value, int):
        return Bare(value)
    raise TypeError(type(value).__name__)


def as_tree(value: object, path: Path = ()) -> Node:
    """A value and all within it as texts. Raises UnreadableError for a character that no file may hold."""
    if isinstance(value, Mapping):
        return {str(key): as_tree(inner, (*path, str(key))) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_tree(inner, (*path, number)) for number, inner in enumerate(value)]
    text = as_text(value)
    if text is not None and (stray := STRAY_IN_VALUE.search(text)):
        name = ".".join(str(step) for step in path if isinstance(step, str))
        raise UnreadableError(say("write.bad-char", field=name, char=code_point(stray[0])))
    return text


def scalar(text: str | None, *, in_flow: bool = False) -> str:
    """A value on one line, in quotes where it needs them."""
    if text is None:
        return "null"
    if (isinstance(text, Bare) or _is_plain(text)) and not (in_flow and _NOT_IN_FLOW.search(text)):
        return str(text)
    return quoted(text, "'" if ('"' in text or "\\" in text) and "'" not in text else '"')


def quoted(text: str, mark: str) -> str:
    """A text in single or double quotes; in double ones whatever it holds."""
    if mark == "'" and not re.search(r"[\n\t]", text):
        return f"'{text.replace(mark, mark * 2)}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or _BREAKS_PLAIN.search(text) or text.startswith(("---", "...")):
        return False
    if text[0] in _INDICATORS and not re.match(r"-[^\s\-]", text):
        return False
    return text.lower() not in _WORDS and not _NUMBER_LIKE.fullmatch(text)


def fits_literal(text: str) -> bool:
    """Whether a text of several lines can stand under `|` with nothing lost to editors that trim lines."""
    lines = text.removesuffix("\n").split("\n")
    trimmed = all(line == line.rstrip() and "\t" not in line for line in lines)
    return "\n" in text and trimmed and lines[0][:1].strip() != "" and lines[-1] != ""


def after_key(value: Node, layout: Layout) -> list[str]:
    """What follows `key:`: the rest of its line, then whole lines counted from the key's column."""
    if value is None:
        return [""]
    if isinstance(value, str):
        return [f" {line}" if number == 0 else line for number, line in enumerate(_text_lines(value, layout.block))]
    if not value or (isinstance(value, list) and _fits_flow(value)):
        return [f" {flow(value)}"]
    if isinstance(value, list):
        return ["", *_indented(entry_lines(value, layout), layout.dash)]
    return ["", *_indented(mapping_lines(value, layout), layout.block)]


def mapping_lines(mapping: Mapping[str, Node], layout: Layout) -> list[str]:
    """The lines of a mapping in block form, from column 0."""
    lines: list[str] = []
    for key, value in mapping.items():
        first, *rest = after_key(value, layout)
        lines += [f"{scalar(key)}:{first}", *rest]
    return lines


def entry_lines(entries: Sequence[Node], layout: Layout) -> list[str]:
    """The lines of a list in block form, its dashes at column 0."""
    lines: list[str] = []
    for entry in entries:
        if isinstance(entry, str):
            inner = _text_lines(entry, 0)
        elif not entry:
            inner = [flow(entry)]
        else:
            inner = mapping_lines(entry, layout) if isinstance(entry, dict) else entry_lines(entry, layout)
        first, *rest = inner
        lines += ["-" + " " * (layout.text - 1) + first, *_indented(rest, layout.text)]
    return lines


def flow(value: Node) -> str:
    """A value on one line: `[水, 大气]`, `{who: 张三}`."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, in_flow=True)}: {flow(inner)}" for key, inner in value.items()) + "}"
    return scalar(value, in_flow=True)


def columns(text: str) -> int:
    """How wide a text is on a terminal: Chinese characters take two columns."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _text_lines(text: str, indent: int) -> list[str]:
    if isinstance(text, Bare) or not fits_literal(text):
        return [scalar(text)]
    body = text.removesuffix("\n").split("\n")
    return ["|" if text.endswith("\n") else "|-", *_indented(body, indent)]


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _fits_flow(entries: Sequence[Node]) -> bool:
    short = all(isinstance(entry, str) and len(entry) <= _FLOW_ITEM and "\n" not in entry for entry in entries)
    return short and columns(flow(list(entries))) <= FLOW_WIDTH

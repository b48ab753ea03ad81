"""Writing YAML: the text of a new record, and a hand-edited file changed only where its record changed.

Nothing leaves here that the gate doesn't read back as exactly what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ledger.errors import LedgerError, UnreadableError, say
from ledger.store.gate import Node, Tree, read
from ledger.store.gate_text import SIZE_LIMIT
from ledger.store.yaml_splice import CannotSpliceError, splice
from ledger.store.yaml_text import Layout, as_text, as_tree, mapping_lines

_BOM = "\ufeff"

__all__ = ["as_text", "dump_new", "rewrite"]


def dump_new(record: Mapping[str, object], header: str | None = None) -> bytes:
    """The text of a new record: keys in the order given, 2 spaces a level, long lines whole, UTF-8, LF.

    `header` is put on top as comment lines. Values are text, bool, int, Decimal, date, datetime, None, lists and
    mappings of them; leave empty ones out. Raises UnreadableError for a character that no file may hold.
    """
    tree = as_mapping(record)
    comments = [line if line.startswith("#") else f"# {line}".rstrip() for line in (header or "").splitlines()]
    data = _of_a_sane_size("\n".join([*comments, *(mapping_lines(tree, Layout()) or ["{}"]), ""]))
    if not _says(data, tree):
        raise LedgerError(say("write.unfaithful"))
    return data


def rewrite(
    original: bytes, before: Mapping[str, object], after: Mapping[str, object], *, order: Sequence[str] = ()
) -> bytes:
    """The file's bytes with the difference from `before` to `after` put in, and everything else left as it is.

    `before` is what the file says (the gate's tree of it), `after` what it is to say. New keys at the top go where
    `order` has them, others to the end of their mapping. Comments, order, quotes, spacing, line ends and a byte
    order mark stay. Raises UnreadableError for a character that no file may hold, and LedgerError, with nothing
    to write, if the file doesn't say `before` or can't be made to say `after`.
    """
    old, new = as_mapping(before), as_mapping(after)
    if not _says(original, old):
        raise LedgerError(say("write.not-as-read"))
    if old == new:
        return original
    text = original.decode()
    mark = _BOM if text.startswith(_BOM) else ""
    for writer in _writers():
        changed = writer(text.removeprefix(_BOM), old, new, order)
        if changed is not None and _says(data := _of_a_sane_size(f"{mark}{changed}"), new):
            return data
    raise LedgerError(say("write.unfaithful"))


_Writer = Callable[[str, Mapping[str, Node], Mapping[str, Node], Sequence[str]], "str | None"]


def _writers() -> Iterator[_Writer]:
    """In place first; the loader of ten milliseconds is imported only for the files that need it."""
    yield _in_place
    yield _by_round_trip


def _in_place(text: str, old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str]) -> str | None:
    try:
        return splice(text, old, new, order)
    except CannotSpliceError:
        return None


def _by_round_trip(text: str, old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str]) -> str | None:
    from ledger.store.yaml_roundtrip import round_trip

    try:
        return round_trip(text, old, new, order)
    except Exception:  # noqa: BLE001 — ruamel raises what it likes for odd comments; that text stays as it is
        return None


def as_mapping(record: Mapping[str, object]) -> dict[str, Node]:
    """A record's values as texts, at every depth. Raises UnreadableError for a character that no file may hold."""
    tree = as_tree(record)
    return tree if isinstance(tree, dict) else {}


def _of_a_sane_size(text: str) -> bytes:
    """Nothing is written that would be too big to be read again."""
    data = text.encode()
    if len(data) > SIZE_LIMIT:
        raise UnreadableError(say("write.too-big", size=len(data) // 1024, limit=SIZE_LIMIT // 1024))
    return data


def _says(data: bytes, tree: Mapping[str, Node]) -> bool:
    found = read(data, "")
    return isinstance(found, Tree) and found.data == tree

"""Changing a YAML text by loading, editing and dumping the whole: for layouts that can't be changed in place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, PlainScalarString

from ledger.store.gate import Node
from ledger.store.yaml_align import aligned, insertions
from ledger.store.yaml_spans import layout_of, spans
from ledger.store.yaml_text import fits_literal, scalar

_NOTHING = [("tag:yaml.org,2002:null", re.compile(r"(?:~|null)?$"))]
_NEVER_FOLD = 2**20


class TextOnly(VersionedResolver):
    """What the gate makes of plain scalars, in ruamel's terms: text, but for those that are nothing."""

    @property
    def versioned_resolver(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        """Which tags a plain scalar may have, by its first character."""
        return {"": _NOTHING, "~": _NOTHING, "n": _NOTHING}


def text_only_yaml() -> YAML:
    """A round-trip loader and dumper that types nothing, folds nothing and keeps quotes."""
    yaml = YAML(pure=True)
    yaml.Resolver = TextOnly
    yaml.preserve_quotes = True
    yaml.width = _NEVER_FOLD
    return yaml


def round_trip(text: str, old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str]) -> str:
    """The text of a mapping `old`, changed to say `new`: comments and order stay, spacing becomes ruamel's.

    Raises whatever ruamel raises (not only its YAMLError) for the few texts that it can't read or write, such as
    a tab between words.
    """
    yaml = text_only_yaml()
    layout = layout_of(spans(text))
    yaml.indent(mapping=layout.block, sequence=layout.dash + layout.text, offset=layout.dash)
    record = cast("CommentedMap", yaml.load(text))
    _edit_mapping(record, old, new, order)
    out = StringIO()
    yaml.dump(record, out)
    return out.getvalue().replace("\n", "\r\n") if "\r\n" in text else out.getvalue()


def _edit_mapping(
    record: CommentedMap, old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str] = ()
) -> None:
    added = insertions(old, new, order) if any(key in new for key in old) else {None: list(new)}
    for key in old:
        if key not in new:
            del record[key]
        elif old[key] != new[key]:
            record[key] = _edited(record[key], old[key], new[key])
    for after, keys in added.items():
        position = 0 if after is None else list(record).index(after) + 1
        for offset, key in enumerate(keys):
            record.insert(position + offset, _written(key), _written(new[key]))


def _edit_list(entries: CommentedSeq, old: Sequence[Node], new: Sequence[Node]) -> None:
    """From the end to the front, so that positions before stay as they were."""
    for was, now in reversed(list(aligned(old, new))):
        if was is None or now is None:
            continue
        if old[was] != new[now]:
            entries[was] = _edited(entries[was], old[was], new[now])
    position = 0
    for was, now in aligned(old, new):
        if now is None:
            del entries[position]
            continue
        if was is None:
            entries.insert(position, _written(new[now]))
        position += 1


def _edited(value: object, old: Node, new: Node) -> object:
    if isinstance(value, CommentedMap) and isinstance(old, dict) and isinstance(new, dict) and new:
        _edit_mapping(value, old, new)
        return value
    if isinstance(value, CommentedSeq) and isinstance(old, list) and isinstance(new, list) and new:
        _edit_list(value, old, new)
        return value
    return _written(new)


def _written(node: Node) -> object:
    """A new value in the form that says how it is to be quoted."""
    if isinstance(node, dict):
        return {_written(key): _written(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_written(entry) for entry in node]
    if node is None:
        return None
    if fits_literal(node):
        return LiteralScalarString(node)
    return PlainScalarString(node) if scalar(node, in_flow=True) == node else DoubleQuotedScalarString(node)

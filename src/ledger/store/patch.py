"""What a change of a record means for the text of its file: only what differs is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.values import Record
from ledger.store.gate import Node
from ledger.store.yamlfile import as_text


def tree_of(issue: Issue) -> dict[str, object]:
    """A record as it is written: the keys that were set, in the schema's order, without empty ones.

    Set keys are written even when they equal the default, so that a later change of a default rewrites no history.
    """
    dumped = plainly(issue)
    return {key: dumped[key] for key in FIELD_ORDER if key in dumped}


def plainly(record: Record) -> dict[str, object]:
    """A record of any kind as it is written: the keys that were set, without empty ones."""
    return cast("dict[str, object]", _without_empty(record.model_dump(exclude_unset=True)))


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        pruned = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in pruned.items() if inner is not None and inner not in ([], {})}
    if isinstance(value, (list, tuple)):
        return [_without_empty(inner) for inner in value]
    return value


def patched(raw: Node, before: object, after: object) -> dict[str, Node]:
    """The file's own tree `raw` with the difference from `before` to `after` put in.

    What did not change stays as the hand wrote it (`是` for true, a key left empty), because it is not ours to tidy.
    """
    return cast("dict[str, Node]", _patched(raw, before, after))


def _patched(raw: Node, before: object, after: object) -> Node:
    if before == after:
        return raw
    if isinstance(raw, dict) and isinstance(before, Mapping) and isinstance(after, Mapping):
        kept = {
            k: _patched(v, before.get(k), after[k]) if k in after else v
            for k, v in raw.items()
            if k in after or k not in before
        }
        return kept | {key: text_tree(value) for key, value in after.items() if key not in raw}
    if isinstance(raw, list) and isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)):
        return _patched_list(raw, before, after)
    return text_tree(after)


def _patched_list(raw: list[Node], before: Sequence[object], after: Sequence[object]) -> list[Node]:
    """Entry by entry where the list only grew or changed in place; whole where entries were taken out."""
    if len(after) < len(before) or len(raw) != len(before):
        return [text_tree(entry) for entry in after]
    kept = [_patched(r, b, a) for r, b, a in zip(raw, before, after, strict=False)]
    return kept + [text_tree(entry) for entry in after[len(before) :]]


def text_tree(value: object) -> Node:
    """A typed value as the texts that a file holds."""
    if isinstance(value, Mapping):
        return {str(key): text_tree(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [text_tree(inner) for inner in value]
    return as_text(value)
